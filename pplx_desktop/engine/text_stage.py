"""From files to searchable text: hash, read in a child, store.

Invariant: a file that was queued leaves the queue as indexed, skipped or failed in the ledger, or stays pending there
because it changed or went away while it was read: `unsettled` holds those, for another scan. What comes back for a
file that the ledger does not have any more, or has in another state, is dropped. Known content is linked, not read;
content that brought its reader down is not read again, in whatever file, unless the user asks for it.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace

from pplx_desktop.core.errors import ExtractionCode, ExtractionError, PplxError
from pplx_desktop.core.ports import Extractor
from pplx_desktop.core.types import PLAIN_READING, ChunkedDocument, FileStat, FileState, ReadOptions
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.limits import lower_disk_priority
from pplx_desktop.engine.reading_order import ReadingOrder, Workload
from pplx_desktop.engine.reconcile import state_of
from pplx_desktop.extract.version import EXTRACTOR_VERSION
from pplx_desktop.files.reading import check_unchanged, content_hash
from pplx_desktop.index.store import Index

log = logging.getLogger(__name__)

_PATIENCE_S = 0.2
"""How long a step waits for a file: pause, stop and new files are heeded between two steps."""
_SHARED_S = 0.3
"""How long files that come one after another share a transaction: full text is written once for all of them."""
_QUARANTINED = frozenset({ExtractionCode.CRASHED, ExtractionCode.TIMEOUT, ExtractionCode.MEMORY, ExtractionCode.BOMB})
"""What cost a child, or nearly did: the same bytes would do so again."""


@dataclass(frozen=True, slots=True)
class _Hashed:
    file: FileStat
    content_hash: bytes
    with_ocr: bool


@dataclass(frozen=True, slots=True)
class _Read:
    file: FileStat
    content_hash: bytes
    chunked: ChunkedDocument
    with_ocr: bool


@dataclass(frozen=True, slots=True)
class _Unreadable:
    file: FileStat
    error: ExtractionError
    content_hash: bytes | None = None
    with_ocr: bool = False


_Outcome = _Hashed | _Read | _Unreadable


class TextStage:
    """A queue of files, and the threads that keep the extract children busy with it."""

    def __init__(
        self, index: Index, extractor: Extractor, readers: int, gate: Gate, options: ReadOptions = PLAIN_READING
    ) -> None:
        """`options` say how files are read; text in pictures is recognised only where it is asked for."""
        self._index, self._extractor, self._gate = index, extractor, gate
        self._readers, self._options = readers, replace(options, ocr=False)
        self._threads = ThreadPoolExecutor(readers, thread_name_prefix="read", initializer=lower_disk_priority)
        self._order = ReadingOrder()
        self._load = Workload()
        self._queue: deque[FileStat] = deque()
        self._queued: dict[str, FileStat] = {}
        self._pictured: set[str] = set()
        self._working: set[Future[_Outcome]] = set()
        self._told_asked: list[int] = []
        self.unsettled: set[str] = set()

    @property
    def waiting(self) -> int:
        """How many files are not dealt with yet."""
        return len(self._queue) + len(self._working)

    @property
    def current(self) -> str:
        """The file that is next in line; empty when there is none."""
        return self._queue[0].path if self._queue else ""

    @property
    def read_chunks(self) -> int:
        """How many chunks the files have that were read in this session."""
        return self._load.read_chunks

    @property
    def expected_chunks(self) -> int:
        """How many chunks the files that wait will have, by those that were read."""
        return self._load.expected_chunks

    @property
    def eta_s(self) -> float | None:
        """How long reading will take at the pace so far; None before there is one."""
        return self._load.eta_s

    def add(self, files: Iterable[FileStat]) -> None:
        """Queue files, in the order people would choose (see `ReadingOrder`)."""
        self._queued.update((file.path, file) for file in files)
        self._sort()

    def recognise(self, files: Iterable[FileStat]) -> None:
        """Queue files whose text is in pictures, to have it recognised."""
        chosen = list(files)
        self._pictured.update(file.path for file in chosen)
        self.add(chosen)

    def prefer(self, interest: dict[str, float]) -> None:
        """Read sooner what lies near these files, which the user works with."""
        self._order.prefer(interest)
        self._sort()

    def ask(self, paths: Iterable[str]) -> None:
        """Read these files, and what is in these folders, before all others. To be called before they are added."""
        self._order.ask(paths)
        self._sort()

    def forget_asked(self) -> None:
        """All that was asked for is done."""
        self._order.forget_asked()

    def take_asked(self) -> list[int]:
        """The documents of files that were asked for and were read since the last call."""
        told, self._told_asked = self._told_asked, []
        return told

    def discard(self, paths: Iterable[str]) -> None:
        """Take files out of the queue that are gone."""
        for path in paths:
            self._queued.pop(path, None)
        self._queue = deque(file for file in self._queue if file.path in self._queued)
        self._load.wait_for(self._queue)

    def step(self) -> bool:
        """Deal with what has been read by now, waiting a moment for it. False when nothing was left to do."""
        self._gate.check()
        self._begin()
        if not self._working:
            return False
        begun = time.monotonic()
        done, self._working = wait(self._working, _PATIENCE_S, FIRST_COMPLETED)
        if done:
            end = time.monotonic() + _SHARED_S
            with self._index.batch():
                self._settle_all(done)
                while self._working and (left_s := end - time.monotonic()) > 0:
                    done, self._working = wait(self._working, left_s, FIRST_COMPLETED)
                    self._settle_all(done)
        self._load.worked(time.monotonic() - begun)
        return True

    def close(self) -> None:
        """Wait for the threads. The extractor is closed before, so that they do not wait for a child."""
        self._threads.shutdown(cancel_futures=True)

    def _sort(self) -> None:
        self._queue = deque(sorted(self._queued.values(), key=self._order.key))
        self._load.wait_for(self._queue)

    def _begin(self) -> None:
        """Give the threads as many files as keep them busy."""
        while self._queue and len(self._working) < 2 * self._readers:
            file = self._queue.popleft()
            del self._queued[file.path]
            self._load.begin(file)
            with_ocr = file.path in self._pictured
            self._pictured.discard(file.path)
            self._working.add(self._threads.submit(_hash, file, with_ocr))

    def _settle_all(self, done: Iterable[Future[_Outcome]]) -> None:
        for future in done:
            self._settle(future.result())
        self._begin()

    def _settle(self, outcome: _Outcome) -> None:
        file = outcome.file
        record = self._index.record(file.path)
        if record is None or record.file != file:
            return
        is_asked = self._order.is_asked(file.path)
        had_text = record.state is FileState.INDEXED
        if isinstance(outcome, _Unreadable):
            self._give_up(outcome, had_text=had_text)
            self._load.done(file, 0)
        elif isinstance(outcome, _Hashed):
            if self._index.link_known_content(file, outcome.content_hash, EXTRACTOR_VERSION, with_ocr=outcome.with_ocr):
                self._load.done(file, 0)
                self._tell_asked(file)
            elif is_asked or not self._is_quarantined(outcome, had_text=had_text):
                self._working.add(self._threads.submit(self._read, outcome))
        else:
            document = self._index.store_document(
                file, outcome.content_hash, EXTRACTOR_VERSION, outcome.chunked, with_ocr=outcome.with_ocr
            )
            self._index.end_quarantine(outcome.content_hash)
            self._load.done(file, len(outcome.chunked.chunks))
            if is_asked:
                self._told_asked.append(document)

    def _tell_asked(self, file: FileStat) -> None:
        """A file was found to hold what another one has."""
        known = self._index.record(file.path)
        if known is not None and known.document_id is not None and self._order.is_asked(file.path):
            self._told_asked.append(known.document_id)

    def _is_quarantined(self, hashed: _Hashed, *, had_text: bool) -> bool:
        """True, and told in the ledger, where the same bytes brought a reader down."""
        known = self._index.quarantined(hashed.content_hash, EXTRACTOR_VERSION)
        if known is None:
            return False
        reason, detail = known
        if hashed.with_ocr and had_text:
            self._index.give_up_ocr(hashed.file.path)
        else:
            self._index.set_unsearchable(
                hashed.file, state_of(reason), reason, detail, extractor_version=EXTRACTOR_VERSION
            )
        return True

    def _give_up(self, outcome: _Unreadable, *, had_text: bool) -> None:
        file, error = outcome.file, outcome.error
        if error.code in {ExtractionCode.CHANGED, ExtractionCode.VANISHED}:
            # Whether it is gone for good, only a scan can tell: its drive may have been unplugged.
            self.unsettled.add(file.path)
            return
        if outcome.with_ocr and had_text:
            # It stays searchable by the text that it has without its pictures.
            log.warning("%s: %s %s", file.path, error, error.detail)
            self._index.give_up_ocr(file.path)
            return
        code, detail = error.code, f"{error} {error.detail}".strip()
        if outcome.with_ocr and code == ExtractionCode.PICTURED:
            # It was looked at, and no text was found in it.
            code, detail = ExtractionCode.EMPTY, "No text was recognised in it."
        if outcome.content_hash is not None and code in _QUARANTINED:
            self._index.quarantine(outcome.content_hash, EXTRACTOR_VERSION, code, detail)
        self._index.set_unsearchable(file, state_of(code), code, detail, extractor_version=EXTRACTOR_VERSION)

    def _read(self, hashed: _Hashed) -> _Outcome:
        file, options = hashed.file, replace(self._options, ocr=hashed.with_ocr)
        try:
            chunked = self._extractor.extract(file, options)
            check_unchanged(file)
        except ExtractionError as error:
            return _Unreadable(file, error, hashed.content_hash, hashed.with_ocr)
        except PplxError:
            raise
        except Exception as error:  # noqa: BLE001 - see `_as_failure`
            return _Unreadable(file, _as_failure(error), None, hashed.with_ocr)
        return _Read(file, hashed.content_hash, chunked, hashed.with_ocr)


def _hash(file: FileStat, with_ocr: bool) -> _Outcome:
    try:
        return _Hashed(file, content_hash(file), with_ocr)
    except ExtractionError as error:
        return _Unreadable(file, error, None, with_ocr)
    except Exception as error:  # noqa: BLE001 - see `_as_failure`
        return _Unreadable(file, _as_failure(error), None, with_ocr)


def _as_failure(bug: Exception) -> ExtractionError:
    """A bug that shows on one file costs that file: it would show again at every try, and nothing behind it were read."""
    log.error("reading a file stopped on a bug", exc_info=bug)
    return ExtractionError(
        ExtractionCode.CRASHED, "The program made an error with this file.", detail=f"{type(bug).__name__}: {bug}"
    )
