"""The dialog of the models: which are there, using and removing them, the questions before it."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import EnvironmentProblem, ModelProblem
from pplx_desktop.core.events import Trouble
from tests.gui.conftest import Opened, Opening
from tests.gui.shown_models import Shown, show_models
from tests.support.sample_models import (
    CONTEXT,
    INDEPENDENT,
    LARGE,
    OWN,
    STARTER,
    model_engine,
)


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Shown:
    return show_models(open_window, qtbot)


def _visible_buttons(shown: Shown) -> set[str]:
    buttons = (shown.details._use, shown.details._download, shown.details._check, shown.details._tune)
    return {button.text() for button in (*buttons, shown.details._remove) if button.isVisible()}


def test_it_shows_the_model_in_use_and_what_can_be_done(shown: Shown) -> None:
    assert shown.details.model_info.name == STARTER
    assert _visible_buttons(shown) == {"Check", "Tune for this computer"}
    shown.choose(CONTEXT)
    assert _visible_buttons(shown) == {"Download…"}
    says = "reads each passage in its document's context"
    shown.bot.waitUntil(
        lambda: says in [label.text() for label in shown.details.findChildren(QLabel) if label.isVisible()]
    )
    shown.choose(INDEPENDENT)
    assert _visible_buttons(shown) == {"Use", "Check", "Tune for this computer", "Remove…"}


@pytest.mark.parametrize("way", ["menu key", "status line", "notice"])
def test_the_ways_to_it(open_window: Opening, qtbot: QtBot, way: str) -> None:
    engine = model_engine()
    engine.model_problem = "The model is not there: search goes by words."
    opened = open_window(engine)
    window = opened.window
    dialog = window._models.dialog
    qtbot.waitUntil(window.notice.isVisible)
    if way == "menu key":
        modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(window, Qt.Key.Key_M, modifiers)
    elif way == "status line":
        assert window.status_line._model.text() == STARTER
        qtbot.mouseClick(window.status_line._model, Qt.MouseButton.LeftButton)
    else:
        assert window.notice._button.text() == "Models…"
        qtbot.mouseClick(window.notice._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(lambda: len(dialog.list.models) == 5)


def test_a_notice_of_something_else_does_not_lead_here(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.publish(Trouble("watch-limit", "Too many folders to watch."))
    qtbot.waitUntil(opened.window.notice.isVisible)
    assert opened.window.notice._button.text() == "Index…"
    opened.engine.publish(Trouble("model-child-died", "The model stopped."))
    qtbot.waitUntil(opened.window.notice._button.isVisible)


def test_using_another_model_says_what_happens_to_vectors(shown: Shown) -> None:
    shown.choose(INDEPENDENT)
    shown.press(shown.details._use)
    assert "filled in in the background" in shown.details._question._text.said
    assert "Search goes on by words" in shown.details._question._text.said
    gate = shown.engine.hold_call("use_model")
    shown.agree()
    # Loading a large model takes a while.
    assert shown.details.said == f"Making {INDEPENDENT} ready…"
    assert not shown.details._use.isEnabled()
    gate.set()
    shown.bot.waitUntil(lambda: shown.details.said.startswith(f"{INDEPENDENT} is in use now."))
    assert "Search goes on by words meanwhile." in shown.details.said
    shown.bot.waitUntil(lambda: not shown.details._use.isVisible())
    assert shown.engine.asked("use_model") == [INDEPENDENT]
    shown.bot.waitUntil(lambda: shown.opened.window.status_line._model.text() == INDEPENDENT)
    assert not shown.details._remove.isEnabled()
    assert "in use" in shown.details._remove.toolTip()


def test_a_model_that_cannot_be_used_says_why(shown: Shown) -> None:
    shown.engine.use_error = ModelProblem("model-altered", "A file was altered.", hint="Download it again.")
    shown.choose(INDEPENDENT)
    shown.press(shown.details._use)
    shown.agree()
    shown.bot.waitUntil(lambda: shown.details.said == "A file was altered. Download it again.")
    assert shown.details._said.objectName() == "errorText"
    assert shown.opened.bridge.wait_for_threads(60_000)
    shown.bot.wait(20)
    assert shown.details.said == "A file was altered. Download it again."
    assert shown.dialog.list.models[0].active


def test_removing_is_asked_and_the_safe_answer_has_the_focus(shown: Shown) -> None:
    shown.choose(INDEPENDENT)
    shown.dialog.list.setFocus()
    shown.key(Qt.Key.Key_Delete)
    question = shown.details._question
    assert question._headline.said == f"Remove {INDEPENDENT}?"
    assert question._no.hasFocus()
    shown.key(Qt.Key.Key_Return)
    assert not question.isVisible()
    assert shown.engine.asked("remove_model") == []
    shown.press(shown.details._remove)
    shown.press(question._yes)
    shown.bot.waitUntil(lambda: shown.details.said == f"{INDEPENDENT} was removed.")
    shown.bot.waitUntil(shown.details._download.isVisible)
    assert shown.engine.asked("remove_model") == [INDEPENDENT]


def test_what_came_with_the_program_or_is_in_use_is_not_removed(shown: Shown) -> None:
    shown.dialog.list.setFocus()
    shown.key(Qt.Key.Key_Delete)
    assert not shown.details.is_asking


def test_another_row_leaves_the_question(shown: Shown) -> None:
    shown.choose(CONTEXT)
    shown.press(shown.details._download)
    at = shown.dialog.list.visualRect(shown.dialog.list.model().index(3, 0)).center()
    shown.bot.mouseClick(shown.dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.details.model_info.name == LARGE
    assert not shown.details.is_asking
    assert shown.dialog.list.hasFocus()


def test_a_list_that_cannot_be_read_says_why(open_window: Opening, qtbot: QtBot) -> None:
    engine = model_engine()
    engine.models_error = EnvironmentProblem("models-unreadable", "The models cannot be listed.", hint="Look there.")
    opened = open_window(engine)
    opened.window.actions_.models.trigger()
    dialog = opened.window._models.dialog
    qtbot.waitUntil(lambda: dialog.details.said == "The models cannot be listed. Look there.")
    assert dialog.list.models == []
    engine.models_error = None
    dialog.close()
    opened.window.actions_.models.trigger()
    qtbot.waitUntil(lambda: len(dialog.list.models) == 5)
    assert dialog.details.said == ""


def test_an_engine_that_is_slow_does_not_hold_up_the_window(shown: Shown) -> None:
    gates = [shown.engine.hold_call(name) for name in ("use_model", "start_model_job", "models")]
    begin = time.monotonic()
    shown.choose(INDEPENDENT)
    shown.press(shown.details._use)
    shown.agree()
    shown.press(shown.details._check)
    shown.opened.window.actions_.models.trigger()
    shown.choose(OWN)
    assert time.monotonic() - begin < 20
    assert shown.job.headline == f"Checking {INDEPENDENT}"
    for gate in gates:
        gate.set()
    shown.bot.waitUntil(lambda: shown.engine.job is not None)


def test_the_dialog_is_open_before_the_engine_is_there(open_window: Opening, qtbot: QtBot) -> None:
    opened = open_window(model_engine(), starts=False)
    opened.window.actions_.models.trigger()
    dialog = opened.window._models.dialog
    qtbot.waitUntil(dialog.isVisible)
    opened.window._models.import_from("/nowhere")
    assert not dialog.job_view.isVisible()
    with qtbot.waitSignal(opened.bridge.ready):
        opened.bridge.start()
    qtbot.waitUntil(lambda: len(dialog.list.models) == 5)
