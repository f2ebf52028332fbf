"""Reads EPUB: the chapters of a book in the order in which they are read.

After EPUB 3.3 (package documents, chapter 5; container, chapter 4) and, for the names of chapters, OPF 2.0's NCX.
Invariant: each chapter is there once, and one that is broken costs itself alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.archive import Archive
from pplx_desktop.extract.document_builder import MAX_HEADING_CHARS, DocumentBuilder, one_line
from pplx_desktop.extract.encoding import decode
from pplx_desktop.extract.html import page_text
from pplx_desktop.extract.office_pictures import add_text_of_pictures, all_pictures
from pplx_desktop.extract.properties import add_properties
from pplx_desktop.extract.reading import Reading
from pplx_desktop.extract.titles import sensible_title
from pplx_desktop.extract.xml_parts import Element, attribute, child_of, grandchildren, local_name, parse_xml

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS_ONLY = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_PAGES = (".xhtml", ".html", ".htm", ".xml")
_PROPERTIES = {"author": "creator", "keywords": "subject"}
_NCX_TYPE = "application/x-dtbncx+xml"
_PAGE_TYPES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
# In XML any element may end at once; in HTML the rest of the page would be inside of it.
_CLOSED_AT_ONCE = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)([a-zA-Z][\w:-]*)(\s[^<>]*)?/>"
)


def read_epub(stream: BinaryIO, reading: Reading | None = None) -> Document:
    """Raises `ExtractionError` (damaged, encrypted, decompression-bomb, no-text)."""
    with Archive(stream) as archive:
        return _Reader(archive, reading).read()


class _Reader:
    """Reads one book."""

    def __init__(self, archive: Archive, reading: Reading | None) -> None:
        self._archive = archive
        self._reading = reading
        self._builder = DocumentBuilder("epub")
        self._first_heading = ""
        self._opf = self._find_package_document()
        self._folder = posixpath.dirname(self._opf or "")
        self._package = self._parse(self._opf)

    def read(self) -> Document:
        """The whole book."""
        self._refuse_encrypted()
        names = self._chapter_names()
        for member in self._chapters():
            try:
                self._add_chapter(member, names.get(member, ""))
            except ExtractionError as error:
                if error.code not in {ExtractionCode.DAMAGED, ExtractionCode.UNSUPPORTED}:
                    raise
                self._builder.warn(f"A chapter of this book is damaged: {posixpath.basename(member)}.")
        if not self._builder.has_text:
            add_text_of_pictures(self._archive, all_pictures(self._archive), self._builder, self._reading)
        metadata = child_of(self._package, "metadata")
        titles = metadata.iter("{*}title", "{*}Title") if metadata is not None else ()
        title = next((sensible_title(node.text or "") for node in titles), "")
        properties = {
            name: ", ".join(node.text or "" for node in metadata.iter(f"{{*}}{element}", f"{{*}}{element.title()}"))
            for name, element in _PROPERTIES.items()
            if metadata is not None
        }
        add_properties(self._builder, {"title": title, **properties})
        return self._builder.build(title or sensible_title(self._first_heading))

    def _add_chapter(self, member: str, name: str) -> None:
        markup = decode(self._archive.read(member), declared_first=True)
        page = page_text(_CLOSED_AT_ONCE.sub(r"<\1\2></\1>", markup))
        self._first_heading = self._first_heading or page.first_heading
        page.add_to(self._builder, below="" if page.first_heading else name)

    def _chapters(self) -> list[str]:
        """The members that hold the text, in reading order."""
        items = {attribute(item, "id"): item for item in grandchildren(self._package, "manifest", "item")}
        order = [items.get(attribute(mark, "idref")) for mark in grandchildren(self._package, "spine", "itemref")]
        wanted = [item for item in order if item is not None] or [
            item for item in items.values() if attribute(item, "media-type") in _PAGE_TYPES
        ]
        found = [
            member
            for item in wanted
            if attribute(item, "media-type") in _PAGE_TYPES or attribute(item, "href").lower().endswith(_PAGES)
            if (member := self._resolve(self._folder, attribute(item, "href")))
        ]
        if not found:
            found = sorted(name for name in self._archive.names() if name.lower().endswith(_PAGES[:3]))
        return list(dict.fromkeys(found))

    def _chapter_names(self) -> dict[str, str]:
        """What the table of contents calls the members, for chapters without a heading of their own."""
        names: dict[str, str] = {}
        for item in grandchildren(self._package, "manifest", "item"):
            is_navigation = "nav" in attribute(item, "properties").split()
            if not is_navigation and attribute(item, "media-type") != _NCX_TYPE:
                continue
            member = self._resolve(self._folder, attribute(item, "href"))
            root = self._parse(member)
            for target, label in _links(root) if root is not None else ():
                found = self._resolve(posixpath.dirname(member or ""), target)
                if found and label:
                    names.setdefault(found, label)
        return names

    def _refuse_encrypted(self) -> None:
        root = self._parse(self._archive.find(_ENCRYPTION))
        methods = root.iter("{*}EncryptionMethod") if root is not None else ()
        if any(attribute(method, "Algorithm") not in _FONTS_ONLY for method in methods):
            raise ExtractionError(
                ExtractionCode.ENCRYPTED, "This book is protected against copying.", hint="Its text cannot be read."
            )

    def _find_package_document(self) -> str | None:
        root = self._parse(self._archive.find(_CONTAINER))
        for rootfile in root.iter("{*}rootfile") if root is not None else ():
            if member := self._archive.find(unquote(attribute(rootfile, "full-path"))):
                return member
        return next((name for name in sorted(self._archive.names()) if name.lower().endswith(".opf")), None)

    def _resolve(self, folder: str, reference: str) -> str | None:
        path = unquote(reference.partition("#")[0])
        return self._archive.find(posixpath.normpath(posixpath.join("/", folder, path))) if path else None

    def _parse(self, member: str | None) -> Element | None:
        """A member's root element; None where it is missing or broken: the text can be found without it."""
        if member is None:
            return None
        try:
            return parse_xml(self._archive.read(member))
        except ExtractionError as error:
            if error.code != ExtractionCode.DAMAGED.value:
                raise
            return None


def _links(root: Element) -> Iterator[tuple[str, str]]:
    """Targets and labels of a table of contents, of either kind."""
    for node in root.iter("{*}navPoint", "{*}a"):
        if local_name(node) == "a":
            yield attribute(node, "href"), _label(node)
        else:
            label, content = child_of(node, "navLabel"), child_of(node, "content")
            if label is not None and content is not None:
                yield attribute(content, "src"), _label(label)


def _label(element: Element) -> str:
    return one_line("".join(str(text) for text in element.itertext()), MAX_HEADING_CHARS)
