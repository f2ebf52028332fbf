"""Reads HTML: the text as it would be read on a page, in sections by its headings.

Lexbor (through selectolax) makes the tree; its time grows with the square of the nesting depth, and of the number of a
tag's attributes. No deadline can stop it, so both are measured first, and a page with more than any author writes goes
through the standard library's parser. Invariant: both ways feed the same `PageText`, so that they differ in repair of
broken markup only.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from html.parser import HTMLParser
from typing import BinaryIO

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pplx_desktop.core.types import Document
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.page_text import LEFT_OUT, UNSHOWN, VOID, PageText
from pplx_desktop.extract.text import limited_text
from pplx_desktop.extract.titles import sensible_title

MAX_LEXBOR_DEPTH = 1_000
MAX_LEXBOR_ATTRIBUTES = 5_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
# Their end tags may be left out, so that they say nothing of depth.
_IMPLIED_END = frozenset(
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption rt rp html head body".split()  # noqa: SIM905
)
_LEFT_OUT = (
    "script,style,nav,template,svg,math,object,iframe,noscript,select,button,[role=navigation],[role=search],"
    "[aria-hidden=true],a.headerlink,.sphinxsidebar,.docnav,.navheader,.navfooter"
)


def read_html(stream: BinaryIO) -> Document:
    """Raises `ExtractionError` (unsupported-type, no-text)."""
    builder = DocumentBuilder("html")
    page = page_text(limited_text(stream, builder, declared_first=True))
    page.add_to(builder)
    return builder.build(sensible_title(page.title) or sensible_title(page.first_heading))


def page_text(markup: str) -> PageText:
    """The text of a page of HTML."""
    markup = markup.replace("\x00", "")
    if nesting_depth(markup) > MAX_LEXBOR_DEPTH or _has_crowded_tag(markup):
        reader = _StreamReader()
        reader.feed(markup)
        reader.close()
        return reader.page
    page = _from_tree(markup, _LEFT_OUT)
    return page if page.has_text else _from_tree(markup, ",".join(UNSHOWN))


def _has_crowded_tag(markup: str) -> bool:
    """Whether a tag has more attributes than any author gives one: Lexbor compares each with all before it."""
    return any(len(match.group().split()) > MAX_LEXBOR_ATTRIBUTES for match in _LONG_TAG.finditer(markup))


def nesting_depth(markup: str) -> int:
    """An upper estimate of how deep the elements are nested, from the tags alone."""
    depth = deepest = 0
    still_open: Counter[str] = Counter()
    for match in _TAG.finditer(markup):
        name = match.group(2).lower()
        if name in VOID or name in _IMPLIED_END:
            continue
        if not match.group(1):
            still_open[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif still_open[name]:
            # An end without its beginning closes nothing.
            still_open[name] -= 1
            depth -= 1
    return deepest


def _from_tree(markup: str, left_out: str) -> PageText:
    tree = LexborHTMLParser(markup)
    page = PageText()
    title = tree.css_first("title")
    if title is not None:
        page.title = title.text()
    body = tree.body
    if body is None:
        return page
    for node in body.css(left_out):
        node.decompose()
    _walk(body, page)
    page.finish()
    return page


def _walk(top: LexborNode, page: PageText) -> None:
    """Tell the page of every element and text below `top`, in order, without recursion."""
    node = top.first_child
    open_nodes: list[tuple[LexborNode, str]] = []
    while node is not None or open_nodes:
        if node is None:
            parent, tag = open_nodes.pop()
            page.end(tag)
            node = parent.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            page.text(node.text_content or "")
        elif tag == "img":
            page.text(f" {node.attributes.get('alt') or ''} ")
        elif not tag.startswith("-") and tag not in UNSHOWN:
            page.start(tag)
            child = node.first_child
            if child is not None:
                open_nodes.append((node, tag))
                node = child
                continue
            page.end(tag)
        node = node.next


class _StreamReader(HTMLParser):
    """Reads tags as they come, without a tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageText()
        self._skipping = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipping:
            return
        if tag in LEFT_OUT:
            self._skipping = tag
        elif tag == "title":
            self._in_title = True
        elif tag == "img":
            self.page.text(f" {dict(attrs).get('alt') or ''} ")
        else:
            self.page.start(tag)
            if tag in VOID:
                self.page.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping:
                self._skipping = ""
        elif tag == "title":
            self._in_title = False
        else:
            self.page.end(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.page.title += html.unescape(data)
        elif not self._skipping:
            self.page.text(data)

    def close(self) -> None:
        super().close()
        self.page.finish()
