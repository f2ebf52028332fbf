"""DOCX: charts, alternative contents, descriptions and files inside; the rest is in `test_extract_pdf_docx`."""

from __future__ import annotations

import io
import struct

from pplx_desktop.core.types import Document, ReadOptions
from pplx_desktop.extract.docx import read_docx
from pplx_desktop.extract.registry import extract_stream
from tests.support.made_compound import make_compound
from tests.support.made_files import W, paragraph
from tests.support.made_office import A, C, R, packed, relations, workbook


def docx(body: str, relation_part: str = "", parts: dict[str, str | bytes] | None = None) -> io.BytesIO:
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W} {R} {A}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relation_part or relations(),
            **(parts or {}),
        }
    )


def read(stream: io.BytesIO, options: ReadOptions | None = None) -> Document:
    return extract_stream(stream, "a.docx", options or ReadOptions())


def parts(document: Document) -> list[tuple[int | None, str, str]]:
    return [(block.page, block.heading, document.text[block.start : block.end]) for block in document.blocks]


def native(name: str, data: bytes) -> bytes:
    """An OLE object that holds a file ([MS-OLEDS] 2.3.6)."""
    path = f"C:\\temp\\{name}".encode() + b"\0"
    inner = struct.pack("<H", 2) + name.encode() + b"\0" + path + struct.pack("<HHI", 0, 3, len(path)) + path
    inner += struct.pack("<I", len(data)) + data
    return make_compound({"\x01Ole10Native": struct.pack("<I", len(inner)) + inner})


def test_charts_and_diagrams_follow_their_paragraph() -> None:
    chart = f"<c:chartSpace {C} {A}><c:title><a:p><a:r><a:t>Growth</a:t></a:r></a:p></c:title></c:chartSpace>"
    shapes = f"<c:userShapes {C} {A}><x><a:p><a:r><a:t>an arrow</a:t></a:r></a:p></x></c:userShapes>"
    diagram = f'<d:dataModel xmlns:d="x" {A}><a:p><a:r><a:t>step one</a:t></a:r></a:p></d:dataModel>'
    body = (
        f'<w:p><w:r><w:t>see</w:t><w:drawing><c:chart {C} r:id="c"/></w:drawing>'
        '<w:drawing><d:relIds xmlns:d="x" r:dm="d" r:lo="l"/></w:drawing></w:r></w:p>' + paragraph("after")
    )
    stream = docx(
        body,
        relations(("c", "chart", "charts/chart1.xml"), ("d", "diagramData", "diagrams/data1.xml")),
        {
            "word/charts/chart1.xml": chart,
            "word/charts/_rels/chart1.xml.rels": relations(("u", "chartUserShapes", "../shapes.xml")),
            "word/shapes.xml": shapes,
            "word/diagrams/data1.xml": diagram,
        },
    )
    assert read(stream).text == "see\n\nGrowth\nan arrow\n\nstep one\n\nafter"


def test_descriptions_and_word_art_are_text_once() -> None:
    body = (
        '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="x" descr="A duck on a lake&#10;Description automatically generated"/>'
        '<pic:cNvPr xmlns:pic="y" descr="A duck on a lake"/></w:drawing></w:r>'
        '<w:r><w:pict><v:textpath xmlns:v="z" string="DRAFT"/></w:pict></w:r>'
        '<w:r><w:drawing><wp:docPr xmlns:wp="x" descr="image1.png"/></w:drawing></w:r></w:p>'
    )
    assert read(docx(body)).text == "A duck on a lake\n\nDRAFT"


def test_alternative_chunks_stand_in_their_place_whatever_their_format() -> None:
    inner = docx(paragraph("inner", "Heading1")).getvalue()
    body = paragraph("One", "Heading1") + '<w:altChunk r:id="h"/>' + paragraph("between") + '<w:altChunk r:id="w"/>'
    stream = docx(
        body + '<w:altChunk r:id="none"/>',
        relations(("h", "aFChunk", "/chunk.html"), ("w", "aFChunk", "chunk.docx")),
        {"chunk.html": "<html><body><h1>Two</h1><p>from a page</p></body></html>", "word/chunk.docx": inner},
    )
    assert parts(read(stream)) == [
        (None, "One", "One"),
        (None, "One › Two", "Two\n\nfrom a page"),
        (None, "One", "between"),
        (None, "One › inner", "inner"),
    ]


def test_a_chunk_that_holds_itself_ends() -> None:
    body = paragraph("again") + '<w:altChunk r:id="w"/>'
    data = b"no document"
    for _ in range(6):
        data = docx(body, relations(("w", "aFChunk", "chunk.docx")), {"word/chunk.docx": data}).getvalue()
    text = read(io.BytesIO(data)).text
    assert 2 <= text.count("again") <= 4


def test_files_inside_are_members_of_the_document() -> None:
    sheet = workbook({"S": "<row><c><v>7</v></c></row>"}).getvalue()
    stream = docx(
        paragraph("outer"),
        "",
        {
            "word/embeddings/Sheet1.xlsx": sheet,
            "word/embeddings/oleObject1.bin": native("notes.txt", b"from the notes"),
            "word/embeddings/oleObject2.bin": make_compound({"CONTENTS": docx(paragraph("whole")).getvalue()}),
            "word/embeddings/oleObject3.bin": make_compound({"\x01Ole10Native": b"\xff" * 64}),
            "word/embeddings/broken.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken",
        },
    )
    document = read(stream)
    assert parts(document)[:4] == [
        (None, "", "outer"),
        (None, "Sheet1.xlsx › S › row 1", "7"),
        (None, "notes.txt", "from the notes"),
        (None, "oleObject2", "whole"),
    ]
    assert any("broken.bin" in warning for warning in document.warnings)


def test_files_inside_are_left_alone_where_the_user_says_so() -> None:
    stream = docx(paragraph("outer"), "", {"word/embeddings/a.bin": native("notes.txt", b"from the notes")})
    assert read(stream, ReadOptions(archives=False)).text == "outer"


def test_names_of_parts_are_found_whatever_their_case_and_slashes() -> None:
    stream = packed(
        {
            "_rels/.RELS": relations(("a", "officeDocument", "\\Word\\Document.xml")),
            "word/DOCUMENT.xml": f"<w:document {W}><w:body>{paragraph('found')}</w:body></w:document>",
        }
    )
    assert read_docx(stream).text == "found"
