"""Characters become boxes for each line, and points become places between characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.core.page_types import Box, PageText
from pplx_desktop.gui.page_boxes import PlacedText, above_or_below, word_at
from pplx_desktop.gui.page_layout import fitted

STEP, HEIGHT = 0.01, 0.02


def page_of(*lines: str, columns: int = 1) -> PageText:
    """Lines below each other, each character `STEP` wide; with two columns, the second half of them beside the first."""
    text, boxes = "", list[Box]()
    half = (len(lines) + 1) // columns
    for number, line in enumerate(lines):
        left, top = 0.1 + 0.45 * (number // half), 0.1 + 0.03 * (number % half)
        for place, letter in enumerate(line):
            text += letter
            boxes.append((left + place * STEP, top, left + (place + 1) * STEP, top + HEIGHT))
        text += "\n"
        boxes.append((0.0, 0.0, 0.0, 0.0))
    return PageText(text, tuple(boxes), tuple(-1 if letter.isspace() else place for place, letter in enumerate(text)))


def boxes(page: PageText, start: str, end: str) -> list[Box]:
    placed = PlacedText(page, 1.4)
    return placed.boxes(placed.runs((page.text.index(start), page.text.index(end) + len(end))))


def test_each_line_of_a_span_is_one_box() -> None:
    page = page_of("the first line", "the second line", "the third")
    first, second = boxes(page, "first", "second")
    assert first == pytest.approx((0.14, 0.1, 0.24, 0.12))
    assert second == pytest.approx((0.1, 0.13, 0.2, 0.15))


def test_columns_are_boxes_of_their_own() -> None:
    page = page_of("left", "below", "right", "under", columns=2)
    assert [round(box[0], 2) for box in boxes(page, "left", "under")] == [0.1, 0.1, 0.55, 0.55]


def test_a_line_that_runs_down_the_page_is_one_box() -> None:
    text = "downwards"
    boxes = tuple((0.5, 0.1 + 0.01 * place, 0.52, 0.11 + 0.01 * place) for place in range(len(text)))
    placed = PlacedText(PageText(text, boxes, tuple(range(len(text)))), 1.4)
    assert placed.boxes([(0, 9)]) == [pytest.approx((0.5, 0.1, 0.52, 0.19))]


def test_text_that_stands_elsewhere_parts_a_run() -> None:
    page = page_of("one two three")
    offsets = tuple(offset + 500 if 4 <= offset < 7 else offset for offset in page.offsets)
    placed = PlacedText(PageText(page.text, page.boxes, offsets), 1.0)
    assert placed.runs((0, 13)) == [(0, 3), (8, 13)]
    assert placed.runs((504, 507)) == [(4, 7)]
    assert placed.runs((100, 200)) == []
    assert placed.first_box((100, 200)) is None


def test_a_point_lies_between_the_nearest_characters() -> None:
    page = page_of("abcdef", "ghijkl")
    placed = PlacedText(page, 1.4)
    at = page.text.index
    assert placed.nearest(0.124, 0.11) == at("c")
    assert placed.nearest(0.126, 0.11) == at("c") + 1
    # Beside a line is on it, however near another one is.
    assert placed.nearest(0.9, 0.11) == at("f") + 1
    assert placed.nearest(0.0, 0.145) == at("g")
    assert [placed.is_over(*point) for point in ((0.125, 0.11), (0.9, 0.11), (0.125, 1.0), (0.125, -0.1))] == [
        True,
        False,
        False,
        False,
    ]
    assert PlacedText(PageText(" ", ((0, 0, 0, 0),), (-1,)), 1.0).nearest(0.5, 0.5) is None


def test_a_note_is_lit_as_a_whole_and_in_nobodys_way() -> None:
    page = page_of("the text")
    box = (0.09, 0.09, 0.3, 0.13)
    noted = "\nA note"
    offsets = (*page.offsets, *(100 + at if letter.strip() else -1 for at, letter in enumerate(noted)))
    placed = PlacedText(PageText(page.text + noted, (*page.boxes, *[box] * len(noted)), offsets, len(noted)), 1.4)
    assert placed.boxes(placed.runs((100, 107))) == [box]
    assert placed.nearest(0.095, 0.095) == 0
    assert placed.boxes(placed.runs((4, 8))) == [pytest.approx((0.14, 0.1, 0.18, 0.12))]


_SIDES = st.integers(0, 100).map(lambda side: side / 100)
_BOXES = st.lists(st.tuples(_SIDES, _SIDES, _SIDES, _SIDES), max_size=12)


@given(_BOXES, st.tuples(_SIDES, _SIDES))
def test_the_nearest_character_is_found_without_a_look_at_all(sides: list[Box], point: tuple[float, float]) -> None:
    letters = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in sides]
    placed = PlacedText(PageText("x" * len(letters), tuple(letters), tuple(range(len(letters)))), 1.4)
    x, y = point
    far = [
        max(left - x, 0.0, x - right) + 6 * 1.4 * max(top - y, 0.0, y - bottom)
        for left, top, right, bottom in letters
        if right > left and bottom > top
    ]
    found = placed.nearest(x, y)
    if found is None:
        assert not far
        return
    at = {index: box for index, box in enumerate(letters) if index in {found, found - 1} and box[2] > box[0]}
    near = [
        max(box[0] - x, 0.0, x - box[2]) + 6 * 1.4 * max(box[1] - y, 0.0, y - box[3])
        for box in at.values()
        if box[3] > box[1]
    ]
    assert min(near) == pytest.approx(min(far))


def test_boxes_of_whole_lines_are_known_before_they_are_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(*(f"line {number} of a page" for number in range(20)))
    placed = PlacedText(page, 1.4)
    looked_at: list[int] = []
    monkeypatch.setattr(PlacedText, "_shown", lambda _, begin, end: looked_at.append(end - begin) or iter(()))
    assert len(placed.boxes([(0, len(page.text))])) == 20
    assert looked_at == []
    placed.boxes([(3, len(page.text) - 3)])
    assert sum(looked_at) < 60


def test_words_and_lines_are_stepped_over() -> None:
    page = page_of("a word here", "and below it")
    assert word_at(page.text, 3) == (2, 6)
    assert word_at("", 0) == (0, 0)
    below = above_or_below(page, page.text.index("word"), down=True)
    assert below is not None
    assert page.boxes[below][0] == pytest.approx(page.boxes[page.text.index("word")][0])
    assert page.boxes[below][1] > page.boxes[0][1]
    assert above_or_below(page, below, down=False) == page.text.index("word")
    assert above_or_below(page, below, down=True) is None


def test_pages_fit_the_room_and_keep_their_proportions() -> None:
    layout = fitted([(600, 800), (600, 800), (300, 400), (1200, 800)], 500, 100, gap=10)
    assert layout.widths == (500, 500, 250, 500)
    assert layout.heights == pytest.approx((666.67, 666.67, 333.33, 333.33), abs=0.01)
    assert layout.tops[1] == pytest.approx(10 + 666.67 + 10, abs=0.01)
    assert layout.left(2) == 125
    assert [layout.page_at(y) for y in (0, 10, 680, 687, 99_999)] == [0, 0, 0, 1, 3]
    assert list(layout.between(600, 700)) == [0, 1]


def test_zoomed_pages_are_wider_than_the_room_and_small_pictures_stay_small() -> None:
    layout = fitted([(600, 800)], 500, 200, gap=10)
    assert (layout.widths[0], layout.column) == (1000, 1000)
    assert fitted([(100, 50)], 500, 100, gap=10, natural=0.5).widths == (50,)
    assert fitted([(5000, 50)], 500, 100, gap=10, natural=0.5).widths == (500,)
    assert fitted([], 500, 100, gap=10).count == 0
