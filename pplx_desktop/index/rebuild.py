"""An index of an older version, written anew as one of this version: beside it first, then in its place.

Invariant: the older file is not touched until the new one is complete and on the disk, and then replaced in one step. A
kill, a full disk or a damaged row anywhere before leaves the older index as it was, for the next start to try again.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import cast

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.types import Block, Chunk, ChunkedDocument, Codes, Document, Stretch
from pplx_desktop.index import counters, documents, stretches, vectors
from pplx_desktop.index.connection import SIDE_FILES, Database, connect, converted_file_errors, corrupt
from pplx_desktop.index.names import insert_name

_SUFFIX = ".migrating"


def rebuild(path: Path, make: Callable[[Database], None], *, busy_timeout_ms: int) -> None:
    """Replace the index at `path`, of version 1 or 2, by one of this version, which `make` makes in an empty file.

    Raises `EnvironmentProblem`: index-locked where another process has it open, and those of reading and writing.
    """
    new_path = path.with_name(path.name + _SUFFIX)
    with converted_file_errors(path), closing(connect(path, write=True, busy_timeout_ms=busy_timeout_ms)) as old:
        _discard(new_path)
        # It is about to be replaced, so nobody else may have it open: SQLite refuses this where someone has.
        if old.value("PRAGMA journal_mode = DELETE") != "delete":
            raise _in_use()
        try:
            with old.transaction(), closing(connect(new_path, write=True, busy_timeout_ms=busy_timeout_ms)) as new:
                # What is half done is deleted, not rolled back.
                new.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
                with new.transaction():
                    make(new)
                    _copy(old, new)
        except BaseException:
            # On a full disk, above all, it would be in everybody's way.
            _discard(new_path)
            raise
    with converted_file_errors(path):
        _flush(new_path)
        new_path.replace(path)
        if os.name != "nt":  # where folders cannot be opened
            _flush(path.parent)


def _discard(path: Path) -> None:
    for side in ("", *SIDE_FILES):
        path.with_name(path.name + side).unlink(missing_ok=True)


def _flush(path: Path) -> None:
    # There is no connection to it in this process, whose locks this could drop.
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _in_use() -> EnvironmentProblem:
    return EnvironmentProblem(
        "index-locked",
        "The index is in use by another process.",
        hint="Close the other pplx-desktop, or try again in a moment.",
    )


def _copy(old: Database, new: Database) -> None:
    generations = _copy_generations(old, new)
    known = _copy_documents(old, new, generations)
    for folder, path in old.rows("SELECT id, path FROM folders"):
        new.run("INSERT INTO folders (id, path) VALUES (?, ?)", folder, path)
    columns = "id, folder_id, name, suffix, device, inode, size, mtime_ns, state, reason, detail, extractor_version"
    for *values, document in old.rows(f"SELECT {columns}, document_id FROM files"):  # noqa: S608
        marks = ", ".join("?" * (len(values) + 1))
        new.run(
            f"INSERT INTO files ({columns}, document_id) VALUES ({marks})",  # noqa: S608
            *values,
            None if document is None else known[document],
        )
    for file, folder, name in old.rows("SELECT f.id, d.path, f.name FROM files f JOIN folders d ON d.id = f.folder_id"):
        insert_name(new, file, os.fsdecode(folder), os.fsdecode(name))
    if _has(old, "kept_codes"):
        for generation, *values in old.rows("SELECT generation_id, key, file_id, bits, int8 FROM kept_codes"):
            new.run(
                "INSERT INTO kept_codes (generation_id, key, file_id, bits, int8) VALUES (?, ?, ?, ?, ?)",
                generations[generation],
                *values,
            )


def _has(old: Database, table: str) -> bool:
    return bool(old.value("SELECT count(*) FROM sqlite_schema WHERE name = ?", table))


def _copy_generations(old: Database, new: Database) -> dict[int, int]:
    """Old ids to new ones. Until now every generation stayed; the one with the most vectors is the one in use."""
    rows = old.rows(
        "SELECT g.id, g.fingerprint, g.model, g.dims FROM generations g LEFT JOIN embedded e ON e.generation_id = g.id"
        " GROUP BY g.id ORDER BY ifnull(sum(e.chunk_count), 0) DESC, g.id DESC"
    )
    return {known: vectors.add_generation(new, *values) for known, *values in rows}


def _copy_documents(old: Database, new: Database, generations: dict[int, int]) -> dict[int, int]:
    """Old ids to new ones, for all documents, in the order of their chunks, which keep their ids."""
    copied: dict[int, int] = {}
    for document, first in old.rows(
        "SELECT d.id, min(c.id) FROM documents d LEFT JOIN chunks c ON c.document_id = d.id GROUP BY d.id ORDER BY 2"
    ):
        content_hash, version, chunked = _read_document(old, document)
        if first is not None:
            counters.put(new, "next_chunk", first)
        copied[document] = documents.insert_document(new, content_hash, version, chunked, with_ocr=False)
        for generation, made in generations.items():
            _copy_codes(old, new, generation, made, document, copied[document])
    last = old.value("SELECT max(seq) FROM sqlite_sequence WHERE name = 'chunks'")
    counters.put(new, "next_chunk", max(counters.read(new, "next_chunk"), (last or 0) + 1))
    return copied


def _read_document(old: Database, document: int) -> tuple[bytes, int, ChunkedDocument]:
    content_hash, version, kind, title, pages, warnings = old.rows(
        "SELECT content_hash, extractor_version, kind, title, pages, warnings FROM documents WHERE id = ?", document
    )[0]
    parts = old.rows("SELECT data FROM text_parts WHERE document_id = ? ORDER BY ordinal", document)
    blocks = old.value("SELECT data FROM document_blocks WHERE document_id = ?", document)
    chunks = old.rows(
        "SELECT start_char, end_char, page, heading FROM chunks WHERE document_id = ? ORDER BY ordinal", document
    )
    try:
        text = "".join(zlib.decompress(data).decode("utf-8") for (data,) in parts)
        places = _unpack_blocks(blocks)
    except (zlib.error, ValueError, TypeError) as error:
        raise corrupt(old.path, str(error)) from error
    read = Document(kind, title, text, places, pages, tuple(json.loads(warnings)))
    return content_hash, version, ChunkedDocument(read, tuple(Chunk(*chunk) for chunk in chunks))


def _unpack_blocks(data: bytes) -> tuple[Block, ...]:
    """Blocks as versions 1 and 2 packed them."""
    headings, rows = cast("tuple[list[str], list[tuple[int, int, int | None, int]]]", json.loads(zlib.decompress(data)))
    blocks: list[Block] = []
    before = 0
    for distance, length, page, heading in rows:
        start = before + distance
        before = start + length
        blocks.append(Block(start, before, page, headings[heading]))
    return tuple(blocks)


def _copy_codes(old: Database, new: Database, generation: int, made: int, document: int, copied: int) -> None:
    """Vectors out of what sqlite-vec keeps its own in, which needs no sqlite-vec."""
    dims: int = old.value("SELECT dims FROM generations WHERE id = ?", generation)
    rows: list[tuple[int, bytes, bytes]] = old.rows(
        f"SELECT k.id, substr(v.vectors, r.chunk_offset * ? + 1, ?), c.int8 FROM chunks k"  # noqa: S608
        f" JOIN vectors_{generation}_rowids r ON r.rowid = k.id"
        f" JOIN vectors_{generation}_vector_chunks00 v ON v.rowid = r.chunk_id"
        f" JOIN codes_{generation} c ON c.chunk_id = k.id WHERE k.document_id = ? ORDER BY k.ordinal",
        dims // 8,
        dims // 8,
        document,
    )
    if not rows or not old.value(
        "SELECT EXISTS (SELECT 1 FROM embedded WHERE generation_id = ? AND document_id = ?)", generation, document
    ):
        return
    codes = Codes(dims, len(rows), b"".join(bits for _, bits, _ in rows), b"".join(int8 for _, _, int8 in rows))
    if len(codes.bits) * 8 != len(codes.int8) or len(codes.int8) != dims * len(rows):
        raise corrupt(old.path, f"vectors of document {document}")
    vectors.insert_codes(new, made, copied, codes)
    if not _has(old, "stretches"):
        return
    first = rows[0][0]
    starts = old.rows(
        "SELECT key, chunk_id FROM stretches WHERE generation_id = ? AND chunk_id >= ? AND chunk_id < ?"
        " ORDER BY chunk_id",
        generation,
        first,
        first + len(rows),
    )
    ends = [*(chunk for _, chunk in starts[1:]), first + len(rows)]
    plan = [Stretch(chunk - first, end - first, key, 0) for (key, chunk), end in zip(starts, ends, strict=False)]
    stretches.insert_stretches(new, made, copied, plan)
