"""The words that the full text index of chunks holds, in their order, found one by one.

Invariant: looking up a word costs the same however many chunks hold it, but for counting them. Words are as the index holds
them, stemmed; `spelled` says how one stands in a text.
"""

from __future__ import annotations

from pplx_desktop.index.chunk_rows import ChunkRow, chunks_by_id
from pplx_desktop.index.connection import Database
from pplx_desktop.index.documents import TextReader
from pplx_desktop.index.holders import open_vocabulary
from pplx_desktop.index.tokens import Tokenizers

_SPELLED_IN = 16
"""So many texts are looked at for how a word is spelled: "capabilities" and "capable" are one to the index."""


class Vocabulary:
    """Queries on one connection. Used by the connection's thread."""

    def __init__(self, database: Database, tokenizers: Tokenizers) -> None:
        self._database = database
        self._tokenizers = tokenizers

    def next_word(self, at_least: str) -> str | None:
        """The first word that is not before this text, in the order of code points."""
        open_vocabulary(self._database)
        # From the places of words, not from the words: those count the chunks of the first word before they give it.
        return self._database.value("SELECT term FROM temp.word_places WHERE term >= ? LIMIT 1", at_least)

    def count(self, word: str) -> int:
        """How many chunks hold a word."""
        open_vocabulary(self._database)
        return self._database.value("SELECT doc FROM temp.word_counts WHERE term = ?", word) or 0

    def spelled(self, word: str, like: str) -> str:
        """A word as it is written in some of the texts that hold it, of several forms that which is most `like` another
        word; empty where none holds it.
        """
        open_vocabulary(self._database)
        rows = self._database.rows(
            "SELECT DISTINCT doc, col FROM temp.word_places WHERE term = ? LIMIT ?", word, _SPELLED_IN
        )
        chunks = chunks_by_id(self._database, {chunk for chunk, _ in rows})
        texts = [self._text_of(chunks[chunk], column) for chunk, column in rows if chunk in chunks]
        forms = {
            text[token.start : token.end].lower()
            for text in texts
            for token in self._tokenizers.stems(text)
            if token.term == word
        }
        return max(sorted(forms), key=lambda form: _common_ends(form, like), default="")

    def _text_of(self, chunk: ChunkRow, column: str) -> str:
        if column == "text":
            return TextReader(self._database, chunk.document_id).span(chunk.start, chunk.end)
        if column == "heading":
            return chunk.heading
        return self._database.value("SELECT title FROM documents WHERE id = ?", chunk.document_id)


def _common_ends(first: str, second: str) -> int:
    """How many letters two words have in common, from their beginning on and from their end on."""
    return common_beginning(first, second) + common_beginning(first[::-1], second[::-1])


def common_beginning(first: str, second: str) -> int:
    """How many letters two words have in common from their beginning on."""
    pairs = zip(first, second, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))
