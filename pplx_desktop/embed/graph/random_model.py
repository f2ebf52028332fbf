"""A model of any Qwen3 shape with random weights: the true work for the processor, and nothing to say.

Speed and memory do not depend on what the weights are, so a benchmark needs no download. The tokenizer is the starter
model's with the separator added, or one token for each byte: the true one is not at hand, and which ids a text becomes
does not change how long they take.

Invariant: the same seed gives the same weights, on every machine, each made when it is asked for: never more than one
large matrix is in memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from pplx_desktop.embed.graph.plain import write_plain
from pplx_desktop.embed.graph.shape import TRUE_SHAPE, Qwen3Shape
from pplx_desktop.embed.graph.weights import Floats, GraphWriter
from pplx_desktop.embed.manifest import Manifest, ModelFile, Separator, Source, write_manifest

SEPARATOR = "<|endoftext|>"
_GRAPH = "onnx/model.onnx"
_PARTS = ("q", "k", "v", "o", "gate", "up", "down", "input_norm", "post_norm", "q_norm", "k_norm", "norm", "table")
_TABLE_BLOCK = 1024
_CHUNK_TOKENS = 256
_POSITIONS = 32_768


class RandomWeights:
    """Weights of a shape, by a seed."""

    def __init__(self, shape: Qwen3Shape, seed: int) -> None:
        self._shape, self._seed = shape, seed
        width, kv_width = shape.heads * shape.head_dim, shape.kv_heads * shape.head_dim
        self._sizes = {
            "q": (width, shape.hidden),
            "k": (kv_width, shape.hidden),
            "v": (kv_width, shape.hidden),
            "o": (shape.hidden, width),
            "gate": (shape.intermediate, shape.hidden),
            "up": (shape.intermediate, shape.hidden),
            "down": (shape.hidden, shape.intermediate),
        }

    @property
    def shape(self) -> Qwen3Shape:
        """The sizes that were asked for."""
        return self._shape

    def matrix(self, layer: int, name: str) -> Floats:
        """See `EncoderWeights`. Variance is kept from layer to layer, as trained weights keep it."""
        outputs, inputs = self._sizes[name]
        return self._generator(layer, name).standard_normal((outputs, inputs), np.float32) * np.float32(inputs**-0.5)

    def gain(self, layer: int, name: str) -> Floats:
        """See `EncoderWeights`."""
        size = self._shape.head_dim if name in {"q_norm", "k_norm"} else self._shape.hidden
        return 1 + np.float32(0.2) * self._generator(layer, name).standard_normal(size, np.float32)

    def table(self, start: int, end: int) -> Floats:
        """See `EncoderWeights`."""
        blocks = range(start // _TABLE_BLOCK, -(-end // _TABLE_BLOCK))
        rows = [
            self._generator(block, "table").standard_normal((_TABLE_BLOCK, self._shape.hidden), np.float32)
            for block in blocks
        ]
        first = start - blocks.start * _TABLE_BLOCK
        return np.concatenate(rows)[first : first + end - start]

    def _generator(self, layer: int, name: str) -> np.random.Generator:
        return np.random.default_rng([self._seed, layer, _PARTS.index(name)])


def write_random_model(
    installed: Path,
    name: str,
    shape: Qwen3Shape = TRUE_SHAPE,
    *,
    seed: int = 1,
    tokenizer: Path | None = None,
    max_tokens: int = 1040,
    layer_done: Callable[[int], None] = lambda _: None,
) -> None:
    """Write the manifest `name`.toml and the folder `name` of a contextual model into `installed`. `tokenizer` is the
    tokenizer.json of a model whose vocabulary fits; without one, each byte is a token. Raises OSError.
    """
    folder = installed / name
    folder.mkdir(parents=True, exist_ok=True)
    with GraphWriter(folder / _GRAPH) as writer:
        write_plain(writer, RandomWeights(shape, seed), layer_done=layer_done)
    values = _byte_tokenizer() if tokenizer is None else json.loads(tokenizer.read_text(encoding="utf-8"))
    vocabulary = _with_separator(values)
    if vocabulary > shape.vocabulary:
        raise ValueError(f"a tokenizer of {vocabulary} tokens for a table of {shape.vocabulary}")
    (folder / "tokenizer.json").write_text(json.dumps(values), encoding="utf-8")
    (folder / "special_tokens_map.json").write_text(json.dumps({"sep_token": SEPARATOR}), encoding="utf-8")
    (folder / "config.json").write_text(json.dumps(_config(shape), indent=2), encoding="utf-8")
    write_manifest(_manifest(name, shape, max_tokens), installed / f"{name}.toml")


def _config(shape: Qwen3Shape) -> dict[str, Any]:
    names = {
        "vocabulary": "vocab_size",
        "hidden": "hidden_size",
        "layers": "num_hidden_layers",
        "heads": "num_attention_heads",
        "kv_heads": "num_key_value_heads",
        "head_dim": "head_dim",
        "intermediate": "intermediate_size",
        "rope_theta": "rope_theta",
        "rms_eps": "rms_norm_eps",
    }
    return {
        # As the models that it stands for have it.
        "model_type": "bidirectional_pplx_qwen3",
        "architectures": ["PPLXQwen3Model"],
        "auto_map": {"AutoModel": "modeling.PPLXQwen3ContextualModel"},
        "use_bidirectional_attention": True,
        "max_position_embeddings": _POSITIONS,
        **{names[key]: value for key, value in asdict(shape).items()},
    }


def _manifest(name: str, shape: Qwen3Shape, max_tokens: int) -> Manifest:
    paths = (_GRAPH, f"{_GRAPH}_data", "tokenizer.json", "special_tokens_map.json", "config.json")
    return Manifest(
        name=name,
        title="Random weights",
        license="none",
        languages="none",
        note="For measuring only: its vectors mean nothing.",
        source=Source(folder="random weights"),
        kind="contextual",
        graph=_GRAPH,
        output="last_hidden_state",
        pooling="span-mean",
        int8_output=None,
        binary_output=None,
        token_output=None,
        native_dims=shape.hidden,
        dims=min(512, shape.hidden),
        int8_scheme="tanh",
        tokenizer="tokenizer.json",
        separator=Separator(SEPARATOR, "special_tokens_map.json", None),
        max_tokens=max_tokens,
        positions=max(max_tokens, _POSITIONS),
        chunk_tokens=min(_CHUNK_TOKENS, max_tokens),
        batch_tokens=max_tokens,
        context_lines=(),
        context_tokens=0,
        files=tuple(ModelFile(path, None, None, optional=False) for path in paths),
        reference=None,
    )


def _with_separator(tokenizer: dict[str, Any]) -> int:
    """Add the separator to a tokenizer's values and return how many tokens it has then."""
    known: dict[str, int] = tokenizer["model"]["vocab"]
    added: list[dict[str, Any]] = tokenizer["added_tokens"]
    identifier = max([*known.values(), *(token["id"] for token in added)]) + 1
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    added.append({"id": identifier, "content": SEPARATOR, **flags})
    return identifier + 1


def _byte_tokenizer() -> dict[str, Any]:
    """A tokenizer.json with a token for each byte, in the letters that byte-level tokenizers write bytes with."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    letters = [chr(byte) for byte in printable] + [chr(256 + place) for place in range(len(others))]
    step = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": step,
        "post_processor": None,
        "decoder": step,
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": False,
            "byte_fallback": False,
            "vocab": {letter: number for number, letter in enumerate(letters)},
            "merges": [],
        },
    }
