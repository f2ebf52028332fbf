"""Extract children for the host: as many files at a time as there are children, each with a deadline.

Invariant: `extract` returns a document or raises `ExtractionError`, whatever the file does to its child. A child is
replaced after a crash, after `_RECYCLE_REQUESTS` files, or when it has grown beyond `_RECYCLE_BYTES`.
"""

from __future__ import annotations

import threading
from pathlib import Path

from pplx_desktop.core.errors import Cancelled, EnvironmentProblem, ExtractionCode, ExtractionError
from pplx_desktop.core.types import ChunkedDocument, FileStat
from pplx_desktop.engine.child import ChildDied, ChildProcess, child_command
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.engine.wire import document_from_frame, raise_extraction_error

_MEMORY_LIMIT_BYTES = 1536 * 1024 * 1024
_RECYCLE_REQUESTS = 200
_RECYCLE_BYTES = 400 * 1024 * 1024
_BASE_DEADLINE_S = 30.0
_DEADLINE_S_PER_MB = 3.0


def deadline_s(size: int) -> float:
    """How long a file of `size` bytes may take. A megabyte of PDF is about 15 pages at 0.2 s."""
    return _BASE_DEADLINE_S + _DEADLINE_S_PER_MB * size / 1e6


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
        self._busy: set[ChildProcess] = set()
        self._closed = False

    @property
    def size(self) -> int:
        """How many files can be read at a time."""
        return self._size

    def extract(self, file: FileStat) -> ChunkedDocument:
        """Read a file in a child. Raises `ExtractionError`, `Cancelled` once the pool was closed, and
        `EnvironmentProblem` where the system starts no child.
        """
        with self._places:
            child = self._take()
            try:
                return self._ask(child, file)
            finally:
                self._give_back(child)

    def rest(self) -> None:
        """End the children that have nothing to do; the next file starts them again."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.close()

    def close(self) -> None:
        """End all children, those that are reading too. Idempotent."""
        with self._lock:
            self._closed = True
            busy = tuple(self._busy)
        for child in busy:
            child.kill()
        self.rest()

    def _ask(self, child: ChildProcess, file: FileStat) -> ChunkedDocument:
        limit_s = deadline_s(file.size)
        try:
            message, payload = child.request({"path": file.path, "alarm_s": limit_s + 10}, deadline_s=limit_s)
        except ChildDied as death:
            if self._closed:
                raise Cancelled("closing", "Reading was stopped.") from death
            raise _reason(death, limit_s) from death
        try:
            raise_extraction_error(message)
            return document_from_frame(message, payload)
        except (KeyError, TypeError, ValueError) as error:
            child.kill()
            raise ExtractionError(
                ExtractionCode.CRASHED, "The reader gave an answer that makes no sense.", detail=repr(error)
            ) from error

    def _take(self) -> ChildProcess:
        with self._lock:
            if self._closed:
                raise Cancelled("closing", "Reading was stopped.")
            child = self._idle.pop() if self._idle else self._start()
            self._busy.add(child)
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
            keep = child.is_alive and not worn and not self._closed
            if keep:
                self._idle.append(child)
        if not keep:
            child.close()


def _reason(death: ChildDied, limit_s: float) -> ExtractionError:
    stays = "It stays findable by its name."
    if death.cause == "timeout":
        return ExtractionError(
            ExtractionCode.TIMEOUT, f"Reading this file took longer than {limit_s:.0f} s.", hint=stays
        )
    if death.cause == "memory" or "MemoryError" in death.stderr:
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
