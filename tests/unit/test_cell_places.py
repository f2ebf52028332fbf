"""Where the cells of workbooks stand, of right and of damaged ones."""

from __future__ import annotations

import io

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.page_types import SheetPlaces
from pplx_desktop.extract import cell_places
from pplx_desktop.extract.cell_places import read_cell_places
from tests.support.made_office import odf_content, odf_package, workbook

CELL = '<c r="{}" t="str"><v>{}</v></c>'


def _row(number: int, **cells: str) -> str:
    return f'<row r="{number}">{"".join(CELL.format(f"{at}{number}", said) for at, said in cells.items())}</row>'


def test_columns_and_rows_that_hold_something() -> None:
    book = workbook({"Costs": _row(2, B="rent", D="12") + _row(3, B=" ") + _row(7, C="sum"), "Empty": ""})
    costs, empty = read_cell_places(book)
    assert costs == SheetPlaces("Costs", ((2, (0, 2)), (7, (1,))))
    assert empty == SheetPlaces("Empty", ())


def test_open_document() -> None:
    body = (
        '<table:table table:name="Days"><table:table-row><table:table-cell/>'
        '<table:table-cell office:value-type="string"><text:p>Monday</text:p></table:table-cell></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": manifest}
    (days,) = read_cell_places(odf_package(odf_content("spreadsheet", body), parts=parts))
    assert days == SheetPlaces("Days", ((1, (1,)), (2, (0,))))


def test_of_a_large_workbook_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell_places, "MAX_PLACES", 3)
    (costs,) = read_cell_places(workbook({"Costs": "".join(_row(number, A="a", B="b") for number in range(1, 9))}))
    assert costs.rows == ((1, (0, 1)),)


@pytest.mark.parametrize("cut", [0, 4, 200, 900])
def test_damaged_workbooks(cut: int) -> None:
    data = workbook({"Costs": _row(1, A="a")}).getvalue()[:cut]
    with pytest.raises(ExtractionError) as caught:
        read_cell_places(io.BytesIO(data))
    assert caught.value.code == ExtractionCode.DAMAGED
