"""Reads DOC, Word's format before DOCX: paragraphs in order, in sections by their outline levels, rows of tables.

After MS-DOC: the text lies in pieces (2.4.1), what a paragraph is lies in pages of formatting (2.9.174), found by the
byte at which the paragraph ends. Word 6 and 95 differ in where things stand, and have bytes of a code page for letters.
Invariant: what the main text refers to (notes, comments, text boxes) comes after it, under a heading that says so.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.compound import Compound, broken
from pplx_desktop.extract.document_builder import DocumentBuilder, HeadingPath
from pplx_desktop.extract.embedded import add_objects
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.reading import Reading

MAX_PIECES = 500_000
_FIRST_WORD_97 = 0xC1
_ENCRYPTED, _SECOND_TABLE, _COMPLEX = 0x0100, 0x0200, 0x0004
_BODY_LEVEL = 9
# Lengths of the parts of the text stand one after the other in the header (FibRgLw97); the macros' has no meaning.
_PARTS = ("", "Footnotes", "Headers and footers", "", "Comments", "Endnotes", "Text boxes", "Text boxes")
_OUTLINE_LEVEL, _END_OF_ROW = 0x2640, 0x2417
_OPERAND_BYTES = (1, 1, 2, 4, 2, 2, -1, 3)
_ENDS = re.compile(r"[\r\x07\x0c]")
_FIELD_MARKS = re.compile(r"([\x13\x14\x15])")
# What an equation field sets in type is its text, here mostly readings above Chinese characters.
_EQUATION_SWITCHES = re.compile(r'\\\*\s*(?:"[^"]*"|\w+)|\\\w+(?: ?\d+)?|[(),;]')
_MAX_OPEN_FIELDS = 50
_MARKS = str.maketrans({"\x0b": "\n", "\x1e": "-", "\x1f": None})
_CODE_PAGES = {
    0x405: "cp1250",
    0x408: "cp1253",
    0x40D: "cp1255",
    0x40E: "cp1250",
    0x411: "cp932",
    0x412: "cp949",
    0x415: "cp1250",
    0x419: "cp1251",
    0x41F: "cp1254",
    0x422: "cp1251",
    0x404: "cp950",
    0x804: "cp936",
}


def read_doc(stream: BinaryIO, reading: Reading) -> Document:
    """Raises `ExtractionError` (damaged, encrypted, no-text)."""
    with Compound(stream) as compound:
        try:
            return _read(compound, reading)
        except (struct.error, IndexError, ValueError) as error:
            raise broken(error) from error


def _read(compound: Compound, reading: Reading) -> Document:
    builder = DocumentBuilder("doc")
    parts = _Parts(builder)
    for paragraph in _paragraphs(compound):
        parts.add(paragraph)
    parts.finish()
    add_objects(compound, builder, reading)
    add_properties(builder, compound.properties())
    return builder.build(compound.title() or parts.first_heading)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """`at` is the position of its first character in the whole text; `part` names where it belongs."""

    text: str
    part: str
    level: int
    is_cell: bool
    ends_row: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text that stands together in the file, from byte `start`, each character taking `width` bytes."""

    start: int
    width: int
    text: str


class _Parts:
    """Puts paragraphs together to rows, and both to sections."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self.first_heading = ""
        self._builder = builder
        self._headings = HeadingPath()
        self._part: str = ""
        self._path: str = ""
        self._section: list[str] = []
        self._cells: list[str] = []
        self._cell: list[str] = []
        self._seen: set[str] = set()

    def add(self, paragraph: _Paragraph) -> None:
        """Add the next paragraph."""
        if paragraph.part != self._part:
            self.finish()
            self._part = self._path = paragraph.part
        if paragraph.ends_row:
            self._end_row()
            return
        if paragraph.is_cell:
            self._cell.append(paragraph.text)
            self._cells.append(" ".join(" ".join(self._cell).split()))
            self._cell.clear()
            return
        if paragraph.level < _BODY_LEVEL and paragraph.text.strip() and not self._part:
            self.finish()
            self._path = self._headings.enter(paragraph.level + 1, paragraph.text)
            self.first_heading = self.first_heading or paragraph.text
        self._section.append(paragraph.text)

    def finish(self) -> None:
        """End the section."""
        self._end_row()
        texts = (text.strip() for text in self._section)
        if self._part:
            # Headers are there once for each section of the document.
            texts = (text for text in texts if text not in self._seen and not self._seen.add(text))
        self._builder.add("\n\n".join(text for text in texts if text), heading=self._path)
        self._section.clear()

    def _end_row(self) -> None:
        if any(self._cells):
            self._section.append(" | ".join(self._cells))
        self._cells.clear()


def _paragraphs(compound: Compound) -> Iterator[_Paragraph]:
    main = compound.read("WordDocument")
    version, flags = struct.unpack_from("<H", main, 2)[0], struct.unpack_from("<H", main, 10)[0]
    if flags & _ENCRYPTED:
        raise ExtractionError(
            ExtractionCode.ENCRYPTED,
            "This document is protected by a password.",
            hint="Save a copy without the password to search its text.",
        )
    if version < _FIRST_WORD_97:
        pieces, lengths, formats = list(_old_pieces(main, flags)), [2**31], _Formats(main, b"", 0)
    else:
        table = compound.read("1Table" if flags & _SECOND_TABLE else "0Table")
        pieces = list(_pieces(main, _slice_at(table, main, 0x1A2)))
        lengths = list(struct.unpack_from("<8i", main, 0x4C))
        formats = _Formats(main, _slice_at(table, main, 0x102), 4)
    yield from _cut(pieces, lengths, formats)


def _cut(pieces: list[_Piece], lengths: list[int], formats: _Formats) -> Iterator[_Paragraph]:
    """The paragraphs of a text."""
    ends = _ends_of_parts(lengths)
    part, at = 0, 0
    open_text: list[str] = []
    fields = _Fields()
    for piece in pieces:
        begin = 0
        for match in _ENDS.finditer(piece.text):
            mark = match.start()
            open_text.append(piece.text[begin:mark])
            begin = mark + 1
            while part < len(ends) - 1 and at + mark >= ends[part][0]:
                part += 1
            level, ends_row = formats.of(piece.start + mark * piece.width)
            is_cell = piece.text[mark] == "\x07"
            yield _Paragraph(fields.shown("".join(open_text)), ends[part][1], level, is_cell, is_cell and ends_row)
            open_text.clear()
        open_text.append(piece.text[begin:])
        at += len(piece.text)
    yield _Paragraph(fields.shown("".join(open_text)), ends[part][1], _BODY_LEVEL, is_cell=False, ends_row=False)


def _ends_of_parts(lengths: list[int]) -> list[tuple[int, str]]:
    ends: list[tuple[int, str]] = []
    end = 0
    for length, name in zip(lengths, _PARTS, strict=False):
        end += max(length, 0)
        ends.append((end, name))
    return ends


class _Fields:
    """Takes from a text what its fields (tables of contents, links) compute, and leaves what they show.

    A field is what it computes between two marks, then what it shows, up to a third; fields lie within each other and
    go over paragraphs.
    """

    def __init__(self) -> None:
        self._open: list[list[str] | None] = []

    def shown(self, text: str) -> str:
        """The part of the next stretch of text that is shown."""
        if "\x13" not in text and not self._open:
            return text.translate(_MARKS)
        parts: list[str] = []
        for part in _FIELD_MARKS.split(text):
            if part == "\x13":
                if len(self._open) < _MAX_OPEN_FIELDS:
                    self._open.append([])
            elif part == "\x14" and self._open:
                self._open[-1] = None
            elif part == "\x15" and self._open:
                computed = "".join(self._open.pop() or ()).strip()
                if computed.startswith("EQ "):
                    self._put(_EQUATION_SWITCHES.sub(" ", computed[3:]), parts)
            else:
                self._put(part, parts)
        return "".join(parts).translate(_MARKS)

    def _put(self, text: str, shown: list[str]) -> None:
        """Text goes to the innermost field that is still computing, or else is shown."""
        computing = next((computed for computed in reversed(self._open) if computed is not None), None)
        (shown if computing is None else computing).append(text)


def _slice_at(table: bytes, main: bytes, at: int) -> bytes:
    """What the pair of offset and length at this place of the header points to."""
    offset, length = struct.unpack_from("<II", main, at)
    return table[offset : offset + length]


def _pieces(main: bytes, clx: bytes) -> Iterator[_Piece]:
    """The text of Word 97 and later, by its piece table (MS-DOC 2.9.38)."""
    for start, end, place in _piece_table(clx):
        if place & 0x40000000:
            offset = (place & 0x3FFFFFFF) // 2
            yield _Piece(offset, 1, main[offset : offset + end - start].decode("cp1252", "replace"))
        else:
            text = main[place : place + 2 * (end - start)].decode("utf-16-le", "surrogatepass")
            yield _Piece(place, 2, text)


def _piece_table(clx: bytes) -> Iterator[tuple[int, int, int]]:
    """First character, end and place of each piece."""
    at = 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 2:
        raise ValueError("no piece table")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    count = (size - 4) // 12
    if not 0 < count <= MAX_PIECES:
        raise ValueError(f"{count} pieces")
    at += 5
    positions = struct.unpack_from(f"<{count + 1}i", clx, at)
    for index, (start, end) in enumerate(pairwise(positions)):
        if end < start:
            raise ValueError("pieces out of order")
        yield start, end, struct.unpack_from("<I", clx, at + 4 * (count + 1) + 8 * index + 2)[0]


def _old_pieces(main: bytes, flags: int) -> Iterator[_Piece]:
    """The text of Word 6 and 95."""
    codec = _CODE_PAGES.get(struct.unpack_from("<H", main, 6)[0], "cp1252")
    first, end = struct.unpack_from("<II", main, 0x18)
    spans = [(first, end)]
    if flags & _COMPLEX:
        offset, size = struct.unpack_from("<II", main, 0x160)
        spans = [(place, place + last - start) for start, last, place in _piece_table(main[offset : offset + size])]
    for start, last in spans:
        yield _Piece(start, 1, main[start:last].decode(codec, "replace"))


class _Formats:
    """What the paragraphs are, by the byte at which each ends (MS-DOC 2.8.25, 2.9.175)."""

    def __init__(self, main: bytes, table: bytes, number_bytes: int) -> None:
        self._starts: list[int] = []
        self._found: list[tuple[int, bool]] = []
        count = (len(table) - 4) // (4 + number_bytes) if number_bytes else 0
        for index in range(count):
            number = struct.unpack_from("<I", table, 4 * (count + 1) + 4 * index)[0] & 0x3FFFFF
            page = main[512 * number : 512 * number + 512]
            if len(page) == 512:
                self._add_page(page)

    def of(self, byte: int) -> tuple[int, bool]:
        """Outline level (9 for text) and whether it is the mark at the end of a row."""
        index = bisect_right(self._starts, byte) - 1
        return self._found[index] if index >= 0 else (_BODY_LEVEL, False)

    def _add_page(self, page: bytes) -> None:
        count = page[511]
        if 4 * (count + 1) + 13 * count > 511:
            return
        starts = struct.unpack_from(f"<{count}I", page, 0)
        for index, start in enumerate(starts):
            if self._starts and start <= self._starts[-1]:
                continue
            at = 2 * page[4 * (count + 1) + 13 * index]
            self._starts.append(start)
            self._found.append(_properties(page, at) if at else (_BODY_LEVEL, False))


def _properties(page: bytes, at: int) -> tuple[int, bool]:
    """Outline level and end of row from a paragraph's style and its modifiers (MS-DOC 2.6.2)."""
    size = 2 * page[at] - 1
    if size < 0:
        at += 1
        size = 2 * page[at]
    modifiers = page[at + 1 : at + 1 + size]
    if len(modifiers) < 2:
        return _BODY_LEVEL, False
    style = struct.unpack_from("<H", modifiers)[0]
    # The first styles are fixed: 1 to 9 are the headings.
    level, ends_row = (style - 1 if 1 <= style <= 9 else _BODY_LEVEL), False
    at = 2
    while at + 2 < len(modifiers):
        code = struct.unpack_from("<H", modifiers, at)[0]
        operand = modifiers[at + 2]
        if code == _OUTLINE_LEVEL:
            level = min(operand, _BODY_LEVEL)
        elif code == _END_OF_ROW:
            ends_row = bool(operand)
        length = _OPERAND_BYTES[code >> 13]
        at += 2 + (1 + operand if length < 0 else length)
    return level, ends_row
