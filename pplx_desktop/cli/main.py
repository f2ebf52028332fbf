"""The command line: parse, call, print. Every command's exit status is one of `ExitStatus`."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Callable

from pplx_desktop.cli.output import print_error
from pplx_desktop.cli.window import OpenWindow, window_options
from pplx_desktop.core.errors import ExitStatus, PplxError
from pplx_desktop.core.paths import HOME_VARIABLE

log = logging.getLogger(__name__)

Command = Callable[[argparse.Namespace], int]


def run_command_line(arguments: list[str], open_window: OpenWindow) -> int:
    """Run one command, or open the window. Known errors end in one clear line on stderr and their exit status."""
    # Closed by whoever started the program (`>&-`): then what is printed goes nowhere.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Whatever the system's encoding is: what is printed may hold any character, and scripts read UTF-8.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = window_options(arguments) or _parsed(arguments)
    options.open_window = open_window
    if options.home:
        # Children read it, too, wherever they are started.
        os.environ[HOME_VARIABLE] = os.path.abspath(options.home)  # noqa: PTH100 - a Path has no such call
    logging.basicConfig(
        level=logging.DEBUG if options.verbose else logging.ERROR,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    command: Command = options.command
    try:
        return _run(command, options)
    except PplxError as error:
        print_error(error, verbose=options.verbose)
        return int(error.exit_status)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return int(ExitStatus.CANCELLED)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nobody is left to tell.
        _drop_output()
        return int(ExitStatus.OK)
    except OSError as error:
        _drop_output()
        print(f"pplx-desktop: {error.strerror or error}.", file=sys.stderr)
        return int(ExitStatus.ENVIRONMENT)
    except Exception as error:
        log.debug("a bug", exc_info=True)
        print(f"pplx-desktop: an error of the program: {error!r}. Run it with --verbose for details.", file=sys.stderr)
        return int(ExitStatus.BUG)


def _parsed(arguments: list[str]) -> argparse.Namespace:
    # The commands bring the whole engine along: a second that the window does not wait for.
    from pplx_desktop.cli.parser import build_parser  # noqa: PLC0415

    return build_parser().parse_args(arguments)


def _drop_output() -> None:
    """What could not be written is not tried again at the end, where Python would complain of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _run(command: Command, options: argparse.Namespace) -> int:
    status = command(options)
    sys.stdout.flush()  # here, where an error of the output can still be told
    return status
