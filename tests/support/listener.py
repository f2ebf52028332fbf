"""Hears what is announced to a screen reader on a `RealDesktop`."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.real_desktop import RealDesktop
from tests.support.waiting import eventually

_SCRIPT = Path(__file__).with_name("atspi_listener.py")


@dataclass
class Listener:
    """`announced` grows while the program speaks, `focused` while the keyboard goes from part to part (name and role)."""

    announced: list[str] = field(default_factory=list[str])
    focused: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    is_listening: bool = False

    def read(self, process: subprocess.Popen[str]) -> None:
        """Take down what is said, until the process ends."""
        assert process.stdout is not None
        for line in process.stdout:
            said = json.loads(line)
            self.is_listening = True
            if "announced" in said:
                self.announced.append(said["announced"])
            elif "focused" in said:
                self.focused.append((said["focused"], said["role"]))


@contextmanager
def listening(desktop: RealDesktop) -> Iterator[Listener]:
    """Listen from now on."""
    listener = Listener()
    with (desktop.folder / "listener.log").open("wb") as output:
        process = subprocess.Popen(
            ["/usr/bin/python3", str(_SCRIPT)],
            stdout=subprocess.PIPE,
            stderr=output,
            text=True,
            env=_environment(desktop),
        )
    thread = threading.Thread(target=listener.read, args=(process,), name="listener")
    thread.start()
    try:
        eventually(lambda: listener.is_listening, 60)
        yield listener
    finally:
        process.kill()
        process.wait()
        thread.join()
        assert process.stdout is not None
        process.stdout.close()


def _environment(desktop: RealDesktop) -> dict[str, str]:
    # The project's modules are not for the system's Python.
    return {name: value for name, value in desktop.environment.items() if name != "PYTHONPATH"}
