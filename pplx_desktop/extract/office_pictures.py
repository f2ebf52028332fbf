"""Finds text that is a picture in office documents: slides that are one picture, letters that were scanned.

Invariant: only pictures in places without any text count, as those beside text are illustrations; whether they are
recognised now or noted for later, the options of the reading say.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.extract.archive import Archive
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.reading import Reading

MAX_PICTURES = 500
LEAST_BYTES = 10_000
"""Smaller ones are lines, logos and bullets."""

_SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture in a document: the member that holds it, and the slide it fills."""

    member: str
    page: int | None = None


def all_pictures(archive: Archive) -> list[PlacedPicture]:
    """The pictures of a document that has no text at all."""
    return [PlacedPicture(name) for name in sorted(archive.names()) if name.lower().endswith(_SUFFIXES)]


def add_text_of_pictures(
    archive: Archive, pictures: Sequence[PlacedPicture], builder: DocumentBuilder, reading: Reading | None
) -> None:
    """Add the text in these pictures, or count them as not read where text is not to be recognised."""
    if reading is None:
        return
    for picture in pictures[:MAX_PICTURES]:
        try:
            data = archive.read(picture.member)
            if len(data) < LEAST_BYTES:
                continue
            inner = reading.of_member(posixpath.basename(picture.member))
            document = reading.read(io.BytesIO(data), inner)
        except ExtractionError as error:
            if error.code == ExtractionCode.PICTURED.value:
                builder.pictured_pages += 1
            continue
        for block in document.blocks:
            builder.add(document.text[block.start : block.end], page=picture.page)
