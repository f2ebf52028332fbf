"""How far a job is, how fast it goes and how long it still takes, told at most ten times a second."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from pplx_desktop.core.model_types import ModelJobProgress

Report = Callable[[ModelJobProgress], None]

_INTERVAL_S = 0.1
_WINDOW_S = 8.0
"""The speed is that of the last seconds: a line that gets slower shows it."""


class Meter:
    """Counts bytes towards a total, over several files and steps. For one thread."""

    def __init__(self, report: Report, total: int = 0) -> None:
        self._report = report
        self.total = total
        self._done = 0
        self._step = ""
        self._told_at = float("-inf")
        self._seen: deque[tuple[float, int]] = deque()

    def step(self, text: str) -> None:
        """Another part begins; told at once. Its speed is measured anew."""
        self._step = text
        self._seen.clear()
        self._tell(time.monotonic())

    def restart(self, text: str, total: int) -> None:
        """Another count begins, towards another total."""
        self._done, self.total = 0, total
        self.step(text)

    def skip(self, count: int) -> None:
        """This many bytes were there already, or are lost again (below zero): they say nothing about the speed."""
        self._done += count
        self._seen = deque((at, done + count) for at, done in self._seen)
        self._tell(time.monotonic())

    def add(self, count: int) -> None:
        """This many bytes more are done."""
        self._done += count
        now = time.monotonic()
        if now - self._told_at >= _INTERVAL_S:
            self._tell(now)

    def _tell(self, now: float) -> None:
        self._told_at = now
        self._seen.append((now, self._done))
        while now - self._seen[0][0] > _WINDOW_S and len(self._seen) > 2:
            self._seen.popleft()
        begun, before = self._seen[0]
        rate = (self._done - before) / (now - begun) if now - begun >= 0.5 else None
        left = max(0, self.total - self._done)
        eta_s = left / rate if rate else None
        self._report(ModelJobProgress(self._step, self._done, self.total, "bytes", rate, eta_s))
