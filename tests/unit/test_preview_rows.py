"""How the text of a file is laid out for the preview: pure functions, with made-up and hostile files."""

from __future__ import annotations

import itertools
import random

import pytest

from pplx_desktop.core.errors import Cancelled
from pplx_desktop.core.types import Block, DocumentView
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.gui.code_colours import find_tokens
from pplx_desktop.gui.composing import compose_rows
from pplx_desktop.gui.composition import compose
from pplx_desktop.gui.finder import Finder, folded_text
from pplx_desktop.gui.palette import DARK, LIGHT, Colours, contrast
from pplx_desktop.gui.sheets import read_sheets
from pplx_desktop.gui.text_rows import MOST_CHARS, MOST_CODE_CHARS, Role, Row, TextRows, lines_of


def _document(kind: str, *blocks: tuple[str, str, int | None]) -> DocumentView:
    """Blocks of text, heading and page, with an empty line between them, as the index has them."""
    text = "\n\n".join(block[0] for block in blocks)
    found: list[Block] = []
    at = 0
    for said, heading, page in blocks:
        found.append(Block(at, at + len(said), page, heading))
        at += len(said) + 2
    return DocumentView(f"/data/a.{kind}", "", kind, text, tuple(found))


def _said(document: DocumentView, rows: TextRows) -> list[str]:
    return [row.added + document.text[row.start : row.end] for row in rows.rows]


def _roles(rows: TextRows, role: Role) -> list[Row]:
    return [row for row in rows.rows if row.role is role]


def test_every_character_is_in_one_row_whatever_the_blocks_are() -> None:
    rolls = random.Random(20_261_121)
    for kind in ("txt", "pdf", "pptx", "eml", "mbox", "ipynb", "srt", "zip", "py", "json", "docx"):
        for _ in range(60):
            text = "".join(rolls.choice("ab \n\n\t🙂|From: x") for _ in range(rolls.randrange(400)))
            places = sorted(rolls.sample(range(len(text) + 1), k=min(len(text) + 1, 2 * rolls.randrange(5))))
            headings = ("", "Notes", "Cell 2", "Cell 1 › Output", "a.eml › b", "00:01–00:02", "Title")
            blocks = tuple(
                Block(begin, end, rolls.choice((None, 1, 2)), rolls.choice(headings))
                for begin, end in zip(places[::2], places[1::2], strict=False)
            )
            document = DocumentView("/a", "", kind, text, blocks)
            rows = compose_rows(document, text if kind == "py" else None)
            covered = "".join(text[row.start : row.end] for row in rows.rows)
            assert covered.split() == text.split() or "".join(covered.split()) == "".join(text.split())
            starts = [row.start for row in rows.rows]
            assert starts == sorted(starts)
            assert all(before.end <= row.start for before, row in itertools.pairwise(rows.rows))


@pytest.mark.parametrize("kind", ["txt", "pptx", "eml", "ipynb", "xlsx"])
def test_what_nobody_waits_for_is_laid_out_no_further(kind: str) -> None:
    wanted = Wanted()
    document = _document(kind, ("From: a", "", 1), ("one", "Cell 1", 1), ("two", "Cell 2", 2))
    assert compose(document, wanted).rows.rows
    wanted.call_off()
    with pytest.raises(Cancelled):
        compose(document, wanted)


def test_a_table_that_nobody_waits_for_is_read_no_further() -> None:
    wanted = Wanted()
    wanted.call_off()
    with pytest.raises(Cancelled):
        read_sheets(_document("xlsx", ("one", "Sheet › row 1", None)), wanted=wanted)


@pytest.mark.parametrize("kind", ["txt", "py"])
def test_no_row_is_longer_than_can_be_laid_out_in_a_frame(kind: str) -> None:
    most = MOST_CODE_CHARS if kind == "py" else MOST_CHARS
    for text in ("a" * 30_000, "word " * 6_000, "x" * 30_000 + "\n" + "y" * 30_000):
        document = DocumentView("/a", "", kind, text, (Block(0, len(text)),))
        rows = compose_rows(document)
        assert max(row.end - row.start for row in rows.rows) <= most
        assert "".join(text[row.start : row.end] for row in rows.rows) == text.replace("\n", "")


def test_long_lines_are_cut_at_a_space_where_one_is_near() -> None:
    text = "word " * 1_000
    pieces = list(lines_of(text, 0, len(text)))
    assert all(text[end - 1] == " " for _, end in pieces)


def test_an_offset_leads_to_the_row_that_shows_it() -> None:
    document = _document("pptx", ("Costs\nThey rise.", "Costs", 1), ("Some notes.", "Costs › Notes", 1), ("End", "", 2))
    rows = compose_rows(document)
    for offset, letter in enumerate(document.text):
        row = rows.rows[rows.row_of(offset)]
        assert letter == "\n" or row.start <= offset < row.end


def test_slides_stand_on_cards_with_their_notes() -> None:
    document = _document(
        "pptx",
        ("Costs\nThey rise.", "Costs", 1),
        ("Say it slowly.", "Costs › Notes", 1),
        ("Thanks", "", 2),
        ("Author: Ada", "Properties", None),
    )
    rows = compose_rows(document)
    assert [row.added for row in _roles(rows, Role.CAPTION)] == ["Slide 1", "Notes", "Slide 2", "Properties"]
    cards = {row.card for row in rows.rows if "Author" in document.text[row.start : row.end]}
    assert cards == {0}
    first = [row for row in rows.rows if row.card == 1]
    assert document.text[first[-1].start : first[-1].end] == "Say it slowly."
    assert [document.text[row.start : row.end] for row in _roles(rows, Role.TITLE)] == ["Costs"]


def test_the_head_of_a_mail_stands_on_a_card_and_names_what_is_attached() -> None:
    document = _document(
        "eml",
        ("From: ada@a.example\nTo: ben@b.example\nSubject: Offer: 8 kW", "", None),
        ("Dear Ben,\nplease find attached…", "", None),
        ("From: cyd@c.example", "old.eml", None),
        ("Sum: 12", "offer.pdf › 1. Sum", 1),
    )
    rows = compose_rows(document)
    head = [row for row in rows.rows if row.card]
    assert [row.role for row in head] == [Role.FIELD] * 4
    assert head[-1].added == "Attached: old.eml, offer.pdf"
    captions = [row.added for row in _roles(rows, Role.CAPTION)]
    assert captions == ["old.eml", "offer.pdf › 1. Sum"]


def test_each_mail_of_a_mailbox_has_its_head() -> None:
    document = _document(
        "mbox",
        ("From: a@a.example\nSubject: One", "One", None),
        ("Text one", "One", None),
        ("Sum", "One › offer.pdf", 1),
        ("From: b@b.example\nSubject: Two", "Two", None),
        ("Text two", "Two", None),
    )
    rows = compose_rows(document)
    heads = [row.added for row in _roles(rows, Role.FIELD) if row.added]
    assert heads == ["Attached: offer.pdf"]
    assert {row.card for row in _roles(rows, Role.FIELD)} == {1, 2}
    assert [row.added for row in _roles(rows, Role.CAPTION)] == ["One › offer.pdf"]


def test_cells_of_a_notebook_are_code_and_text_is_not() -> None:
    document = _document(
        "ipynb",
        ("# Ranks\nWhat ranks are.", "Ranks", None),
        ("import numpy", "Ranks › Cell 2", None),
        ("3", "Ranks › Cell 2 › Output", None),
        ("And more.", "Ranks", None),
    )
    rows = compose_rows(document)
    assert [document.text[row.start : row.end] for row in _roles(rows, Role.CODE)] == ["import numpy", "3"]
    assert [row.added for row in _roles(rows, Role.CAPTION)] == ["Cell 2", "Output"]
    assert len({row.card for row in _roles(rows, Role.CODE)}) == 1
    assert [row.card for row in rows.rows if "more" in document.text[row.start : row.end]] == [0]


def test_subtitles_pages_and_members_have_captions() -> None:
    document = _document("srt", ("Hello", "00:01–00:02", None))
    assert _said(document, compose_rows(document)) == ["00:01–00:02", "Hello"]
    archive = _document("zip", ("a", "x/a.txt", None), ("b", "b.pdf › 1", 1), ("c", "b.pdf › 2", 2))
    captions = [row.added for row in _roles(compose_rows(archive), Role.CAPTION)]
    assert captions == ["a.txt", "b.pdf  ·  Page 1", "b.pdf  ·  Page 2"]


SOURCE = "import os\r\n\r\n\r\n\r\nclass A:\n    def run(self):\n        return 1\n\n\n    def stop(self):\n\t\tpass\n"


def test_lines_of_code_have_their_numbers_and_indentation() -> None:
    # The index has blocks without the white space around them, and no two empty lines.
    document = _document(
        "py",
        ("import os", "", None),
        ("class A:", "A", None),
        ("def run(self):\n        return 1", "A › run", None),
        ("def stop(self):\n\t\tpass", "A › stop", None),
    )
    rows = compose_rows(document, SOURCE)
    lines = [(row.number, row.added + document.text[row.start : row.end]) for row in rows.rows]
    assert lines == [
        (number, line) for number, line in enumerate(SOURCE.replace("\r\n", "\n").rstrip("\n").split("\n"), 1)
    ]
    assert rows.last_number() == 11
    assert rows.is_code


@pytest.mark.parametrize(
    "source",
    [None, "", "import sys\nclass A:\n", SOURCE.replace("return 1", "return 2"), SOURCE + "\nmore = 1\n"],
)
def test_lines_have_no_numbers_where_the_file_is_another(source: str | None) -> None:
    document = _document("py", ("import os", "", None), ("class A:\n    def run(self):\n        return 1", "A", None))
    rows = compose_rows(document, source)
    assert not rows.has_numbers
    assert [document.text[row.start : row.end] for row in rows.rows] == document.text.split("\n")


def test_aligned_text_is_shown_as_such() -> None:
    art = "+----+      +----+\n|    |      |    |\n" * 20
    prose = "Some words of a text that goes on and on.\n" * 20
    assert compose_rows(DocumentView("/a", "", "txt", art, (Block(0, len(art)),))).is_code
    assert not compose_rows(DocumentView("/a", "", "txt", prose, (Block(0, len(prose)),))).is_code


def test_code_is_coloured() -> None:
    text = "def run():  # not \"a\" string\n    return \"text # none\", ''' and\n more'''\n"
    found = [(text[token.start : token.end], token.colour) for token in find_tokens(text, "py")]
    assert found == [
        ("def", "accent"),
        ('# not "a" string', "muted"),
        ("return", "accent"),
        ('"text # none"', "good"),
        ("''' and\n more'''", "good"),
    ]
    rows = compose_rows(DocumentView("/a", "", "py", text, (Block(0, len(text)),)))
    second = rows.tokens_of(2)
    assert [(text[token.start : token.end], token.colour) for token in second] == [(" more'''", "good")]


@pytest.mark.parametrize("kind", ["py", "js", "sql", "html", "json", "sh"])
def test_hostile_code_is_coloured_in_one_pass(kind: str) -> None:
    for text in (
        '"' * 8_000,
        "'\\" * 4_000,
        "/*" * 4_000,
        '"""' * 2_500,
        "# " * 4_000,
        "a" * 8_000,
        "\\" * 8_000,
    ):
        tokens = find_tokens(text, kind)
        assert all(before.end <= token.start for before, token in itertools.pairwise(tokens))


def test_finds_whatever_the_case_and_goes_around() -> None:
    text = "Alpha beta ALPHA, İstanbul alpha"
    finder = Finder(folded_text(text), "alpha")
    assert finder.count == 3
    first = finder.following(0)
    assert first == (0, 5)
    second = finder.following(first[1])
    assert second is not None
    assert text[slice(*second)] == "ALPHA"
    assert finder.number_of(second) == 2
    last = finder.following(second[1])
    assert last is not None
    assert text[slice(*last)] == "alpha"
    assert finder.following(last[1]) == first
    assert finder.following(first[0], backwards=True) == last
    assert list(finder.between(5, len(text))) == [second, last]
    assert list(finder.between(5, second[1] - 1)) == []
    nothing = Finder(folded_text(text), "")
    assert (nothing.count, nothing.following(0), list(nothing.between(0, 10))) == (0, None, [])


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_code_captions_and_marks_can_be_read(colours: Colours) -> None:
    for ground in (colours.surface, colours.window):
        for ink in (colours.muted, colours.good, colours.accent, colours.text):
            assert contrast(ink, ground) >= 4.5
    assert contrast(colours.strip, colours.surface) >= 3
    assert contrast(colours.accent, colours.surface) >= 3
