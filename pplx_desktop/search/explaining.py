"""From what ranked the hits to what is told of it (`core.evidence`).

Invariant: no number is computed anew; what is told of a passage is what put it in its place.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.evidence import PassageEvidence
from pplx_desktop.core.types import Query
from pplx_desktop.search.candidates import Candidates, Floats

TELLING_SPREADS = 1.5
"""From here on a passage that the words found is marked as found by meaning, too: 78 to 100 % of the answers of three
judged sets are, and 6 % of all passages (tests/benchmarks/meaning_mark.py).
"""
_FEWEST = 30
"""Of fewer passages the spread of their likeness says nothing."""


class Stopwatch:
    """The parts of a search's time, in order. A part that comes again is added to the first of its name."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._stages: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """What has passed since the last call was spent on `name`."""
        now = time.perf_counter()
        self._stages[name] = self._stages.get(name, 0.0) + (now - self._began) * 1000
        self._began = now

    @property
    def stages_ms(self) -> tuple[tuple[str, float], ...]:
        """Each part with its milliseconds."""
        return tuple(self._stages.items())


def explain_passages(
    candidates: Candidates, places: Iterable[int], *, words: Floats, meaning: Floats, scores: Floats
) -> dict[int, PassageEvidence]:
    """What the legs said of the candidates at `places`. `words`, `meaning` and `scores`, one for each candidate, are
    what the mix took in and what came of it; without a leg its array is zero.
    """
    at = np.fromiter(places, np.int64)
    by_words = _ranks(candidates, candidates.words, candidates.by_words)
    by_meaning = _ranks(candidates, np.nan_to_num(candidates.likeness, nan=-1.0), candidates.near)
    columns = (scores, by_words, candidates.words, words, candidates.rare, by_meaning, candidates.likeness, meaning)
    return {
        place: PassageEvidence(
            score=score,
            words_rank=words_rank or None,
            bm25=bm25,
            words=of_words,
            rare=rare,
            meaning_rank=meaning_rank or None,
            likeness=None if math.isnan(likeness) else likeness,
            meaning=of_meaning,
        )
        for place, score, words_rank, bm25, of_words, rare, meaning_rank, likeness, of_meaning in zip(
            at.tolist(), *(column[at].tolist() for column in columns), strict=True
        )
    }


def meaning_tells(candidates: Candidates, spreads: float = TELLING_SPREADS) -> NDArray[np.bool_]:
    """Which candidates were found by meaning in more than name: the nearest of few passages are near whatever they say.
    True where the likeness stands so many `spreads` above that of passages taken at random; of fewer than tell a spread,
    for all that are near.
    """
    if len(candidates.sample) < _FEWEST:
        return candidates.near
    limit = float(candidates.sample.mean()) + spreads * float(candidates.sample.std())
    return candidates.near & (np.nan_to_num(candidates.likeness, nan=-1.0) >= limit)


def conditions_in_words(query: Query) -> tuple[str, ...]:
    """What every hit had to fulfil, as one says it."""
    told = [f"holds “{phrase}”" for phrase in query.phrases]
    told += [f"does not hold “{words}”" for words in query.excluded]
    if query.types:
        told.append(f"is of type {_either(query.types)}")
    if query.folders:
        told.append(f"is in {_either([f'“{folder}”' for folder in query.folders])}")
    if query.after is not None:
        told.append(f"was changed on {query.after.isoformat()} or later")
    if query.before is not None:
        told.append(f"was changed before {query.before.isoformat()}")
    return tuple(told)


def _ranks(candidates: Candidates, values: Floats, found: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The rank, from 1, of each place that was found, 0 of others: highest value first, then by chunk, as hits are ordered."""
    order = np.lexsort((candidates.chunks, -values))
    ranks = np.zeros(len(order), np.int64)
    ranks[order[found[order]]] = np.arange(1, np.count_nonzero(found) + 1)
    return ranks


def _either(values: Iterable[str]) -> str:
    *others, last = values
    return f"{', '.join(others)} or {last}" if others else last
