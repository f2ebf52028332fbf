"""Reads DOCX: the document's paragraphs in reading order, in sections by their heading styles.

After ECMA-376 part 1 (WordprocessingML, chapter 17; packages: part 2); transitional and strict names are taken alike,
as elements are known by their local names. Invariant: what a reader sees is there once (of alternatives only the first,
no deleted text), notes and comments follow the paragraph that refers to them, nothing outside the file is looked at.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionError
from pplx_desktop.core.types import HEADING_JOINT, Document
from pplx_desktop.extract.document_builder import DocumentBuilder, HeadingPath
from pplx_desktop.extract.docx_styles import HeadingStyles
from pplx_desktop.extract.drawing import caption, graphic_text
from pplx_desktop.extract.embedded import add_embedded
from pplx_desktop.extract.office_pictures import add_text_of_pictures, all_pictures
from pplx_desktop.extract.package import Package
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.reading import Reading
from pplx_desktop.extract.titles import sensible_title
from pplx_desktop.extract.xml_parts import Element, attribute, children, local_name

_MAIN_PART = "word/document.xml"
_BODY_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body", "txbxContent"})
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "pPr", "rPr", "sectPr", "Fallback"}
)
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes", "commentReference": "comments"}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_BLOCKS = frozenset({"p", "tbl", "altChunk"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MAX_CHUNK_DEPTH = 2
_INNER_NAME = "cNvPr"
"""Says of a picture again what the paragraph says of it."""
_GRAPHICS = {"chart": "id", "relIds": "dm"}
"""Charts and diagrams, and which of their attributes names the relation to their part."""


def read_docx(stream: BinaryIO, reading: Reading | None = None) -> Document:
    """Raises `ExtractionError` (damaged, encrypted, decompression-bomb, no-text)."""
    with Package(stream) as package:
        return _Reader(package, reading).read()


class _Reader:
    """Reads one document."""

    def __init__(self, package: Package, reading: Reading | None) -> None:
        self._package = package
        self._reading = reading
        self._builder = DocumentBuilder("docx")
        self._headings = HeadingPath()
        self._section: list[str] = []
        self._path = ""
        self._title = ""
        self._first_heading = ""
        self._main = package.main_part(_MAIN_PART)
        self._document = package.parse(self._main)
        self._parts = {relation.id: relation.target for relation in package.relations(self._main)}
        self._styles = HeadingStyles(self._optional("styles"))
        self._notes = {kind: self._read_notes(kind) for kind in ("footnotes", "endnotes", "comments")}

    def read(self) -> Document:
        """The whole document."""
        for body in children(self._document, "body"):
            for block in _blocks(body):
                self._add_block(block)
        for notes in self._notes.values():
            # Notes that nothing refers to, and those of text boxes.
            self._section.extend(notes.values())
        self._end_section("")
        for text in self._headers_and_footers():
            self._builder.add(text)
        add_embedded(self._package.archive, self._builder, self._reading)
        if not self._builder.has_text:
            archive = self._package.archive
            add_text_of_pictures(archive, all_pictures(archive), self._builder, self._reading)
        add_properties(self._builder, self._package.properties())
        title = sensible_title(self._package.title()) or sensible_title(self._title)
        return self._builder.build(title or sensible_title(self._first_heading))

    def _add_block(self, block: Element) -> None:
        if local_name(block) == "tbl":
            self._section.append("\n".join(self._rows(block)))
            return
        if local_name(block) == "altChunk":
            self._add_chunk(attribute(block, "id"))
            return
        boxes: list[Element] = []
        notes: list[str] = []
        text = self._paragraph(block, boxes, notes).strip()
        level = self._styles.level_of(block)
        if text and level is not None:
            self._end_section(self._headings.enter(level, text))
            if level == 0:
                self._title = self._title or text
            else:
                self._first_heading = self._first_heading or text
        if text and self._styles.is_list_item(block) and level is None:
            text = f"• {text}"
        self._section.append(text)
        self._section.extend(notes)
        for box in boxes:
            for inner in _blocks(box):
                self._add_block(inner)

    def _end_section(self, next_path: str) -> None:
        """Put what was collected into a block, and begin the next section."""
        text = "\n\n".join(part for part in self._section if part)
        self._builder.add(text, heading=self._path)
        self._section.clear()
        self._path = next_path

    def _add_chunk(self, relation: str) -> None:
        """Add a whole document that is to be read in this place, of whatever format."""
        part = self._parts.get(relation)
        if part is None or self._reading is None or self._reading.depth > _MAX_CHUNK_DEPTH:
            return
        name = posixpath.basename(part)
        try:
            document = self._reading.read(io.BytesIO(self._package.read(part)), self._reading.of_member(name))
        except ExtractionError as error:
            self._builder.warn(f"A document inside this one could not be read: {name} ({error.code}).")
            return
        self._end_section(self._path)
        for block in document.blocks:
            below = [part for part in (self._path, block.heading) if part]
            self._builder.add(document.text[block.start : block.end], heading=HEADING_JOINT.join(below))

    def _paragraph(self, paragraph: Element, boxes: list[Element], notes: list[str]) -> str:
        """A paragraph's text; its text boxes and the notes it refers to go into the two lists."""
        parts: list[str] = []
        for node in _inline(paragraph):
            name = local_name(node)
            if name == "t":
                parts.append(node.text or "")
            elif name in _CHARACTERS:
                parts.append(_CHARACTERS[name])
            elif name == "txbxContent":
                boxes.append(node)
            elif name in _NOTES:
                note = self._notes[_NOTES[name]].pop(attribute(node, "id"), "")
                if note:
                    notes.append(note)
            elif text := self._drawn(node, name):
                notes.append(text)
        return "".join(parts)

    def _drawn(self, node: Element, name: str) -> str:
        """The text of a chart or diagram, or what a picture's description says."""
        if name in _GRAPHICS:
            part = self._parts.get(attribute(node, _GRAPHICS[name]))
            return graphic_text(self._package, part) if part else ""
        return "" if name == _INNER_NAME else caption(node)

    def _rows(self, table: Element) -> Iterator[str]:
        """A table's rows, a line each, cells parted by bars. A table in a cell becomes part of that cell."""
        for row in _descend(table, "tr"):
            cells = [" ".join(self._cell_lines(cell)) for cell in _descend(row, "tc")]
            if any(cells):
                yield " | ".join(cells)

    def _cell_lines(self, cell: Element) -> Iterator[str]:
        for block in _blocks(cell):
            if local_name(block) == "tbl":
                yield from self._rows(block)
                continue
            boxes: list[Element] = []
            notes: list[str] = []
            text = " ".join(self._paragraph(block, boxes, notes).split())
            if text:
                yield text
            yield from notes
            for box in boxes:
                yield from self._cell_lines(box)

    def _read_notes(self, kind: str) -> dict[str, str]:
        """Text of the notes by their id."""
        # Notes may refer to comments; those are shown where they are read, so there is nothing to look up yet.
        root = self._optional(kind)
        if root is None:
            return {}
        self._notes = getattr(self, "_notes", {"footnotes": {}, "endnotes": {}, "comments": {}})
        return {
            attribute(note, "id"): text
            for note in root
            if attribute(note, "type") not in _SEPARATORS and (text := "\n".join(self._cell_lines(note)))
        }

    def _headers_and_footers(self) -> list[str]:
        """Their different texts."""
        texts: dict[str, None] = {}
        for kind in ("header", "footer"):
            for name in self._package.targets(self._main, kind):
                root = self._package.parse_if_sound(name)
                text = "\n".join(self._cell_lines(root)) if root is not None else ""
                if len(text) > 3:
                    texts[text] = None
        return list(texts)

    def _optional(self, kind: str) -> Element | None:
        """A part that may be missing, or broken without taking the text with it."""
        for name in self._package.targets(self._main, kind):
            root = self._package.parse_if_sound(name)
            if root is None:
                self._builder.warn(f"A part of this document is damaged: {kind}.")
            return root
        return None


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables below `parent`, through the elements that only wrap them."""
    for child in parent:
        name = local_name(child)
        if name in _BLOCKS:
            yield child
        elif name in _BODY_WRAPPERS:
            yield from _blocks(child)
        elif name == "AlternateContent":
            for choice in _chosen(child):
                yield from _blocks(choice)


def _descend(parent: Element, wanted: str) -> Iterator[Element]:
    for child in parent:
        name = local_name(child)
        if name == wanted:
            yield child
        elif name in _BODY_WRAPPERS:
            yield from _descend(child, wanted)


def _inline(parent: Element) -> Iterator[Element]:
    """Everything in a paragraph but what is not shown; text boxes come as one, unopened."""
    for child in parent:
        name = local_name(child)
        if name in _LEFT_OUT:
            continue
        if name == "AlternateContent":
            for choice in _chosen(child):
                yield from _inline(choice)
            continue
        yield child
        if name != "txbxContent":
            yield from _inline(child)


def _chosen(alternatives: Element) -> Iterator[Element]:
    """The first of several forms of the same content."""
    for child in alternatives:
        if local_name(child) in {"Choice", "Fallback"}:
            yield child
            return
