"""Where the pages of a document lie in their column. Pure arithmetic, in pixels of the window.

Invariant: finding the pages that are seen costs the logarithm of how many there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import median

_MOST_HEIGHT = 1_000_000_000
"""Of the column, in pixels: scroll bars count with 31 bits. A hostile file has 20,000 pages of a mile each."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Pages below each other, each in the middle of the column. Pages count from 0 here."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    tops: tuple[float, ...]
    column: float
    height: float

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.tops)

    def left(self, page: int) -> float:
        """Where a page begins within the column."""
        return (self.column - self.widths[page]) / 2

    def in_column(self, column: float) -> PageLayout:
        """The same pages in a wider column."""
        return replace(self, column=column)

    def page_at(self, y: float) -> int:
        """The page at this height, or the gap above which it lies."""
        return min(max(0, bisect_right(self.tops, y) - 1), max(0, self.count - 1))

    def between(self, top: float, bottom: float) -> range:
        """The pages of which something is seen."""
        return range(self.page_at(top), self.page_at(bottom) + 1) if self.count else range(0)


NO_PAGES = PageLayout((), (), (), 0.0, 0.0)


def fitted(
    sizes: Sequence[tuple[float, float]], room: float, percent: int, *, gap: float, natural: float | None = None
) -> PageLayout:
    """Pages of these sizes, as wide as there is room at 100 per cent; `natural` is how many pixels of the window a unit
    of size takes at most at that (of a picture, which is not made larger than it is).

    A page that is narrower than most keeps its proportion, and none is wider than the others; pages of which the column
    would become too high are narrower.
    """
    if not sizes:
        return NO_PAGES
    usual = median(width for width, _ in sizes)
    highest = _MOST_HEIGHT / len(sizes)
    shown: dict[tuple[float, float], tuple[float, float]] = {}
    # Most documents have pages of one or two sizes, however many they have.
    for size in set(sizes):
        width, height = size
        fit = room * min(1.0, width / usual) if natural is None else min(room, width * natural)
        wide = max(1.0, min(fit * percent / 100, highest * width / height))
        shown[size] = wide, max(1.0, wide * height / width)
    widths, heights = zip(*map(shown.__getitem__, sizes), strict=True)
    *tops, end = accumulate((height + gap for height in heights), initial=gap)
    return PageLayout(widths, heights, tuple(tops), max(room, *widths), end)
