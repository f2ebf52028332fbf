"""Draws pictures with Pillow, and says where the text that is recognised in them stands.

Invariant: a picture is unpacked to no more pixels than `ocr.MAX_PIXELS`; without Pillow (the optional extra `ocr`) no
picture is drawn.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from itertools import islice
from typing import Any

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.page_types import Box, PagePicture
from pplx_desktop.extract.darkened import darkened, is_paper, opaque
from pplx_desktop.extract.ocr import PICTURE_DPI, Recogniser, frames_of, on_white, readable, reading_pictures

MAX_DRAWN_PIXELS = 24_000_000
_ORIENTATION = 0x0112

# Of a point in the picture as it is stored, where it is once the picture stands as its camera was held.
_TURNS: dict[int, Callable[[float, float], tuple[float, float]]] = {
    2: lambda x, y: (1 - x, y),
    3: lambda x, y: (1 - x, 1 - y),
    4: lambda x, y: (x, 1 - y),
    5: lambda x, y: (y, x),
    6: lambda x, y: (1 - y, x),
    7: lambda x, y: (1 - y, 1 - x),
    8: lambda x, y: (y, 1 - x),
}


class PictureFrames:
    """The frames of one picture: those of a TIFF, else the first. To be closed; for one thread."""

    is_picture = True

    def __init__(self, data: bytes) -> None:
        """Raises `ExtractionError` (damaged, too-large, unsupported-type)."""
        if find_spec("PIL") is None:
            raise ExtractionError(ExtractionCode.UNSUPPORTED, "Nothing is installed that draws pictures.")
        self._data = data
        self._sizes = [_upright_size(frame) for frame in frames_of(io.BytesIO(data))]
        if not self._sizes:
            raise ExtractionError(ExtractionCode.UNSUPPORTED, "This picture is too small to show anything.")

    def close(self) -> None:
        """Let go of the picture."""
        self._data = b""

    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of every frame, in pixels."""
        return list(self._sizes)

    def draw(self, number: int, width_px: int, *, dark: bool) -> PagePicture:
        """Frame `number` (from 1), so many pixels wide, or as many as it has and may have; `dark` is light on dark where
        it is a picture of paper. Raises `ExtractionError`.
        """
        from PIL import Image, ImageOps  # noqa: PLC0415 -- see `ocr`

        with reading_pictures(), self._frame(number) as frame:
            width, height = _upright_size(frame)
            share = min(1.0, width_px / width, math.sqrt(MAX_DRAWN_PIXELS / (width * height)))
            # A JPEG is unpacked no larger than it is needed.
            frame.draft("RGB", (round(frame.size[0] * share), round(frame.size[1] * share)))
            drawn = on_white(ImageOps.exif_transpose(frame)).convert("RGB")
        size = max(1, round(width * share)), max(1, round(height * share))
        if drawn.size != size:
            drawn = drawn.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        pixels = opaque(drawn.tobytes("raw", "BGRX"))
        if dark and is_paper(pixels):
            return PagePicture(*size, darkened(pixels, *size), is_dark=True)
        return PagePicture(*size, pixels)

    def places(self, number: int, languages: Sequence[str]) -> tuple[str, list[Box]]:
        """The characters that are recognised in a frame, with their boxes. Raises `ExtractionError`."""
        if not languages:
            return "", []
        with self._frame(number) as frame, Recogniser(languages) as recogniser:
            turn = _TURNS.get(_orientation(frame))
            text, boxes = recogniser.places_of(readable(frame), dpi=PICTURE_DPI)
        return text, boxes if turn is None else [_turned(box, turn) for box in boxes]

    def notes(self, number: int) -> tuple[str, list[Box]]:
        """Nothing: what a picture says besides lies nowhere in it."""
        del number
        return "", []

    @contextmanager
    def _frame(self, number: int) -> Generator[Any]:
        with closing(frames_of(io.BytesIO(self._data))) as frames:
            frame = next(islice(frames, number - 1, None), None)
            if frame is None:
                raise ExtractionError(ExtractionCode.CHANGED, "This file has no such page any more.")
            yield frame


def _orientation(frame: Any) -> int:
    try:
        return int(frame.getexif().get(_ORIENTATION, 1))
    except (ValueError, TypeError, SyntaxError, OSError, KeyError):
        return 1


def _upright_size(frame: Any) -> tuple[int, int]:
    width, height = frame.size
    return (height, width) if _orientation(frame) in {5, 6, 7, 8} else (width, height)


def _turned(box: Box, turn: Callable[[float, float], tuple[float, float]]) -> Box:
    (x0, y0), (x1, y1) = turn(box[0], box[1]), turn(box[2], box[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
