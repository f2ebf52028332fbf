"""Reads the rows and cells of a table out of its text: CSV as it stands, spreadsheets as the index keeps them.

Invariants: pure functions; each cell knows which stretch of the text it is. The index leaves empty cells of spreadsheets
out: until a process that reads the file has said where cells stand, a row that has fewer of them than its sheet is one
cell across all columns, not cells in wrong columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pplx_desktop.core.page_types import SheetPlaces
from pplx_desktop.core.types import HEADING_JOINT, Block, DocumentView
from pplx_desktop.core.wanted import ALWAYS, Wanted

MOST_ROWS = 200_000
"""Of longer tables the rest is in the text that "Text" shows."""
MOST_COLUMNS = 500
_DELIMITED = frozenset({"csv", "tsv"})
_WORKBOOKS = frozenset({"xlsx", "xls", "xlsb", "ods", "gnumeric"})
_CELL_JOINT = " | "
_DELIMITERS = ",;\t|"
_ROWS = re.compile(r"(?:(.*) › )?rows? (\d+)(?:–(\d+))?")
_LOOKED_AT_CHARS = 20_000
_FITTING = 0.6

Cell = tuple[int, int]
"""From where to where the text holds it; for a quoted cell, without its quotes."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: its cells from the left. `number` is that of the row in the file, 0 where it is not known. `columns` are
    those that its cells stand in; none where they stand in the first ones, or it is not known.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]
    number: int = 0
    columns: tuple[int, ...] = ()
    is_of_sheet: bool = True

    @property
    def width(self) -> int:
        """How many columns it reaches over."""
        return self.columns[-1] + 1 if self.columns else len(self.cells)

    def cell_in(self, column: int) -> Cell | None:
        """The cell of a column; None where it is empty."""
        if not self.columns:
            return self.cells[column] if column < len(self.cells) else None
        at = bisect_left(self.columns, column)
        return self.cells[at] if at < len(self.columns) and self.columns[at] == column else None


class Sheet:
    """One table of a file. Of `loose` rows it is not known which columns their cells stand in."""

    def __init__(self, name: str, rows: Sequence[SheetRow]) -> None:
        self.name = name
        self.rows = tuple(rows[:MOST_ROWS])
        self.columns = min(MOST_COLUMNS, max((row.width for row in self.rows), default=0))
        self.has_header = len(self.rows) > 1 and len(self.rows[0].cells) == self.columns and self.columns > 1
        self._starts = [row.start for row in self.rows]
        loose = (number for number in range(len(self.rows)) if self.is_loose(number))
        self.loose = tuple(number for number in loose if number or not self.has_header)

    def is_loose(self, number: int) -> bool:
        """True where the cells of a row are shown as one."""
        row = self.rows[number]
        return not row.columns and len(row.cells) < self.columns

    def row_of(self, offset: int) -> int:
        """The number of the row that holds an offset, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @property
    def start(self) -> int:
        """Where its text begins."""
        return self.rows[0].start


def needs_places(document: DocumentView) -> bool:
    """True where the index does not know in which columns the cells stand."""
    return document.kind in _WORKBOOKS


def read_sheets(
    document: DocumentView, places: Sequence[SheetPlaces] = (), wanted: Wanted = ALWAYS
) -> tuple[Sheet, ...]:
    """The tables of a file; none where it is no table, or its rows do not fit each other. `places` are those of the cells
    of a workbook. Raises `Cancelled` where it is not `wanted` any more.
    """
    if document.kind in _DELIMITED:
        sheets = [Sheet("", list(_delimited_rows(document)))]
    elif document.kind in _WORKBOOKS:
        known = {sheet.name: sheet.rows for sheet in places}
        sheets = [Sheet(name, _placed(rows, known.get(name, ()))) for name, rows in _workbook(document, wanted)]
    else:
        return ()
    return tuple(sheet for sheet in sheets if sheet.rows) if any(_fits(sheet) for sheet in sheets) else ()


def sheet_at(sheets: Sequence[Sheet], offset: int) -> int:
    """The number of the sheet that holds an offset; where none does, of the last that begins before it."""
    before = 0
    for number, sheet in enumerate(sheets):
        row = sheet.rows[sheet.row_of(offset)]
        if row.start <= offset <= row.end:
            return number
        before = number if sheet.start <= offset else before
    return before


def found_place(sheets: Sequence[Sheet], start: int, marks: Sequence[tuple[int, int]]) -> int:
    """Where a passage that begins at `start` is looked at first. Small sheets share one: it is on that with most marks."""
    last = max((mark for mark, _ in marks), default=start)
    # Of thousands of sheets it lies on a few: each mark is looked for on these alone.
    near = [sheet for sheet in sheets if sheet.start <= last and start <= sheet.rows[-1].end]
    held = Counter(sheet_at(near, mark) for mark, _ in marks) if near else Counter[int]()
    return max(start, near[held.most_common(1)[0][0]].start) if held else start


def _fits(sheet: Sheet) -> bool:
    if sheet.columns < 2 or len(sheet.rows) < 2:
        return False
    return len(sheet.loose) <= (1 - _FITTING) * len(sheet.rows)


def _workbook(document: DocumentView, wanted: Wanted) -> Iterator[tuple[str, list[SheetRow]]]:
    """A sheet for each name in the headings, and one for all that stands beside rows: properties, comments, charts."""
    rows: dict[str, list[SheetRow]] = {}
    for block in document.blocks:
        wanted.check()
        match = _ROWS.fullmatch(block.heading)
        name = (match.group(1) or "") if match else block.heading.partition(HEADING_JOINT)[0]
        lines = list(_lines(document.text, block))
        first = int(match.group(2)) if match else 0
        # Rows without a value are left out: numbers are known where none is.
        is_known = match is not None and int(match.group(3) or first) - first + 1 == len(lines)
        for index, (start, end) in enumerate(lines):
            is_numbered = is_known or (index == 0 and first > 0)
            cells = tuple(_joined_cells(document.text, start, end)) if match else ((start, end),)
            rows.setdefault(name, []).append(
                SheetRow(start, end, cells, first + index if is_numbered else 0, is_of_sheet=match is not None)
            )
    yield from rows.items()


def _placed(rows: list[SheetRow], places: Sequence[tuple[int, tuple[int, ...]]]) -> list[SheetRow]:
    """Rows with the columns of their cells, where the rows of the file are those of the index: as many, and each with as
    many cells. Rows that have no number in the index (comments, properties) are none of the file's.
    """
    own = [number for number, row in enumerate(rows) if row.is_of_sheet]
    if len(own) != len(places):
        return rows
    placed = list(rows)
    for at, (number, columns) in zip(own, places, strict=True):
        is_same = len(columns) == len(rows[at].cells)
        placed[at] = replace(rows[at], number=number, columns=columns if is_same else ())
    return placed


def _lines(text: str, block: Block) -> Iterator[Cell]:
    start = block.start
    while start <= block.end:
        end = text.find("\n", start, block.end)
        end = end if end >= 0 else block.end
        yield start, end
        start = end + 1


def _joined_cells(text: str, start: int, end: int) -> Iterator[Cell]:
    for _ in range(MOST_COLUMNS):
        joint = text.find(_CELL_JOINT, start, end)
        if joint < 0:
            break
        yield start, joint
        start = joint + len(_CELL_JOINT)
    yield start, end


def _delimited_rows(document: DocumentView) -> Iterator[SheetRow]:
    """Rows as RFC 4180 has them; what lies outside of the blocks is white space."""
    text = document.text
    delimiter = "\t" if document.kind == "tsv" else _delimiter(text[:_LOOKED_AT_CHARS])
    number = 0
    for block in document.blocks:
        at = block.start
        match = _ROWS.search(block.heading)
        number = int(match.group(2)) if match else number + 1
        while at < block.end and number <= MOST_ROWS:
            cells, end = _delimited_row(text, at, block.end, delimiter)
            if text[at:end].strip():
                yield SheetRow(at, end, cells, number)
            at, number = end + 1, number + 1


def _delimiter(text: str) -> str:
    """What parts the cells: of the marks in use, the one that most lines have as often as the first."""
    lines = [line for line in text.split("\n")[:50] if line.strip()]
    best = ","
    most = 0
    for mark in _DELIMITERS:
        usual = Counter(line.count(mark) for line in lines).most_common(1)
        if usual and usual[0][0] and usual[0][1] > most:
            best, most = mark, usual[0][1]
    return best


def _delimited_row(text: str, start: int, end: int, delimiter: str) -> tuple[tuple[Cell, ...], int]:
    """The cells of the row that begins here, and where it ends."""
    cells: list[Cell] = []
    while True:
        if text.startswith('"', start, end):
            close = _closing_quote(text, start + 1, end)
            if close >= 0:
                cells.append((start + 1, close))
                start = close + 1
                stop = _first_of(text, start, end, delimiter)
            else:
                stop = _first_of(text, start, end, delimiter)
                cells.append((start, stop))
        else:
            stop = _first_of(text, start, end, delimiter)
            cells.append((start, stop))
        if stop >= end or text[stop] == "\n" or len(cells) > MOST_COLUMNS:
            line_end = text.find("\n", stop, end)
            return tuple(cells), line_end if line_end >= 0 else end
        start = stop + 1


def _closing_quote(text: str, start: int, end: int) -> int:
    while True:
        close = text.find('"', start, end)
        if close < 0 or text[close : close + 2] != '""':
            return close
        start = close + 2


def _first_of(text: str, start: int, end: int, delimiter: str) -> int:
    line_end = text.find("\n", start, end)
    line_end = line_end if line_end >= 0 else end
    mark = text.find(delimiter, start, line_end)
    return mark if mark >= 0 else line_end
