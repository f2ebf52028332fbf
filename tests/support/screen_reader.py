"""Asks what a screen reader gets of the program, on a `RealDesktop`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.real_desktop import RealDesktop
from tests.support.waiting import eventually

VARIABLES = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
"""What a program needs in its environment to be read where nobody has switched a screen reader on."""
_SCRIPT = Path(__file__).with_name("atspi_reader.py")


@dataclass(frozen=True)
class Part:
    """Something that is shown, as a screen reader knows it."""

    name: str
    role: str
    description: str
    states: frozenset[str]
    box: tuple[int, int, int, int]
    depth: int
    text: str = ""

    @property
    def middle(self) -> tuple[int, int]:
        """A point on the screen."""
        left, top, width, height = self.box
        return left + width // 2, top + height // 2


@dataclass
class ScreenReader:
    """Looks, and presses what it finds."""

    desktop: RealDesktop
    process: subprocess.Popen[str]
    program: str = "pplx-desktop"

    def find(self, role: str = "", name: str = "", *, most: int = 4_000) -> list[Part]:
        """All parts that are shown and have this role and name; empty stands for any, and so does what follows a name that
        ends in `: `. Of what holds more than `most` parts the first are looked at.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        wish = {"program": self.program, "role": role, "name": name, "most": most}
        print(json.dumps(wish), file=self.process.stdin, flush=True)
        return [_part(found) for found in json.loads(self.process.stdout.readline())]

    def texts(self) -> str:
        """All that is said, a line for each part."""
        return "\n".join(f"{part.name} {part.description}" for part in self.find())

    def click(self, role: str, name: str) -> None:
        """Wait for a part, and press it with the mouse."""
        found: list[Part] = []

        def look() -> bool:
            found[:] = [part for part in self.find(role, name) if part.box[2] > 0 and part.box[0] >= 0]
            return bool(found)

        eventually(look, 240)
        x, y = found[0].middle
        self.desktop.xdotool("mousemove", "--sync", str(x), str(y), "click", "1")


@contextmanager
def screen_reader(desktop: RealDesktop) -> Iterator[ScreenReader]:
    """Start reading. Needs AT-SPI and its binding for the system's Python."""
    with (desktop.folder / "reader.log").open("wb") as output:
        process = subprocess.Popen(
            ["/usr/bin/python3", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=output,
            text=True,
            env={name: value for name, value in desktop.environment.items() if name != "PYTHONPATH"},
        )
    try:
        yield ScreenReader(desktop, process)
    finally:
        process.kill()
        process.communicate()


def _part(found: dict[str, Any]) -> Part:
    left, top, width, height = found["box"]
    return Part(
        found["name"],
        found["role"],
        found["description"],
        frozenset(found["states"]),
        (left, top, width, height),
        found["depth"],
        found["text"],
    )
