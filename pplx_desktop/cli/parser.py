"""All commands of the command line, and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable

import pplx_desktop
from pplx_desktop.cli import bench, commands, evaluate, models, status, terminal
from pplx_desktop.cli.option_types import positive
from pplx_desktop.cli.window import add_window_options

_EPILOG = """\
exit status: 0 done, 1 a bug, 2 wrong usage, 3 something asked for is not there or cannot be read,
4 the machine stands in the way (disk full, index locked or damaged), 5 the model is missing or unusable, 130 stopped.
A search that finds nothing, or nothing that matches well, is done: 0; `search --json` says `is_good_match`.

PPLX_DESKTOP_HOME, or --home before the command, moves settings, index and models to another folder.
"""

Command = Callable[[argparse.Namespace], int]


def build_parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(
        prog="pplx-desktop",
        description="Search your own files by meaning, on your own computer, offline. Without a command: the window.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {pplx_desktop.__version__}")
    add_window_options(parser)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, command: Command, description: str) -> argparse.ArgumentParser:
        sub = subparsers.add_parser(name, help=description, description=description)
        sub.set_defaults(command=command)
        return sub

    run = add("run", terminal.run, "open the window, or without a display ask at a prompt")
    run.add_argument("folder", metavar="FOLDER", nargs="?", help="a folder to add first")

    index = add("index", commands.index, "add folders and index until done")
    index.add_argument("paths", metavar="PATH", nargs="*", help="folders to add; without any, all that are known")
    index.add_argument(
        "--now",
        action="append",
        default=[],
        metavar="PATH",
        help="this file or folder first; what failed is tried again",
    )
    index.add_argument("--model", default="", metavar="NAME", help="use this model from now on (see `models list`)")
    index.add_argument("--dims", type=_whole, metavar="N", help="dimensions of its vectors; 0 for what suits it")
    _add_json(index)

    search = add("search", commands.search, "search what is indexed")
    search.add_argument(
        "query", metavar="QUERY", nargs="?", help='words, "a phrase", -not, type:pdf in:folder after:2024 before:2025'
    )
    search.add_argument(
        "--like", metavar="FILE", help="what is like this indexed file, by meaning; QUERY may hold filters: type:pdf"
    )
    search.add_argument("--limit", type=positive, default=10, metavar="N", help="files at the most (default 10)")
    search.set_defaults(usage_error=search.error)
    _add_mode(search)
    search.add_argument("--explain", action="store_true", help="say how it came to each hit")
    _add_json(search)

    status.add_options(add("status", status.status, "what is indexed, and what is not and why"))

    folders = add("folders", commands.list_folders, "the folders that are searched")
    folders.set_defaults(json=False)
    folder_commands = folders.add_subparsers(metavar="ACTION")
    for name, command, description in (
        ("add", commands.add_folder, "search this folder too"),
        ("remove", commands.remove_folder, "search it no more, and take its text out of the index"),
        ("confirm", commands.confirm_removal, "its files that are gone, many at once, were deleted: forget them"),
    ):
        sub = folder_commands.add_parser(name, help=description, description=description)
        sub.add_argument("path", metavar="PATH")
        sub.set_defaults(command=command)
    sub = folder_commands.add_parser("list", help="one folder on each line")
    sub.set_defaults(command=commands.list_folders)
    _add_json(sub)

    diagnose = add("diagnose", commands.diagnose, "write a ZIP with all that somebody needs who is to help")
    diagnose.add_argument("file", metavar="FILE", nargs="?", help="where to (default: into the current folder)")
    diagnose.add_argument("--with-names", action="store_true", help="with names of files and folders")

    models.add_parsers(add("models", models.list_models, "the embedding models: what there is, get, import, use"))

    description = "measure the search on sets with judgments, in BEIR's form, and compare ways to search"
    evaluate.add_options(add("eval", evaluate.evaluate, description))

    bench.add_parsers(add("bench", bench.bench_embed, "measure what this machine can do"))
    return parser


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document on stdout")


def _add_mode(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mode", choices=("hybrid", "words", "meaning"), default="hybrid", help="default: hybrid")


def _whole(text: str) -> int:
    """An option's number from zero on."""
    return 0 if text == "0" else positive(text)
