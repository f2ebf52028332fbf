"""The user's folders as the last scan met them: what they are, what rules leave out of them, what cannot be read now.

Called inside a transaction where it writes. Invariant: what is left out by rule is listed up to `MOST_LEFT_OUT` for a
root and counted beyond; nothing listed here is a file of the index.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from pplx_desktop.index.connection import Database

MOST_LEFT_OUT = 20_000
_SEPARATOR = os.fsencode(os.sep)

Watching = Literal["events", "scans", "missing", "unreadable"]


@dataclass(frozen=True, slots=True)
class RootRecord:
    """One of the user's folders. Device, inode and `file_system` (an id of the system's, empty where it has none) tell
    whether it is the same folder still; `scanned_ns` is when a scan of it was last complete, 0 for never.
    """

    path: str
    device: int
    inode: int
    file_system: str = ""
    watching: Watching = "events"
    scanned_ns: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a rule keeps out of the index. `rule` is a code of `core.reasons.Rule`."""

    path: str
    rule: str
    is_folder: bool = False


def below(folder: str) -> tuple[bytes, bytes]:
    """The bounds of what lies below a folder, as bytes: from the first, before the second."""
    path = os.fsencode(folder)
    path = path if path.endswith(_SEPARATOR) else path + _SEPARATOR
    # Bytes compare as memory does: all that starts with `path` lies before `path` with its last byte raised.
    return path, path[:-1] + bytes([path[-1] + 1])


def find_roots(database: Database) -> list[RootRecord]:
    """All roots, in the order of their paths."""
    return [
        RootRecord(os.fsdecode(path), int(device), int(inode), file_system, watching, scanned_ns)
        for path, device, inode, file_system, watching, scanned_ns in database.rows(
            "SELECT path, device, inode, file_system, watching, scanned_ns FROM roots ORDER BY path"
        )
    ]


def put_root(database: Database, root: RootRecord) -> None:
    """Note how a root is now."""
    database.run(
        "INSERT INTO roots (path, device, inode, file_system, watching, scanned_ns) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (path) DO UPDATE SET device = excluded.device, inode = excluded.inode,"
        " file_system = excluded.file_system, watching = excluded.watching, scanned_ns = excluded.scanned_ns",
        os.fsencode(root.path),
        str(root.device),
        str(root.inode),
        root.file_system,
        root.watching,
        root.scanned_ns,
    )


def keep_roots(database: Database, paths: Iterable[str]) -> None:
    """Forget all roots but these, with what was left out of them."""
    kept = {os.fsencode(path) for path in paths}
    gone = [(root,) for root, path in database.rows("SELECT id, path FROM roots") if path not in kept]
    database.run_many("DELETE FROM roots WHERE id = ?", gone)


def put_left_out(
    database: Database,
    root: str,
    entries: Iterable[LeftOut],
    *,
    beyond: int,
    within: str | None,
    passed: Collection[str],
) -> None:
    """Note what a scan left out, in place of what an earlier one did. Only what differs is written."""
    root_id = database.value("SELECT id FROM roots WHERE path = ?", os.fsencode(root))
    if root_id is None:
        raise ValueError(f"{root} was not noted as a root")
    first, last = below(within or root)
    untouched = tuple(below(folder)[0] for folder in passed)
    known: dict[bytes, tuple[str, bool]] = {
        path: (rule, bool(is_folder))
        for path, rule, is_folder in database.rows(
            "SELECT path, rule, is_folder FROM left_out WHERE root_id = ? AND path >= ? AND path < ?",
            root_id,
            first,
            last,
        )
        if not path.startswith(untouched)
    }
    found = {os.fsencode(entry.path): (entry.rule, entry.is_folder) for entry in entries}
    others = database.value("SELECT count(*) FROM left_out WHERE root_id = ?", root_id) - len(known)
    room = max(MOST_LEFT_OUT - others, 0)
    beyond += max(len(found) - room, 0)
    listed = dict(list(found.items())[:room])
    changed = {path for path in known.keys() | listed.keys() if known.get(path) != listed.get(path)}
    database.run_many("DELETE FROM left_out WHERE root_id = ? AND path = ?", ((root_id, path) for path in changed))
    database.run_many(
        "INSERT INTO left_out (root_id, path, rule, is_folder) VALUES (?, ?, ?, ?)",
        ((root_id, path, *listed[path]) for path in changed if path in listed),
    )
    if within is None:
        database.run("UPDATE roots SET left_out_beyond = ? WHERE id = ?", beyond, root_id)


def mark_stale(database: Database, within: str, folders: Iterable[str]) -> None:
    """Of all folders in `within`, itself included, exactly those in or below `folders` cannot be read now."""
    first, last = below(within)
    # Of the files' own folders only: what has no file in the index has nothing to be stale.
    rows = database.rows(
        "SELECT id, path, stale FROM folders WHERE path = ? OR (path >= ? AND path < ?)",
        first[:-1] or first,
        first,
        last,
    )
    blind = tuple(below(folder)[0] for folder in folders)
    changes = [
        (int(now), folder)
        for folder, path, stale in rows
        if (now := (path if path.endswith(_SEPARATOR) else path + _SEPARATOR).startswith(blind)) != bool(stale)
    ]
    database.run_many("UPDATE folders SET stale = ? WHERE id = ?", changes)
