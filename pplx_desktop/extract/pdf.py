"""Reads PDF with PDFium: the text of every page, cut at the headings that the document's outline names, and what stands
on it besides; files that are attached are members.

Invariant: a block lies on one page; pages count from 1; a page that cannot be read costs that page only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, BinaryIO

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import HEADING_JOINT, Document
from pplx_desktop.extract.detection import HEAD_BYTES
from pplx_desktop.extract.document_builder import DocumentBuilder, HeadingPath
from pplx_desktop.extract.pdf_annotations import prepare_form, read_annotations
from pplx_desktop.extract.pdf_pictures import PageRecogniser, is_pictured
from pplx_desktop.extract.pdf_repair import completed
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.reading import Members, Reading
from pplx_desktop.extract.titles import sensible_title

Pdf = Any
"""A `pypdfium2.PdfDocument`; the library says little of its types."""

MAX_PAGES = 20_000
MAX_FAILURES_IN_A_ROW = 100
MAX_BOOKMARKS = 20_000
MAX_ATTACHMENTS = 500

_PROPERTIES = ("Title", "Author", "Subject", "Keywords")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\x02": None, "\ufffe": None}
)
# What fonts without a Unicode map leave: control characters, private use, replacement characters.
_GARBLED = re.compile(r"[\x00-\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
# The dots of a table of contents: tokens without meaning, which would fill a chunk with a line or two of the table.
_DOT_LEADER = re.compile(r"(?:[.·…][ \t]?){4,}")


def read_pdf(stream: BinaryIO, reading: Reading) -> Document:
    """Raises `ExtractionError` (encrypted, damaged, text-in-picture, no-text)."""
    pdf, is_whole = open_pdf(stream.read())
    try:
        prepare_form(pdf)
        with PageRecogniser(reading) as recogniser:
            reader = _Reader(pdf, reading, recogniser)
            if not is_whole:
                reader.builder.warn("This PDF is damaged or was cut off; only the pages that could be found were read.")
            return reader.read()
    finally:
        pdf.close()


def open_pdf(data: bytes) -> tuple[Pdf, bool]:
    """The document in `data`, and whether all of it is there. Raises `ExtractionError` (encrypted, damaged)."""
    try:
        return pypdfium2.PdfDocument(data), True
    except pypdfium2.PdfiumError as error:
        return _completed(data, _load_problem(error)), False


def is_garbled(text: str) -> bool:
    """Whether the fonts of a page do not say which characters they show."""
    return len(_GARBLED.findall(text)) * 20 > len(text)


def _completed(data: bytes, problem: ExtractionError) -> Pdf:
    """The pages of a PDF that lacks its end. Raises `problem` where there are none."""
    if problem.code != ExtractionCode.DAMAGED.value or (whole := completed(data)) is None:
        raise problem
    try:
        return pypdfium2.PdfDocument(whole)
    except pypdfium2.PdfiumError as error:
        raise problem from error


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page says: its text, and what stands on it besides. `is_pictured` where there is text that was not read."""

    text: str
    fields: str
    comments: str
    is_pictured: bool
    is_garbled: bool


class _Reader:
    """Reads one document."""

    def __init__(self, pdf: Pdf, reading: Reading, recogniser: PageRecogniser) -> None:
        self._pdf = pdf
        self._recogniser = recogniser
        self.builder = DocumentBuilder("pdf")
        self._members = Members(self.builder, reading)
        self._headings = HeadingPath()

    def read(self) -> Document:
        """The whole document."""
        count = len(self._pdf)
        pages: list[tuple[int, _Page]] = []
        failures = garbled = 0
        for index in range(min(count, MAX_PAGES)):
            page = self._page(index)
            if page is None:
                failures += 1
                self.builder.warn("Some pages could not be read.")
                if failures >= MAX_FAILURES_IN_A_ROW or (failures > 2 and not pages):
                    break
                continue
            failures = 0
            garbled += page.is_garbled
            self.builder.pictured_pages += page.is_pictured
            pages.append((index, page))
        # PDFium looks through all pages for the one that an entry leads to, until it has seen each of them once.
        bookmarks = _bookmarks(self._pdf)
        for index, page in pages:
            self._add(page, index, bookmarks.get(index, []))
        if not pages:
            raise ExtractionError(
                ExtractionCode.DAMAGED,
                "No page of this PDF can be read.",
                hint="Open it in a PDF viewer, or get another copy.",
            )
        if count > MAX_PAGES:
            self.builder.warn(f"Only the first {MAX_PAGES:,} pages were read.")
        if garbled:
            self.builder.warn("Some fonts of this PDF do not say which characters they show; its text may be garbled.")
        self._add_attachments()
        add_properties(self.builder, {name.lower(): _property(self._pdf, name) for name in _PROPERTIES})
        return self.builder.build(_title(self._pdf), pages=min(count, MAX_PAGES))

    def _add(self, page: _Page, index: int, entries: list[tuple[int, str]]) -> None:
        text = _DOT_LEADER.sub("… ", page.text.translate(_LIGATURES))
        if entries and not text.strip():
            # Of a book that was scanned, the outline may be all there is to find.
            text = "\n".join(title for _, title in entries)
        for heading, part in _cut_at_headings(text, entries, self._headings):
            self.builder.add(part, page=index + 1, heading=heading)
        for name, found in (("Form", page.fields), ("Comments", page.comments)):
            path = self._headings.path
            self.builder.add(found, page=index + 1, heading=f"{path}{HEADING_JOINT}{name}" if path else name)

    def _page(self, index: int) -> _Page | None:
        """One page; None where it cannot be read."""
        try:
            page = self._pdf[index]
            try:
                return self._read_page(page)
            finally:
                page.close()
        except pypdfium2.PdfiumError:
            return None

    def _read_page(self, page: Any) -> _Page:
        text_page = page.get_textpage()
        try:
            text: str = text_page.get_text_bounded()
        finally:
            text_page.close()
        garbled = is_garbled(text)
        pictured = garbled or is_pictured(page, text)
        if pictured and (seen := self._recogniser.text_of(page)) is not None:
            # What is recognised holds what the page's text says, which is then a stamp or a page number.
            text, pictured, garbled = seen or ("" if garbled else text), False, False
        fields, comments = read_annotations(self._pdf, page)
        return _Page(text, fields, comments, pictured, garbled)

    def _add_attachments(self) -> None:
        """Add the files that are packed into the document."""
        for index in range(min(self._pdf.count_attachments(), MAX_ATTACHMENTS)):
            try:
                attachment = self._pdf.get_attachment(index)
                name, data = attachment.get_name(), bytes(attachment.get_data())
            except (pypdfium2.PdfiumError, ValueError):
                self.builder.warn("A file attached to this PDF could not be read.")
                continue
            if not self._members.reads_members:
                self._members.name(name)
            elif self._members.room_bytes and self._members.wants(name, data[:HEAD_BYTES]):
                self._members.add(name, data)
        self._members.finish()


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
    return sensible_title(_property(pdf, "Title"))


def _property(pdf: Pdf, name: str) -> str:
    try:
        return pdf.get_metadata_value(name)
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
