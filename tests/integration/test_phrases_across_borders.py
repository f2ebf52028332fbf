"""A phrase is found across the border of two chunks, whichever of its sides is looked for first."""

from __future__ import annotations

from pathlib import Path

import pytest

from pplx_desktop.index import fulltext
from pplx_desktop.index.fulltext import FullText
from pplx_desktop.index.holders import HolderReader
from tests.support.corpus import Library


@pytest.mark.parametrize(
    ("walked", "seek"),
    [(0, 0), (10**6, 0), (10**6, 10**6)],
    ids=["the beginning first", "the rest first, then those before it", "both in full"],
)
def test_a_phrase_that_goes_on_in_the_next_chunk_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, walked: int, seek: int
) -> None:
    monkeypatch.setattr(fulltext, "_WALKED", walked)
    monkeypatch.setattr(fulltext, "_SEEK", seek)
    library = Library(tmp_path / "index.sqlite3")
    library.put("/a/across.txt", "it was a shaded rectangle", "the file of them")
    library.put("/a/across-late.txt", "it was shaded", "rectangle the file")
    library.put("/a/within.txt", "a shaded rectangle the file")
    library.put("/a/other-order.txt", "the file", "shaded rectangle")
    library.put("/a/word-between.txt", "shaded rectangle here", "the file")
    library.put("/a/not-at-the-beginning.txt", "shaded rectangle", "here the file")
    library.put("/a/ends.txt", "shaded rectangle")
    library.put("/b/begins.txt", "the file")
    library.put("/c/scripts.txt", "彼は東京", "都に行く")
    found = FullText(library.index._db).documents_with
    names = dict(library.index._db.rows("SELECT f.document_id, f.name FROM files f WHERE f.document_id IS NOT NULL"))
    assert {names[one] for one in found("shaded rectangle the")} == {b"across.txt", b"across-late.txt", b"within.txt"}
    assert {names[one] for one in found("東京都に")} == {b"scripts.txt"}
    assert found("rectangle nowhere") == set()
    library.index.close()


def test_beginnings_are_not_counted_where_there_is_a_whole_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To count what a single letter stands for takes longer than all the rest of such a search."""
    counted: list[tuple[str, bool]] = []
    count = HolderReader.count

    def note(holders: HolderReader, term: str, *, is_sought: bool = True) -> int:
        counted.append((term, is_sought))
        return count(holders, term, is_sought=is_sought)

    monkeypatch.setattr(HolderReader, "count", note)
    library = Library(tmp_path / "index.sqlite3")
    document = library.put("/a/across.txt", "これはPostfixの", "設定です")
    assert FullText(library.index._db).documents_with("Postfixの設定") == {document}
    assert "postfix" in dict(counted)
    assert "の" not in dict(counted)
    # And nobody reads how often a chunk holds them.
    assert not any(dict(counted).values())
    library.index.close()
