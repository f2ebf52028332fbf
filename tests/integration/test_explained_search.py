"""What a search tells of itself, on a real index: every number is the one that ranked, and every sum comes out."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.cli.results import print_result
from pplx_desktop.core.types import Hit, SearchMode, SearchResult
from pplx_desktop.search.searcher import Searcher
from tests.support.corpus import Library
from tests.support.fakes import BrokenEmbedder, FakeEmbedder

SYNONYMS = {"automobile": "car", "vehicle": "car", "doctor": "physician", "kitten": "cat", "invoice": "bill"}
QUERIES = (
    "automobile repaired",
    "a physician examined the patient",
    "quxbar",
    '"salted water"',
    "health",
    "recipes.txt",
    "where does the kitten sleep all day",
    "type:txt the pasta",
    "invoice 4711",
    "brakes -hills",
    "zebra",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("explained") / "index.sqlite3", FakeEmbedder(SYNONYMS))
    library.put("/home/me/cars.md", "The automobile was repaired.", "Its brakes squeak on hills.", title="Repairs")
    library.put("/home/me/health.pdf", "A physician examined the patient.", "Blood pressure was measured.", kind="pdf")
    library.put("/home/me/pets.txt", "The cat sleeps near the window all day.", "Feeding happens at running times.")
    library.put("/home/me/recipes.txt", "Boil the pasta in salted water.", "Serve with the tomato sauce.")
    library.put("/home/me/bill 4711.txt", "The invoice 4711 is for the car.", "Pay within the month.")
    for number in range(30):
        library.put(f"/home/me/notes/{number}.txt", f"The note number {number} is about the day and the month.")
    library.put("/home/me/odd.txt", "The quxbar is the only one of its kind.")
    library.embed()
    yield library
    library.index.close()


def _ask(library: Library, raw: str, mode: SearchMode = "hybrid", **options) -> SearchResult:
    return Searcher(library.index, library.embedder).search(raw, mode=mode, **options)


def _is_told(hit: Hit, result: SearchResult) -> None:
    explanation, evidence = result.explanation, hit.evidence
    assert explanation is not None
    assert evidence is not None
    weight = explanation.meaning_weight
    for passage in hit.passages:
        told = passage.evidence
        assert told is not None
        assert math.isclose(told.score, (1 - weight) * told.words + weight * told.meaning, abs_tol=1e-9)
        assert ("words" in passage.sources) is (told.words_rank is not None)
        # What the words found is marked with meaning only where its likeness tells something.
        assert "meaning" not in passage.sources or told.meaning_rank is not None
        assert passage.sources
    best = hit.passages[0].evidence if hit.passages else None
    assert math.isclose(evidence.text, best.score if best is not None else 0.0, abs_tol=1e-9)
    own = 1 - (1 - evidence.text) * (1 - evidence.name) * (1 - evidence.document)
    assert math.isclose(hit.score, evidence.floor + (1 - evidence.floor) * own, abs_tol=1e-9)
    if evidence.exact == "name":
        assert evidence.name_coverage == 1


@pytest.mark.parametrize("mode", ["hybrid", "words", "meaning"])
@pytest.mark.parametrize("raw", QUERIES)
def test_the_sums_come_to_the_scores(library: Library, raw: str, mode: SearchMode) -> None:
    result = _ask(library, raw, mode)
    for hit in result.hits:
        _is_told(hit, result)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)


def test_each_word_is_told_as_it_was_used(library: Library) -> None:
    result = _ask(library, "the quxbar and the xyzzy")
    assert result.explanation is not None
    used = {term.term: term for term in result.explanation.terms}
    assert used["quxbar"].use == "rare"
    assert used["quxbar"].chunks == 1
    assert used["the"].use == "common"
    assert used["xyzzy"].use == "unknown"
    assert 0 < used["quxbar"].share < 1
    assert math.isclose(sum(term.share for term in used.values()), 1, abs_tol=1e-6)


def test_the_beginning_of_a_word_is_told(library: Library) -> None:
    result = _ask(library, "the physic", "words", typing=True)
    assert result.explanation is not None
    assert [term.term for term in result.explanation.terms if term.use == "beginning"] == ["physic"]


def test_legs_filters_and_times_are_told(library: Library) -> None:
    result = _ask(library, "type:txt day -kitten")
    told = result.explanation
    assert told is not None
    assert [(leg.model, leg.role) for leg in told.legs] == [("fake", "searched")]
    assert 0 < told.legs[0].found <= told.legs[0].judged
    assert told.conditions == ("does not hold “kitten”", "is of type txt")
    with_text = [hit.path for hit in _ask(library, "type:txt", limit=100).hits]
    assert told.in_scope == len(with_text)
    names = [name for name, _ in told.stages_ms]
    assert names[:2] == ["filters", "model"]
    assert {"filters", "words", "names", "ranking", "passages"} <= set(names)
    spent = sum(ms for _, ms in told.stages_ms)
    assert 0 < spent <= result.took_ms


def test_without_a_model_the_words_are_told_alone(library: Library) -> None:
    result = Searcher(library.index, BrokenEmbedder()).search("automobile repaired")
    assert result.explanation is not None
    assert result.explanation.legs == ()
    assert result.explanation.meaning_weight == 0
    assert "meaning" not in result.hits[0].sources
    for hit in result.hits:
        _is_told(hit, result)


def test_a_passage_is_marked_by_what_found_it(library: Library) -> None:
    def marks(raw: str) -> dict[str, tuple[str, ...]]:
        return {Path(hit.path).name: hit.passages[0].sources for hit in _ask(library, raw).hits}

    assert marks("automobile repaired")["cars.md"] == ("words", "meaning")
    assert marks("vehicle")["cars.md"] == ("meaning",)
    # One word of many is in it, and nothing else that is like it.
    assert marks("salted pasta with tomato sauce for the month")["bill 4711.txt"] == ("words",)


@pytest.mark.parametrize("raw", [*QUERIES, "type:pdf", "xyzzy plugh"])
@pytest.mark.parametrize("mode", ["hybrid", "words"])
def test_it_is_printed_for_people(
    library: Library, capsys: pytest.CaptureFixture[str], raw: str, mode: SearchMode
) -> None:
    result = _ask(library, raw, mode)
    print_result(result, explained=True)
    out = capsys.readouterr().out
    assert out.count(" = ") + out.count("alone)") >= len([hit for hit in result.hits if hit.evidence and hit.passages])
    for hit in result.hits:
        assert os.fsdecode(Path(hit.path).name) in out
