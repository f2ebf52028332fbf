"""The pause in typing after which the model is asked."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.searching import MEANING_DELAY_MS
from tests.gui.conftest import Opened
from tests.support.fake_engine import Answers, make_hit


@pytest.mark.parametrize(
    ("took_ms", "pause_ms"), [(0.0, MEANING_DELAY_MS), (40.0, MEANING_DELAY_MS), (140.0, 210), (3_000.0, 250)]
)
def test_it_is_longer_where_the_whole_answer_takes_longer(
    opened: Opened, qtbot: QtBot, took_ms: float, pause_ms: int
) -> None:
    found = [make_hit("/data/pump.txt")]
    opened.engine.answers["pump"] = Answers(words=found, meaning=found, took_ms=took_ms)
    searching = opened.window.parts.answering.searching
    assert searching._pause.interval() == MEANING_DELAY_MS
    with qtbot.waitSignal(searching.answered, check_params_cb=lambda _, stage: stage.value == "final"):
        opened.window.search_box.set_text("pump")
    assert searching._pause.interval() == pause_ms
