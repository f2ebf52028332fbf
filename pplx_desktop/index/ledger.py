"""Files as rows: what is on disk and where each file stands. Called inside a transaction.

Invariant: a path has one row; a folder has a row as long as a file in it has one; a document has a row as long as a
file points to it. Paths are kept as bytes and given as `str` with surrogate escapes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from pplx_desktop.core.types import FileStat, FileState
from pplx_desktop.index.connection import Database, Row
from pplx_desktop.index.names import delete_name, delete_names, insert_name
from pplx_desktop.index.roots import below

_COLUMNS = (
    "f.id, d.path, f.name, f.size, f.mtime_ns, f.device, f.inode, f.state, f.reason, f.extractor_version, f.document_id,"
    " f.held_since IS NOT NULL"
)
_SEPARATOR = os.fsencode(os.sep)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as the index knows it. `file` is what the disk said when it was last noted; one that is `held` is gone, and
    kept until the user confirms it.
    """

    file_id: int
    file: FileStat
    state: FileState
    reason: str
    extractor_version: int
    document_id: int | None
    held: bool = False


def join(folder: bytes, name: bytes) -> str:
    """The path of a file from its two columns."""
    return os.fsdecode(folder + name if folder.endswith(_SEPARATOR) else folder + _SEPARATOR + name)


def suffix_of(name: str) -> str:
    """The part of a name after its last dot, in lower case; empty where there is none."""
    suffix = PurePath(name).suffix[1:].lower()
    return suffix.encode("utf-8", "replace").decode("utf-8")


def _record(row: Row) -> FileRecord:
    file_id, folder, name, size, mtime_ns, device, inode, state, reason, version, document_id, held = row
    file = FileStat(join(folder, name), size, mtime_ns, int(device), int(inode))
    return FileRecord(file_id, file, FileState(state), reason, version, document_id, bool(held))


def files_under(database: Database, root: str, *, deep: bool = True) -> dict[str, FileRecord]:
    """All files in a folder and, with `deep`, below it, by path."""
    first, last = below(root)
    last = last if deep else first
    rows = database.rows(
        f"SELECT {_COLUMNS} FROM folders d JOIN files f ON f.folder_id = d.id"  # noqa: S608
        " WHERE d.path = ? OR (d.path >= ? AND d.path < ?)",
        first[:-1] or first,
        first,
        last,
    )
    return {record.file.path: record for record in map(_record, rows)}


def folders_under(database: Database, root: str) -> list[str]:
    """The folders that have files, of those at `root` and below it."""
    first, last = below(root)
    rows = database.rows(
        "SELECT path FROM folders WHERE path = ? OR (path >= ? AND path < ?) ORDER BY path",
        first[:-1] or first,
        first,
        last,
    )
    return [os.fsdecode(path) for (path,) in rows]


def paths_outside(database: Database, roots: Iterable[str]) -> list[str]:
    """All files that lie in none of these folders or below them."""
    inside = tuple(folder if folder.endswith(_SEPARATOR) else folder + _SEPARATOR for folder in map(os.fsencode, roots))
    return [
        join(folder, name)
        for folder, name in database.rows("SELECT d.path, f.name FROM folders d JOIN files f ON f.folder_id = d.id")
        if not (folder + _SEPARATOR).startswith(inside)
    ]


def files_at(database: Database, paths: Iterable[str]) -> list[FileRecord]:
    """The files at these paths, and those in or below them, each once."""
    found: dict[int, FileRecord] = {}
    for path in paths:
        known = find_file(database, path)
        for record in (known,) if known else files_under(database, path).values():
            found[record.file_id] = record
    return list(found.values())


def hold_files(database: Database, paths: Iterable[str], since_ns: int | None) -> None:
    """Note that files are gone but kept, or with None that they are there again."""
    for path in paths:
        folder, name = os.path.split(path)
        database.run(
            "UPDATE files SET held_since = ? WHERE name = ? AND folder_id = (SELECT id FROM folders WHERE path = ?)",
            since_ns,
            os.fsencode(name),
            os.fsencode(folder),
        )


def find_file(database: Database, path: str) -> FileRecord | None:
    """The file at a path."""
    folder, name = os.path.split(path)
    row = database.row(
        f"SELECT {_COLUMNS} FROM folders d JOIN files f ON f.folder_id = d.id WHERE d.path = ? AND f.name = ?",  # noqa: S608
        os.fsencode(folder),
        os.fsencode(name),
    )
    return _record(row) if row else None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a file stands from now on."""

    state: FileState
    reason: str = ""
    detail: str = ""
    extractor_version: int = 0
    document_id: int | None = None


def put_file(database: Database, file: FileStat, standing: Standing) -> int | None:
    """Write a file's row. Returns the document it pointed to before, if it no longer does."""
    known = find_file(database, file.path)
    values = (
        file.size,
        file.mtime_ns,
        str(file.device),
        str(file.inode),
        standing.state.value,
        standing.reason,
        standing.detail,
        standing.extractor_version,
        standing.document_id,
    )
    if known is None:
        folder, name = os.path.split(file.path)
        file_id = database.insert(
            "INSERT INTO files (folder_id, name, suffix, size, mtime_ns, device, inode, state, reason, detail,"
            " extractor_version, document_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _folder_id(database, folder),
            os.fsencode(name),
            suffix_of(name),
            *values,
        )
        insert_name(database, file_id, folder, name)
        return None
    database.run(
        "UPDATE files SET size = ?, mtime_ns = ?, device = ?, inode = ?, state = ?, reason = ?, detail = ?,"
        " extractor_version = ?, document_id = ?, held_since = NULL WHERE id = ?",
        *values,
        known.file_id,
    )
    return known.document_id if known.document_id != standing.document_id else None


def move_files(database: Database, moves: Sequence[tuple[FileRecord, FileStat]]) -> None:
    """Give files' rows other paths. Nothing must be at those but what is moved as well. State and document stay.

    First the rows, then the names in the order of their ids: FTS5 writes out what it has collected at each change of
    another table that foreign keys look at, and at each step back in rowids; with ten thousand renames that is dear.
    """
    taken = {file.path for _, file in moves}
    for known, _ in moves:
        if known.file.path in taken:
            # A name that no file can have, until all have theirs.
            database.run("UPDATE files SET name = ? WHERE id = ?", _SEPARATOR + b"%d" % known.file_id, known.file_id)
    for known, file in moves:
        folder, name = os.path.split(file.path)
        database.run(
            "UPDATE files SET folder_id = ?, name = ?, suffix = ?, size = ?, mtime_ns = ?, device = ?, inode = ?,"
            " held_since = NULL WHERE id = ?",
            _folder_id(database, folder),
            os.fsencode(name),
            suffix_of(name),
            file.size,
            file.mtime_ns,
            str(file.device),
            str(file.inode),
            known.file_id,
        )
    moves = sorted(moves, key=lambda move: move[0].file_id)
    for known, _ in moves:
        delete_name(database, known.file_id)
    for known, file in moves:
        insert_name(database, known.file_id, *os.path.split(file.path))
    for path in {os.path.split(known.file.path)[0]: known.file.path for known, _ in moves}.values():
        delete_folder_if_empty(database, path)


def delete_files(database: Database, files: Sequence[FileRecord]) -> None:
    """Delete files' rows, their names, and folders that are empty now. For the order see `move_files`."""
    delete_names(database, sorted((known.file_id, known.file.path) for known in files))
    for known in files:
        database.run("DELETE FROM files WHERE id = ?", known.file_id)
    for path in {os.path.split(known.file.path)[0]: known.file.path for known in files}.values():
        delete_folder_if_empty(database, path)


def delete_folder_if_empty(database: Database, path: str) -> None:
    """Delete the row of the folder that `path` lies in, if no file is in it any more."""
    folder = os.fsencode(os.path.split(path)[0])
    # Asked before: any DELETE here makes FTS5 write out what it has collected, once for each of ten thousand renames.
    if database.value(
        "SELECT 1 FROM folders WHERE path = ? AND NOT EXISTS (SELECT 1 FROM files WHERE folder_id = folders.id)", folder
    ):
        database.run("DELETE FROM folders WHERE path = ?", folder)


def drop_if_orphan(database: Database, document_id: int | None, drop: Callable[[int], None]) -> None:
    """Call `drop` for a document that no file points to."""
    if document_id is None:
        return
    if database.value("SELECT 1 FROM files WHERE document_id = ? LIMIT 1", document_id) is None:
        drop(document_id)


def _folder_id(database: Database, folder: str) -> int:
    path = os.fsencode(folder)
    known = database.value("SELECT id FROM folders WHERE path = ?", path)
    return known if known is not None else database.insert("INSERT INTO folders (path) VALUES (?)", path)
