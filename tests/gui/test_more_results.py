"""No more files are asked for than are looked at; more of them come as the list is scrolled, and Enter opens what was meant."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pplx_desktop.core.types import Hit
from pplx_desktop.gui.filter_bar import NEWEST
from pplx_desktop.gui.searching import LIMITS, MOST_IN_SIGHT
from tests.gui.conftest import Opened, Opening
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.sample_hits import QUERY

_MANY = 5_000


def _many(number: int = _MANY) -> list[Hit]:
    return [
        make_hit(f"/data/{at}.txt", make_passage(f"text number {at}", ("text",)), days_ago=at % 97)
        for at in range(number)
    ]


def _opened(open_window: Opening, hits: list[Hit]) -> tuple[Opened, list[int]]:
    engine, limits = FakeEngine(), []
    engine.answers["text"] = Answers(words=hits, meaning=hits)
    real = engine.search

    def counting(query: str, **options):
        limits.append(options["limit"])
        return real(query, **options)

    engine.search = counting
    opened = open_window(engine)
    opened.window.search_box.set_text("text")
    return opened, limits


def test_first_what_fits_into_the_window(open_window: Opening, qtbot: QtBot) -> None:
    opened, limits = _opened(open_window, _many())
    qtbot.waitUntil(lambda: len(opened.titles()) == LIMITS[0])
    results = opened.window.results
    assert limits == [results.rows_in_sight, LIMITS[0]]
    below = results.visualRect(results.results.index(limits[0]))
    assert results.viewport().height() <= below.top() < results.window().height() + 2 * below.height()
    assert opened.found_text() == f"{LIMITS[0]}+ results in 48 ms"


def test_no_more_than_fits_into_a_high_window(open_window: Opening, qtbot: QtBot) -> None:
    opened, limits = _opened(open_window, _many())
    qtbot.waitUntil(lambda: len(opened.titles()) == LIMITS[0])
    limits.clear()
    opened.window.resize(opened.window.width(), 4_000)
    opened.window.search_box.set_text("text number")
    qtbot.waitUntil(lambda: bool(limits))
    assert limits[0] == MOST_IN_SIGHT


def test_more_come_as_the_end_comes_near(open_window: Opening, qtbot: QtBot) -> None:
    hits = _many()
    opened, limits = _opened(open_window, hits)
    qtbot.waitUntil(lambda: len(opened.titles()) == LIMITS[0])
    results = opened.window.results
    for limit in LIMITS[1:]:
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_PageDown)
        results.verticalScrollBar().setValue(results.verticalScrollBar().maximum())
        shown = min(limit, _MANY)
        qtbot.waitUntil(lambda shown=shown: len(opened.titles()) == shown)
    assert limits[1:] == list(LIMITS)
    assert opened.titles() == [hit.title for hit in hits]
    assert opened.found_text() == f"{_MANY:,} results in 48 ms"
    # There is nothing beyond.
    results.verticalScrollBar().setValue(0)
    results.verticalScrollBar().setValue(results.verticalScrollBar().maximum())
    assert limits[1:] == list(LIMITS)


def test_the_chosen_row_stays_while_more_come(open_window: Opening, qtbot: QtBot) -> None:
    opened, _ = _opened(open_window, _many())
    qtbot.waitUntil(lambda: len(opened.titles()) == LIMITS[0])
    qtbot.keyClick(opened.window.results, Qt.Key.Key_End)
    row, hit = opened.window.results.currentIndex().row(), opened.window.results.hit
    assert row == LIMITS[0] - 1
    assert hit is not None
    qtbot.waitUntil(lambda: len(opened.titles()) == LIMITS[1])
    now = opened.window.results.hit
    assert opened.window.results.currentIndex().row() == row
    assert now is not None
    assert now.path == hit.path


def test_an_answer_that_is_whole_asks_for_no_more(open_window: Opening, qtbot: QtBot) -> None:
    opened, limits = _opened(open_window, _many(30))
    qtbot.waitUntil(lambda: opened.found_text() == "30 results in 48 ms")
    bar = opened.window.results.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert limits[1:] == [LIMITS[0]]


def test_the_newest_are_chosen_from_many(open_window: Opening, qtbot: QtBot) -> None:
    opened, limits = _opened(open_window, _many())
    qtbot.waitUntil(lambda: len(opened.titles()) == LIMITS[0])
    limits.clear()
    opened.window.filters.choose_order(NEWEST)
    qtbot.waitUntil(lambda: len(opened.titles()) == LIMITS[1])
    qtbot.waitUntil(lambda: limits == [LIMITS[1], LIMITS[1]])
    times = [hit.mtime_ns for hit in opened.window.results.results.hits]
    assert times == sorted(times, reverse=True)


def test_enter_opens_what_was_typed_not_what_stands_there(open_window: Opening, qtbot: QtBot) -> None:
    engine = FakeEngine()
    old, new = make_hit("/data/old.txt"), make_hit("/data/new.txt")
    engine.answers["old"] = Answers(words=[old], meaning=[old])
    engine.answers["new"] = Answers(words=[new], meaning=[new])
    opened = open_window(engine)
    opened.window.search_box.set_text("old")
    qtbot.waitUntil(lambda: opened.titles() == ["old.txt"])
    gates = [engine.hold("words", "new"), engine.hold("hybrid", "new")]
    opened.window.search_box.set_text("new")
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Return)
    assert opened.titles() == ["old.txt"]
    assert opened.opener.opened == []
    for gate in gates:
        gate.set()
    qtbot.waitUntil(lambda: opened.opener.opened == [("/data/new.txt", None)])


def test_typing_on_takes_the_enter_back(open_window: Opening, qtbot: QtBot) -> None:
    engine = FakeEngine()
    new = make_hit("/data/new.txt")
    engine.answers["new"] = engine.answers["newer"] = Answers(words=[new], meaning=[new])
    opened = open_window(engine)
    gate = engine.hold("words", "new")
    opened.window.search_box.set_text("new")
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Return)
    opened.window.search_box.set_text("newer")
    gate.set()
    qtbot.waitUntil(lambda: opened.titles() == ["new.txt"])
    qtbot.waitUntil(lambda: ("newer", "hybrid") in engine.asked("search"))
    assert opened.opener.opened == []


def test_nothing_else_that_hangs_holds_up_a_search(opened: Opened, qtbot: QtBot) -> None:
    gate = threading.Event()
    try:
        for _ in range(7):
            # As a page that is drawn, a telling sentence, a status of a disk that does not answer.
            opened.bridge.run(lambda: gate.wait(60), lambda _: None, lambda _: None)
        opened.window.search_box.set_text(QUERY)
        qtbot.waitUntil(lambda: len(opened.titles()) == 7)
        assert not gate.is_set()
    finally:
        gate.set()
