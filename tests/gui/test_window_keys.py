"""Everything by keyboard, and what the window tells its application."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import UserError
from tests.gui.conftest import Opened
from tests.support.sample_hits import QUERY, hits


@pytest.fixture
def answered(opened: Opened, qtbot: QtBot) -> Opened:
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    return opened


def _press(opened: Opened, qtbot: QtBot, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(opened.window.focusWidget(), key, modifier)


def test_arrows_move_while_typing_goes_on(answered: Opened, qtbot: QtBot) -> None:
    _press(answered, qtbot, Qt.Key.Key_Down)
    _press(answered, qtbot, Qt.Key.Key_Down)
    _press(answered, qtbot, Qt.Key.Key_Up)
    assert answered.window.results.currentIndex().row() == 1
    assert answered.window.search_box.text == QUERY
    _press(answered, qtbot, Qt.Key.Key_X)
    assert answered.window.search_box.text == QUERY + "x"


def test_enter_opens_at_the_page(answered: Opened, qtbot: QtBot) -> None:
    _press(answered, qtbot, Qt.Key.Key_Return)
    assert answered.opener.opened == [(hits()[0].path, 12)]
    _press(answered, qtbot, Qt.Key.Key_Down)
    _press(answered, qtbot, Qt.Key.Key_Return)
    assert answered.opener.opened[1] == (hits()[1].path, None)


def test_enter_opens_at_the_passage_that_is_shown(answered: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: answered.window.preview.passage is not None)
    answered.window.actions_.next_passage.trigger()
    _press(answered, qtbot, Qt.Key.Key_Return)
    assert answered.opener.opened == [(hits()[0].path, 14)]


def test_control_enter_shows_in_folder(answered: Opened, qtbot: QtBot) -> None:
    _press(answered, qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert answered.opener.shown == [hits()[0].path]
    assert answered.opener.opened == []


def test_escape_clears_then_leaves(answered: Opened, qtbot: QtBot) -> None:
    left: list[bool] = []
    answered.window.leave_asked.connect(lambda: left.append(True))
    _press(answered, qtbot, Qt.Key.Key_Escape)
    assert (answered.window.search_box.text, left) == ("", [])
    _press(answered, qtbot, Qt.Key.Key_Escape)
    assert left == [True]


@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_F, Qt.Key.Key_L])
def test_the_search_box_is_a_key_away(answered: Opened, qtbot: QtBot, key: Qt.Key) -> None:
    answered.window.results.setFocus()
    assert not answered.window.search_box._edit.hasFocus()
    _press(answered, qtbot, key, Qt.KeyboardModifier.ControlModifier)
    assert answered.window.search_box._edit.hasFocus()
    assert answered.window.search_box._edit.selectedText() == QUERY


def test_what_is_typed_in_the_list_goes_to_the_box(answered: Opened, qtbot: QtBot) -> None:
    answered.window.results.setFocus()
    qtbot.keyClicks(answered.window.results, "z")
    assert answered.window.search_box.text == QUERY + "z"
    assert answered.window.search_box._edit.hasFocus()


def test_a_click_on_a_row_leaves_the_keyboard_in_the_box(answered: Opened, qtbot: QtBot) -> None:
    results = answered.window.results
    at = results.visualRect(results.results.index(2)).center()
    qtbot.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert results.currentIndex().row() == 2
    assert answered.window.search_box._edit.hasFocus()


def test_copy_takes_the_passage(answered: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(answered.window.preview.shown_path))
    answered.window.actions_.copy_passage.trigger()
    hit = hits()[0]
    assert QGuiApplication.clipboard().text() == f"{hit.passages[0].snippet.text}\n\npage 12\n{hit.path}"
    assert answered.window.preview._copy.text() == "Copied"


def test_an_opening_that_fails_is_told(answered: Opened, qtbot: QtBot) -> None:
    answered.opener.error = UserError("file-gone", "The file is not there any more.", hint="It was moved.")
    _press(answered, qtbot, Qt.Key.Key_Return)
    assert answered.window.notice.text == "The file is not there any more. It was moved."
    assert answered.window.notice.isVisible()


def test_every_control_is_reached_by_tab_and_has_a_name(answered: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(answered.window.preview.shown_path))
    body = answered.window.preview.body
    # The made-up file is on no disk, and cannot be drawn.
    qtbot.waitUntil(lambda: body.body is body.text)
    window = answered.window
    reached: list[QWidget] = []
    focused = window.focusWidget()
    while focused not in reached:
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = window.focusWidget()
    shown = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and button.isEnabled() and button.window() is window
    ]
    # Of the types, Tab reaches the one that is chosen, and the arrows the others, as in any group.
    chips = window.filters._types.buttons()
    assert set(shown) - set(chips) <= set(reached)
    assert [chip for chip in chips if chip in reached] == [chips[0]]
    chips[0].setFocus()
    qtbot.keyClick(chips[0], Qt.Key.Key_Right)
    assert window.filters.conditions() == "type:pdf"
    assert window.results in reached
    assert window.preview.text_view in reached
    nameless = [widget for widget in reached if not (widget.accessibleName() or getattr(widget, "text", str)())]
    assert nameless == []
