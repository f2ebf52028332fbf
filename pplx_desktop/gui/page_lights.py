"""Paints what is lit on a page: the passage, its marks, what was found, what is selected.

Invariant: light lies on the print and never hides it: on paper it is multiplied with the page, on a dark page added
(Screen), so letters keep their contrast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from pplx_desktop.core.page_types import Box
from pplx_desktop.gui.finder import Finder, Span
from pplx_desktop.gui.page_boxes import PlacedText
from pplx_desktop.gui.palette import DARK, LIGHT
from pplx_desktop.gui.theme import Theme

_MOST_FOUND = 300
_SELECTION_STRENGTH = 0.45
_UNDERLINE = 1.6
_SWELL = 1.5
PAPER = {False: "#ffffff", True: "#1b1b1b"}
"""Of what colour a page without anything on it is, light and dark."""
_MANY = 40
"""Rounded corners take ten times as long, and among so many boxes nobody sees them."""


class PageLights:
    """What is lit in the document, by offsets into its text."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.passage: Span | None = None
        self.marks: Sequence[Span] = ()
        self.sentence: Span | None = None
        self.finder: Finder | None = None
        self.current: Span | None = None
        self._known: dict[tuple[int, Span], list[Box]] = {}

    def clear(self) -> None:
        """Light nothing."""
        self.passage = self.sentence = self.finder = self.current = None
        self.marks = ()
        self.forget()

    def forget(self) -> None:
        """Other pages, or other characters on them."""
        self._known.clear()

    def paint(
        self, painter: QPainter, rect: QRectF, page: int, placed: PlacedText, spans: Sequence[Span], *, is_dark: bool
    ) -> None:
        """Paint the lights of a page that lies in `rect`, and on which these `spans` of the text stand."""
        painter.setCompositionMode(
            QPainter.CompositionMode.CompositionMode_Screen
            if is_dark
            else QPainter.CompositionMode.CompositionMode_Multiply
        )
        colours = DARK if is_dark else LIGHT
        for name, ground, lit in (
            ("passage", PAPER[is_dark], self._passages(spans)),
            ("mark", colours.passage, self._marks(spans)),
            ("mark", PAPER[is_dark], self._found(spans)),
        ):
            colour = _light(QColor(getattr(colours, name)), QColor(ground), is_dark=is_dark)
            self._fill(painter, rect, [box for span in lit for box in self._boxes(page, placed, span)], colour)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        accent = self._theme.colour("accent")
        if self.sentence is not None:
            painter.setPen(QPen(accent, _UNDERLINE))
            for box in self._boxes(page, placed, self.sentence):
                area = _area(rect, box)
                painter.drawLine(QPointF(area.left(), area.bottom()), QPointF(area.right(), area.bottom()))
        if self.current is not None:
            painter.setPen(QPen(accent, 2))
            for box in self._boxes(page, placed, self.current):
                painter.drawRoundedRect(_area(rect, box).adjusted(-1, -1, 1, 1), 3, 3)

    def paint_selection(self, painter: QPainter, rect: QRectF, placed: PlacedText, run: Span) -> None:
        """Paint the characters of a page that are selected."""
        colour = self._theme.colour("accent")
        colour.setAlphaF(_SELECTION_STRENGTH)
        self._fill(painter, rect, placed.boxes([run]), colour)

    def _passages(self, spans: Iterable[Span]) -> Iterable[Span]:
        return [self.passage] if self.passage is not None and _touches(spans, self.passage) else []

    def _marks(self, spans: Iterable[Span]) -> Iterable[Span]:
        return [mark for mark in self.marks if _touches(spans, mark)]

    def _found(self, spans: Iterable[Span]) -> Iterable[Span]:
        if self.finder is None:
            return
        count = 0
        for start, end in spans:
            for found in self.finder.between(start, end):
                yield found
                count += 1
                if count >= _MOST_FOUND:
                    return

    def _boxes(self, page: int, placed: PlacedText, span: Span) -> list[Box]:
        key = (page, span)
        if (known := self._known.get(key)) is None:
            if len(self._known) > 4 * _MOST_FOUND:
                self._known.clear()
            known = self._known[key] = placed.boxes(placed.runs(span))
        return known

    def _fill(self, painter: QPainter, rect: QRectF, boxes: Iterable[Box], colour: QColor) -> None:
        seen = QRectF(painter.viewport())
        areas = [area for area in (_area(rect, box) for box in boxes) if area.intersects(seen)]
        if len(areas) > _MANY:
            for area in areas:
                painter.fillRect(area, colour)
            return
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(colour)
        for area in areas:
            painter.drawRoundedRect(area, 2, 2)
        painter.setBrush(QColor(0, 0, 0, 0))


def _light(wanted: QColor, ground: QColor, *, is_dark: bool) -> QColor:
    """What makes of `ground` the colour that is wanted: added to it on a dark page, multiplied with it on paper."""
    shares = [
        (lit - under) / max(1e-3, 1 - under) if is_dark else lit / max(1e-3, under)
        for lit, under in (
            (wanted.redF(), ground.redF()),
            (wanted.greenF(), ground.greenF()),
            (wanted.blueF(), ground.blueF()),
        )
    ]
    return QColor.fromRgbF(*(min(max(share, 0.0), 1.0) for share in shares))


def _area(rect: QRectF, box: Box) -> QRectF:
    left, top, right, bottom = box
    return QRectF(
        rect.left() + left * rect.width(),
        rect.top() + top * rect.height(),
        (right - left) * rect.width(),
        (bottom - top) * rect.height(),
    ).adjusted(-_SWELL, -_SWELL / 2, _SWELL, _SWELL / 2)


def _touches(spans: Iterable[Span], span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)
