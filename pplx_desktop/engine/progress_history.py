"""How the last large run of indexing went: a few hundred points, kept over restarts.

Invariant: time is counted while something is done, by the monotonic clock; points are in its order, and never more than
`MOST_POINTS`. A file that is damaged or cannot be written costs the history and nothing else.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from pplx_desktop.core.growth import filled_share, words_share
from pplx_desktop.core.holdings import ProgressPoint
from pplx_desktop.core.types import IndexCounts, Progress

log = logging.getLogger(__name__)

MOST_POINTS = 240
_WORTH_FILES, _WORTH_CHUNKS = 50, 500
"""A run with less to do than this is not drawn: it would take the place of one that is worth a look."""
_LONGEST_STEP_S = 60.0
"""Between two pieces of news, more than this was no work: the machine slept, or the user paused."""
_SAVED_EVERY_S = 60.0


class ProgressHistory:
    """Fed with every progress; thread-safe."""

    def __init__(self, file: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._file, self._clock = file, clock
        self._lock = threading.Lock()
        self._points = _read(file)
        # What was not done when the program ended goes on; what was done is followed by another run.
        self._is_running = bool(self._points) and not _is_done(self._points[-1])
        self._worked_s = self._points[-1].worked_s if self._points else 0.0
        self._interval_s = self._worked_s / MOST_POINTS
        self._heard_at: float | None = None
        self._saved_at = clock()

    def points(self) -> tuple[ProgressPoint, ...]:
        """The run, oldest point first."""
        with self._lock:
            return tuple(self._points)

    def note(self, progress: Progress) -> None:
        """Where indexing stands now."""
        with self._lock:
            now = self._clock()
            if progress.phase not in {"reading", "embedding"} or not progress.total_files or progress.pictures:
                self._heard_at = None
                return
            if not self._is_running and not self._begin(progress):
                return
            if self._heard_at is not None:
                self._worked_s += min(_LONGEST_STEP_S, now - self._heard_at)
            self._heard_at = now
            point = ProgressPoint(
                round(self._worked_s, 1),
                round(words_share(IndexCounts(), progress), 4),
                round(filled_share(progress), 4),
            )
            self._add(point)
            if _is_done(point):
                self._is_running = False
                self._save()
            elif now - self._saved_at > _SAVED_EVERY_S:
                self._save()

    def close(self) -> None:
        """Keep it for the next start."""
        with self._lock:
            if self._points:
                self._save()

    def _begin(self, progress: Progress) -> bool:
        missing = progress.total_files - progress.done_files
        if missing < _WORTH_FILES and progress.pending_chunks < _WORTH_CHUNKS:
            return False
        self._points, self._worked_s, self._interval_s = [], 0.0, 0.0
        self._is_running, self._heard_at = True, None
        return True

    def _add(self, point: ProgressPoint) -> None:
        # The newest stands for now, whatever its distance; it is replaced until it is far enough from the one before.
        if len(self._points) > 1 and self._points[-1].worked_s - self._points[-2].worked_s < self._interval_s:
            self._points[-1] = point
        else:
            self._points.append(point)
        if len(self._points) > MOST_POINTS:
            self._points = [*self._points[:-1:2], self._points[-1]]
            self._interval_s = 2 * max(self._interval_s, self._worked_s / MOST_POINTS)

    def _save(self) -> None:
        self._saved_at = self._clock()
        rows = [(point.worked_s, point.words, point.meaning) for point in self._points]
        new = self._file.with_suffix(".new")
        try:
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(rows, stream)
            new.replace(self._file)
        except OSError as error:
            log.warning("the history of the progress was not written: %s", error)


def _is_done(point: ProgressPoint) -> bool:
    return point.words >= 1 and point.meaning >= 1


def _read(file: Path) -> list[ProgressPoint]:
    with contextlib.suppress(OSError, ValueError, TypeError):
        points = [
            ProgressPoint(float(at), float(words), float(meaning))
            for at, words, meaning in json.loads(file.read_text())
        ]
        if all(one.worked_s <= other.worked_s for one, other in itertools.pairwise(points)):
            return points[-MOST_POINTS:]
    return []
