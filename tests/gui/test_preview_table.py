"""Tables in the preview: the passage lit, sheets, finding, copying, the way to the text and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.core.page_types import SheetPlaces
from pplx_desktop.core.types import Block, Hit
from pplx_desktop.gui import sheet_model
from pplx_desktop.gui.table_body import TableBody
from tests.gui.conftest import Opened, Opening, Previewed, Previewing
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage

CONTROL = Qt.KeyboardModifier.ControlModifier
SHOP = "Name | Price\n" + "\n".join(f"thing {number} | {number * 2}" for number in range(200))
DAYS = "Day | Sum\nMonday | 3\nTuesday: closed\nWednesday | 5"


def _workbook(engine: FakeEngine) -> Hit:
    text = f"{SHOP}\n\n{DAYS}\n\nAuthor: Ada"
    days = len(SHOP) + 2
    author = text.index("Author")
    third = text.index("thing 100 |")
    path = "/data/shop.xlsx"
    engine.views[path] = text
    engine.blocks[path] = (
        Block(0, len(SHOP), None, "Shop & more › rows 1–201"),
        Block(days, days + len(DAYS), None, "Days › rows 1–4"),
        Block(author, len(text), None, "Properties"),
    )
    return make_hit(
        path,
        make_passage("thing 100 | 200\nthing 101 | 202", ("thing", "202"), start=third),
        make_passage("Monday | 3", ("Monday",), start=text.index("Monday")),
    )


@pytest.fixture
def shop(open_preview: Previewing, qtbot: QtBot) -> Previewed:
    """A workbook, shown."""
    engine = FakeEngine()
    return _show(open_preview, qtbot, engine, _workbook(engine))


def _show(open_preview: Previewing, qtbot: QtBot, engine: FakeEngine, hit: Hit) -> Previewed:
    shown = open_preview(engine, hit)
    qtbot.waitUntil(lambda: shown.preview.shown_path == hit.path)
    return shown


def _body(shown: Opened | Previewed) -> TableBody:
    body = shown.preview.body.body
    assert isinstance(body, TableBody)
    return body


def _painted(shown: Opened | Previewed, row: int, column: int) -> set[str]:
    """The colours of a cell."""
    table = _body(shown).table
    rect = table.visualRect(table.model().index(row, column))
    picture = table.viewport().grab(rect).toImage()
    return {
        picture.pixelColor(x, y).name() for x in range(1, picture.width() - 2) for y in range(1, picture.height() - 2)
    }


def test_the_rows_of_the_passage_are_lit_below_the_header(shop: Previewed) -> None:
    body, colours = _body(shop), shop.theme.colours
    assert [body.tabs.tabText(number) for number in range(body.tabs.count())] == ["Shop && more", "Days", "Properties"]
    assert [body.model.headerData(at, Qt.Orientation.Horizontal) for at in (0, 1)] == ["Name", "Price"]
    assert body.model.rowCount() == 200
    assert body.model.headerData(100, Qt.Orientation.Vertical) == "102"
    top = body.table.visualRect(body.model.index(100, 0)).top()
    assert 0 < top < body.table.viewport().height() / 2
    assert colours.passage in _painted(shop, 100, 1)
    assert colours.mark in _painted(shop, 100, 0)
    assert colours.mark in _painted(shop, 101, 1)
    assert colours.passage not in _painted(shop, 102, 1)


def test_another_passage_leads_to_its_sheet(shop: Previewed) -> None:
    shop.preview.step(1)
    body = _body(shop)
    assert body.tabs.currentIndex() == 1
    assert body.model.headerData(0, Qt.Orientation.Horizontal) == "Day"
    assert shop.theme.colours.mark in _painted(shop, 0, 0)
    # A row with fewer cells is one: in which columns they stood, the index does not know.
    assert body.table.columnSpan(1, 0) == 2
    assert body.model.index(1, 0).data() == "Tuesday: closed"
    assert body.model.index(1, 1).data() is None
    shop.preview.step(-1)
    assert body.tabs.currentIndex() == 0


def test_a_passage_of_several_sheets_leads_to_the_one_with_what_was_found(
    open_preview: Previewing, qtbot: QtBot
) -> None:
    engine = FakeEngine()
    hit = _workbook(engine)
    text = engine.views[hit.path]
    # From the last rows of one sheet over the whole of another.
    passage = make_passage(
        text[text.index("thing 198 |") :], ("thing 198", "Monday", "Wednesday"), start=text.index("thing 198 |")
    )
    shown = _show(open_preview, qtbot, engine, replace(hit, passages=(passage,)))
    body = _body(shown)
    assert body.tabs.tabText(body.tabs.currentIndex()) == "Days"
    assert body.table.rowAt(0) == 0
    # The whole passage stays lit, on both.
    assert body._delegate.passage == (passage.start, passage.end)


def test_columns_come_with_the_file_itself(shop: Previewed, qtbot: QtBot) -> None:
    path = "/data/shop.xlsx"
    shop.preview.step(1)
    shop.engine.cells[path] = (SheetPlaces("Days", ((1, (0, 1)), (3, (0, 1)), (4, (1,)), (9, (0, 1)))),)
    hit = shop.preview.hit
    assert hit is not None
    shop.preview.clear()
    shop.preview.show_hit(hit)
    shop.preview.step(1)
    qtbot.waitUntil(lambda: shop.preview.shown_path == path and _body(shop).table.columnSpan(1, 0) == 1)
    model = _body(shop).model
    assert [model.index(1, column).data() for column in (0, 1)] == [None, "Tuesday: closed"]
    assert model.headerData(2, Qt.Orientation.Vertical) == "9"
    assert shop.theme.colours.mark in _painted(shop, 0, 0), "the passage is lit as before"


def test_finds_in_all_sheets(shop: Previewed, qtbot: QtBot) -> None:
    preview = shop.preview
    preview.find_in_file()
    qtbot.keyClicks(preview.body.find_bar.edit, "wednesday")
    qtbot.waitUntil(lambda: preview.body.find_bar.count.text() == "1 of 1")
    body = _body(shop)
    assert body.tabs.currentIndex() == 1
    assert shop.theme.colours.accent in _painted(shop, 2, 0)


def test_cells_are_copied_as_tables_are_pasted(shop: Previewed, qtbot: QtBot) -> None:
    table = _body(shop).table
    table.setFocus()
    model = table.selectionModel()
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1)):
        model.select(table.model().index(row, column), QItemSelectionModel.SelectionFlag.Select)
    qtbot.keyClick(table, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "thing 0\t0\nthing 1\t2"


def test_of_very_many_rows_the_text_of_the_file_is_copied(shop: Previewed, monkeypatch: pytest.MonkeyPatch) -> None:
    body = _body(shop)
    table, model = body.table, body.model
    table.selectAll()
    one_by_one = table.selected_text()
    assert one_by_one.startswith("thing 0\t0\nthing 1\t2\n")
    monkeypatch.setattr(sheet_model, "_MOST_PUT_TOGETHER", 10)
    looked_at: list[object] = []
    monkeypatch.setattr(model, "said", lambda cell: looked_at.append(cell) or "")
    whole = table.selected_text()
    assert whole.splitlines()[:2] == ["thing 0 | 0", "thing 1 | 2"]
    assert len(whole.splitlines()) == len(one_by_one.splitlines())
    assert looked_at == []
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(model.index(0, 0), flags.ClearAndSelect | flags.Columns)
    assert table.selected_text().strip() == ""
    assert len(looked_at) == model.rowCount()


def test_a_table_can_be_read_as_text_and_stays_so(open_window: Opening, qtbot: QtBot) -> None:
    engine = FakeEngine()
    hit = _workbook(engine)
    engine.answers["q"] = Answers(words=[hit], meaning=[hit])
    shop = open_window(engine)
    shop.window.search_box.set_text("q")
    qtbot.waitUntil(lambda: shop.preview.shown_path == hit.path)
    preview = shop.preview
    assert preview._as_text.isVisible()
    qtbot.keyClick(shop.window.focusWidget(), Qt.Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert preview.body.body is preview.body.text
    assert preview._as_text.isChecked()
    lit = preview.text_view.extraSelections()
    assert lit[0].cursor.selectedText().startswith("thing 100 | 200")
    preview.step(1)
    assert preview.body.body is preview.body.text
    qtbot.mouseClick(preview._as_text, Qt.MouseButton.LeftButton)
    body = _body(shop)
    assert body.tabs.currentIndex() == 1, "the table shows the passage that the text showed"


def test_sizes_and_strip(shop: Previewed, qtbot: QtBot) -> None:
    preview, body = shop.preview, _body(shop)
    usual = body.table.rowHeight(0)
    preview.zoom_in()
    preview.zoom_in()
    assert body.table.rowHeight(0) > usual
    qtbot.waitUntil(lambda: len(preview.body.strip._shares) == 2)
    shares = preview.body.strip._shares
    assert shares[0] is not None and 0.45 < shares[0] < 0.55  # noqa: PT018 -- one fact
    assert shares[1] is None, "what stands on another sheet has no place beside this one's scroll bar"
    body.table.verticalScrollBar().setValue(0)
    strip = preview.body.strip
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(3, round(strip.place_of(shares[0]))))
    assert body.table.verticalScrollBar().value() > 0


def test_long_cells_of_the_passage_are_wrapped_and_others_are_not(open_preview: Previewing, qtbot: QtBot) -> None:
    long = "a description that goes on and on " * 12
    text = f"name,what\none,{long}\ntwo,{long}"
    hit = make_hit("/data/a.csv", make_passage(f"two,{long}", ("two",), start=text.index("two")))
    engine = FakeEngine()
    engine.views[hit.path] = text
    shown = _show(open_preview, qtbot, engine, hit)
    table = _body(shown).table
    assert table.rowHeight(1) > 3 * table.rowHeight(0)
    assert "<" not in table.model().index(0, 1).data()


def test_a_screen_reader_gets_the_cells(shop: Previewed) -> None:
    table = _body(shop).table
    told = QAccessible.queryAccessibleInterface(table)
    assert told.text(QAccessible.Text.Name) == "Table of the file"
    assert told.role() == QAccessible.Role.Table
    names = [told.child(number).text(QAccessible.Text.Name) for number in range(9)]
    assert {"Name", "Price", "thing 0", "thing 1", "2"} <= set(names)


def test_hostile_cells_are_text(open_preview: Previewing, qtbot: QtBot) -> None:
    hostile = '<img src="file:///etc/passwd">'
    text = f"a,b\n{hostile.replace(chr(34), '')},=cmd|calc\n\x01\u202e,2"
    hit = make_hit("/data/a.csv", make_passage("a,b", ()))
    engine = FakeEngine()
    engine.views[hit.path] = text
    shown = _show(open_preview, qtbot, engine, hit)
    model = _body(shown).model
    assert model.index(0, 0).data() == "<img src=file:///etc/passwd>"
    assert "<img" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(1, 0).data() == "\N{REPLACEMENT CHARACTER} "
