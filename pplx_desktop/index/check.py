"""Does everything in the index agree? For tests, above all for those that kill a writer.

Invariant: an index that was only ever written by this room, and killed at any moments, has no findings.
"""

from __future__ import annotations

import zlib

import numpy as np

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.index.connection import Database
from pplx_desktop.index.documents import PART_CHARS
from pplx_desktop.index.vectors import Generation, generations

_NONE_OF_THESE = {
    "files pointing to no document": "SELECT f.id FROM files f WHERE f.document_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM documents WHERE id = f.document_id)",
    "documents without a file": "SELECT id FROM documents d WHERE NOT EXISTS"
    " (SELECT 1 FROM files WHERE document_id = d.id)",
    "folders without a file": "SELECT id FROM folders d WHERE NOT EXISTS (SELECT 1 FROM files WHERE folder_id = d.id)",
    "documents with another number of chunks": "SELECT id FROM documents d"
    " WHERE chunk_count <> (SELECT count(*) FROM chunks WHERE document_id = d.id)",
    "documents whose chunks' ids do not follow each other": "SELECT document_id FROM chunks GROUP BY document_id"
    " HAVING max(id) - min(id) <> count(*) - 1 OR max(id - ordinal) <> min(id - ordinal)",
    "documents with chunks beyond their text": "SELECT d.id FROM documents d JOIN chunks c ON c.document_id = d.id"
    " WHERE c.end_char > d.chars OR c.start_char < 0 OR c.start_char >= c.end_char",
    "documents without blocks": "SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM document_blocks)",
    "chunks without words": "SELECT id FROM chunks WHERE id NOT IN (SELECT id FROM chunk_words_docsize)",
    "words without a chunk": "SELECT id FROM chunk_words_docsize WHERE id NOT IN (SELECT id FROM chunks)",
    "files without a name": "SELECT id FROM files WHERE id NOT IN (SELECT rowid FROM file_names)",
    "names without a file": "SELECT rowid FROM file_names WHERE rowid NOT IN (SELECT id FROM files)",
    "embedded documents that are gone or have other chunks": "SELECT e.document_id FROM embedded e"
    " LEFT JOIN documents d ON d.id = e.document_id WHERE d.chunk_count IS NOT e.chunk_count",
    "stretches of documents without vectors": "SELECT s.chunk_id FROM stretches s JOIN chunks c ON c.id = s.chunk_id"
    " WHERE NOT EXISTS (SELECT 1 FROM embedded e WHERE e.generation_id = s.generation_id"
    " AND e.document_id = c.document_id)",
    "kept codes that do not fit their generation": "SELECT k.id FROM kept_codes k JOIN generations g"
    " ON g.id = k.generation_id WHERE length(k.bits) * 8 <> length(k.int8) OR length(k.int8) % g.dims <> 0",
}
_SHOWN = 5


def find_faults(database: Database) -> list[str]:
    """What does not agree, one line for each kind of fault; empty where all is well. Reads the whole index."""
    try:
        with database.snapshot():
            faults = _pages(database) or [
                *_relations(database),
                *_texts(database),
                *(fault for generation in generations(database) for fault in _vectors(database, generation)),
            ]
        return faults or _full_text(database)
    except EnvironmentProblem as problem:
        if problem.code != "index-corrupt":
            raise
        return [f"{problem.title} {problem.detail}"]


def _listed(what: str, ids: list[int]) -> list[str]:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return [f"{what}: {', '.join(map(str, ids[:_SHOWN]))}{more}"] if ids else []


def _pages(database: Database) -> list[str]:
    lines = [line for (line,) in database.rows("PRAGMA integrity_check(5)")]
    broken_keys = [f"broken reference in {row[0]}" for row in database.rows("PRAGMA foreign_key_check")]
    return ([] if lines == ["ok"] else lines) + broken_keys[:_SHOWN]


def _relations(database: Database) -> list[str]:
    return [
        line
        for what, sql in _NONE_OF_THESE.items()
        for line in _listed(what, [found for (found,) in database.rows(sql)])
    ]


def _texts(database: Database) -> list[str]:
    damaged: list[int] = []
    for document, chars in database.rows("SELECT id, chars FROM documents"):
        parts = database.rows("SELECT ordinal, data FROM text_parts WHERE document_id = ? ORDER BY ordinal", document)
        try:
            lengths = [len(zlib.decompress(data).decode("utf-8")) for _, data in parts]
        except (zlib.error, UnicodeDecodeError):
            damaged.append(document)
            continue
        whole = all(length == PART_CHARS for length in lengths[:-1])
        if [ordinal for ordinal, _ in parts] != list(range(len(parts))) or sum(lengths) != chars or not whole:
            damaged.append(document)
    return _listed("documents with damaged text", damaged)


def _vectors(database: Database, generation: Generation) -> list[str]:
    name, dims = f"vectors of generation {generation.id}", generation.dims
    expected = [
        chunk
        for (chunk,) in database.rows(
            "SELECT c.id FROM chunks c JOIN embedded e ON e.document_id = c.document_id"
            " WHERE e.generation_id = ? ORDER BY c.id",
            generation.id,
        )
    ]
    codes: dict[int, bytes] = dict(database.rows(f"SELECT chunk_id, int8 FROM codes_{generation.id}"))  # noqa: S608
    shadow = f"vectors_{generation.id}_vector_chunks00"
    # SQLite's own check knows nothing of what is in a blob, and vec0 reads beyond a short one.
    wrong = f"SELECT count(*) FROM {shadow} s JOIN vectors_{generation.id}_chunks c ON c.chunk_id = s.rowid"  # noqa: S608
    if database.value(f"{wrong} WHERE length(s.vectors) <> c.size * ?", dims // 8):
        return [f"{name}: a block has the wrong length"]
    bits: dict[int, bytes] = dict(database.rows(f"SELECT rowid, bits FROM vectors_{generation.id}"))  # noqa: S608
    if sorted(bits) != expected or sorted(codes) != expected:
        return [f"{name}: {len(expected)} chunks should have them, {len(bits)} have bits, {len(codes)} have int8"]
    bad = [
        chunk
        for chunk in expected
        if len(bits[chunk]) * 8 != dims or len(codes[chunk]) != dims or not _same_signs(bits[chunk], codes[chunk])
    ]
    return _listed(f"{name}: chunks whose bits and int8 differ", bad)


def _same_signs(bits: bytes, int8: bytes) -> bool:
    # A value that was rounded to zero may have had either sign.
    signs = np.unpackbits(np.frombuffer(bits, np.uint8)).astype(bool)
    values = np.frombuffer(int8, np.int8)
    return not ((values > 0) & ~signs).any() and not ((values < 0) & signs).any()


def _full_text(database: Database) -> list[str]:
    faults: list[str] = []
    for table in ("chunk_words", "file_names"):
        try:
            # FTS5 asks by an INSERT, which a read-only connection refuses; integrity_check has covered that case.
            if not database.connection.readonly("main"):
                database.run(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # noqa: S608
        except EnvironmentProblem as problem:
            if problem.code != "index-corrupt":
                raise
            faults.append(f"{table}: {problem.detail}")
    return faults
