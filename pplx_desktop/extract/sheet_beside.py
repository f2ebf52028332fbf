"""Adds what lies beside the sheets of XLSX and XLSB: comments, drawings, charts.

After ECMA-376 part 1, 18.7 (comments) and chapter 20 (drawings), and [MS-XLSX] 2.6.203 (threaded comments). Invariant: a
comment that stands in for a threaded one, in programs that do not know these, is not read twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pplx_desktop.extract.drawing import drawn_text, text_of_graphics
from pplx_desktop.extract.package import Package
from pplx_desktop.extract.sheet_rows import SheetRows
from pplx_desktop.extract.xml_parts import Element, attribute, children, integer, local_name

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
STAND_IN = "tc="
"""How the author's name of a comment begins that stands in for a threaded one."""


def add_beside(package: Package, part: str, rows: SheetRows, read_comments: Callable[[str], list[str]]) -> None:
    """Add comments and drawings of the sheet `part`; `read_comments` knows the form that its comments have."""
    comments: list[str] = []
    drawn: list[str] = []
    for relation in package.relations(part):
        if relation.kind == "drawing":
            root = package.parse_if_sound(relation.target)
            drawn += [drawn_text(root) if root is not None else "", *text_of_graphics(package, relation.target)]
        elif relation.kind == "comments":
            comments += read_comments(relation.target)
        elif relation.kind == "threadedComment":
            comments += xml_comments(package, relation.target)
    rows.add_below("Comments", "\n\n".join(comments))
    rows.add_below("Drawings", "\n\n".join(text for text in drawn if text))


def xml_comments(package: Package, part: str) -> list[str]:
    """Comments of either kind, with the cell they belong to."""
    root = package.parse_if_sound(part)
    if root is None:
        return []
    authors = [author.text or "" for author in root.iter("{*}author")]
    comments: list[str] = []
    for comment in root.iter("{*}comment", "{*}threadedComment"):
        author = integer(attribute(comment, "authorId"), -1)
        if 0 <= author < len(authors) and authors[author].startswith(STAND_IN):
            continue
        text = "".join(node.text or "" for node in comment.iter("{*}t") if not _is_phonetic(node))
        text = unescaped(text or "".join(node.text or "" for node in children(comment, "text")))
        if text:
            comments.append(f"{attribute(comment, 'ref')}: {text}")
    return comments


def unescaped(text: str) -> str:
    """Text on one line, with the characters that XML cannot hold and that are written as `_x000D_`."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)
    return " ".join(text.split())


def _is_phonetic(node: Element) -> bool:
    parent = node.getparent()
    return parent is not None and local_name(parent) == "rPh"
