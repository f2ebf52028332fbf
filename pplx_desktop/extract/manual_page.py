"""Reads the source of a manual page, in the man(7) and mdoc(7) macros of roff, well enough to search it.

Invariant: macros and escapes go, their arguments stay; sections become headings.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

from pplx_desktop.extract.outline import Heading

_MACRO = re.compile(r"^[.'][ \t]*([A-Za-z]{1,3}\b|\\\")[ \t]*(.*)$")
_FONT = re.compile(r"\\f(?:\[[^\]]*\]|\(..|.)")
_SIZE = re.compile(r"\\s[+-]?\d+|\\[hv]'[^']*'|\\[kn*](?:\[[^\]]*\]|\(..|.)|\\[&|^/,%:c!)]")
_GLYPHS = {
    "\\-": "-", "\\(em": "—", "\\(en": "–", "\\(bu": "•", "\\(lq": "“", "\\(rq": "”", "\\(oq": "‘", "\\(cq": "’",
    "\\(aq": "'", "\\(dq": '"', "\\(co": "©", "\\(rg": "®", "\\(mu": "×", "\\(->": "→", "\\(<-": "←", "\\(ha": "^",
    "\\(ti": "~", "\\(ga": "`", "\\(rs": "\\", "\\(+-": "±", "\\(ss": "ß", "\\(:a": "ä", "\\(:o": "ö", "\\(:u": "ü",
    "\\(:A": "Ä", "\\(:O": "Ö", "\\(:U": "Ü", "\\e": "\\", "\\~": " ", "\\ ": " ", "\\0": " ", "\\'": "'", "\\`": "`",
}  # fmt: skip
_GLYPH = re.compile("|".join(re.escape(glyph) for glyph in sorted(_GLYPHS, key=len, reverse=True)))
_UNICODE = re.compile(r"\\\[u([0-9A-Fa-f]{4,6})\]")
_NAMED = re.compile(r"\\\[([^\]]{1,12})\]")
_COMMENT = re.compile(r"\\[\"#].*$")
_KEEP_ARGUMENTS = frozenset(
    "B I R BI BR IB IR RB RI SM SB IP TP TQ UR MT Nm Nd Fl Ar Op Cm Ic Li Pa Ev Er Em Sy Xr Dv Va Vt Fn Ft Fa It Sx Ql "  # noqa: SIM905
    "Dl Aq Bq Pq Dq Sq Qq Brq An At Bx Nx Fx Ox Lb In Tn Pf Ns Ap Xo Ad Cd Mt Lk".split()
)
_PARAGRAPHS = frozenset({"PP", "P", "LP", "Pp", "sp", "br", "HP", "Bl", "El", "Bd", "Ed", "TP", "IP", "It", "D1", "RS"})
_JOINED = frozenset({"BI", "BR", "IB", "IR", "RB", "RI"})
_DEFINITIONS = frozenset({"de", "de1", "am", "ig"})
_DEFINITION_END = re.compile(r"^\.[ \t]*\.[ \t]*$")
_SECTIONS = {"SH": 1, "Sh": 1, "SS": 2, "Ss": 2}
_PURPOSE = re.compile(r" [-–—] (.+)")


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A manual page as plain lines."""

    title: str
    lines: list[str]
    headings: list[Heading]


def manual_page_text(text: str) -> ManualPage | None:
    """The page without macros; None where the text is no roff (a file named `notes.1`)."""
    source = text.split("\n")
    if not any(line.startswith((".TH", ".Dd", ".Dt", ".SH", ".Sh", ".so ", "'\\\"", '.\\"')) for line in source[:200]):
        return None
    reader = _Reader()
    for line in source:
        reader.take(line)
    return ManualPage(reader.title(), reader.lines, reader.headings)


class _Reader:
    """Reads a page line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.headings: list[Heading] = []
        self._name = ""
        self._in_definition = False

    def take(self, line: str) -> None:
        """The next line of the source."""
        if self._in_definition:
            self._in_definition = not _DEFINITION_END.match(line)
            return
        match = _MACRO.match(line)
        if match:
            self._macro(match.group(1), _arguments(match.group(2)))
        elif not line.startswith((".", "'\\\"")):
            self.lines.append(_plain(line))

    def title(self) -> str:
        """`ls(1) – list directory contents`: the name, and what the first section says of it."""
        if not self.headings:
            return self._name
        start = self.headings[0].line + 1
        end = self.headings[1].line if len(self.headings) > 1 else len(self.lines)
        said = " ".join(line for line in self.lines[start : min(end, start + 12)] if line.strip())
        match = _PURPOSE.search(said)
        if not match:
            return self._name
        return f"{self._name} – {match.group(1).strip()}" if self._name else said

    def _macro(self, macro: str, arguments: list[str]) -> None:
        if macro in _DEFINITIONS:
            self._in_definition = True
        elif macro in {"TH", "Dt"}:
            name, section = [*arguments, "", ""][:2]
            self._name = f"{name.lower()}({section})" if name and section else name
        elif macro in _SECTIONS:
            self._heading(_SECTIONS[macro], " ".join(arguments))
        else:
            self._line(macro, arguments)

    def _heading(self, level: int, heading: str) -> None:
        if heading:
            self.lines.append("")
            self.headings.append(Heading(len(self.lines), level, heading))
            self.lines.extend((heading, ""))

    def _line(self, macro: str, arguments: list[str]) -> None:
        if macro in _PARAGRAPHS:
            self.lines.append("")
        if macro in _KEEP_ARGUMENTS and arguments:
            if macro == "IP":
                # The second argument is an indentation.
                arguments = arguments[:1]
            self.lines.append(("" if macro in _JOINED else " ").join(arguments))


def _arguments(rest: str) -> list[str]:
    rest = _COMMENT.sub("", rest)
    try:
        parts = shlex.split(rest.replace("\\", "\\\\").replace("'", "\\'"), posix=True) if '"' in rest else rest.split()
    except ValueError:
        parts = rest.replace('"', " ").split()
    return [plain for part in parts if (plain := _plain(part))]


def _plain(line: str) -> str:
    if "\\" not in line:
        return line
    line = _SIZE.sub("", _FONT.sub("", _COMMENT.sub("", line)))
    line = _UNICODE.sub(lambda match: chr(min(int(match.group(1), 16), 0x10FFFF)), line)
    line = _NAMED.sub(lambda match: _GLYPHS.get("\\(" + match.group(1), match.group(1)), line)
    return _GLYPH.sub(lambda match: _GLYPHS[match.group(0)], line)
