"""A check box whose mark grows with the text and whose text breaks its lines, in the colours of the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from pplx_desktop.gui.theme import Theme

_MARK, _GAP = 16, 8
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
MARK_AND_GAP = _MARK + _GAP
"""How far the text stands from the left, in points at the usual text size."""


class CheckBox(QCheckBox):
    """As any check box, to the keyboard and to screen readers."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Qt asks how large it would like to be: all in one line."""
        width = self._theme.px(MARK_AND_GAP) + self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Qt asks how small it may be."""
        return QSize(self._theme.px(120), self.fontMetrics().height())

    def hasHeightForWidth(self) -> bool:
        """Its text breaks."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks how high it is at this width."""
        room = QRect(0, 0, max(1, width - self._theme.px(MARK_AND_GAP)), 10_000)
        text = self.fontMetrics().boundingRect(room, _WRAPPED, self.text())
        return max(text.height(), self._theme.px(_MARK)) + 2

    def hitButton(self, pos: QPoint) -> bool:
        """The text can be pressed, too."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn."""
        del event
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        line = min(self.height(), self.fontMetrics().height() + 2)
        mark = QRectF(0, max(0.0, (line - px(_MARK)) / 2), px(_MARK), px(_MARK))
        paint_mark(painter, theme, mark, is_chosen=self.isChecked(), is_round=False)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(mark.adjusted(-0.5, -0.5, 0.5, 0.5), px(5), px(5))
        painter.setPen(theme.colour("accent" if self.hasFocus() else "text"))
        left = px(MARK_AND_GAP)
        painter.drawText(QRect(left, 0, max(1, self.width() - left), self.height()), _WRAPPED, self.text())


def paint_mark(painter: QPainter, theme: Theme, at: QRectF, *, is_chosen: bool, is_round: bool) -> None:
    """The mark of a check box, or, round, that of a radio button."""
    painter.setPen(QPen(theme.colour("accent" if is_chosen else "muted"), 1.4))
    painter.setBrush(theme.colour("accent" if is_chosen else "surface"))
    inner = at.adjusted(1, 1, -1, -1)
    radius = inner.height() / 2 if is_round else theme.px(4)
    painter.drawRoundedRect(inner, radius, radius)
    if not is_chosen:
        return
    if is_round:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("on_accent"))
        painter.drawEllipse(inner.center(), inner.width() / 4.6, inner.width() / 4.6)
        return
    pen = QPen(theme.colour("on_accent"), inner.width() / 8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    side = inner.width()
    points = ((0.26, 0.53), (0.43, 0.70), (0.75, 0.33))
    painter.drawPolyline([QPointF(inner.left() + x * side, inner.top() + y * side) for x, y in points])
