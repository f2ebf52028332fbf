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
from tests.gui.settling import settle, wait
from tests.gui.states_window import GERMAN
from tests.support.fake_engine import FakeEngine
from tests.support.fake_holdings import sample_history
from tests.support.sample_hits import home_path
from tests.support.sample_ledger import FILLING
from tests.support.sample_models import CONTEXT, INDEPENDENT, models, tune_report, verify_report


def _index(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.index.trigger()
    settle(window)


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


def _index_narrow(window: Window, engine: FakeEngine) -> None:
    _index_filling(window, engine)
    window._indexing.dialog.resize(520, 720)
    settle(window)


def _index_small(window: Window, engine: FakeEngine) -> None:
    # A screen of 1,366 x 768 at 200 %.
    _index_filling(window, engine)
    window._indexing.dialog.resize(660, 360)
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


def _index_overview_narrow(window: Window, engine: FakeEngine) -> None:
    _index_overview(window, engine)
    window._indexing.dialog.resize(420, 760)
    settle(window)


def _keys(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.keys.trigger()
    settle(window)


def _settings(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.settings.trigger()
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


def _settings_small(window: Window, engine: FakeEngine) -> None:
    _settings(window, engine)
    window._preferences.dialog.resize(420, 360)
    settle(window)


def _about(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.about.trigger()
    settle(window)


def _menu(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.menu_button.menu().popup(window.mapToGlobal(window.rect().topRight()))
    settle(window)


def _models(window: Window, engine: FakeEngine, name: str = "") -> None:
    del engine
    window.actions_.models.trigger()
    settle(window)
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


def _models_tall(window: Window, engine: FakeEngine) -> None:
    _models_verified(window, engine)
    window._models.dialog.resize(1040, 1200)
    settle(window)


def _models_tuned(window: Window, engine: FakeEngine) -> None:
    _run_job(window, engine, "tune", tune_report(), "It runs 3.1 times as fast as delivered from now on.")


def _models_used(window: Window, engine: FakeEngine) -> None:
    _models(window, engine, INDEPENDENT)
    window._models.dialog.details._use.click()
    window._models.dialog.details._question._yes.click()
    settle(window)


def _models_narrow(window: Window, engine: FakeEngine) -> None:
    _models_tuned(window, engine)
    window._models.dialog.resize(560, 620)
    settle(window)


def _models_small(window: Window, engine: FakeEngine) -> None:
    # A screen of 1,366 x 768 at 200 %.
    _models_downloading(window, engine)
    window._models.dialog.resize(640, 350)
    settle(window)


def _models_long(window: Window, engine: FakeEngine) -> None:
    engine.known_models = [
        replace(
            model, title=f"{GERMAN} <b>{model.title}</b>", languages=GERMAN, source=f"/{GERMAN}/{GERMAN}", note=GERMAN
        )
        for model in models()
    ]
    _models_failed(window, engine)


DIALOGS: dict[str, tuple[Callable[[Window, FakeEngine], None], tuple[int, int]]] = {
    "index": (_index, (1180, 760)),
    "index-filling": (_index_filling, (1180, 760)),
    "index-held": (_index_held, (1180, 760)),
    "index-failed": (_index_failed, (1180, 760)),
    "index-left-out": (_index_left_out, (1180, 760)),
    "index-nothing": (_index_nothing, (1180, 760)),
    "index-narrow": (_index_narrow, (1180, 760)),
    "index-small": (_index_small, (1180, 760)),
    "index-long": (_index_long, (1180, 760)),
    "index-overview": (_index_overview, (1180, 760)),
    "index-overview-narrow": (_index_overview_narrow, (1180, 760)),
    "keys": (_keys, (1180, 760)),
    "settings": (_settings, (1180, 760)),
    "settings-patterns": (_settings_patterns, (1180, 760)),
    "settings-asking": (_settings_asking, (1180, 760)),
    "settings-small": (_settings_small, (1180, 760)),
    "about": (_about, (1180, 760)),
    "models": (_models, (1180, 760)),
    "models-asking": (_models_asking, (1180, 760)),
    "models-removing": (_models_removing, (1180, 760)),
    "models-downloading": (_models_downloading, (1180, 760)),
    "models-failed": (_models_failed, (1180, 760)),
    "models-verified": (_models_verified, (1180, 760)),
    "models-damaged": (_models_damaged, (1180, 760)),
    "models-tall": (_models_tall, (1180, 760)),
    "models-tuned": (_models_tuned, (1180, 760)),
    "models-used": (_models_used, (1180, 760)),
    "models-narrow": (_models_narrow, (1180, 760)),
    "models-small": (_models_small, (1180, 760)),
    "models-long": (_models_long, (1180, 760)),
    "menu": (_menu, (1180, 760)),
}
"""How each is brought about, and how large the window behind it is."""
