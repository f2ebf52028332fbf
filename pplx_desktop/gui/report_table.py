"""A table of a report: as high as its rows, read by key, its lines broken where they must be."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from pplx_desktop.gui import wording
from pplx_desktop.gui.report_wording import Table, Tone
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

INKS: dict[Tone, str] = {"plain": "text", "good": "good", "bad": "error", "faint": "muted"}
"""The colour of each tone by its name in `Colours`."""
_TONE = Qt.ItemDataRole.UserRole
_INDENT = Qt.ItemDataRole.UserRole + 1
_BESIDE, _ABOVE, _STEP = 6, 4, 20
_LAST_COLUMN, _WIDEST, _HIGHEST = 140, 230, 100_000


class _Cell(QStyledItemDelegate):
    """Draws a cell. Qt's own leaves out the padding of a style sheet when it asks where lines break, and so cuts the
    last one off; here `ReportTable` measures as this draws.
    """

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt asks for a cell to be drawn."""
        px = self._theme.px
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._theme.colour("selected"))
        tone: Tone = index.data(_TONE)
        painter.setPen(self._theme.colour(INKS[tone]))
        painter.setFont(option.font)
        side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        inner = option.rect.adjusted(px(_BESIDE) + index.data(_INDENT), px(_ABOVE), -px(_BESIDE), -px(_ABOVE))
        painter.drawText(inner, int(side | Qt.TextFlag.TextWordWrap), str(index.data()))
        painter.restore()


class ReportTable(QTableWidget):
    """A table as high as its rows: what scrolls is the page that it stands on. `place_asked(QRect)` says which part
    of it should be in sight.
    """

    place_asked = Signal(QRect)

    def __init__(self, table: Table, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(sum(1 + bool(row.note) for row in table.rows), len(table.columns), parent)
        self._theme = theme
        self._table = table
        self.setObjectName("reportTable")
        self.setAccessibleName(table.name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setItemDelegate(_Cell(theme, self))
        self._fill()
        theme.changed.connect(self.viewport().update)
        self.currentCellChanged.connect(self._show_current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the page."""
        if event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _fill(self) -> None:
        columns = self._table.columns
        for place, column in enumerate(columns):
            item = QTableWidgetItem(column.title)
            item.setToolTip(wording.tool_tip(column.hint))
            item.setTextAlignment(_side(is_number=column.is_number))
            self.setHorizontalHeaderItem(place, item)
        line = 0
        for row in self._table.rows:
            for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
                told = tr("{title}: {told}", title=wording.on_one_line(column.title), told=cell)
                self._set(line, place, cell, row.tone, told=told, is_number=column.is_number)
            line += 1
            if row.note:
                told = tr("{title}: {told}", title=row.cells[0], told=row.note)
                self._set(line, 0, row.note, row.tone, told=told, indent=self._theme.px(_STEP))
                self.setSpan(line, 0, 1, len(columns))
                line += 1
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(self._theme.px(40))

    def _set(
        self, line: int, place: int, text: str, tone: Tone, *, told: str, is_number: bool = False, indent: int = 0
    ) -> None:
        item = QTableWidgetItem(wording.breakable(text))
        item.setToolTip(wording.tool_tip(text))
        item.setTextAlignment(_side(is_number=is_number))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
        item.setData(_TONE, tone)
        item.setData(_INDENT, indent)
        self.setItem(line, place, item)

    def _fit(self) -> None:
        """Give the last column the room that is left, break the lines, and be as high as all rows."""
        px, header, last = self._theme.px, self.horizontalHeader(), self.columnCount() - 1
        widths = [self._wanted_width(place, at_most=px(_WIDEST)) for place in range(last)]
        least = self._wanted_width(last, at_most=px(_LAST_COLUMN))
        widths.append(max(least, self.viewport().width() - sum(widths)))
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)
        heights = [self._wanted_height(line, widths) for line in range(self.rowCount())]
        for line, height in enumerate(heights):
            self.setRowHeight(line, height)
        beside = self.horizontalScrollBar().sizeHint().height() if sum(widths) > self.viewport().width() else 0
        height = sum(heights) + header.sizeHint().height() + beside + 2 * self.frameWidth() + 2
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def _wanted_width(self, place: int, *, at_most: int) -> int:
        """Room for the longest cell up to `at_most`, and for the title in any case."""
        metrics, beside = self.fontMetrics(), 2 * self._theme.px(_BESIDE) + 2
        cell = max((metrics.horizontalAdvance(row.cells[place]) for row in self._table.rows), default=0)
        title = max(metrics.horizontalAdvance(line) for line in self._table.columns[place].title.split("\n"))
        return max(min(cell, at_most), title) + beside

    def _wanted_height(self, line: int, widths: list[int]) -> int:
        metrics, px = self.fontMetrics(), self._theme.px
        highest = metrics.height()
        for place, width in enumerate(widths):
            item = self.item(line, place)
            if item is None:
                continue
            room = sum(widths) if self.columnSpan(line, place) > 1 else width
            rect = QRect(0, 0, room - 2 * px(_BESIDE) - item.data(_INDENT), _HIGHEST)
            highest = max(highest, metrics.boundingRect(rect, int(Qt.TextFlag.TextWordWrap), item.text()).height())
        return highest + 2 * px(_ABOVE)

    def _show_current(self, row: int, column: int) -> None:
        item = self.item(row, column)
        if item is not None:
            self.place_asked.emit(self.visualItemRect(item).translated(0, self.horizontalHeader().height()))


def _side(*, is_number: bool) -> Qt.AlignmentFlag:
    return (Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignTop
