"""A tray that is there later than the program, or comes and goes, on a session bus of the test's own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from pplx_desktop.gui import late_tray
from pplx_desktop.gui.late_tray import wait_for_tray
from pplx_desktop.gui.tray_host import TrayHost, ask_for_host, ask_for_notifications
from tests.support.fake_services import PROPERTIES, FakeService, notifications, serving, tray_host

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")

_LONG_MS = 60_000


class _Starts(QObject):
    asked = Signal(str)


def _asked_once_more(bus: QDBusConnection, asking: QObject, host: FakeService, qtbot: QtBot) -> int:
    """Ask, and return how many questions there have been."""
    with qtbot.waitSignal(ask_for_host(bus, asking).answered):
        pass
    return len(host.called("Get"))


@pytest.fixture
def address() -> Iterator[str]:
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1", "--nopidfile"], stdout=subprocess.PIPE
    )
    assert daemon.stdout is not None
    with daemon.stdout:
        yield daemon.stdout.readline().decode().strip()
    daemon.terminate()
    daemon.wait(10)


@pytest.fixture
def kept() -> list[QObject]:
    """What hears the bus, in the program as long as that is there: the thread of the bus may be about to tell it something."""
    return []


@pytest.fixture
def bus(address: str, kept: list[QObject]) -> Iterator[QDBusConnection]:
    yield QDBusConnection.connectToBus(address, "late-tray")
    QDBusConnection.disconnectFromBus("late-tray")


def test_it_waits_for_who_shows_icons(address: str, bus: QDBusConnection, qtbot: QtBot) -> None:
    watcher = "org.kde.StatusNotifierWatcher"
    answers = [False, False, True]
    said: list[bool] = []

    def answer(_: str, __: tuple[object, ...]) -> tuple[str, tuple[object, ...]]:
        said.append(answers[min(len(said), 2)])
        return "v", (("b", said[-1]),)

    made: list[FakeService] = []
    starts = _Starts()
    QTimer.singleShot(0, lambda: made.append(FakeService(address, (watcher,), {(PROPERTIES, "Get"): answer})))
    assert wait_for_tray(bus, starts.asked, _LONG_MS) == ""
    with serving(made[0]):
        # Whoever only looks after icons that another one shows is not enough.
        assert said == answers
        assert wait_for_tray(bus, starts.asked, _LONG_MS) == ""
        assert len(said) == 4


def test_nothing_is_asked_any_more_afterwards(
    address: str, bus: QDBusConnection, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(late_tray, "_EVERY_MS", 1)
    starts, asking = _Starts(), QObject()
    with serving(tray_host(address)) as host:
        assert wait_for_tray(bus, starts.asked, _LONG_MS) == ""
        # What was under way comes before the first of these.
        calls = [_asked_once_more(bus, asking, host, qtbot) for _ in range(6)]
    assert calls == list(range(calls[0], calls[0] + 6))


def test_who_wants_the_window_does_not_wait(bus: QDBusConnection, qtbot: QtBot) -> None:
    starts = _Starts()
    QTimer.singleShot(0, lambda: starts.asked.emit("show"))
    assert wait_for_tray(bus, starts.asked, _LONG_MS) == "show"


def test_where_none_comes_it_goes_on(bus: QDBusConnection, qtbot: QtBot) -> None:
    starts = _Starts()
    assert wait_for_tray(bus, starts.asked, 50) == ""
    assert wait_for_tray(QDBusConnection("nobody"), starts.asked, _LONG_MS) == ""


def test_who_shows_icons_is_followed_and_missed(
    address: str, bus: QDBusConnection, kept: list[QObject], qtbot: QtBot
) -> None:
    host = tray_host(address)
    followed = TrayHost(bus, patience_ms=1)
    kept.append(followed)
    qtbot.waitUntil(lambda: bool(host.called("Get")))
    assert followed.is_there
    with qtbot.waitSignal(followed.lost):
        host.close()
    assert not followed.is_there
    with serving(tray_host(address)):
        qtbot.waitUntil(lambda: followed.is_there)


def test_a_panel_may_end_while_who_asks_for_it_goes_on(
    address: str, bus: QDBusConnection, kept: list[QObject], qtbot: QtBot
) -> None:
    watcher, is_shown = "org.kde.StatusNotifierWatcher", [True]
    methods = {(PROPERTIES, "Get"): lambda _, __: ("v", (("b", is_shown[0]),))}
    with serving(FakeService(address, (watcher,), methods)) as service:
        followed = TrayHost(bus, patience_ms=60_000)
        kept.append(followed)
        qtbot.waitUntil(lambda: bool(service.called("Get")))
        for is_shown[0], change in ((False, "StatusNotifierHostUnregistered"), (True, "StatusNotifierHostRegistered")):
            service.emit("/StatusNotifierWatcher", watcher, change)
            qtbot.waitUntil(lambda: followed.is_there is is_shown[0])


def test_whether_notifications_are_shown_is_known_before_one_is_told(
    address: str, bus: QDBusConnection, qtbot: QtBot
) -> None:
    asking = QObject()
    with qtbot.waitSignal(ask_for_notifications(bus, asking).answered) as answered:
        pass
    assert answered.args is not None
    assert answered.args[0] is False
    with serving(notifications(address)), qtbot.waitSignal(ask_for_notifications(bus, asking).answered) as answered:
        pass
    assert answered.args == [True, ""]
