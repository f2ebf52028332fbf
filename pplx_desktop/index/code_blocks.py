"""The blocks of vec0 that bits lie in: written row by row, read as a whole, and what tells whether they changed.

A generation's bits are in `vectors_<id>`; rowid is the chunk's id. Called inside a transaction where it writes.

Invariant: whatever changes bits gives their blocks, and the generation, a new stamp.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.chunk_rows import Ids, runs_in
from pplx_desktop.index.code_scan import Nearest, Segment, segment_of
from pplx_desktop.index.connection import Database, Row, corrupt, id_list

BLOCK_CHUNKS = 1_024
"""Vectors in a block of vec0."""
SEGMENT_BLOCKS = 64
"""Blocks that are looked at together: so many that a scan seldom asks for Python's lock, which the words want meanwhile (a
question is answered 6 % sooner than with 16), and so few that what is left of them is put together with what is new in some
2 ms for each document that comes (`tests/benchmarks/code_scans.py`)."""

_FETCHED_BLOCKS = 8
"""Blocks that one statement reads: between two it is seen whether anybody wants them still, which is a second where the disk
is slow; and what SQLite gives is there twice for a moment."""


def put_bits(database: Database, generation: int, rows: Iterable[tuple[int, bytes]]) -> None:
    """Write bits of chunks that have none."""
    written: list[int] = []

    def noted() -> Iterator[tuple[int, bytes]]:
        for chunk, bits in rows:
            written.append(chunk)
            yield chunk, bits

    database.run_many(f"INSERT INTO vectors_{generation} (rowid, bits) VALUES (?, vec_bit(?))", noted())  # noqa: S608
    stamp_change(database, generation, _blocks_of(database, generation, written))


def read_bits(database: Database, generation: int, chunk_ids: Iterable[int]) -> dict[int, bytes]:
    """The bits of those chunks that have some."""
    return dict(
        database.rows(
            f"SELECT v.rowid, v.bits FROM carray(?) a JOIN vectors_{generation} v ON v.rowid = a.value",  # noqa: S608
            id_list(chunk_ids),
        )
    )


def delete_bits(database: Database, generation: int, chunk_ids: Iterable[int]) -> None:
    """Delete the bits of chunks."""
    chunks = list(chunk_ids)
    changed = _blocks_of(database, generation, chunks)
    # One by one: vec0 reads all of its rows for a list of them.
    database.run_many(f"DELETE FROM vectors_{generation} WHERE rowid = ?", ((chunk,) for chunk in chunks))  # noqa: S608
    stamp_change(database, generation, changed)


def _blocks_of(database: Database, generation: int, chunk_ids: Iterable[int]) -> list[int]:
    rows = database.rows(
        f"SELECT DISTINCT r.chunk_id FROM carray(?) a JOIN vectors_{generation}_rowids r ON r.rowid = a.value",  # noqa: S608
        id_list(chunk_ids),
    )
    return [block for (block,) in rows]


def stamp_change(database: Database, generation: int, changed: Sequence[int]) -> None:
    """Note that something changed in a generation, and in which blocks its bits did."""
    stamp = database.value("SELECT random()")
    database.run("UPDATE generations SET stamp = ? WHERE id = ?", stamp, generation)
    database.run_many(
        "INSERT OR REPLACE INTO vector_blocks (generation_id, block, stamp) VALUES (?, ?, ?)",
        ((generation, block, stamp) for block in changed),
    )
    # A block goes when it is empty.
    database.run(
        f"DELETE FROM vector_blocks WHERE generation_id = ? AND block IN (SELECT value FROM carray(?))"  # noqa: S608
        f" AND block NOT IN (SELECT chunk_id FROM vectors_{generation}_chunks)",
        generation,
        id_list(changed),
    )


def stamp_of(database: Database, generation: int) -> tuple[int, int] | None:
    """What tells whether a generation's bits are the same as before, and its dimensions; None where there is none."""
    return cast("tuple[int, int] | None", database.row("SELECT stamp, dims FROM generations WHERE id = ?", generation))


def block_stamps(database: Database, generation: int) -> dict[int, int]:
    """The blocks of vec0, in order, and what tells of each whether its bits are the same as before."""
    return dict(
        database.rows(
            # Of this table SQLite reads the index of its ids alone.
            f"SELECT c.rowid, coalesce(b.stamp, z.stamp, 0) FROM vectors_{generation}_vector_chunks00 c"  # noqa: S608
            " LEFT JOIN vector_blocks b ON b.generation_id = ?1 AND b.block = c.rowid"
            " LEFT JOIN vector_blocks z ON z.generation_id = ?1 AND z.block = 0 ORDER BY c.rowid",
            generation,
        )
    )


def read_segment(database: Database, generation: int, dims: int, stamped: tuple[tuple[int, int], ...]) -> Segment:
    """What is in some blocks of vec0. `stamped` has the number of each, too."""
    width = dims // 8
    ids: list[NDArray[np.int64]] = []
    bits: list[NDArray[np.uint8]] = []
    origins: list[NDArray[np.uint16]] = []
    numbers = {block: number for number, (block, _) in enumerate(stamped)}
    for block, validity, rowids, codes in _fetched(database, generation, list(numbers)):
        if len(rowids) != 64 * len(validity) or len(codes) != 8 * len(validity) * width:
            raise corrupt(database.path, f"block {block} of generation {generation} has the wrong length")
        taken = _taken(validity)
        ids.append(np.frombuffer(rowids, "<i8")[taken])
        bits.append(np.frombuffer(codes, np.uint8).reshape(-1, width)[taken])
        origins.append(np.full(len(ids[-1]), numbers[block], np.uint16))
    if not ids:
        return segment_of(stamped, np.zeros(0, np.int64), np.zeros((0, width), np.uint8), np.zeros(0, np.uint16))
    return segment_of(stamped, np.concatenate(ids), np.concatenate(bits), np.concatenate(origins))


def _fetched(database: Database, generation: int, wanted: Sequence[int]) -> Iterator[Row]:
    for at in range(0, len(wanted), _FETCHED_BLOCKS):
        yield from database.rows(
            f"SELECT c.chunk_id, c.validity, c.rowids, v.vectors FROM carray(?) a"  # noqa: S608
            f" JOIN vectors_{generation}_chunks c ON c.chunk_id = a.value"
            f" JOIN vectors_{generation}_vector_chunks00 v ON v.rowid = c.chunk_id",
            id_list(wanted[at : at + _FETCHED_BLOCKS]),
        )


def blocks(database: Database, generation: int) -> list[tuple[int, int]]:
    """The blocks of vec0: the id of each, and how many vectors are in it."""
    rows = database.rows(f"SELECT chunk_id, validity FROM vectors_{generation}_chunks")  # noqa: S608
    return [(block, int.from_bytes(validity).bit_count()) for block, validity in rows]


def chunks_in_block(database: Database, generation: int, block: int) -> list[int]:
    """The chunks whose bits are in a block of vec0."""
    return _chunks_by_block(database, generation, [block])[block].tolist()


def sample_chunks(database: Database, generation: int, count: int) -> list[int]:
    """Chunks that have bits, evenly spread over the generation, the same each time."""
    known = blocks(database, generation)
    total = sum(live for _, live in known)
    places = np.arange(total) if total <= count else np.arange(count) * total // count
    ends = np.cumsum([live for _, live in known])
    wanted: dict[int, NDArray[np.int64]] = {}
    for (block, live), end in zip(known, ends.tolist(), strict=True):
        inside = places[np.searchsorted(places, end - live) : np.searchsorted(places, end)]
        if len(inside):
            wanted[block] = inside - (end - live)
    there = _chunks_by_block(database, generation, wanted)
    return sorted(chunk for block, inside in wanted.items() for chunk in there[block][inside].tolist())


def _chunks_by_block(database: Database, generation: int, wanted: Iterable[int]) -> dict[int, Ids]:
    rows = database.rows(
        f"SELECT c.chunk_id, c.validity, c.rowids FROM carray(?) a"  # noqa: S608
        f" JOIN vectors_{generation}_chunks c ON c.chunk_id = a.value",
        id_list(wanted),
    )
    return {block: np.frombuffer(rowids, "<i8")[_taken(validity)] for block, validity, rowids in rows}


def _taken(validity: bytes) -> NDArray[np.bool_]:
    """Which places of a block are taken: a bit for each, the lowest first."""
    return np.unpackbits(np.frombuffer(validity, np.uint8), bitorder="little").astype(np.bool_)


def nearest_chunks(
    database: Database, generation: int, bits: bytes, limit: int, documents: Ids | None
) -> list[tuple[int, int]]:
    """The chunks nearest to `bits`: (chunk id, Hamming distance), nearest first, of these documents or of all.

    What is equally near is in the order of ids, also where it is cut. vec0's own search cuts it at random, takes time in
    proportion to `limit`, and with a filter more still (`tests/benchmarks/code_scans.py`): its blocks are read instead.
    """
    nearest = Nearest(bits, limit, None if documents is None else runs_in(database, documents))
    stamped = tuple(block_stamps(database, generation).items())
    for at in range(0, len(stamped), SEGMENT_BLOCKS):
        segment = read_segment(database, generation, 8 * len(bits), stamped[at : at + SEGMENT_BLOCKS])
        nearest.look_at(segment)
    return nearest.found()


def bit_rows(database: Database, generation: int, dims: int, chunks: Ids) -> tuple[Ids, NDArray[np.uint8]]:
    """Those of the chunks that have bits, in order, and these as [chunks, dims / 8]. `chunks` are in order, each once."""
    bits = read_bits(database, generation, chunks)
    ids = np.array(sorted(bits), np.int64)
    rows = np.frombuffer(b"".join(bits[chunk] for chunk in ids.tolist()), np.uint8)
    return ids, rows.reshape(len(ids), dims // 8)
