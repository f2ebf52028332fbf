"""More like this: by key, button and menu, with the way back to what was typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pplx_desktop.core.types import Hit
from pplx_desktop.gui.filter_bar import NEWEST
from pplx_desktop.gui.like_line import LikeLine
from pplx_desktop.gui.like_this import LIMIT
from tests.gui.conftest import Opened
from tests.support.fake_engine import Answers, make_hit, make_passage
from tests.support.sample_hits import QUERY

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _alike(name: str, days_ago: float = 1) -> Hit:
    return make_hit(f"/data/{name}.txt", make_passage(f"Text of {name}.", ()), score=0.5, days_ago=days_ago)


@pytest.fixture
def answered(opened: Opened, qtbot: QtBot) -> Opened:
    found = opened.engine.answers[QUERY].meaning
    opened.engine.like[found[0].path] = [_alike("one", 9), _alike("two", 1), found[2]]
    opened.engine.like["/data/one.txt"] = [_alike("three")]
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7 and bool(opened.window.preview.shown_path))
    return opened


def _line(opened: Opened) -> LikeLine:
    return opened.window._found.like


def _press(opened: Opened, qtbot: QtBot, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(opened.window.focusWidget(), key, modifier)


def _like(opened: Opened, qtbot: QtBot, count: int = 3) -> None:
    before = opened.titles()
    _press(opened, qtbot, Qt.Key.Key_L, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: opened.titles() != before and len(opened.titles()) == count)


def test_the_passage_that_is_looked_at_is_asked_about(answered: Opened, qtbot: QtBot) -> None:
    hit = answered.window.results.hit
    assert hit is not None
    answered.window.preview.choose_passage(2)
    _like(answered, qtbot)
    assert answered.engine.asked("like_this") == [(hit.path, hit.passages[2].start, "")]
    assert answered.titles()[:2] == ["one.txt", "two.txt"]
    assert _line(answered).isVisible()
    assert _line(answered).subject == "Heat pump sizing guide.pdf, page 31"
    assert _line(answered)._lead.text() == "Similar to this passage"
    assert answered.found_text().startswith("3 results")
    assert answered.window.results.currentIndex().row() == 0
    qtbot.waitUntil(lambda: answered.window.preview.hit is not None and answered.window.preview.hit.title == "one.txt")
    # What was typed stays, and so does the keyboard's place.
    assert answered.window.search_box.text == QUERY
    assert answered.window.search_box._edit.hasFocus()


def test_a_file_that_only_its_name_brought_is_asked_about_as_a_whole(answered: Opened, qtbot: QtBot) -> None:
    for _ in range(6):
        _press(answered, qtbot, Qt.Key.Key_Down)
    hit = answered.window.results.hit
    assert hit is not None
    assert not hit.passages
    answered.engine.like[hit.path] = [_alike("one")]
    _like(answered, qtbot, 1)
    assert answered.engine.asked("like_this") == [(hit.path, None, "")]
    assert _line(answered).subject == "heater on-off times.xlsx"
    assert _line(answered)._lead.text() == "Similar to this file"


@pytest.mark.parametrize("way", ["escape", "alt-left", "button"])
def test_the_way_back_leads_to_the_row_one_came_from(answered: Opened, qtbot: QtBot, way: str) -> None:
    titles = answered.titles()
    found = answered.window.results.results.hits
    answered.engine.like[found[2].path] = [_alike("one"), _alike("two")]
    for _ in range(2):
        _press(answered, qtbot, Qt.Key.Key_Down)
    left: list[bool] = []
    answered.window.leave_asked.connect(lambda: left.append(True))
    _like(answered, qtbot, 2)
    match way:
        case "escape":
            _press(answered, qtbot, Qt.Key.Key_Escape)
        case "alt-left":
            _press(answered, qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        case _:
            qtbot.mouseClick(_line(answered).back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: answered.titles() == titles)
    assert answered.window.results.currentIndex().row() == 2
    assert not _line(answered).isVisible()
    assert answered.found_text().startswith("7 results")
    assert answered.window.search_box.text == QUERY
    assert len(answered.engine.asked("search")) == 2
    assert left == []
    # There, Esc means what it always does.
    answered.window.search_box.field.focus()
    _press(answered, qtbot, Qt.Key.Key_Escape)
    assert answered.window.search_box.text == ""


def test_one_goes_on_from_what_is_like_it_and_back_step_by_step(answered: Opened, qtbot: QtBot) -> None:
    titles = answered.titles()
    _like(answered, qtbot)
    _like(answered, qtbot, 1)
    assert answered.titles() == ["three.txt"]
    assert _line(answered).subject == "one.txt"
    _press(answered, qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(answered.titles()) == 3)
    assert _line(answered).subject == "Heat pump sizing guide.pdf, page 12"
    _press(answered, qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: answered.titles() == titles)


def test_typing_leaves_it_and_what_comes_late_is_dropped(answered: Opened, qtbot: QtBot) -> None:
    _like(answered, qtbot)
    gate = answered.engine.hold_like("/data/one.txt")
    _press(answered, qtbot, Qt.Key.Key_L, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: len(answered.engine.asked("like_this")) == 2)
    answered.engine.answers["offer"] = Answers(words=[_alike("offer")], meaning=[_alike("offer")])
    answered.window.search_box.set_text("offer")
    qtbot.waitUntil(lambda: answered.titles() == ["offer.txt"])
    assert not _line(answered).isVisible()
    gate.set()
    answered.bridge.run(lambda: None, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: ("offer", "hybrid") in answered.engine.asked("search"))
    assert answered.bridge.wait_for_threads(60_000)
    qtbot.wait(0)
    assert answered.titles() == ["offer.txt"]
    assert not answered.window.parts.answering.like.is_on


def test_the_whole_answer_that_comes_late_does_not_take_its_place(opened: Opened, qtbot: QtBot) -> None:
    found = opened.engine.answers[QUERY]
    opened.engine.like[found.words[0].path] = [_alike("one")]
    gate = opened.engine.hold("hybrid", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3 and (QUERY, "hybrid") in opened.engine.asked("search"))
    _like(opened, qtbot, 1)
    gate.set()
    assert opened.bridge.wait_for_threads(60_000)
    qtbot.wait(0)
    assert opened.titles() == ["one.txt"]
    # What was there was not all there is: it is asked for again.
    _press(opened, qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)


def test_filters_and_order_hold_for_it_and_for_the_way_back(answered: Opened, qtbot: QtBot) -> None:
    hit = answered.window.results.hit
    assert hit is not None
    _like(answered, qtbot)
    answered.window.filters.choose_type("PDF")
    qtbot.waitUntil(lambda: len(answered.engine.asked("like_this")) == 2)
    assert answered.engine.asked("like_this")[1] == (hit.path, hit.passages[0].start, "type:pdf")
    answered.window.filters._order.choose(NEWEST)
    qtbot.waitUntil(lambda: answered.titles()[:2] == ["two.txt", "one.txt"])
    asked = len(answered.engine.asked("search"))
    _press(answered, qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(answered.engine.asked("search")) > asked)
    assert answered.engine.asked("search")[-1][0] == f"{QUERY} type:pdf"


def test_where_it_cannot_be_told_everything_stays(answered: Opened, qtbot: QtBot) -> None:
    titles = answered.titles()
    answered.engine.like.clear()
    _press(answered, qtbot, Qt.Key.Key_L, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: "no vector yet" in answered.window.notice.text)
    assert answered.titles() == titles
    assert not answered.window.parts.answering.like.is_on


def test_where_nothing_is_like_it_this_is_said(answered: Opened, qtbot: QtBot) -> None:
    answered.engine.like[answered.window.results.hit.path] = []
    _like(answered, qtbot, 0)
    assert _line(answered)._lead.text() == "Nothing else is like this"
    _press(answered, qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(answered.titles()) == 7)


def test_sentences_are_chosen_by_the_passage_it_is_like(answered: Opened, qtbot: QtBot) -> None:
    passage = answered.window.preview.passage
    assert passage is not None
    _like(answered, qtbot)
    qtbot.waitUntil(lambda: any(path == "/data/one.txt" for _, path, _, _ in answered.engine.asked("telling_sentence")))
    asked, path, _, _ = answered.engine.asked("telling_sentence")[-1]
    assert (asked, path) == (passage.snippet.text.strip(" …"), "/data/one.txt")


def test_its_button_and_a_narrow_window(answered: Opened, qtbot: QtBot) -> None:
    answered.window.resize(420, 640)
    qtbot.waitUntil(lambda: not answered.window.preview.isVisible())
    _like(answered, qtbot)
    line = _line(answered)
    assert line.isVisible()
    assert line.back.geometry().right() <= line.width()
    _press(answered, qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(answered.titles()) == 7)
    answered.window.resize(1_180, 760)
    qtbot.waitUntil(answered.window.preview.evidence.like.isVisible)
    qtbot.mouseClick(answered.window.preview.evidence.like, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(answered.titles()) == 3)
    assert len(answered.engine.asked("like_this")) == 2


def test_no_more_are_asked_for_than_are_shown(answered: Opened, qtbot: QtBot) -> None:
    hit = answered.window.results.hit
    assert hit is not None
    answered.engine.like[hit.path] = [replace(_alike(str(number))) for number in range(2 * LIMIT)]
    _like(answered, qtbot, LIMIT)


def test_escape_in_the_find_bar_closes_that_first(answered: Opened, qtbot: QtBot) -> None:
    answered.engine.views["/data/one.txt"] = "Text of one."
    _like(answered, qtbot)
    preview = answered.window.preview
    qtbot.waitUntil(lambda: preview.shown_path == "/data/one.txt")
    preview.find_in_file()
    bar = preview.body.find_bar
    assert bar.edit.hasFocus()
    _press(answered, qtbot, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert answered.window.parts.answering.like.is_on
    _press(answered, qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(answered.titles()) == 7)


def test_a_file_without_any_text_is_like_nothing(opened: Opened, qtbot: QtBot) -> None:
    bare, named = make_hit("/data/bare.txt"), make_hit("/data/named.txt")
    opened.engine.answers["data"] = Answers(words=[bare, named], meaning=[bare, named])
    opened.engine.views[bare.path], opened.engine.views[named.path] = "", "Some text."
    opened.window.search_box.set_text("data")
    preview = opened.window.preview
    qtbot.waitUntil(lambda: preview.shown_path == bare.path)
    assert not preview.evidence.like.isVisible()
    _press(opened, qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: preview.shown_path == named.path)
    assert preview.evidence.like.isVisible()
