"""What a search reads: matches by words, by meaning and by name, and the rows that results are made of.

Invariant: reads only. A search that calls several of these does so inside `Index.snapshot()`, so that ids found by one
are there for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import Codes
from pplx_desktop.index import code_blocks, vectors
from pplx_desktop.index.chunk_rows import (
    ChunkRow,
    ChunkRuns,
    all_spans,
    chunk_span,
    chunks_of,
    owners_of,
    runs_in,
)
from pplx_desktop.index.code_copies import CodeCopies
from pplx_desktop.index.code_copy import CodeCopy
from pplx_desktop.index.code_scan import rows_of
from pplx_desktop.index.conditions import Conditions, Scope, find_scope
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.documents import TextReader, fetch_parts, read_texts
from pplx_desktop.index.fulltext import ColumnWeights, FullText, Ids, NameMatch, WordMatches
from pplx_desktop.index.ledger import join
from pplx_desktop.index.rooms import listed_lengths
from pplx_desktop.index.tokens import Tokenizers
from pplx_desktop.index.vectors import CodeRows
from pplx_desktop.index.vocabulary import Vocabulary

Nearest = Callable[[], list[tuple[int, int]]]
"""Gives chunks with their distances to a query, nearest first."""


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

    def __init__(self, database: Database, fulltext: FullText, codes: CodeCopies | None = None) -> None:
        self._database = database
        self._fulltext = fulltext
        self._codes = codes
        self._runs: tuple[Ids, ChunkRuns] | None = None
        self.vocabulary = Vocabulary(database, fulltext.tokenizers)

    @property
    def tokenizers(self) -> Tokenizers:
        """How text becomes words here."""
        return self._fulltext.tokenizers

    def read_ahead(self) -> None:
        """Read what every search by words needs of the whole index, so that the first need not wait for the disk."""
        with self._database.snapshot():
            all_spans(self._database)
            listed_lengths(self._database)

    def scope(self, conditions: Conditions) -> Scope:
        """The files and documents that fulfil the conditions."""
        if conditions == Conditions():
            return Scope()
        # Who goes on typing has the same conditions.
        last = self._database.kept("scope", dict[Conditions, Scope])
        if conditions not in last:
            last.clear()
            last[conditions] = find_scope(self._database, self._fulltext, conditions)
        return last[conditions]

    def match_words(
        self, terms: Sequence[str], limit: int, weights: ColumnWeights, *, documents: Ids | None, beginning: str = ""
    ) -> WordMatches:
        """See `FullText.match_words`; of the chunks of these documents or of all."""
        chunks = self._runs_among(documents)
        return self._fulltext.match_words(terms, limit, weights, chunks=chunks, beginning=beginning)

    def score_words(
        self, terms: Sequence[str], among: Ids, weights: ColumnWeights, *, beginning: str = ""
    ) -> WordMatches:
        """As `match_words`, of these chunks, which are in order: all of them that hold any of the terms."""
        runs = ChunkRuns(among, among + 1)
        return self._fulltext.match_words(terms, len(among), weights, chunks=runs, beginning=beginning)

    def count_chunks(self, term: str | None = None) -> int:
        """How many chunks there are, or how many of them hold a term."""
        if term is not None:
            return self._fulltext.count_chunks(term)
        return self._fulltext.count_all()

    def count_chunks_in(self, scope: Scope) -> int:
        """How many chunks the documents of a scope have."""
        return self.count_chunks() if scope.documents is None else len(self._runs_in(scope.documents))

    def are_in(self, documents: Ids, chunks: Ids) -> NDArray[np.bool_]:
        """Which of some chunks belong to these documents."""
        return self._runs_in(documents).hold(chunks)

    def chunks_with(self, term: str) -> list[int]:
        """The chunks that hold a term."""
        return self._fulltext.chunks_with(term)

    def holds(self, chunk_id: int, term: str, *, begins: bool = False) -> bool:
        """See `FullText.holds`."""
        return self._fulltext.holds(chunk_id, term, begins=begins)

    def match_names(
        self,
        terms: Sequence[str],
        limit: int,
        *,
        files: Ids | None,
        beginning: str = "",
        keep: Callable[[bytes], bool] = lambda _: True,
    ) -> list[NameMatch]:
        """See `FullText.match_names`."""
        return self._fulltext.match_names(terms, limit, files=files, beginning=beginning, keep=keep)

    def is_named(self, term: str) -> bool:
        """Whether some file's name or nearest folder holds a term."""
        return bool(self._fulltext.match_names([term], 1, files=None))

    def nearest(self, generation: int, bits: bytes, limit: int, *, documents: Ids | None) -> list[tuple[int, int]]:
        """The chunks nearest to a query's bits: (chunk id, Hamming distance), nearest first, what is equally near by id."""
        with self._database.snapshot():
            return self.begin_nearest(generation, bits, limit, documents=documents)()

    def expect_nearest(self, generation: int) -> None:
        """Somebody is about to ask for the nearest: have their codes in memory by then, where they are kept there."""
        if self._codes is not None:
            self._codes.expect(generation)

    def begin_nearest(self, generation: int, bits: bytes, limit: int, *, documents: Ids | None) -> Nearest:
        """As `nearest`, beside what the caller does until it asks for the answer, in the same snapshot."""
        copy = self._copy(generation)
        if copy is None or self._codes is None:
            return partial(self._nearest_later, generation, bits, limit, documents)
        return self._codes.begin(partial(copy.nearest, bits, limit, self._runs_among(documents)))

    def _nearest_later(self, generation: int, bits: bytes, limit: int, documents: Ids | None) -> list[tuple[int, int]]:
        copy = None if self._codes is None else self._codes.awaited(self._database, generation)
        if copy is None:
            return code_blocks.nearest_chunks(self._database, generation, bits, limit, documents)
        return copy.nearest(bits, limit, self._runs_among(documents))

    def _runs_among(self, documents: Ids | None) -> ChunkRuns | None:
        return None if documents is None else self._runs_in(documents)

    def _runs_in(self, documents: Ids) -> ChunkRuns:
        # One search asks several times for the chunks of its scope, which has an array of its own for its documents.
        if self._runs is None or self._runs[0] is not documents:
            self._runs = documents, runs_in(self._database, documents)
        return self._runs[1]

    def code_rows(self, generation: int, chunk_ids: Iterable[int]) -> CodeRows:
        """The codes of those chunks that have one."""
        with self._database.snapshot():
            return vectors.code_rows(self._database, generation, chunk_ids, self._copy(generation))

    def all_codes(self, generation: int) -> tuple[Ids, NDArray[np.uint8]]:
        """All chunks that have bits, in order, and these as [chunks, dims / 8]: for comparing with other ways to search."""
        with self._database.snapshot():
            stamp = code_blocks.stamp_of(self._database, generation)
            blocks = tuple(code_blocks.block_stamps(self._database, generation).items())
            segment = code_blocks.read_segment(self._database, generation, stamp[1] if stamp else 0, blocks)
        return segment.chunks, rows_of(segment, np.arange(len(segment.chunks)), len(segment.words) * 8)

    def nearest_by_vec0(
        self, generation: int, bits: bytes, limit: int, *, documents: Ids | None
    ) -> list[tuple[int, int]]:
        """As `nearest`, by vec0's own search, which cuts at random what is equally near: for comparing."""
        among = "" if documents is None else " AND rowid IN (SELECT value FROM carray(?))"
        rows = self._database.rows(
            f"SELECT rowid, distance FROM vectors_{generation} WHERE bits MATCH vec_bit(?) AND k = ?{among}",  # noqa: S608
            bits,
            limit,
            *(() if documents is None else (id_list(self._runs_in(documents).ids()),)),
        )
        return sorted(((chunk, int(distance)) for chunk, distance in rows), key=lambda pair: (pair[1], pair[0]))

    def _copy(self, generation: int) -> CodeCopy | None:
        return None if self._codes is None else self._codes.at(self._database, generation)

    def documents_only_in(self, generation: int, not_in: Sequence[int]) -> Ids | None:
        """The documents that have vectors in a generation and in none of the others; None where those are all it has."""
        return vectors.documents_only_in(self._database, generation, not_in)

    def documents_in(self, generation: int) -> Ids:
        """The documents that have vectors in the generation, in order."""
        return vectors.documents_in(self._database, generation)

    def sample_rows(self, generation: int, count: int) -> CodeRows:
        """The codes of at most `count` chunks that are evenly spread over the generation, the same each time."""
        with self._database.snapshot():
            copy = self._copy(generation)
            if copy is None:
                chunks = code_blocks.sample_chunks(self._database, generation, count)
                return vectors.code_rows(self._database, generation, chunks)
            return copy.sample(self._database, count)

    def codes(self, generation: int, document_id: int) -> Codes | None:
        """The codes of all chunks of a document, as rescoring sees them; None where it has none."""
        dims: int | None = self._database.value("SELECT dims FROM generations WHERE id = ?", generation)
        span = chunk_span(self._database, document_id)
        if dims is None or span[0] == span[1]:
            return None
        return vectors.read_codes(self._database, generation, dims, *span)

    def chunks_of(self, document_id: int) -> list[ChunkRow]:
        """The chunks of a document, in reading order."""
        return chunks_of(self._database, document_id)

    def chunk_ends(self, documents: Iterable[int]) -> dict[int, tuple[int, int]]:
        """The first and the last chunk of each of these documents that has any."""
        rows = self._database.rows(
            "SELECT id, first_chunk, first_chunk + chunk_count - 1 FROM documents"
            " WHERE chunk_count > 0 AND id IN (SELECT value FROM carray(?))",
            id_list(documents),
        )
        return {document: (first, last) for document, first, last in rows}

    def owners_of(self, chunks: Ids) -> Ids:
        """The document of each chunk, -1 for those that are gone."""
        return owners_of(self._database, chunks)

    def text(self, document_id: int) -> TextReader:
        """Reads spans of a document's text, and its headings."""
        return TextReader(self._database, document_id)

    def texts(self, document_ids: Iterable[int]) -> dict[int, TextReader]:
        """As `text`, for several documents that may be gone."""
        return read_texts(self._database, document_ids)

    def fetch_texts(self, chunks: Iterable[tuple[TextReader, Sequence[int]]]) -> None:
        """Read at once what chunks of several documents take: nobody asks the database for them any more."""
        fetch_parts(self._database, chunks)

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
