"""The window of the index by keyboard and for a screen reader, with hostile names and little room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.types import FileState, FolderStatus
from tests.gui.conftest import Opening
from tests.gui.shown_index import Shown, show_index
from tests.support.sample_ledger import FILLING, ledger_engine

WORD = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Shown:
    return show_index(open_window, qtbot)


def test_all_is_reached_by_key_and_has_a_name(shown: Shown) -> None:
    shown.tell(replace(FILLING, pace_reason="battery"))
    shown.engine.roots[shown.documents] = FolderStatus(shown.documents, held=412)
    shown.opened.window.refresh_status()
    shown.bot.waitUntil(lambda: shown.dialog.notice.text.startswith("412"))
    shown.dialog.folders.setFocus()
    reached: set[QWidget] = set()
    for _ in range(60):
        shown.bot.keyClick(shown.dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.add(shown.dialog.focusWidget())
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView)
    # Of the chips that exclude each other, Tab comes to the one that is chosen; the arrows go to the others.
    wanted = {
        widget
        for kind in kinds
        for widget in shown.dialog.findChildren(kind)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.parent() is not shown.dialog.filter._edit
    }
    chips = {button for button in shown.dialog.filter._states.buttons() if not button.isChecked()}
    assert wanted - reached <= chips
    for widget in wanted:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name).strip(), widget


def test_keys_between_filter_and_table(shown: Shown) -> None:
    shown.bot.keyClick(shown.dialog, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    edit = shown.dialog.filter._edit
    assert shown.dialog.focusWidget() is edit
    shown.bot.keyClick(edit, Qt.Key.Key_Down)
    assert shown.dialog.table.currentIndex().row() == 1
    shown.dialog.table.setFocus()
    shown.bot.keyClicks(shown.dialog.table, "Taxes")
    assert edit.text() == "Taxes"
    shown.bot.waitUntil(lambda: all("Taxes" in path for path in shown.paths()))


def test_a_screen_reader_hears_where_a_file_stands(shown: Shown) -> None:
    shown.choose_state(FileState.FAILED)
    shown.dialog.filter.choose_reason(ExtractionCode.ENCRYPTED)
    shown.rows(1)
    interface = QAccessible.queryAccessibleInterface(shown.dialog.table)
    texts = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    assert any("failed, protected by a password" in text for text in texts)
    assert "Save a copy without the password." in shown.dialog.details.accessibleName()


@pytest.mark.parametrize(("width", "height"), [(1_120, 760), (520, 700), (400, 360), (1_500, 1_000)])
def test_nothing_is_cut_off(shown: Shown, width: int, height: int) -> None:
    shown.tell(replace(FILLING, pace_reason="battery", pace="paused"))
    shown.choose_state(FileState.FAILED)
    shown.dialog.resize(width, height)
    shown.bot.waitUntil(lambda: shown.dialog.width() == width)
    shown.bot.wait(30)
    for widget in shown.dialog.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, (QLabel, QPushButton)):
            continue
        parent = widget.parentWidget()
        assert parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()), (widget, widget.text())
        if isinstance(widget, QPushButton):
            assert widget.height() >= widget.minimumSizeHint().height() - 2, widget.text()
        elif widget.wordWrap():
            assert widget.height() >= widget.heightForWidth(widget.width()) - 1, widget.text()


def test_hostile_names_stay_inside(open_window: Opening, qtbot: QtBot) -> None:
    engine = ledger_engine()
    engine.entries = [
        replace(
            entry, path=f"{engine.kept_settings.folders[0]}/<img src=x>\n\u202e{WORD * 4} {number}", detail=f"<b>{WORD}"
        )
        for number, entry in enumerate(engine.entries[:30])
    ]
    opened = open_window(engine)
    opened.window.actions_.index.trigger()
    dialog = opened.window._indexing.dialog
    qtbot.waitUntil(lambda: dialog.table.ledger.rowCount() == 30)
    dialog.resize(700, 600)
    text = dialog.table.ledger.index(0, 0).data()
    assert "\n" not in text
    assert "\u202e" not in text
    assert dialog.details._state.textFormat() == Qt.TextFormat.PlainText
    assert dialog.table.horizontalHeader().length() <= dialog.table.viewport().width()


def test_buttons_of_two_lines_leave_the_folders_alone(shown: Shown, qtbot: QtBot) -> None:
    dialog = shown.dialog
    # As long as in other languages.
    dialog._now.setText("Index all that is in it now")
    dialog._remove.setText("Take it out of here…")
    dialog.resize(dialog.minimumSize())
    qtbot.waitUntil(lambda: dialog._remove.y() > dialog._add.y() > dialog.folders.geometry().bottom())
