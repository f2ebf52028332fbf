"""The dialog of the models: clicks, keys, jobs that run, fail, are cancelled, and what the engine says meanwhile."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import EnvironmentProblem, ModelProblem, UserError
from pplx_desktop.core.events import Trouble
from pplx_desktop.core.types import ModelJobProgress
from pplx_desktop.gui.models_dialog import ModelsDialog
from pplx_desktop.gui.report_table import ReportTable
from tests.gui.conftest import Opened, Opening
from tests.support.sample_models import (
    CONTEXT,
    INDEPENDENT,
    LARGE,
    OWN,
    STARTER,
    model_engine,
    tune_report,
    verify_report,
)

HALF_WAY = ModelJobProgress("onnx/model.onnx_data", 212_000_000, 706_000_000, "bytes", 8.4e6, 59)
WORD = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"


@dataclass
class Shown:
    """The dialog on a fake engine."""

    opened: Opened
    dialog: ModelsDialog
    bot: QtBot

    @property
    def engine(self):
        return self.opened.engine

    @property
    def job(self):
        return self.dialog.job_view

    @property
    def details(self):
        return self.dialog.details

    def press(self, button: QAbstractButton) -> None:
        """Click it as a hand would: only what is seen and enabled."""
        assert button.isVisible()
        assert button.isEnabled()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key) -> None:
        self.bot.keyClick(self.dialog.focusWidget(), key)

    def choose(self, name: str) -> None:
        self.dialog.choose(name)
        assert self.details.model_info.name == name

    def agree(self) -> None:
        self.press(self.details._question._yes)

    def start(self, kind: str, name: str = INDEPENDENT) -> None:
        """Begin a job by its button, and wait until the engine said so."""
        self.choose(name)
        if kind == "get":
            self.press(self.details._download)
            self.agree()
        else:
            self.press(self.details._check if kind == "verify" else self.details._tune)
        self.bot.waitUntil(lambda: self.dialog.job is not None and self.dialog.job.outcome == "running")


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Shown:
    opened = open_window(model_engine())
    opened.window.actions_.models.trigger()
    dialog = opened.window._models.dialog
    qtbot.waitUntil(lambda: len(dialog.list.models) == 5)
    qtbot.waitExposed(dialog)
    return Shown(opened, dialog, qtbot)


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
    assert shown.job._step.text == "onnx/model.onnx_data"
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
    shown.opened.bridge.wait_for_threads(2_000)
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
    shown.bot.waitUntil(lambda: shown.engine.asked("model_job") != [None])
    shown.engine.end_job("done", "Fine.", report=verify_report())
    shown.bot.waitUntil(lambda: shown.job.headline == f"{INDEPENDENT} passed the check")
    gate_answer.set()
    assert shown.opened.bridge.wait_for_threads(3_000)
    shown.bot.wait(20)
    assert shown.job.headline == f"{INDEPENDENT} passed the check"


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
    shown.opened.bridge.wait_for_threads(2_000)
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


def test_another_row_leaves_the_question(shown: Shown) -> None:
    shown.choose(CONTEXT)
    shown.press(shown.details._download)
    at = shown.dialog.list.visualRect(shown.dialog.list.model().index(3, 0)).center()
    shown.bot.mouseClick(shown.dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.details.model_info.name == LARGE
    assert not shown.details.is_asking
    assert shown.dialog.list.hasFocus()


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
    shown.dialog.list.setFocus()
    reached: list[QWidget] = []
    while shown.dialog.focusWidget() not in reached:
        reached.append(shown.dialog.focusWidget())
        shown.key(Qt.Key.Key_Tab)
    buttons = [button for button in shown.dialog.findChildren(QAbstractButton) if button.isVisible()]
    wanted = {
        button for button in buttons if button.isEnabled() and button.metaObject().className() != "QTableCornerButton"
    }
    assert wanted <= set(reached)
    assert set(shown.details.findChildren(ReportTable)) <= set(reached)
    nameless = [widget for widget in reached if not (widget.accessibleName() or getattr(widget, "text", str)())]
    assert nameless == []


def test_the_report_of_a_check(shown: Shown) -> None:
    shown.start("verify")
    shown.engine.end_job("done", "As published.", report=verify_report())
    shown.bot.waitUntil(lambda: len(shown.details.findChildren(ReportTable)) == 2)
    checks = shown.details.findChildren(ReportTable)[0]
    assert checks.item(2, 0).text() == "Vectors"
    assert checks.item(2, 1).text() == "passed"
    assert checks.item(2, 2).text() == "mean cosine 0.9991, least 0.9968"
    # Nothing of a row is cut off: what scrolls is the page.
    assert checks.verticalScrollBar().maximum() == 0
    # Another model shows another report: none.
    shown.choose(OWN)
    assert not shown.details._report.isVisible()
    shown.choose(INDEPENDENT)
    assert shown.details._report.isVisible()
    copy = next(button for button in shown.details.findChildren(QPushButton) if button.text() == "Copy the report")
    shown.bot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "Vectors" in QGuiApplication.clipboard().text()
    assert copy.text() == "Copied"
    shown.bot.mouseClick(shown.details._report._put_away, Qt.MouseButton.LeftButton)
    assert not shown.details._report.isVisible()


def test_a_check_that_was_not_passed_offers_the_download(shown: Shown) -> None:
    shown.start("verify")
    shown.engine.end_job("done", "It differs.", report=verify_report(passed=False))
    shown.bot.waitUntil(lambda: shown.job.headline == f"{INDEPENDENT} did not pass the check")
    assert shown.job._headline.objectName() == "jobError"
    assert shown.details._download.text() == "Download again…"
    assert shown.details._download.isVisible()
    shown.start("get")
    # What was found before is true no more.
    assert not shown.details._report.isVisible()


def test_the_table_of_a_tuning(shown: Shown) -> None:
    shown.start("tune")
    shown.engine.advance_job(ModelJobProgress("dynamic int8, 256 tokens", 3, 12, "steps", None, 240))
    shown.bot.waitUntil(lambda: shown.job._numbers.text() == "3 of 12  ·  about 4 min left")
    shown.engine.end_job("done", "Faster.", report=tune_report())
    shown.bot.waitUntil(lambda: len(shown.details.findChildren(ReportTable)) == 2)
    table = shown.details.findChildren(ReportTable)[0]
    rows = [[table.item(row, place) for place in range(table.columnCount())] for row in range(table.rowCount())]
    texts = [[item.text() if item is not None else None for item in row] for row in rows]
    assert texts[3] == ["dynamic int8, fused", "260", "192", "3.12 ×", "0.9951", "97 %", "kept"]
    assert texts[4][-1] == "dropped"
    assert texts[5][0].startswith("mean cosine 0.962 is below 0.99")
    assert table.columnSpan(5, 0) == table.columnCount()
    says = "8-bit blocks of 128: not enough memory to make it"
    assert says in [label.text() for label in shown.details.findChildren(QLabel)]
    # By key, the page follows to the row.
    shown.dialog.resize(900, 430)
    shown.bot.wait(20)
    table.setFocus()
    for _ in range(5):
        shown.bot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentRow() == 5
    row = table.visualItemRect(table.item(5, 0))
    in_view = table.viewport().mapTo(shown.details.viewport(), row.center())
    assert shown.details.viewport().rect().contains(in_view)


def test_a_report_in_the_colours_of_another_theme(shown: Shown) -> None:
    shown.start("verify")
    shown.engine.end_job("done", "As published.", report=verify_report())
    shown.bot.waitUntil(lambda: len(shown.details.findChildren(ReportTable)) == 2)
    shown.opened.theme.choose("dark")
    shown.bot.waitUntil(lambda: len(shown.details.findChildren(ReportTable)) == 2)
    assert shown.details.findChildren(ReportTable)[0].item(0, 1).text() == "passed"


@pytest.mark.parametrize(
    "report", [{"checks": "x", "graphs": [1]}, {"candidates": [{}, {"tokens_per_s": 3}]}, {"x": 1}]
)
def test_a_report_that_nobody_knows_does_no_harm(shown: Shown, report: dict[str, object]) -> None:
    shown.start("tune" if "candidates" in report else "verify")
    shown.engine.end_job("done", "Ended.", report=report)
    shown.bot.waitUntil(lambda: shown.job.text == "Ended.")
    assert shown.dialog.isVisible()


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
    assert time.monotonic() - begin < 2
    assert shown.job.headline == f"Checking {INDEPENDENT}"
    for gate in gates:
        gate.set()
    shown.bot.waitUntil(lambda: shown.engine.job is not None)


def test_the_program_ends_while_a_job_runs(shown: Shown) -> None:
    shown.start("get", CONTEXT)
    with shown.bot.waitSignal(shown.opened.bridge.closed):
        shown.opened.bridge.close()
    shown.engine.advance_job(HALF_WAY)
    shown.bot.wait(20)
    assert shown.job._bar.maximum() == 0


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
