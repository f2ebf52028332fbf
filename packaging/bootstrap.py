"""Set-up of a source checkout: system libraries, virtual environment, locked dependencies, program, starter model.

    python3 packaging/bootstrap.py [--dev] [--no-system]

Needs nothing but Python's standard library. Invariant: running it again is safe at any time; when nothing changed it
ends within a second without touching anything, and after an interruption it goes on where it stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

MINIMUM = (3, 11)
if sys.version_info[:2] < MINIMUM:
    # The modules below cannot be relied on with an old Python: hand over, or say what is needed, before any import.
    for minor in range(15, MINIMUM[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606
    sys.exit(
        f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}.\n"
        "Install one and name it: make run PYTHON=/path/to/python3.11"
    )

import system_packages  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "setup-stamp.json"
LOG = ROOT / "build" / "setup.log"
LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"
STARTER_SCRIPT = ROOT / "models" / "build_starter.py"
STARTER = ROOT / "models" / "all-minilm-l6-v2"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PROGRAM = BIN / ("pplx-desktop.exe" if os.name == "nt" else "pplx-desktop")


class SetupError(Exception):
    """Set-up cannot go on; the text says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Set up and say what was done. Exit status 0, or 1 with the reason on stderr."""
    parser = argparse.ArgumentParser(description="Set up pplx-desktop in this checkout.")
    parser.add_argument("--dev", action="store_true", help="also what the tests and the checks need")
    parser.add_argument(
        "--no-system", action="store_true", help="install no system packages, only say which are missing"
    )
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        note = check_system(dev=options.dev, allowed=not options.no_system)
        changed = set_up(dev=options.dev)
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nsetup: stopped; the same command goes on from here", file=sys.stderr)
        return 130
    if note and (changed or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        tell(note)
    if changed:
        tell(f"ready in {time.monotonic() - started:.0f} s: {PROGRAM.relative_to(ROOT)}")
    return 0


def check_system(*, dev: bool, allowed: bool) -> str:
    """Install the missing system packages. Returns how to get what a window needs, where that is still missing.

    Raises `SetupError` where nothing can go on without what is missing.
    """
    essential = () if PYTHON.exists() else system_packages.PYTHON_PARTS
    tests = system_packages.TEST_PARTS if dev else ()
    shortage = system_packages.find_shortage((*essential, *system_packages.WINDOW_PARTS, *tests))
    if shortage.parts and allowed and system_packages.may_install(shortage):
        tell(f"system packages: installing {' '.join(shortage.packages)}")
        LOG.parent.mkdir(exist_ok=True)
        if not system_packages.install(shortage, LOG):
            tell(f"system packages: apt-get failed\n{log_tail()}")
        shortage = system_packages.find_shortage(shortage.parts)
    if not shortage.parts:
        return ""
    line = f"To install what is missing, type{'' if shutil.which('sudo') else ' as root'}:\n  {shortage.command_line}"
    if any(part in (*essential, *tests) for part in shortage.parts):
        raise SetupError(f"{shortage.names} missing. {line}")
    return f"no window without {shortage.names}; the terminal works. {line}"


def set_up(*, dev: bool) -> bool:
    """Bring the virtual environment and the starter model up to date. True where anything had to be done."""
    stamp = read_stamp()
    wanted = fingerprint()
    # `exists` follows the link: the Python that the environment was made with may be gone after an upgrade.
    there = PROGRAM.exists() and PYTHON.exists()
    installed = there and stamp.get("installed") == wanted and (bool(stamp.get("dev")) or not dev)
    starter = starter_state()
    if installed and starter and stamp.get("starter") == starter:
        return False
    LOG.parent.mkdir(exist_ok=True)
    if not installed:
        make_environment(movable=stamp.get("root") in {None, str(ROOT)})
        install_packages(dev=dev)
    build_starter()
    record = {"root": str(ROOT), "installed": wanted, "dev": dev or bool(stamp.get("dev")), "starter": starter_state()}
    STAMP.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return True


def fingerprint() -> str:
    """What the environment was made from: locks, project file, and where it stands (its scripts hold that path)."""
    digest = hashlib.sha256(str(ROOT).encode("utf-8", "surrogateescape"))
    for source in (LOCK, DEV_LOCK, ROOT / "pyproject.toml"):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def starter_state() -> dict[str, int]:
    """Files of the built starter model with their sizes, and the digest of what it is built by. Empty where it is not
    built.
    """
    if not STARTER.is_dir():
        return {}
    state = {path.name: path.stat().st_size for path in sorted(STARTER.iterdir()) if path.is_file()}
    recipe = b"".join(path.read_bytes() for path in sorted(STARTER.parent.glob("*.*")) if path.is_file())
    state["recipe"] = int.from_bytes(hashlib.sha256(recipe).digest()[:6], "big")
    return state


def read_stamp() -> dict[str, object]:
    """What the last complete set-up recorded; empty where there is none."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def make_environment(*, movable: bool) -> None:
    """Make `.venv`. One that does not run, or that was made in another folder, is made anew."""
    works = movable and PYTHON.exists() and call([str(PYTHON), "-m", "pip", "--version"])
    if works:
        return
    if VENV.exists():
        if not (VENV / "pyvenv.cfg").exists() and any(VENV.iterdir()):
            raise SetupError(f"{VENV} is no virtual environment. Move it away, then try again.")
        shutil.rmtree(VENV)
    tell(f"virtual environment: making .venv with Python {sys.version.split()[0]}")
    run([sys.executable, "-m", "venv", str(VENV)], "The virtual environment could not be made.")


def install_packages(*, dev: bool) -> None:
    """Install exactly what the lock says, then the program itself, editable."""
    lock = DEV_LOCK if dev else LOCK
    tell(f"packages: installing those of {lock.relative_to(ROOT).as_posix()}")
    pip = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    # Wheels only: a source package would run its own build with unlocked tools, and need a compiler.
    locked = [*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)]
    run(locked, "The packages could not be installed.")
    project = [*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)]
    run(project, "The program could not be installed into .venv.")


def build_starter() -> None:
    """Make the starter model where it is missing. Its own script checks what is there."""
    tell("starter model: making or checking it")
    run([str(PYTHON), str(STARTER_SCRIPT)], "The starter model could not be made.")


def run(command: Sequence[str], problem: str) -> None:
    """Run a command, its output to the log. Raises `SetupError` with `problem` and the end of the log."""
    if not call(command):
        raise SetupError(f"{problem} The end of {LOG.relative_to(ROOT)}:\n{log_tail()}")


def call(command: Sequence[str]) -> bool:
    """Run a command without input, its output to the log; whether it succeeded."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    with LOG.open("ab") as log:
        log.write(("\n$ " + " ".join(command) + "\n").encode("utf-8", "surrogateescape"))
        log.flush()
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, check=False
            )
        except OSError as error:
            log.write(f"{error}\n".encode())
            return False
    return done.returncode == 0


def log_tail(lines: int = 15) -> str:
    """The end of the log."""
    text = LOG.read_text(encoding="utf-8", errors="replace")
    return "\n".join("  " + line for line in text.splitlines()[-lines:])


def tell(text: str) -> None:
    """One line of progress."""
    print(f"setup: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
