"""Chunks as runs of ids: the same ids as in a list, however the documents lie."""

from __future__ import annotations

import numpy as np
import pytest

from pplx_desktop.index.chunk_rows import ChunkRuns


@pytest.mark.parametrize("seed", range(20))
def test_runs_hold_what_a_list_holds(seed: int) -> None:
    rng = np.random.default_rng(seed)
    borders = np.unique(rng.integers(1, 300, 2 * int(rng.integers(0, 20))))
    borders = borders[: len(borders) // 2 * 2]
    runs = ChunkRuns(borders[::2], borders[1::2])
    ids = [
        chunk
        for first, end in zip(runs.firsts.tolist(), runs.ends.tolist(), strict=True)
        for chunk in range(first, end)
    ]
    assert runs.ids().tolist() == ids
    assert len(runs) == len(ids)
    asked = rng.integers(0, 320, 200)
    assert runs.hold(asked).tolist() == [chunk in ids for chunk in asked.tolist()]
    for start, count in ((0, 320), (50, 100), (290, 40), (7, 0)):
        assert runs.marks(start, count).tolist() == [chunk in ids for chunk in range(start, start + count)]
