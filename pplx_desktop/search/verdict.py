"""Whether the best that a search found answers the query, or is only the closest there is.

Three small logistic models, one for each mode, over a few signs; `tests/benchmarks/no_good_match.py` has fixed their
numbers, on queries whose answer was taken out of the index. All signs are shares, or likenesses in terms of how like each
other chunks are by the same model: so they mean the same for every model.

Invariant: what is certain (the name, the phrase or the rare word that was asked for), and what holds all words that were
asked for, is never called no match.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pplx_desktop.core.evidence import TermEvidence
from pplx_desktop.core.types import SearchMode
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search.candidates import Candidates
from pplx_desktop.search.hits import Ranked

LEAST_CONFIDENCE = 0.5
"""Below this there is no good match. Of the queries that have an answer at most 1 of 20 falls there on the worst of the
judged sets, by meaning alone 1 of 12."""

_ALL = 0.999
"""What holds every word that was asked for is a match, however common the words are and however unlike the rest is."""
_FULL_SAMPLE = 200
"""From so many chunks on their likenesses tell all they can; below, in proportion."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence`, between 0 and 1, says how sure it is that the best hit answers the query."""

    is_good_match: bool = True
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for the best hit.

    `told` is the share of what the query's words tell that it holds, in text, headings, title or name; `bm25` is what the
    best chunk by words has of the most that bm25 could come to. `near` says how much more like the query the nearest
    chunk is than two chunks at random are like each other, and `kin` the same of the average chunk: a query in another
    language, or of another field, is less like all of them. Both are counted in spreads of such pairs; `known`, between
    0 and 1, is what they are worth.
    """

    told: float
    bm25: float
    near: float = 0.0
    kin: float = 0.0
    known: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: what a sign adds to the logarithm of the odds. `base` is without any, above the threshold."""

    base: float
    told: float
    bm25: float = 0.0
    near: float = 0.0
    kin: float = 0.0


WEIGHTS: dict[SearchMode, Weights] = {
    "hybrid": Weights(base=-2.498, told=5.869, near=0.627, kin=0.476),
    "words": Weights(base=-1.229, told=0.596, bm25=9.653),
    "meaning": Weights(base=-0.256, told=4.847, near=0.434, kin=0.629),
}
_FEW_BY_MEANING = 1.0
"""What a search by meaning alone is worth among few chunks, where likenesses tell little: a good match."""


def judge_match(
    retrieval: Retrieval,
    candidates: Candidates,
    ranked: Sequence[Ranked],
    terms: Sequence[TermEvidence],
    mode: SearchMode,
) -> Verdict:
    """Judge the best of what was ranked.

    `mode` is what really happened: `words` where no leg was left. `terms` are what the query's words tell, in every mode.
    """
    if not ranked:
        return Verdict(is_good_match=False, confidence=0.0)
    if ranked[0].evidence is not None and ranked[0].evidence.exact:
        return Verdict()
    return judge_signs(read_signs(retrieval, candidates, ranked[0], terms), mode)


def judge_signs(signs: Signs, mode: SearchMode) -> Verdict:
    """What the signs of the best hit come to."""
    confidence = 1.0 / (1.0 + math.exp(-weigh_signs(signs, mode)))
    if signs.told >= _ALL:
        confidence = max(LEAST_CONFIDENCE, confidence)
    return Verdict(confidence >= LEAST_CONFIDENCE, confidence)


def read_signs(retrieval: Retrieval, candidates: Candidates, best: Ranked, terms: Sequence[TermEvidence]) -> Signs:
    """The signs of a hit, which is the best one."""
    told = best.evidence.name_coverage if best.evidence is not None else 0.0
    if best.chunks:
        told = max(told, _told(retrieval, best.chunks[0].chunk_id, terms))
    most = candidates.most_words
    bm25 = min(1.0, float(candidates.words.max(initial=0.0)) / most) if most > 0 else 0.0
    likeness = candidates.likeness[~np.isnan(candidates.likeness)]
    scale = candidates.scale
    if not len(likeness) or not scale.chunks or not _has_likeness(candidates, best):
        return Signs(told, bm25)
    return Signs(
        told=told,
        bm25=bm25,
        near=(float(likeness.max()) - scale.mean) / scale.spread,
        kin=(float(candidates.sample.mean()) - scale.mean) / scale.spread,
        known=min(1.0, scale.chunks / _FULL_SAMPLE),
    )


def weigh_signs(signs: Signs, mode: SearchMode) -> float:
    """The logarithm of the odds, 0 where the threshold is. Where likenesses tell little, the words decide."""
    weights, words = WEIGHTS[mode], WEIGHTS["words"]
    without = _FEW_BY_MEANING if mode == "meaning" else words.base + words.told * signs.told + words.bm25 * signs.bm25
    whole = (
        weights.base
        + weights.told * signs.told
        + weights.bm25 * signs.bm25
        + weights.near * signs.near
        + weights.kin * signs.kin
    )
    return without if mode == "words" else signs.known * whole + (1.0 - signs.known) * without


def _has_likeness(candidates: Candidates, best: Ranked) -> bool:
    """Whether the best hit's best chunk was judged by a model."""
    if not best.chunks:
        return False
    place = int(np.searchsorted(candidates.chunks, best.chunks[0].chunk_id))
    return not bool(np.isnan(candidates.likeness[place]))


def _told(retrieval: Retrieval, chunk: int, terms: Sequence[TermEvidence]) -> float:
    """The share of what the terms tell that a chunk holds. A correction stands for what was typed, and the beginning of a
    word tells as much as the average word.
    """
    typed = {term.term: term.share for term in terms if term.use not in {"corrected", "beginning"} and term.share > 0}
    words = {term.term: [term.term] if term.chunks else [] for term in terms if term.term in typed}
    for term in terms:
        if term.use == "corrected":
            words.setdefault(term.replaces, []).append(term.term)
    # What is only written otherwise in the texts is told by its correction alone.
    otherwise = {term.replaces: term.share for term in terms if term.use == "corrected" and term.replaces not in typed}
    worth = typed | otherwise
    whole = sum(worth.values())
    held = sum(share for word, share in worth.items() if any(retrieval.holds(chunk, one) for one in words[word]))
    begun = [term for term in terms if term.use == "beginning"]
    for term in begun:
        average = whole / len(worth) if worth else 1.0
        whole += average
        held += average * retrieval.holds(chunk, term.term, begins=True)
    return held / whole if whole > 0 else 0.0
