"""Writes a Qwen3 encoder with onnxruntime's fused operators: norms, rotation and attention in one node each.

Inputs `input_ids` [batch, tokens] alone: without a mask attention takes its fastest way, so all sequences of a run have
to be of one length. Output `last_hidden_state`, float32 [batch, tokens, hidden].

Invariant: every token sees every other token of its sequence, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from onnx import TensorProto, helper

from pplx_desktop.embed.graph.linears import Grade, LinearWriter, Rows, table_parts, write_table
from pplx_desktop.embed.graph.shape import Qwen3Shape
from pplx_desktop.embed.graph.weights import MICROSOFT, Floats, GraphWriter

OUTPUT = "last_hidden_state"


class EncoderWeights(Protocol):
    """Where the weights of an encoder come from. Each call may read or make them anew."""

    @property
    def shape(self) -> Qwen3Shape:
        """The encoder's sizes."""
        ...

    def matrix(self, layer: int, name: str) -> Floats:
        """One of q, k, v, o, gate, up, down, [outputs, inputs]."""
        ...

    def gain(self, layer: int, name: str) -> Floats:
        """One of input_norm, post_norm, q_norm, k_norm; norm for the one after the last layer, whatever `layer` is."""
        ...

    def table(self, start: int, end: int) -> Floats:
        """Rows of the table of embeddings."""
        ...


@dataclass(frozen=True, slots=True)
class Grades:
    """How an encoder's parts are stored. `down` is apart: its input has the widest range of values by far."""

    linear: Grade
    down: Grade
    has_int8_table: bool


def write_fused(
    writer: GraphWriter,
    weights: EncoderWeights,
    grades: Grades,
    *,
    weight_limit: int,
    positions: int,
    layer_done: Callable[[int], None] = lambda _: None,
) -> None:
    """Write the whole encoder. `positions` is the most tokens that a sequence may have."""
    _Encoder(writer, weights, grades, LinearWriter(writer, weight_limit), positions).write(layer_done)


class _Encoder:
    def __init__(
        self, writer: GraphWriter, weights: EncoderWeights, grades: Grades, linears: LinearWriter, positions: int
    ) -> None:
        self.writer, self.weights, self.grades, self.linears = writer, weights, grades, linears
        self.shape = weights.shape
        self.positions = positions

    def write(self, layer_done: Callable[[int], None]) -> None:
        writer, shape = self.writer, self.shape
        cos, sin = (writer.constant(values) for values in _rotation(shape, self.positions))
        # Positions count from here in each sequence.
        places = writer.constant(np.zeros(1, np.int64))
        residual = self._embeddings()
        normed = self._norm(residual, self.weights.gain(0, "input_norm"), shape.rms_eps)
        for layer in range(shape.layers):
            attended = self._attention(normed, layer, (places, cos, sin))
            normed, residual = self._add_and_norm(attended, residual, self.weights.gain(layer, "post_norm"))
            inner = self._gated(normed, layer)
            last = layer + 1 == shape.layers
            gain = self.weights.gain(layer, "norm") if last else self.weights.gain(layer + 1, "input_norm")
            normed, residual = self._add_and_norm(inner, residual, gain)
            layer_done(layer + 1)
        writer.nodes.append(helper.make_node("Identity", [normed], [OUTPUT]))
        axes = ["batch", "tokens"]
        writer.declare(
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, axes)],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [*axes, shape.hidden])],
        )

    def _embeddings(self) -> str:
        shape, read = self.shape, self.weights.table
        if self.grades.has_int8_table:
            return write_table(self.writer, "input_ids", shape.vocabulary, shape.hidden, read)
        parts = (read(start, end) for start, end in table_parts(shape.vocabulary))
        table = self.writer.stream("table", np.float32, (shape.vocabulary, shape.hidden), parts)
        return self.writer.add("Gather", table, "input_ids")

    def _attention(self, normed: str, layer: int, rotation: tuple[str, str, str]) -> str:
        writer, linears, shape = self.writer, self.linears, self.shape
        weights = [self.weights.matrix(layer, name) for name in ("q", "k", "v")]
        query, key, value = linears.products(Rows(normed), weights, self.grades.linear, f"layers.{layer}.qkv")
        queries = self._rotated(query, layer, "q_norm", shape.heads, rotation)
        keys = self._rotated(key, layer, "k_norm", shape.kv_heads, rotation)
        attended = writer.add(
            "MultiHeadAttention",
            queries,
            self._repeated(keys),
            self._repeated(linears.plain(value)),
            domain=MICROSOFT,
            num_heads=shape.heads,
        )
        output = linears.product(
            Rows(attended), self.weights.matrix(layer, "o"), self.grades.linear, f"layers.{layer}.o"
        )
        return linears.plain(output)

    def _rotated(self, rows: Rows, layer: int, norm: str, heads: int, rotation: tuple[str, str, str]) -> str:
        """Each head normed and turned. A norm undoes the scale of a row, which is therefore never applied; only its
        epsilon would feel it.
        """
        writer, shape = self.writer, self.shape
        split = writer.add("Reshape", rows.name, self._sizes(0, 0, heads, shape.head_dim))
        epsilon = 1e-12 if rows.scale else shape.rms_eps
        normed = self._norm(split, self.weights.gain(layer, norm), epsilon)
        joined = writer.add("Reshape", normed, self._sizes(0, 0, heads * shape.head_dim))
        return writer.add("RotaryEmbedding", joined, *rotation, domain=MICROSOFT, num_heads=heads)

    def _repeated(self, value: str) -> str:
        """Each key-value head for all query heads that share it."""
        writer, shape = self.writer, self.shape
        share = shape.heads // shape.kv_heads
        if share == 1:
            return value
        split = writer.add("Reshape", value, self._sizes(0, 0, shape.kv_heads, shape.head_dim))
        repeated = writer.add("Gather", split, writer.constant(np.arange(shape.heads, dtype=np.int64) // share), axis=2)
        return writer.add("Reshape", repeated, self._sizes(0, 0, shape.heads * shape.head_dim))

    def _gated(self, normed: str, layer: int) -> str:
        writer, linears = self.writer, self.linears
        weights = [self.weights.matrix(layer, name) for name in ("gate", "up")]
        gate, up = linears.products(Rows(normed), weights, self.grades.linear, f"layers.{layer}.gate_up")
        opened = writer.add("QuickGelu", linears.plain(gate), domain=MICROSOFT, alpha=1.0)
        inner = Rows(writer.add("Mul", opened, up.name), up.scale)
        down = linears.product(inner, self.weights.matrix(layer, "down"), self.grades.down, f"layers.{layer}.down")
        return linears.plain(down)

    def _norm(self, value: str, gain: Floats, epsilon: float) -> str:
        return self.writer.add(
            "SimplifiedLayerNormalization", value, self.writer.constant(gain), axis=-1, epsilon=epsilon
        )

    def _add_and_norm(self, value: str, residual: str, gain: Floats) -> tuple[str, str]:
        """The normed sum, and the sum."""
        outputs = self.writer.add_many(
            "SkipSimplifiedLayerNormalization",
            4,
            value,
            residual,
            self.writer.constant(gain),
            domain=MICROSOFT,
            epsilon=self.shape.rms_eps,
        )
        # Mean and inverse deviation are for training.
        self.writer.nodes[-1].output[1] = self.writer.nodes[-1].output[2] = ""
        return outputs[0], outputs[3]

    def _sizes(self, *sizes: int) -> str:
        return self.writer.constant(np.array(sizes, np.int64))


def _rotation(shape: Qwen3Shape, positions: int) -> tuple[Floats, Floats]:
    """Cosines and sines [positions, head_dim / 2], from angles in float64."""
    half = shape.head_dim // 2
    angles = np.outer(np.arange(positions), shape.rope_theta ** (-np.arange(half) / half))
    return np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)
