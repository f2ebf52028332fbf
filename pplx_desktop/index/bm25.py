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
    """The chunks that hold a term: their ids, growing, how often each holds it, and how many words it has."""

    chunks: Ids
    times: Floats
    lengths: NDArray[np.uint32]


def best_chunks(terms: Sequence[Holders], totals: Totals, limit: int, allowed: ChunkRuns | None) -> tuple[Ids, Floats]:
    """The chunks with the highest bm25, best first, of equal ones that with the lower id first; of `allowed` ones or of
    all.
    """
    scored = [(term.chunks, _scores(term, totals)) for term in terms if len(term.chunks)]
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


def _scores(term: Holders, totals: Totals) -> Floats:
    holding, times = len(term.chunks), term.times
    idf = math.log((totals.chunks - holding + 0.5) / (holding + 0.5)) if holding < totals.chunks else 0.0
    # Few lengths are different: what each means is looked up.
    lengths = np.arange(int(term.lengths.max()) + 1)
    longer = _K1 * (1.0 - _B + _B * lengths / (totals.words / totals.chunks))
    return (idf if idf > 0.0 else _LEAST_IDF) * (times * (_K1 + 1.0) / (times + longer[term.lengths]))


def _best_of_slab(
    scored: Sequence[tuple[Ids, Floats]], start: int, limit: int, allowed: ChunkRuns | None
) -> tuple[Ids, Floats]:
    places: list[Ids] = []
    weights: list[Floats] = []
    for chunks, scores in scored:
        begin, end = np.searchsorted(chunks, (start, start + _SLAB))
        places.append(chunks[begin:end] - start if start else chunks[begin:end])
        weights.append(scores[begin:end])
    sums = sums_by_place(np.concatenate(places), np.concatenate(weights))
    if allowed is not None:
        sums *= allowed.marks(start, len(sums))
    found = _worth_looking_at(sums, limit)
    values = sums[found]
    if len(found) > limit:
        least = np.partition(values, -limit)[-limit]
        # Of those that are just as good as the last one, the first ones.
        equal = np.flatnonzero(values == least)
        chosen = np.concatenate((np.flatnonzero(values > least), equal))[:limit]
        found, values = found[chosen], values[chosen]
    return found + start, values


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
