"""What a search says of its best hit, on a real index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.types import SearchMode, SearchResult
from pplx_desktop.search.searcher import Searcher
from tests.support.corpus import Library
from tests.support.fakes import FakeEmbedder

MODES: tuple[SearchMode, ...] = ("hybrid", "words", "meaning")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder({"automobile": "car"}))
    library.put(
        "/home/me/Repairs/bill.md", "The automobile was repaired.", "Its brakes squeak on hills.", title="Garage"
    )
    library.put("/home/me/pets.txt", "The cat sleeps near the window all day.", "Feeding happens at running times.")
    for number in range(30):
        library.put(f"/home/me/log {number}.txt", f"The day number{number} was quiet, the window was shut.")
    library.embed()
    yield library
    library.index.close()


def ask(library: Library, raw: str, mode: SearchMode, *, typing: bool = False) -> SearchResult:
    return Searcher(library.index, library.embedder).search(raw, mode=mode, typing=typing)


@pytest.mark.parametrize("mode", ["hybrid", "words"])
@pytest.mark.parametrize(
    "raw",
    [
        "squeak",
        "number17",
        "garage",
        "pets.txt",
        "bill",
        '"sleeps near the window"',
        "window",
        "the",
        "automobile brakes",
    ],
)
def test_what_is_there_to_the_letter_is_a_good_match(library: Library, raw: str, mode: SearchMode) -> None:
    found = ask(library, raw, mode)
    assert found.hits
    assert found.is_good_match
    assert found.explanation is not None
    assert found.explanation.confidence >= 0.5


@pytest.mark.parametrize("raw", ["xqzzy vbnmlk window", "municipal tariffs of Portuguese harbours and the window"])
def test_what_is_not_there_has_hits_but_no_good_match(library: Library, raw: str) -> None:
    found = ask(library, raw, "words")
    assert found.hits, "the closest there is"
    assert not found.is_good_match
    assert found.explanation is not None
    assert found.explanation.confidence < 0.5


@pytest.mark.parametrize("mode", MODES)
def test_filters_alone_are_always_answered(library: Library, mode: SearchMode) -> None:
    assert ask(library, "type:md", mode).is_good_match


@pytest.mark.parametrize("typed", ["sque", "squeak on hil", "num"])
def test_a_word_that_is_not_typed_to_its_end_is_no_reason(library: Library, typed: str) -> None:
    assert ask(library, typed, "hybrid", typing=True).is_good_match


def test_an_index_says_whether_a_chunk_holds_a_term(library: Library) -> None:
    read = library.index.retrieval
    (brakes,) = read.chunks_with("squeak")
    held = ["squeak", "squeaking", "brakes squeak", "garage", "Its"]
    missing = ["squeak brakes", "window", "", "?"]
    assert [read.holds(brakes, term) for term in (*held, *missing)] == [True] * len(held) + [False] * len(missing)
    assert read.holds(brakes, "squ", begins=True)
    assert not read.holds(brakes, "win", begins=True)
    assert not read.holds(brakes, "", begins=True)
