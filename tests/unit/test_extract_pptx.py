"""PPTX: slides in their order, with what lies beside them."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document, ReadOptions
from pplx_desktop.extract.pptx import read_pptx
from pplx_desktop.extract.registry import extract_stream
from tests.support.made_files import W
from tests.support.made_office import A, C, P, packed, presentation, relations, shape, slide


def parts(document: Document) -> list[tuple[int | None, str, str]]:
    return [(block.page, block.heading, document.text[block.start : block.end]) for block in document.blocks]


def test_slides_stand_in_the_order_of_the_presentation_under_their_titles() -> None:
    table = (
        "<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Name</a:t></a:r></a:p></a:txBody></a:tc>"
        "<a:tc><a:txBody><a:p><a:r><a:t>Age</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>"
    )
    group = f"<p:grpSp><p:grpSp>{shape('deep in groups')}</p:grpSp></p:grpSp>"
    number = '<p:sp><p:txBody><a:p><a:fld type="slidenum"><a:t>17</a:t></a:fld></a:p></p:txBody></p:sp>'
    twice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{shape('once')}</mc:Choice><mc:Fallback>{shape('once')}</mc:Fallback></mc:AlternateContent>"
    )
    picture = '<p:pic><p:nvPicPr><p:cNvPr id="3" name="Picture 3" descr="A duck on a lake"/></p:nvPicPr></p:pic>'
    stream = presentation(
        ["b", "a", "gone"],
        {
            "ppt/slides/a.xml": slide(shape("body\nsecond line") + shape("The end", "title") + table + group + number),
            "ppt/slides/b.xml": slide(shape("Welcome", "ctrTitle") + twice + picture),
        },
    )
    document = read_pptx(stream)
    assert parts(document) == [
        (1, "Welcome", "Welcome\nonce\nA duck on a lake"),
        (2, "The end", "body\nsecond line\nThe end\nName | Age\ndeep in groups"),
    ]
    assert (document.kind, document.title, document.pages) == ("pptx", "Welcome", 2)


def test_notes_comments_charts_and_diagrams_belong_to_their_slide() -> None:
    notes = slide(shape("say this", "body") + shape("3", "sldNum"), "notes")
    comments = f"<p:cmLst {P}><p:cm><p:text>is that so?</p:text></p:cm></p:cmLst>"
    threaded = (
        f'<x:cmLst xmlns:x="y" {A}><x:cm><x:txBody><a:p><a:r><a:t>why</a:t></a:r></a:p></x:txBody></x:cm></x:cmLst>'
    )
    chart = f"<c:chartSpace {C} {A}><c:title><a:p><a:r><a:t>Sales</a:t></a:r></a:p></c:title></c:chartSpace>"
    diagram = (
        f'<d:dataModel xmlns:d="x" {A}><d:pt><d:t><a:p><a:r><a:t>step one</a:t></a:r></a:p></d:t></d:pt></d:dataModel>'
    )
    stream = presentation(
        ["a"],
        {
            "ppt/slides/a.xml": slide(shape("Plan", "title")),
            "ppt/slides/_rels/a.xml.rels": relations(
                ("n", "notesSlide", "../notes.xml"),
                ("c", "comments", "../comments.xml"),
                ("t", "comments", "../threaded.xml"),
                ("h", "chart", "../chart.xml"),
                ("d", "diagramData", "../diagram.xml"),
            ),
            "ppt/notes.xml": notes,
            "ppt/comments.xml": comments,
            "ppt/threaded.xml": threaded,
            "ppt/chart.xml": chart,
            "ppt/diagram.xml": diagram,
        },
        title="From the properties",
    )
    document = read_pptx(stream)
    assert parts(document) == [
        (1, "Plan", "Plan"),
        (1, "Plan", "Sales"),
        (1, "Plan", "step one"),
        (1, "Plan › Notes", "say this"),
        (1, "Plan › Comments", "is that so?"),
        (1, "Plan › Comments", "why"),
    ]
    assert document.title == "From the properties"


def test_text_of_the_master_is_there_once_and_its_placeholders_are_not() -> None:
    stream = presentation(
        ["a", "b"],
        {
            "ppt/slides/a.xml": slide(shape("first")),
            "ppt/slides/b.xml": slide(shape("second")),
            "ppt/slides/_rels/a.xml.rels": relations(("l", "slideLayout", "../layout.xml")),
            "ppt/slides/_rels/b.xml.rels": relations(("l", "slideLayout", "../layout.xml")),
            "ppt/layout.xml": slide(shape("Click to add a title", "title"), "sldLayout"),
            "ppt/_rels/layout.xml.rels": relations(("m", "slideMaster", "master.xml")),
            "ppt/master.xml": slide(shape("Click to edit", "body") + shape("Company confidential"), "sldMaster"),
        },
    )
    assert parts(read_pptx(stream)) == [(1, "", "first"), (2, "", "second"), (None, "", "Company confidential")]


def test_a_damaged_slide_costs_itself_and_keeps_its_number() -> None:
    stream = presentation(["a", "b"], {"ppt/slides/a.xml": "<broken", "ppt/slides/b.xml": slide(shape("whole"))})
    document = read_pptx(stream)
    assert parts(document) == [(2, "", "whole")]
    assert document.warnings == ("Slide 1 is damaged.",)


def test_slides_are_found_where_the_presentation_lists_none() -> None:
    stream = packed(
        {
            "ppt/presentation.xml": f"<p:presentation {P}/>",
            "ppt/_rels/presentation.xml.rels": relations(("x", "slide", "slides/one.xml")),
            "ppt/slides/one.xml": slide(shape("alone")),
        }
    )
    assert parts(read_pptx(stream)) == [(1, "", "alone")]


def picture_of(*lines: str) -> bytes:
    """A PNG with these words."""
    image = Image.new("L", (1400, 500), 255)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((60, 60 + 120 * number), line, fill=0, font=ImageFont.load_default(80))
    # A little noise, as a camera makes it; without it the picture is too small to be anything but a line or a logo.
    image.paste(Image.effect_noise((1400, 120), 20), (0, 380))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def picture_slides() -> io.BytesIO:
    return presentation(
        ["a", "b", "c"],
        {
            "ppt/slides/a.xml": slide(shape("written")),
            "ppt/slides/b.xml": slide("<p:pic/>"),
            "ppt/slides/c.xml": slide("<p:pic/>"),
            "ppt/slides/_rels/a.xml.rels": relations(("p", "image", "../media/big.png")),
            "ppt/slides/_rels/b.xml.rels": relations(("p", "image", "../media/big.png")),
            "ppt/slides/_rels/c.xml.rels": relations(("p", "image", "../media/small.png")),
            "ppt/media/big.png": picture_of("Quarterly figures", "Revenue doubled"),
            "ppt/media/small.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
        },
    )


def test_a_slide_that_is_a_picture_is_counted_and_one_with_text_is_not() -> None:
    document = extract_stream(picture_slides(), "a.pptx")
    assert parts(document) == [(1, "", "written")]
    assert document.pictured_pages == 1


def test_a_slide_that_is_a_picture_is_recognised_when_asked() -> None:
    document = extract_stream(picture_slides(), "a.pptx", ReadOptions(ocr=True))
    assert [(page, text.split()) for page, _, text in parts(document)][1] == (
        2,
        ["Quarterly", "figures", "Revenue", "doubled"],
    )
    assert document.pictured_pages == 0


def test_a_letter_that_was_scanned_is_text_in_a_picture() -> None:
    members = {
        "word/document.xml": f"<w:document {W}><w:body/></w:document>",
        "word/media/scan.png": picture_of("Dear Ada"),
    }
    with pytest.raises(ExtractionError) as caught:
        extract_stream(packed(members), "a.docx")
    assert caught.value.code == ExtractionCode.PICTURED
    assert extract_stream(packed(members), "a.docx", ReadOptions(ocr=True)).text.split()[:2] == ["Dear", "Ada"]
