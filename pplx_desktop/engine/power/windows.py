"""Windows: battery and battery saver from GetSystemPowerStatus. It tells programs nothing of heat."""

from __future__ import annotations

import ctypes
from typing import Any

from pplx_desktop.engine.power.cpu_share import OtherPrograms
from pplx_desktop.engine.power.machine import MachineState

_ON_BATTERY, _UNKNOWN = 0, 255
_NO_BATTERY = 128


class PowerStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS."""

    _fields_ = (
        ("line", ctypes.c_uint8),
        ("battery", ctypes.c_uint8),
        ("percent", ctypes.c_uint8),
        ("saver", ctypes.c_uint8),
        ("seconds_left", ctypes.c_uint32),
        ("seconds_full", ctypes.c_uint32),
    )


class WindowsMachine:
    """The machine that this process runs on. `kernel` is kernel32."""

    def __init__(self, kernel: Any = None) -> None:
        self._kernel = kernel or getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009 - elsewhere it is not there
        self._others = OtherPrograms()

    def look(self) -> MachineState:
        """See `Machine.look`."""
        status = PowerStatus()
        if not self._kernel.GetSystemPowerStatus(ctypes.byref(status)):
            return MachineState(others_share=self._others.share())
        has_battery = status.battery != _UNKNOWN and not status.battery & _NO_BATTERY
        on_battery = status.line == _ON_BATTERY if has_battery and status.line != _UNKNOWN else None
        return MachineState(on_battery, status.saver == 1, None, self._others.share())
