"""Paints a model in the list: its name, languages, licence and size, and badges that say where it stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pplx_desktop.core.types import ModelInfo
from pplx_desktop.gui import model_wording
from pplx_desktop.gui.theme import Theme

MODEL = Qt.ItemDataRole.UserRole
"""The role under which a row gives its `ModelInfo`."""


class ModelRow(QStyledItemDelegate):
    """Draws the rows of the models' list."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title_font = theme.font(step=1, weight=QFont.Weight.DemiBold)
        self._small_font = theme.font(step=-0.5)
        self._title_height = QFontMetricsF(self._title_font).height()
        self._small_height = QFontMetricsF(self._small_font).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt asks how large a row is."""
        del option, index
        return QSize(160, round(self._title_height + 2 * self._small_height + self._theme.px(35)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt asks for a row to be drawn."""
        model = index.data(MODEL)
        if not isinstance(model, ModelInfo):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(2, 2, -2, -2)
        self._paint_ground(painter, rect, option)
        px = self._theme.px
        inner = rect.adjusted(px(11), px(8), -px(11), -px(8))
        self._paint_line(painter, inner, self._title_font, "text", model_wording.title(model))
        below = inner.adjusted(0, self._title_height + px(2), 0, 0)
        self._paint_line(painter, below, self._small_font, "muted", model_wording.row(model))
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        badges = below.adjusted(0, self._small_height + px(7), 0, 0)
        self._paint_badges(painter, badges, model, is_selected=is_selected)
        painter.restore()

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
        elided = metrics.elidedText(text[:500], Qt.TextElideMode.ElideRight, max(0.0, rect.width()))
        painter.drawText(rect, int(flags), elided)

    def _paint_badges(self, painter: QPainter, at: QRectF, model: ModelInfo, *, is_selected: bool) -> None:
        colours = self._theme.colours
        plain = (colours.surface if is_selected else colours.chip_page, colours.on_chip_page)
        painter.setFont(self._small_font)
        left = at.left()
        for text in model_wording.standing(model):
            ground, ink = (colours.accent, colours.on_accent) if text == "in use" else plain
            if text == "not installed":
                ground = "transparent"
            width = QFontMetricsF(self._small_font).horizontalAdvance(text) + self._theme.px(16)
            rect = QRectF(left, at.top() - 1, width, self._small_height + 3)
            painter.setPen(QPen(self._theme.colour("border"), 1) if ground == "transparent" else Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            painter.setPen(ink)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
            left = rect.right() + self._theme.px(6)
