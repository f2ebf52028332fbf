"""Draws the window's main states, light and dark, into a folder: `python -m tests.gui.make_screenshots FOLDER [BEGINNING]`.

Runs without a display. The pictures are for looking at; the tests measure what can be measured.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import FileState, FolderStatus, ModelJobProgress, Progress
from pplx_desktop.gui.app import load_icon
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.window import Window
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.sample_hits import QUERY, home_path
from tests.support.sample_ledger import FILLING, ledger_engine
from tests.support.sample_models import CONTEXT, INDEPENDENT, models, tune_report, verify_report

RUNNING = Progress(phase="reading", total_files=8_310, done_files=5_204, eta_s=350)
GERMAN = "Wärmepumpenanlagenauslegungsberechnungsgrundlagen für die Donaudampfschifffahrtsgesellschaftshauptverwaltung"


def _wait(ms: int) -> None:
    # `QTest.qWait` would keep the interpreter's lock, and no other thread could answer.
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _settle(window: Window) -> None:
    """Wait until nothing is under way any more, in the threads and in the window."""
    quiet = 0
    while quiet < 4:
        _wait(30)
        is_busy = (
            window._bridge._pool.activeThreadCount()
            or window._searching._pause.isActive()
            or window._patience.isActive()
            or window.preview._delay.isActive()
            or window._indexing.dialog.table._look.isActive()
        )
        quiet = 0 if is_busy else quiet + 1


def _results(window: Window, engine: FakeEngine) -> None:
    engine.progress = RUNNING
    window.refresh_status()
    window.search_box.set_text(QUERY)
    _settle(window)


def _second(window: Window, engine: FakeEngine) -> None:
    _results(window, engine)
    for _ in range(3):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    _settle(window)


def _filtered(window: Window, engine: FakeEngine) -> None:
    window.filters.choose_type("Code")
    engine.answers["type:code"] = engine.answers[QUERY]
    _results(window, engine)
    window.preview.step(1)
    _settle(window)


def _nothing(window: Window, engine: FakeEngine) -> None:
    del engine
    window.search_box.set_text("zebra crossing on the moon")
    window.filters.choose_type("PDF")
    _settle(window)


def _broken(window: Window, engine: FakeEngine) -> None:
    engine.answers["bad"] = Answers(
        error=UserError("query", "This search cannot be read.", hint="Close the quotation mark.")
    )
    window.search_box.set_text("bad")
    _settle(window)


def _noticed(window: Window, engine: FakeEngine) -> None:
    engine.answers[QUERY].notices = ("The files of the model are not there. Only words and names were searched.",)
    engine.model_problem = "The files of the model are not there."
    _results(window, engine)


def _long_texts(window: Window, engine: FakeEngine) -> None:
    passages = [
        make_passage(f"{GERMAN}. " * 4, (GERMAN, "Donaudampf"), page=1_234),
        make_passage(
            "تعمل المضخة الحرارية وتتوقف كل ثماني دقائق. <b>kein HTML</b> 暖房が頻繁にオンオフする 🙂🙂 Ende",
            ("暖房", "🙂"),
        ),
        make_passage("word " * 200, ("word",)),
    ]
    hits = [
        make_hit(home_path(GERMAN, GERMAN, f"{GERMAN} {number}.docx"), passage, sources=("words", "meaning"))
        for number, passage in enumerate(passages)
    ]
    engine.answers["lang"] = Answers(words=hits, meaning=hits)
    engine.views[hits[0].path] = f"{GERMAN}. " * 4 + "\n\n" + f"{GERMAN} " * 50
    window.search_box.set_text("lang")
    engine.progress = Progress(phase="embedding", embedded_chunks=120_400, pending_chunks=1_204_000, eta_s=40_000)
    window.refresh_status()
    _settle(window)


def _empty(window: Window, engine: FakeEngine) -> None:
    del engine
    window.search_box.set_text("")
    _settle(window)


def _index(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.index.trigger()
    _settle(window)


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
    _settle(window)


def _index_failed(window: Window, engine: FakeEngine) -> None:
    engine.progress = replace(FILLING, pace="full", pace_reason="battery")
    window.refresh_status()
    _index(window, engine)
    dialog = window._indexing.dialog
    dialog.folders.choose(engine.kept_settings.folders[0])
    dialog.filter.choose_state(FileState.FAILED)
    _settle(window)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    _settle(window)


def _index_left_out(window: Window, engine: FakeEngine) -> None:
    _index(window, engine)
    dialog = window._indexing.dialog
    dialog.filter.choose_state(FileState.LEFT_OUT)
    _settle(window)
    dialog.table.selectRow(5)
    dialog._remove.setFocus()
    _settle(window)


def _index_narrow(window: Window, engine: FakeEngine) -> None:
    _index_filling(window, engine)
    window._indexing.dialog.resize(520, 720)
    _settle(window)


def _index_small(window: Window, engine: FakeEngine) -> None:
    # A screen of 1,366 x 768 at 200 %.
    _index_filling(window, engine)
    window._indexing.dialog.resize(660, 360)
    _settle(window)


def _index_nothing(window: Window, engine: FakeEngine) -> None:
    _index(window, engine)
    window._indexing.dialog.filter.set_text("no such name")
    _wait(300)
    _settle(window)


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
    _settle(window)


def _settings(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.settings.trigger()
    _settle(window)


def _settings_patterns(window: Window, engine: FakeEngine) -> None:
    engine.kept_settings = replace(engine.kept_settings, exclude=("*.bak", "/Downloads/", "!keep me.env"))
    window._preferences.open("exclude")
    _settle(window)


def _settings_small(window: Window, engine: FakeEngine) -> None:
    _settings(window, engine)
    window._preferences.dialog.resize(420, 360)
    _settle(window)


def _about(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.about.trigger()
    _settle(window)


def _menu(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.menu_button.menu().popup(window.mapToGlobal(window.rect().topRight()))
    _settle(window)


def _models(window: Window, engine: FakeEngine, name: str = "") -> None:
    del engine
    window.actions_.models.trigger()
    _settle(window)
    window._models.dialog.choose(name)
    _settle(window)


def _models_asking(window: Window, engine: FakeEngine) -> None:
    _models(window, engine, CONTEXT)
    QTest.keyClick(window._models.dialog.list, Qt.Key.Key_Return)
    _settle(window)


def _models_removing(window: Window, engine: FakeEngine) -> None:
    _models(window, engine, INDEPENDENT)
    QTest.keyClick(window._models.dialog.list, Qt.Key.Key_Delete)
    _settle(window)


def _models_downloading(window: Window, engine: FakeEngine) -> None:
    _models_asking(window, engine)
    window._models.dialog.details._question._yes.click()
    _settle(window)
    engine.advance_job(
        ModelJobProgress("Downloading onnx/model_quantized.onnx_data", 212_000_000, 706_000_000, "bytes", 8.4e6, 59)
    )
    _settle(window)


def _models_failed(window: Window, engine: FakeEngine) -> None:
    _models_downloading(window, engine)
    engine.end_job(
        "failed",
        "A web page, titled 'Welcome to Hotel Wi-Fi', came in place of onnx/model_quantized.onnx: a proxy or the "
        "sign-in page of this network answers for huggingface.co. Open any page in a browser and sign in, or ask "
        "whoever runs the proxy to let this server through.",
        code="html-page",
    )
    _settle(window)


def _run_job(window: Window, engine: FakeEngine, kind: str, report: dict[str, Any], message: str) -> None:
    _models(window, engine, INDEPENDENT)
    details = window._models.dialog.details
    (details._check if kind == "verify" else details._tune).click()
    _settle(window)
    engine.end_job("done", message, report=report)
    _settle(window)


def _models_verified(window: Window, engine: FakeEngine) -> None:
    _run_job(window, engine, "verify", verify_report(), "All files are as published.")


def _models_damaged(window: Window, engine: FakeEngine) -> None:
    _run_job(window, engine, "verify", verify_report(passed=False), "The vectors differ: do not use this copy.")


def _models_tall(window: Window, engine: FakeEngine) -> None:
    _models_verified(window, engine)
    window._models.dialog.resize(1040, 1200)
    _settle(window)


def _models_tuned(window: Window, engine: FakeEngine) -> None:
    _run_job(window, engine, "tune", tune_report(), "It runs 3.1 times as fast as delivered from now on.")


def _models_used(window: Window, engine: FakeEngine) -> None:
    _models(window, engine, INDEPENDENT)
    window._models.dialog.details._use.click()
    window._models.dialog.details._question._yes.click()
    _settle(window)


def _models_narrow(window: Window, engine: FakeEngine) -> None:
    _models_tuned(window, engine)
    window._models.dialog.resize(560, 620)
    _settle(window)


def _models_small(window: Window, engine: FakeEngine) -> None:
    # A screen of 1,366 x 768 at 200 %.
    _models_downloading(window, engine)
    window._models.dialog.resize(640, 350)
    _settle(window)


def _models_long(window: Window, engine: FakeEngine) -> None:
    engine.known_models = [
        replace(
            model, title=f"{GERMAN} <b>{model.title}</b>", languages=GERMAN, source=f"/{GERMAN}/{GERMAN}", note=GERMAN
        )
        for model in models()
    ]
    _models_failed(window, engine)


STATES: dict[str, tuple[Callable[[Window, FakeEngine], None], tuple[int, int]]] = {
    "results": (_results, (1180, 760)),
    "fourth-row": (_second, (1180, 760)),
    "filtered": (_filtered, (1180, 760)),
    "narrow": (_results, (780, 480)),
    "no-match": (_nothing, (1180, 760)),
    "search-error": (_broken, (1180, 760)),
    "notice": (_noticed, (1180, 760)),
    "long-texts": (_long_texts, (1180, 760)),
    "long-texts-narrow": (_long_texts, (520, 560)),
    "empty": (_empty, (1180, 760)),
    "index": (_index, (1180, 760)),
    "index-filling": (_index_filling, (1180, 760)),
    "index-held": (_index_held, (1180, 760)),
    "index-failed": (_index_failed, (1180, 760)),
    "index-left-out": (_index_left_out, (1180, 760)),
    "index-nothing": (_index_nothing, (1180, 760)),
    "index-narrow": (_index_narrow, (1180, 760)),
    "index-small": (_index_small, (1180, 760)),
    "index-long": (_index_long, (1180, 760)),
    "settings": (_settings, (1180, 760)),
    "settings-patterns": (_settings_patterns, (1180, 760)),
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


def draw(folder: Path, *, only: str = "") -> list[Path]:
    """Draw every state, or those whose name begins with `only`, in both themes."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    theme = Theme(application)
    for choice in ("light", "dark"):
        for name, (prepare, size) in STATES.items():
            if not name.startswith(only):
                continue
            drawn += _draw_state(folder / f"{name}-{choice}.png", ledger_engine(), prepare, size, theme, choice)
        if not only:
            drawn += _draw_state(
                folder / f"first-run-{choice}.png", FakeEngine(folders=()), _empty, (1180, 760), theme, choice
            )
    return drawn


def _draw_state(
    path: Path,
    engine: FakeEngine,
    prepare: Callable[[Window, FakeEngine], None],
    size: tuple[int, int],
    theme: Theme,
    choice: str,
) -> list[Path]:
    theme.choose(choice)
    engine.change_settings(theme=choice)
    bridge = Bridge(lambda: engine)
    window = Window(bridge, theme, Opener(bridge), load_icon(delivered("assets")))
    window.resize(*size)
    window.show()
    window.activateWindow()
    bridge.start()
    _settle(window)
    prepare(window, engine)
    pictures = [path]
    window.grab().save(str(path))
    for number, other in enumerate(_others(window)):
        pictures.append(path.with_stem(f"{path.stem}-{number}"))
        other.grab().save(str(pictures[-1]))
        other.close()
    window.is_quitting = True
    bridge.close()
    bridge.wait_for_threads(5_000)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, QDeadlineTimer(50))
    return pictures


def _others(window: Window) -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget is not window and widget.isVisible()]


if __name__ == "__main__":
    for picture in draw(Path(sys.argv[1]), only=sys.argv[2] if len(sys.argv) > 2 else ""):
        print(picture)
