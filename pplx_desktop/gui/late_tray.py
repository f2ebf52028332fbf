"""Waits for the desktop's tray where the program starts with the session, and may be there before it.

Invariant: Qt asks once in a process whether somebody shows icons over D-Bus, so it is not let ask before it is so; whoever
wants the window meanwhile does not wait.
"""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QObject, QTimer, SignalInstance
from PySide6.QtDBus import QDBusConnection

from pplx_desktop.gui.tray_host import ask_for_host

_EVERY_MS = 300
PATIENCE_MS = 15_000
"""Desktops without such a tray are known by this alone. Nothing is seen of a program that waits."""


def wait_for_tray(bus: QDBusConnection, asked: SignalInstance, patience_ms: int = PATIENCE_MS) -> str:
    """Return when a tray is there, or none comes. What `asked` told meanwhile ends it and is returned; empty otherwise."""
    if not bus.isConnected():
        return ""
    waiting = _Waiting(bus, patience_ms)
    asked.connect(waiting.take_wish)
    wish = waiting.wait()
    asked.disconnect(waiting.take_wish)
    return wish


class _Waiting(QObject):
    """Looks again and again. All that asks and counts time is its own, and gone with it."""

    def __init__(self, bus: QDBusConnection, patience_ms: int) -> None:
        super().__init__()
        self._bus = bus
        self._wish = ""
        self._loop = QEventLoop(self)
        self._again = QTimer(self, interval=_EVERY_MS)
        self._again.timeout.connect(self._look)
        self._end = QTimer(self, singleShot=True, interval=patience_ms)
        self._end.timeout.connect(self._loop.quit)

    def wait(self) -> str:
        """Return what was wished meanwhile."""
        self._again.start()
        self._end.start()
        self._look()
        self._loop.exec()
        return self._wish

    def take_wish(self, wish: str) -> None:
        """Somebody wants the window."""
        self._wish = wish
        self._loop.quit()

    def _look(self) -> None:
        ask_for_host(self._bus, self).answered.connect(self._take_answer)

    def _take_answer(self, is_there: bool) -> None:
        if is_there:
            self._loop.quit()
