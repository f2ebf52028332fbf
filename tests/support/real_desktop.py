"""A desktop of its own for a test: an X server, a window manager, a tray and a session bus, driven by xdotool.

Invariant: nothing of the desktop that the tests run on is seen or touched, and all processes end with the test.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1280, 800)
_HANDLER = """#!{python}
import os, sys
line = " ".join(os.fsencode(word).decode("utf-8", "replace") for word in sys.argv[1:])
with open({record!r}, "a") as file:
    file.write(line + "\\n")
"""


@dataclass
class RealDesktop:
    """What runs, and where what is opened is written down."""

    folder: Path
    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list[subprocess.Popen[bytes]])

    @property
    def home(self) -> Path:
        """The user's home folder."""
        return self.folder / "home"

    @property
    def opened(self) -> list[str]:
        """What was handed to the program for files, a line for each."""
        record = self.folder / "opened"
        return record.read_text().splitlines() if record.exists() else []

    def start(self, command: Sequence[str], name: str, **variables: str) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; what it prints is kept in a file of this name."""
        with (self.folder / f"{name}.log").open("ab") as output:
            process = subprocess.Popen(
                command, env={**self.environment, **variables}, stdout=output, stderr=output, cwd=ROOT
            )
        self.processes.append(process)
        return process

    def end(self, program: str) -> None:
        """End what was started by this name."""
        for process in self.processes:
            if isinstance(process.args, list) and process.args[0] == program:
                process.terminate()

    def said(self, name: str) -> str:
        """What a program printed."""
        return (self.folder / f"{name}.log").read_text("utf-8", "replace")

    def xdotool(self, *words: str) -> str:
        """Do something by xdotool; empty where it could not."""
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else ""

    def windows(self, title: str) -> list[str]:
        """The windows that are seen and have this title, by number."""
        # A search that another window's end comes in between finds nothing.
        found = [self.xdotool("search", "--onlyvisible", "--name", title).split() for _ in range(2)]
        while found[-1] != found[-2]:
            found.append(self.xdotool("search", "--onlyvisible", "--name", title).split())
        return found[-1]

    def active_title(self) -> str:
        """The title of the window that has the keyboard, by the server's account: what the window manager tells of it
        (`getactivewindow`) may be of a window that is gone, and stay so while another one has the keyboard.
        """
        return self.xdotool("getwindowfocus", "getwindowname")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, as a person does."""
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key)

    def type(self, text: str) -> None:
        """Type a text."""
        self.xdotool("type", "--delay", "20", text)

    def picture(self) -> Picture:
        """What is on the screen."""
        return Picture.read(self.folder / "screen" / "Xvfb_screen0")


@dataclass(frozen=True)
class Picture:
    """What an X server shows, as it lies in its memory."""

    width: int
    height: int
    line_bytes: int
    pixels: bytes

    @classmethod
    def read(cls, file: Path) -> Picture:
        """From the file that Xvfb keeps its screen in (XWD: a header of big-endian words, a table of colours, pixels)."""
        content = file.read_bytes()
        words = struct.unpack(">25I", content[:100])
        header_bytes, width, height, line_bytes, colours = words[0], words[4], words[5], words[12], words[19]
        return cls(width, height, line_bytes, content[header_bytes + 12 * colours :])

    def colour(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green and blue of a point."""
        at = y * self.line_bytes + 4 * x
        blue, green, red = self.pixels[at : at + 3]
        return red, green, blue

    def lightness(self, left: int, top: int, right: int, bottom: int) -> float:
        """The mean of a part of the screen, 0 to 255."""
        points = [self.colour(x, y) for x in range(left, right, 7) for y in range(top, bottom, 7)]
        return sum(sum(point) / 3 for point in points) / len(points)


@contextmanager
def real_desktop(folder: Path, *, with_tray: bool = True) -> Iterator[RealDesktop]:
    """Start everything, and end it afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("home", "screen", "bin", "run"):
        (folder / name).mkdir(mode=0o700)
    handler = folder / "bin" / "xdg-open"
    handler.write_text(_HANDLER.format(python=sys.executable, record=str(folder / "opened")))
    handler.chmod(0o755)
    environment = {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("XDG_", "QT_", "PPLX_", "WAYLAND_"))
        },
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PPLX_DESKTOP_HOME": str(folder / "home" / ".pplx"),
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
    }
    desktop = RealDesktop(folder, environment)
    with ExitStack() as stack:
        stack.callback(_end, desktop.processes)
        environment["DISPLAY"] = f":{_start_server(desktop)}"
        environment["DBUS_SESSION_BUS_ADDRESS"] = _start_bus(desktop)
        desktop.start(["openbox"], "openbox")
        # It answers when it manages windows.
        eventually(lambda: desktop.xdotool("get_num_desktops"))
        if with_tray:
            desktop.start(["trayer", "--edge", "bottom", "--height", "28", "--widthtype", "request"], "trayer")
            eventually(lambda: desktop.xdotool("search", "--class", "trayer"))
        yield desktop


def _start_server(desktop: RealDesktop) -> int:
    reader, writer = os.pipe()
    width, height = SIZE
    with (desktop.folder / "Xvfb.log").open("wb") as output:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp",
             "-fbdir", str(desktop.folder / "screen"), "-noreset"],
            pass_fds=[writer], stdout=output, stderr=output, env=desktop.environment,
        )  # fmt: skip
    desktop.processes.append(server)
    os.close(writer)
    with os.fdopen(reader) as answer:
        return int(answer.readline())


def _start_bus(desktop: RealDesktop) -> str:
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1", "--nopidfile"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=desktop.environment,
    )  # fmt: skip
    desktop.processes.append(bus)
    assert bus.stdout is not None
    with bus.stdout:
        return bus.stdout.readline().decode().strip()


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in reversed(processes):
        if process.poll() is None:
            process.terminate()
    for process in reversed(processes):
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
