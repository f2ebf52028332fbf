"""The window of the index: folders, files with their states and reasons, what is looked for and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.ledger_types import LedgerView
from pplx_desktop.core.reasons import RECOGNITION
from pplx_desktop.core.types import FileState
from pplx_desktop.gui.mending import MENDS, can_be_read
from tests.gui.conftest import Opening
from tests.gui.shown_index import Shown, show_index
from tests.support.sample_ledger import DRIVE


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Shown:
    return show_index(open_window, qtbot)


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
        mend = MENDS.get(entry.reason)
        is_mended_so = mend is not None and mend.how == "again"
        assert shown.dialog.details._now.isVisible() == (can_be_read(entry) and not is_mended_so)
        assert shown.dialog.details._mend.isVisible() == (mend is not None)


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


def test_the_view_that_is_asked_for(shown: Shown) -> None:
    assert shown.dialog.view == LedgerView(order="name")
    shown.dialog.folders.choose(DRIVE)
    shown.dialog.filter.choose_state(FileState.LEFT_OUT)
    assert shown.dialog.view == LedgerView(states=(FileState.LEFT_OUT,), folder=DRIVE, order="name")
