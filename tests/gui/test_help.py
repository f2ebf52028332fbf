"""The keyboard reference and "About": what they list is what there is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.keys_dialog import HANDLED, KeysDialog, entries_of
from tests.gui.conftest import Opened
from tests.support.sample_hits import QUERY


def _keys(opened: Opened, qtbot: QtBot) -> KeysDialog:
    opened.window.actions_.keys.trigger()
    dialog = opened.window._help._keys
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_every_key_of_every_action_is_listed(opened: Opened, qtbot: QtBot) -> None:
    entries = dict(_keys(opened, qtbot).entries)
    for action in opened.window.actions():
        for key in action.shortcuts():
            assert any(key.toString() in keys for keys in entries.values()), action.text()
    assert entries["Settings"] == ("Ctrl+,",)
    assert entries["Search"] == ("Ctrl+K", "Ctrl+F", "Ctrl+L")
    assert not any("…" in text or "&" in text for text in entries)


def test_no_key_has_two_meanings(opened: Opened) -> None:
    keys = [key for _, keys in entries_of(opened.window.actions()) for key in keys]
    assert len(keys) == len(set(keys))


def test_a_screen_reader_hears_the_keys_with_what_they_do(opened: Opened, qtbot: QtBot) -> None:
    dialog = _keys(opened, qtbot)
    names = [label.accessibleName() for label in dialog.findChildren(QLabel)]
    assert f"Settings: {QKeySequence('Ctrl+,').toString(QKeySequence.SequenceFormat.NativeText)}" in names


@pytest.mark.parametrize("keys", [keys for _, keys in HANDLED], ids=lambda keys: keys[0])
def test_keys_that_are_no_actions_do_what_is_said(opened: Opened, qtbot: QtBot, keys: tuple[str, ...]) -> None:
    window, box = opened.window, opened.window.search_box
    box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) > 2)
    box.field.focus()
    if keys == ("Ctrl+F",):
        qtbot.waitUntil(lambda: bool(window.preview.shown_path))
        window.preview.text_view.setFocus()
    for key in keys:
        row, opened_files, shown = window.results.currentIndex().row(), len(opened.opener.opened), opened.opener.shown
        shown_before = len(shown)
        combination = QKeySequence(key)[0]
        QTest.keyClick(window.focusWidget(), combination.key(), combination.keyboardModifiers())
        match key:
            case "Down":
                assert window.results.currentIndex().row() == row + 1
            case "Up":
                # From the first row it goes nowhere; the row before is tried after a step down.
                QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
                below = window.results.currentIndex().row()
                QTest.keyClick(window.focusWidget(), Qt.Key.Key_Up)
                assert window.results.currentIndex().row() == below - 1
            case "Return":
                assert len(opened.opener.opened) == opened_files + 1
            case "Ctrl+Return":
                assert len(shown) == shown_before + 1
            case "Ctrl+F":
                assert window.preview.body.find_bar.isVisible()
            case _:
                assert box.text == ""
                with qtbot.waitSignal(window.leave_asked):
                    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)


def test_the_global_key_is_listed_where_there_is_one(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.kept_settings = replace(opened.engine.kept_settings, hotkey="Ctrl+Alt+Space")
    # What the start asked for may come first.
    with qtbot.waitSignal(opened.window.settings_known, check_params_cb=lambda settings: settings.hotkey != ""):
        opened.window._preferences.changed.emit()
    entries = dict(_keys(opened, qtbot).entries)
    assert entries["Show or hide the window, from anywhere"] == ("Ctrl+Alt+Space",)


def test_about_lists_the_libraries_with_their_licences(opened: Opened, qtbot: QtBot) -> None:
    opened.window.actions_.about.trigger()
    dialog = opened.window._help._about
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.libraries) > 20)
    names = [library.name for library in dialog.libraries]
    row = names.index("platformdirs")
    dialog._list.setCurrentRow(row)
    assert "Permission is hereby granted" in dialog.text
    assert "MIT" in dialog._list.item(row).text()
    row = next(row for row, library in enumerate(dialog.libraries) if not library.text)
    dialog._list.setCurrentRow(row)
    assert "came without the text of its licence" in dialog.text
    dialog.close()
    opened.window.actions_.about.trigger()
    assert dialog.isVisible()
    assert dialog.libraries


def test_what_keys_do_is_read_however_narrow_the_list(opened: Opened, qtbot: QtBot) -> None:
    dialog = _keys(opened, qtbot)
    dialog.resize(dialog.minimumSize())
    labels = [label for label in dialog.findChildren(QLabel) if label.accessibleName() and label.wordWrap()]
    assert len(labels) == len(dialog.entries)
    qtbot.waitUntil(lambda: all(label.width() >= 100 for label in labels))
