"""Reads OpenDocument text, spreadsheets, presentations and drawings, packed (odt, ods, odp, odg) or flat (fodt, fods …).

After OASIS OpenDocument 1.3, parts 2 (packages) and 3 (schema). Invariant: the content is read as a stream, so that a
large spreadsheet costs time and no memory, and what stands before a defect is kept.
"""

from __future__ import annotations

import posixpath
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.archive import Archive
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.embedded import add_embedded
from pplx_desktop.extract.odf_events import OdfEvents
from pplx_desktop.extract.office_pictures import add_text_of_pictures, all_pictures
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.reading import Reading
from pplx_desktop.extract.titles import sensible_title
from pplx_desktop.extract.xml_events import parse_events

_ZIP_MAGIC = b"PK"
_ENCRYPTION = b"encryption-data"
_DEFAULT_KIND = "odt"


def read_odf(stream: BinaryIO, reading: Reading | None = None) -> Document:
    """Raises `ExtractionError` (damaged, encrypted, decompression-bomb, no-text)."""
    packed = stream.read(2) == _ZIP_MAGIC
    stream.seek(0)
    builder = DocumentBuilder(_DEFAULT_KIND)
    events = OdfEvents(builder)
    if packed:
        with Archive(stream) as archive:
            _read_package(archive, builder, events)
            add_embedded(archive, builder, reading)
            if not builder.has_text:
                add_text_of_pictures(archive, all_pictures(archive), builder, reading)
    else:
        _read_part(stream, builder, events)
        events.finish()
    for header in events.headers:
        builder.add(header)
    builder.kind = events.kind or _DEFAULT_KIND
    add_properties(builder, events.properties)
    title = sensible_title(events.properties.get("title", "")) or sensible_title(events.title)
    return builder.build(title, pages=events.pages or None)


def _read_package(archive: Archive, builder: DocumentBuilder, events: OdfEvents) -> None:
    manifest = archive.find("META-INF/manifest.xml")
    if manifest and _ENCRYPTION in archive.read(manifest):
        raise ExtractionError(
            ExtractionCode.ENCRYPTED,
            "This document is protected by a password.",
            hint="Save a copy without the password to search its text.",
        )
    # Styles come first, for the headings that are headings by their style.
    for name in ("styles.xml", "meta.xml"):
        if member := archive.find(name):
            with archive.open(member) as part:
                _read_part(part, builder, events)
    with archive.open(archive.find("content.xml") or "content.xml") as part:
        _read_part(part, builder, events)
    events.finish()
    for member in _embedded(archive):
        with archive.open(member) as part:
            embedded = OdfEvents(builder)
            _read_part(part, builder, embedded)
            embedded.finish()


def _read_part(stream: BinaryIO, builder: DocumentBuilder, events: OdfEvents) -> None:
    try:
        parse_events(stream, events.start, events.end, events.text)
    except ExtractionError as error:
        if error.code != ExtractionCode.DAMAGED.value:
            raise
        builder.warn("A part of this document is damaged; what stands before the damage was read.")


def _embedded(archive: Archive) -> list[str]:
    """The contents of charts and other objects inside the document."""
    return sorted(
        name for name in archive.names() if posixpath.basename(name) == "content.xml" and "/" in name.strip("/")
    )
