"""From characters to what is painted: which characters of a page a span of the text stands for, and their boxes, one for
each line. Pure functions.

Invariants: what is not in the text of the index (blanks, hyphens at a line's end) is lit with what stands around it. All
that takes a look at each character of a page is done when it is made, in another thread than the one that paints.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice

from pplx_desktop.core.page_types import Box, PageText
from pplx_desktop.gui.finder import Span

_WIDE_GAP = 1.6
"""In heights of the line: what is further apart stands in different columns."""
_SAME_LINE = 0.5
_ALIKE = 0.15
_DOTS = frozenset(".·…")
_BANDS = 64

Line = tuple[int, int, Box]
"""From which character to before which other, and the box around what is seen of them."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A page's characters, ready to be asked by offsets. `ratio` is the page's height by its width."""

    page: PageText
    ratio: float
    by_offset: tuple[tuple[int, int], ...] = field(init=False)
    lines: tuple[Line, ...] = field(init=False)
    bands: tuple[tuple[int, ...], ...] = field(init=False)
    """Which characters reach into each of the strips that the page is cut into, from the top."""

    def __post_init__(self) -> None:
        known = sorted((offset, index) for index, offset in enumerate(self.page.offsets) if offset >= 0)
        object.__setattr__(self, "by_offset", tuple(known))
        object.__setattr__(self, "lines", tuple(_lines(self._shown(0, len(self.page.text)), self.ratio)))
        # Notes lie over the text that they are about, and would be in its way.
        printed = self.page.boxes[: len(self.page.boxes) - self.page.notes]
        object.__setattr__(self, "bands", _bands(printed))

    def runs(self, span: Span) -> list[Span]:
        """The runs of characters that the text from one offset to another stands in."""
        start, end = span
        first, last = (bisect_left(self.by_offset, (offset, -1)) for offset in (start, end))
        lit = sorted(index for _, index in self.by_offset[first:last])
        runs: list[Span] = []
        for index in lit:
            if runs and all(self.page.offsets[between] < 0 for between in range(runs[-1][1], index)):
                runs[-1] = (runs[-1][0], index + 1)
            else:
                runs.append((index, index + 1))
        return [(begin, self._with_dots(end)) for begin, end in runs]

    def _with_dots(self, end: int) -> int:
        """Dots have no offsets (see `align`): those that follow a run belong to it."""
        while end < len(self.page.text) and self.page.text[end] in _DOTS and self.page.offsets[end] < 0:
            end += 1
        return end

    def boxes(self, runs: Iterable[Span]) -> list[Box]:
        """The boxes of these characters, those of a line in one."""
        merged: list[Box] = []
        for begin, end in runs:
            first = bisect_right(self.lines, begin, key=_end_of)
            for start, stop, box in islice(self.lines, first, None):
                if start >= end:
                    break
                if begin <= start and stop <= end:
                    merged.append(box)
                elif shown := [part for _, part in self._shown(max(begin, start), min(end, stop))]:
                    merged.append(reduce(_around, shown))
        return merged

    def first_box(self, span: Span) -> Box | None:
        """Where a span begins; None where it does not stand on this page."""
        runs = self.runs(span)
        return next((box for _, box in self._shown(*runs[0])), None) if runs else None

    def nearest(self, x: float, y: float) -> int | None:
        """Between which characters a point (in shares of the page) lies: the index of the one that follows."""
        best: tuple[float, int] | None = None
        own = min(max(0, int(y * _BANDS)), _BANDS - 1)
        for away in range(_BANDS):
            if best is not None and best[0] < _down(max(0, away - 1) / _BANDS, self.ratio):
                break
            for band in {own - away, own + away}:
                for index in self.bands[band] if 0 <= band < _BANDS else ():
                    left, top, right, bottom = self.page.boxes[index]
                    # A line that the point lies beside is nearer than one below it.
                    distance = max(left - x, 0.0, x - right) + _down(max(top - y, 0.0, y - bottom), self.ratio)
                    place = distance, index if x < (left + right) / 2 else index + 1
                    best = place if best is None else min(best, place)
        return best[1] if best is not None else None

    def is_over(self, x: float, y: float) -> bool:
        """Whether a point lies on a character."""
        return (
            any(
                left <= x <= right and top <= y <= bottom
                for left, top, right, bottom in (self.page.boxes[index] for index in self.bands[int(y * _BANDS)])
            )
            if 0 <= y < 1
            else False
        )

    def _shown(self, begin: int, end: int) -> Iterator[tuple[int, Box]]:
        for index in range(begin, min(end, len(self.page.text))):
            box = self.page.boxes[index]
            if box[2] > box[0] and box[3] > box[1] and not self.page.text[index].isspace():
                yield index, box


def _lines(shown: Iterable[tuple[int, Box]], ratio: float) -> Iterator[Line]:
    line: Line | None = None
    for index, box in shown:
        if line is not None and _goes_on(line[2], box, ratio):
            line = line[0], index + 1, _around(line[2], box)
        else:
            if line is not None:
                yield line
            line = index, index + 1, box
    if line is not None:
        yield line


def _end_of(line: Line) -> int:
    return line[1]


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _bands(boxes: Sequence[Box]) -> tuple[tuple[int, ...], ...]:
    bands: list[list[int]] = [[] for _ in range(_BANDS)]
    for index, (left, top, right, bottom) in enumerate(boxes):
        if right > left and bottom > top:
            for band in range(int(top * _BANDS), min(int(bottom * _BANDS), _BANDS - 1) + 1):
                bands[band].append(index)
    return tuple(map(tuple, bands))


def _down(share: float, ratio: float) -> float:
    """How far away it counts that a line stands higher or lower."""
    return 6 * share * ratio


def _goes_on(line: Box, box: Box, ratio: float) -> bool:
    """Whether a character stands on the line, and near enough, before it or behind."""
    if _stands_below(line, box):
        return True
    shared = min(line[3], box[3]) - max(line[1], box[1])
    if shared < _SAME_LINE * min(line[3] - line[1], box[3] - box[1]):
        return False
    gap = max(box[0] - line[2], line[0] - box[2])
    return gap < _WIDE_GAP * max(line[3] - line[1], box[3] - box[1]) * ratio


def _stands_below(line: Box, box: Box) -> bool:
    """Whether a character goes on in a line that runs down or up the page: as wide as it, at its end."""
    slack = _ALIKE * (box[2] - box[0])
    gap = max(box[1] - line[3], line[1] - box[3])
    return abs(line[0] - box[0]) < slack and abs(line[2] - box[2]) < slack and abs(gap) < _ALIKE * (box[3] - box[1])


def word_at(text: str, index: int) -> Span:
    """The word that holds the character at `index`."""
    begin = end = min(index, max(0, len(text) - 1))
    while begin > 0 and text[begin - 1].isalnum():
        begin -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return begin, max(end, min(begin + 1, len(text)))


def above_or_below(page: PageText, index: int, *, down: bool) -> int | None:
    """The place a line further from the one before the character at `index`; None where the page has no more."""
    boxes: Sequence[Box] = page.boxes
    if not 0 <= index < len(boxes):
        return None
    left, top, _, bottom = boxes[index]
    best: tuple[float, float, int] | None = None
    for other, box in enumerate(boxes):
        if box[2] <= box[0]:
            continue
        away = box[1] - bottom if down else top - box[3]
        if away > -_SAME_LINE * (bottom - top):
            key = (round(away / max(bottom - top, 1e-6)), abs(box[0] - left), other)
            best = key if best is None else min(best, key)
    return best[2] if best is not None else None
