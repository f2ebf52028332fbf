"""Documents that wait for their vectors: which comes next, with its text, and how much there is to do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pplx_desktop.index import documents
from pplx_desktop.index.connection import Database, id_list

LARGE_DOCUMENT_CHUNKS = 64
"""Documents with more chunks wait until all smaller ones have their vectors."""


@dataclass(frozen=True, slots=True)
class EmbedJob:
    """A document that waits for its vectors. `headings` is as long as `texts`: one for each chunk, in order."""

    document_id: int
    title: str
    headings: tuple[str, ...]
    texts: tuple[str, ...]


def next_jobs(
    database: Database, generation: int, limit: int, max_chunks: int, without: Collection[int]
) -> list[EmbedJob]:
    """See `Index.next_to_embed`. Called inside a snapshot."""
    rows = database.rows(
        "SELECT d.id, d.title, d.chunk_count FROM documents d JOIN files f ON f.document_id = d.id"
        " WHERE d.chunk_count > 0 AND d.id NOT IN (SELECT value FROM carray(?)) AND NOT EXISTS"
        " (SELECT 1 FROM embedded e WHERE e.generation_id = ? AND e.document_id = d.id)"
        " GROUP BY d.id ORDER BY d.chunk_count > ?, max(f.mtime_ns) DESC, d.id LIMIT ?",
        id_list(without),
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


def pending_chunks(database: Database, generation: int) -> int:
    """How many chunks have no vector in the generation."""
    return database.value(
        "SELECT (SELECT ifnull(sum(chunk_count), 0) FROM documents)"
        " - (SELECT ifnull(sum(chunk_count), 0) FROM embedded WHERE generation_id = ?)",
        generation,
    )


def _job(database: Database, document_id: int, title: str) -> EmbedJob:
    chunks = documents.chunks_of(database, document_id)
    text = documents.TextReader(database, document_id)
    return EmbedJob(
        document_id,
        title,
        tuple(chunk.heading for chunk in chunks),
        tuple(text.span(chunk.start, chunk.end) for chunk in chunks),
    )
