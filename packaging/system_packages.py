"""What the program needs from the system beside Python: which parts are missing, and how they get installed.

Invariant: a part is missing when using it fails (the loader does not find the library, the tool is not on PATH), not
when a package database says so; nothing is installed unless this process is root or sudo asks for no password.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

MANAGERS = ("apt-get", "dnf", "pacman")
_REFRESH = {"apt-get": ("apt-get update",), "dnf": (), "pacman": ()}
_INSTALL = {
    "apt-get": "apt-get install --no-install-recommends",
    "dnf": "dnf install",
    "pacman": "pacman -S --needed",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


@dataclass(frozen=True)
class Part:
    """A library or a tool, the test that it is there, and its package for each of `MANAGERS`."""

    name: str
    present: Callable[[], bool]
    packages: tuple[str, str, str]


def _library(soname: str, apt: str, dnf: str, pacman: str) -> Part:
    return Part(soname, lambda: _loads(soname), (apt, dnf, pacman))


def _tool(command: str, apt: str, dnf: str, pacman: str) -> Part:
    return Part(command, lambda: shutil.which(command) is not None, (apt, dnf, pacman))


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(path.suffix in {".ttf", ".otf", ".ttc"} for folder in folders for path in folder.rglob("*.?t?"))


def _has_tesseract_data() -> bool:
    folders = ("/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/share/tesseract")
    return any(path.name == "eng.traineddata" for folder in folders for path in Path(folder).rglob("*.traineddata"))


def _has_recoll_module() -> bool:
    python = "/usr/bin/python3"
    return (
        Path(python).exists()
        and subprocess.run([python, "-c", "import recoll"], check=False, capture_output=True).returncode == 0
    )


def _has_accessibility_bus() -> bool:
    return Path("/usr/share/dbus-1/services/org.a11y.Bus.service").exists()


def _has_accessibility_module() -> bool:
    python = "/usr/bin/python3"
    found = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    return (
        Path(python).exists()
        and subprocess.run([python, "-c", found], check=False, capture_output=True).returncode == 0
    )


def _can_make_environments() -> bool:
    return importlib.util.find_spec("venv") is not None and importlib.util.find_spec("ensurepip") is not None


PYTHON_PARTS = (
    Part(
        "venv",
        _can_make_environments,
        (f"python{sys.version_info[0]}.{sys.version_info[1]}-venv", "python3", "python"),
    ),
)
"""Without these nothing can be set up."""

WINDOW_PARTS = (
    _library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    _library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    _library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    _library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    _library("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5-libs", "krb5"),
    _library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    _library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    _library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    _library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    _library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    _library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    _library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    _library("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    _library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    _library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    _library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland"),
    _library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl", "wayland"),
    Part("fonts", _has_font, ("fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu")),
)
"""What Qt loads for a window. The terminal needs none of them."""

TEST_PARTS = (
    _tool("strace", "strace", "strace", "strace"),
    _tool("Xvfb", "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    _tool("xdotool", "xdotool", "xdotool", "xdotool"),
    _tool("setxkbmap", "x11-xkb-utils", "setxkbmap", "xorg-setxkbmap"),
    _tool("openbox", "openbox", "openbox", "openbox"),
    _tool("trayer", "trayer", "trayer", "trayer"),
    _tool("dbus-daemon", "dbus", "dbus-daemon", "dbus"),
    Part("AT-SPI", _has_accessibility_bus, ("at-spi2-core", "at-spi2-core", "at-spi2-core")),
    Part("AT-SPI's Python module", _has_accessibility_module, ("python3-pyatspi", "python3-pyatspi", "python-atspi")),
    _tool("recollindex", "recollcmd", "recoll", "recoll"),
    Part("Recoll's Python module", _has_recoll_module, ("python3-recoll", "python3-recoll", "recoll")),
    _tool("xauth", "xauth", "xorg-x11-xauth", "xorg-xauth"),
    _tool("desktop-file-validate", "desktop-file-utils", "desktop-file-utils", "desktop-file-utils"),
    Part(
        "Tesseract's English data",
        _has_tesseract_data,
        ("tesseract-ocr-eng", "tesseract-langpack-eng", "tesseract-data-eng"),
    ),
    _tool("appstreamcli", "appstream", "appstream", "appstream"),
)
"""What the tests start."""


@dataclass(frozen=True)
class Shortage:
    """Parts that are missing here, and the command that installs them."""

    parts: tuple[Part, ...]
    manager: str | None

    @property
    def packages(self) -> list[str]:
        """Package names for this system's package manager; those of Debian where it has none that is known here."""
        column = MANAGERS.index(self.manager) if self.manager else 0
        return list(dict.fromkeys(part.packages[column] for part in self.parts))

    @property
    def names(self) -> str:
        """The missing parts in a few words."""
        names = [part.name for part in self.parts]
        return ", ".join(names) if len(names) <= 4 else f"{', '.join(names[:3])} and {len(names) - 3} more"

    @property
    def command_line(self) -> str:
        """What a user has to type; where there is no sudo, as root."""
        names = " ".join(self.packages)
        if self.manager is None:
            return f"(install what your system calls {names})"
        sudo = "sudo " if shutil.which("sudo") else ""
        return " && ".join(f"{sudo}{step}" for step in (*_REFRESH[self.manager], f"{_INSTALL[self.manager]} {names}"))


def find_shortage(parts: Iterable[Part]) -> Shortage:
    """Those of `parts` that are missing. On Windows and macOS the wheels bring everything: never any."""
    missing = tuple(part for part in parts if not part.present()) if sys.platform.startswith("linux") else ()
    return Shortage(missing, next((manager for manager in MANAGERS if shutil.which(manager)), None))


def may_install(shortage: Shortage) -> bool:
    """Whether this process can install with apt-get without asking anybody for a password."""
    return shortage.manager == "apt-get" and _privilege() is not None


def install(shortage: Shortage, log: Path) -> bool:
    """Install what is short with apt-get; all output goes to `log`. False where apt-get fails."""
    privilege = _privilege()
    if privilege is None or shortage.manager != "apt-get":
        return False
    apt = [*privilege, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    install_packages = [*apt, "install", "--yes", "--no-install-recommends", *shortage.packages]
    with log.open("ab") as output:
        # A failing update (one mirror of several is down) still leaves lists that may do.
        _run([*apt, "update"], output.fileno())
        return _run(install_packages, output.fileno())


def _privilege() -> list[str] | None:
    """What to put before a command to run it as root: nothing, or sudo where it asks for no password."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _run(command: Sequence[str], output: int) -> bool:
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False).returncode == 0
