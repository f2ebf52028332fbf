"""Paints a folder in the list: its name, how many of its files are searchable, how far it is, and badges."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from pplx_desktop.core.types import FolderStatus
from pplx_desktop.gui import index_wording
from pplx_desktop.gui.list_row import ListRow
from pplx_desktop.gui.theme import Theme

FOLDER = Qt.ItemDataRole.UserRole
"""The role under which a row gives its `FolderStatus`."""
_INKS: dict[index_wording.Tone, str] = {"plain": "on_chip_page", "good": "good", "bad": "error", "faint": "muted"}


class FolderRow(ListRow):
    """Draws the rows of the folders' list."""

    elide = Qt.TextElideMode.ElideMiddle

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, 0.5, parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt asks how large a row is."""
        del option, index
        return QSize(160, round(self._title_height + 2 * self._small_height + self._theme.px(38)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt asks for a row to be drawn."""
        folder = index.data(FOLDER)
        if not isinstance(folder, FolderStatus):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        rect = QRectF(option.rect).adjusted(2, 2, -2, -2)
        self._paint_ground(painter, rect, option)
        inner = rect.adjusted(px(11), px(8), -px(11), -px(8))
        self._paint_line(painter, inner, self._title_font, "text", index_wording.folder_name(folder))
        below = inner.adjusted(0, self._title_height + px(2), 0, 0)
        self._paint_line(painter, below, self._small_font, "muted", index_wording.folder_numbers(folder))
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        badges = below.adjusted(0, self._small_height + px(6), 0, 0)
        self._paint_badges(painter, badges, folder, is_selected=is_selected)
        self._paint_share(painter, rect, index_wording.folder_share(folder))
        painter.restore()

    def _paint_badges(self, painter: QPainter, at: QRectF, folder: FolderStatus, *, is_selected: bool) -> None:
        metrics = QFontMetricsF(self._small_font)
        painter.setFont(self._small_font)
        left = at.left()
        for text, tone in index_wording.folder_badges(folder):
            width = metrics.horizontalAdvance(text) + self._theme.px(16)
            if left + width > at.right() and left > at.left():
                break
            rect = QRectF(left, at.top() - 1, min(width, at.width()), self._small_height + 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("surface" if is_selected else "chip_page"))
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            painter.setPen(self._theme.colour(_INKS[tone]))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
            left = rect.right() + self._theme.px(6)

    def _paint_share(self, painter: QPainter, rect: QRectF, share: float | None) -> None:
        """A thin bar at the lower edge, while something is being done."""
        if share is None:
            return
        px = self._theme.px
        whole = QRectF(rect.left() + px(11), rect.bottom() - px(6), rect.width() - px(22), px(3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("bar_empty"))
        painter.drawRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        done = QRectF(whole.left(), whole.top(), max(whole.height(), whole.width() * share), whole.height())
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(done, done.height() / 2, done.height() / 2)
