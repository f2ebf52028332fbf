"""What happens after a fault that nobody foresaw: it is told, the engine is made anew, the window stays.

Invariant: an engine that fails again and again is not made anew without end; whoever uses the program is told where the
report is, and decides what becomes of it.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from pplx_desktop.engine.crash_reports import CrashReport, CrashReports
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.diagnostics_dialog import DiagnosticsDialog
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.translation import tr
from pplx_desktop.gui.window import Window

log = logging.getLogger(__name__)

WriteBundle = Callable[[Path, bool], Path]
"""Writes a diagnostic bundle, with names of files or without. May block."""
_MOST_RESTARTS = 3
_WITHIN_S = 600.0


class Recovery(QObject):
    """Hears of faults from `begin` on, and tells of them in the window that `show_in` named last."""

    _happened = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        opener: Opener,
        reports: CrashReports | None,
        write_bundle: WriteBundle | None,
        parent: QObject | None = None,
    ) -> None:
        """Without `reports` nothing is heard of; without `write_bundle` there is no bundle."""
        super().__init__(parent)
        self._bridge, self._opener = bridge, opener
        self._reports, self._write_bundle = reports, write_bundle
        self._window: Window | None = None
        self._dialog: DiagnosticsDialog | None = None
        self._restarts: deque[float] = deque(maxlen=_MOST_RESTARTS)
        self._last: CrashReport | None = None
        # Reports come from whatever thread the fault was in.
        self._happened.connect(self._take, Qt.ConnectionType.QueuedConnection)
        if reports is not None:
            try:
                self._last = reports.begin(self._happened.emit)
            except OSError as error:
                # The window opens all the same, and says what else this folder's state stands in the way of.
                log.warning("no reports can be written: %s", error)

    def show_in(self, window: Window) -> None:
        """Tell in this window, from now on."""
        self._window = window
        self._dialog = None
        window.actions_.diagnostics.setEnabled(self._write_bundle is not None)
        window.actions_.diagnostics.triggered.connect(self.open_diagnostics)
        if self._last is not None and self._last.origin == "process":
            self._tell(tr("The program ended unexpectedly the last time. A report was written on this computer."))

    def open_diagnostics(self) -> None:
        """Show what makes the bundle."""
        window = self._window
        if window is None:
            return
        if self._dialog is None:
            self._dialog = DiagnosticsDialog(window.theme, window)
            self._dialog.bundle_asked.connect(self._make_bundle)
            self._dialog.folder_asked.connect(self._show_folder)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def close(self) -> None:
        """Hear of nothing more. Idempotent."""
        if self._reports is not None:
            self._reports.close()

    def _take(self, report: CrashReport) -> None:
        if self._window is None or self._window.is_quitting:
            return
        self._last = report
        match report.origin:
            case "thread" if self._may_restart():
                self._bridge.restart()
                self._tell(tr("A part of the program failed and was started again. A report was written."))
            case "thread":
                self._tell(tr("A part of the program fails again and again. Please start the program anew."))
            case "window":
                self._tell(tr("Something went wrong in the window. A report was written."))
            case _:
                # The engine says itself what it goes on without.
                pass

    def _may_restart(self) -> bool:
        now = time.monotonic()
        if len(self._restarts) == _MOST_RESTARTS and now - self._restarts[0] < _WITHIN_S:
            return False
        self._restarts.append(now)
        return True

    def _tell(self, text: str) -> None:
        if self._window is not None:
            self._window.notice.say(text, (tr("Diagnostics…"), self.open_diagnostics), lasts=True)

    def _make_bundle(self, file: str, with_names: bool) -> None:
        dialog, write = self._dialog, self._write_bundle
        if dialog is not None and write is not None:
            self._bridge.run(lambda: write(Path(file), with_names), dialog.show_made, dialog.show_error)

    def _show_folder(self, path: str) -> None:
        if self._dialog is not None:
            self._opener.show_in_folder(path, self._dialog.show_error)
