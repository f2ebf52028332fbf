"""Another language or text size: the window is made anew, and goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.core.events import ProgressChanged
from pplx_desktop.core.types import Progress
from pplx_desktop.gui import translation
from pplx_desktop.gui.filter_bar import NEWEST
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.running_application import Running, running_application

_HITS = [make_hit(f"/home/ada/Documents/note-{number}.txt", make_passage("heat", ("heat",))) for number in range(5)]


@pytest.fixture
def running(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    engine = FakeEngine()
    engine.answers["heat"] = Answers(words=_HITS[:2], meaning=_HITS)
    with running_application(qapp, qtbot, tmp_path / "run", engine) as running:
        yield running


def _change(running: Running, qtbot: QtBot, **values: object) -> None:
    """Change settings as the dialog does, and wait for the window that shows them."""
    old = running.application.window
    running.engine.change_settings(**values)
    old.parts.preferences.changed.emit()
    qtbot.waitUntil(lambda: running.application.window is not old)
    qtbot.waitUntil(lambda: not shiboken6.isValid(old))


def test_query_filters_row_and_dialog_live_through_another_text_size(running: Running, qtbot: QtBot) -> None:
    application = running.application
    window = application.window
    window.resize(760, 700)
    window.search_box.set_text("heat")
    window.filters.choose_order(NEWEST)
    qtbot.waitUntil(lambda: len(window.results.results.hits) == 5)
    for _ in range(3):
        QTest.keyClick(window.search_box.field, Qt.Key.Key_Down)
    chosen = window.results.hit
    assert chosen is not None
    row = window.results.currentIndex().row()
    assert row == 3
    window.parts.preferences.open("exclude")
    qtbot.waitUntil(lambda: window.parts.preferences.dialog.focused == "exclude")
    width, height = window.width(), window.search_box.height()

    _change(running, qtbot, text_size=150)

    window = application.window
    assert window.isVisible()
    assert window.width() == width
    assert window.search_box.height() == pytest.approx(1.5 * height, abs=2)
    assert window.search_box.text == "heat"
    assert window.filters.order == NEWEST
    qtbot.waitUntil(lambda: window.results.hit is not None and window.results.hit.path == chosen.path)
    assert window.results.is_held
    qtbot.waitUntil(window.parts.preferences.dialog.isVisible)
    qtbot.waitUntil(lambda: window.parts.preferences.dialog.focused == "exclude")
    # The engine was made once; the new window asks it.
    assert not running.engine.is_closed
    running.engine.publish(ProgressChanged(Progress(phase="reading", done_files=1, total_files=10)))
    qtbot.waitUntil(lambda: "1" in window.status_line.indexing_text)


def test_answers_for_a_window_that_is_gone_reach_nobody(running: Running, qtbot: QtBot) -> None:
    window = running.application.window
    gate = running.engine.hold("words", "heat")
    window.search_box.set_text("heat")
    qtbot.waitUntil(lambda: ("heat", "words") in running.engine.asked("search"))
    _change(running, qtbot, text_size=120)
    gate.set()
    new = running.application.window
    qtbot.waitUntil(lambda: len(new.results.results.hits) == 5)


def test_a_window_that_is_going_asks_for_nothing_and_hears_nothing(running: Running, qtbot: QtBot) -> None:
    """Between the rebuild and its end, its timers go off as before."""
    application, engine = running.application, running.engine
    old = application.window
    said = old.status_line.indexing_text
    application.rebuild_window()
    assert shiboken6.isValid(old)
    old.search_box.set_text("too late")
    old.parts.answering.searching._ask_for_meaning()
    old.refresh_status()
    application.bridge.progress_changed.emit(Progress(phase="reading", done_files=7, total_files=10))
    assert old.status_line.indexing_text == said
    assert "7" in application.window.status_line.indexing_text
    qtbot.waitUntil(lambda: not shiboken6.isValid(old))
    application.window.search_box.set_text("heat")
    qtbot.waitUntil(lambda: len(application.window.results.results.hits) == 5)
    assert "too late" not in {query for query, _ in engine.asked("search")}


def test_a_download_that_is_under_way_is_shown_in_the_new_window(running: Running, qtbot: QtBot) -> None:
    running.engine.start_model_job("get", "a-model", then_use=True)
    qtbot.waitUntil(running.application.window.welcome.empty.job.isVisible)
    _change(running, qtbot, text_size=120)
    qtbot.waitUntil(running.application.window.welcome.empty.job.isVisible)


def test_the_language_changes_at_once_and_is_remembered(running: Running, qtbot: QtBot, tmp_path: Path) -> None:
    assert translation.language() == "en"
    _change(running, qtbot, language="de")
    assert translation.language() == "de"
    assert running.application.window.isVisible()
    running.application.quit()
    memory = QSettings(str(tmp_path / "run" / "window.ini"), QSettings.Format.IniFormat)
    assert memory.value("language") == "de"
    assert int(str(memory.value("text_size"))) == 100


def test_hidden_in_the_tray_it_stays_hidden(running: Running, qtbot: QtBot) -> None:
    running.application.window.hide()
    _change(running, qtbot, text_size=80)
    assert not running.application.window.isVisible()
    running.application.show_window()
    assert running.application.window.isVisible()


def test_the_tray_serves_the_new_window(running: Running, qtbot: QtBot) -> None:
    old = running.application.window.actions_.quit
    _change(running, qtbot, text_size=110)
    assert not shiboken6.isValid(old)
    with qtbot.waitSignal(running.application.bridge.closed):
        running.application.tray._menu.actions()[-1].trigger()
    assert running.engine.is_closed


def test_what_the_old_window_asked_is_called_off(running: Running, qtbot: QtBot) -> None:
    engine, window = running.engine, running.application.window
    gate = engine.hold("hybrid", "heat")
    window.search_box.set_text("heat")
    qtbot.waitUntil(lambda: ("heat", "hybrid") in engine.asked("search"))
    _change(running, qtbot, text_size=125)
    qtbot.waitUntil(lambda: ("hybrid", "heat") in engine.asked("stopped"))
    gate.set()
    qtbot.waitUntil(lambda: len(running.application.window.results.results.hits) == 5)


def test_all_steps_of_more_like_this_live_through_it(running: Running, qtbot: QtBot) -> None:
    engine, window = running.engine, running.application.window
    names = ("one", "two", "three")
    alike = {name: make_hit(f"/data/{name}.txt", make_passage(name, ())) for name in names}
    engine.like[_HITS[2].path] = [alike["one"], alike["two"]]
    engine.like[alike["two"].path] = [alike["three"]]
    window.search_box.set_text("heat")
    qtbot.waitUntil(lambda: len(window.results.results.hits) == 5)
    window.results.choose(_HITS[2].path)
    window.parts.answering.like.begin()
    qtbot.waitUntil(lambda: len(window.results.results.hits) == 2)
    window.results.choose(alike["two"].path)
    window.parts.answering.like.begin()
    qtbot.waitUntil(lambda: len(window.results.results.hits) == 1)

    _change(running, qtbot, text_size=125)

    new = running.application.window
    results, like = new.results, new.parts.answering.like
    qtbot.waitUntil(lambda: [hit.path for hit in results.results.hits] == [alike["three"].path])
    like.back()
    qtbot.waitUntil(lambda: len(results.results.hits) == 2)
    assert results.hit is not None
    assert results.hit.path == alike["two"].path
    like.back()
    qtbot.waitUntil(lambda: len(results.results.hits) == 5)
    assert results.hit is not None
    assert results.hit.path == _HITS[2].path
    assert not like.is_on


def test_more_like_this_lives_through_it_too(running: Running, qtbot: QtBot) -> None:
    engine = running.engine
    engine.like[_HITS[0].path] = [make_hit(f"/data/{name}.txt", make_passage(name, ())) for name in ("one", "two")]
    window = running.application.window
    window.search_box.set_text("heat")
    qtbot.waitUntil(lambda: len(window.results.results.hits) == 5)
    window.parts.answering.like.begin()
    qtbot.waitUntil(lambda: len(window.results.results.hits) == 2)
    QTest.keyClick(window.search_box.field, Qt.Key.Key_Down)
    assert window.results.currentIndex().row() == 1

    _change(running, qtbot, text_size=125)

    new = running.application.window
    qtbot.waitUntil(lambda: new.results.hit is not None and new.results.hit.path == "/data/two.txt")
    assert new.parts.found.like.isVisible()
    assert new.search_box.text == "heat"
    new.parts.answering.like.back()
    qtbot.waitUntil(lambda: len(new.results.results.hits) == 5)
    # What is typed later is not taken for it.
    new.search_box.set_text("heat ")
    qtbot.waitUntil(lambda: engine.asked("search")[-1] == ("heat", "hybrid"))
    assert not new.parts.answering.like.is_on
