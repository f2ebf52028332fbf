"""From the scores of the legs to one score. Pure functions.

Invariant: every score is between 0 and 1, and monotonic in each leg's score.
"""

from __future__ import annotations

import numpy as np

from pplx_desktop.core.types import SearchMode
from pplx_desktop.search.candidates import Candidates, Floats
from pplx_desktop.search.ranking import Ranking


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


def scale_likeness(likeness: Floats) -> Floats:
    """Cosines as they are, none below 0: unlike bm25 they compare across queries, so that a vague likeness stays small
    even where it is the best there is. A chunk whose vector is not there yet is taken to be like the average one.
    """
    known = likeness[~np.isnan(likeness)]
    average = float(known.mean()) if len(known) else 0.0
    return np.clip(np.nan_to_num(likeness, nan=average), 0.0, 1.0)


def mix(candidates: Candidates, mode: SearchMode, ranking: Ranking) -> Floats:
    """A score for each chunk: a convex mix of what the words and the likeness say."""
    trust = 1.0 if mode == "words" else words_trust(candidates.words, candidates.most_words, ranking)
    words = scale_words(candidates.words, candidates.rare, trust, ranking)
    likeness = scale_likeness(candidates.likeness)
    if mode == "words":
        return words
    if mode == "meaning":
        return np.where(np.isnan(candidates.likeness), 0.0, likeness)
    return (1.0 - ranking.meaning_weight) * words + ranking.meaning_weight * likeness


def with_name(score: float, name: float) -> float:
    """Raise a score by what the file's name says: as if either of two independent witnesses were enough."""
    return 1.0 - (1.0 - score) * (1.0 - name)
