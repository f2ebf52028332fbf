"""Keys on Wayland: the real code, a real bus, a portal that the test stands in for."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui.hotkey.keys import combination
from pplx_desktop.gui.hotkey.portal import PortalGrab
from tests.support.fake_services import FakePortal
from tests.support.waiting import eventually


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session bus of the test's own."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1", "--nopidfile"], stdout=subprocess.PIPE
    )
    assert daemon.stdout is not None
    with daemon.stdout:
        address = daemon.stdout.readline().decode().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield address
    daemon.terminate()
    daemon.wait(10)


@dataclass
class Taken:
    """A grab, and what it told."""

    presses: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    errors: list[PplxError] = field(default_factory=list[PplxError])

    def grab(self, keys: str = "Ctrl+Alt+Space") -> PortalGrab:
        return PortalGrab(
            combination(keys),
            lambda time_ms, token: self.presses.append((time_ms, token)),
            self.errors.append,
            app_id="io.github.example",
            description="Show or hide",
        )


def test_keys_are_bound_and_presses_come_with_their_token(bus: str) -> None:
    portal = FakePortal(bus)
    taken = Taken()
    grab = taken.grab()
    eventually(lambda: portal.service.called("BindShortcuts"))
    assert portal.service.called("Register")[0][0] == "io.github.example"
    session, shortcuts, _, _ = portal.service.called("BindShortcuts")[0]
    assert session == portal.session
    assert shortcuts == [
        ("toggle", {"description": ("s", "Show or hide"), "preferred_trigger": ("s", "CTRL+ALT+space")})
    ]

    def pressed() -> bool:
        portal.press()
        return bool(taken.presses)

    eventually(pressed)
    assert taken.presses[0] == (4_711, "a-token")
    grab.release()
    grab.join(10)
    eventually(lambda: portal.service.called("Close"))
    assert not taken.errors
    count = len(taken.presses)
    portal.press()
    assert len(taken.presses) == count
    portal.service.close()


def test_a_user_who_says_no_is_told_the_other_way(bus: str) -> None:
    portal = FakePortal(bus, code=1)
    taken = Taken()
    grab = taken.grab()
    eventually(lambda: taken.errors)
    assert taken.errors[0].code == "hotkey-refused"
    assert "--toggle" in taken.errors[0].hint
    grab.join(10)
    portal.service.close()


def test_without_a_portal_it_is_told_and_over(bus: str) -> None:
    taken = Taken()
    grab = taken.grab()
    eventually(lambda: taken.errors)
    assert taken.errors[0].code == "no-hotkeys"
    grab.join(10)
    grab.release()


def test_without_a_bus_it_is_told_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    taken = Taken()
    taken.grab().join(10)
    assert [error.code for error in taken.errors] == ["no-hotkeys"]


def test_a_portal_that_does_not_answer_stops_nobody(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pplx_desktop.gui.hotkey.portal._CALL_S", 0.2)
    silent = FakePortal(bus)
    silent.service.methods.clear()
    taken = Taken()
    grab = taken.grab()
    eventually(lambda: taken.errors)
    grab.release()
    grab.join(10)
    silent.service.close()


def test_a_desktop_that_asks_for_long_can_be_left(bus: str) -> None:
    portal = FakePortal(bus)
    portal.service.methods["org.freedesktop.portal.GlobalShortcuts", "BindShortcuts"] = lambda _, __: ("o", ("/later",))
    taken = Taken()
    grab = taken.grab()
    eventually(lambda: portal.service.called("BindShortcuts"))
    grab.release()
    grab.join(10)
    assert not taken.errors
    eventually(lambda: portal.service.called("Close"))
    portal.service.close()
