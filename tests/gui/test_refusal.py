"""A start that comes to nothing is told where somebody sees it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from pplx_desktop import __main__
from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.paths import delivered
from pplx_desktop.gui import refusal, translation
from tests.support.stall_watch import StallWatch

_ERROR = EnvironmentProblem(
    "window-socket",
    "The window could not make its local socket.",
    detail="QLocalServer: <b>no room</b>",
    hint="Check free space and permissions of the program's data folder.",
)


@pytest.fixture(autouse=True)
def _english(qtbot: QtBot) -> Iterator[None]:
    yield
    translation.install("en", delivered("assets") / "translations")


def test_it_says_what_what_to_do_and_for_who_asks_why(qtbot: QtBot) -> None:
    translation.install("de", delivered("assets") / "translations")
    box = refusal.refusal(_ERROR)
    qtbot.addWidget(box)
    assert box.text() == "Das Fenster konnte seinen lokalen Socket nicht anlegen."
    assert box.informativeText() not in {"", _ERROR.hint}
    assert box.detailedText() == _ERROR.detail
    assert box.textFormat().name == "PlainText"


@pytest.mark.parametrize(
    ("background", "is_terminal", "is_shown"), [(False, False, True), (False, True, False), (True, False, False)]
)
def test_it_is_shown_where_no_terminal_is_and_somebody_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, background: bool, is_terminal: bool, is_shown: bool
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PPLX_DESKTOP_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal, raising=False)
    shown: list[str] = []
    monkeypatch.setattr(refusal, "show_refusal", lambda error, _: shown.append(error.code))
    with pytest.raises(EnvironmentProblem, match="cannot write to its folder"):
        __main__.open_window(None, background=background, toggle=False)
    assert shown == ["home-unwritable"] * is_shown


@pytest.mark.usefixtures("theme")
def test_only_a_window_that_is_seen_stands_in_the_way(
    tmp_path: Path, qapp: QApplication, stalls: StallWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: read.append(box.text()))
    (tmp_path / "window.ini").write_text("[General]\nlanguage=de\ntext_size=none\n")
    monkeypatch.setattr(refusal, "_UNSEEN", frozenset({qapp.platformName()}))
    refusal.show_refusal(_ERROR, tmp_path)
    assert not read
    monkeypatch.setattr(refusal, "_UNSEEN", frozenset())
    refusal.show_refusal(_ERROR, tmp_path)
    assert read == ["Das Fenster konnte seinen lokalen Socket nicht anlegen."]
    # Nothing is painted before it is known what is to be said.
    stalls.stalls.clear()
