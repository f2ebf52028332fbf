"""Writes a Qwen3 encoder step by step, as an export from its original code has it: for random models and for tests.

Inputs `input_ids` and `attention_mask` [batch, tokens], padding at the end; one output, float32 [batch, tokens, hidden].
Norms, rotation and attention are made of single steps; whatever runs it may fuse them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from onnx import TensorProto, helper

from pplx_desktop.embed.graph.fused import OUTPUT, EncoderWeights
from pplx_desktop.embed.graph.linears import table_parts
from pplx_desktop.embed.graph.weights import Floats, GraphWriter


def write_plain(
    writer: GraphWriter,
    weights: EncoderWeights,
    output: str = OUTPUT,
    layer_done: Callable[[int], None] = lambda _: None,
) -> None:
    """Write the whole encoder in full precision."""
    shape = weights.shape
    graph = _Encoder(writer, weights)
    parts = (weights.table(start, end) for start, end in table_parts(shape.vocabulary))
    table = writer.stream("embed_tokens.weight", np.float32, (shape.vocabulary, shape.hidden), parts)
    hidden = writer.add("Gather", table, "input_ids")
    for layer in range(shape.layers):
        hidden = graph.layer(hidden, layer)
        layer_done(layer + 1)
    normed = graph.norm(hidden, weights.gain(shape.layers - 1, "norm"), "norm.weight")
    writer.nodes.append(helper.make_node("Identity", [normed], [output]))
    axes = ["batch", "tokens"]
    writer.declare(
        [helper.make_tensor_value_info(name, TensorProto.INT64, axes) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [*axes, shape.hidden])],
    )


class _Encoder:
    def __init__(self, writer: GraphWriter, weights: EncoderWeights) -> None:
        self.writer, self.weights, self.shape = writer, weights, weights.shape
        self.cos, self.sin = self._rotation()
        mask = writer.add("Cast", "attention_mask", to=TensorProto.FLOAT)
        hidden = writer.add("Mul", writer.add("Sub", mask, self._scalar(1.0)), self._scalar(1e9))
        self.mask = writer.add("Unsqueeze", hidden, self._ints(1, 2))

    def layer(self, hidden: str, layer: int) -> str:
        writer, shape, gain = self.writer, self.shape, self.weights.gain
        prefix = f"layers.{layer}"
        normed = self.norm(hidden, gain(layer, "input_norm"), f"{prefix}.input_layernorm.weight")
        query, key, value = (self._linear(normed, layer, name) for name in ("q", "k", "v"))
        query = self._rotated(self.norm(self._heads(query, shape.heads), gain(layer, "q_norm"), f"{prefix}.q_norm"))
        key = self._rotated(self.norm(self._heads(key, shape.kv_heads), gain(layer, "k_norm"), f"{prefix}.k_norm"))
        value = writer.add("Transpose", self._heads(value, shape.kv_heads), perm=[0, 2, 1, 3])
        turned = writer.add("Transpose", self._repeated(key), perm=[0, 1, 3, 2])
        scores = writer.add("Mul", writer.add("MatMul", query, turned), self._scalar(1 / np.sqrt(shape.head_dim)))
        likely = writer.add("Softmax", writer.add("Add", scores, self.mask), axis=-1)
        attended = writer.add("Transpose", writer.add("MatMul", likely, self._repeated(value)), perm=[0, 2, 1, 3])
        joined = writer.add("Reshape", attended, self._ints(0, 0, shape.heads * shape.head_dim))
        hidden = writer.add("Add", hidden, self._linear(joined, layer, "o"))
        normed = self.norm(hidden, gain(layer, "post_norm"), f"{prefix}.post_attention_layernorm.weight")
        gate = self._linear(normed, layer, "gate")
        opened = writer.add("Mul", gate, writer.add("Sigmoid", gate))
        inner = writer.add("Mul", opened, self._linear(normed, layer, "up"))
        return writer.add("Add", hidden, self._linear(inner, layer, "down"))

    def norm(self, value: str, gain: Floats, name: str) -> str:
        writer = self.writer
        squares = writer.add("Pow", value, self._scalar(2.0))
        mean = writer.add("ReduceMean", squares, self._ints(-1), keepdims=1)
        root = writer.add("Sqrt", writer.add("Add", mean, self._scalar(self.shape.rms_eps)))
        return writer.add("Mul", writer.add("Div", value, root), writer.constant(gain, name))

    def _linear(self, value: str, layer: int, name: str) -> str:
        weight = self.weights.matrix(layer, name)
        return self.writer.add("MatMul", value, self.writer.constant(weight.T, f"layers.{layer}.{name}_proj"))

    def _heads(self, value: str, count: int) -> str:
        return self.writer.add("Reshape", value, self._ints(0, 0, count, self.shape.head_dim))

    def _rotation(self) -> tuple[str, str]:
        """Cosines and sines, [tokens, head_dim], of angles in float64: that is what an export's table holds."""
        writer, half = self.writer, self.shape.head_dim // 2
        tokens = writer.add("Gather", writer.add("Shape", "input_ids"), writer.constant(np.int64(1)))
        places = writer.add("Range", writer.constant(np.int64(0)), tokens, writer.constant(np.int64(1)))
        places = writer.add("Unsqueeze", writer.add("Cast", places, to=TensorProto.DOUBLE), self._ints(1))
        frequencies = writer.constant(self.shape.rope_theta ** (-np.arange(half) / half)[None], "inv_freq")
        angles = writer.add("Mul", places, frequencies)
        both = writer.add("Concat", angles, angles, axis=-1)
        cos, sin = (writer.add("Cast", writer.add(name, both), to=TensorProto.FLOAT) for name in ("Cos", "Sin"))
        return cos, sin

    def _rotated(self, value: str) -> str:
        """[batch, tokens, heads, head_dim] to [batch, heads, tokens, head_dim], each head turned by its position."""
        writer, half = self.writer, self.shape.head_dim // 2
        value = writer.add("Transpose", value, perm=[0, 2, 1, 3])
        first = writer.add("Slice", value, self._ints(0), self._ints(half), self._ints(3))
        second = writer.add("Slice", value, self._ints(half), self._ints(2 * half), self._ints(3))
        turned = writer.add("Concat", writer.add("Neg", second), first, axis=-1)
        return writer.add("Add", writer.add("Mul", value, self.cos), writer.add("Mul", turned, self.sin))

    def _repeated(self, value: str) -> str:
        """Each key-value head for all the query heads that share it."""
        writer, shape = self.writer, self.shape
        share = shape.heads // shape.kv_heads
        if share == 1:
            return value
        # Broadcasting a dimension of its own and joining it with the heads repeats each of them.
        wide = writer.add("Unsqueeze", value, self._ints(2))
        wide = writer.add("Expand", wide, self._ints(1, 1, share, 1, 1))
        return writer.add("Reshape", wide, self._ints(0, shape.heads, -1, shape.head_dim))

    def _scalar(self, value: float) -> str:
        return self.writer.constant(np.float32(value))

    def _ints(self, *values: int) -> str:
        return self.writer.constant(np.array(values, np.int64))
