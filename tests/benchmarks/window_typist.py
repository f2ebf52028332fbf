"""Types into a window, and notes when what was typed is painted; and a heart whose beat falls out where the window stands
still.
"""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pplx_desktop.core.types import Hit, SearchResult
from pplx_desktop.gui.searching import Stage
from pplx_desktop.gui.window import Window

_BEAT_MS = 1
_QUEUE = Path("/proc/thread-self/schedstat")
_FRAME_S = 0.016
_LOOK_S = 0.004
_PATIENCE_S = 20.0
_SCROLLS = 400


@dataclass
class Key:
    """A key that was typed: when, and when the rows of the words and of the whole answer were painted."""

    text: str
    is_last: bool
    at: float
    words_at: float | None = None
    words_took_s: float = 0.0
    whole_at: float | None = None


class Heart(QObject):
    """Beats every millisecond in the thread that paints. Another thread looks where it stands when a beat is late."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[tuple[float, float, float]] = []
        self.places: Counter[str] = Counter()
        self._at, self._cpu = time.perf_counter(), time.thread_time()
        self._queue = _QUEUE.open("rb", buffering=0) if _QUEUE.exists() else None
        self._queued = self._queued_s()
        self._thread = threading.get_ident()
        self._dump = tempfile.TemporaryFile("w+")  # noqa: SIM115 -- as long as the process
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        threading.Thread(target=self._look, name="look", daemon=True).start()

    def clear(self) -> None:
        """Forget what was before."""
        self.gaps.clear()
        self.places.clear()

    def said(self, name: str) -> str:
        """How late the beats were."""
        walls, cpus, own = (sorted(part) for part in zip(*self.gaps, strict=True))
        late = [wall for wall in walls if wall > _FRAME_S]
        most = ", ".join(f"{place} {count}" for place, count in self.places.most_common(6))
        return (
            f"{name}: p99 {_at(walls, 0.99):.1f} ms, p99.9 {_at(walls, 0.999):.1f} ms, longest {_at(walls, 1):.0f} ms"
            f" (without waiting for a processor: p99 {_at(own, 0.99):.1f}, p99.9 {_at(own, 0.999):.1f}, longest"
            f" {_at(own, 1):.0f}; cpu: p99 {_at(cpus, 0.99):.1f}, p99.9 {_at(cpus, 0.999):.1f}, longest"
            f" {_at(cpus, 1):.0f}); {len(late)} of"
            f" {len(walls)} beats later than a frame; seen at: {most}"
        )

    def _beat(self) -> None:
        now, cpu, queued = time.perf_counter(), time.thread_time(), self._queued_s()
        gap = max(0.0, now - self._at - _BEAT_MS / 1000)
        self.gaps.append((gap, cpu - self._cpu, max(0.0, gap - (queued - self._queued))))
        self._at, self._cpu, self._queued = now, cpu, queued

    def _queued_s(self) -> float:
        """How long this thread has stood in a queue for a processor."""
        if self._queue is None:
            return 0.0
        self._queue.seek(0)
        return int(self._queue.read(100).split()[1]) / 1e9

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK_S)
            if time.perf_counter() - self._at > _FRAME_S:
                where = self._where()
                self.places[where] += 1

    def _where(self) -> str:
        """The part of the program that the thread which paints is in."""
        # Frames must not be held: they keep a painter alive until this thread lets it go, which crashes.
        self._dump.seek(0)
        self._dump.truncate()
        faulthandler.dump_traceback(self._dump)
        self._dump.seek(0)
        _, _, stack = self._dump.read().partition(f"Thread 0x{self._thread:016x}")
        place = re.search(r'pplx_desktop/[\w/]*?(\w+\.py)", line (\d+)', stack.partition("\n\n")[0])
        return f"{place[1]}:{place[2]}" if place else "Qt"


class Typist(QObject):
    """Types into a window's box."""

    def __init__(self, window: Window, every_ms: int) -> None:
        super().__init__()
        self._window, self._every_ms = window, every_ms
        self.heart = Heart()
        self.keys: list[Key] = []
        self.painted: list[float] = []
        self.window_painted = False
        self._current: dict[str, Key] = {}
        self._pending: list[tuple[SearchResult, Stage]] = []
        self._painting: list[tuple[SearchResult, Stage]] = []
        self._is_painting = False
        # Before the window itself hears of it: the rows are painted while it does.
        answering = window.parts.answering
        answering.searching.answered.disconnect(answering._show_answer)
        answering.searching.answered.connect(self._take_answer)
        answering.searching.answered.connect(answering._show_answer)
        # And before the preview does: it changes when the rows are on the screen.
        window.results.current_changed.disconnect(window._found._show_hit)
        window.results.current_changed.connect(self._note_painted)
        window.results.current_changed.connect(window._found._show_hit)
        window.results.viewport().installEventFilter(self)
        window._ground.installEventFilter(self)

    def wait_until(self, condition: Callable[[], object], seconds: float) -> None:
        """Let the window live until something is so."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "it did not happen in time"
            self._live(5)

    def type(self, query: str, *, warm: bool = False) -> None:
        """Type a query key by key, and wait for its last answer."""
        field = self._window.search_box.field
        field.clear()
        self._live(150)
        keys: list[Key] = []
        self._current = {}
        for number, letter in enumerate(query):
            begun = time.perf_counter()
            typed = query[: number + 1].strip()
            key = Key(typed, number == len(query) - 1, begun)
            if letter != " ":
                keys.append(key)
                self._current[typed] = key
            self._press(letter)
            self._live(max(1, self._every_ms - round((time.perf_counter() - begun) * 1000)))
        end = time.monotonic() + _PATIENCE_S
        while keys[-1].whole_at is None and time.monotonic() < end:
            self._live(10)
        self._live(100)
        if not warm:
            self.keys += keys

    def scroll(self, hits: Sequence[Hit], wanted: int) -> str:
        """Put many hits into the list, and scroll through them."""
        rows = [hits[number % len(hits)] for number in range(wanted)]
        rows = [
            hit if number < len(hits) else replace(hit, path=f"{hit.path}.{number}") for number, hit in enumerate(rows)
        ]
        results = self._window.results
        self._window.parts.answering.searching.forget()
        # To make the rows is not the window's work.
        self._live(1)
        self.heart.clear()
        self.painted.clear()
        begun = time.perf_counter()
        results.show_new(rows)
        self._window._body.setCurrentWidget(self._window._found)
        self.wait_until(lambda: bool(self.painted), 10)
        filled = time.perf_counter() - begun
        viewport, bar = results.viewport(), results.verticalScrollBar()
        frames: list[float] = []
        cpus: list[float] = []
        for number in range(_SCROLLS):
            self.painted.clear()
            stood = bar.value()
            begun, cpu = time.perf_counter(), time.thread_time()
            if number % 4 == 3:
                bar.setValue(bar.maximum() * (number * 7 % _SCROLLS) // _SCROLLS)
            else:
                at = QPointF(viewport.rect().center())
                QApplication.sendEvent(
                    viewport,
                    QWheelEvent(
                        at,
                        QPointF(viewport.mapToGlobal(at.toPoint())),
                        QPoint(),
                        QPoint(0, -120),
                        Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier,
                        Qt.ScrollPhase.NoScrollPhase,
                        False,
                    ),
                )
            if bar.value() == stood:
                # At the end of a short list nothing moves, so nothing is painted.
                continue
            while not self.painted:
                self._live(1)
            frames.append(self.painted[0] - begun)
            cpus.append(time.thread_time() - cpu)
        frames.sort()
        cpus.sort()
        return (
            f"scrolling {wanted:,} results ({len(hits):,} different): filled and painted in {filled * 1000:.0f} ms; step to"
            f" painted p50 {_at(frames, 0.5):.1f}, p95 {_at(frames, 0.95):.1f}, most {_at(frames, 1):.1f} ms"
            f" (cpu p50 {_at(cpus, 0.5):.1f}, p95 {_at(cpus, 0.95):.1f})"
        )

    def said(self, name: str, keys: Sequence[Key]) -> str:
        """How soon these keys were answered."""
        words = [key.words_at - key.at for key in keys if key.words_at is not None]
        beside = [key.words_at - key.at - key.words_took_s for key in keys if key.words_at is not None]
        last = [key for key in keys if key.is_last]
        last_words = [key.words_at - key.at for key in last if key.words_at is not None]
        whole = [key.whole_at - key.at for key in last if key.whole_at is not None]
        return (
            f"{name}: key to words painted {_spread(words)} ({len(words)} of {len(keys)} keys; the others were overtaken or"
            f" had none), of it beside the search {_spread(beside)}; last key to words {_spread(last_words)},"
            f" to meaning {_spread(whole)} ({len(whole)} of {len(last)})"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A painting begins: when the preview changes or the loop comes round again, whichever comes first, it is on the
        screen.
        """
        if event.type() == QEvent.Type.Paint:
            if watched is self._window.results.viewport():
                self._is_painting = True
                self._painting += self._pending
                self._pending.clear()
                QTimer.singleShot(0, self._note_painted)
            else:
                QTimer.singleShot(0, self._note_window)
        return False

    def _press(self, letter: str) -> None:
        field = self._window.search_box.field
        if letter.isascii():
            QTest.keyClicks(field, letter)
        else:
            # No key of the test library has it; input methods bring it so.
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(field, event)

    def _note_window(self) -> None:
        self.window_painted = True

    def _note_painted(self) -> None:
        if not self._is_painting:
            return
        self._is_painting = False
        now = time.perf_counter()
        painted, self._painting = self._painting, []
        self.painted.append(now)
        for result, stage in painted:
            key = self._current.get(result.query.raw.strip())
            if key is None:
                continue
            if stage is Stage.WORDS and key.words_at is None:
                key.words_at, key.words_took_s = now, result.took_ms / 1000
            elif stage is Stage.FINAL and key.whole_at is None:
                key.whole_at = now

    def _take_answer(self, result: SearchResult, stage: Stage) -> None:
        if result.hits:
            self._pending.append((result, stage))
        elif stage is Stage.FINAL and (key := self._current.get(result.query.raw.strip())) is not None:
            key.whole_at = time.perf_counter()

    def _live(self, ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()


def _at(values: Sequence[float], share: float) -> float:
    """A percentile of sorted values, in milliseconds."""
    return values[min(len(values) - 1, round(share * (len(values) - 1)))] * 1000 if values else 0.0


def _spread(values: list[float]) -> str:
    values = sorted(values)
    return f"p50 {_at(values, 0.5):.0f}, p95 {_at(values, 0.95):.0f}, most {_at(values, 1):.0f} ms"
