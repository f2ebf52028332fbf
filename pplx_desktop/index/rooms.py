"""Where the chunks that hold some terms have their places, and how long they are: what scoring them needs besides.

The chunks of the blocks that have lists come first, block after block; those that only FTS5 knew come after them. Invariant:
each chunk has one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.index.bm25 import Room, marked
from pplx_desktop.index.chunk_rows import ChunkRuns
from pplx_desktop.index.connection import Database, corrupt, id_list
from pplx_desktop.index.kept_words import Told
from pplx_desktop.index.packing import Damaged
from pplx_desktop.index.postings import Common, Few, Floats, Holders, Ids, Lengths, Listed
from pplx_desktop.index.word_lists import (
    BLOCK_CHUNKS,
    OTHER,
    Weights,
    code_times,
    unpack_lengths,
    weigh_counts,
)

_T = TypeVar("_T")
_FEW = 200
"""For fewer chunks than this their lengths are read one by one."""
_FEW_PLACES = 20_000
"""So many places of chunks that fulfil a query's conditions are looked at without asking how good they can be."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Who holds a term: by the lists of some words, and by what FTS5 said of them. Any of the words will do; of several, the
    same chunk may be told of by both.
    """

    words: tuple[Listed, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ListedBlocks:
    """The blocks that have lists, by their numbers, which grow. Their chunks have the places from 0 on."""

    numbers: Ids

    @property
    def size(self) -> int:
        """How many places they have."""
        return len(self.numbers) * BLOCK_CHUNKS

    @property
    def _follow(self) -> bool:
        return not len(self.numbers) or bool(self.numbers[-1] == len(self.numbers) - 1)

    def chunks_at(self, places: Ids) -> Ids:
        """The chunks at some places."""
        if self._follow:
            return places
        return places + (self.numbers - np.arange(len(self.numbers)))[places // BLOCK_CHUNKS] * BLOCK_CHUNKS

    def places_of(self, chunks: Ids) -> Ids:
        """The places of some chunks, -1 for those that are in no block with lists."""
        if self._follow:
            return np.where(chunks < self.size, chunks, -1)
        blocks = chunks // BLOCK_CHUNKS
        at = np.minimum(self.numbers.searchsorted(blocks), len(self.numbers) - 1)
        return np.where(self.numbers[at] == blocks, at * BLOCK_CHUNKS + chunks % BLOCK_CHUNKS, -1)

    def marks(self, allowed: ChunkRuns) -> NDArray[np.bool_]:
        """Which places are those of these chunks."""
        if not len(self.numbers):
            return np.zeros(0, np.bool_)
        parts: list[NDArray[np.bool_]] = []
        for blocks in np.split(self.numbers, np.flatnonzero(np.diff(self.numbers) != 1) + 1):
            start, size = int(blocks[0]) * BLOCK_CHUNKS, len(blocks) * BLOCK_CHUNKS
            few = allowed.ids_if_few(start, size)
            if few is None:
                parts.append(allowed.marks(start, size))
            else:
                parts.append(np.zeros(size, np.bool_))
                parts[-1][few] = True
        return np.concatenate(parts) if len(parts) > 1 else parts[0]


def make_room(
    database: Database, blocks: ListedBlocks, found: Sequence[Found], weights: Weights, allowed: ChunkRuns | None
) -> tuple[list[list[Holders]], Room]:
    """Who holds each of some terms, in parts, by places; and what there is to know of these. `weights` say what counts how
    much of what stands in text, heading and title.
    """
    # Where FTS5 has told of all, nobody needs the places of other chunks.
    room = blocks if any(one.words for one in found) else ListedBlocks(np.zeros(0, np.int64))
    told = [[(one, room.places_of(one.chunks)) for one in term.told] for term in found]
    outside = _outside([pair for term in told for pair in term])
    lengths = _lengths_of(database, blocks, outside)
    terms = [
        [*_few(of_told, outside.chunks, room.size, weights), *_common(term.words, room.size, weights)]
        for of_told, term in zip(told, found, strict=True)
    ]
    marks = None if allowed is None else np.concatenate((room.marks(allowed), allowed.hold(outside.chunks)))
    return terms, Room(
        room.size + len(outside),
        partial(_chunks_at, room, outside.chunks),
        partial(_lengths_at, database, room, lengths),
        marks,
        _few_places(room, outside, marks),
    )


def _few_places(room: ListedBlocks, outside: Told, marks: NDArray[np.bool_] | None) -> Ids | None:
    """The places that come in question, where it is less work to look at all of these."""
    if marks is not None and (not room.size or int(np.count_nonzero(marks)) <= _FEW_PLACES):
        return marked(marks)
    return None if room.size else np.arange(len(outside))


def _outside(told: Sequence[tuple[Told, Ids]]) -> Told:
    """The chunks that are in no block with lists, each once."""
    parts = [(one, np.flatnonzero(places < 0)) for one, places in told]
    chunks = np.concatenate([np.zeros(0, np.int64), *(one.chunks[at] for one, at in parts)])
    lengths = np.concatenate([np.zeros(0, np.int64), *(one.lengths[at] for one, at in parts)])
    chunks, first = np.unique(chunks, return_index=True)
    return Told(chunks, np.zeros_like(chunks), lengths[first])


def _few(told: Sequence[tuple[Told, Ids]], outside: Ids, size: int, weights: Weights) -> Iterator[Holders]:
    """What FTS5 said of any of some words, as one part."""
    parts: list[tuple[Ids, Floats]] = []
    for one, places in told:
        if len(one):
            without = np.flatnonzero(places < 0)
            places[without] = size + outside.searchsorted(one.chunks[without])
            parts.append((places, _weigh(one.times, weights)))
    if len(parts) == 1:
        yield Few(*parts[0])
    elif parts:
        places, which = np.unique(np.concatenate([places for places, _ in parts]), return_inverse=True)
        # With weights the counts are floats; numpy's stubs say otherwise.
        yield Few(places, cast("Floats", np.bincount(which, np.concatenate([times for _, times in parts]))))


def _common(words: Sequence[Listed], size: int, weights: Weights) -> Iterator[Holders]:
    """What the lists of any of some words say, as one part."""
    if words:
        yield Common(words, size, code_times(weights), [weigh_counts(word.others, weights) for word in words], OTHER)


def _weigh(times: Ids, weights: Weights) -> Floats:
    """What FTS5 said of how often, by the weights that decided whether it was asked for each column."""
    return (
        weigh_counts(times.astype(np.uint16), weights) if in_columns(weights) else times.astype(np.float64) * weights[0]
    )


def in_columns(weights: Weights) -> bool:
    """Whether it matters in which column a word stands."""
    return len(set(weights)) > 1


def _chunks_at(room: ListedBlocks, outside: Ids, places: Ids) -> Ids:
    inside = int(places.searchsorted(room.size))
    listed = room.chunks_at(places[:inside])
    return listed if inside == len(places) else np.concatenate((listed, outside.take(places[inside:] - room.size)))


def _lengths_at(database: Database, room: ListedBlocks, outside: Lengths, places: Ids) -> Lengths:
    """How many words the chunks at some places have."""
    inside = int(places.searchsorted(room.size))
    others = outside.take(places[inside:] - room.size)
    if not inside:
        return others
    listed = listed_lengths(database).take(places[:inside])
    return listed if inside == len(places) else np.concatenate((listed, others))


def _lengths_of(database: Database, blocks: ListedBlocks, told: Told) -> Lengths:
    """How many words some chunks have, where FTS5 did not say so by the lists or by its record."""
    lengths = told.lengths.astype(np.uint32)
    missing = np.flatnonzero(lengths == 0)
    if len(missing) >= _FEW:
        places = blocks.places_of(told.chunks[missing])
        listed = places >= 0
        lengths[missing[listed]] = listed_lengths(database).take(places[listed])
        missing = missing[~listed]
    sizes: dict[int, bytes] = dict(
        database.rows(
            "SELECT id, sz FROM chunk_words_docsize WHERE id IN (SELECT value FROM carray(?))",
            id_list(told.chunks[missing]),
        )
        if len(missing)
        else []
    )
    lengths[missing] = [sum(varints(sizes[chunk])) for chunk in told.chunks[missing].tolist()]
    return lengths


def listed_lengths(database: Database) -> Lengths:
    """How many words the chunks of all blocks that have lists hold, read once for a state of the index."""
    return database.kept("lengths of listed chunks", lambda: _read_lengths(database))


def _read_lengths(database: Database) -> Lengths:
    rows = database.rows("SELECT data FROM word_lists WHERE word = '' AND chunks > 0 ORDER BY id")
    return unpacked(database, lambda: unpack_lengths([data for (data,) in rows]))


def unpacked(database: Database, unpack: Callable[[], _T]) -> _T:
    """What a list says. Raises `EnvironmentProblem` where it cannot be unpacked."""
    try:
        return unpack()
    except Damaged as damage:
        raise corrupt(database.path, f"lists of common words: {damage}") from damage


def varints(data: bytes) -> Iterator[int]:
    """Numbers in SQLite's variable length. None here is longer than eight bytes."""
    value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            yield value
            value = 0
