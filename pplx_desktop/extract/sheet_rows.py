"""Puts the rows of a table into blocks that say which rows they are: "Prices › rows 12–40".

Invariant: a block holds whole rows, of about a passage's length, so that a hit leads to its rows; rows without a value
cost nothing, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from pplx_desktop.core.types import HEADING_JOINT
from pplx_desktop.extract.document_builder import MAX_HEADING_CHARS, DocumentBuilder, one_line

BLOCK_CHARS = 700
MAX_CHARACTERS = 20_000_000
"""Of a table no more is read: it would be a database, and no one reads it as text."""
MAX_ROW_CHARACTERS = 1_000_000
"""A cell may share its text with a million others: what they come to is counted before it is put together."""

CELL_JOINT = " | "


class SheetRows:
    """Collects the rows of one sheet of a workbook."""

    def __init__(self, builder: DocumentBuilder, sheet: str) -> None:
        self._builder = builder
        self.heading = one_line(sheet, MAX_HEADING_CHARS)
        self._lines: list[str] = []
        self._length = 0
        self._first = self._last = 0
        self._total = 0
        self._row_length = 0
        self._is_cut = False

    @property
    def is_full(self) -> bool:
        """True once no further row is taken."""
        return self._total > MAX_CHARACTERS

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Add the row of this number, counted from 1; empty `cells` are left out."""
        line = CELL_JOINT.join(cell for cell in cells if cell)
        if not line or self.is_full:
            return
        if self._length + len(line) > BLOCK_CHARS and self._lines:
            self._end_block()
        if not self._lines:
            self._first = number
        self._last = number
        self._lines.append(line)
        self._length += len(line) + 1

    def add_cell(self, cells: list[str], value: str) -> None:
        """Add a value to the cells of a row that `add` then takes, as long as there is room in it."""
        if not cells:
            self._row_length = 0
        self._row_length += len(value)
        if self._row_length <= MAX_ROW_CHARACTERS:
            cells.append(value)
        else:
            self._is_cut = True

    def add_below(self, heading: str, text: str) -> None:
        """Add text that belongs to the sheet as a whole: its comments, its charts."""
        self.finish()
        self._builder.add(text, heading=f"{self.heading}{HEADING_JOINT}{heading}" if self.heading else heading)

    def finish(self) -> None:
        """End the last block."""
        if self._lines:
            self._end_block()
        if self.is_full or self._is_cut:
            self._builder.warn("Only a part of a very large sheet was read.")

    def _end_block(self) -> None:
        rows = f"row {self._first}" if self._first == self._last else f"rows {self._first}–{self._last}"
        text = "\n".join(self._lines)
        self._builder.add(text, heading=f"{self.heading}{HEADING_JOINT}{rows}" if self.heading else rows)
        self._total += len(text)
        self._lines.clear()
        self._length = 0


def cell_name(row: int, column: int) -> str:
    """The name of a cell, both counted from 1: `C12`."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
