"""The list under the search box: what could be written, or what was searched before.

Invariant: it never takes the keyboard, so that typing, and composing with an input method, goes on in the box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pplx_desktop.gui import wording
from pplx_desktop.gui.announcing import announce
from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.labels import ElidedLabel
from pplx_desktop.gui.theme import Theme

_MOST_ROWS = 8
_NOTE_SHARE = 0.7
_NOTE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Offer:
    """`text` is what is taken, `note` what is said of it."""

    text: str
    note: str = ""


class OfferList(QFrame):
    """Lies over its parent, under `anchor`. `taken(str)` comes with the offer that was chosen, `action_asked` from the
    button below.
    """

    taken = Signal(str)
    action_asked = Signal()

    def __init__(self, theme: Theme, anchor: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("offers")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme, self._anchor, self._ground = theme, anchor, parent
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_OfferRow(theme, self))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._take)
        self._head = ElidedLabel(Qt.TextElideMode.ElideRight, "muted")
        self._head.setMinimumHeight(theme.px(24))
        self._action = push_button("", self.action_asked.emit)
        self._action.setProperty("flat", "true")
        self._action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(9), 0, 0, 0)
        top.addWidget(self._head, 1)
        top.addWidget(self._action)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(5), theme.px(4), theme.px(5), theme.px(5))
        column.setSpacing(theme.px(2))
        column.addLayout(top)
        column.addWidget(self._list)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What it offers, in order."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    @property
    def chosen(self) -> str:
        """The offer that Enter takes; empty where none is chosen."""
        index = self._list.currentIndex()
        return index.data() if index.isValid() and self.isVisible() else ""

    @property
    def action(self) -> QPushButton:
        """The button for all of the list."""
        return self._action

    def offer(self, headline: str, offers: Sequence[Offer], *, action: str = "", chosen: int = 0) -> None:
        """Show these, with the one at `chosen` chosen (-1: none). None at all hide it."""
        if not offers:
            self.hide()
            return
        self._head.set_text(headline)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._list.setAccessibleName(headline)
        self._model.clear()
        for one in offers:
            item = QStandardItem(one.text)
            item.setData(one.note, _NOTE)
            item.setEditable(False)
            item.setAccessibleText(f"{one.text}, {one.note}" if one.note else one.text)
            item.setToolTip(wording.tool_tip(one.text))
            self._model.appendRow(item)
        rows = min(len(offers), _MOST_ROWS)
        self._list.setFixedHeight(rows * self._list.sizeHintForRow(0) + 2)
        self._list.setCurrentIndex(self._model.index(chosen, 0))
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Lie right under the anchor, as wide as it, as far as there is room."""
        at = self._anchor.mapTo(self._ground, self._anchor.rect().bottomLeft())
        width = min(self._anchor.width(), self._theme.px(560))
        height = self.sizeHint().height()
        x = (
            at.x()
            if self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            else at.x() + self._anchor.width() - width
        )
        self.setGeometry(
            x, at.y() + self._theme.px(4), width, min(height, self._ground.height() - at.y() - self._theme.px(8))
        )

    def move(self, by: int) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Choose the next or the previous one; over the end it goes on at the other."""
        count = self._model.rowCount()
        row = self._list.currentIndex().row()
        row = (row + by) % count if row >= 0 else (0 if by > 0 else count - 1)
        self._list.setCurrentIndex(self._model.index(row, 0))
        # The keyboard stays in the box, so a screen reader would hear nothing of it.
        announce(self._anchor, self._model.item(row).accessibleText())

    def take(self) -> bool:
        """Take the chosen one. False where none is."""
        text = self.chosen
        if not text:
            return False
        self.hide()
        self.taken.emit(text)
        return True

    def showEvent(self, event: QEvent) -> None:
        """From now on a press anywhere else puts it away."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType]
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def hideEvent(self, event: QEvent) -> None:
        """There is nothing to put away any more."""
        super().hideEvent(event)  # pyright: ignore[reportArgumentType]
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press outside of it, or another window in front, puts it away."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            at = self.mapFromGlobal(event.globalPosition().toPoint())
            if not self.rect().contains(at):
                self.hide()
        elif event.type() == QEvent.Type.WindowDeactivate and watched is self.window():
            self.hide()
        return False

    def _take(self, index: QModelIndex) -> None:
        self._list.setCurrentIndex(index)
        self.take()


class _OfferRow(QStyledItemDelegate):
    """Draws an offer: what it is on the left, what is said of it on the right, cut in the middle where it must be."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt asks how large a row is."""
        del option, index
        return QSize(100, self._theme.px(28))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt asks for a row to be drawn."""
        px, colour = self._theme.px, self._theme.colour
        rect, is_chosen = QRect(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(rect, 6, 6)
        inner = rect.adjusted(px(9), 0, -px(9), 0)
        painter.setFont(option.font)
        metrics = option.fontMetrics
        note = index.data(_NOTE) or ""
        noted = min(metrics.horizontalAdvance(note) + 2, round(inner.width() * _NOTE_SHARE))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setPen(colour("on_accent_soft" if is_chosen else "muted"))
        note = metrics.elidedText(note, Qt.TextElideMode.ElideRight, noted)
        painter.drawText(inner, flags | int(Qt.AlignmentFlag.AlignRight), note)
        painter.setPen(colour("on_accent_soft" if is_chosen else "text"))
        text = wording.on_one_line(index.data())
        room = inner.adjusted(0, 0, -(noted + px(14) if note else 0), 0)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, flags | int(Qt.AlignmentFlag.AlignLeft), text)
        painter.restore()
