"""Lays out the text of a file as what it is: a mail with its head, slides, code with numbers, cells, captions.

Invariant: pure functions, called in another thread than the one that paints; whatever a file holds, each character of
its text that can be seen is in one row, in order.
"""

from __future__ import annotations

import re

from pplx_desktop.core.places import member_of, page_name
from pplx_desktop.core.types import HEADING_JOINT, Block, DocumentView
from pplx_desktop.core.wanted import ALWAYS, Wanted
from pplx_desktop.gui.code_colours import find_tokens
from pplx_desktop.gui.row_writer import RowWriter
from pplx_desktop.gui.source_lines import numbered
from pplx_desktop.gui.text_rows import MOST_CHARS, MOST_CODE_CHARS, Role, TextRows
from pplx_desktop.gui.translation import noop, tr

_SLIDES = frozenset({"pptx", "ppt", "odp"})
_MAILS = frozenset({"eml", "msg", "mbox", "mhtml"})
_WITH_TIMES = frozenset({"srt", "vtt", "ass"})
_ARCHIVES = frozenset({"zip", "tar"})
_MAY_BE_ALIGNED = frozenset({"txt", "other", "man", "log"})
_SOURCE_NAMES = (
    "py js ts c h cpp cs java kt go rs rb php pl pm swift scala sh ps1 bat sql r jl lua hs ml clj ex exs erl dart vb "
    "pas f f90 asm s m mm groovy gradle make cmake dockerfile vim el lisp scm tcl awk sed proto css scss less vue zig "
    "nim d v sv vhd tf graphql json yaml toml ini xml log diff patch svg bib po pot"
)
_LINED = frozenset(_SOURCE_NAMES.split())
_FIELDS = (noop("From:"), noop("To:"), noop("Cc:"), noop("Date:"), noop("Subject:"))
_FIELD = re.compile(rf"(?:{'|'.join(_FIELDS)}) ")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S|^(?: {6,}|\t)\S", re.MULTILINE)
_LOOKED_AT_CHARS = 8_000
_ALIGNED_LINES = 0.25


def has_lines(kind: str) -> bool:
    """True where a file of this kind is read line by line: its lines are numbered, and not wrapped."""
    return kind in _LINED


def compose_rows(document: DocumentView, source: str | None = None, wanted: Wanted = ALWAYS) -> TextRows:
    """The rows of a file. `source` is the file's own text, by which lines are numbered and indented as they are there.
    Raises `Cancelled` where they are not `wanted` any more.
    """
    kind = document.kind
    if has_lines(kind):
        return TextRows(numbered(document, source), is_code=True, tokens=find_tokens(document.text, kind))
    is_aligned = kind in _MAY_BE_ALIGNED and _is_aligned(document.text)
    rows = RowWriter(document.text, MOST_CODE_CHARS if is_aligned else MOST_CHARS, wanted)
    if kind in _SLIDES:
        _add_slides(rows, document)
    elif kind in _MAILS:
        _add_mails(rows, document)
    elif kind == "ipynb":
        _add_cells(rows, document)
    else:
        _add_prose(rows, document)
    return TextRows(rows.finish(), is_code=is_aligned)


def _add_prose(rows: RowWriter, document: DocumentView) -> None:
    """Text with its headings, and a caption where a page, a file of an archive or a moment of a film begins."""
    last = ""
    for block in document.blocks:
        caption = _caption(document.kind, block)
        if caption and caption != last:
            rows.caption(block.start, caption)
        last = caption
        rows.block(block)


def _caption(kind: str, block: Block) -> str:
    if kind in _WITH_TIMES:
        return block.heading
    member = member_of(kind, block.heading) if kind in _ARCHIVES else ""
    page = _page(kind, block)
    return f"{member}  ·  {page}" if member and page else member or page


def _page(kind: str, block: Block) -> str:
    if block.page is None:
        return ""
    is_slide = page_name(kind, block.heading) == "slide"
    return tr("Slide {number}", number=block.page) if is_slide else tr("Page {number}", number=block.page)


def _add_slides(rows: RowWriter, document: DocumentView) -> None:
    """Each slide on a card, with its notes; what belongs to none of them below."""
    page: int | None = None
    below = ""
    for block in document.blocks:
        innermost = block.heading.rpartition(HEADING_JOINT)[2]
        if block.page is not None and block.page == page:
            if innermost in {"Notes", "Comments"}:
                rows.caption(block.start, tr("Notes") if innermost == "Notes" else tr("Comments"))
        elif block.page is not None:
            rows.begin_card(block.start)
            rows.caption(block.start, _page(document.kind, block))
        elif block.heading != below or page is not None:
            rows.end_card()
            rows.caption(block.start, block.heading)
        page, below = block.page, block.heading
        rows.block(block)


def _add_mails(rows: RowWriter, document: DocumentView) -> None:
    """The head of each mail on a card, with the names of what is attached."""
    heads = [index for index, block in enumerate(document.blocks) if _is_head(document.text, block)]
    heading = ""
    for index, block in enumerate(document.blocks):
        if index in heads[:1] or (index in heads and document.kind == "mbox"):
            ends = [later for later in heads if later > index] if document.kind == "mbox" else []
            rows.begin_card(block.start)
            _add_head(rows, block)
            attached = _attached(document.blocks[index : ends[0] if ends else None])
            if attached:
                rows.field(block.end, tr("Attached: {names}", names=", ".join(attached)))
            rows.end_card()
            heading = block.heading
            continue
        if block.heading != heading and (document.kind != "mbox" or HEADING_JOINT in block.heading):
            rows.caption(block.start, block.heading)
        heading = block.heading
        if index in heads:
            _add_head(rows, block)
        else:
            rows.block(block)


def _add_head(rows: RowWriter, block: Block) -> None:
    rows.block(block, names={name: tr(name) for name in _FIELDS})


def _is_head(text: str, block: Block) -> bool:
    return _FIELD.match(text, block.start, block.end) is not None


def _attached(blocks: tuple[Block, ...]) -> list[str]:
    """The names of what is attached to the mail that begins with the first block."""
    own = blocks[0].heading
    names: dict[str, None] = {}
    for block in blocks[1:]:
        below = block.heading.removeprefix(f"{own}{HEADING_JOINT}") if own else block.heading
        if below and block.heading != own:
            names[below.partition(HEADING_JOINT)[0]] = None
    return list(names)


def _add_cells(rows: RowWriter, document: DocumentView) -> None:
    """The cells of a notebook: those with code, and what they printed, on cards."""
    for block in document.blocks:
        *_, above, innermost = ("", *block.heading.split(HEADING_JOINT))
        number = innermost.removeprefix("Cell ")
        if innermost == "Output" and above.startswith("Cell "):
            rows.caption(block.start, tr("Output"))
            rows.block(block, Role.CODE)
        elif innermost.startswith("Cell ") and number.isdecimal():
            rows.begin_card(block.start)
            rows.caption(block.start, tr("Cell {number}", number=number))
            rows.block(block, Role.CODE)
        else:
            rows.end_card()
            rows.block(block)


def _is_aligned(text: str) -> bool:
    """True where columns are made of spaces: they are columns only where all letters are as wide."""
    looked_at = text[:_LOOKED_AT_CHARS]
    return len(_COLUMNS.findall(looked_at)) > _ALIGNED_LINES * (1 + looked_at.count("\n"))
