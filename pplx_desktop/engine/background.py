"""Indexing that goes on by itself: one thread that watches the folders and keeps the index up to date.

Invariant: whatever goes wrong here, searching what is indexed goes on, the user is told once, and it is tried again.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import threading
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pplx_desktop.core.errors import Cancelled, EnvironmentProblem, PplxError
from pplx_desktop.core.events import EventBus, FoldersChanged, ProgressChanged, RunFinished, Trouble
from pplx_desktop.core.paths import Paths
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.core.types import Progress
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.index_session import IndexSession, scan_rules
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.engine.power.policy import PowerPolicy
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.files.ignore import IgnoreRules
from pplx_desktop.files.looks import Look, looks_at
from pplx_desktop.files.roots import is_inside
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.files.watch import Watcher

log = logging.getLogger(__name__)

_SETTINGS_INTERVAL_S = 2.0
"""How often the settings file is looked at: the command line may have changed it."""
_RETRY_S = 15.0
"""How long a problem of the machine is left alone before the index is opened again."""
_RESCAN_S = 1800.0
"""What watching can miss, a scan finds: at the latest after this time, in each folder …"""
_RESCAN_UNTOLD_S = 600.0
"""… and sooner where the system does not tell of all changes: no watch left, or a drive that others write to."""
_MODEL_RETRY_S = 300.0
"""How long a model that is missing or failed is left alone before it is looked for again: twice as long each time that
it fails again."""
_MOST_DOUBLINGS = 5
_FULL_LOOK_S = 2.0
_FULL_RETRY_S = 300.0
"""How long a full disk is left alone: it may have room by then that the system does not tell of, as a quota."""
_ROOM_BYTES = 1_000_000
"""So much more room is taken for a change."""


@dataclass
class _Wishes:
    """What others want of the thread: files before all others, removals that are confirmed, and what the user works with."""

    asked: list[str] = field(default_factory=list[str])
    confirmed: list[str] = field(default_factory=list[str])
    interest: dict[str, float] = field(default_factory=dict[str, float])


class BackgroundIndexer:
    """A thread that works through sessions of the index until it is closed."""

    def __init__(
        self,
        paths: Paths,
        store: SettingsStore,
        model: ModelSlot,
        events: EventBus,
        gate: Gate,
        policy: PowerPolicy | None = None,
    ) -> None:
        """Without a policy, files are embedded at full pace."""
        self._paths, self._store, self._model = paths, store, model
        self._events, self._gate, self._policy = events, gate, policy
        self._wake = threading.Event()
        self._model_due = threading.Event()
        self._lock = threading.Lock()
        self._dirty: dict[str, set[Look]] = {}
        self._wishes = _Wishes()
        self._told = ""
        self._had_folders = bool(store.load().folders)
        self._model_failures = self._bugs = 0
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

    def index_now(self, paths: Sequence[str]) -> None:
        """Read and embed these files, and what is in these folders, before all others."""
        with self._lock:
            self._wishes.asked += paths
        self._wake.set()

    def confirm_removal(self, root: str) -> None:
        """What is held for this folder is gone indeed."""
        with self._lock:
            self._wishes.confirmed.append(root)
        self._wake.set()

    def note_interest(self, paths: Iterable[str], weight: float) -> None:
        """The user found or opened these files. It is written when the thread comes by; nothing is woken for it."""
        with self._lock:
            for path in paths:
                self._wishes.interest[path] = self._wishes.interest.get(path, 0.0) + weight

    def close(self) -> None:
        """Wait until the thread has ended. The gate must have been stopped, and the model closed."""
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._gate.is_stopped:
            try:
                settings = self._load_settings()
                lane = self._model.use(settings)
                with IndexSession(
                    self._paths,
                    settings,
                    lane,
                    self._events,
                    self._gate,
                    models=self._model,
                    policy=self._policy,
                ) as session:
                    self._work(session, settings)
                continue
            except Cancelled:
                return
            except PplxError as problem:
                log.warning("%s: %s %s", problem.code, problem, problem.detail)
                if problem.code == "index-corrupt":
                    with contextlib.suppress(OSError):
                        self._paths.damage_mark.touch(mode=0o600)
                if problem.code != self._told:
                    self._events.publish(Trouble(problem.code, str(problem)))
                    self._told = problem.code
                if problem.code == "disk-full":
                    self._wait_for_space()
                    continue
            except Exception:
                log.exception("indexing stopped on a bug")
                if self._told != "bug":
                    self._events.publish(
                        Trouble("bug", "Indexing stopped on an error of the program. It is tried again.")
                    )
                self._told, self._bugs = "bug", self._bugs + 1
            self._events.publish(ProgressChanged(Progress()))
            # What was to be done before it went wrong woke the thread, and is no reason to try again at once.
            self._wake.clear()
            if not self._gate.is_stopped:
                self._wake.wait(_RETRY_S * 2 ** min(max(self._bugs - 1, 0), _MOST_DOUBLINGS))
            self._wake.clear()

    def _load_settings(self) -> Settings:
        settings = self._store.load()
        # Kept for longer than a session: the last folder may be removed between two of them.
        self._had_folders = self._had_folders or bool(settings.folders)
        return settings

    def _wait_for_space(self) -> None:
        """Rest until there is more room than when the disk was full, or it is time to try again in any case."""
        paused = Progress(phase="paused", pace="paused", pace_reason="disk-full")
        self._events.publish(ProgressChanged(paused))
        then, begun = _free_bytes(self._paths), time.monotonic()
        while not self._gate.is_stopped and time.monotonic() - begun < _FULL_RETRY_S:
            self._wake.wait(_FULL_LOOK_S)
            self._wake.clear()
            if _free_bytes(self._paths) >= then + _ROOM_BYTES:
                return

    def _work(self, session: IndexSession, settings: Settings) -> None:
        """Keep the index up to date until another session is due: for another model, or one that is there again.

        Raises `Cancelled` when the gate stops.
        """
        rules = scan_rules(settings, self._paths)
        admission = _Admission(rules)
        watcher = Watcher(self._mark, lambda text: self._events.publish(Trouble("watching", text)), admits=admission)
        shift = _Shift(session, watcher, admission, rules, self._events)
        try:
            begun, current = time.monotonic(), settings
            looked_at = begun - _SETTINGS_INTERVAL_S
            is_paused = False
            while not self._gate.is_stopped:
                now = time.monotonic()
                if self._wake.is_set() or now - looked_at >= _SETTINGS_INTERVAL_S:
                    self._wake.clear()
                    looked_at = now
                    current = self._load_settings()
                    if self._policy is not None:
                        self._policy.heed(current)
                    if self._paths.damage_mark.exists():
                        raise EnvironmentProblem("index-corrupt", "The index is damaged. It is built anew.")
                    is_the_same = _of_a_session(current) == _of_a_session(settings) and session.is_in_place
                    if not is_the_same or self._model.has_changed():
                        return
                    due = shift.heed(
                        current.folders, scan_rules(current, self._paths), may_forget_all=self._had_folders
                    )
                    self._mark({root: {Look(root, is_deep=True)} for root in due})
                if self._gate.is_paused:
                    if not is_paused:
                        session.indexer.tell_again()
                    is_paused = True
                    self._wake.wait(_SETTINGS_INTERVAL_S)
                    continue
                is_paused = False
                self._fulfil(session, current)
                if shift.work(self._take_dirty()):
                    continue
                self._told, self._bugs = "", 0
                asked = self._model_due.is_set()
                self._model_due.clear()
                if (asked or now - begun > self._model_patience_s()) and self._model_is_due(session, settings):
                    return
                rest_s = session.indexer.rest_s if session.indexer.is_held else _SETTINGS_INTERVAL_S
                self._wake.wait(min(rest_s, _SETTINGS_INTERVAL_S))
        finally:
            watcher.close()
        raise Cancelled("stopped", "Indexing was stopped.")

    def _fulfil(self, session: IndexSession, settings: Settings) -> None:
        """Do what others asked for since the last time."""
        with self._lock:
            wishes, self._wishes = self._wishes, _Wishes()
        for root in wishes.confirmed:
            session.indexer.confirm_removal(root)
        if wishes.asked:
            session.indexer.index_now(wishes.asked)
            for root in settings.folders:
                asked = [path for path in wishes.asked if is_inside(path, root)]
                self._mark({root: looks_at(root, asked, is_folder=True)})
        if wishes.interest:
            session.indexer.note_interest(wishes.interest)

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

    def _mark(self, looks: Mapping[str, Collection[Look]]) -> None:
        """Have folders looked at, by root. May come from any thread."""
        if any(looks.values()):
            with self._lock:
                for root, wanted in looks.items():
                    self._dirty.setdefault(root, set()).update(wanted)
            self._wake.set()

    def _take_dirty(self) -> dict[str, set[Look]]:
        with self._lock:
            dirty, self._dirty = self._dirty, {}
            return dirty


def _of_a_session(settings: Settings) -> tuple[object, ...]:
    """What cannot be changed while a session is open."""
    reading = settings.archives, settings.ocr, settings.ocr_languages
    return WantedModel.of(settings), settings.quick_first, settings.rescoring, reading


def _free_bytes(paths: Paths) -> int:
    try:
        return shutil.disk_usage(paths.data).free
    except OSError:
        return 0


class _Admission:
    """Which events count: not those of caches, and above all not those of the index that is being written."""

    def __init__(self, rules: ScanRules) -> None:
        self._own = [os.path.realpath(folder) for folder in rules.own_folders]
        self.judge_by(rules)

    def judge_by(self, rules: ScanRules) -> None:
        """The rules are others from now on."""
        self._ignored = IgnoreRules(rules.exclude, include_hidden=rules.include_hidden)

    def __call__(self, root: str, path: str, /, *, is_folder: bool = False) -> bool:
        return self._ignored.admits(root, path, is_folder=is_folder) and not any(
            is_inside(path, folder) for folder in self._own
        )


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
        self._worked_at = time.monotonic()

    def heed(self, folders: tuple[str, ...], rules: ScanRules, *, may_forget_all: bool) -> list[str]:
        """Take over what the settings say now. Returns the folders that are to be scanned because of it, or because
        they were not scanned for long.

        `may_forget_all` says that there were folders before. Without them, none at all may mean that the settings were
        lost: what is indexed stays until one is set.
        """
        before, self._roots = self._roots, folders
        if folders != before:
            self._watch(set(before or ()), set(folders))
            if folders or may_forget_all:
                self._session.indexer.forget_outside(folders)
            self._events.publish(FoldersChanged(folders))
        now = time.monotonic()
        if rules != self._rules:
            self._rules = rules
            self._admission.judge_by(rules)
            self._watcher.watch_anew()
            self._asked_at.clear()
        due = [root for root in folders if now - self._asked_at.get(root, -_RESCAN_S) >= self._rescan_s(root)]
        self._asked_at |= dict.fromkeys(due, now)
        return due

    def _rescan_s(self, root: str) -> float:
        return _RESCAN_S if self._watcher.tells_all(root) else _RESCAN_UNTOLD_S

    def work(self, dirty: Mapping[str, Collection[Look]]) -> bool:
        """Look at what is dirty, then do a little of what is waiting. False when there was nothing to do."""
        now = time.monotonic()
        looks = {root: dirty[root] for root in self._roots or () if dirty.get(root)}
        if looks:
            self._session.indexer.look(looks, self._rules)
            for root in looks:
                self._session.indexer.note_watching(root, tells_all=self._watcher.tells_all(root))
        worked = bool(looks) or self._session.indexer.step()
        if not worked and self._session.indexer.wants_scan:
            self._session.indexer.look_again(self._roots or (), self._rules)
            worked = True
        if worked:
            self._worked_at = now
            self._busy_since = self._busy_since or now
            return True
        self._session.rest(now - self._worked_at)
        if self._busy_since is not None:
            if self._session.indexer.is_held:
                return False
            self._events.publish(RunFinished(self._session.indexer.finish(now - self._busy_since)))
            self._busy_since = None
        return False

    def _watch(self, old: set[str], new: set[str]) -> None:
        for root in old - new:
            self._watcher.unwatch(root)
            self._asked_at.pop(root, None)
        for root in new - old:
            self._watcher.watch(root)
