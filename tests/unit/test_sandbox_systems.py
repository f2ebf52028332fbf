"""What Windows and macOS are asked for, by stand-ins: neither can be had here."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

import pytest

from pplx_desktop.engine.sandbox import confinement
from pplx_desktop.engine.sandbox.confinement import Confinement, confine, survey
from pplx_desktop.engine.sandbox.windows import ExtendedLimits, confine_windows

LIMIT = 1536 * 1024 * 1024


class FakeKernel32:
    """Keeps what a job object was told; the calls named in `failing` fail."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.calls: list[str] = []
        self.limits = ExtendedLimits()
        self.desktop = 0

    def CreateJobObjectW(self, attributes: None, name: None) -> int:
        return self._done("create") * 77

    def SetInformationJobObject(self, job: int, kind: int, value: Any, size: int) -> int:
        assert job == 77
        if kind == 9:
            assert size == ctypes.sizeof(ExtendedLimits)
            ctypes.memmove(ctypes.byref(self.limits), value, size)
        else:
            assert (kind, size) == (4, 4)
            self.desktop = ctypes.cast(value, ctypes.POINTER(ctypes.c_uint32)).contents.value
        return self._done(f"set {kind}")

    def AssignProcessToJobObject(self, job: int, process: int) -> int:
        assert (job, process) == (77, -1)
        return self._done("assign")

    def GetCurrentProcess(self) -> int:
        return -1

    def GetLastError(self) -> int:
        return 5

    def _done(self, call: str) -> int:
        self.calls.append(call)
        return int(call not in self.failing)


def test_windows_puts_the_reader_into_a_job_with_limits() -> None:
    kernel = FakeKernel32()
    in_force, lacking = confine_windows(LIMIT, kernel)
    assert in_force == ("job object",)
    assert lacking == ("network and files: not kept from on Windows",)
    # The limits are in force before the process is in it.
    assert kernel.calls == ["create", "set 9", "set 4", "assign"]
    assert kernel.limits.basic.flags == 0x8 | 0x100 | 0x400
    assert (kernel.limits.basic.active_processes, kernel.limits.process_memory) == (1, LIMIT)
    assert kernel.desktop == 0xFF


def test_the_limits_lie_in_memory_as_windows_has_them() -> None:
    assert ctypes.sizeof(ExtendedLimits) == 144
    assert ExtendedLimits.process_memory.offset == 112
    basic = type(ExtendedLimits().basic)
    assert (ctypes.sizeof(basic), basic.flags.offset, basic.active_processes.offset) == (64, 16, 40)


@pytest.mark.parametrize(
    ("failing", "in_force", "told"),
    [
        ("create", (), "job object: error 5"),
        ("assign", (), "job object: error 5"),
        ("set 4", ("job object",), "limits of the job object (4): error 5"),
    ],
)
def test_what_windows_refuses_is_told(failing: str, in_force: tuple[str, ...], told: str) -> None:
    found, lacking = confine_windows(LIMIT, FakeKernel32(failing))
    assert found == in_force
    assert told in lacking


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such module there")
def test_macos_limits_what_may_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource  # noqa: PLC0415

    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    monkeypatch.setattr(confinement.sys, "platform", "darwin")
    assert confine(LIMIT) == survey()
    assert survey().in_force == ("limits",)
    assert any("memory" in told for told in survey().lacking)  # the owner watches it: test_child.py
    assert limits == {
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NOFILE: (256, 256),
    }


def test_a_system_that_nobody_knows_goes_on_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement.sys, "platform", "plan9")
    assert confine(LIMIT) == survey() == Confinement((), ("means for plan9",))
    assert str(survey()) == "nothing (without means for plan9)"
