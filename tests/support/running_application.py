"""A whole `Application` on a fake engine, in the test's own process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.gui import translation
from pplx_desktop.gui.app import Application
from pplx_desktop.gui.instance import SHOW, SingleInstance
from tests.support.fake_engine import FakeEngine


@dataclass
class Running:
    """The application, its engine, and how often the event loop was asked to end."""

    application: Application
    engine: FakeEngine
    exits: list[bool]


@contextmanager
def running_application(
    qapp: QApplication, qtbot: QtBot, runtime: Path, engine: FakeEngine, *, background: bool = False, **others: Any
) -> Iterator[Running]:
    """Start it as `run` does, and end it afterwards. `others` are handed to `Application`."""
    instance = SingleInstance(runtime)
    assert instance.claim(SHOW)
    instance.listen()
    application = Application(qapp, instance, lambda: engine, runtime, **others)
    exits: list[bool] = []
    application._exit = lambda: exits.append(True)
    application.start(background=background)
    if not background:
        qtbot.waitExposed(application.window)
    qtbot.waitUntil(lambda: bool(engine.asked("status")))
    yield Running(application, engine, exits)
    assert application.finish()
    assert engine.is_closed
    qapp.removeEventFilter(application)
    qtbot.wait(10)
    application.window.deleteLater()
    translation.install("en", runtime)
    application.theme.resize(100)
