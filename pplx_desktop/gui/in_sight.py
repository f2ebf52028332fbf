"""Sees to it that a window which was asked for is seen. Where a window is put away and brought back several times in a moment, Qt
and an X11 window manager may end with different accounts of it, and Qt asks for nothing that it believes to be so already: no
later wish would bring the window back. Seen once, in a test; how it came to be is not known.

Invariant: a window that is hidden or minimised by Qt's account, too, stays so.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_LOOK_MS = 300
"""So long a window manager may take to show a window."""
_MOST_TRIES = 3


class InSight(QObject):
    """Looks whether a window is seen, a moment after it was asked for."""

    def __init__(self, shown: Callable[[], QWidget], parent: QObject | None = None, *, platform: str = "xcb") -> None:
        """`shown` gives the window. On other platforms than this one nothing is done: there the system itself keeps the
        account, and a window of another desktop is rightly not exposed.
        """
        super().__init__(parent)
        self._shown = shown
        self._is_needed = QGuiApplication.platformName() == platform
        self._tries = 0
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def expect(self) -> None:
        """The window was asked for just now."""
        if self._is_needed:
            self._tries = _MOST_TRIES
            self._timer.start()

    def _look(self) -> None:
        window = self._shown()
        handle = window.windowHandle()
        if not window.isVisible() or window.isMinimized() or handle.isExposed():
            return
        # Taken from the window manager altogether, it is handed over anew.
        window.hide()
        window.show()
        window.raise_()
        window.activateWindow()
        self._tries -= 1
        if self._tries:
            self._timer.start()
