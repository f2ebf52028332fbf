from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.embed.windows import Part, Window, _is_anchor, plan_batches, plan_contextual, plan_independent

SEPARATOR = -1
TEXTS = st.lists(st.lists(st.integers(0, 9), max_size=30), max_size=12)
LONG_TEXTS = st.lists(st.lists(st.integers(0, 9), max_size=30), max_size=60)


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


def test_a_context_stands_before_a_window_and_is_no_part_of_it() -> None:
    (window,) = plan_contextual([[1, 2], [3]], SEPARATOR, max_tokens=8, first_row=5)
    behind = window.after([8, 9], SEPARATOR)
    assert behind == Window((8, 9, SEPARATOR, 1, 2, SEPARATOR, 3), (Part(5, 3, 5, 2), Part(6, 6, 7, 1)))
    assert window.after([], SEPARATOR) == window
    with pytest.raises(ValueError, match="separator"):
        window.after([8, SEPARATOR, 9], SEPARATOR)


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
def test_a_window_ends_where_no_more_fits_or_before_an_anchor(texts: list[list[int]], max_tokens: int) -> None:
    windows = plan_contextual(texts, SEPARATOR, max_tokens)
    for first, second in pairwise(windows):
        head = texts[second.parts[0].row]
        if max(len(texts[first.parts[0].row]), len(head)) <= max_tokens:
            fits = len(first.ids) + 1 + len(head) <= max_tokens
            assert not fits or (_is_anchor(head) and len(first.ids) >= max_tokens / 4)


@given(LONG_TEXTS, st.integers(20, 60))
def test_the_texts_of_a_window_alone_are_that_window(texts: list[list[int]], max_tokens: int) -> None:
    for window in plan_contextual(texts, SEPARATOR, max_tokens):
        rows = [part.row for part in window.parts]
        if len(texts[rows[0]]) <= max_tokens:
            (alone,) = plan_contextual(texts[rows[0] : rows[-1] + 1], SEPARATOR, max_tokens, rows[0])
            assert alone == window


@given(LONG_TEXTS, st.integers(20, 60), st.data())
def test_a_beginning_has_the_windows_of_the_whole_but_for_its_last(
    texts: list[list[int]], max_tokens: int, data: st.DataObject
) -> None:
    end = data.draw(st.integers(0, len(texts)))
    whole = plan_contextual(texts, SEPARATOR, max_tokens)
    beginning = plan_contextual(texts[:end], SEPARATOR, max_tokens)
    assert whole[: max(len(beginning) - 1, 0)] == beginning[:-1]


def test_after_a_change_windows_begin_at_the_same_texts_again() -> None:
    random = Random(1)
    texts = [[random.randrange(1000) for _ in range(random.randrange(10, 60))] for _ in range(400)]
    before = {window.ids for window in plan_contextual(texts, SEPARATOR, 250)}
    for change in (texts[5:], [[1, 2, 3] * 9, *texts], [*texts[:100], *texts[107:]]):
        after = plan_contextual(change, SEPARATOR, 250)
        new = sum(window.ids not in before for window in after)
        assert new < 0.35 * len(after)
    fill = sum(map(len, before)) / len(before) / 250
    assert fill > 0.8


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
def test_batches_hold_every_window_once_without_padding(lengths: list[int], max_tokens: int) -> None:
    windows = [Window((0,) * length, (Part(0, 0, length, length),)) for length in lengths]
    batches = plan_batches(windows, max_tokens)
    assert sorted(place for batch in batches for place in batch) == list(range(len(windows)))
    for batch in batches:
        assert len({lengths[place] for place in batch}) == 1
        assert len(batch) == 1 or lengths[batch[0]] * len(batch) <= max_tokens
    fewest = sum(-(-count // max(1, max_tokens // length)) for length, count in Counter(lengths).items())
    assert len(batches) == fewest
