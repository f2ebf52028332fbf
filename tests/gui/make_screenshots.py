"""Draws the window's main states, light and dark, into a folder: `python -m tests.gui.make_screenshots FOLDER [BEGINNING]`.

Runs without a display. The pictures are for looking at; the tests measure what can be measured.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from pplx_desktop.core.paths import delivered
from pplx_desktop.gui.app import load_icon
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.window import Window
from tests.gui.settling import settle
from tests.gui.states_dialogs import DIALOGS
from tests.gui.states_window import WINDOW, show_nothing
from tests.support.fake_engine import FakeEngine
from tests.support.sample_ledger import ledger_engine

STATES = WINDOW | DIALOGS


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
                folder / f"first-run-{choice}.png", FakeEngine(folders=()), show_nothing, (1180, 760), theme, choice
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
    settle(window)
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
