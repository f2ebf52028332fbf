"""Opening an index: permissions, versions, damage, locks, full disks."""

from __future__ import annotations

import os
import re
import shutil
import stat
from pathlib import Path

import apsw
import pytest

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.types import Stretch
from pplx_desktop.index import migrate
from pplx_desktop.index.connection import connect, set_aside
from pplx_desktop.index.store import Index
from tests.support.corpus import Library, chunked, content_hash, file_stat
from tests.support.fakes import FakeEmbedder

OLDEST = Path(__file__).parent.parent / "fixtures" / "schema" / "0001.sql"


def code_of(path: Path, *, write: bool) -> str:
    with pytest.raises(EnvironmentProblem) as raised:
        Index.open(path, write=write, busy_timeout_ms=50)
    assert raised.value.hint
    return raised.value.code


def schema_of(path: Path) -> list[tuple[str, ...]]:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").fetchall()
    connection.close()
    return [tuple(str(value) for value in row) for row in rows]


def test_files_are_private_under_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "data" / "index.sqlite3"
        library = Library(path)
        library.put("/a/b.txt", "some text")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        folder_mode = stat.S_IMODE(path.parent.stat().st_mode)
        library.index.close()
    finally:
        os.umask(before)
    assert folder_mode == 0o700
    assert modes == {"index.sqlite3": 0o600, "index.sqlite3-wal": 0o600, "index.sqlite3-shm": 0o600}


def test_an_index_that_others_can_read_is_made_private(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    Index.open(path, write=True).close()
    path.chmod(0o644)
    Index.open(path, write=True).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_schema_is_the_oldest_one_with_all_migrations(tmp_path: Path) -> None:
    migrated, fresh = tmp_path / "migrated.sqlite3", tmp_path / "fresh.sqlite3"
    old = connect(migrated, write=True)
    old.run(OLDEST.read_text("utf-8"))
    old.run(f"PRAGMA application_id = {migrate.APPLICATION_ID}")
    old.run("PRAGMA user_version = 1")
    old.close()
    for path in (migrated, fresh):
        Index.open(path, write=True).close()
    assert schema_of(migrated) == schema_of(fresh)
    assert len(schema_of(fresh)) > 20


def test_an_index_of_the_first_version_keeps_its_vectors_and_learns_to_reuse_them(tmp_path: Path) -> None:
    path, oldest = tmp_path / "index.sqlite3", tmp_path / "oldest.sqlite3"
    library = Library(path, FakeEmbedder())
    library.put("/a/b.txt", "prune the roses", "water the tomatoes")
    library.embed()
    # Back to what the first version wrote: it has none of what was added later.
    library.index._db.run("DROP TABLE stretches; DROP TABLE kept_codes; PRAGMA user_version = 1")
    library.index.close()
    first = connect(oldest, write=True)
    first.run(OLDEST.read_text("utf-8"))
    first.close()
    of_all_generations = [row for row in schema_of(path) if not re.search(r"(vectors|codes)_1", row[1])]
    assert of_all_generations == schema_of(oldest)
    assert code_of(path, write=False) == "index-older"

    library = Library(path, FakeEmbedder())
    index, generation = library.index, library.generation
    assert generation is not None
    assert index.check() == []
    assert index.counts(generation).embedded == 2
    assert index.retrieval.nearest(generation, bytes(16), 5, documents=None)
    assert library.embedder is not None
    codes = library.embedder.embed_chunks("", ["", ""], ["prune the roses", "water the tomatoes"])
    plan = (Stretch(0, 1, 11, 3), Stretch(1, 2, -12, 3))
    document = index.ledger("/a")["/a/b.txt"].document_id
    assert document is not None
    assert index.store_codes(generation, document, codes, plan)
    assert index.known_codes(generation, {11: 1, -12: 1, 13: 1}).keys() == {11, -12}
    assert index.check() == []
    index.close()


def test_a_migration_is_applied_with_its_version_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "0002.sql").write_text("CREATE TABLE added (id INTEGER PRIMARY KEY);")
    (tmp_path / "0003.sql").write_text("ALTER TABLE added ADD COLUMN name TEXT; INSERT INTO nowhere VALUES (1);")
    path = tmp_path / "index.sqlite3"
    Index.open(path, write=True).close()
    database = connect(path, write=True)
    with pytest.raises(apsw.SQLError):
        migrate.migrate(database, 1, 3, tmp_path)
    assert database.value("PRAGMA user_version") == 2
    assert [row[1] for row in database.rows("PRAGMA table_info(added)")] == ["id"]
    database.close()


def test_a_newer_index_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    Index.open(path, write=True).close()
    connection = apsw.Connection(str(path))
    connection.execute(f"PRAGMA user_version = {migrate.SCHEMA_VERSION + 1}")
    # A log that is not in the database yet must stay where it is, too: the other version's crash is not ours to mend.
    connection.execute("CREATE TABLE of_the_future (id INTEGER PRIMARY KEY)")
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("index.sqlite3", "index.sqlite3-wal"):
        shutil.copy(tmp_path / name, copy / name)
    connection.close()
    kept = {file.name: file.read_bytes() for file in copy.iterdir()}
    assert len(kept["index.sqlite3-wal"]) > 0
    for write in (True, False):
        assert code_of(copy / "index.sqlite3", write=write) == "index-newer"
        assert {name: (copy / name).read_bytes() for name in kept} == kept


@pytest.mark.parametrize("content", [b"no database at all " * 300, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_index_is_named_and_can_be_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "index.sqlite3"
    path.write_bytes(content)
    path.with_name("index.sqlite3-wal").write_bytes(b"log")
    (tmp_path / "index.sqlite3.damaged-1").write_bytes(b"an earlier one")
    assert code_of(path, write=True) == "index-corrupt"
    assert code_of(path, write=False) == "index-corrupt"
    moved = set_aside(path)
    assert moved == tmp_path / "index.sqlite3.damaged-2"
    assert moved.read_bytes() == content
    assert not path.exists()
    assert not path.with_name("index.sqlite3-wal").exists()
    Index.open(path, write=True).close()


def test_a_database_of_another_program_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    other = apsw.Connection(str(path))
    other.execute("CREATE TABLE theirs (id INTEGER PRIMARY KEY)")
    other.close()
    before = path.read_bytes()
    assert code_of(path, write=True) == "index-corrupt"
    assert path.read_bytes() == before


def test_damage_inside_is_found_while_reading(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    library = Library(path)
    for number in range(40):
        library.put(f"/a/{number}.txt", os.urandom(3000).hex())
    library.index.close()
    data = bytearray(path.read_bytes())
    for page in range(40, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    path.write_bytes(data)
    with Index.open(path, write=False) as index:
        assert index.check()
        with pytest.raises(EnvironmentProblem) as raised:
            [index.view(f"/a/{number}.txt") for number in range(40)]
    assert raised.value.code == "index-corrupt"


def test_a_locked_index_says_so(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    with Index.open(path, write=True) as first, Index.open(path, write=True, busy_timeout_ms=50) as second:
        with first.batch():
            first.note_pending([file_stat("/a/b.txt")])
            with pytest.raises(EnvironmentProblem) as raised:
                second.note_pending([file_stat("/a/c.txt")])
        assert raised.value.code == "index-locked"
        second.note_pending([file_stat("/a/c.txt")])
        assert set(first.ledger("/a")) == {"/a/b.txt", "/a/c.txt"}


def test_readers_need_an_index_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    assert code_of(path, write=False) == "index-missing"
    path.touch()
    assert code_of(path, write=False) == "index-missing"


def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    Index.open(path, write=True).close()
    with Index.open(path, write=False) as index, pytest.raises(EnvironmentProblem) as raised:
        index.note_pending([file_stat("/a/b.txt")])
    assert raised.value.code == "index-inaccessible"


def test_a_full_disk_is_told_and_undoes_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    library = Library(path)
    library.put("/a/first.txt", "kept words")
    pages = library.index._db.value("PRAGMA page_count")
    library.index._db.run(f"PRAGMA max_page_count = {pages + 4}")
    large = chunked(*(f"unusual{number} words {os.urandom(3000).hex()}" for number in range(40)))
    with pytest.raises(EnvironmentProblem) as raised:
        library.index.store_document(file_stat("/a/large.txt"), content_hash(large), 1, large)
    assert raised.value.code == "disk-full"
    assert library.index.check() == []
    library.index._db.run("PRAGMA max_page_count = 1000000")
    library.index.store_document(file_stat("/a/large.txt"), content_hash(large), 1, large)
    assert set(library.index.ledger("/a")) == {"/a/first.txt", "/a/large.txt"}
    assert library.index.check() == []
    library.index.close()


def test_a_sqlite_that_may_damage_the_index_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert apsw.using_amalgamation
    monkeypatch.setattr(apsw, "SQLITE_VERSION_NUMBER", 3_051_002)
    assert code_of(tmp_path / "data" / "index.sqlite3", write=True) == "sqlite-unsuitable"
    assert not (tmp_path / "data").exists()
