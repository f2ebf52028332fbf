"""Codes that need not be computed again: found by the key of what they were made from.

A stretch is a run of a document's chunks that the model read as one (see `core.types.Stretch`). Its codes are those of
its chunks; where the document they stood in was replaced, or is not complete yet, they are kept apart for a while.
Called inside a transaction where it writes.

Invariant: what is kept belongs to a file that waits for vectors; it goes with the file, and when nothing waits any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pplx_desktop.core.types import Codes, Stretch
from pplx_desktop.index.connection import Database, id_list


def insert_stretches(
    database: Database, generation: int, chunk_ids: Sequence[int], stretches: Iterable[Stretch]
) -> None:
    """Note what the codes of a document's chunks were made from."""
    database.run_many(
        "INSERT INTO stretches (generation_id, key, chunk_id) VALUES (?, ?, ?)",
        ((generation, stretch.key, chunk_ids[stretch.first]) for stretch in stretches),
    )


def delete_stretches(database: Database, generation: int, document_id: int) -> None:
    """Forget what a document's codes were made from."""
    database.run(
        "DELETE FROM stretches WHERE generation_id = ? AND chunk_id IN (SELECT id FROM chunks WHERE document_id = ?)",
        generation,
        document_id,
    )


def find_codes(database: Database, generation: int, dims: int, rows: Mapping[int, int]) -> dict[int, Codes]:
    """The codes of those stretches that have some, by key. `rows` says how many chunks each key stands for."""
    found: dict[int, Codes] = {}
    first_chunks: list[tuple[int, int]] = database.rows(
        "SELECT key, min(chunk_id) FROM stretches WHERE generation_id = ? AND key IN (SELECT value FROM carray(?))"
        " GROUP BY key",
        generation,
        id_list(rows),
    )
    chunks = [chunk + row for key, chunk in first_chunks for row in range(rows[key])]
    codes: dict[int, tuple[bytes, bytes]] = {
        chunk: (bits, int8)
        for chunk, bits, int8 in database.rows(
            f"SELECT c.chunk_id, v.bits, c.int8 FROM carray(?) a JOIN codes_{generation} c ON c.chunk_id = a.value"  # noqa: S608
            f" JOIN vectors_{generation} v ON v.rowid = a.value",
            id_list(chunks),
        )
    }
    for key, first in first_chunks:
        parts = [codes[chunk] for chunk in range(first, first + rows[key]) if chunk in codes]
        if len(parts) == rows[key]:
            found[key] = _codes(dims, b"".join(bits for bits, _ in parts), b"".join(int8 for _, int8 in parts))
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
    starts: list[tuple[int, int]] = database.rows(
        "SELECT s.key, s.chunk_id FROM stretches s JOIN chunks c ON c.id = s.chunk_id"
        " WHERE c.document_id = ? AND s.generation_id = ? ORDER BY s.chunk_id",
        document_id,
        generation,
    )
    end = database.value("SELECT max(id) + 1 FROM chunks WHERE document_id = ?", document_id)
    ends = [*(chunk for _, chunk in starts[1:]), end]
    rows = {key: end - chunk for (key, chunk), end in zip(starts, ends, strict=False)}
    keep_codes(database, generation, file_id, find_codes(database, generation, dims, rows))


def drop_kept(database: Database, *, file_id: int | None = None) -> None:
    """Delete what is kept for a file, or everything that is kept."""
    if file_id is None:
        database.run("DELETE FROM kept_codes")
    else:
        database.run("DELETE FROM kept_codes WHERE file_id = ?", file_id)


def drop_kept_of_document(database: Database, generation: int, document_id: int) -> None:
    """Delete what is kept for the files of a document, which has its vectors now."""
    database.run(
        "DELETE FROM kept_codes WHERE generation_id = ? AND file_id IN (SELECT id FROM files WHERE document_id = ?)",
        generation,
        document_id,
    )


def _codes(dims: int, bits: bytes, int8: bytes) -> Codes:
    return Codes(dims, len(int8) // dims, bits, int8)
