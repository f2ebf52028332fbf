"""How much of the machine a child or a thread takes, and for how long. What it may do at all is `sandbox`."""

from __future__ import annotations

import contextlib
import ctypes
import math
import platform
import signal
import sys

import psutil

_NICE = 10
_ROOM_FACTOR = 4
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_KEPT_PIECE, _KEPT_MEMORY = 32 << 20, 64 << 20
_SYS_IOPRIO_SET = {"x86_64": 251, "aarch64": 30}
_THIS_THREAD, _BEST_EFFORT_LAST = 1, (2 << 13) | 7
_IOPOL_DISK, _IOPOL_THREAD, _IOPOL_UTILITY = 0, 1, 4


def lower_priority() -> None:
    """Let this process, and the threads that it starts from now on, give way to everything that the user does."""
    with contextlib.suppress(psutil.Error, OSError):
        process = psutil.Process()
        if sys.platform == "win32":
            process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
            process.ionice(psutil.IOPRIO_LOW)
        else:
            process.nice(max(_NICE, process.nice()))
    lower_disk_priority()


def lower_disk_priority() -> None:
    """Let what this thread reads and writes come after what others do; its share of the processor stays what it is.

    For a thread of the host: one that waits for the processor while it holds Python's lock would hold up the window.
    Linux and macOS; nothing elsewhere.
    """
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "linux" and (number := _SYS_IOPRIO_SET.get(platform.machine())) is not None:
            ctypes.CDLL(None).syscall(number, _THIS_THREAD, 0, _BEST_EFFORT_LAST)
        elif sys.platform == "darwin":
            ctypes.CDLL(None).setiopolicy_np(_IOPOL_DISK, _IOPOL_THREAD, _IOPOL_UTILITY)


def has_room_for(more_bytes: int) -> bool:
    """Whether so much memory can be taken without others having to give theirs."""
    try:
        return psutil.virtual_memory().available > _ROOM_FACTOR * more_bytes
    except (psutil.Error, OSError):
        return True


def give_back_memory() -> None:
    """Let the system have what this process has freed: glibc keeps it, tens of megabytes after a large run."""
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "linux":
            ctypes.CDLL(None).malloc_trim(0)


def keep_memory() -> None:
    """Keep what this process frees for what it takes next, until `give_back_memory`. A search in a million passages takes
    some tens of megabytes for a moment; glibc gives them back at once, and getting them anew, page by page, is a tenth of
    what it costs.
    """
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "linux":
            libc = ctypes.CDLL(None)
            libc.mallopt(_M_MMAP_THRESHOLD, _KEPT_PIECE)
            libc.mallopt(_M_TRIM_THRESHOLD, _KEPT_MEMORY)


def set_alarm(seconds: float) -> None:
    """Have the kernel end this process after `seconds`, even inside a library that never returns; 0 calls it off.

    The owner's own deadline comes first. This one is for a child whose owner was killed in the meantime.
    """
    if sys.platform != "win32":
        signal.alarm(math.ceil(seconds))
