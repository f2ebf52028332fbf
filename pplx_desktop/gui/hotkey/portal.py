"""Takes keys on Wayland, by the desktop's portal (org.freedesktop.portal.GlobalShortcuts): the user agrees to them in a
dialog of the desktop's, and may give other ones.

Invariant: everything goes over one connection of a thread of its own; whatever the portal says or does not say, that
thread ends when it is asked to.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import select
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

import jeepney
from jeepney.io import blocking
from jeepney.wrappers import DBusErrorResponse

from pplx_desktop.core.errors import PplxError, UserError
from pplx_desktop.gui.hotkey.keys import Combination
from pplx_desktop.gui.hotkey.ports import WAY_OUT, Failed, Pressed, unavailable

log = logging.getLogger(__name__)

# The library has no types.
_bus: Any = jeepney
_open_connection: Any = blocking.open_dbus_connection

_BUS_NAME = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SHORTCUT = "toggle"
_CALL_S = 5.0
"""How long the portal may take to answer a call. What the user takes comes later, as a signal."""


class PortalGrab:
    """See `Grab`. `app_id` is the name of the program's .desktop file, `description` what the user reads in the desktop's
    dialog.
    """

    def __init__(self, keys: Combination, pressed: Pressed, failed: Failed, *, app_id: str, description: str) -> None:
        self._keys, self._pressed, self._failed = keys, pressed, failed
        self._app_id, self._description = app_id, description
        self._wake_reader, self._wake_writer = os.pipe()
        self._lock = threading.Lock()
        self._is_released = False
        self._awaited: dict[str, Callable[[dict[str, Any]], None]] = {}
        self._early: deque[Any] = deque()
        self._session = ""
        self._connection: Any = None
        self._thread = threading.Thread(target=self._run, name="hotkey", daemon=True)
        self._thread.start()

    def release(self) -> None:
        """See `Grab.release`."""
        with self._lock:
            self._is_released = True
            with contextlib.suppress(OSError):  # the thread has ended already
                os.write(self._wake_writer, b".")

    def join(self, timeout_s: float) -> None:
        """See `Grab.join`."""
        self._thread.join(timeout_s)

    def bring_forward(self, window: int, time_ms: int) -> None:
        """See `Grab.bring_forward`. On Wayland the token that came with the press does it."""

    def _run(self) -> None:
        try:
            with _open_connection("SESSION") as connection:
                self._connection = connection
                self._register(connection)
                self._create_session(connection)
                self._listen(connection)
        except PplxError as error:
            self._tell(error)
        except (OSError, KeyError, DBusErrorResponse) as error:
            # KeyError: jeepney, without an address of a session bus.
            log.info("the portal gives no keys: %s", error)
            self._tell(unavailable(str(error)))
        finally:
            with self._lock:
                os.close(self._wake_reader)
                os.close(self._wake_writer)
                self._wake_writer = -1

    def _tell(self, error: PplxError) -> None:
        if not self._is_released:
            self._failed(error)

    def _register(self, connection: Any) -> None:
        """Say who we are: outside of a sandbox, the portal cannot know. Older portals have no such call."""
        with contextlib.suppress(DBusErrorResponse):
            self._call(connection, "org.freedesktop.host.portal.Registry", "Register", "sa{sv}", (self._app_id, {}))

    def _create_session(self, connection: Any) -> None:
        for interface, member in (
            ("org.freedesktop.portal.Request", "Response"),
            ("org.freedesktop.portal.GlobalShortcuts", "Activated"),
        ):
            rule = _bus.MatchRule(type="signal", sender=_BUS_NAME, interface=interface, member=member)
            connection.send_and_get_reply(_bus.message_bus.AddMatch(rule), timeout=_CALL_S)
        token = secrets.token_hex(8)
        options = {**self._expect(connection, self._bind), "session_handle_token": ("s", f"pplx_{token}")}
        self._call(connection, "org.freedesktop.portal.GlobalShortcuts", "CreateSession", "a{sv}", (options,))

    def _bind(self, results: dict[str, Any]) -> None:
        self._session = str(results["session_handle"][1])
        shortcut = (
            _SHORTCUT,
            {"description": ("s", self._description), "preferred_trigger": ("s", trigger(self._keys))},
        )
        self._call(
            self._connection,
            "org.freedesktop.portal.GlobalShortcuts",
            "BindShortcuts",
            "oa(sa{sv})sa{sv}",
            (self._session, [shortcut], "", self._expect(self._connection, self._take_binding)),
        )

    def _take_binding(self, results: dict[str, Any]) -> None:
        bound = [name for name, _ in results.get("shortcuts", ("", []))[1]]
        if _SHORTCUT not in bound:
            raise _refused()

    def _listen(self, connection: Any) -> None:
        while True:
            while self._early:
                self._take(self._early.popleft())
            with contextlib.suppress(TimeoutError):
                self._early.append(connection.receive(timeout=0))
                continue
            ready, _, _ = select.select([connection.sock, self._wake_reader], [], [])
            if self._wake_reader in ready:
                if self._session:
                    self._close_session(connection)
                return

    def _take(self, message: Any) -> None:
        fields = message.header.fields
        if message.header.message_type is not _bus.MessageType.signal:
            return
        member = fields.get(_bus.HeaderFields.member)
        if member == "Response":
            answered = self._awaited.pop(str(fields.get(_bus.HeaderFields.path)), None)
            if answered is not None:
                code, results = message.body
                if code != 0:
                    raise _refused()
                answered(results)
        elif member == "Activated":
            session, name, time_ms, options = message.body
            if (session, name) == (self._session, _SHORTCUT):
                self._pressed(int(time_ms), str(options.get("activation_token", ("s", ""))[1]))

    def _expect(self, connection: Any, answered: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
        """Have `answered` called with the results of a request; returns the options that name the request."""
        token = f"pplx_{secrets.token_hex(8)}"
        sender = connection.unique_name.lstrip(":").replace(".", "_")
        self._awaited[f"{_PATH}/request/{sender}/{token}"] = answered
        return {"handle_token": ("s", token)}

    def _close_session(self, connection: Any) -> None:
        address = _bus.DBusAddress(self._session, _BUS_NAME, "org.freedesktop.portal.Session")
        connection.send(_bus.new_method_call(address, "Close"))

    def _call(self, connection: Any, interface: str, method: str, signature: str, body: tuple[Any, ...]) -> None:
        address = _bus.DBusAddress(_PATH, _BUS_NAME, interface)
        message = _bus.new_method_call(address, method, signature, body)
        serial = next(connection.outgoing_serial)
        connection.send(message, serial=serial)
        while True:
            answer = connection.receive(timeout=_CALL_S)
            if answer.header.fields.get(_bus.HeaderFields.reply_serial) != serial:
                # A signal may come before the call that it answers has returned. What it leads to calls again, so it waits.
                self._early.append(answer)
            elif answer.header.message_type is _bus.MessageType.error:
                raise DBusErrorResponse(answer)
            else:
                return


def trigger(keys: Combination) -> str:
    """The combination as the desktops' specification of shortcuts writes it: `CTRL+ALT+space`."""
    held = (("CTRL", keys.ctrl), ("ALT", keys.alt), ("SHIFT", keys.shift), ("LOGO", keys.meta))
    return "+".join([name for name, is_held in held if is_held] + [keys.key.name])


def _refused() -> PplxError:
    return UserError("hotkey-refused", "The desktop did not give the keys.", hint=WAY_OUT)
