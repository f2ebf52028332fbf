"""The border between two panes, which the mouse moves, and the arrow keys where it has the keyboard.

Invariant: to a screen reader it is a slider, whose value is the share of the first pane in per cent; it comes between the
two, in the order of Tab too.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMoveEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSlider, QSplitter, QSplitterHandle, QWidget

from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_STEP = 3
"""In per cent, as all shares here."""
_LINE = 3


class SplitHandle(QSplitterHandle):
    """One that is reached by Tab, and shows so. A splitter's own handle has no role for a screen reader."""

    def __init__(self, theme: Theme, splitter: QSplitter) -> None:
        super().__init__(splitter.orientation(), splitter)
        self._is_following = False
        self.share = _Share(theme, self)
        self.share.valueChanged.connect(self._move)

    def showEvent(self, event: QShowEvent) -> None:
        """The panes are there. A splitter has them the other way round, and its border last."""
        super().showEvent(event)
        first, second = self.splitter().widget(0), self.splitter().widget(1)
        if first is None or second is None:
            return
        first.lower()
        second.raise_()
        self.stackUnder(second)
        last, following = first, first.nextInFocusChain()
        while following is not None and first.isAncestorOf(following):
            last = following if following.focusPolicy() & Qt.FocusPolicy.TabFocus else last
            following = following.nextInFocusChain()
        QWidget.setTabOrder(last, self.share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panes have another size, or stand otherwise."""
        super().resizeEvent(event)
        self.share.setGeometry(self.rect())
        self._follow()

    def moveEvent(self, event: QMoveEvent) -> None:
        """The border has moved."""
        super().moveEvent(event)
        self._follow()

    def _follow(self) -> None:
        sizes = self.splitter().sizes()
        is_beside = self.orientation() == Qt.Orientation.Horizontal
        self._is_following = True
        self.share.setOrientation(self.orientation())
        # Down makes more of what stands above.
        self.share.setInvertedControls(not is_beside)
        self.share.setValue(round(100 * sizes[0] / max(1, sum(sizes))))
        self._is_following = False

    def _move(self, share: int) -> None:
        if self._is_following:
            return
        is_beside = self.orientation() == Qt.Orientation.Horizontal
        room = self.splitter().width() if is_beside else self.splitter().height()
        at = round((room - (self.width() if is_beside else self.height())) * share / 100)
        is_mirrored = is_beside and self.splitter().layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.moveSplitter(room - at if is_mirrored else at)
        self._follow()


class _Share(QSlider):
    """Lies on the handle: has the keyboard, and leaves the mouse to it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(0, 100)
        self.setSingleStep(_STEP)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr("Border between the two parts"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn: a line while it has the keyboard."""
        del event
        if not self.hasFocus():
            return
        room = QRectF(self.rect())
        if self.orientation() == Qt.Orientation.Horizontal:
            line = QRectF(room.center().x() - _LINE / 2, room.top(), _LINE, room.height())
        else:
            line = QRectF(room.left(), room.center().y() - _LINE / 2, room.width(), _LINE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(line, _LINE / 2, _LINE / 2)
