"""Reads streams of a compound file (MS-CFB), the container of Office's older documents and of Outlook's mails.

Invariant: whatever olefile trips over is a damaged file; names of streams are matched whatever their case.
"""

from __future__ import annotations

import codecs
import struct
from types import TracebackType
from typing import Any, BinaryIO

import olefile

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.extract.titles import sensible_title

MAX_STREAM_BYTES = 200 * 1024 * 1024

_FAILURES = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, OverflowError)
_SUMMARY = "\x05SummaryInformation"
_PROPERTIES = {2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "description"}
_CHILD_AT = 76
"""Where an entry of the directory says which is the first one in it ([MS-CFB] 2.6.1)."""


class Compound:
    """A compound file, opened for reading. Raises `ExtractionError` (damaged)."""

    def __init__(self, stream: BinaryIO) -> None:
        try:
            self._file: Any = olefile.OleFileIO(stream)
            self._stream = stream
            self._names: list[str] = ["/".join(parts) for parts in self._file.listdir()]
        except _FAILURES as error:
            raise broken(error) from error
        self._lower = frozenset(name.lower() for name in self._names)

    def __enter__(self) -> Compound:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # The stream is the caller's; olefile closes only what it opened itself.
        self._file.close()

    def names(self) -> list[str]:
        """The paths of all streams, parts joined by slashes."""
        return self._names

    def has(self, name: str) -> bool:
        """Whether there is a stream of this path."""
        return name.lower() in self._lower

    def read(self, name: str) -> bytes:
        """A stream's bytes. Raises `ExtractionError`, also for one that is not there."""
        try:
            return self._file.openstream(name).read(MAX_STREAM_BYTES)
        except _FAILURES as error:
            raise broken(error) from error

    def size_below(self, folder: str) -> int:
        """How many bytes the streams in this folder and below it have."""
        try:
            return sum(self._file.get_size(name) for name in self._names if name.startswith(folder + "/"))
        except _FAILURES as error:
            raise broken(error) from error

    def unpacked(self, folder: str) -> bytes:
        """The document that lies in this folder, as a file of its own: the same file, with this folder as its root.
        Raises `ExtractionError`.
        """
        try:
            first = self._file._find(folder)  # noqa: SLF001 -- the library has no other way to an entry of the directory
            child: int = self._file.direntries[first].sid_child
            root = (self._file.first_dir_sector + 1) * self._file.sectorsize
            self._stream.seek(0)
            data = bytearray(self._stream.read())
            struct.pack_into("<I", data, root + _CHILD_AT, child)
        except _FAILURES as error:
            raise broken(error) from error
        return bytes(data)

    def title(self) -> str:
        """The title in the document's properties, where it says something."""
        return sensible_title(self.properties().get("title", ""))

    def properties(self) -> dict[str, str]:
        """What the document says of itself: title, subject, author, keywords, description."""
        if not self.has(_SUMMARY):
            return {}
        try:
            found: dict[int, Any] = self._file.getproperties(_SUMMARY, convert_time=False)
        except _FAILURES:
            return {}
        codec = _codec(found.get(1))
        texts = {name: _decoded(found.get(number), codec) for number, name in _PROPERTIES.items()}
        return {name: text for name, text in texts.items() if text}


def broken(error: Exception) -> ExtractionError:
    """The error for a document whose inner parts make no sense."""
    return ExtractionError(
        ExtractionCode.DAMAGED,
        "This document is damaged inside.",
        detail=f"{type(error).__name__}: {error}",
        hint="Open it in the program it comes from, and save it again.",
    )


def _decoded(value: object, codec: str) -> str:
    text = value.decode(codec, "replace") if isinstance(value, bytes) else value
    # Some programs write a text's length in bytes; what is behind its end is something else.
    return text.partition("\0")[0].strip() if isinstance(text, str) else ""


def _codec(code_page: object) -> str:
    """The codec of a Windows code page, which is a signed number of 16 bits here."""
    number = code_page % 65536 if isinstance(code_page, int) else 1252
    if number == 65001:
        return "utf-8"
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"
