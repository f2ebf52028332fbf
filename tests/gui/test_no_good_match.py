"""What is said, calmly, where nothing matches well, and the words that are offered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.core.evidence import Explanation, TermEvidence
from pplx_desktop.gui.closest_line import BEFORE_WORDS, NO_GOOD_MATCH, ClosestLine
from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.pages import TEXT_WIDTH
from pplx_desktop.gui.suggestions import Suggestions
from tests.gui.conftest import Opened
from tests.support.fake_engine import Answers
from tests.support.sample_hits import QUERY, hits

TERMS = (TermEvidence("thermostad", "unknown"), TermEvidence("thermostat", "corrected", 3, 0.5, "thermostad"))


def _line(opened: Opened) -> ClosestLine:
    return opened.window._found.closest


def _answer(opened: Opened, query: str, **values) -> None:
    opened.engine.answers[query] = replace(opened.engine.answers[QUERY], **values)


def _search(opened: Opened, qtbot: QtBot, query: str = QUERY) -> None:
    opened.window.search_box.set_text(query)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)


def _row_top(opened: Opened) -> int:
    results = opened.window.results
    return results.viewport().mapToGlobal(results.visualRect(results.currentIndex()).topLeft()).y()


def _is_laid_out(opened: Opened, strip: QWidget) -> bool:
    """The layout that gave it its width has given the list its place, too."""
    return strip.isVisible() and strip.width() >= opened.window.results.width()


def test_it_is_said_above_the_hits(opened: Opened, qtbot: QtBot) -> None:
    _answer(opened, QUERY, is_good_match=False)
    _search(opened, qtbot)
    line = _line(opened)
    assert line.isVisible()
    assert line.text == NO_GOOD_MATCH
    assert not line.suggestions.isVisible()
    assert line.mapTo(opened.window, QPoint()).y() < opened.window.results.mapTo(opened.window, QPoint()).y()
    label = QAccessible.queryAccessibleInterface(line._label)
    assert label.text(QAccessible.Text.Name) == NO_GOOD_MATCH
    # The hits are there all the same.
    assert opened.window.results.hit is not None


def test_a_good_match_says_nothing(opened: Opened, qtbot: QtBot) -> None:
    _answer(opened, QUERY, closest=("thermostat",))
    _search(opened, qtbot)
    assert _line(opened).text == ""
    assert not _line(opened).isVisible()


def test_it_goes_with_the_query(opened: Opened, qtbot: QtBot) -> None:
    _answer(opened, QUERY, is_good_match=False)
    _search(opened, qtbot)
    assert _line(opened).isVisible()
    _answer(opened, "good", is_good_match=True)
    gate = opened.engine.hold("hybrid", "good")
    opened.window.search_box.set_text("good")
    # The answer by words is there; it is not the last word on the match.
    qtbot.waitUntil(lambda: len(opened.titles()) == 3)
    assert not _line(opened).isVisible()
    gate.set()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    assert not _line(opened).isVisible()


def test_words_alone_do_not_judge(opened: Opened, qtbot: QtBot) -> None:
    _answer(opened, QUERY, is_good_match=False)
    gate = opened.engine.hold("hybrid", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3)
    assert not _line(opened).isVisible()
    gate.set()
    qtbot.waitUntil(_line(opened).isVisible)


@pytest.mark.parametrize("is_held", [True, False], ids=["held", "free"])
def test_a_row_that_was_chosen_does_not_move(opened: Opened, qtbot: QtBot, is_held: bool) -> None:
    _answer(opened, QUERY, is_good_match=False, closest=("thermostat",))
    gate = opened.engine.hold("hybrid", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3)
    if is_held:
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Down)
    before = _row_top(opened)
    gate.set()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7 and _is_laid_out(opened, _line(opened)))
    if is_held:
        assert _row_top(opened) == before
    else:
        qtbot.waitUntil(lambda: _row_top(opened) > before)
    # The next query is told above again.
    _answer(opened, "other", is_good_match=False)
    opened.window.search_box.set_text("other")
    qtbot.waitUntil(lambda: ("other", "hybrid") in opened.engine.asked("search") and _line(opened).isVisible())
    column = opened.window._found._column
    assert column.indexOf(_line(opened)) < column.indexOf(opened.window.results)


def test_a_word_that_is_pressed_is_searched(opened: Opened, qtbot: QtBot) -> None:
    typed, chosen, asked = "my thermostad, please", "thermostat", "my thermostat, please"
    _answer(opened, typed, is_good_match=False, closest=(chosen,), explanation=Explanation(terms=TERMS))
    opened.window.filters.choose_type("PDF")
    _search(opened, qtbot, typed)
    qtbot.waitUntil(_line(opened).isVisible)
    assert _line(opened).text == BEFORE_WORDS
    button = _line(opened).suggestions.buttons[0]
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == f"Search for “{chosen}”"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened.window.search_box.text == asked
    # What narrows the search stays.
    qtbot.waitUntil(lambda: (f"{asked} type:pdf", "hybrid") in opened.engine.asked("search"))
    assert opened.window.search_box._edit.hasFocus()


def test_words_are_offered_where_nothing_was_found(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.answers["zebra"] = Answers(closest=("zebrafish", "zero"), explanation=Explanation(terms=TERMS))
    opened.window.search_box.set_text("zebra")
    qtbot.waitUntil(lambda: opened.window.message.headline == "Nothing here matches")
    suggestions = opened.window.message.suggestions
    assert suggestions.isVisible()
    assert [button.text() for button in suggestions.buttons] == ["zebrafish", "zero"]
    suggestions.buttons[1].setFocus()
    qtbot.keyClick(suggestions.buttons[1], Qt.Key.Key_Space)
    assert opened.window.search_box.text == "zero"
    qtbot.waitUntil(lambda: ("zero", "hybrid") in opened.engine.asked("search"))
    # Another page has no words to offer.
    qtbot.waitUntil(lambda: not suggestions.isVisible())


def test_a_phrase_that_no_file_holds_can_be_searched_as_words(opened: Opened, qtbot: QtBot) -> None:
    window, typed = opened.window, '"purple heron" on the roof'
    conditions = ("holds “purple heron”",)
    opened.engine.answers[typed] = Answers(explanation=Explanation(conditions=conditions, in_scope=0))
    window.search_box.set_text(typed)
    qtbot.waitUntil(lambda: window.message.headline == "Nothing here matches")
    assert window.message.lead == "No file holds “purple heron”."
    assert window.message.action == "Search without quotation marks"
    qtbot.mouseClick(window.message._button, Qt.MouseButton.LeftButton)
    assert window.search_box.text == "purple heron on the roof"
    # Plain words have no marks to leave out.
    opened.engine.answers[window.search_box.text] = Answers()
    qtbot.waitUntil(lambda: window.message.lead == "Try other words, or fewer.")
    assert window.message.action == ""


def test_long_words_stay_inside_a_narrow_window(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    conditions = (f"holds “{'Donaudampfschifffahrtsgesellschaft' * 3}”",)
    none = Answers(closest=("x" * 40,), explanation=Explanation(conditions=conditions, in_scope=0))
    opened.engine.answers["ship"] = none
    window.resize(window.minimumSize())
    window.search_box.set_text("ship")
    message = window.message
    qtbot.waitUntil(lambda: message.headline == "Nothing here matches" and message.isVisible())
    assert message.lead == f"No file {conditions[0]}."
    for part in (message._lead, message._headline, message.suggestions, message.suggestions.buttons[0]):
        qtbot.waitUntil(lambda part=part: part.visibleRegion().boundingRect() == part.rect())
    label = message._lead
    assert (
        label.fontMetrics().boundingRect(label.rect(), int(Qt.TextFlag.TextWordWrap), label.text()).width()
        <= label.width()
    )
    window.resize(1180, 760)
    qtbot.waitUntil(lambda: label.width() == window._theme.px(TEXT_WIDTH))


def test_hostile_words_are_text(qtbot: QtBot, theme) -> None:
    suggestions = Suggestions(theme)
    qtbot.addWidget(suggestions)
    words = ("<b>fish & chips</b>", "a\nb\u202ec", "x" * 80, *(f"word{number}" for number in range(9)), "word1")
    suggestions.offer(words)
    suggestions.show()
    told = [button.text() for button in suggestions.buttons]
    assert told[:2] == ["<b>fish && chips</b>", "a b c"]
    assert len(told[2]) == 32
    assert len(told) == 6
    chosen: list[str] = []
    suggestions.chosen.connect(chosen.append)
    for button in suggestions.buttons[:3]:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen == list(words[:3])


def test_the_keyboard_stays_on_words_that_change(opened: Opened, qtbot: QtBot) -> None:
    _answer(opened, QUERY, is_good_match=False, closest=("one", "two"))
    _search(opened, qtbot)
    suggestions = _line(opened).suggestions
    suggestions.buttons[1].setFocus()
    suggestions.offer(("three", "four"))
    assert opened.window.focusWidget() is suggestions.buttons[0]


def test_a_row_of_words_is_broken_and_centred(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    row = FlowLayout(spacing=10, centred=True)
    pane.setLayout(row)
    parts = [QWidget() for _ in range(3)]
    for part in parts:
        part.setMinimumSize(40, 20)
        row.addWidget(part)
    pane.resize(100, 100)
    pane.show()
    qtbot.waitExposed(pane)
    assert [(part.x(), part.y()) for part in parts] == [(5, 0), (55, 0), (30, 30)]
    assert row.heightForWidth(100) == 50
    assert row.heightForWidth(1_000) == 20


@pytest.mark.parametrize("is_held", [True, False], ids=["held", "free"])
def test_a_notice_does_not_move_a_row_that_was_chosen(opened: Opened, qtbot: QtBot, is_held: bool) -> None:
    notice, results = opened.window.notice, opened.window.results
    gate = opened.engine.hold("hybrid", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3)
    if is_held:
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Down)
    before = _row_top(opened)
    _answer(opened, QUERY, notices=("Some files were searched by words and names only.",))
    gate.set()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7 and _is_laid_out(opened, notice))
    if is_held:
        assert _row_top(opened) == before
    else:
        qtbot.waitUntil(lambda: _row_top(opened) > before)
    notice.put_away()
    opened.window.search_box.set_text("")
    _answer(opened, "other", notices=("Another notice.",))
    opened.window.search_box.set_text("other")
    qtbot.waitUntil(lambda: notice.text == "Another notice." and notice.isVisible())
    assert notice.mapTo(opened.window, QPoint()).y() < results.mapTo(opened.window, QPoint()).y()


def test_the_best_hits_are_shown_whatever_the_verdict(opened: Opened, qtbot: QtBot) -> None:
    _answer(opened, QUERY, is_good_match=False)
    _search(opened, qtbot)
    assert opened.titles() == [hit.title for hit in hits()]
    assert opened.found_text() == "7 results in 48 ms"
