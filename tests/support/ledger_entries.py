"""What a ledger answers to a view, from entries in memory: the meaning of `LedgerView`, written down once more."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pplx_desktop.core.ledger_types import FileEntry, LedgerPage, LedgerView
from pplx_desktop.core.types import FileState, FolderStatus

_KEYS = {
    "path": lambda entry: entry.path,
    "name": lambda entry: unicodedata.normalize("NFKD", entry.path.rpartition("/")[2]).casefold(),
    "size": lambda entry: entry.size,
    "changed": lambda entry: entry.mtime_ns,
    "reason": lambda entry: entry.reason,
}


def page_of(entries: Iterable[FileEntry], view: LedgerView) -> LedgerPage:
    """The page that `view` asks for."""
    found = [entry for entry in entries if _fulfils(entry, view)]
    found.sort(key=lambda entry: entry.path)
    found.sort(key=_KEYS[view.order], reverse=view.descending)
    return LedgerPage(
        entries=tuple(found[view.offset : view.offset + view.limit]),
        total=len(found),
        reasons=dict(Counter(entry.reason for entry in found if entry.reason)),
    )


def counted(folder: FolderStatus, entries: Iterable[FileEntry]) -> FolderStatus:
    """`folder` with the numbers of its entries."""
    inside = [entry for entry in entries if entry.path.startswith(f"{folder.path}/")]
    states = Counter(entry.state for entry in inside)
    return replace(
        folder,
        files=len(inside) - states[FileState.LEFT_OUT],
        indexed=states[FileState.INDEXED],
        pending=states[FileState.PENDING],
        skipped=states[FileState.SKIPPED],
        failed=states[FileState.FAILED],
        left_out=states[FileState.LEFT_OUT],
        chunks=sum(entry.chunks for entry in inside),
        embedded=sum(entry.embedded for entry in inside),
    )


def _fulfils(entry: FileEntry, view: LedgerView) -> bool:
    states = view.states or tuple(state for state in FileState if state is not FileState.LEFT_OUT)
    return (
        entry.state in states
        and view.reason in {"", entry.reason}
        and (not view.folder or entry.path.startswith(f"{view.folder.rstrip('/')}/"))
        and view.text.casefold() in entry.path.casefold()
    )
