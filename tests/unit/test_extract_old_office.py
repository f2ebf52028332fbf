"""DOC, PPT and MSG: what is read, with which place, and broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.msg import unpack_rtf
from pplx_desktop.extract.registry import extract_file
from tests.support.made_old_office import make_doc, make_msg, make_ppt


def extract(folder: Path, name: str, content: bytes) -> Document:
    path = folder / name
    path.write_bytes(content)
    return extract_file(str(path))


def blocks(document: Document) -> list[tuple[int | None, str, str]]:
    return [(block.page, block.heading, document.text[block.start : block.end]) for block in document.blocks]


@pytest.mark.parametrize("wide", [True, False])
def test_doc_is_read_in_sections(tmp_path: Path, wide: bool) -> None:
    document = extract(
        tmp_path,
        "a.doc",
        make_doc(
            [("Before\r", 0), ("One\r", 1), ("Café au\x0blait\r", 0), ("Inner\r", 2), ("last words\r", 0)], wide=wide
        ),
    )
    assert (document.kind, document.title) == ("doc", "One")
    assert blocks(document) == [
        (None, "", "Before"),
        (None, "One", "One\n\nCafé au\nlait"),
        (None, "One › Inner", "Inner\n\nlast words"),
    ]


def test_doc_shows_what_fields_show(tmp_path: Path) -> None:
    fields = (
        'See \x13 HYPERLINK "http://a" \x14the \x13 PAGEREF x \x14page\x15\x15, a soft\x1f hyphen and non\x1ebreaking\r'
    )
    contents = [('\x13 TOC \\o "1-3" \x14First\t1\r', 0), ("Second\t2\r", 0), ("\x15Body\r", 0)]
    assert extract(tmp_path, "a.doc", make_doc([(fields, 0)])).text == "See the page, a soft hyphen and non-breaking"
    assert extract(tmp_path, "b.doc", make_doc(contents)).text == "First\t1\n\nSecond\t2\n\nBody"


def test_doc_has_rows_and_comments(tmp_path: Path) -> None:
    rows = [("Name\x07", 0), ("Age\x07", 0), ("\x07", -1), ("Ann\x07", 0), ("\x07", 0), ("\x07", -1), ("after\r", 0)]
    document = extract(tmp_path, "a.doc", make_doc(rows, comments="too young\r"))
    assert blocks(document) == [
        (None, "", "Name | Age\n\nAnn |\n\nafter"),
        (None, "Comments", "too young"),
    ]


def test_doc_with_a_password_is_encrypted(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError) as caught:
        extract(tmp_path, "a.doc", make_doc([("text\r", 0)], flags=0x0100))
    assert caught.value.code == ExtractionCode.ENCRYPTED


def test_ppt_has_slides_and_notes(tmp_path: Path) -> None:
    document = extract(
        tmp_path, "a.ppt", make_ppt([("Welcome", "to the\rshow", "say hello"), ("Prices", "5 * 3", ""), ("", "*", "")])
    )
    assert (document.kind, document.title, document.pages) == ("ppt", "Welcome", 3)
    assert blocks(document) == [
        (1, "Welcome", "Welcome\n\nto the\nshow"),
        (1, "Welcome › Notes", "say hello"),
        (2, "Prices", "Prices\n\n5 * 3"),
    ]


def test_ppt_with_a_password_is_encrypted(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError) as caught:
        extract(tmp_path, "a.ppt", make_ppt([("a", "b", "")], encrypted=True))
    assert caught.value.code == ExtractionCode.ENCRYPTED


def test_msg_has_its_headers_and_body(tmp_path: Path) -> None:
    texts = {
        "0037": "The harvest",
        "0C1A": "Ann",
        "5D01": "ann@example.org",
        "0E04": "Bob; Cleo",
        "1000": "Apples.\r\n",
    }
    document = extract(tmp_path, "a.msg", make_msg(texts, sent=133_500_000_000_000_000))
    assert (document.kind, document.title) == ("msg", "The harvest")
    assert document.text == (
        "From: Ann <ann@example.org>\nTo: Bob; Cleo\nDate: Wed, 17 Jan 2024 21:20 UTC\nSubject: The harvest\n\nApples."
    )


def test_msg_falls_back_to_packed_rtf(tmp_path: Path) -> None:
    document = extract(tmp_path, "a.msg", make_msg({"0037": "Rich"}, rtf=b"{\\rtf1\\ansi needle in \\b hay\\b0}"))
    assert "needle in hay" in document.text


@pytest.mark.parametrize(
    ("packed", "text"),
    [
        # The examples of MS-OXRTFCP, 4.1 and 4.2.
        (
            "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0",
            b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
        ),
        ("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0", b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
    ],
)
def test_packed_rtf_is_unpacked(packed: str, text: bytes) -> None:
    assert unpack_rtf(bytes.fromhex(packed)) == text


@pytest.mark.parametrize("tenth", range(1, 10))
def test_cut_off_documents_are_damaged_or_read(tmp_path: Path, tenth: int) -> None:
    for name, whole in {
        "a.doc": make_doc([("text\r", 0)]),
        "a.ppt": make_ppt([("a", "b", "c")]),
        "a.msg": make_msg({"0037": "a", "1000": "b"}),
    }.items():
        assert outcome(tmp_path, name, whole[: len(whole) * tenth // 10]) in {
            "read",
            ExtractionCode.DAMAGED,
            ExtractionCode.EMPTY,
            ExtractionCode.UNSUPPORTED,
        }


def outcome(folder: Path, name: str, content: bytes) -> str:
    try:
        extract(folder, name, content)
    except ExtractionError as error:
        return error.code
    return "read"
