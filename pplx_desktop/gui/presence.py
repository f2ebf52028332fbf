"""What there is of the program outside of its window: the tray with its state, what it tells once, the hotkey, the start
with the session.

Invariant: what was said and shown once is never said again, whatever happened since; the settings that were told last hold.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QSettings, Signal

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.events import Trouble
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import Progress, RunSummary, Status
from pplx_desktop.gui import autostart
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.hotkey.global_hotkey import GlobalHotkey
from pplx_desktop.gui.hotkey.ports import MakeGrab
from pplx_desktop.gui.translation import trn
from pplx_desktop.gui.tray import Occasion, Tray
from pplx_desktop.gui.tray_state import Standing

_TOLD = "told/{}"
"""Where is kept what was told; the occasion's name comes in."""


class ApplyAutostart(Protocol):
    """Makes the system's list of what starts with the session what the setting says."""

    def __call__(self, *, is_on: bool) -> None:
        """Raises `EnvironmentProblem`. May block."""
        ...


class Presence(QObject):
    """`failed(PplxError)` tells what the desktop refused."""

    failed = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        tray: Tray,
        memory: QSettings,
        make_grab: MakeGrab,
        apply_autostart: ApplyAutostart = autostart.apply,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._tray, self._memory = bridge, tray, memory
        self._apply_autostart = apply_autostart
        self._standing = Standing()
        self._may_notify = True
        # Where it is off from the beginning there is nothing to take back.
        self._is_autostarting = False
        self.hotkey = GlobalHotkey(make_grab, self)
        self.hotkey.failed.connect(self.failed)
        tray.unheard.connect(self._forget)
        bridge.progress_changed.connect(self._take_progress)
        bridge.trouble.connect(self._take_trouble)
        bridge.trouble_over.connect(self._end_trouble)
        bridge.start_failed.connect(self._take_start_error)
        bridge.run_finished.connect(self._take_end_of_run)

    @property
    def standing(self) -> Standing:
        """What the tray shows."""
        return self._standing

    def take_settings(self, settings: Settings) -> None:
        """Do what the settings say."""
        self._may_notify = settings.notifications
        self.hotkey.follow(settings.hotkey)
        if settings.autostart != self._is_autostarting:
            self._is_autostarting = settings.autostart
            self._bridge.run(lambda: self._apply_autostart(is_on=settings.autostart), lambda _: None, self.failed.emit)

    def take_status(self, status: Status) -> None:
        """Show how all stands."""
        self._show(replace(self._standing, status=status, progress=status.progress))

    def heed_reader(self) -> None:
        """The user looks at the window, which says what went wrong: the icon need not say it any longer."""
        if self._bridge.is_ready:
            self._show(replace(self._standing, trouble=""))

    def tell_where_it_went(self) -> None:
        """The window was closed, and the program goes on: say so the first time."""
        if self._is_first("tray"):
            self._tray.tell_where_it_went()

    def close(self) -> None:
        """Give the keys back, after the event loop has ended."""
        self.hotkey.close()

    def _take_progress(self, progress: Progress) -> None:
        self._show(replace(self._standing, progress=progress))

    def _take_trouble(self, trouble: Trouble) -> None:
        self._show(replace(self._standing, trouble=trouble.text))

    def _end_trouble(self, trouble: Trouble) -> None:
        if self._standing.trouble == trouble.text:
            self._show(replace(self._standing, trouble=""))

    def _take_start_error(self, error: PplxError) -> None:
        self._show(replace(self._standing, trouble=error.title))

    def _take_end_of_run(self, summary: RunSummary) -> None:
        """What went wrong before is over: a whole run has come to its end."""
        self._show(replace(self._standing, trouble=""))
        if summary.indexed and self._is_first("first-index") and self._may_notify:
            self._tray.tell_all_is_indexed(trn("%n file", "%n files", summary.indexed))

    def _is_first(self, occasion: Occasion) -> bool:
        is_first = self._memory.value(_TOLD.format(occasion)) is None
        if is_first:
            self._memory.setValue(_TOLD.format(occasion), "yes")
        return is_first

    def _forget(self, occasion: str) -> None:
        """Nobody was there to show it: it is told the next time."""
        self._memory.remove(_TOLD.format(occasion))

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self._tray.show_standing(standing)
