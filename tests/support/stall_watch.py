"""Names what our code does in the thread that paints and must not do there: disk, database, model, network, children, waits.

Invariants: a call is noted where it is made, whatever it takes, so that a fast machine hides nothing; only waits are let
through that end within a frame. It is ours where the nearest frame of this project, seen from the call, is in the program
and not in a test, and the window is among those who called. What Python does to import a module is not seen: the window's modules import nothing later
(`test_stalls.py`).
"""

from __future__ import annotations

import linecache
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import apsw
from PySide6.QtCore import QFile, QProcess, QSettings, QThread, QThreadPool
from PySide6.QtNetwork import QLocalSocket

FRAME_S = 0.016
ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = str(ROOT / "pplx_desktop") + os.sep
_TESTS = str(ROOT / "tests") + os.sep
_IMPORTING = ("<frozen importlib", "shibokensupport", linecache.__file__)
"""Whose frames mean that a module is imported (the second looks into each module's source afterwards), or that a fault is
told, which fails the test anyway.
"""

EXCUSED: dict[str, str] = {
    "pplx_desktop/gui/instance.py": "asks the first window before there is a window of its own",
    "pplx_desktop/gui/termination.py": "makes its socket pair once, before the first painting",
    "pplx_desktop/gui/app.py:load_icon": "lists the icon's files once, before the first painting",
    "pplx_desktop/gui/bridge.py:wait_for_threads": "waits for the engine after the window has gone",
    "pplx_desktop/gui/translation.py:install": "reads a language once, when it was chosen: all is drawn anew after it",
    "pplx_desktop/gui/hotkey/global_hotkey.py:close": "waits until the keys are given back, after the window has gone",
    "pplx_desktop/gui/hotkey/macos.py:load_carbon": "a framework that every program has loaded already",
    "pplx_desktop/gui/recovery.py:__init__": "begins the reports of faults before the first painting",
    "pplx_desktop/gui/recovery.py:close": "ends the reports of faults after the window has gone",
    "pplx_desktop/gui/app.py:__init__": "reads where the window was, before the first painting",
    "pplx_desktop/gui/app.py:quit": "writes where the window was, after it has gone",
}
"""Places, as a file or a function of it, that may: each with its reason."""

_AUDITED = frozenset(
    [
        "open",
        "os.listdir",
        "os.scandir",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.utime",
        "os.chmod",
        "os.walk",
        "shutil.copyfile",
        "shutil.move",
        "shutil.rmtree",
        "tempfile.mkstemp",
        "tempfile.mkdtemp",
        "mmap.__new__",
        "os.posix_spawn",
        "os.fork",
        "os.system",
        "subprocess.Popen",
        "sqlite3.connect",
        "socket.connect",
        "socket.bind",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
        "ctypes.dlopen",
    ]
)
"""What the interpreter itself announces, however it was imported."""

_PATCHED: tuple[tuple[Any, str, str], ...] = (
    *((os, name, f"os.{name}") for name in ("stat", "lstat", "access", "readlink", "fsync", "statvfs")),
    (subprocess.Popen, "wait", "Popen.wait"),
    (subprocess.Popen, "communicate", "Popen.communicate"),
    (socket.socket, "accept", "socket.accept"),
    (QFile, "open", "QFile.open"),
    (QFile, "exists", "QFile.exists"),
    (QSettings, "sync", "QSettings.sync"),
    *((QProcess, name, f"QProcess.{name}") for name in ("waitForStarted", "waitForFinished", "waitForReadyRead")),
    *((QLocalSocket, name, f"QLocalSocket.{name}") for name in ("waitForConnected", "waitForReadyRead")),
)
"""What it does not announce."""

_WAITS: tuple[tuple[Any, str, str], ...] = (
    (time, "sleep", "time.sleep"),
    (threading.Condition, "wait", "Condition.wait"),
    (threading.Thread, "join", "Thread.join"),
    (QThread, "wait", "QThread.wait"),
    (QThreadPool, "waitForDone", "QThreadPool.waitForDone"),
)
"""What may wait; allowed where it is told to end within a frame. Events, queues and futures wait by a condition."""


@dataclass(frozen=True, slots=True)
class Stall:
    """A call that could hold up the painting, and where it was made."""

    call: str
    place: str
    stack: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.call} in the thread that paints, called by {self.place}\n    " + "\n    ".join(self.stack)


@dataclass(eq=False)
class StallWatch:
    """Watches the thread that made it. `stalls` is what it saw."""

    stalls: list[Stall] = field(default_factory=list[Stall])
    is_on: bool = False
    _thread: int = field(default_factory=threading.get_ident)

    def note(self, call: str) -> None:
        """A call is about to be made."""
        if not self.is_on or threading.get_ident() != self._thread:
            return
        self.is_on = False
        try:
            frames = _ours(sys._getframe(1))
            # Nearest to the call is the part of the window that made it, be it through another room.
            part = next((place for place in frames if place.startswith("pplx_desktop/gui/")), "")
            if part and not _is_excused(part):
                self.stalls.append(Stall(call, frames[0], tuple(frames[1:6])))
        finally:
            self.is_on = True

    @contextmanager
    def watching(self) -> Iterator[StallWatch]:
        """Watch meanwhile."""
        _add_hook()
        before = list(_WATCHES)
        _WATCHES[:] = [self]
        undo = _patch(self)
        self.is_on = True
        try:
            yield self
        finally:
            self.is_on = False
            for put_back in reversed(undo):
                put_back()
            _WATCHES[:] = before

    def complaint(self) -> str:
        """What a test that fails says; empty where there was nothing."""
        return "\n".join(dict.fromkeys(map(str, self.stalls)))


_WATCHES: list[StallWatch] = []
_HOOKED: list[bool] = []


def _add_hook() -> None:
    """Nothing takes such a hook away again, so there is one for all watches."""
    if not _HOOKED:
        _HOOKED.append(True)
        sys.addaudithook(_heed)


def _heed(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _AUDITED and _WATCHES:
        # A descriptor that is there already is no file on a disk that could hang.
        if event == "open" and isinstance(arguments[0], int):
            return
        _WATCHES[0].note(f"{event}({str(arguments[0])[:120]!r})" if arguments else event)


def _patch(watch: StallWatch) -> list[Callable[[], None]]:
    undo: list[Callable[[], None]] = []

    def replace(owner: Any, name: str, call: str, limit_s: float | None) -> None:
        # A method that is inherited is not the owner's to put back.
        own = vars(owner).get(name) if isinstance(owner, type) else None
        real = getattr(owner, name)

        @wraps(real)
        def watched(*arguments: Any, **named: Any) -> Any:
            # Where one watch stands in another, only the inner one sees.
            if [watch] == _WATCHES and (limit_s is None or not _is_short(arguments, named, limit_s, call)):
                watch.note(call)
            return real(*arguments, **named)

        setattr(owner, name, watched)
        undo.append(lambda: setattr(owner, name, real if own is None else own))

    for owner, name, call in (*_PATCHED, *_onnxruntime()):
        replace(owner, name, call, None)
    for owner, name, call in _WAITS:
        replace(owner, name, call, FRAME_S)

    def heed_connection(connection: apsw.Connection) -> None:
        if [watch] != _WATCHES:
            return
        watch.note("apsw.Connection")
        if threading.get_ident() == watch._thread:
            connection.set_exec_trace(
                lambda _cursor, sql, _values: (watch.note(f"apsw execute({sql[:80]!r})"), True)[1]
            )

    apsw.connection_hooks.append(heed_connection)
    undo.append(lambda: apsw.connection_hooks.remove(heed_connection))
    return undo


def _onnxruntime() -> Iterator[tuple[Any, str, str]]:
    """Its session, where a test has loaded it: loading it for its own sake takes a second."""
    module = sys.modules.get("onnxruntime")
    if module is not None:
        yield module.InferenceSession, "run", "InferenceSession.run"
        yield module.InferenceSession, "__init__", "InferenceSession"


def _is_short(arguments: tuple[Any, ...], named: dict[str, Any], limit_s: float, call: str) -> bool:
    """Whether a wait is told to end within `limit_s`. The last plain number is its limit."""
    given = [value for value in (*arguments, *named.values()) if isinstance(value, int | float)]
    if not given:
        return False
    return given[-1] * (0.001 if call.startswith("Q") else 1) <= limit_s


def _ours(frame: FrameType | None) -> list[str]:
    """The frames of the program up from a call, nearest first; none where a test made it, or an import."""
    places: list[str] = []
    while frame is not None:
        code = frame.f_code
        if not places and (code.co_filename.startswith(_IMPORTING) or _is_of_a_test(code) or _is_a_start(code)):
            return []
        if code.co_filename.startswith(_PROGRAM):
            path = Path(code.co_filename).relative_to(ROOT).as_posix()
            places.append(f"{path}:{frame.f_lineno} {code.co_name}")
        frame = frame.f_back
    return places


def _is_of_a_test(code: CodeType) -> bool:
    return code.co_filename.startswith(_TESTS) and code.co_filename != __file__


def _is_a_start(code: CodeType) -> bool:
    # `Thread.start` waits until the thread runs, which does not depend on what it does.
    return code.co_filename == threading.__file__ and code.co_name == "start"


def _is_excused(place: str) -> bool:
    path, _, line_and_name = place.partition(":")
    return path in EXCUSED or f"{path}:{line_and_name.rpartition(' ')[2]}" in EXCUSED
