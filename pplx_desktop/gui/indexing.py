"""What the window asks the engine of the index and tells it to do: the dialog's orders, and the pages that it shows.

Invariant: pages of the ledger are shown under the conditions they were asked for, never under newer ones.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.holdings import Holdings
from pplx_desktop.core.ledger_types import FileEntry, LedgerView
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import Progress, Status
from pplx_desktop.gui import mending, wording
from pplx_desktop.gui.bridge import Bridge, Lane
from pplx_desktop.gui.index_dialog import IndexDialog
from pplx_desktop.gui.ledger_model import PAGE_ROWS
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_RESTS = 10
"""How many times as long as reading the ledger took it is left alone, while indexing goes on."""
_LONGEST_WAIT_MS = 20_000


@dataclass(frozen=True, slots=True)
class _Pages:
    total: int
    entries: dict[int, tuple[FileEntry, ...]]
    reasons: dict[str, int]


class Indexing(QObject):
    """`changed` comes after the engine took an order; `failed(PplxError)` where it could not, and no dialog shows it;
    `setting_asked(name)` where the user wants to change what decides.
    """

    changed = Signal()
    failed = Signal(object)
    setting_asked = Signal(str)

    def __init__(self, bridge: Bridge, theme: Theme, opener: Opener, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._opener = bridge, opener
        self._window = parent
        self._lane, self._overview_lane = Lane(bridge), Lane(bridge)
        self._shown: LedgerView | None = None
        self._took_ms = 0
        self._renewal = QTimer(self, singleShot=True)
        self._renewal.timeout.connect(self._ask_files)
        self._dialog = IndexDialog(theme, parent)
        dialog = self._dialog
        dialog.view_changed.connect(self._ask_files)
        dialog.table.pages_asked.connect(self._ask_more)
        dialog.add_asked.connect(self.choose)
        dialog.remove_asked.connect(self.remove)
        dialog.now_asked.connect(self._index_now)
        dialog.removal_confirmed.connect(self._confirm_removal)
        dialog.open_asked.connect(self._open_file)
        dialog.folder_asked.connect(self._show_in_folder)
        dialog.setting_asked.connect(self.setting_asked)
        dialog.admit_asked.connect(self._admit)
        dialog.activity.pause_asked.connect(lambda: self._order(lambda engine: engine.pause()))
        dialog.activity.resume_asked.connect(lambda: self._order(lambda engine: engine.resume()))
        dialog.activity.hurry_asked.connect(self._hurry)
        bridge.ready.connect(self._catch_up)

    @property
    def dialog(self) -> IndexDialog:
        """The window of the index."""
        return self._dialog

    def open(self) -> None:
        """Show it."""
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        self.changed.emit()
        self._ask_files()

    def show_status(self, status: Status) -> None:
        """Show how all stands. What the ledger says may be another, too: it is asked again, the more seldom the longer
        it takes.
        """
        self._dialog.show_status(status)
        if self._dialog.isVisible() and not self._renewal.isActive():
            self._renewal.start(min(_LONGEST_WAIT_MS, self._took_ms * _RESTS))

    def show_progress(self, progress: Progress) -> None:
        """Show where indexing stands. It is told up to ten times a second: hidden, nothing is drawn."""
        if self._dialog.isVisible():
            self._dialog.show_progress(progress)

    def choose(self) -> None:
        """Let the user choose a folder, and add it."""
        owner = self._dialog if self._dialog.isVisible() else self._window
        chooser = QFileDialog(owner, tr("Add a folder"), str(Path.home()))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(self.add)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def add(self, path: str) -> None:
        """Search this folder, too."""
        self._order(lambda engine: engine.add_folder(path))

    def remove(self, path: str) -> None:
        """Search this folder no more."""
        self._order(
            lambda engine: engine.remove_folder(path),
            tr("{folder} is searched no more.", folder=wording.short_path(path)),
        )

    def _open_file(self, path: str) -> None:
        self._opener.open(path, None, self._dialog.show_error)

    def _show_in_folder(self, path: str) -> None:
        self._opener.show_in_folder(path, self._dialog.show_error)

    def _admit(self, entry: FileEntry) -> None:
        pattern = mending.admitting_pattern(entry)
        self._order(
            lambda engine: _add_pattern(engine, pattern),
            tr("{name} is searched from the next look at its folder on.", name=wording.file_name(entry.path)),
        )

    def _ask_overview(self) -> None:
        """Show what the index holds now."""
        begun = time.monotonic()

        def take(found: tuple[Holdings, Settings]) -> None:
            self._took_ms = round((time.monotonic() - begun) * 1_000)
            holdings, settings = found
            self._dialog.overview.show_holdings(holdings)
            self._dialog.overview.show_settings(settings)

        self._overview_lane.ask(lambda engine, _: (engine.holdings(), engine.settings()), take, self._dialog.show_error)

    def _index_now(self, path: str) -> None:
        self._order(
            lambda engine: engine.index_now([path]),
            tr("{path} is read before all others.", path=wording.short_path(path)),
        )

    def _confirm_removal(self, path: str) -> None:
        self._order(
            lambda engine: engine.confirm_removal(path),
            tr("What is gone from {folder} leaves the index.", folder=wording.short_path(path)),
        )

    def _hurry(self, is_on: bool) -> None:
        self._order(lambda engine: engine.hurry(on=is_on))

    def _order(self, order: Callable[[SearchEngine], None], told: str = "") -> None:
        """Let the engine do something, then say so, and ask how all stands."""

        def tell(_: None) -> None:
            self._dialog.say(told)
            self.changed.emit()
            self._ask_files()

        self._bridge.request(order, tell, self._fail)

    def _ask_files(self) -> None:
        """List what the dialog is to list, as it is now."""
        if not self._dialog.isVisible():
            return
        if self._dialog.shows_overview:
            # Of the two sides, only the one that is looked at is read.
            self._ask_overview()
            return
        view = self._dialog.view
        is_same = view == self._shown
        numbers = self._dialog.table.visible_pages() if is_same else (0,)

        begun = time.monotonic()

        def take(pages: _Pages) -> None:
            self._took_ms = round((time.monotonic() - begun) * 1_000)
            show = self._dialog.renew_files if view == self._shown else self._dialog.begin_files
            self._shown = view
            show(pages.total, pages.entries, pages.reasons)

        self._lane.ask(lambda engine, _: _read(engine, view, numbers), take, self._dialog.show_error)

    def _ask_more(self, numbers: tuple[int, ...]) -> None:
        """List what has come into sight."""
        view = self._dialog.view
        if view != self._shown:
            # The answer to newer conditions is on its way.
            return

        def take(pages: _Pages) -> None:
            if view == self._shown:
                self._dialog.table.add(pages.entries)

        self._lane.ask(lambda engine, _: _read(engine, view, numbers), take, self._dialog.show_error)

    def _catch_up(self) -> None:
        """The engine answers only now, and the user was faster."""
        self._ask_files()

    def _fail(self, error: PplxError) -> None:
        if self._dialog.isVisible():
            self._dialog.show_error(error)
        else:
            self.failed.emit(error)


def _add_pattern(engine: SearchEngine, pattern: str) -> None:
    """Take in what a pattern names, after all others: the last that fits decides."""
    kept = tuple(known for known in engine.settings().exclude if known != pattern)
    engine.change_settings(exclude=(*kept, pattern))


def _read(engine: SearchEngine, view: LedgerView, numbers: tuple[int, ...]) -> _Pages:
    """These pages of what `view` is about, and all reasons that there are without the one that it asks for."""
    entries: dict[int, tuple[FileEntry, ...]] = {}
    total, reasons = 0, dict[str, int]()
    for number in numbers:
        page = engine.ledger(replace(view, offset=number * PAGE_ROWS, limit=PAGE_ROWS))
        entries[number] = page.entries
        total, reasons = page.total, page.reasons
    if view.reason:
        reasons = engine.ledger(replace(view, reason="", offset=0, limit=1)).reasons
    return _Pages(total, entries, reasons)
