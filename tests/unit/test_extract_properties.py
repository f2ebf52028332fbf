"""What documents say of themselves: the same of every format, at the end, and no reason to call a scan read."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.registry import extract_stream
from tests.support.made_office import ODF, odf_content, odf_package, packed
from tests.support.made_sheets import make_xls

CORE = (
    '<c:coreProperties xmlns:c="http://c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The harvest</dc:title>'
    "<dc:creator>Ann Smith</dc:creator><dc:subject/><c:keywords>apples, pears</c:keywords></c:coreProperties>"
)
META = (
    f"<office:document-meta {ODF}><office:meta><dc:title>The harvest</dc:title><dc:creator>Bob</dc:creator>"
    "<meta:initial-creator>Ann Smith</meta:initial-creator><meta:keyword>apples</meta:keyword>"
    "<meta:keyword>pears</meta:keyword></office:meta></office:document-meta>"
)
BOOK = (
    '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The harvest</dc:title><dc:creator>Ann '
    'Smith</dc:creator><dc:subject>apples</dc:subject><dc:subject>pears</dc:subject></metadata><manifest><item id="a" '
    'href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
)


def summary(texts: Mapping[int, bytes]) -> bytes:
    """A set of properties ([MS-OLEPS] 2.21) of these texts by their numbers."""
    values = [struct.pack("<II", 30, len(text) + 1) + (text + b"\0").ljust(-(-(len(text) + 1) // 4) * 4, b"\0") for text in texts.values()]  # fmt: skip
    at, places = 8 + 8 * len(texts), b""
    for number, value in zip(texts, values, strict=True):
        places += struct.pack("<II", number, at)
        at += len(value)
    section = struct.pack("<II", at, len(texts)) + places + b"".join(values)
    return struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0, b"", 1, b"", 48) + section


FILES = {
    "a.docx": packed({"word/document.xml": "<document><body><p><r><t>words</t></r></p></body></document>", "docProps/core.xml": CORE}),
    "a.odt": odf_package(odf_content("text", "<text:p>words</text:p>"), parts={"meta.xml": META}),
    "a.epub": packed({"META-INF/container.xml": '<c><rootfile full-path="b.opf"/></c>', "b.opf": BOOK, "a.xhtml": "<html><body>words</body></html>"}),
    "a.rtf": io.BytesIO(b"{\\rtf1{\\info{\\title The harvest}{\\author Ann Smith}{\\keywords apples, pears}}words\\par}"),
    "a.xls": make_xls([("S", {(0, 0): "words"})], beside={"\x05SummaryInformation": summary({2: b"The harvest", 4: b"Ann Smith", 5: b"apples, pears"})}),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_properties_are_text_at_the_end(name: str) -> None:
    document = read(name)
    last = document.blocks[-1]
    assert document.title == "The harvest"
    assert last.heading == "Properties"
    assert document.text[last.start :] == "Author: Ann Smith\nKeywords: apples, pears"


def test_title_is_text_where_there_is_nothing_else() -> None:
    builder = DocumentBuilder("docx")
    add_properties(builder, {"title": "The harvest", "author": ""})
    assert builder.build().text == "Title: The harvest"


def test_properties_do_not_hide_that_the_text_is_a_picture() -> None:
    builder = DocumentBuilder("docx")
    builder.pictured_pages = 1
    add_properties(builder, {"author": "Ann"})
    with pytest.raises(ExtractionError) as caught:
        builder.build()
    assert caught.value.code == ExtractionCode.PICTURED


def read(name: str) -> Document:
    FILES[name].seek(0)
    return extract_stream(FILES[name], name)
