"""Vectors of each generation: bits in a `vec0` table for the search, int8 beside them for rescoring.

A generation is what one model, in one configuration, made. Its tables are `vectors_<id>` (rowid is the chunk's id) and
`codes_<id>`. Called inside a transaction where it writes.

Invariant: at any instant a document has the vectors of all its chunks in a generation, and a row in `embedded`, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import Codes
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.stretches import delete_stretches

LARGEST_K = 4_096
"""sqlite-vec refuses more neighbours."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A set of vectors, and what made them."""

    id: int
    fingerprint: str
    model: str
    dims: int


def generations(database: Database) -> list[Generation]:
    """All generations, oldest first."""
    return [
        Generation(*row) for row in database.rows("SELECT id, fingerprint, model, dims FROM generations ORDER BY id")
    ]


def add_generation(database: Database, fingerprint: str, model: str, dims: int) -> int:
    """The id of the generation with this fingerprint, made with its tables if there is none."""
    known = database.row("SELECT id, dims FROM generations WHERE fingerprint = ?", fingerprint)
    if known is not None:
        if known[1] != dims:
            raise ValueError(f"generation {fingerprint} has {known[1]} dimensions, not {dims}")
        return known[0]
    if dims % 8:
        raise ValueError(f"{dims} dimensions do not fill whole bytes")
    generation = database.insert(
        "INSERT INTO generations (fingerprint, model, dims) VALUES (?, ?, ?)", fingerprint, model, dims
    )
    database.run(f"CREATE VIRTUAL TABLE vectors_{generation} USING vec0 (bits bit[{dims}])")
    database.run(f"CREATE TABLE codes_{generation} (chunk_id INTEGER PRIMARY KEY, int8 BLOB NOT NULL) STRICT")
    return generation


def insert_codes(database: Database, generation: int, document_id: int, chunk_ids: Sequence[int], codes: Codes) -> None:
    """Write the vectors of all chunks of a document that has none yet."""
    width = codes.dims // 8
    database.run_many(
        f"INSERT INTO vectors_{generation} (rowid, bits) VALUES (?, vec_bit(?))",  # noqa: S608
        ((chunk, codes.bits[row * width : (row + 1) * width]) for row, chunk in enumerate(chunk_ids)),
    )
    database.run_many(
        f"INSERT INTO codes_{generation} (chunk_id, int8) VALUES (?, ?)",  # noqa: S608
        ((chunk, codes.int8[row * codes.dims : (row + 1) * codes.dims]) for row, chunk in enumerate(chunk_ids)),
    )
    database.run(
        "INSERT INTO embedded (generation_id, document_id, chunk_count) VALUES (?, ?, ?)",
        generation,
        document_id,
        len(chunk_ids),
    )


def delete_codes(database: Database, generation: int, document_id: int) -> None:
    """Delete the vectors of a document whose chunks are still there."""
    chunks = "(SELECT id FROM chunks WHERE document_id = ?)"
    database.run(f"DELETE FROM vectors_{generation} WHERE rowid IN {chunks}", document_id)  # noqa: S608
    database.run(f"DELETE FROM codes_{generation} WHERE chunk_id IN {chunks}", document_id)  # noqa: S608
    delete_stretches(database, generation, document_id)
    database.run("DELETE FROM embedded WHERE generation_id = ? AND document_id = ?", generation, document_id)


def nearest_chunks(
    database: Database, generation: int, bits: bytes, limit: int, documents: NDArray[np.int64] | None
) -> list[tuple[int, int]]:
    """The chunks nearest to `bits`: (chunk id, Hamming distance), nearest first, of these documents or of all."""
    limit = min(limit, LARGEST_K)
    sql = f"SELECT rowid, distance FROM vectors_{generation} WHERE bits MATCH vec_bit(?) AND k = ?"  # noqa: S608
    if documents is None:
        found = database.rows(sql, bits, limit)
    elif len(documents):
        # A subquery on rowid is what vec0 applies before it takes the nearest; any other condition comes after.
        sql += " AND rowid IN (SELECT id FROM chunks WHERE document_id IN (SELECT value FROM carray(?)))"
        found = database.rows(sql, bits, limit, id_list(documents))
    else:
        found = []
    return [(chunk, int(distance)) for chunk, distance in found]


def int8_rows(database: Database, generation: int, chunk_ids: Sequence[int]) -> tuple[list[int], NDArray[np.int8]]:
    """The int8 codes of those chunks that have one: their ids, and an array of [ids, dims]."""
    if not chunk_ids:
        return [], np.zeros((0, 0), np.int8)
    rows = database.rows(
        f"SELECT chunk_id, int8 FROM codes_{generation} WHERE chunk_id IN (SELECT value FROM carray(?))",  # noqa: S608
        id_list(chunk_ids),
    )
    data = b"".join(code for _, code in rows)
    return [chunk for chunk, _ in rows], np.frombuffer(data, np.int8).reshape(len(rows), -1) if rows else np.zeros(
        (0, 0), np.int8
    )
