"""Paints a result: type tile, title, place and date, strength, badges, and two lines of text with what matched.

Invariants: every card has the same height, so that a list of ten thousand scrolls without being measured; all text is
drawn as plain text. Each call of Qt lets other threads take the interpreter's lock: what looks alike on many cards is made
once, here and in `card_text.py`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pplx_desktop.core.types import Hit, Snippet
from pplx_desktop.gui import kinds, wording
from pplx_desktop.gui.card_text import SNIPPET_LINES, Kept, Line, LineMaker
from pplx_desktop.gui.palette import TILE_ALPHA, blended, tile_ink
from pplx_desktop.gui.results_model import HIT, MORE, SNIPPET, More
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr, trn

_STROKE = 1.5
"""How thick the line below the sentence that says it is, in points."""
_FRAME, _FOCUSED_FRAME = 1.4, 2.6
"""How thick the selected row's frame is, and while the list has the keyboard."""
_LEAST_FOLDER = 40
"""So much room the folder keeps beside the badges, in points at the usual text size."""
_BARS, _BAR_HEIGHT = 4, 12
_CENTRED = int(Qt.AlignmentFlag.AlignCenter)
_SELECTED, _HOVERED, _FOCUSED = (
    flag.value
    for flag in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver, QStyle.StateFlag.State_HasFocus)
)


class ResultCard(QStyledItemDelegate):
    """Draws the rows of the results' list."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._titles = LineMaker(theme.font(step=2, weight=QFont.Weight.DemiBold))
        self._texts = LineMaker(theme.font())
        self._smalls = LineMaker(theme.font(step=-0.5))
        self._tile_font = theme.font(step=-2, weight=QFont.Weight.Bold)
        self._line_height = self._texts.height * 1.15
        # Lengths as `Theme.px` gives them: they stay as long as the window does.
        px = theme.px
        self._margins = px(12), px(11), -px(13), -px(8)
        self._tile_side, self._gap, self._title_lift = px(36), px(12), px(2)
        self._pad, self._badge_pad, self._badge_gap, self._meta_gap = px(10), px(16), px(6), px(8)
        self._text_gap, self._least_folder = px(5), px(_LEAST_FOLDER)
        self._height = round(self._titles.height + self._smalls.height + SNIPPET_LINES * self._line_height + px(36))
        self._colours: Kept[str, QColor] = Kept(theme.colour)
        self._tiles: Kept[str, tuple[QColor, QColor]] = Kept(self._tile_colours)
        self._strengths: Kept[tuple[int, float], QPixmap] = Kept(lambda key: self._draw_strength(*key))
        self._metas: Kept[tuple[str, int, More, date, float], Line] = Kept(lambda key: self._make_meta(*key))
        theme.changed.connect(self._forget_colours)

    def height(self) -> int:
        """The height of every card."""
        return self._height

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt asks how large a row is."""
        del option, index
        return QSize(200, self._height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt asks for a row to be drawn."""
        hit = index.data(HIT)
        if not isinstance(hit, Hit):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state.value
        rect = QRectF(option.rect).adjusted(2, 3, -2, -3)
        if state & (_SELECTED | _HOVERED):
            self._paint_ground(painter, rect, state)
        self._paint_content(
            painter, rect, hit, index.data(SNIPPET), index.data(MORE), is_selected=bool(state & _SELECTED)
        )
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: int) -> None:
        is_selected = bool(state & _SELECTED)
        width = _FOCUSED_FRAME if state & _FOCUSED else _FRAME
        painter.setPen(QPen(self._colours.of("accent"), width) if is_selected else Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.of("selected" if is_selected else "hover"))
        painter.drawRoundedRect(rect.adjusted(0.7, 0.7, -0.7, -0.7), 9, 9)

    def _paint_content(
        self, painter: QPainter, rect: QRectF, hit: Hit, snippet: Snippet | None, more: More, *, is_selected: bool
    ) -> None:
        inner = rect.adjusted(*self._margins)
        left, top, right = inner.left() + self._tile_side + self._gap, inner.top(), inner.right()
        self._paint_tile(painter, QRectF(inner.left(), top + 1, self._tile_side, self._tile_side), hit.kind)
        title_right = right - self._paint_strength(painter, right, top, hit) - self._pad
        title_top = top - self._title_lift
        title_right -= self._paint_copies(painter, title_right, title_top, hit)
        title = wording.on_one_line(hit.title) or wording.file_name(hit.path)
        painter.setPen(self._colours.of("text"))
        self._titles.line(title, title_right - left).draw(painter, left, title_top, self._titles.height)
        meta_top = title_top + self._titles.height + self._title_lift
        badges_left = self._paint_badges(painter, left, right, meta_top, hit, is_selected=is_selected)
        painter.setPen(self._colours.of("muted"))
        room = badges_left - left - self._meta_gap
        self._meta_of(hit, more, room).draw(painter, left, meta_top, self._smalls.height)
        snippet_top = meta_top + self._smalls.height + self._text_gap
        if snippet is not None:
            self._paint_snippet(painter, QPointF(left, snippet_top), right - left, snippet)
        elif hit.sources:
            line = self._texts.line(tr("Found by its name."), right - left)
            line.draw(painter, left, snippet_top, self._line_height)

    def _paint_tile(self, painter: QPainter, rect: QRectF, kind: str) -> None:
        ink, ground = self._tiles.of(kind)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 7, 7)
        painter.setPen(ink)
        painter.setFont(self._tile_font)
        painter.drawText(rect, _CENTRED, kinds.tile_text(kind))

    def _tile_colours(self, kind: str) -> tuple[QColor, QColor]:
        colours = self._theme.colours
        ink = tile_ink(kind, colours, is_code=kinds.is_code(kind))
        return QColor(ink), QColor(blended(ink, colours.surface, TILE_ALPHA))

    def _paint_strength(self, painter: QPainter, right: float, top: float, hit: Hit) -> float:
        if not hit.sources:
            # What only fulfils the filters is no stronger than the next.
            return 0
        drawn = self._strengths.of((wording.strength(hit.score), painter.device().devicePixelRatioF()))
        width = drawn.deviceIndependentSize().width()
        painter.drawPixmap(QPointF(right - width, top), drawn)
        return width

    def _draw_strength(self, strength: int, ratio: float) -> QPixmap:
        px = self._theme.px
        width, gap = px(5), px(2)
        size = QSizeF(_BARS * width + (_BARS - 1) * gap, px(1) + px(_BAR_HEIGHT))
        drawn = _clear_pixmap(size, ratio)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for bar in range(_BARS):
            painter.setBrush(self._theme.colour("accent" if bar < strength else "bar_empty"))
            painter.drawRoundedRect(QRectF(bar * (width + gap), px(1), width, px(_BAR_HEIGHT)), 1.8, 1.8)
        painter.end()
        return drawn

    def _paint_copies(self, painter: QPainter, right: float, title_top: float, hit: Hit) -> float:
        """Says at the end of the title's line how many copies there are; returns how much of it that takes."""
        if not hit.copies:
            return 0
        text = trn("%n copy", "%n copies", len(hit.copies) + 1)
        width = self._smalls.width(text) + 1
        line = self._smalls.line(text, width)
        painter.setPen(self._colours.of("muted"))
        line.draw(painter, right - width, title_top, self._titles.height)
        return width + self._pad

    def _paint_badges(
        self, painter: QPainter, left: float, right: float, meta_top: float, hit: Hit, *, is_selected: bool
    ) -> float:
        """Draws from the right those that there is room for; returns the left end."""
        place = wording.short_place(hit.passages[0], hit) if hit.passages else ""
        height = self._smalls.height + 3
        for text, ground, ink in (
            (place, "chip_page", "on_chip_page"),
            (wording.sources(hit.sources), "surface" if is_selected else "accent_soft", "on_accent_soft"),
        ):
            width = self._smalls.width(text) + self._badge_pad
            if not text or right - width < left + self._least_folder:
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours.of(ground))
            painter.drawRoundedRect(QRectF(right - width, meta_top - 1, width, height), height / 2, height / 2)
            painter.setPen(self._colours.of(ink))
            line = self._smalls.line(text, width)
            line.draw(painter, right - width + self._badge_pad / 2, meta_top - 1, height)
            right -= width + self._badge_gap
        return right

    def _meta_of(self, hit: Hit, more: More, room: float) -> Line:
        today = datetime.now(UTC).astimezone().date()
        return self._metas.of((hit.path, hit.mtime_ns, more, today, room))

    def _make_meta(self, path: str, mtime_ns: int, more: More, today: date, room: float) -> Line:
        """The folder, the date and how many more passages there are. Of another day, the date reads otherwise."""
        del today
        width = self._smalls.width
        tails = [
            f"  ·  {part}"
            for part in (
                wording.when(mtime_ns, datetime.now(UTC).astimezone()),
                _said(more) if more.count else "",
            )
            if part
        ]
        # The outer folders give way first, then the count: the innermost folder and the date tell more.
        while tails and room - width("".join(tails)) < self._least_folder:
            tails.pop()
        left = room - width("".join(tails))
        folder = wording.folder_within(path, lambda text: width(text) <= left)
        folder = self._smalls.elided(folder, left)
        # A folder that is written from right to left must not turn around what stands beside it.
        return self._smalls.line("".join((f"\u2068{folder}\u2069", *tails)), room)

    def _paint_snippet(self, painter: QPainter, at: QPointF, width: float, snippet: Snippet) -> None:
        """Lines with what is marked, and a stroke below what is `told`: seen whatever colours one can tell apart."""
        for number, shown in enumerate(self._texts.snippet(snippet, width)):
            left, top = at.x(), at.y() + number * self._line_height
            if shown.marks or shown.told:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._colours.of("mark"))
                for begin, end in shown.marks:
                    painter.drawRoundedRect(QRectF(left + begin - 2, top, end - begin + 4, shown.line.height), 3.5, 3.5)
                painter.setBrush(self._colours.of("accent"))
                for begin, end in shown.told:
                    painter.drawRect(QRectF(left + begin, top + shown.line.ascent + 2, end - begin, _STROKE))
            painter.setPen(self._colours.of("text"))
            shown.line.layout.draw(painter, QPointF(left, top))

    def _forget_colours(self) -> None:
        for kept in (self._colours, self._tiles, self._strengths):
            kept.clear()


def _said(more: More) -> str:
    if more.is_all:
        return trn("+%n more", "+%n more", more.count)
    return trn("+%n or more", "+%n or more", more.count)


def dragged_file(theme: Theme, name: str, ratio: float) -> QPixmap:
    """What hangs on the mouse while a file is dragged: its name on a chip."""
    font, px = theme.font(), theme.px
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, px(220))
    size = QSizeF(metrics.horizontalAdvance(text) + px(24), metrics.height() + px(10))
    pixmap = _clear_pixmap(size, ratio)
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


def _clear_pixmap(size: QSizeF, ratio: float) -> QPixmap:
    pixmap = QPixmap((size * ratio).toSize())
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
