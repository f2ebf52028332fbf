"""The column of pages: scrolls, paints what is seen, selects.

Invariants: only pages that are seen, and the one before and behind, are drawn; painting asks nobody and waits for
nothing. What lies at the reading line stays there when the width or the zoom changes.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from pplx_desktop.gui import wording
from pplx_desktop.gui.copy_menu import show_copy_menu
from pplx_desktop.gui.page_layout import NO_PAGES, PageLayout, fitted
from pplx_desktop.gui.page_lights import PageLights
from pplx_desktop.gui.page_painting import PagePainter
from pplx_desktop.gui.page_reading import PageReader
from pplx_desktop.gui.page_selection import PageSelection, Place
from pplx_desktop.gui.page_sheets import PageSheets
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import number, tr

_SETTLE_MS = 90
"""So long after the last change of size pages are drawn anew; until then they are stretched."""
_SCROLL_MS = 15
_LABEL_MS = 1_200
_READING_LINE = 1 / 3
_NOTCH, _MOST_NOTCHES = 120, 4


class PageArea(QAbstractScrollArea):
    """Shows what `PageSheets` has open. `zoom_asked(step)` is the wheel with Ctrl, `moved` any scrolling by the reader."""

    zoom_asked = Signal(int)
    moved = Signal()
    laid_out = Signal()

    def __init__(self, theme: Theme, sheets: PageSheets, lights: PageLights, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageArea")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._theme, self._sheets = theme, sheets
        self._layout = NO_PAGES
        self._percent = 100
        self._room = self.viewport().height()
        self._is_placing = False
        self._label = ""
        self._turned = 0
        self.reader = PageReader(tr("Pages of the file"), self.viewport())
        self.reader.installEventFilter(self)
        self.setFocusProxy(self.reader)
        self.selection = PageSelection(sheets.text)
        self._painter = PagePainter(theme, sheets, lights, self.selection)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._want)
        self._glance = QTimer(self, singleShot=True, interval=_SCROLL_MS)
        self._glance.timeout.connect(self._want)
        self._label_rest = QTimer(self, singleShot=True, interval=_LABEL_MS)
        self._label_rest.timeout.connect(self._hide_label)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        sheets.drawn.connect(self._update_page)
        sheets.read.connect(self._update_page)
        sheets.failed.connect(self._update_page)
        sheets.put_off.connect(self.ask_soon)
        theme.changed.connect(self._follow_theme)
        self._follow_theme()

    @property
    def pages(self) -> PageLayout:
        """Where the pages lie."""
        return self._layout

    @property
    def percent(self) -> int:
        """How large the pages are; 100 is as wide as there is room."""
        return self._percent

    def begin(self) -> None:
        """Show what is open now, from its beginning."""
        self.selection.clear()
        self._label_rest.stop()
        self._label = ""
        self._lay_out()
        self._place(0)
        self.horizontalScrollBar().setValue(0)
        self.viewport().update()
        # Not at once: a passage may be brought up before.
        self._glance.start()

    def ask_soon(self) -> None:
        """Ask for what is seen, in a moment."""
        self._settle.start()

    def set_percent(self, percent: int) -> None:
        """Show the pages in another size."""
        if percent != self._percent:
            self._percent = percent
            self._lay_out_anew()

    def current_page(self) -> int:
        """The page at the reading line, from 0."""
        return self._layout.page_at(self.verticalScrollBar().value() + self.viewport().height() * _READING_LINE)

    def bring(self, page: int, down: float, across: float | None = None) -> None:
        """Bring a place of a page (shares of its height and width) to the reading line."""
        if not 0 <= page < self._layout.count:
            return
        lay = self._layout
        room = self.viewport().height()
        target = lay.tops[page] + lay.heights[page] * down
        # Where the whole page is seen from its top, it stays whole.
        self._place(round(target - room * _READING_LINE))
        bar = self.horizontalScrollBar()
        if across is not None and bar.maximum():
            x = lay.left(page) + lay.widths[page] * across
            if not bar.value() < x < bar.value() + self.viewport().width() * 0.8:
                bar.setValue(round(x - self.viewport().width() * 0.06))
        self._want()

    def is_seen(self, page: int, down: float) -> bool:
        """Whether a place of a page is in sight."""
        y = self._layout.tops[page] + self._layout.heights[page] * down - self.verticalScrollBar().value()
        return 0 <= y <= self.viewport().height() * 0.9

    def select(self, anchor: Place, head: Place) -> None:
        """Select from one place of a page to another, and have that in sight."""
        self.selection.anchor, self.selection.head, self.selection.has_caret = anchor, head, True
        placed = self._sheets.text(head.page)
        # A line's end stands nowhere.
        before = reversed(placed.page.boxes[: head.index + 1]) if placed is not None else ()
        top = next((box[1] for box in before if box[2] > box[0]), None)
        if top is not None and not self.is_seen(head.page, top):
            self.bring(head.page, top)
        self.viewport().update()

    def selected_text(self) -> str:
        """What is selected."""
        return self.selection.text(self._sheets.open) if self._sheets.open is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages are as wide as there is room."""
        super().resizeEvent(event)
        self.reader.setGeometry(self.viewport().rect())
        self._lay_out_anew()

    def event(self, event: QEvent) -> bool:
        """On another screen pages need other pixels."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out_anew()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are seen."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # While the size changes, speed counts for more.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self._settle.isActive())
        if self._layout.count:
            painter.fillRect(event.rect(), self._theme.colour("window"))
        top = self.verticalScrollBar().value()
        for page in self._layout.between(top + event.rect().top(), top + event.rect().bottom()):
            self._painter.paint_page(painter, page, self._rect(page), self.devicePixelRatioF())
        if self._label:
            self._painter.paint_label(painter, QRectF(self.viewport().rect()), self._label)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show whether the keyboard is here."""
        if watched is self.reader and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.viewport().update()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Touchpads tell of a notch in many parts.
            self._turned += event.angleDelta().y()
            notches = int(self._turned / _NOTCH)
            self._turned -= notches * _NOTCH
            for _ in range(min(abs(notches), _MOST_NOTCHES)):
                self.zoom_asked.emit(1 if notches > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by keys; select with Shift, copy."""
        shifts = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        key = event.key()
        bar = self.verticalScrollBar()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._select_all()
        elif shifts and key in _STEPS:
            self._extend(*_STEPS[key])
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key == Qt.Key.Key_Space:
            bar.setValue(bar.value() + (-1 if shifts else 1) * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the text."""
        copy = None if self.selection.is_empty else self._copy
        show_copy_menu(self, event, copy=copy, select_all=self._select_all)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select, or go on with Shift."""
        place = self._place_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or place is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.selection.anchor is not None:
            self.selection.head = place
        else:
            self.selection.begin(place)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if (place := self._place_at(event.position())) is not None:
            self.selection.select_word(place)
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select as far as the mouse has come; beyond the edge, scroll."""
        if event.buttons() & Qt.MouseButton.LeftButton and self.selection.anchor is not None:
            y, room = event.position().y(), self.viewport().height()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(min(0.0, y) + max(0.0, y - room)))
            if (place := self._place_at(event.position())) is not None:
                self.selection.head = place
                self.viewport().update()
            return
        self.viewport().setCursor(
            Qt.CursorShape.IBeamCursor if self._is_over_text(event.position()) else Qt.CursorShape.ArrowCursor
        )

    def _copy(self) -> None:
        if text := self.selected_text():
            QGuiApplication.clipboard().setText(wording.printable(text))

    def _select_all(self) -> None:
        self.selection.select_all(self._layout.count)
        self.viewport().update()

    def _extend(self, by: int, lines: int) -> None:
        if self.selection.head is None:
            self.selection.begin(Place(self.current_page(), 0))
        self.selection.move_head(by=by, lines=lines)
        self.viewport().update()

    def _rect(self, page: int) -> QRectF:
        """Where a page lies in the viewport, on whole pixels of the screen."""
        lay, ratio = self._layout, self.devicePixelRatioF()
        left = lay.left(page) - self.horizontalScrollBar().value()
        top = lay.tops[page] - self.verticalScrollBar().value()
        corner = QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio)
        return QRectF(corner, QSizeF(round(lay.widths[page] * ratio) / ratio, round(lay.heights[page] * ratio) / ratio))

    def _place_at(self, point: QPointF) -> Place | None:
        if not self._layout.count:
            return None
        page = self._layout.page_at(point.y() + self.verticalScrollBar().value())
        placed, rect = self._sheets.text(page), self._rect(page)
        if placed is None:
            return None
        x, y = (point.x() - rect.left()) / rect.width(), (point.y() - rect.top()) / rect.height()
        index = placed.nearest(x, y)
        return Place(page, index) if index is not None else None

    def _is_over_text(self, point: QPointF) -> bool:
        if not self._layout.count:
            return False
        page = self._layout.page_at(point.y() + self.verticalScrollBar().value())
        placed, rect = self._sheets.text(page), self._rect(page)
        x, y = (point.x() - rect.left()) / rect.width(), (point.y() - rect.top()) / rect.height()
        return placed is not None and placed.is_over(x, y)

    def _lay_out_anew(self) -> None:
        """Lay out, with what was at the reading line there again."""
        old, y = self._layout, self.verticalScrollBar().value() + self._room * _READING_LINE
        page = old.page_at(y)
        share = (y - old.tops[page]) / old.heights[page] if old.count else 0.0
        at_start = self.verticalScrollBar().value() == 0
        self._lay_out()
        if self._layout.count and old.count == self._layout.count and not at_start:
            target = self._layout.tops[page] + share * self._layout.heights[page]
            self._place(round(target - self._room * _READING_LINE))
        self.viewport().update()
        self._settle.start()

    def _lay_out(self) -> None:
        document, px = self._sheets.open, self._theme.px
        if document is None:
            self._layout = NO_PAGES
        else:
            margin = px(8)
            natural = 1 / self.devicePixelRatioF() if document.outline.is_picture else None
            room = max(50.0, self.viewport().width() - 2 * margin)
            self._layout = fitted(document.outline.sizes, room, self._percent, gap=px(10), natural=natural)
            if self._layout.column < self.viewport().width():
                self._layout = self._layout.in_column(float(self.viewport().width()))
        room = self._room = self.viewport().height()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        self._is_placing = True
        vertical.setRange(0, max(0, round(self._layout.height) - room))
        vertical.setPageStep(max(1, round(room * 0.9)))
        vertical.setSingleStep(px(40))
        horizontal.setRange(0, max(0, round(self._layout.column) - self.viewport().width()))
        horizontal.setPageStep(self.viewport().width())
        horizontal.setSingleStep(px(40))
        self._is_placing = False
        self.laid_out.emit()

    def _place(self, value: int) -> None:
        self._is_placing = True
        self.verticalScrollBar().setValue(value)
        self._is_placing = False

    def _scrolled(self) -> None:
        self.viewport().update()
        if not self._glance.isActive():
            self._glance.start()
        if self._is_placing:
            return
        self.moved.emit()
        if self._layout.count > 1:
            self._label = tr(
                "{page} of {count}", page=number(self.current_page() + 1), count=number(self._layout.count)
            )
            self._label_rest.start()

    def _hide_label(self) -> None:
        self._label = ""
        self.viewport().update()

    def _want(self) -> None:
        """Ask for the pages that are seen, and for those around them."""
        if not self._layout.count or not self.isVisible():
            return
        top, room = self.verticalScrollBar().value(), self.viewport().height()
        seen = list(self._layout.between(top, top + room))
        line = self.current_page()
        seen.sort(key=lambda page: abs(page - line))
        around = [page for page in (max(seen) + 1, min(seen) - 1) if 0 <= page < self._layout.count]
        ratio = self.devicePixelRatioF()
        wanted = [(page, max(1, round(self._layout.widths[page] * ratio))) for page in (*seen, *around)]
        self._sheets.want(wanted, seen)

    def _update_page(self, page: int) -> None:
        if page < self._layout.count:
            self.viewport().update(self._rect(page).toAlignedRect().adjusted(-3, -3, 3, 3))

    def _follow_theme(self) -> None:
        self._sheets.use_dark(dark=self._theme.colours.is_dark)
        self.viewport().update()
        self.ask_soon()


_STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
