"""Starts the program with the user's session, in the tray: an entry in the place that each system has for it.

Invariants: the entry is this user's alone and starts this very program; one that the user switched off in the system's own
settings stays off, and is neither changed nor made anew.
"""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.paths import HOME_VARIABLE, make_private_folder

_NAME = "pplx-desktop"
_LABEL = "io.github.pplx_desktop.pplx_desktop"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
_WITHOUT_CONSOLE = "pplx-desktopw.exe"
"""What Windows starts without a console, which would flash up at each login."""
_SWITCHED_OFF = ("Hidden=true", "X-GNOME-Autostart-enabled=false")


class Entry(Protocol):
    """The place where a system is told what to start. Raises OSError."""

    def write(self, command: list[str]) -> None:
        """Have this started, unless the user switched the entry off in the system's settings."""
        ...

    def remove(self) -> None:
        """Have nothing started. Nothing where there is no entry."""
        ...


def apply(*, is_on: bool, entry: Entry | None = None) -> None:
    """Make the system's entry what the setting says. Raises `EnvironmentProblem` (autostart)."""
    entry = entry or entry_here()
    try:
        if is_on:
            # Absolute: the session's own folder is another one than that of the terminal which has set it.
            home = os.path.abspath(os.environ[HOME_VARIABLE]) if os.environ.get(HOME_VARIABLE) else ""  # noqa: PTH100
            entry.write([*own_command(), *(["--home", home] if home else []), "--background"])
        else:
            entry.remove()
    except OSError as error:
        raise EnvironmentProblem(
            "autostart",
            "The start with the session could not be set up.",
            detail=str(error),
            hint="Check the permissions of the folder that the system keeps such entries in.",
        ) from error


def own_command() -> list[str]:
    """How this program is started, by a path that holds after the session ends."""
    is_bundle = getattr(sys, "frozen", False)
    if is_bundle and os.environ.get("APPIMAGE"):
        return [os.environ["APPIMAGE"]]
    for name in (_WITHOUT_CONSOLE, "pplx-desktop.exe") if sys.platform == "win32" else ("pplx-desktop",):
        script = Path(sys.executable).with_name(name)
        if script.exists():
            return [str(script)]
    if is_bundle:
        return [sys.executable]
    found = shutil.which("pplx-desktop")
    return [found] if found else [sys.executable, "-m", "pplx_desktop"]


def entry_here() -> Entry:
    """This system's."""
    if sys.platform == "win32":
        return RunKey()
    if sys.platform == "darwin":
        return LaunchAgent(Path.home() / "Library" / "LaunchAgents")
    folder = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return DesktopEntry(Path(folder) / "autostart")


class DesktopEntry:
    """A file by the desktops' Autostart specification."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{_LABEL}.desktop"

    def write(self, command: list[str]) -> None:
        """See `Entry.write`."""
        if self._file.exists() and any(line in self._file.read_text("utf-8").split("\n") for line in _SWITCHED_OFF):
            return
        lines = (
            "[Desktop Entry]",
            "Type=Application",
            f"Name={_NAME}",
            "Comment=Search your own files by meaning, offline",
            f"Exec={' '.join(_quoted(word) for word in command)}",
            f"Icon={_LABEL}",
            "Terminal=false",
            "X-GNOME-Autostart-Delay=10",
        )
        _replace(self._file, "".join(f"{line}\n" for line in lines).encode())

    def remove(self) -> None:
        """See `Entry.remove`."""
        self._file.unlink(missing_ok=True)


class LaunchAgent:
    """A property list that launchd reads when the user logs in."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{_LABEL}.plist"

    def write(self, command: list[str]) -> None:
        """See `Entry.write`. What is switched off in the system's settings is kept by launchd, not in the file."""
        content: dict[str, Any] = {
            "Label": _LABEL,
            "ProgramArguments": command,
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        _replace(self._file, plistlib.dumps(content))

    def remove(self) -> None:
        """See `Entry.remove`."""
        self._file.unlink(missing_ok=True)


class RunKey:
    """A value in the user's part of the Windows registry. `registry` has the calls of `winreg`; tests give another one.

    What the user switches off in the Task Manager is kept beside it (`StartupApproved`), and holds.
    """

    def __init__(self, registry: Any = None) -> None:
        self._registry: Any = registry if registry is not None else __import__("winreg")

    def write(self, command: list[str]) -> None:
        """See `Entry.write`."""
        with self._registry.CreateKey(self._registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
            self._registry.SetValueEx(key, _NAME, 0, self._registry.REG_SZ, subprocess.list2cmdline(command))

    def remove(self) -> None:
        """See `Entry.remove`."""
        with self._registry.CreateKey(self._registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
            try:
                self._registry.DeleteValue(key, _NAME)
            except FileNotFoundError:
                return


def _quoted(word: str) -> str:
    """A word of an `Exec` line: quoted by its rules where it needs to be, `%` doubled."""
    word = word.replace("%", "%%")
    if word == shlex.quote(word):
        return word
    # The value of a key is unescaped before the quotes are read: a backslash has to be written twice for each of these.
    escaped = "".join(
        f"\\\\{letter}" if letter in '"`$' else "\\\\\\\\" if letter == "\\" else letter for letter in word
    )
    return f'"{escaped}"'


def _replace(file: Path, content: bytes) -> None:
    make_private_folder(file.parent)
    if file.exists() and file.read_bytes() == content:
        return
    written = file.with_name(f".{file.name}.new")
    written.write_bytes(content)
    written.replace(file)
