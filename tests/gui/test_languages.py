"""The window in German and French: nothing is left in English, and the longer words have room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from pplx_desktop.core.model_types import ModelJobProgress, ModelJobState
from pplx_desktop.core.types import Progress
from pplx_desktop.gui import translation
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.window import Window
from tests.gui.conftest import Opened, Opening
from tests.gui.shown_language import TRANSLATIONS, beyond, cut_off, english_left, windows_shown
from tests.support.fake_engine import FakeEngine
from tests.support.sample_hits import QUERY
from tests.support.sample_ledger import ledger_engine
from tests.support.sample_models import CONTEXT

_PATIENCE_MS = 20_000
SIZES = ((1180, 760), (420, 640))
_NAMES = {"Mail", "Documents", "Notes", "English"}
"""Folders of the household, which are called like kinds of files, and a language in its own words."""


@pytest.fixture(params=translation.LANGUAGES[1:])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Another language than English, for one test."""
    del qapp
    translation.install(request.param, TRANSLATIONS)
    yield request.param
    translation.install("en", TRANSLATIONS)


def _search(opening: Opening, opened: Opened) -> None:
    opened.window.search_box.set_text(QUERY)
    opening.bot.waitUntil(lambda: bool(opened.titles()) and bool(opened.found_text()), timeout=_PATIENCE_MS)
    _rest(opening, opened)


def _rest(opening: Opening, opened: Opened) -> None:
    opening.bot.waitUntil(lambda: opened.bridge._pool.activeThreadCount() == 0, timeout=_PATIENCE_MS)


def _all_is_well(opening: Opening, language: str) -> None:
    """Wait until nothing is English and all has room, for layouts come to rest one after the other."""

    def check() -> None:
        assert not _complaints(language)

    opening.bot.waitUntil(check, timeout=_PATIENCE_MS)


def _complaints(language: str) -> list[str]:
    found: list[str] = []
    for top in windows_shown():
        left = [text for text in english_left(top, language) if text.rpartition(": ")[2] not in _NAMES]
        found += [f"{type(top).__name__}: {text}" for text in (*left, *cut_off(top), *beyond(top))]
    return found


@pytest.mark.parametrize("size", SIZES)
def test_results_and_preview(open_window: Opening, spoken: str, size: tuple[int, int]) -> None:
    opened = open_window(ledger_engine())
    opened.window.resize(*size)
    _search(open_window, opened)
    _all_is_well(open_window, spoken)


@pytest.mark.parametrize("size", SIZES)
def test_first_run(open_window: Opening, spoken: str, size: tuple[int, int]) -> None:
    opened = open_window(FakeEngine(folders=()))
    opened.window.resize(*size)
    _rest(open_window, opened)
    _all_is_well(open_window, spoken)


def _settings(window: Window) -> None:
    window._preferences.open()


def _index(window: Window) -> None:
    window._indexing.open()


def _models(window: Window) -> None:
    window._models.open()


def _about(window: Window) -> None:
    window.actions_.about.trigger()


def _keys(window: Window) -> None:
    window.actions_.keys.trigger()


def test_dialogs(open_window: Opening, spoken: str) -> None:
    opened = open_window(ledger_engine())
    for number, show in enumerate((_settings, _index, _models, _keys, _about), 1):
        show(opened.window)
        _rest(open_window, opened)
        assert len(windows_shown()) == number + 1
    _all_is_well(open_window, spoken)


def test_a_download_with_large_text(open_window: Opening, spoken: str, theme: Theme) -> None:
    """What a job says, and the buttons below it, go on in further lines."""
    theme.resize(150)
    engine = ledger_engine()
    opened = open_window(engine)
    _models(opened.window)
    _rest(open_window, opened)
    models = opened.window._models
    models.dialog.resize(440, 560)
    models.dialog.choose(CONTEXT)
    models.dialog.job_asked.emit(ModelJobState("get", CONTEXT))
    _rest(open_window, opened)
    engine.advance_job(ModelJobProgress("Downloading a", 212_000_000, 706_000_000, "bytes", 8.4e6, 59))
    _rest(open_window, opened)
    open_window.bot.waitUntil(lambda: "212" in models.dialog.job_view._numbers.said, timeout=_PATIENCE_MS)
    _all_is_well(open_window, spoken)


def test_what_the_engine_says_is_translated(open_window: Opening, spoken: str) -> None:
    """A notice, the model's problem, a trouble, and what indexing does."""
    engine = ledger_engine()
    engine.model_problem = "The model all-minilm could not be loaded. Search by words goes on."
    opened = open_window(engine)
    opened.bridge.progress_changed.emit(Progress(phase="embedding", pending_chunks=3, pace="slow", pace_reason="busy"))
    _search(open_window, opened)
    _all_is_well(open_window, spoken)


def test_the_check_finds_what_is_wrong(open_window: Opening) -> None:
    """In English nearly all is English; what is too narrow is cut off."""
    opened = open_window(ledger_engine())
    _search(open_window, opened)
    window = opened.window
    assert any("Show in folder" in text for text in english_left(window, "de"))
    window.search_box.setToolTip("Nothing here matches")
    assert any("Nothing here matches" in text for text in english_left(window, "de"))
    open_window.bot.waitUntil(lambda: not cut_off(window), timeout=_PATIENCE_MS)
    button = next(button for button in window.findChildren(QPushButton) if button.isVisible() and button.text())
    button.setFixedWidth(10)
    assert any(button.text() in text for text in cut_off(window))
