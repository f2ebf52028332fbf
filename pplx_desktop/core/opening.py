"""How a file of the user is opened: read-only, regular files only, never through a link, never waiting.

Invariant: what comes back is an open regular file. A name that has become a link, a pipe, a device or a folder since
it was seen is refused before a byte of it is read, and opening a pipe never blocks.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import FileStat

# Windows has neither flag (and no such files); it needs O_BINARY.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def open_regular(path: str) -> BinaryIO:
    """Open a regular file for reading bytes. Raises `ExtractionError` (vanished, unreadable)."""
    try:
        handle = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        raise reading_failed(error) from error
    try:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return os.fdopen(handle, "rb")
    except OSError as error:
        os.close(handle)
        raise reading_failed(error) from error
    os.close(handle)
    raise ExtractionError(
        ExtractionCode.UNREADABLE,
        "This is no regular file any more.",
        hint="Pipes, devices and links are left alone.",
    )


def stat_of(path: str, status: os.stat_result) -> FileStat:
    """What the disk said of `path`, as the program keeps it."""
    return FileStat(path, status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)


def reading_failed(error: OSError) -> ExtractionError:
    """The reason that an error of the system gives for a file that cannot be read."""
    if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ESTALE}:
        return ExtractionError(ExtractionCode.VANISHED, "The file is gone.", detail=str(error))
    if error.errno == errno.ELOOP:
        return ExtractionError(
            ExtractionCode.UNREADABLE, "This is a link now.", detail=str(error), hint="Links are not followed."
        )
    return ExtractionError(
        ExtractionCode.UNREADABLE,
        f"The file cannot be read: {error.strerror or error}.",
        detail=str(error),
        hint="Check the file's permissions and the drive it is on.",
    )
