"""The other side of the index window: what it says is what the engine says, and it is asked only while it is looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from pplx_desktop.core.holdings import DiskUse, Holdings, KindShare, ModelRoom, ProgressPoint
from pplx_desktop.gui import holdings_wording
from pplx_desktop.gui.overview import Overview
from pplx_desktop.gui.share_bar import ShareBar, segment_colour
from tests.gui.conftest import Opening
from tests.gui.shown_index import Shown, show_index
from tests.support.fake_holdings import sample_history
from tests.support.sample_ledger import FILLING


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Shown:
    return show_index(open_window, qtbot)


@pytest.fixture
def overview(shown: Shown, qtbot: QtBot) -> Overview:
    shown.engine.history = sample_history()
    shown.dialog.show_overview(is_on=True)
    qtbot.waitUntil(lambda: len(shown.dialog.overview.texts) > 10)
    return shown.dialog.overview


def test_everything_is_said(overview: Overview) -> None:
    texts = overview.texts
    assert "After 36 min of work: 100 % searchable by words, 56 % by meaning." in texts
    assert any(text.startswith("PDF: ") and "files" in text for text in texts)
    assert "The index takes about 684 MB." in texts
    assert "Text: 182 MB" in texts
    assert "Meanings, pplx-embed-context-v1-0.6b: 71 MB" in texts
    assert "Models that you added take 706 MB. 48.2 GB are free on its disk." in texts
    assert "On battery: Pause" in texts


def test_a_screen_reader_gets_the_plot(overview: Overview) -> None:
    interface = QAccessible.queryAccessibleInterface(overview._plot)
    assert interface.text(QAccessible.Text.Name).startswith("After 36 min of work")


def test_nothing_is_asked_while_nobody_looks(shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    real = shown.engine.holdings

    def count() -> Holdings:
        asked.append(1)
        return real()

    monkeypatch.setattr(shown.engine, "holdings", count)
    shown.dialog.view_changed.emit()
    qtbot.wait(30)
    assert not asked
    ledgers = len(shown.engine.asked("ledger"))
    shown.dialog.show_overview(is_on=True)
    qtbot.waitUntil(lambda: len(asked) == 1)
    # Nor are files read that nobody sees.
    assert len(shown.engine.asked("ledger")) == ledgers
    # And again when the engine has got on.
    shown.settle()
    shown.opened.window.refresh_status()
    qtbot.waitUntil(lambda: len(asked) > 1)
    shown.dialog.show_overview(is_on=False)
    qtbot.waitUntil(lambda: not shown.opened.window._indexing._overview_lane._is_busy)
    qtbot.waitUntil(lambda: len(shown.engine.asked("ledger")) > ledgers)
    before = len(asked)
    shown.dialog.view_changed.emit()
    qtbot.wait(30)
    assert len(asked) == before


def test_it_is_reached_by_keyboard_and_back(shown: Shown, qtbot: QtBot) -> None:
    dialog = shown.dialog
    chips = dialog._sides._group.buttons()
    chips[0].setFocus()
    qtbot.keyClick(chips[0], Qt.Key.Key_Right)
    assert dialog.shows_overview
    assert dialog.overview.isVisible()
    assert not dialog.table.isVisible()
    assert chips[1].hasFocus()
    qtbot.keyClick(chips[1], Qt.Key.Key_Left)
    assert dialog.table.isVisible()
    assert not dialog.overview.isVisible()


def test_the_rules_lead_to_the_setting(shown: Shown, overview: Overview, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.dialog.setting_asked) as told:
        shown.press(overview._change)
    assert told.args == ["on_battery"]


def test_narrow_all_of_it_lies_in_the_window(shown: Shown, overview: Overview, qtbot: QtBot) -> None:
    shown.tell(FILLING)
    shown.dialog.resize(420, 700)
    qtbot.waitUntil(lambda: overview._is_wide is False)
    scroll = shown.dialog._scroll
    qtbot.waitUntil(lambda: scroll.widget().width() <= scroll.viewport().width())


def test_many_kinds_become_one(shown: Shown) -> None:
    kinds = tuple(KindShare(f"k{number}", 100 - number, 10, 5) for number in range(20))
    shares = holdings_wording.shown_kinds(kinds)
    assert len(shares) == holdings_wording.MOST_KINDS
    assert sum(share.files for share in shares) == sum(share.files for share in kinds)
    shown.dialog.overview.show_holdings(Holdings(kinds))
    assert "Other kinds: 1,038 files  ·  120 B" not in shown.dialog.overview.texts
    assert any(text.startswith("Other kinds: 1,038 files") for text in shown.dialog.overview.texts)


def test_nothing_indexed_is_said(shown: Shown) -> None:
    overview = shown.dialog.overview
    overview.show_holdings(Holdings(disk=DiskUse(free=1_000_000)))
    assert "Nothing is indexed yet." in overview.texts
    assert "No run of indexing has been drawn yet." in overview.texts
    assert not overview._disk_bar.isVisibleTo(overview)


def test_the_plot_is_painted_in_its_two_colours(overview: Overview, shown: Shown, qtbot: QtBot) -> None:
    plot, theme = overview._plot, shown.opened.theme
    picture = plot.grab().toImage()
    wanted = {segment_colour(theme, ink).rgb() for ink in ("md", "html")}
    met = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert wanted <= met
    plot.show_points((ProgressPoint(0, 0, 0),))
    picture = plot.grab().toImage()
    assert not wanted & {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}


def test_segments_fill_the_bar_by_their_shares(shown: Shown) -> None:
    theme = shown.opened.theme
    bar = ShareBar(theme, 12)
    bar.resize(200, 20)
    bar.show_segments([(0.25, "docx"), (0.5, "md")])
    picture = bar.grab().toImage()
    row = [picture.pixel(x, 10) for x in range(200)]
    docx, md, empty = (
        segment_colour(theme, "docx").rgb(),
        segment_colour(theme, "md").rgb(),
        theme.colour("bar_empty").rgb(),
    )
    assert 44 <= row.count(docx) <= 51
    assert 97 <= row.count(md) <= 101
    assert 44 <= row.count(empty) <= 51
    bar.show_segments([(0.0001, "md")])
    assert segment_colour(theme, "md").rgb() in [bar.grab().toImage().pixel(x, 10) for x in range(200)]


def test_portions_add_up() -> None:
    disk = DiskUse(10, 20, (ModelRoom("a", 30), ModelRoom("b <i>", 0)), 40)
    parts = holdings_wording.portions(disk)
    assert sum(part.size_bytes for part in parts) == disk.index == 100
    assert [part.name for part in parts] == ["Text", "Words and names", "Meanings, a", "Unused"]
    assert holdings_wording.disk_beside(replace(disk, models=0, free=0)) == ""


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (89, "89 s"), (90, "2 min"), (3_000, "50 min"), (5_400, "1.5 h"), (90_000, "25.0 h")],
)
def test_the_time_of_work(seconds: float, said: str) -> None:
    assert holdings_wording.worked(seconds) == said
