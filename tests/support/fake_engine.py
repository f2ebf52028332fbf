"""A `SearchEngine` for the tests of the window: made-up files, delays that a test decides, a record of every call."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from pplx_desktop.core.errors import Cancelled, PplxError, UserError
from pplx_desktop.core.events import Event, EventBus, FoldersChanged, ProgressChanged
from pplx_desktop.core.evidence import Explanation
from pplx_desktop.core.ledger_types import FileEntry, LedgerPage, LedgerView
from pplx_desktop.core.reasons import hint_of, label_of
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import (
    Block,
    DocumentView,
    FileState,
    FolderStatus,
    Hit,
    IndexCounts,
    OcrState,
    Pace,
    Passage,
    Progress,
    SearchMode,
    SearchResult,
    Snippet,
    Source,
    Status,
)
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.extract.kinds import kind_of
from pplx_desktop.search.query import parse_query
from tests.support.fake_evidence import FakeEvidence
from tests.support.fake_holdings import FakeHoldings
from tests.support.fake_models import FakeModels
from tests.support.fake_pages import FakePages
from tests.support.fake_searches import FakeSearches
from tests.support.ledger_entries import counted, page_of

NOW = datetime.now(UTC)


def make_passage(
    text: str,
    marked: tuple[str, ...],
    *,
    start: int = 0,
    page: int | None = None,
    sources: tuple[Source, ...] = ("meaning",),
) -> Passage:
    """A passage that stands at `start` of its document, with its first occurrence of each of `marked` marked."""
    places = [(text.index(part), text.index(part) + len(part)) for part in marked if part in text]
    marks = tuple(sorted(places))
    return Passage(
        start=start,
        end=start + len(text),
        page=page,
        heading="",
        score=0.8,
        sources=sources,
        snippet=Snippet(text, marks),
        marks=tuple((start + begin, start + end) for begin, end in marks),
    )


def make_hit(
    path: str,
    *passages: Passage,
    score: float = 0.9,
    days_ago: float = 2,
    sources: tuple[Source, ...] = ("meaning",),
    title: str = "",
    kind: str = "",
) -> Hit:
    """A hit; kind and title from the file's name unless they are given."""
    name = path.rpartition("/")[2]
    when = NOW - timedelta(days=days_ago)
    return Hit(
        path=path,
        title=title or name,
        kind=kind or name.rpartition(".")[2],
        size=10_000,
        mtime_ns=int(when.timestamp() * 1e9),
        score=score,
        sources=sources,
        passages=passages,
    )


@dataclass
class Answers:
    """What the engine says to one query, or the error that it raises; `took_ms` is of the whole answer."""

    words: list[Hit] = field(default_factory=list[Hit])
    meaning: list[Hit] = field(default_factory=list[Hit])
    notices: tuple[str, ...] = ()
    error: PplxError | None = None
    is_good_match: bool = True
    closest: tuple[str, ...] = ()
    explanation: Explanation | None = None
    took_ms: float = 48.0


class FakeEngine(FakeSearches, FakeEvidence, FakePages, FakeHoldings, FakeModels):
    """Answers from `answers` (by the query's first words); `gates` hold calls back until a test opens them.

    The ledger is `entries`; `roots` say how the folders are watched and what is held, their numbers come from the entries.
    """

    def __init__(self, *, folders: tuple[str, ...] = ("/home/ada/Documents",)) -> None:
        super().__init__()
        self.events_bus = EventBus()
        self.answers: dict[str, Answers] = {}
        self.views: dict[str, str] = {}
        self.view_error: PplxError | None = None
        self.folder_error: PplxError | None = None
        self.kept_settings = Settings(folders=folders)
        self.counts = IndexCounts(files=8_310, indexed=8_204, chunks=41_000, embedded=41_000)
        self.progress = Progress()
        self.held_down: Pace = "full"
        self.entries: list[FileEntry] = []
        self.roots: dict[str, FolderStatus] = {}
        self.ledger_error: PplxError | None = None
        self.order_error: PplxError | None = None
        self.model_problem = ""
        self.ocr: OcrState = "ready"
        self.calls: list[tuple[str, Any]] = []
        self.threads: set[int] = set()
        self.gates: dict[tuple[str, str], threading.Event] = {}
        self.close_gate: threading.Event | None = None
        self.is_closed = False
        self._lock = threading.Lock()

    def hold(self, mode: SearchMode, query: str) -> threading.Event:
        """Let searches for `query` in `mode` wait until the event that is returned is set."""
        gate = threading.Event()
        self.gates[mode, query] = gate
        return gate

    def hold_view(self, path: str) -> threading.Event:
        """Let the view of a file wait until the event that is returned is set."""
        gate = threading.Event()
        self.gates["view", path] = gate
        return gate

    def hold_call(self, name: str) -> threading.Event:
        """Let calls about models of this name wait until the event that is returned is set."""
        gate = threading.Event()
        self.gates["call", name] = gate
        return gate

    def publish(self, event: Event) -> None:
        """Tell the listeners something, from another thread, as the engine does."""
        thread = threading.Thread(target=self.events_bus.publish, args=(event,), name="fake-engine")
        thread.start()
        thread.join()

    def asked(self, name: str) -> list[Any]:
        """The arguments of all calls of this name."""
        with self._lock:
            return [argument for known, argument in self.calls if known == name]

    @property
    def events(self) -> EventBus:
        return self.events_bus

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        mode: SearchMode = "hybrid",
        typing: bool = False,
        wanted: Wanted | None = None,
    ) -> SearchResult:
        self._note("search", (query, mode))
        self._pass((mode, query), wanted)
        known = [text for text in self.answers if query == text or query.startswith(f"{text} ")]
        answers = self.answers[max(known, key=len)] if known else Answers()
        if answers.error is not None:
            raise answers.error
        hits = answers.words if mode == "words" else answers.meaning
        return SearchResult(
            query=parse_query(query)[0],
            took_ms=12.4 if mode == "words" else answers.took_ms,
            hits=tuple(hits[:limit]),
            notices=answers.notices,
            is_good_match=answers.is_good_match,
            closest=answers.closest,
            explanation=answers.explanation,
        )

    def view(self, path: str) -> DocumentView:
        self._note("view", path)
        self._pass(("view", path))
        if self.view_error is not None:
            raise self.view_error
        entry = next((entry for entry in self.entries if entry.path == path and entry.reason), None)
        if entry is not None:
            raise UserError("not-indexed", f"No text: {label_of(entry.reason)}.", hint=hint_of(entry.reason))
        if path not in self.views:
            raise UserError("not-indexed", "The index has no text of this file.", hint="It can still be opened.")
        text = self.views[path]
        return DocumentView(
            path, path.rpartition("/")[2], kind_of(path), text, self.blocks.get(path, (Block(0, len(text)),))
        )

    def status(self) -> Status:
        self._note("status", None)
        return Status(
            folders=self.kept_settings.folders,
            counts=self.counts if self.kept_settings.folders else IndexCounts(),
            progress=self.progress,
            model=self.kept_settings.model,
            model_problem=self.model_problem,
            ocr=self.ocr,
            roots=tuple(
                counted(self.roots.get(folder, FolderStatus(folder)), self.entries)
                for folder in self.kept_settings.folders
            ),
        )

    def ledger(self, view: LedgerView) -> LedgerPage:
        self._note("ledger", view)
        self._wait_for("ledger")
        if self.ledger_error is not None:
            raise self.ledger_error
        return page_of(self.entries, view)

    def index_now(self, paths: Sequence[str]) -> None:
        self._note("index_now", tuple(paths))
        if self.order_error is not None:
            raise self.order_error
        for path in paths:
            if not any(path == folder or path.startswith(f"{folder}/") for folder in self.kept_settings.folders):
                raise UserError("path-outside", f"{path} lies in none of the folders that are searched.")
        self.entries = [
            replace(entry, state=FileState.PENDING, reason="", detail="")
            if entry.state is not FileState.LEFT_OUT
            and f"{entry.path}/".startswith(tuple(f"{path}/" for path in paths))
            else entry
            for entry in self.entries
        ]

    def confirm_removal(self, folder: str) -> None:
        self._note("confirm_removal", folder)
        self._wait_for("confirm_removal")
        if self.order_error is not None:
            raise self.order_error
        if folder in self.roots:
            self.roots[folder] = replace(self.roots[folder], held=0)

    def settings(self) -> Settings:
        self._note("settings", None)
        return self.kept_settings

    def change_settings(self, **values: Any) -> Settings:
        self._note("change_settings", values)
        self.kept_settings = replace(self.kept_settings, **values)
        if not self.kept_settings.history:
            self.searched = []
        return self.kept_settings

    def add_folder(self, path: str) -> None:
        self._note("add_folder", path)
        if self.folder_error is not None:
            raise self.folder_error
        self.kept_settings = replace(self.kept_settings, folders=(*self.kept_settings.folders, path))
        self.events_bus.publish(FoldersChanged(self.kept_settings.folders))

    def remove_folder(self, path: str) -> None:
        self._note("remove_folder", path)
        if self.folder_error is not None:
            raise self.folder_error
        kept = tuple(folder for folder in self.kept_settings.folders if folder != path)
        self.kept_settings = replace(self.kept_settings, folders=kept)
        self.events_bus.publish(FoldersChanged(kept))

    def pause(self) -> None:
        self._note("pause", None)
        self.progress = replace(self.progress, phase="paused")
        self.events_bus.publish(ProgressChanged(self.progress))

    def resume(self) -> None:
        self._note("resume", None)
        self.progress = replace(self.progress, phase="reading")
        self.events_bus.publish(ProgressChanged(self.progress))

    def hurry(self, *, on: bool) -> None:
        self._note("hurry", on)
        if self.order_error is not None:
            raise self.order_error
        if on:
            self.held_down = self.progress.pace
        self.progress = replace(self.progress, pace="full" if on else self.held_down)
        self.events_bus.publish(ProgressChanged(self.progress))

    def close(self) -> None:
        self._note("close", None)
        if self.close_gate is not None:
            self.close_gate.wait(60)
        self.is_closed = True

    def _wait_for(self, name: str) -> None:
        self._pass(("call", name))

    def _pass(self, gate_name: tuple[str, str], wanted: Wanted | None = None) -> None:
        gate, end = self.gates.get(gate_name), time.monotonic() + 60
        while gate is not None and not gate.wait(0.01):
            if wanted is not None:
                self._check(gate_name, wanted)
            if time.monotonic() > end:
                raise TimeoutError("a test never opened this gate")

    def _check(self, gate_name: tuple[str, str], wanted: Wanted) -> None:
        try:
            wanted.check()
        except Cancelled:
            self._note("stopped", gate_name)
            raise

    def _note(self, name: str, argument: Any) -> None:
        with self._lock:
            self.calls.append((name, argument))
            self.threads.add(threading.get_ident())
