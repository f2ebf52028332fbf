"""One connection to the index file: how it is opened, how its transactions run, and what its errors become.

Invariants: the file, its `-wal` and its `-shm` are readable by their owner only, whatever the umask; no apsw exception
leaves this room unconverted; a write transaction is committed whole or not at all. The file is never opened by other
means than SQLite here: closing any descriptor of it would drop the locks of every connection in the process.

A connection is used by one thread at a time. Readers on other threads open their own.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar, cast

import apsw
import numpy as np
import sqlite_vec
from numpy.typing import NDArray

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.paths import make_private_folder
from pplx_desktop.core.wanted import Wanted

OLDEST_SQLITE = 3_051_003
"""Before this version a WAL reset could corrupt the database."""
BUSY_TIMEOUT_MS = 5_000
_MOST_KEPT = 2_000
"""So many things are kept of one state."""
SIDE_FILES = ("-wal", "-shm", "-journal")

Row = tuple[Any, ...]
_T = TypeVar("_T")


class Database:
    """A connection with converted errors and re-entrant transactions."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        # apsw's stubs name a Buffer type that Python 3.11 lacks; `Any` keeps what is unknown in this class.
        self._handle: Any = connection
        self._depth = 0
        self._state: tuple[int, int] | None = None
        self._is_known = self._has_snapshot = False
        self._kept: dict[object, Any] = {}
        self.knows_vocabulary = False
        """See `holders.open_vocabulary`."""
        self.wanted: Wanted | None = None
        """Who waits for what is read; see `OpenedIndex.answering`."""

    def close(self) -> None:
        """Close the connection. Idempotent."""
        with converted_errors(self.path):
            self.connection.close()

    def run(self, sql: str, *values: Any) -> None:
        """Execute a statement, or several without values."""
        with converted_errors(self.path):
            self._handle.execute(sql, values or None)

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute a statement for each row of values."""
        with converted_errors(self.path):
            self._handle.executemany(sql, rows)

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """All rows that a query gives. They are fetched at once, so that no cursor outlives a transaction."""
        if self.wanted is not None:
            self.wanted.check()
        with converted_errors(self.path):
            return self._handle.execute(sql, values or None).fetchall()

    def row(self, sql: str, *values: Any) -> Row | None:
        """The first row, or None."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def value(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, *values)
        return found[0] if found else None

    def insert(self, sql: str, *values: Any) -> int:
        """Execute an INSERT and return the new row's id."""
        self.run(sql, *values)
        return self.connection.last_insert_rowid()

    def define(self, name: str, function: Callable[..., Any], arguments: int) -> None:
        """Make a pure function known to this connection's SQL."""
        self._handle.create_scalar_function(name, function, arguments, deterministic=True)

    def define_match(self, name: str, function: Callable[[apsw.FTS5ExtensionApi], int]) -> None:
        """Make a function of what a full text query matches known to this connection's SQL."""
        self._handle.register_fts5_function(name, function)

    def empty_log(self, *, wait: bool) -> bool:
        """Move the write-ahead log into the database and truncate it. Outside transactions.

        False where a reader still needs it, with `wait` for longer than the busy timeout.
        """
        if wait:
            return self.value("PRAGMA wal_checkpoint(TRUNCATE)") == 0
        timeout_ms = self.value("PRAGMA busy_timeout")
        self.run("PRAGMA busy_timeout = 0")
        try:
            return self.value("PRAGMA wal_checkpoint(TRUNCATE)") == 0
        finally:
            self.run(f"PRAGMA busy_timeout = {timeout_ms}")

    def kept(self, key: object, make: Callable[[], _T]) -> _T:
        """What `make` reads of the index, read once for all snapshots that have the same state: `key` says what it is.
        Outside of snapshots, and where something was written in this one, it is read each time.
        """
        if not self._is_unchanged():
            return make()
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = make()
        return self._kept[key]

    @property
    def is_known_state(self) -> bool:
        """Whether an earlier snapshot had the same state: then what takes long to read pays to be `kept`."""
        return self._is_unchanged() and self._is_known

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Write in one transaction. Nested use joins the outer one, and a failure undoes all of it."""
        with self._scope("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def snapshot(self) -> Generator[None]:
        """Read several times from one state of the index, while a writer goes on elsewhere."""
        is_first = not self._depth
        with self._scope("BEGIN DEFERRED"):
            if not is_first:
                yield
                return
            self._look_at_state()
            self._has_snapshot = True
            try:
                yield
            finally:
                self._has_snapshot = False

    def _look_at_state(self) -> None:
        """Forget what is kept of another state. The one number tells of writes by others, the other of those by this
        connection.
        """
        state = (self.value("PRAGMA data_version"), self.connection.total_changes())
        self._is_known = state == self._state
        if not self._is_known:
            self._kept.clear()
            self._state = state

    def _is_unchanged(self) -> bool:
        return self._has_snapshot and self._state is not None and self.connection.total_changes() == self._state[1]

    @contextmanager
    def _scope(self, begin: str) -> Generator[None]:
        if self._depth:
            yield
            return
        if self.connection.in_transaction:
            # The last one could not be rolled back then.
            self.run("ROLLBACK")
            self.knows_vocabulary = False
        self.run(begin)
        self._depth = 1
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # Tables of this connection alone are taken back, too.
            self.knows_vocabulary = False
            # A full disk makes SQLite roll back by itself; a second ROLLBACK would hide the first error.
            if self.connection.in_transaction:
                # Nor may one that fails hide it: memory may be short, or the disk gone.
                with suppress(apsw.Error):
                    self._handle.execute("ROLLBACK")
            raise
        finally:
            self._depth = 0


def id_list(ids: Iterable[int] | NDArray[np.int64]) -> Any:
    """Ids as the argument of `carray(?)`. With 0 in front, which no row has, because carray refuses to be empty."""
    rest: Any = cast("Any", ids) if isinstance(ids, np.ndarray) else np.fromiter(ids, np.int64)
    array: Any = np.concatenate((np.zeros(1, np.int64), rest))
    return cast("Any", apsw).carray(array)


@contextmanager
def converted_errors(path: Path) -> Generator[None]:
    """Turn what apsw raises into the program's own errors. A mistake in our SQL stays a bug."""
    try:
        yield
    except apsw.Error as error:
        problem = _problem(error, path)
        if problem is None:
            raise
        raise problem from error


def _problem(error: apsw.Error, path: Path) -> EnvironmentProblem | None:
    detail = f"{type(error).__name__}: {error}"
    if isinstance(error, (apsw.BusyError, apsw.LockedError)):
        return EnvironmentProblem(
            "index-locked",
            "The index is in use by another process.",
            detail=detail,
            hint="Close the other pplx-desktop, or try again in a moment.",
        )
    if isinstance(error, apsw.FullError):
        return EnvironmentProblem(
            "disk-full",
            f"There is no space left for the index in {path.parent}.",
            detail=detail,
            hint="Free some space.",
        )
    if isinstance(error, apsw.NoMemError):
        return EnvironmentProblem(
            "index-no-memory",
            "There is not enough memory for the index.",
            detail=detail,
            hint="Close other programs, or try again in a moment.",
        )
    if isinstance(error, (apsw.CorruptError, apsw.NotADBError, apsw.FormatError)):
        return corrupt(path, detail)
    if isinstance(error, (apsw.ReadOnlyError, apsw.PermissionsError, apsw.CantOpenError, apsw.IOError)):
        return EnvironmentProblem(
            "index-inaccessible",
            f"The index {path} cannot be opened or written.",
            detail=detail,
            hint="Check the folder's permissions, its drive and its free space.",
        )
    return None


@contextmanager
def converted_file_errors(path: Path) -> Generator[None]:
    """Turn what the system raises where whole files of the index are handled into the program's own errors."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise EnvironmentProblem(
                "disk-full",
                f"There is no space left for the index in {path.parent}.",
                detail=str(error),
                hint="Free some space.",
            ) from error
        raise EnvironmentProblem(
            "index-inaccessible",
            f"The index {path} cannot be written: {error.strerror}.",
            detail=str(error),
            hint="Check the folder's permissions, its drive and its free space.",
        ) from error


def needs_rollback(problem: EnvironmentProblem) -> bool:
    """Whether a file could not be read only because a crash left it in the middle of a write that must be undone."""
    error: Any = problem.__cause__
    return isinstance(error, apsw.ReadOnlyError) and cast("Any", error).extendedresult in {
        apsw.SQLITE_READONLY_ROLLBACK,
        apsw.SQLITE_READONLY_RECOVERY,
    }


def corrupt(path: Path, detail: str) -> EnvironmentProblem:
    """The error for an index whose content cannot be what we wrote."""
    return EnvironmentProblem(
        "index-corrupt",
        f"The index {path} is damaged.",
        detail=detail,
        hint="Set it aside and index again: your folders and settings are kept elsewhere and are not lost.",
    )


def missing(path: Path) -> EnvironmentProblem:
    """The error for reading an index that nobody has made."""
    return EnvironmentProblem(
        "index-missing", f"There is no index at {path} yet.", hint="Add a folder to search first."
    )


def connect(path: Path, *, write: bool, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Database:
    """Open the file, which must exist for reading and is made for writing. Looks at nothing inside it.

    Raises `EnvironmentProblem`: index-missing, index-locked, index-corrupt, index-inaccessible, sqlite-unsuitable.
    """
    if not apsw.using_amalgamation or apsw.SQLITE_VERSION_NUMBER < OLDEST_SQLITE:
        raise EnvironmentProblem(
            "sqlite-unsuitable",
            f"apsw came with SQLite {apsw.sqlite_lib_version()}, which may damage the index.",
            hint="Install apsw 3.51.3 or newer from a wheel.",
        )
    if write:
        _make_private(path)
    elif not path.is_file():
        raise missing(path)
    flags = apsw.SQLITE_OPEN_READWRITE if write else apsw.SQLITE_OPEN_READONLY
    name = os.fspath(path)
    if not write and _cannot_change(path):
        name, flags = f"{path.absolute().as_uri()}?immutable=1", flags | apsw.SQLITE_OPEN_URI
    with converted_errors(path):
        connection = apsw.Connection(name, flags=flags)
    database = Database(connection, path)
    try:
        with converted_errors(path):
            connection.set_busy_timeout(busy_timeout_ms)
            _load_sqlite_vec(connection)
        database.run("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY")
        database.run("PRAGMA cache_size = -32000")
        if write:
            # Pages that become free can be given back a few at a time. Only an empty file heeds it.
            database.run("PRAGMA auto_vacuum = INCREMENTAL")
            # Deleted text must leave the file, not only the tables.
            database.run("PRAGMA secure_delete = ON")
            database.run("PRAGMA journal_mode = WAL")
            # A power loss may take the last commits, but leaves the file whole; the next scan finds what is missing.
            database.run("PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864")
    except BaseException:
        database.close()
        raise
    return database


def _cannot_change(path: Path) -> bool:
    """Whether an index lies where nobody writes: on read-only media. SQLite's log needs a file beside it, even to read."""
    log = path.with_name(path.name + "-wal")
    return not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)


def _load_sqlite_vec(connection: apsw.Connection) -> None:
    connection.enable_load_extension(True)  # noqa: FBT003 -- positional in apsw
    connection.load_extension(sqlite_vec.loadable_path())
    connection.enable_load_extension(False)  # noqa: FBT003


def _make_private(path: Path) -> None:
    try:
        make_private_folder(path.parent)
        try:
            # SQLite gives its side files the permissions of the database, so these decide for all three.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            for file in (path, *(path.with_name(path.name + side) for side in SIDE_FILES)):
                if file.exists():
                    file.chmod(0o600)
    except OSError as error:
        raise EnvironmentProblem(
            "index-inaccessible",
            f"The folder {path.parent} for the index cannot be written: {error.strerror}.",
            hint="Check the folder's permissions and its drive.",
        ) from error


def set_aside(path: Path) -> Path:
    """Move a damaged index and its side files out of the way. No connection to it may be open.

    Returns the database's new path: beside the old one, with `.damaged-N` appended, N being the first that is free.
    Raises `EnvironmentProblem`.
    """
    number = 1
    while (target := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    try:
        for side in ("", *SIDE_FILES):
            source = path.with_name(path.name + side)
            if source.exists():
                source.rename(target.with_name(target.name + side))
    except OSError as error:
        raise EnvironmentProblem(
            "index-inaccessible",
            f"The damaged index {path} cannot be moved: {error.strerror}.",
            hint="Move or delete it by hand, then start again.",
        ) from error
    return target
