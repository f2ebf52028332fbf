"""Lists of the chunks that hold a word, packed: for a block of chunk ids, at which places the word stands how often.

FTS5 walks through a word's chunks in 0.03 us each, but needs a whole one for each that it scores; many lists are unpacked
at once here, in a hundredth of one. Invariant: what is unpacked is what was packed. Changing anything means making all lists anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.packing import Damaged

BLOCK_CHUNKS = 16_384
"""A chunk's id is its block's number times this and its place in the block."""

MOST_IN_TEXT, MOST_IN_HEADING, MOST_IN_TITLE = 255, 15, 15
"""More often than this a word is not counted."""

_HEAD_BYTES = 2
_BITMAP_BYTES = BLOCK_CHUNKS // 8
_FREQUENT = [
    *(1 | heading << 8 | title << 12 for heading in (0, 1) for title in (0, 1)),
    *(2 | heading << 8 | title << 12 for heading in (0, 1) for title in (0, 1)),
    *(text for text in (3, 4, 5, 6)),
    *(0 | heading << 8 | title << 12 for heading, title in ((0, 1), (1, 0), (1, 1))),
]
"""Counts that are written in four bits. The others are written after them, in full."""
_OTHER = 15

Ids = NDArray[np.int64]
Counts = NDArray[np.uint16]
Weights = tuple[float, float, float]
"""What a word in text, heading and title of a chunk counts."""


def pack_counts(text: Ids, heading: Ids, title: Ids) -> Counts:
    """How often a word stands in each column of some chunks, in one number for each chunk."""
    limited = [
        np.minimum(times, most)
        for times, most in ((text, MOST_IN_TEXT), (heading, MOST_IN_HEADING), (title, MOST_IN_TITLE))
    ]
    return (limited[0] | limited[1] << 8 | limited[2] << 12).astype(np.uint16)


def weigh_counts(counts: Counts, weights: Weights) -> NDArray[np.float64]:
    """How often a word stands in chunks, what stands in text, heading and title counting by its weight."""
    return _weighed(weights)[counts]


def pack_list(places: Ids, counts: Counts) -> bytes:
    """A list of places in a block, which grow, and what `pack_counts` says of each."""
    if len(places) * 2 < _BITMAP_BYTES:
        packed = places.astype("<u2").tobytes()
    else:
        bits = np.zeros(BLOCK_CHUNKS, np.uint8)
        bits[places] = 1
        packed = np.packbits(bits, bitorder="little").tobytes()
    codes = _codes()[counts]
    even = np.append(codes, np.uint8(0)) if len(codes) % 2 else codes
    others = counts[codes == _OTHER].astype("<u2").tobytes()
    return len(places).to_bytes(_HEAD_BYTES, "little") + packed + (even[::2] | even[1::2] << 4).tobytes() + others


def unpack_lists(lists: Sequence[bytes]) -> tuple[Ids, Counts, Ids]:
    """What `pack_list` packed for several blocks: places, with a block's number in the sequence times BLOCK_CHUNKS added to
    those in it, their counts, and how many each block has. Raises `Damaged`.
    """
    places, codes, others, sizes = _unpack(lists)
    counts = np.array([*_FREQUENT, 0], np.uint16).take(codes)
    counts[codes == _OTHER] = others
    return places, counts, sizes


def unpack_times(lists: Sequence[bytes], weights: Weights) -> tuple[Ids, NDArray[np.float64], Ids]:
    """As `unpack_lists`, with the counts as `weigh_counts` weighs them."""
    places, codes, others, sizes = _unpack(lists)
    times = weigh_counts(np.array([*_FREQUENT, 0], np.uint16), weights).take(codes)
    times[codes == _OTHER] = weigh_counts(others, weights)
    return places, times, sizes


def _unpack(lists: Sequence[bytes]) -> tuple[Ids, NDArray[np.uint8], Counts, Ids]:
    """Places, the code of each count, the counts that have none, and how many places each block has."""
    there_in_block = np.zeros((len(lists), BLOCK_CHUNKS), np.bool_)
    halves: list[bytes] = []
    others: list[bytes] = []
    bitmaps: list[bytes] = []
    with_bitmap: list[int] = []
    sizes: list[int] = []
    for number, data in enumerate(lists):
        size = int.from_bytes(data[:_HEAD_BYTES], "little")
        is_bitmap = size * 2 >= _BITMAP_BYTES
        end = _HEAD_BYTES + (_BITMAP_BYTES if is_bitmap else size * 2)
        last = end + (size + 1) // 2
        if len(data) < last or (len(data) - last) % 2:
            raise Damaged("a list of chunks that hold a word is cut short")
        if is_bitmap:
            bitmaps.append(data[_HEAD_BYTES:end])
            with_bitmap.append(number)
        else:
            try:
                there_in_block[number, np.frombuffer(data, "<u2", size, _HEAD_BYTES)] = True
            except IndexError as error:
                raise Damaged("a list of chunks that hold a word has a place outside of its block") from error
        sizes.append(size)
        halves.append(data[end:last])
        others.append(data[last:])
    bits = np.unpackbits(np.frombuffer(b"".join(bitmaps), np.uint8), bitorder="little").reshape(-1, BLOCK_CHUNKS)
    there_in_block[with_bitmap] = bits
    found = np.flatnonzero(there_in_block)
    codes = _unpack_codes(sizes, b"".join(halves))
    written = np.frombuffer(b"".join(others), "<u2")
    if len(found) != len(codes) or len(written) != np.count_nonzero(codes == _OTHER):
        raise Damaged("a list of chunks that hold a word has not as many counts as chunks")
    return found, codes, written, np.array(sizes, np.int64)


def pack_lengths(lengths: Ids) -> bytes:
    """How many words each chunk of a block has, 0 where there is no chunk."""
    return lengths.astype("<u2" if lengths.max() < 1 << 16 else "<u4").tobytes()


def unpack_lengths(blocks: Sequence[bytes]) -> NDArray[np.uint16] | NDArray[np.uint32]:
    """What `pack_lengths` packed for several blocks, one after the other. Raises `Damaged`."""
    if all(len(data) == 2 * BLOCK_CHUNKS for data in blocks):
        return np.frombuffer(b"".join(blocks), "<u2")
    if any(len(data) not in {2 * BLOCK_CHUNKS, 4 * BLOCK_CHUNKS} for data in blocks):
        raise Damaged("a block of chunks has not as many lengths as chunks")
    # A chunk with more words than two bytes can tell.
    return np.concatenate(
        [np.frombuffer(data, "<u2" if len(data) == 2 * BLOCK_CHUNKS else "<u4").astype(np.uint32) for data in blocks]
    )


def _unpack_codes(sizes: Sequence[int], halves: bytes) -> NDArray[np.uint8]:
    codes = _pairs().take(np.frombuffer(halves, np.uint8)).view(np.uint8)
    # A list of odd length has half a byte that says nothing.
    begins = np.cumsum([0, *(size + size % 2 for size in sizes)]).tolist()
    parts = [codes[begin : begin + size] for begin, size in zip(begins, sizes, strict=False)]
    return np.concatenate(parts) if parts else codes


@lru_cache(maxsize=1)
def _pairs() -> NDArray[np.uint16]:
    """The two codes in each byte, the lower half first in memory."""
    halves = np.arange(256, dtype=np.uint8)
    return np.stack((halves & 15, halves >> 4), axis=1).reshape(-1).view(np.uint16)


@lru_cache(maxsize=1)
def _codes() -> NDArray[np.uint8]:
    """The code of each number that `pack_counts` gives."""
    codes = np.full(1 << 16, _OTHER, np.uint8)
    codes[_FREQUENT] = np.arange(len(_FREQUENT))
    return codes


@lru_cache(maxsize=2)
def _weighed(weights: Weights) -> NDArray[np.float64]:
    """`weigh_counts` for each number there is: looking it up is faster than counting together three columns."""
    text, heading, title = weights
    counts = np.arange(1 << 16)
    return (counts & 255) * text + (counts >> 8 & 15) * heading + (counts >> 12) * title
