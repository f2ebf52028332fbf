"""Typing, answers in two stages, and the row that stays."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import UserError
from pplx_desktop.gui.filter_bar import NEWEST
from tests.gui.conftest import Opened, Opening
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.sample_hits import QUERY, filled_engine, hits, home_path


def test_words_come_first_and_meaning_after(opened: Opened, qtbot: QtBot) -> None:
    meaning = opened.engine.hold("hybrid", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3)
    assert opened.titles()[0] == "thermostat_cycle_log.py"
    assert opened.found_text() == "3 results in 12 ms"
    meaning.set()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    assert opened.titles() == [hit.title for hit in hits()]
    assert opened.found_text() == "7 results in 48 ms"
    # Nobody had chosen a row, so the best match is selected.
    assert opened.window.results.currentIndex().row() == 0
    assert [mode for _, mode in opened.engine.asked("search")] == ["words", "hybrid"]


def test_each_key_asks_for_words_and_a_pause_for_meaning(opened: Opened, qtbot: QtBot) -> None:
    qtbot.keyClicks(opened.window.focusWidget(), "heat")
    qtbot.waitUntil(lambda: ("heat", "hybrid") in opened.engine.asked("search"))
    asked = opened.engine.asked("search")
    assert [query for query, mode in asked if mode == "hybrid"] == ["heat"]
    assert ("h", "words") in asked
    assert ("heat", "words") in asked


def test_the_chosen_row_stays_where_it_is(opened: Opened, qtbot: QtBot) -> None:
    meaning = opened.engine.hold("hybrid", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3)
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Down)
    chosen = opened.titles()[1]
    assert chosen == "RE: Offer 4471 – heat pump 8 kW"
    meaning.set()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    # By meaning it is the third; the reader has it selected in the second row.
    assert opened.titles()[1] == chosen
    assert opened.window.results.currentIndex().row() == 1
    assert opened.window.results.hit is not None
    assert opened.window.results.hit.title == chosen
    expected = [hit.title for hit in hits() if hit.title != chosen]
    assert [title for title in opened.titles() if title != chosen] == expected


def test_the_row_under_the_mouse_stays_where_it_is(opened: Opened, qtbot: QtBot) -> None:
    meaning = opened.engine.hold("hybrid", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3)
    results = opened.window.results
    at = results.visualRect(results.results.index(2)).center()
    results.cursor().setPos(results.viewport().mapToGlobal(at))
    qtbot.mouseMove(results.viewport(), at + QPoint(1, 1))
    qtbot.waitUntil(lambda: results._is_mouse_here)
    under_mouse = opened.titles()[2]
    meaning.set()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    assert opened.titles()[2] == under_mouse
    assert results.currentIndex().row() == 0


def test_a_chosen_file_that_meaning_does_not_find_stays(opened: Opened, qtbot: QtBot) -> None:
    answers = opened.engine.answers[QUERY]
    answers.meaning = hits()[:1]
    meaning = opened.engine.hold("hybrid", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3)
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Down)
    chosen = opened.titles()[1]
    meaning.set()
    qtbot.waitUntil(lambda: opened.titles() == ["Heat pump sizing guide.pdf", chosen])
    assert opened.window.results.currentIndex().row() == 1


def test_a_stale_answer_is_dropped(opened: Opened, qtbot: QtBot) -> None:
    old, new = hits()[1], hits()[2]
    opened.engine.answers["old"] = Answers(words=[old], meaning=[old])
    opened.engine.answers["new"] = Answers(words=[new], meaning=[new])
    opened.engine.hold("words", "old")
    opened.window.search_box.set_text("old")
    qtbot.waitUntil(lambda: ("old", "words") in opened.engine.asked("search"))
    opened.window.search_box.set_text("new")
    # What nobody waits for any more is stopped, and no words wait for it.
    qtbot.waitUntil(lambda: ("words", "old") in opened.engine.asked("stopped"))
    qtbot.waitUntil(lambda: opened.found_text() == "1 result in 48 ms")
    assert opened.titles() == [new.title]
    assert opened.engine.asked("search") == [("old", "words"), ("new", "words"), ("new", "hybrid")]


def test_late_words_do_not_replace_meaning(opened: Opened, qtbot: QtBot) -> None:
    gate = opened.engine.hold("words", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    gate.set()
    qtbot.wait(100)
    assert len(opened.titles()) == 7


def test_fast_typing_piles_up_nothing(opened: Opened, qtbot: QtBot) -> None:
    gate = opened.engine.hold("words", "a")
    qtbot.keyClicks(opened.window.focusWidget(), "abcdefgh")
    qtbot.waitUntil(lambda: bool(opened.engine.asked("search")))
    gate.set()
    qtbot.waitUntil(lambda: ("abcdefgh", "words") in opened.engine.asked("search"))
    words = [query for query, mode in opened.engine.asked("search") if mode == "words"]
    assert words == ["a", "abcdefgh"]


def test_no_match_is_said_calmly(opened: Opened, qtbot: QtBot) -> None:
    opened.window.search_box.set_text("zebra")
    qtbot.waitUntil(lambda: opened.page() is opened.window.message)
    qtbot.waitUntil(lambda: opened.window.message.headline == "Nothing here matches")
    opened.window.filters.choose_type("PDF")
    qtbot.waitUntil(lambda: ("zebra type:pdf", "hybrid") in opened.engine.asked("search"))
    qtbot.waitUntil(lambda: opened.window.message._button.text() == "Search everything")
    qtbot.mouseClick(opened.window.message._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.engine.asked("search")[-1] == ("zebra", "hybrid"))


def test_while_words_find_nothing_the_model_is_waited_for(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.answers["deep"] = Answers(words=[], meaning=hits()[:1])
    gate = opened.engine.hold("hybrid", "deep")
    opened.window.search_box.set_text("deep")
    qtbot.waitUntil(lambda: opened.window.message.headline == "Searching by meaning…")
    gate.set()
    qtbot.waitUntil(lambda: opened.titles() == ["Heat pump sizing guide.pdf"])
    assert opened.page() is opened.window._found


def test_a_query_that_cannot_be_read_says_so(opened: Opened, qtbot: QtBot) -> None:
    error = UserError("query", "This search cannot be read.", hint="Close the quotation mark.")
    opened.engine.answers["bad"] = Answers(error=error)
    opened.window.search_box.set_text("bad")
    qtbot.waitUntil(lambda: opened.window.message.headline == "This search cannot be read.")
    assert opened.page() is opened.window.message
    assert opened.window.message._lead.text() == "Close the quotation mark."


def test_a_bug_in_the_engine_is_shown_and_logged(opened: Opened, qtbot: QtBot, caplog) -> None:
    def burst(*_args: object, **_options: object) -> None:
        raise ZeroDivisionError("a bug")

    opened.engine.search = burst
    opened.window.search_box.set_text("anything")
    qtbot.waitUntil(lambda: opened.window.message.headline == "Something went wrong inside the program.")
    assert "ZeroDivisionError: a bug" in caplog.text


def test_notices_of_an_answer_are_shown_until_put_away(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.answers[QUERY].notices = ("Only by words: the model is not there.",)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(opened.window.notice.isVisible)
    assert opened.window.notice.text == "Only by words: the model is not there."
    opened.window.notice.put_away()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    assert not opened.window.notice.isVisible()


def test_filters_become_conditions(opened: Opened, qtbot: QtBot) -> None:
    opened.window.search_box.set_text("heat")
    opened.window.filters.choose_type("Code")
    opened.window.filters._folder.choose(home_path("Notes"))
    wanted = f'heat type:code in:"{home_path("Notes")}"'
    qtbot.waitUntil(lambda: (wanted, "hybrid") in opened.engine.asked("search"))
    opened.window.filters._time.choose(7)
    qtbot.waitUntil(lambda: " after:20" in opened.engine.asked("search")[-1][0])
    opened.window.filters.reset()
    qtbot.waitUntil(lambda: opened.engine.asked("search")[-1] == ("heat", "hybrid"))


def test_newest_first(opened: Opened, qtbot: QtBot) -> None:
    opened.window.filters.choose_order(NEWEST)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    times = [hit.mtime_ns for hit in opened.window.results.results.hits]
    assert times == sorted(times, reverse=True)


def test_what_is_typed_while_the_engine_starts_is_answered(open_window: Opening, qtbot: QtBot) -> None:
    opened = open_window(filled_engine(), starts=False)
    opened.window.search_box.set_text(QUERY)
    assert opened.found_text() == "Starting…"
    opened.bridge.start()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)


def test_clearing_the_box_shows_the_empty_page(opened: Opened, qtbot: QtBot) -> None:
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Escape)
    assert opened.window.search_box.text == ""
    assert opened.page() is opened.window.welcome
    assert opened.titles() == []
    assert opened.window.preview.hit is None


def test_ten_thousand_results_are_shown_without_being_measured(open_window: Opening, qtbot: QtBot) -> None:
    engine = FakeEngine()
    many = [make_hit(f"/data/{number}.txt", make_passage("some text", ("text",))) for number in range(10_000)]
    opened = open_window(engine)
    measured: list[int] = []
    card = opened.window.results.itemDelegate()
    size_hint = card.sizeHint

    def counting(*arguments: object) -> object:
        measured.append(1)
        return size_hint(*arguments)

    card.sizeHint = counting
    opened.window.parts.answering._asked = "x"
    opened.window.results.show_new(many)
    opened.window._body.setCurrentWidget(opened.window._found)
    qtbot.keyClick(opened.window.results, Qt.Key.Key_End)
    assert opened.window.results.currentIndex().row() == 9_999
    assert len(measured) < 100
    opened.window.results.merge([replace(hit, score=0.1) for hit in many])
    assert opened.window.results.currentIndex().row() == 9_999


def test_what_was_found_by_words_alone_is_asked_again_when_the_first_is_known_by_meaning(
    opened: Opened, qtbot: QtBot
) -> None:
    engine, window = opened.engine, opened.window
    usual = engine.answers[QUERY]
    engine.counts = replace(engine.counts, embedded=0)
    engine.answers[QUERY] = replace(usual, meaning=usual.words, notices=("Only words and names were searched.",))
    window.refresh_status()
    qtbot.waitUntil(lambda: window._status.counts.embedded == 0)
    window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3 and (QUERY, "hybrid") in engine.asked("search"))
    qtbot.waitUntil(window.notice.isVisible)
    engine.answers[QUERY] = usual
    engine.counts = replace(engine.counts, embedded=400)
    window.refresh_status()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7 and not window.notice.isVisible())
