"""Paints a result: type tile, title, place and date, strength, badges, and two lines of text with what matched.

Invariant: every card has the same height, so that a list of ten thousand scrolls without being measured; all text is
drawn as plain text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pplx_desktop.core.types import Hit, Snippet
from pplx_desktop.gui import kinds, wording
from pplx_desktop.gui.palette import TILE_ALPHA, blended, tile_ink
from pplx_desktop.gui.results_model import HIT, SNIPPET
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr, trn

_ELLIPSIS = "…"
_SNIPPET_LINES = 2
_LONGEST_SNIPPET = 600
_STROKE = 1.5
"""How thick the line below the sentence that says it is, in points."""
_FRAME, _FOCUSED_FRAME = 1.4, 2.6
"""How thick the selected row's frame is, and while the list has the keyboard."""
_LEAST_FOLDER = 40
"""So much room the folder keeps beside the badges, in points at the usual text size."""


class ResultCard(QStyledItemDelegate):
    """Draws the rows of the results' list."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title_font = theme.font(step=2, weight=QFont.Weight.DemiBold)
        self._text_font = theme.font()
        self._small_font = theme.font(step=-0.5)
        self._tile_font = theme.font(step=-2, weight=QFont.Weight.Bold)
        self._title_height = QFontMetricsF(self._title_font).height()
        self._small_height = QFontMetricsF(self._small_font).height()
        self._line_height = QFontMetricsF(self._text_font).height() * 1.15

    def height(self) -> int:
        """The height of every card."""
        inner = self._title_height + self._small_height + _SNIPPET_LINES * self._line_height
        return round(inner + self._theme.px(36))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt asks how large a row is."""
        del option, index
        return QSize(200, self.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt asks for a row to be drawn."""
        hit = index.data(HIT)
        if not isinstance(hit, Hit):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        rect = QRectF(option.rect).adjusted(2, 3, -2, -3)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, rect, state)
        self._paint_content(painter, rect, hit, index.data(SNIPPET), is_selected=is_selected)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if not (is_selected or state & QStyle.StateFlag.State_MouseOver):
            return
        width = _FOCUSED_FRAME if state & QStyle.StateFlag.State_HasFocus else _FRAME
        painter.setPen(QPen(self._theme.colour("accent"), width) if is_selected else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("selected" if is_selected else "hover"))
        painter.drawRoundedRect(rect.adjusted(0.7, 0.7, -0.7, -0.7), 9, 9)

    def _paint_content(
        self, painter: QPainter, rect: QRectF, hit: Hit, snippet: Snippet | None, *, is_selected: bool
    ) -> None:
        px = self._theme.px
        inner = rect.adjusted(px(12), px(11), -px(13), -px(8))
        self._paint_tile(painter, QRectF(inner.left(), inner.top() + 1, px(36), px(36)), hit)
        left = inner.left() + px(36) + px(12)
        right = inner.right() - self._paint_strength(painter, inner.right(), inner.top(), hit) - px(10)
        title = QRectF(left, inner.top() - px(2), right - left, self._title_height)
        title.setRight(title.right() - self._paint_copies(painter, title, hit))
        self._paint_line(
            painter, title, self._title_font, "text", wording.on_one_line(hit.title) or wording.file_name(hit.path)
        )
        meta_top = title.bottom() + px(2)
        badges = QRectF(left + px(_LEAST_FOLDER), meta_top - 1, 0, self._small_height + 3)
        badges.setRight(inner.right())
        badges_left = self._paint_badges(painter, badges, hit, is_selected=is_selected)
        self._paint_meta(painter, QRectF(left, meta_top, badges_left - left - px(8), self._small_height), hit)
        snippet_top = meta_top + self._small_height + px(5)
        place, width = QPointF(left, snippet_top), inner.right() - left
        if snippet is not None:
            self._paint_snippet(painter, place, width, snippet)
        elif hit.sources:
            only_line = QRectF(place.x(), place.y(), width, self._line_height)
            self._paint_line(painter, only_line, self._text_font, "muted", tr("Found by its name."))

    def _paint_line(self, painter: QPainter, rect: QRectF, font: QFont, colour: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        elided = QFontMetricsF(font).elidedText(text[:500], Qt.TextElideMode.ElideRight, max(0.0, rect.width()))
        painter.drawText(rect, int(flags), elided)

    def _paint_tile(self, painter: QPainter, rect: QRectF, hit: Hit) -> None:
        colours = self._theme.colours
        ink = tile_ink(hit.kind, colours, is_code=kinds.is_code(hit.kind))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blended(ink, colours.surface, TILE_ALPHA))
        painter.drawRoundedRect(rect, 7, 7)
        painter.setPen(ink)
        painter.setFont(self._tile_font)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), kinds.tile_text(hit.kind))

    def _paint_strength(self, painter: QPainter, right: float, top: float, hit: Hit) -> float:
        if not hit.sources:
            # What only fulfils the filters is no stronger than the next.
            return 0
        px = self._theme.px
        width, gap, bars = px(5), px(2), 4
        whole = bars * width + (bars - 1) * gap
        painter.setPen(Qt.PenStyle.NoPen)
        for bar in range(bars):
            is_full = bar < wording.strength(hit.score)
            painter.setBrush(self._theme.colour("accent" if is_full else "bar_empty"))
            left = right - whole + bar * (width + gap)
            painter.drawRoundedRect(QRectF(left, top + px(1), width, px(12)), 1.8, 1.8)
        return whole

    def _paint_copies(self, painter: QPainter, title: QRectF, hit: Hit) -> float:
        """Says at the end of the title's line how many copies there are; returns how much of it that takes."""
        if not hit.copies:
            return 0
        text = trn("%n copy", "%n copies", len(hit.copies) + 1)
        width = QFontMetricsF(self._small_font).horizontalAdvance(text) + 1
        self._paint_line(painter, title.adjusted(title.width() - width, 0, 0, 0), self._small_font, "muted", text)
        return width + self._theme.px(10)

    def _paint_badges(self, painter: QPainter, room: QRectF, hit: Hit, *, is_selected: bool) -> float:
        """Draws from the right those that there is room for; returns the left end."""
        colours = self._theme.colours
        place = wording.short_place(hit.passages[0], hit) if hit.passages else ""
        found_ground = colours.surface if is_selected else colours.accent_soft
        painter.setFont(self._small_font)
        right = room.right()
        for text, ground, ink in (
            (place, colours.chip_page, colours.on_chip_page),
            (wording.sources(hit.sources), found_ground, colours.on_accent_soft),
        ):
            width = QFontMetricsF(self._small_font).horizontalAdvance(text) + self._theme.px(16)
            if not text or right - width < room.left():
                continue
            rect = QRectF(right - width, room.top(), width, room.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            painter.setPen(ink)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
            right = rect.left() - self._theme.px(6)
        return right

    def _paint_meta(self, painter: QPainter, rect: QRectF, hit: Hit) -> None:
        now = datetime.now(UTC).astimezone()
        more = len(hit.passages) - 1
        width = QFontMetricsF(self._small_font).horizontalAdvance
        tails = [
            f"  ·  {part}"
            for part in (
                wording.when(hit.mtime_ns, now),
                trn("+%n more", "+%n more", more) if more > 0 else "",
            )
            if part
        ]
        # The outer folders give way first, then the count: the innermost folder and the date tell more.
        while tails and rect.width() - width("".join(tails)) < self._theme.px(_LEAST_FOLDER):
            tails.pop()
        room = rect.width() - width("".join(tails))
        folder = wording.folder_within(hit.path, lambda text: width(text) <= room)
        folder = QFontMetricsF(self._small_font).elidedText(folder, Qt.TextElideMode.ElideRight, room)
        # A folder that is written from right to left must not turn around what stands beside it.
        self._paint_line(painter, rect, self._small_font, "muted", "".join((f"\u2068{folder}\u2069", *tails)))

    def _paint_snippet(self, painter: QPainter, at: QPointF, width: float, snippet: Snippet) -> None:
        shown = snippet.text[:_LONGEST_SNIPPET]
        text, marks = _in_units(shown, snippet.marks)
        _, told = _in_units(shown, [snippet.told] if snippet.told is not None else [])
        start, start_units = 0, 0
        for line in range(_SNIPPET_LINES):
            rest = text[start:]
            if not rest.strip():
                break
            is_last = line == _SNIPPET_LINES - 1
            layout, taken = self._line_of(rest, width, is_last=is_last)
            place = QPointF(at.x(), at.y() + line * self._line_height)
            self._paint_text_line(painter, place, layout, _moved(marks, -start_units), _moved(told, -start_units))
            start_units += taken
            start += len(rest.encode("utf-16-le", "surrogatepass")[: taken * 2].decode("utf-16-le", "ignore"))

    def _line_of(self, text: str, width: float, *, is_last: bool) -> tuple[QTextLayout, int]:
        """One line of `text`, and how many UTF-16 units of it are on it. The last line ends in `…` where it must."""
        if is_last:
            text = QFontMetricsF(self._text_font).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))
        layout = QTextLayout(text, self._text_font)
        option = QTextOption()
        option.setWrapMode(
            QTextOption.WrapMode.NoWrap if is_last else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        )
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(max(1.0, width))
        layout.endLayout()
        return layout, line.textLength()

    def _paint_text_line(
        self, painter: QPainter, at: QPointF, layout: QTextLayout, marks: wording.Spans, told: wording.Spans
    ) -> None:
        """A line with what is marked, and a stroke below what is `told`: seen whatever colours one can tell apart."""
        line = layout.lineAt(0)
        ends_at = line.textLength()
        text_height = line.height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("mark"))
        if layout.text()[ends_at - 1 : ends_at] == " ":
            ends_at -= 1
        for left, right in _on_line(layout, marks, ends_at):
            painter.drawRoundedRect(QRectF(at.x() + left - 2, at.y(), right - left + 4, text_height), 3.5, 3.5)
        painter.setBrush(self._theme.colour("accent"))
        for left, right in _on_line(layout, told, ends_at):
            painter.drawRect(QRectF(at.x() + left, at.y() + line.ascent() + 2, right - left, _STROKE))
        painter.setPen(self._theme.colour("text"))
        line.draw(painter, at)


def dragged_file(theme: Theme, name: str, ratio: float) -> QPixmap:
    """What hangs on the mouse while a file is dragged: its name on a chip."""
    font, px = theme.font(), theme.px
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, px(220))
    size = QSizeF(metrics.horizontalAdvance(text) + px(24), metrics.height() + px(10))
    pixmap = QPixmap((size * ratio).toSize())
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent"), 1))
    painter.setBrush(theme.colour("accent_soft"))
    chip = QRectF(0.5, 0.5, size.width() - 2, size.height() - 2)
    painter.drawRoundedRect(chip, 8, 8)
    painter.setFont(font)
    painter.setPen(theme.colour("on_accent_soft"))
    painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), text)
    painter.end()
    return pixmap


def _in_units(text: str, spans: wording.Spans) -> tuple[str, wording.Spans]:
    """The text on one line, and places in it as Qt counts them."""
    text, spans = wording.squeezed(text, [(begin, min(end, len(text))) for begin, end in spans])
    offsets = wording.utf16_offsets(text, [offset for span in spans for offset in span])
    return text, list(zip(offsets[::2], offsets[1::2], strict=True))


def _moved(spans: wording.Spans, by: int) -> wording.Spans:
    return [(begin + by, end + by) for begin, end in spans]


def _on_line(layout: QTextLayout, spans: wording.Spans, ends_at: int) -> Iterable[tuple[float, float]]:
    """From where to where spans reach on a line of so many units."""
    for begin, end in ((max(0, begin), min(end, ends_at)) for begin, end in spans):
        if begin < end:
            left, right = sorted((_x_at(layout, begin), _x_at(layout, end)))
            yield left, right


def _x_at(layout: QTextLayout, offset: int) -> float:
    # The stubs know only "object"; it is the place and the offset, which may lie behind the one asked for.
    return cast("tuple[float, int]", layout.lineAt(0).cursorToX(offset))[0]
