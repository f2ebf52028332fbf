"""Where the program starts: the window, a command, or a child process. Imports no more than the one it becomes needs."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import socket
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pplx_desktop.core.paths import Paths
    from pplx_desktop.engine.host import Host

# Before anything can import onnxruntime: from 1.29 on it sends telemetry unless this is set.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def main() -> int:
    """Run what the command line asks for. Returns the exit status."""
    arguments = sys.argv[1:]
    if len(arguments) >= 2 and arguments[0] == "--child":
        return _run_child(arguments[1], arguments[2:])
    try:
        from pplx_desktop.cli.main import run_command_line  # noqa: PLC0415 - a child needs none of it

        return run_command_line(arguments, open_window)
    except KeyboardInterrupt:
        # So early or so late that no command was at work.
        return 130


def open_window(folder: str | None, background: bool, toggle: bool) -> int:
    """Open the window on an engine of its own; where one is open, it is brought to the front (`toggle`: or hidden, where it
    is in front). Raises `EnvironmentProblem` (`no-window`) where there can be none; where no terminal shows it, a dialog
    does, but for a start that nobody looks at (`background`).
    """
    from pplx_desktop.core.errors import PplxError  # noqa: PLC0415 - commands do without all of these
    from pplx_desktop.core.paths import default_paths  # noqa: PLC0415

    paths = default_paths()
    try:
        return _open_window(paths, folder, background=background, toggle=toggle)
    except PplxError as error:
        if not background and not _is_read() and not _why_no_display():
            with contextlib.suppress(ImportError):
                from pplx_desktop.gui.refusal import show_refusal  # noqa: PLC0415

                show_refusal(error, paths.runtime)
        raise


def _open_window(paths: Paths, folder: str | None, *, background: bool, toggle: bool) -> int:
    from pplx_desktop.engine.crash_reports import CrashReports  # noqa: PLC0415

    reason = _why_no_display()
    try:
        from pplx_desktop.gui.instance import SingleInstance, wish_of  # noqa: PLC0415
    except ImportError as error:
        raise _no_window(reason or f"a library of the window is missing ({error})") from error
    if reason:
        raise _no_window(reason)

    if folder is not None:
        from pplx_desktop.core.settings import SettingsStore  # noqa: PLC0415
        from pplx_desktop.engine.folders import with_folder  # noqa: PLC0415

        # Before anything else: a folder that is not there is told at once, and a window that runs already takes it up.
        SettingsStore(paths.settings_file).update(lambda settings: with_folder(settings, folder))

    instance = SingleInstance(paths.runtime)
    if not instance.claim(wish_of(background=background, toggle=toggle)):
        # Before anything of the window is imported: keys that run `--toggle` are answered at once.
        return 0
    try:
        from pplx_desktop.gui.app import Aid, run  # noqa: PLC0415
    except ImportError as error:
        raise _no_window(f"a library of the window is missing ({error})") from error

    def make_engine() -> Host:
        # In another thread, once the window is there: what the engine needs takes as long to import as the window.
        from pplx_desktop.engine.host import Host  # noqa: PLC0415

        host = Host(paths)
        host.start()
        return host

    def write_bundle(target: Path, with_names: bool) -> Path:
        from pplx_desktop.engine import diagnostics  # noqa: PLC0415

        return diagnostics.write_bundle(paths, target, with_names=with_names)

    aid = Aid(CrashReports(paths.reports), write_bundle)
    return run(instance, make_engine, background=background, aid=aid)


def _is_read() -> bool:
    """True where a terminal shows what is printed. Windows gives the program one that nobody sees."""
    return sys.platform != "win32" and sys.stderr.isatty()


def _no_window(reason: str) -> Exception:
    from pplx_desktop.core.errors import EnvironmentProblem  # noqa: PLC0415

    return EnvironmentProblem("no-window", f"No window: {reason}.", hint="Use it in a terminal: pplx-desktop --help")


def _why_no_display() -> str:
    """Empty where there is one. Qt ends the process where there is none, so it has to be known before."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "this session has no display (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    host, _, number = display.rpartition(":")
    path = f"/tmp/.X11-unix/X{number.partition('.')[0]}"  # noqa: S108 - where X servers listen
    if host in {"", "unix"} and not (_listens(path) or _listens(f"\0{path}")):
        return f"no display server answers at DISPLAY={display}"
    return ""


def _listens(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def _run_child(name: str, arguments: list[str]) -> int:
    if name != "extract":
        # Where the process is ended by a fault of its own, its last words say where; the readers' say enough.
        faulthandler.enable()
    # A child never imports what only another one needs.
    if name == "extract":
        from pplx_desktop.engine.extract_child import main as run  # noqa: PLC0415
    elif name == "page":
        from pplx_desktop.engine.page_child import main as run  # noqa: PLC0415
    elif name == "model":
        from pplx_desktop.engine.model_child import main as run  # noqa: PLC0415
    elif name == "job":
        from pplx_desktop.engine.job_child import main as run  # noqa: PLC0415
    elif name == "bench":
        from pplx_desktop.engine.bench_child import main as run  # noqa: PLC0415
    elif name == "bench-search":
        from pplx_desktop.engine.bench_search.child import main as run  # noqa: PLC0415
    elif name == "measure":
        from pplx_desktop.embed.measuring import main as run  # noqa: PLC0415
    else:
        sys.exit(f"there is no child process called {name!r}")
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
