"""Paints a page as it is drawn so far, with what is lit and selected on it, and the label that tells which page it is.

Invariant: what is painted is what the sheets have at that moment; nothing is asked for here.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from pplx_desktop.core.page_types import Box
from pplx_desktop.gui.page_boxes import PlacedText
from pplx_desktop.gui.page_lights import PAPER, PageLights
from pplx_desktop.gui.page_selection import PageSelection
from pplx_desktop.gui.page_sheets import PageSheets
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told

_NEARLY = 2.5
"""Pixels by which what is drawn may miss the size that was asked for."""


class PagePainter:
    """Paints what `sheets` has."""

    def __init__(self, theme: Theme, sheets: PageSheets, lights: PageLights, selection: PageSelection) -> None:
        self._theme, self._sheets, self._lights, self._selection = theme, sheets, lights, selection

    def paint_page(self, painter: QPainter, page: int, rect: QRectF, ratio: float) -> None:
        """Paint a page that lies in `rect`, on a screen with so many pixels for one of the window's."""
        image, document = self._sheets.image(page), self._sheets.open
        if image is not None:
            _draw_image(painter, rect, image, ratio)
        else:
            is_picture = document is not None and document.outline.is_picture
            ground = self._theme.colour("hover") if is_picture else QColor(PAPER[self._theme.colours.is_dark])
            painter.fillRect(rect, ground)
            if (error := self._sheets.error(page)) is not None:
                painter.setPen(self._theme.colour("muted"))
                painter.drawText(
                    rect.adjusted(12, 12, -12, -12),
                    Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap,
                    told(error.title),
                )
        placed = self._sheets.text(page)
        if placed is not None and document is not None and image is not None:
            spans = document.spans.get(page, ())
            self._lights.paint(painter, rect, page, placed, spans, is_dark=self._sheets.is_dark(page))
            if (run := self._selection.run_on(page)) is not None:
                self._lights.paint_selection(painter, rect, placed, run)
            if (caret := self._selection.caret_on(page)) is not None:
                self._paint_caret(painter, rect, placed, caret)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(self._theme.colour("border"), 0))
        painter.drawRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_caret(self, painter: QPainter, rect: QRectF, placed: PlacedText, index: int) -> None:
        # A line's end stands nowhere: behind what is before it.
        for box, x in ((box, box[side]) for box, side in _beside(placed, index) if box[2] > box[0]):
            top, height = rect.top() + box[1] * rect.height(), (box[3] - box[1]) * rect.height()
            caret = QRectF(round(rect.left() + x * rect.width()) - 1, top - 1, 2, height + 2)
            painter.fillRect(caret, self._theme.colour("accent"))
            break

    def paint_label(self, painter: QPainter, view: QRectF, label: str) -> None:
        """Paint a label into the corner of what is seen."""
        px = self._theme.px
        painter.setFont(self._theme.font(step=-1))
        text = painter.fontMetrics().boundingRect(label)
        pill = QRectF(0, 0, text.width() + px(20), text.height() + px(8))
        pill.moveBottomRight(QPointF(view.width() - px(10), view.height() - px(10)))
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(self._theme.colour("chip_page"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(self._theme.colour("on_chip_page"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, label)
        painter.setBrush(QColor(0, 0, 0, 0))


def _beside(placed: PlacedText, index: int) -> Iterator[tuple[Box, int]]:
    """The boxes of the characters behind and before a place, each with the side of it that is there."""
    boxes = placed.page.boxes
    if index < len(boxes):
        yield boxes[index], 0
    if 0 < index <= len(boxes):
        yield boxes[index - 1], 2


def _draw_image(painter: QPainter, rect: QRectF, image: QImage, ratio: float) -> None:
    """Draw a page: pixel by pixel where it has the size that it is shown in, which is many times faster."""
    if abs(image.width() - rect.width() * ratio) > _NEARLY or abs(image.height() - rect.height() * ratio) > _NEARLY:
        painter.drawImage(rect, image)
        return
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    painter.drawImage(QPoint(round(rect.left() * ratio), round(rect.top() * ratio)), image)
    painter.restore()
