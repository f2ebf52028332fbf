"""How near the vectors of one way to run a model come to those of another, and to what would be found with them.

Vectors are compared as they are stored: cut to the model's dimensions, as int8 and as bits. Invariant: what is not
finite is like nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pplx_desktop.core.types import Codes
from pplx_desktop.embed.manifest import Manifest
from pplx_desktop.embed.pooling import Floats
from pplx_desktop.embed.quantisation import to_codes

NEAREST = 10
LEAST_COSINE = 0.99
LEAST_SAME_TOP_10 = 0.95


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of vectors to the reference's: `cosine` is the mean cosine, `same_top_10` the mean share of the ten nearest that
    are the same, `same_bits` the share of equal bits.
    """

    cosine: float
    same_top_10: float
    same_bits: float

    @property
    def is_faithful(self) -> bool:
        """True where vectors of both may stand in one index."""
        return self.cosine >= LEAST_COSINE and self.same_top_10 >= LEAST_SAME_TOP_10

    def complaint(self) -> str:
        """Why it is not faithful; empty where it is."""
        if not self.cosine >= LEAST_COSINE:
            return f"its vectors differ: mean cosine {self.cosine:.4f}, at least {LEAST_COSINE} is wanted"
        if not self.same_top_10 >= LEAST_SAME_TOP_10:
            return f"it finds other texts: {self.same_top_10:.1%} of the ten nearest, {LEAST_SAME_TOP_10:.0%} is wanted"
        return ""


def likeness(vectors: Floats, reference: Floats, passages: int, manifest: Manifest) -> Likeness:
    """Of pooled `vectors` [rows, native dims] to `reference`. The first `passages` rows are searched in; by all rows, a
    passage's own row left out.

    The nearest are found twice, with the vectors alone and with them as queries against the reference's, for an index
    may hold both; the lower share counts.
    """
    if not np.isfinite(vectors).all():
        return Likeness(-1.0, 0.0, 0.0)
    dims = manifest.dims
    mine, theirs = to_codes(vectors, dims, manifest.int8_scheme), to_codes(reference, dims, manifest.int8_scheme)
    mine8, theirs8 = _unit(_int8(mine)), _unit(_int8(theirs))
    wanted = _nearest(theirs8, theirs8[:passages])
    return Likeness(
        cosine=float(np.einsum("rd,rd->r", _unit(vectors[:, :dims]), _unit(reference[:, :dims])).mean()),
        same_top_10=min(
            _shared(_nearest(mine8, mine8[:passages]), wanted), _shared(_nearest(mine8, theirs8[:passages]), wanted)
        ),
        same_bits=1 - _different_bits(mine, theirs) / (dims * len(vectors)),
    )


def _int8(codes: Codes) -> npt.NDArray[np.int8]:
    return np.frombuffer(codes.int8, np.int8).reshape(codes.count, codes.dims)


def _different_bits(one: Codes, other: Codes) -> int:
    return int(np.bitwise_count(np.frombuffer(one.bits, np.uint8) ^ np.frombuffer(other.bits, np.uint8)).sum())


def _unit(values: npt.NDArray[Any]) -> Floats:
    floats = values.astype(np.float32)
    norms = np.linalg.norm(floats, axis=1, keepdims=True)
    return floats / np.where(norms == 0, 1, norms).astype(np.float32)


def _nearest(queries: Floats, passages: Floats) -> npt.NDArray[np.intp]:
    """The places of the nearest passages of each row of `queries`, whose first rows are the passages themselves."""
    scores = queries @ passages.T
    scores[np.arange(len(passages)), np.arange(len(passages))] = -np.inf
    return np.argsort(-scores, axis=1, kind="stable")[:, : min(NEAREST, len(passages) - 1)]


def _shared(one: npt.NDArray[np.intp], other: npt.NDArray[np.intp]) -> float:
    return float(np.mean([len(set(mine) & set(theirs)) / len(theirs) for mine, theirs in zip(one, other, strict=True)]))
