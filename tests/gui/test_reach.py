"""Everything by keyboard: each control of the window and its dialogs is reached, lets go again, has a name, and shows that
it has the keyboard.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.diagnostics_dialog import DiagnosticsDialog
from pplx_desktop.gui.split_handle import SplitHandle
from pplx_desktop.gui.window import Window
from tests.gui.conftest import Opened, Opening
from tests.gui.walk import changed_pixels, clickable, out_of_reach, picture, reached_by_tab, told
from tests.support.household import household
from tests.support.sample_hits import QUERY, home_path

_SEEN_PIXELS = 20
"""A frame of one pixel around the smallest button has more."""


def _results(opened: Opened, bot: QtBot) -> QWidget:
    opened.window.search_box.set_text(QUERY)
    bot.waitUntil(lambda: len(opened.titles()) == 7)
    bot.waitUntil(lambda: bool(opened.window.preview.shown_path))
    opened.window.actions_.why.trigger()
    # The text view stands still; a page that is drawn later would change the picture.
    opened.window.results.choose(home_path("Notes", "Energy notes 2025.md"))
    bot.waitUntil(lambda: opened.window.preview.shown_path.endswith(".md"))
    opened.window.search_box._edit.setFocus()
    return opened.window


def _first_run(opened: Opened, bot: QtBot) -> QWidget:
    page = opened.window.welcome.first_run
    bot.waitUntil(page.isVisible)
    page.offer_folders([home_path(name) for name in ("Documents", "Desktop", "Downloads")])
    page.take_keyboard()
    return opened.window


def _dialog(action: str) -> Callable[[Opened, QtBot], QWidget]:
    def show(opened: Opened, bot: QtBot) -> QWidget:
        getattr(opened.window.actions_, action).trigger()
        bot.waitUntil(lambda: bool(_dialogs(opened.window)))
        (dialog,) = _dialogs(opened.window)
        bot.waitUntil(lambda: dialog.focusWidget() is not None)
        return dialog

    return show


def _diagnostics(opened: Opened, bot: QtBot) -> QWidget:
    dialog = DiagnosticsDialog(opened.theme, opened.window)
    dialog.show()
    bot.waitUntil(lambda: dialog.focusWidget() is not None)
    return dialog


def _overview(opened: Opened, bot: QtBot) -> QWidget:
    dialog = _dialog("index")(opened, bot)
    opened.window._indexing.dialog.show_overview(is_on=True)
    bot.waitUntil(lambda: bool(opened.engine.asked("status")))
    return dialog


_PLACES: dict[str, Callable[[Opened, QtBot], QWidget]] = {
    "results": _results,
    "first run": _first_run,
    "index": _dialog("index"),
    "overview": _overview,
    "settings": _dialog("settings"),
    "models": _dialog("models"),
    "keys": _dialog("keys"),
    "about": _dialog("about"),
    "diagnostics": _diagnostics,
}


def _dialogs(window: Window) -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget is not window and widget.isVisible()]


@pytest.fixture(params=list(_PLACES))
def place(request: pytest.FixtureRequest, open_window: Opening, qtbot: QtBot) -> tuple[Opened, QWidget]:
    engine = household()
    if request.param == "first run":
        engine.kept_settings = replace(engine.kept_settings, folders=())
        opened = open_window(engine, starts=False)
        opened.bridge.start()
    else:
        opened = open_window(engine)
    top = _PLACES[request.param](opened, qtbot)
    top.activateWindow()
    qtbot.waitUntil(top.isActiveWindow)
    return opened, top


def test_everything_is_reached_and_left_and_named(place: tuple[Opened, QWidget]) -> None:
    _, top = place
    reached = reached_by_tab(top)
    assert out_of_reach(top, reached) == []
    assert set(reached_by_tab(top, Qt.Key.Key_Backtab)) == set(reached)
    nameless = [told(widget) for widget in reached if not (widget.accessibleName() or getattr(widget, "text", str)())]
    assert nameless == []


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_what_has_the_keyboard_shows_it(place: tuple[Opened, QWidget], choice: str, qtbot: QtBot) -> None:
    opened, top = place
    opened.theme.choose(choice)
    unseen: list[str] = []

    def look(widget: QWidget) -> None:
        focused = picture(widget)
        widget.clearFocus()
        rested = picture(widget)
        if focused.size() == rested.size() and changed_pixels(focused, rested) < _SEEN_PIXELS:
            unseen.append(told(widget))
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(widget.hasFocus)

    reached_by_tab(top, look=look)
    assert unseen == []


@pytest.mark.parametrize("name", ["results", "index", "models"])
def test_the_border_comes_between_the_two_parts(name: str, open_window: Opening, qtbot: QtBot) -> None:
    """By Tab, and for who goes through the tree with a screen reader."""
    opened = open_window(household())
    top = _PLACES[name](opened, qtbot)
    top.activateWindow()
    handle = next(widget for widget in top.findChildren(SplitHandle) if widget.isVisible())
    first, second = handle.splitter().widget(0), handle.splitter().widget(1)
    # Without a model there is nothing to be pressed.
    qtbot.waitUntil(lambda: any(button in clickable(top) for button in second.findChildren(QAbstractButton)))
    reached = reached_by_tab(top)
    place = reached.index(handle.share)
    assert first is reached[place - 1] or first.isAncestorOf(reached[place - 1])
    assert second.isAncestorOf(reached[place + 1])
    told = QAccessible.queryAccessibleInterface(handle.splitter())
    children = [told.child(number).object() for number in range(told.childCount())]
    assert children.index(first) < children.index(handle) < children.index(second)


@pytest.mark.parametrize("name", ["results", "index", "models"])
def test_the_border_between_two_parts_moves_by_keys(name: str, open_window: Opening, qtbot: QtBot) -> None:
    opened = open_window(household())
    top = _PLACES[name](opened, qtbot)
    top.activateWindow()
    handles = [widget.parentWidget() for widget in reached_by_tab(top)]
    (handle,) = (widget for widget in handles if isinstance(widget, SplitHandle))
    for key, step in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, -1)):
        before = handle.splitter().sizes()
        qtbot.keyClick(handle.share, key)
        after = handle.splitter().sizes()
        assert (after[0] - before[0]) * step > 0
        assert sum(after) == sum(before)
        assert handle.share.value() == round(100 * after[0] / sum(after))
