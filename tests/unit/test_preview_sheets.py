"""How the rows and cells of tables are read out of the text of a file."""

from __future__ import annotations

import csv
import io
import random

import pytest

from pplx_desktop.core.page_types import SheetPlaces
from pplx_desktop.core.types import Block, DocumentView
from pplx_desktop.extract.delimited import read_delimited
from pplx_desktop.gui.sheets import Sheet, found_place, read_sheets, sheet_at


def _csv(text: str, kind: str = "csv") -> DocumentView:
    """A table as the index has it."""
    document = read_delimited(io.BytesIO(text.encode()), kind)
    return DocumentView(f"/data/a.{kind}", "", kind, document.text, document.blocks)


def _cells(document: DocumentView, sheet: Sheet) -> list[list[str]]:
    return [[document.text[begin:end] for begin, end in row.cells] for row in sheet.rows]


def test_csv_is_read_as_the_standard_library_reads_it() -> None:
    rolls = random.Random(20_261_121)
    for _ in range(150):
        rows = [
            ["".join(rolls.choice('ab1 ,"\n') for _ in range(rolls.randrange(1, 9))).strip() or "x" for _ in range(4)]
            for _ in range(rolls.randrange(2, 40))
        ]
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows([["first", "second", "third", "fourth"], *rows])
        document = _csv(written.getvalue())
        expected = list(csv.reader(io.StringIO(document.text)))
        (sheet,) = read_sheets(document)
        read = [[cell.replace('""', '"') for cell in row] for row in _cells(document, sheet)]
        assert read == [row for row in expected if row]
        assert sheet.has_header


def test_other_delimiters_are_found() -> None:
    for kind, text in (
        ("csv", "a;b;c\n1,5;2;3\n4;5,5;6"),
        ("tsv", "a\tb\tc\n1\t2\t3\n4\t5\t6"),
        ("csv", "a|b|c\n1|2|3"),
    ):
        document = _csv(text, kind)
        (sheet,) = read_sheets(document)
        assert sheet.columns == 3, text


def test_a_quote_that_is_never_closed_costs_its_row_alone() -> None:
    document = _csv('a,b\n"1,2\n' + "3,4\n" * 300)
    (sheet,) = read_sheets(document)
    assert _cells(document, sheet)[-1] == ["3", "4"]


def _workbook(*blocks: tuple[str, str]) -> DocumentView:
    text = "\n\n".join(block for block, _ in blocks)
    found: list[Block] = []
    at = 0
    for said, heading in blocks:
        found.append(Block(at, at + len(said), None, heading))
        at += len(said) + 2
    return DocumentView("/data/a.xlsx", "", "xlsx", text, tuple(found))


def test_sheets_are_apart_and_rows_numbered_where_that_is_known() -> None:
    document = _workbook(
        ("Name | Price\npen | 2", "Shop › rows 1–2"),
        ("hat | 15\nTotal: 17\nbag | 4", "Shop › rows 3–9"),
        ("Day | Sum\nMon | 3", "Days › rows 1–2"),
        ("Author: Ada", "Properties"),
    )
    sheets = read_sheets(document)
    assert [sheet.name for sheet in sheets] == ["Shop", "Days", "Properties"]
    shop = sheets[0]
    # Seven rows of the file came down to three: which of them they are is known of the first alone.
    assert [row.number for row in shop.rows] == [1, 2, 3, 0, 0]
    assert [shop.is_loose(number) for number in range(5)] == [False, False, False, True, False]
    assert shop.loose == (3,)
    assert _cells(document, shop)[2] == ["hat", "15"]
    for offset, letter in enumerate(document.text):
        sheet = sheets[sheet_at(sheets, offset)]
        row = sheet.rows[sheet.row_of(offset)]
        assert letter == "\n" or row.start <= offset < row.end


def test_cells_stand_in_their_columns_where_these_are_known() -> None:
    document = _workbook(
        ("Name | Price | Note\npen | new", "Shop › rows 1–4"),
        ("hat | 15", "Shop › row 9"),
        ("Said: x", "Shop › Comments"),
    )
    places = (SheetPlaces("Shop", ((1, (0, 1, 2)), (4, (0, 2)), (9, (1, 2)))), SheetPlaces("Other", ()))
    (shop,) = read_sheets(document, places)
    assert [row.number for row in shop.rows] == [1, 4, 9, 0]
    pen = shop.rows[1]
    assert [pen.cell_in(column) and document.text[slice(*pen.cells[0])] for column in (0, 1)] == ["pen", None]
    said = [pen.cell_in(2), shop.rows[2].cell_in(0), shop.rows[2].cell_in(1)]
    assert [cell and document.text[slice(*cell)] for cell in said] == ["new", None, "hat"]
    # What belongs to the sheet as a whole is none of its rows.
    assert shop.loose == (3,)


@pytest.mark.parametrize("rows", [((1, (0, 1, 2)),), ((1, (0, 1)), (2, (0,)), (3, (0,)))])
def test_places_of_another_file_move_no_cell(rows: tuple[tuple[int, tuple[int, ...]], ...]) -> None:
    document = _workbook(("Name | Price\npen | 2\nhat | 3", "Shop › rows 1–3"))
    (shop,) = read_sheets(document, (SheetPlaces("Shop", rows),))
    assert all(row.columns in {(), (0, 1)} for row in shop.rows)
    assert _cells(document, shop)[2] == ["hat", "3"]


def test_marks_are_looked_for_on_the_sheets_of_their_passage_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    document = _workbook(*((f"a | b\nc | {number}", f"S{number} › rows 1–2") for number in range(500)))
    sheets = read_sheets(document)
    starts = [sheet.start for sheet in sheets]
    looked: list[str] = []
    row_of = Sheet.row_of

    def count(sheet: Sheet, offset: int) -> int:
        looked.append(sheet.name)
        return row_of(sheet, offset)

    monkeypatch.setattr(Sheet, "row_of", count)
    marks = [(start, start + 1) for start in (starts[480], starts[481], starts[481] + 4)]
    assert found_place(sheets, starts[480] + 3, marks) == starts[481]
    assert set(looked) == {"S480", "S481"}
    assert found_place(sheets, starts[7], ()) == starts[7]


def test_rows_that_do_not_fit_each_other_are_no_table() -> None:
    ragged = _workbook(("a | b | c | d\n1\n2 | 3\n4\n5 | 6 | 7\n8", "S › rows 1–6"))
    assert read_sheets(ragged) == ()
    assert read_sheets(_workbook(("a line", "S › row 1"))) == ()
    assert read_sheets(DocumentView("/a.txt", "", "txt", "a,b\n1,2", (Block(0, 7),))) == ()


def test_hostile_tables_have_limits() -> None:
    wide = _csv("a" + "," * 5_000 + "\n" + "b" + "," * 5_000)
    for sheet in read_sheets(wide):
        assert sheet.columns <= 500
        assert all(len(row.cells) <= 502 for row in sheet.rows)
    read_sheets(_csv('"' * 20_000 + "\n" + "x"))
