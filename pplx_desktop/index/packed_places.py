"""Where a document's blocks and chunks are, packed: distances, lengths, steps from page to page; headings once.

Many places are cut into frames, and a search, which wants few of those that a large document has, unpacks the frames these
are in.

Invariant: what is unpacked is what was packed. Changing anything here needs a migration.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.frames import Frames, join_frames
from pplx_desktop.index.packing import Damaged, compress, decompress, pack_numbers, unpack_numbers
from pplx_desktop.index.tokens import clean_text

_FRAME_PLACES = 512
"""A frame has so many places, the last one as many as are left."""
_QUOTE = ord('"')
_DECODER = json.JSONDecoder()
"""Reads one heading among others, in a third of the time that `json.loads` takes."""


class Place(NamedTuple):
    """A block or a chunk of a document. Offsets are characters of its text."""

    start: int
    end: int
    page: int | None
    heading: str


def pack_places(places: Sequence[Any]) -> bytes:
    """Blocks or chunks in few bytes."""
    frames = [places[first : first + _FRAME_PLACES] for first in range(0, len(places), _FRAME_PLACES)] or [places]
    return join_frames([_pack_frame(frame) for frame in frames], [frame[0].start if frame else 0 for frame in frames])


def unpack_places(data: bytes) -> list[Place]:
    """What `pack_places` packed. Raises `Damaged`."""
    return PlaceTable(data).rows(slice(None))


class PlaceTable:
    """Blocks or chunks of a document. Several threads may look into one."""

    def __init__(self, data: bytes) -> None:
        """Raises `Damaged`."""
        self._packed = Frames(data)
        self._unpacked: dict[int, _Frame] = {}

    @property
    def has_frames(self) -> bool:
        """Whether there are several."""
        return len(self._packed) > 1

    def rows(self, wanted: slice | list[int]) -> list[Place]:
        """Places by number. Raises `Damaged`."""
        if len(self._packed) == 1:
            return self._frame(0).rows(wanted)
        if isinstance(wanted, slice):
            frames = (self._frame(number) for number in range(len(self._packed)))
            return [place for frame in frames for place in frame.rows(slice(None))][wanted]
        found: dict[int, Place] = {}
        for number, own in _by_frame((at // _FRAME_PLACES, at) for at in wanted).items():
            rows = self._frame(number).rows([at - number * _FRAME_PLACES for at in own])
            found.update(zip(own, rows, strict=True))
        return [found[at] for at in wanted]

    def spans(self, wanted: Iterable[int]) -> list[tuple[int, int]]:
        """Where places by number begin and end, frame by frame. Raises `Damaged`."""
        return [
            self._frame(number).span(at - number * _FRAME_PLACES)
            for number, own in _by_frame((at // _FRAME_PLACES if self.has_frames else 0, at) for at in wanted).items()
            for at in own
        ]

    def headings_at(self, offsets: Sequence[int]) -> list[str | None]:
        """The heading of the place that each character of the text lies in; None between places. Raises `Damaged`."""
        if len(self._packed) == 1:
            return self._frame(0).headings_at(offsets)
        found: dict[int, str | None] = {}
        for number, own in _by_frame((self._packed.at(offset), offset) for offset in offsets).items():
            found.update(zip(own, self._frame(number).headings_at(own), strict=True))
        return [found[offset] for offset in offsets]

    def _frame(self, number: int) -> _Frame:
        known = self._unpacked.get(number)
        if known is None:
            known = self._unpacked.setdefault(number, _Frame(self._packed[number]))
        return known


def _by_frame(numbered: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """What is asked of each frame."""
    asked: dict[int, list[int]] = {}
    for number, one in numbered:
        asked.setdefault(number, []).append(one)
    return asked


def _pack_frame(places: Sequence[Any]) -> bytes:
    headings: dict[str, int] = {}
    table = np.zeros((4, len(places)), "<i4")
    before, page_before = 0, 0
    for column, place in enumerate(places):
        page = -1 if place.page is None else place.page
        heading = headings.setdefault(clean_text(place.heading), len(headings))
        table[:, column] = place.start - before, place.end - place.start, page - page_before, heading
        before, page_before = place.end, page
    names = json.dumps(list(headings), separators=(",", ":")).encode("ascii")
    return compress(struct.pack("<I", len(names)) + names + pack_numbers(table))


class _Frame:
    """Some of the places, unpacked. What few of them need is made when it is asked for."""

    def __init__(self, data: bytes) -> None:
        """Raises `Damaged`."""
        content = decompress(data)
        end = 4 + int.from_bytes(content[:4], "little")
        try:
            planes = np.frombuffer(content, np.uint8, offset=end).reshape(4, 4, -1)
        except ValueError as error:
            raise Damaged(str(error)) from error
        distances, lengths, self._page_steps, self._names = unpack_numbers(planes)
        self._ends = (distances + lengths).cumsum()
        self._starts = self._ends - lengths
        self._written = content[4:end]
        self._known_pages: NDArray[np.int64] | None = None
        self._known_quotes: NDArray[np.intp] | None = None
        self._known: dict[int, str] = {}

    def rows(self, wanted: slice | list[int]) -> list[Place]:
        """Places by number. Raises `Damaged`."""
        columns = (self._starts, self._ends, self._pages, self._names)
        try:
            numbers = (
                [column[wanted].tolist() for column in columns]
                if isinstance(wanted, slice)
                else [[column.item(at) for at in wanted] for column in columns]
            )
            return [
                Place(start, end, None if page < 0 else page, self._heading(name))
                for start, end, page, name in zip(*numbers, strict=True)
            ]
        except (ValueError, LookupError) as error:
            raise Damaged(str(error)) from error

    def span(self, at: int) -> tuple[int, int]:
        """Where a place begins and ends. Raises `Damaged`."""
        try:
            return self._starts.item(at), self._ends.item(at)
        except LookupError as error:
            raise Damaged(str(error)) from error

    def headings_at(self, offsets: Sequence[int]) -> list[str | None]:
        """See `PlaceTable`."""
        ends, names = self._ends, self._names
        places: list[int] = (self._starts.searchsorted(offsets, "right") - 1).tolist()
        try:
            return [
                self._heading(names.item(place)) if place >= 0 and offset < ends.item(place) else None
                for place, offset in zip(places, offsets, strict=True)
            ]
        except (ValueError, LookupError) as error:
            raise Damaged(str(error)) from error

    def _heading(self, number: int) -> str:
        known = self._known.get(number)
        if known is None:
            first, last = self._quotes.item(2 * number), self._quotes.item(2 * number + 1)
            known = self._known[number] = _DECODER.raw_decode(self._written[first : last + 1].decode("ascii"))[0]
        return known

    @property
    def _pages(self) -> NDArray[np.int64]:
        known = self._known_pages
        if known is None:
            known = self._known_pages = self._page_steps.cumsum(dtype=np.int64)
        return known

    @property
    def _quotes(self) -> NDArray[np.intp]:
        """Where the headings begin and end as they are written."""
        if self._known_quotes is None:
            found = _quotes_in(self._written)
            # Each heading is that of some place, so it is known how many there are.
            if len(found) != 2 * (int(self._names.max()) + 1):
                # Others are written behind a backslash, as these themselves are.
                found = _quotes_in(self._written.replace(b"\\\\", b"  ").replace(b'\\"', b"  "))
            self._known_quotes = found
        return self._known_quotes


def _quotes_in(written: bytes) -> NDArray[np.intp]:
    return (np.frombuffer(written, np.uint8) == _QUOTE).nonzero()[0]
