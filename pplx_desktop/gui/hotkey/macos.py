"""Takes keys on macOS, by Carbon's RegisterEventHotKey: the one way that asks the user for no permission.

Its events come in the application's own event loop, so there is no thread. Qt's Ctrl is a Mac's Command, and its Meta is
Control, here as in every shortcut.
"""

from __future__ import annotations

import ctypes
import time
from ctypes import CFUNCTYPE, POINTER, byref, c_int32, c_uint32, c_void_p
from typing import Any

from pplx_desktop.gui.hotkey.keys import Combination
from pplx_desktop.gui.hotkey.ports import Failed, Pressed, taken, unavailable

_COMMAND, _SHIFT, _OPTION, _CONTROL = 1 << 8, 1 << 9, 1 << 11, 1 << 12
_FRAMEWORK = "/System/Library/Frameworks/Carbon.framework/Carbon"
_KEYBOARD = int.from_bytes(b"keyb", "big")
_HOTKEY_PRESSED = 5
_EXISTS = -9878
"""eventHotKeyExistsErr"""

Handler = CFUNCTYPE(c_int32, c_void_p, c_void_p, c_void_p)


class EventType(ctypes.Structure):
    """EventTypeSpec of Carbon."""

    _fields_ = (("kind", c_uint32), ("number", c_uint32))


class HotkeyId(ctypes.Structure):
    """EventHotKeyID of Carbon."""

    _fields_ = (("signature", c_uint32), ("number", c_uint32))


def load_carbon() -> Any:
    """The framework, with the types of the calls that are needed here. Raises OSError."""
    carbon = ctypes.CDLL(_FRAMEWORK)
    carbon.GetApplicationEventTarget.restype = c_void_p
    carbon.InstallEventHandler.argtypes = (c_void_p, Handler, c_uint32, POINTER(EventType), c_void_p, c_void_p)
    carbon.RegisterEventHotKey.argtypes = (c_uint32, c_uint32, HotkeyId, c_void_p, c_uint32, c_void_p)
    carbon.UnregisterEventHotKey.argtypes = (c_void_p,)
    carbon.RemoveEventHandler.argtypes = (c_void_p,)
    return carbon


class MacGrab:
    """See `Grab`. `carbon` stands in for the system's in tests."""

    def __init__(self, keys: Combination, pressed: Pressed, failed: Failed, carbon: Any = None) -> None:
        self._pressed = pressed
        self._hotkey, self._installed = c_void_p(), c_void_p()
        # Carbon keeps the bare address: it has to live as long as the handler is installed.
        self._handler = Handler(self._take)
        try:
            self._carbon: Any = carbon if carbon is not None else load_carbon()
        except OSError as error:
            self._carbon = None
            failed(unavailable(str(error)))
            return
        target = self._carbon.GetApplicationEventTarget()
        wanted = EventType(_KEYBOARD, _HOTKEY_PRESSED)
        self._carbon.InstallEventHandler(target, self._handler, 1, byref(wanted), None, byref(self._installed))
        mine = HotkeyId(int.from_bytes(b"pplx", "big"), 1)
        status = self._carbon.RegisterEventHotKey(keys.key.mac, _modifiers(keys), mine, target, 0, byref(self._hotkey))
        if status != 0:
            self.release()
            failed(taken(keys) if status == _EXISTS else unavailable(f"RegisterEventHotKey: {status}"))

    def release(self) -> None:
        """See `Grab.release`."""
        if self._hotkey:
            self._carbon.UnregisterEventHotKey(self._hotkey)
        if self._installed:
            self._carbon.RemoveEventHandler(self._installed)
        self._hotkey, self._installed = c_void_p(), c_void_p()

    def join(self, timeout_s: float) -> None:
        """See `Grab.join`. There is no thread."""

    def bring_forward(self, window: int, time_ms: int) -> None:
        """See `Grab.bring_forward`. Qt's own request is heeded here."""

    def _take(self, _call: object, _event: object, _data: object) -> int:
        self._pressed(round(time.monotonic() * 1_000), "")
        return 0


def _modifiers(keys: Combination) -> int:
    return (
        (_COMMAND if keys.ctrl else 0)
        | (_OPTION if keys.alt else 0)
        | (_SHIFT if keys.shift else 0)
        | (_CONTROL if keys.meta else 0)
    )
