"""The copies of codes that one process keeps in memory, for all of its readers.

Each reader asks for the copy of the state that its own snapshot has. Where little changed, it brings the copy up to date
itself, from its snapshot; where there is none yet, or much is missing, a thread does so, and who needs it waits for that.
Where there can be none, vec0's own blocks are read, one after the other: the same answer, in some fifteen times the time.

Invariants: a reader gets the copy of exactly its snapshot's state, or none. What nobody used for long is given back.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.index import code_blocks, vectors
from pplx_desktop.index.code_copy import SAMPLE_CHUNKS, CodeCopy
from pplx_desktop.index.connection import Database, connect
from pplx_desktop.index.migrate import SCHEMA_VERSION

log = logging.getLogger(__name__)
_T = TypeVar("_T")

_READ_AT_ONCE = 128
"""A search reads so many blocks itself, which takes a sixth of what all of a million codes take without a copy
(`tests/benchmarks/code_scans.py`)."""
_TASKS_AT_ONCE = 2
_UNUSED_S = 3600.0
"""After so long without a search the memory is given back. The next search has them read again."""
_NOT_AGAIN_S = 600.0
"""How long no copy is tried again after memory was short."""
_LOOK_S = 0.05
"""How often who waits for a copy looks whether its answer is still wanted."""


def _always(_: int) -> bool:
    return True


def _nothing() -> None:
    pass


class CodeCopies:
    """The copies of one index file's generations. Thread-safe; a thread of its own while there is something to keep."""

    def __init__(
        self,
        path: Path,
        *,
        has_room: Callable[[int], bool] = _always,
        given_back: Callable[[], None] = _nothing,
        unused_s: float = _UNUSED_S,
    ) -> None:
        """`has_room` says whether so many more bytes may be taken; `given_back` is called when memory was freed: what the
        making took, and at last all.
        """
        self._path, self._has_room, self._given_back, self._unused_s = path, has_room, given_back, unused_s
        self._condition = threading.Condition()
        self._copies: dict[int, CodeCopy] = {}
        self._wanted: set[int] = set()
        self._is_urgent = False
        self._used = 0.0
        self._short_until = 0.0
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._until_closed = Wanted()
        self._renewing = threading.Lock()
        self._beside = ThreadPoolExecutor(_TASKS_AT_ONCE, thread_name_prefix="beside")

    @property
    def size_bytes(self) -> int:
        """What all copies take in memory."""
        with self._condition:
            return sum(copy.size_bytes for copy in self._copies.values())

    def at(self, database: Database, generation: int) -> CodeCopy | None:
        """The copy of a generation as the database's snapshot has it; None where vec0's blocks are to be read. Called in one."""
        known = code_blocks.stamp_of(database, generation)
        if known is None:
            return None
        stamp, dims = known
        copy = self._newest(generation)
        if copy is None or copy.dims != dims:
            self.want(generation, is_urgent=True)
            return None
        if copy.stamp == stamp:
            return copy
        with self._renewing:
            copy = self._newest(generation) or copy
            if copy.stamp == stamp:
                return copy
            try:
                renewed = copy.renewed(database, stamp, most_blocks=_READ_AT_ONCE)
                if renewed is not None:
                    self._ask_room(renewed.size_bytes - copy.size_bytes)
                    self._put(renewed)
            except MemoryError:
                self._give_up()
                return None
        if renewed is None:
            self.want(generation, is_urgent=True)
        return renewed

    def awaited(self, database: Database, generation: int) -> CodeCopy | None:
        """As `at`, when the copy that is being made is there: what goes into it is not read twice at the same time."""
        copy = self.at(database, generation)
        if copy is not None:
            return copy
        with self._condition:
            while generation in self._wanted and self._thread is not None:
                self._condition.wait(_LOOK_S)
                if database.wanted is not None:
                    database.wanted.check()
        return self.at(database, generation)

    def begin(self, task: Callable[[], _T]) -> Callable[[], _T]:
        """Scan a copy, which lets go of Python's lock mostly, while the caller does another part of a search.
        What is given waits for the answer.
        """
        try:
            return self._beside.submit(task).result
        except RuntimeError:
            # Closed just now.
            return task

    def expect(self, generation: int) -> None:
        """Somebody is about to ask for a generation: have a copy made where there is none."""
        if self._newest(generation) is None:
            self.want(generation, is_urgent=True)

    def want(self, generation: int, *, is_urgent: bool = False) -> None:
        """Have a copy of a generation made, or brought up to date, in the background; soon where it `is_urgent`, else in
        nobody's way.
        """
        with self._condition:
            if self._is_closed or time.monotonic() < self._short_until:
                return
            self._is_urgent = self._is_urgent or is_urgent
            if generation in self._wanted:
                return
            self._used = time.monotonic()
            if self._thread is None:
                thread = threading.Thread(target=self._keep, name="codes", daemon=True)
                try:
                    thread.start()
                except RuntimeError:
                    # The system gives none just now: nobody may wait for what nobody makes.
                    return
                self._thread = thread
            self._wanted.add(generation)
            self._condition.notify_all()

    def drop(self) -> None:
        """Give all copies up: the index is another now."""
        with self._condition:
            self._copies.clear()

    def close(self) -> None:
        """End the thread and give the memory back. Idempotent."""
        with self._condition:
            self._is_closed = True
            self._until_closed.call_off()
            self._copies.clear()
            thread = self._thread
            self._condition.notify_all()
        if thread is not None:
            thread.join()
        self._beside.shutdown()

    def _newest(self, generation: int) -> CodeCopy | None:
        with self._condition:
            self._used = time.monotonic()
            return self._copies.get(generation)

    def _put(self, copy: CodeCopy) -> None:
        with self._condition:
            if not self._is_closed:
                self._copies[copy.generation] = copy

    def _ask_room(self, more_bytes: int) -> None:
        if more_bytes > 0 and not self._has_room(more_bytes):
            raise MemoryError

    def _give_up(self) -> None:
        """Memory is short: whoever needs it more is to have it."""
        log.info("not enough memory for a copy of the codes")
        with self._condition:
            self._short_until = time.monotonic() + _NOT_AGAIN_S
            self._copies.clear()

    def _keep(self) -> None:
        """The thread: make what is wanted, wait, and end when nobody searched for long."""
        try:
            while (generation := self._next()) is not None:
                try:
                    self._make(generation)
                except MemoryError:
                    self._give_up()
                except PplxError as problem:
                    # Whoever searches meets it too, and tells.
                    log.info("no copy of the codes: %s: %s %s", problem.code, problem, problem.detail)
                finally:
                    with self._condition:
                        self._wanted.discard(generation)
                        self._is_urgent = self._is_urgent and bool(self._wanted)
                        self._condition.notify_all()
                self._given_back()
        finally:
            # Whatever went wrong: the next one that is wanted is made by another thread.
            with self._condition:
                if self._thread is threading.current_thread():
                    self._thread = None
                    self._wanted.clear()
        self._given_back()

    def _next(self) -> int | None:
        with self._condition:
            while not self._is_closed:
                if self._wanted:
                    return next(iter(self._wanted))
                left_s = self._used + self._unused_s - time.monotonic()
                if left_s <= 0 or not self._copies:
                    break
                self._condition.wait(left_s)
            self._copies.clear()
            self._thread = None
            return None

    def _make(self, generation: int) -> None:
        with closing(connect(self._path, write=False)) as database, database.snapshot():
            database.wanted = self._until_closed
            if database.value("PRAGMA user_version") != SCHEMA_VERSION:
                # It is begun anew just now.
                return
            # What is not searched any more needs no copy either.
            there = {known.id for known in vectors.generations(database) if known.role}
            with self._condition:
                self._copies = {key: copy for key, copy in self._copies.items() if key in there}
            known = code_blocks.stamp_of(database, generation)
            if known is None or generation not in there:
                return
            stamp, dims = known
            copy = self._newest(generation)
            if copy is None or copy.dims != dims:
                copy = CodeCopy(generation, dims)
            self._ask_room(copy.missing_bytes(database))
            renewed = copy.renewed(database, stamp, is_urgent=lambda: self._is_urgent)
            if renewed is not None:
                self._put(renewed)
                # The first search needs it, too.
                renewed.sample(database, SAMPLE_CHUNKS)
