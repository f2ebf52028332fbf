"""The plot of the last large run of indexing: how much could be searched by words and by meaning, over the time of work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pplx_desktop.core.holdings import ProgressPoint
from pplx_desktop.gui import holdings_wording
from pplx_desktop.gui.share_bar import segment_colour
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import percent

WORDS_INK, MEANING_INK = "md", "html"
"""The kinds of file whose colours the lines have, as the parts of the index have in the bar of the disk."""
_LINES = (0.0, 0.5, 1.0)
_MARKS = 4


class RunPlot(QWidget):
    """Two lines from nothing to all. What it shows is its accessible name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: Sequence[ProgressPoint] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(holdings_wording.run_spoken(()))
        theme.changed.connect(self.update)

    def show_points(self, points: Sequence[ProgressPoint]) -> None:
        """Draw another run, or more of this one."""
        self._points = points
        self.setAccessibleName(holdings_wording.run_spoken(points))
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks how large it would like to be."""
        return QSize(self._theme.px(260), self._theme.px(122))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(step=-1.5))
        metrics = QFontMetricsF(painter.font())
        left = metrics.horizontalAdvance(percent(1.0)) + self._theme.px(8)
        below = metrics.height() + self._theme.px(5)
        area = QRectF(left, metrics.height() / 2, self.width() - left - 2, self.height() - below - metrics.height() / 2)
        self._paint_grid(painter, area, metrics)
        if len(self._points) < 2:
            return
        for ink, of in ((WORDS_INK, "words"), (MEANING_INK, "meaning")):
            shares = [getattr(point, of) for point in self._points]
            self._paint_line(painter, area, shares, segment_colour(self._theme, ink))

    def _paint_grid(self, painter: QPainter, area: QRectF, metrics: QFontMetricsF) -> None:
        theme = self._theme
        for share in _LINES:
            y = area.bottom() - share * area.height()
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(theme.colour("muted"))
            at = QRectF(0, y - metrics.height() / 2, area.left() - theme.px(6), metrics.height())
            painter.drawText(at, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), percent(share))
        if len(self._points) < 2:
            return
        painter.setPen(theme.colour("muted"))
        for mark in range(_MARKS + 1):
            text = holdings_wording.worked(self._points[-1].worked_s * mark / _MARKS) if mark else "0"
            x = area.left() + area.width() * mark / _MARKS
            width = metrics.horizontalAdvance(text)
            # The first and the last stay inside.
            x = min(max(x - width / 2, area.left()), area.right() - width)
            at = QRectF(x, area.bottom() + theme.px(4), width + 1, metrics.height())
            painter.drawText(at, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine), text)

    def _paint_line(self, painter: QPainter, area: QRectF, shares: Sequence[float], ink: QColor) -> None:
        end = max(self._points[-1].worked_s, 0.1)
        path = QPainterPath()
        for number, (point, share) in enumerate(zip(self._points, shares, strict=True)):
            at = QPointF(area.left() + area.width() * point.worked_s / end, area.bottom() - area.height() * share)
            if number:
                path.lineTo(at)
            else:
                path.moveTo(at)
        filled = QPainterPath(path)
        filled.lineTo(area.right(), area.bottom())
        filled.lineTo(area.left(), area.bottom())
        filled.closeSubpath()
        ground = QColor(ink)
        ground.setAlphaF(0.13)
        painter.fillPath(filled, ground)
        pen = QPen(ink, self._theme.px(2))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.strokePath(path, pen)
