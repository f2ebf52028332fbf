"""XLSX: rows with their place, values as they are shown, what lies beside a sheet, and files made to do harm."""

from __future__ import annotations

import io

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract import sheet_rows
from pplx_desktop.extract.cell_values import NumberKind, number_kind, shown_number
from pplx_desktop.extract.sheet_rows import cell_name
from pplx_desktop.extract.xlsx import read_xlsx
from tests.support.made_office import SHEET, A, C, R, core_title, relations, workbook


def parts(document: Document) -> list[tuple[str, str]]:
    return [(block.heading, document.text[block.start : block.end]) for block in document.blocks]


def numbers(*values: str, style: int = 0) -> str:
    return "".join(f'<c s="{style}"><v>{value}</v></c>' for value in values)


def test_rows_of_each_sheet_are_found_under_its_name_and_their_numbers() -> None:
    shared = [
        "<t>Name</t>",
        '<r><t xml:space="preserve">Ad</t></r><r><t>a</t></r><rPh sb="0" eb="1"><t>エイダ</t></rPh>',
    ]
    people = (
        '<row r="1"><c t="s"><v>0</v></c><c t="inlineStr"><is><t>Year_x000D_\nborn</t></is></c></row>'
        '<row r="4"><c t="s"><v>1</v></c><c/><c><v>1815</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
    )
    document = read_xlsx(
        workbook({"People": people, "Empty": "", "Ein Blatt": f"<row>{numbers('2.50')}</row>"}, strings=shared)
    )
    assert parts(document) == [
        ("People › rows 1–4", "Name | Year born\nAda | 1815 | TRUE | #N/A"),
        ("Ein Blatt › row 1", "2.5"),
    ]
    assert document.kind == "xlsx"


def test_long_sheets_are_cut_into_blocks_of_whole_rows() -> None:
    rows = "".join(f'<row r="{n}"><c t="str"><v>row {n} {"x" * 90}</v></c></row>' for n in range(1, 41))
    blocks = parts(read_xlsx(workbook({"S": rows})))
    assert [heading for heading, _ in blocks][:2] == ["S › rows 1–7", "S › rows 8–14"]
    assert all(len(text) <= sheet_rows.BLOCK_CHARS for _, text in blocks)
    assert [line.split()[1] for _, text in blocks for line in text.split("\n")] == [str(n) for n in range(1, 41)]


def test_title_comes_from_the_properties() -> None:
    stream = workbook({"S": f"<row>{numbers('1')}</row>"}, parts={"docProps/core.xml": core_title("Budget of 2024")})
    assert read_xlsx(stream).title == "Budget of 2024"


@pytest.mark.parametrize(
    ("code", "stored", "shown"),
    [
        ("yyyy-mm-dd", "45352", "2024-03-01"),
        ("[$-407]d. mmmm yyyy;@", "45352", "2024-03-01"),
        ("dd/mm/yyyy hh:mm", "45352.5", "2024-03-01 12:00"),
        ("hh:mm:ss", "0.75", "18:00"),
        ("h:mm AM/PM", "45352.0104166667", "00:15"),
        ("[h]:mm", "1.5", "36:00:00"),
        ("mm:ss", "0.00104166666666667", "00:01:30"),
        ("0.0%", "0.125", "12.5%"),
        ('#,##0.00 "days"', "0.30000000000000004", "0.3"),
        ("[Red]0.00", "1E3", "1000"),
        ("General", "12345678901234567890", "1.23456789012346e+19"),
        ("yyyy-mm-dd", "-1", "-1"),
        ("yyyy-mm-dd", "99999999", "99999999"),
        ("yyyy-mm-dd", "none", "none"),
    ],
)
def test_numbers_are_shown_as_their_format_says(code: str, stored: str, shown: str) -> None:
    styles = (
        f'<numFmts><numFmt numFmtId="170" formatCode="{code.replace(chr(34), "&quot;")}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )
    assert read_xlsx(workbook({"S": f"<row>{numbers(stored, style=1)}</row>"}, styles=styles)).text == shown


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    stream = workbook(
        {"S": f"<row>{numbers('0', '43890')}</row>"}, styles=styles, properties='<workbookPr date1904="1"/>'
    )
    assert read_xlsx(stream).text == "1904-01-01 | 2024-03-01"


def test_days_before_the_leap_day_that_never_was() -> None:
    assert [shown_number(day, NumberKind.DATE) for day in ("1", "59", "61")] == [
        "1900-01-01",
        "1900-02-28",
        "1900-03-01",
    ]
    assert number_kind(22) is NumberKind.DATE_TIME


def test_comments_drawings_charts_and_headers_lie_below_their_sheet() -> None:
    sheet = (
        f"<worksheet {SHEET} {R}><sheetData><row>{numbers('1')}</row></sheetData>"
        '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"Top secret&amp;RPage &amp;P</oddHeader></headerFooter></worksheet>'
    )
    comments = (
        f"<comments {SHEET}><authors><author>Ann</author><author>tc={{1}}</author></authors><commentList>"
        '<comment ref="B2" authorId="0"><text><r><t>check </t></r><r><t>this</t></r></text></comment>'
        '<comment ref="C3" authorId="1"><text><t>[Threaded comment] twice</t></text></comment></commentList></comments>'
    )
    threaded = (
        '<ThreadedComments><threadedComment ref="C3"><text>asked once</text></threadedComment></ThreadedComments>'
    )
    drawing = (
        f'<d:wsDr xmlns:d="x" {A}><d:sp><d:txBody><a:p><a:r><a:t>drawn</a:t></a:r></a:p></d:txBody></d:sp></d:wsDr>'
    )
    chart = (
        f"<c:chartSpace {C} {A}><c:title><a:p><a:r><a:t>Growth</a:t></a:r></a:p></c:title>"
        "<c:ser><c:tx><c:v>Apples</c:v></c:tx><c:cat><c:v>2023</c:v><c:v>2024</c:v></c:cat><c:val><c:v>7</c:v></c:val></c:ser>"
        "<c:ser><c:tx><c:v>Pears</c:v></c:tx><c:cat><c:v>2023</c:v><c:v>2024</c:v></c:cat></c:ser></c:chartSpace>"
    )
    stream = workbook(
        {"S": sheet},
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("c", "comments", "../comments1.xml"),
                ("t", "threadedComment", "../threaded1.xml"),
                ("d", "drawing", "/xl/drawings/drawing1.xml"),
                ("x", "comments", "../../outside.xml"),
            ),
            "xl/comments1.xml": comments,
            "xl/threaded1.xml": threaded,
            "xl/drawings/drawing1.xml": drawing,
            "xl/drawings/_rels/drawing1.xml.rels": relations(("h", "chart", "../charts/CHART1.xml")),
            "xl/charts/chart1.xml": chart,
        },
    )
    assert parts(read_xlsx(stream)) == [
        ("S › row 1", "1"),
        ("S › Header and footer", "Top secret Page"),
        ("S › Comments", "B2: check this\n\nC3: asked once"),
        ("S › Drawings", "drawn\n\nGrowth\nApples\n2023\n2024\nPears"),
    ]


def test_a_sheet_that_claims_a_million_columns_costs_its_cells_only() -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>needle</v></c></row><row r="1048576"><c r="XFD1048576" t="str"><v>corner</v></c></row>'
    assert parts(read_xlsx(workbook({"S": rows}))) == [("S › rows 1–1048576", "needle\ncorner")]


def test_prefixed_names_are_known_too() -> None:
    sheet = (
        '<x:worksheet xmlns:x="y"><x:sheetData><x:row r="3"><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    stream = workbook({"S": "<worksheet/>"}, parts={"xl/worksheets/sheet1.xml": sheet})
    assert parts(read_xlsx(stream)) == [("S › row 3", "5")]


def test_what_stands_before_damage_is_read_and_other_sheets_too() -> None:
    cut = f"<worksheet {SHEET}><sheetData><row>{numbers('1')}</row><row><c><v>2"
    document = read_xlsx(workbook({"A": cut, "B": f"<row>{numbers('3')}</row>"}))
    assert parts(document) == [("A › row 1", "1"), ("B › row 1", "3")]
    assert document.warnings == ("A part of this workbook is damaged: sheet A.",)


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "canary"><!ENTITY b "&a;&a;&a;">]>'
    sheet = f'{bomb}<worksheet {SHEET}><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
    stream = workbook({"S": "<worksheet/>"}, parts={"xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(ExtractionError) as caught:
        read_xlsx(stream)
    assert caught.value.code == ExtractionCode.EMPTY


def test_a_text_shared_by_many_cells_is_not_multiplied_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_rows, "MAX_CHARACTERS", 50_000)
    monkeypatch.setattr(sheet_rows, "MAX_ROW_CHARACTERS", 10_000)
    row = "<row>" + '<c t="s"><v>0</v></c>' * 1000 + "</row>"
    document = read_xlsx(workbook({"S": row * 20}, strings=[f"<t>{'x' * 1000}</t>"]))
    assert len(document.text) < 70_000
    assert document.warnings == ("Only a part of a very large sheet was read.",)


@pytest.mark.parametrize("value", ["-1", "7", "9" * 4000, "x", ""])
def test_a_string_that_is_not_there_is_left_out(value: str) -> None:
    row = f'<row r="{value}"><c t="s"><v>{value}</v></c><c s="{value}"><v>8</v></c></row>'
    document = read_xlsx(workbook({"S": row}, strings=["<t>a</t>"]))
    assert document.text == "8"
    assert len(document.blocks[0].heading) < 20


def test_names_of_cells() -> None:
    assert [cell_name(row, column) for row, column in ((1, 1), (12, 26), (3, 27), (1, 16384))] == [
        "A1",
        "Z12",
        "AA3",
        "XFD1",
    ]


def test_what_is_no_package_is_damaged() -> None:
    with pytest.raises(ExtractionError) as caught:
        read_xlsx(io.BytesIO(b"PK\x03\x04 nothing more"))
    assert caught.value.code == ExtractionCode.DAMAGED
