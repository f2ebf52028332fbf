"""Where sentences begin and end, in several languages and in what is no prose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.search.sentences import sentences, without_headings


def told(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The pump is too large for the house.", "It starts and stops.", "Why is that so?", "Nobody knows!"],
        ["Dr. Meyer came at 3.5 bar, e.g. on Monday.", "He measured it again."],
        ["Am 3. März 2020 war es kalt.", "Die Anlage lief z.B. nachts.", "Sie kostete 14,2 Mrd. Euro im Jahr 2020."],
        ["Il a dit « c'est fini. »", "M. Dupont est parti.", "Voir p. 12 du rapport."],
        ["See Smith et al. (2019) for that.", "The rest is new... or so they say.", "But it is not so."],
        ["東京は日本の首都です。", "大阪も大きい都市です。", "どちらも古い！"],
        ["He said “No.”", "Then he left the room."],
    ],
)
def test_prose_is_cut_at_its_sentences(expected: list[str]) -> None:
    joint = "" if expected[0].endswith("。") else " "
    assert told(joint.join(expected)) == expected


def test_lines_that_are_wrapped_belong_together_and_items_do_not() -> None:
    text = "The unit is too large\nfor this house and stops.\n\n- buffer tank of 200 litres\n- smaller unit\n1. ask for an offer"
    assert told(text) == [
        "The unit is too large\nfor this house and stops.",
        "- buffer tank of 200 litres",
        "- smaller unit",
        "1. ask for an offer",
    ]


def test_what_has_no_sentences_is_cut_at_its_lines() -> None:
    rows = [f"{number:4} litres of water, {number} degrees, no remark at all here" for number in range(20)]
    assert told("\n".join(rows)) == [row.strip() for row in rows]
    short = "\n".join(rows[:2])
    assert told(short) == [short.strip()]


def test_what_says_nothing_alone_goes_with_its_neighbour() -> None:
    assert told("Yes. It is much too large for this house.") == ["Yes. It is much too large for this house."]
    assert told("It is much too large for this house. Yes.") == ["It is much too large for this house. Yes."]


@given(st.text(alphabet=st.sampled_from("ab A.!?。\n-1)»\t…東"), max_size=200))
def test_every_visible_character_is_in_one_sentence(text: str) -> None:
    found = sentences(text)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in found)
    inside = "".join(text[start:end] for start, end in found)
    assert "".join(inside.split()) == "".join(text.split())


def test_headings_say_nothing_and_items_and_last_lines_do() -> None:
    text = "Steam engine\n\nIt was invented long ago\nby somebody.\n\n- a valve that opens\n\nNobody knows who it was"
    kept = [text[start:end] for start, end in without_headings(text, sentences(text))]
    assert kept == ["It was invented long ago\nby somebody.", "- a valve that opens", "Nobody knows who it was"]
    quoted = "He said: “No, I am not.”\n\nThen he left the room."
    assert without_headings(quoted, sentences(quoted)) == sentences(quoted)
