"""Finds the definitions of a program's source by the look of its lines, to name the blocks after them.

No parser: a heading that is missed costs a heading, never text. Invariant: every line is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pplx_desktop.extract.outline import Heading

_MAX_LINE_CHARS = 400
_PYTHON = re.compile(r"^([ \t]*)(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)")
_DECORATOR = re.compile(r"^[ \t]*@\w")
_RUBY = re.compile(r"^([ \t]*)(?:def|class|module)[ \t]+([\w.:?!]+)")
_GO = re.compile(r"^(?:func[ \t]+(?:\([^)]*\)[ \t]*)?(\w+)|type[ \t]+(\w+)[ \t]+(?:struct|interface|func))")
_SHELL = re.compile(r"^(?:function[ \t]+([\w:.-]+)|([\w:.-]+)[ \t]*\(\))[ \t]*(?:\(\))?[ \t]*\{?")
_SQL = re.compile(
    r"^[ \t]*CREATE[ \t]+(?:OR[ \t]+REPLACE[ \t]+)?(?:TEMP\w*[ \t]+|UNIQUE[ \t]+|VIRTUAL[ \t]+|MATERIALIZED[ \t]+)?"
    r"(?:TABLE|VIEW|FUNCTION|PROCEDURE|TRIGGER|INDEX|TYPE)[ \t]+(?:IF[ \t]+NOT[ \t]+EXISTS[ \t]+)?([\w.\"`]+)",
    re.IGNORECASE,
)
# Words before a name in languages with braces; at the left margin, or one step in for the members of a class.
_BRACES = re.compile(
    r"^([ \t]*)(?:(?:export|default|public|private|protected|internal|abstract|final|static|sealed|partial|open|data|"
    r"async|unsafe|pub(?:\([^)]*\))?|inline|virtual|override|extern|const)[ \t]+)*"
    r"(?:class|interface|struct|enum|trait|impl(?:<[^>]*>)?|union|namespace|module|object|record|protocol|extension|"
    r"function\*?|fn|fun|func|sub|def|mod|typedef[ \t]+struct|defmodule|defp?)[ \t]+([\w:.$]+)"
)
_C_FUNCTION = re.compile(r"^[A-Za-z_][\w \t*&:<>,~\[\]]*?[ \t*&]([\w:~]+)[ \t]*\([^;]*$")
_C_KINDS = frozenset({"c", "h", "cpp", "m", "mm", "d", "v", "java", "cs"})
_NO_FUNCTION = frozenset({"if", "for", "while", "switch", "return", "else", "sizeof", "case", "do", "catch"})


def find_definitions(lines: Sequence[str], kind: str) -> Iterator[Heading]:
    """Functions and classes in the lines of a file of this kind; decorators belong to what they decorate."""
    if kind in {"py", "rb"}:
        yield from _by_indentation(lines, _PYTHON if kind == "py" else _RUBY)
        return
    simple = {"go": _GO, "sh": _SHELL, "sql": _SQL}.get(kind)
    for index, line in enumerate(lines):
        if not line or len(line) > _MAX_LINE_CHARS:
            continue
        if simple:
            if match := simple.match(line):
                yield Heading(index, 1, next(name for name in match.groups() if name))
        elif match := _BRACES.match(line):
            indent = len(match.group(1).expandtabs(4))
            if indent <= 4:
                yield Heading(index, 1 if indent == 0 else 2, match.group(2))
        elif kind in _C_KINDS and (match := _C_FUNCTION.match(line)) and match.group(1) not in _NO_FUNCTION:
            yield Heading(index, 1, match.group(1))


def _by_indentation(lines: Sequence[str], pattern: re.Pattern[str]) -> Iterator[Heading]:
    """Definitions at most two deep, in languages where they are indented."""
    open_indents: list[int] = []
    for index, line in enumerate(lines):
        match = pattern.match(line[:_MAX_LINE_CHARS])
        if not match:
            continue
        indent = len(match.group(1).expandtabs(8))
        while open_indents and open_indents[-1] >= indent:
            open_indents.pop()
        open_indents.append(indent)
        if len(open_indents) > 2:
            continue
        start = index
        while start and _DECORATOR.match(lines[start - 1][:_MAX_LINE_CHARS]):
            start -= 1
        yield Heading(start, len(open_indents), match.group(2))
