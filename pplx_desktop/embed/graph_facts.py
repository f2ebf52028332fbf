"""What a graph file says of itself: its operators, inputs, outputs, and how its weights are stored, in words.

Reads the graph alone, never the weights beside it. Invariant: nothing is guessed from names; what is said of weights
follows from the operators that use them and from their types.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, cast

import onnx
from onnx import TensorProto, helper

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed.reports import GraphFacts

_DYNAMIC = {"MatMulInteger", "MatMulIntegerToFloat", "DynamicQuantizeMatMul"}
_IN_BLOCKS = {"MatMulNBits", "GatherBlockQuantized"}
_PRODUCTS = {"MatMul", "Gemm", "Gather"}
_SCALED = {*_DYNAMIC, *_IN_BLOCKS, "DequantizeLinear", "QuantizeLinear"}
_TYPES: dict[int, str] = {
    TensorProto.FLOAT: "float32",
    TensorProto.FLOAT16: "float16",
    TensorProto.BFLOAT16: "bfloat16",
    TensorProto.INT8: "int8",
    TensorProto.UINT8: "uint8",
    TensorProto.INT4: "int4",
    TensorProto.UINT4: "uint4",
}
_LEAST_WEIGHTS = 1024
"""A constant with fewer values is a shape, a scale or a norm: no matrix to speak of."""


def read_facts(path: Path, name: str) -> GraphFacts:
    """What the graph at `path` is, shown under `name`. Raises `ModelProblem("model-graph")` where it is none."""
    try:
        model = cast("Any", onnx).load(str(path), load_external_data=False)
    except Exception as error:  # protobuf's and onnx's own exceptions share no base class
        raise ModelProblem(
            "model-graph",
            f"The file {path} is no graph that can be read.",
            detail=str(error),
            hint="Install the model again, or choose another one (see `models list`).",
        ) from error
    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    operators = Counter(f"{node.domain}.{node.op_type}" if node.domain else node.op_type for node in graph.node)
    data = {path.parent / PurePosixPath(place) for tensor in graph.initializer if (place := _place(tensor))}
    return GraphFacts(
        file=name,
        size_bytes=path.stat().st_size + sum(file.stat().st_size for file in data if file.is_file()),
        producer=" ".join(filter(None, (model.producer_name, model.producer_version))) or "not told",
        ir_version=model.ir_version,
        opsets={opset.domain or "ai.onnx": opset.version for opset in model.opset_import},
        operators=dict(sorted(operators.items(), key=lambda pair: (-pair[1], pair[0]))),
        inputs=tuple(_described(value) for value in graph.input if value.name not in constants),
        outputs=tuple(_described(value) for value in graph.output),
        parameters=_parameters(graph.node, constants),
        quantisation=_weights_in_words(graph.node, constants),
    )


def _described(value: onnx.ValueInfoProto) -> str:
    tensor = value.type.tensor_type
    axes = [str(axis.dim_param or axis.dim_value or "?") for axis in tensor.shape.dim]
    return f"{value.name} {_type_name(tensor.elem_type)} [{', '.join(axes)}]"


def _type_name(kind: int) -> str:
    return _TYPES.get(kind) or str(helper.tensor_dtype_to_string(kind)).rpartition(".")[2].lower()


def _place(tensor: TensorProto) -> str:
    if tensor.data_location != TensorProto.EXTERNAL:
        return ""
    return next((entry.value for entry in tensor.external_data if entry.key == "location"), "")


def _count(tensor: TensorProto) -> int:
    count = 1
    for axis in tensor.dims:
        count *= axis
    return count


def _attribute(node: onnx.NodeProto, name: str, default: int) -> int:
    return next((int(attribute.i) for attribute in node.attribute if attribute.name == name), default)


def _parameters(nodes: Iterable[onnx.NodeProto], constants: dict[str, TensorProto]) -> int:
    """Weights as they count in full precision: packed ones unpacked, scales and zero points left out."""
    counts = {name: _count(tensor) for name, tensor in constants.items() if tensor.data_type in _TYPES and tensor.dims}
    for node in nodes:
        names = list(node.input)
        if node.op_type in _IN_BLOCKS:
            weights = names[1] if node.op_type == "MatMulNBits" else names[0]
            if node.op_type == "MatMulNBits":
                counts[weights] = _attribute(node, "K", 0) * _attribute(node, "N", 0)
            elif constants.get(weights) is not None and constants[weights].data_type == TensorProto.UINT8:
                counts[weights] = _count(constants[weights]) * 8 // _attribute(node, "bits", 4)
        if node.op_type in _SCALED:
            for name in _scales(node):
                counts[name] = 0
    return sum(counts.values())


def _scales(node: onnx.NodeProto) -> list[str]:
    """Inputs that say how others are scaled."""
    places = {
        "DequantizeLinear": (1, 2),
        "QuantizeLinear": (1, 2),
        "MatMulNBits": (2, 3, 4),
        "GatherBlockQuantized": (2, 3),
        "MatMulInteger": (2, 3),
        "MatMulIntegerToFloat": (2, 3, 4, 5),
        "DynamicQuantizeMatMul": (2, 3),
    }[node.op_type]
    return [node.input[place] for place in places if place < len(node.input) and node.input[place]]


def _weights_in_words(nodes: Iterable[onnx.NodeProto], constants: dict[str, TensorProto]) -> str:
    forms: Counter[str] = Counter()
    stored = dict(constants)
    for node in nodes:
        if node.op_type == "DequantizeLinear" and node.input[0] in stored:
            weights, scale = stored[node.input[0]], stored.get(node.input[1])
            if _count(weights) < _LEAST_WEIGHTS:
                continue
            block = _attribute(node, "block_size", 0)
            grain = f"in blocks of {block}" if block else _grain(scale)
            forms[f"{_type_name(weights.data_type)} weights {grain}, dequantised before use"] += 1
        elif node.op_type in _IN_BLOCKS:
            what = "looked up" if node.op_type == "GatherBlockQuantized" else node.op_type
            bits, block = _attribute(node, "bits", 4), _attribute(node, "block_size", 128)
            forms[f"{bits}-bit weights in blocks of {block} ({what})"] += 1
        elif node.op_type in _DYNAMIC:
            weights = stored.get(node.input[1])
            kind = _type_name(weights.data_type) if weights is not None else "int8"
            forms[f"{kind} weights with activations quantised as they come ({node.op_type})"] += 1
        elif node.op_type in _PRODUCTS:
            for name in node.input[:2]:
                tensor = stored.get(name)
                if tensor is not None and tensor.data_type in _TYPES and _count(tensor) >= _LEAST_WEIGHTS:
                    what = "looked up" if node.op_type == "Gather" else node.op_type
                    forms[f"{_type_name(tensor.data_type)} ({what})"] += 1
    return "; ".join(f"{count} x {form}" for form, count in forms.most_common()) or "no constant weights"


def _grain(scale: TensorProto | None) -> str:
    if scale is None:
        return "with a computed scale"
    return "with one scale" if _count(scale) == 1 else "with a scale for each row or column"
