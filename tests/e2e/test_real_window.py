"""The whole program in a real window, as a person has it: X server, window manager, tray, session bus, real engine.

The tests of this file run in their order on one desktop and, between the first and the last, one program, which goes on from
one to the next; each begins with an empty search box in a window that is in front. The last one takes the desktop away.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import psutil
import pytest

from pplx_desktop.core.errors import ExitStatus
from tests.support.fake_services import file_manager, notifications, serving, tray_host
from tests.support.real_desktop import RealDesktop, real_desktop
from tests.support.real_session import PATIENCE_S, TITLE, Session, eventually, until_heeded
from tests.support.screen_reader import VARIABLES, screen_reader

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="X11")

_TEXTS = {
    "boiler.txt": "The boiler short-cycles: its thermostat sits in the draught of the door, so the burner stops and starts.\n",
    "garden.txt": "Tomatoes want a warm wall. A thermostat in the greenhouse keeps the frost away.\n",
    "tax.txt": "The return has to be handed in by the end of July.\n",
}


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
    with serving(file_manager(address)) as manager, screen_reader(desktop) as reader:
        host, speaker = tray_host(address), notifications(address)
        process = desktop.start([sys.executable, "-m", "pplx_desktop"], "program", **VARIABLES)
        session = Session(desktop, reader, host, speaker, manager, process)
        yield session
        session.host.close()
        session.speaker.close()


@pytest.fixture
def shown(session: Session) -> Session:
    """The window in front, with nothing typed."""
    if not session.is_in_front():
        assert session.start().wait(PATIENCE_S) == 0
        eventually(session.is_in_front)
    until_heeded(lambda: session.desktop.press("ctrl+k", "ctrl+a", "BackSpace"), lambda: not session.titles())
    return session


def test_a_start_that_comes_to_nothing_is_told_in_a_dialog(desktop: RealDesktop) -> None:
    (desktop.folder / "file").write_text("")
    home = str(desktop.folder / "file" / "home")
    program = desktop.start([sys.executable, "-m", "pplx_desktop", "--home", home], "program")
    eventually(lambda: desktop.windows(TITLE))
    until_heeded(lambda: desktop.press("Return"), lambda: program.poll() is not None)
    assert program.returncode == ExitStatus.ENVIRONMENT
    assert "cannot write to its folder" in desktop.said("program")


def test_a_tray_of_the_old_kind_and_no_session_bus(desktop: RealDesktop) -> None:
    without = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={desktop.folder}/none"}
    home = str(desktop.folder / "another home")
    program = desktop.start([sys.executable, "-m", "pplx_desktop", "--home", home], "program", **without)
    eventually(lambda: desktop.windows(TITLE))
    (tray,) = desktop.xdotool("search", "--class", "trayer").split()[-1:]
    eventually(lambda: _width(desktop, tray) > 8)
    # The icon is painted as soon as it is in its place.
    desktop.xdotool("mousemove", "--sync", "--window", tray, str(_width(desktop, tray) // 2), "14")
    until_heeded(lambda: desktop.xdotool("click", "1"), lambda: not desktop.windows(TITLE))

    def has_ended() -> bool:
        return program.poll() is not None

    def choose_last() -> None:
        # A menu that is seen may not have the keyboard yet: then it is opened anew.
        desktop.press("Escape")
        until_heeded(lambda: desktop.xdotool("click", "3"), lambda: has_ended() or _popups(desktop, program.pid))
        desktop.press("Up", "Return")

    until_heeded(choose_last, has_ended)
    assert program.returncode == 0


def test_from_an_empty_home_to_a_found_passage(session: Session) -> None:
    desktop = session.desktop
    eventually(lambda: desktop.windows(TITLE))
    eventually(session.is_in_front)
    session.reader.click("push button", "Start searching")
    eventually(lambda: session.settings.get("folders") == [str(desktop.home / "Documents")])
    # By meaning too: what is asked before is answered by words.
    eventually(lambda: "Your folders are indexed" in session.notifications())
    desktop.press("ctrl+k")
    # Words that are in no file: only the model can find it.
    session.search("why does the heater turn on and off all the time", "boiler.txt")
    assert session.open() == "boiler.txt"
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
    shown.close_settings()
    eventually(lambda: shown.settings["theme"] == "light")


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
    shown.close_settings()
    eventually(lambda: shown.desktop.windows(TITLE) and shown.place() == place)


def test_the_trays_menu(shown: Session) -> None:
    entries = {entry.label: entry for entry in shown.icon.menu() if entry.is_visible}
    assert {"Show the window", "Add a folder…", "Folders and index…", "Models…", "Settings…", "Quit"} <= set(entries)
    assert not entries["3 files searchable"].is_enabled
    until_heeded(shown.icon.activate, lambda: not shown.desktop.windows(TITLE))
    shown.icon.choose("Settings…")
    eventually(lambda: shown.desktop.active_title().startswith("Settings"))
    assert shown.desktop.windows(TITLE)
    shown.close_settings()


def test_closing_goes_to_the_tray_and_is_told_once(shown: Session) -> None:
    before = shown.speaker.calls
    shown.speaker.close()
    for closing in range(3):
        shown.until_pressed("alt+F4", lambda: not shown.desktop.windows(TITLE))
        if closing == 0:
            # Nobody was there to show it: it is told the next time, and never again.
            shown.speaker = notifications(shown.desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        elif closing == 1:
            eventually(lambda: shown.notifications() == ["pplx-desktop goes on here"])
        shown.icon.activate()
        eventually(shown.is_in_front)
    shown.speaker.calls[:0] = before
    assert sorted(shown.notifications()) == ["Your folders are indexed", "pplx-desktop goes on here"]
    assert shown.process.poll() is None


def test_a_tray_that_goes_and_comes(shown: Session) -> None:
    before = shown.host.calls
    shown.host.close()
    # Nobody has the icon: what hid the window before leaves it where the window manager, and another start, find it. Where
    # the program did not know yet, it comes back there.
    shown.until_pressed("Escape", lambda: not shown.desktop.windows(TITLE))
    shown.until_pressed("alt+Tab", shown.is_in_front)
    shown.until_pressed("Escape", lambda: not shown.desktop.windows(TITLE))
    assert shown.start().wait(PATIENCE_S) == 0
    eventually(shown.is_in_front)
    shown.host = tray_host(shown.desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
    eventually(lambda: shown.icon.is_there)
    until_heeded(shown.icon.activate, lambda: not shown.desktop.windows(TITLE))
    until_heeded(shown.icon.activate, shown.is_in_front)
    shown.host.calls[:0] = before


def test_later_starts_bring_the_window_to_the_front_or_hide_it(shown: Session) -> None:
    before = shown.desktop.windows(TITLE)
    # Again where the window manager has put it in front and the program does not know yet.
    until_heeded(lambda: shown.start("--toggle").wait(PATIENCE_S), lambda: not shown.desktop.windows(TITLE))
    # However many there are at once, and whatever they end in.
    storm = [shown.start("--toggle") for _ in range(5)]
    assert [process.wait(PATIENCE_S) for process in storm] == [0] * 5
    both = shown.start(), shown.start()
    assert [process.wait(PATIENCE_S) for process in both] == [0, 0]
    eventually(shown.is_in_front)
    assert shown.desktop.windows(TITLE) == before
    assert shown.process.poll() is None


def test_the_engines_child_is_killed_and_the_window_goes_on(shown: Session) -> None:
    def models() -> list[psutil.Process]:
        return [process for process in shown.family() if "model" in process.cmdline()]

    before = shown.desktop.windows(TITLE)
    shown.search("my burner never stops starting", "boiler.txt")
    # The words may have found it before the model was there.
    eventually(models)
    killed = models()
    assert not [process for process in shown.family() if process.net_connections("inet")]
    for child in killed:
        child.kill()
    shown.desktop.press("ctrl+a")
    shown.search("the burner goes on and off again and again", "boiler.txt")
    eventually(lambda: any(child not in killed for child in models()))
    assert shown.desktop.windows(TITLE) == before
    assert shown.process.poll() is None


def test_the_hotkey_brings_the_window_from_anywhere(shown: Session) -> None:
    shown.open_settings()
    shown.reader.click("text", "Keys that bring up the window")
    shown.desktop.press("ctrl+a")
    shown.desktop.type("Ctrl+Alt+Space")
    shown.desktop.press("Tab")
    eventually(lambda: shown.settings["hotkey"] == "Ctrl+Alt+Space")
    shown.close_settings()
    shown.until_pressed("ctrl+alt+space", lambda: not shown.desktop.windows(TITLE))
    shown.until_pressed("ctrl+alt+space", shown.is_in_front)
    # A dialog in front goes with its window, and comes back with it.
    shown.open_settings()
    shown.until_pressed("ctrl+alt+space", lambda: not shown.desktop.windows(".*(pplx|Settings)"))
    shown.until_pressed(
        "ctrl+alt+space",
        lambda: shown.desktop.windows(TITLE) and shown.desktop.active_title().startswith("Settings"),
    )
    shown.close_settings()


def test_two_starts_in_the_background_are_one_program(session: Session) -> None:
    session.icon.choose("Quit")
    assert session.process.wait(PATIENCE_S) == 0
    registered = len(session.host.called("RegisterStatusNotifierItem"))
    both = [session.start("--background"), session.start("--background")]
    eventually(lambda: len(session.host.called("RegisterStatusNotifierItem")) > registered)
    eventually(lambda: sum(process.poll() is None for process in both) == 1)
    assert sorted(process.poll() or 0 for process in both) == [0, 0]
    (session.process,) = [process for process in both if process.poll() is None]
    assert not session.desktop.windows(TITLE)
    # The keys of the session before are taken as soon as the engine has told the settings.
    eventually(lambda: "3 files searchable" in session.icon.tool_tip())
    session.until_pressed("ctrl+alt+space", session.is_in_front)


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
