"""The icon in the tray, drawn for each state: the program's own, with a badge whose shape tells as much as its colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from pplx_desktop.gui.tray_state import TrayState

SIZES = (16, 22, 24, 32, 44, 64)
_SHARE = 0.56
"""The badge's part of the icon's edge."""
_GAP = 0.06
"""What is cut out of the icon around the badge, so that both are seen on any panel."""
_COLOURS = {
    TrayState.INDEXING: QColor("#2f4cc0"),
    TrayState.PAUSED: QColor("#586070"),
    TrayState.TROUBLE: QColor("#b3261e"),
}
_ON_COLOUR = QColor("#ffffff")
_FULL_CIRCLE = 16 * 360


def drawn(base: QIcon, state: TrayState, eighths: int = 0, *, is_mask: bool = False) -> QIcon:
    """The icon of a state. `eighths` of what is to be indexed is done. `is_mask` for systems that take the shape alone and
    give it their own colour: then what stands on the badge is cut out of it.
    """
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_drawn_pixmap(base.pixmap(size, size), size, state, eighths, is_mask=is_mask))
    icon.setIsMask(is_mask)
    return icon


def _drawn_pixmap(base: QPixmap, size: int, state: TrayState, eighths: int, *, is_mask: bool) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(pixmap.rect(), base)
    if state is not TrayState.IDLE:
        _draw_badge(painter, size, state, eighths, is_mask=is_mask)
    painter.end()
    return pixmap


def _draw_badge(painter: QPainter, size: int, state: TrayState, eighths: int, *, is_mask: bool) -> None:
    edge = round(size * _SHARE)
    square = QRectF(size - edge, size - edge, edge, edge)
    gap = max(1.0, size * _GAP)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_ON_COLOUR)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.drawEllipse(square.adjusted(-gap, -gap, gap, gap))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setBrush(QColor("#000000") if is_mask else _COLOURS[state])
    painter.drawEllipse(square)
    if is_mask:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setBrush(_ON_COLOUR)
    centre = square.center()
    match state:
        case TrayState.INDEXING:
            _draw_pie(painter, square, eighths)
        case TrayState.PAUSED:
            width, height = edge * 0.16, edge * 0.46
            for side in (-1.45, 0.45):
                painter.drawRect(QRectF(centre.x() + side * width, centre.y() - height / 2, width, height))
        case _:
            width = edge * 0.17
            painter.drawRect(QRectF(centre.x() - width / 2, centre.y() - edge * 0.32, width, edge * 0.38))
            painter.drawEllipse(QPointF(centre.x(), centre.y() + edge * 0.25), width * 0.58, width * 0.58)


def _draw_pie(painter: QPainter, square: QRectF, eighths: int) -> None:
    """A ring that fills up like a clock."""
    inset = square.width() * 0.2
    circle = square.adjusted(inset, inset, -inset, -inset)
    painter.drawPie(circle, 90 * 16, -round(_FULL_CIRCLE * eighths / 8))
    pen = QPen(_ON_COLOUR, max(1.0, square.width() * 0.1))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
