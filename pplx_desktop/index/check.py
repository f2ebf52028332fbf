"""Does everything in the index agree? For tests, above all for those that kill a writer.

Invariant: an index that was only ever written by this room, and killed at any moments, has no findings.
"""

from __future__ import annotations

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.index import common_words
from pplx_desktop.index.connection import Database
from pplx_desktop.index.documents import PART_CHARS
from pplx_desktop.index.packed_places import unpack_places
from pplx_desktop.index.packed_text import unpack_text
from pplx_desktop.index.packing import Damaged, unpack_plan
from pplx_desktop.index.stretches import part_of
from pplx_desktop.index.vectors import Generation, checksum, generations, run_chunks

_NONE_OF_THESE = {
    "files pointing to no document": "SELECT f.id FROM files f WHERE f.document_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM documents WHERE id = f.document_id)",
    "documents without a file": "SELECT id FROM documents d WHERE NOT EXISTS"
    " (SELECT 1 FROM files WHERE document_id = d.id)",
    "folders without a file": "SELECT id FROM folders d WHERE NOT EXISTS (SELECT 1 FROM files WHERE folder_id = d.id)",
    "documents without places": "SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM places)",
    "documents whose chunks' ids are another's, too": "SELECT d.id FROM documents d WHERE d.chunk_count > 0 AND"
    " (SELECT min(first_chunk) FROM documents WHERE chunk_count > 0 AND first_chunk > d.first_chunk)"
    " < d.first_chunk + d.chunk_count",
    "documents whose chunks' ids will be given again": "SELECT id FROM documents WHERE first_chunk + chunk_count >"
    " (SELECT value FROM counters WHERE name = 'next_chunk')",
    "documents with chunks without words": "SELECT d.id FROM documents d WHERE d.chunk_count <>"
    " (SELECT count(*) FROM chunk_words_docsize WHERE id >= d.first_chunk AND id < d.first_chunk + d.chunk_count)",
    "words without a chunk": "SELECT w.id FROM chunk_words_docsize w WHERE NOT EXISTS (SELECT 1 FROM documents d"
    " WHERE d.chunk_count > 0 AND d.first_chunk = (SELECT max(first_chunk) FROM documents WHERE chunk_count > 0"
    " AND first_chunk <= w.id) AND w.id < d.first_chunk + d.chunk_count)",
    "files without a name": "SELECT id FROM files WHERE id NOT IN (SELECT rowid FROM file_names)",
    "names without a file": "SELECT rowid FROM file_names WHERE rowid NOT IN (SELECT id FROM files)",
    "embedded documents that are gone or have other chunks": "SELECT e.document_id FROM embedded e"
    " LEFT JOIN documents d ON d.id = e.document_id WHERE d.chunk_count IS NOT e.chunk_count",
    "stretches of documents without vectors": "SELECT document_id FROM (SELECT generation_id, document_id FROM plans"
    " UNION SELECT generation_id, document_id FROM stretches) s WHERE NOT EXISTS (SELECT 1 FROM embedded e"
    " WHERE e.generation_id = s.generation_id AND e.document_id = s.document_id)",
    "stretches that are in no plan": "SELECT document_id FROM stretches s WHERE NOT EXISTS (SELECT 1 FROM plans p"
    " WHERE p.generation_id = s.generation_id AND p.document_id = s.document_id)",
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
                *_plans(database),
                *(fault for generation in generations(database) for fault in _vectors(database, generation)),
            ]
        return faults or _full_text(database) or common_words.find_faults(database)
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
    for document, chars, chunk_count in database.rows("SELECT id, chars, chunk_count FROM documents"):
        parts = database.rows("SELECT ordinal, data FROM text_parts WHERE document_id = ? ORDER BY ordinal", document)
        blocks, chunks = database.rows("SELECT blocks, chunks FROM places WHERE document_id = ?", document)[0]
        try:
            lengths = [len(unpack_text(data)) for _, data in parts]
            places, _ = unpack_places(chunks), unpack_places(blocks)
        except Damaged:
            damaged.append(document)
            continue
        whole = all(length == PART_CHARS for length in lengths[:-1])
        if (
            [ordinal for ordinal, _ in parts] != list(range(len(parts)))
            or sum(lengths) != chars
            or not whole
            or len(places) != chunk_count
            or any(not 0 <= place.start < place.end <= chars for place in places)
        ):
            damaged.append(document)
    return _listed("documents with damaged text or places", damaged)


def _plans(database: Database) -> list[str]:
    parts: dict[tuple[int, int], set[int]] = {}
    for generation, part, document in database.rows("SELECT generation_id, part, document_id FROM stretches"):
        parts.setdefault((generation, document), set()).add(part)
    damaged: list[int] = []
    for generation, document, data in database.rows("SELECT generation_id, document_id, data FROM plans"):
        try:
            keys, _ = unpack_plan(data)
        except Damaged:
            keys = []
        if {part_of(key) for key in keys} != parts.get((generation, document)):
            damaged.append(document)
    return _listed("documents with damaged plans", damaged)


def _vectors(database: Database, generation: Generation) -> list[str]:
    name, dims = f"vectors of generation {generation.id}", generation.dims
    shadow = f"vectors_{generation.id}_vector_chunks00"
    # SQLite's own check knows nothing of what is in a blob, and vec0 reads beyond a short one.
    wrong = f"SELECT count(*) FROM {shadow} s JOIN vectors_{generation.id}_chunks c ON c.chunk_id = s.rowid"  # noqa: S608
    if database.value(f"{wrong} WHERE length(s.vectors) <> c.size * ?", dims // 8):
        return [f"{name}: a block has the wrong length"]
    bits: dict[int, bytes] = dict(database.rows(f"SELECT rowid, bits FROM vectors_{generation.id}"))  # noqa: S608
    runs: dict[int, bytes] = dict(database.rows(f"SELECT chunk_id, sizes FROM codes_{generation.id}"))  # noqa: S608
    run = run_chunks(dims, generation.size_bits)
    damaged: list[int] = []
    for document, first, count, then in database.rows(
        "SELECT d.id, d.first_chunk, d.chunk_count, e.checksum FROM embedded e JOIN documents d ON d.id = e.document_id"
        " WHERE e.generation_id = ?",
        generation.id,
    ):
        signs = b"".join(bits.pop(chunk, b"") for chunk in range(first, first + count))
        sizes = b"".join(runs.pop(chunk, b"") for chunk in range(first, first + count, run))
        if checksum(signs, sizes) != then:
            damaged.append(document)
    return [
        *_listed(f"{name}: not what was written, of document", damaged),
        *_listed(f"{name}: bits of no document, from chunk", sorted(bits)),
        *_listed(f"{name}: sizes of no document, from chunk", sorted(runs)),
    ]


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
