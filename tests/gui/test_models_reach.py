"""The dialog of the models by keyboard and for a screen reader, with long words and little room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.report_table import ReportTable
from tests.gui.conftest import Opening
from tests.gui.shown_models import Shown, show_models
from tests.support.sample_models import (
    CONTEXT,
    INDEPENDENT,
    tune_report,
)

WORD = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Shown:
    return show_models(open_window, qtbot)


def test_escape_leaves_the_question_then_the_dialog(shown: Shown) -> None:
    shown.choose(CONTEXT)
    shown.press(shown.details._download)
    shown.key(Qt.Key.Key_Escape)
    assert not shown.details.is_asking
    assert shown.dialog.isVisible()
    assert shown.details._download.hasFocus()
    shown.key(Qt.Key.Key_Escape)
    assert not shown.dialog.isVisible()
    assert shown.engine.asked("start_model_job") == []


def test_the_whole_way_by_keyboard(shown: Shown) -> None:
    assert shown.dialog.list.hasFocus()
    shown.key(Qt.Key.Key_Down)
    shown.key(Qt.Key.Key_Return)
    assert shown.details._question._yes.hasFocus()
    shown.key(Qt.Key.Key_Return)
    shown.bot.waitUntil(lambda: shown.engine.asked("start_model_job") == [("get", CONTEXT)])
    # A second press of the same key does not hit anything that runs.
    assert shown.dialog.list.hasFocus()
    shown.key(Qt.Key.Key_Return)
    assert not shown.details.is_asking
    shown.bot.waitUntil(shown.job._cancel.isEnabled)
    for _ in range(20):
        if shown.job._cancel.hasFocus():
            break
        shown.key(Qt.Key.Key_Tab)
    shown.key(Qt.Key.Key_Space)
    shown.bot.waitUntil(lambda: shown.engine.asked("cancel_model_job") == [None])


def test_every_control_is_reached_by_tab_and_has_a_name(shown: Shown) -> None:
    shown.start("tune")
    shown.engine.end_job("done", "Faster.", report=tune_report())
    shown.bot.waitUntil(lambda: len(shown.details.findChildren(ReportTable)) == 2)
    shown.choose(INDEPENDENT)
    reached: list[QWidget] = []

    def all_is_reached() -> bool:
        # Once more where the list of models came anew meanwhile, and with it the tables.
        reached.clear()
        shown.dialog.list.setFocus()
        while shown.dialog.focusWidget() not in reached:
            reached.append(shown.dialog.focusWidget())
            shown.key(Qt.Key.Key_Tab)
        buttons = [button for button in shown.dialog.findChildren(QAbstractButton) if button.isVisible()]
        wanted = {
            button
            for button in buttons
            if button.isEnabled() and button.metaObject().className() != "QTableCornerButton"
        }
        return wanted | set(shown.details.findChildren(ReportTable)) <= set(reached)

    shown.bot.waitUntil(all_is_reached)
    nameless = [widget for widget in reached if not (widget.accessibleName() or getattr(widget, "text", str)())]
    assert nameless == []


@pytest.mark.parametrize("size", [(380, 340), (600, 400), (640, 350), (1400, 900)])
def test_long_words_and_little_room(shown: Shown, size: tuple[int, int]) -> None:
    shown.engine.known_models = [
        replace(model, title=f"{WORD} {WORD}", languages=WORD, license=WORD, source=f"/{WORD}/{WORD}", note=WORD)
        for model in shown.engine.known_models
    ]
    shown.dialog.resize(*size)
    shown.opened.window.actions_.models.trigger()
    shown.bot.waitUntil(lambda: shown.dialog.list.models[0].note == WORD)
    shown.start("tune")
    shown.engine.end_job("done", f"{WORD} " * 4, report=tune_report())
    shown.bot.waitUntil(lambda: len(shown.details.findChildren(ReportTable)) == 2)
    shown.bot.wait(20)
    assert (shown.dialog.width(), shown.dialog.height()) == size
    # Nothing is wider than its room.
    assert shown.details.widget().width() <= shown.details.viewport().width()
    for button in shown.details.findChildren(QPushButton):
        if button.isVisible():
            assert button.geometry().right() < button.parentWidget().width()
            assert button.width() >= button.sizeHint().width()
    assert shown.job.geometry().bottom() < shown.dialog.height()


def test_a_row_tells_a_screen_reader_everything(shown: Shown) -> None:
    model = shown.dialog.list.model()
    told = model.data(model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told == f"{INDEPENDENT}, installed, tuned, reads each passage by itself, many languages, MIT, 707 MB"


def test_no_label_takes_text_for_html(shown: Shown) -> None:
    shown.engine.known_models = [
        replace(model, title="<b>a</b>", note="<img src=x>") for model in shown.engine.known_models
    ]
    shown.opened.window.actions_.models.trigger()
    shown.bot.waitUntil(lambda: shown.details._title.said == "<b>a</b>")
    for label in shown.dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    tip = shown.dialog.list.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip
