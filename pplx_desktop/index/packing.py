"""How what is stored is made small: text, places, vectors for rescoring, keys.

Invariant: what is unpacked is what was packed; of vectors, what is packed again is the same bytes. Changing anything
here needs a migration.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.tokens import clean_text

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL, _SMALLEST_LEVEL = 6, 19
"""Of zstd: 71 MB of text a second, and 4; level 12 (20 MB a second) saves 2 %, and text is packed again in quiet."""

_LONG = 200
"""Headings that take so many bytes are read one by one."""
_QUOTE = ord('"')
_CUTS = np.array([0.5006, 1.050, 1.748], np.float32)
"""Where a row's values are divided by size, in standard deviations: where least is lost (Lloyd and Max)."""
_SIZES = np.array([11, 35, 62, 99], np.int16)
"""What a value of each size stands for in rescoring, as int8: the means of those of a normal distribution."""
_PLANES = len(_SIZES).bit_length() - 1
_SIGNED_SIZES = np.concatenate((-_SIZES, _SIZES)).astype(np.int8)


class Place(NamedTuple):
    """A block or a chunk of a document. Offsets are characters of its text."""

    start: int
    end: int
    page: int | None
    heading: str


class Damaged(Exception):
    """Stored bytes that cannot be what was packed."""


def pack_text(text: str, *, slowly: bool = False) -> bytes:
    """Text, compressed, with `slowly` as much as possible."""
    return _compress(text.encode("utf-8"), _SMALLEST_LEVEL if slowly else _LEVEL)


def unpack_text(data: bytes) -> str:
    """What `pack_text` packed. Raises `Damaged`."""
    try:
        return _decompress(data).decode("utf-8")
    except (zstd.ZstdError, UnicodeDecodeError) as error:
        raise Damaged(str(error)) from error


def pack_places(places: Sequence[Any]) -> bytes:
    """Blocks or chunks in few bytes: distances, lengths, steps from page to page; headings once."""
    headings: dict[str, int] = {}
    table = np.zeros((4, len(places)), "<i4")
    before, page_before = 0, 0
    for column, place in enumerate(places):
        page = -1 if place.page is None else place.page
        heading = headings.setdefault(clean_text(place.heading), len(headings))
        table[:, column] = place.start - before, place.end - place.start, page - page_before, heading
        before, page_before = place.end, page
    names = json.dumps(list(headings), separators=(",", ":")).encode("ascii")
    return _compress(struct.pack("<I", len(names)) + names + _planes(table))


class PlaceTable:
    """Blocks or chunks of a document, unpacked: a search wants few of those that a large document has. Several
    threads may look into one.
    """

    def __init__(self, data: bytes) -> None:
        """Raises `Damaged`."""
        try:
            content = _decompress(data)
            end = 4 + struct.unpack_from("<I", content)[0]
            self._headings_json = content[4:end]
            # Distances, lengths, steps from page to page, numbers of headings.
            self._planes = np.frombuffer(content, np.uint8, offset=end).reshape(4, 4, -1)
        except (zstd.ZstdError, ValueError, struct.error) as error:
            raise Damaged(str(error)) from error
        self._known: dict[int, str] = {}
        lengths = _numbers(self._planes[1])
        self._ends = np.cumsum(_numbers(self._planes[0]) + lengths)
        self._starts = self._ends - lengths

    def __len__(self) -> int:
        return len(self._ends)

    def rows(self, wanted: slice | list[int]) -> list[Place]:
        """Places by number. Raises `Damaged`."""
        columns = (
            self._starts[wanted].tolist(),
            self._ends[wanted].tolist(),
            self._pages[wanted].tolist(),
            self._names(wanted),
        )
        try:
            return [
                Place(start, end, None if page < 0 else page, self._heading(name))
                for start, end, page, name in zip(*columns, strict=True)
            ]
        except (ValueError, LookupError) as error:
            raise Damaged(str(error)) from error

    def headings_at(self, offsets: Sequence[int]) -> list[str | None]:
        """The heading of the place that each character of the text lies in; None between places. Raises `Damaged`."""
        if not len(self):
            return [None] * len(offsets)
        at = np.asarray(offsets)
        places = np.maximum(self._starts.searchsorted(at, "right") - 1, 0)
        there = (self._starts[places] <= at) & (at < self._ends[places])
        try:
            return [
                self._heading(name) if is_there else None
                for name, is_there in zip(self._names(places), there.tolist(), strict=True)
            ]
        except (ValueError, LookupError) as error:
            raise Damaged(str(error)) from error

    @cached_property
    def _pages(self) -> NDArray[np.int64]:
        return np.cumsum(_numbers(self._planes[2]), dtype=np.int64)

    def _names(self, wanted: slice | list[int] | NDArray[np.intp]) -> list[int]:
        """The numbers of some places' headings."""
        return _numbers(self._planes[3][:, wanted]).tolist()

    def _heading(self, number: int) -> str:
        known = self._known.get(number)
        if known is None:
            if self._quotes is None:
                self._known.update(enumerate(cast("list[str]", json.loads(self._headings_json))))
            else:
                begin, end = self._quotes[2 * number : 2 * number + 2].tolist()
                written = self._headings_json[begin : end + 1]
                self._known[number] = json.loads(written) if b"\\" in written else written[1:-1].decode("ascii")
            known = self._known[number]
        return known

    @cached_property
    def _quotes(self) -> NDArray[np.intp] | None:
        """Where the headings begin and end as they are written, to read few of many; None where they are few or cannot be
        told apart at a glance.
        """
        if len(self._headings_json) < _LONG or b'\\"' in self._headings_json:
            return None
        return np.flatnonzero(np.frombuffer(self._headings_json, np.uint8) == _QUOTE)


def unpack_places(data: bytes) -> list[Place]:
    """What `pack_places` packed. Raises `Damaged`."""
    return PlaceTable(data).rows(slice(None))


def pack_sizes(int8: NDArray[np.int8]) -> bytes:
    """How large each value of [rows, dims] is within its row, in two bits. With its sign, which stands elsewhere,
    that is enough to order what the search by signs alone found (`tests/benchmarks/rescoring.py`).
    """
    values = np.abs(int8.astype(np.int16))
    deviations = np.sqrt(np.mean(np.square(values, dtype=np.float32), axis=1, keepdims=True))
    by_size = _class_of(values / np.maximum(deviations, 1e-6), _CUTS)
    # A row that was unpacked before is packed as it was.
    known = np.isin(values, _SIZES).all(axis=1, keepdims=True)
    classes = np.where(known, _class_of(values, _SIZES[1:]), by_size)
    planes = [np.packbits((classes >> plane) & 1, axis=1) for plane in range(_PLANES)]
    return np.concatenate(planes, axis=1).tobytes()


def _class_of(values: NDArray[Any], borders: NDArray[Any]) -> NDArray[np.intp]:
    classes = np.zeros(values.shape, np.intp)
    for border in borders:
        classes += values >= border
    return classes


def unpack_int8(bits: bytes, sizes: bytes, dims: int) -> NDArray[np.int8]:
    """Values of [rows, dims] from their signs and sizes."""
    width = dims // 8
    signs = np.frombuffer(bits, np.uint8).reshape(-1, width)
    planes = np.frombuffer(sizes, np.uint8).reshape(-1, _PLANES, width)
    # Four values at once are looked up by a half of each byte.
    halves = np.empty((len(signs), width, 2), np.uint16)
    np.right_shift(signs, 4, out=halves[:, :, 0])
    np.bitwise_and(signs, 15, out=halves[:, :, 1])
    for plane in reversed(range(_PLANES)):
        halves <<= 4
        halves[:, :, 0] |= planes[:, plane] >> 4
        halves[:, :, 1] |= planes[:, plane] & 15
    return _values_of_halves().take(halves).view(np.int8).reshape(len(signs), dims)


@lru_cache(maxsize=1)
def _values_of_halves() -> NDArray[np.uint32]:
    """The four values, one byte each, of four signs and what follows of each plane, the last one first."""
    halves = np.arange(1 << 4 * (1 + _PLANES), dtype=np.uint16)
    kinds = np.zeros((len(halves), 4), np.uint8)
    for part in range(1 + _PLANES):
        half: NDArray[np.uint8] = (halves >> 4 * part & 15).astype(np.uint8)
        for place in range(4):
            kinds[:, place] |= (half >> (3 - place) & 1) << part
    return np.ascontiguousarray(_SIGNED_SIZES[kinds]).view(np.uint32).reshape(-1)


def sizes_width(dims: int) -> int:
    """Bytes of `pack_sizes` for a row."""
    return _PLANES * dims // 8


def pack_plan(keys: Sequence[int], firsts: Sequence[int]) -> bytes:
    """Keys of stretches, and which of the document's chunks is the first of each."""
    table = np.diff(np.array(firsts, "<i4"), prepend=0).reshape(1, -1)
    return struct.pack("<I", len(keys)) + np.array(keys, "<i8").tobytes() + _compress(_planes(table))


def unpack_plan(data: bytes) -> tuple[list[int], list[int]]:
    """What `pack_plan` packed. Raises `Damaged`."""
    try:
        end = 4 + 8 * struct.unpack_from("<I", data)[0]
        firsts = np.cumsum(_numbers(np.frombuffer(_decompress(data[end:]), np.uint8).reshape(4, -1)))
        keys: list[int] = np.frombuffer(data[4:end], "<i8").tolist()
    except (zstd.ZstdError, ValueError, IndexError, struct.error) as error:
        raise Damaged(str(error)) from error
    if len(keys) != len(firsts):
        raise Damaged(f"{len(keys)} keys of {len(firsts)} stretches")
    return keys, firsts.tolist()


def _compress(data: bytes, level: int = _LEVEL) -> bytes:
    # With a checksum: a changed byte may else be another text of the same length.
    return zstd.compress(
        data,
        options={
            zstd.CompressionParameter.compression_level: level,
            zstd.CompressionParameter.checksum_flag: 1,
        },
    )


def _decompress(data: bytes) -> bytes:
    # Most of what is packed is small: looking for a second piece takes longer than unpacking the one there is.
    reader = zstd.ZstdDecompressor()
    content = reader.decompress(data)
    return content if reader.eof and not reader.unused_data else zstd.decompress(data)


def _planes(table: NDArray[np.int32]) -> bytes:
    """Rows of small numbers, byte by byte: the bytes that are mostly zero lie together."""
    return np.ascontiguousarray(table, "<i4").view(np.uint8).reshape(*table.shape, 4).transpose(0, 2, 1).tobytes()


def _numbers(planes: NDArray[np.uint8]) -> NDArray[np.int32]:
    """What `_planes` made of one row. Most of its bytes are zero."""
    numbers = planes[0].astype(np.int32)
    for place in range(1, 4):
        if planes[place].any():
            numbers |= planes[place].astype(np.int32) << 8 * place
    return numbers
