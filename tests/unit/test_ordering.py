"""In which order documents stand: tiers before scores, and what a document's other parts add."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pplx_desktop.search.candidates import Candidates
from pplx_desktop.search.fusion import blend, find_floors, lift, meaning_share
from pplx_desktop.search.names import NameScore, is_named
from pplx_desktop.search.ordering import order_found
from pplx_desktop.search.ranking import Ranking
from pplx_desktop.search.topic import topics

RANKING = Ranking()
SCORED = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3)), min_size=1, max_size=12)


def found(
    likeness: list[float], *, certain: list[float] | None = None, documents: list[int] | None = None
) -> Candidates:
    ids = np.arange(len(likeness), dtype=np.int64)
    return Candidates(
        ids,
        np.array(documents, np.int64) if documents else ids + 1,
        np.zeros(len(ids)),
        np.zeros(len(ids)),
        np.array(likeness),
        np.ones(len(ids), np.bool_),
        certain=np.array(certain or [0.0] * len(ids)),
    )


@settings(deadline=None)
@given(SCORED)
def test_lifted_scores_are_shares_in_the_order_of_tiers_then_scores(scored: list[tuple[float, int]]) -> None:
    scores, tiers = np.array([score for score, _ in scored]), np.array([tier for _, tier in scored])
    lifted = lift(scores, tiers)
    assert ((lifted >= 0) & (lifted <= 1)).all()
    ordered = lifted[np.lexsort((-scores, -tiers))]
    assert (np.diff(ordered) <= 1e-12).all()
    assert lifted[tiers == tiers.min()] == pytest.approx(scores[tiers == tiers.min()])
    floors = find_floors(scores, tiers)
    assert lifted == pytest.approx(floors + (1 - floors) * scores)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=8), st.data())
def test_nothing_outranks_a_certain_chunk_but_a_name(likeness: list[float], data: st.DataObject) -> None:
    sure = data.draw(st.integers(0, len(likeness) - 1))
    named = data.draw(st.integers(0, len(likeness) - 1))
    candidates = found(likeness, certain=[float(place == sure) for place in range(len(likeness))])
    names = {9: NameScore(9, named + 1, 1.0, 0.6, is_exact=True)}
    # The whole likeness of the world cannot help the others.
    ranked = order_found(
        candidates,
        blend(candidates, "hybrid", RANKING),
        names,
        20,
        RANKING,
        likeness_of=lambda documents: {one: {1000 + one: float(one != sure + 1)} for one in documents},
    )
    assert [item.document_id for item in ranked[:2]] == list(dict.fromkeys([named + 1, sure + 1, *ranked_ids(ranked)]))[
        :2
    ]
    assert [item.evidence.exact for item in ranked[:2]] == (["name", "rare"] if named != sure else ["name", ""])


def ranked_ids(ranked: list) -> list[int]:
    return [item.document_id for item in ranked]


def test_what_a_document_is_about_decides_between_equal_passages() -> None:
    candidates = found([0.5, 0.5])
    ranked = order_found(
        candidates,
        blend(candidates, "hybrid", RANKING),
        {},
        20,
        RANKING,
        likeness_of=lambda _: {1: {0: 0.5, 10: 0.1, 11: 0.1}, 2: {1: 0.5, 20: 0.6, 21: 0.5}},
    )
    assert ranked_ids(ranked) == [2, 1]
    assert ranked[0].evidence.document > ranked[1].evidence.document > 0


def test_documents_of_one_chunk_stay_in_their_order() -> None:
    alone = topics({1: {0: 0.9}, 2: {1: 0.1}, 3: {2: 0.4, 3: 0.4}}, {1: 0, 2: 1, 3: 2})
    assert list(alone.values()) == pytest.approx([0.4] * 3)
    assert topics({1: {0: 0.9}}, {1: 0}) == {1: 0.0}
    assert topics({}, {}) == {}


def test_likeness_counts_for_more_where_the_best_stands_out() -> None:
    chance = np.random.default_rng(1)
    sample = chance.normal(0.1, 0.1, 256)
    shares = [meaning_share(np.array([best, np.nan]), sample, RANKING) for best in (0.2, 0.4, 0.55, 0.9)]
    assert shares == sorted(shares)
    assert shares[2] == pytest.approx(RANKING.meaning_weight, abs=0.05)
    # A model to which all texts are alike is judged on its own scale.
    assert meaning_share(0.6 + 0.4 * np.array([0.9]), 0.6 + 0.4 * sample, RANKING) == pytest.approx(shares[3])
    assert meaning_share(np.array([0.9]), sample[:5], RANKING) == RANKING.meaning_weight
    assert meaning_share(np.array([np.nan]), sample, RANKING) == RANKING.meaning_weight


@pytest.mark.parametrize(
    ("path", "typed", "named"),
    [
        ("/a/Papers/Tax_Return-2023.pdf", "taxreturn2023pdf", True),
        ("/a/Papers/Tax_Return-2023.pdf", "taxreturn2023", True),
        ("/a/Papers/Tax_Return-2023.pdf", "paperstaxreturn2023", True),
        ("/a/Papers/Tax_Return-2023.pdf", "apaperstaxreturn2023pdf", True),
        ("/a/Papers/Tax_Return-2023.pdf", "taxreturn", False),
        ("/a/Papers/Tax_Return-2023.pdf", "papers", False),
        ("/a/archive.tar.gz", "archive", True),
        ("/a/Canción.txt", "cancion", True),
        ("/a/.profile", "profile", True),
        ("/a/x.txt", "", False),
    ],
)
def test_a_name_is_compared_by_its_letters(path: str, typed: str, named: bool) -> None:
    assert is_named(path, typed) == named
