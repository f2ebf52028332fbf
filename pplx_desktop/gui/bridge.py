"""The one way from the window to the engine.

Invariants: the engine is called in the pool's threads only; answers and events reach the window through queued signals,
in the thread that paints; after `EngineBridge.close` nothing is delivered any more, and after `WindowBridge.end` nothing
to that window, whatever its timers still ask for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.events import (
    Event,
    FoldersChanged,
    ModelJobChanged,
    ProgressChanged,
    RunFinished,
    Trouble,
    TroubleOver,
)
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.core.wanted import Wanted

log = logging.getLogger(__name__)

T = TypeVar("T")
Failed = Callable[[PplxError], None]


@dataclass(frozen=True, slots=True)
class _Answer:
    deliver: Callable[[Any], None]
    value: Any
    even_when_closing: bool


class Bridge(QObject):
    """What is asked of the engine, and heard of it. All methods are called in the thread that paints."""

    ready = Signal()
    start_failed = Signal(object)
    progress_changed = Signal(object)
    run_finished = Signal(object)
    folders_changed = Signal(object)
    model_job_changed = Signal(object)
    trouble = Signal(object)
    trouble_over = Signal(object)

    @property
    def is_ready(self) -> bool:
        """True where the engine answers."""
        raise NotImplementedError

    def request(self, ask: Callable[[SearchEngine], T], done: Callable[[T], None], failed: Failed) -> None:
        """Ask the engine something; one of `done` and `failed` is called later, unless the window closes before."""
        raise NotImplementedError

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Do `work`, which does not need the engine, in another thread."""
        raise NotImplementedError

    def restart(self) -> None:
        """Close the engine and make another one, in the background; `ready` or `start_failed` tells how it went. Nothing
        where one is being made already.
        """
        raise NotImplementedError


class EngineBridge(Bridge):
    """Owns the engine from its making to its end."""

    closed = Signal()
    _answered = Signal(object)
    _happened = Signal(object)

    def __init__(self, make_engine: Callable[[], SearchEngine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_engine = make_engine
        self._engine: SearchEngine | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._is_making = False
        self._is_closing = False
        self._pool = QThreadPool(self)
        # Two stages of a search do not wait for a preview, its pages, its telling sentence, what is completed, the status or
        # an order (add a folder), each of which asks for one thing at a time.
        self._pool.setMaxThreadCount(10)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._happened.connect(self._announce, Qt.ConnectionType.QueuedConnection)

    @property
    def is_ready(self) -> bool:
        """See `Bridge.is_ready`."""
        return self._engine is not None and not self._is_closing

    def start(self) -> None:
        """Make the engine. `ready` or `start_failed` tells how it went."""
        self._is_making = True
        self._run(self._make_engine, self._take_engine, self._give_up, even_when_closing=True)

    def request(self, ask: Callable[[SearchEngine], T], done: Callable[[T], None], failed: Failed) -> None:
        """See `Bridge.request`."""
        engine = self._engine
        if engine is None or self._is_closing:
            return
        self.run(lambda: ask(engine), done, failed)

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """See `Bridge.run`."""
        if not self._is_closing:
            self._run(work, done, failed, even_when_closing=False)

    def restart(self) -> None:
        """See `Bridge.restart`."""
        if self._is_closing or self._is_making:
            return
        old, self._engine = self._engine, None
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

        def make_another() -> SearchEngine:
            if old is not None:
                try:
                    old.close()
                except Exception:
                    # It is given up because it is broken; what it holds of the system goes with its threads.
                    log.exception("the engine that is given up did not close")
            return self._make_engine()

        self._is_making = True
        self._run(make_another, self._take_engine, self._give_up, even_when_closing=True)

    def close(self) -> None:
        """Close the engine in the background; `closed` follows. Idempotent."""
        if self._is_closing:
            return
        self._is_closing = True
        if self._unsubscribe is not None:
            self._unsubscribe()
        if not self._is_making:
            self._close_engine(self._engine)

    def wait_for_threads(self, timeout_ms: int) -> bool:
        """Wait until no call is under way. False where one still is after `timeout_ms`."""
        return self._pool.waitForDone(timeout_ms)

    def _run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Failed, *, even_when_closing: bool
    ) -> None:
        def work_and_answer() -> None:
            try:
                answer = _Answer(done, work(), even_when_closing)
            except PplxError as error:
                answer = _Answer(failed, error, even_when_closing)
            except Exception as error:
                log.exception("a call of the window failed")
                answer = _Answer(failed, _unexpected(error), even_when_closing)
            self._answered.emit(answer)

        self._pool.start(work_and_answer)

    def _take_engine(self, engine: SearchEngine) -> None:
        self._is_making = False
        if self._is_closing:
            # The window was closed while the engine was being made.
            self._close_engine(engine)
            return
        self._engine = engine
        self._unsubscribe = engine.events.subscribe(self._happened.emit)
        self.ready.emit()

    def _give_up(self, error: PplxError) -> None:
        self._is_making = False
        if self._is_closing:
            self.closed.emit()
        else:
            self.start_failed.emit(error)

    def _close_engine(self, engine: SearchEngine | None) -> None:
        if engine is None:
            self.closed.emit()
        else:
            self._run(engine.close, self._say_closed, self._say_closed, even_when_closing=True)

    def _say_closed(self, _: object) -> None:
        self.closed.emit()

    def _deliver(self, answer: _Answer) -> None:
        if answer.even_when_closing or not self._is_closing:
            answer.deliver(answer.value)

    def _announce(self, event: Event) -> None:
        if self._is_closing:
            return
        match event:
            case ProgressChanged(progress):
                self.progress_changed.emit(progress)
            case RunFinished(summary):
                self.run_finished.emit(summary)
            case FoldersChanged(folders):
                self.folders_changed.emit(folders)
            case ModelJobChanged(state):
                self.model_job_changed.emit(state)
            case Trouble():
                self.trouble.emit(event)
            case TroubleOver(trouble):
                self.trouble_over.emit(trouble)


class WindowBridge(Bridge):
    """One window's end of a bridge that outlives the window."""

    def __init__(self, whole: Bridge) -> None:
        super().__init__(whole)
        self._whole = whole
        self._is_over = False
        for theirs, ours in (
            (whole.ready, self.ready),
            (whole.start_failed, self.start_failed),
            (whole.progress_changed, self.progress_changed),
            (whole.run_finished, self.run_finished),
            (whole.folders_changed, self.folders_changed),
            (whole.model_job_changed, self.model_job_changed),
            (whole.trouble, self.trouble),
            (whole.trouble_over, self.trouble_over),
        ):
            theirs.connect(ours)

    @property
    def is_ready(self) -> bool:
        """See `Bridge.is_ready`."""
        return not self._is_over and self._whole.is_ready

    def request(self, ask: Callable[[SearchEngine], T], done: Callable[[T], None], failed: Failed) -> None:
        """See `Bridge.request`."""
        if not self._is_over:
            self._whole.request(ask, partial(self._hand_on, done), partial(self._hand_on, failed))

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """See `Bridge.run`."""
        if not self._is_over:
            self._whole.run(work, partial(self._hand_on, done), partial(self._hand_on, failed))

    def restart(self) -> None:
        """See `Bridge.restart`."""
        if not self._is_over:
            self._whole.restart()

    def end(self) -> None:
        """The window is going: it asks for nothing any more, and nothing reaches it, answers that are under way included."""
        self._is_over = True
        self.blockSignals(True)  # noqa: FBT003 -- Qt's own signature

    def _hand_on(self, deliver: Callable[[T], None], value: T) -> None:
        if not self._is_over:
            deliver(value)


class Lane:
    """Calls of one kind, of which only the newest counts.

    At most one is under way and one waits; a newer one takes the place of the one that waits, and the older one's answer
    is dropped. What is under way is called off: else it would only hold up what comes next. So typing fast never piles up
    work.
    """

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._is_busy = False
        self._waiting: Callable[[], None] | None = None
        self._wanted = Wanted()

    def ask(self, ask: Callable[[SearchEngine, Wanted], T], done: Callable[[T], None], failed: Failed) -> None:
        """Ask the engine; the answer is delivered unless something newer is asked, or `forget` is called, before. `ask` may
        hand on what it is given with the engine, to be stopped then.
        """
        self.forget()
        wanted = self._wanted

        def begin() -> None:
            self._is_busy = self._bridge.is_ready
            self._bridge.request(
                lambda engine: ask(engine, wanted),
                lambda value: self._finish(wanted, done, value),
                lambda error: self._finish(wanted, failed, error),
            )

        if self._is_busy:
            self._waiting = begin
        else:
            begin()

    def forget(self) -> None:
        """Drop what waits, and call off what is under way."""
        self._wanted.call_off()
        self._wanted = Wanted()
        self._waiting = None

    def _finish(self, wanted: Wanted, deliver: Callable[[T], None], value: T) -> None:
        self._is_busy = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()
        if wanted is self._wanted:
            deliver(value)


def _unexpected(error: Exception) -> PplxError:
    return PplxError(
        "bug",
        "Something went wrong inside the program.",
        detail=repr(error),
        hint="Try again. If it happens again, the program's log says where.",
    )
