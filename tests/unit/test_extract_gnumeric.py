"""Gnumeric's spreadsheets, packed as the program writes them."""

from __future__ import annotations

import gzip
import io

from pplx_desktop.core.types import Document
from pplx_desktop.extract.registry import extract_stream

START = '<?xml version="1.0"?><gnm:Workbook xmlns:gnm="http://www.gnumeric.org/v10.dtd" xmlns:dc="x" xmlns:office="y">'


def read(inner: str) -> Document:
    return extract_stream(io.BytesIO(gzip.compress((START + inner).encode())), "book.gnumeric")


def cell(row: int, column: int, text: str, attributes: str = 'ValueType="60"') -> str:
    return f'<gnm:Cell Row="{row}" Col="{column}" {attributes}>{text}</gnm:Cell>'


def test_rows_values_and_comments_of_each_sheet() -> None:
    document = read(
        "<office:document-meta><dc:title>Household budget</dc:title></office:document-meta><gnm:Sheets>"
        "<gnm:Sheet><gnm:Name>First</gnm:Name><gnm:Names><gnm:Name>range</gnm:Name></gnm:Names>"
        '<gnm:Objects><gnm:CellComment ObjectBound="A4" Text="look &amp; see"/></gnm:Objects><gnm:Cells>'
        + cell(2, 0, "Item\n no.")
        + cell(2, 1, "45352", 'ValueType="40" ValueFormat="yyyy-mm-dd"')
        + cell(2, 2, "=sum(A1:A9)", "")
        + cell(5, 0, "0.30000000000000004", 'ValueType="40"')
        + "</gnm:Cells></gnm:Sheet><gnm:Sheet><gnm:Name>Second</gnm:Name><gnm:Cells>"
        + cell(2, 0, "end")
        + "</gnm:Cells></gnm:Sheet></gnm:Sheets></gnm:Workbook>"
    )
    assert [(block.heading, document.text[block.start : block.end]) for block in document.blocks] == [
        ("First › rows 3–6", "Item no. | 2024-03-01\n0.3"),
        ("First › Comments", "A4: look & see"),
        ("Second › row 3", "end"),
    ]
    assert (document.kind, document.title) == ("gnumeric", "Household budget")


def test_what_stands_before_damage_is_read() -> None:
    document = read("<gnm:Sheets><gnm:Sheet><gnm:Cells>" + cell(0, 0, "kept") + cell(-1, 0, "too") + "<gnm:Cell")
    assert document.text == "kept\ntoo"
    assert "damaged" in document.warnings[0]
