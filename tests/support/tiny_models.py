"""Small models with random weights, written as the files of an installed model: the real shape, nothing real to say.

A bidirectional Qwen3 encoder as an ONNX graph, and a byte-level BPE tokenizer whose merges are written out, so that
every run has the same tokens.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import tomli_w
from onnx import TensorProto, helper, numpy_helper
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

from tests.support.reference_qwen3 import Array, Shape, random_weights

SEPARATOR = "<|endoftext|>"
NAME = "tiny"
_MERGES = [
    *(("t", "h"), ("th", "e"), ("i", "n"), ("e", "r"), ("a", "n"), ("an", "d"), ("o", "n"), ("r", "e"), ("in", "g")),
    *(("Ġ", "the"), ("Ġ", "a"), ("o", "r"), ("t", "e"), ("s", "t"), ("e", "n"), ("Ġ", "in"), ("Ġ", "and"), ("o", "u")),
]


def plain_tokenizer() -> Tokenizer:
    """The tokenizer before anything special is added to it: to it, all text is text."""
    symbols = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {symbol: number for number, symbol in enumerate([*symbols, *("".join(pair) for pair in _MERGES)])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=_MERGES))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def encode_plainly(text: str) -> list[int]:
    return list(plain_tokenizer().encode(text).ids)


@dataclass(frozen=True)
class TinyModel:
    """What was written, for a reference to calculate with. The catalog's folder for installed models is `installed`."""

    installed: Path
    name: str
    weights: dict[str, Array]
    shape: Shape
    separator_id: int

    @property
    def folder(self) -> Path:
        return self.installed / self.name


def write_tiny_model(
    installed: Path,
    *,
    name: str = NAME,
    seed: int = 1,
    kind: str = "contextual",
    manifest: Mapping[str, Mapping[str, Any]] | None = None,
    declare_separator: bool = True,
    add_separator: bool = True,
) -> TinyModel:
    """Write manifest and files of a model. `manifest` changes keys of the manifest's tables."""
    folder = installed / name
    (folder / "onnx").mkdir(parents=True)
    tokenizer = plain_tokenizer()
    if add_separator:
        tokenizer.add_special_tokens([AddedToken(SEPARATOR, special=True, normalized=False)])
    tokenizer.add_tokens([AddedToken("<think>", special=False, normalized=False)])
    # A real tokenizer.json can ask for these; the program must not obey.
    tokenizer.enable_truncation(8)
    tokenizer.enable_padding(length=16, pad_id=0)
    tokenizer.save(str(folder / "tokenizer.json"))
    declared = {"sep_token": {"content": SEPARATOR}} if declare_separator else {"eos_token": "<|im_end|>"}
    (folder / "special_tokens_map.json").write_text(json.dumps(declared), encoding="utf-8")
    shape = Shape(tokenizer.get_vocab_size())
    weights = random_weights(shape, seed)
    onnx.save(qwen3_graph(weights, shape), str(folder / "onnx" / "model.onnx"))
    (installed / f"{name}.toml").write_text(
        tomli_w.dumps(_manifest(name, kind, shape.hidden, manifest or {})), encoding="utf-8"
    )
    return TinyModel(installed, name, weights, shape, tokenizer.token_to_id(SEPARATOR) if add_separator else -1)


def _manifest(name: str, kind: str, hidden: int, changes: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    contextual = kind == "contextual"
    values: dict[str, Any] = {
        "format": 1,
        "name": name,
        "title": "A model for tests",
        "license": "MIT",
        "languages": "none",
        "source": {"hub": "nobody/tiny", "revision": "0"},
        "model": {
            "kind": kind,
            "graph": "onnx/model.onnx",
            "output": "last_hidden_state",
            "pooling": "span-mean" if contextual else "mean",
            "native_dims": hidden,
            "dims": 48,
            "int8": "tanh",
            "max_tokens": 64,
            "batch_tokens": 256,
        },
        "tokenizer": {"file": "tokenizer.json"},
        "text": {"chunk_tokens": 32},
        "files": [
            {"path": "onnx/model.onnx"},
            {"path": "onnx/model.onnx_data", "optional": True},
            {"path": "tokenizer.json"},
            {"path": "special_tokens_map.json", "optional": True},
        ],
    }
    if contextual:
        values["tokenizer"]["separator"] = {"token": SEPARATOR, "declared_in": "special_tokens_map.json"}
    for table, keys in changes.items():
        values[table] = {**values[table], **keys}
    return values


class _Graph:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: Array | float | Sequence[int], dtype: Any = None) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(value, dtype, order="C"), name))
        return name

    def scalar(self, value: float) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(value, np.float32), name))
        return name

    def __call__(self, operator: str, *inputs: str, **attributes: Any) -> str:
        output = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output


def qwen3_graph(weights: Mapping[str, Array], shape: Shape, output: str = "last_hidden_state") -> onnx.ModelProto:
    """The encoder for batches with padding, as an export has it: [batch, tokens] in, [batch, tokens, hidden] out."""
    g = _Graph()
    half = shape.head_dim // 2

    def rms_norm(value: str, gain: Array) -> str:
        mean = g("ReduceMean", g("Mul", value, value), g.constant([-1], np.int64), keepdims=1)
        root = g("Sqrt", g("Add", mean, g.scalar(shape.rms_eps)))
        return g("Mul", g("Div", value, root), g.constant(gain))

    def linear(value: str, weight: Array) -> str:
        return g("MatMul", value, g.constant(weight.T))

    def heads(value: str, count: int) -> str:
        return g("Reshape", value, g.constant([0, 0, count, shape.head_dim], np.int64))

    tokens = g("Gather", g("Shape", "input_ids"), g.constant(np.array(1, np.int64)))
    frequencies = 1.0 / shape.rope_theta ** (np.arange(half) * 2 / shape.head_dim)
    start, step = g.constant(np.zeros((), np.int64)), g.constant(np.ones((), np.int64))
    positions = g("Cast", g("Range", start, tokens, step), to=TensorProto.DOUBLE)
    angles = g("Mul", g("Unsqueeze", positions, g.constant([1], np.int64)), g.constant(frequencies[None]))

    def per_head(function: str) -> str:
        # Cosines of float64 angles, which is what an export's table holds. ONNX Runtime has Cos in float64.
        values = g("Cast", g(function, angles), to=TensorProto.FLOAT)
        return g("Unsqueeze", values, g.constant([0, 2], np.int64))

    cos, sin = per_head("Cos"), per_head("Sin")

    def rotate(value: str) -> str:
        last = g.constant([3], np.int64)
        first = g("Slice", value, g.constant([0], np.int64), g.constant([half], np.int64), last)
        second = g("Slice", value, g.constant([half], np.int64), g.constant([2 * half], np.int64), last)
        left = g("Sub", g("Mul", first, cos), g("Mul", second, sin))
        right = g("Add", g("Mul", second, cos), g("Mul", first, sin))
        return g("Concat", left, right, axis=-1)

    def repeated(value: str) -> str:
        """Each key-value head for all the query heads that share it: [batch, tokens, heads, head dim]."""
        indices = np.arange(shape.heads) // (shape.heads // shape.kv_heads)
        return g("Gather", value, g.constant(indices, np.int64), axis=2)

    mask = g("Sub", g("Cast", "attention_mask", to=TensorProto.FLOAT), g.scalar(1.0))
    mask = g("Unsqueeze", g("Mul", mask, g.scalar(1e9)), g.constant([1, 2], np.int64))
    hidden = g("Gather", g.constant(weights["embed_tokens"]), "input_ids")
    for layer in range(shape.layers):
        p = f"layers.{layer}."
        normed = rms_norm(hidden, weights[p + "input_layernorm"])
        query = rotate(rms_norm(heads(linear(normed, weights[p + "q_proj"]), shape.heads), weights[p + "q_norm"]))
        key = rotate(rms_norm(heads(linear(normed, weights[p + "k_proj"]), shape.kv_heads), weights[p + "k_norm"]))
        value = heads(linear(normed, weights[p + "v_proj"]), shape.kv_heads)
        query = g("Transpose", query, perm=[0, 2, 1, 3])
        key = g("Transpose", repeated(key), perm=[0, 2, 3, 1])
        value = g("Transpose", repeated(value), perm=[0, 2, 1, 3])
        scores = g("Mul", g("MatMul", query, key), g.scalar(1 / np.sqrt(shape.head_dim)))
        attended = g("MatMul", g("Softmax", g("Add", scores, mask), axis=-1), value)
        attended = g("Transpose", attended, perm=[0, 2, 1, 3])
        joined = g("Reshape", attended, g.constant([0, 0, shape.heads * shape.head_dim], np.int64))
        hidden = g("Add", hidden, linear(joined, weights[p + "o_proj"]))
        normed = rms_norm(hidden, weights[p + "post_attention_layernorm"])
        gate = linear(normed, weights[p + "gate_proj"])
        inner = g("Mul", g("Mul", gate, g("Sigmoid", gate)), linear(normed, weights[p + "up_proj"]))
        hidden = g("Add", hidden, linear(inner, weights[p + "down_proj"]))
    g.nodes.append(helper.make_node("Identity", [rms_norm(hidden, weights["norm"])], [output]))
    axes = ["batch", "tokens"]
    model = helper.make_model(
        helper.make_graph(
            g.nodes,
            "tiny",
            [helper.make_tensor_value_info(name, TensorProto.INT64, axes) for name in ("input_ids", "attention_mask")],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, [*axes, shape.hidden])],
            g.constants,
        ),
        opset_imports=[helper.make_opsetid("", 21)],
        ir_version=10,
    )
    onnx.checker.check_model(model)
    return model
