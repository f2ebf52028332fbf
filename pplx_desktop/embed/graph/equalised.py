"""The same encoder with its channels brought to like size, so that a few large ones cost the others no precision.

A channel between two matrices may be made smaller in the first and larger in the second by the same factor. In int8 all
channels of a token share one scale; trained models have channels that are a hundred times larger than the rest.

Invariant: factors are powers of two, so the function that is computed is the same to the last bit.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from pplx_desktop.embed.graph.fused import EncoderWeights
from pplx_desktop.embed.graph.shape import Qwen3Shape
from pplx_desktop.embed.graph.weights import Array, Floats

_MOST = 10
"""Factors reach from 2**-10 to 2**10."""


class EqualisedWeights:
    """Weights of another source: up and down, value and output made to fit each other."""

    def __init__(self, weights: EncoderWeights) -> None:
        self._weights = weights
        # The factors of a layer are asked for by both of its matrices, one after the other.
        self._inner = lru_cache(2)(self._inner_factors)
        self._values = lru_cache(2)(self._value_factors)

    @property
    def shape(self) -> Qwen3Shape:
        """See `EncoderWeights`."""
        return self._weights.shape

    def gain(self, layer: int, name: str) -> Floats:
        """See `EncoderWeights`."""
        return self._weights.gain(layer, name)

    def table(self, start: int, end: int) -> Floats:
        """See `EncoderWeights`."""
        return self._weights.table(start, end)

    def matrix(self, layer: int, name: str) -> Floats:
        """See `EncoderWeights`."""
        weight = self._weights.matrix(layer, name)
        match name:
            case "up":
                return weight / self._inner(layer)[:, None]
            case "down":
                return weight * self._inner(layer)
            case "v":
                return weight / self._values(layer)[:, None]
            case "o":
                return weight * self._for_each_head(self._values(layer))
            case _:
                return weight

    def _inner_factors(self, layer: int) -> Floats:
        """One for each channel between the gate and `down`. The gate opens the wider the larger its row is."""
        gain, matrix = self.gain(layer, "post_norm"), self._weights.matrix
        size = np.linalg.norm(matrix(layer, "gate") * gain, axis=1) * np.linalg.norm(matrix(layer, "up") * gain, axis=1)
        return _factors(size, np.abs(matrix(layer, "down")).max(axis=0))

    def _value_factors(self, layer: int) -> Floats:
        """One for each channel of the values; heads that share values share their factors."""
        shape = self.shape
        size = np.linalg.norm(self._weights.matrix(layer, "v") * self.gain(layer, "input_norm"), axis=1)
        reach = np.abs(self._weights.matrix(layer, "o")).max(axis=0)
        shared = reach.reshape(shape.kv_heads, -1, shape.head_dim).max(axis=1)
        return _factors(size, shared.reshape(-1))

    def _for_each_head(self, factors: Floats) -> Floats:
        shape = self.shape
        heads = factors.reshape(shape.kv_heads, 1, shape.head_dim)
        return np.repeat(heads, shape.heads // shape.kv_heads, axis=1).reshape(-1)


def _factors(size: Array, reach: Array) -> Floats:
    """How much smaller a channel of this size is made, where the next matrix multiplies it by `reach` at the most."""
    least = np.finfo(np.float32).tiny
    wanted = 0.5 * (np.log2(np.maximum(size, least)) - np.log2(np.maximum(reach, least)))
    exponents = np.rint(np.clip(wanted - np.median(wanted), -_MOST, _MOST))
    return np.exp2(exponents).astype(np.float32)
