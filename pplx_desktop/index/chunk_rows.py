"""Chunks without a row for each: a document's chunks have ids that follow each other, and their places are packed.

Invariant: ids are never used again; those of a document are `first_chunk` and the `chunk_count - 1` after it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.connection import Database, corrupt, id_list
from pplx_desktop.index.packing import Damaged, PlaceTable

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
    with damage_told(database):
        return [
            ChunkRow(first + at, document_id, at, *place)
            for _, first, table in _places_of(database, [document_id])
            for at, place in enumerate(table.rows(slice(None)))
        ]


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
    with damage_told(database):
        for document, first, table in _places_of(database, by_document):
            at = [chunk - first for chunk in by_document[document]]
            for ordinal, place in zip(at, table.rows(at), strict=True):
                found[first + ordinal] = ChunkRow(first + ordinal, document, ordinal, *place)
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


@dataclass(frozen=True, slots=True)
class ChunkRuns:
    """Chunks as runs of ids that follow each other: from each of `firsts`, in order, to before the one of `ends`. A filter
    that most of a million chunks fulfil is a few thousand runs.
    """

    firsts: Ids
    ends: Ids

    def __len__(self) -> int:
        return int((self.ends - self.firsts).sum())

    def hold(self, chunks: Ids) -> NDArray[np.bool_]:
        """Which of some chunks, in any order, are among these."""
        places = np.searchsorted(self.firsts, chunks, side="right") - 1
        return (places >= 0) & (chunks < self.ends[places]) if len(self.firsts) else np.zeros(len(chunks), np.bool_)

    def marks(self, start: int, count: int) -> NDArray[np.bool_]:
        """Which of `count` ids from `start` on are among these."""
        firsts, ends = (np.clip(edge - start, 0, count) for edge in (self.firsts, self.ends))
        # Of these, no two begin at one place, nor end at one.
        there = firsts < ends
        edges = np.zeros(count + 1, np.int8)
        edges[firsts[there]] += 1
        edges[ends[there]] -= 1
        return np.cumsum(edges[:-1], dtype=np.int8).view(np.bool_)

    def ids(self) -> Ids:
        """All of them, in order."""
        return expand(self.firsts, self.ends - self.firsts)


def runs_in(database: Database, documents: Ids) -> ChunkRuns:
    """The chunks of some documents."""
    rows = database.rows(
        "SELECT first_chunk, first_chunk + chunk_count FROM documents WHERE chunk_count > 0"
        " AND id IN (SELECT value FROM carray(?))",
        id_list(documents),
    )
    table = numbers_of(rows, 2)
    table = table[np.argsort(table[:, 0])]
    follows = table[1:, 0] == table[:-1, 1]
    return ChunkRuns(
        table[np.concatenate(([True], ~follows)), 0] if len(table) else table[:, 0],
        table[np.concatenate((~follows, [True])), 1] if len(table) else table[:, 1],
    )


def numbers_of(rows: Sequence[tuple[int, ...]], columns: int) -> Ids:
    """Rows of whole numbers as [rows, columns], in a third of the time that numpy takes for tuples."""
    return np.fromiter(chain.from_iterable(rows), np.int64, len(rows) * columns).reshape(-1, columns)


def expand(firsts: Ids, counts: Ids) -> Ids:
    """The numbers of runs that begin at `firsts` and are `counts` long, one run after the other."""
    ends = np.cumsum(counts)
    return np.repeat(firsts - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)


def _spans(database: Database) -> tuple[Ids, Ids, Ids]:
    rows = database.rows(
        "SELECT id, first_chunk, chunk_count FROM documents WHERE chunk_count > 0 ORDER BY first_chunk"
    )
    table = numbers_of(rows, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _places_of(database: Database, documents: Iterable[int]) -> list[tuple[int, int, PlaceTable]]:
    """Of documents that have any: id, first chunk, and the places of all chunks."""
    rows = database.rows(
        "SELECT d.id, d.first_chunk, p.chunks FROM documents d JOIN places p ON p.document_id = d.id"
        " WHERE d.id IN (SELECT value FROM carray(?))",
        id_list(documents),
    )
    return [(document, first, PlaceTable(chunks)) for document, first, chunks in rows]


@contextmanager
def damage_told(database: Database) -> Generator[None]:
    """Turn what unpacking raises into the program's own error."""
    try:
        yield
    except Damaged as damage:
        raise corrupt(database.path, f"places: {damage}") from damage
