"""Whether two ways to search differ on the same queries, or only by the luck of which queries were asked.

Values are paired by query. The test flips the sign of each query's difference at random (Fisher's randomisation test,
two-sided); the interval is the bootstrap's percentiles of the mean difference, queries drawn anew within each set. Over
several sets the mean of their means counts, so that a large set has no more say than a small one. The sets themselves
are taken as given: nothing is said of sets that are not among them.

Invariant: the same values give the same answer, for the chance is that of a fixed seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SAME = "the same"
"""The verdict where no query differs."""
_ROUNDS = 10_000
_AT_ONCE = 250
"""So many rounds are drawn together: memory stays at a few megabytes."""
_SEED = 5
_TIE = 1e-12
"""Sums of the same numbers in another order differ by less."""


@dataclass(frozen=True, slots=True)
class Paired:
    """`difference` is the mean of the first less that of the second, `low` to `high` its 95 % interval, and `p` how often
    chance alone gives one that is at least as large, were both equally good. The rest counts queries.
    """

    difference: float
    low: float
    high: float
    p: float
    better: int
    worse: int
    equal: int

    @property
    def is_sure(self) -> bool:
        """Whether chance explains it in less than one case of twenty."""
        return self.p < 0.05

    @property
    def verdict(self) -> str:
        """In words, of the first."""
        if not self.better and not self.worse:
            return SAME
        return ("better" if self.difference > 0 else "worse") if self.is_sure else "not surely different"


def compare_paired(sets: Sequence[tuple[Sequence[float], Sequence[float]]]) -> Paired:
    """Compare the values of the same queries, in the same order, in one set or several."""
    differences = [np.asarray(first, np.float64) - np.asarray(second, np.float64) for first, second in sets]
    if not differences or not all(len(difference) for difference in differences):
        raise ValueError("there is a set without a query to compare")
    generator = np.random.default_rng(_SEED)
    observed = _mean([float(difference.mean()) for difference in differences])
    flipped = np.zeros(_ROUNDS)
    drawn = np.zeros(_ROUNDS)
    for difference in differences:
        share = 1.0 / (len(difference) * len(differences))
        for begin in range(0, _ROUNDS, _AT_ONCE):
            rounds = slice(begin, begin + _AT_ONCE)
            signs = generator.integers(0, 2, (_AT_ONCE, len(difference)), np.int8) * 2 - 1
            flipped[rounds] += signs @ difference * share
            drawn[rounds] += (
                difference[generator.integers(0, len(difference), (_AT_ONCE, len(difference)))].sum(axis=1) * share
            )
    low, high = np.percentile(drawn, [2.5, 97.5]).tolist()
    extreme = int(np.count_nonzero(np.abs(flipped) >= abs(observed) - _TIE))
    every = np.concatenate(differences)
    return Paired(
        difference=observed,
        low=low,
        high=high,
        # What was observed is one of the ways to flip.
        p=(extreme + 1) / (_ROUNDS + 1),
        better=int(np.count_nonzero(every > _TIE)),
        worse=int(np.count_nonzero(every < -_TIE)),
        equal=int(np.count_nonzero(np.abs(every) <= _TIE)),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
