"""Finds the nearest of many codes by the signs alone: distances of whole columns of words at a time. Pure functions of arrays.

Invariant: what is equally near is ordered by chunk id, and cut by it, in whatever parts and order the codes come.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.chunk_rows import ChunkRuns, Ids

_WORD_BYTES = 8
_ID_BITS = np.uint64(48)
"""Of a key for the order: the distance stands above so many bits for the chunk's id."""
_ID_MASK = np.uint64((1 << 48) - 1)
_FEW = 8
"""Where only one code in so many is asked for, or fewer, those are picked out before anything is computed."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Codes of some chunks, by id: the words of [dims / 64, chunks], so that a column of one word lies in a piece. The last
    word is filled up with zeros. `blocks` are where they come from, with what tells whether they are still the same, and
    `origins` the number of each chunk's block among these.
    """

    blocks: tuple[tuple[int, int], ...]
    chunks: Ids
    words: NDArray[np.uint64]
    origins: NDArray[np.uint16]

    @property
    def first(self) -> int:
        """The lowest id; there is one."""
        return int(self.chunks[0])

    @property
    def last(self) -> int:
        """The highest id; there is one."""
        return int(self.chunks[-1])

    @property
    def size_bytes(self) -> int:
        """What it takes in memory."""
        return self.chunks.nbytes + self.words.nbytes + self.origins.nbytes


def segment_of(
    blocks: tuple[tuple[int, int], ...], chunks: Ids, bits: NDArray[np.uint8], origins: NDArray[np.uint16]
) -> Segment:
    """A segment of chunks in any order, their bits, [chunks, dims / 8], and where each comes from."""
    order = np.argsort(chunks)
    return Segment(blocks, chunks[order], np.ascontiguousarray(_words(bits)[order].T), origins[order])


def put_together(segments: Sequence[Segment], kept: Collection[tuple[int, int]]) -> Segment:
    """One segment of what is in some segments, there is one at least, and comes from the blocks that are `kept`."""
    if len(segments) == 1 and all(block in kept for block in segments[0].blocks):
        return segments[0]
    blocks: list[tuple[int, int]] = []
    origins: list[NDArray[np.uint16]] = []
    places: list[NDArray[np.intp]] = []
    for segment in segments:
        is_kept = np.array([block in kept for block in segment.blocks], np.bool_)
        numbers = (np.cumsum(is_kept) + (len(blocks) - 1)).astype(np.uint16)
        places.append(np.flatnonzero(is_kept[segment.origins]))
        origins.append(numbers[segment.origins[places[-1]]])
        blocks += [block for block in segment.blocks if block in kept]
    chunks = np.concatenate([segment.chunks[at] for segment, at in zip(segments, places, strict=True)])
    order = np.argsort(chunks, kind="stable")
    words = np.empty((len(segments[0].words), len(chunks)), np.uint64)
    for number, row in enumerate(words):
        parts = [segment.words[number].take(at) for segment, at in zip(segments, places, strict=True)]
        row[:] = np.concatenate(parts).take(order)
    return Segment(tuple(blocks), chunks[order], words, np.concatenate(origins)[order])


def rows_of(segment: Segment, places: NDArray[np.intp], width: int) -> NDArray[np.uint8]:
    """The bits of some of a segment's chunks, as [places, width in bytes]."""
    return np.ascontiguousarray(segment.words[:, places].T).view(np.uint8)[:, :width]


class Nearest:
    """The `limit` chunks nearest to a query among those of all segments it is shown.

    Only chunks in `runs` count; None lets all.
    """

    def __init__(self, bits: bytes, limit: int, runs: ChunkRuns | None = None) -> None:
        self._query = _words(np.frombuffer(bits, np.uint8).reshape(1, -1)).T
        self._limit, self._runs = limit, runs
        self._keys = np.zeros(0, np.uint64)
        self._bound = np.uint16(np.iinfo(np.uint16).max)
        self._xor = np.empty((len(self._query), 0), np.uint64)
        self._counts = np.empty((len(self._query), 0), np.uint8)

    def look_at(self, segment: Segment) -> None:
        """Take what is near in a segment."""
        chunks, words = segment.chunks, segment.words
        if not len(chunks) or self._limit < 1:
            return
        inside = None if self._runs is None else _inside(self._runs, chunks)
        if inside is not None:
            count = np.count_nonzero(inside)
            if count == 0:
                return
            if count * _FEW <= len(chunks):
                places = np.flatnonzero(inside)
                chunks, words, inside = chunks[places], words[:, places], None
        distances = self._distances(words)
        near = distances <= self._bound
        if inside is not None:
            near &= inside
        places = np.flatnonzero(near)
        if not len(places):
            return
        keys = (distances[places].astype(np.uint64) << _ID_BITS) | chunks[places].astype(np.uint64)
        self._keys = np.concatenate((self._keys, keys))
        if len(self._keys) > 2 * self._limit:
            self._cut()

    def found(self) -> list[tuple[int, int]]:
        """(chunk id, Hamming distance), nearest first, what is equally near by id."""
        self._cut()
        keys = np.sort(self._keys)
        return list(zip((keys & _ID_MASK).tolist(), (keys >> _ID_BITS).tolist(), strict=True))

    def _cut(self) -> None:
        if self._limit < len(self._keys):
            self._keys = np.partition(self._keys, self._limit - 1)[: self._limit]
            self._bound = (self._keys.max() >> _ID_BITS).astype(np.uint16)

    def _distances(self, words: NDArray[np.uint64]) -> NDArray[np.uint16]:
        many = len(words[0])
        if many > len(self._xor[0]):
            self._xor, self._counts = np.empty(words.shape, np.uint64), np.empty(words.shape, np.uint8)
        xor, counts = self._xor[:, :many], self._counts[:, :many]
        np.bitwise_xor(words, self._query, out=xor)
        np.bitwise_count(xor, out=counts)
        half, odd = divmod(len(words), 2)
        if not odd:
            # Two words differ in 128 bits at most, which is no more than a byte holds.
            counts[:half] += counts[half:]
            counts = counts[:half]
        distances: NDArray[np.uint16] = np.add.reduce(counts, axis=0, dtype=np.uint16)
        return distances


def _inside(runs: ChunkRuns, chunks: Ids) -> NDArray[np.bool_]:
    """Which of some chunks, in order, lie in the runs. Takes no longer for ids that are large, as they grow for ever."""
    first = np.searchsorted(runs.ends, int(chunks[0]), "right")
    end = np.searchsorted(runs.firsts, int(chunks[-1]), "right")
    firsts, ends = np.searchsorted(chunks, runs.firsts[first:end]), np.searchsorted(chunks, runs.ends[first:end])
    # Of these, no two begin at one place, nor end at one; one may end where another begins.
    there = firsts < ends
    edges = np.zeros(len(chunks) + 1, np.int8)
    edges[firsts[there]] += 1
    edges[ends[there]] -= 1
    return np.cumsum(edges[:-1], dtype=np.int8).view(np.bool_)


def _words(bits: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Rows of bytes as rows of words."""
    rest = -bits.shape[1] % _WORD_BYTES
    if rest:
        bits = np.pad(bits, ((0, 0), (0, rest)))
    return np.ascontiguousarray(bits).view(np.uint64)
