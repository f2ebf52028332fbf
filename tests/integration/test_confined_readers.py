"""Every reader works where it can do nothing but read: each family of formats goes through a confined child, with the
libraries that are loaded only then, and comes back as it does without. `test_shared_files.py` reads its files so as well.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import FileStat, ReadOptions
from pplx_desktop.engine.extract_pool import ExtractPool
from pplx_desktop.engine.sandbox.confinement import survey
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.extract import ocr
from pplx_desktop.extract.registry import extract_file
from tests.support.homes import write_docx, write_pdf
from tests.support.made_office import odf_content, odf_package, presentation, shape, slide, workbook
from tests.support.made_sheets import make_xls, make_xlsb


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExtractPool]:
    models = tmp_path_factory.mktemp("models")
    made = ExtractPool(delivered("models"), models, WantedModel("all-minilm-l6-v2"), size=1)
    yield made
    made.close()


def stat(path: Path) -> FileStat:
    status = path.stat()
    return FileStat(str(path), status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)


def packed_notes() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner/note.txt", "An albatross in a zip.")
    return stream.getvalue()


def taped_notes() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:xz") as archive:
        member = tarfile.TarInfo("note.txt")
        member.size = len(b"An albatross in a tar.")
        archive.addfile(member, io.BytesIO(b"An albatross in a tar."))
    return stream.getvalue()


def mailed() -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Birds"
    mail.set_content("An albatross by mail.")
    mail.add_attachment("An albatross attached.", filename="bird.txt")
    return mail.as_bytes()


SHEET = '<row r="1"><c r="A1" t="inlineStr"><is><t>An albatross in a cell</t></is></c></row>'
MADE = {
    "a.md": b"# Birds\n\nAn albatross nests on the cliff.\n",
    "b.html": b"<html><body><h1>Birds</h1><p>An albatross &amp; a gull</p></body></html>",
    "c.csv": b"bird,place\nalbatross,cliff\n",
    "d.eml": mailed(),
    "e.zip": packed_notes(),
    "f.tar.xz": taped_notes(),
    "g.txt.gz": gzip.compress(b"An albatross in a gz."),
    "h.rtf": rb"{\rtf1\ansi An albatross in rich text.\par}",
    "i.xls": make_xls([("Birds", {(0, 0): "albatross"})]).getvalue(),
    "j.xlsb": make_xlsb("Birds", {(0, 0): "albatross"}).getvalue(),
    "k.odt": odf_package(odf_content("text", "<text:p>An albatross in an ODT.</text:p>")).getvalue(),
    "l.ipynb": b'{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"markdown",'
    b'"metadata":{},"source":["An albatross in a notebook."]}]}',
    "m.srt": b"1\n00:00:01,000 --> 00:00:02,000\nAn albatross speaks.\n",
}


@pytest.mark.parametrize("name", MADE)
def test_a_reader_gives_the_same_confined(pool: ExtractPool, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(MADE[name])
    assert_the_same(pool, path)


def test_pdf_and_office_files_too(pool: ExtractPool, tmp_path: Path) -> None:
    assert_the_same(pool, write_pdf(tmp_path / "a.pdf", "An albatross", "on two pages"))
    assert_the_same(pool, write_docx(tmp_path / "b.docx", "An albatross in Word."))
    deck = presentation(["slide1"], {"ppt/slides/slide1.xml": slide(shape("An albatross on a slide."))})
    (tmp_path / "c.pptx").write_bytes(deck.getvalue())
    assert_the_same(pool, tmp_path / "c.pptx")
    (tmp_path / "d.xlsx").write_bytes(workbook({"Birds": SHEET}).getvalue())
    assert_the_same(pool, tmp_path / "d.xlsx")


def test_text_in_a_picture_is_recognised_confined(pool: ExtractPool, tmp_path: Path) -> None:
    assert ocr.is_available(("eng",)), "the development set-up installs it"
    picture = Image.new("L", (1400, 300), 255)
    font = ImageFont.load_default(64)
    ImageDraw.Draw(picture).text((40, 100), "The albatross nests on the cliff", 0, font)
    path = tmp_path / "scan.png"
    picture.save(path)
    read = pool.extract(stat(path), ReadOptions(ocr=True))
    assert "albatross nests on the cliff" in read.document.text


def test_what_tesseract_has_to_say_of_a_picture_is_no_crash(pool: ExtractPool, tmp_path: Path) -> None:
    path = tmp_path / "ring.png"
    picture = Image.new("L", (800, 800), 255)
    ImageDraw.Draw(picture).ellipse((100, 100, 700, 700), outline=0, width=20)
    picture.save(path)
    with pytest.raises(ExtractionError) as caught:
        pool.extract(stat(path), ReadOptions(ocr=True))
    assert caught.value.code == ExtractionCode.EMPTY


def assert_the_same(pool: ExtractPool, path: Path) -> None:
    read = pool.extract(stat(path)).document
    assert "albatross" in read.text
    assert read == extract_file(str(path))
    assert pool.confinement == survey()
