"""RTF: text by its font's encoding, tables, notes and headings, and files that are made to do harm."""

from __future__ import annotations

import io
import time

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.rtf import read_rtf

FONTS = (
    rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Cyr{\*\falt x};}{\f2\fcharset2 Symbol;}{\f3\fcharset128 MS;}}"
)
STYLES = rb"{\stylesheet{ Normal;}{\s1\b heading 1;}{\s2 \u220\'dcberschrift 2;}{\s5 Title;}{\*\cs10 Char;}}"


def read(body: bytes, *, head: bytes = rb"\ansi\ansicpg1252\deff0") -> Document:
    return read_rtf(io.BytesIO(rb"{\rtf1" + head + FONTS + STYLES + body + b"}"))


def parts(document: Document) -> list[tuple[str, str]]:
    return [(block.heading, document.text[block.start : block.end]) for block in document.blocks]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"plain \b bold\b0  text", "plain bold text"),
        (rb"caf\'e9 {\i na\'efve}", "café naïve"),
        (rb"\f1 \'cf\'f0\'e8\'e2\'e5\'f2 \f0 \'80", "Привет €"),
        (rb"\f3 \'93\'fa\'96\'7b", "日本"),
        (rb"\u8364?\u233\'e9\uc0\u233 x\uc2\u24180\'94\'4ey", "€ééx年y"),
        (rb"\u-10179?\u-8704?x!", "😀x!"),
        (rb"a\tab b\line c\emdash d\~e\_f\-g\{\\\}", "a\tb\nc—d\xa0e-fg{\\}"),
        (rb"{\f2\'b7\tab}point \u-3913?", "•\tpoint •"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}{\*\unknown hidden}{\pict 00ff00}", "shown"),
        (rb"seen{\v unseen}{\deleted gone} \v x\v0 end", "seen end"),
        (rb"{\*\bkmkstart a}a{\xe{\v entry}}b{\object{\*\objdata 0102}{\result d}}", "abd"),
        (b"bin{\\pict\\bin5 }}{{\\}after", "binafter"),
        (b"soft\r\nline\\\nnext", "softline\n\nnext"),
        (rb"mid {\i x\*\i0 y} z", "mid xy z"),
    ],
)
def test_characters(body: bytes, text: str) -> None:
    assert read(body).text == text


def test_older_code_pages_hold_for_fonts_that_name_none() -> None:
    assert read(rb"\f9 \'8e", head=rb"\mac").text == "é"
    assert read(rb"\f9 \'b9", head=rb"\ansi\ansicpg1250").text == "ą"
    assert read(rb"\f9 \'e9", head=rb"\ansi\ansicpg99999").text == "é"


def test_sections_tables_notes_comments_boxes_and_headers() -> None:
    document = read(
        rb"{\info{\title From the properties}{\author Ann}}{\header Acme Corporation\par}{\footer Page}"
        rb"\pard\s5 The Book\par\pard\s1 One\par\pard text{\footnote\pard the note}{\*\atnauthor Ann}\chatn"
        rb"{\*\annotation{\*\atndate 1}the comment} goes on\par"
        rb"\trowd\pard\intbl Name\cell Age\cell\row\pard\intbl Ada\par Lovelace\cell\cell 36\cell\row"
        rb"\pard\outlinelevel1 Two\par\pard {\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard boxed\par}}"
        rb"{\shprslt boxed}}last"
    )
    assert document.title == "From the properties"
    assert parts(document) == [
        ("The Book", "The Book"),
        ("The Book › One", "One\n\ntext goes on\n\nthe note\n\nthe comment\n\nName | Age\nAda Lovelace | 36"),
        ("The Book › One › Two", "Two\n\nlast\n\nboxed"),
        ("", "Acme Corporation"),
        ("Properties", "Author: Ann"),
    ]
    assert document.kind == "rtf"


def test_headings_are_known_by_the_names_of_their_styles() -> None:
    assert parts(read(rb"\pard\s1 A\par\pard\s2 B\par\pard x\par"))[-1] == ("A › B", "B\n\nx")


def test_a_file_that_is_cut_off_keeps_what_is_there() -> None:
    whole = read_rtf(io.BytesIO(rb"{\rtf1 start {\b middle\par\intbl cell\cell tail"))
    assert whole.text.split() == ["start", "middle", "cell", "tail"]


def test_deep_nesting_costs_its_length_only() -> None:
    started = time.process_time()
    document = read_rtf(io.BytesIO(rb"{\rtf1 " + b"{" * 200_000 + b"needle" + b"}" * 100_000))
    assert document.text == "needle"
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "body",
    [
        rb"\bin999999999999",
        rb"\u99999999999999",
        rb"\uc-5\u1",
        rb"\'",
        rb"\'zz",
        b"\\",
        b"}}}}{",
        rb"\s-1\f-1\outlinelevel99",
        rb"\row\cell\row",
    ],
)
def test_nonsense_harms_nothing(body: bytes) -> None:
    assert read(b"before " + body).text.startswith("before")


@pytest.mark.parametrize(
    ("data", "code"), [(b"no rtf", ExtractionCode.DAMAGED), (rb"{\rtf1 {\pict 00}}", ExtractionCode.EMPTY)]
)
def test_what_has_no_text_says_so(data: bytes, code: str) -> None:
    with pytest.raises(ExtractionError) as caught:
        read_rtf(io.BytesIO(data))
    assert caught.value.code == code
