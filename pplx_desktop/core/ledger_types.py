"""The ledger as it is asked for and shown: which entries, and what is told of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pplx_desktop.core.types import FileState


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file as the ledger shows it, or what a rule leaves out (a folder then counts as one entry).

    `reason` is a code (`core.reasons` says what it means and what to do), `detail` what there is to say of this file in
    particular. `embedded` of its `chunks` are searchable by meaning. `stale` says that its folder or drive cannot be
    read now: what is indexed is what was there last.
    """

    path: str
    state: FileState
    reason: str = ""
    detail: str = ""
    size: int = 0
    mtime_ns: int = 0
    kind: str = ""
    chunks: int = 0
    embedded: int = 0
    warnings: tuple[str, ...] = ()
    stale: bool = False
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class LedgerView:
    """Which entries of the ledger are wanted: all that fulfil every condition that is set, `limit` from `offset`.

    `states` empty means all but what is left out by rule; `text` is looked for in the path, whatever the case; `folder`
    is one that lies above. The order by `name` is that of the last part of the path, in the alphabet: capitals and accents
    part no letters.
    """

    states: tuple[FileState, ...] = ()
    reason: str = ""
    folder: str = ""
    text: str = ""
    order: Literal["path", "name", "size", "changed", "reason"] = "path"
    descending: bool = False
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Entries of the ledger. `total` fulfil the view's conditions; `reasons` counts those by reason."""

    entries: tuple[FileEntry, ...]
    total: int
    reasons: dict[str, int] = field(default_factory=dict[str, int])
