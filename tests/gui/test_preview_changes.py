"""The file in the preview is another by now: its text is asked for anew, and passages of the text before do no harm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from pplx_desktop.core.types import Block
from tests.gui.conftest import Previewing
from tests.support.fake_engine import FakeEngine, make_hit, make_passage
from tests.support.made_paper import make_paper
from tests.support.sample_hits import home_path


def test_a_file_that_was_read_anew_is_shown_with_its_new_text(open_preview: Previewing, qtbot: QtBot) -> None:
    engine = FakeEngine()
    path = home_path("Documents", "notes.txt")
    engine.views[path] = "Where the pump is."
    shown = open_preview(engine, make_hit(path, make_passage("Where the pump is.", ("pump",))))
    qtbot.waitUntil(lambda: "pump" in shown.preview.text_view.toPlainText())
    engine.views[path] = "A line before.\n\nWhere the pump is."
    later = make_hit(path, make_passage("Where the pump is.", ("pump",), start=16))
    shown.preview.show_hit(replace(later, mtime_ns=later.mtime_ns + 1))
    qtbot.waitUntil(lambda: "A line before" in shown.preview.text_view.toPlainText())
    assert shown.preview.passage == later.passages[0]


@pytest.mark.parametrize("name", ["a.txt", "a.py", "a.csv", "a.eml", "a.pptx", "a.pdf"])
def test_passages_beyond_the_end_of_a_text_that_has_become_shorter_do_no_harm(
    open_preview: Previewing, qtbot: QtBot, name: str
) -> None:
    engine = FakeEngine()
    path = home_path("Documents", name)
    text = "one, two\nthree, four"
    engine.views[path] = text
    engine.blocks[path] = (Block(0, len(text), 1 if name.endswith(".pdf") else None),)
    engine.papers[path] = make_paper({1: text}, 1)
    passages = [make_passage("What stood there before", ("stood",), start=start, page=1) for start in (15, 900)]
    shown = open_preview(engine, make_hit(path, *passages))
    preview = shown.preview
    qtbot.waitUntil(lambda: preview.shown_path == path)
    for number in (1, 0):
        preview.choose_passage(number)
        preview.show_telling(path, passages[number].start, (passages[number].start + 2, passages[number].end))
        preview.copy_passage()
        preview.find_in_file()
        preview.toggle_text()
        preview.grab()
    if name.endswith(".pdf"):
        # Changed twice: what is drawn is seen again.
        qtbot.waitUntil(lambda: preview.body.pages.sheets.text(0) is not None)
        preview.grab()
