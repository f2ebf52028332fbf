"""One window for each user: the second start hands its wish to the first, and ends.

Invariants: an OS-held lock decides who is first, so that a crash leaves nothing that is in the way; the socket is open
to its owner alone; what comes through it is one of a few known words.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.paths import HOME_VARIABLE, displayed, make_private_folder

SHOW, TOGGLE, NOTHING = "show", "toggle", "nothing"
_WISHES = frozenset({SHOW, TOGGLE, NOTHING})
_LONGEST_MESSAGE = 512
_PATIENCE_S = 30.0
"""A window that is just being made, on a machine that has much to do, answers when it is there."""
# The shortest limit of the systems that we know (macOS), with the ending that Qt adds while it makes the socket.
_LONGEST_SOCKET_PATH = 90
TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 -- lets the first window come to the front on Wayland


def wish_of(*, background: bool, toggle: bool) -> str:
    """What a start with these options wishes of the window that is there already."""
    return NOTHING if background else TOGGLE if toggle else SHOW


class SingleInstance(QObject):
    """Holds the lock from `claim` to `close`. `asked(str)` tells what a later start wishes: `SHOW` or `TOGGLE`."""

    asked = Signal(str)

    def __init__(self, runtime_folder: Path, parent: QObject | None = None) -> None:
        """Raises `EnvironmentProblem` (home-unwritable)."""
        super().__init__(parent)
        self.folder = runtime_folder
        try:
            make_private_folder(runtime_folder)
        except OSError as error:
            raise self._unwritable(error.strerror or str(error)) from error
        self._lock = QLockFile(str(runtime_folder / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._address = _socket_address(runtime_folder)
        self._server: QLocalServer | None = None
        self._talking: list[QLocalSocket] = []

    def claim(self, wish: str) -> bool:
        """True where this is the first window. Otherwise `wish` is handed to the one that is.

        Needs no `QApplication`, so that a later start is quick and works without a display. Raises
        `EnvironmentProblem` where there is a first window that does not answer, or nothing can be written.
        """
        deadline = time.monotonic() + _PATIENCE_S
        while not self._lock.tryLock(0):
            if self._lock.error() != QLockFile.LockError.LockFailedError:
                raise self._unwritable("no lock file can be made there")
            if self._hand_over(wish, deadline):
                return False
            if time.monotonic() > deadline:
                raise EnvironmentProblem(
                    "window-silent",
                    "Another window of the program is open and does not answer.",
                    hint="Wait a moment, or end it, and start again.",
                )
            time.sleep(0.05)
        return True

    def listen(self) -> None:
        """Hear what later starts wish. Needs a `QApplication`. Raises `EnvironmentProblem`."""
        # What a killed process left is ours to remove: we hold the lock.
        QLocalServer.removeServer(self._address)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take_connections)
        if not self._server.listen(self._address):
            raise EnvironmentProblem(
                "window-socket",
                "The window could not make its local socket.",
                detail=self._server.errorString(),
                hint="Check free space and permissions of the program's data folder.",
            )

    def _unwritable(self, why: str) -> EnvironmentProblem:
        return EnvironmentProblem(
            "home-unwritable",
            f"The program cannot write to its folder {displayed(str(self.folder))}: {why}.",
            hint=f"Check its permissions and free space, or let {HOME_VARIABLE} name another place.",
        )

    def close(self) -> None:
        """Let another window be the first. Idempotent."""
        for socket in tuple(self._talking):
            self._let_go(socket)
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _hand_over(self, wish: str, deadline: float) -> bool:
        """True where the first window has taken the wish; False where there is none to take it any more.

        What was sent is not sent again: a window that is only slow would show itself and hide at once.
        """
        socket = QLocalSocket()
        socket.connectToServer(self._address)
        if not socket.waitForConnected(500):
            return False
        socket.write(f"{wish} {os.environ.get(TOKEN, '')}".strip().encode()[:_LONGEST_MESSAGE] + b"\n")
        if not socket.waitForBytesWritten(1_000):
            return False
        rest_ms = max(0, round((deadline - time.monotonic()) * 1_000))
        is_answered = socket.waitForReadyRead(rest_ms) and bytes(socket.readAll().data()).startswith(b"ok")
        socket.disconnectFromServer()
        return is_answered

    def _take_connections(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._talking.append(socket)
            socket.readyRead.connect(partial(self._read, socket))
            socket.disconnected.connect(partial(self._let_go, socket))
            self._read(socket)

    def _let_go(self, socket: QLocalSocket) -> None:
        if socket in self._talking:
            self._talking.remove(socket)
            # The server owns it and deletes it at its own end. `deleteLater` here crashes in ~QLocalSocket where the
            # server goes before the event loop comes round; a start leaves a few hundred bytes instead.
            socket.abort()

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST_MESSAGE:
                self._let_go(socket)
            return
        line = bytes(socket.readLine(_LONGEST_MESSAGE + 1).data()).decode("utf-8", "replace")
        wish, _, token = line.strip().partition(" ")
        if wish not in _WISHES:
            self._let_go(socket)
            return
        if token:
            os.environ[TOKEN] = token
        socket.write(b"ok\n")
        socket.flush()
        if wish != NOTHING:
            self.asked.emit(wish)


def _socket_address(runtime_folder: Path) -> str:
    """The socket's path; where that is too long for the system, or on Windows, a name made from it."""
    path = runtime_folder / "window.sock"
    if sys.platform != "win32" and len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
        return str(path)
    name = "pplx-desktop-" + hashlib.sha256(os.fsencode(runtime_folder.absolute())).hexdigest()[:16]
    if sys.platform == "win32":
        return name
    return str(Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)) / name)
