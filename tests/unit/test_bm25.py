"""The best chunks are those of a plain sum over all, in whatever form it is told who holds a term, and however few are looked at."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from pplx_desktop.index import bm25
from pplx_desktop.index.bm25 import Room, Totals, best_chunks
from pplx_desktop.index.postings import Common, Dense, Few, Holders, Listed, Sparse

SIZE = 500
TOTALS = Totals(1000, 50_000)
PLACES = st.lists(st.integers(0, SIZE - 1), unique=True, max_size=60).map(sorted)
TIMES = np.array([1.0, 2.0, 3.0, 0.0])
OTHER = 3


def lengths_of(places: NDArray[np.int64]) -> NDArray[np.uint16]:
    # Few different ones, so that many scores are equal; one is longer than any table.
    return np.array([20, 50, 900], np.uint16)[places % 3]


def times_of(places: NDArray[np.int64]) -> NDArray[np.float64]:
    return 1.0 + places % 4


def few(places: list[int]) -> Few:
    at = np.array(places, np.int64)
    return Few(at, times_of(at))


def listed(places: list[int], *, dense: bool) -> Listed:
    at = np.array(places, np.int64)
    codes, others = (at % 4).astype(np.uint8), np.full(int(np.count_nonzero(at % 4 == OTHER)), 4, np.uint16)
    if not dense:
        return Sparse(at, codes, others)
    marks = np.zeros(SIZE // 8 * 8 + 8, np.bool_)
    marks[at] = True
    return Dense(np.packbits(marks, bitorder="little")[: -(-SIZE // 8)], codes, others)


def common(*words: Listed) -> Common:
    size = -(-SIZE // 8) * 8
    return Common(words, size, TIMES, [word.others.astype(np.float64) for word in words], OTHER)


FORMS = {
    "few": few,
    "sparse": lambda places: common(listed(places, dense=False)),
    "dense": lambda places: common(listed(places, dense=True)),
    "one word in two": lambda places: common(listed(places[::2], dense=True), listed(places[1::2], dense=False)),
}


def parted(places: list[int], form: str) -> list[Holders]:
    return [few(places[::3]), few([]), FORMS[form]([place for at, place in enumerate(places) if at % 3])]


def room(allowed: list[int] | None, *, is_few: bool = False) -> Room:
    # One more than there are places, so that the last eight marks are no whole word.
    size = SIZE + 13
    marks = None
    if allowed is not None:
        marks = np.zeros(size, np.bool_)
        marks[allowed] = True
    among = None
    if is_few:
        among = np.arange(size) if marks is None else np.flatnonzero(marks)
    # Chunks are in another order than their places.
    return Room(size, lambda places: (size - places) * 7, lengths_of, marks, among)


def plain(terms: list[list[int]], allowed: list[int] | None) -> list[tuple[int, float]]:
    scores: dict[int, float] = {}
    for places in terms:
        at = np.array(places, np.int64)
        idf = bm25._idf([few(places)], TOTALS)
        times, longer = times_of(at), bm25._longer(lengths_of(at), TOTALS.words / TOTALS.chunks)
        for place, score in zip(places, (times * 2.2 / (longer + times) * idf).tolist(), strict=True):
            scores[place] = scores.get(place, 0.0) + score
    found = [((SIZE + 13 - place) * 7, score) for place, score in scores.items() if allowed is None or place in allowed]
    return sorted(found, key=lambda one: (-one[1], one[0]))


@settings(max_examples=250, deadline=None)
@given(
    st.lists(PLACES, max_size=4),
    st.sampled_from(sorted(FORMS)),
    st.integers(0, 80),
    st.none() | PLACES,
    st.booleans(),
    st.sampled_from([0, 40, 10**9]),
)
def test_the_best_are_those_of_all(
    terms: list[list[int]], form: str, limit: int, allowed: list[int] | None, is_few: bool, many: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bm25, "_MANY", many)
        patch.setattr(bm25, "_STEP", 1)
        patch.setattr(bm25, "_WANTED", 1)
        chunks, scores = best_chunks(
            [parted(term, form) for term in terms], TOTALS, limit, room(allowed, is_few=is_few)
        )
    assert list(zip(chunks.tolist(), scores.tolist(), strict=True)) == plain(terms, allowed)[:limit]


def test_with_more_terms_than_a_byte_has_limits_for_the_best_are_found() -> None:
    terms = [list(range(number, SIZE, number + 2)) for number in range(100)]
    chunks, scores = best_chunks([[few(term)] for term in terms], TOTALS, 30, room(None))
    assert list(zip(chunks.tolist(), scores.tolist(), strict=True)) == plain(terms, None)[:30]


@pytest.mark.parametrize(("many", "most"), [(0, 4_000), (10**9, 15_000)], ids=["by how often", "by terms"])
def test_of_very_many_few_are_scored(monkeypatch: pytest.MonkeyPatch, many: int, most: int) -> None:
    rng = np.random.default_rng(5)
    count = 200_000
    lengths = rng.integers(20, 400, count).astype(np.uint16)
    holding = [np.flatnonzero(rng.random(count) < share) for share in (0.3, 0.05, 0.002)]
    counts = [rng.choice([1, 2, 3], len(at), p=[0.8, 0.15, 0.05]).astype(np.float64) for at in holding]
    totals = Totals(1_000_000, 90_000_000)
    monkeypatch.setattr(bm25, "_MANY", many)
    scored: list[int] = []
    scores_of = bm25._scores
    monkeypatch.setattr(
        bm25, "_scores", lambda parts, looked, room: scored.append(len(looked.places)) or scores_of(parts, looked, room)
    )
    terms = []
    for at, times in zip(holding, counts, strict=True):
        marks = np.zeros(count, np.bool_)
        marks[at] = True
        listed = Dense(np.packbits(marks, bitorder="little"), (times - 1.0).astype(np.uint8), np.zeros(0, np.uint16))
        terms.append([Common([listed], count, TIMES, [np.zeros(0)], OTHER)])
    chunks, scores = best_chunks(terms, totals, 500, Room(count, lambda places: places, lengths.take))
    everything = np.zeros(count)
    for (term,), at, times in zip(terms, holding, counts, strict=True):
        everything[at] += times * 2.2 / (bm25._longer(lengths[at], 90.0) + times) * bm25._idf([term], totals)
    order = np.lexsort((np.arange(count), -everything))[:500]
    assert chunks.tolist() == order.tolist()
    assert scores.tolist() == everything[order].tolist()
    # Of 70,000 that hold a term.
    assert sum(scored) < most
