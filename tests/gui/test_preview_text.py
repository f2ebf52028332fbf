"""Text in the preview: long ones in steps, selecting, finding, sizes, the strip of passages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pplx_desktop.core.types import Hit, Passage
from pplx_desktop.gui import translation
from pplx_desktop.gui.preview import Preview
from pplx_desktop.gui.text_part import STEP_CHARS
from pplx_desktop.gui.text_rows import MOST_CHARS
from pplx_desktop.gui.text_view import TextView
from tests.gui.conftest import Opened, Opening, Previewed, Previewing
from tests.gui.shown_language import TRANSLATIONS
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage

CONTROL = Qt.KeyboardModifier.ControlModifier
PARAGRAPH = "\N{PARAGRAPH SEPARATOR}"


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    del qapp
    translation.install("de", TRANSLATIONS)
    yield
    translation.install("en", TRANSLATIONS)


def _open(open_preview: Previewing, qtbot: QtBot, hit: Hit, text: str, source: str | None = None) -> Previewed:
    engine = FakeEngine()
    engine.views[hit.path] = text
    if source is not None:
        engine.sources[hit.path] = source
    shown = open_preview(engine, hit)
    _wait_for(qtbot, shown.preview, hit)
    return shown


def _open_in_window(open_window: Opening, qtbot: QtBot, hit: Hit, text: str) -> Opened:
    """For keys, which are the window's."""
    engine = FakeEngine()
    engine.answers["q"] = Answers(words=[hit], meaning=[hit])
    engine.views[hit.path] = text
    opened = open_window(engine)
    opened.window.search_box.set_text("q")
    _wait_for(qtbot, opened.preview, hit)
    return opened


def _wait_for(qtbot: QtBot, preview: Preview, hit: Hit) -> None:
    qtbot.waitUntil(lambda: preview.shown_path == hit.path)
    _settle(qtbot, preview.text_view)


def _settle(qtbot: QtBot, view: TextView) -> None:
    qtbot.waitUntil(lambda: not view._more.isActive())


def _lit(preview: Preview, colour: str) -> list[str]:
    wanted = preview._theme.colour(colour)
    found = [known for known in preview.text_view.extraSelections() if known.format.background().color() == wanted]
    return [known.cursor.selectedText() for known in found]


@pytest.mark.parametrize("line", ["a line of some words\n", "one endless line without an end ", "x" * 50])
def test_a_long_text_is_laid_out_in_small_steps_around_the_passage(
    open_preview: Previewing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    text = line * (600_000 // len(line))
    middle = len(text) // 2
    passage = make_passage(text[middle : middle + 300], ("words",), start=middle)
    last = make_passage(text[-300:], (), start=len(text) - 300)
    hit = make_hit("/data/large.txt", passage, last)
    steps: list[int] = []
    insert = TextView._insert

    def watched(view: TextView, first: int, end: int, *, at_end: bool) -> None:
        rows = view.rows.rows[first:end]
        steps.append(sum(row.end - row.start for row in rows))
        before = view.reading_place()
        insert(view, first, end, at_end=at_end)
        if len(steps) > 4:
            assert view.reading_place() == before, "what is read stays where it is"

    monkeypatch.setattr(TextView, "_insert", watched)
    shown = _open(open_preview, qtbot, hit, text)
    preview = shown.preview
    assert max(steps) <= STEP_CHARS + MOST_CHARS
    assert len(steps) > 20
    view = preview.text_view
    assert view.toPlainText().replace("\n", "") == text.replace("\n", "")
    assert "".join(_lit(preview, "passage")).replace(PARAGRAPH, "") == text[middle : middle + 300].replace("\n", "")
    assert not preview.body.text._cut.isVisible()
    preview.step(1)
    assert "".join(_lit(preview, "passage")).replace(PARAGRAPH, "") == text[-300:].replace("\n", "")


def test_in_a_large_window_too_the_passage_is_in_the_upper_third(open_preview: Previewing, qtbot: QtBot) -> None:
    text = "".join(f"A line, number {number}, that is not that short at all. " for number in range(4_000))
    start = text.index("A line, number 2000,")
    hit = make_hit("/data/a.txt", make_passage(text[start : start + 60], (), start=start))
    engine = FakeEngine()
    engine.views[hit.path] = text
    shown = open_preview(engine, hit)
    shown.preview.resize(1_400, 2_000)
    view = shown.preview.text_view
    qtbot.waitUntil(lambda: shown.preview.shown_path == hit.path)
    _settle(qtbot, view)
    top = view.cursorRect(view._cursor_at(start)).top()
    assert view.viewport().height() > 1_000
    assert 0.25 * view.viewport().height() < top < 0.4 * view.viewport().height()


def test_of_a_very_long_text_a_part_is_laid_out(
    open_preview: Previewing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pplx_desktop.gui.text_part.MOST_CHARS", 20_000)
    text = "".join(f"line {number} of a text\n" for number in range(20_000))
    middle = len(text) // 2
    passage = make_passage(text[middle : middle + 300], (), start=middle)
    last = make_passage(text[-300:], (), start=len(text) - 300)
    shown = _open(open_preview, qtbot, make_hit("/data/large.txt", passage, last), text)
    body = shown.preview.body.text
    view = body.view
    assert len(view.toPlainText()) < 42_000
    assert body._cut.isVisible()
    assert body._cut_note.text() == "A part of a long text: from 45 % to 55 %"
    before = view.bounds
    for button, is_further in ((body._later, True), (body._earlier, False), (body._earlier, False)):
        was = view.bounds
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        _settle(qtbot, view)
        assert (view.bounds[1] > was[1]) is is_further
    assert view.bounds[0] < before[0]
    shown.preview.step(1)
    _settle(qtbot, view)
    assert view.part[1] == len(text)
    assert not body._later.isEnabled()
    assert _lit(shown.preview, "passage") == [text[-300:].replace("\n", PARAGRAPH)]


def test_what_is_copied_is_the_text_of_the_file(open_preview: Previewing, qtbot: QtBot) -> None:
    text = "From: ada@a.example\nSubject: 🙂 heat\n\n" + "x" * 6_000 + "\nend"
    shown = _open(open_preview, qtbot, make_hit("/data/a.eml", make_passage("Subject", (), start=20)), text)
    view = shown.preview.text_view
    assert view.blockCount() > 5
    view.setFocus()
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == text
    cursor = view.textCursor()
    cursor.setPosition(view.document().findBlockByNumber(1).position() + len("Subject: 🙂") + 1)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.selected_text() == " heat"
    shown.preview.copy_passage()
    assert QGuiApplication.clipboard().text() == " heat"


def test_the_head_of_a_mail_is_named_in_german_and_copied_as_it_is(
    open_preview: Previewing, qtbot: QtBot, german: None
) -> None:
    del german
    text = "From: ada@a.example\nSubject: 🙂 heat\n\nDear Ben"
    passage = make_passage(text[:35], (), start=0)
    shown = _open(open_preview, qtbot, make_hit("/data/a.eml", passage), text)
    view = shown.preview.text_view
    lines = ["Von: ada@a.example", "Betreff: 🙂 heat", "", "Dear Ben"]
    assert view.toPlainText().split("\n") == lines
    assert _lit(shown.preview, "passage") == [PARAGRAPH.join(lines[:2])]
    for offset in (len("From:"), text.index("heat"), text.index("Dear"), len(text)):
        assert view._offset_at(view._cursor_at(offset).position()) == offset
    assert view._cursor_at(len("From")).position() == 0
    view.selectAll()
    shown.preview.copy_passage()
    assert QGuiApplication.clipboard().text() == text


def test_code_has_the_numbers_of_the_file_beside_it(open_preview: Previewing, qtbot: QtBot) -> None:
    source = "import os\n\n\n\nclass A:\n    pass\n"
    text = "import os\n\nclass A:\n    pass"
    shown = _open(open_preview, qtbot, make_hit("/data/a.py", make_passage("class A:", (), start=11)), text, source)
    preview = shown.preview
    numbers = preview.body.text._numbers
    qtbot.waitUntil(numbers.isVisible)
    assert preview.text_view.toPlainText() == source.rstrip("\n")
    assert _lit(preview, "passage") == ["class A:"]
    assert preview.text_view.lineWrapMode() is not None
    assert preview.text_view.viewport().geometry().left() >= numbers.width()
    _settle(qtbot, preview.text_view)
    qtbot.waitUntil(lambda: bool(preview.text_view.document().firstBlock().layout().formats()))
    preview.text_view.selectAll()
    assert preview.body.selected_text() == text


def test_code_of_a_file_that_is_another_now_has_no_numbers(open_preview: Previewing, qtbot: QtBot) -> None:
    shown = _open(open_preview, qtbot, make_hit("/data/a.py", make_passage("class A:", ())), "class A:", "class B:\n")
    qtbot.waitUntil(lambda: "/data/a.py" in shown.engine.asked("source_text"))
    qtbot.wait(50)
    assert not shown.preview.body.text._numbers.isVisible()
    assert shown.preview.text_view.toPlainText() == "class A:"


TEXT = "Alpha beta gamma.\n" * 30 + "The needle is here.\n" + "Alpha beta gamma.\n" * 300 + "Another Needle there."


def _find(shown: Opened | Previewed, qtbot: QtBot, said: str) -> None:
    bar = shown.preview.body.find_bar
    qtbot.keyClicks(bar.edit, said)
    qtbot.waitUntil(lambda: not bar._delay.isActive())


def test_finds_in_the_file_by_keyboard(open_window: Opening, qtbot: QtBot) -> None:
    hit = make_hit("/data/a.txt", make_passage(TEXT[:17], ()), make_passage(TEXT[-21:], (), start=len(TEXT) - 21))
    opened = _open_in_window(open_window, qtbot, hit, TEXT)
    window, preview = opened.window, opened.preview
    bar = preview.body.find_bar
    # From the search box by its own key; Ctrl+F there stays with the search box.
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F, CONTROL)
    assert bar.isHidden()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_G, CONTROL)
    assert bar.isVisible()
    assert bar.edit.hasFocus()
    _find(opened, qtbot, "needle")
    assert bar.count.text() == "1 of 2"
    assert _lit(preview, "accent") == ["needle"]
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 2"
    assert _lit(preview, "accent") == ["Needle"]
    selections = preview.text_view.extraSelections()
    assert preview.text_view.viewport().rect().contains(preview.text_view.cursorRect(selections[-1].cursor))
    qtbot.keyClick(bar.edit, Qt.Key.Key_F3)
    assert bar.count.text() == "1 of 2"
    qtbot.keyClick(bar.edit, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "2 of 2"
    assert preview.passage == hit.passages[0], "F3 in the bar goes to no other passage"
    _find(opened, qtbot, "zzz")
    assert bar.count.text() == "nothing found"
    assert not bar.following.isEnabled()
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert window.isVisible()
    assert _lit(preview, "accent") == []
    assert preview.text_view.hasFocus()
    # With the keyboard in the preview, Ctrl+F finds there.
    qtbot.keyClick(preview.text_view, Qt.Key.Key_F, CONTROL)
    assert bar.edit.hasFocus()


def test_what_is_selected_is_found_and_lit_where_it_is_seen(open_preview: Previewing, qtbot: QtBot) -> None:
    shown = _open(open_preview, qtbot, make_hit("/data/a.txt", make_passage("Alpha", ())), TEXT)
    preview = shown.preview
    cursor = preview.text_view.textCursor()
    cursor.setPosition(6)
    cursor.setPosition(10, QTextCursor.MoveMode.KeepAnchor)
    preview.text_view.setTextCursor(cursor)
    preview.find_in_file()
    assert preview.body.find_bar.edit.text() == "beta"
    assert preview.body.find_bar.count.text().endswith(" of 330")
    lit = len(_lit(preview, "accent_soft"))
    assert 5 < lit < 60
    bar = preview.text_view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: len(_lit(preview, "accent_soft")) > 5)


def test_another_file_is_searched_for_the_same_words(open_preview: Previewing, qtbot: QtBot) -> None:
    engine = FakeEngine()
    first, second = (make_hit(f"/data/{name}.txt", make_passage("needle", ())) for name in "ab")
    engine.views[first.path], engine.views[second.path] = "needle", "needle and needle"
    shown = open_preview(engine, first)
    preview = shown.preview
    qtbot.waitUntil(lambda: preview.shown_path == first.path)
    preview.find_in_file()
    _find(shown, qtbot, "needle")
    assert preview.body.find_bar.count.text() == "1 of 1"
    preview.show_hit(second)
    qtbot.waitUntil(lambda: preview.shown_path == second.path)
    assert preview.body.find_bar.count.text() == "2"


def test_sizes_change_by_key_and_wheel_and_are_kept(open_window: Opening, qtbot: QtBot) -> None:
    opened = _open_in_window(open_window, qtbot, make_hit("/data/a.txt", make_passage("Alpha", ())), TEXT)
    preview, view = opened.preview, opened.preview.text_view
    usual = view.document_metrics().height()
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Plus, CONTROL)
    assert preview.body.zoom == 110
    wheel = QWheelEvent(
        QPointF(5, 5),
        view.viewport().mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), wheel)
    assert preview.body.zoom == 125
    assert view.document_metrics().height() > usual
    assert _lit(preview, "passage") == ["Alpha"]
    qtbot.waitUntil(lambda: opened.engine.asked("change_settings") == [{"preview_zoom": 125}])
    for _ in range(30):
        preview.zoom_out()
    assert preview.body.zoom == 50
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_0, CONTROL)
    assert view.document_metrics().height() == usual
    for _ in range(30):
        preview.zoom_in()
    assert preview.body.zoom == 300


def test_a_click_on_the_strip_goes_to_the_passage(open_preview: Previewing, qtbot: QtBot) -> None:
    hit = make_hit("/data/a.txt", make_passage("Alpha", ()), make_passage(TEXT[-21:], (), start=len(TEXT) - 21))
    shown = _open(open_preview, qtbot, hit, TEXT)
    preview, strip = shown.preview, shown.preview.body.strip
    qtbot.waitUntil(lambda: len(strip._shares) == 2)
    shares = strip._shares
    assert shares[0] == 0
    assert shares[1] is not None
    assert shares[1] > 0.95
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(4, round(strip.place_of(shares[1]))))
    assert preview.passage == hit.passages[1]
    assert _lit(preview, "passage") == [TEXT[-21:]]
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(4, strip.height() // 2))
    assert preview.passage == hit.passages[1], "between two marks there is nothing to go to"


def test_the_sentence_that_tells_most_is_underlined(open_preview: Previewing, qtbot: QtBot) -> None:
    hit = make_hit("/data/a.txt", make_passage(TEXT[:200], ("beta",)))
    shown = _open(open_preview, qtbot, hit, TEXT)
    preview = shown.preview

    def told() -> list[str]:
        selections = preview.text_view.extraSelections()
        return [known.cursor.selectedText() for known in selections if known.format.fontUnderline()]

    preview.show_telling("/data/other.txt", 0, (0, 17))
    preview.show_telling(hit.path, 5, (0, 17))
    assert told() == []
    preview.show_telling(hit.path, 0, (0, 17))
    assert told() == ["Alpha beta gamma.", "beta"]
    preview.show_telling(hit.path, 0, None)
    assert told() == []


def test_passages_that_are_not_looked_at_are_made_ready_in_another_thread(
    open_preview: Previewing, qtbot: QtBot
) -> None:
    made_in: list[int] = []

    class Late(tuple[Passage, ...]):
        """Notes who reads its passages, as those of a real search are made when they are read."""

        def __iter__(self) -> Iterator[Passage]:
            made_in.append(threading.get_ident())
            return super().__iter__()

    passages = (make_passage("Alpha", ()), make_passage(TEXT[-21:], (), start=len(TEXT) - 21))
    hit = replace(make_hit("/data/a.txt"), passages=Late(passages))
    shown = _open(open_preview, qtbot, hit, TEXT)
    made_in.clear()
    again = replace(hit, passages=Late(passages))
    shown.preview.show_hit(again)
    shown.preview.show_hit(replace(hit, passages=Late(passages)))
    qtbot.waitUntil(lambda: len(made_in) > 0 and shown.preview.body._starts[0] is not again)
    assert threading.get_ident() not in made_in
