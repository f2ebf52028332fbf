"""Files of other projects' test suites and files made to do harm, which are not part of this repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.reading_child import Child

REPOSITORY = Path(__file__).parents[2]
FILES = Path(os.environ.get("PPLX_DESKTOP_SHARED", REPOSITORY.parent / "shared")) / "files"

PLACED_KINDS = frozenset("pdf pptx ppt odp xlsx xls xlsb ods csv tsv srt vtt epub ipynb zip tar mbox".split())  # noqa: SIM905
"""Kinds of which every part has a place; what stands for all of a document (its properties, a master's text) has none."""

WITHOUT_TEXT = frozenset(
    # Looked at one by one, PDFs and pictures with the eyes: photos (the words on a shirt and the keywords of three
    # photos' tags are not read), a smiley in all that JBIG2 can do, colours and patterns, empty pages, empty documents
    # and sheets without so much as an author, bytes of chance.
    f"{folder}/{name}"
    for folder, names in {
        "apache__tika": """
            baseball.png testBMP.bmp testColorRendering.pdf testJPEG_EXIF.jpg testJPEG_MicroVideo.jpg
            testJPEG_MotionPhoto.jpg testJPEG_oddTagComponent.jpg testOCR_encode.png testODPMacro.odp testODSMacro.fods
            testWEBP.webp testWebp_Alpha_Lossless.webp""",
        "hostile": "binary_named.txt deep_nested.json png_named.pdf zero_byte.docx zero_byte.pdf",
        "kreuzberg-dev__kreuzberg-lts": """
            example.jpg image.rtf test_numbers_pandoc_markdown.md test_pandoc_markdown.md""",
        "mozilla__pdf.js": """
            PDFBOX-4352-0.pdf bitmap-composite-or-xor-replace.pdf bitmap-halftone-composite.pdf
            bitmap-halftone-skip-grid-template2.pdf bitmap-initially-unknown-size.pdf
            bitmap-refine-customat-tpgron.pdf bitmap-refine-template1.pdf bitmap-stripe-single-no-end-of-stripe.pdf
            bitmap-symbol-texthuffrefinecustom.pdf bitmap-symbol-texthuffrefinecustompos.pdf
            bitmap-template1-customat.pdf bitmap-template1.pdf bitmap-template2.pdf clippath.pdf
            function_based_shading.pdf gradientfill.pdf issue17554.pdf issue17871_top_right.pdf issue18042.pdf
            issue5564_reduced.pdf issue6652.pdf issue7339_reduced.pdf issue8798r.pdf
            named_dest_collision_for_editor.pdf smask_alpha_oob.pdf""",
        "tafia__calamine": "issue127.ods picture.ods picture.png",
    }.items()
    for name in names.split()
)

pytestmark = pytest.mark.skipif(
    not FILES.is_dir(), reason=f"the external set of files is not at {FILES}; PPLX_DESKTOP_SHARED names its folder"
)


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, dict[str, Any]]]:
    """What came of each file, without text recognition."""
    child = Child()
    try:
        yield {
            str(path.relative_to(FILES)): child.read(path)
            for path in sorted(FILES.rglob("*"))
            if path.is_file() and path.parent != FILES
        }
    finally:
        child.close()


@pytest.fixture(scope="module")
def recognised(answers: dict[str, dict[str, Any]]) -> Iterator[dict[str, dict[str, Any]]]:
    """The same, once those whose text is all in pictures were read again with text recognition."""
    child = Child("--ocr")
    try:
        yield {
            name: child.read(FILES / name)
            if answer["state"] == "text-in-picture" and name not in WITHOUT_TEXT
            else answer
            for name, answer in answers.items()
        }
    finally:
        child.close()


def test_every_file_ends_as_read_or_with_a_reason(answers: dict[str, dict[str, Any]]) -> None:
    assert len(answers) >= 465
    lost = {name for name, answer in answers.items() if answer["state"] in {"died", "timeout"}}
    # PDFium ends the process when it gets no more memory.
    assert lost <= {"hostile/deflate_bomb_1GiB.pdf", "hostile/form_self_recursion.pdf"}
    for name in answers.keys() - lost:
        answer = answers[name]
        assert answer["state"] == "indexed" or answer["title"], name
        assert not answer.get("detail", "").startswith(
            ("AssertionError", "AttributeError", "IndexError", "KeyError", "TypeError", "NameError", "ModuleNotFound")
        ), name


def test_text_is_read_with_its_place(recognised: dict[str, dict[str, Any]]) -> None:
    """Of the files that are neither encrypted nor damaged, and in which a person sees any text, 90 % give it, with its
    place: a page, slide, sheet, row, time, member or heading; of text without any of these, the line is its place.
    """
    whole = {
        name: answer
        for name, answer in recognised.items()
        if answer["state"] not in {"encrypted", "damaged", "decompression-bomb", "died", "timeout"}
    }
    read = {name: answer for name, answer in whole.items() if answer["state"] == "indexed"}
    placed = {
        name
        for name, answer in read.items()
        if answer["kind"] not in PLACED_KINDS or answer["located"] >= answer["blocks"] - 2
    }
    assert not read.keys() & WITHOUT_TEXT
    with_text = whole.keys() - WITHOUT_TEXT
    print(f"{len(recognised)} files, {len(whole)} whole, {len(with_text)} of them with text, {len(placed)} placed")
    assert len(placed) >= 0.9 * len(with_text)
    assert len(placed) >= 0.875 * len(whole)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("billion_laughs.docx", "damaged"),
        ("binary_named.txt", "unsupported-type"),
        ("deep_nested.html", "indexed"),
        ("deep_quotes.md", "indexed"),
        ("deep_tables.docx", "damaged"),
        ("deep_multipart.eml", "indexed"),
        ("html_named.xls", "indexed"),
        ("page_tree_cycle.pdf", "damaged"),
        ("pdf_named.docx", "indexed"),
        ("png_named.pdf", "text-in-picture"),
        ("repeated_cells.ods", "indexed"),
        ("rtf_named.doc", "indexed"),
        ("sparse_corners.xlsx", "indexed"),
        ("truncated.pdf", "indexed"),
        ("truncated.docx", "damaged"),
        ("zero_byte.pdf", "no-text"),
        ("zip_bomb_1GiB.docx", "decompression-bomb"),
    ],
)
def test_hostile_files_get_their_reason(answers: dict[str, dict[str, Any]], name: str, state: str) -> None:
    assert answers[f"hostile/{name}"]["state"] == state


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("utf16be_nobom.txt", "Grüße aus Köln – naïve café “needle”"),
        ("latin1.txt", "Grüße aus Köln, naïve café, señor, Ærø needle."),
        ("cp1251.txt", "Съешь же ещё этих мягких французских булок"),
        ("shift_jis.txt", "吾輩は猫である。"),
        ("gb18030.txt", "我们的语义搜索程序"),
    ],
)
def test_encodings_are_told_apart(answers: dict[str, dict[str, Any]], name: str, words: str) -> None:
    assert words in answers[f"hostile/{name}"]["text"]


def test_entity_does_not_bring_in_another_file(answers: dict[str, dict[str, Any]]) -> None:
    assert Path("/etc/hostname").read_text().strip() not in answers["hostile/xxe_file.xml"]["text"]
