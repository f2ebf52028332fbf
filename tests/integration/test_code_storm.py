"""Many readers of one service, while the index is written, changes its model, and is begun anew: all of them are right."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import numpy as np
import pytest

from pplx_desktop.core.errors import UserError
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.engine.search_service import SearchService
from pplx_desktop.index import code_blocks, code_copies, upkeep
from pplx_desktop.index.connection import set_aside
from tests.support.codes_index import DIMS, CodesIndex, truth
from tests.support.homes import Home
from tests.support.waiting import eventually

READERS, STEPS, LIMIT = 3, 36, 60


class Reader(threading.Thread):
    """Asks on and on, and compares with vec0's own rows."""

    def __init__(self, service: SearchService, seed: int, stop: threading.Event) -> None:
        super().__init__()
        self._service, self._stop_asked, self._rng = service, stop, np.random.default_rng(seed)
        self.rounds = 0
        self.faults: list[str] = []
        self.was_copied: set[bool] = set()

    def run(self) -> None:
        while not self._stop_asked.is_set():
            # It was set aside, and is not begun anew yet.
            with suppress(UserError):
                self._read()
            self.rounds += 1

    def _read(self) -> None:
        with self._service._reader() as index, index.snapshot():
            known = next((known for known in index.generations() if known.role == "searched"), None)
            if known is None:
                return
            bits = self._rng.integers(0, 256, known.dims // 8, np.uint8).tobytes()
            everything = truth(index._db, known.id, bits, None, None)
            there = {chunk for chunk, _ in everything}
            asked = {*self._rng.choice(5000, 50).tolist(), *list(there)[:50]}
            reads = index.retrieval
            if reads.nearest(known.id, bits, LIMIT, documents=None) != everything[:LIMIT]:
                self.faults.append(f"the nearest of {known}")
            if set(reads.code_rows(known.id, asked).chunks.tolist()) != asked & there:
                self.faults.append(f"the codes of {known}")
            if not set(reads.sample_rows(known.id, 20).chunks.tolist()) <= there:
                self.faults.append(f"the sample of {known}")
            self.was_copied.add(reads._copy(known.id) is not None)


class Writer:
    """Changes the index in a way that its seed says."""

    def __init__(self, home: Home, seed: int) -> None:
        self._path, self._decide = home.paths.index_file, random.Random(seed)
        self.written = CodesIndex(self._path)
        for kind in range(2):
            self.written.put(1100, kind)

    def change(self, step: int) -> None:
        decide, written = self._decide, self.written
        chance = decide.random()
        if step in (15, 28):
            self.close()
            set_aside(self._path)
            self.written = CodesIndex(self._path, DIMS + 8 * decide.randrange(3))
            self.written.put(1100, step)
        elif step % 12 == 8:
            written.swap(DIMS + 8 * decide.randrange(3))
        elif chance < 0.4 or len(written.documents) < 2:
            written.put(decide.choice((1, 90, 1100)), step % 6)
        elif chance < 0.7:
            written.again(decide.choice(written.documents), step % 6)
        elif chance < 0.9:
            written.delete(decide.choice(written.documents))
        else:
            while upkeep._fill_blocks(written.database):
                pass

    def close(self) -> None:
        self.written.index.close()


@contextmanager
def running(service: SearchService, seed: int) -> Iterator[list[Reader]]:
    stop = threading.Event()
    readers = [Reader(service, 10 * seed + number, stop) for number in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        yield readers
    finally:
        stop.set()
        for reader in readers:
            reader.join()


@pytest.mark.parametrize("seed", [1, 2])
def test_all_readers_are_right_whatever_happens(notes_home: Home, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(code_blocks, "SEGMENT_BLOCKS", 1)
    monkeypatch.setattr(code_copies, "_READ_AT_ONCE", 2)
    notes_home.paths.create()
    service = SearchService(notes_home.paths, ModelSlot(notes_home.paths), is_lasting=True)
    with closing(service), closing(Writer(notes_home, seed)) as writer, running(service, seed) as readers:
        for step in range(STEPS):
            writer.change(step)
            # Each reads what there is now, however slow the machine.
            before = [reader.rounds for reader in readers]
            eventually(
                lambda before=before: all(
                    reader.rounds > then + 1 or not reader.is_alive()
                    for reader, then in zip(readers, before, strict=True)
                ),
                pause_s=0.001,
            )
        # A reader that failed otherwise is not alive.
        assert all(reader.is_alive() for reader in readers)
    assert [reader.faults for reader in readers] == [[]] * READERS
    assert True in set.union(*(reader.was_copied for reader in readers))
    assert service.code_bytes == 0
