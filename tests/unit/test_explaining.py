"""What is told of a search: ranks of each leg, the parts of its time, its conditions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pplx_desktop.core.types import Query
from pplx_desktop.search.candidates import Candidates
from pplx_desktop.search.explaining import Stopwatch, conditions_in_words, explain_passages, meaning_tells
from pplx_desktop.search.query import parse_query


def _candidates() -> Candidates:
    return Candidates(
        chunks=np.array([4, 7, 9, 12]),
        documents=np.array([1, 1, 2, 3]),
        words=np.array([0.0, 3.0, 3.0, 5.0]),
        rare=np.array([0.0, 0.0, 0.25, 0.0]),
        likeness=np.array([0.9, 0.2, np.nan, 0.95]),
        near=np.array([True, False, False, True]),
    )


def test_each_leg_ranks_what_it_found() -> None:
    words, meaning = np.array([0.0, 0.6, 0.6, 1.0]), np.array([0.9, 0.2, 0.5, 0.95])
    scores = (words + meaning) / 2
    told = explain_passages(_candidates(), range(4), words=words, meaning=meaning, scores=scores)
    assert [told[place].words_rank for place in range(4)] == [None, 2, 3, 1]
    assert [told[place].meaning_rank for place in range(4)] == [2, None, None, 1]
    assert [told[place].likeness for place in range(4)] == [0.9, 0.2, None, 0.95]
    assert [told[place].score for place in range(4)] == scores.tolist()
    assert [told[place].bm25 for place in range(4)] == [0.0, 3.0, 3.0, 5.0]
    assert told[2].rare == 0.25
    assert told[2].meaning == 0.5
    assert set(explain_passages(_candidates(), [3], words=words, meaning=meaning, scores=scores)) == {3}


def test_the_mark_of_meaning_tells_something() -> None:
    found = _candidates()
    # Of few passages all are near, and nothing is known of how like a query any passage is.
    assert meaning_tells(found).tolist() == [True, False, False, True]
    spread = np.tile([0.1, 0.3], 50)
    assert meaning_tells(replace(found, sample=spread)).tolist() == [True, False, False, True]
    near = replace(found, near=np.array([True, True, True, True]), sample=spread)
    assert meaning_tells(near).tolist() == [True, False, False, True]
    assert meaning_tells(near, 0.0).tolist() == [True, True, False, True]
    assert meaning_tells(near, 8.0).tolist() == [False, False, False, False]


def test_parts_of_the_time_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([10.0, 10.25, 11.0, 11.5])
    monkeypatch.setattr("pplx_desktop.search.explaining.time.perf_counter", lambda: next(times))
    watch = Stopwatch()
    for name in ("model", "words", "model"):
        watch.lap(name)
    assert watch.stages_ms == (("model", 750.0), ("words", 750.0))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("solar panels", ()),
        ('"solar panels" roof', ("holds “solar panels”",)),
        ('roof -flat -"red tiles"', ("does not hold “flat”", "does not hold “red tiles”")),
        ("type:pdf,md roof", ("is of type pdf or md",)),
        ('in:reports in:"My Folder" in:x', ("is in “reports”, “My Folder” or “x”",)),
        (
            "after:2024-02 before:2025",
            ("was changed on 2024-02-01 or later", "was changed before 2025-01-01"),
        ),
    ],
)
def test_conditions(raw: str, told: tuple[str, ...]) -> None:
    assert conditions_in_words(parse_query(raw)[0]) == told


def test_dates_are_told_as_they_are_written() -> None:
    query = Query("", "", after=date(2024, 1, 31))
    assert conditions_in_words(query) == ("was changed on 2024-01-31 or later",)
