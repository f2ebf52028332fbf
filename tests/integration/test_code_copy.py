"""A copy of the codes in memory finds what vec0 finds, whatever comes and goes, for each reader by its own snapshot."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.index import code_blocks, upkeep
from pplx_desktop.index.chunk_rows import ChunkRuns, runs_in
from pplx_desktop.index.code_copy import CodeCopy
from pplx_desktop.index.code_scan import Nearest, segment_of
from pplx_desktop.index.connection import Database
from tests.support.codes_index import DIMS, CodesIndex, searched, truth

LIMITS = (0, 1, 7, 400)

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from([5, 300, 700]), st.integers(0, 5)),
        st.tuples(st.just("again"), st.integers(0, 7), st.integers(0, 5)),
        st.tuples(st.just("delete"), st.integers(0, 7), st.just(0)),
        st.tuples(st.just("refill"), st.just(0), st.just(0)),
    ),
    min_size=2,
    max_size=8,
)


def renewed(copy: CodeCopy, database: Database) -> CodeCopy:
    known = code_blocks.stamp_of(database, copy.generation)
    assert known is not None
    new = copy.renewed(database, known[0])
    assert new is not None
    return new


def filters(rng: np.random.Generator, documents: list[int]) -> list[np.ndarray | None]:
    some = [document for document in documents if rng.random() < 0.5]
    one = documents[:1]
    return [None, *(np.array(chosen, np.int64) for chosen in (some, one, [10**6], documents))]


def assert_same_codes(copy: CodeCopy, database: Database) -> None:
    """The copy holds vec0's bits, no more and no fewer."""
    rows: dict[int, bytes] = dict(database.rows(f"SELECT rowid, bits FROM vectors_{copy.generation}"))  # noqa: S608
    held, bits = copy.bits(np.arange(10_000))
    assert {chunk: row.tobytes() for chunk, row in zip(held.tolist(), bits, strict=True)} == rows
    assert sum(len(segment.chunks) for segment in copy.segments) == len(rows)


def assert_same_answers(copy: CodeCopy, database: Database, documents: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    query = rng.integers(0, 256, copy.dims // 8, np.uint8).tobytes()
    for chosen in filters(rng, documents):
        runs = None if chosen is None else runs_in(database, chosen)
        everything = truth(database, copy.generation, query, None, runs)
        for limit in LIMITS:
            expected = everything[:limit]
            assert copy.nearest(query, limit, runs) == expected
            assert code_blocks.nearest_chunks(database, copy.generation, query, limit, chosen) == expected
            by_search = searched(database, copy.generation, query, limit, runs)
            assert [distance for _, distance in by_search] == [distance for _, distance in expected]
            # What lies before the last distance is not cut.
            border = expected[-1][1] if len(everything) > limit > 0 else DIMS + 1
            assert [one for one in by_search if one[1] < border] == [one for one in expected if one[1] < border]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.integers(0, 1000), st.integers(1, 4))
def test_whatever_comes_and_goes_the_copy_answers_as_vec0(
    steps: list[tuple[str, int, int]], seed: int, segment_blocks: int
) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(code_blocks, "SEGMENT_BLOCKS", segment_blocks)
        codes = CodesIndex(Path(folder) / "index.sqlite3")
        copy = CodeCopy(codes.generation, DIMS)
        with codes.index:
            for kind in (2, 3):
                codes.put(700, kind)
            for step, number, kind in steps:
                document = codes.documents[number % len(codes.documents)] if codes.documents else None
                if step == "put":
                    codes.put(number, kind)
                elif step == "again" and document is not None:
                    codes.again(document, kind)
                elif step == "delete" and document is not None:
                    codes.delete(document)
                else:
                    while upkeep._fill_blocks(codes.database):
                        pass
                copy = renewed(copy, codes.database)
                assert_same_codes(copy, codes.database)
            assert_same_answers(copy, codes.database, codes.documents, seed)


def test_a_block_of_the_wrong_length_is_damage(tmp_path: Path) -> None:
    codes = CodesIndex(tmp_path / "index.sqlite3")
    with codes.index:
        codes.put(20, 2)
        codes.database.run("UPDATE vectors_1_vector_chunks00 SET vectors = substr(vectors, 1, 100)")
        for read in (
            lambda: code_blocks.nearest_chunks(codes.database, 1, bytes(DIMS // 8), 5, None),
            lambda: renewed(CodeCopy(1, DIMS), codes.database),
        ):
            with pytest.raises(EnvironmentProblem) as raised:
                read()
            assert raised.value.code == "index-corrupt"


def test_a_copy_takes_eighty_bytes_a_code_at_the_most(tmp_path: Path) -> None:
    codes = CodesIndex(tmp_path / "index.sqlite3", dims=512)
    with codes.index:
        for seed in range(6):
            codes.put(700, seed)
        copy = renewed(CodeCopy(1, 512), codes.database)
        assert 4200 * 64 < copy.size_bytes <= 4200 * 80
        # What goes gives its room back, though vec0 keeps it.
        codes.delete(codes.documents[0])
        assert renewed(copy, codes.database).size_bytes <= 3500 * 80


def test_a_filter_takes_no_more_memory_where_ids_have_grown_large() -> None:
    """Ids are never used again: after years they are far beyond the number of chunks."""
    late = 2**45
    chunks = np.array([7, 8, late, late + 1, late + 5])
    segment = segment_of(((1, 1),), chunks, np.arange(5, dtype=np.uint8).reshape(5, 1), np.zeros(5, np.uint16))
    for firsts, ends, expected in (
        ([late], [late + 1], [late]),
        ([1, late + 1], [8, late + 9], [7, late + 1, late + 5]),
        ([9, late + 2], [late, late + 5], []),
        # What waits for its vectors has no place.
        ([9, late], [10, late + 1], [late]),
        ([8, late + 6], [late + 1, late + 9], [8, late]),
    ):
        nearest = Nearest(b"\x00", 10, ChunkRuns(np.array(firsts), np.array(ends)))
        nearest.look_at(segment)
        assert sorted(chunk for chunk, _ in nearest.found()) == expected


def test_a_sample_is_spread_evenly_whatever_went(tmp_path: Path) -> None:
    codes = CodesIndex(tmp_path / "index.sqlite3")
    with codes.index:
        for seed in range(4):
            codes.put(700, seed)
        codes.delete(codes.documents[1])
        # As they lie in vec0's blocks.
        order = [chunk for (chunk,) in codes.database.rows("SELECT rowid FROM vectors_1")]
        for count in (1, 21, 256, 2099):
            expected = sorted(order[number * 2100 // count] for number in range(count))
            assert code_blocks.sample_chunks(codes.database, 1, count) == expected
        for count in (2100, 9999):
            assert code_blocks.sample_chunks(codes.database, 1, count) == sorted(order)
        for document in list(codes.documents):
            codes.delete(document)
        assert code_blocks.sample_chunks(codes.database, 1, 5) == []
