"""Open menus stand in the tree that a screen reader walks through, and nothing of them is left when they are closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.window import Window
from tests.gui.conftest import Opened, Opening
from tests.support.household import household
from tests.support.sample_hits import QUERY


def _main(window: Window) -> None:
    window.actions_.menu_button.menu().popup(window.pos())


def _chip(window: Window) -> None:
    window.filters._time.menu().popup(window.pos())


def _passages(window: Window) -> None:
    window.preview.evidence.passages.menu().popup(window.pos())


def _row(window: Window) -> None:
    _ask_by_key(window.results.viewport(), window.results)


def _field(window: Window) -> None:
    _ask_by_key(window.search_box.field, window.search_box.field)


def _find(window: Window) -> None:
    edit = window.preview.body.find_bar.edit
    _ask_by_key(edit, edit)


def _text(window: Window) -> None:
    _ask_by_key(window.preview.text_view.viewport(), window.preview.text_view)


def _ask_by_key(at: QWidget, owner: QWidget) -> None:
    owner.setFocus()
    middle = at.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, at.mapToGlobal(middle))
    QApplication.sendEvent(at, event)


_MENUS: dict[str, tuple[Callable[[Window], None], str]] = {
    "Menu": (_main, "Settings…"),
    "Time: Any time": (_chip, "Past week"),
    "passage 1 of 4  ▾": (_passages, ""),
    "Results": (_row, "Copy path"),
    "Search": (_field, "Select All"),
    "Find in this file": (_find, "Select All"),
    "Text of the file": (_text, "Select all"),
}


def _found(at: QAccessibleInterface) -> list[tuple[QAccessible.Role, str]]:
    """What is seen of menus below a part of the tree."""
    found: list[tuple[QAccessible.Role, str]] = []
    if at.role() in {QAccessible.Role.PopupMenu, QAccessible.Role.MenuItem} and not at.state().invisible:
        found.append((at.role(), at.text(QAccessible.Text.Name).partition("\t")[0]))
    for number in range(at.childCount()):
        child = at.child(number)
        if child is not None:
            found += _found(child)
    return found


def _above(menu: QWidget) -> list[QObject]:
    """What a menu stands below in the tree."""
    above: list[QObject] = []
    at = QAccessible.queryAccessibleInterface(menu).parent()
    while at is not None and at.isValid():
        above.append(at.object())
        at = at.parent()
    return above


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Opened:
    opened = open_window(household())
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7 and opened.preview.hit is not None)
    return opened


@pytest.mark.parametrize("name", list(_MENUS))
def test_an_open_menu_is_found(listening: None, shown: Opened, name: str, qtbot: QtBot) -> None:
    open_menu, entry = _MENUS[name]
    window = shown.window
    tree = QAccessible.queryAccessibleInterface(window)
    # The second time, too: Qt remembers where a menu was in the tree before.
    for _ in range(2):
        open_menu(window)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (popup, *entries) = _found(tree)
        assert popup == (QAccessible.Role.PopupMenu, name)
        assert {role for role, _ in entries} == {QAccessible.Role.MenuItem}
        assert any(text == entry or (not entry and text) for _, text in entries)
        assert window in _above(menu)
        qtbot.keyClick(menu, Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert _found(tree) == []
        assert window.findChildren(QMenuBar) == []


def test_a_menu_of_a_menu_is_found_once(listening: None, shown: Opened, qtbot: QtBot) -> None:
    window = shown.window
    tree = QAccessible.queryAccessibleInterface(window)
    whole = window.filters._others.menu()
    for _ in range(2):
        whole.popup(window.pos())
        qtbot.keyClick(whole, Qt.Key.Key_Down)
        qtbot.keyClick(whole, Qt.Key.Key_Right)
        inner = QApplication.activePopupWidget()
        assert inner is window.filters._time.menu()
        found = _found(tree)
        assert [text for role, text in found if role == QAccessible.Role.PopupMenu] == [
            "Time, folder and order",
            "Time: Any time",
        ]
        assert all(text for _, text in found)
        assert window in _above(inner)
        qtbot.keyClick(inner, Qt.Key.Key_Left)
        qtbot.keyClick(whole, Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert _found(tree) == []


def test_of_a_menu_that_is_deleted_while_it_is_open_nothing_is_left(listening: None, shown: Opened) -> None:
    _field(shown.window)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert shown.window.findChildren(QMenuBar) != []
    menu.deleteLater()
    # First the menu, then what it has sent after itself.
    for _ in range(2):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert shown.window.findChildren(QMenuBar) == []


def test_without_a_screen_reader_nothing_is_made(shown: Opened) -> None:
    if QAccessible.isActive():
        pytest.fail("another test has left a screen reader")
    _main(shown.window)
    assert shown.window.findChildren(QMenuBar) == []
    shown.window.actions_.menu_button.menu().close()
