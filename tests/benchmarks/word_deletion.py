"""What it costs to take chunks out of the full text index: `python -m tests.benchmarks.word_deletion INDEX.sqlite3 [--chunks 1000]`.

INDEX is an index file (`pplx-desktop bench search --work DIR` leaves some); it is copied, so that nothing in it changes. Documents
drawn from it lose their words, one by one as an edit does it and marked as a removal of many does it, which ends by merging all.
Printed, in CPU of the writing thread: what a document of some forty chunks costs, what a chunk does each way, what merging does;
and from what share of all chunks on marking is cheaper (`words._SHARE`), and after how many chunks of a block making its lists
of common words anew is (`unlisting._DROPPED_EVERY`).
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from pplx_desktop.index import common_words, documents, unlisting, words
from pplx_desktop.index.connection import BUSY_TIMEOUT_MS, Database
from pplx_desktop.index.fulltext import FullText
from pplx_desktop.index.migrate import open_index

_EDITS = 10
_AT_ONCE = 50
"""So many documents go in one transaction."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--chunks", type=int, default=1000)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(given.index, Path(folder) / "index.sqlite3"))
        with closing(open_index(path, write=True, busy_timeout_ms=BUSY_TIMEOUT_MS)) as database:
            measure(database, given.chunks)
    return 0


def measure(database: Database, wanted: int) -> None:
    chunks = FullText(database).count_all()
    while words.merge_step(database):
        pass
    began, blocks = time.thread_time(), 0
    while list(common_words.list_block(database)):
        blocks += 1
    a_block = (time.thread_time() - began) / max(1, blocks)
    drawn = database.rows("SELECT id, chunk_count FROM documents WHERE chunk_count BETWEEN 5 AND 80 ORDER BY id")
    random.Random(1).shuffle(drawn)

    def draw(count: int) -> list[int]:
        found: list[int] = []
        while count > 0:
            document, size = drawn.pop()
            found.append(document)
            count -= size
        return found

    edits = [document for document, size in drawn if 35 <= size <= 45][:_EDITS]
    drawn = [row for row in drawn if row[0] not in edits]
    took = sorted(delete(database, [document])[0] for document in edits)
    one_by_one, in_lists = delete(database, several := draw(wanted))
    a_chunk, listed = one_by_one / count(database, several), in_lists / count(database, several)
    words._set_secure(database, on=False)
    marking, _ = delete(database, several := draw(wanted))
    marked = marking / count(database, several)
    began, steps = time.thread_time(), [0.0]
    while words.erase_step(database):
        steps.append(time.thread_time() - began - sum(steps))
    merging = sum(steps)
    print(f"{chunks} chunks; CPU of")
    print(f"  an edit of a document of about 40: {took[len(took) // 2] * 1e3:.0f} ms, {took[-1] * 1e3:.0f} at most")
    print(
        f"  a chunk that goes by itself: {a_chunk * 1e3:.2f} ms, of which {listed * 1e3:.2f} in lists of common words"
    )
    print(
        f"  a chunk that is marked: {marked * 1e3:.2f} ms; merging all: {merging:.2f} s, {max(steps) * 1e3:.0f} ms a step"
    )
    print(f"marking is cheaper from {merging / (a_chunk - marked) / chunks:.2%} of all chunks on")
    if blocks and listed:
        print(f"making a block's lists: {a_block:.2f} s, as much as taking {a_block / listed:.0f} chunks out of them")


def delete(database: Database, several: Sequence[int]) -> tuple[float, float]:
    """Delete the words of some documents. Returns the seconds, and those of them that lists of common words took."""
    whole = in_lists = 0.0
    take_out = unlisting.take_out

    def timed(database: Database, rows: Sequence[words.Words]) -> None:
        nonlocal in_lists
        began = time.thread_time()
        take_out(database, rows)
        in_lists += time.thread_time() - began

    unlisting.take_out = timed
    try:
        for first in range(0, len(several), _AT_ONCE):
            began = time.thread_time()
            with database.transaction():
                for document in several[first : first + _AT_ONCE]:
                    words.delete_words(database, documents.chunk_words(database, document))
            whole += time.thread_time() - began
    finally:
        unlisting.take_out = take_out
    return whole, in_lists


def count(database: Database, several: Sequence[int]) -> int:
    return documents.count_chunks(database, several)


if __name__ == "__main__":
    sys.exit(main())
