"""What the reader has selected on drawn pages: from one place between two characters to another, over any number of pages.

Invariant: pages between the two that were not read yet count with the text that the index has of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pplx_desktop.gui.finder import Span
from pplx_desktop.gui.page_boxes import PlacedText, above_or_below, word_at
from pplx_desktop.gui.page_sheets import OpenPages

END = 1 << 30
"""A place behind every character of a page."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Before the character `index` of a page; both count from 0."""

    page: int
    index: int


class PageSelection:
    """`anchor` stays where the selection began, `head` moves. It `has_caret` where keys go through the text."""

    def __init__(self, text_of: Callable[[int], PlacedText | None]) -> None:
        self._text_of = text_of
        self.anchor: Place | None = None
        self.head: Place | None = None
        self.has_caret = False

    @property
    def is_empty(self) -> bool:
        """True where nothing is selected."""
        return self.anchor is None or self.head is None or self.anchor == self.head

    def clear(self) -> None:
        """Select nothing."""
        self.anchor = self.head = None
        self.has_caret = False

    def begin(self, place: Place) -> None:
        """Begin here."""
        self.anchor = self.head = place
        self.has_caret = False

    def select_word(self, place: Place) -> None:
        """Select the word at a place."""
        if (placed := self._text_of(place.page)) is not None and placed.page.text:
            begin, end = word_at(placed.page.text, place.index)
            self.anchor, self.head = Place(place.page, begin), Place(place.page, end)

    def select_all(self, count: int) -> None:
        """Select everything on all pages."""
        self.anchor, self.head = Place(0, 0), Place(max(0, count - 1), END)

    def move_head(self, *, by: int = 0, lines: int = 0) -> None:
        """Move the end by characters, or by a line, within its page."""
        head = self.head
        if head is None or (placed := self._text_of(head.page)) is None:
            return
        length = len(placed.page.text)
        index = min(head.index, length)
        if lines:
            other = above_or_below(placed.page, min(index, length - 1), down=lines > 0)
            index = other if other is not None else length if lines > 0 else 0
        self.head = Place(head.page, min(max(0, index + by), length))

    def run_on(self, page: int) -> Span | None:
        """Which characters of a page are selected."""
        if self.anchor is None or self.head is None:
            return None
        first, last = sorted((self.anchor, self.head))
        if not first.page <= page <= last.page:
            return None
        begin = first.index if page == first.page else 0
        end = last.index if page == last.page else END
        return (begin, end) if begin < end else None

    def caret_on(self, page: int) -> int | None:
        """Before which character of a page the caret stands."""
        is_here = self.has_caret and self.is_empty and self.head is not None and self.head.page == page
        return self.head.index if is_here and self.head is not None else None

    def text(self, document: OpenPages) -> str:
        """What is selected, as plain text."""
        if self.anchor is None or self.head is None or self.is_empty:
            return ""
        first, last = sorted((self.anchor, self.head))
        parts: list[str] = []
        for page in range(first.page, last.page + 1):
            placed = self._text_of(page)
            if placed is None:
                parts += [document.view.text[start:end] for start, end in document.spans.get(page, ())]
            elif (run := self.run_on(page)) is not None:
                parts.append(_plain(placed.page.text[run[0] : run[1]]))
        return "\n\n".join(part for part in parts if part)


def _plain(text: str) -> str:
    # PDFium marks a hyphen that parts a word at a line's end.
    return text.replace("\x02\r\n", "").replace("\x02", "").replace("\ufffe", "").replace("\r\n", "\n").strip()
