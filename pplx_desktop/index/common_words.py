"""Making and keeping lists of the chunks that hold common words, in an index so large that FTS5 alone is slow for them.

Chunk ids only grow and are never used again, so a block of ids that is full changes by deletions alone: its lists are made
once, when there is time, and what goes is taken out of them in the transaction in which it goes (`unlisting.py`). Which
words of a block get a list is estimated from a sample of its chunks; a word without one is asked of FTS5.

Invariant: a list says of its block what FTS5 says; nothing in it tells of chunks that are gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from pplx_desktop.index import counters
from pplx_desktop.index.chunk_rows import chunks_by_id
from pplx_desktop.index.connection import Database, corrupt, id_list
from pplx_desktop.index.documents import TextReader
from pplx_desktop.index.holders import LIST_BITS, block_of, define_counts, totals
from pplx_desktop.index.packing import Damaged
from pplx_desktop.index.postings import Ids
from pplx_desktop.index.rooms import varints
from pplx_desktop.index.tokens import Tokenizers
from pplx_desktop.index.word_lists import (
    BLOCK_CHUNKS,
    pack_counts,
    pack_lengths,
    pack_list,
    unpack_lengths,
)

LEAST_CHUNKS = 2 * BLOCK_CHUNKS
"""A smaller index needs no lists."""
LEAST_IN_BLOCK = BLOCK_CHUNKS // 64
"""Of fewer chunks a block has no lists: FTS5 is fast with them."""
_AT_ONCE = 32
"""So many chunks of the sample, or words, are one step: some hundredths of a second."""
COMMON = 100
"""A word is common in a block where one chunk in this many holds it (`tests/benchmarks/common_words.py`)."""
_SAMPLE = 512


def list_block(
    database: Database,
    *,
    newest_only: bool = False,
    least_chunks: int = LEAST_CHUNKS,
    least_in_block: int = LEAST_IN_BLOCK,
) -> Iterator[int]:
    """Make the lists of one block that is full and has none, or of the last full one with `newest_only`: a little at each
    step, which gives the block's number; what was made is written at the last one, in one transaction. No step where there
    is no such block.
    """
    block = _next_block(database, newest_only=newest_only)
    if block is None or totals(database).chunks < least_chunks:
        return
    define_counts(database)
    lengths = _lengths(database, block)
    live = int(np.count_nonzero(lengths))
    lists: list[tuple[str, int, bytes]] = []
    if live >= least_in_block:
        holding: Counter[str] = Counter()
        sampled = np.flatnonzero(lengths)[:: max(1, live // _SAMPLE)]
        for first in range(0, len(sampled), _AT_ONCE):
            _count_words(database, sampled[first : first + _AT_ONCE] + block * BLOCK_CHUNKS, holding)
            yield block
        # Somewhat fewer than are wanted: whether a word is common indeed is counted then.
        enough = max(2, 3 * len(sampled) // (4 * COMMON))
        seem_common = sorted(word for word, chunks in holding.items() if chunks >= enough)
        for first in range(0, len(seem_common), _AT_ONCE):
            lists += _lists(database, block, seem_common[first : first + _AT_ONCE], -(-live // COMMON))
            yield block
    with database.transaction():
        # What went meanwhile is in what was read before.
        if not _is_listed(database, block) and (_lengths(database, block) == lengths).all():
            _write(database, block, live, lengths, lists)
    yield block


def find_faults(database: Database) -> list[str]:
    """Lists that do not say what FTS5 says, one line each."""
    define_counts(database)
    tokenizers = Tokenizers(database.connection)
    faults: list[str] = []
    for row, word, chunks, data in database.rows("SELECT id, word, chunks, data FROM word_lists"):
        block = block_of(row)
        try:
            if not word:
                there = _lengths(database, block)
                live = int(np.count_nonzero(there))
                same = not data or (chunks == live and bool((unpack_lengths([data]) == there).all()))
            else:
                expression = tokenizers.phrase_of(word)
                same = bool(expression) and (chunks, data) == _list(database, block, expression)
        except Damaged as damage:
            raise corrupt(database.path, f"lists of common words: {damage}") from damage
        if not same:
            faults.append(f"word_lists: not what the full text index says, of block {block}: {word!r}")
    return faults


def _next_block(database: Database, *, newest_only: bool) -> int | None:
    full = counters.read(database, "next_chunk") // BLOCK_CHUNKS
    if newest_only:
        return full - 1 if full and not _is_listed(database, full - 1) else None
    if full == database.value("SELECT count(*) FROM word_lists WHERE word = ''"):
        return None
    known = {block_of(row) for (row,) in database.rows("SELECT id FROM word_lists WHERE word = ''")}
    return next((block for block in reversed(range(full)) if block not in known), None)


def _is_listed(database: Database, block: int) -> bool:
    return bool(database.value("SELECT count(*) FROM word_lists WHERE id = ?", block << LIST_BITS))


def _count_words(database: Database, chunks: Ids, holding: Counter[str]) -> None:
    """Count for each word in how many of some chunks it is."""
    tokenizers = Tokenizers(database.connection)
    for texts in _texts(database, chunks):
        holding.update({stem for text in texts for stem in tokenizers.forms(text)})


def _lists(database: Database, block: int, words: Sequence[str], least: int) -> Iterator[tuple[str, int, bytes]]:
    tokenizers = Tokenizers(database.connection)
    for word in words:
        expression = tokenizers.phrase_of(word)
        if expression and (made := _list(database, block, expression, least)):
            yield word, *made


def _write(database: Database, block: int, live: int, lengths: Ids, lists: Sequence[tuple[str, int, bytes]]) -> None:
    first_id = block << LIST_BITS
    of_block = (first_id, "", live, pack_lengths(lengths)) if lists else (first_id, "", 0, b"")
    database.run_many(
        "INSERT INTO word_lists (id, word, chunks, data) VALUES (?, ?, ?, ?)",
        [of_block, *((first_id + number, *made) for number, made in enumerate(lists, 1))],
    )


def _texts(database: Database, chunks: Ids) -> Iterator[tuple[str, str, str]]:
    """Text, heading and title of some chunks, in order."""
    rows = sorted(chunks_by_id(database, chunks.tolist()).values(), key=lambda row: row.id)
    documents = {row.document_id for row in rows}
    titles: dict[int, str] = dict(
        database.rows("SELECT id, title FROM documents WHERE id IN (SELECT value FROM carray(?))", id_list(documents))
    )
    for document, of_document in groupby(rows, key=lambda row: row.document_id):
        reader = TextReader(database, document)
        for row in of_document:
            yield reader.span(row.start, row.end), row.heading, titles[document]


def _list(database: Database, block: int, expression: str, least: int = 0) -> tuple[int, bytes] | None:
    """How many chunks of a block hold a word, and their list, by what FTS5 says; None where fewer do than `least`."""
    first = block * BLOCK_CHUNKS
    sql = "SELECT rowid, {}(chunk_words) FROM chunk_words WHERE chunk_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid"
    span = first, first + BLOCK_CHUNKS - 1
    found = database.rows(sql.format("word_times"), expression, *span)
    if len(found) < max(1, least):
        return None
    chunks, times = np.array(found, np.int64).T
    # Few stand in headings and titles: counting by columns takes longer.
    beside = database.rows(sql.format("word_counts"), f"{{heading title}} : {expression}", *span)
    heading_and_title = np.zeros(len(chunks), np.int64)
    if beside:
        holding, packed = np.array(beside, np.int64).T
        heading_and_title[np.searchsorted(chunks, holding)] = packed
    heading, title = heading_and_title >> 8 & 15, heading_and_title >> 12
    return len(chunks), pack_list(chunks - first, pack_counts(times - heading - title, heading, title))


def _lengths(database: Database, block: int) -> Ids:
    """How many words each chunk of a block has, by FTS5's own record."""
    first = block * BLOCK_CHUNKS
    lengths = np.zeros(BLOCK_CHUNKS, np.int64)
    rows: list[tuple[int, bytes]] = database.rows(
        "SELECT id, sz FROM chunk_words_docsize WHERE id BETWEEN ? AND ?", first, first + BLOCK_CHUNKS - 1
    )
    for chunk, sizes in rows:
        lengths[chunk - first] = sum(varints(sizes))
    return lengths
