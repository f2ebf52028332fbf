"""What is kept of a state of the index is never used for another state, and says what asking anew would say."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pytest

from pplx_desktop.core.types import SearchResult
from pplx_desktop.index import chunk_rows, vectors
from pplx_desktop.index.chunk_rows import chunks_of, documents_by_chunk, known_spans, places_of, runs_in
from pplx_desktop.index.connection import Database
from pplx_desktop.index.documents import TextReader, fetch_parts
from pplx_desktop.index.store import Index
from pplx_desktop.search.searcher import Searcher
from tests.support.corpus import Library
from tests.support.fakes import FakeEmbedder


class Broken(Exception):
    """Something went wrong in a transaction."""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder())
    for number in range(6):
        library.put(f"/home/me/{number}.txt", *(f"Roses number{number} part{part}" for part in range(1 + 2 * number)))
    library.embed()
    return library


def kept(database: Database) -> int:
    return database.kept("documents", lambda: database.value("SELECT count(*) FROM documents"))


def test_what_is_kept_is_that_of_the_snapshot(library: Library) -> None:
    with library.index, Index.open(library.index.path, write=False) as reader:
        database = reader._db
        with reader.snapshot():
            assert kept(database) == 6
            library.put("/home/me/new.txt", "Tulips")
            # The snapshot stands.
            assert (kept(database), database.value("SELECT count(*) FROM documents")) == (6, 6)
        with reader.snapshot():
            assert not database.is_known_state
            assert kept(database) == 7
        library.index.forget(["/home/me/new.txt"])
        with reader.snapshot():
            assert kept(database) == 6


def test_what_this_connection_writes_is_seen_too_and_what_it_takes_back_is_not(library: Library) -> None:
    with library.index:
        database = library.index._db
        with database.snapshot():
            assert kept(database) == 6
        library.put("/home/me/new.txt", "Tulips")
        with database.snapshot():
            assert kept(database) == 7
        with suppress(Broken), database.transaction():
            database.run("UPDATE documents SET title = 'other'")
            raise Broken
        with suppress(Broken), database.snapshot():
            assert kept(database) == 7
            with database.transaction():
                database.run("UPDATE documents SET title = 'changed'")
                titles = database.kept("titles", lambda: database.value("SELECT max(title) FROM documents"))
                assert titles == "changed"
            raise Broken
        with database.snapshot():
            assert kept(database) == 7
            assert database.kept("titles", lambda: database.value("SELECT max(title) FROM documents")) == ""


def test_outside_of_snapshots_nothing_is_kept(library: Library) -> None:
    calls: list[int] = []
    with library.index:
        for _ in range(2):
            library.index._db.kept("calls", lambda: calls.append(1))
    assert calls == [1, 1]


def twice(index: Index, read: Callable[[], object]) -> tuple[object, object]:
    """What is read of a new state, and of the same one when it is known."""
    with index.snapshot():
        assert known_spans(index._db) is None
        first = read()
    with index.snapshot():
        assert known_spans(index._db) is not None
        return first, read()


def test_a_known_state_is_read_as_a_new_one(library: Library) -> None:
    library.index.forget(["/home/me/2.txt"])
    last = library.index._db.value("SELECT max(first_chunk + chunk_count) FROM documents")
    chunks = range(-1, last + 3)

    def codes(index: Index) -> tuple[list[int], bytes, list[bool]]:
        assert library.generation is not None
        wanted = [chunk for chunk in chunks if chunk in documents_by_chunk(index._db, chunks)]
        rows = vectors.code_rows(index._db, library.generation, wanted[::2])
        return rows.chunks.tolist(), rows.values.tobytes(), rows.sized.tolist()

    def runs(index: Index, documents: list[int]) -> tuple[list[int], list[int]]:
        found = runs_in(index._db, np.array(documents, np.int64))
        return found.firsts.tolist(), found.ends.tolist()

    with library.index:
        for read in (
            lambda index: documents_by_chunk(index._db, chunks),
            codes,
            lambda index: runs(index, [1, 2, 5, 6]),
            lambda index: runs(index, []),
        ):
            with Index.open(library.index.path, write=False) as reader:
                first, second = twice(reader, lambda read=read, reader=reader: read(reader))
            assert first == second
            assert first


def test_searches_of_a_known_state_find_what_those_of_a_new_one_found(library: Library) -> None:
    def ask(reader: Index, raw: str) -> SearchResult:
        return Searcher(reader, library.embedder).search(raw)

    with library.index, closing(Index.open(library.index.path, write=False)) as reader:
        for raw in ("roses number3", "part2 type:txt", "part2 after:1990 -number5", '"roses number4"', "part4 in:me"):
            with closing(Index.open(library.index.path, write=False)) as fresh:
                first = ask(fresh, raw)
            for _ in range(3):
                assert ask(reader, raw).hits == first.hits
            assert first.hits


def test_places_are_unpacked_once_for_a_state_and_not_kept_without_end(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = library.index._db
    with library.index, database.snapshot():
        documents = [document for (document,) in database.rows("SELECT id FROM documents ORDER BY id")]
        known = places_of(database, documents)
        again = places_of(database, documents)
        assert list(known) == documents
        assert all(again[document] is known[document] for document in documents)
        assert places_of(database, [documents[0], 10**6]) == {documents[0]: known[documents[0]]}
        monkeypatch.setattr(chunk_rows, "_KEPT_TABLES", 1)
        database._kept.clear()
        for document in documents:
            chunks = places_of(database, [document])[document].chunks
            assert chunks.rows(slice(None)) == known[document].chunks.rows(slice(None))
        assert list(database.kept("places", dict).by_document) == documents[-1:]


def test_what_is_missing_of_a_text_is_empty_and_nobody_asks_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = library.index._db
    with library.index:
        (first, _), (second, _) = database.rows("SELECT id, chars FROM documents ORDER BY id LIMIT 2")
        whole = TextReader(database, second).span(0, 30)
        database.run("DELETE FROM text_parts WHERE document_id = ?", first)
        readers = [TextReader(database, document) for document in (first, second)]
        with database.snapshot():
            chunks = [[row.id for row in chunks_of(database, document)] for document in (first, second)]
            fetch_parts(database, zip(readers, chunks, strict=True))
            monkeypatch.setattr(database, "rows", pytest.fail)
            assert [reader.span(0, 30) for reader in readers] == ["", whole]
