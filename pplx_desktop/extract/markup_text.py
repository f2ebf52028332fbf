"""Reads the words out of formats that are text but hold far more marks than words: SVG drawings and LyX documents.

Invariant: what is shown of the file when it is opened in its program stays, its marks go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pplx_desktop.core.errors import ExtractionError
from pplx_desktop.extract.outline import Heading
from pplx_desktop.extract.xml_parts import Element, local_name, parse_xml

_SVG_LINES = frozenset({"text", "title", "desc", "flowRoot", "flowPara", "p", "div", "li"})
_SVG_SKIPPED = frozenset({"style", "script", "metadata", "namedview", "perspective"})
_LYX_SPECIAL = re.compile(r"\\SpecialChar (\S+)")
_LYX_LAYOUT = re.compile(r"\\begin_layout (\S+?)\*?$")
_LYX_LEVELS = {"Title": 0, "Part": 1, "Chapter": 2, "Section": 3, "Subsection": 4, "Subsubsection": 5}
_LYX_STYLED = "\\begin_inset Flex"
_LYX_PARAGRAPH, _LYX_WORDS = "paragraph", "words"
_LYX_LINK = re.compile(r'name "(.*)"$')
_LYX_SPECIALS = {"ldots": "…", "endofsentence": ".", "menuseparator": "›", "nobreakdash": "-", "softhyphen": ""}


def svg_text(data: bytes) -> tuple[str, str] | None:
    """Title and text of a drawing; None where it is no XML that can be read."""
    try:
        root = parse_xml(data)
    except ExtractionError:
        return None
    lines: list[str] = []
    title = ""
    for element in root.iter():
        name = local_name(element)
        if name in _SVG_LINES and not _is_inside_skipped(element):
            line = " ".join("".join(_strings(element)).split())
            parent = element.getparent()
            if name == "title" and parent is root:
                title = line
            if line and (parent is None or local_name(parent) not in _SVG_LINES):
                lines.append(line)
    return title, "\n".join(lines)


def _strings(element: Element) -> list[str]:
    return [str(text) for text in element.itertext()]


def _is_inside_skipped(element: Element) -> bool:
    return any(local_name(ancestor) in _SVG_SKIPPED for ancestor in element.iterancestors())


def lyx_lines(source: Sequence[str]) -> tuple[list[str], list[Heading]]:
    """Paragraphs, a line each, and headings of a LyX document, its settings left out."""
    reader = _LyxReader()
    for line in source:
        reader.take(_LYX_SPECIAL.sub(lambda match: _LYX_SPECIALS.get(match.group(1), match.group(1)), line))
    reader.end_paragraph()
    return reader.lines, reader.headings


class _LyxReader:
    """Reads a LyX document line by line.

    Text stands in layouts; what an inset is (a label, a file, a formula, a table's cells) stands between its first line
    and the first layout in it.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.headings: list[Heading] = []
        self._open: list[str] = []
        self._paragraph: list[str] = []
        self._level: int | None = None

    def take(self, line: str) -> None:
        """The next line of the source."""
        around = self._open[-1] if self._open else ""
        if line.startswith("\\begin_inset"):
            self._open.append(line)
        elif line.startswith("\\end_inset"):
            self._close()
        elif line.startswith("\\begin_layout"):
            self._begin_layout(line, around)
        elif line.startswith("\\end_layout"):
            if around != _LYX_WORDS:
                self.end_paragraph()
            self._close()
        elif around.endswith(" href") and (match := _LYX_LINK.match(line)):
            self._paragraph.append(match.group(1))
        elif around in {_LYX_PARAGRAPH, _LYX_WORDS} and not line.startswith(("\\", "#")):
            # A line's break says nothing: the text goes on, with a space only where the next line begins with one.
            self._paragraph.append(line)

    def end_paragraph(self) -> None:
        """What has come since the last end is a paragraph, or a heading."""
        text = "".join(self._paragraph).strip()
        self._paragraph.clear()
        if text:
            if self._level is not None:
                self.headings.append(Heading(len(self.lines), self._level, text))
            self.lines.extend((text, ""))
        self._level = None

    def _begin_layout(self, line: str, around: str) -> None:
        # Words in a style of their own are within the paragraph.
        if around.startswith(_LYX_STYLED):
            self._open.append(_LYX_WORDS)
            return
        self.end_paragraph()
        self._open.append(_LYX_PARAGRAPH)
        match = _LYX_LAYOUT.match(line)
        self._level = _LYX_LEVELS.get(match.group(1)) if match else None

    def _close(self) -> None:
        if self._open:
            self._open.pop()
