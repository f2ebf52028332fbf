"""How fast a way to run a model is, beside the delivered one, in rounds that take turns.

A laptop is never quiet and its clock never steady, so what is compared is what ran within the same second; seconds of
different minutes are not.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from pplx_desktop.embed.measuring import Measurer

_ROUND_S = 0.25
"""A pass that is shorter is repeated until this much time has passed: a clock's steps and a scheduler's slices vanish."""
_MOST_RUNS = 64
_STEADY = 0.1
"""Rounds whose ratios are no further apart say enough."""
_MOST_REPEATS = 3
"""So many times the rounds that were asked for, where they are further apart."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Of one way, over the rounds: tokens a second by tokens in a pass, the ratio of its speed to the delivered one's,
    how far that may be from the truth as a share of it, and the seconds of both in each round by length.
    """

    tokens_per_s: dict[int, float]
    ratio: dict[int, float]
    doubt: dict[int, float]
    seconds: dict[int, tuple[float, ...]]
    baseline: dict[int, tuple[float, ...]]


def race(
    measured: Measurer, baseline: Measurer, texts: Sequence[Sequence[int]], rounds: int, slow_rounds: int
) -> Speed:
    """Time passes over each of `texts` with both in turns, or with one that is both; `slow_rounds` for one that takes
    seconds. Where the rounds' ratios are far apart there are more rounds, as the machine was busy in some.

    Raises `ModelProblem` where either fails.
    """
    tokens_per_s: dict[int, float] = {}
    ratio: dict[int, float] = {}
    doubt: dict[int, float] = {}
    seconds: dict[int, tuple[float, ...]] = {}
    times: dict[int, tuple[float, ...]] = {}
    for ids in texts:
        # The first pass over a new length takes longer, for memory is laid out anew.
        racers = [measured] if measured is baseline else [measured, baseline]
        first = [racer.seconds(ids) for racer in racers]
        runs = [max(1, min(_MOST_RUNS, math.ceil(_ROUND_S / one))) for one in first]
        pairs: list[tuple[float, float]] = []
        ratios: list[float] = []
        for _ in range(_MOST_REPEATS):
            for _ in range(slow_rounds if max(first) > 1 else rounds):
                taken = [racer.seconds(ids, count) for racer, count in zip(racers, runs, strict=True)]
                pairs.append((taken[0], taken[-1]))
            ratios = [other / one for one, other in pairs]
            if spread(ratios) <= _STEADY:
                break
        mine, theirs = zip(*pairs, strict=True)
        tokens_per_s[len(ids)] = len(ids) / statistics.median(mine)
        ratio[len(ids)], doubt[len(ids)] = statistics.median(ratios), min(spread(ratios) / 2, 1.0)
        seconds[len(ids)], times[len(ids)] = mine, theirs
    return Speed(tokens_per_s, ratio, doubt, seconds, times)


def spread(times: Sequence[float]) -> float:
    """How far apart repeated timings are: the range of the middle eight tenths over the median. 0 where all are equal."""
    if len(times) < 3:
        return 0.0
    ordered = sorted(times)
    cut = len(ordered) // 10
    return (ordered[-1 - cut] - ordered[cut]) / statistics.median(ordered)
