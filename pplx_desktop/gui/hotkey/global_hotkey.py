"""The one combination of keys that shows or hides the window from anywhere.

Invariant: what is taken is what was wished for last; a press that comes for older keys is dropped.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui.hotkey.keys import Combination, combination
from pplx_desktop.gui.hotkey.macos import MacGrab
from pplx_desktop.gui.hotkey.ports import Failed, Grab, MakeGrab, Pressed, unavailable
from pplx_desktop.gui.hotkey.windows import WindowsGrab
from pplx_desktop.gui.hotkey.x11 import X11Grab
from pplx_desktop.gui.translation import tr

if sys.platform == "linux":
    # Its library comes with the program on Linux only.
    from pplx_desktop.gui.hotkey.portal import PortalGrab

_JOIN_S = 2.0


class GlobalHotkey(QObject):
    """`pressed(int, str)` comes with the time and the token of a press, `failed(PplxError)` where keys cannot be taken."""

    pressed = Signal(int, str)
    failed = Signal(object)
    _told_press = Signal(int, int, str)
    _told_failure = Signal(int, object)

    def __init__(self, make_grab: MakeGrab, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_grab = make_grab
        self._grab: Grab | None = None
        self._wish = ""
        self._number = 0
        # Presses and failures are told in a grab's own thread.
        self._told_press.connect(self._take_press, Qt.ConnectionType.QueuedConnection)
        self._told_failure.connect(self._take_failure, Qt.ConnectionType.QueuedConnection)

    def follow(self, wish: str) -> None:
        """Take these keys, in place of those before; none where it is empty. The same wish again changes nothing."""
        if wish == self._wish:
            return
        self._wish = wish
        self._let_go()
        if not wish:
            return
        try:
            keys = combination(wish)
        except PplxError as error:
            self.failed.emit(error)
            return
        self._number += 1
        number = self._number
        self._grab = self._make_grab(
            keys,
            lambda time_ms, token: self._told_press.emit(number, time_ms & 0x7FFFFFFF, token),
            lambda error: self._told_failure.emit(number, error),
        )

    def bring_forward(self, window: int, time_ms: int) -> None:
        """Help a window to the front after a press."""
        if self._grab is not None:
            self._grab.bring_forward(window, time_ms)

    def close(self) -> None:
        """Give the keys back. Idempotent."""
        grab = self._grab
        self._let_go()
        if grab is not None:
            grab.join(_JOIN_S)

    def _let_go(self) -> None:
        self._number += 1
        grab, self._grab = self._grab, None
        if grab is not None:
            grab.release()

    def _take_press(self, number: int, time_ms: int, token: str) -> None:
        if number == self._number:
            self.pressed.emit(time_ms, token)

    def _take_failure(self, number: int, error: PplxError) -> None:
        if number == self._number:
            self.failed.emit(error)


def grab_here(app_id: str) -> MakeGrab:
    """How keys are taken on this system and in this session."""

    def make(keys: Combination, pressed: Pressed, failed: Failed) -> Grab:
        platform = QGuiApplication.platformName()
        is_wayland = platform.startswith("wayland") or os.environ.get("XDG_SESSION_TYPE") == "wayland"
        if sys.platform == "win32":
            return WindowsGrab(keys, pressed, failed)
        if sys.platform == "darwin":
            return MacGrab(keys, pressed, failed)
        if is_wayland:
            description = tr("Show or hide pplx-desktop")
            return PortalGrab(  # pyright: ignore[reportPossiblyUnboundVariable] - no other system is left
                keys, pressed, failed, app_id=app_id, description=description
            )
        if platform == "xcb":
            return X11Grab(keys, pressed, failed)
        failed(unavailable(f"no way to take keys on {platform}"))
        return _NoGrab()

    return make


class _NoGrab:
    """See `Grab`: nothing is taken."""

    def release(self) -> None:
        """See `Grab.release`."""

    def join(self, timeout_s: float) -> None:
        """See `Grab.join`."""

    def bring_forward(self, window: int, time_ms: int) -> None:
        """See `Grab.bring_forward`."""
