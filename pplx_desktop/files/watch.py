"""Tells when something changed below a root. An event only asks for a look at its folder: the scan decides what changed.

Invariants: an event that is lost leads to a scan (overflow, a dead thread, a drive that came or went, a sleep of the
machine), not to a change that stays unseen; a handler that raises stops nothing; what the rules leave out asks for
nothing.
"""

from __future__ import annotations

import errno
import logging
import os
import stat
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TypeVar

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

from pplx_desktop.core.paths import displayed
from pplx_desktop.files.clocks import SleepDetector, clocks
from pplx_desktop.files.looks import MOST_LOOKS, Look, looks_at, simplified
from pplx_desktop.files.mounts import Mount, is_shared, mounts, mounts_inside
from pplx_desktop.files.observer import (
    OVERFLOW_LOGGER,
    Admits,
    OverflowHandler,
    admit_all,
    is_healthy,
    start_observer,
    stop_observer,
)
from pplx_desktop.files.watch_limit import is_watch_limit_reached

log = logging.getLogger(__name__)

Argument = TypeVar("Argument")

QUIET_S = 0.2
"""A root is told of when nothing has happened for so long in one of the folders that changed …"""
LONGEST_WAIT_S = 5.0
"""… or when it has waited for so long."""
FLOOD_EVENTS = 300
"""After so many events, nothing must have happened in all of it: a look in between would be for nothing."""
SUPERVISION_S = 5.0
LIMIT_RETRY_S = 600.0
"""So long after the system had no watch left it is tried to watch everything again."""

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
LIMIT_TROUBLE = (
    "The system's limit of watched folders is reached, so some changes are seen only at the next regular look. "
    "To raise it: sudo sysctl fs.inotify.max_user_watches=1048576"
)
OVERFLOW_TROUBLE = "So much changed at once that the system lost track; the folders are looked through again."
RESTART_TROUBLE = "Watching for changes had stopped; it was started again, and the folders are looked through."


@dataclass
class _Root:
    """A root that is watched, or will be when it is there. `identity` is what it was when it was scheduled."""

    is_watched: bool = False
    identity: tuple[int, int] | None = None
    mounted: frozenset[Mount] = frozenset()
    is_shared: bool = False
    looks: dict[Look, float] = field(default_factory=dict[Look, float])
    """What is to be looked at, and when it was last asked for."""
    events: int = 0
    first_event_at: float = 0.0
    last_event_at: float = 0.0

    @property
    def due_at(self) -> float:
        # A log that is written all the time must not hold up what is saved in another folder.
        calm_since = self.last_event_at if self.events > FLOOD_EVENTS else min(self.looks.values())
        return min(calm_since + QUIET_S, self.first_event_at + LONGEST_WAIT_S)


class Watcher:
    """Watches roots and calls `on_change` from its own thread, once for many events, with what is to be looked at in
    each root.

    `on_trouble(text)` tells the user what may be missed and why. `admits(root, path)` says whether what is at `path`
    matters. Thread-safe.
    """

    def __init__(
        self,
        on_change: Callable[[Mapping[str, frozenset[Look]]], None],
        on_trouble: Callable[[str], None],
        *,
        admits: Admits = admit_all,
        limit_reached: Callable[[], bool] = is_watch_limit_reached,
        supervision_s: float = SUPERVISION_S,
        read_clocks: Callable[[], tuple[float, float]] = clocks,
    ) -> None:
        self._on_change = on_change
        self._on_trouble = on_trouble
        self._admits = admits
        self._limit_reached = limit_reached
        self._supervision_s = supervision_s
        self._sleep = SleepDetector(supervision_s, read_clocks)
        self._wake = threading.Condition()
        self._roots: dict[str, _Root] = {}
        self._troubles: list[str] = []
        self._limited_at: float | None = None
        self._is_closed = False
        # Serialises what starts and stops watchdog; never held while the callers' functions run.
        self._observing = threading.Lock()
        self._observer = start_observer(admits)
        self._overflow_handler = OverflowHandler(self._overflowed)
        logging.getLogger(OVERFLOW_LOGGER).addHandler(self._overflow_handler)
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
            self._roots[root] = _Root()
        self._schedule(root, mounts())
        self._check_limit()

    def unwatch(self, root: str) -> None:
        """Watch `root` no more."""
        with self._wake:
            was_known = self._roots.pop(root, None) is not None
        if was_known:
            with self._observing:
                self._unschedule(root)

    def watch_anew(self) -> None:
        """Watch all roots from the start: what `admits` says is something else now."""
        table = mounts()
        for root in tuple(self._roots):
            self._schedule(root, table)
        self._check_limit()

    def tells_all(self, root: str) -> bool:
        """False where changes may go unseen until somebody looks: no watch left, or a drive that others write to."""
        state = self._roots.get(root)
        return state is not None and state.is_watched and not state.is_shared and self._limited_at is None

    def close(self) -> None:
        """Stop watching and end the threads. Idempotent."""
        with self._wake:
            if self._is_closed:
                return
            self._is_closed = True
            self._wake.notify_all()
        logging.getLogger(OVERFLOW_LOGGER).removeHandler(self._overflow_handler)
        if self._thread is not threading.current_thread():
            self._thread.join()
        with self._observing:
            stop_observer(self._observer)

    def note(self, root: str, paths: tuple[str, ...], *, is_folder: bool) -> None:
        """Take in that something happened to files, or folders, at `paths` below `root`."""
        looks = looks_at(root, (path for path in paths if path and self._admits(root, path)), is_folder=is_folder)
        if looks:
            self._request(root, looks)

    def _request(self, root: str, looks: set[Look]) -> None:
        now = time.monotonic()
        with self._wake:
            state = self._roots.get(root)
            if state is None:
                return
            was_waiting = bool(state.looks)
            state.looks |= dict.fromkeys(looks, now)
            if len(state.looks) > 2 * MOST_LOOKS:
                state.looks = dict.fromkeys(simplified(root, state.looks), now)
            state.last_event_at = now
            state.events += 1
            if not was_waiting:
                # The thread knows when to look again; an event more only puts it off.
                state.first_event_at, state.events = now, 1
                self._wake.notify_all()

    def _request_all(self) -> None:
        for root in tuple(self._roots):
            self._request(root, {Look(root, is_deep=True)})

    def _overflowed(self) -> None:
        self._tell(OVERFLOW_TROUBLE)
        self._request_all()

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
                due = {
                    root: frozenset(simplified(root, state.looks))
                    for root, state in self._waiting()
                    if state.due_at <= now
                }
                for root in due:
                    self._roots[root].looks = {}
                troubles, self._troubles = self._troubles, []
                if not due and not troubles and now < supervise_at:
                    next_at = min([supervise_at, *(state.due_at for _, state in self._waiting())])
                    self._wake.wait(max(next_at - now, 0.01))
                    continue
            for text in troubles:
                _call(self._on_trouble, text)
            if due:
                _call(self._on_change, due)
            if time.monotonic() >= supervise_at:
                self._supervise()
                supervise_at = time.monotonic() + self._supervision_s

    def _waiting(self) -> list[tuple[str, _Root]]:
        return [(root, state) for root, state in self._roots.items() if state.looks]

    def _supervise(self) -> None:
        """Start again what has died; watch what came back; see whether watches have run out, or time was lost."""
        try:
            if self._sleep.has_slept():
                log.info("the machine slept; all folders are looked at")
                self._request_all()
            with self._observing:
                if not self._is_closed and not is_healthy(self._observer):
                    stop_observer(self._observer)
                    self._observer = start_observer(self._admits)
                    self._tell(RESTART_TROUBLE)
                alive = {str(emitter.watch.path) for emitter in self._observer.emitters if emitter.is_alive()}
            table = mounts()
            for root, state in tuple(self._roots.items()):
                if root not in alive:
                    state.is_watched = False
                if not state.is_watched or _identity(root) != state.identity:
                    was_there = state.identity is not None
                    if self._schedule(root, table) or was_there:
                        self._request(root, {Look(root, is_deep=True)})
                elif (now := mounts_inside(root, table)) != state.mounted:
                    changed = {Look(mount.path, is_deep=True) for mount in now ^ state.mounted}
                    # What is on a drive that came has no watches yet.
                    self._schedule(root, table)
                    self._request(root, changed)
            self._check_limit()
        except Exception:
            log.exception("supervision of the folder watcher failed")

    def _schedule(self, root: str, table: list[Mount]) -> bool:
        """Begin to watch a root. False where that cannot be done now; supervision tries again."""
        with self._observing:
            self._unschedule(root)
            state = self._roots.get(root)
            if self._is_closed or state is None:
                return False
            state.is_watched, state.identity = False, _identity(root)
            state.mounted, state.is_shared = mounts_inside(root, table), is_shared(root, table)
            if state.identity is None:
                return False
            try:
                self._observer.schedule(_Handler(self, root), root, recursive=True, event_filter=_EVENTS)
            except OSError as error:
                self._unschedule(root)
                if error.errno in {errno.ENOSPC, errno.EMFILE}:
                    self._limited()
                else:
                    self._tell(f"Changes in {displayed(root)} cannot be watched: {error.strerror or error}.")
                return False
            state.is_watched = True
            return True

    def _unschedule(self, root: str) -> None:
        for emitter in tuple(self._observer.emitters):
            if emitter.watch.path == root:
                self._observer.unschedule(emitter.watch)

    def _check_limit(self) -> None:
        """The library passes over folders below a root for which the system gives no watch; so ask the system."""
        if self._limit_reached():
            self._limited()
        elif self._limited_at is not None and time.monotonic() - self._limited_at >= LIMIT_RETRY_S:
            self._limited_at = None
            self.watch_anew()
            self._request_all()

    def _limited(self) -> None:
        if self._limited_at is None:
            self._tell(LIMIT_TROUBLE)
        self._limited_at = time.monotonic()


class _Handler(FileSystemEventHandler):
    """Hands the events of one root on. Raises nothing: that would end watchdog's thread."""

    def __init__(self, watcher: Watcher, root: str) -> None:
        self._watcher = watcher
        self._root = root

    def on_any_event(self, event: FileSystemEvent) -> None:
        try:
            paths = (os.fsdecode(event.src_path), os.fsdecode(event.dest_path))
            self._watcher.note(self._root, paths, is_folder=event.is_directory)
        except Exception:
            log.exception("an event could not be taken in")


def _identity(root: str) -> tuple[int, int] | None:
    """What the folder at a path is; None where there is none that can be watched."""
    try:
        status = os.lstat(root)
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None


def _call(handler: Callable[[Argument], None], argument: Argument) -> None:
    try:
        handler(argument)
    except Exception:
        log.exception("a handler of the folder watcher failed")
