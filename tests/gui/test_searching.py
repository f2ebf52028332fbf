"""What typing asks for, puts off and stops: the pause before the model is asked, what is overtaken, what is painted first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.searching import MEANING_DELAY_MS
from tests.gui.conftest import Opened
from tests.support.fake_engine import Answers, make_hit


class PaintWatch(QObject):
    """Tells when what it watches is about to be painted."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() == QEvent.Type.Paint:
            self._tell()
        return False


@pytest.mark.parametrize(
    ("took_ms", "pause_ms"), [(0.0, MEANING_DELAY_MS), (40.0, MEANING_DELAY_MS), (140.0, 210), (3_000.0, 250)]
)
def test_it_is_longer_where_the_whole_answer_takes_longer(
    opened: Opened, qtbot: QtBot, took_ms: float, pause_ms: int
) -> None:
    found = [make_hit("/data/pump.txt")]
    opened.engine.answers["pump"] = Answers(words=found, meaning=found, took_ms=took_ms)
    searching = opened.window.parts.answering.searching
    assert searching._pause.interval() == MEANING_DELAY_MS
    with qtbot.waitSignal(searching.answered, check_params_cb=lambda _, stage: stage.value == "final"):
        opened.window.search_box.set_text("pump")
    assert searching._pause.interval() == pause_ms


def test_a_space_behind_the_last_word_asks_for_nothing_again(opened: Opened, qtbot: QtBot) -> None:
    found = [make_hit("/data/pump.txt")]
    opened.engine.answers["pump"] = Answers(words=found, meaning=found)
    searching = opened.window.parts.answering.searching
    with qtbot.waitSignal(searching.answered, check_params_cb=lambda _, stage: stage.value == "final"):
        opened.window.search_box.set_text("pump")
    opened.window.search_box.set_text("pump ")
    assert not searching._pause.isActive()
    with qtbot.waitSignal(searching.answered):
        opened.window.search_box.set_text("pump x")
    assert [query for query, mode in opened.engine.asked("search") if mode == "words"] == ["pump", "pump x"]


def test_a_meaning_that_is_overtaken_is_stopped_in_the_engine(opened: Opened, qtbot: QtBot) -> None:
    found = [make_hit("/data/pump.txt")]
    opened.engine.answers["pump"] = Answers(words=found, meaning=found)
    opened.engine.hold("hybrid", "pump")
    opened.window.search_box.set_text("pump")
    qtbot.waitUntil(lambda: ("pump", "hybrid") in opened.engine.asked("search"))
    opened.window.search_box.set_text("pump house")
    qtbot.waitUntil(lambda: ("pump house", "hybrid") in opened.engine.asked("search"))
    assert opened.engine.asked("stopped") == [("pump", "hybrid")]


def test_the_rows_are_painted_before_the_preview_changes(opened: Opened, qtbot: QtBot) -> None:
    for name in ("pump", "house"):
        found = [make_hit(f"/data/{name}.txt")]
        opened.engine.answers[name] = Answers(words=found, meaning=found)
    results = opened.window.results
    opened.window.search_box.set_text("pump")
    qtbot.waitUntil(lambda: opened.found_text() == "1 result in 48 ms")
    seen: list[str] = []
    watch = PaintWatch(lambda: seen.append("painted"))
    results.viewport().installEventFilter(watch)
    results.current_changed.connect(lambda hit: seen.append(hit.title))
    opened.window.search_box.set_text("house")
    qtbot.waitUntil(lambda: "house.txt" in seen)
    assert seen == ["painted", "house.txt"]
    # They are not painted twice for that.
    qtbot.waitUntil(lambda: opened.preview.hit is not None and opened.preview.hit.title == "house.txt")
    QGuiApplication.processEvents()
    assert seen == ["painted", "house.txt"]


def test_what_is_typed_puts_off_what_the_preview_reads(opened: Opened, qtbot: QtBot) -> None:
    found = [make_hit("/data/pump.txt")]
    opened.engine.answers["pump"] = Answers(words=found, meaning=found)
    opened.engine.views["/data/pump.txt"] = "The pump."
    preview = opened.preview
    opened.engine.hold("words", "pump h")
    with qtbot.waitSignal(opened.window.parts.answering.searching.answered):
        opened.window.search_box.set_text("pump")
    assert preview._delay.isActive()
    preview._delay.setInterval(60_000)
    opened.window.search_box.set_text("pump h")
    assert preview._delay.remainingTime() > 50_000
    # Put off, not given up.
    preview._delay.start(0)
    qtbot.waitUntil(lambda: opened.engine.asked("view") == ["/data/pump.txt"])
