"""The lines that a text is shown as: the file's own, and those that the preview adds (captions, numbers, gaps).

Invariants: what a row shows of the file is a stretch of it, untouched; rows are in order, and none is longer than
`MOST_CHARS`, so that laying one out never takes a frame. No Qt.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pplx_desktop.gui.code_colours import Token

MOST_CHARS = 2_400
"""Qt lays out a line as a whole; one of 80,000 letters without a space takes it a quarter of a second."""
MOST_CODE_CHARS = 800
"""Lines that are not wrapped are painted whole, however little of them is seen."""
_NEAR_CHARS = 120


class Role(Enum):
    """How a row looks."""

    TEXT = 0
    CODE = 1
    TITLE = 2
    FIELD = 3
    """`Name: value`, as in the head of a mail."""
    CAPTION = 4
    """Added by the preview: what begins here."""
    GAP = 5
    """An empty line that belongs to no text."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line. It shows `added`, then the file's text from `start` to before `end`; `added` stands for the first
    `hidden` characters of that.

    `number` is that of the line in the file, 0 where it has none or goes on from the row before. Rows of the same
    `card` above 0 stand on one card.
    """

    start: int
    end: int
    role: Role = Role.TEXT
    added: str = ""
    number: int = 0
    card: int = 0
    hidden: int = 0


class TextRows:
    """Rows, and the way from an offset in the file's text to its row."""

    def __init__(self, rows: tuple[Row, ...], *, is_code: bool = False, tokens: tuple[Token, ...] = ()) -> None:
        """With `is_code` no line is wrapped, and letters are as wide as each other. `tokens` are coloured."""
        self.rows = rows
        self.is_code = is_code
        self._tokens = tokens
        self._token_ends = [token.end for token in tokens]
        self.has_numbers = any(row.number for row in rows[:2_000])
        self._starts = [row.start for row in rows]

    def row_of(self, offset: int) -> int:
        """The number of the row that shows a character, or of the last one before it."""
        found = max(0, bisect_right(self._starts, offset) - 1)
        # What the preview adds shows nothing of the file, and begins where the next row does.
        while found and self.rows[found].start == self.rows[found].end and self.rows[found - 1].end > offset:
            found -= 1
        return found

    def tokens_of(self, number: int) -> list[Token]:
        """What of a row is coloured."""
        row = self.rows[number]
        at = bisect_right(self._token_ends, row.start)
        found: list[Token] = []
        while at < len(self._tokens) and self._tokens[at].start < row.end:
            token = self._tokens[at]
            found.append(Token(max(token.start, row.start), min(token.end, row.end), token.colour))
            at += 1
        return found

    def last_number(self) -> int:
        """The highest line number."""
        return next((row.number for row in reversed(self.rows) if row.number), 0)


def lines_of(text: str, start: int, end: int, most: int = MOST_CHARS) -> Iterator[tuple[int, int]]:
    """The lines from `start` to before `end`, without their ends; long ones in pieces, cut at a space where one is near.

    The first piece of each line begins at the line's start, so that others are known by what stands before them.
    """
    while start <= end:
        line_end = text.find("\n", start, end)
        line_end = line_end if line_end >= 0 else end
        while line_end - start > most:
            cut = text.rfind(" ", start + most - _NEAR_CHARS, start + most) + 1 or start + most
            yield start, cut
            start = cut
        yield start, line_end
        start = line_end + 1
