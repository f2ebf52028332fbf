"""The query language, and that no input breaks it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.search.query import KIND_GROUPS, parse_query


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("solar panels", {"text": "solar panels", "terms": ("solar", "panels")}),
        (
            'old "solar panels" cost',
            {"text": "old solar panels cost", "terms": ("old", "cost"), "phrases": ("solar panels",)},
        ),
        ('roof -flat -"big rain"', {"text": "roof", "terms": ("roof",), "excluded": ("flat", "big rain")}),
        (
            "well-known --verbose - a",
            {"text": "well-known --verbose - a", "terms": ("well-known", "--verbose", "-", "a")},
        ),
        ("type:pdf,.DOCX Type:md x", {"text": "x", "terms": ("x",), "types": ("pdf", "docx", "md")}),
        ("type:slides", {"types": KIND_GROUPS["slides"]}),
        ('in:"My Folder" in:/home/me IN:work', {"folders": ("My Folder", "/home/me", "work")}),
        ("after:2024-01-31 before:2025", {"after": date(2024, 1, 31), "before": date(2025, 1, 1)}),
        ("after:2024-5", {"after": date(2024, 5, 1)}),
        ("foo:bar https://x.org/a?b", {"text": "foo:bar https://x.org/a?b", "terms": ("foo:bar", "https://x.org/a?b")}),
        ('an "open quote', {"text": "an open quote", "terms": ("an",), "phrases": ("open quote",)}),
        ('"" " " -"" type:', {"terms": ("type:",), "text": "type:"}),
        ("after:", {"terms": ("after:",), "text": "after:"}),
        ("  \t\n ", {}),
        ("type:,", {}),
    ],
)
def test_what_is_typed_is_understood(raw: str, expected: dict[str, object]) -> None:
    query, notices = parse_query(raw)
    found = {
        name: getattr(query, name)
        for name in ("text", "terms", "phrases", "excluded", "types", "folders", "after", "before")
    }
    empty = {
        "text": "",
        "terms": (),
        "phrases": (),
        "excluded": (),
        "types": (),
        "folders": (),
        "after": None,
        "before": None,
    }
    assert found == empty | expected
    assert query.raw == raw
    assert bool(notices) == bool(query.excluded)


@pytest.mark.parametrize("value", ["2024-13", "2024-02-30", "tomorrow", "0001", "20240101", "٢٠٢٤"])
def test_a_date_that_is_none_is_words_and_is_told(value: str) -> None:
    query, notices = parse_query(f"x after:{value}")
    assert query.terms == ("x", f"after:{value}")
    assert query.after is None
    assert value in notices[0]


def test_what_is_excluded_is_told_and_options_of_programs_are_words() -> None:
    assert parse_query("rm -rf")[1] == ("Without files that hold “rf”.",)
    query, notices = parse_query("kill -9 while indexing")
    assert (query.terms, query.excluded, notices) == (("kill", "-9", "while", "indexing"), (), ())
    assert parse_query("tax -2023")[0].excluded == ("2023",)


def test_exclusions_alone_ask_for_nothing() -> None:
    assert parse_query("-this")[0].is_empty
    assert not parse_query("type:pdf -this")[0].is_empty


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from('"-:,. *^()typeinafterbeforeANDORNOT{}0129'), st.characters()), max_size=60
    )
)
def test_every_text_is_a_query(raw: str) -> None:
    query, _ = parse_query(raw)
    assert query.raw == raw
    assert all(part.strip() for part in (*query.terms, *query.phrases, *query.excluded, *query.types, *query.folders))
