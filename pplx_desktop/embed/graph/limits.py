"""How fast this machine multiplies matrices at most: what any way to run a model is measured against.

Measured with onnxruntime's own products, in float32 and in int8, over sizes like those of a model and larger ones.
Invariant: the best of all rounds counts, for a limit is what nothing gets beyond.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from onnx import TensorProto

from pplx_desktop.embed.graph.arithmetic import small_session
from pplx_desktop.embed.graph.weights import Array

_SIZES = ((256, 1024, 4096), (1024, 2048, 1024), (1024, 3072, 1024), (2048, 2048, 2048))
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class MatrixLimits:
    """Operations a second, in thousands of millions; a multiplication and its addition are two."""

    fp32: float
    int8: float


def matrix_limits(seconds: float = 6.0) -> MatrixLimits:
    """Measure for about so long."""
    random = np.random.default_rng(1)
    best = {"fp32": 0.0, "int8": 0.0}
    products: list[tuple[str, int, Array, object]] = []
    for rows, inputs, outputs in _SIZES:
        operations = 2 * rows * inputs * outputs
        values = random.standard_normal((rows, inputs), np.float32)
        weight = random.standard_normal((inputs, outputs), np.float32)
        codes = random.integers(0, 255, (rows, inputs)).astype(np.uint8)
        matrix = random.integers(-127, 127, (inputs, outputs)).astype(np.int8)
        products += [
            ("fp32", operations, values, small_session("MatMul", values, weight, TensorProto.FLOAT)),
            ("int8", operations, codes, small_session("MatMulInteger", codes, matrix, TensorProto.INT32)),
        ]
    # All in turn, several times: a machine that is busy for a moment slows none of them for good.
    for _ in range(_ROUNDS):
        for kind, operations, values, session in products:
            share = time.perf_counter() + seconds / _ROUNDS / len(products)
            while True:
                took = _seconds(session, values)
                best[kind] = max(best[kind], operations / took / 1e9)
                if time.perf_counter() > share:
                    break
    return MatrixLimits(**best)


def _seconds(session: object, values: Array) -> float:
    run = session.run  # type: ignore[attr-defined]
    started = time.perf_counter()
    run(None, {"x": values})
    return time.perf_counter() - started
