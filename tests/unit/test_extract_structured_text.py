"""Notebooks, tables, subtitles, calendars and contacts: text with a structure of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pplx_desktop.core.types import Document
from pplx_desktop.extract.registry import extract_file


def extract(folder: Path, name: str, content: bytes | str) -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return extract_file(str(path))


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.heading, document.text[block.start : block.end]) for block in document.blocks]


def test_notebook_has_its_cells_in_sections(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Harvest\n", "Of apples.\n", "## Data\n"]},
        {
            "cell_type": "code",
            "source": "print(1)",
            "outputs": [
                {"output_type": "stream", "text": ["1\n"]},
                {"data": {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure size 1x1>"}},
                {"output_type": "error", "ename": "KeyError", "evalue": "'pears'"},
            ],
        },
        {"cell_type": "raw", "source": ""},
    ]
    document = extract(tmp_path, "a.ipynb", json.dumps({"nbformat": 4, "cells": cells}))
    assert (document.kind, document.title) == ("ipynb", "Harvest")
    assert blocks(document) == [
        ("Harvest", "# Harvest\nOf apples."),
        ("Harvest › Data", "## Data"),
        ("Harvest › Data › Cell 2", "print(1)"),
        ("Harvest › Data › Cell 2 › Output", "1\n\nKeyError: 'pears'"),
    ]


def test_all_markdown_of_a_notebook_is_read(tmp_path: Path) -> None:
    cells = [{"cell_type": "markdown", "source": source} for source in ("# One", "plain", "## Two\nneedle", "end")]
    document = extract(tmp_path, "a.ipynb", json.dumps({"nbformat": 4, "cells": cells}))
    assert document.text == "# One\n\nplain\n\n## Two\nneedle\n\nend"


def test_notebook_may_hold_more_pictures_than_a_text_is_read_of(tmp_path: Path) -> None:
    picture = {"data": {"image/png": "iVBO" * 6_000_000}}
    cells = [{"cell_type": "code", "source": "plot()", "outputs": [picture]}, {"cell_type": "raw", "source": "end"}]
    assert extract(tmp_path, "a.ipynb", json.dumps({"nbformat": 4, "cells": cells})).text == "plot()\n\nend"


def test_old_notebook_is_read(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "heading", "level": 1, "source": "Old"},
        {"cell_type": "code", "input": ["x = 1\n", "y"], "outputs": [{"text": "2"}]},
    ]
    document = extract(tmp_path, "a.ipynb", json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}))
    assert blocks(document) == [("Old", "# Old"), ("Old › Cell 2", "x = 1\ny"), ("Old › Cell 2 › Output", "2")]


@pytest.mark.parametrize("content", ['{"cells": [{"source"', "[1, 2]", '{"cells": "none"}', "{}x", "[" * 100_000])
def test_notebook_that_is_none_is_text(tmp_path: Path, content: str) -> None:
    assert extract(tmp_path, "a.ipynb", content + " needle").text.endswith("needle")


def test_table_says_which_rows_and_columns(tmp_path: Path) -> None:
    rows = ["name,note", *(f"person {number},{'long ' * 12}" for number in range(2, 31))]
    document = extract(tmp_path, "a.csv", "\r\n".join(rows))
    assert document.blocks[0].heading == "rows 1–10"
    assert document.blocks[1].heading == "name,note › rows 11–19"
    assert document.blocks[-1].heading.endswith("–30")
    assert [line.rstrip() for line in document.text.split("\n") if line] == [row.rstrip() for row in rows]


def test_quoted_cell_over_lines_is_one_row(tmp_path: Path) -> None:
    document = extract(tmp_path, "a.csv", 'a,b\n1,"two\nlines"\n' + "x,y\n" * 300)
    assert '"two\nlines"' in document.text
    assert document.blocks[-1].heading == f"a,b › rows {int(document.blocks[-1].heading.split()[-1].split('–')[0])}–302"


def test_quote_that_is_never_closed_does_not_take_the_file(tmp_path: Path) -> None:
    document = extract(tmp_path, "a.csv", 'a,"b\n' + "x,y\n" * 2000)
    assert len(document.blocks) > 5


SRT = "1\n00:00:01,000 --> 00:00:02,500\n<i>Hello</i>\nthere.\n\n2\n00:01:05,000 --> 00:01:09,000\n{\\an8}General.\n"
VTT = (
    "WEBVTT\n\nNOTE hidden\n\n00:05.000 --> 00:06.000 align:start\n<v Ann>Hi.\n\n00:06.000 --> 00:07.000\n<v Ann>Hi.\n"
)
ASS = (
    "[Script Info]\nTitle: x\n[Events]\nFormat: Layer, Start, End\n"
    "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\b1}Hello,\\Nthere\n"
)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.srt", SRT, [("00:00:01–00:01:09", "Hello\nthere.\nGeneral.")]),
        ("a.srt", SRT.replace("\n", "\r\n"), [("00:00:01–00:01:09", "Hello\nthere.\nGeneral.")]),
        ("a.vtt", VTT, [("00:05–00:06", "Ann: Hi.")]),
        ("a.ass", ASS, [("0:00:01–0:00:02", "Hello,\nthere")]),
        ("a.srt", "no times", [("", "no times")]),
    ],
)
def test_subtitles_say_when(tmp_path: Path, name: str, content: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(extract(tmp_path, name, content)) == expected


def test_subtitles_are_cut_into_stretches_of_time(tmp_path: Path) -> None:
    cues = "".join(f"00:{n:02}:00.000 --> 00:{n:02}:30.000\n{'word ' * 20}{n}\n\n" for n in range(20))
    headings = [heading for heading, _ in blocks(extract(tmp_path, "a.vtt", f"WEBVTT\n\n{cues}"))]
    assert headings[:2] == ["00:00:00–00:04:30", "00:05:00–00:09:30"]


CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1234-hidden
SUMMARY:Meeting\\, at last
DTSTART;TZID=Europe/Berlin:20240502T093000
DTEND:20240502T103000Z
DESCRIPTION:First line\\nsecond li
 ne
ORGANIZER;CN="Ann Smith":mailto:ann@example.org
ATTENDEE:mailto:bob@example.org
BEGIN:VALARM
DESCRIPTION:hidden
END:VALARM
LOCATION:Room 5
END:VEVENT
BEGIN:VTODO
SUMMARY:Buy apples
DUE;VALUE=DATE:20240601
END:VTODO
END:VCALENDAR
"""
CONTACT = """BEGIN:VCARD
VERSION:2.1
N:Smith;Ann;;Dr.;
FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=BCrgen=
 Smith
ORG:Orchard;Sales
item1.TEL;TYPE=home:+49 30 1234
EMAIL:ann@example.org
ADR:;;Main St 1;Berlin;;10115;Germany
PHOTO;ENCODING=b:aGlkZGVu
END:VCARD
"""


def test_calendar_has_its_entries(tmp_path: Path) -> None:
    document = extract(tmp_path, "a.ics", CALENDAR.replace("\n", "\r\n"))
    assert blocks(document) == [
        (
            "Meeting, at last",
            (
                "Meeting, at last\nFirst line\nsecond line\nStart: 2024-05-02 09:30\nEnd: 2024-05-02 10:30 UTC\n"
                "Place: Room 5\nOrganiser: Ann Smith <ann@example.org>\nWith: bob@example.org"
            ),
        ),
        ("Buy apples", "Buy apples\nDue: 2024-06-01"),
    ]


def test_contacts_have_their_lines(tmp_path: Path) -> None:
    assert blocks(extract(tmp_path, "a.vcf", CONTACT)) == [
        (
            "Jürgen Smith",
            (
                "Jürgen Smith\nOrganisation: Orchard, Sales\nPhone: +49 30 1234\nMail: ann@example.org\n"
                "Address: Main St 1, Berlin, 10115, Germany"
            ),
        )
    ]


def test_calendar_that_is_none_is_text(tmp_path: Path) -> None:
    assert extract(tmp_path, "a.ics", "BEGIN:VEVENT\nSUMMARY:never ends").text.endswith("never ends")
