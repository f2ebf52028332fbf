"""Documents as rows: text in compressed parts, blocks, chunks and their words. Called inside a transaction.

Invariant: text, blocks, chunks and full text of a document are written together and deleted together. The text that is
taken out of the full text index is the text that was put in, read back from the parts.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from pplx_desktop.core.types import Block, ChunkedDocument
from pplx_desktop.index.connection import Database
from pplx_desktop.index.tokens import clean_text

PART_CHARS = 65_536
"""A chunk's text lies in one part, or in two where it crosses a border. Changing it needs a migration."""


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


class TextReader:
    """Spans of one document's text. Keeps the parts it has read, so use it for a moment only."""

    def __init__(self, database: Database, document_id: int) -> None:
        self._database = database
        self._document_id = document_id
        self._parts: dict[int, str] = {}

    def span(self, start: int, end: int) -> str:
        """The characters from `start` to `end`."""
        if end <= start:
            return ""
        first, last = start // PART_CHARS, (end - 1) // PART_CHARS
        text = "".join(self._part(ordinal) for ordinal in range(first, last + 1))
        return text[start - first * PART_CHARS : end - first * PART_CHARS]

    def _part(self, ordinal: int) -> str:
        if ordinal not in self._parts:
            data = self._database.value(
                "SELECT data FROM text_parts WHERE document_id = ? AND ordinal = ?", self._document_id, ordinal
            )
            self._parts[ordinal] = "" if data is None else zlib.decompress(data).decode("utf-8")
        return self._parts[ordinal]


def insert_document(database: Database, content_hash: bytes, extractor_version: int, chunked: ChunkedDocument) -> int:
    """Write a document with everything but vectors. Returns its id."""
    document, chunks = chunked.document, chunked.chunks
    text, title = clean_text(document.text), clean_text(document.title)
    document_id = database.insert(
        "INSERT INTO documents (content_hash, extractor_version, kind, title, chars, pages, warnings, chunk_count)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        content_hash,
        extractor_version,
        clean_text(document.kind),
        title,
        len(text),
        document.pages,
        json.dumps(document.warnings),
        len(chunks),
    )
    database.run_many(
        "INSERT INTO text_parts (document_id, ordinal, data) VALUES (?, ?, ?)",
        (
            (document_id, start // PART_CHARS, zlib.compress(text[start : start + PART_CHARS].encode("utf-8"), 6))
            for start in range(0, len(text), PART_CHARS)
        ),
    )
    database.run(
        "INSERT INTO document_blocks (document_id, data) VALUES (?, ?)", document_id, pack_blocks(document.blocks)
    )
    for ordinal, chunk in enumerate(chunks):
        heading = clean_text(chunk.heading)
        chunk_id = database.insert(
            "INSERT INTO chunks (document_id, ordinal, start_char, end_char, page, heading) VALUES (?, ?, ?, ?, ?, ?)",
            document_id,
            ordinal,
            chunk.start,
            chunk.end,
            chunk.page,
            heading,
        )
        database.run(
            "INSERT INTO chunk_words (rowid, text, heading, title) VALUES (?, ?, ?, ?)",
            chunk_id,
            text[chunk.start : chunk.end],
            heading,
            title,
        )
    return document_id


def delete_document(database: Database, document_id: int) -> None:
    """Delete a document that no file points to, with all that hangs on it but vectors, which go before."""
    title = database.value("SELECT title FROM documents WHERE id = ?", document_id)
    text = TextReader(database, document_id)
    for chunk in chunks_of(database, document_id):
        database.run(
            "INSERT INTO chunk_words (chunk_words, rowid, text, heading, title) VALUES ('delete', ?, ?, ?, ?)",
            chunk.id,
            text.span(chunk.start, chunk.end),
            chunk.heading,
            title,
        )
    # Chunks, text and blocks follow by their foreign keys.
    database.run("DELETE FROM documents WHERE id = ?", document_id)


def chunks_of(database: Database, document_id: int) -> list[ChunkRow]:
    """The chunks of a document, in reading order."""
    return [
        ChunkRow(*row)
        for row in database.rows(
            "SELECT id, document_id, ordinal, start_char, end_char, page, heading FROM chunks"
            " WHERE document_id = ? ORDER BY ordinal",
            document_id,
        )
    ]


def pack_blocks(blocks: Sequence[Block]) -> bytes:
    """Blocks in few bytes: starts as distances, headings once."""
    headings: dict[str, int] = {}
    rows: list[tuple[int, int, int | None, int]] = []
    before = 0
    for block in blocks:
        heading = headings.setdefault(block.heading, len(headings))
        rows.append((block.start - before, block.end - block.start, block.page, heading))
        before = block.end
    return zlib.compress(json.dumps([list(headings), rows], separators=(",", ":")).encode("ascii"), 6)


def unpack_blocks(data: bytes) -> tuple[Block, ...]:
    """What `pack_blocks` packed."""
    headings, rows = cast("tuple[list[str], list[tuple[int, int, int | None, int]]]", json.loads(zlib.decompress(data)))
    blocks: list[Block] = []
    before = 0
    for distance, length, page, heading in rows:
        start = before + distance
        before = start + length
        blocks.append(Block(start, before, page, headings[heading]))
    return tuple(blocks)
