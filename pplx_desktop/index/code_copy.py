"""A copy of one generation's bits in memory, in the state that one snapshot of the index has.

It is made of segments of whole blocks of vec0 and never changes: bringing it up to date gives another copy, which shares
all segments in which nothing changed. So a scan goes on undisturbed, and memory grows by what is new.

Invariant: the copy with a stamp holds the bits that the index had when its generation had that stamp.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index import code_blocks, vectors
from pplx_desktop.index.chunk_rows import ChunkRuns, Ids
from pplx_desktop.index.code_reading import read_segments
from pplx_desktop.index.code_scan import Nearest, Segment, put_together, rows_of
from pplx_desktop.index.connection import Database
from pplx_desktop.index.vectors import CodeRows

SAMPLE_CHUNKS = 256
"""Chunks that tell how like a query the average chunk is, by one model."""


@dataclass(frozen=True, slots=True)
class CodeCopy:
    """See the module. Used by any number of threads at once."""

    generation: int
    dims: int
    stamp: int | None = None
    segments: tuple[Segment, ...] = ()
    samples: dict[int, CodeRows] = field(default_factory=dict[int, CodeRows], compare=False)
    """What `sample` gave, by how many were asked for."""

    @property
    def size_bytes(self) -> int:
        """What it takes in memory."""
        return sum(segment.size_bytes for segment in self.segments)

    def missing_bytes(self, database: Database) -> int:
        """About how much more memory the copy of the database's state takes."""
        codes = len(code_blocks.block_stamps(database, self.generation)) * code_blocks.BLOCK_CHUNKS
        return max(0, codes * (self.dims // 8 + 8) - self.size_bytes)

    def renewed(
        self,
        database: Database,
        stamp: int,
        *,
        most_blocks: int | None = None,
        is_urgent: Callable[[], bool] = lambda: True,
    ) -> CodeCopy | None:
        """The copy of the state that the database's snapshot has, where its generation has this stamp. None where more
        than `most_blocks` would have to be read for it. `is_urgent`: see `read_segments`.
        """
        now = code_blocks.block_stamps(database, self.generation).items()
        same = {block for segment in self.segments for block in segment.blocks if block in now}
        new = [block for block in now if block not in same]
        if most_blocks is not None and len(new) > most_blocks:
            return None
        missing = [
            tuple(new[at : at + code_blocks.SEGMENT_BLOCKS]) for at in range(0, len(new), code_blocks.SEGMENT_BLOCKS)
        ]
        parts = [*self.segments, *read_segments(database, self.generation, self.dims, missing, is_urgent)]
        segments = [put_together(group, now) for group in _groups(parts, now)]
        return CodeCopy(
            self.generation, self.dims, stamp, tuple(segment for segment in segments if len(segment.chunks))
        )

    def nearest(self, bits: bytes, limit: int, runs: ChunkRuns | None) -> list[tuple[int, int]]:
        """As `code_blocks.nearest_chunks`, of these chunks or of all."""
        nearest = Nearest(bits, limit, runs)
        for segment in self.segments:
            nearest.look_at(segment)
        return nearest.found()

    def bits(self, chunks: Ids) -> tuple[Ids, NDArray[np.uint8]]:
        """Those of the chunks that have bits, in order, and these as [chunks, dims / 8]. `chunks` are in order, each once."""
        ids: list[Ids] = []
        rows: list[NDArray[np.uint8]] = []
        begins = chunks.searchsorted([segment.first for segment in self.segments]).tolist()
        ends = chunks.searchsorted([segment.last for segment in self.segments], "right").tolist()
        for segment, begin, end in zip(self.segments, begins, ends, strict=True):
            if begin == end:
                continue
            wanted = chunks[begin:end]
            places = segment.chunks.searchsorted(wanted)
            there = segment.chunks[places] == wanted
            if not there.all():
                places = places[there]
            ids.append(segment.chunks[places])
            rows.append(rows_of(segment, places, self.dims // 8))
        if not ids:
            return np.zeros(0, np.int64), np.zeros((0, self.dims // 8), np.uint8)
        found = np.concatenate(ids)
        order = np.argsort(found)
        return found[order], np.concatenate(rows)[order]

    def sample(self, database: Database, count: int) -> CodeRows:
        """The codes of chunks that are evenly spread, read once. Called in a snapshot of this copy's state."""
        known = self.samples.get(count)
        if known is None:
            chunks = code_blocks.sample_chunks(database, self.generation, count)
            known = self.samples[count] = vectors.code_rows(database, self.generation, chunks, self)
        return known


def _groups(parts: Sequence[Segment], kept: Collection[tuple[int, int]]) -> list[list[Segment]]:
    """Which parts make one segment together, by how many blocks are left of each: large ones in which all are stay alone."""
    left = sorted(((sum(block in kept for block in part.blocks), part) for part in parts), key=lambda one: one[0])
    alone: list[list[Segment]] = []
    groups: list[list[Segment]] = []
    room = 0
    for blocks, part in left:
        if blocks == len(part.blocks) > code_blocks.SEGMENT_BLOCKS // 2:
            alone.append([part])
        elif blocks > room:
            groups.append([part])
            room = code_blocks.SEGMENT_BLOCKS - blocks
        elif blocks:
            groups[-1].append(part)
            room -= blocks
    return alone + groups
