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
    lines: list[str] = []
    headings: list[Heading] = []
    paragraph: list[str] = []
    level: int | None = None

    def end_paragraph() -> None:
        text = "".join(paragraph).strip()
        paragraph.clear()
        if text:
            if level is not None:
                headings.append(Heading(len(lines), level, text))
            lines.extend((text, ""))

    in_body = False
    for raw in source:
        line = _LYX_SPECIAL.sub(lambda match: _LYX_SPECIALS.get(match.group(1), match.group(1)), raw)
        if line.startswith("\\begin_body"):
            in_body = True
        elif line.startswith(("\\begin_layout", "\\end_layout")):
            end_paragraph()
            match = _LYX_LAYOUT.match(line)
            level = _LYX_LEVELS.get(match.group(1)) if match else None
        elif in_body and not line.startswith(("\\", "#", "status ", "LatexCommand")):
            # A line's break says nothing: the text goes on, with a space only where the next line begins with one.
            paragraph.append(line)
    end_paragraph()
    return lines, headings
