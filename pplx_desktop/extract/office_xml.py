"""Reads what Word and Excel of 2003 call XML: one file of WordprocessingML, of SpreadsheetML, or a package laid flat.

By [MS-OI29500]'s forerunners, the Office 2003 XML Reference Schemas; elements are known by their local names. Exports of
other programs come as such files under the names .doc and .xls. Invariant: what is no text of the document is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pplx_desktop.core.types import Document
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.encoding import MAX_TEXT_BYTES, read_limited
from pplx_desktop.extract.sheet_rows import SheetRows
from pplx_desktop.extract.titles import sensible_title
from pplx_desktop.extract.xml_parts import Element, attribute, children, local_name, parse_xml

_LEFT_OUT = frozenset({"del", "delText", "instrText", "binData", "binaryData", "pPr", "rPr", "sectPr", "hdr", "ftr"})


def read_office_xml(stream: BinaryIO) -> Document:
    """Raises `ExtractionError` (damaged, no-text)."""
    data, cut = read_limited(stream)
    root = parse_xml(data)
    is_workbook = local_name(root) == "Workbook"
    builder = DocumentBuilder("xls" if is_workbook else "doc")
    if cut:
        builder.warn(f"Only the first {MAX_TEXT_BYTES // 1024 // 1024} MB of this file were read.")
    if is_workbook:
        for sheet in children(root, "Worksheet"):
            _add_sheet(builder, sheet)
    else:
        builder.add("\n\n".join(_paragraphs(root)))
    title = next((node.text or "" for node in root.iter() if local_name(node) in {"Title", "title"}), "")
    return builder.build(sensible_title(title))


def _add_sheet(builder: DocumentBuilder, sheet: Element) -> None:
    rows = SheetRows(builder, attribute(sheet, "Name"))
    number = 0
    for table in children(sheet, "Table"):
        for row in children(table, "Row"):
            index = attribute(row, "Index")
            number = int(index) if index.isdigit() else number + 1
            rows.add(number, [" ".join("".join(map(str, cell.itertext())).split()) for cell in children(row, "Cell")])
    rows.finish()


def _paragraphs(parent: Element) -> Iterator[str]:
    """The paragraphs and the rows of tables, in order, each once."""
    waiting = [parent]
    while waiting:
        element = waiting.pop()
        name = local_name(element)
        if name == "tr":
            yield " | ".join(text for cell in children(element, "tc") if (text := " ".join(_text(cell).split())))
        elif name == "p":
            yield _text(element)
        elif name not in _LEFT_OUT:
            waiting.extend(reversed(element))


def _text(parent: Element) -> str:
    parts: list[str] = []
    waiting = [parent]
    while waiting:
        element = waiting.pop()
        name = local_name(element)
        if name == "t":
            parts.append(element.text or "")
        elif name in {"tab", "br", "cr"}:
            parts.append("\t" if name == "tab" else "\n")
        elif name not in _LEFT_OUT:
            if name == "p" and parts:
                parts.append("\n")
            waiting.extend(reversed(element))
    return "".join(parts)
