"""How text is rewritten before it becomes words: what is the same to a reader is one word, and parts of runs are found."""

from __future__ import annotations

import unicodedata

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.index.rewriting import (
    has_pieces,
    is_rewritten,
    is_short_piece,
    parted,
    rewrite,
    rewrite_all,
    rewrite_with_places,
)
from pplx_desktop.index.tokens import Tokenizers, clean_text, phrase

CONNECTION = apsw.Connection(":memory:")
CONNECTION.execute(
    "CREATE VIRTUAL TABLE held USING fts5 (text, content = '',"
    " tokenize = 'porter unicode61 remove_diacritics 2 categories ''L* N* Co M*''')"
)
TOKENIZERS = Tokenizers(CONNECTION)

RUNS = {
    "chinese": "的一是在不了有和人这中大为上个国我以要他",
    "japanese": "東京都へいくカタカナー々",
    "korean": "한국어는도서관에서읽",
    "thai": "ประเทศไทยมีเมืองหลวงน้ำ",
    "lao": "ພາສາລາວແມ່ນ",
    "khmer": "ភាសាខ្មែរនៅក្នុង",
    "burmese": "မြန်မာဘာသာစကား",
}
MIXED = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab 1.ßœéﬁ\u00ad\u200b\u200d\u0301\u3099かｶﾞ東京ไทยน้ำខ្មែरि\u1112\u1161\u11abάё"), st.characters()
    ),
    max_size=60,
)


def is_found(typed: str, text: str) -> bool:
    """Whether the index finds a text by what was typed, as a phrase."""
    CONNECTION.execute("INSERT INTO held (held) VALUES ('delete-all')")
    CONNECTION.execute("INSERT INTO held (rowid, text) VALUES (1, ?)", (rewrite(clean_text(text)),))
    words = TOKENIZERS.words(typed)
    return bool(words) and bool(
        CONNECTION.execute("SELECT 1 FROM held WHERE held MATCH ?", (phrase(words),)).fetchall()
    )


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Straße", "STRASSE"),
        ("Łódź", "Lodz"),
        ("œuvre", "oeuvre"),
        ("smørrebrød", "smorrebrod"),
        ("e\u0301te\u0301", "été"),
        ("\ufb01nance", "finance"),
        ("Silben\u00adtrennung", "Silbentrennung"),
        ("ＡＢＣ１２３", "abc123"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("ελλάδα", "ΕΛΛΑΔΑ"),
        ("ёлка", "елка"),
        ("и\u0306од", "йод"),
        ("كِتَاب", "كتاب"),
        ("أحمد", "احمد"),
        ("מַלְכָּה", "מלכה"),
        ("می\u200cخواهم", "میخواهم"),
        ("नमस्ते", "नमस्ते"),
        ("❤\ufe0f heart", "heart"),
    ],
)
def test_what_is_the_same_to_a_reader_is_one_word(written: str, typed: str) -> None:
    assert is_found(typed, f"x {written} y")
    assert is_found(written, f"x {typed} y")


@pytest.mark.parametrize(("written", "typed"), [("नमस्ते", "नम"), ("किताब", "कताब"), ("मोर", "मर")])
def test_a_vowel_sign_belongs_to_its_letter_and_tells_words_apart(written: str, typed: str) -> None:
    assert len(TOKENIZERS.words(written)) == 1
    assert not is_found(typed, written)


@given(st.data(), st.sampled_from(sorted(RUNS)))
def test_each_part_of_a_run_is_found_and_nothing_else(data: st.DataObject, script: str) -> None:
    letters = st.sampled_from(units(RUNS[script]))
    run = data.draw(st.lists(letters, min_size=1, max_size=12))
    first = data.draw(st.integers(0, len(run) - 1))
    last = data.draw(st.integers(first + 1, len(run)))
    before, after = data.draw(st.sampled_from(["", "x", "x ", "。"])), data.draw(st.sampled_from(["", "y", " y", "。"]))
    text = before + "".join(run) + after
    assert is_found("".join(run[first:last]), text)
    other = "".join(data.draw(st.lists(letters, min_size=1, max_size=6)))
    assert is_found(other, text) == any(run[at : at + len(units(other))] == units(other) for at in range(len(run)))


def units(text: str) -> list[str]:
    """Letters with what belongs to them, as the pieces count them."""
    found = [TOKENIZERS.stems(text)[at].start for at in range(len(TOKENIZERS.stems(text)))]
    return [text[start:end] for start, end in zip(found, [*found[1:], len(text)], strict=True)]


def test_a_run_between_other_words_is_found_with_them() -> None:
    text = "请使用Python编程，2023年度报告 3.51.3"
    for typed in ("使用Python", "Python编程", "用python编", "2023年度", "年度报告", "编程", "3.51.3", "2023年"):
        assert is_found(typed, text), typed
    for typed in ("使用Java", "Python用", "2024年度", "编使"):
        assert not is_found(typed, text), typed


@given(MIXED)
def test_the_places_belong_to_what_is_put_in(text: str) -> None:
    rewritten, (starts, ends) = rewrite_with_places(text)
    assert rewritten == rewrite(text)
    assert is_rewritten(text) or rewritten == text
    assert len(starts) == len(ends) == len(rewritten)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))


@given(st.lists(MIXED, max_size=5))
def test_many_texts_are_rewritten_like_each_alone(texts: list[str]) -> None:
    assert rewrite_all(texts) == [rewrite(text) for text in texts]


@given(MIXED)
def test_a_word_that_was_put_in_is_found_as_it_is_typed(text: str) -> None:
    text = clean_text(text)
    for token in TOKENIZERS.stems(text):
        assert is_found(text[token.start : token.end], text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=80))
def test_letters_that_all_keyboards_have_stay_as_they_are(text: str) -> None:
    if unicodedata.is_normalized("NFC", text) and not set(text) & set("ßæÆœŒøØđĐłŁıħĦŧŦ\u00ad"):
        assert rewrite(text) is text


def test_what_is_typed_without_spaces_is_parted() -> None:
    assert parted("東京で一番") == ["東京", "京で", "で一", "一番"]
    assert parted("iPhone手机壳") == ["iPhone", "手机", "机壳"]
    assert parted("ประเทศไทย")[:2] == ["ประ", "ระเ"]
    assert parted("茶") == ["茶"]
    assert parted("plain-text") == ["plain-text"]
    assert is_short_piece("茶")
    assert not is_short_piece("茶道")
    assert is_short_piece("ไท")
    assert not is_short_piece("a")
    assert has_pieces("a 茶")
    assert not has_pieces("été नमस्ते")
