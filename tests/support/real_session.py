"""The program on a `RealDesktop`, with what it needs there, driven as a person does it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.support import waiting
from tests.support.fake_services import FakeService, TrayIcon
from tests.support.real_desktop import RealDesktop
from tests.support.screen_reader import VARIABLES, ScreenReader

PATIENCE_S = 120
"""A machine may have much else to do; what works costs none of it."""
TITLE = "^pplx-desktop$"


def eventually(condition: Callable[[], object], seconds: float = PATIENCE_S) -> None:
    """Wait until it is so."""
    waiting.eventually(condition, seconds)


def until_heeded(do: Callable[[], object], condition: Callable[[], object]) -> None:
    """Do it again until it is heeded, with more time each time: what comes twice may undo itself."""
    patience_s = 5.0

    def is_heeded() -> bool:
        nonlocal patience_s
        do()
        try:
            eventually(condition, patience_s)
        except AssertionError:
            patience_s *= 2
            return False
        return True

    eventually(is_heeded)


def until_closed(desktop: RealDesktop, title: str) -> None:
    """Press Escape in a dialog until it is heeded, and never in the window behind it, which would go."""

    def has_keyboard() -> bool:
        return desktop.active_title().startswith(title)

    until_heeded(lambda: has_keyboard() and desktop.press("Escape"), lambda: not has_keyboard())


@dataclass
class Session:
    """A program on its desktop."""

    desktop: RealDesktop
    reader: ScreenReader
    host: FakeService
    speaker: FakeService
    manager: FakeService
    process: subprocess.Popen[bytes]

    @property
    def icon(self) -> TrayIcon:
        """Its icon in the tray."""
        return TrayIcon(self.desktop.environment["DBUS_SESSION_BUS_ADDRESS"], self.host)

    @property
    def settings(self) -> dict[str, object]:
        """What is in the settings file, which the first change makes."""
        file = self.desktop.home / ".pplx" / "config" / "settings.toml"
        return tomllib.loads(file.read_text()) if file.exists() else {}

    def notifications(self) -> list[str]:
        """The titles of all that was told outside of the window."""
        return [str(arguments[3]) for arguments in self.speaker.called("Notify")]

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """Start the program once more."""
        return self.desktop.start([sys.executable, "-m", "pplx_desktop", *options], "program", **VARIABLES)

    def is_in_front(self) -> bool:
        """True where the window is seen and has the keyboard."""
        return self.desktop.active_title() == "pplx-desktop" and bool(self.desktop.windows(TITLE))

    def titles(self) -> list[str]:
        """The names of the rows, as a screen reader gets them."""
        return [part.name for part in self.reader.find("list item")]

    def open_settings(self) -> None:
        """Show them."""
        self.until_pressed("ctrl+comma", lambda: self.desktop.active_title().startswith("Settings"))

    def close_settings(self) -> None:
        """Close them: the window is in front again."""
        until_closed(self.desktop, "Settings")
        eventually(self.is_in_front)

    def choose(self, setting: str, number: int) -> None:
        """Choose an entry, by its number from 1, of what a setting offers."""
        menus = len(self.desktop.xdotool("search", "--onlyvisible", "--class", "pplx").split())
        self.reader.click("push button", f"{setting}: ")
        eventually(lambda: len(self.desktop.xdotool("search", "--onlyvisible", "--class", "pplx").split()) > menus)
        self.desktop.press(*["Down"] * number, "Return")

    def search(self, text: str, *expected: str) -> None:
        """Type a query, and wait until what is told of the first rows has this in it."""
        self.desktop.type(text)

        def are_found() -> bool:
            titles = self.titles()
            return len(titles) >= len(expected) and all(
                name in title for name, title in zip(expected, titles, strict=False)
            )

        try:
            eventually(are_found)
        except AssertionError:
            raise AssertionError(f"{self.titles()} instead of {expected}; {self.desktop.said('program')}") from None

    def until_pressed(self, keys: str, condition: Callable[[], object]) -> None:
        """Press keys until they are heeded: a key that is pressed before a program takes it is nobody's."""
        until_heeded(lambda: self.desktop.press(keys), condition)

    def family(self) -> list[psutil.Process]:
        """The program's processes."""
        program = psutil.Process(self.process.pid)
        return [program, *program.children(recursive=True)]

    def place(self) -> str:
        """Where the window is and how large."""
        return self.desktop.xdotool("getwindowgeometry", self.desktop.windows(TITLE)[0]).partition("\n")[2]

    def open(self) -> str:
        """Press Enter, and wait for the file that is opened."""
        before = len(self.desktop.opened)
        self.desktop.press("Return")
        eventually(lambda: len(self.desktop.opened) > before)
        return Path(self.desktop.opened[-1]).name
