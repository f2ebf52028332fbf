"""Chunks without a row for each: a document's chunks have ids that follow each other, and their places are packed.

Invariant: ids are never used again; those of a document are `first_chunk` and the `chunk_count - 1` after it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.connection import Database, corrupt, id_list
from pplx_desktop.index.packed_places import PlaceTable
from pplx_desktop.index.packing import Damaged

Ids = NDArray[np.int64]

_FEW = 8
"""One id of so many is few: these are picked out, where of more all are looked at."""
_KEPT_TABLES = 16 << 20
"""So many bytes of unpacked tables are kept: the documents that hold most are found again and again."""
_UNPACKED = 12
"""So many times larger than packed they are, about."""
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
    with damage_told(database.path):
        return [
            ChunkRow(first + at, document_id, at, *place)
            for first, table in [(known.first, known.chunks) for known in places_of(database, [document_id]).values()]
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
    return chunks_in(database, by_document)


def chunks_in(database: Database, wanted: Mapping[int, Sequence[int]]) -> dict[int, ChunkRow]:
    """Chunks by id, of whose documents is known that they are there; `wanted` are their ids by document."""
    found: dict[int, ChunkRow] = {}
    with damage_told(database.path):
        for document, known in places_of(database, wanted).items():
            found.update(zip(wanted[document], known.rows(wanted[document]), strict=True))
    return found


def documents_by_chunk(database: Database, chunk_ids: Iterable[int]) -> dict[int, int]:
    """The document of each chunk; chunks that are gone are missing."""
    chunks = np.unique(np.fromiter(chunk_ids, np.int64))
    documents = owners_of(database, chunks)
    there = documents >= 0
    return dict(zip(chunks[there].tolist(), documents[there].tolist(), strict=True))


def owners_of(database: Database, chunks: Ids) -> Ids:
    """The document of each chunk, -1 for those that are gone."""
    spans = known_spans(database)
    if spans is None and len(chunks) <= _MANY:
        rows = database.rows(
            "SELECT a.value, d.id FROM carray(?) a JOIN documents d ON d.id = (SELECT id FROM documents"
            " WHERE chunk_count > 0 AND first_chunk <= a.value ORDER BY first_chunk DESC LIMIT 1)"
            " WHERE a.value < d.first_chunk + d.chunk_count",
            id_list(chunks),
        )
        known: dict[int, int] = dict(rows)
        return np.array([known.get(chunk, -1) for chunk in chunks.tolist()], np.int64)
    spans = spans or _read_spans(database)
    places = spans.places(chunks)
    documents = np.full(len(chunks), -1, np.int64)
    there = places >= 0
    documents[there] = spans.documents[places[there]]
    return documents


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """The chunks of all documents that have any: from `firsts`, in order, to before `ends`."""

    documents: Ids
    firsts: Ids
    ends: Ids

    def places(self, chunks: Ids) -> Ids:
        """The place of each chunk's document among these, -1 for chunks that are gone."""
        places = self.firsts.searchsorted(chunks, "right") - 1
        if len(self.ends):
            places[chunks >= self.ends[places]] = -1
        return places


def known_spans(database: Database) -> Spans | None:
    """The spans of a state of the index that was searched before; None for another, where reading all of them takes longer
    than asking for some.
    """
    return all_spans(database) if database.is_known_state else None


def all_spans(database: Database) -> Spans:
    """The spans of all documents, read once for a state of the index."""
    return database.kept("spans", lambda: _read_spans(database))


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

    def ids_if_few(self, start: int, count: int) -> Ids | None:
        """Those among `count` ids from `start` on, less `start`; None where that is more than one of a few."""
        first = np.searchsorted(self.ends, start, "right")
        end = np.searchsorted(self.firsts, start + count, "left")
        firsts = np.maximum(self.firsts[first:end] - start, 0)
        counts = np.minimum(self.ends[first:end] - start, count) - firsts
        return expand(firsts, counts) if int(counts.sum()) * _FEW <= count else None

    def ids(self) -> Ids:
        """All of them, in order."""
        return expand(self.firsts, self.ends - self.firsts)


def runs_in(database: Database, documents: Ids) -> ChunkRuns:
    """The chunks of some documents."""
    spans = known_spans(database)
    if spans is not None:
        wanted = np.isin(spans.documents, documents)
        firsts, ends = spans.firsts[wanted], spans.ends[wanted]
    else:
        rows = database.rows(
            "SELECT first_chunk, first_chunk + chunk_count FROM documents WHERE chunk_count > 0"
            " AND id IN (SELECT value FROM carray(?))",
            id_list(documents),
        )
        table = numbers_of(rows, 2)
        firsts, ends = table[np.argsort(table[:, 0])].T
    follows = firsts[1:] == ends[:-1]
    begins, stops = (np.concatenate(([True], ~follows)), np.concatenate((~follows, [True])))
    return ChunkRuns(firsts[begins], ends[stops]) if len(firsts) else ChunkRuns(firsts, ends)


def numbers_of(rows: Sequence[tuple[int, ...]], columns: int) -> Ids:
    """Rows of whole numbers as [rows, columns], in a third of the time that numpy takes for tuples."""
    return np.fromiter(chain.from_iterable(rows), np.int64, len(rows) * columns).reshape(-1, columns)


def expand(firsts: Ids, counts: Ids) -> Ids:
    """The numbers of runs that begin at `firsts` and are `counts` long, one run after the other."""
    ends = np.cumsum(counts)
    return np.repeat(firsts - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)


def _read_spans(database: Database) -> Spans:
    rows = database.rows(
        "SELECT id, first_chunk, chunk_count FROM documents WHERE chunk_count > 0 ORDER BY first_chunk"
    )
    documents, firsts, counts = np.ascontiguousarray(numbers_of(rows, 3).T)
    return Spans(documents, firsts, firsts + counts)


@dataclass(frozen=True, slots=True, eq=False)
class DocumentPlaces:
    """Where the chunks and the blocks of a document of so many characters are; `first` is the first chunk."""

    document_id: int
    first: int
    chars: int
    chunks: PlaceTable
    blocks: PlaceTable

    def rows(self, chunk_ids: Sequence[int]) -> list[ChunkRow]:
        """Some of its chunks. Raises `Damaged`."""
        ordinals = [chunk - self.first for chunk in chunk_ids]
        return [
            ChunkRow(chunk, self.document_id, ordinal, *place)
            for chunk, ordinal, place in zip(chunk_ids, ordinals, self.chunks.rows(ordinals), strict=True)
        ]


@dataclass(slots=True)
class _KeptPlaces:
    by_document: dict[int, DocumentPlaces] = field(default_factory=dict[int, DocumentPlaces])
    size_bytes: int = 0


def places_of(database: Database, documents: Iterable[int]) -> dict[int, DocumentPlaces]:
    """The places of those documents that are there."""
    kept = database.kept("places", _KeptPlaces)
    wanted = list(documents)
    found = {document: kept.by_document[document] for document in wanted if document in kept.by_document}
    rows = (
        database.rows(
            "SELECT d.id, d.first_chunk, d.chars, p.chunks, p.blocks FROM carray(?) a JOIN documents d ON d.id = a.value"
            " JOIN places p ON p.document_id = d.id",
            id_list(document for document in wanted if document not in found),
        )
        if len(found) < len(wanted)
        else []
    )
    with damage_told(database.path):
        read = {
            document: DocumentPlaces(document, first, chars, PlaceTable(chunks), PlaceTable(blocks))
            for document, first, chars, chunks, blocks in rows
        }
    size = sum(_UNPACKED * (len(chunks) + len(blocks)) for *_, chunks, blocks in rows)
    if kept.size_bytes + size > _KEPT_TABLES:
        kept.by_document.clear()
        kept.size_bytes = 0
    kept.by_document |= read
    kept.size_bytes += size
    return found | read


@contextmanager
def damage_told(path: Path) -> Generator[None]:
    """Turn what unpacking raises into the program's own error."""
    try:
        yield
    except Damaged as damage:
        raise corrupt(path, f"text or places: {damage}") from damage
