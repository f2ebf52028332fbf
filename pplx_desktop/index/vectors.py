"""Vectors of each generation: signs in a `vec0` table for the search, and how large each value is for rescoring.

A generation is what one model, in one configuration, made. Its tables are `vectors_<id>` (rowid is the chunk's id) and
`codes_<id>`, which has a row for a run of chunks that follow each other in a document, keyed by the first: rows of a size
that fills pages well. Called inside a transaction where it writes.

Invariant: at any instant a document has the vectors of all its chunks in a generation, and a row in `embedded`, or none.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import Codes
from pplx_desktop.index.chunk_rows import Ids, chunk_span, chunks_in, expand
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.packing import pack_sizes, sizes_width, unpack_int8

RUN_CHUNKS = 5
"""Chunks in a row of codes at most: with 384 and with 512 dimensions, such rows leave 5 % of a page unused; 16 left 23.
Changing it needs a migration."""
BLOCK_CHUNKS = 1_024
"""Vectors in a block of vec0."""
LARGEST_K = 4_096
"""sqlite-vec refuses more neighbours."""


Role = Literal["", "searched", "next", "first"]


@dataclass(frozen=True, slots=True)
class Generation:
    """A set of vectors, and what made them. See `core.types.Fill` for the roles; without one it is to be dropped."""

    id: int
    fingerprint: str
    model: str
    dims: int
    role: Role = ""
    window_tokens: int = 0


def generations(database: Database) -> list[Generation]:
    """All generations, oldest first."""
    return [
        Generation(*row)
        for row in database.rows(
            "SELECT id, fingerprint, model, dims, role, window_tokens FROM generations ORDER BY id"
        )
    ]


def add_generation(database: Database, fingerprint: str, model: str, dims: int, window_tokens: int = 0) -> int:
    """The id of the generation with this fingerprint, made with its tables if there is none. The first one of all is
    the one that is searched.
    """
    known = database.row("SELECT id, dims FROM generations WHERE fingerprint = ?", fingerprint)
    if known is not None:
        if known[1] != dims:
            raise ValueError(f"generation {fingerprint} has {known[1]} dimensions, not {dims}")
        return known[0]
    if dims % 8:
        raise ValueError(f"{dims} dimensions do not fill whole bytes")
    generation = database.insert(
        "INSERT INTO generations (fingerprint, model, dims, window_tokens, role) VALUES (?, ?, ?, ?,"
        " iif(EXISTS (SELECT 1 FROM generations WHERE role = 'searched'), '', 'searched'))",
        fingerprint,
        model,
        dims,
        window_tokens,
    )
    database.run(f"CREATE VIRTUAL TABLE vectors_{generation} USING vec0 (bits bit[{dims}])")
    database.run(f"CREATE TABLE codes_{generation} (chunk_id INTEGER PRIMARY KEY, sizes BLOB NOT NULL) STRICT")
    return generation


def set_roles(database: Database, roles: Mapping[int, Role]) -> None:
    """Give these generations their roles, and all others none."""
    database.run("UPDATE generations SET role = ''")
    database.run_many("UPDATE generations SET role = ? WHERE id = ?", ((role, known) for known, role in roles.items()))


def drop_generation(database: Database, generation: int) -> None:
    """Take a generation away that has no vectors any more."""
    database.run(f"DROP TABLE vectors_{generation}")
    database.run(f"DROP TABLE codes_{generation}")
    database.run("DELETE FROM generations WHERE id = ?", generation)


def documents_only_in(database: Database, generation: int, not_in: Sequence[int]) -> NDArray[np.int64] | None:
    """The documents that have vectors in a generation and in none of the others; None where those are all it has."""
    rows = database.rows(
        "SELECT document_id FROM embedded WHERE generation_id = ? EXCEPT"
        " SELECT document_id FROM embedded WHERE generation_id IN (SELECT value FROM carray(?))",
        generation,
        id_list(not_in),
    )
    if len(rows) == database.value("SELECT count(*) FROM embedded WHERE generation_id = ?", generation):
        return None
    return np.array([document for (document,) in rows], np.int64)


def sample_chunks(database: Database, generation: int, count: int) -> list[int]:
    """Chunks that have vectors, evenly spread over the generation, the same each time."""
    known = blocks(database, generation)
    total = sum(live for _, live in known)
    places = [number * total // count for number in range(count)] if total > count else range(total)
    found: list[int] = []
    before = 0
    for block, live in known:
        inside = places[bisect_left(places, before) : bisect_left(places, before + live)]
        chunks = chunks_in_block(database, generation, block) if inside else []
        found.extend(chunks[place - before] for place in inside)
        before += live
    return sorted(found)


def insert_codes(database: Database, generation: int, document_id: int, codes: Codes) -> None:
    """Write the vectors of all chunks of a document that has none yet."""
    first, _ = chunk_span(database, document_id)
    width, wide = codes.dims // 8, sizes_width(codes.dims)
    sizes = pack_sizes(np.frombuffer(codes.int8, np.int8).reshape(codes.count, codes.dims))
    put_bits(
        database,
        generation,
        ((first + at, codes.bits[at * width : (at + 1) * width]) for at in range(codes.count)),
    )
    database.run_many(
        f"INSERT INTO codes_{generation} (chunk_id, sizes) VALUES (?, ?)",  # noqa: S608
        ((first + at, sizes[at * wide : (at + RUN_CHUNKS) * wide]) for at in range(0, codes.count, RUN_CHUNKS)),
    )
    database.run(
        "INSERT INTO embedded (generation_id, document_id, chunk_count, checksum) VALUES (?, ?, ?, ?)",
        generation,
        document_id,
        codes.count,
        checksum(codes.bits, sizes),
    )


def put_bits(database: Database, generation: int, rows: Iterable[tuple[int, bytes]]) -> None:
    """Write bits of chunks that have none."""
    database.run_many(f"INSERT INTO vectors_{generation} (rowid, bits) VALUES (?, vec_bit(?))", rows)  # noqa: S608


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
    # One by one: vec0 reads all of its rows for a list of them.
    database.run_many(f"DELETE FROM vectors_{generation} WHERE rowid = ?", ((chunk,) for chunk in chunk_ids))  # noqa: S608


def blocks(database: Database, generation: int) -> list[tuple[int, int]]:
    """The blocks of vec0: the id of each, and how many vectors are in it."""
    rows = database.rows(f"SELECT chunk_id, validity FROM vectors_{generation}_chunks")  # noqa: S608
    return [(block, int.from_bytes(validity).bit_count()) for block, validity in rows]


def chunks_in_block(database: Database, generation: int, block: int) -> list[int]:
    """The chunks whose bits are in a block of vec0. It has a bit for each place that is taken, the lowest first."""
    validity, ids = database.rows(
        f"SELECT validity, rowids FROM vectors_{generation}_chunks WHERE chunk_id = ?",  # noqa: S608
        block,
    )[0]
    taken = np.unpackbits(np.frombuffer(validity, np.uint8), bitorder="little").astype(bool)
    return np.frombuffer(ids, np.int64)[taken].tolist()


def checksum(bits: bytes, sizes: bytes) -> int:
    """Tells whether the stored bytes of a document's vectors are those that were written."""
    return zlib.crc32(sizes, zlib.crc32(bits))


def delete_codes(database: Database, generation: int, document_id: int) -> None:
    """Delete the vectors of a document that is still there. What they were made from is for `stretches.delete_codes`."""
    span = chunk_span(database, document_id)
    delete_bits(database, generation, range(*span))
    database.run(f"DELETE FROM codes_{generation} WHERE chunk_id >= ? AND chunk_id < ?", *span)  # noqa: S608
    database.run("DELETE FROM embedded WHERE generation_id = ? AND document_id = ?", generation, document_id)


def read_codes(database: Database, generation: int, dims: int, first: int, end: int) -> Codes | None:
    """The codes of the chunks from `first` to before `end`, which are of one document; None where one has none."""
    ids, int8 = int8_rows(database, generation, range(first, end))
    if ids != list(range(first, end)):
        return None
    bits = read_bits(database, generation, ids)
    return Codes(dims, len(ids), b"".join(bits[chunk] for chunk in ids), int8.tobytes())


def nearest_chunks(
    database: Database, generation: int, bits: bytes, limit: int, documents: Ids | None
) -> list[tuple[int, int]]:
    """The chunks nearest to `bits`: (chunk id, Hamming distance), nearest first, of these documents or of all."""
    limit = min(limit, LARGEST_K)
    sql = f"SELECT rowid, distance FROM vectors_{generation} WHERE bits MATCH vec_bit(?) AND k = ?"  # noqa: S608
    if documents is None:
        found = database.rows(sql, bits, limit)
    elif len(documents):
        # A subquery on rowid is what vec0 applies before it takes the nearest; any other condition comes after.
        sql += " AND rowid IN (SELECT value FROM carray(?))"
        found = database.rows(sql, bits, limit, id_list(chunks_in(database, documents)))
    else:
        found = []
    # vec0 orders what is equally near by where it happens to lie.
    return sorted(((chunk, int(distance)) for chunk, distance in found), key=lambda pair: (pair[1], pair[0]))


def int8_rows(database: Database, generation: int, chunk_ids: Sequence[int]) -> tuple[list[int], NDArray[np.int8]]:
    """The codes of those chunks that have one: their ids, in order, and an array of [ids, dims] as int8."""
    dims: int = database.value("SELECT dims FROM generations WHERE id = ?", generation) or 0
    wanted = np.unique(np.array(chunk_ids, np.int64))
    runs = database.rows(
        # The run that a chunk lies in is the last that begins at or before it.
        f"SELECT chunk_id, sizes FROM codes_{generation} WHERE chunk_id IN (SELECT"  # noqa: S608
        f" (SELECT max(chunk_id) FROM codes_{generation} WHERE chunk_id <= a.value AND chunk_id > a.value - ?)"
        " FROM carray(?) a) ORDER BY chunk_id",
        RUN_CHUNKS,
        id_list(wanted),
    )
    if not runs:
        return [], np.zeros((0, dims), np.int8)
    wide = sizes_width(dims)
    counts = np.array([len(row) // wide for _, row in runs], np.int64)
    ids = expand(np.array([first for first, _ in runs], np.int64), counts)
    sizes = np.frombuffer(b"".join(row for _, row in runs), np.uint8).reshape(-1, wide)
    bits = read_bits(database, generation, np.intersect1d(ids, wanted).tolist())
    chosen = np.isin(ids, np.fromiter(bits, np.int64, len(bits)))
    found: list[int] = ids[chosen].tolist()
    return found, unpack_int8(b"".join(bits[chunk] for chunk in found), sizes[chosen].tobytes(), dims)
