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
    wishes: list[str] = []
    loop = QEventLoop()
    questions = QObject()

    def look() -> None:
        ask_for_host(bus, questions, take_answer)

    def take_answer(is_there: bool, error: str) -> None:
        del error
        if is_there:
            loop.quit()

    def take_wish(wish: str) -> None:
        wishes.append(wish)
        loop.quit()

    again = QTimer(questions, interval=_EVERY_MS)
    again.timeout.connect(look)
    again.start()
    end = QTimer(questions, singleShot=True, interval=patience_ms)
    end.timeout.connect(loop.quit)
    end.start()
    asked.connect(take_wish)
    look()
    loop.exec()
    asked.disconnect(take_wish)
    return wishes[-1] if wishes else ""
