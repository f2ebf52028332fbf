"""Opens what can be drawn: a PDF, a picture, or one of these inside an archive, a mail or another document.

Invariant: a member is looked for by the readers themselves, as when the file was read, with their limits; it is the
one under whose heading the blocks of the index stand, and nothing of it is written to disk.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.opening import open_regular
from pplx_desktop.core.page_types import Box, PagePicture
from pplx_desktop.core.types import HEADING_JOINT, Document, ReadOptions
from pplx_desktop.extract.containers import unpacked_name
from pplx_desktop.extract.detection import Format, detect
from pplx_desktop.extract.readers import read_as
from pplx_desktop.extract.reading import Reading, member_heading

MAX_FILE_BYTES = 512 * 1024 * 1024
_DRAWN = (Format.PDF, Format.PICTURE)


class Pages(Protocol):
    """The pages of a PDF or the frames of a picture. To be closed; for one thread."""

    is_picture: bool

    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of every page."""
        ...

    def draw(self, number: int, width_px: int, *, dark: bool) -> PagePicture:
        """Page `number`, from 1. Raises `ExtractionError`."""
        ...

    def places(self, number: int, languages: Sequence[str]) -> tuple[str, list[Box]]:
        """Its characters with their boxes; recognised ones where `languages` are given. Raises `ExtractionError`."""
        ...

    def notes(self, number: int) -> tuple[str, list[Box]]:
        """What stands on page `number` besides, each character with the box of the whole. Raises `ExtractionError`."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def open_drawn(path: str, heading: str) -> tuple[str, Pages]:
    """The pages of a file, or of the file inside it that this heading of its blocks leads to, and that one's heading
    (empty for the file itself). Raises `ExtractionError`.
    """
    with open_regular(path) as stream:
        size = stream.seek(0, os.SEEK_END)
        if size > MAX_FILE_BYTES:
            raise ExtractionError(ExtractionCode.TOO_LARGE, "This file is too large to be drawn.")
        stream.seek(0)
        begun = Reading.begin(path, size, lambda stream, reading: _look(stream, reading, heading), _ALL)
        try:
            _look(stream, _Trail(path, begun.read, begun.options, 0, begun.spent), heading)
        except _Found as found:
            return found.member, found.pages
    raise _nothing_to_draw()


_ALL = ReadOptions(ocr=True, archives=True)
"""Pictures are members only where text is recognised; here none is."""


class _Found(BaseException):
    """Ends the search from within the reader that came upon it; no reader stops what is no `Exception`."""

    def __init__(self, member: str, pages: Pages) -> None:
        super().__init__()
        self.member, self.pages = member, pages


@dataclass(frozen=True, slots=True)
class _Trail(Reading):
    """A reading that knows under which heading its blocks would stand."""

    inside: str = ""

    def of_member(self, name: str) -> Reading:
        heading = member_heading(name)
        inside = f"{self.inside}{HEADING_JOINT}{heading}" if self.inside else heading
        return _Trail(name, self.read, self.options, self.depth + 1, self.spent, inside)


def _look(stream: BinaryIO, reading: Reading, heading: str) -> Document:
    """Raises `_Found`, else `ExtractionError`: there is never a document."""
    inside = reading.inside if isinstance(reading, _Trail) else ""
    if not _leads_into(heading, inside):
        raise _nothing_to_draw()
    kind = detect(stream, reading.name)
    stream.seek(0)
    if kind is Format.PACKED:
        reading = _Packed(reading.name, reading.read, reading.options, reading.depth, reading.spent, inside)
    if kind not in _DRAWN:
        read_as(kind, stream, reading)
        raise _nothing_to_draw()
    pages = _opened(kind, stream.read())
    if kind is Format.PDF and (rest := heading[len(inside) :].removeprefix(HEADING_JOINT)):
        _look_at_attachment(pages, reading, rest, heading)
    raise _Found(inside, pages)


@dataclass(frozen=True, slots=True)
class _Packed(_Trail):
    """The reading of a packed file: what is packed alone has no heading of its own, unlike the files of an archive."""

    def of_member(self, name: str) -> Reading:
        if name != unpacked_name(self.name):
            return _Trail.of_member(self, name)
        return _Trail(name, self.read, self.options, self.depth + 1, self.spent, self.inside)


def _leads_into(heading: str, inside: str) -> bool:
    return not inside or f"{heading}{HEADING_JOINT}".startswith(f"{inside}{HEADING_JOINT}")


def _opened(kind: Format, data: bytes) -> Pages:
    # PDFium and Pillow are loaded when they are first needed.
    if kind is Format.PDF:
        from pplx_desktop.extract.page_drawing import PdfPages  # noqa: PLC0415

        return PdfPages(data)
    from pplx_desktop.extract.picture_drawing import PictureFrames  # noqa: PLC0415

    return PictureFrames(data)


def _look_at_attachment(pages: Pages, reading: Reading, rest: str, heading: str) -> None:
    """Raises `_Found` where the heading is that of a file attached to the PDF."""
    from pplx_desktop.extract.page_drawing import PdfPages  # noqa: PLC0415

    first = rest.partition(HEADING_JOINT)[0]
    if isinstance(pages, PdfPages) and (data := pages.attachment(first)) is not None:
        pages.close()
        _look(io.BytesIO(data), reading.of_member(first), heading)


def _nothing_to_draw() -> ExtractionError:
    return ExtractionError(ExtractionCode.UNSUPPORTED, "There is no page to draw.")
