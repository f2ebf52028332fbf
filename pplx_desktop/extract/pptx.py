"""Reads PPTX: slide by slide, with tables, charts, diagrams, notes and comments.

After ECMA-376 part 1, chapter 19 (PresentationML). Invariant: slides are counted as the presentation shows them, and
what stands on a slide is under its title; text of masters and layouts that is no placeholder is there once, at the end.
"""

from __future__ import annotations

from typing import BinaryIO

from pplx_desktop.core.types import HEADING_JOINT, Document
from pplx_desktop.extract.document_builder import MAX_HEADING_CHARS, DocumentBuilder, one_line
from pplx_desktop.extract.drawing import drawn_text, text_of_graphics
from pplx_desktop.extract.embedded import add_embedded
from pplx_desktop.extract.office_pictures import PlacedPicture, add_text_of_pictures
from pplx_desktop.extract.package import Package
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.reading import Reading
from pplx_desktop.extract.titles import sensible_title
from pplx_desktop.extract.xml_parts import Element, attribute, child_of, grandchildren

_MAIN_PART = "ppt/presentation.xml"
_TITLES = frozenset({"title", "ctrTitle"})
_COMMENTS = frozenset({"comments", "comment"})
_BACKGROUNDS = ("slideLayout", "slideMaster")


def read_pptx(stream: BinaryIO, reading: Reading | None = None) -> Document:
    """Raises `ExtractionError` (damaged, encrypted, decompression-bomb, no-text)."""
    with Package(stream) as package:
        return _Reader(package, reading).read()


class _Reader:
    """Reads one presentation."""

    def __init__(self, package: Package, reading: Reading | None) -> None:
        self._reading = reading
        self._package = package
        self._builder = DocumentBuilder("pptx")
        self._backgrounds: dict[str, None] = {}
        self._first_title = ""

    def read(self) -> Document:
        """The whole presentation."""
        slides = self._slides()
        for number, part in enumerate(slides, 1):
            root = self._package.parse_if_sound(part)
            if root is None:
                self._builder.warn(f"Slide {number} is damaged.")
                continue
            self._add_slide(root, part, number)
        for part in self._backgrounds:
            root = self._package.parse_if_sound(part)
            if root is not None:
                self._builder.add(drawn_text(_without_placeholders(root)))
        add_embedded(self._package.archive, self._builder, self._reading)
        add_properties(self._builder, self._package.properties())
        title = sensible_title(self._package.title()) or sensible_title(self._first_title)
        return self._builder.build(title, pages=len(slides))

    def _slides(self) -> list[str]:
        """The parts of the slides, in order."""
        main = self._package.main_part(_MAIN_PART)
        targets = {relation.id: relation.target for relation in self._package.relations(main)}
        shown = [
            targets[identity]
            for slide in grandchildren(self._package.parse(main), "sldIdLst", "sldId")
            # The slide has a number of its own, without a prefix; its relation's name has one.
            if (identity := _relation_id(slide)) in targets
        ]
        return shown or self._package.targets(main, "slide")

    def _add_slide(self, root: Element, part: str, number: int) -> None:
        title = one_line(_title(root), MAX_HEADING_CHARS)
        self._first_title = self._first_title or title
        texts = [text for text in (drawn_text(root), *text_of_graphics(self._package, part)) if text]
        for text in texts:
            self._builder.add(text, page=number, heading=title)
        if not texts:
            pictures = [PlacedPicture(member, number) for member in self._package.targets(part, "image")]
            add_text_of_pictures(self._package.archive, pictures, self._builder, self._reading)
        for relation in self._package.relations(part):
            if relation.kind == "notesSlide":
                self._add_notes(relation.target, number, title)
            elif relation.kind in _COMMENTS:
                self._add_comments(relation.target, number, title)
            elif relation.kind == "slideLayout":
                self._note_background(relation.target)

    def _note_background(self, layout: str) -> None:
        self._backgrounds[layout] = None
        for master in self._package.targets(layout, "slideMaster"):
            self._backgrounds[master] = None

    def _add_notes(self, part: str, number: int, title: str) -> None:
        root = self._package.parse_if_sound(part)
        if root is not None:
            for shape in [shape for shape in root.iter("{*}sp") if _placeholder(shape) == "sldNum"]:
                _remove(shape)
            self._builder.add(drawn_text(root), page=number, heading=_below(title, "Notes"))

    def _add_comments(self, part: str, number: int, title: str) -> None:
        root = self._package.parse_if_sound(part)
        if root is None:
            return
        plain = "\n".join(node.text or "" for node in root.iter("{*}text"))
        self._builder.add(plain or drawn_text(root), page=number, heading=_below(title, "Comments"))


def _title(root: Element) -> str:
    for shape in root.iter("{*}sp"):
        if _placeholder(shape) in _TITLES:
            return drawn_text(shape)
    return ""


def _placeholder(shape: Element) -> str | None:
    """What a shape stands for on its layout (title, body, ftr); None for a shape of its own."""
    mark = child_of(child_of(child_of(shape, "nvSpPr"), "nvPr"), "ph")
    return None if mark is None else attribute(mark, "type") or "body"


def _without_placeholders(root: Element) -> Element:
    for shape in [shape for shape in root.iter("{*}sp") if _placeholder(shape) is not None]:
        _remove(shape)
    for styles in list(root.iter("{*}txStyles")):
        _remove(styles)
    return root


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _relation_id(slide: Element) -> str:
    return next((str(value) for key, value in slide.attrib.items() if str(key).endswith("}id")), "")


def _below(heading: str, below: str) -> str:
    return f"{heading}{HEADING_JOINT}{below}" if heading else below
