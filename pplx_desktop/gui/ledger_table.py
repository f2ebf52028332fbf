"""The table of the ledger: asks for the rows that are looked at, keeps the current file current, sorts by its heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.core.types import FileState
from pplx_desktop.gui import index_wording
from pplx_desktop.gui.ledger_cell import LedgerCell
from pplx_desktop.gui.ledger_model import PAGE_ROWS, TITLES, Column, LedgerModel
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

Order = Literal["name", "size", "changed", "reason"]
_ORDERS: dict[Column, Order] = {
    Column.FILE: "name",
    Column.WHY: "reason",
    Column.SIZE: "size",
    Column.CHANGED: "changed",
}
_WIDTHS = {Column.STATE: 116, Column.WHY: 188, Column.SIZE: 76, Column.CHANGED: 96}
_FILE_WIDTH = 200
_WIDEST_WHY = 210
_STATE_MARK = 34
_AROUND = 18
"""What a state has beside its words: its dot, and room."""
_FIRST_TO_GO = (Column.CHANGED, Column.SIZE, Column.WHY)
_PAUSE_MS = 20


class LedgerTable(QTableView):
    """`pages_asked(tuple of numbers)` comes when rows are looked at that are not in memory, `order_asked(order,
    is_descending)` when a head is pressed, `current_changed(FileEntry or None)` when another file, or something new
    about it, stands in the current row. `open_asked` comes from Enter, `typed(QKeyEvent)` from a key that is text.
    """

    pages_asked = Signal(object)
    order_asked = Signal(str, bool)
    current_changed = Signal(object)
    open_asked = Signal()
    typed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ledger = LedgerModel(self)
        self._told: FileEntry | None = None
        self._look = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._look.timeout.connect(self._ask_pages)
        self.setObjectName("ledgerTable")
        self.setAccessibleName(tr("Files"))
        self.setModel(self._ledger)
        self.setItemDelegate(LedgerCell(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setMinimumHeight(theme.px(130))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self._set_up_heads()
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._ask_open)
        theme.changed.connect(self.viewport().update)

    @property
    def ledger(self) -> LedgerModel:
        """The rows."""
        return self._ledger

    @property
    def entry(self) -> FileEntry | None:
        """What stands in the current row."""
        return self._ledger.entry_at(self.currentIndex().row())

    def begin(self, total: int, pages: Mapping[int, Sequence[FileEntry]]) -> None:
        """Show the answer to other conditions than before, from its top."""
        path = self._told.path if self._told is not None else ""
        self._ledger.begin(total, pages)
        self.scrollToTop()
        row = self._ledger.row_of(path)
        self.selectRow(row if row is not None else 0)
        self._tell()

    def renew(self, total: int, pages: Mapping[int, Sequence[FileEntry]]) -> None:
        """Show newer pages under the same conditions; the file of the current row stays it, where it is in sight."""
        path = self._told.path if self._told is not None else ""
        self._ledger.renew(total, pages)
        row = self._ledger.row_of(path)
        if row is not None and row != self.currentIndex().row():
            self.selectRow(row)
        elif not self.currentIndex().isValid() and total:
            self.selectRow(0)
        self._tell()

    def add(self, pages: Mapping[int, Sequence[FileEntry]]) -> None:
        """Show pages that were asked for."""
        self._ledger.add(pages)
        self._tell()

    def visible_pages(self) -> tuple[int, ...]:
        """The pages that are looked at now; the first, where there is nothing yet."""
        first, last = self._visible_rows()
        return tuple(range(first // PAGE_ROWS, max(first, last) // PAGE_ROWS + 1))

    def show_order(self, order: Order, *, is_descending: bool) -> None:
        """Mark the head that the rows are sorted by."""
        column = next(column for column, known in _ORDERS.items() if known == order)
        direction = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(int(column), direction)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is painted is looked at."""
        super().paintEvent(event)
        if self._missing() and not self._look.isActive():
            self._look.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; text that is typed here belongs to the filter."""
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_asked.emit()
        elif event.text().isprintable() and event.text() and not has_control:
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what the line below tells as well gives way."""
        super().resizeEvent(event)
        px = self._theme.px
        room = self.viewport().width() - px(_FILE_WIDTH)
        for column in (Column.STATE, *reversed(_FIRST_TO_GO)):
            width = self.columnWidth(int(column)) or px(_WIDTHS[column])
            room -= width
            self.setColumnHidden(int(column), room < 0 and column in _FIRST_TO_GO)

    def _set_up_heads(self) -> None:
        px = self._theme.px
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(True)
        heads.setSortIndicatorShown(True)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setSectionResizeMode(int(Column.FILE), QHeaderView.ResizeMode.Stretch)
        heads.setMinimumSectionSize(px(60))
        bold = QFont(self.font())
        for column, width in _WIDTHS.items():
            title = QFontMetrics(bold).horizontalAdvance(tr(TITLES[column])) + px(34)
            self.setColumnWidth(int(column), max(px(width), title))
        # In some languages the words for a state, and for why, are long.
        metrics = self.fontMetrics()
        states = (index_wording.state(FileEntry("", state)) for state in FileState)
        widest = max(metrics.horizontalAdvance(text) for text in states) + px(_STATE_MARK)
        self.setColumnWidth(int(Column.STATE), max(self.columnWidth(int(Column.STATE)), widest))
        reasons = (index_wording.why(FileEntry("", FileState.FAILED, reason=code)) for code in ExtractionCode)
        widest = max(metrics.horizontalAdvance(text) for text in reasons) + px(_AROUND)
        self.setColumnWidth(int(Column.WHY), max(self.columnWidth(int(Column.WHY)), min(widest, px(_WIDEST_WHY))))
        today = metrics.horizontalAdvance(tr("today {time}", time="00:00")) + px(_AROUND)
        self.setColumnWidth(int(Column.CHANGED), max(self.columnWidth(int(Column.CHANGED)), today))
        heads.sectionClicked.connect(self._press_head)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + px(12))
        self.show_order("name", is_descending=False)

    def _press_head(self, section: int) -> None:
        heads = self.horizontalHeader()
        order = _ORDERS.get(Column(section))
        if order is not None:
            self.order_asked.emit(order, heads.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder)

    def _ask_open(self) -> None:
        self.open_asked.emit()

    def _visible_rows(self) -> tuple[int, int]:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else self._ledger.rowCount() - 1

    def _missing(self) -> tuple[int, ...]:
        return self._ledger.missing_pages(*self._visible_rows())

    def _ask_pages(self) -> None:
        missing = self._missing()
        if missing:
            self.pages_asked.emit(missing)

    def _tell(self) -> None:
        entry = self.entry
        if entry is None and self._ledger.entry_at(0) is not None and self.currentIndex().isValid():
            # The row is there, and will be read in a moment.
            return
        if entry != self._told:
            self._told = entry
            self.current_changed.emit(entry)
