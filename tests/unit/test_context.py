from __future__ import annotations

import pytest

from pplx_desktop.embed.context import context_before, fixed_words

LINES = ("{title}", "{heading}")


@pytest.mark.parametrize(
    ("text", "title", "heading", "expected"),
    [
        ("Body.", "Title", "Part › Section", "Title\nPart › Section"),
        ("Body.", "Title", "", "Title"),
        ("Body.", "", "", ""),
        ("Body.", "", "Part", "Part"),
        ("Title of it all. Body.", "Title of it all", "", ""),
        ("  TITLE of it all. Body.", "Title of it all", "", ""),
        ("Body.", "Title", "Title › Section", "Title › Section"),
        ("Section\nBody.", "Title", "Title › Section", "Title"),
        ("Section\nBody.", "Title", "Part › Section", "Title\nPart"),
        ("Section\nBody.", "Title", "Section", "Title"),
    ],
)
def test_what_is_put_before_a_passage(text: str, title: str, heading: str, expected: str) -> None:
    assert context_before(text, title, heading, LINES) == expected


def test_braces_in_a_title_are_text() -> None:
    assert context_before("Body.", "{heading} {0}", "Part", LINES) == "{heading} {0}\nPart"


def test_a_model_without_lines_has_no_context() -> None:
    assert context_before("Body.", "Title", "Part", ()) == ""


def test_words_of_a_template_that_stand_without_title_and_heading() -> None:
    assert [fixed_words(line) for line in ("{title}", " {title} {heading} ", "", "In {heading}:")] == [
        "",
        "",
        "",
        "In :",
    ]
    assert [fixed_words(line) for line in ("{author}", "{title.x}", "{0}", "{", "{title:x}")] == [None] * 5
