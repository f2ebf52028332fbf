"""Taking chunks that go out of the lists of common words, in the transaction in which they go.

It takes 2 ms a chunk, and making a block's lists anew takes as long as that for some hundred chunks. So with every so many
chunks that a block loses, its lists are dropped, which are made again when there is time.

Invariant: after it, nothing in a list tells of these chunks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import numpy as np

from pplx_desktop.index.connection import Database, corrupt
from pplx_desktop.index.holders import LIST_BITS
from pplx_desktop.index.packing import Damaged
from pplx_desktop.index.tokens import Tokenizers
from pplx_desktop.index.word_lists import BLOCK_CHUNKS, pack_lengths, pack_list, unpack_lengths, unpack_lists

Words = tuple[int, str, str, str]
"""A chunk's id, and its text, heading and title as they were put in."""


_DROPPED_EVERY = 512
"""As many chunks are between two numbers at which a block's lists are dropped (`tests/benchmarks/word_deletion.py`)."""


def take_out(database: Database, rows: Sequence[Words]) -> None:
    """Take chunks out of the lists of the words that they hold."""
    by_block: dict[int, list[Words]] = {}
    for row in rows:
        by_block.setdefault(row[0] // BLOCK_CHUNKS, []).append(row)
    for block, going in by_block.items():
        data = database.value("SELECT data FROM word_lists WHERE id = ?", block << LIST_BITS)
        if data:
            try:
                _take_out_of_block(database, block, data, going)
            except Damaged as damage:
                raise corrupt(database.path, f"lists of common words: {damage}") from damage


def drop_lists(database: Database, chunks: Iterable[int]) -> None:
    """Drop all lists of the blocks that these chunks are in. They are made again when there is time."""
    for block in {chunk // BLOCK_CHUNKS for chunk in chunks}:
        database.run("DELETE FROM word_lists WHERE id BETWEEN ? AND ?", *_ids(block))


def _take_out_of_block(database: Database, block: int, data: bytes, going: Sequence[Words]) -> None:
    first, last = _ids(block)
    lengths = unpack_lengths([data]).astype(np.int64)
    live = int(np.count_nonzero(lengths))
    # Full blocks are to lose some, too, before it is the time.
    before, after = live + _DROPPED_EVERY // 2, live - len(going) + _DROPPED_EVERY // 2
    if before // _DROPPED_EVERY != after // _DROPPED_EVERY:
        drop_lists(database, (chunk for chunk, *_ in going))
        return
    tokenizers = Tokenizers(database.connection)
    places_of: dict[str, list[int]] = {}
    for chunk, *parts in going:
        for word in {stem for part in parts for stem in tokenizers.forms(part)}:
            places_of.setdefault(word, []).append(chunk % BLOCK_CHUNKS)
    lengths[[chunk % BLOCK_CHUNKS for chunk, *_ in going]] = 0
    _put(database, first, int(np.count_nonzero(lengths)), pack_lengths(lengths))
    for row, word, packed in database.rows(
        # `+word`: the block's rows lie together.
        "SELECT id, word, data FROM word_lists WHERE id > ? AND id <= ? AND +word IN (SELECT value FROM json_each(?))",
        first,
        last,
        json.dumps(list(places_of)),
    ):
        places, counts, _ = unpack_lists([packed])
        kept = ~np.isin(places, places_of[word])
        if kept.any():
            _put(database, row, int(np.count_nonzero(kept)), pack_list(places[kept], counts[kept]))
        else:
            database.run("DELETE FROM word_lists WHERE id = ?", row)


def _put(database: Database, row: int, chunks: int, data: bytes) -> None:
    database.run("UPDATE word_lists SET chunks = ?, data = ? WHERE id = ?", chunks, data, row)


def _ids(block: int) -> tuple[int, int]:
    return block << LIST_BITS, (block + 1 << LIST_BITS) - 1
