"""Walking a vocabulary for words that are close to one."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.search.spelling import Correction, find_near, notice_of

WORD = st.text(alphabet="abcdeéж", min_size=1, max_size=7)


def walk(words: list[str], word: str, most: int, *, same_beginning: int = 0) -> tuple[dict[str, int], int]:
    """What is found, and how many words were looked up."""
    ordered = sorted(set(words))
    lookups = 0

    def next_word(at_least: str) -> str | None:
        nonlocal lookups
        lookups += 1
        at = bisect_left(ordered, at_least)
        return ordered[at] if at < len(ordered) else None

    return find_near(word, next_word, most, same_beginning=same_beginning), lookups


def distance(first: str, second: str) -> int:
    """The restricted Damerau-Levenshtein distance, by the whole table."""
    rows = [[max(a, b) if not (a and b) else 0 for b in range(len(second) + 1)] for a in range(len(first) + 1)]
    for a in range(1, len(first) + 1):
        for b in range(1, len(second) + 1):
            rows[a][b] = min(
                rows[a - 1][b] + 1, rows[a][b - 1] + 1, rows[a - 1][b - 1] + (first[a - 1] != second[b - 1])
            )
            if a > 1 and b > 1 and first[a - 1] == second[b - 2] and first[a - 2] == second[b - 1]:
                rows[a][b] = min(rows[a][b], rows[a - 2][b - 2] + 1)
    return rows[-1][-1]


@given(st.lists(WORD, max_size=60), WORD, st.integers(1, 2))
def test_exactly_the_near_words_are_found(words: list[str], word: str, most: int) -> None:
    found, lookups = walk(words, word, most)
    assert found == {known: away for known in set(words) if (away := distance(word, known)) <= most}
    # Nothing is looked up twice.
    assert lookups <= len(set(words)) + 1


@given(st.lists(WORD, max_size=60), WORD, st.integers(1, 3))
def test_words_with_the_same_beginning_are_found(words: list[str], word: str, same: int) -> None:
    found, _ = walk(words, word, 2, same_beginning=same)
    near = {known for known in set(words) if distance(word, known) <= 2}
    assert set(found) == {known for known in near if known.startswith(word[:same])}


def test_few_of_many_words_are_looked_up() -> None:
    words = [f"{a}{b}{c}{d}ing" for a in "abcdefghij" for b in "aeiou" for c in "rstlnm" for d in "aeiouy"]
    found, lookups = walk(words, "bataing", 1, same_beginning=1)
    assert set(found) >= {"bataing", "bateing", "betaing"}
    assert lookups < len(words) / 20


@pytest.mark.parametrize(
    ("corrections", "notice"),
    [
        ((), ""),
        ((Correction("databse", "database", 1, 9),), "Nothing holds “databse”; searched for “database” as well."),
        (
            (Correction("a", "b", 1, 9), Correction("a", "c", 1, 8), Correction("d", "c", 1, 8)),
            "Nothing holds “a”, “d”; searched for “b”, “c” as well.",
        ),
    ],
)
def test_what_was_corrected_is_told(corrections: tuple[Correction, ...], notice: str) -> None:
    assert notice_of(corrections) == notice
