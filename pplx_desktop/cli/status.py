"""`pplx-desktop status`: how everything stands, or with `--files` every file with its state, its reason and what to do.

Invariant: the JSON has every file that fulfils the conditions, whatever their number.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from pplx_desktop.cli.commands import serving
from pplx_desktop.cli.output import fill_text, print_json, print_json_list, printable
from pplx_desktop.core.errors import ExitStatus
from pplx_desktop.core.ledger_types import FileEntry, LedgerPage, LedgerView
from pplx_desktop.core.paths import default_paths, displayed
from pplx_desktop.core.reasons import REASONS, RECOGNITION, SLOWED_BY, hint_of, label_of
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.core.types import FileState, FolderStatus, OcrState, Progress, Status
from pplx_desktop.engine.host import read_status
from pplx_desktop.engine.power.machine import this_machine
from pplx_desktop.engine.power.policy import PowerPolicy
from pplx_desktop.engine.search_service import SearchService
from pplx_desktop.extract.ocr import state_of as ocr_state

_PAGE = 50_000
"""Entries that are read at once; far more than most people have files, so that the list is of one moment."""
_WATCHING = {
    "events": "",
    "scans": "looked through at times: the system has no more watches",
    "missing": "not there: unplugged, renamed or deleted",
    "unreadable": "cannot be read: check its permissions",
}


def add_options(parser: ArgumentParser) -> None:
    """The options of `status`."""
    states = [state.value for state in FileState]
    parser.add_argument("--files", action="store_true", help="list every file, with its state and its reason")
    parser.add_argument(
        "--state",
        action="append",
        choices=states,
        default=[],
        metavar="STATE",
        help=f"only files of this state ({', '.join(states)}); may be given again",
    )
    parser.add_argument(
        "--reason",
        choices=sorted(REASONS),
        default="",
        metavar="CODE",
        help="only for this reason; `status` names those that there are",
    )
    parser.add_argument("--folder", default="", metavar="PATH", help="only what is in this folder")
    parser.add_argument("--text", default="", metavar="TEXT", help="only paths with this in them, whatever the case")
    parser.add_argument("--json", action="store_true", help="print one JSON document on stdout")


def status(options: Namespace) -> int:
    """`pplx-desktop status`. A condition on files means `--files`."""
    settings = SettingsStore(default_paths().settings_file).load()
    with serving() as (service, model):
        if options.files or options.state or options.reason or options.folder or options.text:
            _list_files(service, _view(options), ocr_state(settings.ocr_languages, is_on=settings.ocr), options.json)
            return ExitStatus.OK
        now = read_status(default_paths(), settings, model, service, Progress())
    now = replace(now, progress=_with_pace(now.progress, settings))
    if options.json:
        print_json(_as_json(now))
    else:
        _print_status(now, settings)
    return ExitStatus.OK


def _with_pace(progress: Progress, settings: Settings) -> Progress:
    """How fast files would be embedded now, on this machine and with these settings."""
    pace, reason = PowerPolicy(this_machine(), settings).pace()
    return replace(progress, pace=pace, pace_reason=reason)


def _view(options: Namespace) -> LedgerView:
    folder = os.path.realpath(os.path.expanduser(options.folder)) if options.folder else ""  # noqa: PTH111 - may be gone
    return LedgerView(
        # What a rule leaves out has reasons of its own, which need no state beside them.
        states=tuple(map(FileState, options.state)) or (tuple(FileState) if options.reason else ()),
        reason=options.reason,
        folder=folder,
        text=options.text,
        limit=_PAGE,
    )


def _list_files(service: SearchService, view: LedgerView, ocr: OcrState, as_json: bool) -> None:
    first = service.ledger(view)
    entries = _all_entries(service, view, first)
    if as_json:
        head = {"total": first.total, "reasons": first.reasons}
        print_json_list(head, "files", (_entry_as_json(entry, ocr) for entry in entries))
        return
    for entry in entries:
        print(_line(entry))
    sys.stdout.flush()
    files = "file" if first.total == 1 else "files"
    print(f"{first.total:,} {files}.", file=sys.stderr)
    for code, count in sorted(first.reasons.items(), key=lambda item: (-item[1], item[0])):
        print(f"{count:>9,}  {code}: {label_of(code)}. {hint_of(code, ocr)}".rstrip(), file=sys.stderr)


def _all_entries(service: SearchService, view: LedgerView, page: LedgerPage) -> Iterator[FileEntry]:
    offset = 0
    while page.entries:
        yield from page.entries
        offset += len(page.entries)
        if offset >= page.total:
            return
        page = service.ledger(replace(view, offset=offset))


def _line(entry: FileEntry) -> str:
    path = printable(displayed(entry.path)) + (os.sep if entry.is_folder else "")
    notes: list[str] = []
    if entry.state is FileState.INDEXED and entry.embedded < entry.chunks:
        notes.append(f"{entry.embedded:,} of {entry.chunks:,} passages by meaning")
    if entry.reason:
        notes.append(f"{entry.reason}: {entry.detail or label_of(entry.reason)}".rstrip("."))
    notes += entry.warnings
    if entry.stale:
        notes.append("its folder cannot be read now")
    return f"{entry.state.value:<9} {path}" + (f"  ({printable('; '.join(notes))})" if notes else "")


def _entry_as_json(entry: FileEntry, ocr: OcrState) -> dict[str, Any]:
    return asdict(entry) | {
        "path": displayed(entry.path),
        "state": entry.state.value,
        "why": label_of(entry.reason) if entry.reason else "",
        "what_to_do": hint_of(entry.reason, ocr),
    }


def _as_json(now: Status) -> dict[str, Any]:
    return {
        "folders": [displayed(folder) for folder in now.folders],
        "model": now.model,
        "model_problem": now.model_problem,
        "home": now.home,
        "settings": str(default_paths().settings_file),
        "sandbox": now.sandbox,
        "ocr": now.ocr,
        **asdict(now.counts),
        "roots": [asdict(root) | {"path": displayed(root.path)} for root in now.roots],
        "fills": [asdict(fill) for fill in now.progress.fills],
        "pace": now.progress.pace,
        "pace_reason": now.progress.pace_reason,
    }


def _print_status(now: Status, settings: Settings) -> None:
    counts = now.counts
    known = {root.path: root for root in now.roots}
    lines = [_folder_line(known.get(folder, FolderStatus(folder))) for folder in now.folders]
    print("Folders:   " + ("\n           ".join(lines) or "none yet"))
    print(f"Files:     {counts.files:,}, of which {counts.indexed:,} are searchable, {counts.pending:,} wait,")
    print(f"           {counts.skipped:,} were skipped and {counts.failed:,} could not be read")
    for reason, number in sorted(counts.reasons.items(), key=lambda item: -item[1]):
        print(f"             {number:>7,}  {reason}: {label_of(reason)}")
    left_out = sum(root.left_out for root in now.roots)
    if left_out:
        print(f"           {left_out:,} files and folders are left out by rule")
    if counts.reasons or left_out:
        print("           Which, and what to do: pplx-desktop status --files")
    print(f"Passages:  {counts.chunks:,}, {counts.embedded:,} of them by meaning too")
    print(
        f"Size:      {counts.index_bytes / 1e6:,.1f} MB of index for {counts.text_chars / 1e6:,.1f} M characters of text"
    )
    print(f"Model:     {now.model}" + (f"; {now.model_problem}" if now.model_problem else ""))
    for fill in now.progress.fills:
        print(f"           {fill_text(fill)}")
    print(f"Pace:      {_pace_line(now.progress)}")
    languages = f" ({', '.join(settings.ocr_languages)})" if now.ocr in {"ready", "no-language"} else ""
    print(f"Scans:     text recognition is {RECOGNITION[now.ocr].label}{languages}")
    if now.sandbox:
        print(f"Sandbox:   {now.sandbox}")
    print(f"Kept in:   {now.home}")
    print(f"Settings:  {default_paths().settings_file}")


def _folder_line(root: FolderStatus) -> str:
    notes = [f"{root.indexed:,} of {root.files:,} files searchable"] if root.files else []
    notes += [_WATCHING[root.watching]] if _WATCHING[root.watching] else []
    if root.held:
        notes.append(
            f"{root.held:,} files are gone at once and held; were they deleted: pplx-desktop folders confirm PATH"
        )
    return printable(displayed(root.path)) + (f" ({'; '.join(notes)})" if notes else "")


def _pace_line(progress: Progress) -> str:
    because = SLOWED_BY.get(progress.pace_reason, "")
    words = {"full": "full", "slow": "slow", "paused": "meanings wait"}[progress.pace]
    return f"{words}, for {because}" if because else words
