"""Paints a model in the list: its name, languages, licence and size, and badges that say where it stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from pplx_desktop.core.model_types import ModelInfo
from pplx_desktop.gui import model_wording
from pplx_desktop.gui.list_row import ListRow
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

MODEL = Qt.ItemDataRole.UserRole
"""The role under which a row gives its `ModelInfo`."""


class ModelRow(ListRow):
    """Draws the rows of the models' list."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, 1, parent)

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

    def _paint_badges(self, painter: QPainter, at: QRectF, model: ModelInfo, *, is_selected: bool) -> None:
        colours = self._theme.colours
        plain = (colours.surface if is_selected else colours.chip_page, colours.on_chip_page)
        painter.setFont(self._small_font)
        left = at.left()
        for text in model_wording.standing(model):
            ground, ink = (colours.accent, colours.on_accent) if text == tr("in use") else plain
            if text == tr("not installed"):
                ground = "transparent"
            width = QFontMetricsF(self._small_font).horizontalAdvance(text) + self._theme.px(16)
            rect = QRectF(left, at.top() - 1, width, self._small_height + 3)
            edge = QPen(self._theme.colour("muted" if is_selected else "border"), 1)
            painter.setPen(edge if ground == "transparent" else Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            painter.setPen(ink)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
            left = rect.right() + self._theme.px(6)
