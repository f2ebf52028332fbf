"""Finds the headings of text that is written in lines: Markdown, reStructuredText, LaTeX, AsciiDoc, Org.

A finder turns lines into `Heading`s; `add_sections` cuts the text at them. Invariant: finders look at lines one by one
and hold no nesting, so that a hostile file costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pplx_desktop.extract.document_builder import DocumentBuilder, HeadingPath


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `line` is the index of the line where its section begins; level 0 is the document's title."""

    line: int
    level: int
    text: str


HeadingFinder = Callable[[Sequence[str]], Iterator[Heading]]


def add_sections(builder: DocumentBuilder, lines: Sequence[str], headings: Sequence[Heading]) -> None:
    """Add the lines as blocks, one for each section, the heading's own line included."""
    path = HeadingPath()
    start, current = 0, ""
    for heading in headings:
        builder.add("\n".join(lines[start : heading.line]), heading=current)
        start, current = heading.line, path.enter(heading.level, heading.text)
    builder.add("\n".join(lines[start:]), heading=current)


_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+(\S.*)$")
_ATX_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_SETEXT = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_NO_PARAGRAPH = re.compile(r"^(?: {4}|\t| {0,3}(?:[>*+#|]|-(?:\s|$)|\d{1,9}[.)]\s))")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\](?:\([^()]{0,1000}\)|\[[^\[\]]{0,200}\])")
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.:][^{}]{0,200}\}[ \t]*$")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`+|~~)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")


def find_markdown_headings(lines: Sequence[str]) -> Iterator[Heading]:
    """ATX (`# …`) and Setext (underlined) headings outside of fenced code."""
    fence = ""
    for index, line in enumerate(lines):
        if match := _FENCE.match(line):
            mark = match.group(1)
            if not fence:
                fence = mark
            elif mark[0] == fence[0] and len(mark) >= len(fence):
                fence = ""
            continue
        if fence:
            continue
        if match := _ATX.match(line[:2000]):
            yield Heading(index, len(match.group(1)), plain_markdown(_ATX_CLOSING.sub("", match.group(2))))
        elif index and (match := _SETEXT.match(line)):
            above = lines[index - 1]
            single = index < 2 or not lines[index - 2].strip()
            if above.strip() and single and len(above) <= 300 and not _NO_PARAGRAPH.match(above):
                yield Heading(index - 1, 1 if match.group(1)[0] == "=" else 2, plain_markdown(above))


def plain_markdown(text: str) -> str:
    """A line without links, emphasis, tags and attributes."""
    text = _ATTRIBUTES.sub("", text[:2000])
    text = _LINK.sub(r"\1", text)
    return _EMPHASIS.sub("", _TAG.sub("", text)).strip()


_RST_ADORNMENT = re.compile(r"^([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
_RST_ROLE = re.compile(r":[\w:+.-]+:`([^`<]*)(?:<[^`]*>)?`")


def find_rst_headings(lines: Sequence[str]) -> Iterator[Heading]:
    """Titles underlined, or framed, with a row of one mark; a mark's level is the order of its first use."""
    levels: dict[tuple[str, bool], int] = {}
    for index in range(1, len(lines)):
        match = _RST_ADORNMENT.match(lines[index])
        title = lines[index - 1]
        if not match or not title.strip() or _RST_ADORNMENT.match(title) or len(title) > 300:
            continue
        if len(lines[index].rstrip()) < min(len(title.rstrip()), 4):
            continue
        framed = index >= 2 and bool(_RST_ADORNMENT.match(lines[index - 2])) and lines[index - 2][0] == match.group(1)
        if not framed and (title[0].isspace() or (index >= 2 and lines[index - 2].strip())):
            continue
        level = levels.setdefault((match.group(1), framed), len(levels) + 1)
        text = _RST_ROLE.sub(r"\1", title).replace("``", "").replace("`", "").replace("*", "")
        yield Heading(index - 2 if framed else index - 1, level, text.strip())


_TEX_LEVELS = {
    "part": 1,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "subsubsection": 5,
    "paragraph": 6,
    "frametitle": 4,
}
_TEX_HEADING = re.compile(
    r"^[ \t]*\\("
    + "|".join(_TEX_LEVELS)
    + r")\*?(?:\[[^\]]{0,300}\])?\{([^{}]{0,300}(?:\{[^{}]{0,200}\}[^{}]{0,200}){0,4})\}"
)
_TEX_TITLE = re.compile(r"\\title(?:\[[^\]]{0,300}\])?\{([^{}]{1,300}(?:\{[^{}]{0,200}\}[^{}]{0,200}){0,4})\}")
_TEX_COMMAND = re.compile(r"\\[a-zA-Z]+\*?[ \t]*|\\[^a-zA-Z]|[{}~]")


def find_tex_headings(lines: Sequence[str]) -> Iterator[Heading]:
    """LaTeX's sectioning commands."""
    for index, line in enumerate(lines):
        if match := _TEX_HEADING.match(line[:2000]):
            yield Heading(index, _TEX_LEVELS[match.group(1)], plain_tex(match.group(2)))


def find_tex_title(text: str) -> str:
    """What a LaTeX document's `\\title` says."""
    match = _TEX_TITLE.search(text[:200_000])
    return plain_tex(match.group(1)) if match else ""


def plain_tex(text: str) -> str:
    """A line without commands and braces."""
    return re.sub(r"\s+", " ", _TEX_COMMAND.sub(" ", text)).strip()


_ASCIIDOC = re.compile(r"^(={1,6})[ \t]+(\S.{0,300})$")
_ORG = re.compile(r"^(\*{1,8})[ \t]+(\S.{0,300})$")


def find_asciidoc_headings(lines: Sequence[str]) -> Iterator[Heading]:
    """Lines that begin with equals signs."""
    for index, line in enumerate(lines):
        if match := _ASCIIDOC.match(line):
            yield Heading(index, len(match.group(1)), match.group(2))


def find_org_headings(lines: Sequence[str]) -> Iterator[Heading]:
    """Lines that begin with stars."""
    for index, line in enumerate(lines):
        if match := _ORG.match(line):
            yield Heading(index, len(match.group(1)), match.group(2))
