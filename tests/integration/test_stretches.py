"""Codes that are known by what they were made from: found where they are, kept while they are waited for, then gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.types import Codes, FileState, Stretch
from tests.support.corpus import Library, as_stored, chunked, content_hash, file_stat
from tests.support.fakes import FakeEmbedder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder(dims=8))
    yield library
    assert library.index.check() == []
    library.index.close()


def embed(library: Library, document: int, *keys: int, generation: int | None = None) -> Codes:
    """Give a document codes, with a stretch of two chunks for each key."""
    count = 2 * len(keys)
    int8 = b"".join(bytes([1 + row, *([key % 100] * 7)]) for key in keys for row in range(2))
    codes = Codes(8, count, b"\xff" * count, int8)
    plan = [Stretch(2 * number, 2 * number + 2, key, 9) for number, key in enumerate(keys)]
    assert library.index.store_codes(generation or library.generation or 0, document, codes, plan)
    return as_stored(codes)


def put(library: Library, path: str, *words: str, mtime_ns: int = 1) -> int:
    return library.put(path, *(f"{word} {part}" for word in words for part in "ab"), mtime_ns=mtime_ns)


def found(library: Library, *keys: int, rows: int = 2) -> dict[int, bytes]:
    assert library.generation is not None
    known = library.index.known_codes(library.generation, dict.fromkeys(keys, rows))
    return {key: codes.int8 for key, codes in known.items()}


def kept(library: Library) -> list[int]:
    return [key for (key,) in library.index._db.rows("SELECT key FROM kept_codes ORDER BY key")]


def test_a_stretch_is_found_in_any_document_that_has_it(library: Library) -> None:
    first, second = put(library, "/a/1.txt", "x", "y"), put(library, "/a/2.txt", "y", "z")
    codes = embed(library, first, 101, -102)
    assert found(library, 101, -102, 103) == {101: codes.int8[:16], -102: codes.int8[16:]}
    assert found(library, 101, rows=5) == {}
    embed(library, second, -102, 103)
    library.index.forget(["/a/1.txt"])
    assert found(library, 101, -102, 103).keys() == {-102, 103}
    assert kept(library) == []


def test_codes_of_a_replaced_version_wait_for_the_new_one(library: Library) -> None:
    codes = embed(library, put(library, "/a/1.txt", "x", "y"), 1, 2)
    new = put(library, "/a/1.txt", "x", "z", mtime_ns=2)
    assert found(library, 1, 2) == {1: codes.int8[:16], 2: codes.int8[16:]}
    newer = put(library, "/a/1.txt", "w", "x", mtime_ns=3)
    assert newer > new
    assert kept(library) == [1, 2]
    library.index.note_pending([file_stat("/a/1.txt", mtime_ns=4)])
    library.index.rename("/a/1.txt", file_stat("/a/2.txt", mtime_ns=4))
    assert kept(library) == [1, 2]
    embed(library, newer, 3, 1)
    assert kept(library) == []
    assert found(library, 1, 2, 3).keys() == {1, 3}


def test_what_other_extractors_read_anew_keeps_its_codes(library: Library) -> None:
    embed(library, put(library, "/a/1.txt", "x", "y"), 1, 2)
    document = chunked("x a", "x b", "y a", "y b")
    library.index.store_document(file_stat("/a/1.txt"), content_hash(document), 2, document)
    assert kept(library) == [1, 2]


def test_nothing_is_kept_for_a_version_that_has_its_vectors(library: Library) -> None:
    embed(library, put(library, "/a/other.txt", "z"), 3)
    embed(library, put(library, "/a/1.txt", "x", "y"), 1, 2)
    put(library, "/a/1.txt", "z", mtime_ns=2)
    assert kept(library) == []


@pytest.mark.parametrize("state", [FileState.SKIPPED, FileState.FAILED])
def test_nothing_is_kept_where_nothing_follows(library: Library, state: FileState) -> None:
    embed(library, put(library, "/a/1.txt", "x", "y"), 1, 2)
    put(library, "/a/1.txt", "x", "z", mtime_ns=2)
    library.index.set_unsearchable(file_stat("/a/1.txt", mtime_ns=3), state, "damaged", "")
    assert kept(library) == []


def test_what_is_kept_goes_with_its_file_and_out_of_the_bytes_on_disk(library: Library, tmp_path: Path) -> None:
    document = put(library, "/gone/1.txt", "x", "y")
    codes = Codes(8, 4, b"\xff" * 4, bytes([9, 99, 9, 9, 99, 99, 9, 99, 99, 9, 99, 9, 9, 9, 99, 9]) * 2)
    secret = as_stored(codes).int8
    library.index.store_codes(library.generation or 0, document, codes, [Stretch(0, 4, 77, 9)])
    put(library, "/gone/1.txt", "z", mtime_ns=2)
    embed(library, put(library, "/stays/2.txt", "x"), 5)
    put(library, "/stays/2.txt", "w", mtime_ns=2)
    assert kept(library) == [5, 77]

    def on_disk() -> bool:
        return any(secret in file.read_bytes() for file in tmp_path.iterdir())

    library.index.erase_traces()
    assert on_disk()
    library.index.forget(["/gone/1.txt"])
    assert kept(library) == [5]
    assert not on_disk()


def test_what_is_done_of_a_document_is_kept_under_its_file(library: Library) -> None:
    document = put(library, "/a/1.txt", "x", "y")
    codes = Codes(8, 2, b"\xff" * 2, bytes(16))
    generation = library.generation or 0
    library.index.keep_codes(generation, document, {1: codes})
    library.index.keep_codes(generation, document, {1: codes, 2: codes})
    library.index.keep_codes(generation, document + 1, {3: codes})  # it is gone
    assert kept(library) == [1, 2]
    assert found(library, 1) == {1: bytes(16)}
    library.index.drop_kept_codes()
    assert kept(library) == []


def test_generations_do_not_know_each_others_codes(library: Library) -> None:
    other = library.index.ensure_generation("other", "other", 8)
    embed(library, put(library, "/a/1.txt", "x"), 1, generation=other)
    assert found(library, 1) == {}
    assert library.index.known_codes(other, {1: 2}).keys() == {1}
    library.index._db.run("DELETE FROM embedded WHERE generation_id = ?", other)
    assert any("stretches of documents without vectors" in fault for fault in library.index.check())
    for table in (f"codes_{other}", f"vectors_{other}", "stretches", "plans"):
        library.index._db.run(f"DELETE FROM {table}")  # noqa: S608
