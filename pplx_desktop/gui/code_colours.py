"""Finds what is to be coloured in code: comments, strings and the words that most languages share.

No parser, and no library: one pattern that looks at each character once, whatever a file holds. What it takes wrongly
for a string is a matter of colour only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_CHARS = 400_000
"""Longer code stays black: finding the colours would take longer than one wants to wait for the text."""
_MOST_STRING = 300

_WORDS = (
    "abstract and as assert async await begin bool break case catch chan char class const continue def default defer "
    "del do done double elif else elsif end enum esac except export extends extern false False fi final finally float "
    "fn for foreach from func function go goto if impl implements import in include int interface internal is lambda "
    "let local long loop match mod module mut namespace new nil None nonlocal not null or override package pass "
    "private protected pub public raise range record ref require return select self sealed short signed sizeof static "
    "string struct super switch then this throw throws trait true True try type typedef typeof union unless unsafe "
    "unsigned until use using val var virtual void volatile when where while with yield"
)
_SQL_WORDS = (
    "add all alter and as asc begin between by case commit create delete desc distinct drop else end exists from group "
    "having if in index inner insert into is join key left like limit not null on or order primary references right "
    "select set table then trigger union unique update values view when where with"
)
_HASH_NAMES = "py rb sh r jl pl pm ex exs yaml toml make cmake dockerfile tcl awk sed nim ps1 tf graphql gradle"
_HASH = frozenset(_HASH_NAMES.split())
_DASHES = frozenset({"sql", "lua", "hs", "vhd"})
_SEMICOLON = frozenset({"asm", "lisp", "scm", "clj", "el", "ini"})
_PERCENT = frozenset({"tex", "erl", "bib"})
_WITHOUT = frozenset({"json", "xml", "svg", "log", "diff", "patch", "po", "pot", "vim", "bat"})
_STRINGS = r"\"(?:[^\"\\\n]|\\.){0,300}\"|'(?:[^'\\\n]|\\.){0,300}'"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of code, and the name of its colour in `Colours`."""

    start: int
    end: int
    colour: str


def find_tokens(text: str, kind: str) -> tuple[Token, ...]:
    """What of a file of this kind is coloured, in order."""
    return tuple(_tokens(text, kind)) if len(text) <= MOST_CHARS else ()


def _tokens(text: str, kind: str) -> Iterator[Token]:
    words = frozenset((_SQL_WORDS if kind == "sql" else _WORDS).split())
    for match in _pattern(kind).finditer(text):
        colour = ""
        match match.lastgroup:
            case "comment":
                colour = "muted"
            case "string":
                colour = "good"
            case _:
                word = match.group()
                colour = "accent" if (word.lower() if kind == "sql" else word) in words else ""
        if colour:
            yield Token(match.start(), match.end(), colour)


def _pattern(kind: str) -> re.Pattern[str]:
    if kind in _HASH:
        comment = r"(?<![^\s;(])#[^\n]*"
    elif kind in _DASHES:
        comment = r"--[^\n]*"
    elif kind in _SEMICOLON:
        comment = r";[^\n]*"
    elif kind in _PERCENT:
        comment = r"%[^\n]*"
    elif kind in _WITHOUT:
        comment = r"(?!)"
    else:
        comment = r"//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)"
    strings = rf"\"\"\"(?s:.*?)(?:\"\"\"|\Z)|'''(?s:.*?)(?:'''|\Z)|{_STRINGS}" if kind == "py" else _STRINGS
    word = r"(?!)" if kind in _WITHOUT else r"[A-Za-z_]\w*"
    return re.compile(rf"(?P<comment>{comment})|(?P<string>{strings})|(?P<word>{word})")
