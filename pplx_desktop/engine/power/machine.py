"""What a machine tells of itself, and the reader of the one that this process runs on.

Invariant: reading never raises and takes milliseconds; what a system does not tell is None, and holds nothing up.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Literal, Protocol

Heat = Literal["cool", "warm", "hot"]
"""`hot`: the processor is about to slow itself down, or does. `warm`: near enough that more work would make it hot."""


@dataclass(frozen=True, slots=True)
class MachineState:
    """One look at the machine. `others_share` is how much of all processors other programs used since the last look,
    0 to 1.
    """

    on_battery: bool | None = None
    saves_power: bool | None = None
    heat: Heat | None = None
    others_share: float | None = None


class Machine(Protocol):
    """What can be asked how it is."""

    def look(self) -> MachineState:
        """How it is now."""
        ...


def this_machine() -> Machine:
    """The machine that this process runs on."""
    if sys.platform == "linux":
        from pplx_desktop.engine.power.linux import LinuxMachine  # noqa: PLC0415 - each system has its own

        return LinuxMachine()
    if sys.platform == "darwin":
        from pplx_desktop.engine.power.macos import MacMachine  # noqa: PLC0415

        return MacMachine()
    if sys.platform == "win32":
        from pplx_desktop.engine.power.windows import WindowsMachine  # noqa: PLC0415

        return WindowsMachine()
    from pplx_desktop.engine.power.cpu_share import OtherPrograms  # noqa: PLC0415

    return OtherPrograms()
