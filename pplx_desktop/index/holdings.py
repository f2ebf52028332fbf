"""What the index holds, by kind of file, and how its room is shared between text, words and vectors.

Invariant: reads only, inside a snapshot, and never a page for each page of the file: what would need that is computed from
counts, and the full text index, of which only its size is wanted, is what remains. So the parts add up to the whole, and
each is right to some per cent.
"""

from __future__ import annotations

from dataclasses import dataclass

from pplx_desktop.core.holdings import KindShare, ModelRoom
from pplx_desktop.index import vectors
from pplx_desktop.index.connection import Database
from pplx_desktop.index.packing import sizes_width

_BLOCK_CHUNKS = 1_024
"""Vectors in a block of vec0, which has room for so many whether they are there or not."""
_VECTOR_EXTRA_BYTES = 24
"""What vec0 keeps of a vector beside its bits: its id, twice, and where it lies."""
_SIZES_EXTRA_BYTES = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the database, which add up to it."""

    text: int
    words: int
    meanings: tuple[ModelRoom, ...]
    spare: int


def find_kinds(database: Database) -> tuple[KindShare, ...]:
    """The searchable files by kind, the most files first."""
    return tuple(
        KindShare(*row)
        for row in database.rows(
            "SELECT d.kind, count(*), sum(f.size), sum(d.chunk_count) FROM files f JOIN documents d ON d.id = f.document_id"
            " WHERE f.state = 'indexed' GROUP BY d.kind ORDER BY 2 DESC, 1"
        )
    )


def find_parts(database: Database) -> Parts:
    """What takes how much room."""
    page_bytes: int = database.value("PRAGMA page_size")
    pages: int = database.value("PRAGMA page_count")
    spare: int = page_bytes * database.value("PRAGMA freelist_count")
    text: int = database.value(
        "SELECT ifnull((SELECT sum(length(data)) FROM text_parts), 0)"
        " + ifnull((SELECT sum(length(blocks) + length(chunks)) FROM places), 0)"
    )
    meanings = tuple(
        ModelRoom(known.model, size)
        for known in vectors.generations(database)
        if (size := _vector_bytes(database, known))
    )
    known = text + spare + sum(room.size_bytes for room in meanings)
    return Parts(text=text, words=max(0, pages * page_bytes - known), meanings=meanings, spare=spare)


def _vector_bytes(database: Database, generation: vectors.Generation) -> int:
    number = generation.id
    blocks: int = database.value(f"SELECT count(*) FROM vectors_{number}_chunks")  # noqa: S608
    size = blocks * _BLOCK_CHUNKS * (generation.dims // 8 + _VECTOR_EXTRA_BYTES)
    sized: int = database.value(
        "SELECT ifnull(sum(chunk_count), 0) FROM embedded WHERE generation_id = ? AND sized", number
    )
    size += sized * (sizes_width(generation.dims, generation.size_bits) + _SIZES_EXTRA_BYTES)
    plans: int = database.value("SELECT ifnull(sum(length(data)), 0) FROM plans WHERE generation_id = ?", number)
    return size + plans
