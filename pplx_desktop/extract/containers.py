"""Reads archives (ZIP, tar) and packed files (gzip, bzip2, xz): the files in them, each under its name.

Invariant: nothing is written to disk, a member's name is only ever a heading, and inflated bytes are counted as they
come. Of a damaged archive, what came before the damage is kept.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.archive import (
    MAX_LISTED_MEMBERS,
    MAX_MEMBER_BYTES,
    MAX_RATIO,
    RATIO_APPLIES_FROM_BYTES,
    Archive,
)
from pplx_desktop.extract.detection import HEAD_BYTES, format_of_head, unsupported
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.encoding import MAX_TEXT_BYTES
from pplx_desktop.extract.reading import MAX_BYTES, MAX_MEMBERS, Members, Reading

_TAR_KINDS = (".tar", ".tgz", ".tbz2", ".tbz", ".txz")
_UNPACKED_SUFFIXES = {".svgz": ".svg", ".gz": "", ".bz2": "", ".xz": ""}
_TAR_MARK = slice(257, 262)
_FAILURES = (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)
_STEP_BYTES = 256 * 1024
_TOO_LARGE = ExtractionError(ExtractionCode.TOO_LARGE, "This file is larger than is read of a file in an archive.")


def read_zip(stream: BinaryIO, reading: Reading) -> Document:
    """Raises `ExtractionError` (damaged, decompression-bomb, text-in-picture, no-text, unsupported-type)."""
    _check_wanted(reading)
    builder = DocumentBuilder("zip")
    members = Members(builder, reading)
    with Archive(stream, max_members=MAX_LISTED_MEMBERS) as archive:
        for name in sorted(archive.names()):
            if not members.room_bytes:
                break
            if name.endswith("/"):
                continue
            try:
                data = archive.read_if(name, HEAD_BYTES, lambda head, name=name: members.wants(_readable(name), head))
                if data is not None:
                    members.add(_readable(name), data)
            except ExtractionError as error:
                members.leave_out(_readable(name), error)
                if error.code == ExtractionCode.BOMB.value:
                    break
    return _built(builder, members)


def read_tar(stream: BinaryIO, reading: Reading) -> Document:
    """Raises `ExtractionError` (damaged, text-in-picture, no-text, unsupported-type)."""
    _check_wanted(reading)
    return _read_tar(stream, reading)


def read_packed(stream: BinaryIO, reading: Reading) -> Document:
    """The one file that is packed in a stream, or the archive. Raises `ExtractionError`."""
    unpacked = _Unpacked(stream)
    head = unpacked.peek(HEAD_BYTES)
    if head[_TAR_MARK] == b"ustar" or reading.name.lower().endswith(_TAR_KINDS):
        _check_wanted(reading)
        return _read_tar(cast("BinaryIO", unpacked), reading)
    # Of a text only the beginning is read; of anything else a part would be a damaged file.
    is_text = format_of_head(head) is None
    data = unpacked.read(MAX_TEXT_BYTES + 1 if is_text else MAX_MEMBER_BYTES + 1)
    if len(data) > MAX_MEMBER_BYTES:
        raise _bomb(f"more than {MAX_MEMBER_BYTES} bytes")
    return reading.read(io.BytesIO(data), reading.of_member(unpacked_name(reading.name)))


def _read_tar(stream: BinaryIO, reading: Reading) -> Document:
    builder = DocumentBuilder("tar")
    members = Members(builder, reading)
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in _files(archive):
                if not (room := members.room_bytes):
                    break
                _add_from_tar(archive, member, members, min(room, MAX_MEMBER_BYTES))
    except ExtractionError as error:
        if not members.has_any:
            raise
        builder.warn(error.title)
    except _FAILURES as error:
        builder.warn("This archive is damaged; what lies behind the damage was not read.")
        if not members.has_any:
            raise ExtractionError(
                ExtractionCode.DAMAGED,
                "This archive is damaged or was not written to its end.",
                detail=str(error),
                hint="Get another copy.",
            ) from error
    return _built(builder, members)


def _files(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for number, member in enumerate(archive):
        # Entries of other kinds cost no memory, but a list of them without end would cost time.
        if number >= 20 * MAX_MEMBERS:
            return
        if member.isreg():
            yield member


def _add_from_tar(archive: tarfile.TarFile, member: tarfile.TarInfo, members: Members, most_bytes: int) -> None:
    file = archive.extractfile(member)
    if file is None:
        return
    with file:
        head = file.read(HEAD_BYTES)
        if not members.wants(member.name, head):
            return
        if member.size > most_bytes:
            members.leave_out(member.name, _TOO_LARGE)
            return
        members.add(member.name, head + file.read())


def _built(builder: DocumentBuilder, members: Members) -> Document:
    members.finish()
    if members.limit and not builder.has_text:
        raise ExtractionError(
            ExtractionCode.TOO_LARGE, members.limit, hint="Unpack it yourself to search what is in it."
        )
    return builder.build()


def _check_wanted(reading: Reading) -> None:
    if not reading.options.archives:
        raise unsupported("an archive", "Files in archives are read when the setting archives is on.")


class _Unpacked(io.RawIOBase):
    """The bytes that are packed in a stream, no more of them than a document may have."""

    def __init__(self, stream: BinaryIO) -> None:
        self._packed = stream
        start = stream.read(6)
        stream.seek(0)
        self._opened: gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile
        if start.startswith(b"\x1f\x8b"):
            self._opened = gzip.GzipFile(fileobj=stream)
        elif start.startswith(b"BZh"):
            self._opened = bz2.BZ2File(stream)
        else:
            self._opened = lzma.LZMAFile(stream)  # noqa: SIM115 -- holds nothing but the stream
        self._ahead = b""
        self._bytes = 0

    def peek(self, count: int) -> bytes:
        """The first bytes, which stay to be read. Raises `ExtractionError` (damaged)."""
        self._ahead = self._more(count)
        return self._ahead

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, fewer only at the end. Raises `ExtractionError` (damaged, decompression-bomb)."""
        parts = [self._ahead[:size]]
        self._ahead = self._ahead[size:]
        missing = size - len(parts[0])
        while missing > 0 and (part := self._more(min(missing, _STEP_BYTES))):
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _more(self, count: int) -> bytes:
        try:
            part = self._opened.read(count)
        except _FAILURES as error:
            if self._bytes:
                # What came before the damage is a file that was not written to its end.
                return b""
            raise ExtractionError(
                ExtractionCode.DAMAGED,
                "This packed file is damaged.",
                detail=str(error),
                hint="Get another copy.",
            ) from error
        self._bytes += len(part)
        if self._bytes > RATIO_APPLIES_FROM_BYTES and self._bytes > MAX_RATIO * max(self._packed.tell(), 1):
            raise _bomb(f"more than {MAX_RATIO} times its size")
        if self._bytes > MAX_BYTES:
            raise _bomb(f"more than {MAX_BYTES} bytes")
        return part


def _bomb(detail: str) -> ExtractionError:
    return ExtractionError(
        ExtractionCode.BOMB,
        "This file unpacks to far more than a document holds.",
        detail=detail,
        hint="It was left alone for safety.",
    )


def unpacked_name(name: str) -> str:
    """The name of the one file that is packed in a file of this name."""
    for suffix, instead in _UNPACKED_SUFFIXES.items():
        if name.lower().endswith(suffix):
            return name[: -len(suffix)] + instead
    return name


def _readable(name: str) -> str:
    """A name that was written in UTF-8 without saying so, which zipfile then takes for a code page of DOS."""
    try:
        return name.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name
