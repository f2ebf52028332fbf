"""How files are handed to other programs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui.bridge import EngineBridge
from pplx_desktop.gui.opening import Opener, url_of, viewer_at_page, would_run
from tests.support.fake_engine import FakeEngine
from tests.support.stall_watch import StallWatch


class Desktop(Opener):
    """An opener whose desktop is a list."""

    def __init__(self, bridge: EngineBridge, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(bridge)
        self.opened: list[str] = []
        self.has_program = True
        self.errors: list[str] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", self._take)
        monkeypatch.setattr(Opener, "_ask_file_manager", lambda _self, _path, otherwise: otherwise())

    def note(self, error: PplxError) -> None:
        self.errors.append(error.code)

    def _take(self, url: QUrl) -> bool:
        self.opened.append(url.toLocalFile())
        return self.has_program


@pytest.fixture
def desktop(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    bridge = EngineBridge(FakeEngine)
    return Desktop(bridge, monkeypatch)


def test_a_file_is_opened_with_the_users_program(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "ä b#c?.txt"
    file.touch()
    desktop.open(str(file), None, desktop.note)
    qtbot.waitUntil(lambda: desktop.opened == [str(file)])
    assert desktop.errors == []


def test_a_file_that_is_gone_is_told(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    desktop.open(str(tmp_path / "gone.txt"), None, desktop.note)
    qtbot.waitUntil(lambda: desktop.errors == ["file-gone"])
    desktop.show_in_folder(str(tmp_path / "gone.txt"), desktop.note)
    qtbot.waitUntil(lambda: desktop.errors == ["file-gone", "file-gone"])
    assert desktop.opened == []


def test_no_program_is_told(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    desktop.has_program = False
    desktop.open(str(tmp_path / "a.txt"), None, desktop.note)
    qtbot.waitUntil(lambda: desktop.errors == ["no-application"])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems run other files")
def test_what_would_run_is_shown_in_its_folder(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "evil.desktop").touch()
    desktop.open(str(tmp_path / "evil.desktop"), None, desktop.note)
    qtbot.waitUntil(lambda: desktop.opened == [str(tmp_path)])
    assert desktop.errors == ["would-run"]
    assert would_run("/x/SETUP.AppImage")
    assert not would_run("/x/notes.py")


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the viewer")
def test_a_pdf_is_opened_at_its_page(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stalls: StallWatch
) -> None:
    told = tmp_path / "told"
    viewer = tmp_path / "evince"
    viewer.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{told}.part" && mv "{told}.part" "{told}"\n')
    viewer.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    pdf = tmp_path / "-a guide.PDF"
    pdf.touch()
    desktop.open(str(pdf), 12, desktop.note)
    qtbot.waitUntil(told.exists)
    assert told.read_text().splitlines() == ["--page-index=12", str(pdf)]
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert viewer_at_page(str(pdf), 12) is None
    # The window asks this in another thread.
    stalls.stalls.clear()
    desktop.open(str(pdf), 12, desktop.note)
    qtbot.waitUntil(lambda: desktop.opened == [str(pdf)])


def test_a_name_that_is_no_text_has_an_address() -> None:
    assert url_of("/x/caf\udce9 %.txt").toEncoded().data() == b"file:///x/caf%E9%20%25.txt"
