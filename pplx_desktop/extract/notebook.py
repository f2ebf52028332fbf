"""Reads Jupyter notebooks (nbformat 4): its cells in order, in sections by the headings in its Markdown.

Invariant: pictures and other packed output are left out; a notebook that is no JSON is read as the text that it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from pplx_desktop.core.types import HEADING_JOINT, Document
from pplx_desktop.extract.document_builder import DocumentBuilder, HeadingPath, clean
from pplx_desktop.extract.encoding import MAX_TEXT_BYTES
from pplx_desktop.extract.outline import find_markdown_headings
from pplx_desktop.extract.text import limited_text, text_document
from pplx_desktop.extract.titles import sensible_title

MAX_NOTEBOOK_BYTES = 100 * 1024 * 1024
"""More than of other text, as most of it is pictures, which are left out."""
MAX_OUTPUT_CHARS = 20_000
"""Of one cell's output: what it printed for pages on end nobody reads."""


def read_notebook(stream: BinaryIO) -> Document:
    """Raises `ExtractionError` (unsupported-type, no-text)."""
    builder = DocumentBuilder("ipynb")
    text = limited_text(stream, builder, max_bytes=MAX_NOTEBOOK_BYTES)
    try:
        cells = list(_cells(json.loads(text)))
    except (ValueError, TypeError, AttributeError, RecursionError):
        cells = []
    if not cells:
        return text_document(builder, text[:MAX_TEXT_BYTES], "ipynb")
    headings = HeadingPath()
    title = ""
    for number, (kind, source, output) in enumerate(cells, 1):
        if kind == "markdown":
            first = _add_markdown(builder, headings, source)
            title = title or first
            continue
        place = HEADING_JOINT.join(part for part in (headings.path, f"Cell {number}") if part)
        builder.add(source, heading=place)
        builder.add(output[:MAX_OUTPUT_CHARS], heading=f"{place}{HEADING_JOINT}Output")
    return builder.build(sensible_title(title))


def _add_markdown(builder: DocumentBuilder, headings: HeadingPath, source: str) -> str:
    """Add a cell of Markdown. Returns its first heading."""
    lines = clean(source).split("\n")
    found = list(find_markdown_headings(lines))
    start = 0
    for heading in found:
        builder.add("\n".join(lines[start : heading.line]), heading=headings.path)
        headings.enter(heading.level, heading.text)
        start = heading.line
    builder.add("\n".join(lines[start:]), heading=headings.path)
    return found[0].text if found else ""


def _cells(notebook: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Kind, source and printed output of each cell. Before nbformat 4 they lie in worksheets."""
    cells: list[dict[str, Any]] = notebook.get("cells") or [
        cell for sheet in notebook.get("worksheets", []) for cell in sheet.get("cells", [])
    ]
    for cell in cells:
        source = _joined(cell.get("source") or cell.get("input"))
        kind = str(cell.get("cell_type"))
        if kind == "heading":
            kind, source = "markdown", f"{'#' * int(cell.get('level', 1))} {source}"
        yield kind, source, "\n".join(_outputs(cell))


def _outputs(cell: dict[str, Any]) -> Iterator[str]:
    for output in cell.get("outputs") or ():
        data: dict[str, Any] = output.get("data") or {}
        text = _joined(output.get("text") or data.get("text/plain"))
        # Where an object shows itself as a page or a picture, its plain form is its name and address.
        if text and not (text.startswith("<") and text.endswith(">")):
            yield text
        if output.get("ename"):
            yield f"{output['ename']}: {output.get('evalue', '')}"


def _joined(value: object) -> str:
    """Text that may come as a list of lines."""
    if isinstance(value, list):
        return "".join(part for part in cast("list[object]", value) if isinstance(part, str))
    return value if isinstance(value, str) else ""
