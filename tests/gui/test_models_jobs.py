"""Jobs with models: begun, shown while they run, failed, cancelled, imported, and what goes on without the dialog."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.model_types import ModelJobProgress
from tests.gui.conftest import Opening
from tests.gui.shown_models import Shown, show_models
from tests.support.sample_models import (
    CONTEXT,
    INDEPENDENT,
    STARTER,
    model_engine,
    verify_report,
)

HALF_WAY = ModelJobProgress("onnx/model.onnx_data", 212_000_000, 706_000_000, "bytes", 8.4e6, 59)


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Shown:
    return show_models(open_window, qtbot)


def test_a_download_asks_first_and_says_from_where_and_how_large(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_ENDPOINT", raising=False)
    shown.choose(CONTEXT)
    shown.press(shown.details._download)
    question = shown.details._question
    assert question._headline.said == f"Download {CONTEXT} from huggingface.co?"
    assert "706 MB" in question._text.said
    assert "the only time the program uses the network" in question._text.said
    assert shown.engine.asked("start_model_job") == []
    shown.press(question._no)
    assert not question.isVisible()
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example:8443/hub")
    shown.press(shown.details._download)
    assert question._headline.said == f"Download {CONTEXT} from mirror.example:8443?"
    shown.agree()
    shown.bot.waitUntil(lambda: shown.engine.asked("start_model_job") == [("get", CONTEXT)])


def test_progress_comes_from_other_threads_and_is_shown(shown: Shown) -> None:
    shown.start("get", CONTEXT)
    assert shown.job.headline == f"Downloading {CONTEXT}"
    assert shown.job._bar.maximum() == 0
    shown.engine.advance_job(HALF_WAY)
    shown.bot.waitUntil(lambda: shown.job._numbers.text() == "212 MB of 706 MB  ·  8.4 MB/s  ·  about 1 min left")
    assert shown.job._bar.value() == 300
    assert shown.job._step.said == "onnx/model.onnx_data"
    assert shown.opened.window.status_line._model.text() == "Downloading a model, 30 %"
    for button in (shown.details._download, shown.dialog._import_folder, shown.dialog._import_archive):
        assert not button.isEnabled()
    shown.engine.end_job("done", "All files are there and verified.")
    shown.bot.waitUntil(lambda: shown.job.headline == f"{CONTEXT} is downloaded")
    assert shown.job.text == "All files are there and verified."
    assert not shown.job._bar.isVisible()
    shown.bot.waitUntil(shown.details._use.isVisible)
    assert shown.opened.window.status_line._model.text() == STARTER
    assert shown.dialog._import_folder.isEnabled()


def test_a_failed_download_says_what_to_do_and_can_be_tried_again(shown: Shown) -> None:
    shown.start("get", CONTEXT)
    text = "The disk of <b>/home</b> is full. Make room.\nThe model in use was not touched."
    shown.engine.end_job("failed", text, code="disk-full")
    shown.bot.waitUntil(lambda: shown.job.headline == f"{CONTEXT} was not downloaded")
    assert shown.job.text == text.replace("\n", " ")
    assert shown.job._text.textFormat() == Qt.TextFormat.PlainText
    assert shown.job._headline.objectName() == "jobError"
    shown.press(shown.job._again)
    shown.bot.waitUntil(lambda: shown.engine.asked("start_model_job") == [("get", CONTEXT)] * 2)
    shown.bot.waitUntil(lambda: shown.job.headline == f"Downloading {CONTEXT}")
    assert shown.job._headline.objectName() == "jobHeadline"
    shown.bot.waitUntil(shown.job._cancel.isEnabled)
    assert not shown.job._again.isVisible()


def test_cancel_waits_for_the_engine_and_is_pressed_once(shown: Shown) -> None:
    shown.start("get", CONTEXT)
    gate = shown.engine.hold_call("cancel_model_job")
    shown.press(shown.job._cancel)
    assert shown.job._cancel.text() == "Stopping…"
    assert not shown.job._cancel.isEnabled()
    # What is still on its way does not bring the button back.
    shown.engine.advance_job(HALF_WAY)
    shown.bot.waitUntil(lambda: shown.job._bar.value() == 300)
    assert not shown.job._cancel.isEnabled()
    gate.set()
    shown.bot.waitUntil(lambda: shown.job.headline == f"The download of {CONTEXT} was stopped")
    assert shown.engine.asked("cancel_model_job") == [None]
    assert shown.job.text == "Stopped. What came is kept."
    shown.start("get", CONTEXT)
    shown.bot.waitUntil(lambda: shown.job._cancel.isEnabled() and shown.job._cancel.text() == "Cancel")


def test_cancel_by_key_leaves_the_keyboard_at_what_can_be_done_next(shown: Shown) -> None:
    shown.start("get", CONTEXT)
    shown.bot.waitUntil(shown.job._cancel.isEnabled)
    shown.job._cancel.setFocus()
    shown.engine.end_job("failed", "The server does not answer.")
    shown.bot.waitUntil(shown.job._again.isVisible)
    assert shown.job._again.hasFocus()


def test_a_job_that_cannot_begin_says_why(shown: Shown) -> None:
    shown.engine.job_error = UserError("model-job-running", "Another model is being worked on.", hint="Wait for it.")
    shown.choose(INDEPENDENT)
    shown.press(shown.details._tune)
    shown.bot.waitUntil(lambda: shown.job.headline == "Another model is being worked on.")
    assert shown.job.text == "Wait for it."
    assert not shown.job._cancel.isVisible()
    assert shown.details._tune.isEnabled()


def test_an_error_of_the_program_is_told_too(shown: Shown, caplog: pytest.LogCaptureFixture) -> None:
    shown.engine.job_error = RuntimeError("boom")
    shown.choose(INDEPENDENT)
    shown.press(shown.details._check)
    shown.bot.waitUntil(lambda: shown.job.headline == "Something went wrong inside the program.")
    assert "boom" in caplog.text


def test_closing_during_a_job_lets_it_go_on(shown: Shown) -> None:
    shown.start("get", CONTEXT)
    shown.press(shown.dialog._close)
    assert not shown.dialog.isVisible()
    assert shown.engine.asked("cancel_model_job") == []
    shown.engine.advance_job(HALF_WAY)
    window = shown.opened.window
    shown.bot.waitUntil(lambda: window.status_line._model.text() == "Downloading a model, 30 %")
    window.actions_.models.trigger()
    shown.bot.waitUntil(shown.dialog.isVisible)
    assert shown.job.headline == f"Downloading {CONTEXT}"
    assert shown.job._bar.value() == 300
    shown.key(Qt.Key.Key_Escape)
    assert not shown.dialog.isVisible()
    shown.engine.end_job("done", "All files are there and verified.")
    shown.bot.waitUntil(lambda: window.notice.text == f"{CONTEXT} is downloaded. All files are there and verified.")
    shown.bot.waitUntil(lambda: len(shown.engine.asked("status")) > 1)
    assert shown.opened.bridge.wait_for_threads(60_000)
    shown.bot.wait(30)
    assert window.notice.isVisible()
    # Reopened, it says so; once read, no more.
    window.actions_.models.trigger()
    assert shown.job.isVisible()
    shown.dialog.close()
    window.actions_.models.trigger()
    assert not shown.job.isVisible()


def test_a_job_that_ran_before_the_window_asked_is_shown(open_window: Opening, qtbot: QtBot) -> None:
    engine = model_engine()
    engine.start_model_job("tune", INDEPENDENT)
    engine.threads.clear()
    opened = open_window(engine)
    opened.window.actions_.models.trigger()
    dialog = opened.window._models.dialog
    qtbot.waitUntil(lambda: dialog.job_view.headline == f"Tuning {INDEPENDENT} for this computer")
    assert not dialog.details._check.isEnabled()


def test_an_older_answer_does_not_bring_an_ended_job_back(shown: Shown) -> None:
    gate = shown.engine.hold_call("start_model_job")
    asked = len(shown.engine.asked("model_job"))
    shown.choose(INDEPENDENT)
    shown.press(shown.details._check)
    assert shown.job.headline == f"Checking {INDEPENDENT}"
    assert not shown.job._cancel.isEnabled()
    real, gate_answer = shown.engine.model_job, shown.engine.hold_call("model_job")

    def old_answer():
        job = real()
        shown.engine._wait_for("model_job")
        return job

    shown.engine.model_job = old_answer
    gate.set()
    shown.bot.waitUntil(lambda: len(shown.engine.asked("model_job")) > asked)
    shown.engine.end_job("done", "Fine.", report=verify_report())
    shown.bot.waitUntil(lambda: shown.job.headline == f"{INDEPENDENT} passed the check")
    gate_answer.set()
    assert shown.opened.bridge.wait_for_threads(60_000)
    shown.bot.wait(20)
    assert shown.job.headline == f"{INDEPENDENT} passed the check"


@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_importing_a_folder_or_an_archive(shown: Shown, tmp_path, kind: str) -> None:
    path = tmp_path / "My <i>model"
    if kind == "folder":
        path.mkdir()
    else:
        path = path.with_suffix(".zip")
        path.touch()
    shown.press(shown.dialog._import_folder if kind == "folder" else shown.dialog._import_archive)
    chooser = shown.dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.close()
    shown.bot.waitUntil(lambda: shown.engine.asked("start_model_job") == [("import", str(path))])
    shown.bot.waitUntil(lambda: shown.job.headline.startswith("Importing "))
    assert "<i>model" in shown.job.headline
    shown.engine.known_models.append(replace(shown.engine.known_models[-1], name="imported", title="Imported one"))
    shown.engine.end_job("done", "It is called “Imported one”.", report={"name": "imported"})
    shown.bot.waitUntil(lambda: shown.details.model_info.name == "imported")


def test_the_program_ends_while_a_job_runs(shown: Shown) -> None:
    shown.start("get", CONTEXT)
    with shown.bot.waitSignal(shown.opened.bridge.closed):
        shown.opened.bridge.close()
    shown.engine.advance_job(HALF_WAY)
    shown.bot.wait(20)
    assert shown.job._bar.maximum() == 0
