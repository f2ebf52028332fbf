"""From what ranked the hits to what is told of it (`core.evidence`).

Invariant: no number is computed anew; what is told of a passage is what put it in its place.
"""

from __future__ import annotations

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
    by_words = _ranks(candidates, candidates.words, candidates.words > 0)
    by_meaning = _ranks(candidates, np.nan_to_num(candidates.likeness, nan=-1.0), candidates.near)
    return {
        place: PassageEvidence(
            score=float(scores[place]),
            words_rank=by_words.get(place),
            bm25=float(candidates.words[place]),
            words=float(words[place]),
            rare=float(candidates.rare[place]),
            meaning_rank=by_meaning.get(place),
            likeness=None if np.isnan(candidates.likeness[place]) else float(candidates.likeness[place]),
            meaning=float(meaning[place]),
        )
        for place in places
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


def _ranks(candidates: Candidates, values: Floats, found: NDArray[np.bool_]) -> dict[int, int]:
    """The rank, from 1, of each place that was found: highest value first, then by chunk, as hits are ordered."""
    order = np.lexsort((candidates.chunks, -values))
    return {place: rank for rank, place in enumerate(order[found[order]].tolist(), start=1)}


def _either(values: Iterable[str]) -> str:
    *others, last = values
    return f"{', '.join(others)} or {last}" if others else last
