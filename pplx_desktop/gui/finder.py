"""Finds what the reader types in the text of the file that is shown. Pure functions of a text, no Qt.

Invariant: a step costs one pass over the text at the most, however often a word occurs: occurrences are counted, not
collected.
"""

from __future__ import annotations

from collections.abc import Iterator

Span = tuple[int, int]
"""Half-open offsets into the text of the file."""


class Finder:
    """Occurrences of `needle` in a text, whatever their case. Offsets are characters of the text."""

    def __init__(self, folded: str, needle: str) -> None:
        """`folded` is the text as `folded_text` gives it."""
        self._text = folded
        self._needle = folded_text(needle)
        self.count = folded.count(self._needle) if self._needle else 0
        """How many there are, those that overlap counted once."""

    def number_of(self, span: Span) -> int:
        """Which one this is, counted from 1."""
        return self._text.count(self._needle, 0, span[0]) + 1

    def following(self, place: int, *, backwards: bool = False) -> Span | None:
        """The first one that begins at `place` or after it, around the end; backwards, the last that ends before it."""
        if not self._needle:
            return None
        if backwards:
            at = self._text.rfind(self._needle, 0, place)
            at = at if at >= 0 else self._text.rfind(self._needle)
        else:
            at = self._text.find(self._needle, place)
            at = at if at >= 0 else self._text.find(self._needle)
        return (at, at + len(self._needle)) if at >= 0 else None

    def between(self, begin: int, end: int) -> Iterator[Span]:
        """Those that lie between two places: what is seen of the file."""
        length = len(self._needle)
        at = self._text.find(self._needle, begin, end) if length else -1
        while at >= 0:
            yield at, at + length
            at = self._text.find(self._needle, at + length, end)


def folded_text(text: str) -> str:
    """`text` in small letters, with as many characters."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)
