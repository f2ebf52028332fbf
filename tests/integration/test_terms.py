"""Which of a query's words are looked for, and what is told of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from pplx_desktop.search.ranking import DEFAULT_RANKING
from pplx_desktop.search.terms import Terms, weigh_terms
from tests.support.corpus import Library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path / "index.sqlite3")
    library.put("/a/many.txt", *(["the system"] * 60), *(["the files"] * 30), *(["the"] * 30), "a needle")
    return library


def weigh(library: Library, *words: str) -> Terms:
    terms = weigh_terms(library.index.retrieval, words, DEFAULT_RANKING)
    library.index.close()
    return terms


def test_each_word_is_told_with_its_use_and_the_chunks_that_hold_it(library: Library) -> None:
    terms = weigh(library, "the", "system", "needle", "nowhere")
    assert [(term.term, term.use, term.chunks) for term in terms.evidence] == [
        ("the", "common", 120),
        ("system", "searched", 60),
        ("needle", "rare", 1),
        ("nowhere", "unknown", 0),
    ]
    assert terms.terms == ("system", "needle")


def test_shares_are_of_all_that_the_words_tell_and_a_word_that_is_not_there_tells_most(library: Library) -> None:
    terms = weigh(library, "the", "system", "needle", "nowhere")
    shares = {term.term: term.share for term in terms.evidence}
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["the"] == 0.0 < shares["system"] < shares["needle"] < shares["nowhere"]
    assert terms.rare == {"needle": shares["needle"]}


def test_a_word_that_all_chunks_hold_is_looked_for_where_there_is_no_other(library: Library) -> None:
    terms = weigh(library, "the")
    assert terms.terms == ("the",)
    assert [term.use for term in terms.evidence] == ["searched"]


def test_forms_of_a_word_count_once(library: Library) -> None:
    assert [term.term for term in weigh(library, "systems", "system", "file").evidence] == ["systems", "file"]
