"""Reads XLSB: a workbook as XLSX has it, with records in place of XML.

After [MS-XLSB] 2.1.4 (records), 2.4 (their kinds) and 2.5 (their parts). python-calamine knows the format too, but makes
room for every cell up to the last one, so that a stray cell ends the process. Invariant: only cells that are there are
looked at; a record that is cut off ends its part, and what stands before it is kept.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.cell_values import NumberKind, number_kind, shown_number
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.embedded import add_embedded
from pplx_desktop.extract.package import Package
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.reading import Reading
from pplx_desktop.extract.sheet_beside import STAND_IN, add_beside
from pplx_desktop.extract.sheet_rows import SheetRows, cell_name
from pplx_desktop.extract.titles import sensible_title

_MAIN_PART = "xl/workbook.bin"
_ROW, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = 0, 2, 3, 4, 5, 6, 7
_FORMULA_TEXT, _FORMULA_REAL, _FORMULA_BOOL, _FORMULA_ERROR, _RICH_TEXT = 8, 9, 10, 11, 62
_STRING, _FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END = 19, 44, 47, 617, 618
_PROPERTIES, _SHEET = 153, 156
_AUTHOR, _COMMENT, _COMMENT_TEXT = 632, 635, 637
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

Record = tuple[int, bytes]


def read_xlsb(stream: BinaryIO, reading: Reading | None = None) -> Document:
    """Raises `ExtractionError` (damaged, encrypted, decompression-bomb, no-text)."""
    with Package(stream) as package:
        return _Reader(package, reading).read()


class _Reader:
    """Reads one workbook."""

    def __init__(self, package: Package, reading: Reading | None) -> None:
        self._package = package
        self._reading = reading
        self._builder = DocumentBuilder("xlsb")
        self._main = package.main_part(_MAIN_PART)
        self._from_1904 = False
        self._sheets: list[tuple[str, str]] = []
        self._read_workbook()
        self._strings = [_rich_text(data) for kind, data in self._side_records("sharedStrings") if kind == _STRING]
        self._kinds = self._read_kinds()

    def read(self) -> Document:
        """The whole workbook."""
        for name, part in self._sheets:
            rows = SheetRows(self._builder, name)
            try:
                self._read_sheet(part, rows)
            except ExtractionError as error:
                if error.code != ExtractionCode.DAMAGED.value:
                    raise
                self._builder.warn(f"A part of this workbook is damaged: sheet {name}.")
            rows.finish()
            add_beside(self._package, part, rows, self._read_comments)
        add_embedded(self._package.archive, self._builder, self._reading)
        add_properties(self._builder, self._package.properties())
        return self._builder.build(sensible_title(self._package.title()))

    def _read_workbook(self) -> None:
        targets = {relation.id: relation.target for relation in self._package.relations(self._main)}
        for kind, data in _records(self._package.read(self._main)):
            if kind == _PROPERTIES:
                self._from_1904 = bool(data[:1] and data[0] & 1)
            elif kind == _SHEET:
                # The first programs that wrote this format put one more number before the names.
                for start in (8, 12):
                    relation, end = _wide_text(data, start)
                    if relation in targets:
                        self._sheets.append((_wide_text(data, end)[0], targets[relation]))
                        break

    def _read_kinds(self) -> list[NumberKind]:
        """What each cell style says of its numbers."""
        codes: dict[int, str] = {}
        kinds: list[NumberKind] = []
        in_cells = False
        for kind, data in self._side_records("styles"):
            if kind == _FORMAT:
                codes[_number(data, 0, "<H")] = _wide_text(data, 2)[0]
            elif kind in {_STYLES_BEGIN, _STYLES_END}:
                in_cells = kind == _STYLES_BEGIN
            elif kind == _STYLE and in_cells:
                number = _number(data, 2, "<H")
                kinds.append(number_kind(number, codes.get(number, "")))
        return kinds

    def _read_sheet(self, part: str, rows: SheetRows) -> None:
        row, cells = 0, list[str]()
        for kind, data in _records(self._package.read(part)):
            if kind == _ROW:
                rows.add(row, cells)
                row, cells = _number(data, 0, "<I") + 1, []
            elif _RK <= kind <= _FORMULA_ERROR or kind == _RICH_TEXT:
                rows.add_cell(cells, self._shown(kind, data))
        rows.add(row, cells)

    def _shown(self, kind: int, data: bytes) -> str:
        """The value of a cell's record: column and style in its first 8 bytes, the value behind them."""
        match kind:
            case 7:
                index = _number(data, 8, "<I")
                return self._strings[index] if index < len(self._strings) else ""
            case 6 | 8:
                return " ".join(_wide_text(data, 8)[0].split())
            case 62:
                return _rich_text(data[8:])
            case 4 | 10:
                return "TRUE" if data[8:9] == b"\1" else "FALSE"
            case 3 | 11:
                return _ERRORS.get(_number(data, 8, "<B"), "")
            case _:
                value = _rk_number(data) if kind == _RK else _real(data, 8)
                style = _number(data, 4, "<I") & 0xFFFFFF
                number = self._kinds[style] if style < len(self._kinds) else NumberKind.NUMBER
                return shown_number(f"{value:.15g}", number, from_1904=self._from_1904)

    def _read_comments(self, part: str) -> list[str]:
        authors: list[str] = []
        comments: list[str] = []
        place, author = "", -1
        for kind, data in _records(self._package.read(part)):
            if kind == _AUTHOR:
                authors.append(_wide_text(data, 0)[0])
            elif kind == _COMMENT:
                author = _number(data, 0, "<I")
                place = cell_name(_number(data, 4, "<I") + 1, _number(data, 12, "<I") + 1)
            elif kind == _COMMENT_TEXT and not (author < len(authors) and authors[author].startswith(STAND_IN)):
                comments.append(f"{place}: {_rich_text(data)}")
        return comments

    def _side_records(self, relation: str) -> Iterator[Record]:
        for part in self._package.targets(self._main, relation):
            try:
                yield from _records(self._package.read(part))
            except ExtractionError as error:
                if error.code != ExtractionCode.DAMAGED.value:
                    raise
                self._builder.warn(f"A part of this workbook is damaged: {relation}.")


def _records(data: bytes) -> Iterator[Record]:
    """The records of a part: kind and size in groups of 7 bits, then as many bytes."""
    position, end = 0, len(data)
    while position + 1 < end:
        kind = data[position]
        position += 1
        if kind & 0x80:
            kind = kind & 0x7F | data[position] << 7
            position += 1
        size = shift = 0
        while position < end:
            group = data[position]
            position += 1
            size |= (group & 0x7F) << shift
            shift += 7
            if not group & 0x80 or shift > 21:
                break
        yield kind, data[position : position + size]
        position += size


def _wide_text(data: bytes, position: int) -> tuple[str, int]:
    """A string behind its count of characters, and where it ends; a string that is none (-1) is empty."""
    count = _number(data, position, "<I")
    start = position + 4
    if count == 0xFFFFFFFF:
        return "", start
    return data[start : start + 2 * count].decode("utf-16-le", "replace"), start + 2 * count


def _rich_text(data: bytes) -> str:
    """A string behind a byte that says which formats follow it, on one line."""
    return " ".join(_wide_text(data, 1)[0].split())


def _rk_number(data: bytes) -> float:
    """A number in 30 bits, whole or the upper half of a double, perhaps to be divided by 100."""
    stored = _number(data, 8, "<I")
    whole = (stored >> 2) - (1 << 30 if stored & 0x80000000 else 0)
    value = float(whole) if stored & 2 else struct.unpack("<d", struct.pack("<Q", (stored & 0xFFFFFFFC) << 32))[0]
    return value / 100 if stored & 1 else value


def _real(data: bytes, position: int) -> float:
    return struct.unpack_from("<d", data.ljust(position + 8, b"\0"), position)[0]


def _number(data: bytes, position: int, form: str) -> int:
    """The unsigned number at this place; 0 where the record is too short."""
    try:
        return struct.unpack_from(form, data, position)[0]
    except struct.error:
        return 0
