"""What typing asks for, puts off and stops: the pause before the model is asked, what is overtaken, what is painted first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.core.types import DocumentView
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.gui import file_reading
from pplx_desktop.gui.composition import Composition, compose
from pplx_desktop.gui.searching import MEANING_DELAY_MS
from tests.gui.conftest import Opened
from tests.support.fake_engine import Answers, make_hit, make_passage
from tests.support.waiting import eventually


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


class Pause(QTimer):
    """Is running, and notes that it was begun again."""

    def __init__(self, begun: list[str]) -> None:
        super().__init__()
        self._begun = begun

    def isActive(self) -> bool:
        return True

    def start(self) -> None:
        self._begun.append("again")


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


def test_a_space_puts_off_the_model_and_the_preview(opened: Opened, qtbot: QtBot) -> None:
    found = [make_hit("/data/pump.txt")]
    opened.engine.answers["pump"] = Answers(words=found, meaning=found)
    searching = opened.window.parts.answering.searching
    searching._pause.setInterval(60_000)
    with qtbot.waitSignal(searching.answered):
        opened.window.search_box.set_text("pump")
    begun: list[str] = []
    searching._pause = Pause(begun)
    opened.preview._delay.start(60_000)
    opened.window.search_box.set_text("pump ")
    assert begun == ["again"]
    assert opened.preview._delay.remainingTime() < 1_000


def test_a_meaning_that_is_overtaken_is_stopped_in_the_engine(opened: Opened, qtbot: QtBot) -> None:
    found = [make_hit("/data/pump.txt")]
    opened.engine.answers["pump"] = Answers(words=found, meaning=found)
    opened.engine.hold("hybrid", "pump")
    opened.window.search_box.set_text("pump")
    qtbot.waitUntil(lambda: ("pump", "hybrid") in opened.engine.asked("search"))
    opened.window.search_box.set_text("pump house")
    qtbot.waitUntil(lambda: ("pump house", "hybrid") in opened.engine.asked("search"))
    assert opened.engine.asked("stopped") == [("hybrid", "pump")]


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
    delay = opened.preview._delay
    opened.engine.hold("words", "pump h")
    with qtbot.waitSignal(opened.window.parts.answering.searching.answered):
        opened.window.search_box.set_text("pump")
    assert delay.isActive()
    delay.start(60_000)
    opened.window.search_box.set_text("pump h")
    assert delay.isActive()
    assert delay.remainingTime() < 1_000
    # Put off, not given up.
    delay.start(0)
    qtbot.waitUntil(lambda: opened.engine.asked("view") == ["/data/pump.txt"])


def test_what_is_read_when_a_key_comes_is_stopped_and_read_later(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [make_hit("/data/pump.txt")]
    opened.engine.answers["pump"] = Answers(words=found, meaning=found)
    opened.engine.views["/data/pump.txt"] = "The pump."
    readings: list[Wanted] = []

    def read(document: DocumentView, wanted: Wanted) -> Composition:
        readings.append(wanted)
        if len(readings) == 1:
            # As one does who has much to read.
            eventually(lambda: wanted._is_called_off, 10, pause_s=0.005)
        return compose(document, wanted)

    monkeypatch.setattr(file_reading, "compose", read)
    opened.window.search_box.set_text("pump")
    qtbot.waitUntil(lambda: len(readings) == 1)
    opened.window.search_box.set_text("pump h")
    qtbot.waitUntil(lambda: opened.preview.shown_path == "/data/pump.txt")
    assert len(readings) == 2


def test_what_is_read_beside_the_results_is_stopped_in_the_engine(opened: Opened, qtbot: QtBot) -> None:
    hit = make_hit("/data/pump.txt", make_passage("The pump hums. The house is warm.", ()))
    opened.engine.answers["pump"] = Answers(words=[hit], meaning=[hit])
    opened.engine.hold_telling(hit.path)
    opened.engine.hold_passages(hit.path)
    opened.window.search_box.set_text("pump")
    qtbot.waitUntil(lambda: bool(opened.engine.asked("telling_sentence") and opened.engine.asked("passages_of")))
    opened.engine.hold("words", "pump h")
    opened.window.search_box.set_text("pump h")
    qtbot.waitUntil(lambda: set(opened.engine.asked("stopped")) == {("telling", hit.path), ("passages", hit.path)})
    opened.engine.gates["words", "pump h"].set()
