"""What is in a delivered graph: its linear layers and its table of embeddings, in whatever form the weights are stored.

Known forms are plain matrices (MatMul, Gemm), matrices that the graph dequantises itself (DequantizeLinear, whole or in
blocks), blocks of 4 or 8 bits (MatMulNBits, GatherBlockQuantized), and the dynamically quantised ones
(DynamicQuantizeLinear with MatMulInteger, MatMulIntegerToFloat, DynamicQuantizeMatMul).

Invariant: a `Linear`'s weight equals what the graph multiplies by, as float32 [outputs, inputs]; it is made when it is
asked for, one at a time. A product that is in none of these forms is no `Linear`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import onnx
from onnx import helper

from pplx_desktop.embed.graph.dequantising import dequantised, flat, floats, widened, zero_points
from pplx_desktop.embed.graph.weights import Array, Floats, GraphFile, unpack_nibbles

_SAME = frozenset({"Identity", "Cast", "QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "CastLike"})
"""Operators whose first output is their first input in another type."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A product with a constant matrix: `output` = `value` times the transposed weight, plus `bias` where there is one.

    `value`, `output` and `bias` are names of float tensors; `nodes` are the ones that compute it, by their places in the
    graph. A bias that a node of its own adds is not part of it.
    """

    name: str
    value: str
    output: str
    outputs: int
    inputs: int
    nodes: tuple[int, ...]
    bias: str
    read: Callable[[], Floats] = field(repr=False, compare=False)

    def weight(self) -> Floats:
        """The weight, float32 [outputs, inputs]."""
        return self.read()


@dataclass(frozen=True, slots=True)
class Embedding:
    """A table that is looked up by `indices`: `output` is float. `nodes` as for `Linear`."""

    indices: str
    output: str
    rows: int
    dims: int
    nodes: tuple[int, ...]
    read: Callable[[int, int], Floats] = field(repr=False, compare=False)

    def values(self, start: int, end: int) -> Floats:
        """Some of the rows, float32 [rows, dims]."""
        return self.read(start, end)


@dataclass(frozen=True, slots=True)
class _Constant:
    """A constant that the graph computes from stored ones."""

    shape: tuple[int, ...]
    read: Callable[[], Array]


class SourceGraph:
    """A delivered graph with its connections."""

    def __init__(self, file: GraphFile) -> None:
        self.file = file
        self.nodes: list[onnx.NodeProto] = list(file.model.graph.node)
        self.producers: dict[str, int] = {}
        self.consumers: dict[str, list[int]] = defaultdict(list)
        for place, node in enumerate(self.nodes):
            for name in node.output:
                self.producers[name] = place
            for name in dict.fromkeys(node.input):
                self.consumers[name].append(place)
        self.outputs: list[str] = [value.name for value in file.model.graph.output]

    @cached_property
    def linears(self) -> tuple[Linear, ...]:
        """The linear layers, in the order in which the graph has them."""
        found: list[Linear] = []
        for place, node in enumerate(self.nodes):
            reader = _READERS.get(node.op_type)
            linear = reader(self, place, node) if reader else None
            if linear is not None:
                found.append(linear)
        return tuple(found)

    @cached_property
    def embeddings(self) -> tuple[Embedding, ...]:
        """The tables that are looked up with values from outside."""
        found: list[Embedding] = []
        for place, node in enumerate(self.nodes):
            if node.op_type == "Gather" and len(node.input) == 2:
                table = self._gathered(place, node)
            elif node.op_type == "GatherBlockQuantized":
                table = self._gathered_blocks(place, node)
            else:
                table = None
            if table is not None:
                found.append(table)
        return tuple(found)

    def producer(self, name: str) -> onnx.NodeProto | None:
        """The node that gives this tensor; None for inputs and constants."""
        place = self.producers.get(name)
        return None if place is None else self.nodes[place]

    def origin(self, name: str) -> str:
        """The tensor that this one is the same as but for its type."""
        node = self.producer(name)
        while node is not None and node.op_type in _SAME and not self.file.is_constant(node.input[0]):
            name = node.input[0]
            node = self.producer(name)
        return name

    def content(self, name: str) -> str:
        """The tensor that this one is the same as but for its type and its shape."""
        name = self.origin(name)
        node = self.producer(name)
        while node is not None and node.op_type == "Reshape":
            name = self.origin(node.input[0])
            node = self.producer(name)
        return name

    def constant(self, name: str) -> _Constant | None:
        """The tensor, if it follows from stored constants by operators that are known here."""
        if self.file.is_constant(name):
            return _Constant(self.file.constant_shape(name), lambda: self.file.array(name))
        node = self.producer(name)
        if node is None or not node.input or name != node.output[0]:
            return None
        inner = self.constant(node.input[0])
        if inner is None:
            return None
        if node.op_type in {"Cast", "Identity"}:
            # Only ever between kinds of float; what is read becomes float32 in the end.
            return inner
        if node.op_type == "Transpose":
            order: list[int] = list(attribute(node, "perm", list(range(len(inner.shape)))[::-1]))
            return _Constant(tuple(inner.shape[axis] for axis in order), lambda: inner.read().transpose(order))
        if node.op_type == "DequantizeLinear":
            return self._dequantised(node, inner)
        return None

    def array(self, name: str) -> Array | None:
        """The values of a constant tensor, None where it is none."""
        constant = self.constant(name) if name else None
        return None if constant is None else constant.read()

    def _dequantised(self, node: onnx.NodeProto, codes: _Constant) -> _Constant | None:
        scale = self.array(node.input[1])
        zero_point = self.array(node.input[2]) if len(node.input) > 2 and node.input[2] else None
        if scale is None or (len(node.input) > 2 and node.input[2] and zero_point is None):
            return None
        axis, block = int(attribute(node, "axis", 1)), int(attribute(node, "block_size", 0))
        return _Constant(codes.shape, lambda: dequantised(codes.read(), scale, zero_point, axis, block))

    def _gathered(self, place: int, node: onnx.NodeProto) -> Embedding | None:
        table = self.constant(node.input[0])
        if table is None or len(table.shape) != 2 or attribute(node, "axis", 0) != 0 or self.constant(node.input[1]):
            return None
        rows, dims = table.shape
        output, places = node.output[0], [place]
        scale: Array | None = None
        zero_point: Array | None = None
        following = self.consumers[output]
        if len(following) == 1 and self.nodes[following[0]].op_type == "DequantizeLinear":
            undo = self.nodes[following[0]]
            scale = self.array(undo.input[1])
            zero_point = self.array(undo.input[2]) if len(undo.input) > 2 and undo.input[2] else None
            if scale is None or scale.size != 1:
                return None
            output, places = undo.output[0], [place, following[0]]
        elif self._is_integer(node.input[0]):
            return None  # codes whose scale is applied in a way that is not known here

        def read(start: int, end: int) -> Floats:
            stored = self._table_rows(node.input[0], start, end)
            if stored is None:
                stored = table.read()[start:end]
            return floats(stored) if scale is None else dequantised(stored, scale, zero_point, 0, 0)

        return Embedding(node.input[1], output, rows, dims, tuple(places), read)

    def _table_rows(self, name: str, start: int, end: int) -> Array | None:
        """Rows of a table that is stored as it is, so that the others are never touched."""
        node = self.producer(name)
        while node is not None and node.op_type in {"Cast", "Identity"}:
            name = node.input[0]
            node = self.producer(name)
        return self.file.array(name)[start:end] if self.file.is_constant(name) else None

    def _is_integer(self, name: str) -> bool:
        if not self.file.is_constant(name):
            return False
        return np.issubdtype(helper.tensor_dtype_to_np_dtype(self.file.constant_type(name)), np.integer)

    def _gathered_blocks(self, place: int, node: onnx.NodeProto) -> Embedding | None:
        if attribute(node, "gather_axis", 0) != 0 or self.constant(node.input[1]) is not None:
            return None
        name, scale = node.input[0], self.array(node.input[2])
        if not self.file.is_constant(name) or scale is None or scale.ndim != 2:
            return None
        zero_point = self.array(node.input[3]) if len(node.input) > 3 and node.input[3] else None
        codes = self.file.array(name)
        bits = int(attribute(node, "bits", 4))
        # Stored as bytes, 4-bit codes come two in a byte; stored as int4 or uint4 they were unpacked when read.
        packed = self.file.constant_type(name) == onnx.TensorProto.UINT8 and bits == 4
        block = int(attribute(node, "block_size", 128))
        rows, dims = codes.shape[0], codes.shape[1] * (2 if packed else 1)
        middle = 0 if codes.dtype == np.int8 else 1 << (bits - 1)
        if self.file.constant_type(name) == onnx.TensorProto.UINT4:
            middle = 0  # the default zero point of a type with a name is zero

        def read(start: int, end: int) -> Floats:
            values = unpack_nibbles(codes[start:end], signed=False) if packed else codes[start:end]
            zero = zero_points(zero_point, scale.shape, packed=packed)
            origin = np.float32(middle) if zero is None else widened(zero[start:end], block, dims)
            return (floats(values) - origin) * widened(scale[start:end], block, dims)

        return Embedding(node.input[1], node.output[0], rows, dims, (place,), read)


def attribute(node: onnx.NodeProto, name: str, default: Any) -> Any:
    """The value of a node's attribute, `default` where it has none of this name."""
    for item in node.attribute:
        if item.name == name:
            return helper.get_attribute_value(item)
    return default


def _matmul(graph: SourceGraph, place: int, node: onnx.NodeProto) -> Linear | None:
    weight = graph.constant(node.input[1])
    if weight is None or len(weight.shape) != 2 or graph.constant(node.input[0]) is not None:
        return None
    inputs, outputs = weight.shape
    return _linear(node, (place,), (outputs, inputs), lambda: floats(weight.read().T))


def _gemm(graph: SourceGraph, place: int, node: onnx.NodeProto) -> Linear | None:
    weight = graph.constant(node.input[1])
    bias = node.input[2] if len(node.input) > 2 else ""
    plain = (
        attribute(node, "alpha", 1.0) == 1.0
        and not attribute(node, "transA", 0)
        and (not bias or attribute(node, "beta", 1.0) == 1.0)
    )
    if weight is None or len(weight.shape) != 2 or not plain:
        return None
    transposed = bool(attribute(node, "transB", 0))
    outputs, inputs = weight.shape if transposed else weight.shape[::-1]
    return _linear(
        node,
        (place,),
        (outputs, inputs),
        lambda: floats(weight.read() if transposed else weight.read().T),
        bias=bias,
    )


def _matmul_blocks(graph: SourceGraph, place: int, node: onnx.NodeProto) -> Linear | None:
    codes, scale = graph.constant(node.input[1]), graph.constant(node.input[2])
    groups, bias = [*node.input[4:], "", ""][:2]
    if codes is None or scale is None or groups:
        return None
    zero_name = node.input[3] if len(node.input) > 3 else ""
    inputs, outputs = int(attribute(node, "K", 0)), int(attribute(node, "N", 0))
    bits, block = int(attribute(node, "bits", 4)), int(attribute(node, "block_size", 32))
    if bits not in {4, 8}:
        return None

    def read() -> Floats:
        blocks = -(-inputs // block)
        stored = np.asarray(codes.read()).reshape(outputs, -1)
        values = unpack_nibbles(stored, signed=False) if bits == 4 else stored
        zero = zero_points(graph.array(zero_name), (outputs, blocks), packed=bits == 4)
        origin = np.full((outputs, blocks), 1 << (bits - 1), np.float32) if zero is None else zero
        scales = floats(scale.read()).reshape(outputs, blocks)
        # The last block of a row may reach beyond its end.
        return (floats(values[:, :inputs]) - widened(origin, block, inputs)) * widened(scales, block, inputs)

    return _linear(node, (place,), (outputs, inputs), read, bias=bias)


def _matmul_integer(graph: SourceGraph, place: int, node: onnx.NodeProto) -> Linear | None:
    """DynamicQuantizeLinear, MatMulInteger, Cast, and Mul by the product of both scales."""
    quantise = graph.producer(node.input[0])
    codes = graph.constant(node.input[1])
    if quantise is None or quantise.op_type != "DynamicQuantizeLinear" or codes is None or len(codes.shape) != 2:
        return None
    cast_place = _only(graph.consumers[node.output[0]])
    if cast_place is None or graph.nodes[cast_place].op_type != "Cast":
        return None
    cast_output = graph.nodes[cast_place].output[0]
    scale_place = _only(graph.consumers[cast_output])
    if scale_place is None or graph.nodes[scale_place].op_type != "Mul":
        return None
    last = graph.nodes[scale_place]
    factor = graph.producer(next(name for name in last.input if name != cast_output))
    if factor is None or factor.op_type != "Mul" or quantise.output[1] not in factor.input:
        return None
    scale = graph.array(next(name for name in factor.input if name != quantise.output[1]))
    zero_point = graph.array(node.input[3]) if len(node.input) > 3 else None
    if scale is None:
        return None
    inputs, outputs = codes.shape
    return _linear(
        node,
        (place, cast_place, scale_place),
        (outputs, inputs),
        lambda: floats(dequantised(codes.read(), scale.reshape(-1), flat(zero_point), 1, 0).T),
        value=quantise.input[0],
        output=last.output[0],
    )


def _matmul_integer_to_float(graph: SourceGraph, place: int, node: onnx.NodeProto) -> Linear | None:
    quantise = graph.producer(node.input[0])
    if quantise is None or quantise.op_type != "DynamicQuantizeLinear" or node.input[2] != quantise.output[1]:
        return None
    return _quantised_product(graph, place, node, quantise.input[0], node.input[3], list(node.input[5:7]))


def _dynamic_product(graph: SourceGraph, place: int, node: onnx.NodeProto) -> Linear | None:
    return _quantised_product(graph, place, node, node.input[0], node.input[2], list(node.input[3:5]))


def _quantised_product(
    graph: SourceGraph, place: int, node: onnx.NodeProto, value: str, scale_name: str, rest: list[str]
) -> Linear | None:
    """`rest` is the weight's zero point and the bias, either of which may be missing."""
    codes, scale = graph.constant(node.input[1]), graph.array(scale_name)
    zero_name, bias = [*rest, "", ""][:2]
    zero_point = graph.array(zero_name)
    if codes is None or scale is None or len(codes.shape) != 2 or (zero_name and zero_point is None):
        return None
    inputs, outputs = codes.shape
    return _linear(
        node,
        (place,),
        (outputs, inputs),
        lambda: floats(dequantised(codes.read(), scale.reshape(-1), flat(zero_point), 1, 0).T),
        value=value,
        bias=bias,
    )


_Reader = Callable[[SourceGraph, int, onnx.NodeProto], Linear | None]
_READERS: dict[str, _Reader] = {
    "MatMul": _matmul,
    "Gemm": _gemm,
    "MatMulNBits": _matmul_blocks,
    "MatMulInteger": _matmul_integer,
    "MatMulIntegerToFloat": _matmul_integer_to_float,
    "DynamicQuantizeMatMul": _dynamic_product,
}


def _linear(
    node: onnx.NodeProto,
    places: tuple[int, ...],
    size: tuple[int, int],
    read: Callable[[], Floats],
    *,
    value: str | None = None,
    output: str | None = None,
    bias: str = "",
) -> Linear:
    """`size` is outputs and inputs; `value` and `output` are the node's own where they are not given."""
    output = output or node.output[0]
    return Linear(node.name or output, value or node.input[0], output, *size, places, bias, read)


def _only(places: list[int]) -> int | None:
    return places[0] if len(places) == 1 else None
