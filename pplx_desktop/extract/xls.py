"""Reads XLS with python-calamine: the sheets of a workbook row by row.

The format is [MS-XLS]. Invariant: a sheet that the library fails on costs that sheet; what it shows of a defect
(a panic of its own language included) is no error of this program.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.cell_values import shown_value
from pplx_desktop.extract.compound import Compound
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.embedded import add_objects
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.reading import Reading
from pplx_desktop.extract.sheet_rows import SheetRows

MAX_CELLS = 20_000_000
"""The library makes room for all cells from a sheet's first to its last one, 60 bytes each, of all sheets at once."""

_FILEPASS = 0x2F
_FIRST_RECORDS = 20
_SHEET, _DIMENSIONS, _BEGIN, _END = 0x85, 0x200, 0x809, 0x0A
_CELLS = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
_RECORDS_BEFORE_CELLS = 500
_PANIC = "PanicException"


def read_xls(stream: BinaryIO, reading: Reading | None = None) -> Document:
    """Raises `ExtractionError` (damaged, encrypted, no-text)."""
    builder = DocumentBuilder("xls")
    _check_room(stream)
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
    except BaseException as error:
        problem = _damaged(error)
        raise (_locked() if isinstance(error, PasswordError) or _has_password(stream) else problem) from error
    for index, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ is SheetTypeEnum.Vba:
            continue
        rows = SheetRows(builder, sheet.name)
        try:
            _add_rows(rows, workbook.get_sheet_by_index(index))
        except BaseException as error:  # noqa: BLE001 -- what is not the library's is raised again
            _damaged(error)
            builder.warn(f"A sheet of this workbook is damaged: {sheet.name}.")
        rows.finish()
    stream.seek(0)
    with Compound(stream) as compound:
        add_objects(compound, builder, reading)
        add_properties(builder, compound.properties())
        title = compound.title()
    return builder.build(title)


def _add_rows(rows: SheetRows, sheet: CalamineSheet) -> None:
    # Rows come from the sheet's first one on, wherever its data begins.
    for number, values in enumerate(sheet.iter_rows(), 1):
        rows.add(number, [" ".join(shown_value(value).split()) for value in values if value != ""])
        if rows.is_full:
            return


def _check_room(stream: BinaryIO) -> None:
    """Raises `ExtractionError` (too-large) where the library would ask for more memory than there is, and abort."""
    try:
        data = _workbook(stream)
    except ExtractionError:
        # The library says better what is wrong.
        return
    starts = [struct.unpack("<I", body[:4])[0] for kind, body in _records(data, 0) if kind == _SHEET and len(body) > 4]
    if sum(_claimed_cells(data, start) for start in starts) <= MAX_CELLS or _has_password(stream):
        return
    if sum(_spanned_cells(data, start) for start in starts) > MAX_CELLS:
        raise ExtractionError(
            ExtractionCode.TOO_LARGE,
            "The cells of this workbook lie too far apart to be read.",
            hint="Delete what stands far below or to the right of its tables, or save it as XLSX.",
        )


def _claimed_cells(data: bytes, start: int) -> int:
    """How large a sheet says that it is ([MS-XLS] 2.4.90), cells that are only formatted included."""
    for kind, body in islice(_records(data, start), _RECORDS_BEFORE_CELLS):
        if kind == _DIMENSIONS and len(body) >= 10:
            first_row, end_row, first, end = struct.unpack_from("<IIHH" if len(body) >= 12 else "<HHHH", body)
            return max(end_row - first_row, 0) * max(end - first, 0)
    return 0


def _spanned_cells(data: bytes, start: int) -> int:
    """How many cells lie between those of a sheet that hold something."""
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, body in _records(data, start):
        if kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            rows.add(row)
            columns.add(column)
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) if rows else 0


def _records(data: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Kind and data of the records from here to the end of their part ([MS-XLS] 2.1.4); charts are parts in it."""
    depth = 0
    while position + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, position)
        yield kind, data[position + 4 : position + 4 + length]
        depth += (kind == _BEGIN) - (kind == _END)
        if kind == _END and depth <= 0:
            return
        position += 4 + length


def _workbook(stream: BinaryIO) -> bytes:
    stream.seek(0)
    try:
        with Compound(stream) as compound:
            return compound.read("Workbook" if compound.has("Workbook") else "Book")
    finally:
        stream.seek(0)


def _has_password(stream: BinaryIO) -> bool:
    """Whether an XLS says that what follows is encrypted ([MS-XLS] 2.4.117); the library only says that it failed."""
    try:
        data = _workbook(stream)
    except ExtractionError:
        return False
    return any(kind == _FILEPASS for kind, _ in islice(_records(data, 0), _FIRST_RECORDS))


def _locked() -> ExtractionError:
    return ExtractionError(
        ExtractionCode.ENCRYPTED,
        "This document is protected by a password.",
        hint="Save a copy without the password to search its text.",
    )


def _damaged(error: BaseException) -> ExtractionError:
    """The error for what the library raised; raises it again where it is none of the library's."""
    # A panic in Rust is no `Exception`, and its class has no name to import.
    if not isinstance(error, (CalamineError, ValueError, OSError)) and type(error).__name__ != _PANIC:
        raise error
    return ExtractionError(
        ExtractionCode.DAMAGED,
        "This workbook is damaged.",
        detail=f"{type(error).__name__}: {error}",
        hint="Open it in the program it comes from, and save it again.",
    )
