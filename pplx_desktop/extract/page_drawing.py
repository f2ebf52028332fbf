"""Draws the pages of a PDF with PDFium, and says where each character of a page stands.

Invariant: no page is drawn with more than `MAX_PIXELS`, and of no page more than `MAX_CHARACTERS` are placed, whatever
sizes the document claims; scripts, links and files that it names are never followed (PDFium is built without them).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from typing import Any

import pypdfium2
from pypdfium2 import raw

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.page_types import Box, PagePicture
from pplx_desktop.extract.darkened import Region, darkened, opaque
from pplx_desktop.extract.pdf import is_garbled, open_pdf
from pplx_desktop.extract.pdf_annotations import place_annotations, prepare_form
from pplx_desktop.extract.pdf_pictures import is_pictured, page_picture

MAX_PIXELS = 24_000_000
MAX_CHARACTERS = 30_000
MAX_PAGES = 20_000
_USUAL_SIZE = (595.0, 842.0)
"""A4, in points: what a page is taken for that does not say."""
_MAX_POINTS = 20_000.0
_MAX_SHAPES = 2_000
_FAR = 1_000_000
"""Pixels of the page that positions are asked for: whole numbers are exact enough then."""

_RAW: Any = raw

Places = tuple[str, list[Box]]
"""The characters of a page and their boxes."""


class PdfPages:
    """The pages of one document. To be closed; for one thread."""

    is_picture = False

    def __init__(self, data: bytes) -> None:
        """Raises `ExtractionError` (encrypted, damaged)."""
        self._pdf: Any = open_pdf(data)[0]
        prepare_form(self._pdf)

    def close(self) -> None:
        """Let go of the document."""
        self._pdf.close()

    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of every page, in points."""
        return [self._size(index) for index in range(min(len(self._pdf), MAX_PAGES))]

    def draw(self, number: int, width_px: int, *, dark: bool) -> PagePicture:
        """Page `number` (from 1), so many pixels wide or as many as it may have; `dark` is light on dark.

        Raises `ExtractionError` where it cannot be drawn.
        """
        page = self._page(number)
        try:
            width, height = _sensible(page.get_size())
            scale = min(width_px / width, math.sqrt(MAX_PIXELS / (width * height)))
            bitmap = page.render(scale=max(scale, 1 / min(width, height)), prefer_bgrx=True, draw_annots=True)
            try:
                pixels = _rows(bitmap)
                if dark:
                    pixels = darkened(pixels, bitmap.width, bitmap.height, _pictures_on(page))
                return PagePicture(bitmap.width, bitmap.height, opaque(pixels), dark)
            finally:
                bitmap.close()
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise _not_drawn(error) from error
        finally:
            page.close()

    def places(self, number: int, languages: Sequence[str]) -> Places:
        """The characters of a page with their boxes; those of its picture, where the page is one, or says nothing that
        can be read, and `languages` are given to recognise them in. Raises `ExtractionError`.
        """
        page = self._page(number)
        try:
            text_page = page.get_textpage()
            try:
                if languages and _was_recognised(page, text_page.get_text_bounded()):
                    return _recognised(page, languages)
                return _placed(page, text_page)
            finally:
                text_page.close()
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise _not_drawn(error) from error
        finally:
            page.close()

    def notes(self, number: int) -> Places:
        """What stands on a page without being part of its text (values of form fields, comments), each character with
        the box of the whole. Raises `ExtractionError`.
        """
        page = self._page(number)
        try:
            place = _Placing(page)
            text: list[str] = []
            boxes: list[Box] = []
            for notes in place_annotations(self._pdf, page):
                for said, rect in notes.items():
                    text.append(f"\n{said}"[: MAX_CHARACTERS - len(boxes)])
                    boxes += [place.box(*rect)] * len(text[-1])
            return "".join(text), boxes
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise _not_drawn(error) from error
        finally:
            page.close()

    def attachment(self, name: str) -> bytes | None:
        """The file of this name that is packed into the document."""
        for index in range(self._pdf.count_attachments()):
            try:
                attachment = self._pdf.get_attachment(index)
                if attachment.get_name() == name:
                    return bytes(attachment.get_data())
            except (pypdfium2.PdfiumError, ValueError):
                continue
        return None

    def _size(self, index: int) -> tuple[float, float]:
        try:
            return _sensible(self._pdf.get_page_size(index))
        except pypdfium2.PdfiumError:
            return _USUAL_SIZE

    def _page(self, number: int) -> Any:
        if not 1 <= number <= len(self._pdf):
            raise ExtractionError(ExtractionCode.CHANGED, "This file has no such page any more.")
        try:
            return self._pdf[number - 1]
        except pypdfium2.PdfiumError as error:
            raise _not_drawn(error) from error


def _sensible(size: tuple[float, float]) -> tuple[float, float]:
    width, height = size
    if not (math.isfinite(width) and math.isfinite(height)) or min(width, height) <= 0:
        return _USUAL_SIZE
    return min(max(width, 1.0), _MAX_POINTS), min(max(height, 1.0), _MAX_POINTS)


def _rows(bitmap: Any) -> bytes:
    """The pixels of a bitmap without what fills up its rows."""
    data, row = bytes(bitmap.buffer), bitmap.width * bitmap.n_channels
    if bitmap.stride == row:
        return data[: row * bitmap.height]
    return b"".join(data[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))


def _pictures_on(page: Any) -> list[Region]:
    """Where pictures stand on a page, as shares of it, for those that stay as they are on a dark page."""
    place = _Placing(page)
    regions: list[Region] = []
    try:
        for number, shape in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            if number >= _MAX_SHAPES:
                break
            left, bottom, right, top = shape.get_bounds()
            regions.append(place.box(left, bottom, right, top))
    except (pypdfium2.PdfiumError, ValueError):
        return regions
    return regions


class _Placing:
    """Turns a document's own coordinates into shares of the page as it is shown, turned and cropped."""

    def __init__(self, page: Any) -> None:
        x0, y0 = _device(page, 0, 0)
        x1, y1 = _device(page, 100, 0)
        x2, y2 = _device(page, 0, 100)
        self._origin = x0, y0
        self._right = (x1 - x0) / 100, (y1 - y0) / 100
        self._up = (x2 - x0) / 100, (y2 - y0) / 100

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box as shares, within the page."""
        (x, y), (across_x, across_y), (up_x, up_y) = self._origin, self._right, self._up
        xs = [x + across_x * h + up_x * v for h in (left, right) for v in (bottom, top)]
        ys = [y + across_y * h + up_y * v for h in (left, right) for v in (bottom, top)]
        return _share(min(xs)), _share(min(ys)), _share(max(xs)), _share(max(ys))


def _share(pixels: float) -> float:
    return min(max(pixels / _FAR, 0.0), 1.0) if math.isfinite(pixels) else 0.0


def _device(page: Any, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    _RAW.FPDF_PageToDevice(page, 0, 0, _FAR, _FAR, 0, x, y, across, down)
    return across.value, down.value


def _placed(page: Any, text_page: Any) -> Places:
    place = _Placing(page)
    text: list[str] = []
    boxes: list[Box] = []
    for index in range(min(text_page.count_chars(), MAX_CHARACTERS)):
        code: int = _RAW.FPDFText_GetUnicode(text_page, index)
        try:
            left, bottom, right, top = text_page.get_charbox(index, loose=True)
        except pypdfium2.PdfiumError:
            left = bottom = right = top = 0.0
        if 0xDC00 <= code < 0xE000 and text and 0xD800 <= ord(text[-1]) < 0xDC00:
            # Half of a character each, on systems whose wide characters have two bytes.
            text[-1] = chr(0x10000 + ((ord(text[-1]) - 0xD800) << 10) + code - 0xDC00)
            continue
        text.append(chr(code) if code <= 0x10FFFF else "\ufffd")
        boxes.append(place.box(left, bottom, right, top))
    return "".join(text), boxes


def _was_recognised(page: Any, text: str) -> bool:
    """Whether the reader has what is recognised on a page instead of the page's own text."""
    return is_garbled(text) or is_pictured(page, text)


def _recognised(page: Any, languages: Sequence[str]) -> Places:
    from pplx_desktop.extract.ocr import Recogniser  # noqa: PLC0415 -- megabytes that most processes never need

    picture, dpi = page_picture(page)
    with Recogniser(languages) as recogniser:
        return recogniser.places_of(picture, dpi=dpi)


def _not_drawn(error: Exception) -> ExtractionError:
    return ExtractionError(ExtractionCode.DAMAGED, "This page cannot be drawn.", detail=str(error))
