"""Answers queries from any thread, over a small pool of reading connections.

Invariant: a connection serves one call at a time. It never writes, so searching goes on while the index is written,
and when it cannot be written at all.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager

from pplx_desktop.core.condition_value import Condition, ConditionValue
from pplx_desktop.core.errors import Cancelled, EnvironmentProblem, PplxError, UserError
from pplx_desktop.core.holdings import KindShare
from pplx_desktop.core.ledger_types import LedgerPage, LedgerView
from pplx_desktop.core.paths import Paths, displayed
from pplx_desktop.core.reasons import hint_of, label_of
from pplx_desktop.core.types import (
    DocumentView,
    FileState,
    Fill,
    FolderStatus,
    IndexCounts,
    Passage,
    SearchMode,
    SearchResult,
)
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.engine.limits import give_back_memory, has_room_for, keep_memory
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.index.code_copies import CodeCopies
from pplx_desktop.index.holdings import Parts
from pplx_desktop.index.ledger import FileRecord
from pplx_desktop.index.store import Generation, Index
from pplx_desktop.search import condition_values
from pplx_desktop.search.like import find_more_like
from pplx_desktop.search.ranking import DEFAULT_RANKING, Ranking
from pplx_desktop.search.searcher import Searcher

_IDLE_CONNECTIONS = 4


class SearchService:
    """Search, preview and counts of one index, with the model that is in the slot at that moment."""

    def __init__(
        self, paths: Paths, model: ModelSlot, ranking: Ranking = DEFAULT_RANKING, *, is_lasting: bool = False
    ) -> None:
        """A process that `is_lasting` answers many queries: for these, memory is kept that one needs for a moment."""
        self._paths, self._index_file, self._model, self._ranking = paths, paths.index_file, model, ranking
        # Where there is one query only, they are read while its model is loaded.
        self._codes = CodeCopies(paths.index_file, has_room=has_room_for, given_back=give_back_memory)
        if is_lasting:
            keep_memory()
        self._lock = threading.Lock()
        self._idle: list[Index] = []
        self._idle_identity: tuple[int, int] | None = None
        self._closed = False
        self._until_closed = Wanted()

    def search(
        self, query: str, *, limit: int, mode: SearchMode, typing: bool = False, wanted: Wanted | None = None
    ) -> SearchResult:
        """Answer a query; with `typing` its last word may be incomplete. Raises `UserError`, `EnvironmentProblem`,
        `ModelProblem` in mode `meaning`, and `Cancelled` soon after `wanted` was called off, or the service closed.
        """
        with self._reader() as index, index.answering(self._until_closed_or(wanted)):
            searcher = Searcher(index, self._model.embedder, self._ranking, others=self._model.embedder_of)
            return searcher.search(query, limit=limit, mode=mode, typing=typing)

    def passages_of(self, query: str, path: str, *, typing: bool, wanted: Wanted | None = None) -> tuple[Passage, ...]:
        """See `SearchEngine.passages_of`."""
        with self._reader() as index, index.answering(self._until_closed_or(wanted)):
            searcher = Searcher(index, self._model.embedder, self._ranking, others=self._model.embedder_of)
            return searcher.passages_of(query, path, typing=typing)

    def like_this(self, path: str, start: int | None, *, limit: int, conditions: str) -> SearchResult:
        """See `SearchEngine.like_this`."""
        with self._reader() as index, index.answering(self._until_closed):
            return find_more_like(index, path, start, limit=limit, conditions=conditions, ranking=self._ranking)

    def reading(self) -> AbstractContextManager[Index]:
        """Lends an index to read. Raises `UserError` where nothing is indexed yet."""
        return self._reader()

    def read_ahead(self) -> None:
        """Read what the first search by words would wait for. Whoever searches is told what is wrong with the index."""
        with contextlib.suppress(PplxError), self._reader() as index, index.answering(self._until_closed):
            index.retrieval.read_ahead()

    def warm_up(self) -> None:
        """Have the codes that are searched read into memory, in the background."""
        generation = self.searched()
        if generation is not None:
            self._codes.want(generation.id)

    @property
    def code_bytes(self) -> int:
        """What the codes in memory take."""
        return self._codes.size_bytes

    def view(self, path: str) -> DocumentView:
        """The text of a file as it was indexed. Raises `UserError` (`not-indexed`), which says why there is none."""
        with self._reader() as index:
            view = index.view(path)
            if view is None:
                raise _without_text(path, index.record(path))
        return view

    def counts(self) -> IndexCounts:
        """How many files and chunks there are, and how many chunks have a vector that is searched."""
        with self._reader() as index:
            return index.counts([known.id for known in index.generations() if known.role])

    def overview(self, folders: Sequence[str]) -> tuple[IndexCounts, tuple[FolderStatus, ...], tuple[Fill, ...]]:
        """What there is in all, in each of these folders, and of each model's vectors. Raises `UserError` where nothing is
        indexed yet.
        """
        with self._reader() as index, index.snapshot():
            known = [generation for generation in index.generations() if generation.role]
            counts = index.counts([generation.id for generation in known])
            roots = {status.path: status for status in index.folder_counts()}
            fills = tuple(
                Fill(generation.model, generation.role, index.embedded_chunks(generation.id), counts.chunks)
                for generation in sorted(known, key=lambda generation: generation.role != "searched")
                if generation.role
            )
        return counts, tuple(roots.get(folder, FolderStatus(folder)) for folder in folders), fills

    def searched(self) -> Generation | None:
        """The set of vectors that answers now; None where nothing was embedded yet, or nobody can tell."""
        try:
            with self._reader() as index:
                known = next((known for known in index.generations() if known.role == "searched"), None)
                return known if known is not None and index.has_vectors(known.id) else None
        except PplxError:
            return None

    def ledger(self, view: LedgerView) -> LedgerPage:
        """What is searchable and what is not, file by file. Empty where nothing is indexed yet."""
        try:
            with self._reader() as index:
                return index.ledger_page(view)
        except UserError:
            return LedgerPage((), 0)

    def values_of(self, condition: Condition, beginning: str, *, limit: int) -> tuple[ConditionValue, ...]:
        """What can be written behind a condition. Empty where nothing is indexed yet."""
        try:
            with self._reader() as index:
                return condition_values.values_of(index, condition, beginning, limit=limit)
        except UserError:
            return ()

    def holdings(self) -> tuple[tuple[KindShare, ...], Parts | None]:
        """What the index holds by kind, and what takes how much room in it; nothing where nothing is indexed yet."""
        try:
            with self._reader() as index:
                return index.holdings()
        except UserError:
            return (), None

    def close(self) -> None:
        """Close the connections that are not in use; the others close when their call ends. Searches are called off, which
        might hold up whoever waits for readers to be gone: where the disk is slow, half a minute. Idempotent.
        """
        self._until_closed.call_off()
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for index in idle:
            index.close()
        self._codes.close()

    def _until_closed_or(self, wanted: Wanted | None) -> Wanted:
        return self._until_closed if wanted is None else Wanted(wanted, self._until_closed)

    @contextmanager
    def _reader(self) -> Generator[Index]:
        identity = self._identity()
        with self._lock:
            if identity != self._idle_identity:
                # The index was set aside and begun anew: nobody must go on reading the old one.
                stale, self._idle, self._idle_identity = self._idle, [], identity
                self._codes.drop()
            else:
                stale = []
            index = self._idle.pop() if self._idle else None
        for old in stale:
            old.close()
        index = index or self._open()
        try:
            yield index
        except Cancelled:
            # Its snapshot has ended as any other does, and what it knows by now is of use to the next call.
            self._put_back(index, identity)
            raise
        except BaseException as error:
            # Whatever state the connection is in, the next call gets a new one.
            index.close()
            self._note_damage(error)
            raise
        self._put_back(index, identity)

    def _put_back(self, index: Index, identity: tuple[int, int] | None) -> None:
        with self._lock:
            keep = not self._closed and identity == self._idle_identity and len(self._idle) < _IDLE_CONNECTIONS
            if keep:
                self._idle.append(index)
        if not keep:
            index.close()

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = self._index_file.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _open(self) -> Index:
        try:
            return Index.open(self._index_file, write=False, codes=self._codes)
        except EnvironmentProblem as problem:
            if problem.code != "index-missing":
                self._note_damage(problem)
                raise
            raise UserError(
                "index-missing", "Nothing has been indexed yet.", hint="Add a folder: pplx-desktop index FOLDER"
            ) from problem

    def _note_damage(self, error: BaseException) -> None:
        """Leave a mark for whoever writes the index next: a damaged page may lie where writing never looks."""
        if isinstance(error, EnvironmentProblem) and error.code == "index-corrupt":
            with contextlib.suppress(OSError):
                self._paths.damage_mark.touch(mode=0o600)


def _without_text(path: str, record: FileRecord | None) -> UserError:
    if record is not None and record.state is FileState.PENDING:
        return UserError("not-indexed", "This file waits to be read.", hint="Until then it is found by its name.")
    if record is not None and record.reason:
        title = f"The text of this file is not in the index: {label_of(record.reason)}."
        return UserError("not-indexed", title, hint=hint_of(record.reason))
    return UserError("not-indexed", f"The text of {displayed(path)} is not in the index.")
