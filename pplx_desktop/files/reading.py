"""What a file is, beyond its name: a stat that holds from before a reading to after it, and a hash of its content.

Invariant: a hash belongs to one state of the file. Where the file changed in the meantime, there is no hash.

What a scan said is compared by size and time alone: on some file systems (FUSE, CIFS) a listing gives a file another
identity than an open file has. Two looks at one open file are compared in full.
"""

from __future__ import annotations

import hashlib
import os
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.opening import open_regular, reading_failed, stat_of
from pplx_desktop.core.types import FileStat
from pplx_desktop.files.placeholders import is_online_only

HASH_BYTES = 16
_STEP_BYTES = 1024 * 1024


def content_hash(file: FileStat) -> bytes:
    """BLAKE2b of the content, `HASH_BYTES` long, read in steps.

    Raises `ExtractionError`: changed-while-read where the file on disk is not, or not any more, what `file` says;
    online-only, before it is opened; vanished; unreadable.
    """
    try:
        if is_online_only(os.lstat(file.path), os.path.basename(file.path)):  # noqa: PTH119 -- bytes in str paths
            raise ExtractionError(
                ExtractionCode.ONLINE_ONLY,
                "The file is kept online only.",
                hint="Make it available offline in the program that syncs it.",
            )
    except OSError as error:
        raise reading_failed(error) from error
    digest = hashlib.blake2b(digest_size=HASH_BYTES)
    with open_regular(file.path) as stream:
        try:
            before = _expect(file, stream)
            while step := stream.read(_STEP_BYTES):
                digest.update(step)
            if _expect(file, stream) != before:
                raise _changed()
        except OSError as error:
            raise reading_failed(error) from error
    return digest.digest()


def check_unchanged(file: FileStat) -> None:
    """Raise `ExtractionError` (changed-while-read, vanished, unreadable) where the file is not what `file` says."""
    with open_regular(file.path) as stream:
        try:
            _expect(file, stream)
        except OSError as error:
            raise reading_failed(error) from error


def _expect(file: FileStat, stream: BinaryIO) -> FileStat:
    """What the open file is now, which has to be what `file` says."""
    status = stat_of(file.path, os.fstat(stream.fileno()))
    if (status.size, status.mtime_ns) != (file.size, file.mtime_ns):
        raise _changed()
    return status


def _changed() -> ExtractionError:
    return ExtractionError(ExtractionCode.CHANGED, "The file changed while it was read.", hint="It will be read again.")
