"""An index of version 3 becomes one of version 4: its words are made anew from its text, and nothing else changes."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.index import migrate, remake
from pplx_desktop.index.connection import Database, connect
from pplx_desktop.index.fulltext import ColumnWeights
from pplx_desktop.index.store import Index

OLD_INDEX = Path(__file__).parent.parent / "fixtures" / "index" / "0003.sqlite3.gz"
KEPT = ("documents", "files", "text_parts", "places", "codes_1", "vectors_1_vector_chunks00", "plans", "stretches")
SHOWN = "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_xinfo('{}')"


@pytest.fixture
def old_index(tmp_path: Path) -> Path:
    path = tmp_path / "index.sqlite3"
    path.write_bytes(gzip.decompress(OLD_INDEX.read_bytes()))
    return path


def kept(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of what must not change, without the columns that are new."""
    return {table: database.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in KEPT}  # noqa: S608


def shape(database: Database) -> dict[str, object]:
    """What a schema comes to: of virtual tables what was said, of others their columns, indexes and references."""
    found: dict[str, object] = {}
    for name, sql in database.rows(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_[0-9]*'"
    ):
        found[name] = (
            " ".join(sql.split())
            if sql.startswith("CREATE VIRTUAL")
            else (
                sorted(database.rows(SHOWN.format(name))),
                sorted(row[1:] for row in database.rows(f"PRAGMA index_list('{name}')")),
                sorted(row[2:] for row in database.rows(f"PRAGMA foreign_key_list('{name}')")),
            )
        )
    return found


def found_by(index: Index, term: str) -> list[str]:
    matches = index.retrieval.match_words([term], 50, ColumnWeights(), documents=None)
    by_id = {index.record(path).document_id: path for path in index.paths_outside([])}
    return sorted({by_id[match.document_id].rsplit("/", 1)[1] for match in matches})


def test_words_are_made_anew_and_all_else_is_kept(old_index: Path) -> None:
    with pytest.raises(EnvironmentProblem) as raised:
        Index.open(old_index, write=False)
    assert raised.value.code == "index-older"
    before = connect(old_index, write=False)
    rows = kept(before)
    before.close()
    with Index.open(old_index, write=True) as index:
        assert index.check() == []
        assert kept(index._db) == rows
        assert {
            term: found_by(index, term)
            for term in ("公園", "園", "กรุงเทพ", "दुनिया", "strasse", "final", "東京", "sundials", "nothing")
        } == {
            "公園": ["東京案内.txt"],
            "園": ["東京案内.txt"],
            "กรุงเทพ": ["thai.txt"],
            "दुनिया": ["hindi.txt"],
            "strasse": ["Straße.txt"],
            "final": ["Straße.txt"],
            "東京": ["東京案内.txt"],
            "sundials": ["Roses 2023.txt"],
            "nothing": [],
        }
        names = {
            term: [match.path.rsplit("/", 1)[1] for match in index.retrieval.match_names([term], 5, files=None)]
            for term in ("まだ", "案内", "strasse", "roses")
        }
        assert names == {
            "まだ": ["まだ.txt"],
            "案内": ["東京案内.txt"],
            "strasse": ["Straße.txt"],
            "roses": ["Roses 2023.txt"],
        }
        # What was taken out of the words is what was put in.
        index.forget(index.paths_outside([]))
        assert index._db.rows("SELECT * FROM chunk_words_docsize") == []
        assert index.check() == []
        while index.tidy():
            pass
    raw = old_index.read_bytes()
    assert not [word for word in ("公園", "案内", "दुनिया", "sundial") if word.encode() in raw]


def test_the_schema_is_that_of_a_new_index(old_index: Path, tmp_path: Path) -> None:
    with Index.open(old_index, write=True) as index, Index.open(tmp_path / "new.sqlite3", write=True) as new:
        assert shape(index._db) == shape(new._db)
        assert {name for (name,) in index._db.rows("SELECT name FROM counters")} == {
            name for (name,) in new._db.rows("SELECT name FROM counters")
        }


@pytest.mark.parametrize("failing", ["insert_words", "insert_name"])
def test_a_kill_leaves_the_older_index(old_index: Path, failing: str) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from pplx_desktop.index import remake, store;"
        f" remake.{failing} = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
        " store.Index.open(Path(sys.argv[1]), write=True)"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(old_index)], check=False)
    assert killed.returncode == -signal.SIGKILL
    database = connect(old_index, write=False)
    assert database.value("PRAGMA user_version") == 3
    assert database.value("SELECT count(*) FROM chunk_words WHERE chunk_words MATCH 'sundials'") == 30
    database.close()
    with Index.open(old_index, write=True) as index:
        assert index.check() == []
        assert found_by(index, "公園") == ["東京案内.txt"]


@pytest.mark.parametrize("failing", ["insert_words", "insert_name"])
def test_a_full_disk_leaves_the_older_index(old_index: Path, failing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_the_disk(database: Database, *_: object) -> None:
        pages = database.value("PRAGMA page_count")
        database.run(f"PRAGMA max_page_count = {pages}")
        database.run("CREATE TABLE much (value BLOB); INSERT INTO much VALUES (zeroblob(10000000))")

    with monkeypatch.context() as patch:
        patch.setattr(remake, failing, fill_the_disk)
        with pytest.raises(EnvironmentProblem) as raised:
            Index.open(old_index, write=True)
    assert raised.value.code == "disk-full"
    database = connect(old_index, write=False)
    assert database.value("PRAGMA user_version") == 3
    assert database.value("SELECT count(*) FROM chunk_words WHERE chunk_words MATCH 'sundials'") == 30
    database.close()
    with Index.open(old_index, write=True) as index:
        assert index.check() == []
        assert found_by(index, "公園") == ["東京案内.txt"]


def test_whoever_reads_meanwhile_reads_what_was_there(old_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect(old_index, write=True).close()
    reader = connect(old_index, write=False)
    counts: list[int] = []
    remade = remake.remake_words

    def remake_while_one_reads(database: Database) -> None:
        remade(database)
        counts.append(reader.value("SELECT count(*) FROM chunk_words WHERE chunk_words MATCH 'sundials'"))

    monkeypatch.setitem(migrate._ALSO, 4, remake_while_one_reads)
    with Index.open(old_index, write=True) as index:
        assert counts == [30]
        assert index.check() == []
    reader.close()
