"""What a PDF has besides the text of its pages: filled-in forms, comments, attachments, properties; and lost ends."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.pdf_repair import completed
from pplx_desktop.extract.registry import extract_file
from tests.support.made_files import make_pdf

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf_of(objects: list[bytes], *, info: bytes = b"") -> bytes:
    """A PDF of these objects, the first of them the catalog; without the table that readers make anew."""
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % item for item in enumerate(objects, 1))
    return b"%%PDF-1.7\n%btrailer<</Root 1 0 R/Size %d%b>>\n%%%%EOF\n" % (body, len(objects) + 1, info)


def page_with(annotations: bytes, *more: bytes, catalog: bytes = b"", text: bytes = b"(Words) Tj") -> bytes:
    content = b"BT /F 12 Tf 50 700 Td %b ET" % text
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R/Annots[%b]>>"
            % annotations,
            b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
            _FONT,
            *more,
        ]
    )


def extract(folder: Path, content: bytes) -> Document:
    path = folder / "a.pdf"
    path.write_bytes(content)
    return extract_file(str(path))


def blocks(document: Document) -> list[tuple[int | None, str, str]]:
    return [(block.page, block.heading, document.text[block.start : block.end]) for block in document.blocks]


def test_values_of_a_form_are_read_with_their_names(tmp_path: Path) -> None:
    def field(kind: bytes, name: bytes, value: bytes, more: bytes = b"") -> bytes:
        return b"<</Type/Annot/Subtype/Widget/Rect[0 0 90 20]/P 3 0 R/FT/%b/T(%b)/V%b%b>>" % (kind, name, value, more)

    document = extract(
        tmp_path,
        page_with(
            b"6 0 R 7 0 R 8 0 R 9 0 R 10 0 R",
            field(b"Tx", b"f1", b"(Ann Smith)", b"/TU(Your name)"),
            field(b"Ch", b"fruit", b"(pears)", b"/Opt[(apples)(pears)]"),
            field(b"Btn", b"agree", b"/Yes"),
            field(b"Tx", b"empty", b"()"),
            field(b"Tx", b"city", b"<FEFF004B00F6006C006E>"),
            catalog=b"/AcroForm<</Fields[6 0 R 7 0 R 8 0 R 9 0 R 10 0 R]>>",
        ),
    )
    assert blocks(document) == [(1, "", "Words"), (1, "Form", "Your name: Ann Smith\nfruit: pears\ncity: Köln")]


def test_comments_are_read(tmp_path: Path) -> None:
    def note(kind: bytes, contents: bytes) -> bytes:
        return b"<</Type/Annot/Subtype/%b/Rect[0 0 20 20]/Contents%b>>" % (kind, contents)

    document = extract(
        tmp_path,
        page_with(
            b"6 0 R 7 0 R 8 0 R",
            note(b"Text", b"(Is this so?)"),
            note(b"Highlight", b"(Important)"),
            note(b"Link", b"(hidden)"),
        ),
    )
    assert blocks(document) == [(1, "", "Words"), (1, "Comments", "Is this so?\n\nImportant")]


def test_attachments_of_a_pdf_are_its_members(tmp_path: Path) -> None:
    document = extract(
        tmp_path,
        page_with(
            b"",
            b"<</Type/Filespec/F(data.csv)/UF(data.csv)/EF<</F 7 0 R>>>>",
            b"<</Type/EmbeddedFile/Length 8>>stream\na,b\n1,2\n\nendstream",
            catalog=b"/Names<</EmbeddedFiles<</Names[(data.csv) 6 0 R]>>>>",
        ),
    )
    assert blocks(document) == [(1, "", "Words"), (None, "data.csv › rows 1–2", "a,b\n1,2")]


def test_properties_are_a_block_and_the_title_only_where_there_is_nothing_else(tmp_path: Path) -> None:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"]
    objects.append(b"<</Title(The bill)/Author(Ann Smith)/Keywords(apples, pears)>>")
    document = extract(tmp_path, pdf_of(objects, info=b"/Info 4 0 R"))
    assert blocks(document) == [(None, "Properties", "Title: The bill\nAuthor: Ann Smith\nKeywords: apples, pears")]
    with_text = extract(tmp_path, make_pdf(tmp_path / "b.pdf", [["Words"]], title="The bill").read_bytes())
    assert with_text.text == "Words"


def test_outline_is_what_pages_without_text_are_found_by(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "b.pdf", [[], ["Words of the second page"]], outline=[("Preface", 0), ("Words", 1)])
    assert blocks(extract_file(str(pdf))) == [(1, "Preface", "Preface"), (2, "Words", "Words of the second page")]


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_pages_of_a_pdf_that_lost_its_end_are_read(tmp_path: Path, share: float) -> None:
    pages = [[f"This is page {number}."] * 20 for number in range(1, 21)]
    whole = make_pdf(tmp_path / "b.pdf", pages).read_bytes()
    document = extract(tmp_path, whole[: int(len(whole) * share)])
    assert document.blocks[0].page == 1
    assert document.text.startswith("This is page 1.")
    assert f"This is page {int(20 * share) - 1}." in document.text
    assert "cut off" in document.warnings[0]


def test_pages_that_are_packed_in_streams_are_found(tmp_path: Path) -> None:
    content = zlib.compress(b"BT /F 12 Tf 50 700 Td (Packed words) Tj ET")
    page = b"<</Type/Page/MediaBox[0 0 600 800]/Resources<</Font<</F 12 0 R>>>>/Contents 10 0 R>>"
    table = b"11 0 12 %d " % len(page)
    packed = zlib.compress(table + page + _FONT)
    cut_off = (
        b"%%PDF-1.5\n10 0 obj\n<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream\nendobj\n"
        % (
            len(content),
            content,
        )
        + b"13 0 obj\n<</Type/ObjStm/N 2/First %d/Length %d/Filter/FlateDecode>>stream\n%b\nendstream\nendobj\n14 0 obj\n<<"
        % (
            len(table),
            len(packed),
            packed,
        )
    )
    assert extract(tmp_path, cut_off).text == "Packed words"


def test_what_holds_no_page_or_is_protected_is_not_made_whole(tmp_path: Path) -> None:
    assert completed(b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n") is None
    assert completed(b"%PDF-1.4\n1 0 obj\n<</Type/Page>>\nendobj\ntrailer<</Encrypt 2 0 R>>") is None
    with pytest.raises(ExtractionError) as caught:
        extract(tmp_path, b"%PDF-1.4\nnothing")
    assert caught.value.code == ExtractionCode.DAMAGED


def test_pages_of_a_document_are_not_changed_by_the_repair() -> None:
    whole = page_with(b"")
    assert (completed(whole) or b"").startswith(whole)
    assert re.search(rb"/Kids\[3 0 R\]/?>>|/Count 1/Kids\[3 0 R\]>>", completed(whole) or b"")
