"""Reads RTF: paragraphs, tables, notes and comments, in sections by heading styles.

After Rich Text Format 1.9.1 (Microsoft, 2008). Invariant: one pass over the bytes without recursion; what a destination
that is not known holds is not text (the specification's own rule for `\\*`), and text is decoded by its font's charset.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.document_builder import DocumentBuilder, HeadingPath
from pplx_desktop.extract.encoding import read_limited
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.rtf_words import CHARSETS, CODEPAGES, DEFAULT_CODEPAGE, SKIPPED, SYMBOL, SYMBOLS
from pplx_desktop.extract.sheet_rows import CELL_JOINT
from pplx_desktop.extract.titles import sensible_title

MAX_BYTES = 100 * 1024 * 1024

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}]+)|\\", re.DOTALL)
_HEADING_NAME = re.compile(r"^(?:heading|überschrift|titre|título|titolo|rubrik|kop)\s*([1-9])$", re.IGNORECASE)
_HEADERS = frozenset(b"header headerl headerr headerf footer footerl footerr footerf".split())
_ASIDE = frozenset({b"footnote", b"annotation", b"shptxt", b"dptxbxtext"})
_KNOWN_STARRED = _ASIDE | {b"shpinst", b"do"}
_PROPERTIES = {
    "title": "title",
    "author": "author",
    "subject": "subject",
    "keywords": "keywords",
    "doccomm": "description",
}
_SINKS = {
    b"fonttbl": "fonts",
    b"stylesheet": "styles",
    b"info": "info",
    **{name.encode(): name for name in _PROPERTIES},
}
_PRIVATE = {0xF0B7: "•", 0xF0A7: "•", 0xF06C: "•", 0xF0D8: "•", 0xF0FC: "•"}
"""Bullets of fonts of marks, which Word puts into the area for private use."""
_PARAGRAPH_ENDS = frozenset({b"par", b"page", b"sect", b"column"})


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a pair of braces. `sink` names where its text goes, `level` is that of a heading."""

    sink: str = "body"
    codepage: str = ""
    unicode_skip: int = 1
    level: int | None = None
    in_table: bool = False
    hidden: bool = False


def read_rtf(stream: BinaryIO) -> Document:
    """Raises `ExtractionError` (damaged, no-text)."""
    data, cut = read_limited(stream, MAX_BYTES)
    if not data.lstrip().startswith(b"{\\"):
        raise ExtractionError(ExtractionCode.DAMAGED, "This is no Rich Text document, though it is named so.")
    builder = DocumentBuilder("rtf")
    if cut:
        builder.warn(f"Only the first {MAX_BYTES // 1024 // 1024} MB of this file were read.")
    return _Reader(data, builder).read()


class _Reader:
    """Reads one document."""

    def __init__(self, data: bytes, builder: DocumentBuilder) -> None:
        self._data = data
        self._builder = builder
        self._group = _Group(codepage=DEFAULT_CODEPAGE)
        self._groups: list[_Group] = []
        self._position = 0
        self._pending = bytearray()
        self._to_skip = 0
        self._is_starred = False
        self._texts: dict[str, list[str]] = {}
        self._codepage = DEFAULT_CODEPAGE
        self._font_codepages: dict[int, str] = {}
        self._font = 0
        self._style = 0
        self._styles: dict[int, int] = {}
        self._headings = HeadingPath()
        self._path = ""
        self._section: list[str] = []
        self._cells: list[str] = []
        self._asides: list[str] = []
        self._is_after_row = False
        self._headers: dict[str, None] = {}
        self._properties: dict[str, str] = {}
        self._title = self._first_heading = ""

    def read(self) -> Document:
        """The whole document."""
        # The position is kept here and not in an iterator, as `\bin` jumps over bytes of any value.
        match = _TOKEN.match(self._data, self._data.find(b"{"))
        while match:
            self._position = match.end()
            self._take(match)
            match = _TOKEN.match(self._data, self._position)
        self._flush()
        while self._groups:
            self._close_group()
        self._group = _Group()
        self._end_paragraph()
        self._end_row()
        self._end_section("")
        for header in self._headers:
            self._builder.add(header)
        add_properties(self._builder, self._properties)
        title = sensible_title(self._properties.get("title", "")) or sensible_title(self._title)
        return self._builder.build(title or sensible_title(self._first_heading))

    def _take(self, match: re.Match[bytes]) -> None:
        match match.lastindex:
            case 1 | 2:
                self._flush()
                self._control_word(match[1], match[2])
            case 3:
                self._add_bytes(bytes.fromhex(match[3].decode("ascii")))
            case 4:
                self._control_symbol(match[4], match.start())
            case 5:
                self._flush()
                self._to_skip = 0
                if match[5] == b"{":
                    self._groups.append(self._group)
                elif self._groups:
                    self._close_group()
            case 6 if self._group.sink:
                self._add_bytes(match[6].translate(None, b"\r\n\0"))
            case _:
                pass

    def _add_bytes(self, data: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        if self._group.sink and not self._group.hidden:
            self._pending += data

    def _flush(self) -> None:
        """Decode the bytes that were collected."""
        if self._pending:
            self._add_text(_decoded(bytes(self._pending), self._group.codepage))
            self._pending.clear()

    def _add_text(self, text: str) -> None:
        if self._group.sink and not self._group.hidden:
            self._texts.setdefault(self._group.sink, []).append(text)

    def _take_text(self, sink: str) -> str:
        text = "".join(self._texts.pop(sink, ()))
        if not text.isascii():
            # Characters beyond the first plane are written as two halves.
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text.strip()

    def _control_symbol(self, symbol: bytes, start: int) -> None:
        if symbol == b"*":
            # Only at a group's start does it mark a destination.
            self._is_starred = self._data[max(0, start - 2) : start].rstrip()[-1:] == b"{"
        elif symbol in b"\\{}":
            self._add_bytes(symbol)
        else:
            self._flush()
            if symbol in b"\r\n":
                self._end_paragraph()
            else:
                self._add_text({b"~": "\xa0", b"_": "-"}.get(symbol, ""))

    def _control_word(self, word: bytes, argument: bytes | None) -> None:
        number = int(argument) if argument else None
        starred, self._is_starred = self._is_starred, False
        if word == b"bin":
            self._position += max(0, number or 0)
        elif not self._group.sink:
            return
        elif word in SKIPPED or (starred and word not in _KNOWN_STARRED):
            self._group = replace(self._group, sink="")
        elif word in _ASIDE or word in _HEADERS or word in _SINKS:
            self._group = replace(
                self._group, sink=_SINKS.get(word, "aside" if word in _ASIDE else "header"), level=None
            )
        elif (text := SYMBOLS.get(word)) is not None:
            self._add_text(text)
        elif word == b"u":
            code = (number or 0) & 0xFFFF
            self._add_text(_PRIVATE.get(code, chr(code)) if code else "")
            self._to_skip = self._group.unicode_skip
        elif word in _PARAGRAPH_ENDS:
            self._end_paragraph()
        elif word == b"cell":
            self._cells.append(" ".join(self._take_text("body").split()))
        elif word == b"row":
            self._end_row()
        else:
            self._property(word, number)

    def _property(self, word: bytes, number: int | None) -> None:
        """What changes how the following text is to be read."""
        match word:
            case b"pard":
                self._group = replace(self._group, level=None, in_table=False)
            case b"plain":
                self._group = replace(self._group, hidden=False)
            case b"v" | b"deleted":
                self._group = replace(self._group, hidden=number != 0)
            case b"uc":
                self._group = replace(self._group, unicode_skip=max(0, min(number or 0, 8)))
            case b"intbl":
                self._group = replace(self._group, in_table=True)
            case b"s":
                self._style = number or 0
                self._group = replace(self._group, level=self._styles.get(self._style))
            case b"outlinelevel" if number is not None:
                self._group = replace(self._group, level=number + 1 if 0 <= number <= 8 else None)
                if self._group.sink == "styles" and 0 <= number <= 8:
                    self._styles[self._style] = number + 1
            case _:
                self._encoding(word, number)

    def _encoding(self, word: bytes, number: int | None) -> None:
        """What changes how bytes become characters."""
        match word:
            case b"f" | b"deff":
                self._font = number or 0
                self._group = replace(self._group, codepage=self._font_codepages.get(self._font, self._codepage))
            case b"fcharset" if number in CHARSETS:
                self._font_codepages[self._font] = CHARSETS[number]
            case b"ansicpg" | b"cpg" if number:
                self._set_codepage(word, CODEPAGES.get(number, f"cp{number}"))
            case b"mac" | b"pc" | b"pca":
                self._set_codepage(b"ansicpg", {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}[word])
            case _:
                pass

    def _set_codepage(self, word: bytes, codepage: str) -> None:
        try:
            b"a".decode(codepage)
        except LookupError:
            return
        if word == b"cpg":
            self._font_codepages[self._font] = codepage
        else:
            self._codepage = codepage
            self._group = replace(self._group, codepage=codepage)

    def _close_group(self) -> None:
        closed, self._group = self._group, self._groups.pop()
        if closed.sink == "styles":
            name = self._take_text("styles").rstrip(";")
            if found := _HEADING_NAME.match(name):
                self._styles[self._style] = int(found[1])
            elif name.lower() == "title":
                self._styles[self._style] = 0
            self._style = 0
        elif closed.sink != self._group.sink:
            text = self._take_text(closed.sink)
            match closed.sink:
                case "aside":
                    self._asides.append(text)
                case "header" if len(text.split()) > 1:
                    self._headers[text] = None
                case name if name in _PROPERTIES:
                    self._properties[_PROPERTIES[name]] = text
                case _:
                    pass

    def _end_paragraph(self) -> None:
        if self._group.sink not in {"body", ""} or self._group.in_table:
            self._add_text("\n")
            return
        self._end_row()
        text = self._take_text("body")
        level = self._group.level
        if text and level is not None:
            self._end_section(self._headings.enter(level, text))
            if level == 0:
                self._title = self._title or text
            self._first_heading = self._first_heading or text
        self._add_paragraph(text)

    def _end_row(self) -> None:
        if any(self._cells):
            row = CELL_JOINT.join(cell for cell in self._cells if cell)
            if self._is_after_row and not self._asides:
                self._section[-1] += f"\n{row}"
            else:
                self._add_paragraph(row)
            self._is_after_row = True
        self._cells.clear()

    def _add_paragraph(self, text: str) -> None:
        self._is_after_row = False
        self._section += [part for part in (text, *self._asides) if part]
        self._asides.clear()

    def _end_section(self, next_path: str) -> None:
        self._builder.add("\n\n".join(self._section), heading=self._path)
        self._section.clear()
        self._is_after_row = False
        self._path = next_path


def _decoded(data: bytes, codepage: str) -> str:
    if codepage == SYMBOL:
        return "".join("•" if byte in b"\xa7\xb7" else chr(byte) if byte < 0x80 else "" for byte in data)
    return data.decode(codepage, "ignore")
