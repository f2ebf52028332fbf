"""Starts the window, and ends it.

Invariants: the window is there before the engine is; quitting closes the engine in the background, with the window
already gone, and waits for it; one window for each user.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

import pplx_desktop
from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.interpreter import share_lock_evenly
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.core.settings import Settings
from pplx_desktop.engine.crash_reports import CrashReports
from pplx_desktop.gui import autostart, translation, window_state
from pplx_desktop.gui.bridge import EngineBridge, WindowBridge
from pplx_desktop.gui.collecting import Collecting
from pplx_desktop.gui.hotkey.global_hotkey import grab_here
from pplx_desktop.gui.hotkey.ports import MakeGrab
from pplx_desktop.gui.in_sight import InSight
from pplx_desktop.gui.instance import TOGGLE, TOKEN, SingleInstance
from pplx_desktop.gui.late_tray import wait_for_tray
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.presence import ApplyAutostart, Presence
from pplx_desktop.gui.recovery import Recovery, WriteBundle
from pplx_desktop.gui.room import come_into_sight
from pplx_desktop.gui.still_cursor import StillCursor
from pplx_desktop.gui.termination import Termination, end_without_libraries
from pplx_desktop.gui.theme import remembered_theme
from pplx_desktop.gui.tray import Tray
from pplx_desktop.gui.window import Window

log = logging.getLogger(__name__)

_DESKTOP_FILE = "io.github.pplx_desktop.pplx_desktop"
"""The name of the file in packaging/linux, by which Wayland finds the icon."""
_CLOSING_MS = 15_000
"""How long the engine may take to close. Its own deadlines are shorter; past this, the process ends all the same."""
_HANGING = 1


@dataclass(frozen=True, slots=True)
class Aid:
    """What helps after a fault: the reports of this process, and what writes a diagnostic bundle."""

    reports: CrashReports | None = None
    write_bundle: WriteBundle | None = None


NO_AID = Aid()


def run(
    instance: SingleInstance,
    make_engine: Callable[[], SearchEngine],
    *,
    background: bool = False,
    aid: Aid = NO_AID,
) -> int:
    """Show the window, until the user quits. Returns the exit status.

    `instance` is claimed by the caller, so that a later start need not import this module. `make_engine` is called in
    another thread, after the window is shown. `background` starts in the tray, or minimised where there is none. Raises
    `EnvironmentProblem` where the local socket cannot be made.
    """
    application = QApplication.instance() or QApplication(["pplx-desktop"])
    assert isinstance(application, QApplication)  # noqa: S101 -- nobody makes another kind
    instance.listen()
    if background and sys.platform == "linux":
        background = not wait_for_tray(QDBusConnection.sessionBus(), instance.asked)
    running = Application(application, instance, make_engine, instance.folder, aid=aid)
    running.start(background=background)
    end_without_libraries()
    status = application.exec()
    if not running.finish():
        log.critical("a call of the engine is still under way; the process ends without it")
        logging.shutdown()
        os._exit(status or _HANGING)
    return status


def load_icon(folder: Path, name: str = "icon") -> QIcon:
    """One of the program's icons: pictures of fixed sizes, or drawn from its SVG; an empty one where neither is there."""
    icon = QIcon()
    for picture in sorted((folder / "icons").glob(f"{name}-[0-9]*.png")):
        icon.addFile(str(picture))
    if icon.isNull() and (folder / f"{name}.svg").is_file():
        icon = QIcon(str(folder / f"{name}.svg"))
    return icon


class Application(QObject):
    """The parts of a running program, and what ties the window to tray, later starts and the end."""

    def __init__(
        self,
        application: QApplication,
        instance: SingleInstance,
        make_engine: Callable[[], SearchEngine],
        runtime_folder: Path,
        *,
        aid: Aid = NO_AID,
        make_grab: MakeGrab | None = None,
        apply_autostart: ApplyAutostart = autostart.apply,
    ) -> None:
        """Tests give `make_grab` and `apply_autostart`; the system's own otherwise."""
        super().__init__()
        # Each call of Qt gives the interpreter's lock back, and waits so long for it where a search computes meanwhile: a
        # painting of 6 ms takes 17 with Python's own 5 ms, 9 with this (tests/benchmarks/window_latency.py).
        share_lock_evenly()
        self._collecting = Collecting()
        self._collecting.begin()
        self._application = application
        application.setApplicationName("pplx-desktop")
        application.setApplicationDisplayName("pplx-desktop")
        application.setApplicationVersion(pplx_desktop.__version__)
        QGuiApplication.setDesktopFileName(_DESKTOP_FILE)
        application.setQuitOnLastWindowClosed(False)
        icon = load_icon(delivered("assets"))
        application.setWindowIcon(icon)
        # Where the window was and its colours, so that it opens right before the engine can say which were chosen.
        self._memory = QSettings(str(runtime_folder / "window.ini"), QSettings.Format.IniFormat)
        self._instance = instance
        self.bridge = EngineBridge(make_engine)
        self.bridge.ready.connect(self._collecting.settle, Qt.ConnectionType.SingleShotConnection)
        self.theme = remembered_theme(application, self._memory)
        self._language = str(self._memory.value("language", "system"))
        self._translations = delivered("assets") / "translations"
        translation.install(self._language, self._translations)
        self._icon = icon
        self._opener = Opener(self.bridge, self)
        self._put_away: tuple[Callable[[], None], ...] = ()
        self._window_bridge = WindowBridge(self.bridge)
        self.window = Window(self._window_bridge, self.theme, self._opener, icon)
        self._in_sight = InSight(lambda: self.window, self)
        geometry = self._memory.value("geometry")
        if isinstance(geometry, QByteArray):
            self.window.restoreGeometry(geometry)
        self.tray = Tray(icon, load_icon(delivered("assets"), "tray-light"), self)
        self.presence = Presence(
            self.bridge, self.tray, self._memory, make_grab or grab_here(_DESKTOP_FILE), apply_autostart, self
        )
        self.recovery = Recovery(self.bridge, self._opener, aid.reports, aid.write_bundle, self)
        self._termination = Termination(self)
        self._still_cursor = StillCursor(application)
        self._deadline = QTimer(self, singleShot=True, interval=_CLOSING_MS)
        self._connect()

    def start(self, *, background: bool) -> None:
        """Show the window, then make the engine."""
        self.tray.show()
        if not background:
            self.show_window()
        elif not self.tray.is_available:
            self.window.showMinimized()
        # After the first painting, so that nothing the engine does comes before it.
        QTimer.singleShot(0, self.bridge.start)

    def show_window(self) -> None:
        """Bring the window to the front."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        come_into_sight(self.window)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if QGuiApplication.focusWindow() == self.window.windowHandle() and not self.window.isActiveWindow():
            # Hidden by a key of the window manager's (Alt+F4), the window never lost the keyboard, by Qt's account, and
            # so does not get it back.
            with warnings.catch_warnings():
                # Qt has nothing else for this: a request to the system changes nothing where the system agrees already.
                warnings.simplefilter("ignore", DeprecationWarning)
                QApplication.setActiveWindow(self.window)
        self.window.search_box.field.focus()
        put_away, self._put_away = self._put_away, ()
        for bring_back in put_away:
            bring_back()
        self._in_sight.expect()
        self.presence.heed_reader()

    def toggle_window(self) -> None:
        """Hide the window where it is in front, or one of its dialogs is, else bring it there."""
        is_in_front = self._is_seen and QApplication.activeWindow() is not None
        if is_in_front and QApplication.activeModalWidget() is None:
            self.leave()
        else:
            self.show_window()

    def rebuild_window(self) -> None:
        """Make the window anew, in the language and with the text that hold now, and go on where it was."""
        old = self.window
        if old.is_quitting:
            return
        state = window_state.keep(old)
        old.is_quitting = True
        self._put_away = ()
        ended, self._window_bridge = self._window_bridge, WindowBridge(self.bridge)
        ended.end()
        # Nobody waits for what it asked: it would only hold up what the new one asks.
        old.parts.answering.searching.forget()
        self.window = Window(self._window_bridge, self.theme, self._opener, self._icon)
        self._connect_window()
        window_state.restore(self.window, state)
        if self.bridge.is_ready:
            self.window.begin()
        old.hide()
        for gone in (old, ended):
            gone.deleteLater()
        # The old window is full of rings.
        self._collecting.thaw()

    def leave(self) -> None:
        """Out of the way: into the tray where there is one, else minimised."""
        if self.tray.is_available:
            self._hide_window()
        else:
            self.window.showMinimized()

    def close_window(self) -> None:
        """The window's cross: into the tray where there is one. Without one, nothing would be left to come back to."""
        if self.tray.is_available:
            self._hide_window()
            self.presence.tell_where_it_went()
        else:
            self.quit()

    def quit(self) -> None:
        """End the program. Idempotent."""
        if self.window.is_quitting:
            return
        self.window.is_quitting = True
        self._memory.setValue("geometry", self.window.saveGeometry())
        self._memory.setValue("theme", self.theme.choice)
        self._memory.setValue("text_size", self.theme.text_size)
        self._memory.setValue("language", self._language)
        self._memory.sync()
        self._hide_window()
        self.tray.hide()
        self._deadline.start()
        self.bridge.close()

    def finish(self) -> bool:
        """Let go of everything, after the event loop has ended. False where the engine hangs."""
        self._termination.close()
        self.recovery.close()
        self.presence.close()
        self.window.is_quitting = True
        self.bridge.close()
        self._collecting.end()
        is_done = self.bridge.wait_for_threads(1_000 if self._is_late else _CLOSING_MS)
        self._instance.close()
        return is_done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The session ends, or macOS asks to quit: no window may stand in the way."""
        self._still_cursor.heed(event)
        if watched is self._application and event.type() == QEvent.Type.Quit and not self.window.is_quitting:
            self.quit()
            return True
        return super().eventFilter(watched, event)

    @property
    def _is_seen(self) -> bool:
        # To Qt a minimised window is a visible one.
        return self.window.isVisible() and not self.window.isMinimized()

    @property
    def _is_late(self) -> bool:
        return self.window.is_quitting and not self._deadline.isActive()

    def _connect_window(self) -> None:
        window = self.window
        window.leave_asked.connect(self.leave)
        window.close_asked.connect(self.close_window)
        # Not while the window is in the midst of something: it is gone afterwards.
        window.rebuild_asked.connect(self.rebuild_window, Qt.ConnectionType.QueuedConnection)
        window.settings_known.connect(self._take_settings)
        window.status_known.connect(self.presence.take_status)
        window.actions_.quit.triggered.connect(self.quit)
        window.actions_.show_window.triggered.connect(self.show_window)
        self.tray.offer(window.actions_)
        self.recovery.show_in(window)

    def _connect(self) -> None:
        self._connect_window()
        self.tray.toggle_asked.connect(self.toggle_window)
        self.tray.window_asked.connect(self.show_window)
        self.tray.lost.connect(self._stay_in_reach)
        self.presence.hotkey.pressed.connect(self._take_press)
        self.presence.failed.connect(self._tell_problem)
        self._instance.asked.connect(self._take_wish)
        self._termination.asked.connect(self.quit)
        self._deadline.timeout.connect(self._exit)
        self.bridge.closed.connect(self._exit)
        self._application.commitDataRequest.connect(self.quit)
        self._application.installEventFilter(self)

    def _hide_window(self) -> None:
        self._put_away += window_state.put_dialogs_away(self.window)
        self.window.hide()

    def _stay_in_reach(self) -> None:
        """The icon is gone, by which a hidden window is found again."""
        if not self.window.isVisible() and not self.window.is_quitting:
            self.window.showMinimized()

    def _exit(self) -> None:
        self._application.exit(0)

    def _take_settings(self, settings: Settings) -> None:
        """What only another window can show leads to one."""
        self.presence.take_settings(settings)
        is_same = (settings.language, settings.text_size) == (self._language, self.theme.text_size)
        if not is_same:
            self._language = settings.language
            translation.install(settings.language, self._translations)
            self.theme.resize(settings.text_size)
            self.window.rebuild_asked.emit()

    def _tell_problem(self, error: PplxError) -> None:
        self.window.tell(error)

    def _take_press(self, time_ms: int, token: str) -> None:
        """The hotkey: as a later start with `--toggle`, and with the user's own hand in it."""
        if token:
            os.environ[TOKEN] = token
        self.toggle_window()
        if self._is_seen:
            self.presence.hotkey.bring_forward(int(self.window.winId()), time_ms)

    def _take_wish(self, wish: str) -> None:
        if self.window.is_quitting:
            return
        if wish == TOGGLE:
            self.toggle_window()
        else:
            self.show_window()
