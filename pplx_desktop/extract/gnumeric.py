"""Reads Gnumeric's spreadsheets, as a stream: the sheets row by row, with their comments.

After Gnumeric's own schema (gnumeric.xsd, version 10). They are packed with gzip, which `containers` has undone.
Invariant: of a formula nothing is shown, as the file holds no value for it.
"""

from __future__ import annotations

from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.cell_values import number_kind, shown_number
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.sheet_rows import SheetRows
from pplx_desktop.extract.titles import sensible_title
from pplx_desktop.extract.xml_events import Attributes, parse_events
from pplx_desktop.extract.xml_parts import integer

_NUMBERS = frozenset({"30", "40"})
_TAKEN = frozenset({"Name", "Cell", "title"})


def read_gnumeric(stream: BinaryIO) -> Document:
    """Raises `ExtractionError` (no-text)."""
    builder = DocumentBuilder("gnumeric")
    events = _Events(builder)
    try:
        parse_events(stream, events.start, events.end, events.text)
    except ExtractionError as error:
        if error.code != ExtractionCode.DAMAGED.value:
            raise
        builder.warn("This workbook is damaged; what stands before the damage was read.")
    events.end("Sheet")
    return builder.build(sensible_title(events.title))


class _Events:
    """Takes the cells out of a workbook's XML."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._rows: SheetRows | None = None
        self._row = -1
        self._cells: list[str] = []
        self._comments: list[str] = []
        self._attributes: Attributes = {}
        self._parts: list[str] | None = None
        self._in_sheet = False
        self.title = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _TAKEN:
            self._attributes = attributes
            self._parts = []
        elif name == "Sheet":
            self._in_sheet = True
        elif name == "CellComment":
            self._comments.append(f"{attributes.get('ObjectBound', '')}: {attributes.get('Text', '')}")

    def text(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)

    def end(self, name: str) -> None:
        if name == "Sheet":
            self._end_sheet()
        if name not in _TAKEN or self._parts is None:
            return
        text = "".join(self._parts)
        self._parts = None
        if name == "Cell" and "ValueType" in self._attributes:
            self._add_cell(text)
        elif name == "title":
            self.title = self.title or text
        elif name == "Name" and self._in_sheet and self._rows is None:
            # Later names in a sheet are those of ranges.
            self._rows = SheetRows(self._builder, text)

    def _add_cell(self, text: str) -> None:
        row = integer(self._attributes.get("Row", ""))
        if row != self._row:
            self._end_row()
            self._row = row
        if self._attributes["ValueType"] in _NUMBERS:
            text = shown_number(text, number_kind(0, self._attributes.get("ValueFormat", "")))
        self._cells.append(" ".join(text.split()))

    def _end_row(self) -> None:
        if self._cells:
            self._rows = self._rows or SheetRows(self._builder, "")
            self._rows.add(self._row + 1, self._cells)
            self._cells.clear()

    def _end_sheet(self) -> None:
        self._end_row()
        if self._rows is not None:
            self._rows.finish()
            self._rows.add_below("Comments", "\n\n".join(self._comments))
        self._comments.clear()
        self._rows, self._row, self._in_sheet = None, -1, False
