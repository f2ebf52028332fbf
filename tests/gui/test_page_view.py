"""Drawn pages in the preview: what is lit, drawn, selected and found. Where something is amiss: `test_page_trouble`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pplx_desktop.core.types import Block, Hit
from pplx_desktop.gui.page_area import PageArea
from pplx_desktop.gui.page_view import PageView, is_drawn
from tests.gui.conftest import Previewed, Previewing
from tests.gui.shown_pages import box_of, ground_at, is_ready, point_of, view_of
from tests.support.fake_engine import FakeEngine, make_hit, make_passage
from tests.support.made_paper import make_paper
from tests.support.sample_hits import guide, home_path


def test_the_passage_is_lit_on_its_page_and_in_the_upper_third(drawn: Previewed) -> None:
    view, (hit, text) = view_of(drawn), guide()
    passage = hit.passages[0]
    assert view.area.current_page() + 1 == passage.page
    assert 0.15 <= point_of(view, passage.start).y() / view.area.viewport().height() <= 0.45
    colours = drawn.theme.colours
    assert ground_at(view, passage.start).name() == colours.passage
    assert ground_at(view, text.index("heat loss", passage.start - 300)).name() == "#ffffff"
    assert _is_near(ground_at(view, passage.marks[0][0] + 3), QColor(colours.mark), 12)


def test_a_passage_that_begins_with_the_footer_is_brought_up_by_its_first_mark(
    open_preview: Previewing, qtbot: QtBot
) -> None:
    engine = FakeEngine()
    body = "Short cycles\n\n" + "\n\n".join(
        f"Paragraph {number} of the page, which says nothing." for number in range(25)
    )
    text = f"1\n{body}"
    hit = make_hit(home_path("Documents", "footed.pdf"), make_passage(text, ("Short cycles",), page=1))
    engine.views[hit.path] = text
    engine.blocks[hit.path] = (Block(0, len(text), 1),)
    engine.papers[hit.path] = make_paper({1: body}, 3)
    view = view_of(open_preview(engine, hit))
    qtbot.waitUntil(lambda: is_ready(view))
    assert box_of(view, 0)[1][1] > 0.9
    assert view.area.is_seen(*_down(view, text.index("Short")))


def test_only_what_is_seen_is_drawn_and_as_wide_as_it_is_shown(drawn: Previewed) -> None:
    asked = drawn.engine.asked("draw_page")
    view = view_of(drawn)
    shown = view.area.current_page() + 1
    assert {page for _, _, page, _, _ in asked} <= set(range(shown - 2, shown + 3))
    width = round(view.area.pages.widths[shown - 1] * view.area.devicePixelRatioF())
    assert asked[-1][3] == width
    assert width > view.area.viewport().width() * 0.9 * view.area.devicePixelRatioF()
    assert drawn.engine.asked("page_outline") == [(guide()[0].path, "")]


def test_another_passage_is_brought_up_with_its_page(drawn: Previewed, qtbot: QtBot) -> None:
    view, passages = view_of(drawn), guide()[0].passages
    drawn.preview.choose_passage(2)
    qtbot.waitUntil(lambda: view.area.current_page() + 1 == passages[2].page and is_ready(view))
    assert ground_at(view, passages[2].start).name() == drawn.theme.colours.passage
    assert 0 < point_of(view, passages[2].start).y() < view.area.viewport().height() / 2
    shares = [view.share_of(passage.start) for passage in passages]
    assert shares == sorted(share for share in shares if share is not None)
    assert shares[3] == pytest.approx(40 / 44, abs=0.02)


def test_dark_pages_are_light_on_dark_and_lit(drawn: Previewed, qtbot: QtBot) -> None:
    view, passage = view_of(drawn), guide()[0].passages[0]
    drawn.theme.choose("dark")
    qtbot.waitUntil(lambda: is_ready(view) and view.sheets.is_dark(view.area.current_page()))
    lit, paper = ground_at(view, passage.start), ground_at(view, passage.start - 30)
    assert paper.lightness() < 40
    assert paper.lightness() < lit.lightness()
    # As light as the window's own colours, on which text has contrast enough.
    assert _is_near(lit, QColor(drawn.theme.colours.passage), 12)
    assert _is_near(ground_at(view, passage.marks[0][0] + 3), QColor(drawn.theme.colours.mark), 20)
    assert drawn.engine.asked("draw_page")[-1][4] is True


def test_the_reading_place_stays_when_size_and_zoom_change(drawn: Previewed, qtbot: QtBot) -> None:
    view, passage = view_of(drawn), guide()[0].passages[0]
    for change in (
        lambda: drawn.preview.resize(900, 600),
        drawn.preview.zoom_in,
        lambda: drawn.preview.resize(1300, 800),
        drawn.preview.zoom_out,
    ):
        change()
        qtbot.waitUntil(lambda: is_ready(view))
        height = view.area.viewport().height()
        assert 0 < point_of(view, passage.start).y() < 0.6 * height
    before = view.area.pages.widths[11]
    drawn.preview.zoom_in()
    assert view.area.pages.widths[11] > before


def test_pages_are_drawn_anew_for_another_screen(
    drawn: Previewed, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(drawn)
    before = view.area.pages.widths[view.area.current_page()]
    monkeypatch.setattr(view.area, "devicePixelRatioF", lambda: 2.0)
    QApplication.sendEvent(view.area, QEvent(QEvent.Type.DevicePixelRatioChange))
    qtbot.waitUntil(lambda: is_ready(view))
    assert view.sheets.image(view.area.current_page()).width() == pytest.approx(2 * before, abs=2)


def test_the_wheel_zooms_with_control_and_scrolls_without(drawn: Previewed) -> None:
    view = view_of(drawn)
    bar = view.area.verticalScrollBar()

    def turn(down: int, modifiers: Qt.KeyboardModifier) -> None:
        place = QPointF(view.area.viewport().rect().center())
        event = QWheelEvent(
            place,
            place,
            QPoint(),
            QPoint(0, down),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.area.viewport(), event)

    for _ in range(4):
        assert view.area.percent == 100
        turn(30, Qt.KeyboardModifier.ControlModifier)
    assert view.area.percent == 110
    turn(-120, Qt.KeyboardModifier.ControlModifier)
    assert view.area.percent == 100
    before = bar.value()
    turn(-120, Qt.KeyboardModifier.NoModifier)
    assert bar.value() > before
    assert "of 44" in view.area._label


def test_keys_scroll(drawn: Previewed, qtbot: QtBot) -> None:
    area = view_of(drawn).area
    area.setFocus()
    bar = area.verticalScrollBar()
    qtbot.keyClick(area, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(area, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(area, Qt.Key.Key_Space)
    one = bar.value()
    assert one > area.viewport().height() * 0.8
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    qtbot.keyClick(area, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == one
    qtbot.keyClick(area, Qt.Key.Key_Down)
    assert bar.value() > one


def copied(area: PageArea, qtbot: QtBot) -> str:
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(area, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return " ".join(QGuiApplication.clipboard().text().split())


def test_text_is_selected_by_mouse_and_by_keys_and_copied(drawn: Previewed, qtbot: QtBot) -> None:
    view, (hit, text) = view_of(drawn), guide()
    area, start = view.area, hit.passages[0].start
    area.setFocus()
    screen = area.viewport()
    end = text.index("later.", start) - 1
    qtbot.mousePress(screen, Qt.MouseButton.LeftButton, pos=point_of(view, start))
    # `mouseMove` of the test library sends no buttons.
    _drag(area, point_of(view, end + 5, across=1.0))
    qtbot.mouseRelease(screen, Qt.MouseButton.LeftButton, pos=point_of(view, end + 5, across=1.0))
    selected = " ".join(text[start : end + 6].split())
    assert copied(area, qtbot) == selected
    assert " ".join(view.selected_text().split()) == selected
    qtbot.keyClick(area, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert copied(area, qtbot) == selected[:-1]
    word = point_of(view, text.index("compressor", start) + 3)
    qtbot.mouseDClick(screen, Qt.MouseButton.LeftButton, pos=word)
    # The second press of the two is the test library's last event.
    qtbot.mouseRelease(screen, Qt.MouseButton.LeftButton, pos=word)
    assert copied(area, qtbot) == "compressor"
    qtbot.keyClick(area, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    everything = copied(area, qtbot)
    assert everything.count("short-cycle:") == 4
    assert "4. Sizing, part 4" in everything


def test_the_menu_copies_and_selects(drawn: Previewed, qtbot: QtBot) -> None:
    area = view_of(drawn).area

    def menu() -> QMenu:
        ask = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(9, 9), area.mapToGlobal(QPoint(9, 9)))
        QApplication.sendEvent(area.viewport(), ask)
        found = QApplication.activePopupWidget()
        assert isinstance(found, QMenu)
        return found

    first = menu()
    assert [(action.text(), action.isEnabled()) for action in first.actions()] == [
        ("Copy", False),
        ("Select all", True),
    ]
    first.actions()[1].trigger()
    first.close()
    QGuiApplication.clipboard().clear()
    second = menu()
    second.actions()[0].trigger()
    second.close()
    assert "Sizing, part 4" in QGuiApplication.clipboard().text()


def _drag(area: PageArea, to: QPoint) -> None:
    area.mouseMoveEvent(
        QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(to),
            QPointF(area.viewport().mapToGlobal(to)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_words_are_found_on_all_pages(drawn: Previewed, qtbot: QtBot) -> None:
    view, text = view_of(drawn), guide()[1]
    drawn.preview.find_in_file()
    qtbot.keyClicks(drawn.preview.focusWidget(), "part 3")
    qtbot.waitUntil(lambda: view.area.current_page() == 30 and is_ready(view))
    at = text.index("part 3")
    assert view.area.is_seen(*_down(view, at))
    assert ground_at(view, at + 1).name() == drawn.theme.colours.mark
    assert abs(view.reading_place() - at) < 3_000


def _down(view: PageView, offset: int) -> tuple[int, float]:
    page, box = box_of(view, offset)
    return page, box[1]


def test_the_telling_sentence_is_underlined(drawn: Previewed) -> None:
    view, passage = view_of(drawn), guide()[0].passages[0]
    before = view.area.viewport().grab().toImage()
    view.show_telling((passage.start, passage.start + 40))
    after = view.area.viewport().grab().toImage()
    accent = QColor(drawn.theme.colours.accent)
    line = [
        (x, y)
        for x in range(0, after.width(), 3)
        for y in range(after.height())
        if after.pixelColor(x, y) != before.pixelColor(x, y) and _is_near(after.pixelColor(x, y), accent)
    ]
    bottom = point_of(view, passage.start).y()
    assert line
    assert all(0 < y / after.devicePixelRatio() - bottom < 20 for _, y in line)


def test_a_screen_reader_is_told_where_it_is_and_what_is_lit(drawn: Previewed, qtbot: QtBot) -> None:
    area = view_of(drawn).area
    assert area.accessibleName() == "Pages of the file"
    assert area.accessibleDescription().startswith("Page 12 of 44: A unit that is too large")
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Home)
    assert area.accessibleDescription() == "Page 1 of 44"


def test_which_passages_lie_on_pages_that_are_drawn() -> None:
    passage = make_passage("x", (), page=2)
    hit: Callable[[str], Hit] = lambda name: make_hit(f"/a/{name}")  # noqa: E731 -- a short name for a short table
    assert is_drawn(hit("a.pdf"), passage)
    assert is_drawn(hit("a.pdf"), None)
    assert not is_drawn(hit("a.pdf"), replace(passage, page=None))
    assert is_drawn(hit("a.jpg"), replace(passage, page=None))
    assert not is_drawn(hit("a.docx"), passage)
    assert not is_drawn(hit("a.zip"), None)
    assert is_drawn(hit("a.zip"), replace(passage, heading="x/y.PDF › Chapter"))
    assert not is_drawn(hit("a.zip"), replace(passage, heading="x/y.docx › Chapter"))
    assert is_drawn(hit("a.eml"), replace(passage, page=None, heading="scan.png"))


def _is_near(one: QColor, other: QColor, most: int = 120) -> bool:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue()) < most
