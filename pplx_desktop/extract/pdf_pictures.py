"""Finds the pages of a PDF whose text is a picture, and has it recognised where that is wanted.

Invariant: a page is drawn only to be recognised, and with no more pixels than a page of print needs.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any

import pypdfium2
from pypdfium2 import raw

from pplx_desktop.extract.ocr import Picture, Recogniser, is_available
from pplx_desktop.extract.reading import Reading

FEW_CHARACTERS = 20
"""A page with fewer has no text to speak of."""
_STAMPED_CHARACTERS = 150
"""With fewer than these, a page that is one large picture is a scan with a stamp, or a page number, over it."""
_LARGE = 0.6
_MANY_OBJECTS = 300
_MANY_PATHS = 150
_DPI = 200
_POINTS_PER_INCH = 72
_MAX_SIDE = 5_000


def is_pictured(page: Any, text: str) -> bool:
    """Whether a page with this text shows more of it as a picture, or drawn in lines."""
    length = len(text.strip())
    if length >= _STAMPED_CHARACTERS:
        return False
    paths = 0
    try:
        width, height = page.get_size()
        for number, shape in enumerate(page.get_objects(max_depth=3)):
            if number >= _MANY_OBJECTS:
                break
            if shape.type == raw.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = shape.get_bounds()
                if length < FEW_CHARACTERS or (right - left) * (top - bottom) > _LARGE * width * height:
                    return True
            paths += shape.type == raw.FPDF_PAGEOBJ_PATH
    except (pypdfium2.PdfiumError, ValueError):
        return False
    return length < FEW_CHARACTERS and paths >= _MANY_PATHS


class PageRecogniser:
    """Recognises the text of pages, if the reading is to do so. To be closed."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._recogniser: Recogniser | None = None
        self._wanted = reading.options.ocr and is_available(reading.options.languages)

    def __enter__(self) -> PageRecogniser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._recogniser is not None:
            self._recogniser.__exit__(kind, error, trace)

    @property
    def is_wanted(self) -> bool:
        """Whether text is to be recognised at all."""
        return self._wanted

    def text_of(self, page: Any) -> str | None:
        """The text that a page shows; None where it is not to be recognised, or not any more."""
        if not self._wanted or not self._reading.may_recognise():
            return None
        with self._reading.recognising():
            self._recogniser = self._recogniser or Recogniser(self._reading.options.languages)
            try:
                picture, dpi = page_picture(page)
            except (pypdfium2.PdfiumError, ValueError):
                return ""
            return self._recogniser.text_of(picture, dpi=dpi)


def page_picture(page: Any) -> tuple[Picture, int]:
    """A page as it is drawn to be recognised, and with how many dots an inch. Raises `PdfiumError`, ValueError."""
    width, height = page.get_size()
    dpi = min(_DPI, int(_MAX_SIDE * _POINTS_PER_INCH / max(width, height, 1)))
    bitmap = page.render(scale=max(dpi, 1) / _POINTS_PER_INCH, grayscale=True)
    try:
        return Picture(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride), max(dpi, 70)
    finally:
        bitmap.close()
