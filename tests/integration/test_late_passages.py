"""Passages that are made ready when somebody looks at them are those that would have been made at once."""

from __future__ import annotations

import copy
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from pplx_desktop.core.types import Hit, Snippet
from pplx_desktop.index import documents, packed_places
from pplx_desktop.index.packed_text import PackedText
from pplx_desktop.index.packing import Damaged
from pplx_desktop.search.passages import Passages
from pplx_desktop.search.ranking import DEFAULT_RANKING
from pplx_desktop.search.searcher import Searcher
from tests.support.corpus import Library
from tests.support.fakes import FakeEmbedder

TEXTS = [f"Part {part}: the boiler of house {part} heats it. {'Pipes are long. ' * 12}" for part in range(5)]


@pytest.fixture(params=["in one piece", "in parts", "in frames"])
def library(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    # So short that passages lie in several.
    if request.param == "in parts":
        monkeypatch.setattr(documents, "PART_CHARS", 300)
    if request.param == "in frames":
        monkeypatch.setattr(packed_places, "_FRAME_PLACES", 2)
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder())
    library.put("/home/me/manual.txt", *TEXTS, headings=[f"House {part}" for part in range(5)], pages=True)
    library.embed()
    return library


def found(library: Library, raw: str = "boiler heats") -> Hit:
    (hit,) = Searcher(library.index, library.embedder).search(raw).hits
    return hit


def test_they_say_what_those_say_that_are_made_at_once(library: Library) -> None:
    hit = found(library)
    assert isinstance(hit.passages, Passages)
    assert len(hit.passages._made) == 1
    assert len(hit.passages) == 5
    for passage in hit.passages:
        text = TEXTS[(passage.page or 0) - 1]
        begin = text.index("boiler") + passage.start
        assert (begin, begin + len("boiler")) in passage.marks
        assert passage.heading == f"House {(passage.page or 0) - 1}"
        assert passage.snippet.text.startswith(f"Part {(passage.page or 0) - 1}")
        assert [passage.snippet.text[start:end] for start, end in passage.snippet.marks][:2] == ["boiler", "heats"]


def test_nobody_asks_the_index_for_them_and_any_thread_may_look(library: Library) -> None:
    expected = tuple(found(library).passages)
    hit = found(library)
    library.index.close()
    seen: list[tuple[object, ...]] = []
    threads = [threading.Thread(target=lambda: seen.append(tuple(hit.passages))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [expected] * 4
    # Who looks twice sees the same.
    assert all(one is other for one, other in zip(hit.passages, hit.passages, strict=True))


def test_they_are_a_sequence_as_any_other(library: Library) -> None:
    hit = found(library)
    whole = tuple(hit.passages)
    assert hit.passages[-1] == whole[-1]
    assert hit.passages[1:3] == whole[1:3]
    assert hit.passages == whole
    assert hit.passages != whole[1:]
    assert hit == replace(hit, passages=whole)
    assert hash(hit) == hash(replace(hit, passages=whole))
    assert hit.passages.index(whole[2]) == 2
    assert copy.deepcopy(hit.passages) == whole
    with pytest.raises(IndexError):
        _ = hit.passages[5]


def test_a_damaged_text_leaves_a_late_passage_empty(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    hit = found(library)
    ready = hit.passages[0]

    def damaged(_: object) -> str:
        raise Damaged("cut short")

    monkeypatch.setattr(documents, "PackedText", damaged)
    assert hit.passages[0] == ready
    assert hit.passages[0].snippet.text
    for passage in hit.passages[1:]:
        assert (passage.snippet, passage.marks) == (Snippet(""), ())
        assert passage.start < passage.end


def test_who_looks_late_at_a_damaged_place_is_not_in_its_way(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    hit = found(library)

    def damaged(*_: object) -> list[packed_places.Place]:
        raise Damaged("cut short")

    monkeypatch.setattr(packed_places.PlaceTable, "rows", damaged)
    assert [passage.snippet.text for passage in hit.passages[1:]] == [""] * 4


def test_a_wrong_length_of_the_document_leaves_a_late_passage_empty(library: Library) -> None:
    library.index._db.run("UPDATE documents SET chars = 1")
    shown = [passage.snippet.text for passage in found(library).passages]
    assert len(shown) == 5
    assert shown[0].startswith("Part ")
    assert all(text.startswith("Part ") or not text for text in shown)


def test_without_snippets_no_text_is_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PackedText", None)
    searcher = Searcher(library.index, library.embedder, replace(DEFAULT_RANKING, snippet_chars=0))
    (hit,) = searcher.search("boiler heats").hits
    assert [passage.snippet for passage in hit.passages] == [Snippet("")] * 5


def test_who_goes_on_typing_reads_the_same_texts_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher = Searcher(library.index, library.embedder)
    read: list[bytes] = []

    class Counted(PackedText):
        def __init__(self, data: bytes) -> None:
            super().__init__(data)
            read.append(data)

    monkeypatch.setattr(documents, "PackedText", Counted)
    searcher.search("boiler heat")
    once = len(read)
    assert once
    searcher.search("boiler heats")
    assert len(read) == once
    # Another state of the index may have another text.
    library.put("/home/me/other.txt", "no heating here")
    searcher.search("boiler heats")
    assert len(read) > once


def test_what_was_not_found_lately_is_not_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.put("/home/me/stove.txt", "The stove of the cabin burns wood.")
    monkeypatch.setattr(documents, "_KEPT_TEXTS", 0)
    searcher = Searcher(library.index, library.embedder)
    with library.index.snapshot():
        kept = library.index._db.kept("texts", dict[tuple[int, int], PackedText])
        found = [searcher.search(raw, mode="words").hits[0].path for raw in ("boiler", "stove")]
        assert found == ["/home/me/manual.txt", "/home/me/stove.txt"]
        assert {document for document, _ in kept} == {library.index.record("/home/me/stove.txt").document_id}
