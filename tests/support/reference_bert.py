"""A BERT encoder in plain NumPy, float64, one sequence at a time: what the starter model's graph is held against."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from tests.support.reference_qwen3 import Array

HIDDEN, HEADS, LAYERS, INTERMEDIATE, POSITIONS = 384, 12, 6, 1536, 512


def random_bert_weights(vocabulary: int, seed: int) -> dict[str, Array]:
    """float32 weights under the names that the original has."""
    generator = np.random.default_rng(seed)

    def normal(*size: int) -> Array:
        return generator.normal(0, 0.05, size).astype(np.float32)

    def norm(name: str) -> dict[str, Array]:
        return {f"{name}.weight": 1 + normal(HIDDEN), f"{name}.bias": normal(HIDDEN)}

    def dense(name: str, outputs: int, inputs: int) -> dict[str, Array]:
        return {f"{name}.weight": normal(outputs, inputs), f"{name}.bias": normal(outputs)}

    weights = {
        "embeddings.word_embeddings.weight": normal(vocabulary, HIDDEN),
        "embeddings.position_embeddings.weight": normal(POSITIONS, HIDDEN),
        "embeddings.token_type_embeddings.weight": normal(2, HIDDEN),
        **norm("embeddings.LayerNorm"),
    }
    for layer in range(LAYERS):
        p = f"encoder.layer.{layer}."
        for part in ("query", "key", "value"):
            weights |= dense(f"{p}attention.self.{part}", HIDDEN, HIDDEN)
        weights |= dense(f"{p}attention.output.dense", HIDDEN, HIDDEN) | norm(f"{p}attention.output.LayerNorm")
        weights |= dense(f"{p}intermediate.dense", INTERMEDIATE, HIDDEN)
        weights |= dense(f"{p}output.dense", HIDDEN, INTERMEDIATE) | norm(f"{p}output.LayerNorm")
    return weights


def bert_hidden_state(weights: Mapping[str, Array], ids: Sequence[int]) -> Array:
    """Values [tokens, hidden] of the last layer."""

    def norm(values: Array, name: str) -> Array:
        centred = values - values.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def dense(values: Array, name: str) -> Array:
        return values @ weights[f"{name}.weight"].astype(np.float64).T + weights[f"{name}.bias"]

    words = weights["embeddings.word_embeddings.weight"][list(ids)].astype(np.float64)
    places = weights["embeddings.position_embeddings.weight"][: len(ids)]
    hidden = norm(words + places + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    gelu = np.vectorize(lambda x: 0.5 * x * (1 + math.erf(x / math.sqrt(2))))
    size = HIDDEN // HEADS
    for layer in range(LAYERS):
        p = f"encoder.layer.{layer}."
        query, key, value = (dense(hidden, f"{p}attention.self.{part}") for part in ("query", "key", "value"))
        heads: list[Array] = []
        for head in (slice(start, start + size) for start in range(0, HIDDEN, size)):
            likely = np.exp(query[:, head] @ key[:, head].T / math.sqrt(size))
            heads.append(likely / likely.sum(-1, keepdims=True) @ value[:, head])
        attended = dense(np.concatenate(heads, axis=1), f"{p}attention.output.dense")
        hidden = norm(hidden + attended, f"{p}attention.output.LayerNorm")
        inner = gelu(dense(hidden, f"{p}intermediate.dense"))
        hidden = norm(hidden + dense(inner, f"{p}output.dense"), f"{p}output.LayerNorm")
    return hidden
