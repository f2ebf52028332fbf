"""Small models with random weights, written as the files of an installed model: the real shape, nothing real to say.

A bidirectional Qwen3 encoder as an ONNX graph, and a byte-level BPE tokenizer whose merges are written out, so that
every run has the same tokens.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import onnx
import tomli_w
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

from pplx_desktop.embed.graph.plain import write_plain
from pplx_desktop.embed.graph.shape import Qwen3Shape
from pplx_desktop.embed.graph.weights import GraphWriter
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


class NamedWeights:
    """Weights under the names of the original, as the program's writers ask for them."""

    def __init__(self, weights: Mapping[str, Array], shape: Shape) -> None:
        self.weights = weights
        self.shape = Qwen3Shape(**{**asdict(shape), "vocabulary": len(weights["embed_tokens"])})

    def matrix(self, layer: int, name: str) -> Array:
        return self.weights[f"layers.{layer}.{name}_proj"]

    def gain(self, layer: int, name: str) -> Array:
        if name == "norm":
            return self.weights["norm"]
        full = {"input_norm": "input_layernorm", "post_norm": "post_attention_layernorm"}.get(name, name)
        return self.weights[f"layers.{layer}.{full}"]

    def table(self, start: int, end: int) -> Array:
        return self.weights["embed_tokens"][start:end]


def qwen3_graph(weights: Mapping[str, Array], shape: Shape, output: str = "last_hidden_state") -> onnx.ModelProto:
    """The encoder for batches with padding, as an export has it: [batch, tokens] in, [batch, tokens, hidden] out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        with GraphWriter(path) as writer:
            write_plain(writer, NamedWeights(weights, shape), output)
        model = onnx.load(str(path))
    onnx.checker.check_model(model)
    return model
