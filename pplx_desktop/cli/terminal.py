"""The window where there is a display; where there is none, the same job at a prompt."""

from __future__ import annotations

import sys
from argparse import Namespace

from pplx_desktop.cli.commands import index_folders, searching
from pplx_desktop.cli.results import print_notices, print_result
from pplx_desktop.cli.window import open_window
from pplx_desktop.core.errors import EnvironmentProblem, ExitStatus, PplxError


def run(options: Namespace) -> int:
    """`pplx-desktop run [FOLDER]`."""
    try:
        return open_window(options)
    except EnvironmentProblem as problem:
        if problem.code != "no-window":
            raise
        print(f"{problem.title} Here is the prompt instead.", file=sys.stderr)
    return ask_at_prompt([options.folder] if options.folder else [])


def ask_at_prompt(folders: list[str]) -> int:
    """Index, then answer each line of stdin until it ends."""
    try:
        summary, problem = index_folders(folders)
    except EnvironmentProblem as error:
        if error.code != "index-locked":
            raise
        print(f"{error} Searching what is indexed so far.", file=sys.stderr)
    else:
        print(f"{summary.indexed:,} of {summary.files:,} files are searchable.", file=sys.stderr)
        if problem is not None:
            print(f"Only words are searched. {problem}", file=sys.stderr)
    with searching() as service:
        while (query := _read_query()) is not None:
            if not query:
                continue
            try:
                result = service.search(query, limit=5, mode="hybrid")
                print_notices(result)
                print_result(result)
            except PplxError as error:
                print(error, file=sys.stderr)
    return ExitStatus.OK


def _read_query() -> str | None:
    """The next line; None at the end of the input."""
    try:
        return input("\nSearch (Ctrl+D ends): ").strip()
    except EOFError:
        print()
        return None
