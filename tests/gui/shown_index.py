"""The window of the index on a fake engine, and a hand for it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from pplx_desktop.core.events import ProgressChanged
from pplx_desktop.core.types import FileState, Progress
from pplx_desktop.gui.index_dialog import IndexDialog
from tests.gui.conftest import Opened, Opening
from tests.support.fake_engine import FakeEngine
from tests.support.sample_ledger import ledger_engine


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


def show_index(open_window: Opening, qtbot: QtBot) -> Shown:
    """Open a window and its window of the index, which lists 657 files."""
    opened = open_window(ledger_engine())
    opened.window.actions_.index.trigger()
    dialog = opened.window._indexing.dialog
    qtbot.waitExposed(dialog)
    found = Shown(opened, dialog, qtbot)
    found.rows(657)
    return found
