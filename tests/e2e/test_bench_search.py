"""`pplx-desktop bench search` from the command line, with a few thousand passages: what it makes can be searched, what it
compares agrees, and what it measures adds up.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pplx_desktop.engine.bench_search.homes import home_paths, read_record
from pplx_desktop.engine.bench_search.queries import KINDS
from pplx_desktop.engine.bench_search.running import home_folder
from pplx_desktop.index.store import Index
from tests.support.homes import Home, write_notes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Recoll and memory of processes are those of Linux")


def test_sizes_are_made_searched_and_compared(home: Home, tmp_path: Path) -> None:
    work = tmp_path / "work"
    command = ("bench", "search", "--sizes", "600,1800", "--queries", "3", "--work", str(work), "--json")
    done = home.run(*command)
    assert done.status == 0, done.err
    report = done.json
    assert report["source"] == "made up"
    assert [size["home"]["chunks"] for size in report["sizes"]] == [600, 1800]
    for size in report["sizes"]:
        measured = size["measured"]
        assert tuple(measured["searches"]) == KINDS
        for kind, found in measured["searches"].items():
            assert 0 < found["times"]["p50_ms"] <= found["times"]["p95_ms"]
            assert 0 < found["hits"] <= 20, kind
        for scans in (measured["scans"], measured["filtered_scans"]):
            assert scans["copy_equals_vec0"]
            assert scans["agree"]["numpy"]
            assert {"copy", "vec0", "numpy"} <= scans["times"].keys()
        assert 0 < measured["filter"]["share"] < 1
        assert measured["memory"]["rss"] > measured["warm_up"]["copy_bytes"] >= 64 * size["home"]["chunks"]
        assert size["warm_start"]["hits"] > 0
        record = read_record(home_folder(work, size["home"]["chunks"]))
        assert record is not None
        with Index.open(home_paths(home_folder(work, record.chunks)).index_file, write=False) as index:
            counts = index.counts([known.id for known in index.generations()])
            assert (counts.chunks, counts.embedded) == (record.chunks, record.chunks)
            assert index.check() == []
    assert set(report["growth"]["lines"]) >= {"index_bytes", "copy_bytes", "hybrid, a question ms"}
    assert [target["name"] for target in report["targets"] if target["name"].startswith("hybrid")]
    assert not home.paths.index_file.exists()

    made = {folder.name: (folder / "bench.json").stat().st_mtime_ns for folder in work.iterdir()}
    again = home.run("bench", "search", "--sizes", "600", "--queries", "2", "--work", str(work))
    assert again.status == 0, again.err
    assert {folder.name: (folder / "bench.json").stat().st_mtime_ns for folder in work.iterdir()} == made
    for words in ("two common words", "plain vec0", "ours gives what vec0 gives: yes", "should be"):
        assert words in again.out


@pytest.mark.skipif(sys.platform != "linux", reason="set-up installs Recoll on Linux only")
def test_a_folder_gives_the_text_and_recoll_answers_the_same_words(home: Home, tmp_path: Path) -> None:
    notes = write_notes(tmp_path / "notes")
    before = {path: path.stat().st_mtime_ns for path in notes.rglob("*")}
    done = home.run("bench", "search", str(notes), "--sizes", "60", "--queries", "2", "--recoll", "--json")
    assert done.status == 0, done.err
    (size,) = done.json["sizes"]
    assert done.json["source"] == str(notes)
    assert done.json["growth"] is None
    assert size["home"]["chunks"] == 60
    recoll = size["recoll"]
    assert recoll["index_bytes"] > 1000
    assert recoll["found"]["one rare word"] >= 1
    assert recoll["times"]["two common words"]["p50_ms"] > 0
    assert {path: path.stat().st_mtime_ns for path in notes.rglob("*")} == before


def test_an_empty_folder_is_told(home: Home) -> None:
    home.documents.mkdir(parents=True)
    done = home.run("bench", "search", str(home.documents), "--sizes", "100")
    assert done.status == 3
    assert "There is no text" in done.err
