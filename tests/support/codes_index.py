"""An index of nothing but codes, and what is nearest in it by vec0's own rows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pplx_desktop.index import code_blocks
from pplx_desktop.index.chunk_rows import ChunkRuns
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.store import Index

DIMS = 24
"""No multiple of a word's 64 bits, and so few that most codes are as near as many others."""


class CodesIndex:
    """An index with documents that have nothing but chunks and their bits."""

    def __init__(self, path: Path, dims: int = DIMS) -> None:
        self.dims, self.path = dims, path
        self.index = Index.open(self.path, write=True)
        self.generation = self.index.ensure_generation("model", "model", dims)
        self.database: Database = self.index._db
        self.documents: list[int] = []
        self._next = 1

    def put(self, chunks: int, seed: int) -> int:
        """A new document."""
        with self.database.transaction():
            document = self.database.insert(
                "INSERT INTO documents (content_hash, extractor_version, kind, title, chars, warnings, first_chunk,"
                " chunk_count, pictured_pages, with_ocr) VALUES (?, 1, 'txt', '', 0, '[]', ?, ?, 0, 0)",
                self._next.to_bytes(8),
                self._next,
                chunks,
            )
            code_blocks.put_bits(self.database, self.generation, self._rows(self._next, chunks, seed))
        self._next += chunks
        self.documents.append(document)
        return document

    def again(self, document: int, seed: int) -> None:
        """Other bits for the same chunks."""
        first, count = self._span(document)
        with self.database.transaction():
            code_blocks.delete_bits(self.database, self.generation, range(first, first + count))
            code_blocks.put_bits(self.database, self.generation, self._rows(first, count, seed))

    def delete(self, document: int) -> None:
        """A document goes."""
        first, count = self._span(document)
        with self.database.transaction():
            code_blocks.delete_bits(self.database, self.generation, range(first, first + count))
            self.database.run("DELETE FROM documents WHERE id = ?", document)
        self.documents.remove(document)

    def swap(self, dims: int) -> None:
        """Another set of vectors of the same chunks takes the place of the one that is searched."""
        self.generation = self.index.ensure_generation(f"model {self.generation}", "model", dims)
        self.dims = dims
        for document in self.documents:
            first, count = self._span(document)
            with self.database.transaction():
                code_blocks.put_bits(self.database, self.generation, self._rows(first, count, 1))
        self.index.set_roles({self.generation: "searched"})
        # The old one is dropped.
        while len(self.index.generations()) > 1:
            self.index.tidy()

    def _span(self, document: int) -> tuple[int, int]:
        return self.database.rows("SELECT first_chunk, chunk_count FROM documents WHERE id = ?", document)[0]

    def _rows(self, first: int, count: int, seed: int) -> Iterator[tuple[int, bytes]]:
        rng = np.random.default_rng([seed, first])
        # Few different ones, so that many are equally near.
        kinds = rng.integers(0, 256, (1 + 40 * seed, self.dims // 8), np.uint8)
        rows = kinds[rng.integers(0, len(kinds), count)]
        return ((first + at, row.tobytes()) for at, row in enumerate(rows))


def truth(
    database: Database, generation: int, bits: bytes, limit: int | None, runs: ChunkRuns | None
) -> list[tuple[int, int]]:
    """The nearest by vec0's own rows and distances, all of them where there is no limit."""
    found = database.rows(
        f"SELECT rowid, vec_distance_hamming(bits, vec_bit(?)) AS distance FROM vectors_{generation}"  # noqa: S608
        " WHERE ? OR rowid IN (SELECT value FROM carray(?)) ORDER BY distance, rowid LIMIT ?",
        bits,
        runs is None,
        id_list([]) if runs is None else id_list(runs.ids()),
        -1 if limit is None else limit,
    )
    return [(chunk, int(distance)) for chunk, distance in found]


def searched(
    database: Database, generation: int, bits: bytes, limit: int, runs: ChunkRuns | None
) -> list[tuple[int, int]]:
    """The nearest by vec0's search, which cuts at random what is equally near."""
    among = "" if runs is None else " AND rowid IN (SELECT value FROM carray(?))"
    found = database.rows(
        f"SELECT rowid, distance FROM vectors_{generation} WHERE bits MATCH vec_bit(?) AND k = ?{among}",  # noqa: S608
        bits,
        limit,
        *(() if runs is None else (id_list(runs.ids()),)),
    )
    return sorted(((chunk, int(distance)) for chunk, distance in found), key=lambda pair: (pair[1], pair[0]))


def codes_are_kept() -> bool:
    """Whether this process has a thread that keeps codes in memory."""
    return any(thread.name == "codes" for thread in threading.enumerate())
