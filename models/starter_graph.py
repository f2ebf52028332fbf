"""The starter model's graph, written node by node: a BERT encoder with int8 weights, without torch.

Owns the translation of all-MiniLM-L6-v2's safetensors into ONNX, as float32 (to be checked against reference values)
and as int8 (what is delivered).

Invariant: in the int8 graph a token's values depend on its own text alone, never on what else is in the batch. The
usual dynamic quantisation takes one scale for a whole batch, so that a passage gets another vector beside other
passages; here each token has its own scale, which is also nearer to float32. Weights stay within ±63, because before
VNNI the x86 instruction that adds two products of uint8 and int8 saturates at 16 bits: with 7 bits it cannot, so every
processor computes the same integers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, npt.NDArray[np.float32]]
Precision = Literal["float32", "int8"]

HIDDEN = 384
HEADS = 12
LAYERS = 6
EPSILON = 1e-12
OPSET = 21
IR_VERSION = 10
WEIGHT_LIMIT = 63
"""Largest weight code. See the module's docstring."""
ACTIVATION_LIMIT = 127


class _Graph:
    """Collects nodes and constants. A node's name follows from its place, so that the same input gives the same
    bytes.
    """

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: npt.NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        return self.add_many(operator, 1, *inputs, domain=domain, **attributes)[0]

    def add_many(self, operator: str, outputs: int, *inputs: str, domain: str = "", **attributes: Any) -> list[str]:
        name = f"{operator}_{len(self.nodes)}"
        names = [f"{name}_{position}" for position in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, name=name, domain=domain, **attributes))
        return names


def _quantised(
    matrix: npt.NDArray[np.float32], axis: int, limit: int
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """int8 codes of `matrix` and the scales along `axis` (kept as a dimension) that undo them."""
    largest = np.abs(matrix).max(axis=axis, keepdims=True)
    scales = (np.where(largest == 0, np.float32(1), largest) / np.float32(limit)).astype(np.float32)
    return np.rint(matrix / scales).astype(np.int8), scales


class _Encoder:
    """Writes the encoder's parts into one graph."""

    def __init__(self, weights: Weights, precision: Precision) -> None:
        self.weights = weights
        self.precision = precision
        self.graph = _Graph()

    def write(self) -> onnx.ModelProto:
        graph = self.graph
        hidden = self._embeddings()
        mask = graph.add("Cast", "attention_mask", to=TensorProto.INT32)
        for layer in range(LAYERS):
            hidden = self._layer(hidden, mask, f"encoder.layer.{layer}.")
        graph.nodes[-1].output[0] = "last_hidden_state"
        shape = ["batch", "tokens"]
        model = helper.make_model(
            helper.make_graph(
                graph.nodes,
                "all-minilm-l6-v2",
                [
                    helper.make_tensor_value_info(name, TensorProto.INT64, shape)
                    for name in ("input_ids", "attention_mask")
                ],
                [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*shape, HIDDEN])],
                graph.constants,
            ),
            opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)],
            ir_version=IR_VERSION,
            producer_name="pplx-desktop",
            producer_version="1",
        )
        cast("Any", onnx.checker).check_model(model)
        return model

    def _embeddings(self) -> str:
        graph = self.graph
        words = self.weights["embeddings.word_embeddings.weight"]
        if self.precision == "float32":
            embedded = graph.add("Gather", graph.constant("words", words), "input_ids")
        else:
            # A table is looked up, not multiplied: all 8 bits are safe, with a scale for each word.
            codes, scales = _quantised(words, 1, ACTIVATION_LIMIT)
            picked = graph.add(
                "Cast", graph.add("Gather", graph.constant("words", codes), "input_ids"), to=TensorProto.FLOAT
            )
            embedded = graph.add("Mul", picked, graph.add("Gather", graph.constant("words.scale", scales), "input_ids"))
        # There is one segment only, so its row is part of every position.
        places = (
            self.weights["embeddings.position_embeddings.weight"]
            + self.weights["embeddings.token_type_embeddings.weight"][0]
        )
        tokens = graph.add("Shape", "input_ids", start=1, end=2)
        zero = graph.constant("zero", np.zeros(1, np.int64))
        position = graph.add("Slice", graph.constant("positions", places), zero, tokens, zero)
        return self._norm(graph.add("Add", embedded, position), "embeddings.LayerNorm")

    def _layer(self, hidden: str, mask: str, prefix: str) -> str:
        graph, weights = self.graph, self.weights
        names = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
        joined = self._linear(
            hidden,
            f"{prefix}attention.self",
            np.concatenate([weights[f"{name}.weight"] for name in names]),
            np.concatenate([weights[f"{name}.bias"] for name in names]),
        )
        query, key, value = graph.add_many("Split", 3, joined, axis=-1, num_outputs=3)
        context = graph.add("MultiHeadAttention", query, key, value, "", mask, domain="com.microsoft", num_heads=HEADS)
        attended = self._dense(context, f"{prefix}attention.output.dense")
        hidden = self._norm(graph.add("Add", attended, hidden), f"{prefix}attention.output.LayerNorm")
        inner = graph.add("Gelu", self._dense(hidden, f"{prefix}intermediate.dense"))
        outer = self._dense(inner, f"{prefix}output.dense")
        return self._norm(graph.add("Add", outer, hidden), f"{prefix}output.LayerNorm")

    def _norm(self, value: str, name: str) -> str:
        gain = self.graph.constant(f"{name}.gain", self.weights[f"{name}.weight"])
        bias = self.graph.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.graph.add("LayerNormalization", value, gain, bias, axis=-1, epsilon=EPSILON)

    def _dense(self, value: str, name: str) -> str:
        return self._linear(value, name, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def _linear(self, value: str, name: str, weight: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> str:
        """`value` times the transposed `weight` [outputs, inputs], plus `bias`."""
        graph = self.graph
        if self.precision == "float32":
            product = graph.add("MatMul", value, graph.constant(f"{name}.weight", weight.T))
        else:
            product = self._integer_product(value, name, weight)
        return graph.add("Add", product, graph.constant(f"{name}.bias", bias))

    def _integer_product(self, value: str, name: str, weight: npt.NDArray[np.float32]) -> str:
        """The product of `value`, quantised with a scale for each token, and `weight`, with one for each output."""
        graph = self.graph
        outputs, inputs = weight.shape
        codes, scales = _quantised(weight.T, 0, WEIGHT_LIMIT)
        rows = graph.add("Reshape", value, self._shape(f"{name}.rows", [-1, inputs]))
        largest = graph.add(
            "ReduceMax", graph.add("Abs", rows), self._once("axis", np.array([1], np.int64)), keepdims=0
        )
        step = graph.add("Mul", largest, self._once("step", np.float32(1) / np.float32(ACTIVATION_LIMIT)))
        step = graph.add("Max", step, self._once("tiny", np.array(1e-12, np.float32)))
        middle = graph.add("Expand", self._once("middle", np.array([128], np.uint8)), graph.add("Shape", step))
        quantised = graph.add("QuantizeLinear", rows, step, middle, axis=0)
        zero_point = self._once("zero_point", np.array(128, np.uint8))
        product = graph.add("MatMulInteger", quantised, graph.constant(f"{name}.codes", codes), zero_point)
        column = graph.add("Reshape", step, self._shape("column", [-1, 1]))
        scaled = graph.add("Mul", graph.add("Cast", product, to=TensorProto.FLOAT), column)
        scaled = graph.add("Mul", scaled, graph.constant(f"{name}.scale", scales[0]))
        # Batch and tokens are the first two dimensions of the input again.
        lead = graph.add("Shape", "input_ids")
        shape = graph.add("Concat", lead, self._shape(f"{name}.outputs", [outputs]), axis=0)
        return graph.add("Reshape", scaled, shape)

    def _shape(self, name: str, dims: list[int]) -> str:
        return self._once(name, np.array(dims, np.int64))

    def _once(self, name: str, value: npt.NDArray[np.generic] | np.generic) -> str:
        """A constant that several nodes share."""
        if all(known.name != name for known in self.graph.constants):
            self.graph.constant(name, np.asarray(value))
        return name


def write_graph(weights: Weights, precision: Precision) -> bytes:
    """The encoder as a serialised ONNX model.

    Inputs `input_ids` and `attention_mask`, int64 [batch, tokens]; output `last_hidden_state`, float32
    [batch, tokens, 384]. Raises KeyError for a weight that is not there.
    """
    return _Encoder(weights, precision).write().SerializeToString(deterministic=True)
