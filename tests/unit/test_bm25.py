"""The best chunks are those of a plain sum over all, however many are looked at at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.index import bm25
from pplx_desktop.index.bm25 import Holders, Totals, best_chunks
from pplx_desktop.index.chunk_rows import ChunkRuns

TOTALS = Totals(1000, 50_000)
CHUNKS = st.lists(st.integers(0, 500), unique=True, max_size=60).map(sorted)


def holders(chunks: list[int]) -> Holders:
    ids = np.array(chunks, np.int64)
    # Few different ones, so that many scores are equal.
    return Holders(ids, 1.0 + ids % 3, (20 + ids % 2 * 30).astype(np.uint32))


def parted(chunks: list[int]) -> list[Holders]:
    return [holders(chunks[::3]), holders([]), holders([chunk for at, chunk in enumerate(chunks) if at % 3])]


def plain(terms: list[list[int]], allowed: list[int] | None) -> list[tuple[int, float]]:
    scores: dict[int, float] = {}
    for term in map(holders, terms):
        for chunk, score in zip(
            term.chunks.tolist(), bm25._scores([term], TOTALS)[0].tolist() if len(term.chunks) else [], strict=True
        ):
            scores[chunk] = scores.get(chunk, 0.0) + score
    found = [(chunk, score) for chunk, score in scores.items() if allowed is None or chunk in allowed]
    return sorted(found, key=lambda one: (-one[1], one[0]))


@pytest.mark.parametrize("slab", [7, 64, 1 << 21])
@given(st.lists(CHUNKS, max_size=4), st.integers(0, 80), st.none() | CHUNKS)
def test_the_best_are_those_of_all(slab: int, terms: list[list[int]], limit: int, allowed: list[int] | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bm25, "_SLAB", slab)
        scope = None if allowed is None else ChunkRuns(np.array(allowed, np.int64), np.array(allowed, np.int64) + 1)
        chunks, scores = best_chunks([parted(term) for term in terms], TOTALS, limit, scope)
    assert list(zip(chunks.tolist(), scores.tolist(), strict=True)) == plain(terms, allowed)[:limit]


def test_of_very_many_only_the_best_are_looked_at_closely() -> None:
    rng = np.random.default_rng(5)
    count = 200_000
    ids = np.arange(count)
    term = Holders(ids, rng.integers(1, 9, count).astype(np.float64), rng.integers(20, 400, count).astype(np.uint32))
    totals = Totals(1_000_000, 90_000_000)
    chunks, scores = best_chunks([[term]], totals, 500, None)
    everything = bm25._scores([term], totals)[0]
    order = np.lexsort((ids, -everything))[:500]
    assert chunks.tolist() == order.tolist()
    assert scores.tolist() == everything[order].tolist()
