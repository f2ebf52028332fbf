"""Fixtures for the window's tests. Without a display they run offscreen; a warning of Qt fails a test."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.window import Window
from tests.support.fake_engine import FakeEngine
from tests.support.sample_hits import filled_engine

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_NO_DISPLAY = ("This plugin does not support", "No such signal QPlatformNativeInterface::systemTrayWindowChanged")
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What Qt complains of is a fault, except what its display-less platform cannot do."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*_NO_DISPLAY, extend=True))


class FakeOpener(Opener):
    """Remembers what it should open, and refuses where a test says so."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.opened: list[tuple[str, int | None]] = []
        self.shown: list[str] = []
        self.error: PplxError | None = None

    def open(self, path: str, page: int | None, failed: Callable[[PplxError], None]) -> None:
        self.opened.append((path, page))
        if self.error is not None:
            failed(self.error)

    def show_in_folder(self, path: str, failed: Callable[[PplxError], None]) -> None:
        self.shown.append(path)
        if self.error is not None:
            failed(self.error)


@dataclass
class Opened:
    """A window on a fake engine."""

    window: Window
    engine: FakeEngine
    bridge: Bridge
    opener: FakeOpener
    theme: Theme

    def titles(self) -> list[str]:
        """The titles in the rows."""
        return [hit.title for hit in self.window.results.results.hits]

    def found_text(self) -> str:
        """The left part of the status bar."""
        return self.window.status_line._found.text()

    def page(self) -> object:
        """What fills the window."""
        return self.window._body.currentWidget()


@dataclass
class Opening:
    """Opens windows and ends them after the test."""

    bot: QtBot
    theme: Theme
    opened: list[Opened] = field(default_factory=list)

    def __call__(self, engine: FakeEngine, *, starts: bool = True) -> Opened:
        bridge = Bridge(lambda: engine)
        opener = FakeOpener(bridge)
        window = Window(bridge, self.theme, opener, QApplication.windowIcon())
        self.bot.addWidget(window)
        window.show()
        self.bot.waitExposed(window)
        opened = Opened(window, engine, bridge, opener, self.theme)
        self.opened.append(opened)
        if starts:
            with self.bot.waitSignal(bridge.ready):
                bridge.start()
            self.bot.waitUntil(lambda: bool(window.filters._folder._group.actions()) and bool(engine.asked("status")))
        return opened


@pytest.fixture(scope="session")
def fusion(qapp: QApplication) -> None:
    """The style that a theme sets first."""
    qapp.setStyle("Fusion")


@pytest.fixture
def theme(qapp: QApplication, fusion: None, monkeypatch: pytest.MonkeyPatch) -> Theme:
    """The theme of the application, in light colours."""
    # To set the style that is there costs a tenth of a second in each test: all rules are read anew.
    monkeypatch.setattr(qapp, "setStyle", lambda _: None)
    theme = Theme(qapp)
    theme.choose("light")
    return theme


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme) -> Iterator[Opening]:
    """Opens a window on a fake engine; the engine must never have been called by the thread that paints."""
    import threading  # noqa: PLC0415

    opening = Opening(qtbot, theme)
    yield opening
    for opened in opening.opened:
        for gate in opened.engine.gates.values():
            gate.set()
        opened.window.is_quitting = True
        opened.bridge.close()
        assert opened.bridge.wait_for_threads(5_000)
        assert threading.get_ident() not in opened.engine.threads
    assert QThread.isMainThread()


@pytest.fixture
def opened(open_window: Opening) -> Opened:
    """A window on the household's files."""
    return open_window(filled_engine())
