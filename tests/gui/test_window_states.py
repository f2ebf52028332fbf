"""First run, folders, progress, themes, and what is said when something is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import EnvironmentProblem, UserError
from pplx_desktop.core.events import ProgressChanged, RunFinished, Trouble, TroubleOver
from pplx_desktop.core.types import IndexCounts, Progress, RunSummary
from pplx_desktop.gui.bridge import EngineBridge
from pplx_desktop.gui.palette import DARK, LIGHT
from pplx_desktop.gui.window import Window
from tests.gui.conftest import FakeOpener, Opened, Opening
from tests.support.fake_engine import FakeEngine
from tests.support.sample_hits import filled_engine

RUNNING = Progress(phase="reading", total_files=8_310, done_files=5_204, eta_s=350, current="/data/a <b>.txt")


def test_the_first_run_asks_for_a_folder(open_window: Opening, qtbot: QtBot) -> None:
    engine = FakeEngine(folders=())
    opened = open_window(engine)
    welcome = opened.window.welcome
    assert opened.page() is welcome
    qtbot.waitUntil(welcome.first_run.isVisible)
    assert not opened.window.filters.isVisible()
    engine.folder_error = UserError("folder-missing", "There is no folder /nowhere.", hint="Choose another.")
    opened.window.add_folder("/nowhere")
    qtbot.waitUntil(lambda: welcome.first_run.said == "There is no folder /nowhere. Choose another.")
    engine.folder_error = None
    opened.window.add_folder("/data/papers")
    qtbot.waitUntil(welcome.empty.isVisible)
    assert not welcome.empty._error.isVisible()
    assert welcome.empty.lead == "Ask in your own words. 8,204 files searchable in 1 folder."
    assert opened.window.filters.isVisible()
    assert engine.asked("add_folder") == ["/nowhere", "/data/papers"]


def test_sample_queries_are_searched(opened: Opened, qtbot: QtBot) -> None:
    sample = opened.window.welcome.empty._samples[0]
    qtbot.waitUntil(sample.isVisible)
    qtbot.mouseClick(sample, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("invoice for the washing machine", "hybrid") in opened.engine.asked("search"))


def test_progress_and_pause(opened: Opened, qtbot: QtBot) -> None:
    line = opened.window.status_line
    qtbot.waitUntil(lambda: line.indexing_text == "8,204 files searchable")
    assert not line._bar.isVisible()
    opened.engine.progress = RUNNING
    opened.engine.publish(ProgressChanged(RUNNING))
    qtbot.waitUntil(lambda: line.indexing_text == "Indexing 5,204 of 8,310  ·  about 6 min left")
    assert line._bar.value() == 626
    assert "&lt;b&gt;" in line._indexing.toolTip()
    qtbot.mouseClick(line._pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: line.indexing_text == "Paused at 5,204 of 8,310")
    assert opened.window.actions_.pause.text() == "Go on with indexing"
    assert line._pause.accessibleName() == "Go on with indexing"
    opened.window.actions_.pause.trigger()
    qtbot.waitUntil(lambda: opened.engine.asked("resume") == [None])
    opened.engine.progress = Progress()
    opened.engine.counts = IndexCounts(files=8_310, indexed=8_300)
    opened.engine.publish(ProgressChanged(Progress()))
    opened.engine.publish(RunFinished(RunSummary(8_310, 8_300, 10, 0, 41_000, 12.0)))
    qtbot.waitUntil(lambda: line.indexing_text == "8,300 files searchable")
    assert not line._pause.isVisible()


def test_trouble_is_shown(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.publish(Trouble("watch-limit", "Too many folders to watch; they are looked at every ten minutes."))
    qtbot.waitUntil(opened.window.notice.isVisible)
    assert opened.window.notice.text.startswith("Too many folders to watch")
    qtbot.mouseClick(opened.window.notice._close, Qt.MouseButton.LeftButton)
    assert not opened.window.notice.isVisible()


def test_trouble_that_is_over_is_not_said_any_more(opened: Opened, qtbot: QtBot) -> None:
    notice, end = opened.window.notice, RunFinished(RunSummary(3, 3, 0, 0, 9, 0.1))
    for code, stays in (("watching", True), ("disk-full", False)):
        opened.engine.publish(Trouble(code, f"It is {code}."))
        qtbot.waitUntil(lambda code=code: notice.text == f"It is {code}.")
        with qtbot.waitSignal(opened.bridge.run_finished):
            opened.engine.publish(end)
        qtbot.waitUntil(lambda stays=stays: notice.isVisible() is stays)


def test_trouble_goes_when_the_engine_says_that_it_is_over(opened: Opened, qtbot: QtBot) -> None:
    notice, engine = opened.window.notice, opened.engine
    closed, other = (Trouble("folder-unreadable", f"{name} could not be read.") for name in ("closed", "other"))
    engine.publish(closed)
    engine.publish(other)
    qtbot.waitUntil(lambda: notice.text == other.text)
    with qtbot.waitSignal(opened.bridge.trouble_over):
        engine.publish(TroubleOver(closed))
    assert notice.text == other.text
    engine.publish(TroubleOver(other))
    qtbot.waitUntil(lambda: not notice.isVisible())


def test_trouble_goes_with_the_engine_that_told_of_it(opened: Opened, qtbot: QtBot) -> None:
    notice = opened.window.notice
    opened.engine.publish(Trouble("folder-unreadable", "It is closed."))
    qtbot.waitUntil(notice.isVisible)
    opened.bridge._make_engine = filled_engine
    opened.bridge.restart()
    qtbot.waitUntil(lambda: not notice.isVisible())


def test_a_model_that_is_missing_is_said_without_a_search(open_window: Opening, qtbot: QtBot) -> None:
    engine = filled_engine()
    engine.model_problem = "The model is not there: search goes by words."
    opened = open_window(engine)
    qtbot.waitUntil(lambda: opened.window.notice.text == engine.model_problem)
    assert opened.window.notice.isVisible()


def test_an_engine_that_does_not_start_says_why(qtbot: QtBot, theme) -> None:
    def fail() -> FakeEngine:
        raise EnvironmentProblem("index-newer", "The index is of a newer version.", hint="Install that version.")

    bridge = EngineBridge(fail)
    window = Window(bridge, theme, FakeOpener(bridge), QGuiApplication.windowIcon())
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(bridge.start_failed):
        bridge.start()
    assert window._body.currentWidget() is window.message
    assert window.message.headline == "The index is of a newer version."
    window.search_box.set_text("typing does no harm")
    assert window.message.headline == "The index is of a newer version."
    assert window._body.currentWidget() is window.message
    # Nor does the window of the index say that all is well.
    window._indexing.open()
    assert not window._indexing.dialog.activity.isVisible()
    window._indexing.dialog.close()
    window.is_quitting = True
    with qtbot.waitSignal(bridge.closed):
        bridge.close()


@pytest.mark.parametrize(("choice", "colours"), [("dark", DARK), ("light", LIGHT)])
def test_a_theme_is_chosen_and_kept(opened: Opened, qtbot: QtBot, choice: str, colours) -> None:
    action = next(known for known in opened.window.actions_._themes.actions() if known.data() == choice)
    action.trigger()
    assert opened.theme.colours == colours
    assert QGuiApplication.palette().color(QPalette.ColorRole.Window).name() == colours.window
    qtbot.waitUntil(lambda: opened.engine.kept_settings.theme == choice)
    assert action.isChecked()


def test_the_theme_of_the_settings_is_used(open_window: Opening, qtbot: QtBot) -> None:
    engine = filled_engine()
    engine.change_settings(theme="dark")
    engine.threads.clear()
    opened = open_window(engine)
    qtbot.waitUntil(lambda: opened.theme.colours == DARK)


def test_the_window_has_its_size(opened: Opened) -> None:
    assert (opened.window.width(), opened.window.height()) == (1180, 760)


def test_all_types_can_be_read_in_a_narrow_window(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    wide = [chip.sizeHint().width() for chip in window.filters._types.buttons()]
    window.resize(window.minimumSize())
    qtbot.waitUntil(window.filters._type.isVisible)
    entries = [action.text() for action in window.filters._type.menu().actions()]
    assert entries == [chip.text() for chip in window.filters._types.buttons()]
    window.resize(600, 600)
    qtbot.waitUntil(window.filters._types.buttons()[0].isVisible)
    assert not window.filters._time.isVisible()
    for chip in window.filters._types.buttons():
        qtbot.waitUntil(lambda chip=chip: chip.width() >= chip.fontMetrics().horizontalAdvance(chip.text()) + 4)
    window.resize(1180, 760)
    qtbot.waitUntil(window.filters._time.isVisible)
    assert [chip.sizeHint().width() for chip in window.filters._types.buttons()] == wide


def test_closing_while_the_engine_works(open_window: Opening, qtbot: QtBot) -> None:
    opened = open_window(filled_engine())
    gate = opened.engine.hold("words", "slow")
    opened.window.search_box.set_text("slow")
    qtbot.waitUntil(lambda: ("slow", "words") in opened.engine.asked("search"))
    with qtbot.waitSignal(opened.bridge.closed):
        opened.bridge.close()
    assert opened.engine.is_closed
    gate.set()
    assert opened.bridge.wait_for_threads(60_000)
    qtbot.wait(20)
    assert opened.titles() == []


def test_closing_while_the_engine_is_being_made(qtbot: QtBot, theme) -> None:
    import threading  # noqa: PLC0415

    engine, gate = FakeEngine(), threading.Event()

    def make() -> FakeEngine:
        gate.wait(60)
        return engine

    bridge = EngineBridge(make)
    bridge.start()
    bridge.close()
    qtbot.wait(30)
    assert not engine.is_closed
    with qtbot.waitSignal(bridge.closed):
        gate.set()
    assert engine.is_closed
