"""A thin bar that shows how strong something is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pplx_desktop.gui.theme import Theme

_WIDTH, _THICKNESS = 84, 6


class StrengthBar(QWidget):
    """Shows a strength between 0 and 1, as high as a line of the text beside it, which says what it means."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strength = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def strength(self) -> float:
        """What is shown."""
        return self._strength

    def show_strength(self, strength: float) -> None:
        """Show another one."""
        self._strength = min(1.0, max(0.0, strength))
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks how large it would like to be."""
        return QSize(self._theme.px(_WIDTH), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        thickness = self._theme.px(_THICKNESS)
        whole = QRectF(0, (self.height() - thickness) / 2, self.width(), thickness)
        radius = whole.height() / 2
        painter.setBrush(self._theme.colour("bar_empty"))
        painter.drawRoundedRect(whole, radius, radius)
        if self._strength > 0:
            painter.setBrush(self._theme.colour("accent"))
            # Never narrower than it is high, which would look like a speck.
            width = max(whole.height(), whole.width() * self._strength)
            left = whole.right() - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else whole.left()
            painter.drawRoundedRect(QRectF(left, whole.top(), width, whole.height()), radius, radius)
