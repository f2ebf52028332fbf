"""From files to searchable text: hash, read in a child, store.

Invariant: a file that was queued leaves the queue as indexed, skipped or failed in the ledger, or stays pending there
because it changed or went away while it was read: `unsettled` counts those, for another scan. What comes back for a
file that the ledger does not have any more, or has in another state, is dropped. Known content is linked, not read.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.ports import Extractor
from pplx_desktop.core.types import ChunkedDocument, FileStat
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.reconcile import state_of
from pplx_desktop.extract.version import EXTRACTOR_VERSION
from pplx_desktop.files.reading import check_unchanged, content_hash
from pplx_desktop.index.store import Index

log = logging.getLogger(__name__)

_PATIENCE_S = 0.2
"""How long a step waits for a file: pause, stop and new files are heeded between two steps."""
_HUGE_FILE_BYTES = 8_000_000
"""Files beyond this wait for all others: one of them can take as long as hundreds of the rest."""


@dataclass(frozen=True, slots=True)
class _Hashed:
    file: FileStat
    content_hash: bytes


@dataclass(frozen=True, slots=True)
class _Read:
    file: FileStat
    content_hash: bytes
    chunked: ChunkedDocument


@dataclass(frozen=True, slots=True)
class _Unreadable:
    file: FileStat
    error: ExtractionError


_Outcome = _Hashed | _Read | _Unreadable


class TextStage:
    """A queue of files, and the threads that keep the extract children busy with it."""

    def __init__(self, index: Index, extractor: Extractor, readers: int, gate: Gate) -> None:
        self._index, self._extractor, self._gate = index, extractor, gate
        self._readers = readers
        self._threads = ThreadPoolExecutor(readers, thread_name_prefix="read")
        self._queue: deque[FileStat] = deque()
        self._queued: dict[str, FileStat] = {}
        self._working: set[Future[_Outcome]] = set()
        self.unsettled = 0

    @property
    def waiting(self) -> int:
        """How many files are not dealt with yet."""
        return len(self._queue) + len(self._working)

    @property
    def current(self) -> str:
        """The file that is next in line; empty when there is none."""
        return self._queue[0].path if self._queue else ""

    def add(self, files: Iterable[FileStat]) -> None:
        """Queue files, in the order people would choose: recent ones first, huge ones last."""
        self._queued.update((file.path, file) for file in files)
        self._queue = deque(
            sorted(self._queued.values(), key=lambda file: (file.size > _HUGE_FILE_BYTES, -file.mtime_ns))
        )

    def discard(self, paths: Iterable[str]) -> None:
        """Take files out of the queue that are gone."""
        for path in paths:
            self._queued.pop(path, None)
        self._queue = deque(file for file in self._queue if file.path in self._queued)

    def step(self) -> bool:
        """Deal with what has been read by now, waiting a moment for it. False when nothing was left to do."""
        self._gate.check()
        while self._queue and len(self._working) < 2 * self._readers:
            file = self._queue.popleft()
            del self._queued[file.path]
            self._working.add(self._threads.submit(_hash, file))
        if not self._working:
            return False
        done, self._working = wait(self._working, _PATIENCE_S, FIRST_COMPLETED)
        for future in done:
            self._settle(future.result())
        return True

    def close(self) -> None:
        """Wait for the threads. The extractor is closed before, so that they do not wait for a child."""
        self._threads.shutdown(cancel_futures=True)

    def _settle(self, outcome: _Outcome) -> None:
        file = outcome.file
        record = self._index.record(file.path)
        if record is None or record.file != file:
            return
        if isinstance(outcome, _Unreadable):
            self._give_up(file, outcome.error)
        elif self._index.link_known_content(file, outcome.content_hash, EXTRACTOR_VERSION):
            return
        elif isinstance(outcome, _Hashed):
            self._working.add(self._threads.submit(self._read, outcome))
        else:
            self._index.store_document(file, outcome.content_hash, EXTRACTOR_VERSION, outcome.chunked)

    def _give_up(self, file: FileStat, error: ExtractionError) -> None:
        if error.code in {ExtractionCode.CHANGED, ExtractionCode.VANISHED}:
            # Whether it is gone for good, only a scan can tell: its drive may have been unplugged.
            self.unsettled += 1
            return
        self._index.set_unsearchable(
            file,
            state_of(error.code),
            error.code,
            f"{error} {error.detail}".strip(),
            extractor_version=EXTRACTOR_VERSION,
        )

    def _read(self, hashed: _Hashed) -> _Outcome:
        file = hashed.file
        try:
            chunked = self._extractor.extract(file)
            check_unchanged(file)
        except ExtractionError as error:
            return _Unreadable(file, error)
        return _Read(file, hashed.content_hash, chunked)


def _hash(file: FileStat) -> _Outcome:
    try:
        return _Hashed(file, content_hash(file))
    except ExtractionError as error:
        return _Unreadable(file, error)
