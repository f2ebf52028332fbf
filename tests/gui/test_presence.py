"""The program outside of its window: the tray's states and menu, what is told once, autostart, and what follows a fault."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.core.events import ProgressChanged, RunFinished, Trouble, TroubleOver
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import FolderStatus, IndexCounts, Progress, RunSummary, Status
from pplx_desktop.engine.crash_reports import CrashReports
from pplx_desktop.gui import tray_icon
from pplx_desktop.gui.app import Aid, load_icon
from pplx_desktop.gui.tray_state import Standing, TrayState
from tests.support.fake_engine import FakeEngine
from tests.support.running_application import Running, running_application

_RUN = RunFinished(RunSummary(files=12, indexed=10, skipped=1, failed=1, chunks=50, seconds=3.0))
_STATUS = Status(folders=("/a",), counts=IndexCounts(files=12, indexed=10), progress=Progress(), model="m")


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CrashReports:
    # What pytest itself makes of a thread's fault is not wanted here.
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    return CrashReports(tmp_path / "reports")


@pytest.fixture
def bundles() -> list[tuple[Path, bool]]:
    return []


@pytest.fixture
def running(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, reports: CrashReports, bundles: list[tuple[Path, bool]]
) -> Iterator[Running]:
    def write(target: Path, with_names: bool) -> Path:
        bundles.append((target, with_names))
        return target

    with running_application(qapp, qtbot, tmp_path / "run", FakeEngine(), aid=Aid(reports, write)) as running:
        yield running


@pytest.mark.parametrize(
    ("standing", "state", "line"),
    [
        (Standing(), TrayState.IDLE, ""),
        (Standing(status=_STATUS), TrayState.IDLE, "10 files searchable"),
        (
            Standing(Progress(phase="reading", done_files=5, total_files=10)),
            TrayState.INDEXING,
            "Indexing 5 of 10",
        ),
        (Standing(Progress(phase="scanning")), TrayState.INDEXING, "Looking for files"),
        (Standing(Progress(phase="paused")), TrayState.PAUSED, "Indexing is paused"),
        (Standing(Progress(phase="reading"), trouble="The disk is full."), TrayState.TROUBLE, "The disk is full."),
        (
            Standing(Progress(phase="paused", pace="paused", pace_reason="disk-full")),
            TrayState.TROUBLE,
            "Indexing waits: the disk is full. What is indexed can be searched.",
        ),
        (
            Standing(status=Status(("/a",), IndexCounts(), Progress(), "m", model_problem="No model.")),
            TrayState.TROUBLE,
            "No model.",
        ),
        (
            Standing(status=Status(("/a",), IndexCounts(), Progress(), "m", roots=(FolderStatus("/a", held=300),))),
            TrayState.TROUBLE,
            "300 files are gone: please confirm",
        ),
    ],
)
def test_what_the_icon_says(standing: Standing, state: TrayState, line: str) -> None:
    assert standing.state is state
    assert standing.line == line


def test_a_long_line_is_cut_and_one_line(qapp: QApplication) -> None:
    line = Standing(trouble="x\n" * 500).line
    assert "\n" not in line
    assert len(line) <= 110
    assert line.endswith("…")


def test_each_state_has_its_own_shape_not_only_its_colour(qapp: QApplication) -> None:
    base = load_icon(delivered("assets"))

    def greys(icon: QIcon, size: int) -> bytes:
        image = icon.pixmap(size, size).toImage().scaled(size, size)
        return bytes(QColor(image.pixel(x, y)).lightness() // 32 for x in range(size) for y in range(size))

    for size in (16, 22, 32):
        seen = {greys(tray_icon.drawn(base, state), size) for state in TrayState}
        assert len(seen) == len(TrayState)
        shares = {greys(tray_icon.drawn(base, TrayState.INDEXING, eighths), size) for eighths in (0, 4, 8)}
        assert len(shares) == 3
    shape = tray_icon.drawn(load_icon(delivered("assets"), "tray-light"), TrayState.TROUBLE, is_mask=True)
    assert shape.isMask()


def test_the_tray_follows_the_engine(running: Running, qtbot: QtBot) -> None:
    tray, engine = running.application.tray, running.engine
    qtbot.waitUntil(lambda: "8,204 files searchable" in tray.tool_tip)
    engine.publish(ProgressChanged(Progress(phase="reading", done_files=5, total_files=10)))
    qtbot.waitUntil(lambda: "Indexing 5 of 10" in tray.tool_tip)
    assert running.application.presence.standing.eighths == 4
    engine.publish(Trouble("disk-full", "The disk is full."))
    qtbot.waitUntil(lambda: "The disk is full." in tray.tool_tip)
    running.application.show_window()
    assert "The disk is full." not in tray.tool_tip
    engine.publish(Trouble("folder-unreadable", "It is closed."))
    qtbot.waitUntil(lambda: "It is closed." in tray.tool_tip)
    engine.publish(TroubleOver(Trouble("folder-unreadable", "It is closed.")))
    qtbot.waitUntil(lambda: "It is closed." not in tray.tool_tip)


def test_the_menu_has_the_windows_actions_by_their_names(running: Running, qtbot: QtBot) -> None:
    application, engine = running.application, running.engine
    entries = {action.text(): action for action in application.tray.menu.actions() if action.isVisible()}
    assert {"Show the window", "Settings…", "Models…", "Folders and index…", "Quit"} <= set(entries)
    assert not entries["Pause indexing"].isEnabled()
    engine.publish(ProgressChanged(Progress(phase="reading", done_files=5, total_files=10)))
    qtbot.waitUntil(entries["Pause indexing"].isEnabled)
    entries["Pause indexing"].trigger()
    qtbot.waitUntil(lambda: bool(engine.asked("pause")))
    qtbot.waitUntil(lambda: entries["Pause indexing"].text() == "Go on with indexing")
    engine.publish(ProgressChanged(Progress(phase="embedding", pending_chunks=9, pace="paused", pace_reason="battery")))
    qtbot.waitUntil(lambda: any(a.text() == "Go on anyway" and a.isVisible() for a in application.tray.menu.actions()))
    next(action for action in application.tray.menu.actions() if action.text() == "Go on anyway").trigger()
    qtbot.waitUntil(lambda: engine.asked("hurry") == [True])
    application.window.hide()
    entries["Settings…"].trigger()
    assert application.window.isVisible()
    qtbot.waitUntil(application.window.parts.preferences.dialog.isVisible)


def test_the_first_index_is_told_once_for_ever(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("pplx_desktop.gui.tray.Tray.tell_all_is_indexed", lambda _, files: told.append(files))
    for _ in range(2):
        with running_application(qapp, qtbot, tmp_path / "run", FakeEngine()) as running:
            empty = RunFinished(RunSummary(files=0, indexed=0, skipped=0, failed=0, chunks=0, seconds=0.0))
            for event in (empty, _RUN, _RUN):
                running.engine.publish(event)
            qtbot.waitUntil(lambda: bool(told))
            qtbot.wait(20)
    assert told == ["10 files"]


def test_who_wants_no_notification_gets_none(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("pplx_desktop.gui.tray.Tray.tell_all_is_indexed", lambda _, files: told.append(files))
    engine = FakeEngine()
    engine.change_settings(notifications=False)
    with running_application(qapp, qtbot, tmp_path / "run", engine) as running:
        qtbot.waitUntil(lambda: not running.application.presence._may_notify)
        running.engine.publish(_RUN)
        memory = running.application._memory
        qtbot.waitUntil(lambda: memory.value("told/first-index") == "yes")
    assert not told


def test_the_start_with_the_session_follows_the_setting(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    applied: list[bool] = []
    engine = FakeEngine()

    def apply(*, is_on: bool) -> None:
        applied.append(is_on)

    with running_application(qapp, qtbot, tmp_path / "run", engine, apply_autostart=apply) as running:
        changed = running.application.window.parts.preferences.changed
        for is_on in (True, True, False):
            engine.change_settings(autostart=is_on)
            changed.emit()
            qtbot.waitUntil(lambda is_on=is_on: applied[-1:] == [is_on])
    assert applied == [True, False]


def test_a_thread_that_fails_gets_another_engine_and_the_window_stays(running: Running, qtbot: QtBot) -> None:
    application = running.application
    window = application.window
    window.search_box.set_text("heat")

    def fail() -> None:
        raise RuntimeError("the indexer is gone")

    with qtbot.waitSignal(application.bridge.ready):
        threading.Thread(target=fail, name="indexer").start()
    assert running.engine.is_closed
    assert application.window is window
    assert window.isVisible()
    assert window.search_box.text == "heat"
    assert "started again" in window.notice.text
    qtbot.waitUntil(lambda: running.engine.asked("search")[-1][0] == "heat")


def test_an_engine_that_fails_without_end_is_left_alone(running: Running, qtbot: QtBot) -> None:
    application = running.application

    def fail(number: int) -> None:
        raise RuntimeError(number)

    for _ in range(3):
        with qtbot.waitSignal(application.bridge.ready):
            application.recovery._reports._seen.clear()
            threading.Thread(target=fail, args=(1,), name="indexer").start()
    application.recovery._reports._seen.clear()
    threading.Thread(target=fail, args=(1,), name="indexer").start()
    qtbot.waitUntil(lambda: "again and again" in application.window.notice.text)


def test_a_crash_before_is_told_and_leads_to_the_bundle(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, reports: CrashReports
) -> None:
    reports.folder.mkdir()
    (reports.folder / "last-session.native").write_text("Fatal Python error: Segmentation fault\n")
    made: list[tuple[Path, bool]] = []

    def write(target: Path, with_names: bool) -> Path:
        made.append((target, with_names))
        return target

    with running_application(qapp, qtbot, tmp_path / "run", FakeEngine(), aid=Aid(reports, write)) as running:
        window = running.application.window
        qtbot.waitUntil(lambda: "ended unexpectedly" in window.notice.text)
        window.notice._press()
        dialog = running.application.recovery._dialog
        assert dialog is not None
        assert dialog.isVisible()
        dialog._names.setChecked(True)
        dialog.ask(str(tmp_path / "bundle.zip"))
        qtbot.waitUntil(lambda: "bundle.zip" in dialog.said.replace("\u200b", ""))
        assert made == [(tmp_path / "bundle.zip", True)]
        assert dialog._show.isVisible()


def test_what_nobody_showed_is_told_again(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []
    monkeypatch.setattr("pplx_desktop.gui.tray.Tray.tell_where_it_went", lambda _: told.append(True))
    presence = running.application.presence
    presence.tell_where_it_went()
    running.application.tray.unheard.emit("tray")
    for _ in range(2):
        presence.tell_where_it_went()
    assert len(told) == 2


def test_the_places_of_the_memory_are_the_users_own(running: Running, tmp_path: Path) -> None:
    running.application.presence.tell_where_it_went()
    running.application.quit()
    memory = QSettings(str(tmp_path / "run" / "window.ini"), QSettings.Format.IniFormat)
    assert memory.value("told/tray") == "yes"
