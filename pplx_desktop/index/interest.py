"""What people open and find: which files, and which folders, are likely to be wanted next.

A file's weight is one for each time it was noted, halved every week. What is stored is the logarithm of that weight at
the time 0: it orders files whatever the time is now, so that nothing has to be rewritten as time goes by.
Called inside a transaction where it writes.

Invariant: a row belongs to a file, and goes with it; at most `MOST_FILES` are kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from pplx_desktop.index.connection import Database
from pplx_desktop.index.ledger import find_file, join

HALF_LIFE_NS = 7 * 24 * 3600 * 1_000_000_000
MOST_FILES = 1_000


def add_interest(database: Database, paths: Iterable[str], weight: float, now_ns: int) -> None:
    """Note that these files were wanted now. Those that the index does not know are passed over."""
    added = now_ns / HALF_LIFE_NS + math.log2(weight)
    for path in paths:
        known = find_file(database, path)
        if known is None:
            continue
        score = database.value("SELECT score FROM interest WHERE file_id = ?", known.file_id)
        database.run(
            "INSERT OR REPLACE INTO interest (file_id, score) VALUES (?, ?)",
            known.file_id,
            added if score is None else _sum(score, added),
        )
    database.run(
        "DELETE FROM interest WHERE file_id NOT IN (SELECT file_id FROM interest ORDER BY score DESC LIMIT ?)",
        MOST_FILES,
    )


def weights(database: Database, now_ns: int) -> dict[str, float]:
    """The weights of the files that were wanted, by path, the most wanted first."""
    rows = database.rows(
        "SELECT d.path, f.name, i.score FROM interest i JOIN files f ON f.id = i.file_id"
        " JOIN folders d ON d.id = f.folder_id ORDER BY i.score DESC"
    )
    return {join(folder, name): 2.0 ** min(score - now_ns / HALF_LIFE_NS, 100.0) for folder, name, score in rows}


def _sum(a: float, b: float) -> float:
    """The logarithm of the sum of two weights that are given by theirs."""
    return max(a, b) + math.log2(1.0 + 2.0 ** -abs(a - b))
