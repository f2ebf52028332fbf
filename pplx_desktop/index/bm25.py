"""bm25 as FTS5 computes it, for many chunks at once. Pure functions.

Invariant: for the same chunks and counts the scores are those of FTS5 to the last bit: the same operations, in the same
order. `integration/test_common_words.py` compares them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.chunk_rows import ChunkRuns

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

_K1, _B = 1.2, 0.75
_LEAST_IDF = 1e-6
"""What a word tells that half of all chunks hold or more."""
_SLAB = 1 << 21
"""So many ids are scored at once: in 16 MB, however many there are."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What the full text index holds: how many chunks, and how many words in all of them."""

    chunks: int
    words: int


@dataclass(frozen=True, slots=True)
class Holders:
    """Chunks that hold a term: their ids, growing, how often each holds it, and how many words it has."""

    chunks: Ids
    times: Floats
    lengths: NDArray[np.uint16] | NDArray[np.uint32]


def best_chunks(
    terms: Sequence[Sequence[Holders]], totals: Totals, limit: int, allowed: ChunkRuns | None
) -> tuple[Ids, Floats]:
    """The chunks with the highest bm25, best first, of equal ones that with the lower id first; of `allowed` ones or of
    all. Who holds a term is told in parts.
    """
    held = [[part for part in term if len(part.chunks)] for term in terms]
    scored = [
        (part.chunks, scores) for term in held if term for part, scores in zip(term, _scores(term, totals), strict=True)
    ]
    if not scored or limit < 1:
        return np.zeros(0, np.int64), np.zeros(0)
    first = min(int(chunks[0]) for chunks, _ in scored)
    last = max(int(chunks[-1]) for chunks, _ in scored)
    found = [_best_of_slab(scored, start, limit, allowed) for start in range(first - first % _SLAB, last + 1, _SLAB)]
    chunks = np.concatenate([chunks for chunks, _ in found])
    scores = np.concatenate([scores for _, scores in found])
    order = np.lexsort((chunks, -scores))[:limit]
    return chunks[order], scores[order]


def sums_by_place(places: Ids, values: Floats) -> Floats:
    """The sum of the values at each place, from 0 to the last one. Added one by one, in their order."""
    # With weights the counts are floats; numpy's stubs say otherwise.
    return cast("Floats", np.bincount(places, values))


def _scores(term: Sequence[Holders], totals: Totals) -> list[Floats]:
    holding = sum(len(part.chunks) for part in term)
    idf = math.log((totals.chunks - holding + 0.5) / (holding + 0.5)) if holding < totals.chunks else 0.0
    idf = idf if idf > 0.0 else _LEAST_IDF
    # Few lengths are different: what each means is looked up.
    lengths = np.arange(max(int(part.lengths.max(initial=0)) for part in term) + 1)
    longer = _K1 * (1.0 - _B + _B * lengths / (totals.words / totals.chunks))
    found: list[Floats] = []
    for part in term:
        # idf * (times * (k1 + 1) / (times + longer)), in arrays that are used again.
        divisors = longer.take(part.lengths)
        divisors += part.times
        scores = part.times * (_K1 + 1.0)
        scores /= divisors
        scores *= idf
        found.append(scores)
    return found


def _best_of_slab(
    scored: Sequence[tuple[Ids, Floats]], start: int, limit: int, allowed: ChunkRuns | None
) -> tuple[Ids, Floats]:
    sums = _sums_of_slab(scored, start)
    among: Ids | None = None
    if allowed is not None:
        among = allowed.ids_if_few(start, len(sums))
        if among is None:
            sums *= allowed.marks(start, len(sums))
        else:
            sums = sums.take(among)
    found = _worth_looking_at(sums, limit)
    values = sums[found]
    if len(found) > limit:
        least = np.partition(values, -limit)[-limit]
        # Of those that are just as good as the last one, the first ones.
        equal = np.flatnonzero(values == least)
        chosen = np.concatenate((np.flatnonzero(values > least), equal))[:limit]
        found, values = found[chosen], values[chosen]
    return (found if among is None else among[found]) + start, values


def _sums_of_slab(scored: Sequence[tuple[Ids, Floats]], start: int) -> Floats:
    """What the scores of each chunk add up to, one by one, in their order."""
    ends = [int(chunks[-1]) + 1 for chunks, _ in scored]
    sums = np.zeros(min(_SLAB, max(ends) - start))
    for number, (chunks, scores) in enumerate(scored):
        if start or ends[number] > _SLAB:
            begin, end = np.searchsorted(chunks, (start, start + _SLAB))
            chunks, scores = chunks[begin:end] - start, scores[begin:end]  # noqa: PLW2901
        if number:
            np.add.at(sums, chunks, scores)
        else:
            sums[chunks] = scores
    return sums


def _worth_looking_at(sums: Floats, limit: int) -> Ids:
    """The places of `limit` of the greatest values at least, and of few others: all that are not below a value which
    a part of them tells.
    """
    step = 64
    sample = sums[::step]
    wanted = 4 * limit // step + 16
    if len(sample) > 4 * wanted:
        least = np.partition(sample, -wanted)[-wanted]
        if least > 0.0:
            found = np.flatnonzero(sums >= least)
            if len(found) >= limit:
                return found
    return np.flatnonzero(sums > 0.0)
