"""Reads the text of drawings, charts and diagrams, which all office formats of Open XML share.

After ECMA-376 part 1, chapters 20.1 (shapes), 21.1 (text), 21.2 (charts), 21.4 (diagrams). Invariant: text that stands
in a drawing twice, for programs of different age, is there once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pplx_desktop.extract.package import Package
from pplx_desktop.extract.xml_parts import Element, attribute, children, local_name

TABLE_JOINT = " | "
_GRAPHICS = frozenset({"chart", "chartEx", "diagramData"})
_CHARTS = frozenset({"chartSpace"})
_GENERATED = re.compile(
    r"\s*(?:Description automatically generated|AI-generated content may be incorrect\.).*", re.DOTALL
)
_DESCRIBED = frozenset({"cNvPr", "docPr"})
_SHOWN_IN_CHARTS = frozenset({"tx", "cat"})
_SLIDE_NUMBER = "slidenum"


def drawn_text(root: Element) -> str:
    """The paragraphs of all shapes below `root`, a line each, tables row by row."""
    return "\n".join(line for line in _lines(root) if line.strip())


def paragraph_text(paragraph: Element) -> str:
    """The text of an `a:p`."""
    parts: list[str] = []
    for node in _shown(paragraph):
        name = local_name(node)
        if name == "t":
            parts.append(node.text or "")
        elif name == "br":
            parts.append("\n")
        elif name == "tab":
            parts.append("\t")
    return "".join(parts).strip()


def text_of_graphics(package: Package, part: str) -> list[str]:
    """The texts of the charts and diagrams that a part refers to."""
    texts = [graphic_text(package, item.target) for item in package.relations(part) if item.kind in _GRAPHICS]
    return [text for text in texts if text]


def graphic_text(package: Package, part: str) -> str:
    """The text of the chart or diagram that is this part: of a chart titles and names, as its numbers are drawn."""
    root = package.parse_if_sound(part)
    if root is None:
        return ""
    if local_name(root) not in _CHARTS:
        return drawn_text(root)
    shapes = [package.parse_if_sound(target) for target in package.targets(part, "chartUserShapes")]
    return "\n".join([_chart_text(root), *(drawn_text(shape) for shape in shapes if shape is not None)]).strip()


def caption(node: Element) -> str:
    """What stands in for a picture: its description, or the words that it is drawn of; empty for other elements."""
    name = local_name(node)
    if name == "textpath":
        return attribute(node, "string")
    # One word is the name of a file or of a kind of shape.
    text = _GENERATED.sub("", attribute(node, "descr")) if name in _DESCRIBED else ""
    return text if " " in text.strip() else ""


def _lines(root: Element) -> Iterator[str]:
    """Walks without recursion: drawings may be nested as deep as their maker likes."""
    open_nodes: list[Iterator[Element]] = [iter(root)]
    while open_nodes:
        node = next(open_nodes[-1], None)
        if node is None:
            open_nodes.pop()
            continue
        match local_name(node):
            case "p":
                yield paragraph_text(node)
            case "tbl":
                yield from _rows(node)
            case "AlternateContent":
                open_nodes.append(iter(list(node)[:1]))
            case _:
                if text := caption(node):
                    yield text
                open_nodes.append(iter(node))


def _rows(table: Element) -> Iterator[str]:
    for row in children(table, "tr"):
        cells = [" ".join(drawn_text(cell).split()) for cell in children(row, "tc")]
        if any(cells):
            yield TABLE_JOINT.join(cell for cell in cells if cell)


def _shown(paragraph: Element) -> Iterator[Element]:
    for child in paragraph.iter():
        parent = child.getparent()
        in_number = parent is not None and local_name(parent) == "fld" and attribute(parent, "type") == _SLIDE_NUMBER
        if not in_number:
            yield child


def _chart_text(root: Element) -> str:
    lines: dict[str, None] = {}
    for node in root.iter("{*}p", "{*}v"):
        name = local_name(node)
        if name == "p":
            lines[paragraph_text(node)] = None
        elif any(local_name(above) in _SHOWN_IN_CHARTS for above in node.iterancestors()):
            lines[node.text or ""] = None
    return "\n".join(line for line in lines if line.strip())
