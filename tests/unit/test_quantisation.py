from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.embed.pooling import mean_of_spans, weighted_mean
from pplx_desktop.embed.quantisation import to_codes, to_query_vector
from tests.support.reference_qwen3 import binary_codes


def floats(*values: float) -> np.ndarray:
    return np.array([values], np.float32)


def test_int8_is_rounded_half_to_even_and_clamped() -> None:
    # With 127 the largest, max-abs leaves the values as they are, so that these are ties.
    ties = floats(63.5, 62.5, -62.5, 0.5, 1.5, 127, 0, -126.5)
    assert np.frombuffer(to_codes(ties, 8, "max-abs").int8, np.int8).tolist() == [64, 62, -62, 0, 2, 127, 0, -126]
    values = floats(0.0, 0.5, -0.5, 1e9, -1e9, 1.0, -1.0, 0.004)
    assert np.frombuffer(to_codes(values, 8, "tanh").int8, np.int8).tolist() == [0, 59, -59, 127, -127, 97, -97, 1]


def test_bits_are_signs_of_the_unquantised_values_first_in_the_highest_bit() -> None:
    # 1e-6 quantises to 0 like -1e-6 does; their bits differ all the same. Zero counts as positive.
    values = floats(1e-6, -1e-6, 0.0, -0.0, -1, -1, -1, 1)
    assert to_codes(values, 8, "tanh").bits == bytes([0b10110001])
    assert to_query_vector(values, 8, "tanh").bits == bytes([0b10110001])


def test_max_abs_uses_the_whole_range_of_each_row_and_knows_zero() -> None:
    codes = to_codes(np.array([[2, -1] * 4, [0] * 8], np.float32), 8, "max-abs")
    assert np.frombuffer(codes.int8, np.int8).reshape(2, 8).tolist() == [[127, -64] * 4, [0] * 8]


def test_truncation_keeps_the_first_dimensions() -> None:
    values = np.random.default_rng(3).normal(size=(5, 64)).astype(np.float32)
    assert to_codes(values, 24, "tanh") == to_codes(values[:, :24].copy(), 24, "tanh")


@given(st.integers(0, 2**32 - 1), st.sampled_from(["tanh", "max-abs"]))
def test_a_query_is_on_the_scale_of_the_codes(seed: int, scheme: str) -> None:
    values = np.random.default_rng(seed).normal(size=64).astype(np.float32)
    codes, query = to_codes(values[None], 64, scheme), to_query_vector(values[None], 64, scheme)  # type: ignore[arg-type]
    floats = np.frombuffer(query.values, "<f4")
    assert np.abs(floats * 127 - np.frombuffer(codes.int8, np.int8)).max() <= 0.5001
    assert query.bits == codes.bits


@given(
    st.lists(st.integers(-120, 120), min_size=24, max_size=24),
    st.lists(st.floats(-0.45, 0.45), min_size=24, max_size=24),
)
def test_tanh_codes_are_the_nearest_integers(codes: list[int], offsets: list[float]) -> None:
    # Built backwards from the codes and away from ties, where float32 may fall on either side.
    values = np.arctanh((np.array(codes) + np.array(offsets)) / 127).astype(np.float32)[None]
    made = to_codes(values, 24, "tanh")
    assert np.frombuffer(made.int8, np.int8).tolist() == codes
    assert made.bits == binary_codes(values, 24)


def test_a_span_is_pooled_without_its_neighbours() -> None:
    hidden = np.arange(24, dtype=np.float32).reshape(6, 4)
    spoilt = hidden.copy()
    spoilt[[0, 3, 5]] = np.nan
    assert mean_of_spans(spoilt, [(1, 3), (4, 5)]).tolist() == [[6, 7, 8, 9], [16, 17, 18, 19]]


@pytest.mark.parametrize("span", [(2, 2), (3, 2), (0, 7), (-1, 2)])
def test_an_empty_or_foreign_span_is_an_error(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="has no mean"):
        mean_of_spans(np.zeros((6, 4), np.float32), [span])


def test_pieces_count_by_their_tokens() -> None:
    parts = np.array([[1, 0], [4, 8]], np.float32)
    assert weighted_mean(parts, [3, 1]).tolist() == [1.75, 2]
    assert weighted_mean(parts[:1], [3]).tolist() == [1, 0]
