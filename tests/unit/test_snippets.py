"""Marks and snippets."""

from __future__ import annotations

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.index.tokens import Tokenizers, clean_text
from pplx_desktop.search.snippets import find_marks, make_snippet, wanted_marks

TOKENIZERS = Tokenizers(apsw.Connection(":memory:"))


def marked(text: str, *terms: str, beginning: str = "") -> list[str]:
    wanted = wanted_marks(TOKENIZERS, terms, beginning)
    return [text[start:end] for (start, end), _ in find_marks(TOKENIZERS.stems(text), wanted)]


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("He runs, she is running; a run.", ["run"], ["runs", "running", "run"]),
        ("Les éléphants d'Élan", ["elephants", "ELAN"], ["éléphants", "Élan"]),
        ("the tax return and the return of tax", ["tax return"], ["tax return"]),
        ("tax tax return return", ["tax return", "tax"], ["tax", "tax return"]),
        ("HIV-1 is not HIV 2", ["HIV-1"], ["HIV-1"]),
        ("nothing of it", ["elsewhere"], []),
        ("日本 e\u0301te\u0301 été", ["été"], ["e\u0301te\u0301", "été"]),
        ("die Stra\u00dfe, \ufb01nally Łódź", ["strasse", "finally", "Lodz"], ["Straße", "\ufb01nally", "Łódź"]),
        ("東京都に行く。京都", ["京都"], ["京都", "京都"]),
        ("東京都に行く。京都", ["東京", "京都"], ["東京", "都", "京都"]),
        ("東京都に行く", ["都"], ["都"]),
        ("お茶を飲む。茶道", ["茶"], ["茶", "茶"]),
        ("ｶﾞｲﾄﾞ ガイド", ["ガイド"], ["ｶﾞｲﾄﾞ", "ガイド"]),
        ("使用Python编程", ["用Python编"], ["用Python编"]),
        ("ประเทศไทยสวยงาม", ["ไทย"], ["ไทย"]),
        ("नमस्ते दुनिया", ["दुनिया"], ["दुनिया"]),
    ],
)
def test_words_are_marked_as_the_index_matches_them(text: str, terms: list[str], expected: list[str]) -> None:
    assert marked(text, *terms) == expected


def test_the_beginning_of_a_word_marks_the_word() -> None:
    assert marked("a photograph of photons", beginning="phot") == ["photograph", "photons"]
    assert marked("a photograph of photons", "phot") == []
    # Not the words that begin like its stem, "in".
    assert marked("into the inner part it is installed", beginning="ins") == ["installed"]


def test_a_snippet_shows_the_part_with_most_of_the_words() -> None:
    text = (
        "Solar is named here. "
        + "Filler sentence without sense. " * 20
        + "At last the solar\n\n  panels on the roof. "
        + "More filler. " * 30
    )
    wanted = wanted_marks(TOKENIZERS, ["solar", "panel", "roof"])
    snippet = make_snippet(text, find_marks(TOKENIZERS.stems(text), wanted), 120)
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["solar", "panels", "roof"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert "solar panels" in snippet.text
    assert len(snippet.text) <= 125


def test_a_snippet_of_text_without_spaces_keeps_its_length_and_joins_its_marks() -> None:
    text = "これは長い文章です。" * 60 + "東京都の人口は多い。" + "まだ続く文章です。" * 60
    wanted = wanted_marks(TOKENIZERS, ["東京", "京都", "人口"])
    snippet = make_snippet(text, find_marks(TOKENIZERS.stems(text), wanted), 80)
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["東京都", "人口"]
    assert 60 <= len(snippet.text) <= 90
    assert len(make_snippet("x" * 500 + " word " + "y" * 500, [((501, 505), 0)], 60).text) < 150


def test_a_passage_found_by_meaning_is_shown_from_its_start() -> None:
    snippet = make_snippet("First sentence. " * 40, [], 50)
    assert snippet.text == "First sentence. First sentence. First sentence.…"
    assert snippet.marks == ()


def test_a_short_passage_is_shown_whole() -> None:
    assert make_snippet("  short\n\ntext ", [], 50).text == "short text"


@given(
    st.text(alphabet=st.one_of(st.sampled_from("ab .\n\t\u00e9\u4e1c"), st.characters()), max_size=400),
    st.integers(5, 80),
)
def test_marks_stay_on_their_words(text: str, chars: int) -> None:
    text = clean_text(text)
    tokens = TOKENIZERS.stems(text)
    marks = find_marks(tokens, wanted_marks(TOKENIZERS, ["a", "b", "ab b"]))
    snippet = make_snippet(text, marks, chars)
    shown = [snippet.text[start:end] for start, end in snippet.marks]
    known = {" ".join(text[start:end].split()) for (start, end), _ in marks}
    assert {" ".join(part.split()) for part in shown} <= known
    assert bool(shown) == bool(marks)
    ends = [place for mark in snippet.marks for place in mark]
    assert ends == sorted(ends)


@given(st.text(max_size=200))
def test_the_places_of_tokens_are_characters(text: str) -> None:
    for token in TOKENIZERS.stems(text):
        assert 0 <= token.start < token.end <= len(text)
        assert TOKENIZERS.sought(text[token.start : token.end]) == [token.term]
