"""Which condition the cursor stands in, and what a chosen value makes of the text."""

from __future__ import annotations

import pytest

from pplx_desktop.gui.query_part import part_at, with_condition, with_value
from pplx_desktop.search.query import parse_query


def _at(marked: str):
    cursor = marked.index("|")
    return part_at(marked.replace("|", ""), cursor)


@pytest.mark.parametrize(
    ("marked", "prefix", "beginning"),
    [
        ("type:|", "type", ""),
        ("heat type:p|", "type", "p"),
        ("TYPE:P|", "type", "P"),
        ("-type:p|", "type", "p"),
        ("type:pdf,do|", "type", "do"),
        ("type:p|df pump", "type", "p"),
        ("in:報|", "in", "報"),
        ('in:"My Fo|', "in", "My Fo"),
        ('in:"My| Folder" heat', "in", "My"),
        ('"heat pump" in:ho|', "in", "ho"),
        ("مضخة in:ت|", "in", "ت"),
        ("after:2024-|", "after", "2024-"),
        ("before:|", "before", ""),
    ],
)
def test_the_condition_at_the_cursor(marked: str, prefix: str, beginning: str) -> None:
    part = _at(marked)
    assert part is not None
    assert (part.prefix, part.beginning) == (prefix, beginning)


@pytest.mark.parametrize(
    "marked",
    [
        "|",
        "heat|",
        "type|",
        "type: |",
        "ty|pe:pdf",
        "mytype:p|",
        '"say type:p|',
        "in:house |",
        'in:"My Folder"|',
        "http:|",
    ],
)
def test_no_condition_at_the_cursor(marked: str) -> None:
    assert _at(marked) is None


@pytest.mark.parametrize(
    ("marked", "value", "written"),
    [
        ("type:|", "pdf", "type:pdf |"),
        ("heat type:p|", "pdf", "heat type:pdf |"),
        ("type:p| heat", "pdf", "type:pdf |heat"),
        ("type:p|df heat", "pptx", "type:pptx |heat"),
        ("type:pdf,do|", "docx", "type:pdf,docx |"),
        ("type:p|,md", "pdf", "type:pdf|,md"),
        ("in:my|", "My Folder", 'in:"My Folder" |'),
        ('in:"my|', "My Folder", 'in:"My Folder" |'),
        ('in:"my| fol" heat', "My Folder", 'in:"My Folder" |heat'),
        ('in:"ho|', "House", "in:House |"),
        ("in:|", "報告書", "in:報告書 |"),
    ],
)
def test_a_value_gets_into_the_text(marked: str, value: str, written: str) -> None:
    text = marked.replace("|", "")
    part = _at(marked)
    assert part is not None
    put = with_value(text, part, value)
    after = text[: put.start] + put.text + text[put.end :]
    assert after[: put.start + len(put.text)] + "|" + after[put.start + len(put.text) :] == written
    query, _ = parse_query(after)
    assert value in {*query.types, *query.folders}


@pytest.mark.parametrize(
    ("text", "cursor", "after"), [("", 0, "in:"), ("heat", 4, "heat in:"), ("heat ", 5, "heat in:")]
)
def test_a_condition_is_a_word_of_its_own(text: str, cursor: int, after: str) -> None:
    put = with_condition(text, cursor, "in:")
    assert text[: put.start] + put.text + text[put.end :] == after
