"""Faults of the machine: a disk that fails or is full, no memory, no file descriptors.

A fault hits a random operation of SQLite on the index, or all from there on. Then the program says so with one of its own
errors, nothing that was committed is lost, and when the fault is over the work goes on to the same end as without it. In
the same way a full disk for real, on a small file system in memory, and a process that may open only a few files.
"""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path
from random import Random

import apsw

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.types import FileState
from pplx_desktop.index.store import Index
from tests.campaigns.contents import contents, differences
from tests.campaigns.storage import Kind, Operation, watched
from tests.campaigns.tally import Tally
from tests.support.corpus import Library, file_stat
from tests.support.fakes import FakeEmbedder

FAULTS: dict[Kind, tuple[int, ...]] = {
    "read": (apsw.SQLITE_IOERR_READ, apsw.SQLITE_NOMEM),
    "write": (apsw.SQLITE_IOERR_WRITE, apsw.SQLITE_FULL, apsw.SQLITE_NOMEM),
    "sync": (apsw.SQLITE_IOERR_FSYNC,),
    "truncate": (apsw.SQLITE_IOERR_TRUNCATE,),
    "open": (apsw.SQLITE_CANTOPEN,),
}
"""What the system may answer."""
_STEPS = 14
_HARMLESS = {"index-no-memory", "index-inaccessible", "disk-full", "index-locked", "index-corrupt", "index-missing"}


def run(tally: Tally) -> None:
    """`count` faults."""
    for number, chance in tally.attempts():
        folder = tally.folder / str(number)
        folder.mkdir()
        work = _Work(chance)
        path = folder / "index.sqlite3"
        storage = _FailingStorage(chance)
        with watched(storage):
            done = work.run(path, range(_STEPS), storage)
        tally.counts["operations failed"] += storage.failed
        tally.counts["runs that were broken off"] += done < _STEPS
        losses = list(storage.losses)
        set_aside = [file.name for file in folder.iterdir() if "damaged" in file.name]
        if set_aside:
            losses.append(f"a passing fault made a damaged index of it: {set_aside}")
        with Index.open(path, write=True) as index:
            losses += index.check()
        # All over again, with what is there already: whatever came of a step, its end is the same.
        assert work.run(path, range(_STEPS), None) == _STEPS
        assert work.run(folder / "fresh.sqlite3", range(_STEPS), None) == _STEPS
        with Index.open(path, write=True) as index, Index.open(folder / "fresh.sqlite3", write=True) as fresh:
            losses += [*index.check(), *differences(contents(index), contents(fresh))]
        tally.lose(number, *losses)
        shutil.rmtree(folder)


class _FailingStorage:
    """Fails once, or from some operation on until it is mended."""

    def __init__(self, chance: Random) -> None:
        self._kind: Kind = chance.choice(list(FAULTS))
        self._code = chance.choice(FAULTS[self._kind])
        self._first = int(2 ** chance.uniform(0, {"open": 4, "sync": 5, "truncate": 3}.get(self._kind, 10)))
        self._last = self._first + chance.choice((0, 0, 3, 10**9))
        self._numbers = itertools.count(1)
        self.failed = 0
        self.losses: list[str] = []

    def __call__(self, operation: Operation) -> None:
        if operation.kind == self._kind and self._first <= next(self._numbers) <= self._last:
            self.failed += 1
            raise apsw.exception_for(self._code)

    def __str__(self) -> str:
        return f"{apsw.mapping_result_codes.get(self._code & 0xFF)} at {self._kind} {self._first}"


class _Work:
    """Steps on an index that depend on nothing but their number."""

    def __init__(self, chance: Random) -> None:
        self._seed = chance.random()

    def run(self, path: Path, steps: range, storage: _FailingStorage | None) -> int:
        """Do the steps; returns how many were done before the index could not be written any more."""
        library: Library | None = None
        try:
            library = Library(path, FakeEmbedder(dims=64))
            for step in steps:
                self._step(library, step)
        except EnvironmentProblem as problem:
            if storage is None:
                raise
            if problem.code not in _HARMLESS:
                storage.losses.append(f"{storage}: {problem.code}: {problem.detail}")
            return step if library else 0
        except Exception as error:
            if storage is None:
                raise
            storage.losses.append(f"{storage}: a bug: {error!r}")
            return 0
        finally:
            if library is not None:
                try:
                    library.index.close()
                except EnvironmentProblem:
                    assert storage is not None
        return _STEPS

    def _step(self, library: Library, step: int) -> None:
        chance = Random(f"{self._seed} {step}")
        name = f"/a/{step % 9}.txt"
        if step % 7 == 6:
            library.index.forget([name])
        elif step % 11 == 10:
            library.index.set_unsearchable(file_stat(name, mtime_ns=step), FileState.FAILED, "damaged", "")
        else:
            words = [f"step {step} {chance.random()} " * chance.randrange(1, 90) for _ in range(chance.randrange(1, 6))]
            library.put(name, *words, title=f"title {step}", mtime_ns=step)
            library.embed()
            library.index.tidy()
