"""What reads foreign files can do nothing but read: each prohibition is tried from inside a confined process, by each of
the means alone and by all together. A process that is not confined can do all of it, so that no attempt fails by itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these are Linux' means")

if sys.platform == "linux":
    from pplx_desktop.engine.sandbox.confinement import Confinement, survey

ALLOWED = {
    "read", "list", "read libraries", "itself", "thread", "signal to itself", "random", "memory", "read limits",
    "function called back",
}  # fmt: skip
NETWORK = {"internet socket", "datagram socket", "unix socket", "pair of sockets"}
WRITES = {
    "new file", "overwrite", "append", "truncate", "file without a name", "rename", "remove", "make a folder",
    "remove a folder", "symbolic link", "hard link", "pipe with a name",
}  # fmt: skip
ATTRIBUTES = {"permissions", "times", "owner"}
OTHERS = {"signal to another", "signal to its owner", "debug another"}
BY_SECCOMP = (
    NETWORK | WRITES | ATTRIBUTES | OTHERS | {"another program", "fork", "file in memory", "ring of requests"}
    | {"keys of the session", "unknown call"}
)  # fmt: skip
BY_LANDLOCK = WRITES | OTHERS | {"another program", "environment of another", "unix socket", "unknown call"}
BY_LIMITS = {"overwrite", "write into an open file", "raise a limit", "too much memory", "unknown call"}
DEPENDS_ON_THE_SYSTEM = {
    "debug another",
    "ring of requests",
    "keys of the session",
    "raise a limit",
    "unix socket",
    "file without a name",
}
"""What an administrator may have forbidden to everybody, confined or not; a socket's name must not be too long, and not
every file system has files without a name."""


@pytest.fixture(scope="module")
def other() -> Iterator[int]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process.pid
        process.kill()


def tried(means: str, tmp_path: Path, other: int) -> dict[str, str]:
    (tmp_path / "empty").mkdir()
    for name in ("file", "open", "a", "c"):
        (tmp_path / name).write_text("kept", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.confined_child", means, str(tmp_path), str(other)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refused(outcomes: dict[str, str]) -> set[str]:
    return {name for name, outcome in outcomes.items() if outcome != "done"}


def test_not_confined_all_of_it_succeeds(tmp_path: Path, other: int) -> None:
    assert refused(tried("none", tmp_path, other)) - DEPENDS_ON_THE_SYSTEM == {"unknown call"}


def test_confined_it_can_read_and_nothing_else(tmp_path: Path, other: int) -> None:
    outcomes = tried("all", tmp_path, other)
    assert set(outcomes) - refused(outcomes) == ALLOWED
    assert refused(outcomes) == BY_SECCOMP | BY_LANDLOCK | BY_LIMITS
    assert {path.name: path.stat().st_size for path in tmp_path.iterdir() if path.is_file()} == dict.fromkeys(
        ("file", "open", "a", "c"), 4
    )


def test_the_filter_of_calls_holds_alone(tmp_path: Path, other: int) -> None:
    assert BY_SECCOMP <= refused(tried("seccomp", tmp_path, other)) <= BY_SECCOMP | {"raise a limit"}


def test_landlock_holds_alone(tmp_path: Path, other: int) -> None:
    if not any(means.startswith("Landlock") for means in survey().in_force):
        pytest.skip("this kernel has no Landlock")
    found = refused(tried("landlock", tmp_path, other))
    assert found >= BY_LANDLOCK - OTHERS
    assert not found & ALLOWED


def test_limits_hold_alone(tmp_path: Path, other: int) -> None:
    assert refused(tried("limits", tmp_path, other)) - {"debug another", "keys of the session"} == BY_LIMITS


def test_a_system_without_these_means_is_told_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pplx_desktop.engine.sandbox.linux.landlock_version", lambda libc: 0)
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert survey() == Confinement(
        ("limits",), ("Landlock: not available", "seccomp: not made for this processor (riscv64)")
    )
    assert str(survey()) == ("limits (without Landlock: not available; seccomp: not made for this processor (riscv64))")
    # In a process of its own: what is taken there cannot be given back.
    script = (
        "import os, platform; platform.machine = lambda: 'riscv64';"
        "from pplx_desktop.engine.sandbox import landlock, linux;"
        "landlock.landlock_version = linux.landlock_version = lambda libc: 0;"
        "print(linux.confine_linux(1 << 30)); print(len(open(os.__file__).readlines()) > 100)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == [str((survey().in_force, survey().lacking)), "True"]


def test_a_thread_that_runs_already_is_confined_too(tmp_path: Path) -> None:
    script = (
        "import ctypes, socket, sys, threading; from pplx_desktop.engine.sandbox import linux\n"
        "go, seen = threading.Event(), []\n"
        "def run():\n"
        "    go.wait()\n"
        "    try: socket.socket(); seen.append('done')\n"
        "    except PermissionError: seen.append('refused')\n"
        "thread = threading.Thread(target=run); thread.start()\n"
        "lacking = linux.confine_linux(1 << 30)[1]\n"
        "go.set(); thread.join(); print(seen, lacking)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    # Before its version 8, Landlock holds the calling thread alone: then it is not said to be in force.
    assert done.stdout.strip() in {
        "['refused'] ()",
        f"['refused'] ('Landlock {version()}: threads are running that it would not hold',)",
    }


def version() -> int:
    return next((int(means.split()[1]) for means in survey().in_force if means.startswith("Landlock")), 0)
