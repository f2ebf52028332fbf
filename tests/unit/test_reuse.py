"""What may be reused: stretches hold each row once, and their keys tell apart all that the model can tell apart."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.core.types import Stretch
from pplx_desktop.embed.reuse import find_stretches
from pplx_desktop.embed.windows import plan_contextual, plan_independent

SEPARATOR = -1
TEXTS = st.lists(st.lists(st.integers(0, 9), max_size=30), max_size=30)


def contextual(texts: list[list[int]], max_tokens: int, first_row: int = 0) -> tuple[Stretch, ...]:
    windows = plan_contextual(texts, SEPARATOR, max_tokens, first_row)
    return find_stretches(windows, first_row, first_row + len(texts))


def independent(*texts: list[int], context: list[int]) -> tuple[Stretch, ...]:
    return find_stretches(plan_independent(texts, [context] * len(texts), (100,), (101,), 20), 0, len(texts))


@given(TEXTS, st.integers(1, 40), st.integers(0, 5))
def test_stretches_hold_every_row_once_in_order(texts: list[list[int]], max_tokens: int, first_row: int) -> None:
    stretches = contextual(texts, max_tokens, first_row)
    assert [stretch.first for stretch in stretches[:1]] == [0] * bool(texts)
    assert all(first.end == second.first for first, second in pairwise(stretches))
    assert (stretches[-1].end if stretches else 0) == len(texts)
    assert sum(stretch.tokens for stretch in stretches) >= sum(map(len, texts))
    assert stretches == contextual(texts, max_tokens)


@given(TEXTS, st.integers(1, 40))
def test_a_stretch_as_a_document_of_its_own_has_the_same_key(texts: list[list[int]], max_tokens: int) -> None:
    for stretch in contextual(texts, max_tokens):
        (alone,) = contextual(texts[stretch.first : stretch.end], max_tokens)
        assert (alone.key, alone.tokens) == (stretch.key, stretch.tokens)


@given(TEXTS, TEXTS)
def test_only_the_same_texts_have_the_same_key(first: list[list[int]], second: list[list[int]]) -> None:
    keys = [[stretch.key for stretch in contextual(texts, 10_000)] for texts in (first, second)]
    assert (keys[0] == keys[1]) == (first == second)


def test_what_stands_before_a_window_is_part_of_its_key() -> None:
    (window,) = plan_contextual([[1], [2]], SEPARATOR, 10)
    contexts: list[list[int]] = [[], [7], [8], [7, 7]]
    keys = {find_stretches([window.after(context, SEPARATOR)], 0, 2)[0].key for context in contexts}
    # The same tokens in a row, of which the first are pooled.
    (three,) = plan_contextual([[7], [1], [2]], SEPARATOR, 10)
    assert three.ids == window.after([7], SEPARATOR).ids
    assert len({find_stretches([three], 0, 3)[0].key, *keys}) == 5


def test_rows_without_tokens_belong_to_their_neighbours() -> None:
    assert [(s.first, s.end) for s in contextual([[], [1], [], [2], []], 1)] == [(0, 3), (3, 5)]
    assert [(s.first, s.end) for s in contextual([[], []], 10)] == [(0, 2)]
    assert contextual([], 10) == ()


def test_a_text_in_several_windows_is_one_stretch() -> None:
    assert [(s.first, s.end) for s in contextual([[1], [2] * 11, [3]], 4)] == [(0, 1), (1, 2), (2, 3)]


def test_what_stands_before_a_passage_is_part_of_its_key() -> None:
    (plain,), (titled,) = independent([1, 2], context=[]), independent([1, 2], context=[7])
    assert plain.key != titled.key
    # The same tokens in a row, with another border between context and text: other pieces weigh otherwise.
    assert independent([2], context=[7])[0].key != independent([7, 2], context=[])[0].key
    same = independent([1, 2], [3], [1, 2], context=[7])
    assert (same[0].key, same[2].key) == (titled.key, titled.key)
