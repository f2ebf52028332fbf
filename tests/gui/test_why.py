"""Why a hit stands where it does: in the preview, beside a narrow window, by key, and on a real index."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from pplx_desktop.core.evidence import Explanation, TermEvidence
from pplx_desktop.engine.host import Host
from pplx_desktop.gui import why_wording
from pplx_desktop.gui.labels import WrappedLabel
from pplx_desktop.gui.why_dialog import WhyDialog
from tests.gui.conftest import Opened, Opening
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.fake_machine import FakeMachine
from tests.support.homes import Home
from tests.support.sample_evidence import EXPLANATION, explained
from tests.support.sample_hits import QUERY, filled_engine, hits

LONG = "Wärmepumpenanlagenauslegungsberechnungsgrundlagen"


@pytest.fixture
def answered(opened: Opened, qtbot: QtBot) -> Opened:
    _search(opened, qtbot)
    return opened


def _search(opened: Opened, qtbot: QtBot, query: str = QUERY) -> None:
    opened.window.search_box.set_text(query)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7 and bool(opened.window.preview.shown_path))


def _ask_why(opened: Opened, qtbot: QtBot) -> None:
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)


def _lines(opened: Opened) -> str:
    account = opened.window.preview.why.view.account
    assert account is not None
    return why_wording.spoken(account)


def test_it_is_folded_until_it_is_asked_for(answered: Opened, qtbot: QtBot) -> None:
    why = answered.window.preview.why
    assert why.isVisible()
    assert not why.view.isVisible()
    assert why.found_by == "Found by meaning (2nd) + words (1st)"
    qtbot.mouseClick(why._button, Qt.MouseButton.LeftButton)
    assert why.view.isVisible()
    assert list(why.view.bars) == ["Words", "Meaning", "Together"]
    assert why.view.bars["Meaning"].strength == pytest.approx(0.93)
    assert why.view.bars["Together"].strength == pytest.approx(hits()[0].score)
    qtbot.mouseClick(why._button, Qt.MouseButton.LeftButton)
    assert not why.view.isVisible()


def test_all_that_had_a_say_is_named(opened: Opened, qtbot: QtBot) -> None:
    found = opened.engine.answers[QUERY].meaning
    found[0] = explained(found[0], words=0.6, meaning=0.93, name=0.1, document=0.2, exact="rare", floor=0.3)
    _search(opened, qtbot)
    _ask_why(opened, qtbot)
    view = opened.window.preview.why.view
    assert list(view.bars) == ["Words", "Meaning", "Name", "Document", "Together"]
    told = _lines(opened)
    for part in (
        "Put before all that is less certain: it holds what hardly any other file holds.",
        "Words: good, 1st by words, holds a rare word.",
        "Meaning: strong, 2nd by meaning.",
        "Rare, so it counts most: “heater” (3 passages).",
        "In no passage: “thermostad”.",
        "Looked for in its place: “thermostat” (12 passages).",
        "Left out, for too many passages hold them: “the”, “of”.",
        "Only what holds “heat pump”, is of type pdf or docx: 1,204 files.",
        "Passage: 0.50 × 0.600 (words) + 0.50 × 0.930 (meaning) = 0.765",
        "0.300 + 0.700 × 0.831 = 0.882",
    ):
        assert part in told
    assert view.accessibleDescription() == told


def test_it_follows_the_selection_and_the_passage(answered: Opened, qtbot: QtBot) -> None:
    _ask_why(answered, qtbot)
    preview = answered.window.preview
    assert "= 0.765" in _lines(answered)
    preview.step(1)
    assert "0.540 (words)" in _lines(answered)
    assert preview.why.found_by == "Found by meaning (3rd) + words (2nd)"
    answered.window.search_box.field.focus()
    for _ in range(3):
        qtbot.keyClick(answered.window.focusWidget(), Qt.Key.Key_Down)
    assert preview.why.found_by == "Found by words (4th)"
    assert preview.why.view.isVisible()
    assert "not among the nearest" in _lines(answered)
    qtbot.keyClick(answered.window.focusWidget(), Qt.Key.Key_PageDown)
    qtbot.keyClick(answered.window.focusWidget(), Qt.Key.Key_PageDown)
    # The last one was found by its name alone.
    assert list(preview.why.view.bars) == ["Name", "Together"]
    assert preview.why.found_by == "Found by name"


def test_by_key_and_for_a_screen_reader(answered: Opened, qtbot: QtBot) -> None:
    why = answered.window.preview.why
    _ask_why(answered, qtbot)
    assert why.is_open
    assert answered.window.focusWidget() is why._button
    qtbot.keyClick(why._button, Qt.Key.Key_Space)
    assert not why.is_open
    qtbot.keyClick(why._button, Qt.Key.Key_Space)
    qtbot.keyClick(why._button, Qt.Key.Key_Tab)
    assert answered.window.focusWidget() is why.view
    view = QAccessible.queryAccessibleInterface(why.view)
    assert view.text(QAccessible.Text.Name) == "Why this hit?"
    assert "Meaning: strong" in view.text(QAccessible.Text.Description)
    button = QAccessible.queryAccessibleInterface(why._button)
    assert button.text(QAccessible.Text.Name) == "Why this hit?"
    assert button.state().checkable
    assert button.state().checked
    assert "2nd" in button.text(QAccessible.Text.Description)
    bar = QAccessible.queryAccessibleInterface(why.view.bars["Meaning"])
    assert bar.text(QAccessible.Text.Name) == "Meaning: strong"
    bar_before = why.view.verticalScrollBar().value()
    qtbot.keyClick(why.view, Qt.Key.Key_Down)
    assert why.view.verticalScrollBar().value() > bar_before


def test_the_menu_of_a_row_has_it(answered: Opened, qtbot: QtBot) -> None:
    results = answered.window.results
    results.menu_asked.emit(QPoint(results.visualRect(results.results.index(1)).center()))
    menu = next(known for known in answered.window.findChildren(QMenu) if known.isVisible())
    action = next(known for known in menu.actions() if known.text() == "Why this hit?")
    assert isinstance(action, QAction)
    action.trigger()
    menu.close()
    assert answered.window.preview.why.view.isVisible()
    assert results.currentIndex().row() == 1


def test_without_evidence_there_is_nothing_to_ask(open_window: Opening, qtbot: QtBot) -> None:
    engine = FakeEngine()
    hit = make_hit("/data/a.txt", make_passage("some text", ("text",)))
    engine.answers["type:txt"] = Answers(words=[hit], meaning=[hit])
    engine.views[hit.path] = "some text"
    opened = open_window(engine)
    opened.window.search_box.set_text("type:txt")
    qtbot.waitUntil(lambda: bool(opened.window.preview.shown_path))
    assert not opened.window.preview.why.isVisible()
    _ask_why(opened, qtbot)
    assert not opened.window.preview.why.is_open


def test_a_narrow_window_says_it_beside(answered: Opened, qtbot: QtBot) -> None:
    answered.window.resize(700, 500)
    qtbot.waitUntil(lambda: not answered.window.preview.isVisible())
    _ask_why(answered, qtbot)
    dialog = answered.window._found.why_dialog
    assert isinstance(dialog, WhyDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.title == hits()[0].title
    assert "Meaning" in dialog.view.bars
    qtbot.keyClick(answered.window.search_box._edit, Qt.Key.Key_Down)
    assert dialog.title == hits()[1].title
    answered.window.search_box.set_text("")
    qtbot.waitUntil(lambda: dialog.title == "")
    assert not dialog.view.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    _ask_why(answered, qtbot)
    qtbot.waitUntil(dialog.isVisible)
    answered.window.resize(1_180, 760)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_a_kept_row_is_explained_by_the_answer_that_found_it(opened: Opened, qtbot: QtBot) -> None:
    """The row that the user chose stays when meaning is merged in, and so do its evidence and its explanation."""
    answers = opened.engine.answers[QUERY]
    by_words = Explanation(terms=(TermEvidence("compressor", "rare", 1, 1.0),))
    words = [explained(hit, words=0.5, explanation=by_words) for hit in answers.words]
    # By meaning the second one is not found at all.
    answers.words, answers.meaning = words, [hit for hit in answers.meaning if hit.path != words[1].path]
    answers.explanation = by_words
    gate = opened.engine.hold("hybrid", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3)
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Down)
    _ask_why(opened, qtbot)
    top = opened.window.results.visualRect(opened.window.results.currentIndex()).top()
    assert "0.500 (words alone)" in _lines(opened)
    answers.explanation = EXPLANATION
    gate.set()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    assert opened.titles()[1] == words[1].title
    assert opened.window.results.visualRect(opened.window.results.currentIndex()).top() == top
    assert "0.500 (words alone)" in _lines(opened)
    assert "“compressor” (1 passage)" in _lines(opened)
    # What the new answer knows is explained by the new answer.
    qtbot.keyClick(opened.window.search_box._edit, Qt.Key.Key_Up)
    assert "(meaning)" in _lines(opened)
    assert "“heater”" in _lines(opened)
    qtbot.keyClick(opened.window.search_box._edit, Qt.Key.Key_Down)
    assert "0.500 (words alone)" in _lines(opened)
    assert "“compressor” (1 passage)" in _lines(opened)


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_long_words_stay_inside(open_window: Opening, qtbot: QtBot, theme_name: str) -> None:
    engine = filled_engine()
    engine.kept_settings = replace(engine.kept_settings, theme=theme_name)
    terms = tuple(TermEvidence(f"{LONG}{number}{LONG}", "unknown") for number in range(40))
    engine.answers[QUERY].explanation = replace(EXPLANATION, terms=terms, conditions=(f"is in “/{LONG}/{LONG}”",))
    opened = open_window(engine)
    qtbot.waitUntil(lambda: opened.theme.choice == theme_name)
    _search(opened, qtbot)
    _ask_why(opened, qtbot)
    view = opened.window.preview.why.view
    told = _lines(opened)
    assert "and 34 more" in told
    pane = view.widget()
    assert pane.width() == view.viewport().width()
    assert view.height() <= opened.theme.px(240)
    assert opened.window.preview.text_view.height() > 100
    for child in pane.findChildren(type(pane)):
        assert child.geometry().right() <= pane.width() or child.parentWidget() is not pane


def test_no_line_at_its_lower_end_is_cut_through(opened: Opened, qtbot: QtBot) -> None:
    _search(opened, qtbot)
    _ask_why(opened, qtbot)
    view = opened.window.preview.why.view
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    told = [line for line in view.widget().findChildren(WrappedLabel) if line.parentWidget() is view.widget()]
    lines, seen = [line.geometry() for line in told], view.viewport().height()
    assert lines[0].bottom() < seen <= lines[-1].top()
    assert not [line for line in lines if line.top() < seen <= line.bottom()]


def test_a_real_search_says_why(open_window: Opening, qtbot: QtBot, notes_home: Home) -> None:
    """Evidence comes through the engine, the bridge's threads and both stages, and its sums come to the scores."""
    host = Host(notes_home.paths, FakeMachine())
    host.add_folder(str(notes_home.documents))
    host.start()
    qtbot.waitUntil(
        lambda: host.status().counts.embedded > 0 and host.status().progress.phase == "idle", timeout=60_000
    )
    engine = RealEngine(host)
    opened = open_window(engine)
    opened.window.search_box.set_text("prune the roses in winter")
    qtbot.waitUntil(lambda: "hybrid" in engine.modes and opened.titles()[:1] == ["Garden"], timeout=30_000)
    qtbot.waitUntil(lambda: bool(opened.window.preview.shown_path))
    why = opened.window.preview.why
    qtbot.waitUntil(lambda: "meaning" in why.found_by, timeout=30_000)
    assert re.fullmatch(r"Found by meaning \(1st\) \+ words \(1st\)", why.found_by)
    _ask_why(opened, qtbot)
    assert {"Words", "Meaning", "Together"} <= set(why.view.bars)
    told = _lines(opened)
    assert "“roses”" in told
    hit = opened.window.results.hit
    assert hit is not None
    assert hit.passages[0].evidence is not None
    evidence = hit.passages[0].evidence
    assert re.search(rf"Passage: 0\.\d\d × {evidence.words:.3f} \(words\) \+ 0\.\d\d × {evidence.meaning:.3f}", told)


class RealEngine(FakeEngine):
    """A real host behind the fake engine's records."""

    def __init__(self, host: Host) -> None:
        super().__init__(folders=host.settings().folders)
        self.host = host
        self.modes: list[str] = []

    def search(self, query: str, **options):
        result = self.host.search(query, **options)
        self.modes.append(options["mode"])
        return result

    def view(self, path: str):
        return self.host.view(path)

    def close(self) -> None:
        self.host.close()
        super().close()
