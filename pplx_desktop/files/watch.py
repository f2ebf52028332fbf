"""Tells when something changed below a root. An event only asks for a scan: the scan decides what changed.

Invariants: an event that is lost leads to a scan (overflow, a dead thread, a root that came back), not to a change
that stays unseen; a handler that raises stops nothing; what the rules leave out asks for no scan.
"""

from __future__ import annotations

import errno
import logging
import os
import threading
import time
import warnings
from collections.abc import Callable
from types import TracebackType

from watchdog.events import (
    DirAttribEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from pplx_desktop.core.paths import displayed
from pplx_desktop.files.watch_limit import is_watch_limit_reached

log = logging.getLogger(__name__)

QUIET_S = 0.5
"""A root is told of when nothing has happened below it for so long …"""
LONGEST_WAIT_S = 5.0
"""… or when it has waited for so long."""
SUPERVISION_S = 5.0

# Opening and reading a file are events too; taking them in would make every scan ask for the next.
_EVENTS: list[type[FileSystemEvent]] = [
    DirAttribEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
_OVERFLOW_LOGGER = "watchdog.observers.inotify_c"

LIMIT_TROUBLE = (
    "The system's limit of watched folders is reached, so some changes are seen only at the next regular look. "
    "To raise it: sudo sysctl fs.inotify.max_user_watches=1048576"
)
OVERFLOW_TROUBLE = "So much changed at once that the system lost track; the folders are looked through again."
RESTART_TROUBLE = "Watching for changes had stopped; it was started again, and the folders are looked through."


class Watcher:
    """Watches roots and calls `on_change(root)` from its own thread, once for many events.

    `on_trouble(text)` tells the user what may be missed and why. `admits(root, path)` says whether an event at `path`
    matters. Thread-safe.
    """

    def __init__(
        self,
        on_change: Callable[[str], None],
        on_trouble: Callable[[str], None],
        *,
        admits: Callable[[str, str], bool] = lambda _root, _path: True,
        limit_reached: Callable[[], bool] = is_watch_limit_reached,
        supervision_s: float = SUPERVISION_S,
    ) -> None:
        self._on_change = on_change
        self._on_trouble = on_trouble
        self._admits = admits
        self._limit_reached = limit_reached
        self._supervision_s = supervision_s
        self._wake = threading.Condition()
        self._roots: dict[str, bool] = {}
        """Root to whether it is watched now; false while it is gone or cannot be watched."""
        self._first_event_at: dict[str, float] = {}
        self._last_event_at: dict[str, float] = {}
        self._troubles: list[str] = []
        self._limit_told = False
        self._is_closed = False
        # Serialises what starts and stops watchdog; never held while the callers' functions run.
        self._observing = threading.Lock()
        self._observer = _start_observer()
        self._overflow_handler = _OverflowHandler(self._overflowed)
        logging.getLogger(_OVERFLOW_LOGGER).addHandler(self._overflow_handler)
        self._thread = threading.Thread(target=self._run, name="folder-watcher", daemon=True)
        self._thread.start()

    def __enter__(self) -> Watcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def watch(self, root: str) -> None:
        """Watch `root` from now on, and again whenever it comes back after it was gone. Does not ask for a scan."""
        with self._wake:
            if self._is_closed or root in self._roots:
                return
            self._roots[root] = False
        self._schedule(root)
        self._check_limit()

    def unwatch(self, root: str) -> None:
        """Watch `root` no more."""
        with self._wake:
            was_known = self._roots.pop(root, None) is not None
            self._first_event_at.pop(root, None)
            self._last_event_at.pop(root, None)
        if was_known:
            with self._observing:
                self._unschedule(root)

    def close(self) -> None:
        """Stop watching and end the threads. Idempotent."""
        with self._wake:
            if self._is_closed:
                return
            self._is_closed = True
            self._wake.notify_all()
        logging.getLogger(_OVERFLOW_LOGGER).removeHandler(self._overflow_handler)
        if self._thread is not threading.current_thread():
            self._thread.join()
        with self._observing:
            _stop_observer(self._observer)

    def note(self, root: str, paths: tuple[str, ...]) -> None:
        """Take in that something happened at `paths` below `root`."""
        if any(self._admits(root, path) for path in paths if path):
            self._request(root)

    def _request(self, *roots: str) -> None:
        now = time.monotonic()
        with self._wake:
            for root in roots:
                if root in self._roots:
                    self._first_event_at.setdefault(root, now)
                    self._last_event_at[root] = now
            self._wake.notify_all()

    def _overflowed(self) -> None:
        self._tell(OVERFLOW_TROUBLE)
        self._request(*tuple(self._roots))

    def _tell(self, trouble: str) -> None:
        with self._wake:
            if trouble not in self._troubles:
                self._troubles.append(trouble)
            self._wake.notify_all()

    def _run(self) -> None:
        """Hand out what is due, and look after the threads of watchdog from time to time."""
        supervise_at = time.monotonic() + self._supervision_s
        while True:
            with self._wake:
                if self._is_closed:
                    return
                now = time.monotonic()
                due = [root for root in self._first_event_at if self._due_at(root) <= now]
                for root in due:
                    del self._first_event_at[root], self._last_event_at[root]
                troubles, self._troubles = self._troubles, []
                if not due and not troubles and now < supervise_at:
                    next_at = min([supervise_at, *(self._due_at(root) for root in self._first_event_at)])
                    self._wake.wait(max(next_at - now, 0.01))
                    continue
            for text in troubles:
                _call(self._on_trouble, text)
            for root in due:
                _call(self._on_change, root)
            if time.monotonic() >= supervise_at:
                self._supervise()
                supervise_at = time.monotonic() + self._supervision_s

    def _due_at(self, root: str) -> float:
        return min(self._last_event_at[root] + QUIET_S, self._first_event_at[root] + LONGEST_WAIT_S)

    def _supervise(self) -> None:
        """Start again what has died; watch roots that came back; see whether watches have run out."""
        try:
            with self._observing:
                if not self._is_closed and not _is_healthy(self._observer):
                    _stop_observer(self._observer)
                    self._observer = _start_observer()
                    for root in self._roots:
                        self._roots[root] = False
                    self._tell(RESTART_TROUBLE)
                alive = {str(emitter.watch.path) for emitter in self._observer.emitters if emitter.is_alive()}
            for root in tuple(self._roots):
                if root not in alive:
                    self._roots[root] = False
                    if self._schedule(root):
                        self._request(root)
            self._check_limit()
        except Exception:
            log.exception("supervision of the folder watcher failed")

    def _schedule(self, root: str) -> bool:
        """Begin to watch a root. False where that cannot be done now; supervision tries again."""
        with self._observing:
            self._unschedule(root)
            if self._is_closed or root not in self._roots or not os.path.isdir(root):  # noqa: PTH112
                return False
            try:
                self._observer.schedule(_Handler(self, root), root, recursive=True, event_filter=_EVENTS)
            except OSError as error:
                self._unschedule(root)
                if error.errno in {errno.ENOSPC, errno.EMFILE}:
                    self._tell_limit()
                else:
                    self._tell(f"Changes in {displayed(root)} cannot be watched: {error.strerror or error}.")
                return False
            self._roots[root] = True
            return True

    def _unschedule(self, root: str) -> None:
        for emitter in tuple(self._observer.emitters):
            if emitter.watch.path == root:
                self._observer.unschedule(emitter.watch)

    def _check_limit(self) -> None:
        """The library passes over folders below a root for which the system gives no watch; so ask the system."""
        if self._limit_reached():
            self._tell_limit()
        else:
            self._limit_told = False

    def _tell_limit(self) -> None:
        if not self._limit_told:
            self._limit_told = True
            self._tell(LIMIT_TROUBLE)


class _Handler(FileSystemEventHandler):
    """Hands the events of one root on. Raises nothing: that would end watchdog's thread."""

    def __init__(self, watcher: Watcher, root: str) -> None:
        self._watcher = watcher
        self._root = root

    def on_any_event(self, event: FileSystemEvent) -> None:
        try:
            self._watcher.note(self._root, (os.fsdecode(event.src_path), os.fsdecode(event.dest_path)))
        except Exception:
            log.exception("an event could not be taken in")


class _OverflowHandler(logging.Handler):
    """Learns of lost events. WORKAROUND(https://github.com/gorakhargosh/watchdog): they are only logged."""

    def __init__(self, on_overflow: Callable[[], None]) -> None:
        super().__init__(level=logging.WARNING)
        self._on_overflow = on_overflow

    def emit(self, record: logging.LogRecord) -> None:
        if "overflow" in record.getMessage().lower():
            self._on_overflow()


def _start_observer() -> BaseObserver:
    # WORKAROUND(https://github.com/gorakhargosh/watchdog): folders made in quick succession below each other are
    # registered twice, which does no harm; the warning would reach the user's terminal.
    warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning, module=r"watchdog\.")
    observer = Observer()
    observer.start()
    return observer


def _stop_observer(observer: BaseObserver) -> None:
    try:
        observer.stop()
        observer.join(timeout=5)
    except Exception:
        log.exception("watchdog did not stop cleanly")


def _is_healthy(observer: BaseObserver) -> bool:
    """False where a thread of watchdog has died. On Linux a second thread reads the events."""
    reader = getattr(observer, "_inotify_fd", None)
    return observer.is_alive() and (not isinstance(reader, threading.Thread) or reader.is_alive())


def _call(handler: Callable[[str], None], argument: str) -> None:
    try:
        handler(argument)
    except Exception:
        log.exception("a handler of the folder watcher failed")
