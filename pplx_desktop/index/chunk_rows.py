"""Chunks without a row for each: a document's chunks have ids that follow each other, and their places are packed.

Invariant: ids are never used again; those of a document are `first_chunk` and the `chunk_count - 1` after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.connection import Database, corrupt, id_list
from pplx_desktop.index.packing import Damaged, Place, unpack_places

Ids = NDArray[np.int64]

_MANY = 2_000
"""For more chunks than this all documents are looked at once, instead of a look for each chunk."""


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A chunk as it is stored. Offsets are characters of the document's text."""

    id: int
    document_id: int
    ordinal: int
    start: int
    end: int
    page: int | None
    heading: str


def chunks_of(database: Database, document_id: int) -> list[ChunkRow]:
    """The chunks of a document, in reading order."""
    row = database.row(
        "SELECT d.first_chunk, p.chunks FROM documents d JOIN places p ON p.document_id = d.id WHERE d.id = ?",
        document_id,
    )
    if row is None:
        return []
    first, data = row
    return [ChunkRow(first + at, document_id, at, *place) for at, place in enumerate(_places(database, data))]


def chunk_span(database: Database, document_id: int) -> tuple[int, int]:
    """The ids of a document's chunks: from the first, before the second. Nothing for a document that is gone."""
    row = database.row("SELECT first_chunk, first_chunk + chunk_count FROM documents WHERE id = ?", document_id)
    return (row[0], row[1]) if row else (0, 0)


def chunks_by_id(database: Database, chunk_ids: Iterable[int]) -> dict[int, ChunkRow]:
    """Chunks by id; those that are gone are missing."""
    by_document: dict[int, list[int]] = {}
    for chunk, document in documents_by_chunk(database, chunk_ids).items():
        by_document.setdefault(document, []).append(chunk)
    found: dict[int, ChunkRow] = {}
    for document, chunks in by_document.items():
        rows = chunks_of(database, document)
        found.update((chunk, rows[chunk - rows[0].id]) for chunk in chunks)
    return found


def documents_by_chunk(database: Database, chunk_ids: Iterable[int]) -> dict[int, int]:
    """The document of each chunk; chunks that are gone are missing."""
    chunks = np.unique(np.fromiter(chunk_ids, np.int64))
    if len(chunks) <= _MANY:
        rows = database.rows(
            "SELECT a.value, d.id FROM carray(?) a JOIN documents d ON d.id = (SELECT id FROM documents"
            " WHERE chunk_count > 0 AND first_chunk <= a.value ORDER BY first_chunk DESC LIMIT 1)"
            " WHERE a.value < d.first_chunk + d.chunk_count",
            id_list(chunks),
        )
        return dict(rows)
    documents, firsts, counts = _spans(database)
    places = np.searchsorted(firsts, chunks, side="right") - 1
    there = (places >= 0) & (chunks < (firsts + counts)[places])
    return dict(zip(chunks[there].tolist(), documents[places[there]].tolist(), strict=True))


def chunks_in(database: Database, documents: Ids) -> Ids:
    """The ids of all chunks of some documents, in order."""
    rows = database.rows(
        "SELECT first_chunk, chunk_count FROM documents WHERE chunk_count > 0"
        " AND id IN (SELECT value FROM carray(?)) ORDER BY first_chunk",
        id_list(documents),
    )
    return expand(np.array([first for first, _ in rows], np.int64), np.array([count for _, count in rows], np.int64))


def expand(firsts: Ids, counts: Ids) -> Ids:
    """The numbers of runs that begin at `firsts` and are `counts` long, one run after the other."""
    ends = np.cumsum(counts)
    return np.repeat(firsts - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)


def _spans(database: Database) -> tuple[Ids, Ids, Ids]:
    rows = database.rows(
        "SELECT id, first_chunk, chunk_count FROM documents WHERE chunk_count > 0 ORDER BY first_chunk"
    )
    table = np.array(rows, np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _places(database: Database, data: bytes) -> list[Place]:
    try:
        return unpack_places(data)
    except Damaged as damage:
        raise corrupt(database.path, f"places: {damage}") from damage
