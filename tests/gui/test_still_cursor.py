"""A cursor blinks while somebody types, and not for hours in a window that nobody uses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.still_cursor import StillCursor


class Filter(QObject):
    """Tells the cursor of every event, as the program does."""

    def __init__(self, still: StillCursor) -> None:
        super().__init__()
        self.still = still

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.still.heed(event)
        return False


class Paints(QObject):
    """Counts how often something is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def flash_ms(qapp: QApplication) -> Iterator[int]:
    hints = qapp.styleHints()
    before = hints.cursorFlashTime()
    hints.setCursorFlashTime(100)
    yield 100
    hints.setCursorFlashTime(before)


def test_it_rests_after_a_while_and_wakes_with_the_next_key(qtbot: QtBot, qapp: QApplication, flash_ms: int) -> None:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    qtbot.waitExposed(edit)
    edit.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    paints = Paints()
    edit.installEventFilter(paints)
    qtbot.waitUntil(lambda: paints.count >= 3)  # it blinks
    still = StillCursor(qapp, rest_ms=200)
    told = Filter(still)
    qapp.installEventFilter(told)
    hints = qapp.styleHints()
    try:
        qtbot.waitUntil(lambda: hints.cursorFlashTime() == 0)
        qtbot.wait(150)
        count = paints.count
        qtbot.wait(500)
        assert paints.count == count
        # From here on it blinks for as long as this takes.
        still._timer.setInterval(600_000)
        qtbot.keyClick(edit, Qt.Key.Key_A)
        assert hints.cursorFlashTime() == flash_ms
        assert edit.text() == "a"
        count = paints.count
        qtbot.waitUntil(lambda: paints.count >= count + 2)
        still._timer.start(0)
        qtbot.waitUntil(lambda: hints.cursorFlashTime() == 0)
    finally:
        qapp.removeEventFilter(told)
        still.deleteLater()
