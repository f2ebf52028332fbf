"""Tells whether the machine slept: what changed meanwhile on a drive that others write, no event tells.

Invariant: only differences count, so that a clock that is set anew costs a scan at most.
"""

from __future__ import annotations

import time
from collections.abc import Callable

SLEPT_S = 20.0
"""A shorter gap is a clock that was put right, or a busy machine."""
_BOOT_CLOCK = getattr(time, "CLOCK_BOOTTIME", None)


def clocks() -> tuple[float, float]:
    """Seconds that passed while the machine was awake, and in all. Where the system counts both as one (Windows), a
    look that comes far too late is what tells.
    """
    return time.monotonic(), time.time() if _BOOT_CLOCK is None else time.clock_gettime(_BOOT_CLOCK)


class SleepDetector:
    """Looks at the clocks every `interval_s`, by the caller's doing."""

    def __init__(self, interval_s: float, read: Callable[[], tuple[float, float]] = clocks) -> None:
        self._interval_s, self._read = interval_s, read
        self._awake, self._all = read()

    def has_slept(self) -> bool:
        """True where the machine slept since it was asked last."""
        before, all_before = self._awake, self._all
        self._awake, self._all = self._read()
        awake = self._awake - before
        return self._all - all_before - awake > SLEPT_S or awake > self._interval_s + SLEPT_S
