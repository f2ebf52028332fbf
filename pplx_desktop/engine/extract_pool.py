"""Extract children for the host: as many files at a time as there are children, each with a deadline.

Invariant: `extract` returns a document or raises `ExtractionError`, whatever the file does to its child; a file whose
reader was ended by something else is read all the same, and one that ends two readers is given up. A child is
replaced after a crash, after `_RECYCLE_REQUESTS` files, or when it has grown beyond `_RECYCLE_BYTES`.
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path

from pplx_desktop.core.errors import Cancelled, EnvironmentProblem, ExtractionCode, ExtractionError, PplxError
from pplx_desktop.core.frames import Message
from pplx_desktop.core.types import PLAIN_READING, ChunkedDocument, FileStat, ReadOptions
from pplx_desktop.engine.child import ChildDied, ChildProcess, child_command
from pplx_desktop.engine.sandbox.confinement import Confinement
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.engine.wire import document_from_frame, raise_extraction_error

log = logging.getLogger(__name__)

_MEMORY_LIMIT_BYTES = 1536 * 1024 * 1024
_FROM_OUTSIDE = frozenset(
    -number for number in (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGKILL", signal.SIGTERM))
)
"""Exit codes of a process that another one ended; a reader that crashes ends itself otherwise."""
_RECYCLE_REQUESTS = 200
_RECYCLE_BYTES = 400 * 1024 * 1024
_BASE_DEADLINE_S = 30.0
_DEADLINE_S_PER_MB = 3.0
_OCR_DEADLINE_S = 1800.0
"""Where text is recognised; the reader ends by itself after two thirds of it, with what it has."""


def deadline_s(size: int, options: ReadOptions = PLAIN_READING) -> float:
    """How long a file of `size` bytes may take. A megabyte of PDF is about 15 pages at 0.2 s."""
    plain = _BASE_DEADLINE_S + _DEADLINE_S_PER_MB * size / 1e6
    return max(plain, _OCR_DEADLINE_S) if options.ocr else plain


class ExtractPool:
    """An `Extractor` on `size` child processes. `extract` may be called by `size` threads at a time; more wait."""

    def __init__(self, delivered: Path, installed: Path, model: WantedModel, *, size: int = 2) -> None:
        self._command = child_command(
            "extract", str(delivered), str(installed), *model.arguments(), str(_MEMORY_LIMIT_BYTES)
        )
        self._size = size
        self._places = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[ChildProcess] = []
        self._used_at = 0.0
        self._busy: set[ChildProcess] = set()
        self._closed = False
        self._confinement: Confinement | None = None

    @property
    def confinement(self) -> Confinement | None:
        """What the children are confined by, as the first of them told; None before."""
        return self._confinement

    @property
    def size(self) -> int:
        """How many files can be read at a time."""
        return self._size

    def extract(self, file: FileStat, options: ReadOptions = PLAIN_READING) -> ChunkedDocument:
        """Read a file in a child. Raises `ExtractionError`, `Cancelled` once the pool was closed, and
        `EnvironmentProblem` where the system starts no child.
        """
        with self._places:
            try:
                return self._ask_a_child(file, options)
            except ChildDied as death:
                if self._closed or not _may_be_innocent(death):
                    raise self._reason(death, file, options) from death
                log.info("a reader ended on its way, or was ended: its file is tried once more")
            try:
                return self._ask_a_child(file, options)
            except ChildDied as death:
                raise self._reason(death, file, options) from death

    def rest(self, warm_s: float = 0.0) -> None:
        """End the children that have nothing to do; the next file starts them again. One stays until no file was read
        for `warm_s`: a file that is saved again and again waits for no start.
        """
        with self._lock:
            kept = 1 if time.monotonic() - self._used_at < warm_s else 0
            idle, self._idle = self._idle[kept:], self._idle[:kept]
        for child in idle:
            child.close()

    def close(self) -> None:
        """End all children, those that are reading too. Idempotent."""
        with self._lock:
            self._closed = True
            children, self._idle = (*self._busy, *self._idle), []
        # At once: to ask them one after the other to end takes up to two seconds each, and they have nothing to lose.
        for child in children:
            child.kill()

    def _ask_a_child(self, file: FileStat, options: ReadOptions) -> ChunkedDocument:
        """Raises `ChildDied`, `ExtractionError`."""
        child = self._take()
        try:
            if not child.requests:
                self._note(child.request({"tell": "confinement"}, deadline_s=_BASE_DEADLINE_S)[0])
            limit_s = deadline_s(file.size, options)
            request = {"path": file.path, "options": asdict(options), "alarm_s": limit_s + 10}
            message, payload = child.request(request, deadline_s=limit_s)
            raise_extraction_error(message)
            return document_from_frame(message, payload)
        except (KeyError, TypeError, ValueError) as error:
            child.kill()
            raise ExtractionError(
                ExtractionCode.CRASHED, "The reader gave an answer that makes no sense.", detail=repr(error)
            ) from error
        finally:
            self._give_back(child)

    def _reason(self, death: ChildDied, file: FileStat, options: ReadOptions) -> PplxError:
        if self._closed:
            return Cancelled("closing", "Reading was stopped.")
        return _reason(death, deadline_s(file.size, options))

    def _note(self, told: Message) -> None:
        """Keep what a child is confined by, and log it once."""
        confinement = Confinement(tuple(told.get("in_force", ())), tuple(told.get("lacking", ())))
        if confinement != self._confinement:
            self._confinement = confinement
            log.log(logging.WARNING if confinement.lacking else logging.INFO, "readers are confined by %s", confinement)

    def _take(self) -> ChildProcess:
        with self._lock:
            if self._closed:
                raise Cancelled("closing", "Reading was stopped.")
            # One that was ended while it had nothing to do is no fault of the file that comes next.
            ended = [child for child in self._idle if not child.is_alive]
            self._idle = [child for child in self._idle if child not in ended]
            child = self._idle.pop() if self._idle else self._start()
            self._busy.add(child)
        for other in ended:
            other.close()
        return child

    def _start(self) -> ChildProcess:
        try:
            return ChildProcess(self._command, memory_limit_bytes=_MEMORY_LIMIT_BYTES)
        except ChildDied as death:
            raise EnvironmentProblem(
                "process-not-started",
                "The system starts no process to read files with.",
                detail=death.stderr,
                hint="Close other programs; it is tried again.",
            ) from death

    def _give_back(self, child: ChildProcess) -> None:
        worn = child.requests >= _RECYCLE_REQUESTS or child.memory_bytes() > _RECYCLE_BYTES
        with self._lock:
            self._busy.discard(child)
            self._used_at = time.monotonic()
            keep = child.is_alive and not worn and not self._closed
            if keep:
                self._idle.append(child)
        if not keep:
            child.close()


def _may_be_innocent(death: ChildDied) -> bool:
    """True where something else may have ended the reader: the user, the system when memory is short or it shuts down.
    Windows does not tell who it was.
    """
    from_outside = sys.platform == "win32" or death.exit_code in _FROM_OUTSIDE
    return death.cause == "crash" and from_outside and "MemoryError" not in death.stderr


def _reason(death: ChildDied, limit_s: float) -> ExtractionError:
    stays = "It stays findable by its name."
    if death.cause == "timeout":
        return ExtractionError(
            ExtractionCode.TIMEOUT, f"Reading this file took longer than {limit_s:.0f} s.", hint=stays
        )
    # Libraries that are given no more memory end their process without a word.
    if death.cause == "memory" or "MemoryError" in death.stderr or death.peak_bytes > _MEMORY_LIMIT_BYTES // 2:
        return ExtractionError(
            ExtractionCode.MEMORY,
            "Reading this file takes more memory than one file may use.",
            detail=death.stderr,
            hint=stays,
        )
    return ExtractionError(
        ExtractionCode.CRASHED,
        f"The reader of this kind of file crashed on it (exit code {death.exit_code}).",
        detail=death.stderr,
        hint=stays,
    )
