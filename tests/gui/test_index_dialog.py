"""The window of the index: folders, files with their reasons, fills, pace, held removals; by mouse and by key."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import EnvironmentProblem, ExtractionCode, UserError
from pplx_desktop.core.events import ProgressChanged, Trouble
from pplx_desktop.core.reasons import RECOGNITION, Rule
from pplx_desktop.core.types import FileState, FolderStatus, LedgerView, Progress
from pplx_desktop.gui.index_dialog import IndexDialog
from tests.gui.conftest import Opened, Opening
from tests.support.fake_engine import FakeEngine
from tests.support.sample_ledger import DRIVE, FILLING, ledger_engine

WORD = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"


@dataclass
class Shown:
    """The dialog on a fake engine."""

    opened: Opened
    dialog: IndexDialog
    bot: QtBot

    @property
    def engine(self) -> FakeEngine:
        return self.opened.engine

    @property
    def documents(self) -> str:
        return self.engine.kept_settings.folders[0]

    def press(self, button: QAbstractButton) -> None:
        """Click it as a hand would: only what is seen and enabled."""
        assert button.isVisible()
        assert button.isEnabled()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def paths(self) -> list[str]:
        """What is in memory of the rows."""
        ledger = self.dialog.table.ledger
        return [entry.path for row in range(ledger.rowCount()) if (entry := ledger.entry_at(row)) is not None]

    def rows(self, count: int) -> None:
        """Wait until the table has this many rows."""
        self.bot.waitUntil(lambda: self.dialog.table.ledger.rowCount() == count)

    def choose_state(self, state: FileState | None) -> None:
        self.dialog.filter.choose_state(state)
        expected = [entry for entry in self.engine.entries if state is None or entry.state is state]
        self.rows(len(expected))

    def settle(self) -> None:
        """On a slow machine the ledger is asked more seldom: here it is not."""
        indexing = self.opened.window._indexing
        indexing._renewal.stop()
        indexing._took_ms = 0

    def tell(self, progress: Progress) -> None:
        """Let the engine say where it stands."""
        self.engine.progress = progress
        self.engine.publish(ProgressChanged(progress))
        headline = self.dialog.activity
        self.bot.waitUntil(lambda: headline._progress == progress)


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Shown:
    opened = open_window(ledger_engine())
    opened.window.actions_.index.trigger()
    dialog = opened.window._indexing.dialog
    qtbot.waitExposed(dialog)
    found = Shown(opened, dialog, qtbot)
    found.rows(657)
    return found


def test_folders_with_their_counts(shown: Shown) -> None:
    folders = shown.dialog.folders.folders
    assert [folder.path for folder in folders] == list(shown.engine.kept_settings.folders)
    whole = shown.dialog.folders.folder
    assert (whole.path, whole.files, whole.indexed, whole.pending) == ("", 657, 640, 3)
    assert shown.dialog.filter._states.button(1).text() == "Searchable  640"
    assert shown.dialog.filter._states.button(5).text() == "Left out  9"
    shown.dialog.folders.choose(shown.documents)
    shown.rows(214)
    assert all(path.startswith(shown.documents) for path in shown.paths())
    assert shown.dialog.filter._states.button(1).text() == "Searchable  200"


def test_a_drive_that_is_gone_is_told(shown: Shown) -> None:
    assert shown.dialog.notice.isVisible()
    assert shown.dialog.notice.text.startswith(f"{DRIVE} is not there")
    shown.dialog.folders.choose(shown.documents)
    assert not shown.dialog.notice.isVisible()
    shown.dialog.folders.choose(DRIVE)
    shown.rows(40)
    assert shown.dialog.notice.isVisible()
    assert "Its folder or drive cannot be read now" in shown.dialog.details.said


@pytest.mark.parametrize("state", [state for state in FileState if state is not FileState.INDEXED])
def test_files_of_a_state_say_why_and_what_to_do(shown: Shown, state: FileState) -> None:
    shown.choose_state(state)
    table = shown.dialog.table
    for row in range(table.ledger.rowCount()):
        table.selectRow(row)
        entry = table.entry
        assert entry is not None
        assert entry.state is state
        assert shown.dialog.details.entry == entry
        assert shown.dialog.details.isVisible()
        assert shown.dialog.details._now.isVisible() == (state is not FileState.LEFT_OUT)


def test_of_a_picture_is_said_what_helps_here(shown: Shown) -> None:
    shown.choose_state(FileState.SKIPPED)
    shown.dialog.filter.choose_reason(ExtractionCode.PICTURED)
    shown.rows(1)
    assert RECOGNITION["ready"].hint in shown.dialog.details.said
    shown.engine.ocr = "not-installed"
    shown.opened.window.refresh_status()
    shown.bot.waitUntil(lambda: RECOGNITION["not-installed"].hint in shown.dialog.details.said)


def test_files_of_a_reason(shown: Shown) -> None:
    shown.choose_state(FileState.FAILED)
    reason = shown.dialog.filter._reason
    offered = [action.data() for action in reason._group.actions()]
    assert ExtractionCode.DAMAGED in offered
    assert len(offered) == 10  # nine reasons, and any
    shown.dialog.filter.choose_reason(ExtractionCode.DAMAGED)
    shown.rows(1)
    assert "PDFium says: the cross-reference table is broken." in shown.dialog.details.said
    assert "get another copy" in shown.dialog.details.said
    # The others are still offered.
    assert [action.data() for action in reason._group.actions()] == offered
    # Another state has other reasons.
    shown.choose_state(FileState.SKIPPED)
    assert shown.dialog.filter.reason == ""


def test_a_part_of_the_path(shown: Shown) -> None:
    shown.bot.keyClicks(shown.dialog.filter._edit, "GARDEN 1")
    expected = [entry.path for entry in shown.engine.entries if "garden 1" in entry.path.lower()]
    shown.rows(len(expected))
    assert sorted(shown.paths()) == sorted(expected)
    # Esc clears the filter, then closes.
    shown.bot.keyClick(shown.dialog.filter._edit, Qt.Key.Key_Escape)
    shown.rows(657)
    assert shown.dialog.isVisible()
    shown.bot.keyClick(shown.dialog.filter._edit, Qt.Key.Key_Escape)
    assert not shown.dialog.isVisible()


def test_nothing_fulfils_the_conditions(shown: Shown) -> None:
    shown.dialog.filter.set_text("no such name")
    shown.rows(0)
    assert shown.dialog._nothing.isVisible()
    assert not shown.dialog.details.isVisible()


def test_rows_are_sorted_by_their_heads(shown: Shown) -> None:
    heads = shown.dialog.table.horizontalHeader()

    def press(section: int) -> None:
        at = heads.sectionViewportPosition(section) + 12
        shown.bot.mouseClick(
            heads.viewport(), Qt.MouseButton.LeftButton, pos=heads.viewport().rect().topLeft().__class__(at, 8)
        )

    press(3)
    sizes = sorted(entry.size for entry in shown.engine.entries if entry.state is not FileState.LEFT_OUT)
    first = shown.dialog.table.ledger.entry_at
    shown.bot.waitUntil(lambda: first(0) is not None and first(0).size == sizes[0])
    press(3)
    shown.bot.waitUntil(lambda: first(0) is not None and first(0).size == sizes[-1])
    assert shown.dialog.view.order == "size"
    assert shown.dialog.view.descending


def test_only_what_is_looked_at_is_read(shown: Shown) -> None:
    table = shown.dialog.table
    assert table.ledger.entry_at(199) is not None
    assert table.ledger.entry_at(300) is None
    shown.engine.calls.clear()
    table.scrollToBottom()
    shown.bot.waitUntil(lambda: table.ledger.entry_at(656) is not None)
    assert {view.offset for view in shown.engine.asked("ledger")} == {600}
    assert all(view.limit == 200 for view in shown.engine.asked("ledger"))


def test_an_answer_to_older_conditions_is_dropped(shown: Shown) -> None:
    gate = shown.engine.hold_call("ledger")
    shown.dialog.filter.choose_state(FileState.FAILED)
    shown.bot.waitUntil(lambda: shown.engine.asked("ledger")[-1].states == (FileState.FAILED,))
    shown.dialog.filter.choose_state(FileState.PENDING)
    shown.engine.gates.clear()
    gate.set()
    shown.rows(3)
    assert all(path.rpartition("/")[2].startswith("new ") for path in shown.paths())


def test_a_file_stays_current_while_the_ledger_moves(shown: Shown) -> None:
    table = shown.dialog.table
    table.selectRow(20)
    path = table.entry.path
    # Five files less before it.
    gone = set(shown.paths()[:5])
    shown.engine.entries = [
        replace(entry, embedded=0) if entry.path == path else entry
        for entry in shown.engine.entries
        if entry.path not in gone
    ]
    shown.settle()
    shown.opened.window.refresh_status()
    shown.rows(652)
    assert table.entry.path == path
    assert table.currentIndex().row() == 15
    assert shown.dialog.details.entry.embedded == 0


def test_index_now(shown: Shown) -> None:
    shown.choose_state(FileState.FAILED)
    entry = shown.dialog.table.entry
    shown.press(shown.dialog.details._now)
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
    shown.press(shown.dialog.details._setting)
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
    assert activity._headline.text == "Up to date"


def test_pace_why_and_go_on_anyway(shown: Shown) -> None:
    activity = shown.dialog.activity
    assert not activity._pace.isVisible()
    shown.tell(replace(FILLING, pace="paused", pace_reason="battery"))
    assert activity.pace_text == "Meanings wait: this computer runs on battery. Words are read all the same."
    shown.press(activity._hurry)
    shown.bot.waitUntil(lambda: shown.engine.asked("hurry") == [True])
    shown.bot.waitUntil(lambda: activity.pace_text == "At full pace, although this computer runs on battery.")
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


@pytest.mark.parametrize("way", ["menu key", "old key", "status line", "notice"])
def test_the_ways_to_it(open_window: Opening, qtbot: QtBot, way: str) -> None:
    opened = open_window(ledger_engine())
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


def test_the_view_that_is_asked_for(shown: Shown) -> None:
    assert shown.dialog.view == LedgerView()
    shown.dialog.folders.choose(DRIVE)
    shown.dialog.filter.choose_state(FileState.LEFT_OUT)
    assert shown.dialog.view == LedgerView(states=(FileState.LEFT_OUT,), folder=DRIVE)
