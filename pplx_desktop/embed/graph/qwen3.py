"""Recognises a Qwen3 encoder in a delivered graph, and says where its weights are.

The linear layers that share an input make a group; a layer is four groups (query-key-value, output, gate-up, down), told
apart by their shapes and by what their values flow into. Gains of norms are found beside the normed values, epsilon and
the rotation's base in the graph or in config.json.

Invariant: what is returned fits together in every shape. Whatever is unclear raises `NotRecognised`; nothing is guessed.
Whether every token sees every other cannot be read off reliably: who uses this has to compare vectors with the graph's.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np

from pplx_desktop.embed.graph.norms import Gain, NormFinder, NotRecognised
from pplx_desktop.embed.graph.shape import Qwen3Shape
from pplx_desktop.embed.graph.source import Embedding, Linear, SourceGraph, attribute
from pplx_desktop.embed.graph.weights import Floats

_GATES = frozenset({"Sigmoid", "QuickGelu", "Silu", "Swish"})
_CAUSAL = frozenset({"GroupQueryAttention", "PagedAttention", "SparseAttention"})
_MATRIX_NAMES = ("q", "k", "v", "o", "gate", "up", "down")


@dataclass(frozen=True, slots=True)
class Matrix:
    """A weight, [outputs, inputs]: a range of rows of one or the whole of it."""

    linear: Linear
    start: int
    end: int

    def weight(self) -> Floats:
        """float32 [outputs, inputs]."""
        return self.linear.weight()[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer's weights; gains are read, matrices when they are asked for."""

    matrices: dict[str, Matrix]
    input_norm: Floats = field(repr=False)
    post_norm: Floats = field(repr=False)
    q_norm: Floats = field(repr=False)
    k_norm: Floats = field(repr=False)


@dataclass(frozen=True, slots=True)
class Qwen3:
    """A recognised encoder."""

    shape: Qwen3Shape
    embedding: Embedding
    layers: tuple[Layer, ...]
    norm: Floats = field(repr=False)


def recognise(graph: SourceGraph, config: Path | None = None) -> Qwen3:
    """The encoder in `graph`. `config` is the model's config.json: what it says has to agree with the weights, and it
    is not needed where the graph shows epsilon and the rotation's base. Raises `NotRecognised`.
    """
    return _Recognition(graph, _read_config(config)).run()


class _Recognition:
    def __init__(self, graph: SourceGraph, config: Mapping[str, Any]) -> None:
        self.graph = graph
        self.config = config
        self.norms = NormFinder(graph)

    def run(self) -> Qwen3:
        graph = self.graph
        for node in graph.nodes:
            if node.op_type in _CAUSAL or attribute(node, "is_causal", 0) or attribute(node, "unidirectional", 0):
                raise NotRecognised(f"its attention looks backwards only ({node.op_type})")
        embedding = self._embedding()
        groups = self._groups(embedding.dims)
        if not groups or len(groups) % 4:
            raise NotRecognised(f"its {len(graph.linears)} linear layers do not make layers of four groups")
        layers = [self._layer(groups[place : place + 4], embedding.dims) for place in range(0, len(groups), 4)]
        norm = self.norms.after(groups[-1][-1].output, embedding.dims)
        if norm is None:
            raise NotRecognised("it has no norm after the last layer")
        shape = self._shape(embedding, [layer for layer, _ in layers], [gain for _, gains in layers for gain in gains])
        return Qwen3(shape, embedding, tuple(layer for layer, _ in layers), norm.values)

    def _embedding(self) -> Embedding:
        inputs = {value.name for value in self.graph.file.model.graph.input}
        found = [
            table
            for table in self.graph.embeddings
            if table.rows > 64 and self.graph.content(table.indices) == "input_ids" and "input_ids" in inputs
        ]
        if len(found) != 1:
            raise NotRecognised(f"it has {len(found)} tables that are looked up by input_ids, not one")
        return found[0]

    def _groups(self, hidden: int) -> list[list[Linear]]:
        """The linear layers by what they are applied to, in order, without a head after the last layer."""
        groups: dict[str, list[Linear]] = {}
        for linear in self.graph.linears:
            if linear.bias or self._adds_constant(linear.output, linear.outputs):
                raise NotRecognised("its linear layers have biases")
            groups.setdefault(self.graph.content(linear.value), []).append(linear)
        ordered = list(groups.values())
        if len(ordered) % 4 == 1 and ordered[-1][0].inputs == hidden:
            ordered.pop()  # a head for another task
        return ordered

    def _layer(self, groups: Sequence[Sequence[Linear]], hidden: int) -> tuple[Layer, list[Gain]]:
        attention, output, inner, down = groups
        if len(output) != 1 or len(down) != 1:
            raise NotRecognised("a layer has not one matrix after attention and one after the gate")
        q, k, v, q_norm, k_norm = self._attention(attention, output[0].inputs)
        gate, up = self._gate_and_up(inner, down[0].inputs)
        matrices = {
            "q": q,
            "k": k,
            "v": v,
            "o": _whole(output[0]),
            "gate": gate,
            "up": up,
            "down": _whole(down[0]),
        }
        self._check_sizes(matrices, hidden)
        gains = [
            self.norms.before(attention[0].value, hidden),
            self.norms.before(inner[0].value, hidden),
            q_norm,
            k_norm,
        ]
        if q_norm.values.size != k_norm.values.size or q_norm.values.size % 2:
            raise NotRecognised("the norms of its queries and keys have different sizes")
        return Layer(matrices, *(gain.values for gain in gains)), gains

    def _attention(self, group: Sequence[Linear], width: int) -> tuple[Matrix, Matrix, Matrix, Gain, Gain]:
        if len(group) == 1:
            rest = group[0].outputs - width
            if rest <= 0 or rest % 2:
                raise NotRecognised("its joined queries, keys and values have an unknown order")
            return self._joined_attention(group[0], width, rest // 2)
        if len(group) != 3:
            raise NotRecognised(f"{len(group)} matrices share the input of attention, not three")
        found = {linear.output: self.norms.of_heads(linear.output, linear.outputs) for linear in group}
        norms = {name: gain for name, gain in found.items() if gain is not None}
        values = [linear for linear in group if linear.output not in norms]
        normed = [linear for linear in group if linear.output in norms]
        if len(values) != 1:
            raise NotRecognised("not exactly two of queries, keys and values are normed")
        if normed[0].outputs != normed[1].outputs:
            query, key = sorted(normed, key=lambda linear: -linear.outputs)
        else:
            sides = [self._side(linear.output) for linear in normed]
            if sorted(sides) != [0, 1]:
                raise NotRecognised("queries and keys cannot be told apart")
            query, key = (normed[sides.index(0)], normed[sides.index(1)])
        if query.outputs != width or key.outputs != values[0].outputs:
            raise NotRecognised("its queries, keys and values do not fit each other")
        return _whole(query), _whole(key), _whole(values[0]), norms[query.output], norms[key.output]

    def _joined_attention(self, linear: Linear, width: int, rest: int) -> tuple[Matrix, Matrix, Matrix, Gain, Gain]:
        """Queries, keys and values in one matrix, taken apart by a Split."""
        consumers = self.graph.consumers[linear.output]
        split = self.graph.nodes[consumers[0]] if len(consumers) == 1 else None
        if split is None or split.op_type != "Split" or len(split.output) != 3:
            raise NotRecognised("its joined queries, keys and values are not taken apart by a Split")
        q_norm, k_norm = self.norms.of_heads(split.output[0], width), self.norms.of_heads(split.output[1], rest)
        sizes = self.graph.array(split.input[1]) if len(split.input) > 1 else None
        if q_norm is None or k_norm is None or (sizes is not None and list(sizes) != [width, rest, rest]):
            raise NotRecognised("its joined queries, keys and values have an unknown order")
        ends = (0, width, width + rest, width + 2 * rest)
        q, k, v = (Matrix(linear, start, end) for start, end in pairwise(ends))
        return q, k, v, q_norm, k_norm

    def _gate_and_up(self, group: Sequence[Linear], width: int) -> tuple[Matrix, Matrix]:
        if len(group) == 1 and group[0].outputs == 2 * width:
            consumers = self.graph.consumers[group[0].output]
            split = self.graph.nodes[consumers[0]] if len(consumers) == 1 else None
            if split is not None and split.op_type == "Split" and len(split.output) == 2:
                gated = [self._is_gate(name) for name in split.output]
                halves = Matrix(group[0], 0, width), Matrix(group[0], width, 2 * width)
                if sum(gated) == 1:
                    return halves if gated[0] else (halves[1], halves[0])
        if len(group) != 2:
            raise NotRecognised(f"{len(group)} matrices share the input of the gate, not two")
        gates = [linear for linear in group if self._is_gate(linear.output)]
        if len(gates) != 1:
            raise NotRecognised("gate and up cannot be told apart")
        (up,) = [linear for linear in group if linear is not gates[0]]
        return _whole(gates[0]), _whole(up)

    def _check_sizes(self, matrices: Mapping[str, Matrix], hidden: int) -> None:
        width = matrices["o"].linear.inputs
        inner = matrices["down"].linear.inputs
        outputs = {"q": width, "o": hidden, "gate": inner, "up": inner, "down": hidden}
        inputs = {"q": hidden, "k": hidden, "v": hidden, "gate": hidden, "up": hidden}
        for name, matrix in matrices.items():
            size = (matrix.end - matrix.start, matrix.linear.inputs)
            if size != (outputs.get(name, size[0]), inputs.get(name, size[1])):
                raise NotRecognised(f"its matrix {name} has the size {size[0]} x {size[1]}")

    def _shape(self, embedding: Embedding, layers: Sequence[Layer], gains: Sequence[Gain]) -> Qwen3Shape:
        sizes = {
            (
                layer.q_norm.size,
                *(
                    (matrix.end - matrix.start, matrix.linear.inputs)
                    for matrix in (layer.matrices[name] for name in _MATRIX_NAMES)
                ),
            )
            for layer in layers
        }
        if len(sizes) != 1:
            raise NotRecognised("its layers have different sizes")
        first = layers[0]
        head_dim = first.q_norm.size
        width, kv_width = first.matrices["o"].linear.inputs, first.matrices["k"].end - first.matrices["k"].start
        if width % head_dim or kv_width % head_dim or width % kv_width:
            raise NotRecognised("its heads do not fit the size of their norms")
        epsilons = {round(gain.epsilon, 12) for gain in gains}
        found = {
            "hidden_size": embedding.dims,
            "num_hidden_layers": len(layers),
            "num_attention_heads": width // head_dim,
            "num_key_value_heads": kv_width // head_dim,
            "head_dim": head_dim,
            "intermediate_size": first.matrices["down"].linear.inputs,
        }
        for key, value in found.items():
            if self.config.get(key, value) != value:
                raise NotRecognised(f"config.json says {key} = {self.config[key]}, the weights say {value}")
        return Qwen3Shape(
            embedding.rows,
            *found.values(),
            rope_theta=self._agreed("rope_theta", _theta(self.config), self._theta_of_graph(head_dim)),
            rms_eps=self._agreed("rms_norm_eps", self.config.get("rms_norm_eps"), *epsilons),
        )

    def _agreed(self, name: str, configured: Any, *found: float | None) -> float:
        values = [float(value) for value in (configured, *found) if value is not None]
        if not values:
            raise NotRecognised(f"neither config.json nor the graph says what {name} is")
        if not np.allclose(values, values[0], rtol=1e-3, atol=0):
            raise NotRecognised(f"config.json and the graph have different values for {name}")
        return values[0]

    def _theta_of_graph(self, head_dim: int) -> float | None:
        """The base of the rotation, where the graph holds its frequencies as a constant."""
        half = head_dim // 2
        for name in (*(tensor.name for tensor in self.graph.file.model.graph.initializer), *self.graph.producers):
            if not self.graph.file.is_constant(name):
                continue
            shape = self.graph.file.constant_shape(name)
            if half < 2 or int(np.prod(shape)) != half or max(shape, default=0) != half:
                continue
            values = np.asarray(self.graph.file.array(name), np.float64).reshape(-1)
            if abs(values[0] - 1) < 1e-6 and 0 < values[1] < 1:
                theta = float(values[1] ** -half)
                # Stored as float32, the base is known to about six digits.
                if np.allclose(values, theta ** (-np.arange(half) / half), rtol=1e-4):
                    return float(f"{theta:.4g}")
        return None

    def _adds_constant(self, name: str, size: int) -> bool:
        for place in self.graph.consumers[name]:
            node = self.graph.nodes[place]
            if node.op_type == "Add":
                other = next((value for value in node.input if value != name), name)
                constant = self.graph.constant(other)
                if constant is not None and constant.shape[-1:] == (size,):
                    return True
        return False

    def _is_gate(self, name: str) -> bool:
        names = {name}
        for _ in range(3):
            places = [place for known in names for place in self.graph.consumers[known]]
            nodes = [self.graph.nodes[place] for place in places]
            if any(node.op_type in _GATES for node in nodes):
                return True
            names = {node.output[0] for node in nodes if node.op_type in {"Cast", "Identity", "Reshape"}}
        return False

    def _side(self, name: str) -> int:
        """Which input of the next product or attention this tensor becomes; -1 if none is met."""
        seen, waiting = {name}, deque([name])
        while waiting:
            tensor = waiting.popleft()
            for place in self.graph.consumers[tensor]:
                node = self.graph.nodes[place]
                if node.op_type in {"MatMul", "Attention", "MultiHeadAttention", "FusedMatMul"}:
                    return list(node.input).index(tensor)
                for output in node.output:
                    if output and output not in seen:
                        seen.add(output)
                        waiting.append(output)
        return -1


def _whole(linear: Linear) -> Matrix:
    return Matrix(linear, 0, linear.outputs)


def _read_config(path: Path | None) -> Mapping[str, Any]:
    if path is None or not path.is_file():
        return {}
    try:
        values: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotRecognised(f"{path.name} cannot be read: {error}") from error
    return cast("dict[str, Any]", values) if isinstance(values, dict) else {}


def _theta(config: Mapping[str, Any]) -> Any:
    """The rotation's base; newer configurations have it in a table of its own."""
    table = config.get("rope_parameters") or config.get("rope_scaling")
    if isinstance(table, dict):
        kinds = cast("dict[str, Any]", table)
        if kinds.get("rope_type", kinds.get("type", "default")) != "default":
            raise NotRecognised("its rotation is scaled")
        return kinds.get("rope_theta", config.get("rope_theta"))
    return config.get("rope_theta")
