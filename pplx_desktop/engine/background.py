"""Indexing that goes on by itself: one thread that watches the folders and keeps the index up to date.

Invariant: whatever goes wrong here, searching what is indexed goes on, the user is told once, and it is tried again.
"""

from __future__ import annotations

import logging
import os
import threading
import time

from pplx_desktop.core.errors import Cancelled, EnvironmentProblem, PplxError
from pplx_desktop.core.events import EventBus, FoldersChanged, ProgressChanged, RunFinished, Trouble
from pplx_desktop.core.paths import Paths
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.core.types import Progress
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.index_session import IndexSession, scan_rules
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.files.ignore import IgnoreRules
from pplx_desktop.files.roots import is_inside
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.files.watch import Watcher

log = logging.getLogger(__name__)

_SETTINGS_INTERVAL_S = 2.0
"""How often the settings file is looked at: the command line may have changed it."""
_RETRY_S = 15.0
"""How long a problem of the machine is left alone before the index is opened again."""
_RESCAN_S = 1800.0
"""What watching can miss, a scan finds: at the latest after this time, in each folder."""
_SETTLING_S = 60.0
"""So long after the start of a run a file that changed while it was read is tried again at once; later by its events."""
_MODEL_RETRY_S = 300.0
"""How long a model that is missing or failed is left alone before it is looked for again: twice as long each time that
it fails again."""
_MOST_DOUBLINGS = 5


class BackgroundIndexer:
    """A thread that works through sessions of the index until it is closed."""

    def __init__(self, paths: Paths, store: SettingsStore, model: ModelSlot, events: EventBus, gate: Gate) -> None:
        self._paths, self._store, self._model = paths, store, model
        self._events, self._gate = events, gate
        self._wake = threading.Event()
        self._model_due = threading.Event()
        self._lock = threading.Lock()
        self._dirty: set[str] = set()
        self._told = ""
        self._model_failures = 0
        self._thread = threading.Thread(target=self._run, name="indexer", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Look at the settings now, not at the next interval."""
        self._wake.set()

    def look_for_model(self) -> None:
        """The model may be there now, or may work again: look for it at once, not when its time comes."""
        self._model_due.set()
        self._wake.set()

    def close(self) -> None:
        """Wait until the thread has ended. The gate must have been stopped, and the model closed."""
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        is_damaged = False
        while not self._gate.is_stopped:
            try:
                settings = self._store.load()
                lane = self._model.use(settings)
                with IndexSession(
                    self._paths, settings, lane, self._events, self._gate, begin_anew=is_damaged
                ) as session:
                    is_damaged = False
                    self._work(session, settings)
                continue
            except Cancelled:
                return
            except PplxError as problem:
                log.warning("%s: %s %s", problem.code, problem, problem.detail)
                is_damaged = problem.code == "index-corrupt"
                if problem.code != self._told:
                    self._events.publish(Trouble(problem.code, str(problem)))
                    self._told = problem.code
            except Exception:
                log.exception("indexing stopped on a bug")
                self._events.publish(Trouble("bug", "Indexing stopped on an error of the program. It is tried again."))
            self._events.publish(ProgressChanged(Progress()))
            self._wake.wait(_RETRY_S)
            self._wake.clear()

    def _work(self, session: IndexSession, settings: Settings) -> None:
        """Keep the index up to date until another session is due: for another model, or one that is there again.

        Raises `Cancelled` when the gate stops.
        """
        rules = scan_rules(settings, self._paths)
        admission = _Admission(rules)
        watcher = Watcher(self._mark, lambda text: self._events.publish(Trouble("watching", text)), admits=admission)
        shift = _Shift(session, watcher, admission, rules, self._events)
        try:
            begun = time.monotonic()
            looked_at = begun - _SETTINGS_INTERVAL_S
            while not self._gate.is_stopped:
                now = time.monotonic()
                if self._wake.is_set() or now - looked_at >= _SETTINGS_INTERVAL_S:
                    self._wake.clear()
                    looked_at = now
                    current = self._store.load()
                    if self._paths.damage_mark.exists():
                        raise EnvironmentProblem("index-corrupt", "The index is damaged. It is built anew.")
                    if WantedModel.of(current) != WantedModel.of(settings) or self._model.has_changed():
                        return
                    self._mark(*shift.heed(current.folders, scan_rules(current, self._paths)))
                if self._gate.is_paused:
                    self._wake.wait(_SETTINGS_INTERVAL_S)
                elif not shift.work(self._take_dirty()):
                    self._told = ""
                    asked = self._model_due.is_set()
                    self._model_due.clear()
                    if (asked or now - begun > self._model_patience_s()) and self._model_is_due(session, settings):
                        return
                    self._wake.wait(_SETTINGS_INTERVAL_S)
        finally:
            watcher.close()
        raise Cancelled("stopped", "Indexing was stopped.")

    def _model_is_due(self, session: IndexSession, settings: Settings) -> bool:
        """True where a model that was missing is there now, or one that failed may be tried again."""
        if session.model_problem is not None:
            self._model_failures += 1
            return True
        self._model_failures = 0
        was_missing = self._model.lane is None
        return was_missing and self._model.use(settings) is not None

    def _model_patience_s(self) -> float:
        return _MODEL_RETRY_S * 2 ** min(self._model_failures, _MOST_DOUBLINGS)

    def _mark(self, *roots: str) -> None:
        """Have these folders scanned. May come from any thread."""
        if roots:
            with self._lock:
                self._dirty.update(roots)
            self._wake.set()

    def _take_dirty(self) -> set[str]:
        with self._lock:
            dirty, self._dirty = self._dirty, set()
            return dirty


class _Admission:
    """Which events count: not those of caches, and above all not those of the index that is being written."""

    def __init__(self, rules: ScanRules) -> None:
        self._own = [os.path.realpath(folder) for folder in rules.own_folders]
        self.judge_by(rules)

    def judge_by(self, rules: ScanRules) -> None:
        """The rules are others from now on."""
        self._ignored = IgnoreRules(rules.exclude, include_hidden=rules.include_hidden)

    def __call__(self, root: str, path: str) -> bool:
        return self._ignored.admits(root, path) and not any(is_inside(path, folder) for folder in self._own)


class _Shift:
    """The work of one session: which folders it looks after, by which rules, and whether it is busy."""

    def __init__(
        self, session: IndexSession, watcher: Watcher, admission: _Admission, rules: ScanRules, events: EventBus
    ) -> None:
        self._session, self._watcher, self._admission, self._events = session, watcher, admission, events
        self._rules = rules
        self._roots: tuple[str, ...] | None = None
        self._asked_at: dict[str, float] = {}
        self._busy_since: float | None = None

    def heed(self, folders: tuple[str, ...], rules: ScanRules) -> list[str]:
        """Take over what the settings say now. Returns the folders that are to be scanned because of it, or because
        they were not scanned for long.
        """
        before, self._roots = self._roots, folders
        if folders != before:
            self._watch(set(before or ()), set(folders))
            # No folder at the very start may mean that the settings were lost: what is indexed stays until one is set.
            if folders or before:
                self._session.indexer.forget_outside(folders)
            self._events.publish(FoldersChanged(folders))
        now = time.monotonic()
        if rules != self._rules:
            self._rules = rules
            self._admission.judge_by(rules)
            self._asked_at.clear()
        due = [root for root in folders if now - self._asked_at.get(root, -_RESCAN_S) >= _RESCAN_S]
        self._asked_at |= dict.fromkeys(due, now)
        return due

    def work(self, dirty: set[str]) -> bool:
        """Scan what is dirty, then do a little of what is waiting. False when there was nothing to do."""
        now = time.monotonic()
        roots = [root for root in self._roots or () if root in dirty]
        if roots:
            self._session.indexer.scan(roots, self._rules)
        if roots or self._session.indexer.step():
            self._busy_since = self._busy_since or now
            return True
        if self._busy_since is not None:
            if self._session.indexer.wants_scan and now - self._busy_since < _SETTLING_S:
                self._session.indexer.scan(self._roots or (), self._rules)
                return True
            self._events.publish(RunFinished(self._session.indexer.finish(now - self._busy_since)))
            self._busy_since = None
            self._session.rest()
        return False

    def _watch(self, old: set[str], new: set[str]) -> None:
        for root in old - new:
            self._watcher.unwatch(root)
            self._asked_at.pop(root, None)
        for root in new - old:
            self._watcher.watch(root)
