"""Completing a query, earlier searches, and the help of the query language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.offer_list import OfferList
from pplx_desktop.gui.query_help import EXAMPLES, QueryHelp
from pplx_desktop.search.query import parse_query
from tests.gui.conftest import Opened, Opening
from tests.support.fake_engine import Answers
from tests.support.sample_hits import QUERY, filled_engine, hits


def _offers(opened: Opened) -> OfferList:
    return opened.window._aids.completing.offers


def _type(opened: Opened, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(opened.window.search_box.field, text)


def _press(opened: Opened, qtbot: QtBot, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(opened.window.focusWidget(), key, modifier)


def _help(opened: Opened, qtbot: QtBot, *, is_open: bool = False) -> QueryHelp:
    if not is_open:
        qtbot.mouseClick(opened.window.search_box.help, Qt.MouseButton.LeftButton)
    help_ = opened.window._aids.help
    assert help_ is not None
    qtbot.waitUntil(help_.isVisible)
    return help_


def _shown(opened: Opened, qtbot: QtBot, texts: list[str]) -> None:
    qtbot.waitUntil(lambda: _offers(opened).isVisible() and _offers(opened).texts == texts)


def test_values_are_offered_as_they_are_typed(opened: Opened, qtbot: QtBot) -> None:
    _type(opened, qtbot, "heat in:he")
    _shown(opened, qtbot, ["Heating", "My Heating Reports"])
    _type(opened, qtbot, "atx")
    qtbot.waitUntil(lambda: not _offers(opened).isVisible())
    assert ("in", "heatx") in opened.engine.asked("values_of")


def test_a_value_is_taken_by_keyboard(opened: Opened, qtbot: QtBot) -> None:
    _type(opened, qtbot, "heat in:he")
    _shown(opened, qtbot, ["Heating", "My Heating Reports"])
    _press(opened, qtbot, Qt.Key.Key_Down)
    _press(opened, qtbot, Qt.Key.Key_Down)
    assert _offers(opened).chosen == "My Heating Reports"
    _press(opened, qtbot, Qt.Key.Key_Down)
    assert _offers(opened).chosen == "Heating"
    _press(opened, qtbot, Qt.Key.Key_Up)
    _press(opened, qtbot, Qt.Key.Key_Return)
    assert opened.window.search_box.text == 'heat in:"My Heating Reports" '
    assert opened.opener.opened == []
    assert not _offers(opened).isVisible()
    opened.window.search_box.field.undo()
    assert opened.window.search_box.text == "heat in:he"


def test_tab_takes_the_first(opened: Opened, qtbot: QtBot) -> None:
    _type(opened, qtbot, "type:do")
    _shown(opened, qtbot, ["document", "docx"])
    _press(opened, qtbot, Qt.Key.Key_Tab)
    assert opened.window.search_box.text == "type:document "
    assert opened.window.search_box.field.hasFocus()


def test_enter_opens_while_nothing_of_the_list_was_chosen(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.answers["type:p"] = Answers(words=hits()[:1], meaning=hits()[:1])
    _type(opened, qtbot, "type:p")
    _shown(opened, qtbot, ["pdf"])
    qtbot.waitUntil(lambda: len(opened.titles()) == 1)
    _press(opened, qtbot, Qt.Key.Key_Return)
    assert [path for path, _ in opened.opener.opened] == [hits()[0].path]
    assert opened.window.search_box.text == "type:p"


def test_a_value_that_is_whole_is_not_offered(opened: Opened, qtbot: QtBot) -> None:
    _type(opened, qtbot, "type:pd")
    _shown(opened, qtbot, ["pdf"])
    _type(opened, qtbot, "f")
    qtbot.waitUntil(lambda: ("type", "pdf") in opened.engine.asked("values_of"))
    qtbot.waitUntil(lambda: not _offers(opened).isVisible())


def test_a_value_is_taken_by_the_mouse(opened: Opened, qtbot: QtBot) -> None:
    _type(opened, qtbot, "in:he")
    _shown(opened, qtbot, ["Heating", "My Heating Reports"])
    rows = _offers(opened)._list
    at = rows.visualRect(rows.model().index(1, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.window.search_box.text == 'in:"My Heating Reports" '
    assert opened.window.search_box.field.hasFocus()


@pytest.mark.parametrize("how", ["escape", "press", "leave", "clear", "cursor"])
def test_the_list_is_put_away(opened: Opened, qtbot: QtBot, how: str) -> None:
    _type(opened, qtbot, "heat in:he")
    _shown(opened, qtbot, ["Heating", "My Heating Reports"])
    match how:
        case "escape":
            _press(opened, qtbot, Qt.Key.Key_Escape)
            assert opened.window.search_box.text == "heat in:he"
        case "press":
            qtbot.mouseClick(opened.window.status_line, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
        case "leave":
            opened.window.results.setFocus()
        case "clear":
            opened.window.search_box.field.clear()
            _type(opened, qtbot, "a")
        case _:
            _press(opened, qtbot, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: not _offers(opened).isVisible())


def test_a_late_answer_is_not_shown_over_another_text(opened: Opened, qtbot: QtBot) -> None:
    asked: list[str] = []
    real = opened.engine.values_of

    def late(condition, beginning, *, limit=8):
        asked.append(beginning)
        # Meanwhile the text is another one, and by the answer no condition is typed any more.
        return real(condition, beginning, limit=limit)

    opened.engine.values_of = late
    field = opened.window.search_box.field
    _type(opened, qtbot, "in:he")
    field.setText("heat")
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.waitUntil(lambda: opened.bridge._pool.activeThreadCount() == 0)
    QApplication.processEvents()
    assert not _offers(opened).isVisible()


def test_days_are_offered(opened: Opened, qtbot: QtBot) -> None:
    _type(opened, qtbot, "heat after:2")
    qtbot.waitUntil(lambda: len(_offers(opened).texts) == 5)
    for text in _offers(opened).texts:
        query, notices = parse_query(f"heat after:{text}")
        assert query.after is not None
        assert notices == ()
    assert opened.engine.asked("values_of") == []


def test_what_can_be_written_is_offered_on_demand(opened: Opened, qtbot: QtBot) -> None:
    _press(opened, qtbot, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert _offers(opened).texts == ["type:", "in:", "after:", "before:", '"', "-"]
    _press(opened, qtbot, Qt.Key.Key_Return)
    assert opened.window.search_box.text == "type:"
    _shown(opened, qtbot, ["document", "sheet", "pdf", "docx", "xlsx"])


def test_earlier_searches_are_a_key_away(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.searched = ["tax 2023", "heat pump", "発電"]
    _press(opened, qtbot, Qt.Key.Key_Up)
    _shown(opened, qtbot, ["tax 2023", "heat pump", "発電"])
    _press(opened, qtbot, Qt.Key.Key_Down)
    _press(opened, qtbot, Qt.Key.Key_Return)
    assert opened.window.search_box.text == "heat pump"
    qtbot.waitUntil(lambda: ("heat pump", "words") in opened.engine.asked("search"))
    opened.window.results.setFocus()
    _press(opened, qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    # What is there already is not offered, and nothing else holds it.
    qtbot.waitUntil(lambda: len(opened.engine.asked("recent_searches")) == 2)
    assert not _offers(opened).isVisible()
    opened.window.search_box.field.selectAll()
    _type(opened, qtbot, "t")
    _press(opened, qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    _shown(opened, qtbot, ["tax 2023", "heat pump"])
    _type(opened, qtbot, "a")
    _shown(opened, qtbot, ["tax 2023"])


def test_the_history_is_cleared(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.searched = ["tax 2023"]
    _press(opened, qtbot, Qt.Key.Key_Up)
    _shown(opened, qtbot, ["tax 2023"])
    qtbot.mouseClick(_offers(opened).action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.engine.asked("forget_searches") == [None])
    assert not _offers(opened).isVisible()
    assert opened.window.search_box.field.hasFocus()


def test_up_without_history_does_nothing(opened: Opened, qtbot: QtBot) -> None:
    _press(opened, qtbot, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: opened.engine.asked("recent_searches") == [None])
    assert not _offers(opened).isVisible()


def test_a_search_is_kept_when_something_of_it_is_used(opened: Opened, qtbot: QtBot) -> None:
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    assert opened.engine.asked("remember_search") == []
    _press(opened, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.engine.asked("remember_search") == [QUERY])
    _press(opened, qtbot, Qt.Key.Key_Return)
    assert opened.engine.asked("remember_search") == [QUERY]


def test_a_search_is_kept_when_the_reader_stays(opened: Opened, qtbot: QtBot) -> None:
    stay = opened.window._aids.remembering._stay
    stay.setInterval(50)
    opened.window.search_box.set_text("nothing of it is here")
    qtbot.waitUntil(lambda: opened.window.message.headline == "Nothing here matches")
    assert not stay.isActive()
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: opened.engine.asked("remember_search") == [QUERY])


def test_help_says_what_can_be_written_and_writes_it(opened: Opened, qtbot: QtBot) -> None:
    _type(opened, qtbot, "heat")
    _press(opened, qtbot, Qt.Key.Key_F1)
    help_ = _help(opened, qtbot, is_open=True)
    assert [button.text() for button in help_.examples] == [example for example, _, _ in EXAMPLES]
    assert help_.focusWidget() is help_.examples[0]
    qtbot.keyClick(help_, Qt.Key.Key_Down)
    assert help_.focusWidget() is help_.examples[1]
    assert all(button.accessibleDescription() for button in help_.examples)
    qtbot.keyClick(help_.examples[1], Qt.Key.Key_Space)
    assert not help_.isVisible()
    assert opened.window.search_box.text == "heat in:"
    _shown(opened, qtbot, ["Heating", "House", "My Heating Reports", "報告書"])


@pytest.mark.parametrize("how", ["escape", "key", "button", "press", "away"])
def test_help_is_put_away(opened: Opened, qtbot: QtBot, how: str) -> None:
    help_ = _help(opened, qtbot)
    match how:
        case "escape":
            _press(opened, qtbot, Qt.Key.Key_Escape)
        case "key":
            _press(opened, qtbot, Qt.Key.Key_F1)
        case "button":
            qtbot.mouseClick(opened.window.search_box.help, Qt.MouseButton.LeftButton)
        case "press":
            qtbot.mouseClick(opened.window.status_line, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
        case _:
            _press(opened, qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not help_.isVisible()
    assert opened.window.search_box.field.hasFocus()
    assert opened.window.search_box.text == ""


def test_tab_stays_in_the_help(opened: Opened, qtbot: QtBot) -> None:
    help_ = _help(opened, qtbot)
    for _ in help_.examples:
        _press(opened, qtbot, Qt.Key.Key_Tab)
    assert help_.examples[0].hasFocus()
    _press(opened, qtbot, Qt.Key.Key_Backtab)
    assert help_.examples[-1].hasFocus()
    assert help_.isVisible()


def test_the_help_stands_in_the_tree(listening: None, opened: Opened, qtbot: QtBot) -> None:
    help_ = _help(opened, qtbot)
    at = QAccessible.queryAccessibleInterface(help_.examples[0])
    assert at.text(QAccessible.Text.Name) == "Write type:pdf"
    above: list[object] = []
    while at is not None and at.isValid():
        above.append(at.object())
        # Each is a child of what it says it lies in.
        assert at.parent() is None or at.parent().indexOfChild(at) >= 0
        at = at.parent()
    assert help_ in above
    assert opened.window in above


def test_the_help_fits_into_a_small_window(opened: Opened, qtbot: QtBot) -> None:
    help_ = _help(opened, qtbot)
    opened.window.resize(420, 380)
    qtbot.waitUntil(lambda: opened.window.rect().contains(help_.geometry()))
    assert help_.geometry().top() >= opened.window.search_box.geometry().bottom()
    _press(opened, qtbot, Qt.Key.Key_Up)
    last = help_.examples[-1]
    assert last.hasFocus()
    assert help_.viewport().rect().contains(last.mapTo(help_.viewport(), last.rect().center()))


def test_the_help_fits_where_text_goes_from_right_to_left(opened: Opened, qtbot: QtBot) -> None:
    opened.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    help_ = _help(opened, qtbot)
    opened.window.resize(420, 380)
    qtbot.waitUntil(lambda: opened.window.width() == 420 and opened.window.rect().contains(help_.geometry()))


def test_enter_takes_an_example(opened: Opened, qtbot: QtBot) -> None:
    help_ = _help(opened, qtbot)
    _press(opened, qtbot, Qt.Key.Key_Return)
    assert not help_.isVisible()
    assert opened.window.search_box.text == "type:"


@pytest.mark.parametrize("is_minimised", [False, True])
def test_the_help_does_not_come_back_with_its_window(opened: Opened, qtbot: QtBot, *, is_minimised: bool) -> None:
    help_ = _help(opened, qtbot)
    if is_minimised:
        opened.window.showMinimized()
        qtbot.waitUntil(lambda: not help_.isVisible())
    opened.window.hide()
    opened.window.showNormal()
    assert opened.window.search_box.isVisible()
    assert not help_.isVisible()
    assert opened.window.focusWidget() is opened.window.search_box.field


def test_a_dialog_puts_the_help_away_and_leaves_the_keyboard_to_the_box(opened: Opened, qtbot: QtBot) -> None:
    help_ = _help(opened, qtbot)
    opened.window.actions_.settings.trigger()
    qtbot.waitUntil(lambda: not help_.isVisible())
    assert opened.window.focusWidget() is opened.window.search_box.field


@pytest.mark.parametrize(("example", "written", "meaning"), EXAMPLES)
def test_each_example_of_the_help_is_a_query(example: str, written: str, meaning: str) -> None:
    query, notices = parse_query(f"heat {example}")
    assert example.startswith(written)
    assert query.types or query.folders or query.after or query.before or query.phrases or query.excluded
    assert meaning
    assert not [notice for notice in notices if "no date" in notice]


def test_the_list_fits_into_a_small_window(open_window: Opening, qtbot: QtBot) -> None:
    opened = open_window(filled_engine())
    opened.engine.searched = [f"search number {number} with a long text to it" for number in range(50)]
    opened.window.resize(420, 380)
    _press(opened, qtbot, Qt.Key.Key_Up)
    qtbot.waitUntil(_offers(opened).isVisible)
    offers = _offers(opened)
    ground = opened.window.centralWidget().rect()
    assert ground.contains(offers.geometry())
    assert offers.geometry().top() >= opened.window.search_box.geometry().bottom()


def test_a_screen_reader_hears_what_is_chosen(opened: Opened, qtbot: QtBot) -> None:
    _type(opened, qtbot, "in:he")
    _shown(opened, qtbot, ["Heating", "My Heating Reports"])
    assert _offers(opened)._list.accessibleName() == "Folders"
    item = _offers(opened)._model.item(0)
    assert item.accessibleText() == "Heating, 37 files"
    spy = QSignalSpy(_offers(opened).taken)
    _press(opened, qtbot, Qt.Key.Key_Down)
    assert spy.count() == 0


def test_the_list_lies_over_the_results(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.answers["heat"] = opened.engine.answers[QUERY]
    gate = opened.engine.hold("words", "heat after:")
    _type(opened, qtbot, "heat after:")
    qtbot.waitUntil(_offers(opened).isVisible)
    gate.set()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    middle = _offers(opened).mapTo(opened.window, _offers(opened).rect().center())
    seen = opened.window.childAt(middle)
    assert seen is not None
    assert _offers(opened).isAncestorOf(seen)
