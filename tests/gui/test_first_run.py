"""The first run: what is offered, what is done with it, and what is said when a part of it cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.events import ProgressChanged
from pplx_desktop.core.growth import meaning_share, words_share
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import Fill, IndexCounts, Progress
from pplx_desktop.core.usual_folders import find_usual_folders
from pplx_desktop.gui import first_run
from pplx_desktop.gui.first_run_page import FirstRunPage
from tests.gui.conftest import Opened, Opening
from tests.support.fake_engine import FakeEngine
from tests.support.sample_models import CONTEXT, OWN, STARTER, models

FOLDERS = ("/home/ada/Documents", "/home/ada/Desktop", "/home/ada/Downloads")


@pytest.fixture
def fresh(open_window: Opening, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A window on an engine that has no folder yet."""
    monkeypatch.setattr(first_run, "find_usual_folders", lambda: FOLDERS)
    engine = FakeEngine(folders=())
    engine.known_models = [model for model in models() if model.name != OWN]
    opened = open_window(engine)
    page = opened.window.welcome.first_run
    qtbot.waitUntil(lambda: opened.window.welcome.is_first_run and len(page._tiles) == 3 and len(page._models) == 2)
    return opened


def _page(opened: Opened) -> FirstRunPage:
    return opened.window.welcome.first_run


def test_documents_and_desktop_are_chosen_and_nothing_is_read_before(fresh: Opened) -> None:
    page = _page(fresh)
    assert page.choices.folders == FOLDERS[:2]
    assert page.choices.model is None
    assert page._models[STARTER][0].isChecked()
    assert not fresh.engine.asked("add_folder")
    assert not fresh.engine.asked("start_model_job")
    assert not fresh.window.filters.isVisible()


def test_by_keyboard_alone_from_nothing_to_a_search(fresh: Opened, qtbot: QtBot) -> None:
    page, window = _page(fresh), fresh.window
    qtbot.waitUntil(page._begin.hasFocus)
    page._tiles[FOLDERS[1]].setFocus()
    qtbot.keyClick(page._tiles[FOLDERS[1]], Qt.Key.Key_Space)
    assert page.choices.folders == FOLDERS[:1]
    qtbot.keyClick(page._tiles[FOLDERS[1]], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.welcome.is_first_run)
    assert fresh.engine.asked("add_folder") == [FOLDERS[0]]
    assert not fresh.engine.asked("start_model_job")
    assert fresh.page() is window.welcome
    qtbot.waitUntil(window.search_box.field.hasFocus)


def test_a_model_is_downloaded_beside_the_search_and_then_used(fresh: Opened, qtbot: QtBot) -> None:
    page, engine = _page(fresh), fresh.engine
    tile, model = page._models[CONTEXT]
    assert "MIT" in tile.accessibleDescription()
    assert "706 MB" in tile.accessibleDescription()
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert page.choices.model == model
    qtbot.mouseClick(page._begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not fresh.window.welcome.is_first_run)
    assert engine.asked("start_model_job") == [("get", CONTEXT)]
    assert engine.kept_settings.model == STARTER
    # Meanwhile the page where the index grows shows how far it is.
    job = fresh.window.welcome.empty.job
    engine.advance_job(ModelJobProgress("model.onnx", 212_000_000, 706_000_000, "bytes"))
    qtbot.waitUntil(lambda: job.isVisible() and job._numbers.text().startswith("212 MB of 706 MB"))
    assert job.headline == f"Downloading {model.title}"
    engine.end_job("done", "It is in use from now on.")
    qtbot.waitUntil(lambda: not job.isVisible() and fresh.window.status_line._model_name == CONTEXT)
    assert "in use from now on" in fresh.window.notice.text


def test_a_download_that_fails_changes_no_model_and_is_still_wanted(fresh: Opened, qtbot: QtBot) -> None:
    page, engine = _page(fresh), fresh.engine
    page._models[CONTEXT][0].setChecked(True)
    page._begin.click()
    qtbot.waitUntil(lambda: bool(engine.asked("start_model_job")) and not fresh.window.welcome.is_first_run)
    engine.end_job("failed", "A proxy is in the way.", code="html-page")
    qtbot.waitUntil(lambda: "proxy" in fresh.window.notice.text)
    fresh.window._models._start("get", CONTEXT)
    qtbot.waitUntil(lambda: len(engine.asked("start_model_job")) == 2)
    assert engine.kept_settings.model == STARTER
    engine.end_job("done", "Later, from the window of the models.")
    assert engine.kept_settings.model == CONTEXT


def test_a_download_that_is_stopped_is_not_wanted_any_more(fresh: Opened, qtbot: QtBot) -> None:
    page, engine = _page(fresh), fresh.engine
    page._models[CONTEXT][0].setChecked(True)
    page._begin.click()
    job = fresh.window.welcome.empty.job
    qtbot.waitUntil(job.isVisible)
    qtbot.mouseClick(job._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not job.isVisible())
    assert engine.asked("cancel_model_job") == [None]
    assert engine.kept_settings.next_model == ""
    assert engine.kept_settings.model == STARTER


def test_a_folder_that_cannot_be_added_is_told_where_it_was_chosen(fresh: Opened, qtbot: QtBot) -> None:
    page = _page(fresh)
    fresh.engine.folder_error = UserError("folder-missing", "There is no such folder.", hint="Choose another.")
    page._models[CONTEXT][0].setChecked(True)
    page._begin.click()
    qtbot.waitUntil(lambda: page.said == "There is no such folder. Choose another.")
    assert page._begin.isEnabled()
    assert not fresh.engine.asked("start_model_job")
    fresh.engine.folder_error = None
    page._begin.click()
    qtbot.waitUntil(lambda: not fresh.window.welcome.is_first_run)


def test_another_folder_is_offered_and_chosen(fresh: Opened) -> None:
    page = _page(fresh)
    page.add_folder("/media/ada/Photos")
    assert page.choices.folders == (*FOLDERS[:2], "/media/ada/Photos")
    for tile in page._tiles.values():
        tile.setChecked(False)
    assert not page._begin.isEnabled()
    assert page._note.said.startswith("Choose at least one folder")


def test_what_stays_out_follows_the_settings(fresh: Opened) -> None:
    page = _page(fresh)

    def pills() -> list[str]:
        return [page._rules.itemAt(place).widget().text() for place in range(page._rules.count())]

    assert "Hidden files" in pills()
    page.show_settings(Settings(include_hidden=True, use_gitignore=False, max_file_mb=1_500, exclude=("*.bak",)))
    assert pills() == ["Keys and passwords", "Caches and temporary files", "Files over 1,500 MB", "*.bak"]


def test_tiles_are_boxes_and_buttons_for_a_screen_reader(fresh: Opened) -> None:
    page = _page(fresh)
    folder = QAccessible.queryAccessibleInterface(page._tiles[FOLDERS[0]])
    model = QAccessible.queryAccessibleInterface(page._models[CONTEXT][0])
    assert folder.role() == QAccessible.Role.CheckBox
    assert folder.text(QAccessible.Text.Name) == "Documents"
    assert folder.state().checked
    assert model.role() == QAccessible.Role.RadioButton
    assert model.text(QAccessible.Text.Name) == "Understand more"


def test_everything_is_reached_by_tab(fresh: Opened, qtbot: QtBot) -> None:
    page = _page(fresh)
    page._tiles[FOLDERS[0]].setFocus()
    met: list[QWidget | None] = []
    for _ in range(8):
        met.append(fresh.window.focusWidget())
        qtbot.keyClick(fresh.window.focusWidget(), Qt.Key.Key_Tab)
    assert met[:4] == [*page._tiles.values(), page._another]
    # Of radio buttons, Tab meets the chosen one.
    assert met[4:] == [page._models[STARTER][0], page._others, page._change, page._begin]


def test_narrow_nothing_is_cut_off(fresh: Opened, qtbot: QtBot) -> None:
    fresh.window.resize(420, 700)
    page = _page(fresh)
    qtbot.waitUntil(lambda: not page._is_wide)
    qtbot.waitUntil(lambda: page.widget().width() <= page.viewport().width())
    for tile in (*page._tiles.values(), *page._model_tiles()):
        assert tile.height() >= tile.heightForWidth(tile.width())


def test_the_page_shows_how_the_index_grows(fresh: Opened, qtbot: QtBot) -> None:
    engine = fresh.engine
    engine.counts = IndexCounts(files=100, indexed=50, pending=50, chunks=400, embedded=100)
    _page(fresh)._begin.click()
    growth = fresh.window.welcome.empty.growth
    reading = Progress("reading", total_files=100, done_files=50, fills=(Fill(STARTER, "searched", 100, 400),))
    engine.progress = reading
    engine.publish(ProgressChanged(reading))
    qtbot.waitUntil(growth.isVisible)
    qtbot.waitUntil(lambda: growth.texts == ("Names: 100 files", "Words: 50 %", "Meaning: 12 %"))
    engine.counts = IndexCounts(files=100, indexed=100, chunks=400, embedded=400)
    engine.progress = Progress()
    engine.publish(ProgressChanged(Progress()))
    fresh.window.refresh_status()
    qtbot.waitUntil(lambda: not growth.isVisible())


def test_where_the_button_is_not_seen_the_keyboard_begins_at_the_first_folder(fresh: Opened, qtbot: QtBot) -> None:
    page = _page(fresh)
    fresh.window.resize(420, 480)
    qtbot.waitUntil(lambda: not page._is_wide)
    page.take_keyboard()
    assert page._tiles[FOLDERS[0]].hasFocus()
    qtbot.keyClick(page._tiles[FOLDERS[0]], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: fresh.engine.asked("add_folder") == list(FOLDERS[:2]))


@pytest.mark.parametrize("size", [(420, 360), (420, 700), (1180, 760)])
def test_nothing_of_the_page_where_the_index_grows_is_cut_off(
    fresh: Opened, qtbot: QtBot, size: tuple[int, int]
) -> None:
    engine, welcome = fresh.engine, fresh.window.welcome
    engine.counts = IndexCounts(files=100, indexed=50, pending=50, chunks=400, embedded=100)
    engine.progress = Progress("reading", total_files=100, done_files=50)
    fresh.window.resize(*size)
    _page(fresh)._models[CONTEXT][0].setChecked(True)
    _page(fresh)._begin.click()
    empty, room = welcome.empty, welcome._room
    qtbot.waitUntil(lambda: empty.growth.isVisible() and empty.job.isVisible())
    engine.advance_job(ModelJobProgress("model.onnx", 212_000_000, 706_000_000, "bytes", 8.4e6, 60))
    qtbot.waitUntil(lambda: empty.width() <= room.viewport().width())

    def cut() -> list[QLabel]:
        labels = [label for label in empty.findChildren(QLabel) if label.isVisible() and label.text()]
        assert labels
        return [
            label
            for label in labels
            if label.height() < min(label.sizeHint().height(), label.heightForWidth(label.width()))
        ]

    qtbot.waitUntil(lambda: not cut())


@pytest.mark.parametrize(
    ("counts", "progress", "words", "meaning"),
    [
        (IndexCounts(), Progress("scanning"), 0, 0),
        (IndexCounts(files=10, indexed=10, chunks=40, embedded=40), Progress(), 1, 1),
        (IndexCounts(files=10, indexed=10, chunks=40, embedded=10), Progress("embedding"), 1, 0.25),
        (IndexCounts(files=10, indexed=5, pending=5, chunks=40, embedded=40), Progress("scanning"), 0.5, 0.5),
        (IndexCounts(files=8, indexed=8), Progress("reading", total_files=8, done_files=8, pictures=3), 1, 0),
    ],
)
def test_shares(counts: IndexCounts, progress: Progress, words: float, meaning: float) -> None:
    assert words_share(counts, progress) == words
    assert meaning_share(counts, progress) == meaning


def test_the_usual_folders_are_those_that_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("DOCUMENTS", "DESKTOP", "DOWNLOAD"):
        monkeypatch.delenv(f"XDG_{name}_DIR", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert find_usual_folders() == ()
    (tmp_path / "Documents").mkdir()
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Desktop").write_text("no folder")
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path))
    # One that may not be looked at is none to offer.
    monkeypatch.setenv("XDG_DESKTOP_DIR", str(tmp_path / ("x" * 300)))
    assert find_usual_folders() == (str(tmp_path / "Documents"),)
