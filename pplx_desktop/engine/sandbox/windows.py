"""Windows' means: a job object around this process, with a limit on memory, no child processes, and no reach into what
programs share on the desktop (clipboard, windows, settings).

A process may put itself into a job, and cannot leave it. Started from a virtual environment, python.exe is a starter
that runs the real one: so the child does this to itself, and not its owner to what it started.
"""

from __future__ import annotations

import ctypes
from typing import Any

_EXTENDED_LIMITS, _UI_RESTRICTIONS = 9, 4
_ACTIVE_PROCESSES, _DIE_ON_EXCEPTION, _PROCESS_MEMORY = 0x8, 0x400, 0x100
_ALL_OF_THE_DESKTOP = 0xFF
NOT_KEPT_FROM = ("network and files: not kept from on Windows",)


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("smallest_working_set", ctypes.c_size_t),
        ("largest_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("transfers", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def confine_windows(memory_limit_bytes: int, kernel: Any = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Confine this process. Returns what is in force, and what is not, with the reason. `kernel` is kernel32."""
    kernel = kernel or _kernel32()
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return (), (f"job object: error {kernel.GetLastError()}", *NOT_KEPT_FROM)
    limits = ExtendedLimits()
    limits.basic.flags = _ACTIVE_PROCESSES | _DIE_ON_EXCEPTION | _PROCESS_MEMORY
    limits.basic.active_processes = 1
    limits.process_memory = memory_limit_bytes
    desktop = ctypes.c_uint32(_ALL_OF_THE_DESKTOP)
    lacking: list[str] = []
    for kind, value in ((_EXTENDED_LIMITS, limits), (_UI_RESTRICTIONS, desktop)):
        if not kernel.SetInformationJobObject(job, kind, ctypes.byref(value), ctypes.sizeof(value)):
            lacking.append(f"limits of the job object ({kind}): error {kernel.GetLastError()}")
    # The handle stays open: the job lasts as long as this process.
    if not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
        return (), (f"job object: error {kernel.GetLastError()}", *NOT_KEPT_FROM)
    return ("job object",), (*lacking, *NOT_KEPT_FROM)


def _kernel32() -> Any:
    """With the types of handles: as plain integers they would be cut to 32 bits."""
    kernel = getattr(ctypes, "WinDLL")("kernel32", use_last_error=False)  # noqa: B009 - elsewhere it is not there
    handle, flag = ctypes.c_void_p, ctypes.c_int
    for name, result, arguments in (
        ("CreateJobObjectW", handle, [handle, ctypes.c_wchar_p]),
        ("SetInformationJobObject", flag, [handle, ctypes.c_int, handle, ctypes.c_uint32]),
        ("AssignProcessToJobObject", flag, [handle, handle]),
        ("GetCurrentProcess", handle, []),
        ("GetLastError", ctypes.c_uint32, []),
    ):
        function = getattr(kernel, name)
        function.restype, function.argtypes = result, arguments
    return kernel
