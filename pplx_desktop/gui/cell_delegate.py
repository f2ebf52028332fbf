"""Draws the cells of a table: rows of the passage lit, words marked, long texts wrapped where the passage is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from pplx_desktop.gui import wording
from pplx_desktop.gui.finder import Finder, Span
from pplx_desktop.gui.sheet_model import SheetModel
from pplx_desktop.gui.theme import Theme

_MOST_LINES = 12
_MOST_FOUND = 50
_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Offsets are characters of the file's text."""

    def __init__(self, model: SheetModel, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._model, self._theme, self._table = model, theme, table
        self.passage: Span | None = None
        self.marks: tuple[Span, ...] = ()
        self.telling: Span | None = None
        self.finder: Finder | None = None
        self.found: Span | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt asks for a cell to be drawn."""
        cell = self._model.cell(index)
        rect = QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_lit = self._is_lit(index)
        painter.save()
        if is_lit or is_chosen:
            painter.fillRect(rect, self._theme.colour("selected" if is_chosen else "passage"))
        if cell is not None:
            painter.setClipRect(rect)
            painter.setPen(self._theme.colour("on_passage" if is_lit and not is_chosen else "text"))
            self._paint_text(painter, self._inner(rect), option, cell, wraps=is_lit)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.colour("accent"))
            painter.drawRect(rect.adjusted(0.5, 0.5, -1.5, -1.5))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Qt asks how high a row is to be: that of a lit one holds its text."""
        metrics = QFontMetrics(option.font)
        cell = self._model.cell(index)
        height = metrics.height()
        if cell is not None and self._is_lit(index):
            room = self._width_of(index) - 2 * self._theme.px(6)
            layout = self._layout(self._model.said(cell), option, max(40, room), ())
            height = max(height, round(layout.boundingRect().height()))
        return QSize(0, height + self._theme.px(6))

    def _is_lit(self, index: _Index) -> bool:
        sheet = self._model.sheet
        if self.passage is None or sheet is None:
            return False
        row = sheet.rows[index.row() + self._model.skipped()]
        return row.start < self.passage[1] and self.passage[0] < row.end

    def _width_of(self, index: _Index) -> int:
        span = self._table.columnSpan(index.row(), index.column())
        return sum(self._table.columnWidth(column) for column in range(index.column(), index.column() + span))

    def _inner(self, rect: QRectF) -> QRectF:
        px = self._theme.px
        return rect.adjusted(px(6), px(3), -px(6), -px(3))

    def _paint_text(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, cell: Span, *, wraps: bool
    ) -> None:
        said = self._model.said(cell)
        spans = self._spans(cell, len(said))
        painter.setFont(option.font)
        if not spans and not wraps:
            line = QFontMetrics(option.font).elidedText(said[:500], Qt.TextElideMode.ElideRight, round(rect.width()))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), line)
            return
        offsets = wording.utf16_offsets(said, [place for begin, end, *_ in spans for place in (begin, end)])
        ranges = [
            self._range(begin, end, ground, ink, is_told=is_told)
            for (begin, end), (_, _, ground, ink, is_told) in zip(
                zip(offsets[::2], offsets[1::2], strict=True), spans, strict=True
            )
        ]
        layout = self._layout(said, option, rect.width() if wraps else 1e6, ranges)
        layout.draw(painter, QPointF(rect.left(), rect.top()))

    def _spans(self, cell: Span, length: int) -> list[tuple[int, int, str, str, bool]]:
        """What is marked in a cell: from where to where, its colours, and whether it is underlined."""
        begin, end = cell[0], cell[0] + length
        told = self.telling
        wanted: list[tuple[Span, str, str, bool]] = []
        if told is not None:
            wanted.append((told, "passage", "on_passage", True))
        wanted += [
            (mark, "mark", "on_mark", told is not None and told[0] <= mark[0] and mark[1] <= told[1])
            for mark in self.marks
        ]
        if self.finder is not None:
            for number, span in enumerate(self.finder.between(begin, end)):
                if number == _MOST_FOUND:
                    break
                wanted.append((span, "accent_soft", "on_accent_soft", False))
        if self.found is not None:
            wanted.append((self.found, "accent", "on_accent", False))
        return [
            (max(span[0], begin) - begin, min(span[1], end) - begin, ground, ink, is_told)
            for span, ground, ink, is_told in wanted
            if span[0] < end and begin < span[1]
        ]

    def _range(self, begin: int, end: int, ground: str, ink: str, *, is_told: bool) -> QTextLayout.FormatRange:
        look = QTextCharFormat()
        look.setBackground(self._theme.colour(ground))
        look.setForeground(self._theme.colour(ink))
        if is_told:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(self._theme.colour("accent"))
        found = QTextLayout.FormatRange()
        found.start, found.length, found.format = begin, end - begin, look
        return found

    def _layout(
        self, said: str, option: QStyleOptionViewItem, width: float, ranges: Sequence[QTextLayout.FormatRange]
    ) -> QTextLayout:
        layout = QTextLayout(said, option.font)
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrap)
        layout.setFormats(list(ranges))
        layout.beginLayout()
        top = 0.0
        for _ in range(_MOST_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout
