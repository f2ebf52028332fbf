"""What waits for more than its words: documents for their vectors, files for text recognition; which comes next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.types import FileStat
from pplx_desktop.index.chunk_rows import chunks_of
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.documents import TextReader
from pplx_desktop.index.ledger import join

LARGE_DOCUMENT_CHUNKS = 64
"""Documents with more chunks wait until all smaller ones have their vectors."""

_UNRECOGNISED = (
    "f.held_since IS NULL AND ((f.state = 'skipped' AND f.reason = ?)"
    " OR (f.state = 'indexed' AND d.pictured_pages > 0 AND NOT d.with_ocr))"
)

_COMPLETE = (
    "((e.generation_id = ? AND e.sized >= (SELECT value FROM counters WHERE name = 'sized'))"
    " OR e.generation_id IN (SELECT value FROM carray(?)))"
)
"""Condition on `embedded e`: nothing is missing of a document in a generation, or it has vectors in one of others."""


@dataclass(frozen=True, slots=True)
class EmbedJob:
    """A document that waits for its vectors. `headings` is as long as `texts`: one for each chunk, in order."""

    document_id: int
    title: str
    headings: tuple[str, ...]
    texts: tuple[str, ...]


def next_jobs(
    database: Database,
    generation: int,
    limit: int,
    max_chunks: int,
    without: Collection[int],
    first: Collection[int],
    unless_in: Collection[int],
) -> list[EmbedJob]:
    """See `Index.next_to_embed`. Called inside a snapshot."""
    rows = database.rows(
        # A file that was wanted makes others in its folder likely to be wanted next. What has vectors lacks sizes only.
        "WITH wanted AS (SELECT f.id AS file_id, f.folder_id, i.score FROM interest i JOIN files f ON f.id = i.file_id),"  # noqa: S608
        " near AS (SELECT folder_id, max(score) AS score FROM wanted GROUP BY folder_id)"
        " SELECT d.id, d.title, d.chunk_count FROM documents d JOIN files f ON f.document_id = d.id"
        " LEFT JOIN wanted w ON w.file_id = f.id LEFT JOIN near n ON n.folder_id = f.folder_id"
        " WHERE d.chunk_count > 0 AND d.id NOT IN (SELECT value FROM carray(?)) AND NOT EXISTS"
        f" (SELECT 1 FROM embedded e WHERE e.document_id = d.id AND {_COMPLETE})"
        " GROUP BY d.id ORDER BY d.id NOT IN (SELECT value FROM carray(?)),"
        " EXISTS (SELECT 1 FROM embedded s WHERE s.document_id = d.id AND s.generation_id = ?), d.chunk_count > ?,"
        " max(w.score) DESC NULLS LAST, max(n.score) DESC NULLS LAST, max(f.mtime_ns) DESC, d.id LIMIT ?",
        id_list(without),
        generation,
        id_list(unless_in),
        id_list(first),
        generation,
        LARGE_DOCUMENT_CHUNKS,
        limit,
    )
    jobs: list[EmbedJob] = []
    chunks = 0
    for document, title, count in rows:
        chunks += count
        if jobs and chunks > max_chunks:
            break
        jobs.append(_job(database, document, title))
    return jobs


def embedded_chunks(database: Database, generations: Iterable[int]) -> int:
    """How many chunks have a vector in one of the generations, or in several."""
    return database.value(
        "SELECT ifnull(sum(chunk_count), 0) FROM documents WHERE id IN"
        " (SELECT document_id FROM embedded WHERE generation_id IN (SELECT value FROM carray(?)))",
        id_list(generations),
    )


def complete_chunks(database: Database, generation: int, others: Iterable[int] = ()) -> int:
    """How many chunks have all that is wanted of them in a generation, or any vector in one of the others."""
    return database.value(
        "SELECT ifnull(sum(chunk_count), 0) FROM documents WHERE id IN"  # noqa: S608
        f" (SELECT e.document_id FROM embedded e WHERE {_COMPLETE})",
        generation,
        id_list(others),
    )


def pending_chunks(database: Database, generation: int, others: Iterable[int] = ()) -> int:
    """How many chunks wait for a vector, or for what is wanted beside it."""
    chunks: int = database.value("SELECT ifnull(sum(chunk_count), 0) FROM documents")
    return chunks - complete_chunks(database, generation, others)


def waiting_for_ocr(database: Database, limit: int) -> list[FileStat]:
    """See `Index.waiting_for_ocr`."""
    rows = database.rows(
        "SELECT p.path, f.name, f.size, f.mtime_ns, f.device, f.inode"  # noqa: S608
        " FROM files f JOIN folders p ON p.id = f.folder_id LEFT JOIN documents d ON d.id = f.document_id"
        " LEFT JOIN interest i ON i.file_id = f.id"
        f" WHERE {_UNRECOGNISED} ORDER BY i.score DESC NULLS LAST, f.mtime_ns DESC, f.id LIMIT ?",
        ExtractionCode.PICTURED.value,
        limit,
    )
    return [
        FileStat(join(folder, name), size, mtime_ns, int(device), int(inode))
        for folder, name, size, mtime_ns, device, inode in rows
    ]


def count_waiting_for_ocr(database: Database) -> int:
    """See `Index.waiting_for_ocr`."""
    return database.value(
        f"SELECT count(*) FROM files f LEFT JOIN documents d ON d.id = f.document_id WHERE {_UNRECOGNISED}",  # noqa: S608
        ExtractionCode.PICTURED.value,
    )


def _job(database: Database, document_id: int, title: str) -> EmbedJob:
    chunks = chunks_of(database, document_id)
    text = TextReader(database, document_id)
    return EmbedJob(
        document_id,
        title,
        tuple(chunk.heading for chunk in chunks),
        tuple(text.span(chunk.start, chunk.end) for chunk in chunks),
    )
