"""Of the files whose names hold what was asked for, all are found, and the best where they are many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.index.conditions import Conditions
from pplx_desktop.index.fulltext import Ids
from tests.support.corpus import Library, file_stat
from tests.support.fakes import FakeEmbedder

IN_FOLDER = [f"/home/me/roses/letter {number}.txt" for number in range(6)]
IN_NAME = ["/home/me/post/about roses.txt", "/home/me/work/roses.txt"]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder())
    yield library
    library.index.close()


def matches(library: Library, limit: int, files: Ids | None = None) -> set[str]:
    return {match.path for match in library.index.retrieval.match_names(["roses"], limit, files=files)}


def test_all_are_found_where_they_are_no_more_than_wanted(library: Library) -> None:
    library.index.note_pending([file_stat(path) for path in (*IN_FOLDER, *IN_NAME, "/home/me/work/other.txt")])
    assert matches(library, 8) == {*IN_FOLDER, *IN_NAME}
    assert matches(library, 9) == {*IN_FOLDER, *IN_NAME}


def test_the_best_are_found_where_they_are_more(library: Library) -> None:
    library.index.note_pending([file_stat(path) for path in (*IN_FOLDER, *IN_NAME)])
    assert matches(library, 2) == set(IN_NAME)
    assert len(matches(library, 7)) == 7


def test_of_the_files_that_are_looked_among(library: Library) -> None:
    library.index.note_pending([file_stat(path) for path in (*IN_FOLDER, *IN_NAME)])
    files = library.index.retrieval.scope(Conditions(folders=("work", "roses"))).files
    assert matches(library, 7, files) == {*IN_FOLDER, IN_NAME[1]}
    assert matches(library, 1, files) == {IN_NAME[1]}
