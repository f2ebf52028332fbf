from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.embed.windows import Part, Window, plan_batches, plan_contextual, plan_independent

SEPARATOR = -1
TEXTS = st.lists(st.lists(st.integers(0, 9), max_size=30), max_size=12)


def test_whole_texts_share_a_window_with_separators_between_them_only() -> None:
    windows = plan_contextual([[1, 2], [3], [4, 5, 6]], SEPARATOR, max_tokens=8)
    assert windows == [
        Window((1, 2, SEPARATOR, 3, SEPARATOR, 4, 5, 6), (Part(0, 0, 2, 2), Part(1, 3, 4, 1), Part(2, 5, 8, 3)))
    ]


def test_a_text_that_does_not_fit_any_more_starts_the_next_window() -> None:
    windows = plan_contextual([[1, 2], [3], [4, 5, 6]], SEPARATOR, max_tokens=7, first_row=10)
    assert [window.ids for window in windows] == [(1, 2, SEPARATOR, 3), (4, 5, 6)]
    assert [[part.row for part in window.parts] for window in windows] == [[10, 11], [12]]


def test_a_text_longer_than_a_window_is_cut_into_like_pieces_in_windows_of_their_own() -> None:
    windows = plan_contextual([[1], list(range(10, 21)), [2]], SEPARATOR, max_tokens=5)
    assert [window.ids for window in windows] == [(1,), (10, 11, 12), (13, 14, 15, 16), (17, 18, 19, 20), (2,)]
    assert [window.parts[0].weight for window in windows] == [1, 3, 4, 4, 1]


def test_a_text_without_tokens_is_in_no_window() -> None:
    assert plan_contextual([[], []], SEPARATOR, max_tokens=5) == []
    assert [window.ids for window in plan_contextual([[1], [], [2]], SEPARATOR, max_tokens=5)] == [(1, SEPARATOR, 2)]


def test_a_separator_inside_a_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="separator"):
        plan_contextual([[1], [2, SEPARATOR, 3]], SEPARATOR, max_tokens=9)


def test_an_independent_text_is_framed_and_has_its_context_before_every_piece() -> None:
    windows = plan_independent([[1, 2], [3, 4, 5, 6, 7]], [[8], [9]], (100,), (101,), max_tokens=6)
    assert [window.ids for window in windows] == [(100, 8, 1, 2, 101), (100, 9, 3, 4, 101), (100, 9, 5, 6, 7, 101)]
    assert [window.parts for window in windows] == [(Part(0, 0, 5, 2),), (Part(1, 0, 5, 2),), (Part(1, 0, 6, 3),)]


@given(TEXTS, st.integers(1, 40))
def test_no_token_is_lost_whatever_the_texts_and_the_limit(texts: list[list[int]], max_tokens: int) -> None:
    windows = plan_contextual(texts, SEPARATOR, max_tokens)
    found: dict[int, list[int]] = {}
    for window in windows:
        assert 0 < len(window.ids) <= max_tokens
        assert window.ids.count(SEPARATOR) == len(window.parts) - 1
        for part in window.parts:
            tokens = window.ids[part.start : part.end]
            assert SEPARATOR not in tokens
            assert part.weight == len(tokens)
            found.setdefault(part.row, []).extend(tokens)
    assert found == {row: text for row, text in enumerate(texts) if text}


@given(TEXTS, st.integers(1, 40))
def test_windows_are_as_few_as_whole_texts_in_order_allow(texts: list[list[int]], max_tokens: int) -> None:
    windows = plan_contextual(texts, SEPARATOR, max_tokens)
    for first, second in pairwise(windows):
        whole = [len(texts[window.parts[0].row]) <= max_tokens for window in (first, second)]
        if all(whole):
            head = second.parts[0]
            assert len(first.ids) + 1 + head.end - head.start > max_tokens


@given(TEXTS, st.integers(0, 5), st.integers(10, 40))
def test_independent_windows_hold_every_token_too(texts: list[list[int]], context: int, max_tokens: int) -> None:
    windows = plan_independent(texts, [[7] * context] * len(texts), (100,), (101,), max_tokens)
    found: dict[int, list[int]] = {row: [] for row in range(len(texts))}
    for window in windows:
        (part,) = window.parts
        assert (part.start, part.end) == (0, len(window.ids))
        assert len(window.ids) <= max_tokens
        found[part.row].extend(window.ids[1 + context : -1])
    assert list(found.values()) == texts


@given(st.lists(st.integers(1, 50), max_size=40), st.integers(1, 200))
def test_batches_hold_every_window_once_within_the_limit(lengths: list[int], max_tokens: int) -> None:
    windows = [Window((0,) * length, (Part(0, 0, length, length),)) for length in lengths]
    batches = plan_batches(windows, max_tokens)
    assert sorted(place for batch in batches for place in batch) == list(range(len(windows)))
    for batch in batches:
        longest = max(lengths[place] for place in batch)
        assert len(batch) == 1 or longest * len(batch) <= max_tokens
