"""Reads CSV and TSV (RFC 4180, and what else goes by these names): the lines as they are, in blocks of rows.

Invariant: the text is the file's own, so that a place in it is a place in the file; each block is headed by the first
row, which mostly names the columns, and says which rows it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pplx_desktop.core.types import HEADING_JOINT, Document
from pplx_desktop.extract.document_builder import DocumentBuilder, one_line
from pplx_desktop.extract.text import limited_text

BLOCK_CHARS = 700
MAX_COLUMNS_CHARS = 80
_MAX_ROW_LINES = 100
"""A quote that is never closed would make the rest of the file one row."""


def read_delimited(stream: BinaryIO, kind: str) -> Document:
    """Raises `ExtractionError` (unsupported-type, no-text)."""
    builder = DocumentBuilder(kind)
    text = limited_text(stream, builder).replace("\r\n", "\n").replace("\r", "\n")
    rows = list(_rows(text.rstrip().split("\n")))
    columns = one_line(next((row for row in rows if row.strip()), ""), MAX_COLUMNS_CHARS)
    first, block, length = 1, list[str](), 0
    for number, row in enumerate(rows, 1):
        if block and length + len(row) > BLOCK_CHARS:
            _add(builder, columns, first, block)
            first, block, length = number, [], 0
        block.append(row)
        length += len(row) + 1
    _add(builder, columns, first, block)
    return builder.build()


def _add(builder: DocumentBuilder, columns: str, first: int, rows: list[str]) -> None:
    last = first + len(rows) - 1
    place = f"rows {first}–{last}" if last > first else f"row {first}"
    builder.add("\n".join(rows), heading=f"{columns}{HEADING_JOINT}{place}" if first > 1 and columns else place)


def _rows(lines: list[str]) -> Iterator[str]:
    """Lines, put together where a quoted cell goes over several."""
    open_lines: list[str] = []
    is_open = False
    for line in lines:
        open_lines.append(line)
        is_open ^= line.count('"') % 2 == 1
        if is_open and len(open_lines) < _MAX_ROW_LINES:
            continue
        if is_open:
            yield from open_lines
        else:
            yield "\n".join(open_lines)
        open_lines, is_open = [], False
    yield from open_lines
