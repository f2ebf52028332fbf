"""Puts a document together from the parts that a reader finds: clean text, blocks with their place.

Invariant: blocks are in order, do not overlap, start and end with a visible character, and hold all the text; between
two of them lies one blank line. The text holds no control characters but newline and tab, and no lone surrogates, so
that it can be stored, sent as UTF-8 and shown.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import HEADING_JOINT, Block, Document

MAX_HEADING_CHARS = 120
MAX_TITLE_CHARS = 200
MAX_WARNINGS = 20
MAX_MEMBER_WARNINGS = 3

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Soft hyphens and byte order marks are invisible and split words for the search.
_UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\ufeff\ufffe\uffff\ud800-\udfff]")
# Collapsing long runs first keeps the next pattern linear on hostile text.
_LONG_BLANKS = re.compile(r"[ \t\u00a0]{33,}")
_TRAILING_BLANKS = re.compile(r"[ \t\u00a0]+\n")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"\s+")
_VISIBLE = re.compile(r"[^\W_]")


def clean(text: str) -> str:
    """`text` with plain newlines, without control characters, trailing blanks and long gaps. Not stripped."""
    text = _LINE_ENDS.sub("\n", text)
    text = _UNWANTED.sub("", text)
    text = _LONG_BLANKS.sub(" " * 32, text)
    text = _TRAILING_BLANKS.sub("\n", text)
    return _BLANK_LINES.sub("\n\n", text)


def one_line(text: str, max_chars: int) -> str:
    """`text` on one line, cut at `max_chars` with an ellipsis."""
    line = _SPACES.sub(" ", clean(text[: 4 * max_chars])).strip()
    return line if len(line) <= max_chars else line[: max_chars - 1].rstrip() + "…"


class HeadingPath:
    """The headings that are open at one point of a document."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def enter(self, level: int, heading: str) -> str:
        """Begin a section: what is open at its level or deeper ends. Returns the new path."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        line = one_line(heading, MAX_HEADING_CHARS)
        if line:
            self._open.append((level, line))
        return self.path

    @property
    def path(self) -> str:
        """The open headings, from the outermost, joined by ` › `."""
        return HEADING_JOINT.join(heading for _, heading in self._open)


class DocumentBuilder:
    """Collects parts in reading order."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self.warnings: list[str] = []
        self.pictured_pages = 0

    @property
    def has_text(self) -> bool:
        """Whether any block was added."""
        return bool(self._blocks)

    def add(self, text: str, *, page: int | None = None, heading: str = "") -> None:
        """Add a block. Text without a visible character is dropped."""
        text = clean(text).strip()
        if not text:
            return
        if self._parts:
            self._parts.append("\n\n")
            self._length += 2
        self._parts.append(text)
        self._blocks.append(Block(self._length, self._length + len(text), page, heading))
        self._length += len(text)

    def add_member(self, heading: str, document: Document) -> None:
        """Add the blocks of a file inside this one, below `heading`."""
        for block in document.blocks:
            path = f"{heading}{HEADING_JOINT}{block.heading}" if block.heading else heading
            self.add(document.text[block.start : block.end], page=block.page, heading=path)
        for warning in document.warnings[:MAX_MEMBER_WARNINGS]:
            self.warn(f"{heading}: {warning}")
        self.pictured_pages += document.pictured_pages

    def forget_pages(self) -> None:
        """Take the page numbers off all blocks: a picture is no first page."""
        self._blocks = [replace(block, page=None) for block in self._blocks]

    def warn(self, text: str) -> None:
        """Note once what of the file was not read."""
        if text not in self.warnings and len(self.warnings) < MAX_WARNINGS:
            self.warnings.append(text)

    def build(self, title: str = "", *, pages: int | None = None, empty_hint: str = "") -> Document:
        """The document. Raises `ExtractionError` where nothing was added: text-in-picture, or no-text."""
        text = "".join(self._parts)
        if not _VISIBLE.search(text) and self.pictured_pages:
            raise pictured()
        if not _VISIBLE.search(text):
            raise ExtractionError(ExtractionCode.EMPTY, "There is no text in this file.", hint=empty_hint)
        if self.pictured_pages:
            what = "pages or pictures" if self.pictured_pages > 1 else "page or picture"
            self.warn(f"Text in {self.pictured_pages:,} {what} of it was not read.")
        title = one_line(title, MAX_TITLE_CHARS)
        return Document(self.kind, title, text, tuple(self._blocks), pages, tuple(self.warnings), self.pictured_pages)


def pictured() -> ExtractionError:
    """The error for a file whose text is a picture."""
    return ExtractionError(ExtractionCode.PICTURED, "The text of this file is a picture.")
