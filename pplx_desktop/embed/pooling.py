"""From the model's values for tokens to one vector for a text: the mean over a span.

Invariant: sums are made in float64 over the span alone, so neither padding nor neighbours change a single bit of the
result, as long as the model's own values are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Span = tuple[int, int]
Floats = npt.NDArray[np.float32]


def mean_of_spans(hidden: Floats, spans: Sequence[Span]) -> Floats:
    """Means over half-open spans of tokens, float32 [spans, dims], from `hidden` [tokens, dims].

    Raises ValueError for an empty span, which has no mean. What is not finite in a span makes its mean so.
    """
    pooled = np.empty((len(spans), hidden.shape[1]), np.float32)
    for row, (start, end) in enumerate(spans):
        if not 0 <= start < end <= len(hidden):
            raise ValueError(f"a span from {start} to {end} of {len(hidden)} tokens has no mean")
        with np.errstate(invalid="ignore"):
            pooled[row] = hidden[start:end].mean(axis=0, dtype=np.float64)
    return pooled


def weighted_mean(parts: Floats, tokens: Sequence[int]) -> Floats:
    """One vector from those of a long text's pieces [pieces, dims], each weighted with its number of tokens."""
    if len(parts) == 1:
        return parts[0]
    return np.average(parts.astype(np.float64), axis=0, weights=np.asarray(tokens, np.float64)).astype(np.float32)
