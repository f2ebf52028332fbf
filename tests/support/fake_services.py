"""Services of a desktop that a test stands in for, on the session bus of a `RealDesktop`: a host for tray icons, notifications,
a file manager, the portal for global shortcuts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageFlag,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.support.waiting import eventually

Answer = tuple[str, tuple[Any, ...]]
Method = Callable[[str, tuple[Any, ...]], Answer]
"""Gets the caller's name on the bus and the arguments; returns signature and values."""

PROPERTIES = "org.freedesktop.DBus.Properties"
_PATIENCE_S = 60.0
"""How long a bus may take on a machine that has much else to do."""


@dataclass
class FakeService:
    """Owns names on the bus, answers calls by interface and member, and remembers them."""

    address: str
    names: tuple[str, ...]
    methods: dict[tuple[str, str], Method] = field(default_factory=dict[tuple[str, str], Method])
    calls: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list[tuple[str, tuple[Any, ...]]])

    def __post_init__(self) -> None:
        self._connection = open_dbus_connection(self.address, auth_timeout=_PATIENCE_S)
        self._lock = threading.Lock()
        for name in self.names:
            self._connection.send_and_get_reply(message_bus.RequestName(name))
        self._thread = threading.Thread(target=self._serve, name="fake-service", daemon=True)
        self._thread.start()

    def called(self, member: str) -> list[tuple[Any, ...]]:
        """The arguments of all calls of this name."""
        return [arguments for known, arguments in self.calls if known == member]

    def emit(self, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> None:
        """Send a signal."""
        with self._lock:
            self._connection.send(new_signal(DBusAddress(path, interface=interface), member, signature, body))

    def close(self) -> None:
        """Leave the bus, and wait until that is known there. Idempotent."""
        if not self._thread.is_alive():
            return
        self._connection.sock.shutdown(2)
        self._thread.join(10)
        self._connection.close()
        eventually(lambda: not any(self._is_owned(name) for name in self.names))

    def _is_owned(self, name: str) -> bool:
        bus = "org.freedesktop.DBus"
        try:
            return bool(call(self.address, bus, "/org/freedesktop/DBus", bus, "NameHasOwner", "s", (name,))[0])
        except OSError:
            # The bus itself is gone.
            return False

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except (OSError, EOFError):
                return
            if message.header.message_type is not MessageType.method_call:
                continue
            fields = message.header.fields
            key = str(fields.get(HeaderFields.interface)), str(fields.get(HeaderFields.member))
            self.calls.append((key[1], message.body))
            method = self.methods.get(key)
            if method is None:
                answer = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
            else:
                signature, body = method(str(fields.get(HeaderFields.sender)), message.body)
                answer = new_method_return(message, signature or None, body)
            if not message.header.flags & MessageFlag.no_reply_expected:
                with self._lock:
                    self._connection.send(answer)


@contextmanager
def serving(service: FakeService) -> Iterator[FakeService]:
    """Close it afterwards."""
    try:
        yield service
    finally:
        service.close()


def call(
    address: str, name: str, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()
) -> tuple[Any, ...]:
    """Call a method of another program."""
    with open_dbus_connection(address, auth_timeout=_PATIENCE_S) as connection:
        message = new_method_call(DBusAddress(path, name, interface), member, signature or None, body)
        reply = connection.send_and_get_reply(message, timeout=_PATIENCE_S)
    assert reply.header.message_type is MessageType.method_return, reply.body
    return reply.body


def tray_host(address: str) -> FakeService:
    """A host for tray icons (StatusNotifierWatcher). `RegisterStatusNotifierItem` tells who has one."""
    watcher = "org.kde.StatusNotifierWatcher"
    values = {
        "IsStatusNotifierHostRegistered": ("b", True),
        "RegisteredStatusNotifierItems": ("as", []),
        "ProtocolVersion": ("i", 0),
    }
    return FakeService(
        address,
        (watcher,),
        {
            (watcher, "RegisterStatusNotifierItem"): lambda _, __: ("", ()),
            (PROPERTIES, "Get"): lambda _, body: ("v", (values[body[1]],)),
            (PROPERTIES, "GetAll"): lambda _, __: ("a{sv}", (values,)),
        },
    )


def notifications(address: str) -> FakeService:
    """Shows notifications. `Notify` tells which."""
    name = "org.freedesktop.Notifications"
    numbers = iter(range(1, 1_000))
    return FakeService(
        address,
        (name,),
        {
            (name, "Notify"): lambda _, __: ("u", (next(numbers),)),
            (name, "GetCapabilities"): lambda _, __: ("as", (["body"],)),
            (name, "CloseNotification"): lambda _, __: ("", ()),
            (name, "GetServerInformation"): lambda _, __: ("ssss", ("fake", "tests", "1", "1.2")),
        },
    )


def file_manager(address: str) -> FakeService:
    """A file manager that shows files. `ShowItems` tells which."""
    name = "org.freedesktop.FileManager1"
    return FakeService(address, (name,), {(name, "ShowItems"): lambda _, __: ("", ())})


@dataclass(frozen=True)
class MenuEntry:
    """An entry of a tray's menu, as the host gets it."""

    number: int
    label: str
    is_enabled: bool
    is_visible: bool


@dataclass
class TrayIcon:
    """The program's icon, as the host of a tray sees it (StatusNotifierItem and its menu)."""

    address: str
    host: FakeService
    _ITEM = "org.kde.StatusNotifierItem"

    @property
    def is_there(self) -> bool:
        """True once the program has registered it."""
        return bool(self.host.called("RegisterStatusNotifierItem"))

    def value(self, name: str) -> Any:
        """A property of the icon: `ToolTip`, `IconPixmap`, `Status`."""
        return call(self.address, self._service, "/StatusNotifierItem", PROPERTIES, "Get", "ss", (self._ITEM, name))[0][
            1
        ]

    def tool_tip(self) -> str:
        """What stands beside the icon."""
        return " ".join(str(part) for part in self.value("ToolTip")[2:])

    def activate(self) -> None:
        """Press it."""
        call(self.address, self._service, "/StatusNotifierItem", self._ITEM, "Activate", "ii", (0, 0))

    def menu(self) -> list[MenuEntry]:
        """The entries, without separators."""
        path = str(self.value("Menu"))
        call(self.address, self._service, path, "com.canonical.dbusmenu", "AboutToShow", "i", (0,))
        _, layout = call(self.address, self._service, path, "com.canonical.dbusmenu", "GetLayout", "iias", (0, -1, []))
        entries: list[MenuEntry] = []
        for _, (number, properties, _children) in layout[2]:
            values = {name: value for name, (_, value) in properties.items()}
            if values.get("type") != "separator":
                label = str(values.get("label", "")).replace("_", "")
                entries.append(
                    MenuEntry(number, label, bool(values.get("enabled", True)), bool(values.get("visible", True)))
                )
        return entries

    def choose(self, label: str) -> None:
        """Choose an entry of the menu."""
        entry = next(entry for entry in self.menu() if entry.label == label)
        assert entry.is_enabled
        path = str(self.value("Menu"))
        call(
            self.address,
            self._service,
            path,
            "com.canonical.dbusmenu",
            "Event",
            "isvu",
            (entry.number, "clicked", ("s", ""), 0),
        )

    @property
    def _service(self) -> str:
        return str(self.host.called("RegisterStatusNotifierItem")[-1][0])


@dataclass
class FakePortal:
    """The portal for global shortcuts; `code` is what the user answers in its dialog (0: yes)."""

    address: str
    code: int = 0

    def __post_init__(self) -> None:
        shortcuts = "org.freedesktop.portal.GlobalShortcuts"
        self.service = FakeService(
            self.address,
            ("org.freedesktop.portal.Desktop",),
            {
                ("org.freedesktop.host.portal.Registry", "Register"): lambda _, __: ("", ()),
                (shortcuts, "CreateSession"): self._create,
                (shortcuts, "BindShortcuts"): self._bind,
                ("org.freedesktop.portal.Session", "Close"): lambda _, __: ("", ()),
            },
        )
        self.session = ""

    def press(self, token: str = "a-token") -> None:  # noqa: S107
        """The user presses the keys."""
        body = (self.session, "toggle", 4_711, {"activation_token": ("s", token)})
        self.service.emit(_PORTAL_PATH, "org.freedesktop.portal.GlobalShortcuts", "Activated", "osta{sv}", body)

    def _create(self, sender: str, body: tuple[Any, ...]) -> Answer:
        options = body[0]
        place = sender.lstrip(":").replace(".", "_")
        self.session = f"{_PORTAL_PATH}/session/{place}/{options['session_handle_token'][1]}"
        return self._respond(sender, options, 0, {"session_handle": ("s", self.session)})

    def _bind(self, sender: str, body: tuple[Any, ...]) -> Answer:
        _, wanted, _, options = body
        given = [(name, {"trigger_description": ("s", "Press F9")}) for name, _ in wanted]
        return self._respond(sender, options, self.code, {"shortcuts": ("a(sa{sv})", given)})

    def _respond(self, sender: str, options: dict[str, Any], code: int, results: dict[str, Any]) -> Answer:
        place = sender.lstrip(":").replace(".", "_")
        path = f"{_PORTAL_PATH}/request/{place}/{options['handle_token'][1]}"
        # A portal may well answer before its own call has returned.
        self.service.emit(path, "org.freedesktop.portal.Request", "Response", "ua{sv}", (code, results))
        return "o", (path,)


_PORTAL_PATH = "/org/freedesktop/portal/desktop"
