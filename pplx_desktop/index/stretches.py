"""Codes that need not be computed again: found by the key of what they were made from.

A stretch is a run of a document's chunks that the model read as one (see `core.types.Stretch`). Its codes are those of
its chunks; where the document they stood in was replaced, or is not complete yet, they are kept apart for a while.
Called inside a transaction where it writes.

Invariant: what is kept belongs to a file that waits for vectors; it goes with the file, and when nothing waits any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pplx_desktop.core.types import Codes, Stretch
from pplx_desktop.index.chunk_rows import chunk_span
from pplx_desktop.index.connection import Database, corrupt, id_list
from pplx_desktop.index.packing import Damaged, pack_plan, unpack_plan
from pplx_desktop.index.vectors import delete_codes as delete_vectors
from pplx_desktop.index.vectors import keeps_sizes, read_codes


def insert_stretches(database: Database, generation: int, document_id: int, stretches: Sequence[Stretch]) -> None:
    """Note what the codes of a document's chunks were made from."""
    if not stretches:
        return
    keys = [stretch.key for stretch in stretches]
    database.run(
        "INSERT INTO plans (generation_id, document_id, data) VALUES (?, ?, ?)",
        generation,
        document_id,
        pack_plan(keys, [stretch.first for stretch in stretches]),
    )
    database.run_many(
        "INSERT OR IGNORE INTO stretches (generation_id, part, document_id) VALUES (?, ?, ?)",
        ((generation, part_of(key), document_id) for key in keys),
    )


def delete_codes(database: Database, generation: int, document_id: int) -> None:
    """Delete the codes of a document that is still there, and what they were made from."""
    delete_vectors(database, generation, document_id)
    keys = (key for key, _, _ in _plan(database, generation, document_id))
    database.run_many(
        "DELETE FROM stretches WHERE generation_id = ? AND part = ? AND document_id = ?",
        [(generation, part_of(key), document_id) for key in keys],
    )
    database.run("DELETE FROM plans WHERE generation_id = ? AND document_id = ?", generation, document_id)


def find_codes(database: Database, generation: int, dims: int, rows: Mapping[int, int]) -> dict[int, Codes]:
    """The codes of those stretches that have some, by key. `rows` says how many chunks each key stands for."""
    found: dict[int, Codes] = {}
    sized = keeps_sizes(database)
    documents = database.rows(
        "SELECT min(document_id) FROM stretches WHERE generation_id = ? AND part IN (SELECT value FROM carray(?))"
        " GROUP BY part",
        generation,
        id_list(map(part_of, rows)),
    )
    for (document,) in dict.fromkeys(documents):
        for key, first, end in _plan(database, generation, document):
            if key not in found and rows.get(key) == end - first:
                codes = read_codes(database, generation, dims, first, end, sized=sized)
                if codes is not None:
                    found[key] = codes
    for key, bits, int8 in database.rows(
        "SELECT key, bits, int8 FROM kept_codes WHERE generation_id = ? AND key IN (SELECT value FROM carray(?))",
        generation,
        id_list(key for key in rows if key not in found),
    ):
        if len(int8) == rows[key] * dims:
            found[key] = _codes(dims, bits, int8)
    return found


def keep_codes(database: Database, generation: int, file_id: int, codes: Mapping[int, Codes]) -> None:
    """Keep codes by the keys of their stretches, for the version of a file that waits for its vectors."""
    database.run_many(
        "INSERT OR IGNORE INTO kept_codes (generation_id, key, file_id, bits, int8) VALUES (?, ?, ?, ?, ?)",
        ((generation, key, file_id, code.bits, code.int8) for key, code in codes.items()),
    )


def keep_document(database: Database, generation: int, dims: int, document_id: int, file_id: int) -> None:
    """Keep the codes of a document that is about to be deleted, for the version of the file that takes its place."""
    rows = {key: end - first for key, first, end in _plan(database, generation, document_id)}
    keep_codes(database, generation, file_id, find_codes(database, generation, dims, rows))


def drop_kept(database: Database, *, file_id: int | None = None, generation: int | None = None) -> None:
    """Delete what is kept: for a file, in a generation, or all of it."""
    database.run(
        "DELETE FROM kept_codes WHERE file_id = ifnull(?, file_id) AND generation_id = ifnull(?, generation_id)",
        file_id,
        generation,
    )


def drop_kept_of_document(database: Database, generation: int, document_id: int) -> None:
    """Delete what is kept for the files of a document, which has its vectors now."""
    database.run(
        "DELETE FROM kept_codes WHERE generation_id = ? AND file_id IN (SELECT id FROM files WHERE document_id = ?)",
        generation,
        document_id,
    )


def _codes(dims: int, bits: bytes, int8: bytes) -> Codes:
    return Codes(dims, len(int8) // dims, bits, int8)


def _plan(database: Database, generation: int, document_id: int) -> list[tuple[int, int, int]]:
    """Each stretch of a document that has vectors: its key, and its chunks' ids from the first to before the last."""
    data = database.value("SELECT data FROM plans WHERE generation_id = ? AND document_id = ?", generation, document_id)
    if data is None:
        return []
    begin, end = chunk_span(database, document_id)
    try:
        keys, firsts = unpack_plan(data)
    except Damaged as damage:
        raise corrupt(database.path, f"plan: {damage}") from damage
    ends = [*firsts[1:], end - begin]
    return [(key, begin + first, begin + last) for key, first, last in zip(keys, firsts, ends, strict=True)]


def part_of(key: int) -> int:
    """The lower half of a key: enough to look for, half as long."""
    return key & 0xFFFFFFFF
