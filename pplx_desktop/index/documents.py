"""Documents as rows: text in compressed parts, places of blocks and chunks, and words. Called inside a transaction.

Invariant: text, blocks, chunks and full text of a document are written together and deleted together. The text that is
taken out of the full text index is the text that was put in, read back from the parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pplx_desktop.core.types import Block, ChunkedDocument
from pplx_desktop.index import counters, words
from pplx_desktop.index.chunk_rows import DocumentPlaces, chunks_of, damage_told, places_of
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.packing import pack_places, pack_text, unpack_places, unpack_text
from pplx_desktop.index.tokens import clean_text

PART_CHARS = 262_144
"""A chunk's text lies in one part, or in two where it crosses a border. Changing it needs a migration."""
_ORDINAL_BITS = 24
"""A document has fewer parts than this can count."""


@dataclass(frozen=True, slots=True)
class HeldText:
    """A span of a document's text, and its headings, as they were read: to be unpacked later, by any thread. Both may raise
    `EnvironmentProblem` then: the index is damaged.
    """

    path: Path
    content: str | tuple[bytes, ...]
    """The span, where its parts were unpacked already, else these."""
    begin: int
    """Where the span begins in these."""
    length: int
    places: DocumentPlaces

    def read(self) -> str:
        """The text."""
        if isinstance(self.content, str):
            return self.content
        with damage_told(self.path):
            return "".join(map(unpack_text, self.content))[self.begin : self.begin + self.length]

    def headings_at(self, offsets: Sequence[int]) -> list[str | None]:
        """The heading of the block that each character of the document lies in; None between blocks."""
        with damage_told(self.path):
            return self.places.blocks.headings_at(offsets)


class TextReader:
    """Spans of one document's text, and its headings. Keeps what it has read, so use it for a moment only."""

    def __init__(self, database: Database, document_id: int) -> None:
        self._database = database
        self._document_id = document_id
        self._packed: dict[int, bytes] = {}
        self._parts: dict[int, str] = {}
        self._places: DocumentPlaces | None = None

    def span(self, start: int, end: int) -> str:
        """The characters from `start` to `end`."""
        text = "".join(self._part(ordinal) for ordinal in _ordinals(start, end))
        first = start // PART_CHARS
        return text[start - first * PART_CHARS : end - first * PART_CHARS] if end > start else ""

    def held(self, start: int, end: int, *, read: bool = False) -> HeldText:
        """The characters from `start` to `end`, to be unpacked later where they are not unpacked yet; with `read` now."""
        if self._places is None:
            self._places = places_of(self._database, [self._document_id])[self._document_id]
        ordinals = _ordinals(start, end)
        if read or all(ordinal in self._parts for ordinal in ordinals):
            return HeldText(self._database.path, self.span(start, end), 0, end - start, self._places)
        begin = start - ordinals[0] * PART_CHARS
        packed = tuple(map(self._packed_part, ordinals))
        return HeldText(self._database.path, packed, begin, end - start, self._places)

    def headings_at(self, offsets: Sequence[int]) -> list[str | None]:
        """See `HeldText`."""
        return self.held(0, 0).headings_at(offsets)

    def _part(self, ordinal: int) -> str:
        if ordinal not in self._parts:
            with damage_told(self._database.path):
                self._parts[ordinal] = unpack_text(self._packed_part(ordinal))
        return self._parts[ordinal]

    def _packed_part(self, ordinal: int) -> bytes:
        if ordinal not in self._packed:
            self._packed[ordinal] = self._database.value(
                "SELECT data FROM text_parts WHERE document_id = ? AND ordinal = ?", self._document_id, ordinal
            ) or pack_text("")
        return self._packed[ordinal]

    def missing(self, start: int, end: int) -> list[tuple[int, int]]:
        """What is not read yet of what a span takes: the document, and the number of a part."""
        return [(self._document_id, ordinal) for ordinal in _ordinals(start, end) if ordinal not in self._packed]

    def put(self, ordinal: int, packed: bytes) -> None:
        """Take in a part that was read."""
        self._packed[ordinal] = packed


def fetch_parts(database: Database, spans: Iterable[tuple[TextReader, int, int]]) -> None:
    """Read at once what spans of several documents take, packed as it is."""
    missing = {part: reader for reader, start, end in spans for part in reader.missing(start, end)}
    if not missing:
        return
    rows = database.rows(
        "SELECT t.document_id, t.ordinal, t.data FROM carray(?1) a"
        " JOIN text_parts t ON t.document_id = a.value >> ?2 AND t.ordinal = a.value & (1 << ?2) - 1",
        id_list(document << _ORDINAL_BITS | ordinal for document, ordinal in missing),
        _ORDINAL_BITS,
    )
    read: dict[tuple[int, int], bytes] = {(document, ordinal): data for document, ordinal, data in rows}
    for part, reader in missing.items():
        reader.put(part[1], read.get(part) or pack_text(""))


def _ordinals(start: int, end: int) -> range:
    """The parts that a span lies in."""
    return range(start // PART_CHARS, (end - 1) // PART_CHARS + 1) if end > start else range(0)


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
    with damage_told(database.path):
        return tuple(Block(*place) for place in unpack_places(_packed_blocks(database, document_id)))


def _packed_blocks(database: Database, document_id: int) -> bytes:
    return database.value("SELECT blocks FROM places WHERE document_id = ?", document_id)
