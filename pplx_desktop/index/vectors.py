"""Vectors of each generation: signs in a `vec0` table for the search, and how large each value is for rescoring.

A generation is what one model, in one configuration, made. Its tables are `vectors_<id>` (rowid is the chunk's id) and
`codes_<id>`, which has a row for a run of chunks that follow each other in a document, keyed by the first: rows of a size
that fills pages well (`run_chunks`). Called inside a transaction where it writes.

Invariant: at any instant a document has the vectors of all its chunks in a generation, and a row in `embedded`, or none.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import Codes
from pplx_desktop.index import counters
from pplx_desktop.index.chunk_rows import Ids, chunk_span, known_spans
from pplx_desktop.index.code_blocks import (
    bit_rows,
    delete_bits,
    put_bits,
    read_bits,
    stamp_change,
)
from pplx_desktop.index.connection import Database, corrupt, id_list
from pplx_desktop.index.packing import SIZE_BITS, pack_sizes, sizes_width, unpack_int8

_RUN_OF_TWO_BITS = 5
_PLACE_BITS = 3
_MOST_IN_RUN = 1 << _PLACE_BITS
_PLACES = _MOST_IN_RUN - 1
_PAGE_BYTES, _ROW_BYTES = 4_088, 13
"""Of a page for rows, and of a row beside its sizes."""
_SIGN_VALUE = 40
"""What stands for a value of which only the sign is kept."""


Role = Literal["", "searched", "next", "first"]


@dataclass(frozen=True, slots=True)
class Generation:
    """A set of vectors, and what made them. See `core.types.Fill` for the roles; without one it is to be dropped."""

    id: int
    fingerprint: str
    model: str
    dims: int
    role: Role = ""
    window_tokens: int = 0
    size_bits: int = SIZE_BITS


@dataclass(frozen=True, slots=True, eq=False)
class CodeRows:
    """The codes of some chunks, in order: [chunks, dims]. Where the sizes are not kept, all values but for their signs are
    equal, and `sized` is False. Two that were read one after the other are not equal, so that what follows from one can be
    kept for it.
    """

    chunks: Ids
    values: NDArray[np.int8]
    sized: NDArray[np.bool_]


class BitsReader(Protocol):
    """What has bits in memory."""

    def bits(self, chunks: Ids) -> tuple[Ids, NDArray[np.uint8]]:
        """See `bit_rows`."""
        ...


def generations(database: Database) -> list[Generation]:
    """All generations, oldest first."""
    return [
        Generation(*row)
        for row in database.rows(
            "SELECT id, fingerprint, model, dims, role, window_tokens, size_bits FROM generations ORDER BY id"
        )
    ]


def add_generation(database: Database, fingerprint: str, model: str, dims: int, window_tokens: int = 0) -> int:
    """The id of the generation with this fingerprint, made with its tables if there is none. The first one of all is
    the one that is searched.
    """
    known = database.row("SELECT id, dims FROM generations WHERE fingerprint = ?", fingerprint)
    if known is not None:
        if known[1] != dims:
            raise ValueError(f"generation {fingerprint} has {known[1]} dimensions, not {dims}")
        return known[0]
    if dims % 8:
        raise ValueError(f"{dims} dimensions do not fill whole bytes")
    generation = database.insert(
        "INSERT INTO generations (fingerprint, model, dims, window_tokens, size_bits, stamp, role)"
        " VALUES (?, ?, ?, ?, ?, random(), iif(EXISTS (SELECT 1 FROM generations WHERE role = 'searched'), '', 'searched'))",
        fingerprint,
        model,
        dims,
        window_tokens,
        SIZE_BITS,
    )
    database.run(f"CREATE VIRTUAL TABLE vectors_{generation} USING vec0 (bits bit[{dims}])")
    database.run(f"CREATE TABLE codes_{generation} (chunk_id INTEGER PRIMARY KEY, sizes BLOB NOT NULL) STRICT")
    return generation


def set_roles(database: Database, roles: Mapping[int, Role]) -> None:
    """Give these generations their roles, and all others none."""
    database.run("UPDATE generations SET role = ''")
    database.run_many("UPDATE generations SET role = ? WHERE id = ?", ((role, known) for known, role in roles.items()))


def drop_generation(database: Database, generation: int) -> None:
    """Take a generation away that has no vectors any more."""
    database.run(f"DROP TABLE vectors_{generation}")
    database.run(f"DROP TABLE codes_{generation}")
    database.run("DELETE FROM generations WHERE id = ?", generation)


def documents_only_in(database: Database, generation: int, not_in: Sequence[int]) -> NDArray[np.int64] | None:
    """The documents that have vectors in a generation and in none of the others; None where those are all it has."""
    rows = database.rows(
        "SELECT document_id FROM embedded WHERE generation_id = ? EXCEPT"
        " SELECT document_id FROM embedded WHERE generation_id IN (SELECT value FROM carray(?))",
        generation,
        id_list(not_in),
    )
    if len(rows) == database.value("SELECT count(*) FROM embedded WHERE generation_id = ?", generation):
        return None
    return np.array([document for (document,) in rows], np.int64)


def documents_in(database: Database, generation: int) -> Ids:
    """The documents that have vectors in a generation, in order."""
    rows = database.rows("SELECT document_id FROM embedded WHERE generation_id = ? ORDER BY document_id", generation)
    return np.array([document for (document,) in rows], np.int64)


def insert_codes(database: Database, generation: int, document_id: int, codes: Codes) -> None:
    """Write the vectors of all chunks of a document that has none yet."""
    first, _ = chunk_span(database, document_id)
    width = codes.dims // 8
    sized = keeps_sizes(database)
    sizes = b""
    put_bits(
        database,
        generation,
        ((first + at, codes.bits[at * width : (at + 1) * width]) for at in range(codes.count)),
    )
    if sized:
        _, size_bits = _shape(database, generation)
        sizes = pack_sizes(np.frombuffer(codes.int8, np.int8).reshape(codes.count, codes.dims), size_bits)
        wide, run = sizes_width(codes.dims, size_bits), run_chunks(codes.dims, size_bits)
        database.run_many(
            f"INSERT INTO codes_{generation} (chunk_id, sizes) VALUES (?, ?)",  # noqa: S608
            ((first + at, sizes[at * wide : (at + run) * wide]) for at in range(0, codes.count, run)),
        )
    database.run(
        "INSERT INTO embedded (generation_id, document_id, chunk_count, checksum, sized) VALUES (?, ?, ?, ?, ?)",
        generation,
        document_id,
        codes.count,
        checksum(codes.bits, sizes),
        int(sized),
    )


def keeps_sizes(database: Database) -> bool:
    """Whether sizes are wanted beside the bits."""
    return counters.read(database, "sized") == 1


def want_sizes(database: Database, *, wanted: bool) -> None:
    """Note whether sizes are wanted from now on. What else there is goes little by little: `drop_sizes`, `next_jobs`.
    Generations that have none get those of today.
    """
    counters.put(database, "sized", int(wanted))
    if wanted:
        database.run(
            "UPDATE generations SET size_bits = ? WHERE NOT EXISTS"
            " (SELECT 1 FROM embedded WHERE generation_id = generations.id AND sized)",
            SIZE_BITS,
        )


def has_sizes(database: Database) -> bool:
    """Whether sizes of any document are stored."""
    return bool(database.value("SELECT EXISTS (SELECT 1 FROM embedded WHERE sized)"))


def drop_sizes(database: Database, documents: int) -> None:
    """Delete the sizes of some documents."""
    rows = database.rows(
        "SELECT e.generation_id, e.document_id, e.checksum, d.first_chunk, d.first_chunk + d.chunk_count FROM embedded e"
        " JOIN documents d ON d.id = e.document_id WHERE e.sized LIMIT ?",
        documents,
    )
    for generation, document, then, first, end in rows:
        bits = b"".join(chunk for _, chunk in sorted(read_bits(database, generation, range(first, end)).items()))
        inside = f"FROM codes_{generation} WHERE chunk_id >= ? AND chunk_id < ?"
        sizes = b"".join(row for (row,) in database.rows(f"SELECT sizes {inside} ORDER BY chunk_id", first, end))
        if checksum(bits, sizes) != then:
            # What is wrong now must not become what was written.
            raise corrupt(database.path, f"vectors of document {document} in generation {generation}")
        database.run(f"DELETE {inside}", first, end)
        database.run(
            "UPDATE embedded SET sized = 0, checksum = ? WHERE generation_id = ? AND document_id = ?",
            checksum(bits, b""),
            generation,
            document,
        )
    for generation in {row[0] for row in rows}:
        stamp_change(database, generation, ())


def checksum(bits: bytes, sizes: bytes) -> int:
    """Tells whether the stored bytes of a document's vectors are those that were written."""
    return zlib.crc32(sizes, zlib.crc32(bits))


def delete_codes(database: Database, generation: int, document_id: int) -> None:
    """Delete the vectors of a document that is still there. What they were made from is for `stretches.delete_codes`."""
    span = chunk_span(database, document_id)
    delete_bits(database, generation, range(*span))
    database.run(f"DELETE FROM codes_{generation} WHERE chunk_id >= ? AND chunk_id < ?", *span)  # noqa: S608
    database.run("DELETE FROM embedded WHERE generation_id = ? AND document_id = ?", generation, document_id)


def read_codes(
    database: Database, generation: int, dims: int, first: int, end: int, *, sized: bool = False
) -> Codes | None:
    """The codes of the chunks from `first` to before `end`, which are of one document; None where one has none, or with
    `sized` where its sizes are not kept.
    """
    rows = code_rows(database, generation, range(first, end))
    if len(rows.chunks) != end - first or (sized and not rows.sized.all()):
        return None
    return Codes(dims, end - first, np.packbits(rows.values >= 0, axis=1).tobytes(), rows.values.tobytes())


def code_rows(
    database: Database, generation: int, chunk_ids: Iterable[int], copy: BitsReader | None = None
) -> CodeRows:
    """The codes of those chunks that have one. Bits come from the copy, where there is one."""
    dims, size_bits = _shape(database, generation)
    wanted = np.unique(np.fromiter(chunk_ids, np.int64))
    ids, bits = copy.bits(wanted) if copy is not None else bit_rows(database, generation, dims, wanted)
    wide = sizes_width(dims, size_bits)
    sizes = np.zeros((len(ids), wide), np.uint8)
    sized = np.zeros(len(ids), np.bool_)
    # A row may be damaged, or end before the chunk's place in it.
    kept = [row for row in _sizes_of(database, generation, ids, dims, size_bits) if len(row[1]) == wide]
    if kept:
        places = np.searchsorted(ids, [chunk for chunk, _ in kept])
        sized[places] = True
        sizes[places] = np.frombuffer(b"".join(row for _, row in kept), np.uint8).reshape(-1, wide)
    values = unpack_int8(bits.tobytes(), sizes.tobytes(), dims, size_bits)
    if not sized.all():
        values[~sized] = np.sign(values[~sized]) * _SIGN_VALUE
    return CodeRows(ids, values, sized)


def _shape(database: Database, generation: int) -> tuple[int, int]:
    """How many dimensions a generation has, and how many bits its sizes."""
    return database.row("SELECT dims, size_bits FROM generations WHERE id = ?", generation) or (0, SIZE_BITS)


@lru_cache
def run_chunks(dims: int, size_bits: int) -> int:
    """How many chunks a row of codes has at most: so many that pages are filled best. Changing it needs a migration."""
    if size_bits == 2:
        return _RUN_OF_TWO_BITS
    wide = sizes_width(dims, size_bits)
    return max(range(1, _MOST_IN_RUN + 1), key=lambda run: (_PAGE_BYTES // (run * wide + _ROW_BYTES) * run * wide, run))


def _sizes_of(database: Database, generation: int, chunks: Ids, dims: int, size_bits: int) -> list[tuple[int, bytes]]:
    """The sizes of some chunks, by chunk. Only these are copied out of their runs."""
    run, wide = run_chunks(dims, size_bits), sizes_width(dims, size_bits)
    spans = known_spans(database)
    if spans is None:
        # The run that a chunk lies in is the last that begins at or before it.
        return database.rows(
            f"SELECT a.value, substr(c.sizes, 1 + (a.value - c.chunk_id) * ?1, ?1) FROM carray(?2) a"  # noqa: S608
            f" CROSS JOIN codes_{generation} c ON c.chunk_id = (SELECT max(chunk_id) FROM codes_{generation}"
            " WHERE chunk_id <= a.value AND chunk_id > a.value - ?3)",
            wide,
            id_list(chunks),
            run,
        )
    places = (chunks - spans.firsts[spans.places(chunks)]) % run
    return database.rows(
        f"SELECT (a.value >> {_PLACE_BITS}) + (a.value & {_PLACES}),"  # noqa: S608
        f" substr(c.sizes, 1 + (a.value & {_PLACES}) * ?1, ?1) FROM carray(?2) a"
        f" CROSS JOIN codes_{generation} c ON c.chunk_id = a.value >> {_PLACE_BITS}",
        wide,
        id_list((chunks - places << _PLACE_BITS) + places),
    )
