"""The command line's way to the window. Imports nothing that the window itself does not need, for it waits for this."""

from __future__ import annotations

import argparse
from typing import Protocol

from pplx_desktop.core.paths import HOME_VARIABLE

_FLAGS = (
    ("--verbose", "log to stderr what is done"),
    ("--background", "start in the tray, without a window"),
    ("--toggle", "show or hide the window of the running program"),
)
_HOME = "--home"


class OpenWindow(Protocol):
    """Opens the window; `__main__` knows how. Raises `EnvironmentProblem` (`no-window`) where there can be none."""

    def __call__(self, folder: str | None, background: bool, toggle: bool) -> int:
        """Returns the exit status once the window was closed for good."""
        ...


def add_window_options(parser: argparse.ArgumentParser) -> None:
    """The options without a command, which is the window."""
    for flag, said in _FLAGS:
        parser.add_argument(flag, action="store_true", help=said)
    parser.add_argument(
        _HOME, metavar="FOLDER", help=f"where settings, index and models are, as {HOME_VARIABLE} says it"
    )
    parser.set_defaults(command=open_window, folder=None)


def window_options(arguments: list[str]) -> argparse.Namespace | None:
    """What these arguments ask of the window; None where they are about something else, or not understood."""
    flags = list(arguments)
    if _HOME in flags:
        at = flags.index(_HOME)
        del flags[at : at + 2]
    if not {flag for flag, _ in _FLAGS}.issuperset(flags):
        return None
    parser = argparse.ArgumentParser()
    add_window_options(parser)
    return parser.parse_args(arguments)


def open_window(options: argparse.Namespace) -> int:
    """`pplx-desktop` without a command."""
    opener: OpenWindow = options.open_window
    return opener(options.folder, options.background, options.toggle)
