"""Turns the XML of an OpenDocument into located text, as a stream.

After OASIS OpenDocument 1.3, part 3, chapters 4 to 10. A paragraph goes to the innermost list that is open: a cell, a
note, a slide, the section. What hangs on a paragraph (notes, comments, text boxes) follows it. Invariant: an element is
looked at once, and the repetitions that a table claims cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import HEADING_JOINT
from pplx_desktop.extract.document_builder import MAX_HEADING_CHARS, DocumentBuilder, HeadingPath, one_line
from pplx_desktop.extract.sheet_rows import CELL_JOINT, SheetRows, cell_name
from pplx_desktop.extract.xml_events import Attributes
from pplx_desktop.extract.xml_parts import integer

MAX_DEPTH = 200
_MAX_SPACES = 8
_MAX_STYLE_CHAIN = 20
_MAX_SHOWN_REPEATS = 32
"""Of a cell's text that is repeated along its row, where it is no longer than `_MAX_REPEATED_CHARS`."""
_MAX_REPEATED_CHARS = 100

_SKIPPED = frozenset(
    "tracked-changes scripts font-face-decls binary-data settings note-citation ruby-text page-number page-count "  # noqa: SIM905
    "sheet-name file-name creator date time date-string forms event-listeners index-source-styles table-of-content-source "
    "illustration-index-source alphabetical-index-source bibliography-source sender-initials".split()
)
_HEADERS = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
_KINDS = {"text": "odt", "spreadsheet": "ods", "presentation": "odp", "drawing": "odg"}
_PROPERTIES = {"initial-creator": "author", "subject": "subject", "keyword": "keywords", "description": "description"}
_HEADING_STYLE = re.compile(r"^Heading_20_(\d)$")
_WORDS = re.compile(r"\w*[^\W\d_]\w*")
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class _Paragraph:
    """An open paragraph; `depth` is how many lists were open when it began, `aside` what hangs on it."""

    depth: int
    level: int | None = None
    parts: list[str] = field(default_factory=list[str])
    aside: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class _Page:
    """An open slide or page of a drawing."""

    number: int
    title: str = ""
    notes: str = ""
    in_title: bool = False


class OdfEvents:
    """Takes the events of a part of the document and adds its text to `builder`."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self.kind = ""
        """odt, ods, odp or odg, once the body has begun."""
        self.title = ""
        self.properties: dict[str, str] = {}
        self.pages = 0
        self.headers: dict[str, None] = {}
        self._headings = HeadingPath()
        self._path = ""
        self._first_heading = ""
        self._style_parents: dict[str, str] = {}
        self._skipped_name = ""
        self._skipping = 0
        self._has_fields = self._is_body_next = False
        self._in_meta = False
        self._paragraphs: list[_Paragraph] = []
        self._lists: list[list[str]] = [[]]
        self._rows: list[list[str]] = []
        self._open_tables: list[SheetRows | None] = []
        self._row_number = self._row_repeats = 0
        self._column = self._column_repeats = 0
        self._cell_value = ""
        self._comments: list[str] = []
        self._page: _Page | None = None
        aside = (self._open_list, self._close_aside)
        cell = (self._open_cell, self._close_cell)
        caption = (self._open_caption, self._close_caption)
        header = (self._open_header, self._close_header)
        self._handlers: dict[str, tuple[Callable[[Attributes], None] | None, Callable[[], None] | None]] = {
            "p": (self._open_paragraph, self._close_paragraph),
            "h": (self._open_heading, self._close_paragraph),
            "s": (self._add_spaces, None),
            "tab": (lambda _: self._add_part("\t"), None),
            "line-break": (lambda _: self._add_part("\n"), None),
            "table": (self._open_table, self._close_table),
            "table-row": (self._open_row, self._close_row),
            "table-cell": cell,
            "covered-table-cell": cell,
            "note": aside,
            "text-box": aside,
            "annotation": (self._open_list, self._close_annotation),
            "title": caption,
            "desc": caption,
            "frame": (self._open_frame, self._close_frame),
            "page": (self._open_page, self._close_page),
            "notes": (self._open_list, self._close_notes),
            "style": (self._note_style, None),
            "master-styles": (self._open_list, self._close_and_drop),
            **dict.fromkeys(_HEADERS, header),
            "meta": (lambda _: self._set_in_meta(inside=True), lambda: self._set_in_meta(inside=False)),
            **{name: (self._open_property, partial(self._close_property, name)) for name in _PROPERTIES},
            "body": (self._expect_body, None),
        }

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._skipping:
            self._skipping += name == self._skipped_name
        elif name in _SKIPPED:
            self._skipped_name, self._skipping = name, 1
            self._has_fields = True
        elif self._is_body_next:
            self._is_body_next = False
            self.kind = self.kind or _KINDS.get(name, "")
        elif (handlers := self._handlers.get(name)) and handlers[0]:
            handlers[0]({key.rpartition(":")[2]: value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= name == self._skipped_name
        elif (handlers := self._handlers.get(name)) and handlers[1]:
            handlers[1]()

    def text(self, data: str) -> None:
        """Characters between two tags."""
        if self._paragraphs and not self._skipping:
            self._paragraphs[-1].parts.append(_SPACES.sub(" ", data))

    def finish(self) -> None:
        """Add what is still open: the last section, or all that stood before a defect."""
        while self._paragraphs:
            self._close_paragraph()
        while self._open_tables:
            self._close_table()
        if self._page:
            self._close_page()
        for rest in self._lists[1:]:
            self._lists[0].extend(rest)
        self._end_section(self._path)
        self.title = self.title or self._first_heading

    def _expect_body(self, _attributes: Attributes) -> None:
        self._is_body_next = True

    def _set_in_meta(self, *, inside: bool) -> None:
        self._in_meta = inside

    def _open_list(self, _attributes: Attributes | None = None) -> None:
        if len(self._lists) > MAX_DEPTH:
            raise ExtractionError(ExtractionCode.DAMAGED, "This file is nested too deeply.", hint="It was left alone.")
        self._lists.append([])

    def _close_list(self) -> list[str]:
        return self._lists.pop() if len(self._lists) > 1 else []

    def _close_and_drop(self) -> None:
        self._close_list()

    def _close_aside(self) -> None:
        self._give(self._close_list())

    def _give(self, texts: Iterable[str]) -> None:
        """Put texts where they belong: beside the open paragraph, or into the innermost list."""
        if self._paragraphs and self._paragraphs[-1].depth == len(self._lists):
            self._paragraphs[-1].aside.extend(texts)
        else:
            self._lists[-1].extend(texts)

    def _open_paragraph(self, attributes: Attributes) -> None:
        level = self._style_level(attributes.get("style-name", ""))
        self._paragraphs.append(_Paragraph(len(self._lists), level))

    def _open_heading(self, attributes: Attributes) -> None:
        level = integer(attributes.get("outline-level", ""), 1)
        self._paragraphs.append(_Paragraph(len(self._lists), level))

    def _close_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        text = "".join(paragraph.parts).strip()
        if self._page and self._page.in_title:
            self._page.title = self._page.title or one_line(text, MAX_HEADING_CHARS)
        if text and paragraph.level is not None and len(self._lists) == 1 and not self._paragraphs:
            self._end_section(self._headings.enter(paragraph.level, text))
            if paragraph.level == 0:
                self.title = self.title or text
            else:
                self._first_heading = self._first_heading or text
        self._give(part for part in (text, *paragraph.aside) if part)

    def _end_section(self, next_path: str) -> None:
        self._builder.add("\n\n".join(self._lists[0]), heading=self._path)
        self._lists[0].clear()
        self._path = next_path

    def _add_part(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].parts.append(text)

    def _add_spaces(self, attributes: Attributes) -> None:
        self._add_part(" " * max(1, min(integer(attributes.get("c", ""), 1), _MAX_SPACES)))

    def _open_table(self, attributes: Attributes) -> None:
        if self.kind == "ods" and not self._open_tables:
            self._open_tables.append(SheetRows(self._builder, attributes.get("name", "")))
            self._row_number = 0
            self._row_repeats = 1
        else:
            self._open_tables.append(None)
            self._open_list()

    def _close_table(self) -> None:
        sheet = self._open_tables.pop()
        if sheet is None:
            lines = self._close_list()
            self._give(["\n".join(lines)] if lines else [])
            return
        sheet.finish()
        sheet.add_below("Comments", "\n".join(self._comments))
        sheet.add_below("Drawings", "\n\n".join(self._lists[0]))
        self._comments.clear()
        self._lists[0].clear()

    def _open_row(self, attributes: Attributes) -> None:
        self._rows.append([])
        if self._in_sheet:
            self._row_number += self._row_repeats
            self._row_repeats = max(1, integer(attributes.get("number-rows-repeated", ""), 1))
            if self._row_number == 0:
                self._row_number = 1
            self._column = 0
            self._column_repeats = 1

    def _close_row(self) -> None:
        cells = [cell for cell in (self._rows.pop() if self._rows else []) if cell]
        sheet = self._open_tables[-1] if self._open_tables else None
        if sheet is not None:
            sheet.add(self._row_number, cells)
        elif cells:
            self._give([CELL_JOINT.join(cells)])

    @property
    def _in_sheet(self) -> bool:
        return bool(self._open_tables) and self._open_tables[-1] is not None

    def _open_cell(self, attributes: Attributes) -> None:
        self._open_list()
        if self._in_sheet:
            self._column += self._column_repeats
            self._column_repeats = max(1, integer(attributes.get("number-columns-repeated", ""), 1))
            self._cell_value = attributes.get("string-value") or attributes.get("date-value") or ""
            self._cell_value = self._cell_value or attributes.get("value", "")

    def _close_cell(self) -> None:
        text = " ".join(" ".join(self._close_list()).split()) or self._cell_value
        self._cell_value = ""
        if self._rows:
            repeats = self._column_repeats if self._in_sheet and len(text) <= _MAX_REPEATED_CHARS else 1
            self._rows[-1] += [text] * min(repeats, _MAX_SHOWN_REPEATS)

    def _close_annotation(self) -> None:
        texts = self._close_list()
        if self._in_sheet and texts:
            self._comments.append(f"{cell_name(self._row_number, self._column)}: {' '.join(texts)}")
        else:
            self._give(texts)

    def _open_caption(self, _attributes: Attributes) -> None:
        self._open_list()
        self._paragraphs.append(_Paragraph(len(self._lists)))

    def _close_caption(self) -> None:
        self._close_paragraph()
        texts = self._close_list()
        if self._in_meta:
            self.properties.setdefault("title", " ".join(texts))
        else:
            self._give(texts)

    def _open_property(self, attributes: Attributes) -> None:
        if self._in_meta:
            self._open_caption(attributes)

    def _close_property(self, name: str) -> None:
        if self._in_meta and self._paragraphs:
            self._close_paragraph()
            text = " ".join(self._close_list())
            known = self.properties.get(_PROPERTIES[name], "")
            self.properties[_PROPERTIES[name]] = ", ".join(part for part in (known, text) if part)

    def _open_header(self, _attributes: Attributes) -> None:
        self._open_list()
        self._has_fields = False

    def _close_header(self) -> None:
        text = " ".join(" ".join(self._close_list()).split())
        # What is left of "Page 3" without its number says nothing.
        if len(_WORDS.findall(text)) > self._has_fields:
            self.headers[text] = None

    def _open_frame(self, attributes: Attributes) -> None:
        if self._page:
            self._page.in_title = attributes.get("class") == "title"

    def _close_frame(self) -> None:
        if self._page:
            self._page.in_title = False

    def _open_page(self, _attributes: Attributes) -> None:
        self.pages += 1
        self._page = _Page(self.pages)
        self._open_list()

    def _close_page(self) -> None:
        text = "\n".join(self._close_list())
        page, self._page = self._page, None
        if page:
            self._first_heading = self._first_heading or page.title
            self._builder.add(text, page=page.number, heading=page.title)
            heading = f"{page.title}{HEADING_JOINT}Notes" if page.title else "Notes"
            self._builder.add(page.notes, page=page.number, heading=heading)

    def _close_notes(self) -> None:
        text = "\n".join(self._close_list())
        if self._page:
            self._page.notes = text

    def _note_style(self, attributes: Attributes) -> None:
        self._style_parents[attributes.get("name", "")] = attributes.get("parent-style-name", "")

    def _style_level(self, style: str) -> int | None:
        """The level of a paragraph that is a heading by its style alone."""
        for _ in range(_MAX_STYLE_CHAIN):
            if style == "Title":
                return 0
            if match := _HEADING_STYLE.match(style):
                return int(match.group(1))
            if not (style := self._style_parents.get(style, "")):
                return None
        return None
