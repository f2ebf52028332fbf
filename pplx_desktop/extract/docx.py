"""Reads DOCX: the document's paragraphs in reading order, in sections by their heading styles.

After ECMA-376 part 1 (WordprocessingML, chapter 17; packages: part 2); transitional and strict names are taken alike,
as elements are known by their local names. Invariant: what a reader sees is there once (of alternatives only the first,
no deleted text), notes and comments follow the paragraph that refers to them, nothing outside the file is looked at.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.archive import Archive
from pplx_desktop.extract.document_builder import DocumentBuilder, HeadingPath
from pplx_desktop.extract.docx_styles import HeadingStyles
from pplx_desktop.extract.titles import sensible_title
from pplx_desktop.extract.xml_parts import Element, attribute, children, local_name, parse_xml

_MAIN_PART = "word/document.xml"
_BODY_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body", "txbxContent"})
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "pPr", "rPr", "sectPr", "Fallback"}
)
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes", "commentReference": "comments"}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_BLOCKS = frozenset({"p", "tbl"})


def read_docx(stream: BinaryIO) -> Document:
    """Raises `ExtractionError` (damaged, encrypted, decompression-bomb, no-text)."""
    with Archive(stream) as archive:
        return _Reader(archive).read()


class _Reader:
    """Reads one document."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = archive.names()
        self._builder = DocumentBuilder("docx")
        self._headings = HeadingPath()
        self._section: list[str] = []
        self._title = ""
        self._first_heading = ""
        main = self._find_main_part()
        self._document = self._parse(main)
        self._targets = self._relations(main)
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
        title = sensible_title(self._property_title()) or sensible_title(self._title)
        return self._builder.build(title or sensible_title(self._first_heading))

    def _add_block(self, block: Element) -> None:
        if local_name(block) == "tbl":
            self._section.append("\n".join(self._rows(block)))
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
        self._builder.add(text, heading=getattr(self, "_path", ""))
        self._section.clear()
        self._path = next_path

    def _paragraph(self, paragraph: Element, boxes: list[Element], notes: list[str]) -> str:
        """A paragraph's text; its text boxes and the notes it refers to go into the two lists."""
        parts: list[str] = []
        for node in _inline(paragraph):
            name = local_name(node)
            if name == "t":
                parts.append(node.text or "")
            elif name in {"tab", "ptab"}:
                parts.append("\t")
            elif name in {"br", "cr"}:
                parts.append("\n")
            elif name == "noBreakHyphen":
                parts.append("-")
            elif name == "txbxContent":
                boxes.append(node)
            elif name in _NOTES:
                note = self._notes[_NOTES[name]].pop(attribute(node, "id"), "")
                if note:
                    notes.append(note)
        return "".join(parts)

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
            for name in self._targets.get(kind, ()):
                text = "\n".join(self._cell_lines(self._parse(name)))
                if len(text) > 3:
                    texts[text] = None
        return list(texts)

    def _property_title(self) -> str:
        name = "docProps/core.xml"
        if name not in self._names:
            return ""
        try:
            root = self._parse(name)
        except ExtractionError:
            return ""
        return next((child.text or "" for child in root if local_name(child) == "title"), "")

    def _find_main_part(self) -> str:
        if "_rels/.rels" in self._names:
            for relation in self._parse("_rels/.rels"):
                if attribute(relation, "Type").endswith("/officeDocument"):
                    name = attribute(relation, "Target").lstrip("/")
                    if name in self._names:
                        return name
        if _MAIN_PART not in self._names:
            raise ExtractionError(
                ExtractionCode.DAMAGED, "This document has no text part.", hint="Open it in the program it comes from."
            )
        return _MAIN_PART

    def _relations(self, main: str) -> dict[str, list[str]]:
        """Names of the parts that the main part refers to, by the last word of their type."""
        folder, name = posixpath.split(main)
        relations = f"{folder}/_rels/{name}.rels"
        targets: dict[str, list[str]] = {}
        if relations in self._names:
            for relation in self._parse(relations):
                target = posixpath.normpath(posixpath.join("/" + folder, attribute(relation, "Target"))).lstrip("/")
                if attribute(relation, "TargetMode") != "External" and target in self._names:
                    targets.setdefault(attribute(relation, "Type").rpartition("/")[2], []).append(target)
        return targets

    def _optional(self, kind: str) -> Element | None:
        """A part that may be missing, or broken without taking the text with it."""
        for name in self._targets.get(kind, ()):
            try:
                return self._parse(name)
            except ExtractionError as error:
                if error.code != ExtractionCode.DAMAGED.value:
                    raise
                self._builder.warn(f"A part of this document is damaged: {kind}.")
        return None

    def _parse(self, name: str) -> Element:
        return parse_xml(self._archive.read(name))


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
