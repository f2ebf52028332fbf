"""An index file that is open: its connection, its transactions, and what deleted text leaves behind.

Invariant: what was deleted is out of all of the index's files as soon as no reader needs it any more: after the write,
after a later one, or at the end.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.index import words
from pplx_desktop.index.code_copies import CodeCopies
from pplx_desktop.index.connection import BUSY_TIMEOUT_MS
from pplx_desktop.index.fulltext import FullText
from pplx_desktop.index.migrate import open_index
from pplx_desktop.index.retrieval import Retrieval


class OpenedIndex:
    """What every part of an `Index` stands on."""

    def __init__(self, path: Path, *, write: bool, busy_timeout_ms: int, codes: CodeCopies | None = None) -> None:
        self.path = path
        self._db = open_index(path, write=write, busy_timeout_ms=busy_timeout_ms)
        self._fulltext = FullText(self._db)
        self.retrieval = Retrieval(self._db, self._fulltext, codes)
        # Whether the log may hold what was deleted. An earlier writer may have been killed before it emptied it.
        self._traces = write

    @classmethod
    def open(
        cls, path: Path, *, write: bool, busy_timeout_ms: int = BUSY_TIMEOUT_MS, codes: CodeCopies | None = None
    ) -> Self:
        """Open the index file. A writer makes it where it is missing and brings an older one up to date. With `codes`,
        searches by meaning are answered from what is kept there of this file, where it can be.

        Raises `EnvironmentProblem`: index-missing and index-older (readers), index-newer, index-corrupt, index-locked,
        index-inaccessible, disk-full, sqlite-unsuitable.
        """
        return cls(path, write=write, busy_timeout_ms=busy_timeout_ms, codes=codes)

    def give_back_memory(self) -> None:
        """Drop the pages that are kept for the next reading; they come again by themselves."""
        self._db.run("PRAGMA shrink_memory")

    def close(self) -> None:
        """Close the connection. Idempotent.

        A log that may still hold deleted text is emptied before, for SQLite does so by itself only where no other
        connection is open.
        """
        try:
            # Nobody could do anything about a failure any more; the next writer tries again.
            with suppress(EnvironmentProblem):
                if self._traces:
                    self.erase_traces()
        finally:
            self._traces = False
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def batch(self) -> AbstractContextManager[None]:
        """Make all writes inside one transaction, which saves time with many small files. A failure undoes them all."""
        return self._writing()

    @contextmanager
    def _writing(self) -> Generator[None]:
        """One transaction; after it, a try to erase what was only marked, or what a reader kept from being erased before."""
        with self._db.transaction():
            yield
        if not self._db.connection.in_transaction and (self._traces or words.is_marked(self._db)):
            self.erase_traces(wait=False)

    def snapshot(self) -> AbstractContextManager[None]:
        """Make all reads inside see one state of the index."""
        return self._db.snapshot()

    @contextmanager
    def answering(self, wanted: Wanted | None) -> Generator[None]:
        """Read for somebody who may give up waiting: what is read inside raises `Cancelled` then."""
        self._db.wanted = wanted
        try:
            yield
        finally:
            self._db.wanted = None

    def erase_traces(self, *, wait: bool = True) -> bool:
        """Take words out that are only marked as deleted, then empty the write-ahead log into the database, which leaves
        no deleted text in it. False where a reader is in the way, with `wait` for longer than the busy timeout; then
        each later write tries again.
        """
        while words.erase_step(self._db):
            pass
        self._traces = not self._db.empty_log(wait=wait)
        return not self._traces
