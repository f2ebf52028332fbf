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
from pplx_desktop.index.postings import Dense, Listed, Sparse, count_bits

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
OTHER = 15

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
    others = counts[codes == OTHER].astype("<u2").tobytes()
    return len(places).to_bytes(_HEAD_BYTES, "little") + packed + (even[::2] | even[1::2] << 4).tobytes() + others


def unpack_lists(lists: Sequence[bytes]) -> tuple[Ids, Counts, Ids]:
    """What `pack_list` packed for several blocks: places, with a block's number in the sequence times BLOCK_CHUNKS added to
    those in it, their counts, and how many each block has. Raises `Damaged`.
    """
    found = unpack_listed(lists, range(len(lists)), len(lists))
    counts = np.array([*_FREQUENT, 0], np.uint16).take(found.codes)
    counts[found.codes == OTHER] = found.others
    return found.places(), counts, np.array([_size(data) for data in lists], np.int64)


def unpack_listed(lists: Sequence[bytes], numbers: Sequence[int], blocks: int) -> Listed:
    """What `pack_list` packed for some of so many blocks, in their order, with the number of each. Raises `Damaged`."""
    sizes = [_size(data) for data in lists]
    counts = np.array(sizes, np.int64)
    begins = _HEAD_BYTES + np.minimum(2 * counts, _BITMAP_BYTES)
    stops = begins + (counts + 1) // 2
    others_bytes = np.array([len(data) for data in lists], np.int64) - stops
    if (others_bytes < 0).any() or (others_bytes % 2).any():
        raise Damaged("a list of chunks that hold a word is cut short")
    ends: list[int] = begins.tolist()
    spans = list(zip(lists, ends, stops.tolist(), strict=True))
    codes = _unpack_codes(counts, b"".join([data[end:last] for data, end, last in spans]))
    others = np.frombuffer(b"".join([data[last:] for data, _, last in spans]), "<u2")
    if len(others) != np.count_nonzero(codes == OTHER):
        raise _miscounted()
    told = [data[_HEAD_BYTES:end] for data, end, _ in spans]
    if max(sizes, default=0) * 2 < _BITMAP_BYTES:
        return Sparse(_places_of(told, numbers, sizes), codes, others)
    bits = np.zeros((blocks, _BITMAP_BYTES), np.uint8)
    whole = [(number, data) for number, data in zip(numbers, told, strict=True) if len(data) == _BITMAP_BYTES]
    rest = [one for one in zip(numbers, told, sizes, strict=True) if len(one[1]) < _BITMAP_BYTES]
    bits[[number for number, _ in whole]] = np.frombuffer(b"".join([data for _, data in whole]), np.uint8).reshape(
        -1, _BITMAP_BYTES
    )
    if rest:
        there = np.zeros((len(rest), BLOCK_CHUNKS), np.bool_)
        there.reshape(-1)[_places_of([data for _, data, _ in rest], range(len(rest)), [size for *_, size in rest])] = (
            True
        )
        bits[[number for number, *_ in rest]] = np.packbits(there, axis=1, bitorder="little")
    if count_bits(bits.reshape(-1)) != len(codes):
        raise _miscounted()
    return Dense(bits.reshape(-1), codes, others)


def _size(data: bytes) -> int:
    """How many chunks a list tells of."""
    return int.from_bytes(data[:_HEAD_BYTES], "little")


def _places_of(lists: Sequence[bytes], numbers: Sequence[int], sizes: Sequence[int]) -> Ids:
    places = np.frombuffer(b"".join(lists), "<u2").astype(np.int64)
    if int(places.max(initial=0)) >= BLOCK_CHUNKS:
        raise Damaged("a list of chunks that hold a word has a place outside of its block")
    places += np.repeat(np.array(numbers, np.int64) * BLOCK_CHUNKS, sizes)
    if not (places[1:] > places[:-1]).all():
        raise _miscounted()
    return places


def _miscounted() -> Damaged:
    return Damaged("a list of chunks that hold a word has not as many counts as chunks")


def code_times(weights: Weights) -> NDArray[np.float64]:
    """How often the word stands in a chunk by each code, as `weigh_counts` weighs it."""
    return weigh_counts(np.array([*_FREQUENT, 0], np.uint16), weights)


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


def _unpack_codes(sizes: Ids, halves: bytes) -> NDArray[np.uint8]:
    codes = _pairs().take(np.frombuffer(halves, np.uint8)).view(np.uint8)
    # A list of odd length has half a byte that says nothing.
    written = sizes + sizes % 2
    begins: list[int] = (np.cumsum(written) - written).tolist()
    parts = [codes[begin : begin + size] for begin, size in zip(begins, sizes.tolist(), strict=True)]
    return np.concatenate(parts) if parts else codes


@lru_cache(maxsize=1)
def _pairs() -> NDArray[np.uint16]:
    """The two codes in each byte, the lower half first in memory."""
    halves = np.arange(256, dtype=np.uint8)
    return np.stack((halves & 15, halves >> 4), axis=1).reshape(-1).view(np.uint16)


@lru_cache(maxsize=1)
def _codes() -> NDArray[np.uint8]:
    """The code of each number that `pack_counts` gives."""
    codes = np.full(1 << 16, OTHER, np.uint8)
    codes[_FREQUENT] = np.arange(len(_FREQUENT))
    return codes


@lru_cache(maxsize=2)
def _weighed(weights: Weights) -> NDArray[np.float64]:
    """`weigh_counts` for each number there is: looking it up is faster than counting together three columns."""
    text, heading, title = weights
    counts = np.arange(1 << 16)
    return (counts & 255) * text + (counts >> 8 & 15) * heading + (counts >> 12) * title
