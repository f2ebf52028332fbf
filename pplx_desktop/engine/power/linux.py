"""Linux: power supplies, profiles and frequencies as /sys tells them, temperatures by psutil.

psutil's own look at the battery takes a wireless mouse's for the machine's, so supplies are read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

from pplx_desktop.engine.power.cpu_share import OtherPrograms
from pplx_desktop.engine.power.machine import Heat, MachineState

_PROCESSOR_SENSORS = ("coretemp", "k10temp", "zenpower", "cpu", "soc", "x86_pkg_temp", "acpitz")
"""How the names of sensors begin that tell of the processor or of the whole machine, not of a disk or a radio."""
_LOWEST_LIMIT_C, _HIGHEST_LIMIT_C, _USUAL_LIMIT_C = 70.0, 110.0, 97.0
"""What is outside is no real limit: some machines tell 0, 20 or 127."""
_HOT_C, _WARM_C = 6.0, 18.0
"""So far below the limit."""


Temperatures = Callable[[], Mapping[str, Sequence[Any]]]
"""What psutil tells by the name of a sensor: readings with `current`, `high` and `critical`, the limits None where the
sensor has no such."""


class LinuxMachine:
    """The machine whose /sys is below `root`."""

    def __init__(self, root: Path = Path("/"), temperatures: Temperatures | None = None) -> None:
        self._supplies = root / "sys/class/power_supply"
        self._profile = root / "sys/firmware/acpi/platform_profile"
        self._frequency = root / "sys/devices/system/cpu/cpufreq/policy0"
        self._temperatures = temperatures or psutil.sensors_temperatures
        self._others = OtherPrograms()

    def look(self) -> MachineState:
        """See `Machine.look`."""
        return MachineState(self._on_battery(), self._saves_power(), self._heat(), self._others.share())

    def _on_battery(self) -> bool | None:
        """True where a battery of the machine is being emptied and no other supply is there."""
        try:
            supplies = list(self._supplies.iterdir())
        except OSError:
            return None
        batteries: list[str] = []
        for supply in supplies:
            kind = _text(supply / "type")
            # A mouse, a headset, a pen.
            if _text(supply / "scope") == "Device":
                continue
            if kind == "Battery":
                batteries.append(_text(supply / "status"))
            elif kind and _text(supply / "online") not in {"", "0"}:
                return False
        return "Discharging" in batteries if batteries else None

    def _saves_power(self) -> bool | None:
        """True where the user or the system chose to save power: the profile, or the preference that stands for it."""
        profile = _text(self._profile)
        if profile in {"low-power", "quiet"}:
            return profile == "low-power"
        preference = _text(self._frequency / "energy_performance_preference")
        if preference:
            return preference == "power"
        governor = _text(self._frequency / "scaling_governor")
        if governor:
            # With intel_pstate and amd-pstate `powersave` is the usual one, and there is a preference.
            return governor == "powersave"
        return False if profile else None

    def _heat(self) -> Heat | None:
        try:
            sensors = self._temperatures()
        except (OSError, ValueError):
            return None
        margins = list(_margins(sensors))
        if not margins:
            return None
        margin = min(margins)
        return "hot" if margin <= _HOT_C else "warm" if margin <= _WARM_C else "cool"


def _margins(sensors: Mapping[str, Sequence[Any]]) -> Iterable[float]:
    """How far below its limit each sensor of the processor is, in degrees."""
    for name, readings in sensors.items():
        if name.startswith(_PROCESSOR_SENSORS):
            for reading in readings:
                limits = [limit for limit in (reading.critical, reading.high) if limit is not None]
                real = [limit for limit in limits if _LOWEST_LIMIT_C <= limit <= _HIGHEST_LIMIT_C]
                yield (real[0] if real else _USUAL_LIMIT_C) - reading.current


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
