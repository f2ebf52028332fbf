"""A Qwen3 encoder is recognised in the forms that exports have, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from pplx_desktop.embed.graph.grades import Grade
from pplx_desktop.embed.graph.norms import NotRecognised
from pplx_desktop.embed.graph.qwen3 import Qwen3, recognise
from pplx_desktop.embed.graph.rewrite import rewrite
from pplx_desktop.embed.graph.source import SourceGraph
from pplx_desktop.embed.graph.weights import GraphFile, GraphWriter
from tests.support.reference_qwen3 import Array, Shape, random_weights
from tests.support.tiny_models import qwen3_graph

SHAPE = Shape(120, rope_theta=5e5, rms_eps=1e-5)
WEIGHTS = random_weights(SHAPE, 4)
NAMES = {name: f"{name}_proj" for name in ("q", "k", "v", "o", "gate", "up", "down")}


def read(path: Path, config: Path | None = None) -> Qwen3:
    return recognise(SourceGraph(GraphFile(path)), config)


def check(found: Qwen3, *, tolerance: float = 1e-6, shape: Shape = SHAPE, weights: dict[str, Array] = WEIGHTS) -> None:
    """Every weight is where it belongs. Two different weights differ by far more than any tolerance here."""
    sizes = {key: value for key, value in vars(shape).items() if key != "rope_theta"}
    assert {key: getattr(found.shape, key) for key in sizes} == pytest.approx(sizes)
    assert found.shape.rope_theta == pytest.approx(shape.rope_theta, rel=1e-3)

    def near(values: Array, name: str) -> None:
        assert np.abs(values - weights[name]).max() <= tolerance * np.abs(weights[name]).max(), name

    near(found.norm, "norm")
    near(found.embedding.values(0, shape.vocabulary), "embed_tokens")
    for number, layer in enumerate(found.layers):
        for name, matrix in layer.matrices.items():
            near(matrix.weight(), f"layers.{number}.{NAMES[name]}")
        near(layer.q_norm, f"layers.{number}.q_norm")
        near(layer.k_norm, f"layers.{number}.k_norm")
        near(layer.input_norm, f"layers.{number}.input_layernorm")
        near(layer.post_norm, f"layers.{number}.post_attention_layernorm")


def plain(path: Path, shape: Shape = SHAPE, weights: dict[str, Array] = WEIGHTS) -> onnx.ModelProto:
    model = qwen3_graph(weights, shape)
    onnx.save(model, str(path))
    return model


def changed(path: Path, change: Callable[[onnx.ModelProto], None]) -> Path:
    model = plain(path)
    change(model)
    onnx.save(model, str(path))
    return path


def test_a_plain_export(tmp_path: Path) -> None:
    plain(tmp_path / "g.onnx")
    check(read(tmp_path / "g.onnx"))


def test_as_many_key_heads_as_query_heads(tmp_path: Path) -> None:
    shape = replace(SHAPE, kv_heads=SHAPE.heads)
    weights = random_weights(shape, 5)
    plain(tmp_path / "g.onnx", shape, weights)
    check(read(tmp_path / "g.onnx"), shape=shape, weights=weights)


@pytest.mark.parametrize("level", ["ORT_ENABLE_BASIC", "ORT_ENABLE_EXTENDED"])
def test_an_export_that_onnxruntime_optimised(tmp_path: Path, level: str) -> None:
    plain(tmp_path / "g.onnx")
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = getattr(onnxruntime.GraphOptimizationLevel, level)
    options.optimized_model_filepath = str(tmp_path / "optimised.onnx")
    options.log_severity_level = 4
    onnxruntime.InferenceSession(str(tmp_path / "g.onnx"), options, providers=["CPUExecutionProvider"])
    check(read(tmp_path / "optimised.onnx"))


def inverse_roots(model: onnx.ModelProto) -> None:
    """x * (1 / root) instead of x / root, as `x * rsqrt(...)` is exported."""
    nodes: list[onnx.NodeProto] = []
    for node in model.graph.node:
        if node.op_type == "Div":
            value, root = node.input
            nodes.append(helper.make_node("Reciprocal", [root], [f"{root}_inverse"]))
            nodes.append(helper.make_node("Mul", [value, f"{root}_inverse"], list(node.output)))
        else:
            nodes.append(node)
    replace_nodes(model, nodes)


def casts_around_norms(model: onnx.ModelProto) -> None:
    """The norm is calculated in float32 and cast back before the gain, which is first, as the original code has it."""
    nodes: list[onnx.NodeProto] = []
    for node in model.graph.node:
        nodes.append(node)
        if node.op_type == "Div":
            (name,) = node.output
            node.output[0] = f"{name}_wide"
            nodes.append(helper.make_node("Cast", [f"{name}_wide"], [name], to=TensorProto.FLOAT))
        if node.op_type == "Pow":
            value = node.input[0]
            node.input[0] = f"{node.output[0]}_in"
            nodes.insert(-1, helper.make_node("Cast", [value], [node.input[0]], to=TensorProto.FLOAT))
        if node.op_type == "Mul" and node.input[1].endswith(("norm", "norm.weight")):
            node.input[:] = list(node.input)[::-1]
    replace_nodes(model, nodes)


def joined_matrices(model: onnx.ModelProto) -> None:
    """Queries, keys and values in one matrix, gate and up in another, taken apart by a Split."""
    constants = {tensor.name: tensor for tensor in model.graph.initializer}
    nodes: list[onnx.NodeProto] = []
    waiting: list[onnx.NodeProto] = []
    for node in model.graph.node:
        name = node.input[1] if node.op_type == "MatMul" else ""
        kind = name.rpartition(".")[2].removesuffix("_proj")
        if kind not in {"q", "k", "v", "gate", "up"} or name not in constants:
            nodes.append(node)
            continue
        waiting.append(node)
        if kind in {"v", "up"}:
            parts = [numpy_helper.to_array(constants[part.input[1]]) for part in waiting]
            joined, product = f"{name}_joined", f"{name}_product"
            sizes = numpy_helper.from_array(np.array([part.shape[1] for part in parts]), f"{name}_sizes")
            model.graph.initializer.extend([numpy_helper.from_array(np.concatenate(parts, 1), joined), sizes])
            outputs = [part.output[0] for part in waiting]
            nodes.append(helper.make_node("MatMul", [node.input[0], joined], [product]))
            nodes.append(helper.make_node("Split", [product, sizes.name], outputs, axis=-1))
            waiting.clear()
    # What follows a part stood between the parts.
    replace_nodes(model, in_order(model, nodes))


def in_order(model: onnx.ModelProto, nodes: list[onnx.NodeProto]) -> list[onnx.NodeProto]:
    known = {value.name for value in (*model.graph.input, *model.graph.initializer)}
    ordered: list[onnx.NodeProto] = []
    while nodes:
        ready = next(node for node in nodes if known.issuperset(filter(None, node.input)))
        nodes.remove(ready)
        known.update(ready.output)
        ordered.append(ready)
    return ordered


def replace_nodes(model: onnx.ModelProto, nodes: list[onnx.NodeProto]) -> None:
    copies = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del model.graph.node[:]
    model.graph.node.extend(copies)


@pytest.mark.parametrize("change", [inverse_roots, casts_around_norms, joined_matrices])
def test_other_ways_to_write_it(tmp_path: Path, change: Callable[[onnx.ModelProto], None]) -> None:
    path = changed(tmp_path / "g.onnx", change)
    onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])  # it is still a graph that runs
    check(read(path))


def test_the_usual_dynamic_quantisation(tmp_path: Path) -> None:
    plain(tmp_path / "g.onnx")
    quantize_dynamic(tmp_path / "g.onnx", tmp_path / "q.onnx", per_channel=True, weight_type=QuantType.QInt8)
    check(read(tmp_path / "q.onnx"), tolerance=0.006)


@pytest.mark.parametrize(
    ("grade", "tolerance"), [(Grade("blocks", 8, 32), 0.006), (Grade("blocks", 4, 32), 0.13), (Grade("int8"), 0.006)]
)
def test_stored_quantised(tmp_path: Path, grade: Grade, tolerance: float) -> None:
    plain(tmp_path / "g.onnx")
    with GraphWriter(tmp_path / "q.onnx") as writer:
        rewrite(writer, SourceGraph(GraphFile(tmp_path / "g.onnx")), "last_hidden_state", grade, weight_limit=127)
    check(read(tmp_path / "q.onnx"), tolerance=tolerance)


def test_what_config_says_has_to_agree(tmp_path: Path) -> None:
    plain(tmp_path / "g.onnx")
    config = tmp_path / "config.json"
    for values, complaint in (
        ({"num_attention_heads": 8}, "num_attention_heads = 8"),
        ({"rope_theta": 1e6}, "different values for rope_theta"),
        ({"rms_norm_eps": 1e-6}, "different values for rms_norm_eps"),
        ({"rope_scaling": {"rope_type": "yarn", "factor": 4}}, "rotation is scaled"),
    ):
        config.write_text(json.dumps(values), encoding="utf-8")
        with pytest.raises(NotRecognised, match=complaint):
            read(tmp_path / "g.onnx", config)
    config.write_text(json.dumps({"rope_theta": 5e5, "rms_norm_eps": 1e-5, "head_dim": 24}), encoding="utf-8")
    check(read(tmp_path / "g.onnx", config))


def test_the_base_of_the_rotation_is_never_guessed(tmp_path: Path) -> None:
    def hide_frequencies(model: onnx.ModelProto) -> None:
        for tensor in model.graph.initializer:
            if tensor.name == "inv_freq":
                tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor)[:, ::-1].copy(), "inv_freq"))

    path = changed(tmp_path / "g.onnx", hide_frequencies)
    with pytest.raises(NotRecognised, match="rope_theta"):
        read(path)


def without_head_norms(model: onnx.ModelProto) -> None:
    """The gain of the queries' norm is taken away."""
    for node in model.graph.node:
        if node.op_type == "Mul" and "q_norm" in node.input[1]:
            node.op_type = "Identity"
            del node.input[1:]


def with_a_bias(model: onnx.ModelProto) -> None:
    model.graph.initializer.append(numpy_helper.from_array(np.ones(SHAPE.hidden, np.float32), "bias"))
    nodes: list[onnx.NodeProto] = []
    for node in model.graph.node:
        nodes.append(node)
        if node.op_type == "MatMul" and node.input[1].endswith("0.o_proj"):
            (name,) = node.output
            node.output[0] = "unbiased"
            nodes.append(helper.make_node("Add", ["unbiased", "bias"], [name]))
    replace_nodes(model, nodes)


def without_a_gate(model: onnx.ModelProto) -> None:
    for node in model.graph.node:
        if node.op_type == "Sigmoid":
            node.op_type = "Tanh"


def with_causal_attention(model: onnx.ModelProto) -> None:
    model.graph.node[-1].op_type = "GroupQueryAttention"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (without_head_norms, "not exactly two"),
        (with_a_bias, "biases"),
        (without_a_gate, "gate and up"),
        (with_causal_attention, "backwards only"),
    ],
)
def test_what_is_no_qwen3_encoder_is_not_taken_for_one(tmp_path: Path, change: Any, complaint: str) -> None:
    path = changed(tmp_path / "g.onnx", change)
    with pytest.raises(NotRecognised, match=complaint):
        read(path)
