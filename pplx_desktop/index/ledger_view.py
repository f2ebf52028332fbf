"""The ledger as people see it: entries by state, reason, folder and text, a page at a time, and how each folder stands.

Invariant: reads only, inside a snapshot. What is counted is what is listed: page, total and reasons come from one query.
"""

from __future__ import annotations

import json
import os
import unicodedata
from typing import Any

from pplx_desktop.core.ledger_types import FileEntry, LedgerPage, LedgerView
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.types import FileState, FolderStatus
from pplx_desktop.index.connection import Database
from pplx_desktop.index.ledger import join
from pplx_desktop.index.roots import below, find_roots

_FILES = """
SELECT d.path AS folder, f.name AS name, CAST(iif(d.path = X'2F', '', d.path) || '/' || f.name AS BLOB) AS path, f.state AS state, f.reason AS reason, f.detail AS detail, f.size AS size,
    f.mtime_ns AS mtime_ns, f.document_id AS document_id, f.suffix AS suffix,
    d.stale OR f.held_since IS NOT NULL AS stale, 0 AS is_folder
FROM files f JOIN folders d ON d.id = f.folder_id"""
_LEFT_OUT = """
SELECT path AS folder, NULL AS name, path, 'left-out' AS state, rule AS reason, '' AS detail, 0 AS size,
    0 AS mtime_ns, NULL AS document_id, '' AS suffix, 0 AS stale, is_folder FROM left_out"""
_ORDERS = {
    "path": "path {way}",
    "name": "shown_name(path) {way}, path",
    "size": "size {way}, path",
    "changed": "mtime_ns {way}, path",
    "reason": "reason {way}, path",
}
_EMBEDDED = (
    "EXISTS (SELECT 1 FROM embedded v JOIN generations g ON g.id = v.generation_id"
    " WHERE v.document_id = {document} AND g.role <> '')"
)


def find_page(database: Database, view: LedgerView) -> LedgerPage:
    """See `Index.ledger_page`."""
    # SQL can fold the case of Latin letters only.
    database.define("shown_path", _shown_path, 2)
    database.define("shown_name", _shown_name, 1)
    states = view.states or tuple(state for state in FileState if state is not FileState.LEFT_OUT)
    sources = [_FILES] if set(states) - {FileState.LEFT_OUT} else []
    sources += [_LEFT_OUT] if FileState.LEFT_OUT in states else []
    clauses = [f"state IN ({', '.join('?' * len(states))})"]
    values: list[Any] = [state.value for state in states]
    if view.reason:
        clauses.append("reason = ?")
        values.append(view.reason)
    if view.folder:
        first, last = below(view.folder)
        # A file lies in `folder`; what is left out is a path of its own.
        clauses.append("((name IS NOT NULL AND folder = ?) OR (folder >= ? AND folder < ?))")
        values += [first[:-1] or first, first, last]
    if view.text:
        clauses.append("instr(shown_path(folder, name), ?)")
        values.append(view.text.casefold())
    listed = f"FROM ({' UNION ALL '.join(sources)}) WHERE {' AND '.join(clauses)}"
    counts: list[tuple[str, int]] = database.rows(
        f"SELECT reason, count(*) {listed} GROUP BY reason ORDER BY 2 DESC, 1",
        *values,
    )
    way = "DESC" if view.descending else "ASC"
    order = _ORDERS[view.order].format(way=way)
    rows = database.rows(
        f"SELECT l.*, k.kind, k.chunk_count, k.warnings, {_EMBEDDED.format(document='l.document_id')}"  # noqa: S608
        f" FROM (SELECT * {listed} ORDER BY {order} LIMIT ? OFFSET ?) l"
        f" LEFT JOIN documents k ON k.id = l.document_id ORDER BY {order}",
        *values,
        view.limit,
        view.offset,
    )
    return LedgerPage(
        tuple(_entry(*row) for row in rows),
        sum(count for _, count in counts),
        {reason: count for reason, count in counts if reason},
    )


def find_folders(database: Database) -> list[FolderStatus]:
    """How each root stands, in the order of their paths."""
    return [_folder(database, root.path, root.watching) for root in find_roots(database)]


def _folder(database: Database, root: str, watching: Any) -> FolderStatus:
    first, last = below(root)
    states: dict[str, int] = {}
    held = chunks = embedded = 0
    for state, files, held_files, all_chunks, done_chunks in database.rows(
        "SELECT f.state, count(*), count(f.held_since), ifnull(sum(k.chunk_count), 0), ifnull(sum(iif("  # noqa: S608
        f"{_EMBEDDED.format(document='f.document_id')}, k.chunk_count, 0)), 0)"
        " FROM folders d JOIN files f ON f.folder_id = d.id LEFT JOIN documents k ON k.id = f.document_id"
        " WHERE d.path = ? OR (d.path >= ? AND d.path < ?) GROUP BY f.state",
        first[:-1] or first,
        first,
        last,
    ):
        states[state] = files
        held += held_files
        chunks += all_chunks
        embedded += done_chunks
    left_out = database.value(
        "SELECT left_out_beyond + (SELECT count(*) FROM left_out WHERE root_id = roots.id) FROM roots WHERE path = ?",
        os.fsencode(root),
    )
    return FolderStatus(
        path=root,
        watching=watching,
        files=sum(states.values()),
        indexed=states.get(FileState.INDEXED, 0),
        pending=states.get(FileState.PENDING, 0),
        skipped=states.get(FileState.SKIPPED, 0),
        failed=states.get(FileState.FAILED, 0),
        left_out=left_out or 0,
        held=held,
        chunks=chunks,
        embedded=embedded,
    )


def _shown_path(folder: bytes, name: bytes | None) -> str:
    return displayed(os.fsdecode(folder) if name is None else join(folder, name)).casefold()


def _shown_name(path: bytes) -> str:
    """What a name is sorted by: `É` comes behind `e`, not behind `z`."""
    return unicodedata.normalize("NFKD", displayed(os.path.basename(os.fsdecode(path)))).casefold()  # noqa: PTH119 -- bytes that are no text travel in str


def _entry(*row: Any) -> FileEntry:
    (
        folder,
        name,
        _,
        state,
        reason,
        detail,
        size,
        mtime_ns,
        _,
        suffix,
        stale,
        is_folder,
        kind,
        chunks,
        warnings,
        done,
    ) = row
    return FileEntry(
        path=os.fsdecode(folder) if name is None else join(folder, name),
        state=FileState(state),
        reason=reason,
        detail=detail,
        size=size,
        mtime_ns=mtime_ns,
        kind=kind or suffix,
        chunks=chunks or 0,
        embedded=(chunks or 0) if done else 0,
        warnings=tuple(json.loads(warnings)) if warnings else (),
        stale=bool(stale),
        is_folder=bool(is_folder),
    )
