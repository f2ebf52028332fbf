"""Keys on X11: the real code on a real server, pressed by xdotool."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress

import pytest

from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui.hotkey.keys import combination
from pplx_desktop.gui.hotkey.x11 import X11Grab
from tests.support.waiting import eventually


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server without anything on it."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-nolisten", "tcp", "-noreset"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as answer:
        name = f":{answer.readline().strip()}"
    yield name
    server.terminate()
    server.wait(60)


def _press(display: str, keys: str) -> None:
    subprocess.run(["xdotool", "key", keys], env={**os.environ, "DISPLAY": display}, check=True)


class Taken:
    """A grab, and what it told."""

    def __init__(self, keys: str) -> None:
        self.presses: list[int] = []
        self.errors: list[PplxError] = []
        self.grab = X11Grab(combination(keys), lambda time_ms, _: self.presses.append(time_ms), self.errors.append)

    def until_heeded(self, display: str, keys: str) -> None:
        """Press keys until a press was told: the thread may still be about to take them. No other press is under way
        then: each had its time.
        """

        def is_told() -> bool:
            _press(display, keys)
            with suppress(AssertionError):
                eventually(lambda: self.presses, 3)
            return bool(self.presses)

        eventually(is_told)

    def end(self) -> None:
        self.grab.release()
        self.grab.join(60)


def test_keys_are_heard_whatever_is_locked_and_given_back(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    taken = Taken("Ctrl+Alt+Space")
    taken.until_heeded(display, "ctrl+alt+space")
    for lock in ("Num_Lock", "Caps_Lock"):
        before = len(taken.presses)
        _press(display, lock)
        _press(display, "ctrl+alt+space")
        eventually(lambda before=before: len(taken.presses) > before)
        _press(display, lock)
    before = len(taken.presses)
    _press(display, "ctrl+space")
    _press(display, "ctrl+alt+space")
    eventually(lambda: len(taken.presses) > before)
    assert len(taken.presses) == before + 1
    assert taken.presses == sorted(taken.presses)
    taken.end()
    # Given back: somebody else can have them.
    other = Taken("Ctrl+Alt+Space")
    other.until_heeded(display, "ctrl+alt+space")
    other.end()
    assert not taken.errors + other.errors


def test_keys_that_are_held_down_are_pressed_once(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    taken = Taken("F8")
    taken.until_heeded(display, "F8")
    before = len(taken.presses)
    held = ["xdotool", "keydown", "F8", "sleep", "1.2", "keyup", "F8"]
    subprocess.run(held, env={**os.environ, "DISPLAY": display}, check=True)
    # The next one comes after all that the server has told of the one before.
    _press(display, "F8")
    eventually(lambda: len(taken.presses) > before + 1)
    assert len(taken.presses) == before + 2
    taken.end()


def test_keys_of_another_program_are_told(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    first = Taken("F9")
    first.until_heeded(display, "F9")
    second = Taken("F9")
    eventually(lambda: second.errors)
    assert second.errors[0].code == "hotkey-taken"
    second.end()
    first.end()


def test_another_layout_moves_the_keys(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    taken = Taken("Ctrl+Alt+Y")
    taken.until_heeded(display, "ctrl+alt+y")
    subprocess.run(["setxkbmap", "de"], env={**os.environ, "DISPLAY": display}, check=True)
    before = len(taken.presses)

    def is_heard() -> bool:
        _press(display, "ctrl+alt+y")
        return len(taken.presses) > before

    eventually(is_heard)
    subprocess.run(["setxkbmap", "us"], env={**os.environ, "DISPLAY": display}, check=True)
    taken.end()
    assert not taken.errors


def test_without_a_server_it_is_told_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9999")
    taken = Taken("F9")
    taken.grab.join(60)
    assert [error.code for error in taken.errors] == ["no-hotkeys"]
    taken.end()


def test_a_server_that_goes_away_costs_the_thread_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-nolisten", "tcp"], pass_fds=[writer], stderr=subprocess.DEVNULL
    )
    os.close(writer)
    with os.fdopen(reader) as answer:
        name = f":{answer.readline().strip()}"
    monkeypatch.setenv("DISPLAY", name)
    taken = Taken("F9")
    taken.until_heeded(name, "F9")
    server.terminate()
    server.wait(60)
    taken.grab.join(60)
    assert [error.code for error in taken.errors] == ["no-hotkeys"]
