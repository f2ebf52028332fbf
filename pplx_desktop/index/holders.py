"""Which chunks hold a term: from the lists of common words where there are some, from FTS5 elsewhere.

Invariant: both say the same (`common_words.py` makes the lists from FTS5 and takes out of them what goes), so who is asked
for which chunks changes nothing that is found. Only the beginning of a word stands for its most common completions, where
these are held by many chunks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import apsw
import numpy as np

from pplx_desktop.index.bm25 import Totals
from pplx_desktop.index.chunk_rows import numbers_of
from pplx_desktop.index.connection import Database
from pplx_desktop.index.kept_words import KeptWords, Told
from pplx_desktop.index.postings import Ids, Listed
from pplx_desktop.index.rooms import Found, ListedBlocks, unpacked, varints
from pplx_desktop.index.tokens import Tokenizers, phrase
from pplx_desktop.index.word_lists import (
    BLOCK_CHUNKS,
    MOST_IN_HEADING,
    MOST_IN_TEXT,
    MOST_IN_TITLE,
    unpack_listed,
)

LIST_BITS = 16
"""A list's id is its block's number in front of so many bits."""
Row = tuple[int, int, int]

_LAST = 2**62
_COMPLETIONS = 4
_MANY = 4_000
"""Where this many chunks hold the common completions of a beginning, the others are not looked for: FTS5 would put together
the chunks of hundreds of words, and score most of all.
"""
_MOST_LISTED = 2
"""Where no more than one block in so many has a list of a word, it is read from the vocabulary, with what is in lists."""
_AFTER_ALL = "\U0010ffff"


class HolderReader:
    """Reads who holds a term. Used by the connection's thread."""

    def __init__(self, database: Database, tokenizers: Tokenizers) -> None:
        self._database = database
        self._tokenizers = tokenizers

    def count(self, term: str, *, is_sought: bool = True) -> int:
        """How many chunks hold a term; where it `is_sought`, its chunks are read for that as well, if they are not many."""
        return self._database.kept(("holders", term), lambda: self._count(term, is_sought=is_sought))

    def _count(self, term: str, *, is_sought: bool) -> int:
        words = self._tokenizers.words(term)
        if not words:
            return 0
        word = self._listed_word(term, words)
        rows = self._database.rows("SELECT id, chunks FROM word_lists WHERE word = ?", word) if word else []
        blocks = [block_of(row) for row, _ in rows]
        listed = sum(chunks for _, chunks in rows)
        if is_sought and listed * 2 <= totals(self._database).chunks:
            return listed + len(self._told(word, phrase(words), blocks, in_columns=False))
        return listed + sum(
            self._database.value(
                "SELECT count(*) FROM chunk_words WHERE chunk_words MATCH ? AND rowid BETWEEN ? AND ?",
                phrase(words),
                first,
                last,
            )
            for first, last in _between(blocks)
        )

    def chunks(self, term: str, *, is_sought: bool = True) -> Ids:
        """The chunks that hold a term, in order; where it `is_sought` and has several words, how often each does is read, too."""
        words = self._tokenizers.words(term)
        if not words:
            return np.zeros(0, np.int64)
        blocks, listed = self._read_lists(self._listed_word(term, words))
        if is_sought and len(words) > 1:
            others = self._told("", phrase(words), blocks, in_columns=False).chunks
        else:
            rows = [
                row
                for span in _between(blocks)
                for row in self._database.rows(
                    "SELECT rowid FROM chunk_words WHERE chunk_words MATCH ? AND rowid BETWEEN ? AND ?",
                    phrase(words),
                    *span,
                )
            ]
            others = np.fromiter((chunk for (chunk,) in rows), np.int64, len(rows))
        if not blocks:
            return others
        chunks = self.blocks.chunks_at(listed.places())
        # What was written last comes last, mostly.
        at = np.searchsorted(chunks, others)
        return np.concatenate((chunks, others)) if len(at) and at[0] == len(chunks) else np.insert(chunks, at, others)

    def holders(self, term: str, *, in_columns: bool) -> Found:
        """The chunks that hold a term, and how often; `in_columns` in text, heading and title."""
        words = self._tokenizers.words(term)
        word = self._listed_word(term, words)
        blocks, listed = self._read_lists(word)
        return Found((listed,) if blocks else (), (self._told(word, phrase(words), blocks, in_columns=in_columns),))

    def beginning(self, term: str, *, in_columns: bool) -> Found:
        """The chunks that hold words which begin with a term, and how often each holds any of these."""
        words = self._tokenizers.words(term)
        begun = self._listed_word(term, words)
        if begun and self._tokenizers.phrase_of(words[0]):
            begun = words[0]
        common: list[tuple[str, int]] = []
        if begun:
            common = self._database.rows(
                "SELECT word, sum(chunks) FROM word_lists WHERE word >= ? AND word < ? GROUP BY word"
                " ORDER BY 2 DESC, 1 LIMIT ?",
                begun,
                begun + _AFTER_ALL,
                _COMPLETIONS,
            )
        if sum(chunks for _, chunks in common) < _MANY:
            return Found(
                (), (self._told(begun, self._tokenizers.begun(words), (), in_columns=in_columns, begins=True),)
            )
        # What was typed is looked for as a word in blocks, too, in which it is too rare for a list.
        expressions = {begun: self._tokenizers.phrase_of(begun) or phrase(words)}
        expressions |= {word: self._tokenizers.phrase_of(word) for word, _ in common if word != begun}
        lists: list[Listed] = []
        told: list[Told] = []
        for word, asked in expressions.items():
            blocks, listed = self._read_lists(word)
            lists += [listed] if blocks else []
            listed_in = blocks if word == begun else self.blocks.numbers.tolist()
            told.append(self._told(word if word == begun else "", asked, listed_in, in_columns=in_columns))
        return Found(tuple(lists), tuple(told))

    def _told(self, word: str, expression: str, but: Sequence[int], *, in_columns: bool, begins: bool = False) -> Told:
        """What FTS5 says of the chunks outside of some blocks that match. `word` is what is sought, as the full text index
        holds it, or with `begins` the beginning of that; "" where it is no single word.
        """

        def ask() -> Told:
            if word and not in_columns and len(but) * _MOST_LISTED <= len(self.blocks.numbers):
                return self._ask_vocabulary(word, but, begins=begins)
            return self._ask_fts5(expression, _between(but), in_columns=in_columns)

        return self._kept.told((word, expression, tuple(but), in_columns), ask)

    def _ask_vocabulary(self, word: str, but: Sequence[int], *, begins: bool = False) -> Told:
        """The chunks that hold a word, or words that begin like it, outside of some blocks, and how often, in one text: to ask
        FTS5 how often takes three times as long, and Python's lock thousands of times while others want it.
        """
        open_vocabulary(self._database)
        which, values = ("term >= ? AND term < ?", (word, word + _AFTER_ALL)) if begins else ("term = ?", (word,))
        told: str = (
            self._database.value(f"SELECT group_concat(doc) FROM temp.word_places WHERE {which}", *values)  # noqa: S608
            or ""
        )
        instances = np.fromstring(told, np.int64, sep=",")
        if begins:
            # Each of the words has told of its chunks, one word after another.
            instances.sort()
        firsts = np.flatnonzero(np.diff(instances, prepend=-1))
        chunks, times = instances[firsts], np.diff(firsts, append=len(instances))
        if but:
            there = np.isin(chunks // BLOCK_CHUNKS, list(but), invert=True)
            chunks, times = chunks[there], times[there]
        return Told(chunks, times, np.zeros_like(chunks))

    def _ask_fts5(self, expression: str, spans: Iterable[tuple[int, int]], *, in_columns: bool) -> Told:
        """The chunks between some ids that match, how often, and how long each is; 0 for the length of a chunk that may be
        in a block with lists: asking FTS5 for it takes as long as all the rest.
        """
        new = (int(self.blocks.numbers.max(initial=-1)) + 1) * BLOCK_CHUNKS
        times = "word_counts" if in_columns else "word_times"
        found: list[Row] = []
        for first, last in spans:
            for start, end, length in (
                (first, min(last, new - 1), "0"),
                (max(first, new), last, "word_length(chunk_words)"),
            ):
                if start <= end:
                    found += self._database.rows(
                        f"SELECT rowid, {times}(chunk_words), {length} FROM chunk_words"  # noqa: S608
                        " WHERE chunk_words MATCH ? AND rowid BETWEEN ? AND ?",
                        expression,
                        start,
                        end,
                    )
        return Told(*np.ascontiguousarray(numbers_of(found, 3).T))

    def _listed_word(self, term: str, words: Sequence[str]) -> str:
        """The word by which lists know a term; "" for a term of several words, which they do not know."""
        sought = self._tokenizers.sought(term)
        return sought[0] if len(sought) == len(words) == 1 and not phrase(words).endswith("*") else ""

    def _read_lists(self, word: str) -> tuple[list[int], Listed]:
        """The blocks that have a list of a word, and what these say, at the places of `blocks`."""
        return self._kept.listed(word, lambda: self._unpack_lists(word))

    def _unpack_lists(self, word: str) -> tuple[list[int], Listed]:
        rows = sorted(self._database.rows("SELECT id, data FROM word_lists WHERE word = ?", word)) if word else []
        blocks = [block_of(row) for row, _ in rows]
        of_all = self.blocks.numbers
        numbers: list[int] = of_all.searchsorted(blocks).tolist()
        unpack = lambda: unpack_listed([data for _, data in rows], numbers, len(of_all))  # noqa: E731
        return blocks, unpacked(self._database, unpack)

    @property
    def _kept(self) -> KeptWords:
        return self._database.kept("words", KeptWords)

    @property
    def blocks(self) -> ListedBlocks:
        """The blocks that have lists."""
        return self._database.kept("blocks with lists", self._read_blocks)

    def _read_blocks(self) -> ListedBlocks:
        rows = self._database.rows("SELECT id FROM word_lists WHERE word = '' AND chunks > 0 ORDER BY id")
        return ListedBlocks(np.array([block_of(row) for (row,) in rows], np.int64))


def open_vocabulary(database: Database) -> None:
    """Make the words of the full text index a table of this connection alone, which holds nothing itself, and how many chunks
    hold each another.
    """
    if not database.knows_vocabulary:
        database.run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_places USING fts5vocab(main, chunk_words, instance)")
        database.run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_counts USING fts5vocab(main, chunk_words, row)")
        database.knows_vocabulary = True


def has_lists(database: Database) -> bool:
    """Whether there are any lists of common words."""
    return bool(
        database.kept("has lists", lambda: database.value("SELECT EXISTS (SELECT 1 FROM word_lists WHERE word <> '')"))
    )


def totals(database: Database) -> Totals:
    """What FTS5 knows of all chunks, by its own record."""
    return database.kept("totals", lambda: _read_totals(database))


def _read_totals(database: Database) -> Totals:
    data: bytes = database.value("SELECT block FROM chunk_words_data WHERE id = 1") or b""
    numbers = list(varints(data))
    return Totals(numbers[0], sum(numbers[1:])) if numbers else Totals(0, 0)


def block_of(row: int) -> int:
    """The block that a list belongs to."""
    return row >> LIST_BITS


def define_counts(database: Database) -> None:
    """Make known to a connection's SQL what is asked of a chunk that matches a query of one phrase: `word_times`, how often
    the phrase stands in it; `word_counts`, how often in each column, as `pack_counts` packs it; and `word_length`, how many
    words the chunk has.
    """

    def word_times(matched: apsw.FTS5ExtensionApi) -> int:
        return matched.inst_count

    def word_counts(matched: apsw.FTS5ExtensionApi) -> int:
        text, heading, title = map(len, matched.phrase_locations(0))
        return min(text, MOST_IN_TEXT) | min(heading, MOST_IN_HEADING) << 8 | min(title, MOST_IN_TITLE) << 12

    def word_length(matched: apsw.FTS5ExtensionApi) -> int:
        return matched.column_size()

    for function in (word_times, word_counts, word_length):
        database.define_match(function.__name__, function)


def _between(blocks: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The ids of chunks before, between and after some blocks, from the first of each gap to its last."""
    start = 0
    for block in sorted(blocks):
        if start < block * BLOCK_CHUNKS:
            yield start, block * BLOCK_CHUNKS - 1
        start = (block + 1) * BLOCK_CHUNKS
    yield start, _LAST
