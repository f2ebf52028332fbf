"""What FTS5's `secure-delete` leaves behind: borders between the pages of a full text index.

For each page FTS5 notes the shortest beginning of its first word that tells it from the word before. Where that word is
taken out, it stays there as a border, in plain bytes, until the page is merged. Called inside a transaction.

Invariant: a border is greater than all words before its page, and not greater than any on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import apsw

from pplx_desktop.index.connection import Database
from pplx_desktop.index.tokens import Tokenizers

_MAIN = b"0"
"""In front of each word of the index proper."""
_SEGMENT_BITS = 37


def erase_borders(database: Database, table: str, texts: Iterable[str]) -> None:
    """Replace borders that are words of these texts, which were taken out, by the words that their pages begin with."""
    database.run(f"INSERT INTO {table} ({table}) VALUES ('flush')")  # noqa: S608
    tokenizers = Tokenizers(database.connection)
    words = {_MAIN + stem.encode("utf-8") for text in texts for stem in tokenizers.forms(text)}
    if not words:
        return
    found = database.rows(
        # The last border at or before a word, in each segment. CROSS JOIN: SQLite is to look borders up, not to walk through
        # all of them for each word, which takes a second in a large index.
        f"SELECT DISTINCT i.segid, i.term, i.pgno FROM (SELECT DISTINCT segid FROM {table}_idx) s CROSS JOIN carray(?) w"  # noqa: S608
        f" CROSS JOIN {table}_idx i ON i.segid = s.segid AND i.term ="
        f" (SELECT max(term) FROM {table}_idx WHERE segid = s.segid AND term <= w.value)"
        " WHERE i.term <> x'' AND substr(w.value, 1, length(i.term)) = i.term",
        cast("Any", apsw).carray(tuple(sorted(words)), flags=apsw.SQLITE_CARRAY_BLOB),
    )
    for segment, border, page in found:
        # The lowest bit of the page's number tells something else.
        leaf = (segment << _SEGMENT_BITS) + page // 2
        first = _first_word(database.value(f"SELECT block FROM {table}_data WHERE id = ?", leaf))  # noqa: S608
        if first is not None and not first.startswith(border):
            database.run(
                f"UPDATE {table}_idx SET term = ? WHERE segid = ? AND term = ?",  # noqa: S608
                first,
                segment,
                border,
            )


def _first_word(leaf: bytes | None) -> bytes | None:
    """The first word that begins on a page: where its list of places says."""
    if leaf is None:
        return None
    end = int.from_bytes(leaf[2:4])
    if end >= len(leaf):
        return None
    at, _ = _number(leaf, end)
    length, at = _number(leaf, at)
    return leaf[at : at + length]


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number in SQLite's variable length, and where it ends. None here is longer than eight bytes."""
    value = 0
    while True:
        value = value << 7 | data[at] & 0x7F
        at += 1
        if data[at - 1] < 0x80:
            return value, at
