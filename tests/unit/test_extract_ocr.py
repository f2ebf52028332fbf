"""Text in pictures and on scanned pages, recognised by the real Tesseract where it is installed."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import PLAIN_READING, Document, ReadOptions
from pplx_desktop.extract import ocr, reading
from pplx_desktop.extract.registry import extract_file
from tests.support.made_files import make_pdf

RECOGNISING = ReadOptions(ocr=True)
LINES = ("The orchard opens in May.", "Bring a basket and good shoes.")


def picture(*lines: str, size: tuple[int, int] = (900, 240), mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, size, "white" if mode != "RGBA" else (0, 0, 0, 0))
    drawing = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        drawing.text((30, 30 + 70 * number), line, fill="black", font=ImageFont.load_default(40))
    return image


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def scanned_pdf(*pages: Image.Image) -> bytes:
    return encoded(pages[0], "PDF", save_all=True, append_images=pages[1:], resolution=100)


def extract(folder: Path, name: str, content: bytes, options: ReadOptions = RECOGNISING) -> Document:
    path = folder / name
    path.write_bytes(content)
    return extract_file(str(path), options)


def code(folder: Path, name: str, content: bytes, options: ReadOptions = RECOGNISING) -> str:
    with pytest.raises(ExtractionError) as caught:
        extract(folder, name, content, options)
    assert caught.value.title
    return caught.value.code


def test_who_asks_loads_nothing() -> None:
    asked = "import sys; from pplx_desktop.extract.ocr import is_available as f; print(f(('eng',)), f(('xyz',)))"
    shown = subprocess.run(
        [sys.executable, "-c", f"{asked}; print({{'tesserocr', 'PIL'}} & set(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.split("\n")[:2] == ["True False", "set()"]


def test_why_nothing_is_recognised_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ocr.state_of(("eng", "xyz"), is_on=True) == "ready"
    assert ocr.state_of(("xyz",), is_on=True) == "no-language"
    assert ocr.state_of(("eng",), is_on=False) == "off"
    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    assert ocr.state_of(("eng",), is_on=True) == "not-installed"


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.webp", "WEBP"), ("a.bmp", "BMP")])
def test_text_in_pictures_is_recognised(tmp_path: Path, name: str, kind: str) -> None:
    content = encoded(picture(*LINES), kind)
    document = extract(tmp_path, name, content)
    assert (document.kind, document.text.split()) == (name[2:], " ".join(LINES).split())
    assert [block.page for block in document.blocks] == [None]
    assert code(tmp_path, name, content, PLAIN_READING) == ExtractionCode.PICTURED


def test_see_through_pictures_are_put_on_white(tmp_path: Path) -> None:
    assert "orchard" in extract(tmp_path, "a.png", encoded(picture(LINES[0], mode="RGBA"))).text


def test_page_that_lies_upside_down_is_read(tmp_path: Path) -> None:
    scan = picture(*LINES).rotate(180)
    assert "orchard" in extract(tmp_path, "a.png", encoded(scan)).text
    assert "orchard" in extract(tmp_path, "a.pdf", scanned_pdf(scan)).text


def test_pages_of_a_fax_have_their_numbers(tmp_path: Path) -> None:
    content = encoded(picture(LINES[0]), "TIFF", save_all=True, append_images=[picture(LINES[1])])
    document = extract(tmp_path, "a.tiff", content)
    assert document.pages == 2
    assert [block.page for block in document.blocks] == [1, 2]


def test_pattern_is_no_text(tmp_path: Path) -> None:
    noise = Image.effect_noise((300, 300), 90)
    assert code(tmp_path, "a.png", encoded(noise)) == ExtractionCode.EMPTY


def test_broken_and_huge_pictures_have_their_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = encoded(picture(*LINES))
    assert code(tmp_path, "a.png", content[: len(content) // 2]) == ExtractionCode.DAMAGED
    assert code(tmp_path, "b.png", content[:20]) == ExtractionCode.DAMAGED
    monkeypatch.setattr(ocr, "MAX_PIXELS", 1000)
    assert code(tmp_path, "c.png", content) == ExtractionCode.TOO_LARGE


def test_scanned_pages_are_counted_then_recognised(tmp_path: Path) -> None:
    content = scanned_pdf(picture(LINES[0]), picture(LINES[1]))
    assert code(tmp_path, "a.pdf", content, PLAIN_READING) == ExtractionCode.PICTURED
    document = extract(tmp_path, "a.pdf", content)
    assert [(block.page, document.text[block.start : block.end]) for block in document.blocks] == [
        (1, LINES[0]),
        (2, LINES[1]),
    ]
    assert (document.pictured_pages, document.warnings) == (0, ())


def test_pages_with_text_are_not_recognised(tmp_path: Path) -> None:
    content = make_pdf(tmp_path / "b.pdf", [["This page has text enough."], []]).read_bytes()
    assert extract(tmp_path, "a.pdf", content, PLAIN_READING).pictured_pages == 0
    assert extract(tmp_path, "a.pdf", content).text == "This page has text enough."


def test_scans_in_archives_are_recognised(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("letter.txt", "plain words")
        made.writestr("scan.pdf", scanned_pdf(picture(LINES[0])))
    before = extract(tmp_path, "a.zip", stream.getvalue(), PLAIN_READING)
    assert before.pictured_pages == 1
    after = extract(tmp_path, "a.zip", stream.getvalue())
    assert {block.heading for block in after.blocks} == {"letter.txt", "scan.pdf"}
    assert after.pictured_pages == 0


def test_recognising_ends_after_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "RECOGNISING_SECONDS", 0.0001)
    document = extract(tmp_path, "a.pdf", scanned_pdf(picture(LINES[0]), picture(LINES[1])))
    assert document.text == LINES[0]
    assert document.pictured_pages == 1
    assert "not read" in document.warnings[0]


def test_without_language_data_pictures_stay_pictures(tmp_path: Path) -> None:
    options = ReadOptions(ocr=True, languages=("xyz",))
    assert code(tmp_path, "a.png", encoded(picture(LINES[0])), options) == ExtractionCode.PICTURED
    assert code(tmp_path, "a.pdf", scanned_pdf(picture(LINES[0])), options) == ExtractionCode.PICTURED
