"""Takes keys on Windows, by RegisterHotKey: its messages come to the thread that asked, so it is one of its own."""

from __future__ import annotations

import contextlib
import ctypes
import threading
from typing import Any

from pplx_desktop.gui.hotkey.keys import Combination
from pplx_desktop.gui.hotkey.ports import Failed, Pressed, taken

_ALT, _CONTROL, _SHIFT, _WIN, _NO_REPEAT = 1, 2, 4, 8, 0x4000
_WM_QUIT, _WM_HOTKEY = 0x12, 0x312
_NUMBER = 1
_ALL_PROCESSES = -1


class Message(ctypes.Structure):
    """MSG of the Windows API."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("word", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
        ("time", ctypes.c_uint32),
        ("x", ctypes.c_long),
        ("y", ctypes.c_long),
    )


class WindowsGrab:
    """See `Grab`. `user32` has the calls of user32.dll by their names there; tests give another one."""

    def __init__(self, keys: Combination, pressed: Pressed, failed: Failed, user32: Any = None) -> None:
        self._keys, self._pressed, self._failed = keys, pressed, failed
        self._user32: Any = user32 if user32 is not None else _load_user32()
        self._lock = threading.Lock()
        self._is_released = False
        self._thread = threading.Thread(target=self._run, name="hotkey", daemon=True)
        self._thread.start()

    def release(self) -> None:
        """See `Grab.release`."""
        with self._lock:
            self._is_released = True
            # A thread without a queue of messages yet looks at `_is_released` before it waits for one.
            self._user32.PostThreadMessageW(self._thread.native_id or 0, _WM_QUIT, 0, 0)

    def join(self, timeout_s: float) -> None:
        """See `Grab.join`."""
        self._thread.join(timeout_s)

    def bring_forward(self, window: int, time_ms: int) -> None:
        """See `Grab.bring_forward`. Windows lets the program that has the last input do it."""
        del time_ms
        with contextlib.suppress(OSError):
            self._user32.AllowSetForegroundWindow(_ALL_PROCESSES)
            self._user32.SetForegroundWindow(ctypes.c_void_p(window))

    def _run(self) -> None:
        # It makes the thread's queue, too, so that a later WM_QUIT is not lost.
        if not self._user32.RegisterHotKey(None, _NUMBER, _modifiers(self._keys), self._keys.key.windows):
            self._failed(taken(self._keys))
            return
        try:
            with self._lock:
                if self._is_released:
                    return
            message = Message()
            # -1 is an error, 0 the end.
            while self._user32.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                if message.message == _WM_HOTKEY and message.word == _NUMBER:
                    self._pressed(int(message.time), "")
        finally:
            self._user32.UnregisterHotKey(None, _NUMBER)


def _load_user32() -> Any:
    # Only Windows has it.
    return getattr(ctypes, "WinDLL")("user32")  # noqa: B009


def _modifiers(keys: Combination) -> int:
    return (
        _NO_REPEAT
        | (_CONTROL if keys.ctrl else 0)
        | (_ALT if keys.alt else 0)
        | (_SHIFT if keys.shift else 0)
        | (_WIN if keys.meta else 0)
    )
