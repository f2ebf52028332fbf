"""Whether somebody shows icons over D-Bus, or notifications: asked without waiting, for a panel that hangs would hold up who
asks.

Invariant: what is known is what the bus told last; a bus that does not answer has nobody.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusServiceWatcher

_NAME, _PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
_CHANGES = ("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered")
_NOTIFICATIONS, _NOTIFICATIONS_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_ANSWER_MS, _AGAIN_MS = 1_000, 5_000
_START_MS = 10_000
"""Who shows notifications is started by the first that comes, on some desktops."""
PATIENCE_MS = 10_000
"""A panel that starts anew is back by then."""
_TIMED_OUT = frozenset({"org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Timeout"})


class TrayHost(QObject):
    """Follows who comes and goes. Made when somebody is there. `lost` comes when nobody was for a while."""

    lost = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__(parent)
        self._bus = bus
        self._is_there = True
        self._missing = QTimer(self, singleShot=True, interval=patience_ms)
        self._missing.timeout.connect(self.lost)
        self._watcher = QDBusServiceWatcher(_NAME, bus, QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange, self)
        self._watcher.serviceOwnerChanged.connect(self._take_owner)
        for change in _CHANGES:
            # Typed as bytes, but takes what `SLOT` makes alone.
            bus.connect("", _PATH, _NAME, change, self, SLOT("_look()"))  # pyright: ignore[reportArgumentType]
        self._look()

    @property
    def is_there(self) -> bool:
        """True where somebody shows icons."""
        return self._is_there

    def _take_owner(self, name: str, before: str, now: str) -> None:
        del name, before
        if now:
            self._look()
        else:
            self._take(is_there=False)

    @Slot()
    def _look(self) -> None:
        ask_for_host(self._bus, self).answered.connect(self._take)

    def _take(self, is_there: bool, error: str = "") -> None:
        if error in _TIMED_OUT:
            QTimer.singleShot(_AGAIN_MS, self, self._look)
        if is_there == self._is_there:
            return
        self._is_there = is_there
        if is_there:
            self._missing.stop()
        else:
            self._missing.start()


class Question(QObject):
    """One question to the bus, gone with its answer or with who asks. `answered(bool, str)` tells what is so, and the error's
    name where nobody could say.

    What is connected is a method of an object of Qt's, which the connection does not keep: a function that it kept, and who
    asks with it, would be freed in the midst of the watcher's own end, and delete the watcher once more.
    """

    answered = Signal(bool, str)

    def __init__(
        self,
        bus: QDBusConnection,
        message: QDBusMessage,
        patience_ms: int,
        is_so: Callable[[QDBusMessage], bool],
        asking: QObject,
    ) -> None:
        super().__init__(asking)
        self._is_so = is_so
        self._watcher = QDBusPendingCallWatcher(bus.asyncCall(message, patience_ms), self)
        self._watcher.finished.connect(self._take_answer)

    def _take_answer(self) -> None:
        reply = self._watcher.reply()
        error = reply.errorName() if self._watcher.isError() else ""
        self.deleteLater()
        self.answered.emit(not error and self._is_so(reply), error)


def ask_for_host(bus: QDBusConnection, asking: QObject) -> Question:
    """Ask whether somebody shows icons."""
    message = QDBusMessage.createMethodCall(_NAME, _PATH, "org.freedesktop.DBus.Properties", "Get")
    message.setArguments([_NAME, "IsStatusNotifierHostRegistered"])
    message.setAutoStartService(False)
    return Question(bus, message, _ANSWER_MS, _is_true, asking)


def ask_for_notifications(bus: QDBusConnection, asking: QObject) -> Question:
    """Ask whether somebody shows notifications."""
    message = QDBusMessage.createMethodCall(_NOTIFICATIONS, _NOTIFICATIONS_PATH, _NOTIFICATIONS, "GetServerInformation")
    return Question(bus, message, _START_MS, lambda _: True, asking)


def shows_over_bus() -> bool:
    """True where Qt has this process's icon shown over D-Bus: it looks once, as the first icon is made."""
    return QDBusConnection(f"org.kde.StatusNotifierItem-{os.getpid()}-1").isConnected()


def _is_true(reply: QDBusMessage) -> bool:
    return reply.signature() == "v" and bool(reply.arguments()[0].variant())
