"""Keys that bring up the window: what was wished for last holds, and what comes late is dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import PplxError, UserError
from pplx_desktop.gui.hotkey.global_hotkey import GlobalHotkey, grab_here
from pplx_desktop.gui.hotkey.keys import Combination


class FakeGrab:
    """What a system gives: remembers what was asked of it."""

    def __init__(self, keys: Combination, pressed: Callable[[int, str], None], failed: Callable[..., None]) -> None:
        self.keys, self.pressed, self.failed = keys, pressed, failed
        self.is_released = False
        self.forward: tuple[int, int] | None = None

    def release(self) -> None:
        self.is_released = True

    def join(self, timeout_s: float) -> None:
        assert self.is_released

    def bring_forward(self, window: int, time_ms: int) -> None:
        self.forward = window, time_ms


def test_the_last_wish_holds_and_late_presses_are_dropped(qtbot: QtBot) -> None:
    made: list[FakeGrab] = []

    def make(*parts: Any) -> FakeGrab:
        made.append(FakeGrab(*parts))
        return made[-1]

    hotkey = GlobalHotkey(make)
    presses: list[tuple[int, str]] = []
    errors: list[PplxError] = []
    hotkey.pressed.connect(lambda time_ms, token: presses.append((time_ms, token)))
    hotkey.failed.connect(errors.append)
    hotkey.follow("Ctrl+Alt+Space")
    hotkey.follow("Ctrl+Alt+Space")
    assert len(made) == 1
    # A press comes from another thread, and is heard in the one that paints.
    with qtbot.waitSignal(hotkey.pressed):
        threading.Thread(target=made[0].pressed, args=(7, "a-token")).start()
    hotkey.bring_forward(42, 7)
    assert made[0].forward == (42, 7)
    made[0].pressed(8, "")
    hotkey.follow("F9")
    assert made[0].is_released
    made[0].failed(UserError("hotkey-taken", "late"))
    with qtbot.waitSignal(hotkey.failed):
        made[1].failed(UserError("hotkey-taken", "now"))
    assert presses == [(7, "a-token")]
    assert [error.title for error in errors] == ["now"]
    hotkey.follow("Shift+A")
    assert [error.code for error in errors] == ["hotkey-taken", "hotkey-invalid"]
    assert made[1].is_released
    hotkey.close()
    assert len(made) == 2


def test_where_there_is_no_way_it_is_told(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_SESSION_TYPE", raising=False)
    monkeypatch.setattr("PySide6.QtGui.QGuiApplication.platformName", lambda: "offscreen")
    hotkey = GlobalHotkey(grab_here("io.github.example"))
    with qtbot.waitSignal(hotkey.failed) as told:
        hotkey.follow("F9")
    assert told.args[0].code == "no-hotkeys"
    assert "--toggle" in told.args[0].hint
    hotkey.close()
