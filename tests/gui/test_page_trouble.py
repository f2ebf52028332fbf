"""Drawn pages in the preview where something is amiss: what cannot be drawn, ends its child, comes late or is too much."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.page_types import PageOutline, PagePicture, PageText
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import Block, Hit, Passage
from pplx_desktop.engine.page_service import PageService
from pplx_desktop.gui import page_sheets
from pplx_desktop.gui.page_view import PageView
from tests.gui.conftest import Opening, Previewed, Previewing
from tests.gui.shown_pages import ground_at, is_ready, view_of
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.made_paper import make_paper, paper_for_the_guide
from tests.support.sample_hits import guide, home_path

DAMAGED = ExtractionError(ExtractionCode.DAMAGED, "This page cannot be drawn.")


@pytest.mark.parametrize(
    "error",
    [
        ExtractionError(ExtractionCode.ENCRYPTED, "This PDF is protected by a password."),
        ExtractionError(ExtractionCode.TOO_LARGE, "This file is too large to be drawn."),
    ],
)
def test_where_nothing_can_be_drawn_the_text_is_shown_and_why(
    open_preview: Previewing, qtbot: QtBot, error: ExtractionError
) -> None:
    engine = FakeEngine()
    path = paper_for_the_guide(engine)
    engine.page_errors[path] = error
    shown = open_preview(engine, guide()[0])
    body = shown.preview.body
    qtbot.waitUntil(lambda: body.body is body.text and body.line.isVisible())
    assert body.line.text() == error.title
    assert shown.preview.text_view.toPlainText()


def test_where_the_page_of_the_passage_is_lost_the_text_is_shown(open_preview: Previewing, qtbot: QtBot) -> None:
    engine = FakeEngine()
    path = paper_for_the_guide(engine)
    engine.page_errors[path, 12] = DAMAGED
    body = open_preview(engine, guide()[0]).preview.body
    qtbot.waitUntil(lambda: body.body is body.text and body.line.isVisible())
    assert body.line.text() == DAMAGED.title


def test_a_lost_page_among_others_says_so_in_its_place(open_preview: Previewing, qtbot: QtBot) -> None:
    engine = FakeEngine()
    path = paper_for_the_guide(engine)
    engine.page_errors[path, 13] = DAMAGED
    shown = open_preview(engine, guide()[0])
    view = view_of(shown)
    qtbot.waitUntil(lambda: is_ready(view) and view.sheets.error(12) is not None)
    assert shown.preview.body.body is view
    asked = len(engine.asked("draw_page"))
    view.area.bring(11, 0.5)
    qtbot.waitUntil(lambda: view.sheets._drawing is None)
    assert all(page != 13 for _, _, page, _, _ in engine.asked("draw_page")[asked:])


class _HostileEngine(FakeEngine):
    """Draws by a real child, which the file ends."""

    def __init__(self, command: list[str]) -> None:
        super().__init__()
        self.service = PageService(Settings, command)

    def page_outline(self, path: str, heading: str = "") -> PageOutline:
        return self.service.outline(path, heading)

    def draw_page(self, path: str, member: str, page: int, width_px: int, *, dark: bool = False) -> PagePicture:
        return self.service.draw(path, member, page, width_px, dark=dark)

    def page_text(self, path: str, member: str, page: int, parts: object, *, is_picture: bool = False) -> PageText:
        return self.service.text(path, member, page, [])

    def close(self) -> None:
        self.service.close()
        super().close()


def test_a_file_that_ends_the_child_costs_its_page_and_the_window_lives(
    open_window: Opening, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("hostile") / "crash"
    path.touch()
    engine = _HostileEngine([sys.executable, "-m", "tests.support.misbehaving_page_child"])
    hit = make_hit(str(path), make_passage("hello there", ("hello",), page=1), kind="pdf")
    engine.answers["hello"] = Answers(words=[hit], meaning=[hit])
    engine.views[hit.path] = "hello there"
    engine.blocks[hit.path] = (Block(0, 11, 1),)
    opened = open_window(engine)
    opened.window.search_box.set_text("hello")
    body = opened.window.preview.body
    qtbot.waitUntil(lambda: body.body is body.text and body.line.isVisible())
    assert body.line.text() == "This page cannot be drawn."
    assert opened.window.preview.text_view.toPlainText().endswith("hello there")
    assert opened.window.isVisible()


def _with_other(engine: FakeEngine) -> Hit:
    hit = make_hit(home_path("Documents", "other.pdf"), make_passage("nothing to do with it", (), page=1))
    engine.views[hit.path] = "nothing to do with it"
    engine.blocks[hit.path] = (Block(0, 21, 1),)
    engine.papers[hit.path] = make_paper({1: "nothing to do with it"}, 1)
    return hit


def test_pages_of_a_file_that_was_left_are_not_shown(open_preview: Previewing, qtbot: QtBot) -> None:
    engine = FakeEngine()
    path = paper_for_the_guide(engine)
    other = _with_other(engine)
    gate = engine.hold_pages(path)
    shown = open_preview(engine, guide()[0])
    view = view_of(shown)
    qtbot.waitUntil(lambda: bool(engine.asked("draw_page")))
    shown.preview.show_hit(other)
    qtbot.waitUntil(lambda: view.sheets.open is not None and view.sheets.open.view.path == other.path)
    gate.set()
    qtbot.waitUntil(lambda: is_ready(view))
    assert list(view.sheets._images) == [0]
    assert view.area.pages.count == 1


def _archive(engine: FakeEngine) -> Hit:
    """An archive with two files in it, and a passage in each."""
    path = home_path("Documents", "all.zip")
    texts = ("The first file says this.", "And this is what the second one says.")
    starts = (0, len(texts[0]) + 2)
    passages = [
        replace(make_passage(text, (), start=start, page=1), heading=f"in/{name}.pdf › Chapter")
        for text, start, name in zip(texts, starts, ("a", "b"), strict=True)
    ]
    engine.views[path] = "\n\n".join(texts)
    engine.blocks[path] = tuple(Block(passage.start, passage.end, 1, passage.heading) for passage in passages)
    for text, name in zip(texts, ("a", "b"), strict=True):
        engine.papers[path, f"in/{name}.pdf"] = make_paper({1: f"Title\n\n{text}"}, 1)
    return make_hit(path, *passages)


def shows(view: PageView, passage: Passage) -> bool:
    document = view.sheets.open
    return is_ready(view) and document is not None and document.page_of(passage.start) == 0


def test_a_file_inside_an_archive_is_drawn_and_another_one_when_its_passage_is_chosen(
    open_preview: Previewing, qtbot: QtBot
) -> None:
    engine = FakeEngine()
    hit = _archive(engine)
    shown = open_preview(engine, hit)
    view = view_of(shown)
    for number, passage in enumerate(hit.passages):
        shown.preview.choose_passage(number)
        qtbot.waitUntil(lambda: shows(view, passage))  # noqa: B023
        assert ground_at(view, passage.start).name() == shown.theme.colours.passage
    assert [member for _, member, *_ in engine.asked("page_text")] == ["in/a.pdf", "in/b.pdf"]


def test_a_passage_that_is_chosen_before_the_pages_are_there_is_shown_in_its_own_file(
    open_preview: Previewing, qtbot: QtBot
) -> None:
    engine = FakeEngine()
    hit = _archive(engine)
    gate = engine.hold_call("page_outline")
    shown = open_preview(engine, hit)
    qtbot.waitUntil(lambda: bool(engine.asked("page_outline")))
    shown.preview.choose_passage(1)
    gate.set()
    view = view_of(shown)
    qtbot.waitUntil(lambda: shows(view, hit.passages[1]))
    assert ground_at(view, hit.passages[1].start).name() == shown.theme.colours.passage


def test_pages_that_a_late_question_about_another_file_overtook_are_asked_for_again(
    open_preview: Previewing, qtbot: QtBot
) -> None:
    engine = FakeEngine()
    paper_for_the_guide(engine)
    engine.overtaken.add("page_outline")
    shown = open_preview(engine, guide()[0])
    qtbot.waitUntil(lambda: is_ready(view_of(shown)))
    assert not engine.overtaken
    assert not shown.preview.body.line.isVisible()


@pytest.mark.parametrize("question", ["draw_page", "page_text"])
def test_a_page_that_a_late_question_overtook_is_asked_for_again(drawn: Previewed, qtbot: QtBot, question: str) -> None:
    view = view_of(drawn)
    qtbot.waitUntil(lambda: view.sheets._drawing is None)
    drawn.engine.overtaken.add(question)
    gate = drawn.engine.hold_call(question)
    view.area.bring(30, 0.3)
    assert view.area.current_page() == 30
    # Nothing else asks once more.
    qtbot.waitUntil(lambda: not view.area._glance.isActive() and not view.area._settle.isActive())
    gate.set()
    qtbot.waitUntil(lambda: is_ready(view))
    assert not drawn.engine.overtaken


def test_pages_come_when_the_engine_does(open_preview: Previewing, qtbot: QtBot) -> None:
    """The engine was made anew while the pages were asked for."""
    engine = FakeEngine()
    paper_for_the_guide(engine)
    asked, made = engine.hold_call("page_outline"), threading.Event()
    shown = open_preview(engine, guide()[0])
    view = view_of(shown)
    qtbot.waitUntil(lambda: bool(engine.asked("page_outline")))
    engine.overtaken.add("page_outline")
    shown.bridge._make_engine = lambda: engine if made.wait(60) else FakeEngine()
    shown.bridge.restart()
    with qtbot.waitSignal(view._again.timeout):
        asked.set()
    made.set()
    qtbot.waitUntil(lambda: is_ready(view))


def test_pages_that_are_miles_high_fit_the_scroll_bar(open_preview: Previewing, qtbot: QtBot) -> None:
    engine = FakeEngine()
    hit = _with_other(engine)
    engine.outlines[hit.path] = PageOutline("", False, ((1.0, 100_000.0),) * 20_000)
    view = view_of(open_preview(engine, hit))
    qtbot.waitUntil(lambda: view.area.pages.count == 20_000)
    view.area.set_percent(300)
    bar = view.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert view.area.current_page() > 19_000


def test_what_is_kept_in_memory_is_limited(drawn: Previewed, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of(drawn)
    one = len(view.sheets._images[11].pixels)
    monkeypatch.setattr(page_sheets, "_MOST_BYTES", 3 * one)
    for page in (2, 9, 17, 25):
        view.area.bring(page, 0.3)
        qtbot.waitUntil(lambda: is_ready(view) and view.sheets._drawing is None)
    assert len(view.sheets._images) <= 3
