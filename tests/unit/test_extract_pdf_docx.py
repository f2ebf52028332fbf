"""PDF and DOCX: place and order of the text, and files that are broken or made to do harm."""

from __future__ import annotations

import socket
import zipfile
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract import archive
from pplx_desktop.extract.registry import extract_file
from pplx_desktop.extract.titles import sensible_title
from tests.support.made_files import W, make_docx, make_pdf, paragraph


def parts(document: Document) -> list[tuple[int | None, str, str]]:
    return [(block.page, block.heading, document.text[block.start : block.end]) for block in document.blocks]


def failure(path: Path) -> ExtractionError:
    with pytest.raises(ExtractionError) as caught:
        extract_file(str(path))
    return caught.value


def outcome(path: Path) -> str:
    """The code of the error, or `read`."""
    try:
        extract_file(str(path))
    except ExtractionError as error:
        return error.code
    return "read"


def test_pdf_has_pages_from_one(tmp_path: Path) -> None:
    document = extract_file(str(make_pdf(tmp_path / "a.pdf", [["first page"], [], ["third (page)"]], title="The bill")))
    assert parts(document) == [(1, "", "first page"), (3, "", "third (page)")]
    assert (document.kind, document.title, document.pages) == ("pdf", "The bill", 3)


def test_the_dots_of_a_table_of_contents_are_not_text(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "toc.pdf", [["Stock Split ............ 126", "Prices . . . . . . 128", "and so on..."]])
    assert extract_file(str(path)).text.splitlines() == ["Stock Split … 126", "Prices … 128", "and so on..."]


def test_pdf_is_cut_at_the_headings_of_its_outline(tmp_path: Path) -> None:
    pages = [["1 Start", "of all", "2 Middle", "parts"], ["more of it", "The  END", "done"]]
    document = extract_file(
        str(make_pdf(tmp_path / "a.pdf", pages, outline=[("Start", 0), ("Middle", 0), ("The end", 1)]))
    )
    assert [(page, heading, text.split()) for page, heading, text in parts(document)] == [
        (1, "Start", ["1", "Start", "of", "all"]),
        (1, "Middle", ["2", "Middle", "parts"]),
        (2, "Middle", ["more", "of", "it"]),
        (2, "The end", ["The", "END", "done"]),
    ]


def test_pdf_without_text_is_empty(tmp_path: Path) -> None:
    error = failure(make_pdf(tmp_path / "a.pdf", [[], []]))
    assert error.code == ExtractionCode.EMPTY
    assert error.title


@pytest.mark.parametrize("cut", [0.2, 0.6])
def test_pdf_that_is_cut_off_never_raises_anything_else(tmp_path: Path, cut: float) -> None:
    path = make_pdf(tmp_path / "a.pdf", [["page"] * 40] * 20)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * cut)])
    assert outcome(path) in {ExtractionCode.DAMAGED, "read"}


def test_pdf_with_a_cycle_of_pages_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[2 0 R 3 0 R]/Count 999999999>>\nendobj\n"
        b"3 0 obj\n<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 5>>\nendobj\ntrailer<</Size 4/Root 1 0 R>>\n%%EOF"
    )
    assert failure(path).code == ExtractionCode.DAMAGED


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a"])
def test_name_does_not_hide_a_pdf(tmp_path: Path, name: str) -> None:
    assert extract_file(str(make_pdf(tmp_path / name, [["needle"]]))).kind == "pdf"


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Microsoft Word - report.doc", ""), ("Microsoft Word - Annual report", "Annual report"), ("untitled", ""),
     ("thesis.dvi", ""), ("C:\\x\\y", ""), ("  A \n title ", "A title"), ("-- 1 --", ""), ("年度报告", "年度报告"), ("/x/y", "")],
)  # fmt: skip
def test_titles_that_programs_leave_are_none(title: str, expected: str) -> None:
    assert sensible_title(title) == expected


def test_docx_sections_tables_boxes_notes_and_comments(tmp_path: Path) -> None:
    box = paragraph("in the box")
    body = (
        paragraph("The Book", "Title")
        + paragraph("One", "H1")
        + paragraph("text", extra='<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>')
        + "<w:tbl><w:tr><w:tc>"
        + paragraph("Name")
        + "</w:tc><w:tc>"
        + paragraph("Age")
        + "</w:tc></w:tr></w:tbl>"
        + paragraph("Two", "Mine")
        + '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
        f"<w:txbxContent>{box}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{box}</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>be</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>fore</w:t><w:tab/><w:t>x</w:t></w:r></w:ins></w:p>"
        "<w:sdt><w:sdtContent>"
        + paragraph("inside a control")
        + "</w:sdtContent></w:sdt>"
        + paragraph("round", "LoopA")
    )
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{paragraph("---sep---")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("the note")}</w:footnote></w:footnotes>'
    )
    comments = f'<w:comments {W}><w:comment w:id="0">{paragraph("the comment")}</w:comment></w:comments>'
    header = f"<w:hdr {W}>{paragraph('Letterhead')}</w:hdr>"
    document = extract_file(
        str(make_docx(tmp_path / "a.docx", body, parts={"footnotes": notes, "comments": comments, "header": header}))
    )
    assert document.title == "The Book"
    assert parts(document) == [
        (None, "The Book", "The Book"),
        (None, "The Book › One", "One\n\ntext\n\nthe note\n\nthe comment\n\nName | Age"),
        (None, "The Book › One › Two", "Two\n\nbefore\tx\n\nin the box\n\ninside a control\n\nround"),
        (None, "", "Letterhead"),
    ]


def test_docx_title_is_taken_from_its_properties(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", paragraph("One", "H1") + paragraph("x"), title="From the properties")
    assert extract_file(str(path)).title == "From the properties"


def test_docx_with_a_damaged_side_part_is_read(tmp_path: Path) -> None:
    document = extract_file(str(make_docx(tmp_path / "a.docx", paragraph("text"), parts={"comments": "<broken"})))
    assert document.text == "text"
    assert "comments" in document.warnings[0]


def test_docx_cut_off_is_damaged(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", paragraph("text"))
    path.write_bytes(path.read_bytes()[:-40])
    assert failure(path).code == ExtractionCode.DAMAGED


def test_docx_that_inflates_a_thousandfold_is_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inflated = 0
    read = zipfile.ZipExtFile.read

    def counting_read(member: zipfile.ZipExtFile, size: int | None = -1) -> bytes:
        nonlocal inflated
        data = read(member, size)
        inflated += len(data)
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counting_read)
    path = make_docx(tmp_path / "a.docx", paragraph("A" * 64_000_000))
    assert failure(path).code == ExtractionCode.BOMB
    assert 0 < inflated < 20_000_000, "it is to be refused before it is unpacked whole"


def test_archive_of_many_members_is_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml", "<x/>")
        for number in range(archive.MAX_MEMBERS):
            made.writestr(f"m{number}", b"")
    assert failure(path).code == ExtractionCode.BOMB


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE l [<!ENTITY a "canary">'
        + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
        + "]>",
        '<!DOCTYPE l [<!ENTITY j SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE l SYSTEM "http://localhost:9/x.dtd">',
    ],
)
def test_docx_expands_no_entity_and_asks_no_one(
    tmp_path: Path, declaration: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(
            "word/document.xml",
            f"{declaration}<w:document {W}><w:body><w:p><w:r><w:t>before &j; after</w:t></w:r></w:p></w:body></w:document>",
        )
    if outcome(path) == "read":
        text = extract_file(str(path)).text
        assert text.startswith("before")
        assert "canary" not in text
        assert Path("/etc/hostname").read_text().strip() not in text
    else:
        assert outcome(path) == ExtractionCode.DAMAGED


def test_docx_nested_too_deeply_is_damaged(tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc>" * 20_000 + paragraph("deep") + "</w:tc></w:tr></w:tbl>" * 20_000
    path = make_docx(tmp_path / "a.docx", body)
    assert failure(path).code in {ExtractionCode.DAMAGED, ExtractionCode.BOMB}
