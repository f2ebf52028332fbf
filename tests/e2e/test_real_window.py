"""The whole program in a real window, as a person has it: X server, window manager, tray, session bus, real engine.

The tests of this file run in their order on one desktop and, between the first and the last, one program, which goes on from
one to the next; each begins with an empty search box in a window that is in front. The last one takes the desktop away.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.support import waiting
from tests.support.fake_services import FakeService, TrayIcon, file_manager, serving, tray_host
from tests.support.real_desktop import RealDesktop, real_desktop
from tests.support.screen_reader import VARIABLES, ScreenReader, screen_reader

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="X11")

_PATIENCE_S = 120
"""A machine may have much else to do; what works costs none of it."""
_TITLE = "^pplx-desktop$"
_TEXTS = {
    "boiler.txt": "The boiler short-cycles: its thermostat sits in the draught of the door, so the burner stops and starts.\n",
    "garden.txt": "Tomatoes want a warm wall. A thermostat in the greenhouse keeps the frost away.\n",
    "tax.txt": "The return has to be handed in by the end of July.\n",
}


def eventually(condition: Callable[[], object], seconds: float = _PATIENCE_S) -> None:
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


@dataclass
class Session:
    """A program on its desktop."""

    desktop: RealDesktop
    reader: ScreenReader
    host: FakeService
    manager: FakeService
    process: subprocess.Popen[bytes]

    @property
    def icon(self) -> TrayIcon:
        """Its icon in the tray."""
        return TrayIcon(self.desktop.environment["DBUS_SESSION_BUS_ADDRESS"], self.host)

    @property
    def settings(self) -> dict[str, object]:
        """What is in the settings file."""
        return tomllib.loads((self.desktop.home / ".pplx" / "config" / "settings.toml").read_text())

    def notifications(self) -> list[str]:
        """The titles of all that was told outside of the window."""
        return [str(arguments[3]) for arguments in self.host.called("Notify")]

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """Start the program once more."""
        return self.desktop.start([sys.executable, "-m", "pplx_desktop", *options], "program", **VARIABLES)

    def is_in_front(self) -> bool:
        """True where the window has the keyboard."""
        return self.desktop.active_title() == "pplx-desktop"

    def titles(self) -> list[str]:
        """The names of the rows, as a screen reader gets them."""
        return [part.name for part in self.reader.find("list item")]

    def open_settings(self) -> None:
        """Show them."""
        self.desktop.press("ctrl+comma")
        eventually(lambda: self.desktop.active_title().startswith("Settings"))

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
        return self.desktop.xdotool("getwindowgeometry", self.desktop.windows(_TITLE)[0]).partition("\n")[2]

    def open(self) -> str:
        """Press Enter, and wait for the file that is opened."""
        before = len(self.desktop.opened)
        self.desktop.press("Return")
        eventually(lambda: len(self.desktop.opened) > before)
        return Path(self.desktop.opened[-1]).name


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDesktop]:
    """A desktop with nothing on it."""
    with real_desktop(tmp_path_factory.mktemp("desktop")) as desktop:
        yield desktop
        # For the report of a test that fails.
        print(desktop.said("program"))


@pytest.fixture(autouse=True)
def _no_faults(desktop: RealDesktop) -> Iterator[None]:
    yield
    assert "Traceback" not in desktop.said("program")


@pytest.fixture(scope="module")
def session(desktop: RealDesktop) -> Iterator[Session]:
    """From an empty home to a program that is started for the first time."""
    documents = desktop.home / "Documents"
    documents.mkdir()
    for name, text in _TEXTS.items():
        (documents / name).write_text(text)
    address = desktop.environment["DBUS_SESSION_BUS_ADDRESS"]
    with serving(tray_host(address)) as host, serving(file_manager(address)) as manager:
        process = desktop.start([sys.executable, "-m", "pplx_desktop"], "program", **VARIABLES)
        with screen_reader(desktop) as reader:
            session = Session(desktop, reader, host, manager, process)
            yield session
            if session.host is not host:
                session.host.close()


@pytest.fixture
def shown(session: Session) -> Session:
    """The window in front, with nothing typed."""
    if not session.is_in_front():
        assert session.start().wait(_PATIENCE_S) == 0
        eventually(session.is_in_front)
    session.desktop.press("ctrl+k", "ctrl+a", "BackSpace")
    eventually(lambda: not session.titles())
    return session


def test_a_tray_of_the_old_kind_and_no_session_bus(desktop: RealDesktop) -> None:
    without = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={desktop.folder}/none"}
    home = str(desktop.folder / "another home")
    program = desktop.start([sys.executable, "-m", "pplx_desktop", "--home", home], "program", **without)
    eventually(lambda: desktop.windows(_TITLE))
    (tray,) = desktop.xdotool("search", "--class", "trayer").split()[-1:]
    eventually(lambda: _width(desktop, tray) > 8)
    # The icon is painted as soon as it is in its place.
    desktop.xdotool("mousemove", "--sync", "--window", tray, str(_width(desktop, tray) // 2), "14")
    until_heeded(lambda: desktop.xdotool("click", "1"), lambda: not desktop.windows(_TITLE))
    until_heeded(lambda: desktop.xdotool("click", "3"), lambda: _popups(desktop, program.pid))
    desktop.press("Up", "Return")
    assert program.wait(_PATIENCE_S) == 0


def test_from_an_empty_home_to_a_found_passage(session: Session) -> None:
    desktop = session.desktop
    eventually(lambda: desktop.windows(_TITLE))
    eventually(session.is_in_front)
    session.reader.click("push button", "Start searching")
    eventually(lambda: session.settings.get("folders") == [str(desktop.home / "Documents")])
    desktop.press("ctrl+k")
    # Words that are in no file: only the model can find it.
    session.search("why does the heater turn on and off all the time", "boiler.txt")
    assert session.open() == "boiler.txt"
    eventually(lambda: "Your folders are indexed" in session.notifications())
    eventually(lambda: "3 files searchable" in session.icon.tool_tip())


def test_type_move_and_open(shown: Session) -> None:
    # Both stages of the answer: until then the best row may become another one.
    shown.search("thermostat", "found by meaning", "found by meaning")
    first = shown.open()
    shown.desktop.press("Down")
    second = shown.open()
    shown.desktop.press("Up")
    assert {first, second} == {"boiler.txt", "garden.txt"}
    assert shown.open() == first
    shown.desktop.press("ctrl+Return")
    eventually(lambda: shown.manager.called("ShowItems"))
    assert shown.manager.called("ShowItems")[0][0][0].endswith(first)


def test_another_theme(shown: Session) -> None:
    def lightness() -> float:
        return shown.desktop.picture().lightness(100, 150, 1000, 600)

    eventually(lambda: lightness() > 200)
    shown.open_settings()
    for number, fits in ((3, lambda: lightness() < 90), (2, lambda: lightness() > 200)):
        shown.choose("Colours", number)
        eventually(fits)
    shown.desktop.press("Escape")
    assert shown.settings["theme"] == "light"


def test_another_language_and_back(shown: Session) -> None:
    shown.search("thermostat", "found by meaning", "found by meaning")
    rows, place = len(shown.titles()), shown.place()
    shown.open_settings()
    shown.choose("Language", 3)
    # Another window, with the same query, and the settings still open on it.
    eventually(lambda: shown.reader.find("text", "Suche"))
    eventually(lambda: len(shown.titles()) == rows)
    eventually(lambda: shown.desktop.active_title().startswith("Einstellungen"))
    shown.choose("Sprache", 2)
    eventually(lambda: shown.desktop.active_title().startswith("Settings"))
    shown.desktop.press("Escape")
    eventually(shown.is_in_front)
    eventually(lambda: shown.desktop.windows(_TITLE) and shown.place() == place)


def test_the_trays_menu(shown: Session) -> None:
    entries = {entry.label: entry for entry in shown.icon.menu() if entry.is_visible}
    assert {"Show the window", "Add a folder…", "Folders and index…", "Models…", "Settings…", "Quit"} <= set(entries)
    assert not entries["3 files searchable"].is_enabled
    shown.icon.activate()
    eventually(lambda: not shown.desktop.windows(_TITLE))
    shown.icon.choose("Settings…")
    eventually(lambda: shown.desktop.active_title().startswith("Settings"))
    assert shown.desktop.windows(_TITLE)
    shown.desktop.press("Escape")
    eventually(lambda: not shown.desktop.windows("^Settings"))


def test_closing_goes_to_the_tray_and_is_told_once(shown: Session) -> None:
    for _ in range(2):
        shown.desktop.press("alt+F4")
        eventually(lambda: not shown.desktop.windows(_TITLE))
        shown.icon.activate()
        eventually(shown.is_in_front)
    eventually(lambda: "pplx-desktop goes on here" in shown.notifications())
    assert shown.notifications().count("pplx-desktop goes on here") == 1
    assert shown.notifications().count("Your folders are indexed") == 1
    assert shown.process.poll() is None


def test_later_starts_bring_the_window_to_the_front_or_hide_it(shown: Session) -> None:
    before = shown.desktop.windows(_TITLE)
    # Again where the window manager has put it in front and the program does not know yet.
    until_heeded(lambda: shown.start("--toggle").wait(_PATIENCE_S), lambda: not shown.desktop.windows(_TITLE))
    # However many there are at once, and whatever they end in.
    storm = [shown.start("--toggle") for _ in range(5)]
    assert [process.wait(_PATIENCE_S) for process in storm] == [0] * 5
    both = shown.start(), shown.start()
    assert [process.wait(_PATIENCE_S) for process in both] == [0, 0]
    eventually(shown.is_in_front)
    assert shown.desktop.windows(_TITLE) == before
    assert shown.process.poll() is None


def test_the_engines_child_is_killed_and_the_window_goes_on(shown: Session) -> None:
    def models() -> list[psutil.Process]:
        return [process for process in shown.family() if "model" in process.cmdline()]

    before = shown.desktop.windows(_TITLE)
    shown.search("my burner never stops starting", "boiler.txt")
    killed = models()
    assert killed
    assert not [process for process in shown.family() if process.net_connections("inet")]
    for child in killed:
        child.kill()
    shown.desktop.press("ctrl+a")
    shown.search("the burner goes on and off again and again", "boiler.txt")
    eventually(lambda: any(child not in killed for child in models()))
    assert shown.desktop.windows(_TITLE) == before
    assert shown.process.poll() is None


def test_the_hotkey_brings_the_window_from_anywhere(shown: Session) -> None:
    shown.open_settings()
    shown.reader.click("text", "Keys that bring up the window")
    shown.desktop.press("ctrl+a")
    shown.desktop.type("Ctrl+Alt+Space")
    shown.desktop.press("Tab")
    eventually(lambda: shown.settings["hotkey"] == "Ctrl+Alt+Space")
    shown.desktop.press("Escape")
    eventually(shown.is_in_front)
    shown.until_pressed("ctrl+alt+space", lambda: not shown.desktop.windows(_TITLE))
    shown.until_pressed("ctrl+alt+space", shown.is_in_front)
    # A dialog in front goes with its window, and comes back with it.
    shown.open_settings()
    shown.until_pressed("ctrl+alt+space", lambda: not shown.desktop.windows(".*(pplx|Settings)"))
    shown.until_pressed("ctrl+alt+space", lambda: shown.desktop.active_title().startswith("Settings"))
    shown.desktop.press("Escape")
    eventually(shown.is_in_front)


def test_after_a_kill_and_without_a_display_nothing_is_left(session: Session) -> None:
    killed = session.family()
    session.process.kill()
    eventually(lambda: not any(map(_runs, killed)))
    session.process = session.start()
    eventually(session.is_in_front)
    session.search("thermostat", "found by meaning")
    left = session.family()
    assert len(left) > 1
    session.desktop.end("Xvfb")
    eventually(lambda: not any(map(_runs, left)))


def _runs(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def _width(desktop: RealDesktop, window: str) -> int:
    words = desktop.xdotool("getwindowgeometry", "--shell", window).split()
    return next((int(word[6:]) for word in words if word.startswith("WIDTH=")), 0)


def _popups(desktop: RealDesktop, pid: int) -> list[str]:
    """The program's windows that are seen: its main window is hidden, so this is its menu."""
    return desktop.xdotool("search", "--onlyvisible", "--pid", str(pid)).split()
