"""The filter of system calls, run as the kernel runs it, on both processors: what it says to a call with arguments."""

from __future__ import annotations

import errno
import os
import platform
import re
import struct
from pathlib import Path

import pytest

from pplx_desktop.engine.sandbox import syscalls
from pplx_desktop.engine.sandbox.seccomp import make_filter

PID = 4711
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
COLUMN = {"x86_64": 0, "aarch64": 1}
GROUPS = (syscalls.NETWORK, syscalls.PROGRAMS, syscalls.PROCESSES, syscalls.FILES, syscalls.SHARED, syscalls.SYSTEM)
NEEDED = {
    # read, write, close, fstat, lseek, mmap, mprotect, munmap, brk, rt_sigaction, pread64, futex, exit_group, getrandom
    "x86_64": (0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 17, 202, 231, 318),
    "aarch64": (63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 67, 98, 94, 278),
}
HEADERS = {
    "x86_64": [Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), Path("/usr/include/asm/unistd_64.h")],
    "aarch64": [Path("/usr/include/asm-generic/unistd.h")],
}


def answer(processor: str, number: int, *arguments: int, audit: int | None = None) -> str:
    """What the kernel's machine makes of a call: the name of the error, `allowed` or `killed`."""
    words = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    call = struct.pack("<IIQ6Q", number, AUDIT[processor] if audit is None else audit, 0, *words)
    program = make_filter(processor, PID)
    instructions = list(struct.iter_unpack("<HBBI", program))
    register = position = 0
    while True:
        code, if_true, if_false, value = instructions[position]
        position += 1
        match code:
            case 0x20:
                register = struct.unpack_from("<I", call, value)[0]
            case 0x15 | 0x25 | 0x35 | 0x45:
                holds = {
                    0x15: register == value, 0x25: register > value, 0x35: register >= value, 0x45: register & value,
                }[code]  # fmt: skip
                position += if_true if holds else if_false
            case 0x06:
                action, data = value & 0xFFFF0000, value & 0xFFFF
                return {0x7FFF0000: "allowed", 0x80000000: "killed"}.get(action) or errno.errorcode[data]
            case _:
                raise AssertionError(hex(code))


def number(processor: str, call: str) -> int:
    found = syscalls.EXAMINED[call][COLUMN[processor]]
    assert found is not None
    return found


@pytest.mark.parametrize("processor", AUDIT)
def test_whole_groups_of_calls_are_refused(processor: str) -> None:
    for group in GROUPS:
        for call, numbers in group.items():
            known = numbers[COLUMN[processor]]
            assert known is None or answer(processor, known) == "EPERM", call
    for call, numbers in syscalls.ABSENT.items():
        assert answer(processor, numbers[COLUMN[processor]] or 0) == "ENOSYS", call


@pytest.mark.parametrize("processor", AUDIT)
def test_what_reading_takes_is_allowed(processor: str) -> None:
    for call in NEEDED[processor]:
        assert answer(processor, call) == "allowed", call


@pytest.mark.parametrize("processor", AUDIT)
def test_files_are_opened_for_reading_alone(processor: str) -> None:
    openat = number(processor, "openat")
    for flags in (os.O_RDONLY, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, os.O_DIRECTORY, os.O_PATH):
        assert answer(processor, openat, 3, 0, flags) == "allowed", oct(flags)
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, os.O_APPEND | os.O_WRONLY, os.O_TMPFILE | os.O_RDWR):
        assert answer(processor, openat, 3, 0, flags) == "EACCES", oct(flags)
    assert answer("x86_64", number("x86_64", "open"), 0, os.O_WRONLY) == "EACCES"


@pytest.mark.parametrize("processor", AUDIT)
def test_threads_are_made_and_processes_are_not(processor: str) -> None:
    clone = number(processor, "clone")
    assert answer(processor, clone, 0x3D0F00) == "allowed"  # as glibc makes a thread
    assert answer(processor, clone, 0x1200011) == "EPERM"  # as it forks
    assert answer(processor, clone, 0x10000000) == "EPERM"  # a namespace of its own


@pytest.mark.parametrize("processor", AUDIT)
def test_signals_and_priorities_are_its_own(processor: str) -> None:
    for call in ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"):
        assert answer(processor, number(processor, call), PID) == "allowed"
        for target in (1, 0, PID + 1, 2**32 - 1):
            assert answer(processor, number(processor, call), target) == "EPERM"
    for call in ("sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr"):
        assert answer(processor, number(processor, call), 0) == "allowed"
        assert answer(processor, number(processor, call), PID) == "allowed"
        assert answer(processor, number(processor, call), 1) == "EPERM"


@pytest.mark.parametrize("processor", AUDIT)
def test_limits_are_read_and_not_set(processor: str) -> None:
    call = number(processor, "prlimit64")
    assert answer(processor, call, 0, 7, 0) == "allowed"
    for pointer in (0x1000, 0x7F00_0000_1000, 0x7F00_0000_0000):
        assert answer(processor, call, 0, 7, pointer) == "EPERM"


@pytest.mark.parametrize("processor", AUDIT)
def test_of_controls_only_harmless_ones_are_left(processor: str) -> None:
    ioctl, fcntl = number(processor, "ioctl"), number(processor, "fcntl")
    assert answer(processor, ioctl, 0, 0x5401) == "allowed"  # is it a terminal?
    for request in (0x5412, 0x40086602, 0x40049409):  # type for the user, attributes of a file, share its blocks
        assert answer(processor, ioctl, 0, request) == "ENOTTY"
    for request in (0, 1, 2, 3, 4, 1030):  # copies of descriptors, their flags
        assert answer(processor, fcntl, 0, request) == "allowed"
    for request in (8, 10, 15, 1024):
        assert answer(processor, fcntl, 0, request) == "EPERM"


def test_what_is_newer_or_of_another_mode_does_not_exist() -> None:
    for processor in AUDIT:
        assert answer(processor, syscalls.NEWEST + 1) == "ENOSYS"
        assert answer(processor, 0, audit=0x40000003) == "killed"  # 32-bit calls have other numbers
    assert answer("x86_64", 0x40000000 + 1) == "ENOSYS"


@pytest.mark.parametrize("processor", AUDIT)
def test_numbers_are_those_of_the_kernels_headers(processor: str) -> None:
    header = next((path for path in HEADERS[processor] if path.exists()), None)
    if header is None:
        pytest.skip(f"no header of the kernel for {processor} (Debian: linux-libc-dev)")
    told = {
        name: int(value)
        for name, value in re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)", header.read_text(), re.MULTILINE)
    }
    compared = 0
    for group in (*GROUPS, syscalls.ABSENT, syscalls.EXAMINED):
        for call, numbers in group.items():
            ours = numbers[COLUMN[processor]]
            if ours is None or call in told:
                assert ours == told.get(call), call
                compared += 1
    assert compared > 130


def test_a_processor_that_is_not_known_has_no_filter() -> None:
    assert platform.machine()
    with pytest.raises(KeyError):
        make_filter("riscv64", PID)
