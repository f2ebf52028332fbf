"""Asks Linux whether it would give this user one more inotify watch.

Invariant: asking leaves nothing behind. On other systems there is no such limit.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys

_ANY_EVENT_OF_A_FOLDER = 0x01000200  # IN_ONLYDIR | IN_DELETE


def is_watch_limit_reached() -> bool:
    """True where the limit of watches or of inotify instances is used up."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    instance = libc.inotify_init1(os.O_CLOEXEC)
    if instance < 0:
        return ctypes.get_errno() == errno.EMFILE
    try:
        watch = libc.inotify_add_watch(instance, b"/", _ANY_EVENT_OF_A_FOLDER)
        return watch < 0 and ctypes.get_errno() == errno.ENOSPC
    finally:
        os.close(instance)
