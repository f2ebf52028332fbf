"""Paints a cell of the ledger: a file's name with its folder behind it, its state with a dot, what else there is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.gui import index_wording, wording
from pplx_desktop.gui.ledger_model import ENTRY, Column
from pplx_desktop.gui.theme import Theme

INKS: dict[index_wording.Tone, str] = {"plain": "accent", "good": "good", "bad": "error", "faint": "muted"}
"""The colour of each tone's dot by its name in `Colours`."""
_BESIDE = 8


class LedgerCell(QStyledItemDelegate):
    """Draws the cells of the ledger."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt asks for a cell to be drawn."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._theme.colour("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._theme.colour("hover"))
        px = self._theme.px
        inner = option.rect.adjusted(px(_BESIDE), 0, -px(_BESIDE), 0)
        entry = index.data(ENTRY)
        text = str(index.data() or "")
        column = Column(index.column())
        if not isinstance(entry, FileEntry):
            self._draw(painter, inner, text, "muted", option)
        elif column is Column.FILE:
            self._paint_file(painter, inner, entry, text, option)
        elif column is Column.STATE:
            self._paint_dot(painter, inner, index_wording.tone(entry))
            self._draw(painter, inner.adjusted(px(14), 0, 0, 0), text, "text", option)
        else:
            side = Qt.AlignmentFlag.AlignRight if column is Column.SIZE else Qt.AlignmentFlag.AlignLeft
            self._draw(painter, inner, text, "text" if column is Column.WHY else "muted", option, side)
        painter.restore()

    def _paint_file(
        self, painter: QPainter, at: QRect, entry: FileEntry, name: str, option: QStyleOptionViewItem
    ) -> None:
        metrics = option.fontMetrics
        room = at.width()
        width = metrics.horizontalAdvance(name[:500])
        self._draw(painter, at, name, "text", option, is_path=True)
        gap = self._theme.px(10)
        if width + gap + self._theme.px(60) < room:
            rest = at.adjusted(width + gap, 0, 0, 0)
            self._draw(painter, rest, wording.short_folder(entry.path), "muted", option, is_path=True)

    def _paint_dot(self, painter: QPainter, at: QRect, tone: index_wording.Tone) -> None:
        radius = self._theme.px(3.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(INKS[tone]))
        painter.drawEllipse(QPointF(at.left() + radius, at.center().y() + 1), radius, radius)

    def _draw(
        self,
        painter: QPainter,
        at: QRect,
        text: str,
        colour: str,
        option: QStyleOptionViewItem,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        is_path: bool = False,
    ) -> None:
        painter.setPen(self._theme.colour(colour))
        mode = Qt.TextElideMode.ElideMiddle if is_path else Qt.TextElideMode.ElideRight
        elided = option.fontMetrics.elidedText(text[:1_000], mode, max(0, at.width()))
        painter.drawText(at, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), elided)
