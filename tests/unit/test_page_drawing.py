"""Pages are drawn, and their characters are where the ink is; files inside files are found as they were read."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.page_types import PIXEL_BYTES, PagePicture
from pplx_desktop.core.types import ReadOptions
from pplx_desktop.extract import page_drawing
from pplx_desktop.extract.drawn_file import open_drawn
from pplx_desktop.extract.page_drawing import PdfPages
from pplx_desktop.extract.picture_drawing import PictureFrames
from pplx_desktop.extract.registry import extract_file
from tests.support.made_files import make_pdf
from tests.support.made_paper import pdf_file
from tests.support.photos import LINES, photo_of_paper


def pdf_bytes(folder: Path, *lines: str) -> bytes:
    return make_pdf(folder / "made.pdf", [lines or LINES]).read_bytes()


def grey(picture: PagePicture) -> np.ndarray:
    pixels = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, PIXEL_BYTES)
    # Else the window would take them for see-through.
    assert (pixels[:, :, 3] == 255).all()
    return pixels[:, :, :3].mean(axis=2)


def assert_ink_is_in_boxes(pages: PdfPages) -> None:
    picture = pages.draw(1, 800, dark=False)
    ink = grey(picture) < 128
    text, boxes = pages.places(1, ())
    # Lines of a turned page come in another order.
    assert sorted("".join(text.split())) == sorted("".join("".join(LINES).split()))
    covered = np.zeros_like(ink)
    for letter, (left, top, right, bottom) in zip(text, boxes, strict=True):
        rows = slice(int(top * picture.height) - 1, int(bottom * picture.height) + 2)
        columns = slice(max(0, int(left * picture.width) - 1), int(right * picture.width) + 2)
        if letter.isalpha():
            assert ink[rows, columns].any(), letter
        covered[rows, columns] = True
    assert ink.any()
    assert not (ink & ~covered).any()


def test_characters_are_where_the_ink_is(tmp_path: Path) -> None:
    assert_ink_is_in_boxes(PdfPages(pdf_bytes(tmp_path)))


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_characters_are_where_the_ink_is_on_a_turned_and_cropped_page(tmp_path: Path, degrees: int) -> None:
    pdf = pypdfium2.PdfDocument(pdf_bytes(tmp_path))
    pdf[0].set_rotation(degrees)
    pdf[0].set_cropbox(30, 500, 400, 800)
    turned = io.BytesIO()
    pdf.save(turned)
    pages = PdfPages(turned.getvalue())
    assert pages.sizes() == [(370, 300) if degrees == 180 else (300, 370)]
    assert_ink_is_in_boxes(pages)


def test_a_page_is_as_wide_as_it_was_asked_for_and_no_larger_than_it_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = PdfPages(pdf_bytes(tmp_path))
    assert abs(pages.draw(1, 777, dark=False).width - 777) <= 1
    monkeypatch.setattr(page_drawing, "MAX_PIXELS", 10_000)
    small = pages.draw(1, 777, dark=False)
    assert small.width * small.height <= 10_500
    with pytest.raises(ExtractionError) as caught:
        pages.draw(2, 100, dark=False)
    assert caught.value.code == ExtractionCode.CHANGED


def test_a_dark_page_is_light_on_dark_and_leaves_photos_alone() -> None:
    rows, columns = np.mgrid[0:200, 0:300]
    photo = Image.fromarray(np.dstack([rows, columns % 256, 128 + 0 * rows]).astype(np.uint8))
    page = Image.new("RGB", (600, 800), "white")
    drawing = ImageDraw.Draw(page)
    drawing.rectangle((50, 600, 550, 620), fill="black")
    drawing.rectangle((50, 700, 550, 720), fill=(0, 0, 200))
    page.paste(photo, (100, 100))
    pixels = page.convert("RGBX").tobytes("raw", "BGRX")

    from pplx_desktop.extract.darkened import darkened  # noqa: PLC0415

    turned = np.frombuffer(
        darkened(pixels, 600, 800, [(100 / 600, 100 / 800, 400 / 600, 300 / 800), (0, 0.7, 1, 1)]), np.uint8
    ).reshape(800, 600, 4)
    before = np.frombuffer(pixels, np.uint8).reshape(800, 600, 4)
    assert (turned[10, 10, :3] < 40).all()
    assert (turned[610, 300, :3] > 200).all()
    blue, green, red = turned[710, 300, :3].astype(int)
    assert blue > 200 > red == green
    assert (turned[100:300, 100:400, :3] == before[100:300, 100:400, :3]).all()
    # The other picture is a scan: paper with print.
    assert (turned[790, 300, :3] < 40).all()


def put_inside(folder: Path, name: str, data: bytes) -> Path:
    """A file of this name in which `data` lies as `deep/made.pdf`, after others, or as it is packed alone."""
    path = folder / name
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a/other.pdf", make_pdf(folder / "other.pdf", [["Another one"]]).read_bytes())
            archive.writestr("a/notes.txt", "just notes")
            archive.writestr("deep/made.pdf", data)
    elif name.endswith(".tar.gz"):
        with tarfile.open(path, "w:gz") as archive:
            for inner, content in (("b.pdf", b"%PDF-1.4 damaged"), ("deep/made.pdf", data)):
                entry = tarfile.TarInfo(inner)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
    elif name.endswith(".gz"):
        path.write_bytes(gzip.compress(data))
    elif name.endswith(".eml"):
        mail = EmailMessage()
        mail["Subject"] = "An offer"
        mail.set_content("See the attachment.")
        packed = put_inside(folder, "inner.zip", data).read_bytes()
        mail.add_attachment(packed, maintype="application", subtype="zip", filename="all.zip")
        path.write_bytes(mail.as_bytes())
    else:
        pdf = pypdfium2.PdfDocument.new()
        pdf.new_page(200, 200)
        pdf.new_attachment("deep made.pdf").set_data(data)
        pdf.save(path)
    return path


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "x.eml", "made.pdf.gz", "portfolio.pdf"])
def test_pages_of_files_inside_files_are_found_by_their_heading(tmp_path: Path, name: str) -> None:
    path = put_inside(tmp_path, name, pdf_bytes(tmp_path))
    document = extract_file(str(path), ReadOptions())
    block = next(block for block in document.blocks if "orchard" in document.text[block.start : block.end])
    member, pages = open_drawn(str(path), block.heading)
    try:
        text, _ = pages.places(block.page or 0, ())
        assert "orchard" in text
        assert f"{block.heading} › ".startswith(f"{member} › " if member else "")
        assert bool(member) == (name != "made.pdf.gz")
    finally:
        pages.close()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"plain text", ExtractionCode.UNSUPPORTED),
        ("a.pdf", b"%PDF-1.7 nothing behind", ExtractionCode.DAMAGED),
        ("a.png", b"\x89PNG\r\n\x1a\nnothing", ExtractionCode.DAMAGED),
        ("a.zip", b"PK\x03\x04 nothing", ExtractionCode.DAMAGED),
    ],
)
def test_what_cannot_be_drawn_says_why(tmp_path: Path, name: str, content: bytes, code: ExtractionCode) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ExtractionError) as caught:
        open_drawn(str(path), "")
    assert caught.value.code == code
    with pytest.raises(ExtractionError) as caught:
        open_drawn(str(tmp_path / "gone.pdf"), "")
    assert caught.value.code == ExtractionCode.VANISHED


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_recognised_words_lie_on_their_ink_however_the_camera_was_held(orientation: int) -> None:
    frames = PictureFrames(photo_of_paper(orientation))
    width, height = frames.sizes()[0]
    assert (width, height) == ((240, 900) if orientation >= 5 else (900, 240))
    picture = frames.draw(1, 5_000, dark=False)
    assert (picture.width, picture.height) == (width, height)
    text, boxes = frames.places(1, ("eng",))
    assert text.split() == " ".join(LINES).split()
    ink = grey(picture) < 128
    covered = np.zeros_like(ink)
    for left, top, right, bottom in boxes:
        covered[
            int(top * height) - 3 if top else 0 : int(bottom * height) + 4,
            max(0, int(left * width) - 3) : int(right * width) + 4,
        ] = True
    assert (ink & covered).sum() > 0.98 * ink.sum()


def test_nothing_that_a_document_names_is_run_or_followed(tmp_path: Path) -> None:
    # Scripts and XFA forms are what PDFium is built without.
    assert not set(pypdfium2.PDFIUM_INFO.flags) & {"V8", "XFA"}
    made = tmp_path / "made"
    for action in (
        b"/S/Launch/F(/bin/touch)/Win<</F(cmd)>>/P(%b)" % str(made).encode(),
        b"/S/JavaScript/JS(this.saveAs\\('%b'\\))" % str(made).encode(),
        b"/S/SubmitForm/F(file://%b)" % str(made).encode(),
    ):
        field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(b)/Rect[0 0 9 9]/P 3 0 R/A<<%b>>/AA<</O<<%b>>/C<<%b>>>>>>"
        data = pdf_file(
            [
                b"<</Type/Catalog/Pages 2 0 R/OpenAction<<%b>>/AcroForm<</Fields[4 0 R]>>>>" % action,
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Annots[4 0 R]/AA<</O<<%b>>>>>>" % action,
                field % (action, action, action),
            ]
        )
        pages = PdfPages(data)
        assert pages.draw(1, 60, dark=False).width == 60
        assert pages.notes(1)[0] == "\na: b"
        pages.places(1, ())
        pages.close()
    assert not made.exists()


def test_fields_and_comments_stand_where_they_are_drawn() -> None:
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(colour)/V(dark green)/Rect[60 600 260 630]/P 3 0 R>>"
    comment = b"<</Type/Annot/Subtype/Text/Contents(Ask the seller first)/Rect[400 700 420 720]/P 3 0 R>>"
    shown = b"BT /F 24 Tf 60 700 Td (An order form) Tj ET"
    pages = PdfPages(
        pdf_file(
            [
                b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                (
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R"
                    b"/Annots[6 0 R 7 0 R]>>"
                ),
                b"<</Length %d>>stream\n%b\nendstream" % (len(shown), shown),
                b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
                field,
                comment,
            ]
        )
    )
    text, boxes = pages.notes(1)
    assert text == "\ncolour: dark green\nAsk the seller first"
    assert boxes[text.index("green")] == pytest.approx((0.1, 170 / 800, 260 / 600, 0.25), abs=1e-5)
    assert set(boxes[text.index("Ask") :]) == {boxes[-1]}
    assert boxes[-1] == pytest.approx((400 / 600, 0.1, 0.7, 0.125), abs=1e-5)
    assert "green" not in pages.places(1, ())[0]


def test_a_page_whose_fonts_say_no_characters_is_recognised_as_when_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "garbled.pdf"
    path.write_bytes(_garbled("Bring a basket and good shoes"))
    document = extract_file(str(path), ReadOptions(ocr=True))
    assert "basket" in document.text
    pages = PdfPages(path.read_bytes())
    assert "basket" not in pages.places(1, ())[0]
    text, boxes = pages.places(1, ("eng",))
    assert text.split() == document.text.split()
    assert 0.05 < boxes[text.index("basket")][1] < 0.25


def _garbled(words: str) -> bytes:
    """A page with a font whose characters are said to be of private use."""
    letters = b"".join(b"<%02x> <%04x>\n" % (code, 0xE000 + code) for code in range(32, 123))
    mapped = b"1 begincodespacerange <00> <ff> endcodespacerange 91 beginbfchar\n%bendbfchar" % letters
    shown = b"BT /F 24 Tf 60 700 Td (%b) Tj ET" % words.encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(mapped), mapped),
    ]
    return pdf_file(objects)


def test_a_picture_that_was_cut_off_is_damaged() -> None:
    content = photo_of_paper()
    frames = PictureFrames(content[: len(content) // 2])
    for ask in (lambda: frames.draw(1, 900, dark=False), lambda: frames.places(1, ("eng",))):
        with pytest.raises(ExtractionError) as caught:
            ask()
        assert caught.value.code == ExtractionCode.DAMAGED


def test_pictures_of_paper_are_darkened_and_photos_are_not() -> None:
    dark = PictureFrames(photo_of_paper()).draw(1, 300, dark=True)
    assert dark.is_dark
    assert np.median(grey(dark)) < 40
    rows, columns = np.mgrid[0:200, 0:300]
    stream = io.BytesIO()
    Image.fromarray(np.dstack([rows, columns % 256, 60 + 0 * rows]).astype(np.uint8)).save(stream, "PNG")
    frames = PictureFrames(stream.getvalue())
    assert not frames.draw(1, 300, dark=True).is_dark
    assert frames.draw(1, 300, dark=True) == frames.draw(1, 300, dark=False)
    assert frames.places(1, ()) == ("", [])
