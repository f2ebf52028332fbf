"""Puts the rows of a text together, block by block.

Invariant: rows are in order; text that lies outside of all blocks becomes rows too, so that nothing is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from pplx_desktop.core.types import HEADING_JOINT, Block
from pplx_desktop.core.wanted import ALWAYS, Wanted
from pplx_desktop.gui.text_rows import MOST_CHARS, Role, Row, lines_of

_MARKUP = "#=*! \t"


class RowWriter:
    """Rows of one text. A card goes on until another begins, or `end_card`."""

    def __init__(self, text: str, most: int = MOST_CHARS, wanted: Wanted = ALWAYS) -> None:
        """Lines longer than `most` are cut."""
        self._text, self._most, self._wanted = text, most, wanted
        self._rows: list[Row] = []
        self._at = 0
        self._card = self._cards = 0

    def caption(self, start: int, said: str) -> None:
        """Say what begins at `start`."""
        self._go_to(start)
        self._rows.append(Row(start, start, Role.CAPTION, said, card=self._card))

    def field(self, end: int, said: str) -> None:
        """Add a field to the head that ends at `end`."""
        self._rows.append(Row(end, end, Role.FIELD, said, card=self._card))

    def begin_card(self, start: int) -> None:
        """What follows from `start` on stands on a card of its own."""
        self.end_card()
        self._go_to(start)
        self._cards += 1
        self._card = self._cards

    def end_card(self) -> None:
        """What follows stands on no card."""
        self._card = 0

    def block(self, block: Block, role: Role = Role.TEXT, *, names: Mapping[str, str] | None = None) -> None:
        """The lines of a block; its heading is larger where it stands on the first of them. A line that begins with one
        of the `names` is a field, and what `names` has for it is shown in its place. Raises `Cancelled`.
        """
        self._wanted.check()
        start = max(block.start, self._at)
        self._go_to(start)
        heading = block.heading.rpartition(HEADING_JOINT)[2].split()
        for begin, end in lines_of(self._text, start, block.end, self._most):
            line = self._text[begin:end]
            name, said = next((pair for pair in (names or {}).items() if line.startswith(f"{pair[0]} ")), ("", ""))
            if name:
                hidden = len(name) if said != name else 0
                added = said if hidden else ""
                self._rows.append(Row(begin, end, Role.FIELD, added, card=self._card, hidden=hidden))
                continue
            is_title = begin == start and heading and line.strip(_MARKUP).split() == heading
            self._rows.append(Row(begin, end, Role.TITLE if is_title else role, card=self._card))
        self._at = max(self._at, block.end)

    def finish(self) -> tuple[Row, ...]:
        """All rows; the text that follows the last block is the last of them."""
        self._card = 0
        if self._text[self._at :].strip() or not self._rows:
            self._loose(self._at, len(self._text))
        return tuple(self._rows)

    def _go_to(self, start: int) -> None:
        """Rows for what lies before `start`: mostly an empty line between two blocks."""
        if self._text[self._at : start].strip():
            self._loose(self._at, start)
        elif self._at < start and self._rows:
            # A gap belongs to a card only where the card goes on.
            on_card = self._card if self._rows[-1].card == self._card else 0
            self._rows.append(Row(start, start, Role.GAP, card=on_card))
        self._at = max(self._at, start)

    def _loose(self, start: int, end: int) -> None:
        stop = end - 1 if end > start and self._text[end - 1] == "\n" and end < len(self._text) else end
        self._rows += [
            Row(begin, line_end, card=0) for begin, line_end in lines_of(self._text, start, stop, self._most)
        ]
