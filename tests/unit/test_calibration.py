"""Likenesses by several models on one scale."""

import numpy as np
import pytest

from pplx_desktop.search.calibration import measure_scale, on_one_scale

FAR = np.linspace(-0.1, 0.1, 256)
"""How like a query the average chunks are by a model for which unlike texts have a cosine of 0."""


def test_a_model_for_which_everything_is_alike_does_not_win() -> None:
    first, second = on_one_scale([np.array([0.5, 0.1]), np.array([0.7, 0.62])], [FAR, 0.6 + FAR / 2], "ab")
    assert first.tolist() == [0.5, 0.1]
    # .1 above its average, where chunks differ half as much, is .2 above that of the other.
    assert second[0] == pytest.approx(0.2, abs=0.03)
    assert first[0] > second[0] > second[1] > 0


def test_the_order_within_a_model_stays() -> None:
    values = np.linspace(0.3, 0.9, 50)
    for sample in (np.array([0.5]), np.full(40, 0.5), 0.6 + FAR):
        _, scaled = on_one_scale([np.array([]), values], [FAR, sample], "ab")
        assert (np.diff(scaled) > 0).all()


def test_the_largest_sample_is_the_reference() -> None:
    few = np.array([0.55, 0.6])
    judged = [np.array([0.6]), np.array([0.3])]
    first, second = on_one_scale(judged, [few, FAR], "ab")
    assert second.tolist() == [0.3]
    # Two chunks tell little of the average, and less of how far chunks differ.
    assert 0.1 < first[0] < 0.3
    equal = on_one_scale(judged, [FAR, FAR + 0.2], "ab")
    assert equal[0].tolist() == [0.6]


def test_without_samples_nothing_is_changed() -> None:
    nothing = np.array([])
    first, second = on_one_scale([np.array([0.5]), np.array([0.7])], [nothing, nothing], "ab")
    assert (first.tolist(), second.tolist()) == ([0.5], [0.7])


def test_sets_of_one_model_have_one_scale() -> None:
    judged = [np.array([0.5]), np.array([0.5]), np.array([0.8])]
    first, cut, other = on_one_scale(judged, [FAR, 2 * FAR, 0.6 + FAR], ["a", "a", "b"])
    assert (first.tolist(), cut.tolist()) == ([0.5], [0.5])
    assert 0.2 < other[0] < 0.5


def test_the_scale_of_a_sample_is_that_of_all_pairs() -> None:
    random = np.random.default_rng(4)
    units = random.normal(size=(256, 64)) + 0.5
    units /= np.linalg.norm(units, axis=1, keepdims=True)
    pairs = (units @ units.T)[~np.eye(256, dtype=bool)]
    scale = measure_scale(units.astype(np.float32))
    assert scale.mean == pytest.approx(pairs.mean(), abs=0.1 * pairs.std())
    assert scale.spread == pytest.approx(pairs.std(), rel=0.06)
    assert scale.chunks == 256


@pytest.mark.parametrize("count", range(6))
def test_a_chunk_is_not_compared_with_itself(count: int) -> None:
    scale = measure_scale(np.eye(6, dtype=np.float32)[:count])
    assert scale.mean == 0.0
    assert scale.chunks == (count if count > 2 else 0)
