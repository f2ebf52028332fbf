"""The sizes of a Qwen3 encoder, and how much work they are. Needs no library."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Qwen3Shape:
    """The sizes of a Qwen3 encoder."""

    vocabulary: int
    hidden: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    intermediate: int
    rope_theta: float = 1e6
    rms_eps: float = 1e-6

    @property
    def matrix_parameters(self) -> int:
        """Weights of all linear layers together: each token is multiplied with every one of them."""
        attention = self.hidden * self.head_dim * 2 * (self.heads + self.kv_heads)
        return self.layers * (attention + 3 * self.hidden * self.intermediate)


TRUE_SHAPE = Qwen3Shape(151_936, 1024, 28, 16, 8, 128, 3072)
"""pplx-embed-*-0.6b."""
