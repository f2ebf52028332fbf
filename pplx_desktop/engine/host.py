"""The engine as a user interface sees it: search now, index in the background, tell what changed.

Invariant: every call may come from any thread, and none but `close` waits for indexing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pplx_desktop.core.condition_value import Condition, ConditionValue
from pplx_desktop.core.errors import ModelProblem, UserError
from pplx_desktop.core.events import Event, EventBus, ModelJobChanged, ProgressChanged, Trouble
from pplx_desktop.core.holdings import Holdings
from pplx_desktop.core.ledger_types import LedgerPage, LedgerView
from pplx_desktop.core.model_types import ModelInfo, ModelJobKind, ModelJobState
from pplx_desktop.core.page_types import PageOutline, PagePicture, PageText, SheetPlaces
from pplx_desktop.core.paths import Paths
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.core.types import (
    DocumentView,
    FolderStatus,
    IndexCounts,
    Passage,
    Progress,
    SearchMode,
    SearchResult,
    Status,
    TellingSentence,
)
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.engine.background import BackgroundIndexer
from pplx_desktop.engine.folders import inside_a_folder, known_folder, with_folder, without_folder
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.holdings import read_holdings
from pplx_desktop.engine.indexer import paused
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.engine.model_choice import await_model, await_no_more, remove_model, take_over, use_model
from pplx_desktop.engine.model_jobs import JobRequest, ModelJobs
from pplx_desktop.engine.model_slot import ModelSlot, catalog
from pplx_desktop.engine.page_service import PageService
from pplx_desktop.engine.power.machine import Machine, this_machine
from pplx_desktop.engine.power.policy import PowerPolicy
from pplx_desktop.engine.progress_history import ProgressHistory
from pplx_desktop.engine.recent_searches import RecentSearches
from pplx_desktop.engine.sandbox.confinement import survey
from pplx_desktop.engine.search_service import SearchService
from pplx_desktop.engine.telling_sentence import TellingSentences
from pplx_desktop.extract.ocr import state_of as ocr_state

log = logging.getLogger(__name__)

_NOTED_HITS = 5
"""So many files at the top of a result are taken for what the user works with."""
_FOUND, _OPENED = 1.0, 3.0
"""How much a file gains in interest when it is found, and when it is looked at."""


class Host:
    """A `SearchEngine` on real parts. `start` begins indexing; `close` ends it."""

    def __init__(self, paths: Paths, machine: Machine | None = None) -> None:
        """`machine` is asked how it is, to suit the pace to it; the one that this process runs on if it is None."""
        paths.create()
        self._paths = paths
        self._store = SettingsStore(paths.settings_file)
        self._events = EventBus()
        self._events.subscribe(self._remember)
        self._gate = Gate()
        self._progress = Progress()
        self._history = ProgressHistory(paths.progress_file)
        self._model = ModelSlot(paths)
        self._model.use(self._store.load())
        self._search = SearchService(paths, self._model, is_lasting=True)
        self._searches = RecentSearches(paths.searches_file)
        self._telling = TellingSentences(self._search.reading, self._answering_lane)
        self._policy = PowerPolicy(machine or this_machine(), self._store.load())
        self._background = BackgroundIndexer(paths, self._store, self._model, self._events, self._gate, self._policy)
        self._jobs = ModelJobs(paths, self._events)
        self._pages = PageService(self._store.load)
        self._warm_up = threading.Thread(target=self._load_model, name="warm-up", daemon=True)

    @property
    def events(self) -> EventBus:
        """See `SearchEngine.events`."""
        return self._events

    def start(self) -> None:
        """Begin indexing and watching in the background, and load model and codes for the first query."""
        self._background.start()
        self._warm_up.start()
        if awaited := self._store.load().next_model:
            # The program was ended before its download was.
            self.start_model_job("get", awaited)

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        mode: SearchMode = "hybrid",
        typing: bool = False,
        wanted: Wanted | None = None,
    ) -> SearchResult:
        """See `SearchEngine.search`."""
        result = self._search.search(query, limit=limit, mode=mode, typing=typing, wanted=wanted)
        if not typing:
            self._background.note_interest([hit.path for hit in result.hits[:_NOTED_HITS]], _FOUND)
        return result

    def view(self, path: str) -> DocumentView:
        """See `SearchEngine.view`."""
        view = self._search.view(path)
        self._background.note_interest([path], _OPENED)
        return view

    def values_of(self, condition: Condition, beginning: str, *, limit: int = 8) -> tuple[ConditionValue, ...]:
        """See `SearchEngine.values_of`."""
        return self._search.values_of(condition, beginning, limit=limit)

    def recent_searches(self) -> tuple[str, ...]:
        """See `SearchEngine.recent_searches`."""
        return self._searches.all() if self._store.load().history else ()

    def remember_search(self, query: str) -> None:
        """See `SearchEngine.remember_search`."""
        if self._store.load().history:
            self._searches.remember(query)

    def forget_searches(self) -> None:
        """See `SearchEngine.forget_searches`."""
        self._searches.forget()

    def telling_sentence(
        self, query: str, path: str, start: int, end: int, *, wanted: Wanted | None = None
    ) -> TellingSentence | None:
        """See `SearchEngine.telling_sentence`."""
        return self._telling.find(query, path, start, end, wanted)

    def passages_of(
        self, query: str, path: str, *, typing: bool = False, wanted: Wanted | None = None
    ) -> tuple[Passage, ...]:
        """See `SearchEngine.passages_of`."""
        return self._search.passages_of(query, path, typing=typing, wanted=wanted)

    def like_this(self, path: str, start: int | None, *, limit: int = 50, conditions: str = "") -> SearchResult:
        """See `SearchEngine.like_this`."""
        return self._search.like_this(path, start, limit=limit, conditions=conditions)

    def page_outline(self, path: str, heading: str = "") -> PageOutline:
        """See `SearchEngine.page_outline`."""
        return self._pages.outline(path, heading)

    def draw_page(self, path: str, member: str, page: int, width_px: int, *, dark: bool = False) -> PagePicture:
        """See `SearchEngine.draw_page`."""
        return self._pages.draw(path, member, page, width_px, dark=dark)

    def page_text(
        self, path: str, member: str, page: int, parts: Sequence[tuple[int, str]], *, is_picture: bool = False
    ) -> PageText:
        """See `SearchEngine.page_text`."""
        return self._pages.text(path, member, page, parts, is_picture=is_picture)

    def source_text(self, path: str) -> str:
        """See `SearchEngine.source_text`."""
        return self._pages.source_text(path)

    def cell_places(self, path: str) -> tuple[SheetPlaces, ...]:
        """See `SearchEngine.cell_places`."""
        return self._pages.cell_places(path)

    def status(self) -> Status:
        """See `SearchEngine.status`."""
        return read_status(self._paths, self._store.load(), self._model, self._search, self._progress)

    def ledger(self, view: LedgerView) -> LedgerPage:
        """See `SearchEngine.ledger`."""
        return self._search.ledger(view)

    def holdings(self) -> Holdings:
        """See `SearchEngine.holdings`."""
        return read_holdings(self._paths, self._search, self._history.points())

    def index_now(self, paths: Sequence[str]) -> None:
        """See `SearchEngine.index_now`."""
        settings = self._store.load()
        self._background.index_now([inside_a_folder(settings, path) for path in paths])

    def confirm_removal(self, folder: str) -> None:
        """See `SearchEngine.confirm_removal`."""
        self._background.confirm_removal(known_folder(self._store.load(), folder))

    def settings(self) -> Settings:
        """See `SearchEngine.settings`."""
        return self._store.load()

    def change_settings(self, **values: Any) -> Settings:
        """See `SearchEngine.change_settings`."""
        settings = self._store.set(**values)
        if not settings.history:
            self._searches.forget()
        self._background.wake()
        return settings

    def add_folder(self, path: str) -> None:
        """See `SearchEngine.add_folder`."""
        self._store.update(lambda settings: with_folder(settings, path))
        self._background.wake()

    def remove_folder(self, path: str) -> None:
        """See `SearchEngine.remove_folder`."""
        self._store.update(lambda settings: without_folder(settings, path))
        self._background.wake()

    def models(self) -> list[ModelInfo]:
        """See `SearchEngine.models`."""
        return catalog(self._paths).list(self._store.load().model)

    def start_model_job(self, kind: ModelJobKind, target: str, *, then_use: bool = False) -> None:
        """See `SearchEngine.start_model_job`."""
        if then_use:
            await_model(self._store, target)
        settings = self._store.load()
        self._jobs.start(JobRequest(kind, target, options=settings), self._take_over if settings.next_model else None)

    def model_job(self) -> ModelJobState | None:
        """See `SearchEngine.model_job`."""
        return self._jobs.state

    def cancel_model_job(self) -> None:
        """See `SearchEngine.cancel_model_job`."""
        job = self._jobs.state
        if job is not None and job.outcome == "running" and job.kind == "get":
            await_no_more(self._store, job.target)
        self._jobs.cancel()

    def use_model(self, name: str) -> None:
        """See `SearchEngine.use_model`."""
        use_model(self._jobs, self._store, name)
        self._background.wake()

    def remove_model(self, name: str) -> None:
        """See `SearchEngine.remove_model`."""
        job = self._jobs.state
        if job is not None and job.outcome == "running" and job.target == name:
            raise UserError(
                "model-job-running",
                f"The model {name} cannot be removed while something is done with it.",
                hint="Wait until it is done, or stop it.",
            )
        remove_model(self._paths, self._store, name)

    def pause(self) -> None:
        """See `SearchEngine.pause`."""
        self._gate.pause()
        self._events.publish(ProgressChanged(paused(self._progress)))

    def resume(self) -> None:
        """See `SearchEngine.resume`."""
        self._gate.resume()
        self._events.publish(ProgressChanged(replace(self._progress, phase="idle", pace="full", pace_reason="")))
        self._background.wake()

    def hurry(self, *, on: bool) -> None:
        """See `SearchEngine.hurry`."""
        self._policy.hurry(on=on)
        self._background.wake()

    def close(self) -> None:
        """See `SearchEngine.close`."""
        self._jobs.close()
        self._pages.close()
        # Readers before the writer: whoever closes last empties and removes the write-ahead log, and only a writer can.
        self._search.close()
        self._gate.stop()
        # The model before the thread: the thread may be waiting for it.
        self._model.close()
        self._background.close()
        self._history.close()

    def _take_over(self, name: str) -> str:
        said = take_over(self._jobs, self._store, name)
        self._background.wake()
        return said

    def _load_model(self) -> None:
        # In the order in which a search shows what it found.
        self._search.read_ahead()
        self._search.warm_up()
        try:
            lane = self._answering_lane()
            if lane is not None:
                lane.warm_up()
        except ModelProblem as problem:
            if not self._gate.is_stopped:
                log.warning("%s: %s %s", problem.code, problem, problem.detail)
                self._events.publish(Trouble(problem.code, str(problem)))

    def _answering_lane(self) -> ModelLane | None:
        # In the middle of a change of model, the old one answers; the new one is loaded by whoever fills its vectors.
        searched = self._search.searched()
        return (self._model.lane_of(searched) if searched is not None else None) or self._model.lane

    def _remember(self, event: Event) -> None:
        if isinstance(event, ProgressChanged):
            self._history.note(event.progress)
            was_changing, self._progress = _is_changing(self._progress), event.progress
            if was_changing and not _is_changing(event.progress):
                # Other vectors answer now.
                self._search.warm_up()
        elif isinstance(event, ModelJobChanged) and event.state.outcome == "done":
            if event.state.kind == "tune" and event.state.target == self._store.load().model:
                self._model.renew()
            elif event.state.kind in {"get", "import"}:
                self._background.look_for_model()


def _is_changing(progress: Progress) -> bool:
    return any(fill.role == "next" for fill in progress.fills)


def read_status(
    paths: Paths, settings: Settings, model: ModelSlot, search: SearchService, progress: Progress
) -> Status:
    """Where everything stands, for the window and for the command line."""
    try:
        counts, roots, fills = search.overview(settings.folders)
    except UserError:  # nothing has been indexed yet
        counts, roots, fills = IndexCounts(), tuple(map(FolderStatus, settings.folders)), ()
    return Status(
        folders=settings.folders,
        counts=counts,
        progress=progress if progress.fills else replace(progress, fills=fills),
        model=settings.model,
        model_problem=str(model.problem or ""),
        home=str(paths.data),
        roots=roots,
        sandbox=str(survey()),
        ocr=ocr_state(settings.ocr_languages, is_on=settings.ocr),
    )
