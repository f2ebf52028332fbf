"""What went wrong in a way nobody foresaw: written down where it happened, so that it can be told and sent.

Invariants: a report is a file of this user's alone and leaves the computer by the user's own hand only; the same fault is
written once in a session, and old reports make room for new ones; the log holds no word of the user's: of each line the
text that stands in the code, without what is filled in. What fails or logs never waits for the disk: a thread of its own
writes, and is given text and line numbers only, for who holds frames of the thread that paints can crash it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import logging.handlers
import os
import platform
import queue
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Literal, TextIO

import pplx_desktop
from pplx_desktop.core.paths import make_private_folder

log = logging.getLogger(__name__)

Origin = Literal["thread", "window", "logged", "process"]
"""Where it happened: a thread ended by it; the thread that paints went on; the program went on and logged it; or the
process itself ended (told by the next one)."""
MESSAGE_LINE = "--- message ---"
"""What follows may hold the user's words: an error's own text names files, and quotes them."""
_MOST_REPORTS = 20
_LOG_BYTES = 200_000
_NATIVE = "last-session.native"
_LOG = "log.txt"
_WRITING_S = 5.0
"""How long the end of the program waits for what is still to be written."""


@dataclass(frozen=True, slots=True)
class CrashReport:
    """A report that was written."""

    path: Path
    origin: Origin


Told = Callable[[CrashReport], None]


class _Writer:
    """Does one piece of work after the other in a thread of its own, from `begin` to `end`."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="reports", daemon=True)

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    def do(self, work: Callable[[], object]) -> None:
        """Have this done; what is given after `end` is not."""
        self._work.put(work)

    def end(self) -> None:
        """Do what is left, unless it takes too long."""
        self._work.put(None)
        self._thread.join(_WRITING_S)

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            try:
                work()
            except Exception:  # noqa: BLE001 - nobody is left to tell; the next report shall be written all the same
                traceback.print_exc(file=sys.__stderr__)


class CrashReports:
    """Writes reports from `begin` to `close`. One at a time in a process, and one process in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._told: Told | None = None
        self._lock = threading.Lock()
        self._seen: set[tuple[object, ...]] = set()
        self._writer: _Writer | None = None
        self._native: TextIO | None = None
        self._handlers: list[logging.Handler] = []
        self._hooks = sys.excepthook, threading.excepthook

    def begin(self, told: Told | None = None) -> CrashReport | None:
        """Watch this process. Returns the report about the one before, where that was ended by a crash.

        `told` is called with each report, in another thread. Raises OSError where the folder cannot be written.
        """
        make_private_folder(self.folder)
        self._told = told
        before = self._take_native()
        self._native = (self.folder / _NATIVE).open("w", encoding="utf-8")
        (self.folder / _NATIVE).chmod(0o600)
        faulthandler.enable(self._native, all_threads=True)
        self._writer = _Writer()
        self._writer.begin()
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._take_exception
        threading.excepthook = self._take_thread_exception
        self._handlers = [_LoggedFaults(self), _ContentFreeLog(self.folder / _LOG, self._writer)]
        for handler in self._handlers:
            logging.getLogger("pplx_desktop").addHandler(handler)
        return before

    def close(self) -> None:
        """Watch no longer. Idempotent."""
        if self._native is None or self._writer is None:
            return
        for handler in self._handlers:
            logging.getLogger("pplx_desktop").removeHandler(handler)
        self._writer.end()
        self._writer = None
        for handler in self._handlers:
            handler.close()
        self._handlers = []
        sys.excepthook, threading.excepthook = self._hooks
        faulthandler.disable()
        self._native.close()
        self._native = None
        with contextlib.suppress(OSError):
            (self.folder / _NATIVE).unlink()

    def all(self) -> list[Path]:
        """The reports that there are, newest first."""
        return sorted(self.folder.glob("crash-*.txt"), reverse=True)

    @property
    def log_file(self) -> Path:
        """The lines that the program logged, without the user's words."""
        return self.folder / _LOG

    def write(self, origin: Origin, where: str, stack: _Stack, message: str) -> None:
        """Have a report written, and told of, unless this fault was written in this session."""
        with self._lock:
            if self._writer is None or (key := (origin, where, stack)) in self._seen:
                return
            self._seen.add(key)
            name = _report_name(len(self._seen))
            self._writer.do(partial(self._write_and_tell, name, origin, where, stack, message))

    def write_exception(self, origin: Origin, where: str, error: BaseException) -> None:
        """Have a report written about an exception."""
        self.write(origin, where, _Stack.of(error), "".join(traceback.format_exception_only(error)))

    def _write_and_tell(self, name: str, origin: Origin, where: str, stack: _Stack, message: str) -> None:
        report = self._write(name, origin, where, str(stack), message)
        if report is not None and self._told is not None:
            self._told(report)

    def _write(self, name: str, origin: Origin, where: str, stack: str, message: str) -> CrashReport | None:
        path = self.folder / name
        lines = (
            f"pplx-desktop {pplx_desktop.__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"{name}, {origin}: {where}",
            "",
            stack.rstrip(),
            "",
            MESSAGE_LINE,
            message.rstrip(),
            "",
        )
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write("\n".join(lines))
            for old in self.all()[_MOST_REPORTS:]:
                old.unlink(missing_ok=True)
        except OSError as error:
            print(f"pplx-desktop: no report could be written: {error}", file=sys.__stderr__)
            return None
        return CrashReport(path, origin)

    def _take_native(self) -> CrashReport | None:
        """What the fault handler wrote when the process before this one was ended by a fault of its own."""
        try:
            stack = (self.folder / _NATIVE).read_text("utf-8", "replace")
        except OSError:
            return None
        if not stack.strip():
            return None
        return self._write(_report_name(0), "process", "the last session", stack, "")

    def _take_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            self.write_exception("window", threading.current_thread().name, error)
        self._hooks[0](kind, error, trace)

    def _take_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            name = arguments.thread.name if arguments.thread is not None else "?"
            self.write_exception("thread", name, arguments.exc_value)
        self._hooks[1](arguments)


class _LoggedFaults(logging.Handler):
    """Takes what the program logged as a bug of its own and went on after, and children that died."""

    def __init__(self, reports: CrashReports) -> None:
        super().__init__(logging.WARNING)
        self._reports = reports

    def emit(self, record: logging.LogRecord) -> None:
        """A line of the log."""
        error = record.exc_info[1] if record.exc_info else None
        if record.levelno >= logging.ERROR and error is not None:
            self._reports.write_exception("logged", str(record.msg), error)
        elif getattr(record, "is_crash", False):
            self._reports.write("logged", str(record.msg), _Stack(), record.getMessage())


class _ContentFreeLog(logging.Handler):
    """Keeps lines as they stand in the code, in a file that never grows large."""

    def __init__(self, file: Path, writer: _Writer) -> None:
        super().__init__(logging.WARNING)
        self._writer = writer
        self._file = logging.handlers.RotatingFileHandler(
            file, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )

    def emit(self, record: logging.LogRecord) -> None:
        """A line of the log."""
        when = datetime.fromtimestamp(record.created, UTC)
        kind = f" [{record.exc_info[0].__name__}]" if record.exc_info and record.exc_info[0] else ""
        line = f"{when:%Y-%m-%d %H:%M:%S} {record.levelname} {record.name}: {record.msg}{kind}"
        free = logging.LogRecord(record.name, record.levelno, "", 0, line, None, None)
        self._writer.do(lambda: self._file.handle(free))

    def close(self) -> None:
        """See `logging.Handler.close`."""
        self._file.close()
        super().close()


@dataclass(frozen=True, slots=True)
class _Stack:
    """Where an error was raised, and what it came from, by places in the code: without any error's own text.

    Each part is a list of file, line and function, and the error's kind. The lines themselves are read when it is written.
    """

    parts: tuple[tuple[tuple[tuple[str, int, str], ...], str], ...] = ()

    @classmethod
    def of(cls, error: BaseException) -> _Stack:
        """That of an exception."""
        parts: list[tuple[tuple[tuple[str, int, str], ...], str]] = []
        seen: set[int] = set()
        cause: BaseException | None = error
        while cause is not None and id(cause) not in seen:
            seen.add(id(cause))
            places = tuple(
                (frame.f_code.co_filename, line, frame.f_code.co_name)
                for frame, line in traceback.walk_tb(cause.__traceback__)
            )
            parts.append((places, f"{type(cause).__module__}.{type(cause).__qualname__}"))
            cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
        return cls(tuple(reversed(parts)))

    def __str__(self) -> str:
        """As Python shows it. Reads the code."""
        return "\nwhich came while this was handled:\n\n".join(
            "".join(traceback.StackSummary.from_list([(*place, None) for place in places]).format()) + f"{kind}\n"
            for places, kind in self.parts
        )


def _report_name(number: int) -> str:
    return f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}-{number:03}.txt"
