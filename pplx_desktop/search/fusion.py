"""From the scores of the legs to one score. Pure functions.

Invariant: every score is between 0 and 1, and monotonic in each leg's score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import SearchMode
from pplx_desktop.search.candidates import Candidates, Floats
from pplx_desktop.search.ranking import Ranking

_LEAST_SAMPLE = 32
"""Fewer chunks do not tell how like a query the average one is."""
_LEAST_SPREAD = 0.01
Score = TypeVar("Score", float, Floats)
"""One score, or one for each of many."""


@dataclass(frozen=True, slots=True)
class Blend:
    """What became of the legs, one position for each candidate: `scores` is the mix of `words` and `meaning`, in which the
    likeness has the share `meaning_weight`. `trust` is how much the words counted.
    """

    words: Floats
    meaning: Floats
    scores: Floats
    trust: float
    meaning_weight: float


def scale_words(words: Floats, rare: Floats, trust: float, ranking: Ranking) -> Floats:
    """bm25 as a share of the best chunk's: its size depends on the query, so only proportions mean something. Taken for
    what it is worth (`trust`), then lifted towards 1 by the rare words.
    """
    best = words.max(initial=0.0)
    shares = trust * words / best if best > 0 else words
    return shares + (1.0 - shares) * ranking.rare_weight * np.where(words > 0, rare, 0.0)


def words_trust(words: Floats, most: float, ranking: Ranking) -> float:
    """How much the words leg is worth in a mix, between 0 and 1: little where even its best chunk has little of what
    was asked for, such as the "off" and the "on" of a long question.
    """
    return min(1.0, ranking.words_trust * float(words.max(initial=0.0)) / most) if most > 0 else 1.0


def meaning_share(likeness: Floats, sample: Floats, ranking: Ranking) -> float:
    """The share of the likeness in a mix: more where the best stands out from what any chunk is like the query (`sample`),
    in deviations of these, so that a model's own scale does not matter.
    """
    known = likeness[~np.isnan(likeness)]
    if not ranking.usual_contrast or len(sample) < _LEAST_SAMPLE or not len(known):
        return ranking.meaning_weight
    contrast = (float(known.max()) - float(sample.mean())) / max(float(sample.std()), _LEAST_SPREAD)
    weight = ranking.meaning_weight * max(contrast / ranking.usual_contrast, 0.0)
    return weight / (weight + 1.0 - ranking.meaning_weight)


def scale_likeness(likeness: Floats) -> Floats:
    """Cosines as they are, none below 0: unlike bm25 they compare across queries, so that a vague likeness stays small
    even where it is the best there is. A chunk whose vector is not there yet is taken to be like the average one.
    """
    known = likeness[~np.isnan(likeness)]
    average = float(known.mean()) if len(known) else 0.0
    return np.clip(np.nan_to_num(likeness, nan=average), 0.0, 1.0)


def blend(candidates: Candidates, mode: SearchMode, ranking: Ranking) -> Blend:
    """A score for each chunk: a convex mix of what the words and the likeness say."""
    nothing = np.zeros(len(candidates.chunks))
    if mode == "meaning":
        likeness = np.where(np.isnan(candidates.likeness), 0.0, scale_likeness(candidates.likeness))
        return Blend(nothing, likeness, likeness, 0.0, 1.0)
    trust = 1.0 if mode == "words" else words_trust(candidates.words, candidates.most_words, ranking)
    words = scale_words(candidates.words, candidates.rare, trust, ranking)
    if mode == "words":
        return Blend(words, nothing, words, 1.0, 0.0)
    likeness = scale_likeness(candidates.likeness)
    weight = meaning_share(candidates.likeness, candidates.sample, ranking)
    return Blend(words, likeness, (1.0 - weight) * words + weight * likeness, trust, weight)


def mix(candidates: Candidates, mode: SearchMode, ranking: Ranking) -> Floats:
    """What `blend` comes to."""
    return blend(candidates, mode, ranking).scores


def find_tiers(candidates: Candidates, ranking: Ranking) -> NDArray[np.int64]:
    """How certain each chunk is: 2 with a phrase that was quoted, 1 with rare words that are enough of the query, else 0."""
    tiers = np.zeros(len(candidates.chunks), np.int64)
    if len(candidates.certain):
        # Shares that add up to all of it may miss it by the last digit.
        tiers[candidates.certain >= ranking.certain_share - 1e-9] = 1
    if len(candidates.phrased):
        tiers[candidates.phrased] = 2
    return tiers


def find_floors(scores: Floats, tiers: NDArray[np.int64]) -> Floats:
    """Where the scores of each one's tier begin when they are lifted: at the best of the tiers below."""
    floors = np.zeros(len(scores))
    floor = 0.0
    for tier in np.unique(tiers):
        there = tiers == tier
        floors[there] = floor
        floor += (1.0 - floor) * float(scores[there].max())
    return floors


def lift(scores: Floats, tiers: NDArray[np.int64]) -> Floats:
    """Raise scores so that none of a higher tier is below one of a lower tier. The order within a tier stays, and so do
    the scores of the lowest.
    """
    floors = find_floors(scores, tiers)
    return floors + (1.0 - floors) * scores


def with_name(score: Score, name: Score) -> Score:
    """Raise scores by what the files' names say, or other parts of the documents: as if either of two independent
    witnesses were enough.
    """
    return 1.0 - (1.0 - score) * (1.0 - name)
