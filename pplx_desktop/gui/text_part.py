"""Which rows of a long text are laid out, in what steps, and where its characters stand in the document that holds them.

Invariants: no step is more than can be laid out in a frame, and no part more than memory and resizing bear. Nothing of
Qt is touched: the view lays out what is said here.
"""

from __future__ import annotations

from pplx_desktop.gui import wording
from pplx_desktop.gui.finder import Span
from pplx_desktop.gui.text_rows import Row, TextRows

STEP_CHARS = 12_000
"""How much text is laid out in one step: two or three milliseconds."""
STEP_ROWS = 400
MOST_CHARS = 1_000_000
"""How much text is laid out before the passage, and as much behind it: ever more would be ever more memory."""
MOST_ROWS = 20_000
"""The same in rows: where the window changes its width, Qt looks at each of them."""
_NOTHING = TextRows((Row(0, 0),))


class TextPart:
    """The rows from `first` to before `end` of a text are laid out, each as one block. Offsets are characters of the whole
    text.
    """

    def __init__(self) -> None:
        self.text = ""
        self.rows = _NOTHING
        self.first = self.end = 0
        self._centre = 0

    @property
    def is_empty(self) -> bool:
        """True where nothing is laid out yet."""
        return self.first == self.end

    @property
    def is_all(self) -> bool:
        """True where all of the text is laid out."""
        return self.end - self.first == len(self.rows.rows)

    @property
    def span(self) -> Span:
        """Which characters are laid out."""
        shown = self.rows.rows
        return shown[self.first].start, shown[self.end - 1].end if self.end else 0

    @property
    def bounds(self) -> Span:
        """Which characters are laid out, or will be in a moment."""
        begin, end = self.row_bounds()
        shown = self.rows.rows
        return shown[begin].start if begin else 0, len(self.text) if end == len(shown) else shown[end - 1].end

    def begin(self, text: str, rows: TextRows) -> None:
        """Another text, of which nothing is laid out."""
        self.text, self.rows = text, rows if rows.rows else _NOTHING
        self._centre = self.first = self.end = 0

    def centre_on(self, row: int, chars: int) -> tuple[int, int]:
        """Begin anew around a row: what is to be laid out first, about so many characters before it and behind it."""
        self._centre = min(row, len(self.rows.rows) - 1)
        self.first = self.end = self.step_from(self._centre, -1, chars)
        return self.first, self.step_from(self._centre, 1, chars)

    def row_bounds(self) -> tuple[int, int]:
        """The first row, and the one behind the last, that are to be laid out around the centre."""
        centre = self.rows.rows[self._centre].start
        begin = self.rows.row_of(centre - MOST_CHARS) if centre > MOST_CHARS else 0
        is_long = centre + MOST_CHARS < len(self.text)
        end = self.rows.row_of(centre + MOST_CHARS) + 1 if is_long else len(self.rows.rows)
        return max(begin, self._centre - MOST_ROWS), min(end, self._centre + MOST_ROWS)

    def step_from(self, row: int, by: int, most: int = STEP_CHARS) -> int:
        """How far a step from a row goes: the first row of it backwards, the one behind its last forwards."""
        begin, end = self.row_bounds()
        chars = 0
        for _ in range(STEP_ROWS):
            following = row if by > 0 else row - 1
            if not begin <= following < end:
                break
            chars += self.rows.rows[following].end - self.rows.rows[following].start
            row += by
            if chars > most:
                break
        return row

    def place_of(self, offset: int) -> tuple[int, int]:
        """The block that shows a character, or the nearest that is laid out, and the place in it as Qt counts."""
        begin, end = self.span
        offset = min(max(offset, begin), end)
        number = min(max(self.rows.row_of(offset), self.first), self.end - 1)
        row = self.rows.rows[number]
        shown = self.text[row.start + row.hidden : row.end]
        within = min(offset - row.start - row.hidden, len(shown))
        units = wording.utf16_offsets(shown, [max(0, within)])[0] + (len(row.added) if within >= 0 else 0)
        return number - self.first, units

    def offset_of(self, block: int, units: int) -> int:
        """The character that stands at a place in a block."""
        row = self.rows.rows[self.first + block]
        units -= len(row.added)
        if units < 0:
            return row.start
        begin = row.start + row.hidden
        shown = self.text[begin : row.end]
        if not shown.isascii():
            units = len(shown.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))
        return min(begin + units, row.end)
