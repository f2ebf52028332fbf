"""A tray that is there later than the program, on a session bus of the test's own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.late_tray import wait_for_tray
from tests.support.fake_services import PROPERTIES, FakeService, serving

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")

_LONG_MS = 60_000


class _Starts(QObject):
    asked = Signal(str)


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
def bus(address: str) -> Iterator[QDBusConnection]:
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
    QTimer.singleShot(0, lambda: made.append(FakeService(address, (watcher,), {(PROPERTIES, "Get"): answer})))
    assert wait_for_tray(bus, _Starts().asked, _LONG_MS) == ""
    with serving(made[0]):
        # Whoever only looks after icons that another one shows is not enough.
        assert said == answers
        assert wait_for_tray(bus, _Starts().asked, _LONG_MS) == ""
        assert len(said) == 4


def test_who_wants_the_window_does_not_wait(bus: QDBusConnection, qtbot: QtBot) -> None:
    starts = _Starts()
    QTimer.singleShot(0, lambda: starts.asked.emit("show"))
    assert wait_for_tray(bus, starts.asked, _LONG_MS) == "show"


def test_where_none_comes_it_goes_on(bus: QDBusConnection, qtbot: QtBot) -> None:
    assert wait_for_tray(bus, _Starts().asked, 50) == ""
    assert wait_for_tray(QDBusConnection("nobody"), _Starts().asked, _LONG_MS) == ""
