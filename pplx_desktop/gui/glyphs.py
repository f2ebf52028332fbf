"""The small line icons of the window, drawn with a pen, so that they take any colour and any size.

Each is drawn in a square of 24 units.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

Glyph = Callable[[QPainter, QColor], None]


def glyph_icon(glyph: Glyph, colour: QColor, *, size_px: int = 18) -> QIcon:
    """An icon of one colour, sharp on screens of one, two and three pixels a point."""
    icon = QIcon()
    for ratio in (1, 2, 3):
        icon.addPixmap(glyph_pixmap(glyph, colour, size_px=size_px, ratio=ratio))
    return icon


def glyph_pixmap(glyph: Glyph, colour: QColor, *, size_px: int, ratio: float) -> QPixmap:
    """A glyph as a picture of `size_px` points."""
    pixmap = QPixmap(QSize(round(size_px * ratio), round(size_px * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size_px / 24, size_px / 24)
    pen = QPen(colour, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    glyph(painter, colour)
    painter.end()
    return pixmap


def search(painter: QPainter, _: QColor) -> None:
    """A magnifying glass."""
    painter.drawEllipse(QPointF(10, 10), 6.5, 6.5)
    painter.drawLine(QPointF(15, 15), QPointF(21, 21))


def clear(painter: QPainter, colour: QColor) -> None:
    """A cross on a disc."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    disc = QPainterPath()
    disc.addEllipse(QPointF(12, 12), 10, 10)
    painter.drawPath(disc)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    pen = QPen(colour, 2.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(8.5, 8.5), QPointF(15.5, 15.5))
    painter.drawLine(QPointF(15.5, 8.5), QPointF(8.5, 15.5))


def close(painter: QPainter, _: QColor) -> None:
    """A cross."""
    painter.drawLine(QPointF(7, 7), QPointF(17, 17))
    painter.drawLine(QPointF(17, 7), QPointF(7, 17))


def folder(painter: QPainter, _: QColor) -> None:
    """A folder."""
    path = QPainterPath(QPointF(3, 18))
    path.lineTo(3, 6)
    path.quadTo(3, 5, 4, 5)
    path.lineTo(9, 5)
    path.lineTo(11.5, 8)
    path.lineTo(20, 8)
    path.quadTo(21, 8, 21, 9)
    path.lineTo(21, 18)
    path.quadTo(21, 19, 20, 19)
    path.lineTo(4, 19)
    path.quadTo(3, 19, 3, 18)
    painter.drawPath(path)


def copy(painter: QPainter, _: QColor) -> None:
    """Two sheets."""
    painter.drawRoundedRect(QRectF(8.5, 8.5, 12, 12), 2, 2)
    path = QPainterPath(QPointF(5, 15.5))
    path.quadTo(3.5, 15.5, 3.5, 14)
    path.lineTo(3.5, 5)
    path.quadTo(3.5, 3.5, 5, 3.5)
    path.lineTo(14, 3.5)
    path.quadTo(15.5, 3.5, 15.5, 5)
    painter.drawPath(path)


def previous(painter: QPainter, _: QColor) -> None:
    """An angle to the left."""
    painter.drawPolyline([QPointF(14.5, 6), QPointF(8.5, 12), QPointF(14.5, 18)])


def following(painter: QPainter, _: QColor) -> None:
    """An angle to the right."""
    painter.drawPolyline([QPointF(9.5, 6), QPointF(15.5, 12), QPointF(9.5, 18)])


def down(painter: QPainter, _: QColor) -> None:
    """An angle downwards."""
    painter.drawPolyline([QPointF(6, 9.5), QPointF(12, 15.5), QPointF(18, 9.5)])


def pause(painter: QPainter, _: QColor) -> None:
    """Two bars."""
    painter.drawLine(QPointF(9, 6), QPointF(9, 18))
    painter.drawLine(QPointF(15, 6), QPointF(15, 18))


def play(painter: QPainter, colour: QColor) -> None:
    """A triangle."""
    painter.setBrush(colour)
    painter.drawPolygon([QPointF(8.5, 6.5), QPointF(17.5, 12), QPointF(8.5, 17.5)])


def menu(painter: QPainter, _: QColor) -> None:
    """Three lines."""
    for y in (6.5, 12, 17.5):
        painter.drawLine(QPointF(4, y), QPointF(20, y))


def lock(painter: QPainter, _: QColor) -> None:
    """A padlock."""
    painter.drawRoundedRect(QRectF(5, 11, 14, 9.5), 2, 2)
    path = QPainterPath(QPointF(8, 11))
    path.lineTo(8, 8)
    path.arcTo(QRectF(8, 4, 8, 8), 180, -180)
    path.lineTo(16, 11)
    painter.drawPath(path)


def question(painter: QPainter, _: QColor) -> None:
    """A question mark in a ring."""
    painter.drawEllipse(QPointF(12, 12), 9.5, 9.5)
    path = QPainterPath(QPointF(9, 9.5))
    path.cubicTo(9, 5.5, 15, 5.5, 15, 9.3)
    path.cubicTo(15, 11.6, 12, 11.6, 12, 14)
    painter.drawPath(path)
    painter.drawPoint(QPointF(12, 17.3))
