"""The rows of a table, for Qt to show. Invariant: what a cell holds is given out as one line of plain text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pplx_desktop.gui import wording
from pplx_desktop.gui.sheets import Cell, Sheet

_MOST_LETTERS = 2_000
_MOST_PUT_TOGETHER = 5_000
"""Cells: a table has millions, and the window waits for what is copied."""
_Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """One sheet. Where its first row names the columns, that is the header, and no row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._sheet: Sheet | None = None

    @property
    def sheet(self) -> Sheet | None:
        """What is shown."""
        return self._sheet

    def show_sheet(self, text: str, sheet: Sheet | None) -> None:
        """Show another table."""
        self.beginResetModel()
        self._text, self._sheet = text, sheet
        self.endResetModel()

    def skipped(self) -> int:
        """How many rows stand above the first of the model: the header."""
        return 1 if self._sheet is not None and self._sheet.has_header else 0

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- as Qt has it
        """Qt asks how many rows there are."""
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.rows) - self.skipped()

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- as Qt has it
        """Qt asks how many columns there are."""
        return 0 if parent.isValid() or self._sheet is None else self._sheet.columns

    def cell(self, index: _Index) -> Cell | None:
        """Where the text of a cell stands; None where it is empty."""
        if self._sheet is None:
            return None
        return self._cell(self._sheet, index.row() + self.skipped(), index.column())

    def _cell(self, sheet: Sheet, number: int, column: int) -> Cell | None:
        row = sheet.rows[number]
        if sheet.is_loose(number):
            return (row.start, row.end) if column == 0 else None
        return row.cell_in(column)

    def text_of(self, rows: range, columns: range) -> str:
        """The cells of a rectangle, with tabs and line ends between them; of very many, where it is all that stands in
        these rows, the rows as they stand in the text of the file.
        """
        sheet = self._sheet
        if sheet is None:
            return ""
        numbers = range(rows.start + self.skipped(), rows.stop + self.skipped())
        if len(columns) == sheet.columns and len(rows) * len(columns) > _MOST_PUT_TOGETHER:
            return wording.printable(self._text[sheet.rows[numbers[0]].start : sheet.rows[numbers[-1]].end])
        lines = ((self._cell(sheet, number, column) for column in columns) for number in numbers)
        return "\n".join("\t".join(self.said(cell) if cell is not None else "" for cell in line) for line in lines)

    def said(self, cell: Cell) -> str:
        """The text of a cell, as many characters as it has."""
        return wording.on_one_line(self._text[cell[0] : min(cell[1], cell[0] + _MOST_LETTERS)])

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt asks what a cell says."""
        cell = self.cell(index)
        if cell is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.said(cell)
            case Qt.ItemDataRole.ToolTipRole:
                return wording.tool_tip(self.said(cell))
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt asks what stands above a column, or beside a row."""
        if role != Qt.ItemDataRole.DisplayRole or self._sheet is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            number = self._sheet.rows[section + self.skipped()].number
            return str(number) if number else ""
        if self._sheet.has_header:
            return self.said(self._sheet.rows[0].cells[section])
        return ""
