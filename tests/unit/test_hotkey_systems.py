"""What keys are called on each system, and the ways of Windows and macOS, whose calls a test stands in for."""

from __future__ import annotations

import ctypes
import threading
from queue import SimpleQueue
from typing import Any

import pytest

from pplx_desktop.core.errors import PplxError, UserError
from pplx_desktop.gui.hotkey.keys import combination
from pplx_desktop.gui.hotkey.macos import Handler, MacGrab
from pplx_desktop.gui.hotkey.windows import WindowsGrab
from tests.support.waiting import eventually


@pytest.mark.parametrize(
    ("text", "keysym", "windows", "mac", "held"),
    [
        ("Ctrl+Alt+Space", 0x20, 0x20, 49, "ctrl alt"),
        ("Meta+Shift+K", ord("k"), ord("K"), 40, "shift meta"),
        ("F9", 0xFFC6, 0x78, 101, ""),
        ("Ctrl+7", ord("7"), ord("7"), 26, "ctrl"),
        ("Alt+Y", ord("y"), ord("Y"), 16, "alt"),
    ],
)
def test_each_system_has_its_own_name_for_a_key(text: str, keysym: int, windows: int, mac: int, held: str) -> None:
    keys = combination(text)
    assert (keys.key.keysym, keys.key.windows, keys.key.mac) == (keysym, windows, mac)
    assert " ".join(name for name in ("ctrl", "alt", "shift", "meta") if getattr(keys, name)) == held


@pytest.mark.parametrize("text", ["", "K", "Shift+K", "Ctrl", "Ctrl+K, Ctrl+C", "Ctrl+Nonsense", "Space", "Ctrl+ß"])
def test_what_people_type_is_nobodys_hotkey(text: str) -> None:
    with pytest.raises(UserError) as raised:
        combination(text)
    assert raised.value.code == "hotkey-invalid"


class FakeUser32:
    """user32.dll: a queue of messages for the thread that registered."""

    def __init__(self, *, is_taken: bool = False) -> None:
        self.messages: SimpleQueue[tuple[int, int]] = SimpleQueue()
        self.registered: list[tuple[int, int]] = []
        self.is_taken = is_taken
        self.foreground: list[int] = []
        self.threads: set[int] = set()

    def RegisterHotKey(self, window: None, number: int, modifiers: int, key: int) -> int:
        self.threads.add(threading.get_ident())
        if self.is_taken:
            return 0
        self.registered.append((modifiers, key))
        return 1

    def UnregisterHotKey(self, window: None, number: int) -> int:
        self.threads.add(threading.get_ident())
        self.registered.clear()
        return 1

    def GetMessageW(self, message: Any, window: None, first: int, last: int) -> int:
        kind, word = self.messages.get(timeout=30)
        message._obj.message, message._obj.word, message._obj.time = kind, word, 99
        return int(kind != 0x12)

    def PostThreadMessageW(self, thread: int, message: int, word: int, long: int) -> int:
        self.messages.put((message, word))
        return 1

    def AllowSetForegroundWindow(self, process: int) -> int:
        return 1

    def SetForegroundWindow(self, window: ctypes.c_void_p) -> int:
        self.foreground.append(window.value or 0)
        return 1


def test_windows_keys_live_in_one_thread() -> None:
    user32 = FakeUser32()
    presses: list[tuple[int, str]] = []
    errors: list[PplxError] = []
    grab = WindowsGrab(combination("Ctrl+Alt+Space"), lambda *press: presses.append(press), errors.append, user32)
    eventually(lambda: user32.registered)
    # MOD_CONTROL | MOD_ALT | MOD_NOREPEAT, VK_SPACE.
    assert user32.registered == [(0x4003, 0x20)]
    user32.messages.put((0x200, 0))
    user32.messages.put((0x312, 1))
    eventually(lambda: presses)
    assert presses == [(99, "")]
    grab.bring_forward(1234, 99)
    assert user32.foreground == [1234]
    grab.release()
    grab.join(10)
    assert not user32.registered
    assert len(user32.threads) == 1
    assert threading.get_ident() not in user32.threads
    assert not errors


def test_keys_that_are_taken_on_windows_are_told() -> None:
    errors: list[PplxError] = []
    grab = WindowsGrab(combination("F9"), lambda *_: None, errors.append, FakeUser32(is_taken=True))
    grab.join(10)
    assert [error.code for error in errors] == ["hotkey-taken"]
    grab.release()


class FakeCarbon:
    """Carbon.framework: keeps the handler, as the system does, by its bare address."""

    def __init__(self, status: int = 0) -> None:
        self.status = status
        self.handler: Any = None
        self.registered: list[tuple[int, int]] = []
        self.calls: list[str] = []

    def GetApplicationEventTarget(self) -> int:
        return 77

    def InstallEventHandler(self, target: int, handler: Any, count: int, kinds: Any, data: None, out: Any) -> int:
        assert (kinds._obj.kind, kinds._obj.number) == (int.from_bytes(b"keyb", "big"), 5)
        self.handler = Handler(ctypes.cast(handler, ctypes.c_void_p).value)
        out._obj.value = 11
        return 0

    def RegisterEventHotKey(self, key: int, held: int, mine: Any, target: int, options: int, out: Any) -> int:
        if self.status == 0:
            self.registered.append((key, held))
            out._obj.value = 12
        return self.status

    def UnregisterEventHotKey(self, hotkey: ctypes.c_void_p) -> int:
        self.calls.append(f"unregister {hotkey.value}")
        return 0

    def RemoveEventHandler(self, handler: ctypes.c_void_p) -> int:
        self.calls.append(f"remove {handler.value}")
        return 0


def test_mac_keys_call_back_and_are_given_back() -> None:
    carbon = FakeCarbon()
    presses: list[tuple[int, str]] = []
    errors: list[PplxError] = []
    grab = MacGrab(combination("Ctrl+Meta+K"), lambda *press: presses.append(press), errors.append, carbon)
    # Qt's Ctrl is Command there, its Meta is Control.
    assert carbon.registered == [(40, 0x100 | 0x1000)]
    assert carbon.handler(None, None, None) == 0
    assert len(presses) == 1
    grab.release()
    grab.release()
    assert carbon.calls == ["unregister 12", "remove 11"]
    assert not errors


@pytest.mark.parametrize(("status", "code"), [(-9878, "hotkey-taken"), (-50, "no-hotkeys")])
def test_what_a_mac_refuses_is_told(status: int, code: str) -> None:
    carbon = FakeCarbon(status)
    errors: list[PplxError] = []
    MacGrab(combination("F9"), lambda *_: None, errors.append, carbon)
    assert [error.code for error in errors] == [code]
    assert carbon.calls == ["remove 11"]


def test_without_carbon_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    errors: list[PplxError] = []
    monkeypatch.setattr("pplx_desktop.gui.hotkey.macos._FRAMEWORK", "/nowhere/Carbon")
    grab = MacGrab(combination("F9"), lambda *_: None, errors.append)
    assert [error.code for error in errors] == ["no-hotkeys"]
    grab.release()
