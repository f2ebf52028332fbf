"""States of the dialogs and menus, to be drawn: the index, the settings, the models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.core.types import FileState, FolderStatus
from pplx_desktop.gui.window import Window
from tests.gui.drawn_states import State
from tests.gui.settling import settle, wait
from tests.gui.states_window import GERMAN
from tests.support.fake_engine import FakeEngine
from tests.support.fake_holdings import sample_history
from tests.support.sample_hits import home_path
from tests.support.sample_ledger import FILLING
from tests.support.sample_models import CONTEXT, INDEPENDENT, models, tune_report, verify_report

Prepare = Callable[[Window, FakeEngine], None]
"""Brings a state about."""
_SIZE = (1180, 760)
"""Of the window behind each."""


def _by(action: str) -> Prepare:
    """What an action of the window shows."""

    def show(window: Window, engine: FakeEngine) -> None:
        del engine
        getattr(window.actions_, action).trigger()
        settle(window)

    return show


def _resized(prepare: Prepare, owner: str, width: int, height: int) -> Prepare:
    """The same in a dialog of another size. `owner` is the part of the window that has it."""

    def show(window: Window, engine: FakeEngine) -> None:
        prepare(window, engine)
        getattr(window, owner).dialog.resize(width, height)
        settle(window)

    return show


_index, _settings = _by("index"), _by("settings")


def _index_filling(window: Window, engine: FakeEngine) -> None:
    engine.progress = FILLING
    window.refresh_status()
    _index(window, engine)


def _index_held(window: Window, engine: FakeEngine) -> None:
    documents = engine.kept_settings.folders[0]
    engine.roots[documents] = FolderStatus(documents, held=412)
    engine.progress = replace(FILLING, pace="paused", pace_reason="battery")
    window.refresh_status()
    _index(window, engine)
    window._indexing.dialog.notice._button.click()
    settle(window)


def _index_failed(window: Window, engine: FakeEngine) -> None:
    engine.progress = replace(FILLING, pace="full", pace_reason="battery")
    window.refresh_status()
    _index(window, engine)
    dialog = window._indexing.dialog
    dialog.folders.choose(engine.kept_settings.folders[0])
    dialog.filter.choose_state(FileState.FAILED)
    settle(window)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    settle(window)


def _index_left_out(window: Window, engine: FakeEngine) -> None:
    _index(window, engine)
    dialog = window._indexing.dialog
    dialog.filter.choose_state(FileState.LEFT_OUT)
    settle(window)
    dialog.table.selectRow(5)
    dialog._remove.setFocus()
    settle(window)


def _index_nothing(window: Window, engine: FakeEngine) -> None:
    _index(window, engine)
    window._indexing.dialog.filter.set_text("no such name")
    wait(300)
    settle(window)


def _index_long(window: Window, engine: FakeEngine) -> None:
    folder = home_path(GERMAN)
    engine.kept_settings = replace(engine.kept_settings, folders=(folder, *engine.kept_settings.folders))
    engine.roots[folder] = FolderStatus(folder, watching="scans")
    engine.entries = [
        replace(entry, path=f"{folder}/{GERMAN} <b>{number}.pdf", detail=GERMAN if entry.reason else "")
        for number, entry in enumerate(engine.entries)
    ]
    engine.progress = replace(
        FILLING, current=f"{folder}/{GERMAN}", fills=tuple(replace(fill, model=GERMAN) for fill in FILLING.fills)
    )
    window.refresh_status()
    _index(window, engine)
    window._indexing.dialog.filter.choose_state(FileState.FAILED)
    settle(window)


def _index_overview(window: Window, engine: FakeEngine) -> None:
    engine.history = sample_history()
    _index_filling(window, engine)
    window._indexing.dialog.show_overview(is_on=True)
    settle(window)


def _settings_patterns(window: Window, engine: FakeEngine) -> None:
    engine.kept_settings = replace(engine.kept_settings, exclude=("*.bak", "/Downloads/", "!keep me.env"))
    window._preferences.open("exclude")
    settle(window)


def _settings_asking(window: Window, engine: FakeEngine) -> None:
    del engine
    window._preferences.open("rescoring")
    settle(window)
    QTest.keyClick(window._preferences.dialog.field("rescoring"), Qt.Key.Key_Space)
    settle(window)


def _menu(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.menu_button.menu().popup(window.mapToGlobal(window.rect().topRight()))
    settle(window)


def _models(window: Window, engine: FakeEngine, name: str = "") -> None:
    _by("models")(window, engine)
    window._models.dialog.choose(name)
    settle(window)


def _models_asking(window: Window, engine: FakeEngine) -> None:
    _models(window, engine, CONTEXT)
    QTest.keyClick(window._models.dialog.list, Qt.Key.Key_Return)
    settle(window)


def _models_removing(window: Window, engine: FakeEngine) -> None:
    _models(window, engine, INDEPENDENT)
    QTest.keyClick(window._models.dialog.list, Qt.Key.Key_Delete)
    settle(window)


def _models_downloading(window: Window, engine: FakeEngine) -> None:
    _models_asking(window, engine)
    window._models.dialog.details._question._yes.click()
    settle(window)
    engine.advance_job(
        ModelJobProgress("Downloading onnx/model_quantized.onnx_data", 212_000_000, 706_000_000, "bytes", 8.4e6, 59)
    )
    settle(window)


def _models_failed(window: Window, engine: FakeEngine) -> None:
    _models_downloading(window, engine)
    engine.end_job(
        "failed",
        "A web page, titled 'Welcome to Hotel Wi-Fi', came in place of onnx/model_quantized.onnx: a proxy or the "
        "sign-in page of this network answers for huggingface.co. Open any page in a browser and sign in, or ask "
        "whoever runs the proxy to let this server through.",
        code="html-page",
    )
    settle(window)


def _run_job(window: Window, engine: FakeEngine, kind: str, report: dict[str, Any], message: str) -> None:
    _models(window, engine, INDEPENDENT)
    details = window._models.dialog.details
    (details._check if kind == "verify" else details._tune).click()
    settle(window)
    engine.end_job("done", message, report=report)
    settle(window)


def _models_verified(window: Window, engine: FakeEngine) -> None:
    _run_job(window, engine, "verify", verify_report(), "All files are as published.")


def _models_damaged(window: Window, engine: FakeEngine) -> None:
    _run_job(window, engine, "verify", verify_report(passed=False), "The vectors differ: do not use this copy.")


def _models_tuned(window: Window, engine: FakeEngine) -> None:
    _run_job(window, engine, "tune", tune_report(), "It runs 3.1 times as fast as delivered from now on.")


def _models_used(window: Window, engine: FakeEngine) -> None:
    _models(window, engine, INDEPENDENT)
    window._models.dialog.details._use.click()
    window._models.dialog.details._question._yes.click()
    settle(window)


def _models_long(window: Window, engine: FakeEngine) -> None:
    engine.known_models = [
        replace(
            model, title=f"{GERMAN} <b>{model.title}</b>", languages=GERMAN, source=f"/{GERMAN}/{GERMAN}", note=GERMAN
        )
        for model in models()
    ]
    _models_failed(window, engine)


_STATES: dict[str, Prepare] = {
    "index": _index,
    "index-filling": _index_filling,
    "index-held": _index_held,
    "index-failed": _index_failed,
    "index-left-out": _index_left_out,
    "index-nothing": _index_nothing,
    "index-narrow": _resized(_index_filling, "_indexing", 520, 720),
    # A screen of 1,366 x 768 at 200 %.
    "index-small": _resized(_index_filling, "_indexing", 660, 360),
    "index-long": _index_long,
    "index-overview": _index_overview,
    "index-overview-narrow": _resized(_index_overview, "_indexing", 420, 760),
    "keys": _by("keys"),
    "settings": _settings,
    "settings-patterns": _settings_patterns,
    "settings-asking": _settings_asking,
    "settings-small": _resized(_settings, "_preferences", 420, 360),
    "about": _by("about"),
    "models": _models,
    "models-asking": _models_asking,
    "models-removing": _models_removing,
    "models-downloading": _models_downloading,
    "models-failed": _models_failed,
    "models-verified": _models_verified,
    "models-damaged": _models_damaged,
    "models-tall": _resized(_models_verified, "_models", 1040, 1200),
    "models-tuned": _models_tuned,
    "models-used": _models_used,
    "models-narrow": _resized(_models_tuned, "_models", 560, 620),
    "models-small": _resized(_models_downloading, "_models", 640, 350),
    "models-long": _models_long,
    "menu": _menu,
}
DIALOGS: dict[str, State] = {name: (prepare, _SIZE) for name, prepare in _STATES.items()}
"""How each is brought about, and how large the window behind it is."""
