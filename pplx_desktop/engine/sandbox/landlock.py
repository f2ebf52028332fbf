"""Landlock (Linux 5.13 on): a process opens files for reading alone, and only where a user's files or the program's may
be; not what the kernel tells of other processes, not devices, not what programs have running.

Invariant: rights that this kernel knows and that are not granted below are gone for good; a kernel that knows fewer is
asked for fewer.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many rights over files there are, by the version from which on."""
_TCP = 0b11
_SCOPES = 0b11
"""Abstract sockets and signals of others."""
_BENEATH = struct.Struct("=Qi")
"""A rule: rights, and the open folder below which they hold."""
_ALL_THREADS_FROM, _ON_ALL_THREADS = 8, 1 << 3

_SYSTEM_FOLDERS = frozenset({"/proc", "/sys", "/dev", "/run"})
_OF_THEM = (
    "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu",
    "/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/shm", "/run/media",  # noqa: S108
)  # fmt: skip


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


def landlock_version(libc: ctypes.CDLL) -> int:
    """The version of its interface; 0 where this kernel has none, or has it switched off."""
    return max(0, libc.syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION))


def apply_landlock(libc: ctypes.CDLL) -> str:
    """Take this process' rights away, for good. Returns why it could not be done, empty where it was.

    `no_new_privs` has to be set before, and where the version is below 8, no other thread may run yet.
    """
    version = landlock_version(libc)
    if not version:
        return "not available"
    if version < _ALL_THREADS_FROM and len(list(Path("/proc/self/task").iterdir())) > 1:
        return "threads are running that it would not hold"
    rights = max(count for since, count in _FILE_RIGHTS.items() if version >= since)
    attributes = _Ruleset((1 << rights) - 1, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = libc.syscall(_CREATE, ctypes.byref(attributes), ctypes.c_size_t(size), 0)
    if rules < 0:
        return os.strerror(ctypes.get_errno())
    try:
        for place in _readable_places():
            _allow_reading(libc, rules, place)
        flags = _ON_ALL_THREADS if version >= _ALL_THREADS_FROM else 0
        if libc.syscall(_RESTRICT, rules, flags):
            return os.strerror(ctypes.get_errno())
    finally:
        os.close(rules)
    return ""


def _readable_places() -> Iterator[str]:
    with os.scandir("/") as entries:
        for entry in entries:
            if entry.path not in _SYSTEM_FOLDERS and not entry.is_symlink():
                yield entry.path
    yield from _OF_THEM
    # Where desktops show remote folders and documents that were handed to a sandboxed program.
    yield from (f"/run/user/{os.getuid()}/{name}" for name in ("gvfs", "doc"))
    yield from {sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(sys.executable).parent)}


def _allow_reading(libc: ctypes.CDLL, rules: int, place: str) -> None:
    try:
        folder = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = _READ_FILE | _READ_FOLDER if stat.S_ISDIR(os.fstat(folder).st_mode) else _READ_FILE
        beneath = ctypes.create_string_buffer(_BENEATH.pack(rights, folder), _BENEATH.size)
        libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, beneath, 0)
    finally:
        os.close(folder)
