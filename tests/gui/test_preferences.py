"""The settings: shown, changed at once, refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import OcrState
from pplx_desktop.gui.choice import Choice
from pplx_desktop.gui.preference_rows import RECOGNITION_HERE
from pplx_desktop.gui.preferences_dialog import PreferencesDialog
from tests.gui.conftest import Opened
from tests.support.fake_engine import FakeEngine


@pytest.fixture
def dialog(opened: Opened, qtbot: QtBot) -> PreferencesDialog:
    settings = opened.engine.kept_settings
    opened.engine.kept_settings = replace(settings, exclude=("*.bak", "my file.txt"), when_busy="full")
    opened.window.actions_.settings.trigger()
    dialog = opened.window._preferences.dialog
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(dialog._pane.isEnabled)
    return dialog


def _changed(opened: Opened, qtbot: QtBot, **values: object) -> None:
    qtbot.waitUntil(lambda: opened.engine.asked("change_settings")[-1:] == [values])


def test_the_key(opened: Opened, qtbot: QtBot) -> None:
    qtbot.keyClick(opened.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(opened.window._preferences.dialog.isVisible)


def test_what_is_set_is_shown(dialog: PreferencesDialog) -> None:
    assert dialog.field("when_busy").value == "full"
    assert dialog.field("on_battery").text().startswith("Pause")
    assert dialog.field("exclude").toPlainText() == "*.bak\nmy file.txt"
    assert dialog.field("max_file_mb").text() == "200"
    assert dialog.field("ocr").isChecked()
    assert not dialog.field("include_hidden").isChecked()


def test_whether_text_in_pictures_can_be_recognised_is_said(
    opened: Opened, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    meaning = dialog._meanings["ocr"]
    assert meaning.said.endswith("It is ready here.")
    for ocr in get_args(OcrState):
        opened.engine.ocr = ocr
        opened.window.refresh_status()
        qtbot.waitUntil(lambda: RECOGNITION_HERE[ocr] in meaning.said)  # noqa: B023 -- called at once
        assert dialog.field("ocr").accessibleDescription() == meaning.said


@pytest.mark.parametrize("name", ["on_battery", "in_power_saver", "when_hot", "when_busy"])
def test_the_policy_is_changed(opened: Opened, dialog: PreferencesDialog, qtbot: QtBot, name: str) -> None:
    choice = dialog.field(name)
    assert isinstance(choice, Choice)
    choice.choose("slow" if choice.value != "slow" else "full")
    _changed(opened, qtbot, **{name: choice.value})
    assert getattr(opened.engine.kept_settings, name) == choice.value
    assert choice.accessibleName().endswith(choice.text().removesuffix("  ▾"))


def test_the_finer_vectors_are_dropped_on_request_only(opened: Opened, dialog: PreferencesDialog, qtbot: QtBot) -> None:
    box, question = dialog.field("rescoring"), dialog._question
    assert isinstance(box, QCheckBox)
    dialog.go_to("rescoring")
    assert box.isChecked()
    assert box.text() == "Finer order of results by meaning"
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert question.isVisible()
    assert "learned anew" in question.accessibleName()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not question.isVisible()
    assert box.isChecked()
    assert opened.engine.asked("change_settings") == []
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.mouseClick(question._yes, Qt.MouseButton.LeftButton)
    _changed(opened, qtbot, rescoring=False)
    qtbot.waitUntil(lambda: not box.isChecked())
    # Back again nothing is lost, so nothing is asked.
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not question.isVisible()
    _changed(opened, qtbot, rescoring=True)
    # Closing the dialog is no agreement.
    qtbot.waitUntil(lambda: opened.engine.kept_settings.rescoring and box.isChecked())
    qtbot.keyClick(box, Qt.Key.Key_Space)
    dialog.close()
    assert not question.is_open
    assert opened.engine.kept_settings.rescoring


def test_switches_numbers_and_texts(opened: Opened, dialog: PreferencesDialog, qtbot: QtBot) -> None:
    box = dialog.field("include_hidden")
    assert isinstance(box, QCheckBox)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    _changed(opened, qtbot, include_hidden=True)
    number = dialog.field("max_file_mb")
    assert isinstance(number, QLineEdit)
    number.selectAll()
    qtbot.keyClicks(number, "512x")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    _changed(opened, qtbot, max_file_mb=512)
    languages = dialog.field("ocr_languages")
    assert isinstance(languages, QLineEdit)
    qtbot.keyClicks(languages, " deu, fra")
    qtbot.keyClick(languages, Qt.Key.Key_Return)
    _changed(opened, qtbot, ocr_languages=("eng", "deu", "fra"))


def test_patterns_are_told_when_the_keyboard_leaves_them(
    opened: Opened, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    edit = dialog.field("exclude")
    assert isinstance(edit, QPlainTextEdit)
    dialog.go_to("exclude")
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "/Downloads/")
    assert opened.engine.asked("change_settings") == []
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    _changed(opened, qtbot, exclude=("*.bak", "my file.txt", "/Downloads/"))
    # Closing counts as leaving.
    edit.setPlainText("*.tmp")
    dialog.close()
    _changed(opened, qtbot, exclude=("*.tmp",))


def test_nothing_is_told_where_nothing_is_changed(opened: Opened, dialog: PreferencesDialog, qtbot: QtBot) -> None:
    for name in ("exclude", "max_file_mb", "ocr", "on_battery", "ocr_languages"):
        dialog.go_to(name)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    dialog.close()
    qtbot.wait(20)
    assert opened.engine.asked("change_settings") == []


def test_what_is_refused_is_put_back(opened: Opened, dialog: PreferencesDialog, qtbot: QtBot, monkeypatch) -> None:
    def refuse(self: FakeEngine, **values: object) -> Settings:
        raise UserError("setting-invalid", "Max_file_mb must be at least 1.")

    monkeypatch.setattr(FakeEngine, "change_settings", refuse)
    number = dialog.field("max_file_mb")
    number.setText("0")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.error == "Max_file_mb must be at least 1.")
    assert number.text() == "200"


def test_an_empty_number_changes_nothing(opened: Opened, dialog: PreferencesDialog, qtbot: QtBot) -> None:
    number = dialog.field("max_file_mb")
    number.setFocus()
    number.clear()
    qtbot.keyClick(number, Qt.Key.Key_Return)
    qtbot.keyClick(number, Qt.Key.Key_Tab)
    qtbot.wait(20)
    assert opened.engine.asked("change_settings") == []
    dialog.close()
    opened.window._preferences.open()
    qtbot.waitUntil(lambda: number.text() == "200")


def test_all_is_reached_by_key_and_has_a_name(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    reached: set[QWidget] = set()
    for _ in range(40):
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
        reached.add(dialog.focusWidget())
    for name, field in dialog._fields.items():
        assert field.widget in reached, name
        interface = QAccessible.queryAccessibleInterface(field.widget)
        assert interface.text(QAccessible.Text.Name).strip(), name
        assert interface.text(QAccessible.Text.Description).strip(), name
