"""Draws the window's main states, light and dark, into a folder: `python -m tests.gui.make_screenshots FOLDER`.

Runs without a display. The pictures are for looking at; the tests measure what can be measured.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import Progress
from pplx_desktop.gui.app import load_icon
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.window import Window
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.sample_hits import QUERY, filled_engine, home_path

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
    engine.answers[QUERY].notices = ("Only by words: the model is not there. Run `pplx-desktop models list`.",)
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


def _folders(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.folders.trigger()
    _settle(window)


def _about(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.about.trigger()
    _settle(window)


def _menu(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.menu_button.menu().popup(window.mapToGlobal(window.rect().topRight()))
    _settle(window)


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
    "folders": (_folders, (1180, 760)),
    "about": (_about, (1180, 760)),
    "menu": (_menu, (1180, 760)),
}


def draw(folder: Path) -> list[Path]:
    """Draw every state in both themes."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    theme = Theme(application)
    for choice in ("light", "dark"):
        for name, (prepare, size) in STATES.items():
            drawn += _draw_state(folder / f"{name}-{choice}.png", filled_engine(), prepare, size, theme, choice)
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
    for picture in draw(Path(sys.argv[1])):
        print(picture)
