"""Times and memory of one process, as numbers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import psutil

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of some calls: the middle, the slow end, and what the processor worked for in the middle."""

    p50_ms: float
    p95_ms: float
    cpu_p50_ms: float
    count: int


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes that a process has in memory: `rss` with all that it shares and all pages of files, `pss` with its share of these.
    0 where the system does not tell.
    """

    rss: int
    pss: int


class Watch:
    """Times calls, one after the other."""

    def __init__(self) -> None:
        self._wall: list[float] = []
        self._cpu: list[float] = []

    def time(self, call: Callable[[], _Found]) -> _Found:
        """Call, and note how long it took."""
        cpu, wall = time.process_time(), time.perf_counter()
        found = call()
        self._wall.append(time.perf_counter() - wall)
        self._cpu.append(time.process_time() - cpu)
        return found

    def add(self, other: Watch) -> None:
        """Take the calls of another, too."""
        self._wall += other._wall
        self._cpu += other._cpu

    @property
    def times(self) -> Times:
        """Of all calls so far."""
        return Times(
            quantile(self._wall, 0.5) * 1000,
            quantile(self._wall, 0.95) * 1000,
            quantile(self._cpu, 0.5) * 1000,
            len(self._wall),
        )


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def memory_now() -> Memory:
    """What this process has in memory now."""
    try:
        full = psutil.Process().memory_full_info()
        return Memory(full.rss, getattr(full, "pss", 0))
    except psutil.Error:
        return Memory(0, 0)
