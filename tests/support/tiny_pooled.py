"""A small model of the form of pplx-embed-v1: its graph pools, and gives int8 and binary codes beside the values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from tests.support.tiny_models import TinyModel, qwen3_graph, write_tiny_model

GRAPH_SCALE = 100.0
"""What this graph makes its int8 with, where the program takes 127: so a test can tell whose codes it has."""


def write_tiny_pooled(
    installed: Path, *, manifest: Mapping[str, Mapping[str, Any]] | None = None, int8_scale: float = GRAPH_SCALE
) -> TinyModel:
    """Write an independent model whose graph has all four outputs."""
    named = {
        "pooling": "graph",
        "output": "pooler_output",
        "int8_output": "pooler_output_int8",
        "binary_output": "pooler_output_binary",
        "token_output": "last_hidden_state",
    }
    changes = dict(manifest or {})
    changes["model"] = {**named, **changes.get("model", {})}
    tiny = write_tiny_model(installed, kind="independent", manifest=changes)
    model = qwen3_graph(tiny.weights, tiny.shape)
    add_pooling(model, tiny.shape.hidden, int8_scale)
    onnx.save(model, str(tiny.folder / "onnx" / "model.onnx"))
    return tiny


def add_pooling(model: onnx.ModelProto, hidden: int, int8_scale: float) -> None:
    """Give a graph with the output last_hidden_state the three others, in an order that is nobody's."""
    constants = {
        "pool_axis": np.array([1], np.int64),
        "last_axis": np.array([2], np.int64),
        "pool_scale": np.float32(int8_scale),
        "lowest": np.float32(-128),
        "highest": np.float32(127),
        "pool_zero": np.float32(0),
        "pool_one": np.array(1, np.int8),
        "pool_minus_one": np.array(-1, np.int8),
    }
    model.graph.initializer.extend(numpy_helper.from_array(np.asarray(v), name) for name, v in constants.items())
    nodes = [
        ("Cast", ["attention_mask"], "mask_float", {"to": TensorProto.FLOAT}),
        ("Unsqueeze", ["mask_float", "last_axis"], "mask_wide", {}),
        ("Mul", ["last_hidden_state", "mask_wide"], "masked", {}),
        ("ReduceSum", ["masked", "pool_axis"], "summed", {"keepdims": 0}),
        ("ReduceSum", ["mask_float", "pool_axis"], "counted", {"keepdims": 1}),
        ("Div", ["summed", "counted"], "pooler_output", {}),
        ("Tanh", ["pooler_output"], "squashed", {}),
        ("Mul", ["squashed", "pool_scale"], "scaled", {}),
        ("Round", ["scaled"], "rounded", {}),
        ("Clip", ["rounded", "lowest", "highest"], "clipped", {}),
        ("Cast", ["clipped"], "pooler_output_int8", {"to": TensorProto.INT8}),
        ("GreaterOrEqual", ["pooler_output", "pool_zero"], "positive", {}),
        ("Where", ["positive", "pool_one", "pool_minus_one"], "pooler_output_binary", {}),
    ]
    for operator, inputs, output, attributes in nodes:
        model.graph.node.append(helper.make_node(operator, inputs, [output], **attributes))
    kinds = {"pooler_output_binary": TensorProto.INT8, "pooler_output_int8": TensorProto.INT8}
    added = [
        helper.make_tensor_value_info(name, kinds.get(name, TensorProto.FLOAT), ["batch", hidden])
        for name in ("pooler_output_binary", "pooler_output", "pooler_output_int8")
    ]
    first = list(model.graph.output)
    del model.graph.output[:]
    model.graph.output.extend([*added, *first])
    onnx.checker.check_model(model)
