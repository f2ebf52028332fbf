"""What the painted rows of the lists of folders and models have in common: fonts, ground, and lines that are cut to fit."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pplx_desktop.gui.theme import Theme


class ListRow(QStyledItemDelegate):
    """Draws rows of a title and a smaller line below it. `title_step` is how much larger the title is than other text."""

    elide = Qt.TextElideMode.ElideRight
    """Where a line that is too long is cut."""

    def __init__(self, theme: Theme, title_step: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title_font = theme.font(step=title_step, weight=QFont.Weight.DemiBold)
        self._small_font = theme.font(step=-0.5)
        self._title_height = QFontMetricsF(self._title_font).height()
        self._small_height = QFontMetricsF(self._small_font).height()

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        state = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if not is_selected and not state & QStyle.StateFlag.State_MouseOver:
            return
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(
            QPen(self._theme.colour("accent" if has_focus else "border"), 1.4) if is_selected else Qt.PenStyle.NoPen
        )
        painter.setBrush(self._theme.colour("selected" if is_selected else "hover"))
        painter.drawRoundedRect(rect.adjusted(0.7, 0.7, -0.7, -0.7), 8, 8)

    def _paint_line(self, painter: QPainter, at: QRectF, font: QFont, colour: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        metrics = QFontMetricsF(font)
        rect = QRectF(at.left(), at.top(), at.width(), metrics.height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        elided = metrics.elidedText(text[:500], self.elide, max(0.0, rect.width()))
        painter.drawText(rect, int(flags), elided)
