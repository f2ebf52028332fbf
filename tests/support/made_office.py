"""Makes small real office files: packages of XML parts, as the programs write them but without what no reader needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = f'xmlns:r="{_OFFICE}"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_ODF_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("presentation", "presentation"),
        ("meta", "meta"),
        ("number", "datastyle"),
        ("svg", "svg-compatible"),
    )
)
ODF = f'{_ODF_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"'


def packed(members: Mapping[str, str | bytes]) -> io.BytesIO:
    """A zip file of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    stream.seek(0)
    return stream


def relations(*targets: tuple[str, str, str]) -> str:
    """A part of relations: id, kind and target of each."""
    inner = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id_, kind, target in targets
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def core_title(title: str) -> str:
    """The part of a package that holds its title."""
    return (
        '<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></p:coreProperties>'
    )


def workbook(
    sheets: Mapping[str, str],
    *,
    strings: Sequence[str] = (),
    styles: str = "",
    properties: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> io.BytesIO:
    """An XLSX of these sheets (name: what is in `sheetData`, or a whole `worksheet`)."""
    names = list(sheets)
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(names, 1))
    members: dict[str, str | bytes] = {
        "_rels/.rels": relations(("a", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {SHEET} {R}>{properties}<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *((f"s{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)),
            ("t", "sharedStrings", "sharedStrings.xml"),
            ("y", "styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": f"<sst {SHEET}>{''.join(f'<si>{string}</si>' for string in strings)}</sst>",
        "xl/styles.xml": f"<styleSheet {SHEET}>{styles}</styleSheet>",
    }
    for number, name in enumerate(names, 1):
        sheet = sheets[name]
        whole = (
            sheet
            if sheet.startswith("<worksheet")
            else f"<worksheet {SHEET}><sheetData>{sheet}</sheetData></worksheet>"
        )
        members[f"xl/worksheets/sheet{number}.xml"] = whole
    return packed({**members, **(parts or {})})


def shape(text: str, placeholder: str = "") -> str:
    """A shape on a slide, with a paragraph for each line of `text`."""
    mark = f'<p:nvPr><p:ph type="{placeholder}"/></p:nvPr>' if placeholder else "<p:nvPr/>"
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/>{mark}</p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>'


def slide(shapes: str, tag: str = "sld") -> str:
    """A slide, or with another tag its notes, layout or master."""
    return f"<p:{tag} {P} {A} {R}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:{tag}>"


def presentation(order: Sequence[str], parts: Mapping[str, str | bytes], *, title: str = "") -> io.BytesIO:
    """A PPTX whose slides are the parts `ppt/slides/<name>.xml` in this order."""
    listed = "".join(f'<p:sldId id="{256 + n}" r:id="{name}"/>' for n, name in enumerate(order))
    return packed(
        {
            "_rels/.rels": relations(("a", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f"<p:presentation {P} {R}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations(
                *((name, "slide", f"slides/{name}.xml") for name in sorted(order))
            ),
            "docProps/core.xml": core_title(title),
            **parts,
        }
    )


def odf_content(kind: str, body: str, *, styles: str = "") -> str:
    """The `content.xml` of an OpenDocument of this kind (text, spreadsheet, presentation, drawing)."""
    return (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )


def odf_package(content: str, *, parts: Mapping[str, str | bytes] | None = None) -> io.BytesIO:
    """An OpenDocument with this content."""
    mimetype = "application/vnd.oasis.opendocument.text"
    return packed({"mimetype": mimetype, "content.xml": content, **(parts or {})})
