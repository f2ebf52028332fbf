"""Starts the window, and ends it.

Invariants: the window is there before the engine is; quitting closes the engine in the background, with the window
already gone, and waits for it; one window for each user.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

import pplx_desktop
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.instance import NOTHING, SHOW, TOGGLE, SingleInstance
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.still_cursor import StillCursor
from pplx_desktop.gui.termination import Termination
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.tray import Tray
from pplx_desktop.gui.window import Window

log = logging.getLogger(__name__)

_DESKTOP_FILE = "io.github.pplx_desktop.pplx_desktop"
"""The name of the file in packaging/linux, by which Wayland finds the icon."""
_CLOSING_MS = 15_000
"""How long the engine may take to close. Its own deadlines are shorter; past this, the process ends all the same."""
_HANGING = 1


def run(
    make_engine: Callable[[], SearchEngine], runtime_folder: Path, *, background: bool = False, toggle: bool = False
) -> int:
    """Show the window, until the user quits. Returns the exit status.

    `make_engine` is called in another thread, after the window is shown. Where a window is open already, it is brought
    to the front (`toggle`: or hidden, where it is in front), and `make_engine` is not called. `background` starts in
    the tray, or minimised where there is none. Raises `EnvironmentProblem` where an open window does not answer,
    or where the local socket cannot be made.
    """
    instance = SingleInstance(runtime_folder)
    if not instance.claim(NOTHING if background else TOGGLE if toggle else SHOW):
        return 0
    application = QApplication.instance() or QApplication(["pplx-desktop"])
    assert isinstance(application, QApplication)  # noqa: S101 -- nobody makes another kind
    instance.listen()
    running = Application(application, instance, make_engine, runtime_folder)
    running.start(background=background)
    status = application.exec()
    if not running.finish():
        log.critical("a call of the engine is still under way; the process ends without it")
        logging.shutdown()
        os._exit(status or _HANGING)
    return status


def load_icon(folder: Path) -> QIcon:
    """The program's icon: drawn from its SVG, or pictures of fixed sizes; an empty one where neither is there."""
    icon = QIcon()
    for picture in sorted((folder / "icons").glob("icon-*.png")):
        icon.addFile(str(picture))
    if icon.isNull() and (folder / "icon.svg").is_file():
        icon = QIcon(str(folder / "icon.svg"))
    return icon


class Application(QObject):
    """The parts of a running program, and what ties the window to tray, later starts and the end."""

    def __init__(
        self,
        application: QApplication,
        instance: SingleInstance,
        make_engine: Callable[[], SearchEngine],
        runtime_folder: Path,
    ) -> None:
        super().__init__()
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
        self.bridge = Bridge(make_engine)
        self.theme = Theme(application)
        self.theme.choose(str(self._memory.value("theme", "system")))
        self.window = Window(self.bridge, self.theme, Opener(self.bridge, self), icon)
        geometry = self._memory.value("geometry")
        if geometry is not None:
            self.window.restoreGeometry(geometry)
        actions = self.window.actions_
        self.show_action = actions.show_window
        self.tray = Tray(icon, (self.show_action, None, actions.add_folder, actions.pause, None, actions.quit), self)
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
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.search_box.field.focus()

    def toggle_window(self) -> None:
        """Hide the window where it is in front, else bring it there."""
        if self.window.isVisible() and self.window.isActiveWindow():
            self.leave()
        else:
            self.show_window()

    def leave(self) -> None:
        """Out of the way: into the tray where there is one, else minimised."""
        if self.tray.is_available:
            self.window.hide()
        else:
            self.window.showMinimized()

    def close_window(self) -> None:
        """The window's cross: into the tray where there is one. Without one, nothing would be left to come back to."""
        if self.tray.is_available:
            self.window.hide()
            self.tray.tell_where_it_went()
        else:
            self.quit()

    def quit(self) -> None:
        """End the program. Idempotent."""
        if self.window.is_quitting:
            return
        self.window.is_quitting = True
        self._memory.setValue("geometry", self.window.saveGeometry())
        self._memory.setValue("theme", self.theme.choice)
        self._memory.sync()
        self.window.hide()
        self.tray.hide()
        self._deadline.start()
        self.bridge.close()

    def finish(self) -> bool:
        """Let go of everything, after the event loop has ended. False where the engine hangs."""
        self._termination.close()
        self.window.is_quitting = True
        self.bridge.close()
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
    def _is_late(self) -> bool:
        return self.window.is_quitting and not self._deadline.isActive()

    def _connect(self) -> None:
        self.window.leave_asked.connect(self.leave)
        self.window.close_asked.connect(self.close_window)
        self.window.actions_.quit.triggered.connect(self.quit)
        self.show_action.triggered.connect(self.show_window)
        self.tray.toggle_asked.connect(self.toggle_window)
        self._instance.asked.connect(self._take_wish)
        self._termination.asked.connect(self.quit)
        self._deadline.timeout.connect(self._exit)
        self.bridge.closed.connect(self._exit)
        self._application.commitDataRequest.connect(self.quit)
        self._application.installEventFilter(self)

    def _exit(self) -> None:
        self._application.exit(0)

    def _take_wish(self, wish: str) -> None:
        if self.window.is_quitting:
            return
        if wish == TOGGLE:
            self.toggle_window()
        else:
            self.show_window()
