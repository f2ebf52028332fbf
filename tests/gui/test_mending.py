"""Each reason of the ledger has the button that mends it, and the button does it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.core.reasons import REASONS, Rule, setting_of
from pplx_desktop.core.types import FileState
from pplx_desktop.files.ignore import IgnoreRules
from pplx_desktop.gui.entry_view import EntryView
from pplx_desktop.gui.mending import MENDS, NOTHING_TO_DO, admitting_pattern
from pplx_desktop.gui.theme import Theme
from tests.gui.conftest import Opening
from tests.gui.shown_index import Shown, show_index


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Shown:
    return show_index(open_window, qtbot)


def _entry(reason: str, name: str = "odd.pdf", *, is_folder: bool = False) -> FileEntry:
    state = FileState.LEFT_OUT if reason.startswith("left-out") else FileState.FAILED
    return FileEntry(f"/home/ada/Documents/{name}", state, reason=reason, is_folder=is_folder)


def test_no_reason_is_without_an_answer() -> None:
    assert set(MENDS) | NOTHING_TO_DO == set(REASONS)
    assert not set(MENDS) & NOTHING_TO_DO
    for reason, mend in MENDS.items():
        assert mend.how != "setting" or setting_of(reason), reason


@pytest.fixture
def details(qtbot: QtBot, theme: Theme) -> EntryView:
    """The view alone: a window around it costs ten times as much."""
    view = EntryView(theme)
    qtbot.addWidget(view)
    view.resize(640, 200)
    return view


@pytest.mark.parametrize("reason", sorted(MENDS))
def test_the_first_button_mends(details: EntryView, qtbot: QtBot, reason: str) -> None:
    entry, mend = _entry(reason), MENDS[reason]
    details.show_entry(entry)
    button = details._mend
    assert button.text() == mend.label
    others = (details._now, details._open, details._folder, details._setting)
    signal = {
        "again": details.now_asked,
        "open": details.open_asked,
        "folder": details.folder_asked,
        "setting": details.setting_asked,
        "admit": details.admit_asked,
    }[mend.how]
    with qtbot.waitSignal(signal) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args is not None
    assert told.args[0] == {"setting": setting_of(reason), "admit": entry}.get(mend.how, entry.path)
    # No second button does the same.
    doubled = {"again": 0, "open": 1, "folder": 2, "setting": 3}.get(mend.how)
    assert doubled is None or not others[doubled].isVisible()


def test_what_is_so_because_of_what_it_is_has_no_such_button(details: EntryView) -> None:
    details.show_entry(_entry(Rule.PATTERN))
    assert details._mend.isVisible()
    for reason in NOTHING_TO_DO:
        details.show_entry(_entry(reason))
        assert not details._mend.isVisible()
    details.show_entry(FileEntry("/home/ada/Documents/a.pdf", FileState.INDEXED))
    assert not details._mend.isVisible()


def test_a_secret_is_searched_only_after_a_question(shown: Shown, qtbot: QtBot) -> None:
    engine, dialog = shown.engine, shown.dialog
    engine.kept_settings = replace(engine.kept_settings, exclude=("!.env", "*.bak"))
    dialog.details.show_entry(_entry(Rule.SECRET, ".env"))
    shown.press(dialog.details._mend)
    assert dialog.question.isVisible()
    assert dialog.question._no.hasFocus()
    assert "keys and passwords" in dialog.question.accessibleName()
    shown.press(dialog.question._no)
    qtbot.wait(20)
    assert engine.asked("change_settings") == []
    shown.press(dialog.details._mend)
    shown.press(dialog.question._yes)
    # The last pattern that fits decides, so it stands last.
    qtbot.waitUntil(lambda: engine.asked("change_settings") == [{"exclude": ("*.bak", "!.env")}])
    qtbot.waitUntil(lambda: dialog.said.startswith(".env is searched"))


@pytest.mark.parametrize(
    ("name", "is_folder"), [(".env", False), ("node_modules", True), ("a [1]*?.tmp", False), (".hidden", True)]
)
def test_the_pattern_admits_what_it_is_made_of(name: str, is_folder: bool) -> None:
    entry = _entry(Rule.SECRET, name, is_folder=is_folder)
    root = "/home/ada/Documents"
    assert not IgnoreRules(("a*",), include_hidden=False).admits(root, entry.path, is_folder=is_folder)
    assert IgnoreRules(("a*", admitting_pattern(entry)), include_hidden=False).admits(
        root, entry.path, is_folder=is_folder
    )
