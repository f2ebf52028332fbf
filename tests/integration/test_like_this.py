"""More like this: on a real index, with an embedder whose synonyms are known, and none to ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.types import SearchResult
from pplx_desktop.search.like import find_more_like
from pplx_desktop.search.ranking import Ranking
from tests.support.corpus import Library
from tests.support.fakes import FakeEmbedder

SYNONYMS = {"automobile": "car", "vehicle": "car", "physician": "doctor", "surgeon": "doctor"}
FILLER = ("bread and wine", "a garden in spring", "the long way home", "winter in the north", "a ship at sea")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder(SYNONYMS))
    for number, text in enumerate(FILLER * 4):
        library.put(f"/home/me/other/{number}.txt", f"{text} {number}")
    library.put("/home/me/both.txt", "the automobile", "a physician", title="")
    library.put("/home/me/cars/one.md", "the vehicle", kind="md")
    library.put("/home/me/cars/two.txt", "the car", "an unrelated end of the story")
    library.put("/home/me/health.txt", "a surgeon")
    library.put("/home/me/copy/both again.txt", "the automobile", "a physician", title="")
    library.embed()
    library.put("/home/me/new.txt", "the automobile of tomorrow")
    yield library
    library.index.close()


def ask(library: Library, path: str, start: int | None, **options: object) -> SearchResult:
    return find_more_like(library.index, path, start, **{"limit": 50, **options})  # type: ignore[arg-type]


def names(result: SearchResult) -> list[str]:
    return [Path(hit.path).name for hit in result.hits]


def test_the_passage_that_is_looked_at_decides(library: Library) -> None:
    second = len("the automobile\n\n")
    assert names(ask(library, "/home/me/both.txt", 0))[:2] == ["one.md", "two.txt"]
    assert names(ask(library, "/home/me/both.txt", 3))[:2] == ["one.md", "two.txt"]
    assert names(ask(library, "/home/me/both.txt", second))[0] == "health.txt"
    assert names(ask(library, "/home/me/both.txt", 10_000))[0] == "health.txt"
    assert set(names(ask(library, "/home/me/both.txt", None))[:3]) == {"one.md", "two.txt", "health.txt"}


def test_the_file_and_its_copies_are_not_like_themselves(library: Library) -> None:
    found = names(ask(library, "/home/me/copy/both again.txt", 0))
    assert {"both.txt", "both again.txt"}.isdisjoint(found)
    assert len(found) == 23


def test_the_best_passage_of_a_file_stands_for_it_with_its_likeness(library: Library) -> None:
    result = ask(library, "/home/me/both.txt", 0)
    hit = result.hits[1]
    assert Path(hit.path).name == "two.txt"
    best = hit.passages[0]
    assert best.snippet.text == "the car"
    assert best.sources == ("meaning",)
    assert best.evidence is not None
    assert best.evidence.likeness is not None
    assert best.evidence.likeness > 0.9
    assert result.explanation is not None
    assert result.explanation.meaning_weight == 1.0
    assert [hit.score for hit in result.hits] == sorted((hit.score for hit in result.hits), reverse=True)


def test_who_looks_at_many_files_gets_them(library: Library) -> None:
    few = Ranking(meaning_limit=5)
    assert len(ask(library, "/home/me/both.txt", 0, limit=100, ranking=few).hits) <= 5
    assert len(ask(library, "/home/me/both.txt", 0, limit=1_000, ranking=few).hits) == 23


def test_filters_hold(library: Library) -> None:
    assert names(ask(library, "/home/me/both.txt", 0, conditions="type:md")) == ["one.md"]
    assert names(ask(library, "/home/me/both.txt", 0, conditions="in:cars")) == ["one.md", "two.txt"]
    assert names(ask(library, "/home/me/both.txt", 0, conditions="in:nowhere")) == []
    assert len(ask(library, "/home/me/both.txt", 0, limit=3).hits) == 3


def test_a_long_file_does_not_take_the_places_of_others(library: Library) -> None:
    library.put("/home/me/long.txt", *(f"the automobile {number}" for number in range(60)))
    library.embed()
    found = names(ask(library, "/home/me/long.txt", 0, ranking=Ranking(meaning_limit=8), limit=4))
    assert set(found[:3]) == {"one.md", "two.txt", "both.txt"}
    assert len(found) == 4
    assert "long.txt" not in found


def test_what_has_no_vector_or_no_text_is_told(library: Library) -> None:
    with pytest.raises(UserError) as caught:
        ask(library, "/home/me/new.txt", 0)
    assert caught.value.code == "not-embedded"
    with pytest.raises(UserError) as caught:
        ask(library, "/home/me/nothing.txt", 0)
    assert caught.value.code == "not-indexed"


def test_each_set_of_vectors_is_asked_with_its_own(tmp_path: Path) -> None:
    """In the middle of a change of model, a file that only the old one has is compared with what the old one has."""
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder(SYNONYMS, fingerprint="old"))
    library.put("/home/me/a.txt", "the automobile")
    library.put("/home/me/b.txt", "the car")
    library.embed()
    new = FakeEmbedder(SYNONYMS, dims=64, fingerprint="new")
    generation = library.index.ensure_generation("new", "new", 64)
    assert library.generation is not None
    document = library.put("/home/me/c.txt", "one vehicle")
    other = library.put("/home/me/d.txt", "one car")
    for job in library.index.next_to_embed(generation, 10):
        if job.document_id in {document, other}:
            codes = new.embed_chunks(job.title, job.headings, job.texts)
            library.index.store_codes(generation, job.document_id, codes)
    library.index.set_roles({library.generation: "searched", generation: "next"})
    assert names(ask(library, "/home/me/a.txt", 0)) == ["b.txt"]
    assert names(ask(library, "/home/me/c.txt", 0)) == ["d.txt"]
    library.index.close()
