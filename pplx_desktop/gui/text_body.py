"""The body of the preview that shows text: the view, its line numbers, and the way to the rest of a very long text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pplx_desktop.core.types import Hit, Passage
from pplx_desktop.gui import translation
from pplx_desktop.gui.composition import Composition
from pplx_desktop.gui.finder import Finder, Span
from pplx_desktop.gui.labels import plain_label
from pplx_desktop.gui.preview_view import PreviewView
from pplx_desktop.gui.text_rows import Row, TextRows
from pplx_desktop.gui.text_view import TextView
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr


class TextBody(PreviewView):
    """See `PreviewView`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TextView(theme)
        self.setFocusProxy(self.view)
        self._numbers = LineNumbers(self.view, theme)
        self._cut_note = plain_label("", "cutNote")
        self._cut_note.setWordWrap(True)
        self._earlier = self._button(tr("Earlier"), later=False)
        self._later = self._button(tr("Later"), later=True)
        self._cut = QWidget()
        cut = QHBoxLayout(self._cut)
        cut.setContentsMargins(theme.px(8), 0, 0, 0)
        cut.addWidget(self._cut_note, 1)
        cut.addWidget(self._earlier)
        cut.addWidget(self._later)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addWidget(self._cut)
        self.view.part_changed.connect(self._show_cut)
        self.view.zoom_asked.connect(self.zoom_asked)
        self.clear()

    def show_document(self, hit: Hit, composition: Composition) -> None:
        """See `PreviewView`."""
        del hit
        self.view.show_rows(composition.document.text, composition.rows)
        self._numbers.fit()

    def change_rows(self, rows: TextRows) -> None:
        """Show the same text in other rows."""
        self.view.change_rows(rows)
        self._numbers.fit()

    def clear(self) -> None:
        """See `PreviewView`."""
        self.view.show_rows("", TextRows((Row(0, 0),)))
        self._numbers.fit()

    def show_passage(self, passage: Passage) -> None:
        """See `PreviewView`."""
        self.view.show_passage(passage.start, passage.end, passage.marks)

    def show_telling(self, sentence: Span | None) -> None:
        """See `PreviewView`."""
        self.view.show_telling(sentence)

    def show_found(self, finder: Finder | None, current: Span | None) -> None:
        """See `PreviewView`."""
        self.view.show_found(finder, current)

    def reading_place(self) -> int:
        """See `PreviewView`."""
        return self.view.reading_place()

    def share_of(self, offset: int) -> float | None:
        """See `PreviewView`."""
        return self.view.share_of(offset)

    def set_zoom(self, percent: int) -> None:
        """See `PreviewView`."""
        self.view.set_zoom(percent)
        self._numbers.fit()

    def selected_text(self) -> str:
        """See `PreviewView`."""
        return self.view.selected_text()

    def _show_cut(self) -> None:
        (begin, end), whole = self.view.bounds, self.view.whole_length
        self._cut.setVisible(end - begin < whole)
        self._earlier.setEnabled(begin > 0)
        self._later.setEnabled(end < whole)
        if self._cut.isVisibleTo(self):
            first, last = translation.percent(begin / whole), translation.percent(end / whole)
            self._cut_note.setText(tr("A part of a long text: from {first} to {last}", first=first, last=last))
        self.laid_out.emit()

    def _button(self, text: str, *, later: bool) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("flat", "true")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.view.show_part(later=later))
        return button


class LineNumbers(QWidget):
    """The numbers beside the lines of code. Painted, and not part of the text: they are not selected or copied."""

    def __init__(self, view: TextView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        view.updateRequest.connect(self._follow)

    def fit(self) -> None:
        """Be as wide as the longest number; gone where no line has one."""
        rows = self._view.rows
        width = 0
        if rows.has_numbers:
            digits = len(str(rows.last_number()))
            width = self._view.document_metrics().horizontalAdvance("0" * max(2, digits)) + self._theme.px(14)
        self.setVisible(width > 0)
        self._view.set_margin(width)
        self.setGeometry(QRect(0, 0, width, self._view.height()))

    def sizeHint(self) -> QSize:
        """Qt asks how much room it would like."""
        return QSize(self.width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setFont(self._view.document().defaultFont())
        painter.setPen(self._theme.colour("muted"))
        over = self._view.viewport().geometry().top()
        height = self._view.document_metrics().height()
        for row, _, rect in self._view.visible_rows():
            if number := self._view.rows.rows[row].number:
                room = QRect(0, round(rect.top()) + over, self.width() - self._theme.px(8), height)
                painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), str(number))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells that it is of another size."""
        super().resizeEvent(event)
        self.update()

    def _follow(self, _rect: QRect, _by: int) -> None:
        if self.isVisible():
            if self.height() != self._view.height():
                self.resize(self.width(), self._view.height())
            self.update()
