"""Queries as people type them find what they mean: typos, other ways to write the same, scripts, pasted pages."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from pplx_desktop.core.types import SearchResult
from pplx_desktop.search.long_query import MOST_SEARCHED, telling_terms
from pplx_desktop.search.searcher import Searcher
from pplx_desktop.search.spelling import correct_terms
from tests.support.corpus import Library

TEXTS = {
    "mail.txt": "Write to john.doe@example.com by e-mail, or call.",
    "code.py": "def get_user_name(self): return self.parseHttpHeader(line)",
    "invoice.txt": "The total is 1,234.56 EUR for 12 panels, 98765 pieces.",
    "bank.txt": "Balance 4321.09 and 1'000'000 francs",
    "release.txt": "SQLite 3.51.3 fixes the WAL reset; libfoo v2.7.1 does not.",
    "typos.txt": "The configuration of the environment and the accommodation of guests is separate.",
    "greek.txt": "Η Ελλάδα είναι χώρα. Ёлка стоит. Straße in Łódź. The \ufb01nal o\ufb03ce.",
    "chinese.txt": "我们在北京大学学习计算机科学，使用Python编程。",
    "japanese.txt": "東京で一番高い建物は東京スカイツリーです。ﾃﾞｰﾀﾍﾞｰｽの設定。",
    "thai.txt": "กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย",
    "khmer.txt": "ភាសាខ្មែរគឺជាភាសាផ្លូវការ",
    "hindi.txt": "भारत की राजधानी नई दिल्ली है",
    "firewall.txt": "最後にファイアウォールを止める。" + "これは長い文章です。" * 30,
    "layout.txt": "ファイル、レイアウト、アウト、フォール、ウォーク、ファイアー、ツール、ルール。" * 4,
    "korean.txt": "도서관에서 책을 읽습니다",
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Generator[Searcher]:
    library = Library(tmp_path_factory.mktemp("typed") / "index.sqlite3")
    for number, (name, text) in enumerate(TEXTS.items()):
        library.put(f"/typed/{number:03}/{name}", text)
    for number in range(60):
        library.put(f"/typed/other/{number}.txt", f"Filler number {number} about configurations of gardens and trees")
    yield Searcher(library.index, None)
    library.index.close()


def first(result: SearchResult) -> str:
    return result.hits[0].path.rsplit("/", 1)[1] if result.hits else ""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("john.doe@example.com", "mail.txt"),
        ("email", "mail.txt"),
        ("getUserName", "code.py"),
        ("get_user_name", "code.py"),
        ("parse_http_header", "code.py"),
        ("parseHttpHeader", "code.py"),
        ("1,234.56", "invoice.txt"),
        ("1234.56", "invoice.txt"),
        ("1.234,56", "invoice.txt"),
        ("98,765", "invoice.txt"),
        ("4,321.09", "bank.txt"),
        ("1000000", "bank.txt"),
        ("3.51.3", "release.txt"),
        ("v3.51.3", "release.txt"),
        ("2.7.1", "release.txt"),
        ("acommodation", "typos.txt"),
        ("seperate", "typos.txt"),
        ("enviroment accomodation", "typos.txt"),
        ("ελλαδα", "greek.txt"),
        ("елка", "greek.txt"),
        ("strasse", "greek.txt"),
        ("lodz", "greek.txt"),
        ("final office", "greek.txt"),
        ("北京", "chinese.txt"),
        ("计算机", "chinese.txt"),
        ("科学", "chinese.txt"),
        ("Ｐｙｔｈｏｎ", "chinese.txt"),
        ("高い建物は何ですか", "japanese.txt"),
        ("データベース", "japanese.txt"),
        ('"東京スカイツリー"', "japanese.txt"),
        ("塔 建", "japanese.txt"),
        ("เมืองหลวง", "thai.txt"),
        ("ประเทศไทยมีเมืองหลวงชื่ออะไร", "thai.txt"),
        ("ភាសាខ្មែរ", "khmer.txt"),
        ("दिल्ली", "hindi.txt"),
        ("도서관", "korean.txt"),
    ],
)
def test_what_is_typed_finds_what_is_meant(searcher: Searcher, typed: str, name: str) -> None:
    assert first(searcher.search(typed, mode="words")) == name
    assert first(searcher.search(typed, mode="words", typing=True)) == name


def test_what_holds_all_of_a_word_without_spaces_comes_first(searcher: Searcher) -> None:
    """Its pieces stand in other words, and a text full of those does not come before it."""
    for typing in (False, True):
        result = searcher.search("ファイアウォール", mode="words", typing=typing)
        assert [hit.path.rsplit("/", 1)[1] for hit in result.hits[:2]] == ["firewall.txt", "layout.txt"]


def test_a_typo_is_told_and_its_correction_marked(searcher: Searcher) -> None:
    result = searcher.search("acommodation", mode="words")
    assert result.closest == ("accommodation",)
    assert "Nothing holds “acommodation”; searched for “accommodation” as well." in result.notices
    snippet = result.hits[0].passages[0].snippet
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["accommodation"]


def test_a_word_that_is_there_is_never_corrected(searcher: Searcher) -> None:
    retrieval = searcher._index.retrieval
    assert correct_terms(retrieval, ["configuration", "gardens", "98765", "北京"]) == ()
    # Nor one that is in a name, is too short, is a number or a code, or is of a script without spaces.
    for term in ("invoice", "teh", "tre", "98764", "3.51.4", "x86", "v2.7.2", "2.3", "gpt4", "北海", "C++"):
        assert correct_terms(retrieval, [term]) == (), term
    assert [found.term for found in correct_terms(retrieval, ["filer"])] == ["filler"]


def test_a_correction_is_the_form_that_was_meant_not_the_first_of_its_stem(tmp_path: Path) -> None:
    library = Library(tmp_path / "index.sqlite3")
    for number in range(5):
        library.put(f"/forms/{number}.txt", f"A capable editor, number {number}")
    library.put("/forms/list.txt", "The capabilities of a process")
    assert correct_terms(library.index.retrieval, ["capabilites"])[0].term == "capabilities"
    library.index.close()


@pytest.mark.parametrize(
    # By their stems alone some of them would be near to what is there.
    "term",
    [
        "Haus",
        "trimming",
        "totals",
        "seinem",
        "bleiben",
        "Berlin",
        "Amazon",
        "Firefox",
        "bailing",
    ],
)
def test_a_word_of_another_language_or_subject_is_no_mistake(searcher: Searcher, term: str) -> None:
    assert correct_terms(searcher._index.retrieval, [term]) == ()


def test_a_query_in_another_language_is_not_mistyped(searcher: Searcher) -> None:
    retrieval = searcher._index.retrieval
    assert {found.typed for found in correct_terms(retrieval, ["enviroment", "acommodation"])} == {
        "enviroment",
        "acommodation",
    }
    # "confguration" alone would be corrected.
    assert correct_terms(retrieval, ["confguration"])
    assert correct_terms(retrieval, ["wie", "ändert", "man", "die", "confguration", "gardens"]) == ()


def test_a_typo_costs_a_bounded_number_of_lookups(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    retrieval = searcher._index.retrieval
    lookups = 0
    next_word = type(retrieval.vocabulary).next_word

    def counted(self: object, at_least: str) -> str | None:
        nonlocal lookups
        lookups += 1
        return next_word(self, at_least)

    monkeypatch.setattr(type(retrieval.vocabulary), "next_word", counted)
    correct_terms(
        retrieval, [*(f"unheardof{letter}x" for letter in "abcdefghij"), *(f"{number}" for number in range(10))]
    )
    assert 0 < lookups <= 4 * 1_500


def test_a_pasted_page_finds_its_file_by_a_bounded_number_of_words(searcher: Searcher) -> None:
    pasted = (
        "Filler text about many things. " * 40
        + TEXTS["release.txt"]
        + ' -v --help type:pdf "open '
        + "garden tree " * 500
    )
    result = searcher.search(pasted, mode="words")
    assert first(result) == "release.txt"
    assert len(result.explanation.terms) <= MOST_SEARCHED + 2
    assert not result.query.excluded
    assert not result.query.types
    assert "So long a text is searched for by its most telling words." in result.notices


def test_a_query_that_somebody_types_is_searched_for_whole(searcher: Searcher) -> None:
    retrieval = searcher._index.retrieval
    typed = [f"word{number}" for number in range(MOST_SEARCHED)]
    assert telling_terms(retrieval, typed) == tuple(typed)
    chosen = telling_terms(retrieval, [*["filler"] * 200, *[f"none{n}" for n in range(100)], "panels", "gardens"])
    assert chosen == ("filler", "panels", "gardens")


@pytest.mark.parametrize(
    ("chunks", "phrase"),
    [
        (("私は東京", "都庁に行く"), "東京都庁"),
        (("私は東京", "都々"), "京都々"),
        (("それは最後に。", "これは始め"), "最後に。これは"),
        (("ประเทศไทยมี", "เมืองหลวง"), "ไทยมีเมือง"),
        (("the end of one", "begins another"), "of one begins"),
    ],
)
def test_a_phrase_is_found_across_the_border_of_two_chunks(
    tmp_path: Path, chunks: tuple[str, str], phrase: str
) -> None:
    library = Library(tmp_path / "index.sqlite3")
    library.put("/cut.txt", *chunks)
    library.put("/parted.txt", chunks[0], "nothing between", chunks[1])
    library.put("/longer.txt", f"{chunks[0]} x", chunks[1])
    result = Searcher(library.index, None).search(f'"{phrase}"', mode="words")
    library.index.close()
    assert [hit.path for hit in result.hits] == ["/cut.txt"]
