"""What this processor's int8 arithmetic does.

x86 without VNNI adds two products of uint8 and int8 in 16 bits, where they saturate: a sum that is too large becomes
wrong in silence. With weights of 7 bits it cannot happen.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from pplx_desktop.embed.graph.weights import Array
from pplx_desktop.embed.session import ONNXRUNTIME

_FULL_LIMIT, _SAFE_LIMIT = 127, 63


@cache
def weight_limit() -> int:
    """The largest int8 weight that this processor multiplies correctly, whatever the activations are."""
    return _SAFE_LIMIT if int8_saturates() else _FULL_LIMIT


@cache
def int8_saturates() -> bool:
    """True where products of extreme values come out wrong. Runs a tiny graph."""
    # One row and several take different kernels.
    return any(_is_wrong(rows) for rows in (1, 4, 64))


def _is_wrong(rows: int) -> bool:
    values = np.full((rows, 64), 255, np.uint8)
    weight = np.full((64, 32), 127, np.int8)
    weight[:, 1::2] = -127
    found = run_small("MatMulInteger", values, weight, TensorProto.INT32)
    return not np.array_equal(found, values.astype(np.int32) @ weight.astype(np.int32))


def run_small(operator: str, values: Array, weight: Array, result: int) -> Array:
    """The output of a graph of one product."""
    return small_session(operator, values, weight, result).run(None, {"x": values})[0]


def small_session(operator: str, values: Array, weight: Array, result: int) -> Any:
    """A session with one product of `x` and a constant, on all threads of the machine, on the processor."""
    kind = helper.np_dtype_to_tensor_dtype(values.dtype)
    size = [values.shape[0], weight.shape[1]]
    graph = helper.make_graph(
        [helper.make_node(operator, ["x", "w"], ["y"])],
        "product",
        [helper.make_tensor_value_info("x", kind, list(values.shape))],
        [helper.make_tensor_value_info("y", result, size)],
        [numpy_helper.from_array(weight, "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    options = ONNXRUNTIME.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    return ONNXRUNTIME.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
