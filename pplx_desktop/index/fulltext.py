"""Reading the full text indexes: chunks by their words, files by the words of their names, documents by phrases.

What a user typed never reaches FTS5's query language: it is cut into words by the index's own tokenizer first, and
only quoted words are put into a query. So no input is a syntax error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.chunk_rows import chunks_by_id, chunks_in, documents_by_chunk
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.documents import TextReader
from pplx_desktop.index.ledger import join
from pplx_desktop.index.tokens import Tokenizers

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ColumnWeights:
    """What a match in each column of a chunk counts."""

    text: float = 1.0
    heading: float = 1.0
    title: float = 1.0


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A chunk that holds some of the words. `score` is bm25, higher is better, above zero."""

    chunk_id: int
    document_id: int
    score: float


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A file whose name or folder holds some of the words, whether its text was read or not."""

    file_id: int
    document_id: int | None
    path: str


class FullText:
    """Queries on one connection. Used by the connection's thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.tokenizers = Tokenizers(database.connection)

    def match_words(
        self, terms: Sequence[str], limit: int, weights: ColumnWeights, *, documents: Ids | None, beginning: str = ""
    ) -> list[WordMatch]:
        """The best chunks that hold any of the terms, best first, of these documents or of all.

        A term of several words (`HIV-1`, a phrase) matches where its words follow each other. `beginning` is one more
        term, which also matches longer words that begin like it.
        """
        expression = self._any_of(terms, beginning)
        if not expression or (documents is not None and not len(documents)):
            return []
        condition, values = "", []
        if documents is not None:
            # `+rowid`: filter what the match finds; do not run the match once for each id.
            condition = "AND +rowid IN (SELECT value FROM carray(?))"
            values = [id_list(chunks_in(self._database, documents))]
        rows: list[tuple[int, float]] = self._database.rows(
            "SELECT rowid, -rank FROM ("  # noqa: S608
            f" SELECT rowid, rank FROM chunk_words WHERE chunk_words MATCH ? AND rank MATCH ? {condition}"
            " ORDER BY rank LIMIT ?"
            ") ORDER BY rank, rowid",
            expression,
            f"bm25({weights.text:f}, {weights.heading:f}, {weights.title:f})",
            *values,
            limit,
        )
        documents_of = documents_by_chunk(self._database, (chunk for chunk, _ in rows))
        return [WordMatch(chunk, documents_of[chunk], score) for chunk, score in rows]

    def match_names(
        self, terms: Sequence[str], limit: int, *, files: Ids | None, beginning: str = ""
    ) -> list[NameMatch]:
        """The best files whose name, or whose nearest folders, hold any of the terms, best first."""
        expression = self._any_of(terms, beginning)
        if not expression or (files is not None and not len(files)):
            return []
        condition = "" if files is None else "AND +rowid IN (SELECT value FROM carray(?))"
        rows = self._database.rows(
            "SELECT f.id, f.document_id, d.path, f.name FROM ("  # noqa: S608
            f" SELECT rowid, rank FROM file_names WHERE file_names MATCH ? AND rank MATCH 'bm25(4.0, 1.0)' {condition}"
            " ORDER BY rank LIMIT ?"
            ") w JOIN files f ON f.id = w.rowid JOIN folders d ON d.id = f.folder_id ORDER BY w.rank, w.rowid",
            expression,
            *([] if files is None else [id_list(files)]),
            limit,
        )
        return [NameMatch(file, document, join(folder, name)) for file, document, folder, name in rows]

    def count_chunks(self, term: str) -> int:
        """How many chunks hold a term."""
        expression = self._any_of([term])
        return (
            self._database.value("SELECT count(*) FROM chunk_words WHERE chunk_words MATCH ?", expression)
            if expression
            else 0
        )

    def chunks_with(self, term: str) -> list[int]:
        """The chunks that hold a term."""
        expression = self._any_of([term])
        return self._chunks_matching(expression) if expression else []

    def documents_with(self, phrase: str) -> set[int]:
        """The documents in which the phrase's words follow each other: in text, also across the border of two
        chunks, in a heading or in the title. Words are compared by their stems.
        """
        words = self.tokenizers.words(phrase)
        if not words:
            return set()
        found = documents_by_chunk(self._database, self._chunks_matching(_phrase(words)))
        return set(found.values()) | self._across_borders(words)

    def files_named(self, phrase: str) -> set[int]:
        """The files in whose name the phrase's words follow each other."""
        words = self.tokenizers.words(phrase)
        if not words:
            return set()
        rows = self._database.rows(
            "SELECT rowid FROM file_names WHERE file_names MATCH ?", f"{{name}} : {_phrase(words)}"
        )
        return {file for (file,) in rows}

    def _chunks_matching(self, expression: str) -> list[int]:
        rows = self._database.rows("SELECT rowid FROM chunk_words WHERE chunk_words MATCH ?", expression)
        return [chunk for (chunk,) in rows]

    def _any_of(self, terms: Sequence[str], beginning: str = "") -> str:
        phrases = [_phrase(words) for words in map(self.tokenizers.words, terms) if words]
        if begun := self.tokenizers.words(beginning):
            phrases.append(f"{_phrase(begun)} *")
        return " OR ".join(dict.fromkeys(phrases))

    def _across_borders(self, words: list[str]) -> set[int]:
        found: set[int] = set()
        for cut in range(1, len(words)):
            # Chunks whose text begins with the rest of the phrase, after one that holds its beginning. A document's
            # chunks have ids that follow each other, which spares looking at all that hold a common word.
            rest = self._chunks_matching(f"{{text}} : ^ {_phrase(words[cut:])}")
            start = set(self._chunks_matching(f"{{text}} : {_phrase(words[:cut])}"))
            after = {chunk for chunk in rest if chunk - 1 in start}
            of_rest = documents_by_chunk(self._database, after)
            of_start = documents_by_chunk(self._database, (chunk - 1 for chunk in after))
            both = [chunk - 1 for chunk in after if of_rest[chunk] == of_start[chunk - 1] not in found]
            pairs = [(row.document_id, row.start, row.end) for row in chunks_by_id(self._database, both).values()]
            stems = [token.term for token in self.tokenizers.stems(" ".join(words[:cut]))]
            for document, begin, end in pairs:
                if document not in found:
                    text = TextReader(self._database, document).span(begin, end)
                    if [token.term for token in self.tokenizers.stems(text)[-len(stems) :]] == stems:
                        found.add(document)
        return found


def _phrase(words: Sequence[str]) -> str:
    """Words as one FTS5 string. A word of the tokenizer holds no quote; it is doubled all the same."""
    return '"' + " ".join(words).replace('"', '""') + '"'
