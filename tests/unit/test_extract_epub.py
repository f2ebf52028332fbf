"""EPUB: chapters in reading order under their names, and books that are broken or locked."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.epub import read_epub
from tests.support.made_office import packed

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book%20one.opf"/></rootfiles></container>'
XHTML = "application/xhtml+xml"


def page(body: str) -> str:
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'


def book(
    pages: Mapping[str, str], spine: Sequence[str], *, items: str = "", parts: Mapping[str, str | bytes] | None = None
) -> io.BytesIO:
    """An EPUB of these pages; `spine` names them in reading order."""
    listed = "".join(f'<item id="{name}" href="text/{name}.xhtml" media-type="{XHTML}"/>' for name in pages)
    order = "".join(f'<itemref idref="{name}"/>' for name in spine)
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>The Book</dc:title></metadata><manifest>{listed}{items}</manifest><spine>{order}</spine></package>"
    )
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book one.opf": opf,
            **{f"OEBPS/text/{name}.xhtml": content for name, content in pages.items()},
            **(parts or {}),
        }
    )


def parts(document: Document) -> list[tuple[str, str]]:
    return [(block.heading, document.text[block.start : block.end]) for block in document.blocks]


def test_chapters_come_in_the_order_of_the_spine_with_their_headings() -> None:
    pages = {
        "b": page("<h1>Second</h1><p>b<br/>b</p><h2>Part</h2><p>c</p>"),
        "a": page("<h1>First</h1><p>Fish &amp; chips</p><a id='x'/><p>after</p>"),
        "unused": page("<p>not in the book</p>"),
    }
    document = read_epub(book(pages, ["a", "b", "a", "missing"]))
    assert parts(document) == [
        ("First", "First\n\nFish & chips\n\nafter"),
        ("Second", "Second\n\nb\nb"),
        ("Second › Part", "Part\n\nc"),
    ]
    assert (document.kind, document.title) == ("epub", "The Book")


def test_chapters_without_headings_are_named_by_the_table_of_contents() -> None:
    navigation = page('<nav><ol><li><a href="text/a.xhtml#top">One  <b>day</b></a></li></ol></nav>')
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Two</text></navLabel>'
        '<content src="text/b.xhtml"/></navPoint></navMap></ncx>'
    )
    items = (
        f'<item id="nav" href="nav.xhtml" properties="nav" media-type="{XHTML}"/>'
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    )
    pages = {"a": page("<p>first</p>"), "b": page("<p>second</p>")}
    stream = book(pages, ["a", "b"], items=items, parts={"OEBPS/nav.xhtml": navigation, "OEBPS/toc.ncx": ncx})
    assert parts(read_epub(stream)) == [("One day", "first"), ("Two", "second")]


def test_a_book_without_a_spine_or_package_is_read_by_its_pages() -> None:
    assert read_epub(book({"a": page("<p>listed</p>")}, [])).text == "listed"
    assert read_epub(packed({"b.html": page("<p>2</p>"), "a.xhtml": page("<p>1</p>")})).text == "1\n\n2"


def test_a_damaged_chapter_costs_itself() -> None:
    stream = book({"a": page("<p>whole</p>"), "b": page("<p>lost lost lost</p>")}, ["b", "a"])
    data = bytearray(stream.getvalue())
    # The second of the names is the one in the zip file's directory; the data of the first follows its local header.
    place = data.index(b"OEBPS/text/b.xhtml") + len("OEBPS/text/b.xhtml")
    data[place + 5 : place + 25] = b"\xff" * 20
    document = read_epub(io.BytesIO(bytes(data)))
    assert document.text == "whole"
    assert document.warnings == ("A chapter of this book is damaged: b.xhtml.",)


@pytest.mark.parametrize(
    ("method", "code"),
    [
        ("http://www.w3.org/2001/04/xmlenc#aes128-cbc", ExtractionCode.ENCRYPTED),
        ("http://www.idpf.org/2008/embedding", "read"),
    ],
)
def test_a_locked_book_is_encrypted_and_one_with_hidden_fonts_is_not(method: str, code: str) -> None:
    encryption = f'<encryption><EncryptedData><EncryptionMethod Algorithm="{method}"/></EncryptedData></encryption>'
    stream = book({"a": page("<p>x y</p>")}, ["a"], parts={"META-INF/encryption.xml": encryption})
    try:
        read_epub(stream)
        outcome = "read"
    except ExtractionError as error:
        outcome = error.code
    assert outcome == code


def test_chapters_outside_the_book_are_none() -> None:
    items = f'<item id="out" href="../../../../etc/passwd" media-type="{XHTML}"/>'
    assert read_epub(book({"a": page("<p>inside</p>")}, ["out", "a"], items=items)).text == "inside"
