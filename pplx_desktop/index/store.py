"""The index: everything that is stored, and the only way to it.

One SQLite file, which can always be made again from the user's files. Invariants: all of a file is written in one
transaction, so that a kill leaves a file's old version or its new one, whole; an old version stays searchable until the
new one takes its place; nothing is written by a reader.

An `Index` belongs to one thread at a time. Other threads open their own with `write=False`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pplx_desktop.core.types import FileState, IndexCounts
from pplx_desktop.index import check, common_words, condition_values, upkeep, waiting
from pplx_desktop.index.connection import SIDE_FILES, set_aside
from pplx_desktop.index.file_store import FileStore
from pplx_desktop.index.ledger import FileRecord
from pplx_desktop.index.roots import LeftOut, RootRecord
from pplx_desktop.index.vector_store import VectorStore
from pplx_desktop.index.vectors import Generation, Role
from pplx_desktop.index.waiting import EmbedJob

__all__ = ["EmbedJob", "FileRecord", "Generation", "Index", "LeftOut", "Role", "RootRecord", "set_aside"]


class Index(FileStore, VectorStore):
    """See the module. Every method may raise `EnvironmentProblem` (index-locked, index-corrupt, disk-full …)."""

    _listing: Iterator[int] | None = None
    """Lists of common words that are being made."""

    def counts(self, generation: int | Iterable[int] | None) -> IndexCounts:
        """How many files are in each state, and what the index holds. `embedded` counts chunks with a vector in the
        generation, or in any of several.
        """
        searched = [generation] if isinstance(generation, int) else generation or ()
        with self._db.snapshot():
            states: dict[str, int] = dict(self._db.rows("SELECT state, count(*) FROM files GROUP BY state"))
            reasons: dict[str, int] = dict(
                self._db.rows("SELECT reason, count(*) FROM files WHERE reason <> '' GROUP BY reason ORDER BY 2 DESC")
            )
            chunks, chars = self._db.rows("SELECT ifnull(sum(chunk_count), 0), ifnull(sum(chars), 0) FROM documents")[0]
            embedded = waiting.embedded_chunks(self._db, searched)
        files = [self.path, *(self.path.with_name(self.path.name + side) for side in SIDE_FILES)]
        return IndexCounts(
            files=sum(states.values()),
            indexed=states.get(FileState.INDEXED, 0),
            pending=states.get(FileState.PENDING, 0),
            skipped=states.get(FileState.SKIPPED, 0),
            failed=states.get(FileState.FAILED, 0),
            chunks=chunks,
            embedded=embedded,
            text_chars=chars,
            index_bytes=sum(file.stat().st_size for file in files if file.exists()),
            reasons=reasons,
        )

    def kind_counts(self) -> dict[str, int]:
        """How many files of each kind were read, the most first."""
        return condition_values.kind_counts(self._db)

    def folder_names(self) -> dict[str, int]:
        """How many files lie below folders of each name."""
        return condition_values.folder_names(condition_values.folder_counts(self._db))

    def path_counts(self) -> list[tuple[str, int]]:
        """The folders that files are directly in, and how many."""
        return condition_values.folder_counts(self._db)

    def check(self) -> list[str]:
        """What does not agree in the index, one line each; empty where all is well. Reads everything."""
        return check.find_faults(self._db)

    def list_words(self, *, newest_only: bool = False) -> bool:
        """Do one small step of making lists of common words, in an index that is large enough to need them: the part of
        `tidy` that searching gains by. With `newest_only`, where they are missing of what was written last. False where none
        are to be made. A kill at any moment is harmless.
        """
        if self._listing is None or next(self._listing, None) is None:
            self._listing = common_words.list_block(self._db, newest_only=newest_only)
            if next(self._listing, None) is None:
                self._listing = None
        return self._listing is not None

    def tidy(self) -> bool:
        """Do one small step of upkeep: drop vectors without a role, make lists of common words, give unused space back.
        False where nothing was to be done. A kill at any moment is harmless.
        """
        return upkeep.tidy_step(self._db) or self.list_words()
