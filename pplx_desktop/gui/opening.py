"""Hands files over to other programs: opens them, at a page where that is possible, and shows them in their folder.

Invariant: what would *run* when it is opened (a script, a shortcut, an installer) is shown in its folder instead. A
search result is there to be read.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
from PySide6.QtGui import QDesktopServices

from pplx_desktop.core.errors import EnvironmentProblem, UserError
from pplx_desktop.gui.bridge import Bridge, Failed


def _suffixes(names: str) -> frozenset[str]:
    return frozenset(names.split())


_RUNS_WHEN_OPENED = {
    "win32": _suffixes(
        ".exe .com .bat .cmd .ps1 .vbs .vbe .js .jse .wsf .wsh .hta .msi .msp .scr .cpl .lnk .url .reg .py .pyw .pyz "
        ".jar .application .appref-ms .chm .gadget .inf .pif .scf"
    ),
    "darwin": _suffixes(".app .command .tool .workflow .terminal .pkg .webloc .inetloc .fileloc .jar"),
}
_RUNS_ELSEWHERE = _suffixes(".desktop .appimage .jar .run")


def url_of(path: str) -> QUrl:
    """The address of a file; bytes of its name that are no text stay as they are."""
    return QUrl.fromEncoded(Path(path).as_uri().encode("ascii"))


def would_run(path: str) -> bool:
    """True where opening the file would start it, instead of showing it."""
    return Path(path).suffix.lower() in _RUNS_WHEN_OPENED.get(sys.platform, _RUNS_ELSEWHERE)


def viewer_at_page(path: str, page: int) -> tuple[str, list[str]] | None:
    """A program, with its arguments, that opens a PDF at a page; None where none is installed."""
    for program, arguments in (
        ("evince", [f"--page-index={page}", path]),
        ("okular", ["-p", str(page), path]),
        ("SumatraPDF", ["-page", str(page), path]),
    ):
        found = shutil.which(program)
        if found is not None:
            return found, arguments
    return None


class Opener(QObject):
    """Opens files for the window. Looks at the disk in the bridge's threads only."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def open(self, path: str, page: int | None, failed: Failed) -> None:
        """Open a file with the program that the user has for it, at `page` where one of those known can do that."""

        def look() -> tuple[str, list[str]] | None:
            _require_file(path)
            return viewer_at_page(path, page) if page is not None and path.lower().endswith(".pdf") else None

        def hand_over(viewer: tuple[str, list[str]] | None) -> None:
            if viewer is not None and QProcess.startDetached(*viewer)[0]:
                return
            if not QDesktopServices.openUrl(url_of(path)):
                failed(
                    EnvironmentProblem(
                        "no-application",
                        "No program opened this file.",
                        hint="Show it in its folder, and choose a program there.",
                    )
                )

        if would_run(path):
            self.show_in_folder(path, failed)
            failed(
                UserError(
                    "would-run",
                    "Opening this file would start it, so it is shown in its folder.",
                    hint="Its text is in the preview.",
                )
            )
        else:
            self._bridge.run(look, hand_over, failed)

    def show_in_folder(self, path: str, failed: Failed) -> None:
        """Show a file in the system's file manager, selected where that is possible."""

        def hand_over(_: None) -> None:
            if sys.platform == "win32":
                QProcess.startDetached("explorer.exe", ["/select,", os.path.normpath(path)])
            elif sys.platform == "darwin":
                QProcess.startDetached("open", ["-R", path])
            else:
                self._ask_file_manager(path, lambda: self._open_folder(path, failed))

        self._bridge.run(lambda: _require_file(path), hand_over, failed)

    def _ask_file_manager(self, path: str, otherwise: Callable[[], None]) -> None:
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            otherwise()
            return
        name = "org.freedesktop.FileManager1"
        message = QDBusMessage.createMethodCall(name, "/org/freedesktop/FileManager1", name, "ShowItems")
        message.setArguments([[Path(path).as_uri()], ""])
        watcher = QDBusPendingCallWatcher(bus.asyncCall(message, 5_000), self)

        def finish() -> None:
            if watcher.isError():
                otherwise()
            watcher.deleteLater()

        watcher.finished.connect(finish)

    def _open_folder(self, path: str, failed: Failed) -> None:
        if not QDesktopServices.openUrl(url_of(str(Path(path).parent))):
            failed(
                EnvironmentProblem(
                    "no-file-manager",
                    "No file manager showed the folder.",
                    hint="The file's place is in the preview, above its text.",
                )
            )


def _require_file(path: str) -> None:
    if not os.path.lexists(path):
        raise UserError(
            "file-gone",
            "The file is not there any more.",
            hint="It was moved or deleted, or its drive is not connected.",
        )
