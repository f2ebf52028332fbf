"""Checked by hand against the definitions of trec_eval."""

import math

import pytest

from pplx_desktop.engine.retrieval_metrics import ndcg, recall, reciprocal_rank

JUDGED = {"a": 2, "b": 1, "c": 0}


def test_a_perfect_ranking_is_one() -> None:
    assert ndcg(["a", "b", "x"], JUDGED, 10) == pytest.approx(1.0)
    assert recall(["b", "a"], JUDGED, 10) == 1.0
    assert reciprocal_rank(["a"], JUDGED, 10) == 1.0


def test_ndcg_discounts_by_rank_with_linear_gain() -> None:
    expected = (1 / math.log2(2) + 2 / math.log2(4)) / (2 / math.log2(2) + 1 / math.log2(3))
    assert ndcg(["b", "x", "a"], JUDGED, 10) == pytest.approx(expected)


def test_what_lies_beyond_k_does_not_count() -> None:
    assert ndcg(["x", "a"], JUDGED, 1) == 0.0
    assert recall(["x", "a"], JUDGED, 1) == 0.0
    assert reciprocal_rank(["x", "a"], JUDGED, 1) == 0.0
    assert reciprocal_rank(["x", "a"], JUDGED, 2) == 0.5


def test_a_grade_of_zero_is_not_relevant() -> None:
    assert recall(["c"], JUDGED, 10) == 0.0
    assert reciprocal_rank(["c", "b"], JUDGED, 10) == 0.5


def test_without_anything_relevant_all_is_zero() -> None:
    assert ndcg(["a"], {}, 10) == recall(["a"], {"a": 0}, 10) == 0.0


def test_more_relevant_than_k_can_still_be_perfect() -> None:
    assert ndcg(["a", "b"], {"a": 1, "b": 1, "d": 1}, 2) == pytest.approx(1.0)
