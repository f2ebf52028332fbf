"""The settings: shown, changed at once, refused with the reason."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.core.types import OcrState
from pplx_desktop.gui.choice import Choice
from pplx_desktop.gui.palette import DARK
from pplx_desktop.gui.preference_rows import GROUPS, Row, limits, recognition_here, refused
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


def test_the_first_setting_has_the_keyboard_unless_one_is_named(
    opened: Opened, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: dialog.focused == "language")
    dialog.go_to("ocr")
    # Asked for again where they are open, they stay as they are.
    asked = len(opened.engine.asked("settings"))
    opened.window.actions_.settings.trigger()
    qtbot.waitUntil(
        lambda: len(opened.engine.asked("settings")) > asked and not opened.window._preferences._lane._is_busy
    )
    assert dialog.focused == "ocr"
    dialog.close()
    opened.window.actions_.settings.trigger()
    qtbot.waitUntil(lambda: dialog.focused == "language")
    opened.window._preferences.open("exclude")
    qtbot.waitUntil(lambda: dialog.focused == "exclude")


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
        qtbot.waitUntil(lambda: recognition_here(ocr) in meaning.said)  # noqa: B023 -- called at once
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
    qtbot.waitUntil(lambda: dialog.error == "Largest file: 1 and more.")
    assert number.text() == "200"
    assert dialog._errors["max_file_mb"].isVisible()


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


def test_language_colours_and_text_size_are_changed(opened: Opened, dialog: PreferencesDialog, qtbot: QtBot) -> None:
    language, theme, size = (dialog.field(name) for name in ("language", "theme", "text_size"))
    assert isinstance(language, Choice)
    assert isinstance(theme, Choice)
    assert isinstance(size, Choice)
    assert size.text().startswith("100 %")
    theme.choose("dark")
    _changed(opened, qtbot, theme="dark")
    qtbot.waitUntil(lambda: opened.theme.colours is DARK)
    with qtbot.waitSignal(opened.window.settings_known, check_params_cb=lambda known: known.text_size == 150):
        size.choose(150)
    with qtbot.waitSignal(opened.window.settings_known, check_params_cb=lambda known: known.language == "de"):
        language.choose("de")
    assert language.text().startswith("Deutsch")


def test_the_menu_s_theme_is_shown_in_the_open_settings(
    opened: Opened, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    theme = dialog.field("theme")
    assert isinstance(theme, Choice)
    opened.window.actions_.theme_chosen.emit("dark")
    qtbot.waitUntil(lambda: theme.value == "dark")


def test_the_hotkey_is_pressed_or_written(opened: Opened, dialog: PreferencesDialog, qtbot: QtBot) -> None:
    edit = dialog.field("hotkey")
    assert isinstance(edit, QLineEdit)
    dialog.go_to("hotkey")
    held = Qt.KeyboardModifier
    qtbot.keyClick(edit, Qt.Key.Key_Space, held.ControlModifier | held.AltModifier)
    _changed(opened, qtbot, hotkey="Ctrl+Alt+Space")
    qtbot.keyClick(edit, Qt.Key.Key_F9)
    _changed(opened, qtbot, hotkey="F9")
    # Keys that edit a line still do.
    qtbot.keyClick(edit, Qt.Key.Key_A, held.ControlModifier)
    qtbot.keyClicks(edit, "meta+j")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    _changed(opened, qtbot, hotkey="meta+j")
    asked = len(opened.engine.asked("change_settings"))
    edit.setText("hello")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert dialog._errors["hotkey"].isVisible()
    assert dialog.error
    qtbot.waitUntil(lambda: edit.text() == "meta+j")
    assert len(opened.engine.asked("change_settings")) == asked
    edit.clear()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    _changed(opened, qtbot, hotkey="")
    qtbot.waitUntil(lambda: not dialog.error)


def test_searches_are_forgotten_after_a_question(opened: Opened, dialog: PreferencesDialog, qtbot: QtBot) -> None:
    box = dialog.field("history")
    assert isinstance(box, QCheckBox)
    dialog.go_to("history")
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert dialog._question.isVisible()
    assert opened.engine.asked("change_settings") == []
    dialog._question._yes.click()
    _changed(opened, qtbot, history=False)


def test_a_text_size_that_is_no_step_is_shown(opened: Opened, dialog: PreferencesDialog) -> None:
    dialog.show_settings(replace(opened.engine.kept_settings, text_size=133))
    size = dialog.field("text_size")
    assert isinstance(size, Choice)
    assert size.text().startswith("133 %")
    assert size.value == 133


def test_what_embeds_anew_is_asked_first(opened: Opened, dialog: PreferencesDialog, qtbot: QtBot) -> None:
    dims = dialog.field("dims")
    assert isinstance(dims, QLineEdit)
    dims.setText("256")
    qtbot.keyClick(dims, Qt.Key.Key_Return)
    assert dialog._question.isVisible()
    assert opened.engine.asked("change_settings") == []
    dialog._question._no.click()
    assert dims.text() == "0"
    dims.setText("256")
    qtbot.keyClick(dims, Qt.Key.Key_Return)
    dialog._question._yes.click()
    _changed(opened, qtbot, dims=256)


def test_every_setting_is_offered_but_what_has_a_window_of_its_own() -> None:
    offered = {row.name for group in GROUPS for row in group.rows}
    # The preview keeps its own size, by its own keys.
    assert {known.name for known in fields(Settings)} - offered == {"folders", "model", "next_model", "preview_zoom"}


@pytest.mark.parametrize("row", [row for group in GROUPS for row in group.rows], ids=lambda row: row.name)
def test_what_a_number_may_be_is_said_as_it_is_checked(row: Row, tmp_path: Path) -> None:
    known = limits(row.name)
    if "minimum" not in known:
        assert not refused(row)
        return
    said = refused(row)
    store = SettingsStore(tmp_path / "settings.toml")
    store.set(**{row.name: known["minimum"]})
    with pytest.raises(UserError):
        store.set(**{row.name: -1})
    if "maximum" in known:
        store.set(**{row.name: known["maximum"]})
        with pytest.raises(UserError):
            store.set(**{row.name: known["maximum"] + 1})
    for key in ("minimum", "maximum", "multiple_of"):
        assert key not in known or str(known[key]) in said


def test_a_check_box_is_one_to_a_screen_reader_and_takes_any_width(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    box = dialog.field("rescoring")
    interface = QAccessible.queryAccessibleInterface(box)
    assert interface.role() == QAccessible.Role.CheckBox
    assert interface.state().checked
    assert interface.text(QAccessible.Text.Name) == "Finer order of results by meaning"
    high = box.height()
    dialog.resize(dialog.minimumSize())
    qtbot.waitUntil(lambda: box.width() < 330)
    assert box.heightForWidth(150) > high


def test_all_is_reached_by_key_and_has_a_name(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    reached: set[QWidget] = set()
    for _ in range(60):
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
        reached.add(dialog.focusWidget())
    for name, field in dialog._fields.items():
        assert field.widget in reached, name
        interface = QAccessible.queryAccessibleInterface(field.widget)
        assert interface.text(QAccessible.Text.Name).strip(), name
        assert interface.text(QAccessible.Text.Description).strip(), name
