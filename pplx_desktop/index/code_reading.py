"""Reads many of vec0's blocks, by several connections at once: they lie all over the file, and where the system does not
hold them in memory, nearly all of the time goes into waiting for the disk, which gives several answers as soon as one.

Invariant: what is given is of the state that the caller's snapshot has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from queue import SimpleQueue
from threading import Lock

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.index.code_blocks import read_segment, stamp_of
from pplx_desktop.index.code_scan import Segment
from pplx_desktop.index.connection import Database, connect
from pplx_desktop.index.migrate import SCHEMA_VERSION

_READERS = 4
"""Where the disk answers in 3 ms, these take a fifth of the time of one, in 0.1 ms two thirds; more only keep searches from it."""
_MANY_PARTS = 3
"""So many parts are worth connections of their own."""
_CACHE_KB = 500
"""Of each of these: nothing is read twice."""


def read_segments(
    database: Database,
    generation: int,
    dims: int,
    parts: Sequence[tuple[tuple[int, int], ...]],
    is_urgent: Callable[[], bool] = lambda: True,
) -> Iterator[Segment]:
    """What is in some parts of vec0's blocks, part by part; see `read_segment`. Called in a snapshot.

    Until it `is_urgent` one connection reads: on a disk that turns, four would have a search by words wait twice as long.
    """
    with ExitStack() as stack:
        readers = _readers(stack, database, generation) if len(parts) >= _MANY_PARTS else []
        if not readers:
            yield from (read_segment(database, generation, dims, part) for part in parts)
            return
        idle: SimpleQueue[Database] = SimpleQueue()
        idle.put(readers.pop())
        admitting = Lock()

        def admit() -> None:
            with admitting:
                while readers and is_urgent():
                    idle.put(readers.pop())

        def read(part: tuple[tuple[int, int], ...]) -> Segment:
            reader = idle.get()
            try:
                return read_segment(reader, generation, dims, part)
            finally:
                idle.put(reader)
                admit()

        pool = stack.enter_context(ThreadPoolExecutor(_READERS, thread_name_prefix="blocks"))
        admit()
        yield from pool.map(read, parts)


def _readers(stack: ExitStack, database: Database, generation: int) -> list[Database]:
    """Connections that see the same state of the generation: none where somebody writes just now, or the caller has; and
    no more than can be opened, for the caller's own will do.
    """
    readers: list[Database] = []
    with suppress(EnvironmentProblem):
        for _ in range(_READERS):
            reader = stack.enter_context(closing(connect(database.path, write=False)))
            reader.run(f"PRAGMA cache_size = -{_CACHE_KB}")
            reader.wanted = database.wanted
            stack.enter_context(reader.snapshot())
            # The caller may read what was set aside meanwhile, and the file may be another in which nothing is yet.
            is_begun = reader.value("PRAGMA user_version") == SCHEMA_VERSION
            if is_begun and stamp_of(reader, generation) == stamp_of(database, generation):
                readers.append(reader)
    return readers
