"""Tray, the end of the program, and two starts at once: the whole of `run`, in processes of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.paths import delivered
from pplx_desktop.gui.app import Application, load_icon
from pplx_desktop.gui.instance import NOTHING, SHOW, TOGGLE, SingleInstance
from pplx_desktop.gui.tray_state import Standing
from tests.support.fake_engine import FakeEngine

ROOT = Path(__file__).parents[2]
_PROGRAM = """
import sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from tests.support.fake_engine import FakeEngine
from pplx_desktop.gui.app import run
from pplx_desktop.gui.instance import SingleInstance, wish_of

folder, ready_file = Path(sys.argv[1]), Path(sys.argv[2])

class Engine(FakeEngine):
    def close(self):
        super().close()
        ready_file.with_suffix(".closed").touch()

def make():
    ready_file.touch()
    return Engine()

background = "--background" in sys.argv
instance = SingleInstance(folder)
if instance.claim(wish_of(background=background, toggle="--toggle" in sys.argv)):
    sys.exit(run(instance, make, background=background))
"""


class FakeTray:
    """Stands in for the desktop: whether it has a tray."""

    def __init__(self, application: Application) -> None:
        self.told = 0
        self.is_available = True
        self._real = application.tray
        application.tray = application.presence._tray = self

    def tell_where_it_went(self) -> None:
        self.told += 1

    def show_standing(self, standing: Standing) -> None:
        self._real.show_standing(standing)

    def show(self) -> None:
        self._real.show()

    def hide(self) -> None:
        self._real.hide()


@pytest.fixture
def damaged_memory(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "window.ini").write_text("[General]\ngeometry=no\ntheme=a, b\ntext_size=0x64\nlanguage=\n")


@pytest.fixture
def running(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Application, FakeEngine]]:
    engine = FakeEngine()
    instance = SingleInstance(tmp_path / "run")
    assert instance.claim(SHOW)
    instance.listen()
    application = Application(qapp, instance, lambda: engine, tmp_path / "run")
    exits: list[bool] = []
    application._exit = lambda: exits.append(True)
    application.start(background=False)
    qtbot.waitExposed(application.window)
    qtbot.waitUntil(lambda: bool(engine.asked("status")))
    yield application, engine
    assert application.finish()
    assert engine.is_closed
    qapp.removeEventFilter(application)
    qtbot.wait(10)
    application.window.deleteLater()


def test_closing_goes_to_the_tray_where_there_is_one(running: tuple[Application, FakeEngine], qtbot: QtBot) -> None:
    application, engine = running
    tray = FakeTray(application)
    application.window.close()
    qtbot.waitUntil(lambda: not application.window.isVisible())
    assert tray.told == 1
    assert not application.window.is_quitting
    application.show_window()
    assert application.window.isVisible()
    application.leave()
    assert not application.window.isVisible()
    assert not engine.is_closed


def test_a_damaged_memory_does_not_keep_the_window_away(
    damaged_memory: None, running: tuple[Application, FakeEngine]
) -> None:
    application, _ = running
    assert application.window.isVisible()
    assert (application.theme.choice, application.theme.text_size) == ("system", 100)


def test_closing_without_a_tray_ends_the_program(running: tuple[Application, FakeEngine], qtbot: QtBot) -> None:
    application, engine = running
    FakeTray(application).is_available = False
    application.leave()
    assert application.window.isMinimized()
    application.show_window()
    assert not application.window.isMinimized()
    with qtbot.waitSignal(application.bridge.closed):
        application.window.close()
    assert engine.is_closed
    assert application.window.is_quitting


def test_without_a_tray_the_hotkey_minimises_and_brings_back(
    running: tuple[Application, FakeEngine], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    application, _ = running
    FakeTray(application).is_available = False
    brought: list[int] = []
    hotkey = application.presence.hotkey
    monkeypatch.setattr(hotkey, "bring_forward", lambda _, time_ms: brought.append(time_ms))
    qtbot.waitUntil(lambda: QApplication.activeWindow() is application.window)
    hotkey.pressed.emit(1, "")
    assert application.window.isMinimized()
    assert not brought
    hotkey.pressed.emit(2, "")
    assert not application.window.isMinimized()
    assert brought == [2]


def test_a_hidden_window_stays_in_reach_when_the_tray_is_gone(running: tuple[Application, FakeEngine]) -> None:
    application, _ = running
    tray = application.tray
    FakeTray(application)
    tray.lost.emit()
    assert not application.window.isMinimized()
    application.leave()
    tray.lost.emit()
    assert application.window.isMinimized()


def test_dialogs_go_with_the_window_and_come_back_with_it(
    running: tuple[Application, FakeEngine], qtbot: QtBot
) -> None:
    application, _ = running
    FakeTray(application)
    parts = application.window.parts
    parts.preferences.open("exclude")
    application.window.actions_.keys.trigger()
    qtbot.waitUntil(parts.preferences.dialog.isVisible)
    shown = [dialog for dialog in application.window.findChildren(QDialog) if dialog.isVisible()]
    assert len(shown) == 2
    qtbot.waitUntil(lambda: QApplication.activeWindow() in shown)
    # The one in front is a dialog: what shows or hides the window hides all of it.
    application._instance.asked.emit(TOGGLE)
    assert not application.window.isVisible()
    assert not any(dialog.isVisible() for dialog in shown)
    application._instance.asked.emit(TOGGLE)
    assert application.window.isVisible()
    qtbot.waitUntil(lambda: all(dialog.isVisible() for dialog in shown))
    application.quit()
    assert not any(dialog.isVisible() for dialog in shown)


def test_quitting_hides_at_once_and_closes_in_the_background(
    running: tuple[Application, FakeEngine], qtbot: QtBot
) -> None:
    import threading  # noqa: PLC0415

    application, engine = running
    engine.close_gate = threading.Event()
    begin = time.monotonic()
    application.window.actions_.quit.trigger()
    assert time.monotonic() - begin < 5
    assert not application.window.isVisible()
    assert not engine.is_closed
    with qtbot.waitSignal(application.bridge.closed):
        engine.close_gate.set()


def test_the_place_and_the_colours_are_remembered(running: tuple[Application, FakeEngine], tmp_path: Path) -> None:
    application, _ = running
    application.theme.choose("dark")
    application.quit()
    memory = QSettings(str(tmp_path / "run" / "window.ini"), QSettings.Format.IniFormat)
    assert memory.value("theme") == "dark"
    assert memory.value("geometry") is not None


def test_a_window_whose_screen_is_gone_comes_back_to_one_that_is_there(
    running: tuple[Application, FakeEngine], qapp: QApplication
) -> None:
    application, _ = running
    window = application.window
    application.leave()
    window.hide()
    window.move(20_000, 300)
    assert qapp.screenAt(window.frameGeometry().center()) is None
    application.show_window()
    assert qapp.screenAt(window.frameGeometry().center()) is not None
    # One that is in sight stays where it was put.
    before = window.pos()
    application.show_window()
    assert window.pos() == before


def test_a_later_start_shows_or_hides_the_window(running: tuple[Application, FakeEngine], qtbot: QtBot) -> None:
    application, _ = running
    FakeTray(application)
    qtbot.waitUntil(application.window.isActiveWindow)
    application._instance.asked.emit(TOGGLE)
    assert not application.window.isVisible()
    application._instance.asked.emit(TOGGLE)
    assert application.window.isVisible()
    application.window.hide()
    application._instance.asked.emit(SHOW)
    assert application.window.isVisible()


def test_the_icon_is_found_and_may_be_missing(tmp_path: Path, qapp: QApplication) -> None:
    assert load_icon(tmp_path).isNull()
    assert not load_icon(delivered("assets")).isNull()
    (tmp_path / "icon.svg").write_bytes((delivered("assets") / "icon.svg").read_bytes())
    drawn = load_icon(tmp_path)
    assert isinstance(drawn, QIcon)
    assert not drawn.pixmap(64, 64).isNull()


@dataclass
class Starts:
    """Starts the program in processes of its own, and ends what is left of them."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __call__(self, *options: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
        with (self.folder / f"stderr-{len(self.processes)}").open("wb") as errors:
            process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, str(self.folder / "run"), str(self.folder / "ready"), *options],
                env=environment,
                stderr=errors,
                cwd=ROOT,
            )
        self.processes.append(process)
        return process

    def said(self) -> str:
        """What all of them wrote to stderr."""
        return "\n".join(path.read_text() for path in sorted(self.folder.glob("stderr-*")))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starts]:
    starts = Starts(tmp_path)
    yield starts
    for process in starts.processes:
        process.kill()
        process.wait(15)


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline, f"{path} did not appear"
        time.sleep(0.02)


def test_one_window_for_each_user(start: Starts, tmp_path: Path) -> None:
    first = start()
    _wait_for(tmp_path / "ready")
    (tmp_path / "ready").unlink()
    for option in ((), ("--toggle",), ("--background",)):
        later = start(*option)
        assert later.wait(60) == 0, start.said()
        # It ended without an engine of its own.
        assert not (tmp_path / "ready").exists()
    first.send_signal(signal.SIGTERM)
    assert first.wait(60) == 0, start.said()
    assert (tmp_path / "ready.closed").exists()


def test_a_killed_window_stands_in_nobodys_way(start: Starts, tmp_path: Path) -> None:
    first = start()
    _wait_for(tmp_path / "ready")
    first.kill()
    first.wait(15)
    (tmp_path / "ready").unlink()
    second = start()
    _wait_for(tmp_path / "ready")
    second.send_signal(signal.SIGINT)
    assert second.wait(60) == 0


def test_of_many_starts_at_once_one_has_the_engine(start: Starts, tmp_path: Path) -> None:
    for _ in range(4):
        start()
    deadline = time.monotonic() + 120
    while sum(process.poll() is None for process in start.processes) > 1:
        assert time.monotonic() < deadline, start.said()
        time.sleep(0.05)
    assert sorted(process.poll() or 0 for process in start.processes) == [0] * 4, start.said()
    _wait_for(tmp_path / "ready")
    (last,) = [process for process in start.processes if process.poll() is None]
    last.send_signal(signal.SIGTERM)
    assert last.wait(60) == 0, start.said()


def test_a_stopped_window_is_reported_not_waited_for_for_ever(
    start: Starts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pplx_desktop.gui.instance._PATIENCE_S", 0.3)
    first = start()
    _wait_for(tmp_path / "ready")
    first.send_signal(signal.SIGSTOP)
    with pytest.raises(EnvironmentProblem) as raised:
        SingleInstance(tmp_path / "run").claim(SHOW)
    assert raised.value.code == "window-silent"


def test_wishes_are_handed_over(tmp_path: Path, qtbot: QtBot) -> None:
    first = SingleInstance(tmp_path / "run")
    assert first.claim(NOTHING)
    first.listen()
    code = (
        "import sys; from pathlib import Path; from pplx_desktop.gui.instance import SingleInstance;"
        "sys.exit(SingleInstance(Path(sys.argv[1])).claim(sys.argv[2]))"
    )
    with qtbot.waitSignal(first.asked) as told:
        other = subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "run"), TOGGLE],
            env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_ACTIVATION_TOKEN": "a-token"},
        )
    assert told.args == [TOGGLE]
    assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "a-token"
    assert other.wait(60) == 0
    if sys.platform != "win32":
        mode = (tmp_path / "run" / "window.sock").stat().st_mode
        assert mode & 0o077 == 0
        assert (tmp_path / "run").stat().st_mode & 0o077 == 0
    first.close()


def test_a_later_start_is_quick(tmp_path: Path, qtbot: QtBot) -> None:
    """It is what keys do where no program can take them: it imports nothing of the window, nor of the engine."""
    first = SingleInstance(tmp_path / "run")
    assert first.claim(NOTHING)
    first.listen()
    code = "import sys; from pplx_desktop.__main__ import main; main() or print(*sys.modules)"
    other = subprocess.Popen(
        [sys.executable, "-c", code, "--toggle", "--home", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with qtbot.waitSignal(first.asked, timeout=60_000):
        pass
    loaded = set(other.communicate()[0].split())
    assert "pplx_desktop.gui.instance" in loaded
    assert not {"PySide6.QtWidgets", "PySide6.QtGui", "pplx_desktop.gui.app", "pplx_desktop.engine.host"} & loaded
    first.close()


def test_a_folder_that_cannot_be_written_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentProblem) as raised:
        SingleInstance(tmp_path / "file" / "run")
    assert raised.value.code == "home-unwritable"
    assert str(tmp_path / "file") in raised.value.title
    # A folder that is there and may not be written, whoever runs this.
    instance = SingleInstance(tmp_path / "run")
    (tmp_path / "run").rmdir()
    with pytest.raises(EnvironmentProblem) as raised:
        instance.claim(SHOW)
    assert raised.value.code == "home-unwritable"


def test_a_window_that_is_only_slow_takes_a_wish_once(tmp_path: Path, qtbot: QtBot) -> None:
    first = SingleInstance(tmp_path / "run")
    assert first.claim(NOTHING)
    first.listen()
    wishes: list[str] = []
    first.asked.connect(wishes.append)
    code = (
        "import sys; from pathlib import Path; from pplx_desktop.gui.instance import SingleInstance;"
        "sys.exit(SingleInstance(Path(sys.argv[1])).claim(sys.argv[2]))"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "run"), TOGGLE], env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    # Nobody answers meanwhile: the event loop stands.
    with pytest.raises(subprocess.TimeoutExpired):
        other.wait(3.5)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=60_000)
    assert other.returncode == 0
    assert wishes == [TOGGLE]
    first.close()


def test_a_deep_runtime_folder_has_a_socket_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    short = tmp_path / "xdg"
    short.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short))
    first = SingleInstance(tmp_path / ("d" * 60) / ("e" * 60))
    assert first.claim(SHOW)
    first.listen()
    assert [path.name[:13] for path in short.iterdir()] == ["pplx-desktop-"]
    first.close()


@pytest.mark.skipif(sys.platform != "linux", reason="glibc")
def test_where_the_display_is_gone_the_libraries_do_not_keep_the_process() -> None:
    program = """
import ctypes
from pplx_desktop.gui.termination import end_without_libraries
libc = ctypes.CDLL(None)
libc.on_exit(libc["abort"], None)  # what a library would do at the end
end_without_libraries()
libc.exit(3)
"""
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 3
