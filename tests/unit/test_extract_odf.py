"""OpenDocument: text, spreadsheets, presentations and drawings, packed and flat."""

from __future__ import annotations

import io

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.odf import read_odf
from tests.support.made_office import ODF, odf_content, odf_package


def parts(document: Document) -> list[tuple[int | None, str, str]]:
    return [(block.page, block.heading, document.text[block.start : block.end]) for block in document.blocks]


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def failure(stream: io.BytesIO) -> ExtractionError:
    with pytest.raises(ExtractionError) as caught:
        read_odf(stream)
    return caught.value


def test_text_has_sections_notes_comments_tables_and_boxes() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="P2"/>'
    body = (
        '<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>'
        '<text:p text:style-name="P1">The Book</text:p>'
        '<text:h text:outline-level="1">One</text:h>'
        '<text:p text:style-name="P2">a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d\n   <text:span>e</text:span>'
        '<text:note><text:note-citation>7</text:note-citation><text:note-body><text:p>the note</text:p></text:note-body>'
        "</text:note><office:annotation><dc:creator>Ann</dc:creator><text:p>the comment</text:p></office:annotation>!</text:p>"
        "<table:table><table:table-row>" + cell("Name") + cell("Age")
        + "</table:table-row><table:table-row>" + cell("Ada") + "<table:table-cell><table:table><table:table-row>"
        + cell("in") + cell("side") + "</table:table-row></table:table></table:table-cell></table:table-row></table:table>"
        '<text:h text:outline-level="2">Two</text:h>'
        "<text:list><text:list-item><text:p>point</text:p></text:list-item></text:list>"
        "<text:p>with box<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box><svg:title>A duck</svg:title></draw:frame></text:p>"
        '<text:p><text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby></text:p>'
    )  # fmt: skip
    document = read_odf(odf_package(odf_content("text", body, styles=styles)))
    assert parts(document) == [
        (None, "The Book", "The Book"),
        (
            None,
            "The Book › One",
            "One\n\na  b\tc\nd e!\n\nthe note\n\nthe comment\n\nName | Age\nAda | in | side",
        ),
        (None, "The Book › One › Two", "Two\n\npoint\n\nwith box\n\nboxed\n\nA duck\n\n漢字"),
    ]
    assert (document.kind, document.title, document.pages) == ("odt", "The Book", None)


def test_title_headers_and_embedded_charts_of_a_package() -> None:
    styles = (
        f"<office:document-styles {ODF}><office:styles><number:number-style><number:text>x</number:text></number:number-style>"
        "</office:styles><office:master-styles><style:master-page><style:header><text:p>Acme Corporation</text:p></style:header>"
        "<style:footer><text:p>Page <text:page-number>3</text:page-number></text:p></style:footer>"
        "<presentation:notes><text:p>Click to edit</text:p></presentation:notes></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )
    meta = f"<office:document-meta {ODF}><office:meta><dc:title>From the properties</dc:title></office:meta></office:document-meta>"
    chart = odf_content("chart", "<chart><title><text:p>Growth</text:p></title></chart>")
    stream = odf_package(
        odf_content("text", "<text:p>body</text:p>"),
        parts={"styles.xml": styles, "meta.xml": meta, "Object 1/content.xml": chart},
    )
    document = read_odf(stream)
    assert parts(document) == [(None, "", "body"), (None, "", "Growth"), (None, "", "Acme Corporation")]
    assert document.title == "From the properties"


def test_rows_of_a_spreadsheet_are_numbered_through_repetitions() -> None:
    body = (
        '<table:table table:name="Prices"><table:table-header-rows><table:table-row>'
        + cell("Item", 'table:number-columns-repeated="2"')
        + '<table:table-cell office:value-type="float" office:value="2.5"/></table:table-row></table:table-header-rows>'
        '<table:table-row table:number-rows-repeated="10"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048560"><table:table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell table:number-columns-repeated="16000"><office:annotation><text:p>look</text:p></office:annotation>'
        "<text:p>01/02/2024</text:p></table:table-cell></table:table-row></table:table>"
        '<table:table table:name="Next"><table:shapes><draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box>'
        "</draw:frame></table:shapes><table:table-row>" + cell("x") + "</table:table-row></table:table>"
    )
    document = read_odf(odf_package(odf_content("spreadsheet", body)))
    dates = " | ".join(["01/02/2024"] * 32)
    assert parts(document) == [
        (None, "Prices › rows 1–12", f"Item | Item | 2.5\n{dates}"),
        (None, "Prices › Comments", "D12: look"),
        (None, "Next › row 1", "x"),
        (None, "Next › Drawings", "drawn"),
    ]
    assert document.kind == "ods"


def test_slides_have_numbers_titles_and_notes() -> None:
    body = (
        '<draw:page draw:name="page1"><draw:frame presentation:class="subtitle"><draw:text-box><text:p>by Ann</text:p>'
        '</draw:text-box></draw:frame><draw:frame presentation:class="title"><draw:text-box><text:p>Welcome</text:p>'
        "</draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>say hello</text:p>"
        "</draw:text-box></draw:frame></presentation:notes></draw:page>"
        "<draw:page><draw:g><draw:custom-shape><text:p>grouped</text:p></draw:custom-shape></draw:g></draw:page>"
    )
    document = read_odf(odf_package(odf_content("presentation", body)))
    assert parts(document) == [
        (1, "Welcome", "by Ann\nWelcome"),
        (1, "Welcome › Notes", "say hello"),
        (2, "", "grouped"),
    ]
    assert (document.kind, document.title, document.pages) == ("odp", "Welcome", 2)


def test_flat_documents_are_read_like_packed_ones() -> None:
    flat = (
        f"<?xml version='1.0'?><office:document {ODF}><office:meta><dc:title>Flat file</dc:title></office:meta>"
        "<office:automatic-styles/><office:body><office:drawing><draw:page><draw:frame><draw:text-box><text:p>in a drawing"
        "</text:p></draw:text-box><draw:image><office:binary-data>QUJD</office:binary-data></draw:image></draw:frame>"
        "</draw:page></office:drawing></office:body></office:document>"
    )
    document = read_odf(io.BytesIO(flat.encode()))
    assert parts(document) == [(1, "", "in a drawing")]
    assert (document.kind, document.title) == ("odg", "Flat file")


def test_what_stands_before_damage_is_read() -> None:
    content = odf_content(
        "text", "<text:h>One</text:h><text:p>whole</text:p><table:table><table:table-row>" + cell("kept")
    )
    document = read_odf(odf_package(content[: content.index("kept") + 4]))
    assert document.text.split() == ["One", "whole", "kept"]
    assert "damaged" in document.warnings[0]


def test_a_document_with_a_password_is_encrypted() -> None:
    manifest = (
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    assert failure(odf_package("garbage", parts={"META-INF/manifest.xml": manifest})).code == ExtractionCode.ENCRYPTED


@pytest.mark.parametrize("element", ["text:note", "table:table-cell", "draw:text-box"])
def test_nesting_without_end_is_damaged_and_quick(element: str) -> None:
    content = odf_content("text", f"<{element}>" * 100_000)
    assert failure(odf_package(content)).code in {ExtractionCode.DAMAGED, ExtractionCode.EMPTY}


def test_entities_are_not_expanded() -> None:
    content = '<!DOCTYPE a [<!ENTITY a "canary">]>' + odf_content("text", "<text:p>&a;</text:p>")
    assert failure(odf_package(content)).code == ExtractionCode.EMPTY


def test_ends_without_their_places_harm_nothing() -> None:
    body = (
        "<table:table-row><table:table-cell><text:p>loose</text:p></table:table-cell></table:table-row>"
        "<presentation:notes><text:p>no page</text:p></presentation:notes><draw:frame/><text:s/>"
        '<text:p><text:s text:c="-9"/><text:s text:c="999999999"/>end</text:p>'
    )
    assert read_odf(odf_package(odf_content("text", body))).text.split() == ["loose", "end"]
