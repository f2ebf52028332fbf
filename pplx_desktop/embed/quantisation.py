"""From pooled values to the codes that are stored: a prefix of the dimensions, signs as bits, and int8.

Matryoshka truncation commutes with both codes, for they are made element by element (`max-abs` after truncation).

Invariant: bits are the signs of the unquantised values (`x >= 0`), packed MSB first, whatever the int8 scheme is; a
query's float values are proportional to what its int8 codes would be before rounding, so cosines between them and
stored codes are meaningful. Codes that a graph made itself are taken as they are, and cut.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pplx_desktop.core.types import Codes, QueryVector
from pplx_desktop.embed.manifest import Int8Scheme

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class GraphCodes:
    """Codes that a graph made itself, in all dimensions: int8, and signs (True for a set bit), both [rows, native
    dims]; None where it does not give them. Only the rows in `made` (bool) hold something.
    """

    made: npt.NDArray[np.bool_]
    int8: npt.NDArray[np.int8] | None
    signs: npt.NDArray[np.bool_] | None

    def rows(self, start: int, end: int) -> GraphCodes:
        """Those of some rows."""
        return GraphCodes(
            self.made[start:end],
            None if self.int8 is None else self.int8[start:end],
            None if self.signs is None else self.signs[start:end],
        )


def to_codes(pooled: Floats, dims: int, scheme: Int8Scheme, graph: GraphCodes | None = None) -> Codes:
    """Codes of `pooled` [count, native dims], cut to `dims`, a multiple of 8; those that the graph made where it did."""
    values = pooled[:, :dims]
    # np.rint rounds half to even, as the model's card does.
    int8 = np.clip(np.rint(_scaled(values, scheme) * np.float32(127)), -128, 127).astype(np.int8)
    signs = values >= 0
    if graph is not None:
        made = graph.made[:, None]
        int8 = int8 if graph.int8 is None else np.where(made, graph.int8[:, :dims], int8)
        signs = signs if graph.signs is None else np.where(made, graph.signs[:, :dims], signs)
    return Codes(dims=dims, count=len(values), bits=_packed(signs), int8=int8.tobytes())


def to_query_vector(pooled: Floats, dims: int, scheme: Int8Scheme, graph: GraphCodes | None = None) -> QueryVector:
    """The vector of one query from `pooled` [1, native dims]. Its values lie between -1 and 1."""
    values = _scaled(pooled[0, :dims], scheme).astype("<f4").tobytes()
    return QueryVector(dims=dims, values=values, bits=to_codes(pooled, dims, scheme, graph).bits)


def _scaled(values: Floats, scheme: Int8Scheme) -> Floats:
    """Values between -1 and 1 along the last axis: what int8 is 127 times of, before rounding."""
    if scheme == "tanh":
        return np.tanh(values)
    largest = np.abs(values).max(axis=-1, keepdims=True, initial=0)
    return values / np.where(largest == 0, 1, largest).astype(np.float32)


def _packed(signs: npt.NDArray[np.bool_]) -> bytes:
    return np.packbits(signs, axis=-1, bitorder="big").tobytes()
