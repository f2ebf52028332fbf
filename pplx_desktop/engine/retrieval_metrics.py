"""Measures of ranked retrieval, as trec_eval and BEIR define them.

Every function takes the ranked ids of one query, best first and without repeats, and its judgments: id to grade, where
a grade above zero is relevant.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def ndcg(ranked: Sequence[str], judged: Mapping[str, int], k: int) -> float:
    """Normalised discounted cumulative gain of the first `k`, with the grade as linear gain. Between 0 and 1."""
    gained = sum(max(0, judged.get(found, 0)) / math.log2(rank + 2) for rank, found in enumerate(ranked[:k]))
    best = sorted((grade for grade in judged.values() if grade > 0), reverse=True)[:k]
    ideal = sum(grade / math.log2(rank + 2) for rank, grade in enumerate(best))
    return gained / ideal if ideal else 0.0


def recall(ranked: Sequence[str], judged: Mapping[str, int], k: int) -> float:
    """The share of the relevant that is among the first `k`."""
    relevant = {known for known, grade in judged.items() if grade > 0}
    return len(relevant.intersection(ranked[:k])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], judged: Mapping[str, int], k: int) -> float:
    """One over the rank of the first relevant among the first `k`; 0 where there is none."""
    for rank, found in enumerate(ranked[:k], start=1):
        if judged.get(found, 0) > 0:
            return 1 / rank
    return 0.0
