"""Drawn pages for who does not see them: their text, the way through it by keys, and the pages that follow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from pytestqt.qtbot import QtBot

from pplx_desktop.core.types import Block
from pplx_desktop.gui.page_view import PageView
from tests.gui.conftest import Previewed, Previewing
from tests.gui.shown_pages import is_ready, view_of
from tests.support.fake_engine import FakeEngine, make_hit, make_passage
from tests.support.made_paper import make_paper, paper_for_the_guide
from tests.support.sample_hits import guide, home_path

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def read(listening: None, open_preview: Previewing, qtbot: QtBot) -> Previewed:
    """The household's guide, drawn, while a screen reader listens."""
    engine = FakeEngine()
    paper_for_the_guide(engine)
    shown = open_preview(engine, guide()[0])
    qtbot.waitUntil(lambda: is_ready(view_of(shown)))
    view_of(shown).area.setFocus()
    return shown


def _press(view: PageView, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(view.area.reader, key, modifier or Qt.KeyboardModifier.NoModifier)


def _rest(view: PageView) -> str:
    """What stands from the cursor to the line's end."""
    cursor = view.area.reader.textCursor()
    return cursor.block().text()[cursor.positionInBlock() :]


def _colours_at(view: PageView) -> set[int]:
    """What is painted where the caret should be."""
    head = view.area.selection.head
    assert head is not None
    placed, rect = view.sheets.text(head.page), view.area._rect(head.page)
    assert placed is not None
    left, top, _, bottom = placed.page.boxes[head.index]
    image = view.area.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    x, y = (
        round((rect.left() + left * rect.width()) * ratio),
        round((rect.top() + (top + bottom) / 2 * rect.height()) * ratio),
    )
    return {image.pixel(x + by, y) for by in (-1, 0, 1)}


def test_a_screen_reader_gets_the_text_of_the_page_and_begins_at_the_passage(read: Previewed) -> None:
    view, (hit, text) = view_of(read), guide()
    start = hit.passages[0].start
    told = QAccessible.queryAccessibleInterface(view.area.reader)
    assert told.text(QAccessible.Text.Name) == "Pages of the file"
    assert told.text(QAccessible.Text.Description) == "Page 12 of 44"
    spoken = told.textInterface()
    said = spoken.text(spoken.cursorPosition(), spoken.characterCount())
    assert said.split()[:9] == text[start:].split()[:9]


def test_keys_go_through_the_text_and_the_page_follows(read: Previewed, qtbot: QtBot) -> None:
    view = view_of(read)
    first = _rest(view)
    _press(view, qtbot, Qt.Key.Key_Right, _CONTROL)
    assert _rest(view) == first.split(" ", 1)[1]
    # Who sees it sees where the keys are.
    assert QColor(read.theme.colours.accent).rgb() in _colours_at(view)
    _press(view, qtbot, Qt.Key.Key_Right, _SHIFT | _CONTROL)
    assert view.selected_text() == first.split()[1]
    looked = 0
    for _ in range(60):
        _press(view, qtbot, Qt.Key.Key_Down)
        head = view.area.selection.head
        placed = view.sheets.text(head.page) if head is not None else None
        if (
            head is not None
            and placed is not None
            and head.index < len(placed.page.text)
            and placed.page.text[head.index].isalpha()
        ):
            assert view.area.is_seen(head.page, placed.page.boxes[head.index][1])
            looked += 1
    assert looked >= 5
    assert view.selected_text() == ""
    assert view.area.current_page() > 11


def test_behind_the_last_line_comes_the_next_page_and_back(read: Previewed, qtbot: QtBot) -> None:
    view = view_of(read)
    reader = view.area.reader
    while reader.accessibleDescription() == "Page 12 of 44":
        _press(view, qtbot, Qt.Key.Key_Down)
    assert reader.accessibleDescription() == "Page 13 of 44"
    qtbot.waitUntil(lambda: is_ready(view))
    assert reader.textCursor().position() == 0
    _press(view, qtbot, Qt.Key.Key_Up)
    assert reader.accessibleDescription() == "Page 12 of 44"
    assert reader.textCursor().block() == reader.document().lastBlock()
    _press(view, qtbot, Qt.Key.Key_End, _CONTROL)
    assert reader.accessibleDescription() == "Page 44 of 44"


def test_the_last_page_is_read_however_short_it_is(listening: None, open_preview: Previewing, qtbot: QtBot) -> None:
    engine = FakeEngine()
    pages = {number: f"Slide {number} 𝔸𝔹 of three" for number in (1, 2, 3)}
    text = "\n".join(pages.values())
    begins = [text.index(page) for page in pages.values()]
    hit = make_hit(home_path("Documents", "slides.pdf"), make_passage(pages[1], ("Slide",), page=1))
    engine.views[hit.path] = text
    engine.blocks[hit.path] = tuple(
        Block(begin, begin + len(page), number) for begin, (number, page) in zip(begins, pages.items(), strict=True)
    )
    engine.papers[hit.path] = make_paper(pages, 3)
    view = view_of(open_preview(engine, hit))
    view.area.set_percent(30)
    qtbot.waitUntil(lambda: is_ready(view))
    view.area.setFocus()
    reader = view.area.reader
    for _ in range(12):
        _press(view, qtbot, Qt.Key.Key_Down)
    assert reader.accessibleDescription() == "Page 3 of 3"
    qtbot.waitUntil(lambda: view.sheets.text(2) is not None and "Slide 3" in reader.toPlainText())
    # Where its text came after the last key, the keyboard is in its first line, the page's number.
    _press(view, qtbot, Qt.Key.Key_Down)
    _press(view, qtbot, Qt.Key.Key_End)
    _press(view, qtbot, Qt.Key.Key_Left, _SHIFT | _CONTROL)
    assert view.selected_text() == "three"


def test_without_a_screen_reader_keys_scroll_and_nothing_is_kept(drawn: Previewed, qtbot: QtBot) -> None:
    view = view_of(drawn)
    if QAccessible.isActive():
        pytest.fail("something has switched accessibility on for all tests")
    view.area.setFocus()
    assert drawn.preview.window().focusWidget() is view.area.reader
    assert view.area.reader.toPlainText() == ""
    before = view.area.verticalScrollBar().value()
    _press(view, qtbot, Qt.Key.Key_Down)
    assert view.area.verticalScrollBar().value() > before
