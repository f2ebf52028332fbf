"""What the check and the tuning of a model found, as the dialog shows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.gui.report_table import ReportTable
from tests.gui.conftest import Opening
from tests.gui.shown_models import Shown, show_models
from tests.support.sample_models import (
    INDEPENDENT,
    OWN,
    tune_report,
    verify_report,
)


@pytest.fixture
def shown(open_window: Opening, qtbot: QtBot) -> Shown:
    return show_models(open_window, qtbot)


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

    def is_in_view() -> bool:
        row = table.visualItemRect(table.item(5, 0))
        place = table.viewport().mapTo(shown.details.viewport(), row.center())
        return shown.details.viewport().rect().contains(place)

    shown.bot.waitUntil(is_in_view)


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
