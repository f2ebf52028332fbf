"""What an index keeps in memory while it is worked with goes back when it rests."""

from __future__ import annotations

from pathlib import Path

import apsw

from pplx_desktop.index.fulltext import ColumnWeights
from tests.support.corpus import Library
from tests.support.fakes import FakeEmbedder


def test_pages_that_were_kept_are_given_back(tmp_path: Path) -> None:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder())
    for number in range(30):
        library.put(f"/home/me/{number}.txt", " ".join(f"albatross{number} word{at}" for at in range(2000)))
    before = apsw.memory_used()
    library.index.give_back_memory()
    assert apsw.memory_used() < before / 2
    assert library.index.retrieval.match_words(["albatross7"], 10, ColumnWeights(), documents=None)
    library.index.close()
