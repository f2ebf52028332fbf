"""Word and Excel of 2003 as XML, mostly exports of other programs under the names .doc and .xls."""

from __future__ import annotations

from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.registry import extract_file

WORD = """<?xml version="1.0"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:o="urn:o">
<o:DocumentProperties><o:Title>The harvest</o:Title></o:DocumentProperties><w:body>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>First </w:t><w:t>words</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ann</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:pict><w:binData>aGlkZGVu</w:binData></w:pict><w:t>last</w:t></w:r></w:p></w:body></w:wordDocument>"""
EXCEL = """<?xml version="1.0"?>
<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><ss:Worksheet ss:Name="Prices"><ss:Table>
<ss:Row><ss:Cell><ss:Data ss:Type="String">Fruit</ss:Data></ss:Cell><ss:Cell><ss:Data>Price</ss:Data></ss:Cell></ss:Row>
<ss:Row ss:Index="5"><ss:Cell><ss:Data>Apples</ss:Data></ss:Cell><ss:Cell><ss:Data>3</ss:Data></ss:Cell></ss:Row>
</ss:Table></ss:Worksheet></ss:Workbook>"""


def extract(folder: Path, name: str, content: str) -> Document:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return extract_file(str(path))


def test_word_is_read_without_its_markup(tmp_path: Path) -> None:
    document = extract(tmp_path, "a.doc", WORD)
    assert (document.kind, document.title) == ("doc", "The harvest")
    assert document.text == "First words\n\nAnn | 7\n\nlast"


@pytest.mark.parametrize("prefix", ["ss:", ""])
def test_excel_has_its_sheets_and_rows(tmp_path: Path, prefix: str) -> None:
    content = EXCEL if prefix else EXCEL.replace("<ss:", "<").replace("</ss:", "</").replace("xmlns:ss=", "xmlns=")
    if not prefix:
        content = content.replace("ss:Name", "Name").replace("ss:Index", "Index").replace("ss:Type", "Type")
    document = extract(tmp_path, "a.xls", content)
    assert document.kind == "xls"
    assert [block.heading for block in document.blocks] == ["Prices › rows 1–5"]
    assert document.text == "Fruit | Price\nApples | 3"


def test_broken_one_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError) as caught:
        extract(tmp_path, "a.doc", WORD[:400])
    assert caught.value.code == ExtractionCode.DAMAGED
