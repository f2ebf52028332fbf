"""Finds RMS norms in a delivered graph, in the ways that exports write them.

One node (SimplifiedLayerNormalization, RMSNormalization, with or without the sum before it), or the steps: a mean of
squares, epsilon, a root, a division or a product with the inverse, and a product with the gain, casts in between.

Invariant: a `Gain` is what the graph multiplies by; a norm that is not understood is none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import onnx

from pplx_desktop.embed.graph.source import SourceGraph, attribute
from pplx_desktop.embed.graph.weights import Floats

_RMS_NORMS = frozenset({"SimplifiedLayerNormalization", "RMSNormalization", "SkipSimplifiedLayerNormalization"})
_SHAPING = frozenset(
    {"Identity", "Cast", "Reshape", "Transpose", "Unsqueeze", "Squeeze", "Split", "QuantizeLinear", "DequantizeLinear"}
    | {"DynamicQuantizeLinear"}
)
_NORMING = (
    _SHAPING | _RMS_NORMS | {"Pow", "Mul", "ReduceMean", "Add", "Sqrt", "Div", "Reciprocal", "ReduceSum", "Rsqrt"}
)


class NotRecognised(Exception):
    """The graph is no Qwen3 encoder, or is written in a way that is not known here. The text says what is missing."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What a norm multiplies by, and what it adds under its root."""

    values: Floats
    epsilon: float


class NormFinder:
    """Looks for norms around tensors of one graph."""

    def __init__(self, graph: SourceGraph) -> None:
        self.graph = graph

    def before(self, name: str, size: int) -> Gain:
        """The gain of the norm that gives the tensor `name`."""
        node = self.graph.producer(self.graph.content(name))
        gain = self._gain_of(node, size) if node is not None else None
        if gain is None:
            raise NotRecognised(f"the norm before {name} is written in an unknown way")
        return gain

    def after(self, name: str, size: int) -> Gain | None:
        """The gain of the first norm that a tensor flows into before any product."""
        for node in self._downstream(name, _NORMING):
            gain = self._gain_of(node, size)
            if gain is not None:
                return gain
        return None

    def of_heads(self, name: str, width: int) -> Gain | None:
        """The gain of the norm of each head, None where the heads are not normed."""
        for node in self._downstream(name, _NORMING):
            gain = self._gain_of(node, None)
            if gain is not None and width % gain.values.size == 0:
                return gain
        return None

    def _gain_of(self, node: onnx.NodeProto, size: int | None) -> Gain | None:
        """The gain that this node applies, if it is the last step of an RMS norm."""
        if node.op_type in _RMS_NORMS:
            values = self.graph.array(node.input[2 if node.op_type.startswith("Skip") else 1])
            epsilon = float(attribute(node, "epsilon", 1e-5))
        elif node.op_type == "Mul":
            constants = [name for name in node.input if self.graph.constant(name) is not None]
            others = [name for name in node.input if name not in constants]
            if len(constants) != 1 or len(others) != 1:
                return None
            values = self.graph.array(constants[0])
            epsilon = self._epsilon(others[0])
            if epsilon is None:
                return None
        else:
            return None
        if values is None or values.ndim == 0 or values.shape[-1] != values.size or values.size < 2:
            return None
        if size is not None and values.size != size:
            return None
        return Gain(np.asarray(values, np.float32).reshape(-1), epsilon)

    def _epsilon(self, name: str) -> float | None:
        """What is added to the mean of squares in the norm that gives this tensor; None where it is no RMS norm.

        From the normed value backwards: a division by a root, or a product with its inverse, and under the root the sum
        of a mean and a constant.
        """
        node = self.graph.producer(self.graph.content(name))
        if node is None or node.op_type not in {"Div", "Mul"}:
            return None
        for side in node.input:
            inner = self.graph.producer(self.graph.content(side))
            for _ in range(6):
                if inner is None or inner.op_type in {"ReduceMean", "MatMul"}:
                    break
                if inner.op_type == "Add":
                    constants = [value for value in map(self.graph.array, inner.input) if value is not None]
                    means = [self.graph.producer(self.graph.content(value)) for value in inner.input]
                    if len(constants) == 1 and any(mean is not None and mean.op_type == "ReduceMean" for mean in means):
                        return float(constants[0].reshape(-1)[0])
                    break
                if inner.op_type not in {"Sqrt", "Reciprocal", "Rsqrt", "Pow", "Div", "Cast"}:
                    break
                steps = [value for value in inner.input if self.graph.constant(value) is None]
                inner = self.graph.producer(self.graph.content(steps[0])) if len(steps) == 1 else None
        return None

    def _downstream(self, name: str, through: frozenset[str]) -> Iterator[onnx.NodeProto]:
        """The nodes that a tensor flows into, nearest first, as far as operators of `through` take it."""
        seen, waiting = {name}, deque([name])
        while waiting:
            for place in self.graph.consumers[waiting.popleft()]:
                node = self.graph.nodes[place]
                if node.op_type not in through:
                    continue
                yield node
                for output in node.output:
                    if output and output not in seen:
                        seen.add(output)
                        waiting.append(output)
