"""Reads members of a zip file without being blown up by it.

Invariant: inflated bytes are counted as they come, whatever the directory of the archive claims; nothing is written
to disk, and a member's name is only ever a key.
"""

from __future__ import annotations

import errno
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, cast

from pplx_desktop.core.errors import ExtractionCode, ExtractionError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_MEMBERS = 20_000
MAX_LISTED_MEMBERS = 500_000
"""Of an archive of which only the first files are read; a directory of so many takes 0.4 GB of memory."""

MAX_MEMBER_BYTES = 200 * 1024 * 1024
MAX_TOTAL_BYTES = 400 * 1024 * 1024
MAX_RATIO = 200
RATIO_APPLIES_FROM_BYTES = 1024 * 1024
"""Small members of much repetition are harmless, and real."""

_STEP_BYTES = 256 * 1024
_ENCRYPTED_FLAG = 1
_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    ValueError,
    KeyError,
)


class Archive:
    """A zip file, opened for reading. Raises `ExtractionError` (damaged, decompression-bomb, encrypted)."""

    def __init__(self, stream: BinaryIO, *, max_members: int = MAX_MEMBERS) -> None:
        with _converted():
            self._zip = zipfile.ZipFile(stream)
        self._total_bytes = 0
        if len(self._zip.infolist()) > max_members:
            self._zip.close()
            raise _bomb(f"{len(self._zip.infolist())} members")
        self._by_plain_name: dict[str, str] | None = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def names(self) -> frozenset[str]:
        """The names of all members."""
        return frozenset(self._zip.namelist())

    def find(self, name: str) -> str | None:
        """The member of this name, whatever its case and its slashes: programs differ, and take both."""
        if self._by_plain_name is None:
            self._by_plain_name = {_plain(member): member for member in reversed(self._zip.namelist())}
        return self._by_plain_name.get(_plain(name))

    def read(self, name: str) -> bytes:
        """A member's bytes. Raises `ExtractionError`, also for a member that is not there."""
        with self.open(name) as member:
            return _rest(member)

    def read_if(self, name: str, head_bytes: int, is_wanted: Callable[[bytes], bool]) -> bytes | None:
        """As `read`; None where what it begins with says that it is not wanted, which then is all that is inflated."""
        with self.open(name) as member:
            head = member.read(head_bytes)
            return head + _rest(member) if is_wanted(head) else None

    @contextmanager
    def open(self, name: str) -> Generator[BinaryIO]:
        """A member's bytes as a stream, which raises `ExtractionError` when it proves broken or too large."""
        with _converted():
            info = self._zip.getinfo(name)
            if info.flag_bits & _ENCRYPTED_FLAG:
                raise ExtractionError(
                    ExtractionCode.ENCRYPTED,
                    "This document is protected by a password.",
                    hint="Save a copy without the password to search its text.",
                )
            member = self._zip.open(info)
        with member:
            yield cast("BinaryIO", _CountedStream(self, info, cast("BinaryIO", member)))

    def count(self, size: int) -> None:
        """Count bytes that were inflated. Raises `ExtractionError` where they are too many in all."""
        self._total_bytes += size
        if self._total_bytes > MAX_TOTAL_BYTES:
            raise _bomb(f"more than {MAX_TOTAL_BYTES} bytes in all")


class _CountedStream(io.RawIOBase):
    """A member, inflated step by step."""

    def __init__(self, archive: Archive, info: zipfile.ZipInfo, member: BinaryIO) -> None:
        super().__init__()
        self._archive = archive
        self._info = info
        self._member = member
        self._size = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if size < 0:
            return self.readall()
        with _converted():
            part = self._member.read(min(size, _STEP_BYTES))
        self._size += len(part)
        self._archive.count(len(part))
        if self._size > MAX_MEMBER_BYTES:
            raise _bomb(f"{self._info.filename} inflates to more than {self._size} bytes")
        if self._size > RATIO_APPLIES_FROM_BYTES and self._size > MAX_RATIO * max(self._info.compress_size, 1):
            raise _bomb(f"{self._info.filename} inflates to more than {MAX_RATIO} times its size")
        return part

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        part = self.read(len(view))
        view[: len(part)] = part
        return len(part)


def _rest(member: BinaryIO) -> bytes:
    parts: list[bytes] = []
    while part := member.read(_STEP_BYTES):
        parts.append(part)
    return b"".join(parts)


@contextmanager
def _converted() -> Generator[None]:
    """Turns what the library raises on a broken file into one error."""
    try:
        yield
    except (*_FAILURES, RuntimeError) as error:
        raise _damaged(error) from error
    except OSError as error:
        # A broken directory sends the library to places before the file's start.
        if error.errno != errno.EINVAL:
            raise
        raise _damaged(error) from error


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


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
