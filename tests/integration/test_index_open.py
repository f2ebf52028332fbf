"""Opening an index: permissions, versions, damage, locks, full disks."""

from __future__ import annotations

import errno
import gzip
import os
import shutil
import signal
import stat
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import apsw
import pytest

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.types import Codes
from pplx_desktop.index import migrate, rebuild
from pplx_desktop.index.connection import connect, set_aside
from pplx_desktop.index.fulltext import ColumnWeights
from pplx_desktop.index.store import Index
from tests.support.corpus import Library, as_stored, chunked, content_hash, file_stat

OLD_INDEX = Path(__file__).parent.parent / "fixtures" / "index" / "0002.sqlite3.gz"


def code_of(path: Path, *, write: bool) -> str:
    with pytest.raises(EnvironmentProblem) as raised:
        Index.open(path, write=write, busy_timeout_ms=50)
    assert raised.value.hint
    return raised.value.code


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


@dataclass(frozen=True)
class OldChunk:
    """A chunk as version 2 stored it, with its codes in the generation of 64 dimensions."""

    text: str
    page: int | None
    heading: str
    bits: bytes | None
    int8: bytes | None


def old_index(path: Path, version: int) -> dict[str, list[OldChunk]]:
    """An index that an older program wrote, and what is in it, read without ours: the chunks of each file."""
    path.write_bytes(gzip.decompress(OLD_INDEX.read_bytes()))
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA journal_mode = WAL")
    if version == 1:
        connection.execute("DROP TABLE stretches; DROP TABLE kept_codes; PRAGMA user_version = 1")
    texts = {
        document: "".join(
            zlib.decompress(data).decode()
            for (data,) in connection.execute(
                "SELECT data FROM text_parts WHERE document_id = ? ORDER BY ordinal", (document,)
            )
        )
        for (document,) in connection.execute("SELECT id FROM documents").fetchall()
    }
    files: dict[str, list[OldChunk]] = {}
    for folder, name, document in connection.execute(
        "SELECT d.path, f.name, f.document_id FROM files f JOIN folders d ON d.id = f.folder_id"
    ).fetchall():
        rows = connection.execute(
            "SELECT c.start_char, c.end_char, c.page, c.heading, substr(v.vectors, r.chunk_offset * 8 + 1, 8), k.int8"
            " FROM chunks c LEFT JOIN codes_1 k ON k.chunk_id = c.id LEFT JOIN vectors_1_rowids r ON r.rowid = c.id"
            " LEFT JOIN vectors_1_vector_chunks00 v ON v.rowid = r.chunk_id WHERE c.document_id = ? ORDER BY c.ordinal",
            (document,),
        )
        files[os.fsdecode(folder + b"/" + name)] = [
            OldChunk(texts[document][start:end], *others) for start, end, *others in rows
        ]
    connection.close()
    return files


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_index_keeps_its_text_and_its_vectors(tmp_path: Path, version: int) -> None:
    path = tmp_path / "index.sqlite3"
    files = old_index(path, version)
    assert len(files) == 6
    assert code_of(path, write=False) == "index-older"
    with Index.open(path, write=True) as index:
        assert index.check() == []
        assert set(index.ledger("/")) == set(files)
        assert [(known.model, known.role) for known in index.generations()] == [("fake", "searched"), ("other", "")]
        for file, chunks in files.items():
            document = index.record(file).document_id
            if document is None:
                assert not chunks
                continue
            text = index.view(file).text
            kept = [(text[row.start : row.end], row.page, row.heading) for row in index.retrieval.chunks_of(document)]
            assert kept == [(chunk.text, chunk.page, chunk.heading) for chunk in chunks]
            codes = index.retrieval.codes(1, document)
            if chunks[0].bits is None:
                assert codes is None
                continue
            bits, int8 = (b"".join(getattr(chunk, name) for chunk in chunks) for name in ("bits", "int8"))
            assert codes == as_stored(Codes(64, len(chunks), bits, int8))
        assert index.record("/home/me/broken.pdf").reason == "damaged"
        assert [match.path for match in index.retrieval.match_names(["roses"], 5, files=None)] == [
            "/home/me/garden/Roses 2023.txt"
        ]
        assert len(index.retrieval.match_words(["sundials"], 500, ColumnWeights(), documents=None)) == 140
        # What was made from what is known from version 2 on, and so is what was kept for a file that waits.
        assert len(index._db.rows("SELECT * FROM stretches WHERE generation_id = 1")) == (0 if version == 1 else 49)
        assert len(index.known_codes(1, {77: 1})) == version - 1
    with Index.open(path, write=True) as again:
        assert again.check() == []
    assert [file.name for file in tmp_path.iterdir()] == ["index.sqlite3"]


@pytest.mark.parametrize("failing", ["_copy_generations", "_copy_codes", "insert_name", "_flush"])
def test_a_migration_that_is_cut_short_leaves_the_older_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "index.sqlite3"
    files = old_index(path, 2)
    untouched = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(rebuild, failing, fail)
        assert code_of(path, write=True) == "disk-full"
    assert failing == "_flush" or [file.name for file in tmp_path.iterdir()] == ["index.sqlite3"]
    # Only which journal it uses is noted in it: bytes 18 and 19, and how often it was changed.
    assert path.read_bytes()[100:] == untouched[100:]
    with Index.open(path, write=True) as index:
        assert index.check() == []
        assert set(index.ledger("/")) == set(files)


@pytest.mark.parametrize("failing", ["_copy_generations", "_copy_codes", "insert_name", "_flush"])
def test_a_migration_that_is_killed_leaves_the_older_index(tmp_path: Path, failing: str) -> None:
    path = tmp_path / "index.sqlite3"
    files = old_index(path, 2)
    untouched = path.read_bytes()
    program = (
        "import os, signal, sys; from pathlib import Path; from pplx_desktop.index import rebuild, store;"
        f" rebuild.{failing} = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
        " store.Index.open(Path(sys.argv[1]), write=True)"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes()[100:] == untouched[100:]
    with Index.open(path, write=True) as index:
        assert index.check() == []
        assert set(index.ledger("/")) == set(files)
    assert [file.name for file in tmp_path.iterdir()] == ["index.sqlite3"]


def test_an_older_index_is_not_replaced_under_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    old_index(path, 2)
    reader = connect(path, write=False)
    assert reader.value("SELECT count(*) FROM files") == 6
    assert code_of(path, write=True) == "index-locked"
    reader.close()
    with Index.open(path, write=True) as index:
        assert index.check() == []


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
    for page in range(80, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    path.write_bytes(data)
    with Index.open(path, write=False) as index:
        assert index.check()
        with pytest.raises(EnvironmentProblem) as raised:
            [index.view(f"/a/{number}.txt") for number in range(40)]
    assert raised.value.code == "index-corrupt"


def test_an_index_on_read_only_media_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a folder" / "100% index.sqlite3"
    library = Library(path)
    library.put("/a/b.txt", "found")
    library.index.close()
    # The files' own permissions say nothing to the administrator, as whom tests may run.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Index.open(path, write=False) as index:
        assert index.view("/a/b.txt").text == "found"
        assert [file.name for file in path.parent.iterdir()] == [path.name]


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
