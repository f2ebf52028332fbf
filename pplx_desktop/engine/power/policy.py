"""How fast to embed, by the state of the machine and what the user wants of it.

Invariant: the machine is looked at only when somebody asks for the pace, and then at most every `_LOOK_S`; an idle
program never looks. A pace that was taken up is kept for a while, so that it does not flap.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import Pace, PaceReason
from pplx_desktop.engine.power.machine import Machine, MachineState

log = logging.getLogger(__name__)

_LOOK_S = 5.0
_FORGOTTEN_S = 60.0
"""After so long without a look the machine is judged anew, without what it was like then."""
_SLOW_SHARE = 0.25
"""Of the time that is worked at slow pace."""
_LONGEST_REST_S = 300.0

_BUSY_FROM, _BUSY_UNTIL = 0.40, 0.25
"""Other programs are busy from this share of all processors on, until they use less than the other. On two processors,
one program that never waits is half of them."""

_PACES: dict[str, Pace] = {"full": "full", "slow": "slow", "pause": "paused"}
_SPEED: dict[Pace, int] = {"full": 2, "slow": 1, "paused": 0}


@dataclass(slots=True)
class _Latch:
    """A condition that holds once it was there for `enter_s`, and until it was gone for `leave_s`."""

    enter_s: float
    leave_s: float
    holds: bool = False
    _since: float | None = None

    def see(self, present: bool | None, now: float) -> None:
        """Take in a look. None changes nothing."""
        if present is None or present == self.holds:
            self._since = None
            return
        if self._since is None:
            self._since = now
        if now - self._since >= (self.enter_s if present else self.leave_s):
            self.holds, self._since = present, None

    def forget(self) -> None:
        """Judge anew."""
        self.holds, self._since = False, None


class PowerPolicy:
    """Says how fast to embed. Thread-safe. The user's own pause is not known here: it comes before all of this."""

    def __init__(self, machine: Machine, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._machine, self._settings, self._clock = machine, settings, clock
        self._lock = threading.Lock()
        self._looked_at: float | None = None
        self._hurried = False
        self._state = MachineState()
        self._pace: tuple[Pace, PaceReason] = ("full", "")
        # A cable that is pulled counts at once; one that has bad contact does not make it start and stop.
        self._battery = _Latch(0, 10)
        self._saver = _Latch(0, 10)
        self._heat = _Latch(10, 30)
        self._busy = _Latch(10, 20)

    @property
    def is_hurried(self) -> bool:
        """True while the user wants full pace whatever the machine is like."""
        return self._hurried

    @property
    def state(self) -> MachineState:
        """The machine as it was when it was last looked at."""
        return self._state

    def heed(self, settings: Settings) -> None:
        """The user's wishes are these from now on; they count for the next `pace`."""
        with self._lock:
            self._settings = settings

    def hurry(self, *, on: bool) -> None:
        """Full pace whatever the machine is like, until this is called off."""
        with self._lock:
            self._hurried = on

    def pace(self) -> tuple[Pace, PaceReason]:
        """How fast to embed now, and why not faster; when hurried, why it would be slower. Cheap enough to be asked before
        every request.
        """
        with self._lock:
            now = self._clock()
            if self._looked_at is None or now - self._looked_at >= _LOOK_S:
                self._look(now)
            pace, reason = self._judge()
            return ("full" if self._hurried else pace), reason

    def rest_s(self, worked_s: float) -> float:
        """How long to do nothing after so much work: 0 at full pace. Ask `pace` again after it, or every few seconds."""
        with self._lock:
            if self._pace[0] != "slow" or self._hurried:
                return 0.0
        return min(worked_s * (1 / _SLOW_SHARE - 1), _LONGEST_REST_S)

    def _look(self, now: float) -> None:
        latches = (self._battery, self._saver, self._heat, self._busy)
        state = self._machine.look()
        if self._looked_at is None or now - self._looked_at > _FORGOTTEN_S:
            for latch in latches:
                latch.forget()
        self._looked_at, self._state = now, state
        self._battery.see(state.on_battery, now)
        self._saver.see(state.saves_power, now)
        # What is warm stays what it was.
        self._heat.see({"hot": True, "cool": False}.get(state.heat or ""), now)
        share = state.others_share
        if share is not None:
            self._busy.see(share > (_BUSY_UNTIL if self._busy.holds else _BUSY_FROM), now)

    def _judge(self) -> tuple[Pace, PaceReason]:
        wishes = self._settings
        conditions: list[tuple[_Latch, str, PaceReason]] = [
            (self._battery, wishes.on_battery, "battery"),
            (self._saver, wishes.in_power_saver, "power-saver"),
            (self._heat, wishes.when_hot, "hot"),
            (self._busy, wishes.when_busy, "busy"),
        ]
        holding: list[tuple[Pace, PaceReason]] = [
            (_PACES[wish], reason) for latch, wish, reason in conditions if latch.holds and wish != "full"
        ]
        before = self._pace
        self._pace = min(holding, key=lambda held: _SPEED[held[0]]) if holding else ("full", "")
        if self._pace != before:
            log.info("embedding: %s %s", *self._pace)
        return self._pace
