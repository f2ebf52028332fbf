"""Everything that writing the index takes, put together and taken apart in the right order.

Invariant: while a session is open, its process holds the writer lock, and nobody else writes.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from types import TracebackType

from pplx_desktop.core.errors import EnvironmentProblem, ModelProblem
from pplx_desktop.core.events import EventBus, Trouble
from pplx_desktop.core.paths import Paths, delivered
from pplx_desktop.core.settings import Settings
from pplx_desktop.engine.extract_pool import ExtractPool
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.indexer import Indexer
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.engine.writer_lock import WriterLock
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.index.store import Index, set_aside

_MOST_READERS = 4


def scan_rules(settings: Settings, paths: Paths) -> ScanRules:
    """The rules of a scan as the settings have them. The program's own folders are never indexed."""
    return ScanRules(
        exclude=settings.exclude,
        use_gitignore=settings.use_gitignore,
        include_hidden=settings.include_hidden,
        max_file_bytes=settings.max_file_mb * 1_000_000,
        own_folders=(paths.config, paths.data, paths.models, paths.runtime),
    )


class IndexSession:
    """An index open for writing, with an `Indexer` on it. For one thread; a context manager."""

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        lane: ModelLane | None,
        events: EventBus,
        gate: Gate,
        *,
        begin_anew: bool = False,
    ) -> None:
        """Raises `EnvironmentProblem` where the index cannot be written. One that is found damaged when it is opened, or
        was found so before (`begin_anew`), is set aside and begun anew.
        """
        with ExitStack() as stack:
            stack.enter_context(WriterLock(paths.writer_lock))
            if begin_anew or paths.damage_mark.exists():
                _set_aside(paths, events)
            self.index = _open(paths, events)
            stack.callback(self.index.close)
            readers = min(_MOST_READERS, os.cpu_count() or 1)
            self._pool = ExtractPool(delivered("models"), paths.models, WantedModel.of(settings), size=readers)
            text = TextStage(self.index, self._pool, readers, gate)
            # Closed in reverse: first the children, so that no thread waits for one, then the threads.
            stack.callback(text.close)
            stack.callback(self._pool.close)
            vectors = None if lane is None else VectorStage(self.index, lane, settings.model, gate)
            self.indexer = Indexer(self.index, text, vectors, events, gate)
            self._stack = stack.pop_all()

    @property
    def model_problem(self) -> ModelProblem | None:
        """Why meaning is not being indexed, if the model failed on the way."""
        return self.indexer.model_problem

    def rest(self) -> None:
        """Give back what is only needed while there is work."""
        self._pool.rest()

    def close(self) -> None:
        """End children and threads, close the index, give the lock back. Idempotent."""
        self._stack.close()

    def __enter__(self) -> IndexSession:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _open(paths: Paths, events: EventBus) -> Index:
    try:
        return Index.open(paths.index_file, write=True)
    except EnvironmentProblem as problem:
        if problem.code != "index-corrupt":
            raise
        _set_aside(paths, events)
        return Index.open(paths.index_file, write=True)


def _set_aside(paths: Paths, events: EventBus) -> None:
    paths.damage_mark.unlink(missing_ok=True)
    if not paths.index_file.exists():
        return
    kept = set_aside(paths.index_file)
    events.publish(
        Trouble("index-corrupt", f"The index was damaged. It was set aside as {kept.name} and is being built anew.")
    )
