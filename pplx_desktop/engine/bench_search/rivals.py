"""What one could use instead, over the same data: other ways to find the nearest codes.

All are given the set of chunks that a filter lets through, in the form that they take; none has to find it.

Invariant: each gives what `vec0` gives, but for the order of what is equally near; `agreement` and `are_same` tell.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint8]
Ids = NDArray[np.int64]
Distances = NDArray[np.integer[Any]]

Scan = Callable[[bytes, int], Distances]
"""The distances of the nearest codes to a query's bits, so many."""


def numpy_scan(bits: Bits, chosen: NDArray[np.bool_] | None = None) -> Scan:
    """Rows against the query, all at once, as one writes it first."""
    words = bits.view(np.uint64)

    def scan(query: bytes, count: int) -> Distances:
        rows = words if chosen is None else words[chosen]
        distances = np.bitwise_count(rows ^ np.frombuffer(query, np.uint64)).sum(axis=1, dtype=np.uint16)
        count = min(count, len(distances))
        return np.sort(np.partition(distances, count - 1)[:count]) if count else distances

    return scan


def faiss_scan(bits: Bits, chosen: NDArray[np.bool_] | None = None) -> Scan | None:
    """FAISS's `IndexBinaryFlat`; None where it is not installed."""
    try:
        faiss: Any = importlib.import_module("faiss")
    except ImportError:
        return None
    index = faiss.IndexBinaryFlat(bits.shape[1] * 8)
    index.add(bits)
    options: dict[str, Any] = {}
    if chosen is not None:
        bitmap = np.packbits(chosen, bitorder="little")
        selector = faiss.IDSelectorBitmap(len(chosen), faiss.swig_ptr(bitmap))
        # It reads the bitmap when it searches, which must live as long.
        selector.bitmap_of_numpy = bitmap
        options["params"] = faiss.SearchParameters(sel=selector)

    def scan(query: bytes, count: int) -> Distances:
        distances, _ = index.search(np.frombuffer(query, np.uint8).reshape(1, -1), count, **options)
        return distances[0]

    return scan


def agreement(found: Sequence[Distances], expected: Sequence[Distances]) -> bool:
    """Whether all are as near as they should be."""
    return all(np.array_equal(one, other) for one, other in zip(found, expected, strict=True))


def are_same(near: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    """Whether two lists of (chunk, distance) are the same nearest: with the same distances, and the same chunks but for those
    that are as far as the last one, of which any may have been cut.
    """
    last = max((distance for _, distance in near), default=0)
    kept, others_kept = ({pair for pair in pairs if pair[1] < last} for pairs in (near, others))
    return sorted(pair[1] for pair in near) == sorted(pair[1] for pair in others) and kept == others_kept
