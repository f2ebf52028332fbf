"""Finds out where the cells of a workbook stand: the index keeps what they say, and leaves empty ones out.

Invariant: only places come out, of so many cells at the most as can be shown; what the library shows of a defect (a panic
of its own language included) is an error of the file.
"""

from __future__ import annotations

from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.page_types import SheetPlaces
from pplx_desktop.extract.cell_values import shown_value
from pplx_desktop.extract.document_builder import MAX_HEADING_CHARS, one_line

MAX_PLACES = 400_000
_PANIC = "PanicException"


def read_cell_places(stream: BinaryIO) -> tuple[SheetPlaces, ...]:
    """The sheets of an open workbook (XLSX, XLSB, XLS, ODS), in order. Raises `ExtractionError` (damaged)."""
    sheets: list[SheetPlaces] = []
    left = MAX_PLACES
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
        for index, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ is not SheetTypeEnum.WorkSheet or left <= 0:
                continue
            rows: list[tuple[int, tuple[int, ...]]] = []
            for number, values in enumerate(workbook.get_sheet_by_index(index).iter_rows(), 1):
                columns = tuple(
                    column for column, value in enumerate(values) if value != "" and shown_value(value).strip()
                )
                left -= len(columns)
                if left < 0:
                    break
                if columns:
                    rows.append((number, columns))
            sheets.append(SheetPlaces(one_line(sheet.name, MAX_HEADING_CHARS), tuple(rows)))
    except BaseException as error:
        if not isinstance(error, CalamineError) and type(error).__name__ != _PANIC:
            raise
        raise ExtractionError(
            ExtractionCode.DAMAGED, "This workbook could not be read.", detail=f"{type(error).__name__}: {error}"
        ) from error
    return tuple(sheets)
