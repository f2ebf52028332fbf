"""A bidirectional Qwen3 encoder and the contextual recipe in plain NumPy, float64: what the embed room is held against.

Written from the description of the model alone, one sequence at a time, without batches, padding or masks. Shares no
code with the program. Slow on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    hidden: int = 64
    layers: int = 2
    heads: int = 4
    kv_heads: int = 2
    head_dim: int = 24
    intermediate: int = 96
    rope_theta: float = 1e6
    rms_eps: float = 1e-6


def random_weights(shape: Shape, seed: int) -> dict[str, Array]:
    """float32 weights under the names that the original has, matrices as [outputs, inputs]."""
    generator = np.random.default_rng(seed)

    def matrix(outputs: int, inputs: int) -> Array:
        return generator.normal(0, 1 / np.sqrt(inputs), (outputs, inputs)).astype(np.float32)

    def gain(size: int) -> Array:
        return generator.normal(1, 0.2, size).astype(np.float32)

    weights = {
        "embed_tokens": generator.normal(0, 1, (shape.vocabulary, shape.hidden)).astype(np.float32),
        "norm": gain(shape.hidden),
    }
    for layer in range(shape.layers):
        prefix = f"layers.{layer}."
        weights |= {
            f"{prefix}input_layernorm": gain(shape.hidden),
            f"{prefix}post_attention_layernorm": gain(shape.hidden),
            f"{prefix}q_proj": matrix(shape.heads * shape.head_dim, shape.hidden),
            f"{prefix}k_proj": matrix(shape.kv_heads * shape.head_dim, shape.hidden),
            f"{prefix}v_proj": matrix(shape.kv_heads * shape.head_dim, shape.hidden),
            f"{prefix}o_proj": matrix(shape.hidden, shape.heads * shape.head_dim),
            f"{prefix}q_norm": gain(shape.head_dim),
            f"{prefix}k_norm": gain(shape.head_dim),
            f"{prefix}gate_proj": matrix(shape.intermediate, shape.hidden),
            f"{prefix}up_proj": matrix(shape.intermediate, shape.hidden),
            f"{prefix}down_proj": matrix(shape.hidden, shape.intermediate),
        }
    return weights


def last_hidden_state(weights: dict[str, Array], shape: Shape, ids: Sequence[int]) -> Array:
    """Values [tokens, hidden] of one sequence; every token sees every other."""

    def weight(name: str) -> Array:
        return weights[name].astype(np.float64)

    def rms_norm(values: Array, gain: Array) -> Array:
        return values / np.sqrt((values**2).mean(-1, keepdims=True) + shape.rms_eps) * gain

    def rotate(values: Array) -> Array:
        half = shape.head_dim // 2
        frequencies = 1.0 / shape.rope_theta ** (np.arange(half) * 2 / shape.head_dim)
        angles = np.outer(np.arange(len(ids)), frequencies)
        cos, sin = np.cos(angles)[:, None], np.sin(angles)[:, None]
        first, second = values[..., :half], values[..., half:]
        return np.concatenate([first * cos - second * sin, second * cos + first * sin], axis=-1)

    def heads(values: Array, count: int) -> Array:
        return values.reshape(len(ids), count, shape.head_dim)

    hidden = weight("embed_tokens")[list(ids)]
    for layer in range(shape.layers):
        p = f"layers.{layer}."
        normed = rms_norm(hidden, weight(p + "input_layernorm"))
        query = rotate(rms_norm(heads(normed @ weight(p + "q_proj").T, shape.heads), weight(p + "q_norm")))
        key = rotate(rms_norm(heads(normed @ weight(p + "k_proj").T, shape.kv_heads), weight(p + "k_norm")))
        value = heads(normed @ weight(p + "v_proj").T, shape.kv_heads)
        attended = np.empty_like(query)
        for head in range(shape.heads):
            shared = head // (shape.heads // shape.kv_heads)
            scores = query[:, head] @ key[:, shared].T / np.sqrt(shape.head_dim)
            likely = np.exp(scores - scores.max(-1, keepdims=True))
            attended[:, head] = likely / likely.sum(-1, keepdims=True) @ value[:, shared]
        hidden = hidden + attended.reshape(len(ids), -1) @ weight(p + "o_proj").T
        normed = rms_norm(hidden, weight(p + "post_attention_layernorm"))
        gate = normed @ weight(p + "gate_proj").T
        inner = gate / (1 + np.exp(-gate)) * (normed @ weight(p + "up_proj").T)
        hidden = hidden + inner @ weight(p + "down_proj").T
    return rms_norm(hidden, weight("norm"))


def pooled_chunks(weights: dict[str, Array], shape: Shape, chunks: Sequence[Sequence[int]], separator: int) -> Array:
    """One vector [hidden] for each chunk: joined by the separator, one pass, the mean of each span."""
    ids: list[int] = []
    spans: list[slice] = []
    for chunk in chunks:
        if spans:
            ids.append(separator)
        spans.append(slice(len(ids), len(ids) + len(chunk)))
        ids.extend(chunk)
    hidden = last_hidden_state(weights, shape, ids)
    return np.stack([hidden[span].mean(0) for span in spans])


def int8_codes(pooled: Array, dims: int) -> bytes:
    """`round` of Python rounds half to even, as the card's does."""
    values = [max(-128, min(127, round(float(np.tanh(x)) * 127))) for x in pooled[..., :dims].ravel()]
    return np.array(values, np.int8).tobytes()


def binary_codes(pooled: Array, dims: int) -> bytes:
    """Eight signs a byte, the first in the highest bit."""
    signs = [int(x >= 0) for x in pooled[..., :dims].ravel()]
    return bytes(int("".join(map(str, signs[place : place + 8])), 2) for place in range(0, len(signs), 8))
