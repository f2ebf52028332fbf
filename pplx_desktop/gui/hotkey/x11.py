"""Takes keys on X11, by XCB itself (Qt brings the library): a connection and a thread of its own.

Invariant: an error of the X server costs this thread only; with Xlib it would end the process.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import select
import struct
import threading
from ctypes import POINTER, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p

from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui.hotkey.keys import Combination
from pplx_desktop.gui.hotkey.ports import Failed, Pressed, taken, unavailable

log = logging.getLogger(__name__)

_SHIFT, _CAPS_LOCK, _CONTROL, _ALT, _NUM_LOCK, _SUPER = 1, 2, 4, 8, 16, 64
_LOCKS = (0, _CAPS_LOCK, _NUM_LOCK, _CAPS_LOCK | _NUM_LOCK)
_ASYNC = 1
_KEY_PRESS, _KEY_RELEASE, _CLIENT_MESSAGE, _MAPPING_NOTIFY = 2, 3, 33, 34
_TO_WINDOW_MANAGER = 0x180000  # SubstructureRedirect | SubstructureNotify
_BY_USER = 2
"""Window managers heed a request to come to the front that says that the user made it (a pager's, in their terms)."""


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    _fields_ = (("data", POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


class _InternAtomReply(ctypes.Structure):
    _fields_ = (
        ("response_type", c_uint8),
        ("pad", c_uint8),
        ("sequence", c_uint16),
        ("length", c_uint32),
        ("atom", c_uint32),
    )


class _Xcb:
    """The calls of libxcb that are needed here."""

    def __init__(self) -> None:
        self.lib = xcb = ctypes.CDLL("libxcb.so.1")
        self.symbols = ctypes.CDLL("libxcb-keysyms.so.1")
        self.free = ctypes.CDLL(None).free
        self.free.argtypes = (c_void_p,)
        self.free.restype = None
        for name, result, arguments in (
            ("xcb_connect", c_void_p, (c_char_p, POINTER(c_int))),
            ("xcb_connection_has_error", c_int, (c_void_p,)),
            ("xcb_get_file_descriptor", c_int, (c_void_p,)),
            ("xcb_get_setup", c_void_p, (c_void_p,)),
            ("xcb_setup_roots_iterator", _Screens, (c_void_p,)),
            ("xcb_grab_key_checked", _Cookie, (c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8)),
            ("xcb_ungrab_key", _Cookie, (c_void_p, c_uint8, c_uint32, c_uint16)),
            ("xcb_request_check", c_void_p, (c_void_p, _Cookie)),
            ("xcb_poll_for_event", c_void_p, (c_void_p,)),
            ("xcb_intern_atom", _Cookie, (c_void_p, c_uint8, c_uint16, c_char_p)),
            ("xcb_intern_atom_reply", POINTER(_InternAtomReply), (c_void_p, _Cookie, c_void_p)),
            ("xcb_send_event", _Cookie, (c_void_p, c_uint8, c_uint32, c_uint32, c_char_p)),
            ("xcb_flush", c_int, (c_void_p,)),
            ("xcb_disconnect", None, (c_void_p,)),
        ):
            call = getattr(xcb, name)
            call.restype, call.argtypes = result, arguments
        self.symbols.xcb_key_symbols_alloc.restype = c_void_p
        self.symbols.xcb_key_symbols_alloc.argtypes = (c_void_p,)
        self.symbols.xcb_key_symbols_free.argtypes = (c_void_p,)
        self.symbols.xcb_key_symbols_free.restype = None
        self.symbols.xcb_key_symbols_get_keycode.restype = POINTER(c_uint8)
        self.symbols.xcb_key_symbols_get_keycode.argtypes = (c_void_p, c_uint32)


class X11Grab:
    """See `Grab`."""

    def __init__(self, keys: Combination, pressed: Pressed, failed: Failed) -> None:
        self._keys, self._pressed, self._failed = keys, pressed, failed
        self._wake_reader, self._wake_writer = os.pipe()
        self._lock = threading.Lock()
        self._is_released = False
        self._forward: tuple[int, int] | None = None
        self._thread = threading.Thread(target=self._run, name="hotkey", daemon=True)
        self._thread.start()

    def release(self) -> None:
        """See `Grab.release`."""
        with self._lock:
            self._is_released = True
            self._nudge()

    def join(self, timeout_s: float) -> None:
        """See `Grab.join`."""
        self._thread.join(timeout_s)

    def bring_forward(self, window: int, time_ms: int) -> None:
        """See `Grab.bring_forward`."""
        with self._lock:
            self._forward = window, time_ms
            self._nudge()

    def _nudge(self) -> None:
        with contextlib.suppress(OSError):  # the thread has ended already
            os.write(self._wake_writer, b".")

    def _run(self) -> None:
        try:
            connection = _Connection(self._keys)
            try:
                self._listen(connection)
            finally:
                connection.close()
        except PplxError as error:
            if not self._is_released:
                self._failed(error)
        except OSError as error:
            # A library of Qt's own platform is missing, or the server went away.
            log.info("no keys are taken: %s", error)
            if not self._is_released:
                self._failed(unavailable(str(error)))
        finally:
            with self._lock:
                os.close(self._wake_reader)
                os.close(self._wake_writer)
                self._wake_writer = -1

    def _listen(self, connection: _Connection) -> None:
        while True:
            for time_ms in connection.presses():
                self._pressed(time_ms, "")
            ready, _, _ = select.select([connection.descriptor, self._wake_reader], [], [])
            if self._wake_reader in ready:
                os.read(self._wake_reader, 64)
                with self._lock:
                    forward, self._forward = self._forward, None
                    is_released = self._is_released
                if is_released:
                    return
                if forward is not None:
                    connection.activate(*forward)


class _Connection:
    """A connection to the X server on which a combination is grabbed. Raises `PplxError` and OSError."""

    def __init__(self, keys: Combination) -> None:
        self._xcb = _Xcb()
        self._keys = keys
        self._codes: list[int] = []
        self._released_at = -1
        number = c_int(0)
        self._connection = self._xcb.lib.xcb_connect(None, ctypes.byref(number))
        if self._xcb.lib.xcb_connection_has_error(self._connection):
            raise OSError("no X server answers")
        screens = self._xcb.lib.xcb_setup_roots_iterator(self._xcb.lib.xcb_get_setup(self._connection))
        # The first field of a screen is its root window; nobody has had a second screen (not: monitor) for long.
        self._root = int(screens.data[0])
        self.descriptor = int(self._xcb.lib.xcb_get_file_descriptor(self._connection))
        try:
            self._grab()
        except PplxError:
            self.close()
            raise

    def presses(self) -> list[int]:
        """When the keys were pressed since the last time, by the server's clock. Keys that are held down repeat: the server
        tells of each as let go and pressed again in the same moment.
        """
        found: list[int] = []
        while event := self._xcb.lib.xcb_poll_for_event(self._connection):
            kind = ctypes.string_at(event, 1)[0] & 0x7F
            if kind in {_KEY_PRESS, _KEY_RELEASE}:
                (time_ms,) = struct.unpack_from("=I", ctypes.string_at(event, 8), 4)
                if kind == _KEY_RELEASE:
                    self._released_at = time_ms
                elif time_ms != self._released_at:
                    found.append(time_ms)
            self._xcb.free(event)
            if kind == _MAPPING_NOTIFY:
                # Another layout: the key may lie elsewhere.
                self._ungrab()
                self._grab()
        if self._xcb.lib.xcb_connection_has_error(self._connection):
            raise OSError("the X server went away")
        return found

    def activate(self, window: int, time_ms: int) -> None:
        """Ask the window manager to put a window in front."""
        name = b"_NET_ACTIVE_WINDOW"
        cookie = self._xcb.lib.xcb_intern_atom(self._connection, 0, len(name), name)
        reply = self._xcb.lib.xcb_intern_atom_reply(self._connection, cookie, None)
        if not reply:
            return
        atom = int(reply.contents.atom)
        self._xcb.free(reply)
        event = struct.pack("=BBHIIIIIII", _CLIENT_MESSAGE, 32, 0, window, atom, _BY_USER, time_ms, 0, 0, 0)
        self._xcb.lib.xcb_send_event(self._connection, 0, self._root, _TO_WINDOW_MANAGER, event)
        self._xcb.lib.xcb_flush(self._connection)

    def close(self) -> None:
        """The server gives the keys back."""
        self._xcb.lib.xcb_disconnect(self._connection)

    def _grab(self) -> None:
        self._codes = self._find_codes()
        if not self._codes:
            raise unavailable(f"no key of this keyboard is {self._keys.key.name}")
        for code in self._codes:
            for lock in _LOCKS:
                cookie = self._xcb.lib.xcb_grab_key_checked(
                    self._connection, 1, self._root, _mask(self._keys) | lock, code, _ASYNC, _ASYNC
                )
                if error := self._xcb.lib.xcb_request_check(self._connection, cookie):
                    self._xcb.free(error)
                    raise taken(self._keys)

    def _ungrab(self) -> None:
        for code in self._codes:
            for lock in _LOCKS:
                self._xcb.lib.xcb_ungrab_key(self._connection, code, self._root, _mask(self._keys) | lock)

    def _find_codes(self) -> list[int]:
        symbols = self._xcb.symbols.xcb_key_symbols_alloc(self._connection)
        codes = self._xcb.symbols.xcb_key_symbols_get_keycode(symbols, self._keys.key.keysym)
        found: list[int] = []
        if codes:
            while codes[len(found)]:
                found.append(int(codes[len(found)]))
            self._xcb.free(codes)
        self._xcb.symbols.xcb_key_symbols_free(symbols)
        return list(dict.fromkeys(found))


def _mask(keys: Combination) -> int:
    return (
        (_CONTROL if keys.ctrl else 0)
        | (_ALT if keys.alt else 0)
        | (_SHIFT if keys.shift else 0)
        | (_SUPER if keys.meta else 0)
    )
