"""The sentence that says it, the passages and the copies of a file: shown, chosen, opened, copied, dragged out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.types import Hit, Passage, Snippet, TellingSentence
from pplx_desktop.gui import evidence_menus
from pplx_desktop.gui.results_model import SNIPPET
from tests.gui.conftest import Opened
from tests.gui.states_evidence import TELLING
from tests.support.fake_engine import make_hit, make_passage
from tests.support.fake_evidence import Told
from tests.support.sample_evidence import explained
from tests.support.sample_hits import QUERY, home_path

SECOND = "He suggests a buffer tank, or a smaller unit that can modulate down to 2 kW."


def _search(opened: Opened, qtbot: QtBot) -> None:
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7 and bool(opened.window.preview.shown_path))


def _told(opened: Opened, row: int) -> str | None:
    snippet = opened.window.results.results.index(row).data(SNIPPET)
    assert isinstance(snippet, Snippet)
    return snippet.text[slice(*snippet.told)] if snippet.told is not None else None


def _down(opened: Opened, qtbot: QtBot) -> None:
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Down)


def _in_text(opened: Opened, text: str) -> str:
    """What is underlined in the text of the preview."""
    return "".join(
        text[selection.cursor.selectionStart() : selection.cursor.selectionEnd()]
        for selection in opened.window.preview.text_view.extraSelections()
        if selection.format.fontUnderline() and selection.format.background().color() == opened.theme.colour("passage")
    )


@pytest.fixture
def notes(opened: Opened) -> Hit:
    """The best hit is a text with two passages."""
    first = make_passage(f"It was cold in here. {TELLING} That was the end of it.", ("compressor",))
    other = make_passage(f"Later on he came. {SECOND} That was all of it.", (), start=first.end + 2)
    hit = explained(make_hit(home_path("notes.txt"), first, other), meaning=0.9)
    opened.engine.answers[QUERY].meaning[0] = hit
    opened.engine.views[hit.path] = f"{first.snippet.text}\n\n{other.snippet.text}"
    return hit


def test_the_sentence_is_marked_in_the_row_and_in_the_text(opened: Opened, notes: Hit, qtbot: QtBot) -> None:
    opened.engine.telling[notes.path, 0] = Told(TELLING)
    _search(opened, qtbot)
    qtbot.waitUntil(lambda: _told(opened, 0) == TELLING)
    assert opened.engine.asked("telling_sentence") == [(QUERY, notes.path, 0, notes.passages[0].end)]
    index = opened.window.results.results.index(0)
    assert TELLING in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    qtbot.waitUntil(lambda: _in_text(opened, opened.engine.views[notes.path]) == TELLING)
    assert opened.window.results.hit == notes
    # And in words, for who cannot see the stroke.
    why = opened.window.preview.why.view
    opened.window.preview.why.toggle()
    opened.window.search_box.field.focus()
    assert f"Nearest to what was asked: “{TELLING}”" in why.accessibleDescription()
    _down(opened, qtbot)
    assert "Nearest" not in why.accessibleDescription()


def test_a_sentence_that_comes_before_the_text_is_marked_once_that_is_there(
    opened: Opened, notes: Hit, qtbot: QtBot
) -> None:
    opened.engine.telling[notes.path, 0] = Told(TELLING)
    gate = opened.engine.hold_view(notes.path)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7 and _told(opened, 0) == TELLING)
    assert not opened.window.preview.shown_path
    gate.set()
    qtbot.waitUntil(lambda: _in_text(opened, opened.engine.views[notes.path]) == TELLING)


def test_the_model_is_not_asked_while_it_still_reads_the_query(opened: Opened, qtbot: QtBot) -> None:
    gate = opened.engine.hold("hybrid", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3 and ("hybrid" in str(opened.engine.asked("search"))))
    assert not opened.window._found._telling._still.isActive()
    gate.set()
    qtbot.waitUntil(lambda: len(opened.engine.asked("telling_sentence")) == 1)


def test_who_goes_down_the_list_asks_about_the_last_only(opened: Opened, qtbot: QtBot) -> None:
    still = opened.window._found._telling._still
    still.setInterval(600_000)
    _search(opened, qtbot)
    for _ in range(3):
        _down(opened, qtbot)
    assert still.isActive()
    assert opened.engine.asked("telling_sentence") == []
    still.setInterval(0)
    qtbot.waitUntil(lambda: bool(opened.engine.asked("telling_sentence")))
    hit = opened.window.results.hit
    assert hit == opened.engine.answers[QUERY].meaning[3]
    assert [path for _, path, _, _ in opened.engine.asked("telling_sentence")] == [hit.path]


def test_what_comes_for_a_row_that_was_left_is_dropped(opened: Opened, qtbot: QtBot) -> None:
    first, second = opened.engine.answers[QUERY].meaning[:2]
    opened.engine.telling[first.path, first.passages[0].start] = Told(TELLING)
    opened.engine.telling[second.path, 0] = Told(SECOND)
    gate = opened.engine.hold_telling(first.path)
    _search(opened, qtbot)
    qtbot.waitUntil(lambda: len(opened.engine.asked("telling_sentence")) == 1)
    _down(opened, qtbot)
    gate.set()
    qtbot.waitUntil(lambda: _told(opened, 1) == SECOND)
    assert _told(opened, 0) is None


def test_a_sentence_of_another_passage_is_shown_in_the_text_alone(opened: Opened, notes: Hit, qtbot: QtBot) -> None:
    opened.engine.telling[notes.path, notes.passages[1].start] = Told(SECOND)
    _search(opened, qtbot)
    opened.window.preview.choose_passage(1)
    qtbot.waitUntil(lambda: _in_text(opened, opened.engine.views[notes.path]) == SECOND)
    assert _told(opened, 0) is None


def test_a_new_question_forgets_the_sentences(opened: Opened, qtbot: QtBot) -> None:
    hit = opened.engine.answers[QUERY].meaning[0]
    opened.engine.telling[hit.path, hit.passages[0].start] = Told(TELLING)
    opened.engine.answers["heater"] = opened.engine.answers[QUERY]
    _search(opened, qtbot)
    qtbot.waitUntil(lambda: _told(opened, 0) == TELLING)
    gate = opened.engine.hold_telling(hit.path)
    opened.window.search_box.set_text("heater")
    qtbot.waitUntil(lambda: len(opened.engine.asked("telling_sentence")) == 2)
    assert _told(opened, 0) is None
    gate.set()
    qtbot.waitUntil(lambda: _told(opened, 0) == TELLING)


def test_a_model_that_fails_leaves_everything_as_it_is(opened: Opened, qtbot: QtBot) -> None:
    hit = opened.engine.answers[QUERY].meaning[0]
    opened.engine.telling[hit.path, hit.passages[0].start] = Told(error=ModelProblem("model-run", "It broke."))
    heard: list[object] = []
    opened.window._found._telling.told.connect(lambda _, sentence: heard.append(sentence))
    _search(opened, qtbot)
    qtbot.waitUntil(lambda: heard == [None])
    assert _told(opened, 0) is None
    assert opened.window.notice.text == ""


def test_a_narrow_window_marks_it_in_the_row(opened: Opened, qtbot: QtBot) -> None:
    hit = opened.engine.answers[QUERY].meaning[0]
    opened.engine.telling[hit.path, hit.passages[0].start] = Told(TELLING)
    opened.window.resize(420, 640)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7 and _told(opened, 0) == TELLING)
    assert not opened.window.preview.isVisible()
    opened.window.grab()


def _copied(opened: Opened, qtbot: QtBot) -> tuple[str, ...]:
    answers = opened.engine.answers[QUERY]
    copies = (home_path("Backup", "R&D", "guide.pdf"), home_path("Downloads", "a\tb<b>.pdf"))
    answers.meaning[0] = replace(answers.meaning[0], copies=copies)
    _search(opened, qtbot)
    return (answers.meaning[0].path, *copies)


def _open_menu(button: Any) -> QMenu:
    menu = button.menu()
    menu.aboutToShow.emit()
    return menu


def _texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def _entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text().partition("\t")[0] == text)


def test_each_copy_can_be_opened_and_shown(opened: Opened, qtbot: QtBot) -> None:
    paths = _copied(opened, qtbot)
    bar = opened.window.preview.evidence
    assert bar.copies.isVisible()
    assert bar.copies.text().startswith("3 copies")
    spoken = opened.window.results.results.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "3 copies" in spoken
    menus = _open_menu(bar.copies).findChildren(QMenu)
    assert [menu.title() for menu in menus] == [
        "~/Documents/House/Heating/Heat pump sizing guide.pdf",
        "~/Backup/R&&D/guide.pdf",
        "~/Downloads/a b<b>.pdf",
    ]
    _entry(menus[1], "Open").trigger()
    _entry(menus[2], "Show in folder").trigger()
    _entry(menus[2], "Copy path").trigger()
    assert opened.opener.opened == [(paths[1], None)]
    assert opened.opener.shown == [paths[2]]
    assert QGuiApplication.clipboard().text() == paths[2]
    # Opened again, it holds each of them once.
    assert len(_open_menu(bar.copies).actions()) == 3
    _down(opened, qtbot)
    qtbot.waitUntil(lambda: not bar.copies.isVisible())


def test_all_passages_can_be_chosen_from_a_list(opened: Opened, qtbot: QtBot) -> None:
    _search(opened, qtbot)
    preview = opened.window.preview
    menu = _open_menu(preview.evidence.passages)
    assert [text.partition(":")[0] for text in _texts(menu)] == ["page 12", "page 14", "page 31", "page 40"]
    assert [action.isChecked() for action in menu.actions()] == [True, False, False, False]
    menu.actions()[2].trigger()
    assert preview.passage == opened.engine.answers[QUERY].meaning[0].passages[2]
    assert preview.evidence.passages.text().startswith("passage 3 of 4")
    qtbot.mouseClick(preview.evidence.previous, Qt.MouseButton.LeftButton)
    assert preview.evidence.passages.text().startswith("passage 2 of 4")


def test_what_a_passage_holds_is_no_key_of_the_menu(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    passages = [
        make_passage(text, (), start=100 * number) for number, text in enumerate(("R&D\tcosts\nmuch", "x" * 300))
    ]
    evidence_menus.fill_passages(menu, make_hit("/data/a.txt", *passages), 1, lambda _: None)
    assert _texts(menu) == ["passage 1:  R&&D costs much", f"passage 2:  {'x' * 55}…"]


def test_the_menu_of_a_row_offers_what_keys_and_buttons_do(opened: Opened, qtbot: QtBot) -> None:
    paths = _copied(opened, qtbot)
    results = opened.window.results
    _down(opened, qtbot)
    at = results.visualRect(results.results.index(0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, results.viewport().mapToGlobal(at))
    QApplication.sendEvent(results.viewport(), event)
    assert results.currentIndex().row() == 0
    menu = results.findChild(QMenu)
    assert menu is not None
    assert [text.partition("\t")[0] for text in _texts(menu) if text] == [
        *("Open at page 12", "Show in folder", "3 copies", "Passages", "More like this", "Why this hit?"),
        *("Copy passage", "Copy path"),
    ]
    _entry(menu, "Open at page 12").trigger()
    _entry(menu, "Show in folder").trigger()
    assert opened.opener.opened == [(paths[0], 12)]
    assert opened.opener.shown == [paths[0]]
    menu.close()


def test_the_menu_comes_by_key_for_the_row_that_is_selected(opened: Opened, qtbot: QtBot) -> None:
    _search(opened, qtbot)
    for _ in range(6):
        _down(opened, qtbot)
    results = opened.window.results
    with qtbot.waitSignal(results.menu_asked) as asked:
        # Where the mouse is does not matter.
        at = QPoint(5, 5)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, results.mapToGlobal(at))
        QApplication.sendEvent(results, event)
    assert asked.args is not None
    assert results.indexAt(asked.args[0]).row() == 6
    menu = results.findChild(QMenu)
    assert menu is not None
    # It was found by its name alone.
    assert [text.partition("\t")[0] for text in _texts(menu) if text] == [
        *("Open", "Show in folder", "More like this", "Why this hit?", "Copy path"),
    ]
    menu.close()


def test_a_file_is_dragged_out_to_be_copied(opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    dragged: list[tuple[QMimeData, Qt.DropAction]] = []

    class Drag:
        def __init__(self, source: object) -> None:
            self.mime = QMimeData()

        def setMimeData(self, mime: QMimeData) -> None:
            self.mime = mime

        def setPixmap(self, pixmap: Any) -> None:
            assert not pixmap.isNull()

        def exec(self, actions: Qt.DropAction) -> None:
            dragged.append((self.mime, actions))

    monkeypatch.setattr("pplx_desktop.gui.results_list.QDrag", Drag)
    _search(opened, qtbot)
    opened.window.results.startDrag(Qt.DropAction.MoveAction)
    ((mime, actions),) = dragged
    assert actions == Qt.DropAction.CopyAction
    assert [url.toLocalFile() for url in mime.urls()] == [opened.window.results.hit.path]
    assert opened.window.results.results.supportedDragActions() == Qt.DropAction.CopyAction


def test_every_control_of_the_bar_is_reached_by_key_and_named(opened: Opened, qtbot: QtBot) -> None:
    _copied(opened, qtbot)
    bar = opened.window.preview.evidence
    controls = (bar.previous, bar.passages, bar.following, bar.like, bar.copies)
    assert all(control.focusPolicy() & Qt.FocusPolicy.TabFocus for control in controls)
    assert all(control.accessibleName() or control.text() for control in controls)
    assert len({control.height() for control in controls}) == 1


def test_a_row_is_drawn_whatever_the_sentence_is(opened: Opened, qtbot: QtBot) -> None:
    """Longer than the row, empty after cutting, in a script from right to left, beyond what is drawn."""
    model = opened.window.results.results
    _search(opened, qtbot)
    hit = opened.engine.answers[QUERY].meaning[0]
    for snippet in (
        Snippet("x" * 900, (), (0, 900)),
        Snippet("short", (), (5, 5)),
        Snippet("היא נכבית ונדלקת שוב ושוב " * 4, ((4, 9),), (0, 50)),
        Snippet("a" * 700, (), (650, 690)),
        Snippet("\U0001f525 hot \U0001f525 " * 20, ((2, 5),), (2, 60)),
    ):
        best = hit.passages[0]
        model._told[hit.path] = TellingSentence(best.start, best.start + 1, snippet)
        assert not opened.window.results.grab().isNull()
    assert model.index(0).data(SNIPPET).told == (2, 60)


class _Late(Sequence[Passage]):
    """Passages as a real search gives them: those after the first are made when they are looked at. Notes where."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = tuple(passages)
        self.threads: list[int] = []

    def __len__(self) -> int:
        return len(self._passages)

    def __getitem__(self, index):
        numbers = range(len(self))[index]
        if not isinstance(index, slice) and numbers:
            self.threads.append(threading.get_ident())
        return self._passages[index]


def test_the_passage_that_the_user_went_to_is_found_again_in_another_thread(
    opened: Opened, notes: Hit, qtbot: QtBot
) -> None:
    preview = opened.window.preview
    _search(opened, qtbot)
    qtbot.waitUntil(lambda: preview.shown_path == notes.path)
    preview.choose_passage(1)
    chosen = preview.passage
    assert chosen is not None
    shown: list[int] = []
    preview.passage_shown.connect(lambda: shown.append(preview.passage.start))
    # Typing goes on: the same file, its passages not made yet.
    late = _Late(notes.passages)
    preview.show_hit(replace(notes, passages=late))
    assert threading.get_ident() not in late.threads
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [chosen.start]
    assert preview.text_view._lights.passage == (chosen.start, chosen.end)
    assert preview.evidence.passages.text().startswith(f"passage {len(late)} of {len(late)}")
