"""Which version an index file has, and how an older one becomes the current one.

Invariants: a file of a newer program, or of another program, is refused without a byte of it changed. A migration and
its version number are committed together, so a kill leaves the old version or the new. `schema/current.sql` equals the
oldest schema plus all migrations. What is stored changed from the ground up with version 3: older indexes are written
anew (see `rebuild`). With version 4 words are cut otherwise: they are made anew in place (see `remake`). With
version 5 the values of a generation have as many bits as it says, and those that were there have two.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.index.connection import Database, connect, corrupt, missing, needs_rollback
from pplx_desktop.index.rebuild import rebuild
from pplx_desktop.index.remake import remake_words

APPLICATION_ID = 0x70706C78
"""`pplx` in ASCII."""
SCHEMA_VERSION = 5
_REBUILT_BEFORE = 3
"""Older indexes are not changed in place."""
_ALSO: dict[int, Callable[[Database], None]] = {4: remake_words}
"""What a migration does besides its SQL, in the same transaction."""
CURRENT_SCHEMA = Path(__file__).with_name("schema") / "current.sql"
MIGRATIONS = Path(__file__).with_name("migrations")


def open_index(path: Path, *, write: bool, busy_timeout_ms: int) -> Database:
    """Open an index of the current version: made where there is none, migrated where it is older (writers only).

    Raises `EnvironmentProblem`: index-newer, index-older (readers), index-corrupt, and those of `connect`.
    """
    if path.is_file():
        version = _peek(path, write=write, busy_timeout_ms=busy_timeout_ms)
        if not write and version == 0:
            raise missing(path)
        if not write and version < SCHEMA_VERSION:
            raise EnvironmentProblem(
                "index-older",
                "The index was made by an older version of the program.",
                hint="The window brings it up to date by itself, and so does: pplx-desktop index",
            )
    elif not write:
        # Told here, not by opening: a writer may be making the file just now, and what is in it was not looked at.
        raise missing(path)
    database = connect(path, write=write, busy_timeout_ms=busy_timeout_ms)
    try:
        if write and 0 < _version(database) < _REBUILT_BEFORE:
            database.close()
            rebuild(path, _make, busy_timeout_ms=busy_timeout_ms)
            database = connect(path, write=True, busy_timeout_ms=busy_timeout_ms)
        if write:
            _bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return database


def is_older(path: Path) -> bool:
    """Whether a writer will bring the index up to date first, in a way that takes a while: SQL alone takes no time. Never
    raises for what is no index.
    """
    try:
        return path.is_file() and 0 < _peek(path, write=True, busy_timeout_ms=0) < max(_ALSO)
    except EnvironmentProblem:
        return False


def _peek(path: Path, *, write: bool, busy_timeout_ms: int) -> int:
    # Looked at through a read-only connection, which changes nothing, not even by a checkpoint at its end.
    try:
        with closing(connect(path, write=False, busy_timeout_ms=busy_timeout_ms)) as peek:
            return _version(peek)
    except EnvironmentProblem as problem:
        # A crash left a journal that must be rolled back first, which only a writer can do: it asks again.
        if write and needs_rollback(problem):
            return SCHEMA_VERSION
        raise


def _version(database: Database) -> int:
    """The version of the file, 0 where it is empty. Raises `EnvironmentProblem` for one that is not ours to use."""
    # In one look: another process may be making the index just now.
    with database.snapshot():
        application, version = (database.value(f"PRAGMA {name}") for name in ("application_id", "user_version"))
        empty = database.value("SELECT count(*) FROM sqlite_schema") == 0
    if empty and not application and not version:
        return 0
    if application != APPLICATION_ID:
        raise corrupt(database.path, f"application_id is {application:#x}")
    if version > SCHEMA_VERSION:
        raise EnvironmentProblem(
            "index-newer",
            "The index was made by a newer version of the program.",
            detail=f"version {version}, this program knows {SCHEMA_VERSION}",
            hint="Use that version, or choose another folder with PPLX_DESKTOP_HOME. Nothing was changed.",
        )
    return version


def _bring_up_to_date(database: Database) -> None:
    if _version(database) == SCHEMA_VERSION:
        return
    with database.transaction():
        # Asked again: another process may have done the work while this one waited for the lock.
        version = _version(database)
        if version == 0:
            _make(database)
    migrate(database, _version(database), SCHEMA_VERSION, MIGRATIONS)


def _make(database: Database) -> None:
    database.run(CURRENT_SCHEMA.read_text("utf-8"))
    _stamp(database, SCHEMA_VERSION)


def migrate(database: Database, version: int, target: int, folder: Path) -> None:
    """Apply `NNNN.sql` for each version after `version` up to `target`, each in a transaction of its own."""
    for step in range(version + 1, target + 1):
        with database.transaction():
            database.run((folder / f"{step:04}.sql").read_text("utf-8"))
            if step in _ALSO:
                _ALSO[step](database)
            _stamp(database, step)


def _stamp(database: Database, version: int) -> None:
    database.run(f"PRAGMA application_id = {APPLICATION_ID}")
    database.run(f"PRAGMA user_version = {version}")
