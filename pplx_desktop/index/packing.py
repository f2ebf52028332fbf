"""How what is stored is made small: vectors for rescoring, keys; and what text and places need for it, too.

Invariant: what is unpacked is what was packed; of vectors, what is packed again is the same bytes. Changing anything
here needs a migration.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LEVEL, SMALLEST_LEVEL = 6, 19
"""Of zstd: 71 MB of text a second, and 4; level 12 (20 MB a second) saves 2 %, and text is packed again in quiet."""

_FEW_NUMBERS = 128
"""So many are put together at once."""

SIZE_BITS = 3
"""Bits for the size of a value, beside its sign, in new generations. With 2 an order differs by chance so much that sets of
300 queries miss the floats' by more than they may (`tests/benchmarks/rescoring.py`)."""
_CUTS = {
    2: np.array([0.5006, 1.050, 1.748], np.float32),
    3: np.array([0.2582, 0.5224, 0.7996, 1.099, 1.437, 1.844, 2.401], np.float32),
}
"""Where a row's values are divided by size, in standard deviations: where least is lost (Lloyd and Max)."""
_SIZES = {2: np.array([11, 35, 62, 99], np.int16), 3: np.array([6, 18, 30, 43, 58, 74, 95, 126], np.int16)}
"""What a value of each size stands for in rescoring, as int8: the means of those of a normal distribution."""


class Damaged(Exception):
    """Stored bytes that cannot be what was packed."""


def pack_sizes(int8: NDArray[np.int8], size_bits: int = SIZE_BITS) -> bytes:
    """How large each value of [rows, dims] is within its row, in a few bits. With its sign, which stands elsewhere,
    that is enough to order what the search by signs alone found (`tests/benchmarks/rescoring.py`).
    """
    sizes = _SIZES[size_bits]
    values = np.abs(int8.astype(np.int16))
    deviations = np.sqrt(np.mean(np.square(values, dtype=np.float32), axis=1, keepdims=True))
    by_size = _class_of(values / np.maximum(deviations, 1e-6), _CUTS[size_bits])
    # A row that was unpacked before is packed as it was.
    known = np.isin(values, sizes).all(axis=1, keepdims=True)
    classes = np.where(known, _class_of(values, sizes[1:]), by_size)
    planes = [np.packbits((classes >> plane) & 1, axis=1) for plane in range(size_bits)]
    return np.concatenate(planes, axis=1).tobytes()


def _class_of(values: NDArray[Any], borders: NDArray[Any]) -> NDArray[np.intp]:
    classes = np.zeros(values.shape, np.intp)
    for border in borders:
        classes += values >= border
    return classes


def unpack_int8(bits: bytes, sizes: bytes, dims: int, size_bits: int = SIZE_BITS) -> NDArray[np.int8]:
    """Values of [rows, dims] from their signs and sizes."""
    width = dims // 8
    signs = np.frombuffer(bits, np.uint8).reshape(-1, width)
    planes = np.frombuffer(sizes, np.uint8).reshape(-1, size_bits, width)
    # Four values at once are looked up by a half of each byte.
    halves = np.empty((len(signs), width, 2), np.uint16)
    np.right_shift(signs, 4, out=halves[:, :, 0])
    np.bitwise_and(signs, 15, out=halves[:, :, 1])
    for plane in reversed(range(size_bits)):
        halves <<= 4
        halves[:, :, 0] |= planes[:, plane] >> 4
        halves[:, :, 1] |= planes[:, plane] & 15
    return _values_of_halves(size_bits).take(halves).view(np.int8).reshape(len(signs), dims)


@lru_cache(maxsize=len(_SIZES))
def _values_of_halves(size_bits: int) -> NDArray[np.uint32]:
    """The four values, one byte each, of four signs and what follows of each plane, the last one first."""
    halves = np.arange(1 << 4 * (1 + size_bits), dtype=np.uint32)
    kinds = np.zeros((len(halves), 4), np.uint8)
    for part in range(1 + size_bits):
        half: NDArray[np.uint8] = (halves >> 4 * part & 15).astype(np.uint8)
        for place in range(4):
            kinds[:, place] |= (half >> (3 - place) & 1) << part
    signed = np.concatenate((-_SIZES[size_bits], _SIZES[size_bits])).astype(np.int8)
    return np.ascontiguousarray(signed[kinds]).view(np.uint32).reshape(-1)


def sizes_width(dims: int, size_bits: int = SIZE_BITS) -> int:
    """Bytes of `pack_sizes` for a row."""
    return size_bits * dims // 8


def pack_plan(keys: Sequence[int], firsts: Sequence[int]) -> bytes:
    """Keys of stretches, and which of the document's chunks is the first of each."""
    table = np.diff(np.array(firsts, "<i4"), prepend=0).reshape(1, -1)
    return struct.pack("<I", len(keys)) + np.array(keys, "<i8").tobytes() + compress(pack_numbers(table))


def unpack_plan(data: bytes) -> tuple[list[int], list[int]]:
    """What `pack_plan` packed. Raises `Damaged`."""
    try:
        end = 4 + 8 * struct.unpack_from("<I", data)[0]
        firsts = np.cumsum(unpack_numbers(np.frombuffer(decompress(data[end:]), np.uint8).reshape(4, -1)))
        keys: list[int] = np.frombuffer(data[4:end], "<i8").tolist()
    except (ValueError, IndexError, struct.error) as error:
        raise Damaged(str(error)) from error
    if len(keys) != len(firsts):
        raise Damaged(f"{len(keys)} keys of {len(firsts)} stretches")
    return keys, firsts.tolist()


LEAST_PREFIX = 8
Prefix = Any
"""What stands before all that is compressed with it, and must stand there again to unpack it."""


def prefix_of(data: bytes) -> Prefix:
    """A prefix of at least `LEAST_PREFIX` bytes."""
    return zstd.ZstdDict(data, is_raw=True).as_prefix


def compress(data: bytes, level: int = LEVEL, prefix: Prefix = None) -> bytes:
    """Data, small, with a checksum: a changed byte may else be another text of the same length."""
    return zstd.compress(
        data,
        options={
            zstd.CompressionParameter.compression_level: level,
            zstd.CompressionParameter.checksum_flag: 1,
        },
        zstd_dict=prefix,
    )


def decompress(data: bytes, prefix: Prefix = None) -> bytes:
    """What `compress` made small. Raises `Damaged`."""
    reader = zstd.ZstdDecompressor(zstd_dict=prefix)
    try:
        content = reader.decompress(data)
    except zstd.ZstdError as error:
        raise Damaged(str(error)) from error
    if not reader.eof or reader.unused_data:
        raise Damaged("its end is missing" if not reader.eof else "there is something behind its end")
    return content


def pack_numbers(table: NDArray[np.int32]) -> bytes:
    """Rows of small numbers, byte by byte: the bytes that are mostly zero lie together."""
    return np.ascontiguousarray(table, "<i4").view(np.uint8).reshape(*table.shape, 4).transpose(0, 2, 1).tobytes()


def unpack_numbers(planes: NDArray[np.uint8]) -> NDArray[np.int32]:
    """What `pack_numbers` made of [..., numbers]; `planes` are [..., 4, numbers]."""
    *others, _, count = planes.shape
    if count <= _FEW_NUMBERS:
        return np.ascontiguousarray(planes.swapaxes(-1, -2)).view("<i4")[..., 0]
    # NumPy goes through the last axis at once.
    found = np.empty((*others, count, 4), np.uint8)
    for place in range(4):
        found[..., place] = planes[..., place, :]
    return found.view("<i4")[..., 0]
