"""Reads members of a zip file without being blown up by it.

Invariant: inflated bytes are counted as they come, whatever the directory of the archive claims; nothing is written
to disk, and a member's name is only ever a key.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from types import TracebackType
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError

MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 200 * 1024 * 1024
MAX_TOTAL_BYTES = 400 * 1024 * 1024
MAX_RATIO = 200
RATIO_APPLIES_FROM_BYTES = 1024 * 1024
"""Small members of much repetition are harmless, and real."""

_STEP_BYTES = 256 * 1024
_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
    KeyError,
)


class Archive:
    """A zip file, opened for reading. Raises `ExtractionError` (damaged, decompression-bomb, encrypted)."""

    def __init__(self, stream: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(stream)
        except _FAILURES as error:
            raise _damaged(error) from error
        self._total_bytes = 0
        if len(self._zip.infolist()) > MAX_MEMBERS:
            self._zip.close()
            raise _bomb(f"{len(self._zip.infolist())} members")

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def names(self) -> frozenset[str]:
        """The names of all members."""
        return frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """A member's bytes. Raises `ExtractionError`, also for a member that is not there."""
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise ExtractionError(
                    ExtractionCode.ENCRYPTED,
                    "This document is protected by a password.",
                    hint="Save a copy without the password to search its text.",
                )
            parts: list[bytes] = []
            size = 0
            with self._zip.open(info) as member:
                while part := member.read(_STEP_BYTES):
                    size += len(part)
                    self._total_bytes += len(part)
                    if size > MAX_MEMBER_BYTES or self._total_bytes > MAX_TOTAL_BYTES:
                        raise _bomb(f"{name} inflates to more than {size} bytes")
                    if size > RATIO_APPLIES_FROM_BYTES and size > MAX_RATIO * max(info.compress_size, 1):
                        raise _bomb(f"{name} inflates to more than {MAX_RATIO} times its size")
                    parts.append(part)
        except (*_FAILURES, RuntimeError) as error:
            raise _damaged(error) from error
        return b"".join(parts)


def _damaged(error: Exception) -> ExtractionError:
    return ExtractionError(
        ExtractionCode.DAMAGED,
        "This file is damaged or was not written to its end.",
        detail=str(error),
        hint="Open it in the program it comes from, or get another copy.",
    )


def _bomb(detail: str) -> ExtractionError:
    return ExtractionError(
        ExtractionCode.BOMB,
        "This file unpacks to far more than a document holds.",
        detail=detail,
        hint="It was left alone for safety.",
    )
