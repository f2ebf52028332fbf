"""The body of the preview that shows tables as a grid, one sheet at a time.

Invariant: only the rows of the passage are measured; however many there are, all others are as high as each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QItemSelectionRange, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTabBar, QTableView, QVBoxLayout, QWidget

from pplx_desktop.core.types import Hit, Passage
from pplx_desktop.gui import wording
from pplx_desktop.gui.cell_delegate import CellDelegate
from pplx_desktop.gui.composition import Composition
from pplx_desktop.gui.copy_menu import show_copy_menu
from pplx_desktop.gui.finder import Finder, Span
from pplx_desktop.gui.preview_view import PreviewView
from pplx_desktop.gui.sheet_model import SheetModel
from pplx_desktop.gui.sheets import found_place, sheet_at
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_MEASURED_CELLS = 600
_MEASURED_LETTERS = 60
_MOST_SPANS = 3_000
_MOST_TABS = 60
_MOST_TAB_LETTERS = 28
_MOST_MEASURED_ROWS = 60


class TableBody(PreviewView):
    """See `PreviewView`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._composition: Composition | None = None
        self._percent = 100
        self._tall: list[int] = []
        self.model = SheetModel(self)
        self.table = SheetTable()
        self.table.setModel(self.model)
        self._delegate = CellDelegate(self.model, theme, self.table)
        self.table.setItemDelegate(self._delegate)
        self.setFocusProxy(self.table)
        self.tabs = QTabBar()
        self.tabs.setObjectName("sheetTabs")
        self.tabs.setAccessibleName(tr("Sheets"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.currentChanged.connect(self._show_sheet)
        self.table.zoom_asked.connect(self.zoom_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.tabs)
        column.addWidget(self.table, 1)
        theme.changed.connect(self.table.viewport().update)
        self._size()

    def show_document(self, hit: Hit, composition: Composition) -> None:
        """See `PreviewView`."""
        del hit
        self._composition = composition
        self._delegate.passage, self._delegate.marks, self._delegate.telling = None, (), None
        self._delegate.finder, self._delegate.found = None, None
        with QSignalBlocker(self.tabs):
            while self.tabs.count():
                self.tabs.removeTab(0)
            for sheet in composition.sheets[:_MOST_TABS]:
                self.tabs.addTab(_tab_name(sheet.name).replace("&", "&&"))
        self.tabs.setVisible(len(composition.sheets) > 1)
        self._show_sheet(0)

    def clear(self) -> None:
        """See `PreviewView`."""
        self._composition = None
        self.model.show_sheet("", None)

    def show_passage(self, passage: Passage) -> None:
        """See `PreviewView`."""
        self._delegate.passage, self._delegate.marks = (passage.start, passage.end), passage.marks
        self._delegate.telling = None
        # Of no use is one without a tab.
        sheets = self._composition.sheets[:_MOST_TABS] if self._composition is not None else ()
        first = self._go_to(found_place(sheets, passage.start, passage.marks) if sheets else passage.start)
        self._measure(first, passage.end)
        self.table.scroll_to_upper_third(first)
        self.table.viewport().update()

    def show_telling(self, sentence: Span | None) -> None:
        """See `PreviewView`."""
        self._delegate.telling = sentence
        self.table.viewport().update()

    def show_found(self, finder: Finder | None, current: Span | None) -> None:
        """See `PreviewView`."""
        self._delegate.finder, self._delegate.found = finder, current
        if current is not None and self.model.sheet is not None:
            row = self._go_to(current[0])
            columns = range(self.model.columnCount())
            column = next((at for at in columns if self._holds(self.model.index(row, at), current[0])), 0)
            self.table.scrollTo(self.model.index(row, column))
        self.table.viewport().update()

    def reading_place(self) -> int:
        """See `PreviewView`."""
        sheet = self.model.sheet
        if sheet is None:
            return 0
        return sheet.rows[max(0, self.table.rowAt(0)) + self.model.skipped()].start

    def share_of(self, offset: int) -> float | None:
        """See `PreviewView`. What stands on another sheet has no place beside this one's scroll bar."""
        sheet = self.model.sheet
        if sheet is None or self._composition is None:
            return None
        if sheet_at(self._composition.sheets, offset) != self.tabs.currentIndex():
            return None
        return sheet.row_of(offset) / len(sheet.rows)

    def set_zoom(self, percent: int) -> None:
        """See `PreviewView`."""
        self._percent = percent
        self._size()
        self._fit_columns()
        if self._delegate.passage is not None:
            self._measure(self._row_of(self._delegate.passage[0]), self._delegate.passage[1])

    def selected_text(self) -> str:
        """See `PreviewView`."""
        return self.table.selected_text()

    def _show_sheet(self, number: int) -> None:
        sheets = self._composition.sheets if self._composition is not None else ()
        if self._composition is None or not 0 <= number < len(sheets):
            return
        self._tall.clear()
        self.table.clearSpans()
        self.model.show_sheet(self._composition.document.text, sheets[number])
        sheet, skipped = sheets[number], self.model.skipped()
        for row in sheet.loose[:_MOST_SPANS]:
            self.table.setSpan(row - skipped, 0, 1, sheet.columns)
        self.table.horizontalHeader().setVisible(sheet.has_header)
        self.table.verticalHeader().setVisible(any(row.number for row in sheet.rows[:200]))
        self._fit_columns()
        self.table.scrollToTop()
        self.laid_out.emit()

    def _go_to(self, offset: int) -> int:
        """Show the sheet that an offset is on. Returns its row in the model."""
        if self._composition is None or self.model.sheet is None:
            return 0
        number = sheet_at(self._composition.sheets, offset)
        if number != self.tabs.currentIndex():
            self.tabs.setCurrentIndex(number)
        return self._row_of(offset)

    def _row_of(self, offset: int) -> int:
        sheet = self.model.sheet
        return max(0, sheet.row_of(offset) - self.model.skipped()) if sheet is not None else 0

    def _holds(self, index: QModelIndex, offset: int) -> bool:
        cell = self.model.cell(index)
        return cell is not None and cell[0] <= offset < cell[1]

    def _measure(self, first: int, end: int) -> None:
        """Make the rows of the passage as high as their texts need, and those of the last one as all are."""
        usual = self.table.verticalHeader().defaultSectionSize()
        for row in self._tall:
            self.table.setRowHeight(row, usual)
        last = min(self._row_of(max(0, end - 1)), first + _MOST_MEASURED_ROWS)
        self._tall = list(range(first, min(last + 1, self.model.rowCount())))
        for row in self._tall:
            # Not by `resizeRowToContents`, which would heed the header's padding; the hint holds a line of the grid.
            self.table.setRowHeight(row, max(usual, self.table.sizeHintForRow(row) - 1))

    def _size(self) -> None:
        font = self._theme.font()
        font.setPixelSize(max(4, round(self._theme.font(step=0.5).pixelSize() * self._percent / 100)))
        self.table.setFont(font)
        for header in (self.table.horizontalHeader(), self.table.verticalHeader()):
            header.setFont(font)
        self.table.verticalHeader().setDefaultSectionSize(QFontMetrics(font).height() + self._theme.px(6))

    def _fit_columns(self) -> None:
        """Make columns as wide as what stands in the first rows of them."""
        sheet = self.model.sheet
        if sheet is None:
            return
        metrics = QFontMetrics(self.table.font())
        bold = QFont(self.table.font())
        bold.setWeight(QFont.Weight.DemiBold)
        above = QFontMetrics(bold)
        rows = sheet.rows[: max(4, _MEASURED_CELLS // max(1, sheet.columns))]
        fitting = [row for row in rows if row.columns or len(row.cells) == sheet.columns]
        least, most = metrics.averageCharWidth() * 5, metrics.averageCharWidth() * 42
        for column in range(sheet.columns):
            cells = [cell for row in fitting if (cell := row.cell_in(column)) is not None]
            widths = [metrics.horizontalAdvance(self.model.said(cell)[:_MEASURED_LETTERS]) for cell in cells]
            if sheet.has_header:
                widths.append(above.horizontalAdvance(self.model.said(sheet.rows[0].cells[column])[:_MEASURED_LETTERS]))
            width = max(widths, default=least) + 2 * self._theme.px(9)
            self.table.setColumnWidth(column, min(max(least, width), most))
        if sheet.columns == 1:
            self.table.setColumnWidth(0, max(most, self.table.viewport().width()))


def _tab_name(name: str) -> str:
    said = wording.on_one_line(name).strip() or tr("Table")
    return said if len(said) <= _MOST_TAB_LETTERS else f"{said[: _MOST_TAB_LETTERS - 1].rstrip()}…"


class SheetTable(QTableView):
    """The grid. `zoom_asked(step)` comes with the wheel and Ctrl."""

    zoom_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheetTable")
        self.setAccessibleName(tr("Table of the file"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)

    def scroll_to_upper_third(self, row: int) -> None:
        """Bring a row to where a passage is looked for."""
        self.scrollTo(self.model().index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() - self.viewport().height() // 3 + self.rowHeight(row))

    def selected_text(self) -> str:
        """The chosen cells, as tables are pasted."""
        model, selection = self.model(), self.selectionModel().selection()
        # Qt's types say nothing of what a selection consists of.
        chosen = list(cast("Iterable[QItemSelectionRange]", selection))
        if not chosen or not isinstance(model, SheetModel):
            return ""
        # What is chosen is one rectangle, in however many parts Qt tells of it.
        rows = range(min(part.top() for part in chosen), max(part.bottom() for part in chosen) + 1)
        columns = range(min(part.left() for part in chosen), max(part.right() for part in chosen) + 1)
        return model.text_of(rows, columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's tables know no copying."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the cells."""
        copy = self._copy if self.selectionModel().hasSelection() else None
        show_copy_menu(self, event, copy=copy, select_all=self.selectAll)

    def _copy(self) -> None:
        if text := self.selected_text():
            QGuiApplication.clipboard().setText(text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel makes the text larger."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoom_asked.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
