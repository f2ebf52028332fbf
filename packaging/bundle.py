"""Builds the stand-alone program and searches with it.

    .venv/bin/python packaging/bundle.py [--no-build]

Leaves dist/pplx-desktop. It is tried as a copy in another folder, with an environment that knows nothing of the virtual
environment; on Linux strace shows that it opens no file of this checkout.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import smoke

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
FOLDER = DIST / "pplx-desktop"
PROGRAM = "pplx-desktop.exe" if os.name == "nt" else "pplx-desktop"
SPOKEN = ("pplx_de.qm", "pplx_fr.qm", "qtbase_de.qm", "qtbase_fr.qm", "engine.json")
REQUIRED = (
    "vec0.*",
    "*onnxruntime_providers_shared*",
    "all-minilm-l6-v2.toml",
    "*.onnx",
    "icon-256.png",
    "LICENSE",
    *SPOKEN,
)
WINDOW = ("*qxcb.*", "*qwayland.*", "*qoffscreen.*", "*qsvgicon.*") if sys.platform.startswith("linux") else ()
"""Files without which the bundle is not whole."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and try. Exit status 0, or 1 with the reason."""
    parser = argparse.ArgumentParser(description="Build the stand-alone program and try it.")
    parser.add_argument("--no-build", action="store_true", help="try the one that is there")
    started = time.monotonic()
    if not parser.parse_args(arguments).no_build:
        build()
        print(f"built in {time.monotonic() - started:.0f} s", flush=True)
    missing = [pattern for pattern in (*REQUIRED, *WINDOW) if not any(FOLDER.rglob(pattern))]
    if missing:
        print(f"bundle: {', '.join(missing)} missing in {FOLDER}", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{FOLDER.relative_to(ROOT)}: {size / 1e6:.0f} MB", flush=True)
    try:
        print("\n".join(try_bundle()))
    except smoke.SmokeFailure as failure:
        print(f"bundle: {failure}", file=sys.stderr)
        return 1
    return 0


def build() -> None:
    """Run PyInstaller; its notes go to build/bundle.log."""
    log = ROOT / "build" / "bundle.log"
    log.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--distpath", str(DIST)]
    command += ["--workpath", str(ROOT / "build" / "pyinstaller"), str(ROOT / "packaging" / "pplx-desktop.spec")]
    with log.open("wb") as output:
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False)
    if done.returncode != 0:
        end = log.read_text(encoding="utf-8", errors="replace").splitlines()[-30:]
        raise SystemExit("bundle: PyInstaller failed\n" + "\n".join(end))


def try_bundle() -> list[str]:
    """Copy the bundle away from the checkout, index and search with it."""
    with tempfile.TemporaryDirectory(prefix="bundle-") as name:
        work = Path(name)
        copy = shutil.copytree(FOLDER, work / "program", symlinks=True)
        command = [str(copy / PROGRAM)]
        trace, strace = work / "trace", shutil.which("strace")
        if strace:
            command = [strace, "-f", "-qq", "-e", "trace=open,openat,execve", "-o", str(trace), "-A", *command]
        lines = smoke.try_program(command, work, smoke.bare_environment(work))
        if strace:
            calls = trace.read_text(encoding="utf-8", errors="replace").splitlines()
            opened = [line for line in calls if f'"{ROOT}' in line and " = -1 " not in line]
            smoke.expect(not opened, "it opens files of the checkout:\n" + "\n".join(opened[:5]))
            smoke.expect(any("vec0" in line for line in calls), "strace saw nothing")
            lines.append(f"{len(calls)} files opened or started, none of them in the checkout")
            lines.append(try_window(copy / PROGRAM, work, strace))
        return lines


def try_window(program: Path, work: Path, strace: str) -> str:
    """Open the window without a display, in German, wait until it shows, and ask it to end. Raises `SmokeFailure`."""
    home, trace = work / "home", work / "window-trace"
    environment = {
        **smoke.bare_environment(work),
        "QT_QPA_PLATFORM": "offscreen",
        "PPLX_DESKTOP_HOME": str(home),
        "LANG": "de_DE.UTF-8",
        "LANGUAGE": "de",
    }
    # Beside the program, which is asked to end: its own number stays.
    watched = [strace, "-D", "-f", "-qq", "-e", "trace=openat", "-o", str(trace), str(program)]
    with (work / "window.log").open("w+b") as output:
        window = subprocess.Popen(watched, cwd=work, env=environment, stdout=output, stderr=output)
        try:
            began = time.monotonic()
            while (
                "libqoffscreen" not in _mapped(window.pid) and window.poll() is None and time.monotonic() < began + 30
            ):
                time.sleep(0.02)
            ready_s = time.monotonic() - began
            time.sleep(2)
            still_open = window.poll() is None
            window.terminate()
            status = window.wait(timeout=30)
        finally:
            window.kill()
        output.seek(0)
        said = output.read().decode("utf-8", "replace")
    smoke.expect(still_open and status == 0, f"the window ended with {status}: {said}")
    opened = [line for line in trace.read_text("utf-8", "replace").splitlines() if " = -1 " not in line]
    unread = [
        name for name in ("pplx_de.qm", "qtbase_de.qm", "engine.json") if not any(name in line for line in opened)
    ]
    smoke.expect(not unread, f"the window speaks no German: {', '.join(unread)} not opened")
    return f"window: Qt ready after {ready_s:.1f} s, in German, ended with {status} when asked to"


def _mapped(pid: int) -> str:
    """The libraries that a process has loaded; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main())
