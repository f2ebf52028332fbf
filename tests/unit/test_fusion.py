"""How scores of words, likeness and names become one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.search.candidates import Candidates
from pplx_desktop.search.fusion import mix, with_name
from pplx_desktop.search.ranking import Ranking

RANKING = Ranking()
ROWS = st.lists(
    st.tuples(
        st.floats(0, 50),
        st.floats(0, 1),
        st.one_of(st.just(float("nan")), st.floats(-1, 1)),
    ),
    min_size=1,
    max_size=12,
)


def candidates(rows: list[tuple[float, float, float]]) -> Candidates:
    words, rare, likeness = (np.array(column, np.float64) for column in zip(*rows, strict=True))
    ids = np.arange(len(rows), dtype=np.int64)
    return Candidates(ids, ids, words, rare, likeness, ~np.isnan(likeness))


@given(ROWS)
def test_every_score_is_a_share(rows: list[tuple[float, float, float]]) -> None:
    for mode in ("words", "meaning", "hybrid"):
        scores = mix(candidates(rows), mode, RANKING)
        assert ((scores >= 0) & (scores <= 1)).all()


@given(ROWS, st.integers(0, 2))
def test_more_of_anything_is_never_less(rows: list[tuple[float, float, float]], what: int) -> None:
    best = max(words for words, _, _ in rows)
    twin = list(rows[0])
    twin[what] = min(twin[what] + 0.3, (best, 1.0, 1.0)[what])
    scores = mix(candidates([*rows, (twin[0], twin[1], twin[2])]), "hybrid", RANKING)
    if not np.isnan(rows[0][2]):
        assert scores[-1] >= scores[0] - 1e-12 or twin[what] < rows[0][what]


def test_a_likeness_counts_as_it_is_however_good_the_others_are() -> None:
    vague = mix(candidates([(0.0, 0.0, 0.1)]), "hybrid", RANKING)[0]
    assert vague == pytest.approx(0.1 * RANKING.meaning_weight)


def test_the_only_holder_of_a_rare_word_beats_a_likeness() -> None:
    scores = mix(candidates([(9.0, 1.0, 0.2), (2.0, 1.0, 0.1), (0.0, 0.0, 0.8)]), "hybrid", RANKING)
    assert list(np.argsort(-scores)) == [0, 1, 2]


def test_a_chunk_without_a_vector_is_taken_for_an_average_one() -> None:
    scores = mix(candidates([(4.0, 0.0, 0.6), (4.0, 0.0, float("nan")), (4.0, 0.0, 0.2)]), "hybrid", RANKING)
    assert scores[0] > scores[1] > scores[2]
    assert mix(candidates([(4.0, 0.0, float("nan"))]), "meaning", RANKING)[0] == 0.0


def test_a_name_lifts_and_never_lowers() -> None:
    assert with_name(0.4, 0.0) == pytest.approx(0.4)
    assert with_name(0.4, 0.6) == pytest.approx(1 - 0.6 * 0.4)
    assert with_name(1.0, 0.6) == 1.0


def test_words_that_are_little_of_the_query_count_little() -> None:
    rows = [(0.4, 0.3, 0.1), (0.0, 0.0, 0.5)]
    assert list(np.argsort(-mix(candidates(rows), "hybrid", RANKING))) == [0, 1]
    asked_for_much_more = replace(candidates(rows), most_words=20.0)
    assert list(np.argsort(-mix(asked_for_much_more, "hybrid", RANKING))) == [1, 0]
    assert mix(asked_for_much_more, "words", RANKING)[0] == 1.0
