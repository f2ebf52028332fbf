"""Reads PPT, PowerPoint's format before PPTX: the text of each slide in its order, with notes and comments.

After MS-PPT: records within records; each save appends, and the directory of the last one says which records count
(2.3). Invariant: a block's page is its slide; text that only earlier saves had is not read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import HEADING_JOINT, Document
from pplx_desktop.extract.compound import Compound, broken
from pplx_desktop.extract.document_builder import MAX_HEADING_CHARS, DocumentBuilder, one_line
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.titles import sensible_title

MAX_SAVES = 10_000
MAX_SLIDES = 20_000
_MAX_DEPTH = 40

_ENCRYPTED_TOKEN = 0xF3D1C4DF
_CONTAINER = 0x0F
_SLIDE_ATOM, _LIST, _LIST_ENTRY = 1007, 4080, 1011
_OUTLINE_REFERENCE, _TEXT_KIND, _WIDE_TEXT, _NARROW_TEXT = 3998, 3999, 4000, 4008
_STRING, _HEADER_AND_FOOTER, _COMMENT = 4026, 4057, 12000
_SAVE, _DIRECTORY = 4085, 6002
# Holds records, comments among them, without saying so.
_TAG_DATA = 5003
_SLIDES, _MASTERS, _NOTES = 0, 1, 2
_TITLES, _NOTE_TEXT, _FREE_TEXT = frozenset({0, 6}), 2, 4
_MARKS = str.maketrans({"\r": "\n", "\x0b": "\n"})
_FILLED_IN = "*"
"""Stands for a number or a date that is filled in when the slide is shown."""


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    instance: int
    data: memoryview
    is_container: bool

    def parts(self) -> Iterator[_Record]:
        """The records in a container."""
        return _records(self.data) if self.is_container else iter(())


@dataclass(slots=True)
class _Entry:
    """A slide as the document's list has it: where it is, and its texts in outline view."""

    reference: int
    identifier: int
    texts: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


def read_ppt(stream: BinaryIO) -> Document:
    """Raises `ExtractionError` (damaged, encrypted, no-text)."""
    with Compound(stream) as compound:
        try:
            return _Presentation(compound).read(compound.properties())
        except (struct.error, IndexError, ValueError, KeyError) as error:
            raise broken(error) from error


class _Presentation:
    """One presentation."""

    def __init__(self, compound: Compound) -> None:
        token, last_save = struct.unpack_from("<II", compound.read("Current User"), 12)
        if token == _ENCRYPTED_TOKEN:
            raise ExtractionError(
                ExtractionCode.ENCRYPTED,
                "This presentation is protected by a password.",
                hint="Save a copy without the password to search its text.",
            )
        self._data = memoryview(compound.read("PowerPoint Document"))
        self._builder = DocumentBuilder("ppt")
        self._places, document = _directory(self._data, last_save)
        self._document = self._record(document)
        self._lists = {part.instance: list(_entries(part)) for part in self._document.parts() if part.kind == _LIST}

    def read(self, properties: Mapping[str, str]) -> Document:
        """The whole presentation."""
        notes = {entry.identifier: entry for entry in self._lists.get(_NOTES, ())}
        slides = self._lists.get(_SLIDES, [])[:MAX_SLIDES]
        first_title = ""
        for number, entry in enumerate(slides, 1):
            heading = self._add_slide(entry, notes, number)
            first_title = first_title or heading
        self._add_shared_texts()
        add_properties(self._builder, properties)
        title = sensible_title(properties.get("title", ""))
        return self._builder.build(title or first_title, pages=len(slides))

    def _add_slide(self, entry: _Entry, notes: dict[int, _Entry], number: int) -> str:
        """Add a slide with its notes and comments. Returns its title."""
        slide = self._find(entry)
        if slide is None:
            self._builder.warn("Some slides could not be read.")
            return ""
        texts = list(_texts(slide, entry.texts)) or entry.texts
        heading = one_line(next((text for kind, text in texts if kind in _TITLES), ""), MAX_HEADING_CHARS)
        self._builder.add("\n\n".join(text for _, text in texts if text), page=number, heading=heading)
        note = self._find(notes.get(_notes_of(slide)))
        below = f"{heading}{HEADING_JOINT}" if heading else ""
        if note is not None:
            spoken = "\n\n".join(text for kind, text in _texts(note, []) if kind == _NOTE_TEXT)
            self._builder.add(spoken, page=number, heading=f"{below}Notes")
        self._builder.add("\n\n".join(_comments(slide)), page=number, heading=f"{below}Comments")
        return heading

    def _add_shared_texts(self) -> None:
        """Add what all slides show: headers, footers, and free text on their masters."""
        shared: dict[str, None] = {}
        for part in self._document.parts():
            if part.kind == _HEADER_AND_FOOTER:
                shared.update((_text_of(string), None) for string in part.parts() if string.kind == _STRING)
        for entry in self._lists.get(_MASTERS, ()):
            master = self._find(entry)
            if master is not None:
                shared.update((text, None) for kind, text in _texts(master, []) if kind == _FREE_TEXT)
        self._builder.add("\n\n".join(shared))

    def _find(self, entry: _Entry | None) -> _Record | None:
        return self._record(entry.reference) if entry is not None and entry.reference in self._places else None

    def _record(self, reference: int) -> _Record:
        return _record_at(self._data, self._places[reference])


def _directory(data: memoryview, save: int) -> tuple[dict[int, int], int]:
    """Where each persistent record stands by its number, and the number of the document's."""
    places: dict[int, int] = {}
    document = 0
    for _ in range(MAX_SAVES):
        record = _record_at(data, save)
        if record.kind != _SAVE:
            raise ValueError("no save where one is said to be")
        earlier, directory, reference = struct.unpack_from("<III", record.data, 8)
        document = document or reference
        for number, place in _directory_entries(_record_at(data, directory)):
            # The newest save comes first, and what it says counts.
            places.setdefault(number, place)
        if not 0 < earlier < save:
            break
        save = earlier
    return places, document


def _directory_entries(record: _Record) -> Iterator[tuple[int, int]]:
    if record.kind != _DIRECTORY:
        raise ValueError("no directory where one is said to be")
    at = 0
    while at + 4 <= len(record.data):
        head = struct.unpack_from("<I", record.data, at)[0]
        first, count = head & 0xFFFFF, head >> 20
        for index, place in enumerate(struct.unpack_from(f"<{count}I", record.data, at + 4)):
            yield first + index, place
        at += 4 + 4 * count


def _record_at(data: memoryview, at: int) -> _Record:
    record = next(_records(data[at:]), None)
    if record is None:
        raise ValueError(f"no record at {at}")
    return record


def _records(data: memoryview) -> Iterator[_Record]:
    at = 0
    while at + 8 <= len(data):
        head, kind, size = struct.unpack_from("<HHI", data, at)
        yield _Record(kind, head >> 4, data[at + 8 : at + 8 + size], head & 0x0F == _CONTAINER or kind == _TAG_DATA)
        at += 8 + size


def _entries(list_: _Record) -> Iterator[_Entry]:
    entry: _Entry | None = None
    text_kind = _FREE_TEXT
    for part in list_.parts():
        if part.kind == _LIST_ENTRY:
            if entry is not None:
                yield entry
            reference, identifier = struct.unpack_from("<I8xI", part.data)
            entry = _Entry(reference, identifier)
        elif part.kind == _TEXT_KIND:
            text_kind = struct.unpack_from("<I", part.data)[0]
        elif part.kind in {_WIDE_TEXT, _NARROW_TEXT} and entry is not None:
            entry.texts.append((text_kind, _text_of(part)))
    if entry is not None:
        yield entry


def _texts(record: _Record, outline: list[tuple[int, str]], depth: int = 0) -> Iterator[tuple[int, str]]:
    """The texts of a slide's shapes, with what kind of text each is; some stand in its `outline` instead."""
    if depth > _MAX_DEPTH:
        return
    text_kind = _FREE_TEXT
    for part in record.parts():
        if part.kind == _TEXT_KIND:
            text_kind = struct.unpack_from("<I", part.data)[0]
        elif part.kind in {_WIDE_TEXT, _NARROW_TEXT}:
            yield text_kind, _text_of(part)
        elif part.kind == _OUTLINE_REFERENCE:
            index = struct.unpack_from("<I", part.data)[0]
            yield from outline[index : index + 1]
        elif part.kind != _COMMENT:
            yield from _texts(part, outline, depth + 1)


def _comments(record: _Record, depth: int = 0) -> Iterator[str]:
    """Who said what of a slide."""
    if depth > _MAX_DEPTH:
        return
    for part in record.parts():
        if part.kind == _COMMENT:
            strings = {string.instance: _text_of(string) for string in part.parts() if string.kind == _STRING}
            yield ": ".join(text for text in (strings.get(0, ""), strings.get(1, "")) if text)
        else:
            yield from _comments(part, depth + 1)


def _notes_of(slide: _Record) -> int:
    """The identifier of a slide's notes; 0 where it has none."""
    atom = next((part for part in slide.parts() if part.kind == _SLIDE_ATOM), None)
    return 0 if atom is None else struct.unpack_from("<I", atom.data, 16)[0]


def _text_of(record: _Record) -> str:
    codec = "latin-1" if record.kind == _NARROW_TEXT else "utf-16-le"
    text = bytes(record.data).decode(codec, "replace").translate(_MARKS).strip()
    return "" if text == _FILLED_IN else text
