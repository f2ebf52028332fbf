"""What the preview shows, and what it never does."""

from __future__ import annotations

import sys
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import UserError
from tests.gui.conftest import Opened, Opening
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.sample_hits import QUERY, filled_engine, guide, hits

HOSTILE = '<img src="file:///etc/passwd"><script>alert(1)</script><a href="file:///etc/passwd">x</a> <b>bold</b>'


def _show(opened: Opened, qtbot: QtBot, query: str) -> None:
    preview = opened.window.preview
    opened.window.search_box.set_text(query)
    # The answer by meaning says that it took so long.
    qtbot.waitUntil(lambda: opened.found_text().endswith(" in 48 ms"))
    qtbot.waitUntil(lambda: preview.hit is not None and preview.shown_path == preview.hit.path)
    # The made-up files are on no disk: none of them can be drawn.
    qtbot.waitUntil(lambda: preview.body.body is preview.body.text)


def _lit(opened: Opened, colour: str) -> list[str]:
    wanted = QColor(getattr(opened.theme.colours, colour))
    selections = opened.window.preview.text_view.extraSelections()
    return [known.cursor.selectedText() for known in selections if known.format.background().color() == wanted]


def _first_lit_top(opened: Opened) -> int:
    view = opened.window.preview.text_view
    cursor = QTextCursor(view.document())
    cursor.setPosition(_first_lit_start(opened))
    return view.cursorRect(cursor).top()


def _first_lit_start(opened: Opened) -> int:
    selections = opened.window.preview.text_view.extraSelections()
    return selections[0].cursor.selectionStart()


def test_the_passage_is_lit_and_in_the_upper_third(opened: Opened, qtbot: QtBot) -> None:
    _show(opened, qtbot, QUERY)
    preview, (hit, text) = opened.window.preview, guide()
    assert preview.text_view.toPlainText() == text
    assert _lit(opened, "passage") == [hit.passages[0].snippet.text]
    assert _lit(opened, "mark") == ["short-cycle:", "Frequent starts wear the compressor"]
    assert preview._open.text() == "Open at page 12"
    assert preview.evidence.passages.text().startswith("passage 1 of 4")
    height = preview.text_view.viewport().height()
    assert height * 0.2 <= _first_lit_top(opened) <= height * 0.4


def test_steps_through_the_passages(opened: Opened, qtbot: QtBot) -> None:
    _show(opened, qtbot, QUERY)
    preview = opened.window.preview
    assert not preview.evidence.previous.isEnabled()
    qtbot.mouseClick(preview.evidence.following, Qt.MouseButton.LeftButton)
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_F3)
    assert preview.evidence.passages.text().startswith("passage 3 of 4")
    assert preview._open.text() == "Open at page 31"
    assert _first_lit_start(opened) == guide()[0].passages[2].start
    height = preview.text_view.viewport().height()
    assert 0 <= _first_lit_top(opened) <= height * 0.4
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_F3)
    assert not preview.evidence.following.isEnabled()
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_F3)
    assert preview.evidence.passages.text().startswith("passage 4 of 4")
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert preview.evidence.passages.text().startswith("passage 3 of 4")
    assert len(opened.engine.asked("view")) <= 2


def test_the_passage_stays_in_sight_when_the_window_changes(opened: Opened, qtbot: QtBot) -> None:
    _show(opened, qtbot, QUERY)
    opened.window.preview.step(1)
    opened.window.resize(1_000, 600)
    qtbot.wait(50)
    height = opened.window.preview.text_view.viewport().height
    qtbot.waitUntil(lambda: 0 <= _first_lit_top(opened) <= height() * 0.5)


def test_offsets_are_characters_not_utf16(open_window: Opening, qtbot: QtBot) -> None:
    engine = FakeEngine()
    before = "🙂🙃\r\n𝒳 \x00 \u2029 \u2028 \ufdd0\ufffc\x85 é\r"
    passage = make_passage("the 🙂 passage here", ("🙂", "here"), start=len(before))
    hit = make_hit("/data/emoji.txt", passage)
    engine.answers["emoji"] = Answers(words=[hit], meaning=[hit])
    engine.views[hit.path] = before + "the 🙂 passage here" + " and after"
    opened = open_window(engine)
    _show(opened, qtbot, "emoji")
    assert _lit(opened, "passage") == ["the 🙂 passage here"]
    assert _lit(opened, "mark") == ["🙂", "here"]


def test_hostile_text_is_text_and_opens_nothing(open_window: Opening, qtbot: QtBot) -> None:
    opened_files: list[str] = []
    is_watching = [True]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if is_watching[0] and event == "open":
            opened_files.append(str(arguments[0]))

    engine = FakeEngine(folders=(f"/data/{HOSTILE.replace('/', '')}",))
    hit = make_hit(
        f"/data/{HOSTILE.replace('/', ' ')}.html", make_passage(HOSTILE, ("<img",)), title=HOSTILE, kind="html"
    )
    engine.answers["hostile"] = Answers(words=[hit], meaning=[hit], notices=(HOSTILE,))
    engine.views[hit.path] = HOSTILE
    opened = open_window(engine)
    requested: list[object] = []
    view = opened.window.preview.text_view
    view.loadResource = lambda *arguments: requested.append(arguments)
    sys.addaudithook(hook)
    _show(opened, qtbot, "hostile")
    opened.window.grab()
    is_watching[0] = False
    assert view.toPlainText() == HOSTILE
    assert view.document().isEmpty() is False
    assert requested == []
    assert [path for path in opened_files if "passwd" in path] == []
    assert opened.window.preview._title.said == HOSTILE
    for label in opened.window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text(), label.text()
    tip = opened.window.results.results.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_a_file_without_text_says_so(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.view_error = UserError("not-indexed", "The index has no text of this file.", hint="Open it.")
    found = [make_hit("/data/empty.txt")]
    opened.engine.answers["empty"] = Answers(words=found, meaning=found)
    opened.window.search_box.set_text("empty")
    qtbot.waitUntil(opened.window.preview.body.note.isVisible)
    assert opened.window.preview.body.note.text() == "The index has no text of this file.\n\nOpen it."
    assert opened.window.preview._open.isVisible()


def test_a_file_found_by_name_has_no_passages(opened: Opened, qtbot: QtBot) -> None:
    opened.engine.answers["times"] = Answers(words=hits()[6:], meaning=hits()[6:])
    _show(opened, qtbot, "times")
    assert not opened.window.preview.evidence.passages.isVisible()
    assert not opened.window.preview._copy.isVisible()
    assert opened.window.preview._open.text() == "Open"
    assert opened.window.preview.text_view.extraSelections() == []


def test_the_newest_selection_wins(opened: Opened, qtbot: QtBot) -> None:
    slow = opened.engine.hold_view(hits()[0].path)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: hits()[0].path in opened.engine.asked("view"))
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Down)
    qtbot.wait(80)
    slow.set()
    qtbot.waitUntil(lambda: bool(opened.window.preview.shown_path))
    assert opened.window.preview.shown_path == hits()[1].path


def test_a_narrow_window_has_no_preview(opened: Opened, qtbot: QtBot) -> None:
    opened.window.resize(700, 500)
    qtbot.waitUntil(lambda: not opened.window.preview.isVisible())
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    qtbot.wait(100)
    assert opened.engine.asked("view") == []
    assert not opened.window.filters._time.isVisible()
    opened.window.resize(1_180, 760)
    qtbot.waitUntil(lambda: bool(opened.window.preview.shown_path))
    assert opened.window.preview.isVisible()


def test_the_best_passage_is_shown_until_the_user_goes_to_another(opened: Opened, qtbot: QtBot) -> None:
    _show(opened, qtbot, QUERY)
    preview = opened.window.preview
    hit = preview.hit
    assert hit is not None
    best, second, *others = hit.passages
    # Typing goes on, and another passage of the same file is the best now.
    preview.show_hit(replace(hit, passages=(second, best, *others)))
    assert preview.passage == second
    assert _first_lit_start(opened) == second.start
    preview.step(1)
    assert preview.passage == best
    preview.show_hit(hit)
    assert preview.passage == best  # it is where the user went, wherever it stands now
    preview.show_hit(replace(hit, passages=(second, best, *others)))
    qtbot.waitUntil(lambda: preview.passage == best)


def test_places_are_called_by_what_they_are(open_window: Opening, qtbot: QtBot) -> None:
    engine = filled_engine()
    opened = open_window(engine)
    preview = opened.window.preview
    passage = make_passage("The costs rise.", ("costs",), page=7)
    for kind, heading, place, button in (
        ("pdf", "2. Costs", "page 7  ·  2. Costs", "Open at page 7"),
        ("pptx", "Costs", "slide 7  ·  Costs", "Open"),
        # A page of what is in the archive is no page of the archive.
        ("zip", "report.pdf › 2. Costs", "report.pdf › 2. Costs  ·  page 7", "Open"),
    ):
        preview.show_hit(make_hit(f"/data/a.{kind}", replace(passage, heading=heading), kind=kind))
        assert (preview._path.said, preview._open.text()) == (f"/data/a.{kind}  ·  {place}", button)
    preview.show_hit(make_hit("/data/a.txt", replace(passage, page=None)))
    assert preview._path.said == "/data/a.txt"
