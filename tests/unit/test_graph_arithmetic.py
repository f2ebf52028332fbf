"""What the processor's int8 products do is found out by trying, and limits are measured."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from pplx_desktop.embed.graph import arithmetic
from pplx_desktop.embed.graph.arithmetic import int8_saturates, weight_limit
from pplx_desktop.embed.graph.limits import matrix_limits
from pplx_desktop.embed.graph.linears import quantised, quantised_blocks
from tests.support.reference_qwen3 import Array


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    for cached in (int8_saturates, weight_limit):
        cached.cache_clear()
    yield
    for cached in (int8_saturates, weight_limit):
        cached.cache_clear()


def saturating(_: str, values: Array, weight: Array, result: int) -> Array:
    """As x86 without VNNI: two products are added in 16 bits, and only then to the rest in 32."""
    products = values.astype(np.int32)[:, :, None] * weight.astype(np.int32)[None]
    pairs = products[:, 0::2] + products[:, 1::2]
    return np.clip(pairs, -32768, 32767).sum(axis=1).astype(np.int32)


def exact(_: str, values: Array, weight: Array, result: int) -> Array:
    return values.astype(np.int32) @ weight.astype(np.int32)


def test_a_processor_that_saturates_gets_weights_of_seven_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arithmetic, "run_small", saturating)
    assert int8_saturates()
    assert weight_limit() == 63
    # And those cannot saturate, whatever the activations are.
    values, weight = np.full((1, 64), 255, np.uint8), np.full((64, 2), 63, np.int8)
    np.testing.assert_array_equal(saturating("", values, weight, 0), exact("", values, weight, 0))


def test_a_processor_that_does_not_gets_all_of_int8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arithmetic, "run_small", exact)
    assert weight_limit() == 127


def test_this_processor_multiplies_what_it_is_given_correctly() -> None:
    limit = weight_limit()
    values = np.full((8, 64), 255, np.uint8)
    weight = np.full((64, 32), limit, np.int8)
    found = arithmetic.run_small("MatMulInteger", values, weight, 6)
    np.testing.assert_array_equal(found, exact("", values, weight, 0))


def test_limits_are_measured() -> None:
    limits = matrix_limits(0.2)
    assert 0.5 < limits.fp32 < 1e5
    assert 0.5 < limits.int8 < 1e6


def test_the_command_line_knows_the_benchmark_without_the_models_libraries() -> None:
    program = (
        "import sys; from pplx_desktop.cli.parser import build_parser; build_parser(); "
        "print([name for name in ('onnx', 'onnxruntime', 'tokenizers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_rows_of_almost_nothing_become_nothing() -> None:
    """Their scale would be zero, and what is divided by it no number."""
    almost = np.full((2, 32), 3e-45, np.float32)
    almost[1, 0] = 1
    codes, scales = quantised(almost, 63)
    assert (np.abs(codes[0]).max(), codes[1, 0], scales[0] > 0.01) == (0, 63, True)
    blocks, scales = quantised_blocks(almost[:1], 8, 32)
    assert (set(blocks.ravel().tolist()), scales.tolist()) == ({128}, [[1.0]])
