"""A thin strip beside the scroll bar, with a mark for each passage of the file; a click on one goes there.

Invariant: it says nothing that the row of passages does not say too: it is for the mouse, and for a glance.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_WIDTH = 8
_MARK = 4
_NEAR = 7


class PassageStrip(QWidget):
    """`passage_chosen(number from 0)` comes with a click on a mark."""

    passage_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shares: tuple[float | None, ...] = ()
        self._current = 0
        self.setFixedWidth(theme.px(_WIDTH))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Passages of the file"))
        theme.changed.connect(self.update)

    def show_shares(self, shares: Sequence[float | None], current: int) -> None:
        """Mark passages that lie so far down, 0 to 1; those with None have no place here."""
        self._shares, self._current = tuple(shares), current
        self.update()

    def place_of(self, share: float) -> float:
        """The middle of the mark at a share, in pixels from above."""
        half = self._theme.px(_MARK) / 2
        return half + share * max(0.0, self.height() - 2 * half)

    def sizeHint(self) -> QSize:
        """Qt asks how much room it would like."""
        return QSize(self._theme.px(_WIDTH), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = self._theme.px(_MARK)
        # The current one last, over its neighbours.
        for number in sorted(range(len(self._shares)), key=lambda at: at == self._current):
            share = self._shares[number]
            if share is not None:
                painter.setBrush(self._theme.colour("accent" if number == self._current else "strip"))
                rect = QRectF(1, self.place_of(share) - height / 2, self.width() - 2, height)
                painter.drawRoundedRect(rect, 1.5, 1.5)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer says where a click leads somewhere."""
        is_near = self._nearest(event.position().y()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_near else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the passage whose mark is pressed."""
        number = self._nearest(event.position().y())
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self.passage_chosen.emit(number)

    def event(self, event: QEvent) -> bool:
        """The tool tip says which passage a mark is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._nearest(event.pos().y())
            said = (
                "" if number is None else tr("passage {number} of {count}", number=number + 1, count=len(self._shares))
            )
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def _nearest(self, y: float) -> int | None:
        far = [
            (abs(self.place_of(share) - y), number) for number, share in enumerate(self._shares) if share is not None
        ]
        distance, number = min(far, default=(0.0, -1))
        return number if number >= 0 and distance <= self._theme.px(_NEAR) else None
