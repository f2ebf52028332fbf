"""Ten churns: all files are replaced, one after the other, ten times over; then the index is as large as a fresh one.

What is compared is the size of the database after the tidying that the engine does when it is idle. The index equals the
fresh one, too.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np

from pplx_desktop.core.types import Codes
from pplx_desktop.index.store import Index
from tests.campaigns.contents import contents, differences
from tests.campaigns.tally import Tally
from tests.support.corpus import chunked, content_hash, file_stat

CHURNS = 10
LARGEST_GROWTH = 1.3
_FILES = 120
_DIMS = 384
_WORDS = [
    start + end for start in ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi") for end in ("rn", "lt", "ss", "nd", "ck")
]


def run(tally: Tally) -> None:
    """`count` indexes, each churned `CHURNS` times."""
    for number, chance in tally.attempts():
        sizes: list[int] = []
        with _Churned(tally.folder / f"{number}.sqlite3", chance) as churned:
            churned.fill()
            for _ in range(CHURNS):
                churned.churn()
                sizes.append(churned.tidy())
            faults = churned.index.check()
            with _Churned(tally.folder / f"{number}-fresh.sqlite3", chance, churned.files) as fresh:
                fresh.fill()
                fresh_size = fresh.tidy()
                faults += differences(contents(churned.index), contents(fresh.index))
        growth = max(sizes) / fresh_size
        tally.notes["largest growth"] = max(tally.notes.get("largest growth", ""), f"{growth:.2f}x")
        tally.notes["fresh"] = f"{fresh_size / 1e6:.1f} MB"
        if growth > LARGEST_GROWTH:
            faults.append(f"after a churn it is {growth:.2f} times as large as a fresh one: {sizes}, {fresh_size}")
        tally.lose(number, *faults)
        tally.counts["churns"] += CHURNS


class _Churned:
    """An index, and the files it has, each a list of passages."""

    def __init__(self, path: Path, chance: Random, files: dict[str, list[str]] | None = None) -> None:
        self.index = Index.open(path, write=True)
        self.files = files or {f"/a/{number}.txt": self._passages(chance) for number in range(_FILES)}
        self._path, self._chance = path, chance
        self._generation = self.index.ensure_generation("churned", "churned", _DIMS)

    def fill(self) -> None:
        """Index all files."""
        for path in self.files:
            self._put(path)

    def churn(self) -> None:
        """Replace all files in an order of chance: changed, or removed and another one made."""
        for path in self._chance.sample(list(self.files), len(self.files)):
            self.files.pop(path)
            if self._chance.random() < 0.3:
                self.index.forget([path])
                path = f"/a/{self._chance.getrandbits(40)}.txt"  # noqa: PLW2901
            self.files[path] = self._passages(self._chance)
            self._put(path)

    def tidy(self) -> int:
        """Tidy up as the engine does when it is idle. Returns the size in bytes, the log included."""
        while self.index.tidy():
            pass
        self.index.erase_traces()
        return sum(
            file.stat().st_size for file in self._path.parent.glob(f"{self._path.name}*") if "shm" not in file.name
        )

    def _put(self, path: str) -> None:
        document = chunked(*self.files[path])
        self.index.store_document(file_stat(path), content_hash(document), 1, document)
        record = self.index.record(path)
        assert record is not None
        assert record.document_id is not None
        seed = int.from_bytes(content_hash(document)[:8])
        values = np.random.default_rng(seed).integers(-127, 128, (len(self.files[path]), _DIMS), dtype=np.int8)
        codes = Codes(_DIMS, len(values), np.packbits(values >= 0, axis=1).tobytes(), values.tobytes())
        assert self.index.store_codes(self._generation, record.document_id, codes)

    @staticmethod
    def _passages(chance: Random) -> list[str]:
        return [" ".join(chance.choices(_WORDS, k=20)) for _ in range(int(2 ** chance.uniform(0, 5.5)))]

    def __enter__(self) -> _Churned:
        return self

    def __exit__(self, *error: object) -> None:
        self.index.close()
