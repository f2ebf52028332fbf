"""bm25 as FTS5 computes it, for the chunks that can be among the best. Pure functions.

What a term adds to a chunk's score has a limit, so the terms that a chunk holds tell how good it can be at most. Only those
that can reach the best ones found so far are scored: of hundreds of thousands with a common word, some thousands.

Invariants: for the same chunks and counts the scores are those of FTS5 to the last bit: the same operations, in the same
order (`integration/test_common_words.py` compares them). Who is left out is worse than all that are found.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.postings import Floats, Holders, Ids, Lengths, Looked, Sums

_K1, _B = 1.2, 0.75
_LEAST_IDF = 1e-6
"""What a word tells that half of all chunks hold or more."""
_LIMIT = _K1 + 1.0
"""So often its idf a term adds at most, however often a chunk holds it."""
_FEW_PARTS = 64
"""With more parts than this the limits are added up with two bytes for each chunk, which take twice the time."""
_ROUNDING = 1e-9
_STEP = 16
"""One chunk of so many tells how many chunks have which limits."""
_WANTED = 4
_MORE = 8
_MANY = 30_000
"""Where so many could be among the best by the terms that they hold, how often and how long they are is looked at."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What the full text index holds: how many chunks, and how many words in all of them."""

    chunks: int
    words: int


@dataclass(frozen=True, slots=True)
class Room:
    """The places that chunks have, from 0 to before `size`. `marks` says which of them come in question, None that all do;
    `few` are these, where it is less work to look at all of them. Places are asked about in order.
    """

    size: int
    chunks_at: Callable[[Ids], Ids]
    lengths_at: Callable[[Ids], Lengths]
    marks: NDArray[np.bool_] | None = None
    few: Ids | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """Who holds a term, or some of them; `step` is what one more in a limit stands for, and all of them add `most` at most."""

    holders: Holders
    idf: float
    average: float
    step: float = 1.0

    @property
    def most(self) -> int:
        return math.ceil(self.idf * _LIMIT / self.step)

    def limits(self, times: Floats, lengths: Lengths) -> NDArray[np.uint16]:
        """What chunks of these lengths add that hold the term so often, in whole steps."""
        scores = self.idf * _LIMIT * times / (times + _longer(lengths, self.average))
        return np.ceil(scores / self.step).astype(np.uint16)


def best_chunks(terms: Sequence[Sequence[Holders]], totals: Totals, limit: int, room: Room) -> tuple[Ids, Floats]:
    """The chunks with the highest bm25, best first, of equal ones that with the lower id first. Who holds a term is told
    in parts.
    """
    average = totals.words / totals.chunks if totals.chunks else 1.0
    parts = [_Part(part, idf, average) for term in terms for idf in [_idf(term, totals)] for part in term if part.count]
    if not parts or limit < 1:
        return np.zeros(0, np.int64), np.zeros(0)
    if room.few is not None:
        return _best([(room.few, _scores(parts, Looked(room.few, room.marks), room))], limit, room)
    return _best(_likely(parts, limit, room), limit, room)


def _idf(term: Sequence[Holders], totals: Totals) -> float:
    holding = sum(part.count for part in term)
    idf = math.log((totals.chunks - holding + 0.5) / (holding + 0.5)) if holding < totals.chunks else 0.0
    return idf if idf > 0.0 else _LEAST_IDF


def _longer(lengths: Lengths, average: float) -> Floats:
    """What a chunk's length adds to how often it holds a term."""
    return _K1 * (1.0 - _B + _B * lengths.astype(np.float64) / average)


def _scores(parts: Sequence[_Part], looked: Looked, room: Room) -> Floats:
    """The scores at the places that are looked at: what the parts add, one by one, in their order."""
    longer = _longer(room.lengths_at(looked.places), parts[0].average)
    sums = np.zeros(len(looked.places))
    for part in parts:
        at, times = part.holders.times_at(looked)
        # idf * (times * (k1 + 1) / (times + longer)), in arrays that are used again.
        divisors = longer.take(at)
        divisors += times
        scores = times * _LIMIT
        scores /= divisors
        scores *= part.idf
        sums[at] += scores
    return sums


def _likely(parts: Sequence[_Part], limit: int, room: Room) -> list[tuple[Ids, Floats]]:
    """Places with their scores, the best `limit` among them."""
    steps = 255 if len(parts) <= _FEW_PARTS else 65_535
    step = sum(part.idf for part in parts) * _LIMIT / (steps - len(parts))
    parts = [replace(part, step=step) for part in parts]
    limits = np.zeros(room.size, np.uint8 if steps == 255 else np.uint16)
    for part in parts:
        part.holders.add_to(limits, part.most)
    if room.marks is not None:
        limits *= room.marks
    least, among = _least_of(limits, _WANTED * limit)
    is_fine = among > _MANY
    if is_fine:
        limits = _fine_limits(parts, limits, room)
        least, _ = _least_of(limits, _WANTED * limit)
    found = [_score_marked(limits >= limits.dtype.type(least), parts, room)]
    needed = _least_that_reaches(found[0][1], limit, step)
    if needed < least:
        others = limits >= limits.dtype.type(needed)
        others[found[0][0]] = False
        if not is_fine and int(np.count_nonzero(others)) > _MANY:
            others &= _fine_limits(parts, limits, room) >= limits.dtype.type(needed)
        found.append(_score_marked(others, parts, room))
    return found


def _fine_limits(parts: Sequence[_Part], limits: Sums, room: Room) -> Sums:
    """The limits, lower where a chunk is long or holds a term seldom."""
    fine = np.zeros_like(limits)
    for part in parts:
        part.holders.add_finely_to(fine, part.most, room.lengths_at, part.limits)
    if room.marks is not None:
        fine *= room.marks
    return fine


def _least_of(limits: Sums, wanted: int) -> tuple[int, int]:
    """The greatest limit that so many chunks have at least, and how many do; the least above 0 where there are not so many.
    About: by what a part of them has.
    """
    at_least = np.cumsum(np.bincount(limits[::_STEP], minlength=2)[:0:-1])[::-1] * _STEP
    least = max(1, int(np.count_nonzero(at_least >= wanted)))
    return least, int(at_least[least - 1])


def _score_marked(marks: NDArray[np.bool_], parts: Sequence[_Part], room: Room) -> tuple[Ids, Floats]:
    places = marked(marks)
    return places, _scores(parts, Looked(places, marks), room)


def _least_that_reaches(scores: Floats, limit: int, step: float) -> int:
    """The least limit of a chunk that may be among the best, where these scores are known."""
    if len(scores) < limit:
        return 1
    worst = float(np.partition(scores, -limit)[-limit])
    return max(1, math.ceil(worst / step * (1.0 - _ROUNDING)))


def _best(found: Sequence[tuple[Ids, Floats]], limit: int, room: Room) -> tuple[Ids, Floats]:
    chunks = np.concatenate([room.chunks_at(places) for places, _ in found])
    scores = np.concatenate([scores for _, scores in found])
    there = np.flatnonzero(scores > 0.0)
    if len(there) > limit:
        there = np.flatnonzero(scores >= np.partition(scores, -limit)[-limit])
    order = there[np.lexsort((chunks[there], -scores[there]))[:limit]]
    return chunks[order], scores[order]


def marked(marks: NDArray[np.bool_]) -> Ids:
    """The places of what is marked, where few are: whole words of eight marks are looked at first."""
    whole = len(marks) // 8 * 8
    words = np.flatnonzero(marks[:whole].view(np.uint64) != 0)
    at = np.flatnonzero(marks[:whole].reshape(-1, 8).take(words, axis=0))
    found = (words.take(at >> 3) << 3) + (at & 7)
    return np.concatenate((found, np.flatnonzero(marks[whole:]) + whole)) if whole < len(marks) else found
