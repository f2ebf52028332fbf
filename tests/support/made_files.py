"""Makes small real files of the formats that the readers know."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My heading"/><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="LoopA"><w:name w:val="a"/><w:basedOn w:val="LoopB"/></w:style>
<w:style w:type="paragraph" w:styleId="LoopB"><w:name w:val="b"/><w:basedOn w:val="LoopA"/></w:style>
</w:styles>"""


def make_pdf(
    path: Path, pages: Sequence[Sequence[str]], *, title: str = "", outline: Sequence[tuple[str, int]] = ()
) -> Path:
    """A PDF with a line of Helvetica for each text; `outline` names headings and their page, counted from 0."""
    objects: list[bytes] = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    page_numbers: list[int] = []
    for lines in pages:
        shown = "".join(f"({line.translate(_ESCAPES)}) Tj 0 -16 Td " for line in lines)
        content = f"BT /F1 12 Tf 50 750 Td {shown}ET".encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        page_numbers.append(len(objects))
    extra = b""
    if outline:
        first = len(objects) + 2
        extra = b"/Outlines %d 0 R" % (first - 1)
        objects.append(
            b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (first, first + len(outline) - 1, len(outline))
        )
        for index, (text, page) in enumerate(outline):
            following = b"/Next %d 0 R" % (first + index + 1) if index + 1 < len(outline) else b""
            objects.append(
                b"<</Title(%b)/Parent %d 0 R/Dest[%d 0 R/Fit]%b>>"
                % (text.encode("cp1252"), first - 1, page_numbers[page], following)
            )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R%b>>" % extra
    kids = b" ".join(b"%d 0 R" % number for number in page_numbers)
    objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(page_numbers))
    objects.append(b"<</Title(%b)>>" % title.encode("cp1252"))
    data = bytearray(b"%PDF-1.5\n")
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    path.write_bytes(bytes(data))
    return path


_ESCAPES = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\"})


def paragraph(text: str, style: str = "", *, extra: str = "") -> str:
    """A paragraph of WordprocessingML."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{extra}</w:p>'


def make_docx(path: Path, body: str, *, parts: Mapping[str, str] | None = None, title: str = "") -> Path:
    """A DOCX with this body, styles for headings, and further parts by the word of their relation."""
    named = {"styles": _STYLES, **(parts or {})}
    relations = "".join(
        f'<Relationship Id="r{index}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for index, kind in enumerate(named)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
        )
        for kind, content in named.items():
            archive.writestr(f"word/{kind}.xml", content)
        if title:
            archive.writestr(
                "docProps/core.xml",
                '<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></p:coreProperties>',
            )
    return path
