"""How much of the processors other programs use: all that was worked, less what this program and its children worked.

Works on every system by psutil. Time of a child that ended is its parent's to tell (Linux, macOS); on Windows it counts
as others' in that one look, which the policy does not act on alone.
"""

from __future__ import annotations

import time

import psutil

from pplx_desktop.engine.power.machine import MachineState

_IDLE_TIMES = ("idle", "iowait", "steal", "guest", "guest_nice")
"""Not work of this machine's programs: waiting, other machines' work, and what is counted in `user` already."""
_SHORTEST_S, _LONGEST_S = 1.0, 30.0
"""A span shorter than this says little; one that is longer, nothing of now."""


class OtherPrograms:
    """Measures from one look to the next. Also a machine of which nothing else is known."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._last: tuple[float, float, float, float] | None = None
        self._share: float | None = None

    def look(self) -> MachineState:
        """See `Machine.look`."""
        return MachineState(others_share=self.share())

    def share(self) -> float | None:
        """Their share of all processors since the last call, 0 to 1. None at the first, and after a long time."""
        at = time.monotonic()
        if self._last is not None and at - self._last[0] < _SHORTEST_S:
            return self._share
        try:
            worked, whole = _machine_seconds()
            own = self._own_seconds()
        except (psutil.Error, OSError):
            self._last, self._share = None, None
            return None
        last, self._last = self._last, (at, worked, whole, own)
        self._share = None
        if last is not None and at - last[0] <= _LONGEST_S and whole > last[2]:
            others = (worked - last[1]) - max(0.0, own - last[3])
            self._share = min(1.0, max(0.0, others / (whole - last[2])))
        return self._share

    def _own_seconds(self) -> float:
        total = 0.0
        for process in (self._process, *self._process.children(recursive=True)):
            try:
                times = process.cpu_times()
            except psutil.Error:
                continue
            total += times.user + times.system + times.children_user + times.children_system
        return total


def _machine_seconds() -> tuple[float, float]:
    """Seconds worked and seconds in all, over all processors."""
    times = psutil.cpu_times()._asdict()
    for name in ("guest", "guest_nice"):
        times.pop(name, None)
    whole = sum(times.values())
    return whole - sum(times.get(name, 0.0) for name in _IDLE_TIMES), whole
