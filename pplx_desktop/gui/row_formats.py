"""How the rows of a text look: their letters, the cards that some of them stand on, the colours of code.

Invariant: formats are made once for a size and a theme; what a file holds chooses among them, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPen, QTextCharFormat, QTextLayout

from pplx_desktop.gui import wording
from pplx_desktop.gui.text_rows import Role, Row, TextRows
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_SIZES = {Role.TITLE: 2.5, Role.CAPTION: -1.0}
_STEP = 1.0
"""The text of a file is one pixel larger than that of the window."""
_ON_LINE = {ord("\n"): " "}


class RowFormats:
    """The formats of one view. `is_code` makes all letters as wide as each other."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.percent = 100
        self.is_code = False
        self._made: dict[tuple[Role, bool], QTextCharFormat] = {}
        self._label = QTextCharFormat()
        self._coloured_formats: dict[str, QTextCharFormat] = {}
        self._fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)

    def set_percent(self, percent: int) -> None:
        """Use another size."""
        self.percent = percent
        self.follow_theme()

    def follow_theme(self) -> None:
        """Colours or sizes are others."""
        self._made.clear()
        self._coloured_formats.clear()

    def font(self, role: Role = Role.TEXT) -> QFont:
        """The letters of a row."""
        is_fixed = self.is_code or role is Role.CODE
        font = QFont(self._fixed) if is_fixed and role not in {Role.CAPTION, Role.FIELD} else self._theme.font()
        pixels = self._theme.font(step=_STEP + _SIZES.get(role, 0.0)).pixelSize()
        if role is Role.GAP and not self.is_code:
            pixels *= 0.7
        font.setPixelSize(max(4, round(pixels * self.percent / 100)))
        font.setWeight(QFont.Weight.DemiBold if role is Role.TITLE else QFont.Weight.Normal)
        return font

    def of(self, role: Role) -> QTextCharFormat:
        """The format of a row."""
        known = self._made.get((role, self.is_code))
        if known is None:
            known = QTextCharFormat()
            known.setFont(self.font(role))
            known.setForeground(self._theme.colour("muted" if role is Role.CAPTION else "text"))
            self._made[role, self.is_code] = known
        return known

    def _subject(self) -> QTextCharFormat:
        bold = QTextCharFormat(self.of(Role.FIELD))
        bold.setFontWeight(QFont.Weight.DemiBold)
        return bold

    def pieces(self, text: str, rows: Sequence[Row], *, goes_on: bool) -> list[tuple[str, QTextCharFormat]]:
        """What is to be inserted for rows, each but the first on a new line; the first too where the text `goes_on`."""
        found: list[tuple[str, QTextCharFormat]] = []
        for role, group in groupby(rows, key=lambda row: row.role):
            if role is not Role.FIELD:
                said = "\n".join([row.added + _shown(text, row) for row in group])
                found.append((f"\n{said}" if found or goes_on else said, self.of(role)))
                continue
            for row in group:
                name, colon, value = (row.added + _shown(text, row)).partition(": ")
                found.append((f"\n{name}{colon}" if found or goes_on else f"{name}{colon}", self.of(Role.CAPTION)))
                found.append((value, self._subject() if f"{name}:" == tr("Subject:") else self.of(role)))
        return found

    def paint_cards(self, painter: QPainter, rows: Sequence[tuple[Row, QRectF]]) -> None:
        """Draw the cards that these rows stand on. They are the rows that are seen, from above."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(self._theme.colour("window"))
        over = self._theme.px(4)
        for card, group in groupby(rows, key=lambda pair: pair[0].card):
            if not card:
                continue
            rects = [rect for _, rect in group]
            whole = QRectF(rects[0]).united(QRectF(rects[-1])).adjusted(0.5, -over, -0.5, over)
            painter.drawRoundedRect(whole, 8, 8)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def colours_of(self, text: str, rows: TextRows, number: int) -> list[QTextLayout.FormatRange]:
        """The colours of the words of a row of code."""
        row = rows.rows[number]
        tokens = rows.tokens_of(number)
        places = [place - row.start for token in tokens for place in (token.start, token.end)]
        units = wording.utf16_offsets(text[row.start : row.end], places)
        found: list[QTextLayout.FormatRange] = []
        for token, begin, end in zip(tokens, units[::2], units[1::2], strict=True):
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = len(row.added) + begin, end - begin, self._coloured(token.colour)
            found.append(piece)
        return found

    def _coloured(self, name: str) -> QTextCharFormat:
        known = self._coloured_formats.get(name)
        if known is None:
            known = self._coloured_formats[name] = QTextCharFormat()
            known.setForeground(self._theme.colour(name))
        return known


def _shown(text: str, row: Row) -> str:
    return wording.printable(text[row.start + row.hidden : row.end]).translate(_ON_LINE)
