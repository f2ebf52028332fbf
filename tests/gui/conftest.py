"""Fixtures for the window's tests. Without a display they run offscreen; a warning of Qt fails a test."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.types import Hit
from pplx_desktop.gui.bridge import EngineBridge
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.preview import Preview
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.window import Window
from tests.gui.shown_pages import is_ready, view_of
from tests.support.fake_engine import FakeEngine
from tests.support.made_paper import paper_for_the_guide
from tests.support.sample_hits import filled_engine, guide
from tests.support.stall_watch import StallWatch

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_NO_DISPLAY = ("This plugin does not support", "No such signal QPlatformNativeInterface::systemTrayWindowChanged")
_HERE = Path(__file__).parent
_PATIENCE_MS = 60_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What Qt complains of is a fault, except what its display-less platform cannot do."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*_NO_DISPLAY, extend=True))


class FakeOpener(Opener):
    """Remembers what it should open, and refuses where a test says so."""

    def __init__(self, bridge: EngineBridge) -> None:
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


class PatientBot(QtBot):
    """Waits longer than pytest-qt by itself: what works costs none of it, however much else the machine has to do."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = _PATIENCE_MS) -> None:
        """See `QtBot.waitUntil`."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE_MS, **others: Any) -> Any:
        """See `QtBot.waitSignal`."""
        return super().waitSignal(signal, timeout=timeout, **others)

    def waitExposed(self, widget: Any, *, timeout: int = _PATIENCE_MS) -> Any:
        """See `QtBot.waitExposed`."""
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[PatientBot]:
    """In place of pytest-qt's own."""
    yield PatientBot(request)
    assert qapp.mouseButtons() == Qt.MouseButton.NoButton, "A button that is still held is held in the next test, too."


@dataclass
class Opened:
    """A window on a fake engine."""

    window: Window
    engine: FakeEngine
    bridge: EngineBridge
    opener: FakeOpener
    theme: Theme

    @property
    def preview(self) -> Preview:
        """Its right side."""
        return self.window.preview

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
        bridge = EngineBridge(lambda: engine)
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


@dataclass
class Previewed:
    """The preview alone, on a fake engine: a window of its own costs five times as much."""

    preview: Preview
    engine: FakeEngine
    bridge: EngineBridge
    theme: Theme


@dataclass
class Previewing:
    """Shows hits in previews and ends these after the test."""

    bot: QtBot
    theme: Theme
    shown: list[Previewed] = field(default_factory=list)

    def __call__(self, engine: FakeEngine, hit: Hit) -> Previewed:
        bridge = EngineBridge(lambda: engine)
        preview = Preview(self.theme, bridge)
        self.bot.addWidget(preview)
        preview.resize(640, 720)
        preview.show()
        self.bot.waitExposed(preview)
        shown = Previewed(preview, engine, bridge, self.theme)
        self.shown.append(shown)
        with self.bot.waitSignal(bridge.ready):
            bridge.start()
        preview.show_hit(hit)
        return shown


@pytest.fixture(scope="session")
def fusion(qapp: QApplication) -> None:
    """The style that a theme sets first."""
    qapp.setStyle("Fusion")


@pytest.fixture
def theme(qapp: QApplication, fusion: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Theme]:
    """The theme of the application, in light colours."""
    # To set the style that is there costs a tenth of a second in each test: all rules are read anew.
    monkeypatch.setattr(qapp, "setStyle", lambda _: None)
    font = qapp.font()
    theme = Theme(qapp)
    theme.choose("light")
    yield theme
    # Text of another size is not the next test's.
    qapp.setFont(font)


@pytest.fixture
def listening() -> Iterator[None]:
    """A screen reader is there."""
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(was_active)


@pytest.fixture(autouse=True)
def stalls() -> Iterator[StallWatch]:
    """What the program did in the thread that paints and must not do there: a test in which there is some fails, unless
    it expects it and empties this.
    """
    watch = StallWatch()
    with watch.watching():
        yield watch
    assert not watch.stalls, watch.complaint()


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme) -> Iterator[Opening]:
    """Opens a window on a fake engine; the engine must never have been called by the thread that paints."""
    opening = Opening(qtbot, theme)
    yield opening
    for opened in opening.opened:
        opened.window.is_quitting = True
        _end(opened.engine, opened.bridge)


@pytest.fixture
def open_preview(qtbot: QtBot, theme: Theme) -> Iterator[Previewing]:
    """Shows a hit in a preview on a fake engine; the same holds of the engine."""
    previewing = Previewing(qtbot, theme)
    yield previewing
    for shown in previewing.shown:
        _end(shown.engine, shown.bridge)


@pytest.fixture
def drawn(open_preview: Previewing, qtbot: QtBot) -> Previewed:
    """The household's guide, drawn."""
    engine = FakeEngine()
    paper_for_the_guide(engine)
    shown = open_preview(engine, guide()[0])
    qtbot.waitUntil(lambda: is_ready(view_of(shown)))
    return shown


def _end(engine: FakeEngine, bridge: EngineBridge) -> None:
    for gate in engine.gates.values():
        gate.set()
    bridge.close()
    assert bridge.wait_for_threads(_PATIENCE_MS)
    assert QThread.isMainThread()
    assert threading.get_ident() not in engine.threads


@pytest.fixture
def opened(open_window: Opening) -> Opened:
    """A window on the household's files."""
    return open_window(filled_engine())
