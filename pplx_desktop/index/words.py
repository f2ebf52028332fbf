"""Writing the full text index of chunks: words come, words go, and those that went leave the file.

FTS5's `secure-delete` takes words out of every page they stand in at once, which costs 1 ms a chunk, and as much again or
twice that in lists of common words. Where much goes, it is marked as deleted instead, and then all is merged, which leaves the
marked words out: 0.1 ms for a chunk that goes, 0.006 for one that stays. Called inside a transaction where nothing else is said.

Invariant: `secure-delete` is off exactly while words may stand in the file that are only marked as deleted; `erase_step`
takes them out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pplx_desktop.index import counters, unlisting
from pplx_desktop.index.borders import erase_borders
from pplx_desktop.index.connection import Database
from pplx_desktop.index.rewriting import rewrite_all

_PAGES_A_STEP = 64
_LEAST_MERGED = 1_000
_FEW = 32
_SHARE = 500
"""Where more than one chunk of so many goes, marking and merging costs less (`tests/benchmarks/word_deletion.py`)."""

Words = tuple[int, str, str, str]
"""A chunk's id, and its text, heading and title as they are or were put in."""


def insert_words(database: Database, rows: Sequence[Words]) -> None:
    """Make chunks findable by their words."""
    database.run_many("INSERT INTO chunk_words (rowid, text, heading, title) VALUES (?, ?, ?, ?)", _rewritten(rows))
    counters.take(database, "words_written", len(rows))


def delete_words(database: Database, rows: Sequence[Words]) -> None:
    """Take chunks out, whose words are given as they were put in."""
    database.run_many(
        "INSERT INTO chunk_words (chunk_words, rowid, text, heading, title) VALUES ('delete', ?, ?, ?, ?)",
        _rewritten(rows),
    )
    if is_marked(database):
        unlisting.drop_lists(database, (chunk for chunk, *_ in rows))
    else:
        erase_borders(database, "chunk_words", (part for _, *parts in rows for part in parts))
        unlisting.take_out(database, rows)
    counters.take(database, "words_written", len(rows))


def expect_deletion(database: Database, chunks: int) -> None:
    """Tell that so many chunks are about to go, in this transaction or in the next ones."""
    if chunks > _FEW and chunks > _all_chunks(database) // _SHARE and not is_marked(database):
        _set_secure(database, on=False)


def is_marked(database: Database) -> bool:
    """Whether words may stand in the file that are only marked as deleted."""
    return not database.value("SELECT v FROM chunk_words_config WHERE k = 'secure-delete'")


def erase_step(database: Database) -> bool:
    """Do one small step of taking marked words out of the file, in a transaction of its own. False where none is left."""
    if not is_marked(database):
        return False
    with database.transaction():
        if _all_chunks(database) == 0:
            database.run("INSERT INTO chunk_words (chunk_words) VALUES ('delete-all')")
        elif _merge(database):
            return True
        _set_secure(database, on=True)
        _note_merged(database)
    return True


def merge_step(database: Database) -> bool:
    """Do one small step of bringing the full text index into one piece, where a quarter of it came or went since that
    was done last: what is deleted leaves its pages half empty. In a transaction of its own. False where nothing was to do.
    """
    written, merged = counters.read(database, "words_written"), counters.read(database, "words_merged")
    if written - merged < max(_LEAST_MERGED, _all_chunks(database) // 4):
        return False
    with database.transaction():
        if counters.read(database, "words_stirred") != written:
            _stir(database)
            counters.put(database, "words_stirred", written)
        if not _merge(database):
            _note_merged(database)
    return True


def _rewritten(rows: Sequence[Words]) -> Iterator[Words]:
    parts = iter(rewrite_all([part for _, *parts in rows for part in parts]))
    return zip((chunk for chunk, *_ in rows), parts, parts, parts, strict=True)


def _merge(database: Database) -> bool:
    """Merge some pages. False where all is in one piece."""
    before = database.connection.total_changes()
    # Less than none says: all of it, however large its pieces are.
    database.run("INSERT INTO chunk_words (chunk_words, rank) VALUES ('merge', ?)", -_PAGES_A_STEP)
    # The command itself is one change.
    return database.connection.total_changes() - before > 1


def _note_merged(database: Database) -> None:
    written = counters.read(database, "words_written")
    counters.put(database, "words_stirred", written)
    counters.put(database, "words_merged", written)


def _stir(database: Database) -> None:
    """Give the full text index a second piece. What is one piece already is never merged again, however little of it is
    left: deleting takes words out of its pages and leaves the pages.
    """
    nobody = counters.read(database, "next_chunk")
    database.run("INSERT INTO chunk_words (rowid, text) VALUES (?, 'nothing')", nobody)
    _flush(database)
    # A mark that says "deleted" makes the piece; taking the word out at once would take the piece away, too.
    _set_secure(database, on=False)
    database.run(
        "INSERT INTO chunk_words (chunk_words, rowid, text, heading, title) VALUES ('delete', ?, 'nothing', NULL, NULL)",
        nobody,
    )
    _flush(database)
    _set_secure(database, on=True)


def _flush(database: Database) -> None:
    database.run("INSERT INTO chunk_words (chunk_words) VALUES ('flush')")


def _set_secure(database: Database, *, on: bool) -> None:
    database.run("INSERT INTO chunk_words (chunk_words, rank) VALUES ('secure-delete', ?)", int(on))


def _all_chunks(database: Database) -> int:
    return database.value("SELECT ifnull(sum(chunk_count), 0) FROM documents")
