"""What frames of text cost and save: `python -m tests.benchmarks.text_frames INDEX.sqlite3 [--parts 200]`.

INDEX is an index file with real texts, which is only read. Parts of them, drawn at random and packed as they are in quiet, are
cut into a root and frames of several lengths, and packed as one frame for comparing. Printed are the size against one frame, of
the long parts and of all, and how long a passage of 600 characters takes to unpack from a long part, anywhere in it: processor
time in microseconds, and how much faster than from one frame in the same run. It chose the lengths in `index/packed_text.py`.
The same for the places of the documents: frames of several counts, one heading read (`index/packed_places.py`).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from pplx_desktop.index import packed_places, packed_text
from pplx_desktop.index.connection import BUSY_TIMEOUT_MS, Database
from pplx_desktop.index.documents import PART_CHARS
from pplx_desktop.index.migrate import open_index
from pplx_desktop.index.packed_places import Place, PlaceTable, pack_places, unpack_places
from pplx_desktop.index.packed_text import PackedText, pack_text, unpack_text

_LENGTHS = ((128, 32), (64, 32), (64, 16), (48, 16), (32, 32), (32, 16), (24, 16), (16, 16))
"""Of the root and of a frame, in units of 1,024 characters."""
_COUNTS = (2_048, 1_024, 512, 256, 128)
_PASSAGE_CHARS = 600
_LONG_CHARS = 40 * 1_024
_LONG_PLACES = 512
_LOOKS = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description="Choose how text is cut into frames.")
    parser.add_argument("index", type=Path)
    parser.add_argument("--parts", type=int, default=200)
    chosen = parser.parse_args(arguments)
    with closing(open_index(chosen.index, write=False, busy_timeout_ms=BUSY_TIMEOUT_MS)) as database:
        _print_texts(_texts(database, chosen.parts))
        _print_places(_places(database, chosen.parts))
    return 0


def _texts(database: Database, count: int) -> list[str]:
    ids = [part for (part,) in database.rows("SELECT id FROM text_parts")]
    drawn = random.Random(1).sample(ids, min(count, len(ids)))
    return [unpack_text(database.value("SELECT data FROM text_parts WHERE id = ?", part)) for part in drawn]


def _places(database: Database, count: int) -> list[list[Place]]:
    rows = database.rows("SELECT blocks, chunks FROM places")
    drawn = random.Random(1).sample(rows, min(5 * count, len(rows)))
    return [unpack_places(data) for row in drawn for data in row]


def _print_texts(texts: Sequence[str]) -> None:
    long = [text for text in texts if len(text) > _LONG_CHARS]
    print(f"{len(texts)} parts of text, {sum(map(len, texts)) / 1e6:.1f} M characters; {len(long)} of them long")
    whole: tuple[int, int, float] | None = None
    for root, frame in ((PART_CHARS, PART_CHARS), *((1_024 * root, 1_024 * frame) for root, frame in _LENGTHS)):
        packed_text._ROOT_CHARS, packed_text._FRAME_CHARS = root, frame
        begun = time.thread_time()
        packed = {text: pack_text(text, slowly=True) for text in texts}
        packing_s = time.thread_time() - begun
        of_long, of_all = sum(len(packed[text]) for text in long), sum(map(len, packed.values()))
        spans = [(packed[text], at, at + _PASSAGE_CHARS) for text in long for at in _starts(len(text))]
        taken = _fastest(spans, lambda data, start, end: PackedText(data).span(start, end))
        whole = whole or (of_long, of_all, taken)
        name = "one frame" if root == PART_CHARS else f"root {root // 1_024:3}K, frames {frame // 1_024:2}K"
        print(
            f"  {name:22} long {of_long / whole[0] - 1:+7.2%}  all {of_all / whole[1] - 1:+7.2%}"
            f"  a passage {taken:6.1f} us, {whole[2] / taken:4.1f} times as fast  packed in {packing_s:5.1f} s"
        )


def _print_places(tables: Sequence[Sequence[Place]]) -> None:
    long = [places for places in tables if len(places) > _LONG_PLACES]
    print(f"{len(tables)} tables of places, {len(long)} of them long")
    whole: tuple[int, float] | None = None
    for count in (1 << 30, *_COUNTS):
        packed_places._FRAME_PLACES = count
        size = sum(len(pack_places(places)) for places in tables)
        looks = [(pack_places(places), places[at].start, 0) for places in long for at in _starts(len(places))]
        taken = _fastest(looks, lambda data, start, _: PlaceTable(data).headings_at([start]))
        whole = whole or (size, taken)
        name = "one frame" if count == 1 << 30 else f"frames of {count}"
        print(
            f"  {name:22} all {size / whole[0] - 1:+7.2%}  a heading {taken:6.1f} us, {whole[1] / taken:4.1f} times as fast"
        )


def _starts(length: int) -> list[int]:
    """Where something is looked for: all over."""
    return [length * look // _LOOKS for look in range(_LOOKS)]


def _fastest(looks: Sequence[tuple[bytes, int, int]], look: Callable[[bytes, int, int], object]) -> float:
    """Microseconds of processor time for each, on average, in the best of some rounds."""
    rounds: list[float] = []
    for _ in range(3):
        begun = time.thread_time()
        for data, start, end in looks:
            look(data, start, end)
        rounds.append(1e6 * (time.thread_time() - begun) / max(1, len(looks)))
    return min(rounds)


if __name__ == "__main__":
    sys.exit(main())
