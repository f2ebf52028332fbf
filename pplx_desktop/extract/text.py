"""Reads files that are text: plain, Markdown and other light markup, man pages, data in text form.

Invariant: what is in the file is in the document, but for what no one reads: pictures packed into the text, and the
part beyond `MAX_TEXT_BYTES`, of which the document warns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO

from pplx_desktop.core.types import Document
from pplx_desktop.extract import outline
from pplx_desktop.extract.document_builder import DocumentBuilder, clean
from pplx_desktop.extract.encoding import MAX_TEXT_BYTES, decode, read_limited
from pplx_desktop.extract.kinds import OTHER, SOURCE_KINDS, TEXT, TEXT_KINDS
from pplx_desktop.extract.manual_page import manual_page_text
from pplx_desktop.extract.markup_text import lyx_lines, svg_text
from pplx_desktop.extract.source_code import find_definitions
from pplx_desktop.extract.titles import sensible_title

_PACKED_DATA = re.compile(r"data:[\w/+.;=-]{3,80};base64,[A-Za-z0-9+/=\s]{100,}")
# Looked for at a run's start only, else each of its letters would be tried.
_ENCODED_RUN = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/=]{2000,}")
_FRONT_MATTER_TITLE = re.compile(r"""^title:[ \t]*["']?(.+?)["']?[ \t]*$""", re.MULTILINE)
_FINDERS: dict[str, outline.HeadingFinder] = {
    "rst": outline.find_rst_headings,
    "tex": outline.find_tex_headings,
    "asciidoc": outline.find_asciidoc_headings,
    "org": outline.find_org_headings,
}


def read_text(stream: BinaryIO, kind: str) -> Document:
    """Read a file of text, of the kind that its name says. Raises `ExtractionError` (unsupported-type, no-text)."""
    kind = TEXT if kind == OTHER or kind not in SOURCE_KINDS | TEXT_KINDS else kind
    builder = DocumentBuilder(kind)
    if kind == "svg":
        return _svg_document(builder, stream)
    return text_document(builder, limited_text(stream, builder, declared_first=kind in {"xml", "svg"}), kind)


def limited_text(
    stream: BinaryIO, builder: DocumentBuilder, *, declared_first: bool = False, max_bytes: int = MAX_TEXT_BYTES
) -> str:
    """The text of the file's first megabytes; the builder is warned where there is more."""
    data, cut = read_limited(stream, max_bytes)
    if cut:
        builder.warn(f"Only the first {max_bytes // 1024 // 1024} MB of this file were read.")
    return decode(data, declared_first=declared_first)


def text_document(builder: DocumentBuilder, text: str, kind: str) -> Document:
    """The document of a decoded text."""
    text = _ENCODED_RUN.sub("…", _PACKED_DATA.sub("…", text))
    if kind != "lyx":
        # In LyX' format, the blank at a line's end parts two words.
        text = clean(text)
    title = _READERS.get(kind, _read_plain)(builder, text, kind)
    return builder.build(sensible_title(title))


def _read_plain(builder: DocumentBuilder, text: str, kind: str) -> str:
    """Add the text in sections where its kind has any. Returns its title."""
    lines = text.split("\n")
    if kind in SOURCE_KINDS:
        outline.add_sections(builder, lines, list(find_definitions(lines, kind)))
        return ""
    finder = _FINDERS.get(kind)
    if finder is None:
        builder.add(text)
        return ""
    headings = list(finder(lines))
    outline.add_sections(builder, lines, headings)
    return headings[0].text if headings else ""


def _read_markdown(builder: DocumentBuilder, text: str, _kind: str) -> str:
    front_matter, text = _split_front_matter(text)
    builder.add(front_matter)
    lines = text.split("\n")
    headings = list(outline.find_markdown_headings(lines))
    outline.add_sections(builder, lines, headings)
    if match := _FRONT_MATTER_TITLE.search(front_matter):
        return match.group(1)
    # A small heading may stand above the title.
    return min(headings[:3], key=lambda heading: heading.level).text if headings else ""


def _read_tex(builder: DocumentBuilder, text: str, kind: str) -> str:
    first_heading = _read_plain(builder, text, kind)
    return outline.find_tex_title(text) or first_heading


def _read_manual_page(builder: DocumentBuilder, text: str, kind: str) -> str:
    page = manual_page_text(text)
    if page is None:
        return _read_plain(builder, text, kind)
    outline.add_sections(builder, page.lines, page.headings)
    return page.title


def _read_lyx(builder: DocumentBuilder, text: str, _kind: str) -> str:
    lines, headings = lyx_lines(text.splitlines())
    outline.add_sections(builder, lines, headings)
    return headings[0].text if headings else ""


_READERS: dict[str, Callable[[DocumentBuilder, str, str], str]] = {
    "md": _read_markdown,
    "tex": _read_tex,
    "man": _read_manual_page,
    "lyx": _read_lyx,
}


def _svg_document(builder: DocumentBuilder, stream: BinaryIO) -> Document:
    data, cut = read_limited(stream)
    read = None if cut else svg_text(data)
    if read is None:
        return text_document(builder, decode(data, declared_first=True), "xml")
    title, text = read
    builder.add(text)
    return builder.build(sensible_title(title))


def _split_front_matter(text: str) -> tuple[str, str]:
    """The YAML between two `---` lines at the very start, and the rest."""
    if not text.startswith("---\n"):
        return "", text
    end = text.find("\n---", 4, 20_000)
    if end < 0:
        return "", text
    after = text.find("\n", end + 1)
    return text[4:end], text[after + 1 :] if after >= 0 else ""
