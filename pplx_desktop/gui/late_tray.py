"""Waits for the desktop's tray where the program starts with the session, and may be there before it.

Invariant: Qt asks once in a process whether somebody shows icons over D-Bus, so it is not let ask before it is so; whoever
wants the window meanwhile does not wait.
"""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QObject, QTimer, SignalInstance
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

_NAME, _PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
_EVERY_MS, _ANSWER_MS = 300, 1_000
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
        question = QDBusMessage.createMethodCall(_NAME, _PATH, "org.freedesktop.DBus.Properties", "Get")
        question.setArguments([_NAME, "IsStatusNotifierHostRegistered"])
        question.setAutoStartService(False)
        answered = QDBusPendingCallWatcher(bus.asyncCall(question, _ANSWER_MS), questions)
        answered.finished.connect(take_answer)

    def take_answer(answered: QDBusPendingCallWatcher) -> None:
        reply = answered.reply()
        if not answered.isError() and reply.arguments()[0].variant():
            loop.quit()
        answered.deleteLater()

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
