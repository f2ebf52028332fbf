"""What each system tells of itself, by stand-ins for the parts that this machine has not, and for real where it has."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path
from typing import Any

import psutil
import pytest

from pplx_desktop.engine.power.cpu_share import OtherPrograms
from pplx_desktop.engine.power.linux import LinuxMachine
from pplx_desktop.engine.power.machine import this_machine
from pplx_desktop.engine.power.macos import MacMachine
from pplx_desktop.engine.power.windows import PowerStatus, WindowsMachine

Reading = namedtuple("Reading", "label current high critical")


def no_sensors() -> dict[str, list[Any]]:
    return {}


def supply(root: Path, name: str, **values: str) -> None:
    folder = root / "sys/class/power_supply" / name
    folder.mkdir(parents=True, exist_ok=True)
    for key, value in values.items():
        (folder / key).write_text(value + "\n", encoding="ascii")


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text + "\n", encoding="ascii")


def test_linux_tells_whether_it_runs_on_battery(tmp_path: Path) -> None:
    machine = LinuxMachine(tmp_path, no_sensors)
    assert machine.look().on_battery is None
    supply(tmp_path, "hidpp_battery_0", type="Battery", scope="Device", status="Discharging")
    assert machine.look().on_battery is None  # a mouse
    supply(tmp_path, "BAT0", type="Battery", status="Full")
    assert machine.look().on_battery is False
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "BAT1", type="Battery", status="Discharging")
    assert machine.look().on_battery is True
    supply(tmp_path, "ucsi-source-psy-1", type="USB", online="1")
    assert machine.look().on_battery is False  # charges too slowly, but is plugged in


@pytest.mark.parametrize(
    ("files", "saves"),
    [
        ({}, None),
        ({"firmware/acpi/platform_profile": "low-power"}, True),
        ({"firmware/acpi/platform_profile": "performance"}, False),
        ({"devices/system/cpu/cpufreq/policy0/energy_performance_preference": "power"}, True),
        (
            {
                "firmware/acpi/platform_profile": "balanced",
                "devices/system/cpu/cpufreq/policy0/energy_performance_preference": "balance_performance",
                "devices/system/cpu/cpufreq/policy0/scaling_governor": "powersave",
            },
            False,
        ),
        ({"devices/system/cpu/cpufreq/policy0/scaling_governor": "powersave"}, True),
        ({"devices/system/cpu/cpufreq/policy0/scaling_governor": "schedutil"}, False),
    ],
)
def test_linux_tells_whether_it_saves_power(tmp_path: Path, files: dict[str, str], saves: bool | None) -> None:
    for path, text in files.items():
        put(tmp_path, f"sys/{path}", text)
    assert LinuxMachine(tmp_path, no_sensors).look().saves_power is saves


@pytest.mark.parametrize(
    ("sensors", "heat"),
    [
        ({}, None),
        ({"nvme": [Reading("", 88, 80, 85)]}, None),  # a disk
        ({"coretemp": [Reading("Package", 60, 80, 100), Reading("Core 0", 62, 80, 100)]}, "cool"),
        ({"coretemp": [Reading("Package", 85, 80, 100)]}, "warm"),
        ({"coretemp": [Reading("Package", 70, 80, 100), Reading("Core 3", 96, 80, 100)]}, "hot"),
        ({"k10temp": [Reading("Tctl", 93, None, None)]}, "hot"),
        ({"acpitz": [Reading("", 40, 20, 20)]}, "cool"),  # such a limit is none
        ({"cpu_thermal": [Reading("", 82, None, 85)]}, "hot"),
    ],
)
def test_linux_tells_whether_it_is_hot(tmp_path: Path, sensors: dict[str, list[Any]], heat: str | None) -> None:
    assert LinuxMachine(tmp_path, lambda: sensors).look().heat == heat


def test_sensors_that_fail_are_none(tmp_path: Path) -> None:
    def fail() -> dict[str, list[Any]]:
        raise OSError(5, "Input/output error")

    assert LinuxMachine(tmp_path, fail).look().heat is None


class FakeKernel32:
    """Windows' answer to one call."""

    def __init__(self, **values: int) -> None:
        self.values = values

    def GetSystemPowerStatus(self, pointer: Any) -> int:
        status = ctypes.cast(pointer, ctypes.POINTER(PowerStatus)).contents
        for name, value in self.values.items():
            setattr(status, name, value)
        return int(bool(self.values))


@pytest.mark.parametrize(
    ("status", "on_battery", "saves"),
    [
        ({"line": 0, "battery": 1, "saver": 0}, True, False),
        ({"line": 0, "battery": 4, "saver": 1}, True, True),
        ({"line": 1, "battery": 8, "saver": 0}, False, False),
        ({"line": 1, "battery": 128, "saver": 0}, None, False),  # a desktop
        ({"line": 255, "battery": 255, "saver": 0}, None, False),
        ({}, None, None),
    ],
)
def test_windows_tells_its_power_status(status: dict[str, int], on_battery: bool | None, saves: bool | None) -> None:
    state = WindowsMachine(FakeKernel32(**status)).look()
    assert (state.on_battery, state.saves_power, state.heat) == (on_battery, saves, None)
    assert ctypes.sizeof(PowerStatus) == 12  # as Windows has it


class FakeProcessInfo:
    """NSProcessInfo, as a Mac would answer."""

    def __init__(self, heat: int, low_power: bool) -> None:
        self.heat, self.low_power = heat, low_power

    def thermal_state(self) -> int:
        return self.heat

    def is_low_power_mode_enabled(self) -> bool:
        return self.low_power


@pytest.mark.parametrize(("told", "heat"), [(0, "cool"), (1, "warm"), (2, "hot"), (3, "hot"), (9, None)])
def test_a_mac_tells_heat_and_low_power(told: int, heat: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    Battery = namedtuple("Battery", "percent secsleft power_plugged")
    monkeypatch.setattr(psutil, "sensors_battery", lambda: Battery(50, 3600, False), raising=False)
    state = MacMachine(FakeProcessInfo(told, low_power=True)).look()
    assert (state.on_battery, state.saves_power, state.heat) == (True, True, heat)
    monkeypatch.setattr(psutil, "sensors_battery", lambda: None, raising=False)
    assert MacMachine(FakeProcessInfo(told, low_power=False)).look().on_battery is None


class FakeTimes:
    """Two processors, of which the programs used so much since the start; psutil is asked through it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = self.user = self.own = 0.0
        times = namedtuple("times", "user nice system idle iowait steal guest guest_nice")
        process_times = namedtuple("process_times", "user system children_user children_system")
        monkeypatch.setattr(time, "monotonic", lambda: self.now)
        monkeypatch.setattr(
            psutil, "cpu_times", lambda: times(self.user, 0, 0, 2 * self.now - self.user - 1, 1, 0, self.user, 0)
        )
        monkeypatch.setattr(psutil.Process, "cpu_times", lambda process: process_times(self.own, 0, 0, 0))
        monkeypatch.setattr(psutil.Process, "children", lambda process, recursive: [])


def test_own_work_is_not_that_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    times = FakeTimes(monkeypatch)
    others = OtherPrograms()
    times.now = 100
    assert others.share() is None
    times.now, times.user, times.own = 110, 18, 15
    assert others.share() == pytest.approx(3 / 20)
    times.now = 110.5
    assert others.share() == pytest.approx(3 / 20)  # too soon to say more
    times.now, times.user, times.own = 120, 38, 15
    assert others.share() == pytest.approx(1.0)
    times.now, times.user, times.own = 130, 40, 5  # a child of ours that is not counted any more
    assert others.share() == pytest.approx(2 / 20)
    times.now = 3730
    assert others.share() is None  # nothing of now


def test_a_busy_child_is_not_taken_for_another_program() -> None:
    others = OtherPrograms()
    others.share()
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", "import time\nwhile time.process_time() < 1.2: pass"], check=True)
    own = 1.2 / ((time.monotonic() - begun) * (psutil.cpu_count() or 1))
    with_child = others.share()
    assert with_child is not None
    # Whatever else runs here uses at most what the child leaves.
    assert with_child <= 1 - own + 0.1


def test_this_machine_is_read_without_fail_and_in_no_time() -> None:
    machine = this_machine()
    begun = time.process_time()
    for _ in range(10):
        state = machine.look()
    assert (time.process_time() - begun) / 10 < 0.05
    assert state.on_battery in {None, True, False}
    if sys.platform == "linux" and not any(Path("/sys/class/power_supply").glob("*")):
        assert state.on_battery is None
