"""Everything that writing the index takes, put together and taken apart in the right order.

Invariant: while a session is open, its process holds the writer lock, and nobody else writes.
"""

from __future__ import annotations

import os
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from pplx_desktop.core.errors import EnvironmentProblem, ModelProblem
from pplx_desktop.core.events import EventBus, Trouble
from pplx_desktop.core.paths import Paths, delivered
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import ReadOptions
from pplx_desktop.engine.extract_pool import ExtractPool
from pplx_desktop.engine.fills import Fills, Policy
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.indexer import Indexer
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.engine.limits import give_back_memory
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.engine.ocr_pass import OcrPass
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.engine.writer_lock import WriterLock
from pplx_desktop.extract.ocr import is_available
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.index.migrate import is_older
from pplx_desktop.index.store import Index, set_aside

_MOST_READERS = 4
_GIVE_BACK_S = 60.0
"""Without work for so long, or as long as the model waits where that is shorter, nothing is kept ready."""


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
        models: ModelSlot | None = None,
        policy: Policy | None = None,
    ) -> None:
        """`models` is where the lane is from: without it no other model can be asked, so none stands in for a slow one.
        Without a `policy`, files are embedded at full pace.

        Raises `EnvironmentProblem` where the index cannot be written. One that is found damaged when it is opened, or
        was found so before (`Paths.damage_mark`), is set aside and begun anew.
        """
        paths.create()
        with ExitStack() as stack:
            stack.enter_context(WriterLock(paths.writer_lock))
            if paths.damage_mark.exists():
                _set_aside(paths, events)
            self.index = _open(paths, events)
            stack.callback(self.index.close)
            self._file, self._identity = paths.index_file, _identity(paths.index_file)
            self.index.want_sizes(wanted=settings.rescoring)
            readers = min(_MOST_READERS, os.cpu_count() or 1)
            self._pool = ExtractPool(delivered("models"), paths.models, WantedModel.of(settings), size=readers)
            options = ReadOptions(languages=settings.ocr_languages, archives=settings.archives)
            text = TextStage(self.index, self._pool, readers, gate, options)
            # Closed in reverse: first the children, so that no thread waits for one, then the threads.
            stack.callback(text.close)
            stack.callback(self._pool.close)
            fills = None if lane is None else self._fills(settings, lane, gate, models, policy)
            ocr = OcrPass(self.index, text, policy) if settings.ocr and is_available(settings.ocr_languages) else None
            self.indexer = Indexer(self.index, text, fills, events, gate, ocr=ocr)
            stack.callback(self.indexer.close)
            self._warm_s = min(float(settings.model_idle_s), _GIVE_BACK_S)
            self._gave_back_at, self._is_at_rest = -_GIVE_BACK_S, False
            self._stack = stack.pop_all()

    def _fills(
        self, settings: Settings, lane: ModelLane, gate: Gate, models: ModelSlot | None, policy: Policy | None
    ) -> Fills:
        def stage(name: str, way: ModelLane, window_tokens: int) -> VectorStage:
            return VectorStage(self.index, way, name, gate, window_tokens=window_tokens)

        wanted = stage(settings.model, lane, settings.window_tokens)
        if models is None:
            return Fills(self.index, wanted, policy=policy)
        quick = models.quick() if settings.quick_first else None
        fills = Fills(
            self.index,
            wanted,
            quick=None if quick is None else lambda: stage(*quick, 0),
            policy=policy,
            answers=lambda generation: models.lane_of(generation) is not None,
            swapped=lambda: models.keep({lane.fingerprint}),
        )
        kept = {generation.fingerprint for generation in self.index.generations() if generation.role}
        models.keep(kept if quick is None else kept | {quick[1].fingerprint})
        return fills

    @property
    def is_in_place(self) -> bool:
        """False where the index was removed, or another one put in its place: what is written goes nowhere then."""
        return _identity(self._file) == self._identity

    @property
    def model_problem(self) -> ModelProblem | None:
        """Why meaning is not being indexed, if the model failed on the way."""
        return self.indexer.model_problem

    def rest(self, idle_s: float) -> None:
        """Give back what is only needed while there is work. To be called now and then; `idle_s` is how long there has
        been none.
        """
        self._pool.rest(self._warm_s)
        now = time.monotonic()
        is_due = not self._is_at_rest if idle_s >= self._warm_s else self.indexer.is_held
        self._is_at_rest = idle_s >= self._warm_s
        # When held, there is a little work every few seconds.
        if is_due and now - self._gave_back_at >= self._warm_s:
            self._gave_back_at = now
            self.index.give_back_memory()
            give_back_memory()

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
    if is_older(paths.index_file):
        events.publish(
            Trouble(
                "index-older",
                "The index is of an older version of the program and is brought up to date first, a million passages in"
                " about two minutes. Until then nothing can be found.",
            )
        )
    try:
        return Index.open(paths.index_file, write=True)
    except EnvironmentProblem as problem:
        if problem.code != "index-corrupt":
            raise
        _set_aside(paths, events)
        return Index.open(paths.index_file, write=True)


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _set_aside(paths: Paths, events: EventBus) -> None:
    paths.damage_mark.unlink(missing_ok=True)
    if not paths.index_file.exists():
        return
    kept = set_aside(paths.index_file)
    events.publish(
        Trouble("index-corrupt", f"The index was damaged. It was set aside as {kept.name} and is being built anew.")
    )
