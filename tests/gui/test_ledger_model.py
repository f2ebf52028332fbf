"""The ledger as a table of which only parts are in memory: Qt's own checks, and a million rows."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.core.types import FileState
from pplx_desktop.gui.ledger_model import ENTRY, PAGE_ROWS, LedgerModel
from pplx_desktop.gui.ledger_table import LedgerTable


def _page(number: int, total: int, generation: int = 0) -> tuple[FileEntry, ...]:
    rows = range(number * PAGE_ROWS, min(total, (number + 1) * PAGE_ROWS))
    return tuple(FileEntry(f"/data/{generation}/{row:07}.txt", FileState.INDEXED, size=row) for row in rows)


@given(totals=st.lists(st.integers(0, 450), min_size=1, max_size=4), data=st.data())
@settings(max_examples=8, deadline=None)
def test_it_keeps_qts_rules_however_the_ledger_changes(qapp: QApplication, totals: list[int], data) -> None:
    model = LedgerModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for generation, total in enumerate(totals):
        last = max(0, total - 1) // PAGE_ROWS
        numbers = data.draw(st.sets(st.integers(0, last), max_size=3))
        pages = {number: _page(number, total, generation) for number in numbers}
        (model.begin if data.draw(st.booleans()) else model.renew)(total, pages)
        assert model.rowCount() == total
        for row in range(0, total, 37):
            entry = model.entry_at(row)
            assert (entry is not None) == (row // PAGE_ROWS in numbers)
            if entry is not None:
                assert entry.path == f"/data/{generation}/{row:07}.txt"
                assert model.row_of(entry.path) == row
        missing = model.missing_pages(0, total)
        assert set(missing) == (set(range(last + 1)) - numbers if total else set())
        model.add({number: _page(number, total, generation) for number in missing})
        assert model.missing_pages(0, total) == ()
    del tester


def test_a_row_that_was_not_read_is_shown_as_such(qapp: QApplication) -> None:
    model = LedgerModel()
    model.begin(500, {0: _page(0, 500)})
    assert model.index(300, 0).data() == "…"
    assert model.index(300, 0).data(ENTRY) is None
    assert model.entry_at(500) is None
    assert model.entry_at(-1) is None


def test_old_pages_are_forgotten(qapp: QApplication) -> None:
    model, total = LedgerModel(), 100 * PAGE_ROWS
    model.begin(total, {0: _page(0, total)})
    for number in range(1, 100):
        model.add({number: _page(number, total)})
    assert model.entry_at(total - 1) is not None
    assert model.entry_at(0) is None
    assert len(model._pages) <= 40


@pytest.mark.usefixtures("qapp")
def test_a_million_rows_are_no_matter(qtbot: QtBot, theme) -> None:
    table = LedgerTable(theme)
    qtbot.addWidget(table)
    table.resize(800, 500)
    table.show()
    qtbot.waitExposed(table)
    total = 1_000_000
    small_s = _seconds(lambda: table.begin(1_000, {0: _page(0, 1_000)}))
    asked: list[tuple[int, ...]] = []
    table.pages_asked.connect(asked.append)
    large_s = _seconds(lambda: table.begin(total, {0: _page(0, total)}))
    # Not a thousand times as long: nothing is done row by row.
    assert large_s < 50 * max(small_s, 0.01)
    table.scrollToBottom()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[-1] == (total // PAGE_ROWS - 1,)
    table.add({number: _page(number, total) for number in asked[-1]})
    table.selectRow(total - 1)
    assert table.entry is not None
    assert table.entry.path == "/data/0/0999999.txt"


def _seconds(do) -> float:
    # Of this thread alone: a machine that has other things to do takes none of it.
    begun = time.thread_time()
    do()
    QApplication.processEvents()
    return time.thread_time() - begun
