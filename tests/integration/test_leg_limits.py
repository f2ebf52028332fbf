"""What the legs leave out changes nothing of what one of them brings, and who looks at many files gets them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from pplx_desktop.index import common_words
from pplx_desktop.index.conditions import Conditions, Scope
from pplx_desktop.search.candidates import Candidates, find_candidates
from pplx_desktop.search.meaning import Leg
from pplx_desktop.search.ranking import DEFAULT_RANKING, Ranking
from pplx_desktop.search.searcher import Searcher
from pplx_desktop.search.terms import weigh_terms
from tests.benchmarks import leg_limits
from tests.support.corpus import Library
from tests.support.fakes import FakeEmbedder
from tests.support.small_blocks import EAGER, small_blocks

WORDS = ["heater", "boiler", "kettle", "lamp", "pump", "valve", "pipe", "tank", "meter", "fuse"]
FILES = 60
SMALL = Ranking(words_limit=4, meaning_limit=10, common_share=1.0, rare_chunks=0)
LARGE = Ranking(words_limit=10_000, meaning_limit=10, common_share=1.0, rare_chunks=0)


@pytest.fixture(scope="module", params=["FTS5", "lists"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Files that hold the same words, some in a folder of their own, more and less often, in longer and shorter texts."""
    chance = random.Random(4)
    with ExitStack() as stack:
        if request.param == "lists":
            stack.enter_context(small_blocks())
        library = Library(tmp_path_factory.mktemp("limits") / "index.sqlite3", FakeEmbedder())
        stack.enter_context(library.index)
        for number in range(FILES):
            text = " ".join(chance.choices(WORDS, k=chance.randrange(3, 30)))
            library.put(f"/home/me/{'left' if number % 3 else 'right'}/{number}.txt", text)
        library.embed()
        if request.param == "lists":
            while list(common_words.list_block(library.index._db, **EAGER)):
                pass
        yield library


def found(library: Library, query: str, ranking: Ranking, scope: Scope) -> Candidates:
    assert library.embedder is not None
    assert library.generation is not None
    retrieval = library.index.retrieval
    legs = [Leg(library.generation, library.embedder.embed_query(query))]
    return find_candidates(retrieval, weigh_terms(retrieval, query.split(), ranking), legs, scope, ranking)


@pytest.mark.parametrize("folder", ["", "right"])
@pytest.mark.parametrize("query", ["heater valve", "pump", "kettle lamp fuse"])
def test_what_only_meaning_brought_counts_by_the_words_it_holds(library: Library, query: str, folder: str) -> None:
    retrieval = library.index.retrieval
    with library.index.snapshot():
        scope = retrieval.scope(Conditions(folders=(folder,))) if folder else Scope()
        few, all_of_them = (found(library, query, ranking, scope) for ranking in (SMALL, LARGE))

    by_meaning = few.near & ~few.by_words
    assert few.beyond.any()
    assert few.words[by_meaning].any()
    at = np.searchsorted(all_of_them.chunks, few.chunks)
    assert (all_of_them.chunks[at] == few.chunks).all()
    assert few.words.tolist() == all_of_them.words[at].tolist()
    assert few.by_words.sum() == SMALL.words_limit
    assert not (few.beyond & ~few.near).any()


def test_it_is_said_that_both_legs_speak_for_it(library: Library) -> None:
    hits = Searcher(library.index, library.embedder, SMALL).search("heater valve", limit=FILES).hits

    told = [(passage.sources, passage.evidence) for hit in hits for passage in hit.passages if passage.evidence]
    beyond = [(sources, evidence) for sources, evidence in told if evidence.bm25 and evidence.words_rank is None]
    assert beyond
    assert {sources for sources, _ in beyond} == {("words", "meaning")}
    assert all(evidence.words > 0 and evidence.meaning_rank for _, evidence in beyond)
    ranks = sorted(evidence.words_rank for _, evidence in told if evidence.words_rank)
    assert ranks == list(range(1, SMALL.words_limit + 1))


def test_who_looks_at_many_files_gets_them(tmp_path: Path) -> None:
    library = Library(tmp_path / "index.sqlite3")
    with library.index as index:
        count = DEFAULT_RANKING.words_limit + 50
        with index.batch():
            for number in range(count):
                library.put(f"/home/me/{number}.txt", f"invoice {number} of the plumber")
        searcher = Searcher(index, None)

        assert len(searcher.search("invoice", mode="words", limit=1_000).hits) == count
        first, more = (
            [hit.path for hit in searcher.search("invoice", mode="words", limit=limit).hits] for limit in (40, 1_000)
        )
        assert first == more[:40]


def test_no_number_of_files_takes_all_memory() -> None:
    assert DEFAULT_RANKING.for_files(10_000) == DEFAULT_RANKING.for_files(10**20)
    assert DEFAULT_RANKING.for_files(101).meaning_limit == 2 * DEFAULT_RANKING.meaning_limit


@pytest.mark.parametrize(
    ("name", "lost", "holds"),
    [
        ("a set, rare words", 0.0, True),
        ("a set, rare words", 0.001, False),
        ("a set", 0.001, True),
        ("a set", 0.5, False),
    ],
)
def test_the_benchmark_tells_what_was_lost(name: str, *, lost: float, holds: bool) -> None:
    def answered(*ndcg: float) -> leg_limits.Answered:
        return leg_limits.Answered([["file"]] * len(ndcg), list(ndcg), [1.0] * len(ndcg))

    before, after = answered(*[1.0] * 100), answered(1.0 - lost, *[1.0] * 99)
    assert leg_limits.print_report({(name, "hybrid"): {(500, 400): before, leg_limits.SHIPPED: after}}) is holds
