"""All passages of the file that is looked at: asked for once the reader stays, put behind those that the search brought."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.types import Hit, Passage
from pplx_desktop.gui import evidence_menus
from pplx_desktop.gui.results_model import MORE, More
from tests.gui.conftest import Opened
from tests.support.fake_engine import make_hit, make_passage
from tests.support.sample_evidence import explained
from tests.support.sample_hits import QUERY, home_path

COUNT = 30


def _passages() -> list[Passage]:
    made: list[Passage] = []
    for number in range(COUNT):
        start = made[-1].end + 2 if made else 0
        made.append(make_passage(f"The compressor was seen on day {number}.", ("compressor",), start=start))
    return made


@pytest.fixture
def diary(opened: Opened) -> Hit:
    """The best hit is a text of which the search brings the last two passages; the index knows all."""
    passages = _passages()
    hit = explained(make_hit(home_path("diary.txt"), passages[-1], passages[-2]), meaning=0.9)
    opened.engine.answers[QUERY].meaning[0] = hit
    opened.engine.views[hit.path] = "\n\n".join(passage.snippet.text for passage in passages)
    opened.engine.passages[hit.path] = tuple(passages)
    return hit


def _search(opened: Opened, qtbot: QtBot) -> None:
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7 and bool(opened.window.preview.shown_path))


def _says(opened: Opened) -> str:
    return opened.window.preview.evidence.passages.text().strip(" ▾")


def _row_says(opened: Opened) -> str:
    return str(opened.window.results.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def test_all_passages_of_the_file_are_gone_through(opened: Opened, diary: Hit, qtbot: QtBot) -> None:
    gate = opened.engine.hold_passages(diary.path)
    _search(opened, qtbot)
    assert _says(opened) == "passage 1 of 2"
    preview = opened.window.preview
    # An answer has the best few: there may be others.
    assert "at least 1 more passage," in _row_says(opened)
    gate.set()
    qtbot.waitUntil(lambda: _says(opened) == f"passage 1 of {COUNT}")
    # The row and the preview say the same.
    assert f", {COUNT - 1} more passages," in _row_says(opened)
    assert opened.window.results.currentIndex().data(MORE) == More(COUNT - 1, is_all=True)
    assert opened.engine.asked("passages_of") == [(QUERY, diary.path)]
    assert preview.passage == diary.passages[0]
    for number in range(2, COUNT + 1):
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_F3)
        assert _says(opened) == f"passage {number} of {COUNT}"
    assert preview.passage is not None
    assert preview.passage.snippet.text == f"The compressor was seen on day {COUNT - 3}."
    qtbot.waitUntil(lambda: len(preview.body.strip._shares) == COUNT)
    # What had its place in the answer keeps it, and nothing stands there twice.
    assert preview.hit is not None
    assert list(preview.hit.passages[:2]) == list(diary.passages)
    assert len({passage.start for passage in preview.hit.passages}) == COUNT


def test_where_the_user_went_meanwhile_he_stays(opened: Opened, diary: Hit, qtbot: QtBot) -> None:
    gate = opened.engine.hold_passages(diary.path)
    _search(opened, qtbot)
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_F3)
    gate.set()
    qtbot.waitUntil(lambda: _says(opened) == f"passage 2 of {COUNT}")
    assert opened.window.preview.passage == diary.passages[1]


def test_who_goes_on_asks_about_the_last_only(opened: Opened, diary: Hit, qtbot: QtBot) -> None:
    still = opened.window._found._all._still
    still.setInterval(600_000)
    _search(opened, qtbot)
    for _ in range(3):
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Down)
    qtbot.waitUntil(still.isActive)
    assert opened.engine.asked("passages_of") == []
    still.setInterval(0)
    still.start()
    hit = opened.window.results.hit
    assert hit is not None
    qtbot.waitUntil(lambda: opened.engine.asked("passages_of") == [(QUERY, hit.path)])


def test_without_them_those_of_the_search_are_there(opened: Opened, diary: Hit, qtbot: QtBot) -> None:
    def refuse(query: str, path: str, **options: object) -> tuple[Passage, ...]:
        del options
        opened.engine._note("passages_of", (query, path))
        raise EnvironmentProblem("index-locked", "The index is busy.")

    opened.engine.passages_of = refuse
    _search(opened, qtbot)
    qtbot.waitUntil(lambda: bool(opened.engine.asked("passages_of")))
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_F3)
    assert _says(opened) == "passage 2 of 2"


def test_a_menu_of_many_shows_those_around_the_current_one(qtbot: QtBot) -> None:
    hit, menu = make_hit(home_path("diary.txt"), *_passages()), QMenu()
    qtbot.addWidget(menu)
    chosen: list[int] = []
    for current, first in ((0, 0), (15, 5), (COUNT - 1, COUNT - 20)):
        evidence_menus.fill_passages(menu, hit, current, chosen.append)
        actions = menu.actions()
        assert len(actions) == 20
        assert [action.isChecked() for action in actions].index(True) == current - first
        actions[0].trigger()
        assert chosen.pop() == first
