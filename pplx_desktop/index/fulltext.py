"""Reading the full text indexes: chunks by their words, files by the words of their names, documents by phrases.

What a user typed never reaches FTS5's query language: it is cut into words by the index's own tokenizer first, and
only quoted words are put into a query. So no input is a syntax error.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index import bm25
from pplx_desktop.index.chunk_rows import ChunkRuns, chunks_by_id, documents_by_chunk, owners_of
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.documents import TextReader
from pplx_desktop.index.holders import HolderReader, define_counts, has_lists, totals
from pplx_desktop.index.postings import Floats, Ids
from pplx_desktop.index.rewriting import is_short_piece
from pplx_desktop.index.rooms import in_columns, make_room
from pplx_desktop.index.tokens import Tokenizers, phrase

_MANY_WORDS = 3
_WALKED = 20_000
"""To walk through fewer chunks that hold a word takes next to no time."""
_SEEK = 12
"""To ask of one chunk whether it holds a word takes as long as FTS5 needs to walk through so many chunks that hold it."""


@dataclass(frozen=True, slots=True)
class ColumnWeights:
    """What a match in each column of a chunk counts."""

    text: float = 1.0
    heading: float = 1.0
    title: float = 1.0


class WordMatch(NamedTuple):
    """A chunk that holds some of the words. `score` is bm25, higher is better, above zero."""

    chunk_id: int
    document_id: int
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class WordMatches:
    """Chunks that hold some of the words, best first, each with its document and its score."""

    chunks: Ids
    documents: Ids
    scores: Floats

    def __len__(self) -> int:
        return len(self.chunks)

    def __iter__(self) -> Iterator[WordMatch]:
        return map(WordMatch, self.chunks.tolist(), self.documents.tolist(), self.scores.tolist())

    def only(self, which: NDArray[np.bool_]) -> WordMatches:
        """Some of them."""
        return WordMatches(self.chunks[which], self.documents[which], self.scores[which])

    def and_also(self, others: WordMatches) -> WordMatches:
        """These, and others behind them."""
        return WordMatches(
            np.concatenate((self.chunks, others.chunks)),
            np.concatenate((self.documents, others.documents)),
            np.concatenate((self.scores, others.scores)),
        )


class NameMatch(NamedTuple):
    """A file whose name or folder holds some of the words, whether its text was read or not."""

    file_id: int
    document_id: int | None
    folder: str
    name: str

    @property
    def path(self) -> str:
        """Where the file is."""
        return str(PurePath(self.folder, self.name))


class FullText:
    """Queries on one connection. Used by the connection's thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.tokenizers = Tokenizers(database.connection)
        self._holders = HolderReader(database, self.tokenizers)
        define_counts(database)

    def match_words(
        self, terms: Sequence[str], limit: int, weights: ColumnWeights, *, chunks: ChunkRuns | None, beginning: str = ""
    ) -> WordMatches:
        """The best chunks that hold any of the terms, best first, of these `chunks` or of all.

        A term of several words (`HIV-1`, a phrase) matches where its words follow each other. `beginning` is one more
        term, which also matches longer words that begin like it.
        """
        if has_lists(self._database):
            best, scores = self._match_with_lists(terms, limit, weights, chunks=chunks, beginning=beginning)
        else:
            rows = self.match_with_fts5(terms, limit, weights, chunks=chunks, beginning=beginning)
            best, scores = np.array([chunk for chunk, _ in rows], np.int64), np.array([score for _, score in rows])
        return WordMatches(best, owners_of(self._database, best), scores)

    def match_with_fts5(
        self, terms: Sequence[str], limit: int, weights: ColumnWeights, *, chunks: ChunkRuns | None, beginning: str = ""
    ) -> list[tuple[int, float]]:
        """Chunks and scores by FTS5's own bm25, which needs a microsecond for each chunk that holds any of the terms."""
        expression = self._any_of(terms, beginning)
        if not expression or (chunks is not None and not len(chunks)):
            return []
        if chunks is not None:
            # FTS5 says how good those are that pass the filter, not all that match. `+rowid`: filter what the match finds;
            # do not run the match once for each id.
            return self._database.rows(
                "SELECT rowid, -bm25(chunk_words, ?, ?, ?) AS score FROM chunk_words"
                " WHERE chunk_words MATCH ? AND +rowid IN (SELECT value FROM carray(?)) ORDER BY score DESC, rowid LIMIT ?",
                weights.text,
                weights.heading,
                weights.title,
                expression,
                id_list(chunks.ids()),
                limit,
            )
        return self._database.rows(
            "SELECT rowid, -rank FROM ("
            " SELECT rowid, rank FROM chunk_words WHERE chunk_words MATCH ? AND rank MATCH ? ORDER BY rank LIMIT ?"
            ") ORDER BY rank, rowid",
            expression,
            f"bm25({weights.text:f}, {weights.heading:f}, {weights.title:f})",
            limit,
        )

    def _match_with_lists(
        self, terms: Sequence[str], limit: int, weights: ColumnWeights, *, chunks: ChunkRuns | None, beginning: str
    ) -> tuple[Ids, Floats]:
        """What `match_with_fts5` finds, from the lists of common words where there are some."""
        columns, holders = (weights.text, weights.heading, weights.title), self._holders
        apart = in_columns(columns)
        # The same words twice count once.
        distinct = {tuple(self.tokenizers.words(term)): term for term in reversed(terms)}
        found = [holders.holders(term, in_columns=apart) for words, term in reversed(distinct.items()) if words]
        if self.tokenizers.words(beginning):
            found.append(holders.beginning(beginning, in_columns=apart))
        parts, room = make_room(self._database, holders.blocks, found, columns, chunks)
        return bm25.best_chunks(parts, totals(self._database), limit, room)

    def match_names(
        self,
        terms: Sequence[str],
        limit: int,
        *,
        files: Ids | None,
        beginning: str = "",
        keep: Callable[[bytes], bool] = lambda _: True,
    ) -> list[NameMatch]:
        """The files whose name, or whose nearest folders, hold any of the terms, the best `limit` of them, in any order; of
        these the ones whose own name, as it is stored, is to be kept.
        """
        # The beginning may be the whole word, in another form than in the name.
        whole = [] if self.tokenizers.sought(beginning) == self.tokenizers.words(beginning) else [beginning]
        expression = self._any_of([*terms, *whole], beginning)
        if not expression or (files is not None and not len(files)):
            return []
        matching = "SELECT rowid FROM file_names WHERE file_names MATCH ?"
        values: list[object] = [expression]
        if files is not None:
            matching += " AND +rowid IN (SELECT value FROM carray(?))"
            values.append(id_list(files))
        found = self._database.rows(f"{matching} LIMIT ?", *values, limit + 1)
        if len(found) > limit:
            # To say how good each is takes most of the time.
            best = f"{matching} AND rank MATCH 'bm25(4.0, 1.0)' ORDER BY rank LIMIT ?"
            found = self._database.rows(best, *values, limit)
        rows = self._database.rows(
            "SELECT f.id, f.document_id, d.path, f.name FROM carray(?) a CROSS JOIN files f ON f.id = a.value"
            " CROSS JOIN folders d ON d.id = f.folder_id",
            id_list(file for (file,) in found),
        )
        return [
            NameMatch(file, document, os.fsdecode(folder), os.fsdecode(name))
            for file, document, folder, name in rows
            if keep(name)
        ]

    def count_chunks(self, term: str) -> int:
        """How many chunks hold a term."""
        return self._holders.count(term)

    def count_all(self) -> int:
        """How many chunks there are, by FTS5's own record."""
        return totals(self._database).chunks

    def chunks_with(self, term: str) -> list[int]:
        """The chunks that hold a term."""
        return self._holders.chunks(term).tolist()

    def holds(self, chunk_id: int, term: str, *, begins: bool = False) -> bool:
        """Whether a chunk holds a term, or with `begins` a word that begins with it."""
        expression = self._any_of([term], term if begins else "")
        return bool(
            expression
            and self._database.rows(
                "SELECT 1 FROM chunk_words WHERE chunk_words MATCH ? AND rowid = ?", expression, chunk_id
            )
        )

    def documents_with(self, quoted: str) -> set[int]:
        """The documents in which the phrase's words follow each other: in text, also across the border of two
        chunks, in a heading or in the title. Words are compared by their stems.
        """
        if not self.tokenizers.words(quoted):
            return set()
        found = set(documents_by_chunk(self._database, self._holders.chunks(quoted)).values())
        return found | self._across_borders(quoted, found)

    def files_named(self, quoted: str) -> set[int]:
        """The files in whose name the phrase's words follow each other."""
        words = self.tokenizers.words(quoted)
        if not words:
            return set()
        rows = self._database.rows(
            "SELECT rowid FROM file_names WHERE file_names MATCH ?", f"{{name}} : {phrase(words)}"
        )
        return {file for (file,) in rows}

    def _chunks_matching(self, expression: str) -> list[int]:
        rows = self._database.rows("SELECT rowid FROM chunk_words WHERE chunk_words MATCH ?", expression)
        return [chunk for (chunk,) in rows]

    def _any_of(self, terms: Sequence[str], beginning: str = "") -> str:
        phrases = [phrase(words) for words in map(self.tokenizers.words, terms) if words]
        if begun := self.tokenizers.words(beginning):
            phrases.append(self.tokenizers.begun(begun))
        return " OR ".join(dict.fromkeys(phrases))

    def _across_borders(self, quoted: str, known: set[int]) -> set[int]:
        """Documents beside the known ones in which the phrase goes on across a border of chunks: which lies before a word
        or, in scripts without spaces, before a letter.
        """
        found: set[int] = set()
        for cut in sorted({token.start for token in self.tokenizers.stems(quoted)})[1:]:
            after = self._after_border(quoted[:cut], quoted[cut:])
            of_rest = documents_by_chunk(self._database, after)
            of_start = documents_by_chunk(self._database, (chunk - 1 for chunk in after))
            both = [chunk - 1 for chunk in after if of_rest[chunk] == of_start[chunk - 1] not in known]
            pairs = [(row.document_id, row.start, row.end) for row in chunks_by_id(self._database, both).values()]
            stems = [token.term for token in self.tokenizers.stems(quoted[:cut])]
            for document, begin, end in pairs:
                if document not in found:
                    text = TextReader(self._database, document).span(begin, end)
                    if [token.term for token in self.tokenizers.stems(text)[-len(stems) :]] == stems:
                        found.add(document)
        return found

    def _after_border(self, start: str, rest: str) -> list[int]:
        """Chunks whose text begins with the rest of a phrase, after one that holds its beginning. A document's chunks have
        ids that follow each other; so what few chunks hold is looked for first, and the other part in those next to them.
        """
        words, others = self.tokenizers.words(start), self.tokenizers.words(rest)
        begins = f"{{text}} : ^ {phrase(others)}"
        # To ask chunk by chunk for many words takes longer than to look for all of them.
        asking = max(self._least(words) * len(others) * _SEEK, _WALKED)
        if len(others) <= _MANY_WORDS and asking <= self._least(others):
            return self._matching_among(begins, self._holders.chunks(start, is_sought=False) + 1)
        after = np.array(self._chunks_matching(begins), np.int64)
        if len(words) <= _MANY_WORDS and len(after) * len(words) * _SEEK <= self._least(words):
            return [chunk + 1 for chunk in self._matching_among(phrase(words), after - 1)]
        if not len(after):
            return []
        return after[_held(after - 1, self._holders.chunks(start, is_sought=False))].tolist()

    def _least(self, words: Sequence[str]) -> int:
        """How many chunks hold the rarest of some words; where there are many, next to none hold all of them."""
        if len(words) > _MANY_WORDS:
            return 0
        # What a beginning stands for is counted by finding all of it, which is what is to be spared.
        whole = [word for word in words if not is_short_piece(word)] or words
        return min((self._holders.count(word, is_sought=False) for word in whole), default=0)

    def _matching_among(self, expression: str, chunks: Ids) -> list[int]:
        rows = self._database.rows(
            "SELECT rowid FROM chunk_words WHERE chunk_words MATCH ? AND rowid IN (SELECT value FROM carray(?))",
            expression,
            id_list(chunks),
        )
        return [chunk for (chunk,) in rows]


def _held(chunks: Ids, holding: Ids) -> NDArray[np.bool_]:
    """Which of some chunks are among others, which grow."""
    if not len(holding):
        return np.zeros(len(chunks), np.bool_)
    return holding[np.minimum(np.searchsorted(holding, chunks), len(holding) - 1)] == chunks
