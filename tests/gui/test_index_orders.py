"""The window of the index: the ways to it, what is done there, and what it says of the work that goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import EnvironmentProblem, ExtractionCode, UserError
from pplx_desktop.core.events import ProgressChanged, Trouble
from pplx_desktop.core.reasons import Rule
from pplx_desktop.core.types import FileState, FolderStatus, Progress
from tests.gui.conftest import Opening
from tests.gui.shown_index import Shown, show_index
from tests.support.sample_ledger import DRIVE, FILLING, held_engine, ledger_engine


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Shown:
    return show_index(open_window, qtbot)


def test_index_now(shown: Shown) -> None:
    shown.choose_state(FileState.FAILED)
    entry = shown.dialog.table.entry
    details = shown.dialog.details
    shown.press(details._now if details._now.isVisible() else details._mend)
    shown.bot.waitUntil(lambda: shown.engine.asked("index_now") == [(entry.path,)])
    shown.rows(8)
    assert "is read before all others" in shown.dialog.said
    # A whole folder.
    assert not shown.dialog._now.isEnabled()
    shown.dialog.folders.choose(shown.documents)
    shown.press(shown.dialog._now)
    shown.bot.waitUntil(lambda: shown.engine.asked("index_now")[-1] == (shown.documents,))


def test_files_are_opened_and_shown(shown: Shown) -> None:
    entry = shown.dialog.table.entry
    shown.press(shown.dialog.details._open)
    shown.press(shown.dialog.details._folder)
    assert shown.opened.opener.opened == [(entry.path, None)]
    assert shown.opened.opener.shown == [entry.path]
    shown.bot.keyClick(shown.dialog.table, Qt.Key.Key_Down)
    shown.bot.keyClick(shown.dialog.table, Qt.Key.Key_Return)
    assert shown.opened.opener.opened[-1] == (shown.dialog.table.entry.path, None)
    shown.opened.opener.error = UserError("file-gone", "The file is not there any more.")
    shown.press(shown.dialog.details._open)
    assert shown.dialog.said == "The file is not there any more."


@pytest.mark.parametrize(
    ("state", "reason", "setting"),
    [
        (FileState.SKIPPED, ExtractionCode.TOO_LARGE, "max_file_mb"),
        (FileState.SKIPPED, ExtractionCode.PICTURED, "ocr"),
        (FileState.LEFT_OUT, Rule.HIDDEN, "include_hidden"),
        (FileState.LEFT_OUT, Rule.PATTERN, "exclude"),
    ],
)
def test_the_way_to_the_setting_that_helps(shown: Shown, state: FileState, reason: str, setting: str) -> None:
    shown.choose_state(state)
    shown.dialog.filter.choose_reason(reason)
    shown.rows(1)
    details = shown.dialog.details
    shown.press(details._setting if details._setting.isVisible() else details._mend)
    preferences = shown.opened.window._preferences.dialog
    shown.bot.waitUntil(preferences.isVisible)
    shown.bot.waitUntil(lambda: preferences.focusWidget() is preferences.field(setting))


def test_a_folder_is_added_and_removed(shown: Shown) -> None:
    shown.opened.window.add_folder("/data/papers")
    shown.bot.waitUntil(lambda: "/data/papers" in [folder.path for folder in shown.dialog.folders.folders])
    shown.dialog.folders.choose("/data/papers")
    assert shown.dialog.folders.folder.path == "/data/papers"
    # Delete asks; the answer that deletes nothing has the keyboard.
    shown.dialog.folders.setFocus()
    shown.bot.keyClick(shown.dialog.folders, Qt.Key.Key_Delete)
    assert shown.dialog.question.isVisible()
    shown.bot.keyClick(shown.dialog.focusWidget(), Qt.Key.Key_Escape)
    assert not shown.dialog.question.isVisible()
    assert shown.engine.asked("remove_folder") == []
    shown.press(shown.dialog._remove)
    shown.press(shown.dialog.question._yes)
    shown.bot.waitUntil(lambda: shown.engine.asked("remove_folder") == ["/data/papers"])
    shown.bot.waitUntil(lambda: shown.dialog.folders.folder.path == "")


def test_an_order_that_fails_says_why(shown: Shown) -> None:
    shown.engine.folder_error = UserError("folder-inside", "It lies in a folder that is searched.", hint="Leave it.")
    shown.opened.window.add_folder("/data")
    shown.bot.waitUntil(lambda: shown.dialog.said == "It lies in a folder that is searched. Leave it.")
    shown.engine.ledger_error = EnvironmentProblem("index-locked", "The index is locked.")
    shown.dialog.filter.choose_state(FileState.FAILED)
    shown.bot.waitUntil(lambda: shown.dialog.said == "The index is locked.")


def test_held_removals_are_confirmed(shown: Shown) -> None:
    shown.engine.roots[shown.documents] = FolderStatus(shown.documents, held=412)
    shown.opened.window.refresh_status()
    notice = shown.dialog.notice
    # What is held comes before a drive that is not there.
    shown.bot.waitUntil(lambda: notice.text.startswith("412 files are gone"))
    shown.press(notice._button)
    assert not notice.isVisible()
    shown.press(shown.dialog.question._no)
    assert shown.engine.asked("confirm_removal") == []
    assert notice.isVisible()
    shown.press(notice._button)
    shown.press(shown.dialog.question._yes)
    shown.bot.waitUntil(lambda: shown.engine.asked("confirm_removal") == [shown.documents])
    shown.bot.waitUntil(lambda: notice.text.startswith(DRIVE))


def test_fills_of_two_models(shown: Shown) -> None:
    activity = shown.dialog.activity
    assert activity.fill_texts == []
    shown.tell(FILLING)
    assert activity.fill_texts == [
        "all-minilm-l6-v2, searched now: all 41,000 passages",
        "pplx-embed-context-v1-0.6b, takes over when it has all: 12,400 of 41,000 passages  ·  about 3 h left",
    ]
    bars = [bar for bar in activity.findChildren(QProgressBar) if bar.isVisible()]
    assert [bar.value() for bar in bars] == [1_000, 302]
    shown.tell(Progress())
    assert activity.fill_texts == []
    assert activity._headline.said == "Up to date"


def test_pace_why_and_go_on_anyway(shown: Shown) -> None:
    activity = shown.dialog.activity
    assert not activity._pace.isVisible()
    shown.tell(replace(FILLING, pace="paused", pace_reason="battery"))
    assert activity.pace_text == "Meanings wait: this computer runs on battery. Words are read all the same."
    shown.press(activity._hurry)
    shown.bot.waitUntil(lambda: shown.engine.asked("hurry") == [True])
    shown.bot.waitUntil(lambda: activity.pace_text == "At full pace all the same: this computer runs on battery.")
    assert activity._hurry.text() == "Go slowly again"
    shown.press(activity._hurry)
    shown.bot.waitUntil(lambda: shown.engine.asked("hurry") == [True, False])
    shown.bot.waitUntil(lambda: activity.pace_text.startswith("Meanings wait"))
    shown.press(activity._rules)
    preferences = shown.opened.window._preferences.dialog
    shown.bot.waitUntil(lambda: preferences.focusWidget() is preferences.field("on_battery"))


def test_pause_and_resume(shown: Shown) -> None:
    activity = shown.dialog.activity
    assert not activity._pause.isVisible()
    shown.tell(FILLING)
    shown.press(activity._pause)
    shown.bot.waitUntil(lambda: activity._pause.text() == "Go on")
    assert activity._pause.accessibleName() == "Go on with indexing"
    shown.press(activity._pause)
    shown.bot.waitUntil(lambda: activity._pause.text() == "Pause")
    assert (shown.engine.asked("pause"), shown.engine.asked("resume")) == ([None], [None])


def test_a_full_disk_offers_nothing_that_would_not_help(shown: Shown) -> None:
    shown.tell(Progress(phase="paused", pace="paused", pace_reason="disk-full"))
    activity = shown.dialog.activity
    assert activity.pace_text.startswith("Indexing waits: the disk is full.")
    assert not any(button.isVisible() for button in (activity._pause, activity._hurry, activity._rules))
    # The window says why, too, for as long as it is so.
    status_line = shown.opened.window.status_line
    assert status_line.indexing_text == activity.pace_text
    assert not status_line._pause.isVisible()
    assert not shown.opened.window.actions_.pause.isEnabled()


@pytest.mark.parametrize("way", ["menu key", "old key", "status line", "notice"])
def test_the_ways_to_it(open_window: Opening, qtbot: QtBot, way: str) -> None:
    opened = open_window(held_engine())
    window = opened.window
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    if way == "menu key":
        qtbot.keyClick(window, Qt.Key.Key_I, modifiers)
    elif way == "old key":
        qtbot.keyClick(window, Qt.Key.Key_F, modifiers)
    elif way == "status line":
        qtbot.waitUntil(window.status_line._indexing.isEnabled)
        window.status_line._indexing.setFocus()
        qtbot.keyClick(window.status_line._indexing, Qt.Key.Key_Space)
    else:
        opened.engine.publish(Trouble("removals-held", "Many files are gone at once."))
        qtbot.waitUntil(window.notice.isVisible)
        qtbot.mouseClick(window.notice._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window._indexing.dialog.isVisible)


def test_hidden_it_asks_for_nothing(open_window: Opening, qtbot: QtBot) -> None:
    opened = open_window(ledger_engine())
    opened.engine.publish(ProgressChanged(FILLING))
    opened.window.refresh_status()
    qtbot.waitUntil(lambda: len(opened.engine.asked("status")) >= 2)
    assert opened.engine.asked("ledger") == []


def test_a_slow_ledger_is_left_alone_for_a_while(shown: Shown) -> None:
    indexing = shown.opened.window._indexing
    shown.settle()
    indexing._took_ms = 1_500
    shown.engine.calls.clear()
    for _ in range(3):
        indexing.show_status(shown.opened.window._status)
    assert indexing._renewal.remainingTime() > 10_000
    assert shown.engine.asked("ledger") == []
    # What the user does is shown at once.
    shown.choose_state(FileState.PENDING)
    assert len(shown.engine.asked("ledger")) == 1


def test_opened_before_the_engine_is_there(open_window: Opening, qtbot: QtBot) -> None:
    opened = open_window(ledger_engine(), starts=False)
    opened.window.actions_.index.trigger()
    dialog = opened.window._indexing.dialog
    assert dialog.table.ledger.rowCount() == 0
    opened.bridge.start()
    qtbot.waitUntil(lambda: dialog.table.ledger.rowCount() == 657)
