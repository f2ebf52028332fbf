"""Gives the lines of code the numbers, the indentation and the empty lines that they have in the file.

The index keeps code without the white space around its blocks. Invariant: where the file is not what was indexed, or
cannot be read, its lines have no numbers rather than wrong ones.
"""

from __future__ import annotations

from pplx_desktop.core.types import DocumentView
from pplx_desktop.gui.text_rows import MOST_CODE_CHARS, Role, Row, lines_of

_NO_LETTERS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA1), 0x20, 0xAD, 0xFEFF, 0x2028, 0x2029))
_MOST_EMPTY_LINES = 3


def numbered(document: DocumentView, source: str | None) -> tuple[Row, ...]:
    """The rows of code, with numbers where `source` is the file that was indexed."""
    text = document.text
    pieces = list(lines_of(text, 0, len(text), MOST_CODE_CHARS))
    plain = tuple(Row(start, end, Role.CODE) for start, end in pieces)
    if source is None:
        return plain
    own = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [number for number, line in enumerate(own) if _is_filled(line)]
    rows: list[Row] = []
    at = -1
    last = -1
    for start, end in pieces:
        if start and text[start - 1] != "\n":
            rows.append(Row(start, end, Role.CODE))
            continue
        if not _is_filled(text[start:end]):
            continue
        at += 1
        if at >= len(filled):
            return plain
        line = own[filled[at]]
        whole_end = text.find("\n", start)
        shown = text[start : whole_end if whole_end >= 0 else len(text)]
        if line.strip() != shown.strip() and line.translate(_NO_LETTERS) != shown.translate(_NO_LETTERS):
            return plain
        empty = range(max(last + 1, filled[at] - _MOST_EMPTY_LINES), filled[at])
        rows += [Row(start, start, Role.GAP, number=number + 1) for number in empty]
        last = filled[at]
        rows.append(Row(start, end, Role.CODE, _lost_indent(line, shown), number=last + 1))
    return tuple(rows) if at + 1 == len(filled) else plain


def _is_filled(line: str) -> bool:
    return bool(line.strip()) and (line.isprintable() or bool(line.translate(_NO_LETTERS)))


def _lost_indent(line: str, shown: str) -> str:
    """The white space before a line that the index does not have."""
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    kept = shown[: len(shown) - len(shown.lstrip(" \t"))]
    return indent[: len(indent) - len(kept)] if len(indent) > len(kept) else ""
