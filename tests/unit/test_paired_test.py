"""The paired test against the exact answer, where all ways to flip the signs can be listed."""

from itertools import product
from statistics import mean

import numpy as np
import pytest

from pplx_desktop.engine.paired_test import SAME, compare_paired

DIFFERENCES = [0.5, 0.25, -0.125, 0.75, 0.0, 0.5, 0.125, -0.25, 0.375, 0.5]


def exact_p(*sets: list[float]) -> float:
    """How many of all ways to flip the signs give a mean of means that is as far from 0."""
    observed = abs(mean(mean(values) for values in sets))
    every = [
        abs(mean(mean(sign * value for sign, value in zip(signs, values, strict=True)) for signs, values in choice))
        for choice in (
            list(zip(flips, sets, strict=True)) for flips in product(*(product((1, -1), repeat=len(s)) for s in sets))
        )
    ]
    return mean(value >= observed - 1e-12 for value in every)


def against_nothing(values: list[float]) -> tuple[list[float], list[float]]:
    return values, [0.0] * len(values)


def test_p_is_that_of_all_ways_to_flip_the_signs() -> None:
    found = compare_paired([against_nothing(DIFFERENCES)])
    assert found.difference == pytest.approx(mean(DIFFERENCES))
    # Of 10,000 rounds the standard error is at most 0.005.
    assert found.p == pytest.approx(exact_p(DIFFERENCES), abs=0.015)
    assert (found.better, found.worse, found.equal) == (7, 2, 1)


def test_over_sets_each_has_the_same_say() -> None:
    one, two = [1.0, 0.5, 0.25], [-0.125, 0.25, 0.125, -0.25, 0.0, 0.125]
    found = compare_paired([against_nothing(one), against_nothing(two)])
    assert found.difference == pytest.approx((mean(one) + mean(two)) / 2)
    assert found.p == pytest.approx(exact_p(one, two), abs=0.015)


def test_the_interval_is_that_of_the_mean() -> None:
    values = np.random.default_rng(1).normal(0.02, 0.2, 1000)
    found = compare_paired([(values.tolist(), [0.0] * 1000)])
    error = float(values.std()) / 1000**0.5
    assert found.low == pytest.approx(values.mean() - 1.96 * error, abs=0.1 * error)
    assert found.high == pytest.approx(values.mean() + 1.96 * error, abs=0.1 * error)
    assert found == compare_paired([(values.tolist(), [0.0] * 1000)])


def test_turned_around_it_says_the_opposite() -> None:
    first, second = [0.9, 0.8, 0.7, 0.9, 0.8, 0.9], [0.1, 0.2, 0.1, 0.2, 0.0, 0.1]
    there, back = compare_paired([(first, second)]), compare_paired([(second, first)])
    assert (there.verdict, back.verdict) == ("better", "worse")
    assert there.difference == pytest.approx(-back.difference)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=0.02)
    assert there.p == pytest.approx(2 / 2**6, abs=0.01)


def test_without_a_difference_nothing_is_claimed() -> None:
    found = compare_paired([([0.5, 1.0], [0.5, 1.0])])
    assert (found.verdict, found.p, found.low, found.high) == (SAME, 1.0, 0.0, 0.0)
    assert compare_paired([([0.6, 0.4, 0.5], [0.5, 0.5, 0.5])]).verdict == "not surely different"
    with pytest.raises(ValueError, match="without a query"):
        compare_paired([([], [])])
