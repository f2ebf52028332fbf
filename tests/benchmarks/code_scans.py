"""How long the nearest codes take to find: `python -m tests.benchmarks.code_scans FOLDER [--chunks N] [--dims N]`.

Makes an index of random codes in FOLDER (once; a million take a minute) and asks, in turns in one run: vec0, the program's
copy in memory, and other ways over the same codes: rows of NumPy, and FAISS and NumKong where they are installed. Then the
same with filters, and what the copy takes: memory, making it, bringing it up to date. Processor time of the thread that
asks, and elapsed time, both in ms, medians. It fixed the way of `index/code_scan.py`, the size of a segment,
and how many blocks a search reads itself (`index/code_copies.py`).
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index import code_blocks
from pplx_desktop.index.chunk_rows import runs_in
from pplx_desktop.index.code_copy import CodeCopy
from pplx_desktop.index.code_scan import Segment
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.store import Index
from pplx_desktop.search.ranking import DEFAULT_RANKING

_LIMIT = DEFAULT_RANKING.meaning_limit
_DOCUMENT_CHUNKS = 25
_SHARES = (0.001, 0.01, 0.1, 0.5, 0.9)

Way = Callable[[bytes], object]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description="Compare ways to find the nearest codes.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chunks", type=int, default=1_000_000)
    parser.add_argument("--dims", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args(arguments)
    with _index(chosen.folder, chosen.chunks, chosen.dims) as index:
        database, rng = index._db, np.random.default_rng(1)
        queries = [rng.integers(0, 256, chosen.dims // 8, np.uint8).tobytes() for _ in range(chosen.rounds)]
        copy, making_s = _made(database, chosen.dims)
        print(f"{chosen.chunks} codes of {chosen.dims} bits, the {_LIMIT} nearest")
        print(f"copy: {copy.size_bytes / 1e6:.1f} MB, made in {making_s * 1e3:.0f} ms of processor time")
        _print_table(_ways(database, copy), queries)
        documents = np.array([row[0] for row in database.rows("SELECT id FROM documents")], np.int64)
        for share in _SHARES:
            some = np.sort(rng.choice(documents, max(1, int(share * len(documents))), replace=False))
            runs = runs_in(database, some)
            print(f"\nof {share:.1%} of the documents, {len(runs)} codes")
            _print_table(
                {
                    "vec0": lambda bits, runs=runs: _ask_vec0(database, bits, _LIMIT, runs.ids()),
                    "vec0's blocks": lambda bits, some=some: code_blocks.nearest_chunks(
                        database, 1, bits, _LIMIT, some
                    ),
                    "runs of the filter": lambda _, some=some: runs_in(database, some),
                    "copy": lambda bits, runs=runs: copy.nearest(bits, _LIMIT, runs),
                },
                queries[: 1 + len(queries) // 2],
            )
        _print_sizes(database, chosen.dims, queries)
        _print_change(index, copy)
    return 0


def _index(folder: Path, chunks: int, dims: int) -> Index:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"codes-{chunks}-{dims}.sqlite3"
    is_there = path.exists()
    index = Index.open(path, write=True)
    if is_there:
        return index
    generation = index.ensure_generation("random", "random", dims)
    rng = np.random.default_rng(0)
    for first in range(1, chunks + 1, 100 * _DOCUMENT_CHUNKS):
        end = min(first + 100 * _DOCUMENT_CHUNKS, chunks + 1)
        rows = rng.integers(0, 256, (end - first, dims // 8), np.uint8)
        with index.batch():
            code_blocks.put_bits(index._db, generation, ((first + at, row.tobytes()) for at, row in enumerate(rows)))
            index._db.run_many(
                "INSERT INTO documents (content_hash, extractor_version, kind, title, chars, warnings, first_chunk,"
                " chunk_count, pictured_pages, with_ocr) VALUES (?, 1, 'txt', '', 0, '[]', ?, ?, 0, 0)",
                (
                    (at.to_bytes(8, "big"), at, min(_DOCUMENT_CHUNKS, end - at))
                    for at in range(first, end, _DOCUMENT_CHUNKS)
                ),
            )
    return index


def _made(database: Database, dims: int) -> tuple[CodeCopy, float]:
    stamp, _ = code_blocks.stamp_of(database, 1) or (0, 0)
    begun = time.thread_time()
    copy = CodeCopy(1, dims).renewed(database, stamp)
    assert copy is not None
    return copy, time.thread_time() - begun


def _ask_vec0(database: Database, bits: bytes, limit: int, chunks: NDArray[np.int64] | None) -> object:
    sql = "SELECT rowid, distance FROM vectors_1 WHERE bits MATCH vec_bit(?) AND k = ?"
    if chunks is None:
        return database.rows(sql, bits, limit)
    return database.rows(f"{sql} AND rowid IN (SELECT value FROM carray(?))", bits, limit, id_list(chunks))  # noqa: S608


def _ways(database: Database, copy: CodeCopy) -> dict[str, Way]:
    rows = np.concatenate([np.ascontiguousarray(segment.words.T) for segment in copy.segments])
    codes = rows.view(np.uint8)

    def row_by_row(bits: bytes) -> NDArray[Any]:
        query = np.frombuffer(bits, np.uint64)
        return np.argpartition(np.bitwise_count(rows ^ query).sum(axis=1, dtype=np.uint16), _LIMIT)

    ways: dict[str, Way] = {
        "vec0": lambda bits: _ask_vec0(database, bits, _LIMIT, None),
        "vec0, the 100 nearest": lambda bits: _ask_vec0(database, bits, 100, None),
        "vec0's blocks, as without a copy": lambda bits: code_blocks.nearest_chunks(database, 1, bits, _LIMIT, None),
        "copy": lambda bits: copy.nearest(bits, _LIMIT, None),
        "copy, the 100 nearest": lambda bits: copy.nearest(bits, 100, None),
        "numpy, row by row": row_by_row,
    }
    if faiss := _installed("faiss"):
        faiss.omp_set_num_threads(1)
        ways["faiss, knn_hamming"] = lambda bits: faiss.knn_hamming(_row(bits), codes, _LIMIT)
    if numkong := _installed("numkong"):
        ways["numkong, without the choice of the nearest"] = lambda bits: numkong.cdist(
            _row(bits), codes, "hamming", dtype="uint1"
        )
    return ways


def _row(bits: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(bits, np.uint8).reshape(1, -1)


def _installed(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _print_table(ways: dict[str, Way], queries: Iterable[bytes]) -> None:
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for way in ways.values():
        way(next(iter(queries)))
    for bits in queries:
        for name, way in ways.items():
            begun, of_thread = time.perf_counter(), time.thread_time()
            way(bits)
            taken[name].append((1e3 * (time.thread_time() - of_thread), 1e3 * (time.perf_counter() - begun)))
    first = median(processor for processor, _ in taken[next(iter(ways))])
    for name, times in taken.items():
        processor, elapsed = median(t for t, _ in times), median(t for _, t in times)
        print(f"  {name:46} {processor:8.2f} {elapsed:8.2f}   {first / processor:6.1f} times as fast as the first")


def _print_sizes(database: Database, dims: int, queries: Sequence[bytes]) -> None:
    print("\nblocks in a segment")
    chosen, ways = code_blocks.SEGMENT_BLOCKS, {}
    for blocks in (8, 16, 32, 64, 128):
        code_blocks.SEGMENT_BLOCKS = blocks
        copy, _ = _made(database, dims)
        ways[str(blocks)] = lambda bits, copy=copy: copy.nearest(bits, _LIMIT, None)
    code_blocks.SEGMENT_BLOCKS = chosen
    _print_table(ways, queries)


def _print_change(index: Index, copy: CodeCopy) -> None:
    """A document that is embedded anew, and the copy brought up to date."""
    database = index._db
    taken: list[float] = []
    for first in range(1, 10 * _DOCUMENT_CHUNKS, _DOCUMENT_CHUNKS):
        chunks = range(first, first + _DOCUMENT_CHUNKS)
        bits = code_blocks.read_bits(database, 1, chunks)
        with index.batch():
            code_blocks.delete_bits(database, 1, chunks)
            code_blocks.put_bits(database, 1, bits.items())
        stamp, _ = code_blocks.stamp_of(database, 1) or (0, 0)
        begun = time.thread_time()
        renewed = copy.renewed(database, stamp)
        assert renewed is not None
        copy = renewed
        taken.append(1e3 * (time.thread_time() - begun))
    print(
        f"\na document of {_DOCUMENT_CHUNKS} chunks embedded anew: {median(taken):.2f} ms to bring the copy up to date"
    )
    stamp, _ = code_blocks.stamp_of(database, 1) or (0, 0)
    for changed in (count for count in (1, 2, 4, 8, 16) if count <= len(copy.segments)):
        old = replace(copy, segments=tuple(_outdated(copy.segments[:changed])) + copy.segments[changed:])
        begun = time.thread_time()
        old.renewed(database, stamp)
        print(f"{changed * code_blocks.SEGMENT_BLOCKS} blocks: {1e3 * (time.thread_time() - begun):.2f} ms")


def _outdated(segments: Iterable[Segment]) -> Iterable[Segment]:
    return (replace(segment, blocks=tuple((block, -1) for block, _ in segment.blocks)) for segment in segments)


if __name__ == "__main__":
    sys.exit(main())
