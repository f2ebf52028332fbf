"""`pplx-desktop bench index` from the command line: what it measures adds up, and the folder is left as it was."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.homes import Home


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*")}


@pytest.mark.skipif(sys.platform != "linux", reason="set-up installs Recoll on Linux only")
def test_words_vectors_edits_and_recoll_are_measured(notes_home: Home) -> None:
    before = listing(notes_home.documents)
    done = notes_home.run("bench", "index", str(notes_home.documents), "--recoll", "--edits", "4", "--json")
    assert done.status == 0, done.err
    report = done.json
    assert (report["files"], report["indexed"]) == (4, 4)
    assert report["tree_bytes"] == sum(size for size, _ in before.values())
    assert report["embedded"] == report["chunks"] > 0
    assert 0 < report["first_answer_s"] <= report["words"]["seconds"] + 1
    assert report["whole"]["seconds"] > report["words"]["seconds"]
    assert 0 < report["edit_p50_s"] <= report["edit_p95_s"]
    for cost in (report["words"], report["whole"], report["recoll"]):
        assert cost["cpu_s"] > 0
        assert cost["peak_bytes"] > 10_000_000
        assert cost["index_bytes"] > 1000
    assert report["text_chars"] < report["tree_bytes"]
    assert listing(notes_home.documents) == before
    assert not notes_home.paths.index_file.exists()


def test_an_empty_folder_is_told(home: Home) -> None:
    home.documents.mkdir(parents=True)
    done = home.run("bench", "index", str(home.documents))
    assert done.status == 3
    assert "There are no files" in done.err
