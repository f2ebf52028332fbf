"""Which chunks hold a term: from the lists of common words where there are some, from FTS5 elsewhere.

Invariant: both say the same (`common_words.py` makes the lists from FTS5 and takes out of them what goes), so who is asked
for which chunks changes nothing that is found. Only the beginning of a word stands for its most common completions, where
these are held by many chunks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import apsw
import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.bm25 import Floats, Holders, Ids, Totals, sums_by_place
from pplx_desktop.index.chunk_rows import numbers_of
from pplx_desktop.index.connection import Database, corrupt, id_list
from pplx_desktop.index.packing import Damaged
from pplx_desktop.index.tokens import Tokenizers, phrase
from pplx_desktop.index.word_lists import (
    BLOCK_CHUNKS,
    MOST_IN_HEADING,
    MOST_IN_TEXT,
    MOST_IN_TITLE,
    Weights,
    unpack_lengths,
    unpack_times,
    weigh_counts,
)

LIST_BITS = 16
"""A list's id is its block's number in front of so many bits."""
Row = tuple[int, int, int]
_S = TypeVar("_S")
_T = TypeVar("_T")
_N = TypeVar("_N", bound=np.generic)

_EQUAL: Weights = (1.0, 1.0, 1.0)
_LAST = 2**62
_FEW = 200
"""For fewer chunks than this their lengths are read one by one."""
_COMPLETIONS = 4
_MANY = 4_000
"""Where this many chunks hold the common completions of a beginning, the others are not looked for: FTS5 would put together
the chunks of hundreds of words, and score most of all.
"""
_MOST_LISTED = 4
"""Where no more than one block in so many has a list of a word, it is read from the vocabulary, with what is in lists."""
_AFTER_ALL = "\U0010ffff"


class HolderReader:
    """Reads who holds a term. Used by the connection's thread."""

    def __init__(self, database: Database, tokenizers: Tokenizers) -> None:
        self._database = database
        self._tokenizers = tokenizers

    def count(self, term: str) -> int:
        """How many chunks hold a term."""
        return self._database.kept(("holders", term), lambda: self._count(term))

    def _count(self, term: str) -> int:
        words = self._tokenizers.words(term)
        if not words:
            return 0
        word = self._listed_word(term, words)
        rows = self._database.rows("SELECT id, chunks FROM word_lists WHERE word = ?", word) if word else []
        return sum(chunks for _, chunks in rows) + sum(
            self._database.value(
                "SELECT count(*) FROM chunk_words WHERE chunk_words MATCH ? AND rowid BETWEEN ? AND ?",
                phrase(words),
                first,
                last,
            )
            for first, last in _between(block_of(row) for row, _ in rows)
        )

    def chunks(self, term: str) -> Ids:
        """The chunks that hold a term, in order."""
        words = self._tokenizers.words(term)
        if not words:
            return np.zeros(0, np.int64)
        blocks, places, _ = self._read_lists(self._listed_word(term, words), _EQUAL)
        chunks = self._chunks_at(places) if blocks else places
        for first, last in _between(blocks):
            rows = self._database.rows(
                "SELECT rowid FROM chunk_words WHERE chunk_words MATCH ? AND rowid BETWEEN ? AND ?",
                phrase(words),
                first,
                last,
            )
            others = np.fromiter((chunk for (chunk,) in rows), np.int64, len(rows))
            chunks = _inserted(chunks, np.searchsorted(chunks, others), others)
        return chunks

    def holders(self, term: str, weights: Weights) -> list[Holders]:
        """The chunks that hold a term, and how often, in parts; what stands in text, heading and title counts by its
        weight.
        """
        words = self._tokenizers.words(term)
        word = self._listed_word(term, words)
        return self._holders(word, phrase(words), weights)

    def beginning(self, term: str, weights: Weights) -> list[Holders]:
        """The chunks that hold words which begin with a term, and how often each holds any of these, in parts."""
        words = self._tokenizers.words(term)
        begun = self._listed_word(term, words)
        if begun and self._tokenizers.phrase_of(words[0]):
            begun = words[0]
        listed: list[tuple[str, int]] = []
        if begun:
            listed = self._database.rows(
                "SELECT word, sum(chunks) FROM word_lists WHERE word >= ? AND word < ? GROUP BY word"
                " ORDER BY 2 DESC, 1 LIMIT ?",
                begun,
                begun + _AFTER_ALL,
                _COMPLETIONS,
            )
        if sum(chunks for _, chunks in listed) < _MANY:
            return self._holders("", self._tokenizers.begun(words), weights)
        # What was typed is looked for as a word in blocks, too, in which it is too rare for a list.
        expressions = {begun: self._tokenizers.phrase_of(begun) or phrase(words)}
        expressions |= {word: self._tokenizers.phrase_of(word) for word, _ in listed if word != begun}
        found: list[tuple[Ids, Floats]] = []
        others: list[Row] = []
        for word, asked in expressions.items():
            blocks, places, times = self._read_lists(word, weights)
            found.append((places, times))
            others += self._ask_fts5(asked, _between(blocks if word == begun else self._place_of), weights)
        return self._put_together(found, numbers_of(others, 3), weights)

    def _holders(self, word: str, expression: str, weights: Weights) -> list[Holders]:
        blocks, places, times = self._read_lists(word, weights)
        if word and _are_equal(weights) and len(blocks) * _MOST_LISTED <= len(self._place_of):
            others = self._ask_vocabulary(word, blocks)
        else:
            others = numbers_of(self._ask_fts5(expression, _between(blocks), weights), 3)
        return self._put_together([(places, times)], others, weights)

    def _put_together(self, found: Sequence[tuple[Ids, Floats]], others: Ids, weights: Weights) -> list[Holders]:
        """Chunks that hold any of some words, from their lists and from FTS5, and how often they hold any. Of several words
        FTS5 and lists may know the same chunk.
        """
        (places, times), *more = found
        if more:
            every = np.concatenate([places, *(places for places, _ in more)])
            sums = sums_by_place(every, np.concatenate([times, *(times for _, times in more)]))
            places = np.flatnonzero(sums > 0.0)
            times = sums[places]
        parts: list[Holders] = []
        if len(others):
            of_others, first, which = np.unique(others[:, 0], return_index=True, return_inverse=True)
            times_of_others = sums_by_place(which, _weigh(others[:, 1], weights))
            parts.append(Holders(of_others, times_of_others, self._lengths_at(of_others, others[first, 2])))
        if len(places):
            # Lengths are read where there are lists only.
            parts.append(Holders(self._chunks_at(places), times, self._lengths.take(places)))
        return parts

    def _ask_vocabulary(self, word: str, but: Sequence[int]) -> Ids:
        """The chunks that hold a word outside of some blocks, how often, and 0 for how long each is, as rows. In one text: to
        ask FTS5 how often takes three times as long, and Python's lock thousands of times while others want it.
        """
        open_vocabulary(self._database)
        told: str = self._database.value("SELECT group_concat(doc) FROM temp.word_places WHERE term = ?", word) or ""
        chunks, times = np.unique(np.fromstring(told, np.int64, sep=","), return_counts=True)
        table = np.stack((chunks, times, np.zeros_like(chunks)), axis=1)
        return table[np.isin(chunks // BLOCK_CHUNKS, list(but), invert=True)] if but else table

    def _ask_fts5(self, expression: str, spans: Iterable[tuple[int, int]], weights: Weights) -> list[Row]:
        """The chunks between some ids that match, how often, and how long each is; 0 for the length of a chunk that may be
        in a block with lists: asking FTS5 for it takes as long as all the rest.
        """
        new = (max(self._place_of, default=-1) + 1) * BLOCK_CHUNKS
        times = "word_times" if _are_equal(weights) else "word_counts"
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
        return found

    def _lengths_at(self, chunks: Ids, known: Ids) -> NDArray[np.uint32]:
        """How long some chunks are: as is `known`, or, where that is 0, by the blocks' lengths or by FTS5's record."""
        lengths = known.astype(np.uint32)
        missing = np.flatnonzero(known == 0)
        if self._place_of and len(missing) >= _FEW:
            blocks = np.array(list(self._place_of), np.int64)
            place = np.minimum(np.searchsorted(blocks, chunks[missing] // BLOCK_CHUNKS), len(blocks) - 1)
            listed = blocks[place] == chunks[missing] // BLOCK_CHUNKS
            found = missing[listed]
            lengths[found] = self._lengths[place[listed] * BLOCK_CHUNKS + chunks[found] % BLOCK_CHUNKS]
            missing = missing[~listed]
        sizes: dict[int, bytes] = dict(
            self._database.rows(
                "SELECT id, sz FROM chunk_words_docsize WHERE id IN (SELECT value FROM carray(?))",
                id_list(chunks[missing]),
            )
        )
        lengths[missing] = [sum(varints(sizes[chunk])) for chunk in chunks[missing].tolist()]
        return lengths

    def _listed_word(self, term: str, words: Sequence[str]) -> str:
        """The word by which lists know a term; "" for a term of several words, which they do not know."""
        sought = self._tokenizers.sought(term)
        return sought[0] if len(sought) == len(words) == 1 and not phrase(words).endswith("*") else ""

    def _read_lists(self, word: str, weights: Weights) -> tuple[list[int], Ids, Floats]:
        """The blocks that have a list of a word, the places of the chunks that hold it in these, and how often. A place is
        that among all chunks of blocks that have lists.
        """
        rows = sorted(self._database.rows("SELECT id, data FROM word_lists WHERE word = ?", word)) if word else []
        blocks = [block_of(row) for row, _ in rows]
        unpack = partial(unpack_times, weights=weights)
        places, times, sizes = _unpacked(self._database, unpack, [data for _, data in rows])
        if not blocks:
            return blocks, places, times
        by_blocks = np.array([self._place_of[block] for block in blocks], np.int64) - np.arange(len(blocks))
        return blocks, places + np.repeat(by_blocks * BLOCK_CHUNKS, sizes) if by_blocks.any() else places, times

    def _chunks_at(self, places: Ids) -> Ids:
        by_blocks = np.fromiter(self._place_of, np.int64, len(self._place_of)) - np.arange(len(self._place_of))
        return places + by_blocks[places // BLOCK_CHUNKS] * BLOCK_CHUNKS if by_blocks.any() else places

    @property
    def _place_of(self) -> dict[int, int]:
        """The blocks that have lists, in order, and the place of each among these."""
        return self._database.kept("blocks with lists", self._read_blocks)[0]

    @property
    def _lengths(self) -> NDArray[np.uint16] | NDArray[np.uint32]:
        """How many words each chunk of these blocks has."""
        return self._database.kept("blocks with lists", self._read_blocks)[1]

    def _read_blocks(self) -> tuple[dict[int, int], NDArray[np.uint16] | NDArray[np.uint32]]:
        rows = self._database.rows("SELECT id, data FROM word_lists WHERE word = '' AND chunks > 0 ORDER BY id")
        places = {block_of(row): place for place, (row, _) in enumerate(rows)}
        return places, _unpacked(self._database, unpack_lengths, [data for _, data in rows])


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


def varints(data: bytes) -> Iterator[int]:
    """Numbers in SQLite's variable length. None here is longer than eight bytes."""
    value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            yield value
            value = 0


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


def _are_equal(weights: Weights) -> bool:
    return len(set(weights)) == 1


def _weigh(times: Ids, weights: Weights) -> NDArray[np.float64]:
    """What `word_times` or `word_counts` said, by the weights that decide which of them was asked."""
    return (
        times.astype(np.float64) * weights[0] if _are_equal(weights) else weigh_counts(times.astype(np.uint16), weights)
    )


def _between(blocks: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The ids of chunks before, between and after some blocks, from the first of each gap to its last."""
    start = 0
    for block in sorted(blocks):
        if start < block * BLOCK_CHUNKS:
            yield start, block * BLOCK_CHUNKS - 1
        start = (block + 1) * BLOCK_CHUNKS
    yield start, _LAST


def _inserted(values: NDArray[_N], at: Ids, others: NDArray[_N]) -> NDArray[_N]:
    """`others` put in before the values at some places, which grow."""
    # What was written last comes last, mostly.
    return np.concatenate((values, others)) if len(at) and at[0] == len(values) else np.insert(values, at, others)


def _unpacked(database: Database, unpack: Callable[[_S], _T], data: _S) -> _T:
    try:
        return unpack(data)
    except Damaged as damage:
        raise corrupt(database.path, f"lists of common words: {damage}") from damage
