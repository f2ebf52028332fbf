"""A filter over system calls (seccomp, Linux): no network, no other program, no change to any file, no other process.

Invariant: what the filter does not know is refused, in numbers as in processors; what it refuses fails with an error
and does not end the process, so that a library that tries costs nothing.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

from pplx_desktop.engine.sandbox import syscalls
from pplx_desktop.engine.sandbox.syscalls import Numbers

_PROCESSORS = {"x86_64": 0, "aarch64": 1}
_AUDIT = (0xC000003E, 0xC00000B7)
_SYS_SECCOMP = (317, 277)
_PR_GET_SECCOMP = 21
_SET_MODE_FILTER, _ON_ALL_THREADS = 1, 1

_LOAD, _EQUAL, _ABOVE, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x25, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER_AT, _PROCESSOR_AT, _ARGUMENTS_AT = 0, 4, 16
_INSTRUCTION = struct.Struct("<HBBI")

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | 0o20000000
"""Flags of `open` that are for writing; the last is what makes O_TMPFILE differ from O_DIRECTORY."""
_CLONE_THREAD = 0x10000
_IOCTLS = (0x5401, 0x802C542A, 0x5450, 0x5451, 0x541B, 0x5421)
"""TCGETS, TCGETS2 (is it a terminal?), FIONCLEX, FIOCLEX, FIONREAD, FIONBIO."""
_FCNTLS = (8, 10, 15, 1024, 1026, 1036)
"""F_SETOWN, F_SETSIG, F_SETOWN_EX (signals to others), F_SETLEASE, F_NOTIFY, F_SET_RW_HINT."""


@dataclass(slots=True)
class _Program:
    """Instructions for the kernel's filter machine. A call's number is in the register wherever a rule begins."""

    column: int
    instructions: list[bytes] = field(default_factory=list[bytes])

    def add(self, code: int, value: int, if_true: int = 0, if_false: int = 0) -> None:
        self.instructions.append(_INSTRUCTION.pack(code, if_true, if_false, value))

    def refuse(self, calls: Iterable[Numbers], error: int) -> None:
        for numbers in calls:
            if (number := numbers[self.column]) is not None:
                self.add(_EQUAL, number, 0, 1)
                self.add(_RETURN, _ERRNO | error)

    def examine(self, call: str, argument: int, tests: list[tuple[int, int]], *, found: int, else_: int) -> None:
        """For one call: `found` where one of the tests (instruction, value) holds for its argument, `else_` where none.

        What is tested are 32 bits of it, the lower ones until a test loads others.
        """
        number = syscalls.EXAMINED[call][self.column]
        if number is None:
            return
        self.add(_EQUAL, number, 0, len(tests) + 3)
        self.add(_LOAD, _ARGUMENTS_AT + 8 * argument)
        for position, (code, value) in enumerate(tests):
            self.add(code, value, 0 if code == _LOAD else len(tests) - position, 0)
        self.add(_RETURN, else_)
        self.add(_RETURN, found)


def make_filter(processor: str, pid: int) -> bytes:
    """The filter for a process of this id, as the kernel reads it. Raises KeyError for a processor it is not for."""
    column = _PROCESSORS[processor]
    program = _Program(column)
    program.add(_LOAD, _PROCESSOR_AT)
    program.add(_EQUAL, _AUDIT[column], 1, 0)
    program.add(_RETURN, _KILL)
    program.add(_LOAD, _NUMBER_AT)
    # Above the newest call on x86_64 are also those of its third mode, x32, which go around every number here.
    program.add(_ABOVE, syscalls.NEWEST, 0, 1)
    program.add(_RETURN, _ERRNO | errno.ENOSYS)
    program.refuse(syscalls.ABSENT.values(), errno.ENOSYS)
    for group in (
        syscalls.NETWORK, syscalls.PROGRAMS, syscalls.PROCESSES, syscalls.FILES, syscalls.SHARED, syscalls.SYSTEM,
    ):  # fmt: skip
        program.refuse(group.values(), errno.EPERM)
    refused = _ERRNO | errno.EPERM
    for call, argument in (("open", 1), ("openat", 2)):
        program.examine(call, argument, [(_ANY_BIT, _WRITING)], found=_ERRNO | errno.EACCES, else_=_ALLOW)
    program.examine("clone", 0, [(_ANY_BIT, _CLONE_THREAD)], found=_ALLOW, else_=refused)
    for call in ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"):
        program.examine(call, 0, [(_EQUAL, pid)], found=_ALLOW, else_=refused)
    for call in ("sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr"):
        program.examine(call, 0, [(_EQUAL, pid), (_EQUAL, 0)], found=_ALLOW, else_=refused)
    # Limits may be read, not set: then the pointer to the new ones is null.
    either_half = [(_AT_LEAST, 1), (_LOAD, _ARGUMENTS_AT + 8 * 2 + 4), (_AT_LEAST, 1)]
    program.examine("prlimit64", 2, either_half, found=refused, else_=_ALLOW)
    program.examine("ioctl", 1, [(_EQUAL, code) for code in _IOCTLS], found=_ALLOW, else_=_ERRNO | errno.ENOTTY)
    program.examine("fcntl", 1, [(_EQUAL, code) for code in _FCNTLS], found=refused, else_=_ALLOW)
    program.add(_RETURN, _ALLOW)
    return b"".join(program.instructions)


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def why_no_filter(libc: ctypes.CDLL) -> str:
    """Why this process cannot be put under the filter; empty where it can."""
    processor = platform.machine()
    if processor not in _PROCESSORS or sys.maxsize < 2**32:
        return f"not made for this processor ({processor})"
    return "" if libc.prctl(_PR_GET_SECCOMP, *map(ctypes.c_ulong, (0, 0, 0, 0))) >= 0 else "not available"


def apply_filter(libc: ctypes.CDLL) -> str:
    """Put this process under the filter, all its threads, for good. Returns why it could not be, empty where it is.

    `no_new_privs` has to be set before.
    """
    if problem := why_no_filter(libc):
        return problem
    processor = platform.machine()
    instructions = make_filter(processor, os.getpid())
    held = ctypes.create_string_buffer(instructions, len(instructions))
    program = _Filter(len(instructions) // _INSTRUCTION.size, ctypes.cast(held, ctypes.c_void_p))
    number = _SYS_SECCOMP[_PROCESSORS[processor]]
    if libc.syscall(number, _SET_MODE_FILTER, _ON_ALL_THREADS, ctypes.byref(program)):
        return os.strerror(ctypes.get_errno())
    return ""
