"""Turns SIGTERM, SIGINT and SIGHUP into a call in the thread that paints.

Python runs its handlers between two of its own instructions only, and Qt's event loop executes none while nothing
happens; the wake-up socket makes something happen.
"""

from __future__ import annotations

import contextlib
import ctypes
import signal
import socket
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


def end_without_libraries() -> None:
    """Have `exit`, by which Qt ends the process where its display is gone, leave out what the libraries do at the end:
    PySide has its own lock there and waits for Python's, for ever where another thread has that and waits for PySide's.
    What Python does at its end comes before. Only glibc has this.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        with contextlib.suppress(AttributeError):
            libc.on_exit(libc["_exit"], None)


class Termination(QObject):
    """`asked` comes when the system or a terminal wants the program to end. Does nothing on Windows."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: dict[int, object] = {}
        if sys.platform == "win32":
            return
        self._reader, self._writer = socket.socketpair(socket.AF_UNIX)
        for end in (self._reader, self._writer):
            end.settimeout(0)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        self._wakeup_before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            self._before[number] = signal.signal(number, self._take)

    def close(self) -> None:
        """Give the signals back. Idempotent."""
        if sys.platform == "win32" or not self._before:
            return
        for number, handler in self._before.items():
            signal.signal(number, handler)  # pyright: ignore[reportArgumentType]
        self._before = {}
        signal.set_wakeup_fd(self._wakeup_before)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _take(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.asked.emit()

    def _drain(self) -> None:
        try:
            self._reader.recv(64)
        except BlockingIOError:
            return
