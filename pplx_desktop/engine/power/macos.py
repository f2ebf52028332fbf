"""macOS: the battery by psutil, low power mode and heat from NSProcessInfo, asked through the Objective-C runtime."""

from __future__ import annotations

import ctypes
from typing import Any, Protocol, cast

import psutil

from pplx_desktop.engine.power.cpu_share import OtherPrograms
from pplx_desktop.engine.power.machine import Heat, MachineState

_HEAT: dict[int, Heat] = {0: "cool", 1: "warm", 2: "hot", 3: "hot"}
"""NSProcessInfoThermalState: nominal, fair, serious, critical. From serious on the system slows itself down."""


class ProcessInfo(Protocol):
    """NSProcessInfo, as far as it is asked."""

    def thermal_state(self) -> int:
        """As the system counts it."""
        ...

    def is_low_power_mode_enabled(self) -> bool:
        """Chosen by the user, or by the system at a low battery. macOS 12 on; False before."""
        ...


class MacMachine:
    """The Mac that this process runs on."""

    def __init__(self, info: ProcessInfo | None = None) -> None:
        self._info = info or _system_info()
        self._others = OtherPrograms()

    def look(self) -> MachineState:
        """See `Machine.look`."""
        heat: Heat | None = None
        saves_power: bool | None = None
        if self._info is not None:
            heat = _HEAT.get(self._info.thermal_state())
            saves_power = self._info.is_low_power_mode_enabled()
        return MachineState(on_battery(), saves_power, heat, self._others.share())


def on_battery() -> bool | None:
    """What psutil knows of the battery; None where there is none."""
    try:
        battery = cast("Any", psutil).sensors_battery()
    except (psutil.Error, OSError):
        return None
    return None if battery is None or battery.power_plugged is None else not battery.power_plugged


def _system_info() -> ProcessInfo | None:
    try:
        return _SystemInfo()
    except (OSError, AttributeError):
        return None


class _SystemInfo:
    """Messages to the one NSProcessInfo."""

    def __init__(self) -> None:
        ctypes.CDLL("/System/Library/Frameworks/Foundation.framework/Foundation")
        self._objc = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
        for name in ("objc_getClass", "sel_registerName"):
            function = getattr(self._objc, name)
            function.restype, function.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
        self._address = ctypes.cast(self._objc.objc_msgSend, ctypes.c_void_p).value
        self._info = self._send(ctypes.c_void_p, self._objc.objc_getClass(b"NSProcessInfo"), b"processInfo")
        self._knows_low_power = bool(
            self._send(ctypes.c_bool, self._info, b"respondsToSelector:", self._selector(b"isLowPowerModeEnabled"))
        )

    def thermal_state(self) -> int:
        return int(self._send(ctypes.c_long, self._info, b"thermalState"))

    def is_low_power_mode_enabled(self) -> bool:
        return self._knows_low_power and bool(self._send(ctypes.c_bool, self._info, b"isLowPowerModeEnabled"))

    def _selector(self, name: bytes) -> int:
        return self._objc.sel_registerName(name)

    def _send(self, result: type, receiver: int, message: bytes, *arguments: int) -> int:
        # A call of its own type each: on ARM, arguments of a variadic function would be passed elsewhere.
        kinds = [ctypes.c_void_p] * (2 + len(arguments))
        call = ctypes.CFUNCTYPE(result, *kinds)(self._address or 0)
        return call(receiver, self._selector(message), *arguments)
