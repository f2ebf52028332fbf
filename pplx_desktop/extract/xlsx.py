"""Reads XLSX: the sheets of a workbook row by row, with their comments, drawings and charts.

After ECMA-376 part 1, chapter 18 (SpreadsheetML). Sheets are read as a stream, so that their size costs time and no
memory. Invariant: only cells that are there are looked at, whatever size the sheet claims to have; of formulas the
value is shown that was computed last.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.cell_values import NumberKind, number_kind, shown_number
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.embedded import add_embedded
from pplx_desktop.extract.package import Package
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.reading import Reading
from pplx_desktop.extract.sheet_beside import add_beside, unescaped, xml_comments
from pplx_desktop.extract.sheet_rows import SheetRows
from pplx_desktop.extract.titles import sensible_title
from pplx_desktop.extract.xml_events import Attributes, parse_events
from pplx_desktop.extract.xml_parts import Element, attribute, children, grandchildren, integer

_MAIN_PART = "xl/workbook.xml"
_HEADERS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
_HEADER_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])')


def read_xlsx(stream: BinaryIO, reading: Reading | None = None) -> Document:
    """Raises `ExtractionError` (damaged, encrypted, decompression-bomb, no-text)."""
    with Package(stream) as package:
        return _Reader(package, reading).read()


class _Reader:
    """Reads one workbook."""

    def __init__(self, package: Package, reading: Reading | None) -> None:
        self._reading = reading
        self._package = package
        self._builder = DocumentBuilder("xlsx")
        self._main = package.main_part(_MAIN_PART)
        self._workbook = package.parse(self._main)
        self._from_1904 = _starts_in_1904(self._workbook)
        self._kinds = self._read_kinds()
        self._strings: list[str] = []

    def read(self) -> Document:
        """The whole workbook."""
        self._guarded("shared strings", self._read_strings)
        targets = {relation.id: relation.target for relation in self._package.relations(self._main)}
        for sheet in grandchildren(self._workbook, "sheets", "sheet"):
            part = targets.get(attribute(sheet, "id"))
            if part:
                name = attribute(sheet, "name")
                rows = SheetRows(self._builder, name)
                self._guarded(f"sheet {name}", lambda rows=rows, part=part: self._read_sheet(part, rows))
                rows.finish()
                add_beside(self._package, part, rows, partial(xml_comments, self._package))
        add_embedded(self._package.archive, self._builder, self._reading)
        add_properties(self._builder, self._package.properties())
        return self._builder.build(sensible_title(self._package.title()))

    def _guarded(self, what: str, read: Callable[[], None]) -> None:
        """Read a part that may be damaged without taking the others with it."""
        try:
            read()
        except ExtractionError as error:
            if error.code != ExtractionCode.DAMAGED.value:
                raise
            self._builder.warn(f"A part of this workbook is damaged: {what}.")

    def _read_sheet(self, part: str, rows: SheetRows) -> None:
        cells = _SheetEvents(rows, self._strings, self._kinds, from_1904=self._from_1904)
        with self._package.open(part) as stream:
            parse_events(stream, cells.start, cells.end, cells.text)
        if cells.headers:
            rows.add_below("Header and footer", "\n".join(cells.headers))

    def _read_strings(self) -> None:
        for part in self._package.targets(self._main, "sharedStrings"):
            events = _StringEvents(self._strings)
            with self._package.open(part) as stream:
                parse_events(stream, events.start, events.end, events.text)

    def _read_kinds(self) -> list[NumberKind]:
        """What each cell style says of its numbers."""
        for part in self._package.targets(self._main, "styles"):
            root = self._package.parse_if_sound(part)
            codes = {
                attribute(item, "numFmtId"): attribute(item, "formatCode")
                for item in grandchildren(root, "numFmts", "numFmt")
            }
            return [
                number_kind(integer(number), codes.get(number, ""))
                for style in grandchildren(root, "cellXfs", "xf")
                for number in [attribute(style, "numFmtId")]
            ]
        return []


class _SheetEvents:
    """Takes the cells out of a sheet's XML."""

    def __init__(self, rows: SheetRows, strings: list[str], kinds: list[NumberKind], *, from_1904: bool) -> None:
        self._rows = rows
        self._strings = strings
        self._kinds = kinds
        self._from_1904 = from_1904
        self._row = 0
        self._cells: list[str] = []
        self._type = self._style = ""
        self._parts: list[str] = []
        self._taking = self._phonetic = False
        self.headers: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._type = attributes.get("t", "n")
            self._style = attributes.get("s", "0")
            self._parts.clear()
        elif name in {"v", "t"} or name in _HEADERS:
            self._taking = not self._phonetic
        elif name == "row":
            self._row = integer(attributes.get("r", "")) or self._row + 1
        elif name == "rPh":
            self._phonetic = True

    def text(self, data: str) -> None:
        if self._taking:
            self._parts.append(data)

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._taking = False
        elif name == "c":
            if self._parts:
                self._rows.add_cell(self._cells, self._shown("".join(self._parts)))
                self._parts.clear()
        elif name == "row":
            self._rows.add(self._row, self._cells)
            self._cells.clear()
        elif name == "rPh":
            self._phonetic = False
        elif name in _HEADERS:
            self._end_header()

    def _shown(self, value: str) -> str:
        if self._type == "s":
            index = integer(value, -1)
            return self._strings[index] if 0 <= index < len(self._strings) else ""
        if self._type == "n":
            style = integer(self._style)
            kind = self._kinds[style] if 0 <= style < len(self._kinds) else NumberKind.NUMBER
            return shown_number(value.strip(), kind, from_1904=self._from_1904)
        if self._type == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if self._type == "d":
            return value.replace("T00:00:00", "").replace("T", " ")
        return unescaped(value)

    def _end_header(self) -> None:
        self._taking = False
        text = " ".join(_HEADER_CODES.sub(" ", "".join(self._parts)).split())
        if text and text not in self.headers:
            self.headers.append(text)
        self._parts.clear()


class _StringEvents:
    """Takes the strings that cells share out of their part."""

    def __init__(self, strings: list[str]) -> None:
        self._strings = strings
        self._parts: list[str] = []
        self._taking = self._phonetic = False

    def start(self, name: str, _attributes: Attributes) -> None:
        if name == "t":
            self._taking = not self._phonetic
        elif name == "rPh":
            # How a word is read aloud, which stands beside it.
            self._phonetic = True

    def text(self, data: str) -> None:
        if self._taking:
            self._parts.append(data)

    def end(self, name: str) -> None:
        if name == "t":
            self._taking = False
        elif name == "si":
            self._strings.append(unescaped("".join(self._parts)))
            self._parts.clear()
        elif name == "rPh":
            self._phonetic = False


def _starts_in_1904(workbook: Element) -> bool:
    return any(attribute(item, "date1904") in {"1", "true"} for item in children(workbook, "workbookPr"))
