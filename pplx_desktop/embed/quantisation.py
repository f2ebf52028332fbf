"""From pooled values to the codes that are stored: a prefix of the dimensions, signs as bits, and int8.

Matryoshka truncation commutes with both codes, for they are made element by element (`max-abs` after truncation).

Invariant: bits are the signs of the unquantised values (`x >= 0`), packed MSB first, whatever the int8 scheme is; a
query's float values are proportional to what its int8 codes would be before rounding, so cosines between them and
stored codes are meaningful.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pplx_desktop.core.types import Codes, QueryVector
from pplx_desktop.embed.manifest import Int8Scheme

Floats = npt.NDArray[np.float32]


def to_codes(pooled: Floats, dims: int, scheme: Int8Scheme) -> Codes:
    """Codes of `pooled` [count, native dims], cut to `dims`, a multiple of 8."""
    values = pooled[:, :dims]
    # np.rint rounds half to even, as the model's card does.
    int8 = np.clip(np.rint(_scaled(values, scheme) * np.float32(127)), -128, 127).astype(np.int8)
    return Codes(dims=dims, count=len(values), bits=_signs(values), int8=int8.tobytes())


def to_query_vector(pooled: Floats, dims: int, scheme: Int8Scheme) -> QueryVector:
    """The vector of one query from `pooled` [native dims]. Its values lie between -1 and 1."""
    values = pooled[:dims]
    return QueryVector(dims=dims, values=_scaled(values, scheme).astype("<f4").tobytes(), bits=_signs(values))


def _scaled(values: Floats, scheme: Int8Scheme) -> Floats:
    """Values between -1 and 1 along the last axis: what int8 is 127 times of, before rounding."""
    if scheme == "tanh":
        return np.tanh(values)
    largest = np.abs(values).max(axis=-1, keepdims=True, initial=0)
    return values / np.where(largest == 0, 1, largest).astype(np.float32)


def _signs(values: Floats) -> bytes:
    return np.packbits(values >= 0, axis=-1, bitorder="big").tobytes()
