"""A machine that is what the test says, and a clock that goes when the test says so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from pplx_desktop.engine.power.machine import MachineState


@dataclass
class FakeMachine:
    """Counts how often it was looked at."""

    state: MachineState = field(default_factory=MachineState)
    now: float = 1000.0
    looks: int = 0

    def look(self) -> MachineState:
        self.looks += 1
        return self.state

    def clock(self) -> float:
        return self.now

    def becomes(self, **values: Any) -> None:
        self.state = replace(self.state, **values)
