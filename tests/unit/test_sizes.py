"""Values for rescoring, packed: what is read is what was written, as like it as it has to be."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pplx_desktop.index.packing import pack_sizes, sizes_width, unpack_int8
from pplx_desktop.index.vectors import run_chunks

SIZES = {2: [11, 35, 62, 99], 3: [6, 18, 30, 43, 58, 74, 95, 126]}


@given(
    st.sampled_from([2, 3]),
    st.sampled_from([8, 64, 384, 512]),
    st.integers(0, 5),
    st.randoms(use_true_random=False),
)
@settings(deadline=None)
def test_values_are_those_of_their_signs_and_sizes(size_bits: int, dims: int, rows: int, random: Random) -> None:
    bits, sizes = random.randbytes(rows * dims // 8), random.randbytes(rows * sizes_width(dims, size_bits))
    signs = np.unpackbits(np.frombuffer(bits, np.uint8)).reshape(rows, dims)
    planes = np.unpackbits(np.frombuffer(sizes, np.uint8)).reshape(rows, size_bits, dims).astype(np.int64)
    classes = sum((planes[:, plane] << plane for plane in range(size_bits)), np.zeros((rows, dims), np.int64))
    values = np.where(signs, 1, -1) * np.array(SIZES[size_bits])[classes]
    unpacked = unpack_int8(bits, sizes, dims, size_bits)
    assert unpacked.tolist() == values.tolist()
    assert pack_sizes(unpacked, size_bits) == sizes


@pytest.mark.parametrize(("size_bits", "least"), [(2, 0.980), (3, 0.994)])
@pytest.mark.parametrize("spread", [0.3, 1, 3])
def test_a_row_keeps_its_direction(size_bits: int, least: float, spread: float) -> None:
    """Also that of models whose values are int8 by nature, tanh of what may be small or large."""
    values = np.tanh(np.random.default_rng(7).standard_normal((50, 512)) * spread)
    int8 = np.rint(values * 127).astype(np.int8)
    read = unpack_int8(np.packbits(values >= 0, axis=1).tobytes(), pack_sizes(int8, size_bits), 512, size_bits)
    first, second = int8.astype(np.float64), read.astype(np.float64)
    lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    assert (np.einsum("ij,ij->i", first, second) / lengths).min() > least


@pytest.mark.parametrize(
    ("dims", "size_bits", "run"),
    [(384, 2, 5), (512, 2, 5), (256, 3, 8), (384, 3, 7), (512, 3, 7), (768, 3, 7), (1024, 3, 5), (2560, 3, 4)],
)
def test_a_run_of_stored_values_has_as_many_chunks_as_when_it_was_written(dims: int, size_bits: int, run: int) -> None:
    """Another number would read what is stored as something else: it needs a migration."""
    assert run_chunks(dims, size_bits) == run
