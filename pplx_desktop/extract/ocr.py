"""Recognises text in pictures with Tesseract, where it is installed (the optional extra `ocr`).

Invariant: whoever asks whether it can be had loads nothing; a picture is unpacked to no more pixels than `MAX_PIXELS`,
and what is recognised with little confidence (a photo's leaves, a pattern) is no text.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.page_types import Box
from pplx_desktop.core.types import Document, OcrState
from pplx_desktop.extract.document_builder import DocumentBuilder, pictured
from pplx_desktop.extract.kinds import OTHER, kind_of
from pplx_desktop.extract.reading import Reading

MAX_PIXELS = 60_000_000
MAX_FRAMES = 500
PICTURE_DPI = 300
LEAST_CONFIDENCE = 55
"""Of 100. Text in print is recognised with 80 and more, patterns in photos with 0 to 50."""

SURE_CONFIDENCE = 75
"""Below this a page may lie upside down, which Tesseract does not see."""

# Letters upside down are recognised as others, of which it is less sure; without any letters it is sure of nothing.
_LEAST_TURNED = 20
_DATA_SUFFIX = ".traineddata"
_DATA_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
_LEAST_SIDE = 24
# Letters on screens are small; Tesseract was trained on print at 300 dpi.
_SCREEN_SIDE = 2000
_WORD = re.compile(r"[^\W\d_]{2,}")
_Pixels = tuple[int, int, int, int]
_PICTURE_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")


def is_available(languages: Sequence[str]) -> bool:
    """Whether text in any of these languages can be recognised here. Loads no library."""
    return _is_installed() and _find_data(tuple(languages)) is not None


def state_of(languages: Sequence[str], *, is_on: bool) -> OcrState:
    """How text recognition stands here. Loads no library."""
    if not is_on:
        return "off"
    if not _is_installed():
        return "not-installed"
    return "ready" if is_available(languages) else "no-language"


def _is_installed() -> bool:
    return find_spec("tesserocr") is not None and find_spec("PIL") is not None


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of pixels of one byte each, from black to white."""

    pixels: bytes
    width: int
    height: int
    bytes_per_row: int

    def upside_down(self) -> Picture:
        """The same, turned by half a turn."""
        starts = range(0, self.height * self.bytes_per_row, self.bytes_per_row)
        rows = b"".join(self.pixels[start : start + self.width] for start in starts)
        return Picture(rows[::-1], self.width, self.height, self.width)


class Recogniser:
    """Tesseract with the languages that are there. To be closed."""

    def __init__(self, languages: Sequence[str]) -> None:
        found = _find_data(tuple(languages))
        if found is None:
            raise pictured()
        folder, present = found
        # Its threads would take the processor from everyone else, and win little.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        import tesserocr  # noqa: PLC0415 -- megabytes that most processes never need

        self._api: Any = tesserocr.PyTessBaseAPI(init=False)
        # What it has to say it writes to /dev/null, which a confined process may not open, and then crashes.
        self._api.SetVariable("debug_file", "")
        try:
            self._api.InitFull(path=f"{folder}/", lang="+".join(present))
        except RuntimeError as error:
            raise ExtractionError(
                ExtractionCode.PICTURED,
                "Text recognition does not start.",
                detail=str(error),
                hint="Install Tesseract's language data again.",
            ) from error

    def __enter__(self) -> Recogniser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._api.End()

    def text_of(self, picture: Picture, *, dpi: int) -> str:
        """The text in a picture; empty where nothing reads like text."""
        confidence, text = self._read(picture, dpi)
        if _LEAST_TURNED <= confidence < SURE_CONFIDENCE:
            confidence, text = max((confidence, text), self._read(picture.upside_down(), dpi))
        return text if confidence >= LEAST_CONFIDENCE and _WORD.search(text) else ""

    def places_of(self, picture: Picture, *, dpi: int) -> tuple[str, list[Box]]:
        """The characters of `text_of` with their boxes, as shares of the picture; lines end with a line break."""
        confidence, (text, boxes) = self._place(picture, dpi)
        if _LEAST_TURNED <= confidence < SURE_CONFIDENCE:
            surer, (turned, found) = self._place(picture.upside_down(), dpi)
            if surer > confidence:
                upright = [(1 - right, 1 - bottom, 1 - left, 1 - top) for left, top, right, bottom in found]
                confidence, text, boxes = surer, turned, upright
        return (text, boxes) if confidence >= LEAST_CONFIDENCE else ("", [])

    def _place(self, picture: Picture, dpi: int) -> tuple[int, tuple[str, list[Box]]]:
        import tesserocr  # noqa: PLC0415 -- see `__init__`

        self._api.SetImageBytes(picture.pixels, picture.width, picture.height, 1, picture.bytes_per_row)
        self._api.SetSourceResolution(dpi)
        self._api.Recognize()
        text: list[str] = []
        boxes: list[Box] = []
        word: Any = self._api.GetIterator()
        level, line = tesserocr.RIL.WORD, tesserocr.RIL.TEXTLINE
        while word is not None and not word.Empty(level):
            _add_word(text, boxes, word.GetUTF8Text(level), word.BoundingBox(level), word.BoundingBox(line), picture)
            text.append("\n" if word.IsAtFinalElement(line, level) else " ")
            boxes.append(boxes[-1] if boxes else (0.0, 0.0, 0.0, 0.0))
            if not word.Next(level):
                break
        confidence: int = self._api.MeanTextConf()
        self._api.Clear()
        return confidence, ("".join(text), boxes)

    def _read(self, picture: Picture, dpi: int) -> tuple[int, str]:
        self._api.SetImageBytes(picture.pixels, picture.width, picture.height, 1, picture.bytes_per_row)
        self._api.SetSourceResolution(dpi)
        text: str = self._api.GetUTF8Text()
        confidence: int = self._api.MeanTextConf()
        self._api.Clear()
        return confidence, text


def _add_word(
    text: list[str], boxes: list[Box], word: str, place: _Pixels | None, line: _Pixels | None, picture: Picture
) -> None:
    """Add the characters of a word, which share its width, and its line's height."""
    if place is None:
        return
    left, top, right, bottom = place
    if line is not None:
        top, bottom = line[1], line[3]
    step = (right - left) / max(1, len(word))
    for number, letter in enumerate(word):
        text.append(letter)
        begin = left + step * number
        boxes.append(
            (begin / picture.width, top / picture.height, (begin + step) / picture.width, bottom / picture.height)
        )


def read_picture(stream: BinaryIO, reading: Reading) -> Document:
    """The text in a picture. Raises `ExtractionError` (text-in-picture, no-text, damaged, too-large)."""
    if not (reading.options.ocr and is_available(reading.options.languages)):
        raise pictured()
    kind = kind_of(reading.name)
    builder = DocumentBuilder("png" if kind == OTHER else kind)
    frames = 0
    with Recogniser(reading.options.languages) as recogniser:
        for frame in frames_of(stream):
            frames += 1
            if not reading.may_recognise():
                builder.pictured_pages += 1
                builder.warn("Recognising its text took too long; not all of it was read.")
                break
            with reading.recognising():
                builder.add(recogniser.text_of(readable(frame), dpi=PICTURE_DPI), page=frames)
    if frames == 1:
        builder.forget_pages()
    return builder.build(pages=frames if frames > 1 else None, empty_hint="No text was recognised in this picture.")


def frames_of(stream: BinaryIO) -> Generator[Any]:
    """A picture's frames (the pages of a TIFF) as Pillow's images, without those that are too small to hold text.

    Raises `ExtractionError` (damaged, too-large), also while it is gone through.
    """
    from PIL import Image, ImageSequence  # noqa: PLC0415 -- see `Recogniser`

    # Sizes are looked at below; its own check would warn only.
    Image.MAX_IMAGE_PIXELS = None
    with reading_pictures(), Image.open(stream, formats=_PICTURE_FORMATS) as image:
        animated = image.format != "TIFF"
        for number, frame in enumerate(ImageSequence.Iterator(image)):
            width, height = frame.size
            if number >= (1 if animated else MAX_FRAMES):
                return
            if width * height > MAX_PIXELS:
                raise ExtractionError(ExtractionCode.TOO_LARGE, "This picture is too large to look for text in it.")
            if min(width, height) >= _LEAST_SIDE:
                yield frame


@contextmanager
def reading_pictures() -> Generator[None]:
    """Whatever Pillow raises within is a damaged picture: frames are unpacked when they are first used."""
    from PIL import UnidentifiedImageError  # noqa: PLC0415 -- see `Recogniser`

    try:
        yield
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, IndexError, TypeError, EOFError) as error:
        raise ExtractionError(
            ExtractionCode.DAMAGED, "This picture is damaged.", detail=str(error), hint="Get another copy."
        ) from error


def readable(frame: Any) -> Picture:
    """A frame in grey and large enough to be read. Raises `ExtractionError` (damaged)."""
    from PIL import Image  # noqa: PLC0415 -- see `Recogniser`

    with reading_pictures():
        grey = on_white(frame).convert("L")
    if max(grey.size) < _SCREEN_SIDE:
        grey = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
    return Picture(grey.tobytes(), grey.width, grey.height, grey.width)


def on_white(frame: Any) -> Any:
    """A picture whose see-through parts are white, as paper is."""
    if "A" not in frame.getbands() and "transparency" not in frame.info:
        return frame
    from PIL import Image  # noqa: PLC0415 -- see `Recogniser`

    coloured = frame.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, "white")
    paper.alpha_composite(coloured)
    return paper


@cache
def _find_data(languages: tuple[str, ...]) -> tuple[Path, tuple[str, ...]] | None:
    """The folder with data for most of these languages, and for which."""
    best: tuple[Path, tuple[str, ...]] | None = None
    for folder in _data_folders():
        present = tuple(language for language in languages if (folder / f"{language}{_DATA_SUFFIX}").is_file())
        if present and (best is None or len(present) > len(best[1])):
            best = folder, present
    return best


def _data_folders() -> Iterator[Path]:
    if named := os.environ.get("TESSDATA_PREFIX"):
        yield Path(named)
        yield Path(named) / "tessdata"
    # A bundle carries its own.
    yield Path(getattr(sys, "_MEIPASS", sys.prefix)) / "share" / "tessdata"
    for pattern in _DATA_FOLDERS:
        if "*" in pattern:
            parent, _, rest = pattern.partition("/*/")
            yield from sorted((folder / rest for folder in Path(parent).glob("*")), reverse=True)
        else:
            yield Path(pattern)
