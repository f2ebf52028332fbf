"""Vectors like those of a model, without a model.

A model's vectors lie in clusters, passages of a document lie near each other, a few directions carry most of what tells
them apart, and the average of any two is not a right angle. All of that decides how hard it is to find the nearest ones.
The constants are such that distances are spread as with the vectors of the delivered model; the command
`python -m tests.benchmarks.drawn_vectors` compares them.

Invariant: the same numbers and seed give the same vectors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import Codes, QueryVector

DIMS = 512

Floats = NDArray[np.float32]

_DECAY = 0.5
"""Spread falls with the number of the direction to this power."""
_MEAN = 0.5
_TOPICS = 200
_TOPIC, _SOURCE, _COPY, _CHUNK = 0.35, 0.5, 0.3, 0.6
"""What a passage's vector owes to its topic, to the document that its own was made from, to that, and to itself."""
_QUERY_NOISE = 0.9
_SCALE = 40.0


class DrawnVectors:
    """Draws the vectors of documents and of queries."""

    def __init__(self, seed: int, dims: int = DIMS) -> None:
        rng = np.random.default_rng(seed)
        self._seed, self._dims = seed, dims
        spread = (np.arange(1, dims + 1, dtype=np.float64) ** -_DECAY).astype(np.float32)
        self._spread: Floats = spread * np.float32(np.sqrt(dims / np.sum(spread**2)))
        # Some rotation: no direction of a model's is one axis.
        rotation, _ = np.linalg.qr(rng.standard_normal((dims, dims)))
        self._rotation: Floats = rotation.astype(np.float32)
        self._mean: Floats = (_MEAN * rng.standard_normal(dims)).astype(np.float32)

    def document(self, source: int, copy: int, count: int) -> Floats:
        """The vectors of a document's passages, as [count, dims]."""
        own = np.random.default_rng((self._seed, source, copy))
        shared = (
            _TOPIC * self._normal(np.random.default_rng((self._seed, source % _TOPICS)))
            + _SOURCE * self._normal(np.random.default_rng((self._seed, source, 2**31)))
            + _COPY * self._normal(own)
        )
        latent = shared + _CHUNK * self._normal(own, count)
        vectors: Floats = ((latent * self._spread) @ self._rotation + self._mean).astype(np.float32, copy=False)
        return vectors

    def query(self, near: Floats, number: int) -> QueryVector:
        """The vector of a query that a passage with the vector `near` answers."""
        rng = np.random.default_rng((self._seed, 2**31 + 1, number))
        vector = near + _QUERY_NOISE * (self._normal(rng) * self._spread) @ self._rotation
        values = np.asarray(vector / np.linalg.norm(vector), "<f4")
        return QueryVector(self._dims, values.tobytes(), np.packbits(values > 0).tobytes())

    def codes(self, vectors: Floats) -> Codes:
        """Vectors as they are stored."""
        int8 = np.clip(np.rint(vectors * _SCALE), -127, 127).astype(np.int8)
        int8[int8 == 0] = -1
        return Codes(self._dims, len(vectors), np.packbits(int8 > 0, axis=1).tobytes(), int8.tobytes())

    def _normal(self, rng: np.random.Generator, count: int | None = None) -> Floats:
        size = self._dims if count is None else (count, self._dims)
        return rng.standard_normal(size, np.float32)
