"""The text of the index finds its characters on the page again, whatever cleaning has changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.engine.page_alignment import align
from pplx_desktop.engine.page_wire import boxes_from_bytes, boxes_to_bytes
from pplx_desktop.extract.document_builder import clean


def found(page: str, *parts: tuple[int, str]) -> list[str]:
    """For each part the characters of the page that stand for it."""
    offsets = align(page, parts)
    return [
        "".join(letter for letter, at in zip(page, offsets, strict=True) if start <= at < start + len(text))
        for start, text in parts
    ]


def test_each_character_knows_its_offset() -> None:
    page = "One line\r\nand another."
    offsets = align(page, [(100, "One line\nand another.")])
    assert offsets[page.index("and")] == 100 + "One line\nand".index("and")
    assert offsets[page.index("\n")] == -1


def test_ligatures_hyphens_and_leaders_do_not_part_the_two() -> None:
    page = "Of\ufb01ce hours ........ 12\r\nThe con\x02\r\ndenser is e\ufb03cient."
    text = "Office hours … 12\nThe condenser is efficient."
    offsets = align(page, [(0, text)])
    assert offsets[page.index("\ufb01")] == text.index("fi")
    assert offsets[page.index("denser")] == text.index("denser")
    assert offsets[page.index("\ufb03")] == text.rindex("ffi")
    # Only dots and blanks stand nowhere.
    assert {letter for letter, at in zip(page, offsets, strict=True) if at < 0} <= set(" .\r\n\x02")


def test_blocks_of_one_page_are_found_one_after_the_other() -> None:
    page = "Cat. Dog. Cat. Dog."
    offsets = align(page, [(0, "Cat. Dog."), (50, "Cat. Dog.")])
    assert [offsets[page.index("Cat")], offsets[page.rindex("Cat")]] == [0, 50]


def test_what_does_not_stand_on_the_page_is_found_nowhere() -> None:
    page = "The pump is in the cellar, beside the stairs."
    assert found(page, (0, "A comment that somebody has written"), (90, page)) == [
        "",
        "".join(letter for letter in page if letter not in " ."),
    ]
    assert set(align(page, [(0, "")])) == {-1}
    assert align("", [(0, "text")]) == ()


def test_a_part_whose_middle_is_missing_is_found_around_it() -> None:
    words = [f"word{number}." for number in range(100, 300)]
    page = " ".join([*words[:90], "something else entirely stands here", *words[110:]])
    text = " ".join(words)
    offsets = align(page, [(0, text)])
    for word in (*words[:90], *words[112:]):
        assert offsets[page.index(word)] == text.index(word)
    assert all(offsets[place] < 0 for place in range(page.index("entirely"), page.index("stands")))


@given(st.text(alphabet="ab .…\ufb01\r\n\u00adé漢\x02\x07", max_size=300))
def test_whatever_a_page_says_its_cleaned_text_is_found(page: str) -> None:
    text = clean(page.replace("\ufb01", "fi").replace("\x02", "")).strip()
    offsets = align(page, [(7, text)])
    assert len(offsets) == len(page)
    for letter, offset in zip(page, offsets, strict=True):
        if offset >= 0:
            assert text[offset - 7] == {"\ufb01": "f"}.get(letter, letter)
        else:
            assert letter in " .…\r\n\u00ad\x02\x07"


def test_a_hostile_page_costs_no_more_than_its_length() -> None:
    lengths: list[int] = []

    class Counted(str):
        __slots__ = ()

        def find(self, *arguments: object) -> int:  # type: ignore[override]
            lengths.append(1)
            return str.find(self, *arguments)  # type: ignore[arg-type]

    from pplx_desktop.engine import page_alignment  # noqa: PLC0415

    wanted, shown = "ab" * 5_000, "aab" * 8_000
    page_alignment._matched(wanted, Counted(shown), 0)
    assert len(lengths) <= 2 * len(wanted) + 2


@given(st.binary(max_size=80))
def test_boxes_lie_on_the_page_whatever_is_sent(data: bytes) -> None:
    if len(data) % 8:
        with pytest.raises(ValueError, match="no boxes"):
            boxes_from_bytes(data)
        return
    boxes = boxes_from_bytes(data)
    assert all(0 <= side <= 1 for box in boxes for side in box)
    assert boxes_to_bytes(boxes) == data
