"""Large choices of the first run: tiles with a mark, a title and what is behind it.

Invariant: a tile is a check box or a radio button to the keyboard and to screen readers; it only looks different.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from pplx_desktop.gui.check_box import paint_mark
from pplx_desktop.gui.labels import plain_label
from pplx_desktop.gui.theme import Theme

_PAD, _MARK, _GAP = 13, 18, 11
_RADIUS = 9
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class _Face:
    """How a tile is measured and painted."""

    def __init__(self, theme: Theme, title: str, lines: tuple[str, ...], badges: tuple[str, ...] = ()) -> None:
        self.theme, self.title, self.lines, self.badges = theme, title, lines, badges
        self.title_font = theme.font(step=0.5, weight=QFont.Weight.DemiBold)
        self.small_font = theme.font(step=-0.5)

    def height_for(self, width: int) -> int:
        """How high it is at this width, with all its lines."""
        px = self.theme.px
        room = max(1, width - 2 * px(_PAD) - px(_MARK) - px(_GAP))
        height = 2 * px(_PAD) + self._height_of(self.title, self.title_font, room)
        height += sum(px(3) + self._height_of(line, self.small_font, room) for line in self.lines)
        rows = len(self._badge_rows(room))
        if rows:
            height += px(7) + rows * self._badge_height + (rows - 1) * px(4)
        return round(height)

    def paint(self, button: QAbstractButton, *, is_round: bool) -> None:
        """Paint all of a tile."""
        theme, px = self.theme, self.theme.px
        painter = QPainter(button)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen, has_focus = button.isChecked(), button.hasFocus()
        rect = QRectF(button.rect()).adjusted(1, 1, -1, -1)
        ground = "selected" if is_chosen else "hover" if button.underMouse() else "surface"
        painter.setPen(QPen(theme.colour("accent" if is_chosen or has_focus else "border"), 2 if has_focus else 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(rect, px(_RADIUS), px(_RADIUS))
        mark = QRectF(px(_PAD), px(_PAD), px(_MARK), px(_MARK))
        paint_mark(painter, theme, mark, is_chosen=is_chosen, is_round=is_round)
        left = px(_PAD) + px(_MARK) + px(_GAP)
        room = max(1, button.width() - left - px(_PAD))
        top = float(px(_PAD))
        for number, (text, font) in enumerate(
            [(self.title, self.title_font), *((line, self.small_font) for line in self.lines)]
        ):
            top += px(3) if number else 0
            height = self._height_of(text, font, room)
            painter.setFont(font)
            painter.setPen(theme.colour("muted" if number else "text"))
            painter.drawText(QRectF(left, top, room, height), _WRAPPED, text)
            top += height
        top += px(7)
        for row in self._badge_rows(room):
            self._paint_badges(painter, row, QRectF(left, top, room, self._badge_height), is_chosen=is_chosen)
            top += self._badge_height + px(4)

    def _height_of(self, text: str, font: QFont, room: float) -> float:
        return QFontMetricsF(font).boundingRect(QRectF(0, 0, room, 10_000), _WRAPPED, text).height()

    @property
    def _badge_height(self) -> float:
        return QFontMetricsF(self.small_font).height() + self.theme.px(3)

    def _badge_width(self, text: str) -> float:
        return QFontMetricsF(self.small_font).horizontalAdvance(text) + self.theme.px(18)

    def _badge_rows(self, room: float) -> list[list[str]]:
        """The badges, as many in a row as there is room for."""
        rows: list[list[str]] = []
        taken = room
        for text in self.badges:
            width = self._badge_width(text)
            if not rows or taken + self.theme.px(5) + width > room:
                rows.append([])
                taken = 0.0
            taken += width + (self.theme.px(5) if rows[-1] else 0)
            rows[-1].append(text)
        return rows

    def _paint_badges(self, painter: QPainter, texts: list[str], at: QRectF, *, is_chosen: bool) -> None:
        theme = self.theme
        painter.setFont(self.small_font)
        left = at.left()
        for text in texts:
            rect = QRectF(left, at.top(), min(at.width(), self._badge_width(text)), at.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface" if is_chosen else "chip_page"))
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            painter.setPen(theme.colour("on_chip_page"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
            left = rect.right() + theme.px(5)


def _dress(button: QAbstractButton, face: _Face) -> None:
    """Give a button what all tiles have."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAccessibleName(face.title)
    button.setAccessibleDescription(" ".join((*face.lines, *face.badges)))
    face.theme.changed.connect(button.update)


class _Tile:
    """What a tile tells Qt, whether it is a check box or a radio button: stands before these among the bases."""

    _face: _Face
    _least: int
    """The smallest width, in points at the usual text size."""

    def sizeHint(self) -> QSize:
        """Qt asks how large it would like to be."""
        width = self._face.theme.px(230)
        return QSize(width, self._face.height_for(width))

    def minimumSizeHint(self) -> QSize:
        """Qt asks how small it may be."""
        return QSize(self._face.theme.px(self._least), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Its lines break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks how high it is at this width."""
        return self._face.height_for(width)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed."""
        return cast("QWidget", self).rect().contains(pos)


class CheckTile(_Tile, QCheckBox):
    """A tile that is chosen or not, whatever the others are."""

    _least = 130

    def __init__(self, theme: Theme, title: str, *lines: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = _Face(theme, title, lines)
        _dress(self, self._face)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn."""
        del event
        self._face.paint(self, is_round=False)


class RadioTile(_Tile, QRadioButton):
    """A tile of which one is chosen. `badges` say what it costs, each in a word or two."""

    _least = 170

    def __init__(
        self, theme: Theme, title: str, *lines: str, badges: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._face = _Face(theme, title, lines, badges)
        _dress(self, self._face)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn."""
        del event
        self._face.paint(self, is_round=True)


def pill(text: str) -> QWidget:
    """A word or two that cannot be pressed."""
    return plain_label(text, "pill")
