"""Bars that show shares of a whole, in the colours of file types.

Invariant: a bar says nothing that the text beside it does not say: it is decoration to a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pplx_desktop.gui.palette import tile_ink
from pplx_desktop.gui.theme import Theme

Segment = tuple[float, str]
"""A share of the whole, 0 to 1, and the kind of file whose colour it has."""


class ShareBar(QWidget):
    """Segments from the left; what they leave is empty."""

    def __init__(self, theme: Theme, thickness: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._thickness = theme, theme.px(thickness)
        self._segments: Sequence[Segment] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def segments(self) -> Sequence[Segment]:
        """What is shown."""
        return self._segments

    def show_segments(self, segments: Sequence[Segment]) -> None:
        """Show others."""
        self._segments = segments
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks how large it would like to be."""
        return QSize(self._theme.px(80), self._thickness)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, (self.height() - self._thickness) / 2, self.width(), self._thickness)
        outline = QPainterPath()
        outline.addRoundedRect(whole, self._thickness / 2, self._thickness / 2)
        painter.setClipPath(outline)
        painter.fillRect(whole, self._theme.colour("bar_empty"))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at = 0.0
        for share, kind in self._segments:
            # Whatever is there is seen.
            width = max(whole.width() * share, 2.0 if share > 0 else 0.0)
            left = whole.right() - at - width if is_mirrored else at
            painter.fillRect(QRectF(left, whole.top(), width, whole.height()), segment_colour(self._theme, kind))
            at += width


class Swatch(QWidget):
    """A dot in the colour of a segment."""

    def __init__(self, theme: Theme, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._kind = theme, kind
        self.setFixedSize(theme.px(10), theme.px(10))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(segment_colour(self._theme, self._kind))
        painter.drawEllipse(self.rect())


def segment_colour(theme: Theme, kind: str) -> QColor:
    """The colour of a kind of file, as on its tile."""
    return QColor(tile_ink(kind, theme.colours, is_code=False))
