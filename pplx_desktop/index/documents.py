"""Documents as rows: text in compressed parts, places of blocks and chunks, and words. Called inside a transaction.

Invariant: text, blocks, chunks and full text of a document are written together and deleted together. The text that is
taken out of the full text index is the text that was put in, read back from the parts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pplx_desktop.core.types import Block, ChunkedDocument
from pplx_desktop.index import counters, words
from pplx_desktop.index.chunk_rows import ChunkRow, DocumentPlaces, chunks_of, damage_told, places_of
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.packed_places import pack_places, unpack_places
from pplx_desktop.index.packed_text import PackedText, pack_text
from pplx_desktop.index.packing import Damaged
from pplx_desktop.index.tokens import clean_text

PART_CHARS = 262_144
"""A chunk's text lies in one part, or in two where it crosses a border. Changing it needs a migration."""
_KEPT_TEXTS = 12 << 20
"""So many bytes of parts and what was unpacked of them are kept: who goes on typing finds the same documents."""
_ORDINAL_BITS = 24
"""A document has fewer parts than this can count."""


@dataclass(frozen=True, slots=True)
class HeldText:
    """Parts of a document's text as they were read, and its headings: to be unpacked later, by any thread. Both may raise
    `EnvironmentProblem` then: the index is damaged.
    """

    path: Path
    parts: Mapping[int, bytes]
    places: DocumentPlaces

    def span(self, start: int, end: int) -> str:
        """The characters from `start` to `end`, which lie in these parts."""
        with damage_told(self.path):
            return _span(start, end, self._part)

    def headings_at(self, offsets: Sequence[int]) -> list[str | None]:
        """The heading of the block that each character of the document lies in; None between blocks."""
        with damage_told(self.path):
            return self.places.blocks.headings_at(offsets)

    def chunk(self, chunk_id: int) -> ChunkRow:
        """One of its chunks."""
        with damage_told(self.path):
            return self.places.rows([chunk_id])[0]

    def _part(self, ordinal: int) -> PackedText:
        if ordinal not in self.parts:
            raise Damaged("a passage goes on behind the end of its document")
        return PackedText(self.parts[ordinal])


class TextReader:
    """Spans of one document's text, its headings and chunks. Keeps what it has read, so use it for a moment only."""

    def __init__(self, database: Database, document_id: int, places: DocumentPlaces | None = None) -> None:
        self._database = database
        self._document_id = document_id
        self._parts: dict[int, PackedText] = {}
        self._places = places

    def span(self, start: int, end: int) -> str:
        """The characters from `start` to `end`."""
        with damage_told(self._database.path):
            return _span(start, end, self._part)

    def headings_at(self, offsets: Sequence[int]) -> list[str | None]:
        """See `HeldText`."""
        with damage_told(self._database.path):
            return self._own_places().blocks.headings_at(offsets)

    def chunk(self, chunk_id: int) -> ChunkRow:
        """See `HeldText`."""
        with damage_told(self._database.path):
            return self._own_places().rows([chunk_id])[0]

    def held(self) -> HeldText:
        """What was read of the text, packed."""
        parts = {ordinal: part.data for ordinal, part in self._parts.items()}
        return HeldText(self._database.path, parts, self._own_places())

    def _own_places(self) -> DocumentPlaces:
        if self._places is None:
            self._places = places_of(self._database, [self._document_id])[self._document_id]
        return self._places

    def _part(self, ordinal: int) -> PackedText:
        if ordinal not in self._parts:
            self._parts[ordinal] = PackedText(
                self._database.value(
                    "SELECT data FROM text_parts WHERE document_id = ? AND ordinal = ?", self._document_id, ordinal
                )
                or pack_text("")
            )
        return self._parts[ordinal]

    def missing(self, chunk_ids: Sequence[int]) -> list[tuple[int, int]]:
        """What is not read yet of what chunks take: the document, and the numbers of parts."""
        places = self._own_places()
        ordinals: Iterable[int] = (0,)
        # Where the chunks of most documents are need not be unpacked to tell.
        if places.chars > PART_CHARS or places.chunks.has_frames:
            with damage_told(self._database.path):
                spans = places.chunks.spans(chunk - places.first for chunk in chunk_ids)
            ordinals = {ordinal for start, end in spans for ordinal in _ordinals(start, end)}
        return [(self._document_id, ordinal) for ordinal in ordinals if ordinal not in self._parts]

    def put(self, ordinal: int, part: PackedText) -> None:
        """Take in a part that was read."""
        self._parts[ordinal] = part


def read_texts(database: Database, documents: Iterable[int]) -> dict[int, TextReader]:
    """The texts of those documents that are there."""
    found = places_of(database, documents)
    return {document: TextReader(database, document, places) for document, places in found.items()}


def fetch_parts(database: Database, chunks: Iterable[tuple[TextReader, Sequence[int]]]) -> None:
    """Read at once what chunks of several documents take, packed as it is, but for what a search before unpacked of it."""
    wanted = {part: reader for reader, chunk_ids in chunks for part in reader.missing(chunk_ids)}
    kept = database.kept("texts", dict[tuple[int, int], PackedText])
    # What was found last goes last.
    parts = {part: kept.pop(part) for part in wanted if part in kept}
    missing = wanted.keys() - parts.keys()
    if missing:
        rows = database.rows(
            "SELECT t.document_id, t.ordinal, t.data FROM carray(?1) a"
            " JOIN text_parts t ON t.document_id = a.value >> ?2 AND t.ordinal = a.value & (1 << ?2) - 1",
            id_list(document << _ORDINAL_BITS | ordinal for document, ordinal in missing),
            _ORDINAL_BITS,
        )
        parts |= {(document, ordinal): PackedText(data) for document, ordinal, data in rows}
    for part, reader in wanted.items():
        reader.put(part[1], parts.get(part) or PackedText(pack_text("")))
    size_bytes = sum(part.size_bytes for part in kept.values())
    while kept and size_bytes > _KEPT_TEXTS:
        size_bytes -= kept.pop(next(iter(kept))).size_bytes
    kept |= parts


def _ordinals(start: int, end: int) -> range:
    """The parts that a span lies in."""
    return range(start // PART_CHARS, (end - 1) // PART_CHARS + 1) if end > start else range(0)


def _span(start: int, end: int, part_of: Callable[[int], PackedText]) -> str:
    """The characters from `start` to `end` of a text in parts. Raises `Damaged`."""
    return "".join(
        part_of(ordinal).span(max(0, start - ordinal * PART_CHARS), min(PART_CHARS, end - ordinal * PART_CHARS))
        for ordinal in _ordinals(start, end)
    )


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
