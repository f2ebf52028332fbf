"""What a search reads: matches by words, by meaning and by name, and the rows that results are made of.

Invariant: reads only. A search that calls several of these does so inside `Index.snapshot()`, so that ids found by one
are there for the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import Block, Codes
from pplx_desktop.index import vectors
from pplx_desktop.index.chunk_rows import ChunkRow, chunk_span, chunks_by_id, chunks_of, documents_by_chunk
from pplx_desktop.index.conditions import Conditions, Scope, find_scope
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.documents import TextReader, blocks_of
from pplx_desktop.index.fulltext import ColumnWeights, FullText, Ids, NameMatch, WordMatch
from pplx_desktop.index.ledger import join
from pplx_desktop.index.tokens import Tokenizers


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as a result shows it. `kind` and `title` come from its document, where it has one."""

    file_id: int
    path: str
    size: int
    mtime_ns: int
    document_id: int | None
    kind: str
    title: str


class Retrieval:
    """Queries on one connection. Used by the connection's thread."""

    def __init__(self, database: Database, fulltext: FullText) -> None:
        self._database = database
        self._fulltext = fulltext

    @property
    def tokenizers(self) -> Tokenizers:
        """How text becomes words here."""
        return self._fulltext.tokenizers

    def scope(self, conditions: Conditions) -> Scope:
        """The files and documents that fulfil the conditions."""
        return find_scope(self._database, self._fulltext, conditions)

    def match_words(
        self, terms: Sequence[str], limit: int, weights: ColumnWeights, *, documents: Ids | None, beginning: str = ""
    ) -> list[WordMatch]:
        """See `FullText.match_words`."""
        return self._fulltext.match_words(terms, limit, weights, documents=documents, beginning=beginning)

    def count_chunks(self, term: str | None = None) -> int:
        """How many chunks there are, or how many of them hold a term."""
        if term is not None:
            return self._fulltext.count_chunks(term)
        return self._database.value("SELECT ifnull(sum(chunk_count), 0) FROM documents")

    def chunks_with(self, term: str) -> list[int]:
        """The chunks that hold a term."""
        return self._fulltext.chunks_with(term)

    def match_names(
        self, terms: Sequence[str], limit: int, *, files: Ids | None, beginning: str = ""
    ) -> list[NameMatch]:
        """See `FullText.match_names`."""
        return self._fulltext.match_names(terms, limit, files=files, beginning=beginning)

    def nearest(self, generation: int, bits: bytes, limit: int, *, documents: Ids | None) -> list[tuple[int, int]]:
        """The chunks nearest to a query's bits: (chunk id, Hamming distance), nearest first."""
        return vectors.nearest_chunks(self._database, generation, bits, limit, documents)

    def int8(self, generation: int, chunk_ids: Sequence[int]) -> tuple[list[int], NDArray[np.int8]]:
        """The int8 codes of those chunks that have one: their ids, and an array of [ids, dims]."""
        return vectors.int8_rows(self._database, generation, chunk_ids)

    def documents_only_in(self, generation: int, not_in: Sequence[int]) -> Ids | None:
        """The documents that have vectors in a generation and in none of the others; None where those are all it has."""
        return vectors.documents_only_in(self._database, generation, not_in)

    def sample_chunks(self, generation: int, count: int) -> list[int]:
        """At most `count` chunks that have vectors, evenly spread over the generation, the same each time."""
        return vectors.sample_chunks(self._database, generation, count)

    def codes(self, generation: int, document_id: int) -> Codes | None:
        """The codes of all chunks of a document, as rescoring sees them; None where it has none."""
        dims: int | None = self._database.value("SELECT dims FROM generations WHERE id = ?", generation)
        span = chunk_span(self._database, document_id)
        if dims is None or span[0] == span[1]:
            return None
        return vectors.read_codes(self._database, generation, dims, *span)

    def chunks(self, chunk_ids: Iterable[int]) -> dict[int, ChunkRow]:
        """Chunks by id, with their places."""
        return chunks_by_id(self._database, chunk_ids)

    def chunks_of(self, document_id: int) -> list[ChunkRow]:
        """The chunks of a document, in reading order."""
        return chunks_of(self._database, document_id)

    def documents_of(self, chunk_ids: Iterable[int]) -> dict[int, int]:
        """The document of each chunk."""
        return documents_by_chunk(self._database, chunk_ids)

    def blocks(self, document_id: int, start: int, end: int) -> tuple[Block, ...]:
        """The blocks of a document that lie between two characters of its text, or reach there."""
        return blocks_of(self._database, document_id, (start, end))

    def text(self, document_id: int) -> TextReader:
        """Reads spans of a document's text."""
        return TextReader(self._database, document_id)

    def files_of(self, document_ids: Iterable[int], scope: Scope) -> dict[int, list[FileRow]]:
        """The files in scope that point to these documents, by document."""
        found: dict[int, list[FileRow]] = {}
        for row in self._files("f.document_id", document_ids, scope):
            if row.document_id is not None:
                found.setdefault(row.document_id, []).append(row)
        return found

    def files(self, file_ids: Iterable[int]) -> dict[int, FileRow]:
        """Files by id."""
        return {row.file_id: row for row in self._files("f.id", file_ids, Scope())}

    def newest_files(self, scope: Scope, limit: int) -> list[FileRow]:
        """The files in scope that changed last, for a query of conditions alone."""
        condition = "" if scope.files is None else "WHERE id IN (SELECT value FROM carray(?))"
        ids = self._database.rows(
            f"SELECT id FROM files {condition} ORDER BY mtime_ns DESC, id LIMIT ?",  # noqa: S608
            *([] if scope.files is None else [id_list(scope.files)]),
            limit,
        )
        rows = self.files(file for (file,) in ids)
        return [rows[file] for (file,) in ids]

    def _files(self, column: str, ids: Iterable[int], scope: Scope) -> list[FileRow]:
        condition = "" if scope.files is None else "AND +f.id IN (SELECT value FROM carray(?))"
        rows = self._database.rows(
            "SELECT f.id, p.path, f.name, f.size, f.mtime_ns, f.document_id, ifnull(d.kind, f.suffix),"  # noqa: S608
            " ifnull(d.title, '') FROM files f JOIN folders p ON p.id = f.folder_id"
            f" LEFT JOIN documents d ON d.id = f.document_id WHERE {column} IN (SELECT value FROM carray(?)) {condition}",
            id_list(ids),
            *([] if scope.files is None else [id_list(scope.files)]),
        )
        return [
            FileRow(file, join(folder, name), size, mtime_ns, document, kind, title)
            for file, folder, name, size, mtime_ns, document, kind, title in rows
        ]
