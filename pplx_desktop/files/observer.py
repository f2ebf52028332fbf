"""The library watchdog, as the watcher needs it: started, stopped, found healthy, and kept out of what is left out.

Invariant: on Linux no watch is spent on a folder that the rules leave out; caches alone can use up the system's limit,
and what goes on in them would wake the program all day. Elsewhere one watch takes in a whole root.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Protocol

from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

log = logging.getLogger(__name__)

OVERFLOW_LOGGER = "watchdog.observers.inotify_c"


class Admits(Protocol):
    """Says whether what is at `path`, below `root`, matters. `is_folder` where it is known to be a folder."""

    def __call__(self, root: str, path: str, /, *, is_folder: bool = False) -> bool:
        """See the class."""
        ...


def admit_all(_root: str, _path: str, /, *, is_folder: bool = False) -> bool:  # noqa: ARG001 -- the signature is that of `Admits`
    """Everything matters."""
    return True


class OverflowHandler(logging.Handler):
    """Learns of lost events. WORKAROUND(https://github.com/gorakhargosh/watchdog): they are only logged."""

    def __init__(self, on_overflow: Callable[[], None]) -> None:
        super().__init__(level=logging.WARNING)
        self._on_overflow = on_overflow

    def emit(self, record: logging.LogRecord) -> None:
        """Look at one line of the library's log."""
        if "overflow" in record.getMessage().lower():
            self._on_overflow()


def start_observer(admits: Admits) -> BaseObserver:
    """An observer whose threads run."""
    # WORKAROUND(https://github.com/gorakhargosh/watchdog): folders made in quick succession below each other are
    # registered twice, which does no harm; the warning would reach the user's terminal.
    warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning, module=r"watchdog\.")
    observer = _sparing_observer(admits) if sys.platform.startswith("linux") else Observer()
    observer.start()
    return observer


def stop_observer(observer: BaseObserver) -> None:
    """End its threads, as far as they let themselves be ended."""
    try:
        observer.stop()
        observer.join(timeout=5)
    except Exception:
        log.exception("watchdog did not stop cleanly")


def is_healthy(observer: BaseObserver) -> bool:
    """False where a thread of watchdog has died. On Linux a second thread reads the events."""
    reader = getattr(observer, "_inotify_fd", None)
    return observer.is_alive() and (not isinstance(reader, threading.Thread) or reader.is_alive())


def _sparing_observer(admits: Admits) -> BaseObserver:
    """WORKAROUND(https://github.com/gorakhargosh/watchdog/issues/212): it has no way to leave folders out of a
    recursive watch, so that the two places where it adds watches are replaced here. The tests count the watches.
    """
    from watchdog.observers.inotify import (  # noqa: PLC0415 -- it is there on Linux only
        InotifyEmitter,
        InotifyObserver,
        InotifyWatchGroup,
    )

    class SparingGroup(InotifyWatchGroup):
        """Adds watches only where `admits` lets it."""

        def _add_all_callbacks(self, path: bytes) -> None:
            root = os.fsdecode(self.path)
            if path != self.path and not admits(root, os.fsdecode(path), is_folder=True):
                return
            self._add_callback(path)
            waiting = [path]
            while waiting:
                for folder in _folders_in(waiting.pop()):
                    if admits(root, os.fsdecode(folder), is_folder=True):
                        self._add_callback(folder)
                        waiting.append(folder)

    class SparingEmitter(InotifyEmitter):
        def on_thread_start(self) -> None:
            self._inotify = SparingGroup(
                self._inotify_fd,
                os.fsencode(self.watch.path),
                is_recursive=self.watch.is_recursive,
                event_mask=self.get_event_mask_from_filter(),
            )

    observer = InotifyObserver()
    observer._emitter_class = SparingEmitter  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    return observer


def _folders_in(folder: bytes) -> list[bytes]:
    try:
        with os.scandir(folder) as listing:
            return [entry.path for entry in listing if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
