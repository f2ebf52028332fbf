"""Reads PDF with PDFium: the text of every page, cut at the headings that the document's outline names.

Invariant: a block lies on one page; pages count from 1; a page that cannot be read costs that page only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, BinaryIO

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.document_builder import DocumentBuilder, HeadingPath
from pplx_desktop.extract.titles import sensible_title

Pdf = Any
"""A `pypdfium2.PdfDocument`; the library says little of its types."""

MAX_PAGES = 20_000
MAX_FAILURES_IN_A_ROW = 100
MAX_BOOKMARKS = 20_000

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\x02": None, "\ufffe": None}
)
# What fonts without a Unicode map leave: control characters, private use, replacement characters.
_GARBLED = re.compile(r"[\x00-\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
# The dots of a table of contents: tokens without meaning, which would fill a chunk with a line or two of the table.
_DOT_LEADER = re.compile(r"(?:[.·…][ \t]?){4,}")
_SCAN_HINT = "Its pages are probably pictures; text in pictures is not read."


def read_pdf(stream: BinaryIO) -> Document:
    """Raises `ExtractionError` (encrypted, damaged, no-text)."""
    data = stream.read()
    try:
        pdf: Pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _load_problem(error) from error
    try:
        return _read(pdf)
    finally:
        pdf.close()


def _read(pdf: Pdf) -> Document:
    builder = DocumentBuilder("pdf")
    count = len(pdf)
    bookmarks = _bookmarks(pdf)
    headings = HeadingPath()
    characters = garbled = failures = read = 0
    for index in range(min(count, MAX_PAGES)):
        text = _page_text(pdf, index)
        if text is None:
            failures += 1
            builder.warn("Some pages could not be read.")
            if failures >= MAX_FAILURES_IN_A_ROW or (failures > 2 and not read):
                break
            continue
        failures = 0
        read += 1
        characters += len(text)
        garbled += len(_GARBLED.findall(text))
        text = _DOT_LEADER.sub("… ", text.translate(_LIGATURES))
        for heading, part in _cut_at_headings(text, bookmarks.get(index, []), headings):
            builder.add(part, page=index + 1, heading=heading)
    if not read:
        raise ExtractionError(
            ExtractionCode.DAMAGED,
            "No page of this PDF can be read.",
            hint="Open it in a PDF viewer, or get another copy.",
        )
    if count > MAX_PAGES:
        builder.warn(f"Only the first {MAX_PAGES:,} pages were read.")
    if garbled * 20 > characters:
        builder.warn("The fonts of this PDF do not say which characters they show; its text may be garbled.")
    return builder.build(_title(pdf), pages=min(count, MAX_PAGES), empty_hint=_SCAN_HINT)


def _page_text(pdf: Pdf, index: int) -> str | None:
    """The text of one page; None where it cannot be read."""
    try:
        page = pdf[index]
        try:
            text_page = page.get_textpage()
            try:
                return text_page.get_text_bounded()
            finally:
                text_page.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return None


def _bookmarks(pdf: Pdf) -> dict[int, list[tuple[int, str]]]:
    """Level and text of the outline's entries, by page index, in the outline's order."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    try:
        for number, bookmark in enumerate(pdf.get_toc(max_depth=8)):
            if number >= MAX_BOOKMARKS:
                break
            target = bookmark.get_dest()
            page = target.get_index() if target is not None else None
            title = bookmark.get_title().strip()
            if page is not None and title:
                found[page].append((bookmark.level, title))
    except (pypdfium2.PdfiumError, ValueError):
        # A broken outline takes nothing from the text.
        return {}
    return found


def _cut_at_headings(text: str, entries: list[tuple[int, str]], headings: HeadingPath) -> Iterator[tuple[str, str]]:
    """Parts of a page with their heading path. An entry counts from where its words stand at the start of a line;
    one whose words are not found counts from the top of the page.
    """
    cuts: list[tuple[int, str]] = [(0, headings.path)]
    position = 0
    for level, title in entries:
        match = _heading_pattern(title).search(text, position)
        if match is None:
            path = headings.enter(level, title)
            if len(cuts) == 1 and not text[: cuts[0][0]].strip():
                cuts[0] = (0, path)
            continue
        position = match.end()
        cuts.append((match.start(), headings.enter(level, title)))
    cuts.append((len(text), ""))
    for (start, path), (end, _) in pairwise(cuts):
        yield path, text[start:end]


def _heading_pattern(title: str) -> re.Pattern[str]:
    """Finds a heading at the start of a line, after its number if any, however its words are spaced and broken."""
    words = [re.escape(word) for word in title.split()[:12]]
    return re.compile(r"^[ \t]*(?:[\dA-Z][\d.]*[ \t]+)?" + r"\s+".join(words), re.MULTILINE | re.IGNORECASE)


def _title(pdf: Pdf) -> str:
    try:
        return sensible_title(pdf.get_metadata_value("Title"))
    except (pypdfium2.PdfiumError, ValueError):
        return ""


def _load_problem(error: pypdfium2.PdfiumError) -> ExtractionError:
    code: object = getattr(error, "err_code", None)
    if code in {FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY}:
        return ExtractionError(
            ExtractionCode.ENCRYPTED,
            "This PDF is protected by a password.",
            detail=str(error),
            hint="Save a copy without the password to search its text.",
        )
    return ExtractionError(
        ExtractionCode.DAMAGED,
        "This PDF is damaged.",
        detail=str(error),
        hint="Open it in a PDF viewer, or get another copy.",
    )
