"""States of the window itself, to be drawn: results, why a hit is there, nothing that matches, long texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.evidence import TermEvidence
from pplx_desktop.core.types import Progress
from pplx_desktop.gui.window import Window
from tests.gui.settling import settle
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.sample_evidence import EXPLANATION, explained
from tests.support.sample_hits import QUERY, home_path

RUNNING = Progress(phase="reading", total_files=8_310, done_files=5_204, eta_s=350)
GERMAN = "Wärmepumpenanlagenauslegungsberechnungsgrundlagen für die Donaudampfschifffahrtsgesellschaftshauptverwaltung"


def _results(window: Window, engine: FakeEngine) -> None:
    engine.progress = RUNNING
    window.refresh_status()
    window.search_box.set_text(QUERY)
    settle(window)


def _pages_zoomed(window: Window, engine: FakeEngine) -> None:
    _results(window, engine)
    window.preview.choose_passage(2)
    for _ in range(4):
        window.preview.zoom_in()
    settle(window)


def _pages_found(window: Window, engine: FakeEngine) -> None:
    _results(window, engine)
    window.preview.find_in_file()
    QTest.keyClicks(window.focusWidget(), "house")
    settle(window)


def _second(window: Window, engine: FakeEngine) -> None:
    _results(window, engine)
    for _ in range(3):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    settle(window)


def _filtered(window: Window, engine: FakeEngine) -> None:
    window.filters.choose_type("Code")
    engine.answers["type:code"] = engine.answers[QUERY]
    _results(window, engine)
    window.preview.step(1)
    settle(window)


def _nothing(window: Window, engine: FakeEngine) -> None:
    del engine
    window.search_box.set_text("zebra crossing on the moon")
    window.filters.choose_type("PDF")
    settle(window)


def _broken(window: Window, engine: FakeEngine) -> None:
    engine.answers["bad"] = Answers(
        error=UserError("query", "This search cannot be read.", hint="Close the quotation mark.")
    )
    window.search_box.set_text("bad")
    settle(window)


def _noticed(window: Window, engine: FakeEngine) -> None:
    engine.answers[QUERY].notices = ("The files of the model are not there. Only words and names were searched.",)
    engine.model_problem = "The files of the model are not there."
    _results(window, engine)


def _long_texts(window: Window, engine: FakeEngine) -> None:
    passages = [
        make_passage(f"{GERMAN}. " * 4, (GERMAN, "Donaudampf"), page=1_234),
        make_passage(
            "تعمل المضخة الحرارية وتتوقف كل ثماني دقائق. <b>kein HTML</b> 暖房が頻繁にオンオフする 🙂🙂 Ende",
            ("暖房", "🙂"),
        ),
        make_passage("word " * 200, ("word",)),
    ]
    hits = [
        make_hit(home_path(GERMAN, GERMAN, f"{GERMAN} {number}.docx"), passage, sources=("words", "meaning"))
        for number, passage in enumerate(passages)
    ]
    engine.answers["lang"] = Answers(words=hits, meaning=hits)
    engine.views[hits[0].path] = f"{GERMAN}. " * 4 + "\n\n" + f"{GERMAN} " * 50
    window.search_box.set_text("lang")
    engine.progress = Progress(phase="embedding", embedded_chunks=120_400, pending_chunks=1_204_000, eta_s=40_000)
    window.refresh_status()
    settle(window)


def _why(window: Window, engine: FakeEngine) -> None:
    found = engine.answers[QUERY].meaning
    engine.answers[QUERY].meaning = [explained(found[0], words=0.6, meaning=0.93, name=0.1, exact="rare"), *found[1:]]
    _results(window, engine)
    window.actions_.why.trigger()
    settle(window)


def _why_narrow(window: Window, engine: FakeEngine) -> None:
    _why(window, engine)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    settle(window)


def _why_long(window: Window, engine: FakeEngine) -> None:
    _long_texts(window, engine)
    answers = engine.answers["lang"]
    long_term = TermEvidence(GERMAN.split(maxsplit=1)[0], "unknown", 0, 0.4)
    answers.explanation = replace(
        EXPLANATION,
        terms=(
            long_term,
            *(TermEvidence(GERMAN.rsplit(maxsplit=1)[-1], "searched", 12_345) for _ in range(9)),
            *EXPLANATION.terms,
        ),
        conditions=(f"is in “{home_path(GERMAN)}”",),
    )
    answers.meaning = [explained(hit, words=0.7, meaning=0.5, name=0.2, document=0.1) for hit in answers.meaning]
    window.search_box.set_text("")
    window.search_box.set_text("lang")
    settle(window)
    window.actions_.why.trigger()
    settle(window)


def _not_well(window: Window, engine: FakeEngine) -> None:
    answers = engine.answers[QUERY]
    answers.is_good_match, answers.closest = False, ("thermostat", "herd", "heater & boiler")
    _results(window, engine)


def _not_well_long(window: Window, engine: FakeEngine) -> None:
    _long_texts(window, engine)
    answers = engine.answers["lang"]
    answers.is_good_match, answers.closest = False, tuple(GERMAN.split())
    window.search_box.set_text("")
    window.search_box.set_text("lang")
    settle(window)


def _nothing_but_words(window: Window, engine: FakeEngine) -> None:
    engine.answers["zebra crossing on the moon"] = Answers(closest=("zebrafish", "crossing", "moon", *GERMAN.split()))
    _nothing(window, engine)


def show_nothing(window: Window, engine: FakeEngine) -> None:
    del engine
    window.search_box.set_text("")
    settle(window)


WINDOW: dict[str, tuple[Callable[[Window, FakeEngine], None], tuple[int, int]]] = {
    "results": (_results, (1180, 760)),
    "pages-zoomed": (_pages_zoomed, (1180, 760)),
    "pages-found": (_pages_found, (1180, 760)),
    "fourth-row": (_second, (1180, 760)),
    "filtered": (_filtered, (1180, 760)),
    "narrow": (_results, (780, 480)),
    "no-match": (_nothing, (1180, 760)),
    "search-error": (_broken, (1180, 760)),
    "notice": (_noticed, (1180, 760)),
    "long-texts": (_long_texts, (1180, 760)),
    "long-texts-narrow": (_long_texts, (520, 560)),
    "why": (_why, (1180, 760)),
    "why-narrow": (_why_narrow, (780, 480)),
    "why-low": (_why, (900, 480)),
    "why-long-texts": (_why_long, (1180, 760)),
    "not-well": (_not_well, (1180, 760)),
    "not-well-narrow": (_not_well, (780, 480)),
    "not-well-long-texts": (_not_well_long, (520, 560)),
    "no-match-words": (_nothing_but_words, (1180, 760)),
    "empty": (show_nothing, (1180, 760)),
}
"""How each is brought about, and how large the window is."""
