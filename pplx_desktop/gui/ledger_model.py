"""The ledger as a table, of which only what is looked at is in memory.

Invariant: a row that was not read yet is shown as such, never left out; what a page says holds for the conditions that
it was asked for, which `begin` sets.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.gui import index_wording, wording
from pplx_desktop.gui.translation import noop, tr

PAGE_ROWS = 200
_KEPT_PAGES = 40
ENTRY = int(Qt.ItemDataRole.UserRole)
"""The role under which a row gives its `FileEntry`; None where it was not read yet."""
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Column(IntEnum):
    """What stands where."""

    FILE = 0
    STATE = 1
    WHY = 2
    SIZE = 3
    CHANGED = 4


TITLES = {
    Column.FILE: noop("File"),
    Column.STATE: noop("State"),
    Column.WHY: noop("Why"),
    Column.SIZE: noop("Size"),
    Column.CHANGED: noop("Changed"),
}


class LedgerModel(QAbstractTableModel):
    """`entries` of any number, in pages of `PAGE_ROWS`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._pages: OrderedDict[int, Sequence[FileEntry]] = OrderedDict()

    def begin(self, total: int, pages: Mapping[int, Sequence[FileEntry]]) -> None:
        """Show the answer to other conditions than before."""
        self.beginResetModel()
        self._total = total
        self._pages = OrderedDict(pages)
        self.endResetModel()

    def renew(self, total: int, pages: Mapping[int, Sequence[FileEntry]]) -> None:
        """Show newer pages under the same conditions. Those that are not among them are read again when they are
        looked at.
        """
        self._pages = OrderedDict(pages)
        if total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            self.endRemoveRows()
        elif total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        self._tell_changed(0, self._total)

    def add(self, pages: Mapping[int, Sequence[FileEntry]]) -> None:
        """Show pages that were not read yet. The oldest are forgotten."""
        for number, entries in pages.items():
            self._pages[number] = entries
            self._pages.move_to_end(number)
            self._tell_changed(number * PAGE_ROWS, (number + 1) * PAGE_ROWS)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)

    def entry_at(self, row: int) -> FileEntry | None:
        """The entry of a row; None where it was not read yet, or there is no such row."""
        entries = self._pages.get(row // PAGE_ROWS, ())
        place = row % PAGE_ROWS
        return entries[place] if 0 <= row < self._total and place < len(entries) else None

    def row_of(self, path: str) -> int | None:
        """The row of a file, where it is in memory."""
        for number, entries in self._pages.items():
            for place, entry in enumerate(entries):
                if entry.path == path:
                    return number * PAGE_ROWS + place
        return None

    def missing_pages(self, first: int, last: int) -> tuple[int, ...]:
        """The pages of these rows that are not in memory."""
        last = min(last, self._total - 1)
        if last < first:
            return ()
        return tuple(number for number in range(first // PAGE_ROWS, last // PAGE_ROWS + 1) if number not in self._pages)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Qt asks for the number of rows."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Qt asks for the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Qt asks for a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return tr(TITLES[Column(section)])
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if section == Column.SIZE else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Qt asks for what a cell holds. What a screen reader says is here, too."""
        if not index.isValid():
            return None
        entry = self.entry_at(index.row())
        column = Column(index.column())
        if role == ENTRY:
            return entry
        if entry is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and column is Column.FILE else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(entry, column)
            case Qt.ItemDataRole.ToolTipRole:
                text = wording.short_path(entry.path) if column is Column.FILE else index_wording.explained(entry)
                return wording.tool_tip(text)
            case Qt.ItemDataRole.AccessibleTextRole:
                if column is Column.FILE:
                    return index_wording.entry_spoken(entry)
                return f"{tr(TITLES[column])}: {_text(entry, column)}"
            case _:
                return None

    def _tell_changed(self, first: int, beyond: int) -> None:
        beyond = min(beyond, self._total)
        if first < beyond:
            self.dataChanged.emit(self.index(first, 0), self.index(beyond - 1, len(Column) - 1))


def _text(entry: FileEntry, column: Column) -> str:
    match column:
        case Column.FILE:
            return wording.file_name(entry.path)
        case Column.STATE:
            return index_wording.state(entry)
        case Column.WHY:
            return index_wording.why(entry)
        case Column.SIZE:
            return index_wording.kind_and_size(entry)
        case Column.CHANGED:
            return wording.when(entry.mtime_ns, datetime.now(UTC).astimezone()) if entry.mtime_ns else ""
