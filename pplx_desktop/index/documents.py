"""Documents as rows: text in compressed parts, places of blocks and chunks, and words. Called inside a transaction.

Invariant: text, blocks, chunks and full text of a document are written together and deleted together. The text that is
taken out of the full text index is the text that was put in, read back from the parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from pplx_desktop.core.types import Block, ChunkedDocument
from pplx_desktop.index import counters, words
from pplx_desktop.index.chunk_rows import chunks_of, damage_told
from pplx_desktop.index.connection import Database, corrupt, id_list
from pplx_desktop.index.packing import Damaged, PlaceTable, pack_places, pack_text, unpack_places, unpack_text
from pplx_desktop.index.tokens import clean_text

PART_CHARS = 262_144
"""A chunk's text lies in one part, or in two where it crosses a border. Changing it needs a migration."""


class TextReader:
    """Spans of one document's text, and its headings. Keeps what it has read, so use it for a moment only."""

    def __init__(self, database: Database, document_id: int) -> None:
        self._database = database
        self._document_id = document_id
        self._parts: dict[int, str] = {}
        self._blocks: PlaceTable | None = None

    def span(self, start: int, end: int) -> str:
        """The characters from `start` to `end`."""
        if end <= start:
            return ""
        first, last = start // PART_CHARS, (end - 1) // PART_CHARS
        text = "".join(self._part(ordinal) for ordinal in range(first, last + 1))
        return text[start - first * PART_CHARS : end - first * PART_CHARS]

    def headings_at(self, offsets: Sequence[int]) -> list[str | None]:
        """The heading of the block that each character lies in; None between blocks."""
        with damage_told(self._database):
            if self._blocks is None:
                self._blocks = PlaceTable(_packed_blocks(self._database, self._document_id))
            return self._blocks.headings_at(offsets)

    def _part(self, ordinal: int) -> str:
        if ordinal not in self._parts:
            data = self._database.value(
                "SELECT data FROM text_parts WHERE document_id = ? AND ordinal = ?", self._document_id, ordinal
            )
            try:
                self._parts[ordinal] = "" if data is None else unpack_text(data)
            except Damaged as damage:
                raise corrupt(self._database.path, f"text: {damage}") from damage
        return self._parts[ordinal]


def insert_document(
    database: Database, content_hash: bytes, extractor_version: int, chunked: ChunkedDocument, *, with_ocr: bool
) -> int:
    """Write a document with everything but vectors. Returns its id."""
    document, chunks = chunked.document, chunked.chunks
    text, title = clean_text(document.text), clean_text(document.title)
    first_chunk = counters.take(database, "next_chunk", len(chunks))
    document_id = database.insert(
        "INSERT INTO documents (content_hash, extractor_version, kind, title, chars, pages, warnings, first_chunk,"
        " chunk_count, pictured_pages, with_ocr) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        content_hash,
        extractor_version,
        clean_text(document.kind),
        title,
        len(text),
        document.pages,
        json.dumps(document.warnings),
        first_chunk,
        len(chunks),
        document.pictured_pages,
        int(with_ocr),
    )
    database.run_many(
        "INSERT INTO text_parts (document_id, ordinal, data) VALUES (?, ?, ?)",
        (
            (document_id, start // PART_CHARS, pack_text(text[start : start + PART_CHARS]))
            for start in range(0, len(text), PART_CHARS)
        ),
    )
    database.run(
        "INSERT INTO places (document_id, blocks, chunks) VALUES (?, ?, ?)",
        document_id,
        pack_places(document.blocks),
        pack_places(chunks),
    )
    words.insert_words(
        database,
        [
            (first_chunk + ordinal, text[chunk.start : chunk.end], clean_text(chunk.heading), title)
            for ordinal, chunk in enumerate(chunks)
        ],
    )
    return document_id


def delete_document(database: Database, document_id: int) -> None:
    """Delete a document that no file points to, with all that hangs on it but vectors, which go before."""
    going = chunk_words(database, document_id)
    words.expect_deletion(database, len(going))
    words.delete_words(database, going)
    # Text, places and plans follow by their foreign keys.
    database.run("DELETE FROM documents WHERE id = ?", document_id)


def chunk_words(database: Database, document_id: int) -> list[words.Words]:
    """What was put into the full text index for a document, read back from its text."""
    title = database.value("SELECT title FROM documents WHERE id = ?", document_id)
    text = TextReader(database, document_id)
    chunks = chunks_of(database, document_id)
    return [(chunk.id, text.span(chunk.start, chunk.end), chunk.heading, title) for chunk in chunks]


def count_chunks(database: Database, document_ids: Iterable[int]) -> int:
    """How many chunks some documents have together."""
    return database.value(
        "SELECT ifnull(sum(chunk_count), 0) FROM documents WHERE id IN (SELECT value FROM carray(?))",
        id_list(document_ids),
    )


def blocks_of(database: Database, document_id: int) -> tuple[Block, ...]:
    """The blocks of a document, in reading order."""
    with damage_told(database):
        return tuple(Block(*place) for place in unpack_places(_packed_blocks(database, document_id)))


def _packed_blocks(database: Database, document_id: int) -> bytes:
    return database.value("SELECT blocks FROM places WHERE document_id = ?", document_id)
