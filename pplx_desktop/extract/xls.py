"""Reads XLS with python-calamine: the sheets of a workbook row by row.

The format is [MS-XLS]. Invariant: a sheet that the library fails on costs that sheet; what it shows of a defect
(a panic of its own language included) is no error of this program.
"""

from __future__ import annotations

import struct
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

_FILEPASS = 0x2F
_FIRST_RECORDS = 20
_PANIC = "PanicException"


def read_xls(stream: BinaryIO, reading: Reading | None = None) -> Document:
    """Raises `ExtractionError` (damaged, encrypted, no-text)."""
    builder = DocumentBuilder("xls")
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


def _has_password(stream: BinaryIO) -> bool:
    """Whether an XLS says that what follows is encrypted ([MS-XLS] 2.4.117); the library only says that it failed."""
    stream.seek(0)
    try:
        with Compound(stream) as compound:
            data = compound.read("Workbook" if compound.has("Workbook") else "Book")
    except ExtractionError:
        return False
    position = 0
    for _ in range(_FIRST_RECORDS):
        kind, length = struct.unpack_from("<HH", data.ljust(position + 4, b"\0"), position)
        if kind == _FILEPASS:
            return True
        position += 4 + length
    return False


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
