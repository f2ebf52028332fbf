"""What the benchmark of embedding found, and how many operations the model's work is.

Invariant: operations are counted from the sizes alone, a multiplication and its addition as two; what norms, rotation
and softmax take is not counted, so shares of the limit are rather too low.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pplx_desktop.embed.graph.shape import Qwen3Shape


@dataclass(frozen=True, slots=True)
class Limits:
    """What the machine multiplies at most, in thousands of millions of operations a second."""

    fp32: float
    int8: float

    def better(self, other: Limits) -> Limits:
        """The higher of each."""
        return Limits(max(self.fp32, other.fp32), max(self.int8, other.int8))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to run the model. `tokens_per_s` counts the documents' own tokens."""

    name: str
    tokens_per_s: float
    seconds: float
    peak_bytes: int
    weights_bytes: int
    load_s: float

    @property
    def beyond_weights_bytes(self) -> int:
        """What it took at the most beside its weights."""
        return self.peak_bytes - self.weights_bytes


@dataclass(frozen=True, slots=True)
class BenchReport:
    """Both ways on the same documents, and what the machine could do at most."""

    layers: int
    documents: int
    tokens: int
    padded_tokens: int
    windows: int
    longest_window: int
    recipe: Way
    ours: Way
    ratio: float
    limits: Limits
    matrix_operations: int
    attention_operations: int
    query_tokens: int
    query_s: float

    @property
    def achieved(self) -> float:
        """What our way calculates, in thousands of millions of operations a second."""
        return (self.matrix_operations + self.attention_operations) / self.ours.seconds / 1e9

    @property
    def share_of_int8(self) -> float:
        """Of the limit for int8, though attention is calculated in float32."""
        return self.achieved / self.limits.int8

    @property
    def share_of_both(self) -> float:
        """Of what is possible with int8 for the matrices and float32 for attention, each at its limit."""
        least = (self.matrix_operations / self.limits.int8 + self.attention_operations / self.limits.fp32) / 1e9
        return least / self.ours.seconds

    @property
    def recipe_share_of_fp32(self) -> float:
        """The recipe's share of the limit for float32, counting no padding."""
        achieved = (self.matrix_operations + self.attention_operations) / self.recipe.seconds / 1e9
        return achieved / self.limits.fp32


def operations(encoder: Qwen3Shape, windows: Sequence[int]) -> tuple[int, int]:
    """Operations of the matrices and of attention for windows of these lengths."""
    matrix = 2 * encoder.matrix_parameters * sum(windows)
    # Scores and weighted sum: each token of a window with each other, for each head.
    width = encoder.heads * encoder.head_dim * encoder.layers
    return matrix, 4 * width * sum(length * length for length in windows)
