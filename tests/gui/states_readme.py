"""The main states of the window, as the README shows them."""

from __future__ import annotations

from dataclasses import replace

from pplx_desktop.core.types import FileState
from pplx_desktop.gui.window import Window
from tests.gui.drawn_states import State
from tests.gui.settling import settle, wait
from tests.gui.states_evidence import EVIDENCE
from tests.gui.states_first_run import FIRST_RUN
from tests.gui.states_preview import PREVIEW
from tests.gui.states_window import WINDOW
from tests.support.fake_engine import Answers, FakeEngine
from tests.support.household import learning
from tests.support.household_words import said
from tests.support.sample_evidence import EXPLANATION
from tests.support.sample_hits import QUERY
from tests.support.sample_models import CONTEXT

_SIZE = (1100, 700)
_SHOWN_FILE = "q"
"""What the states of the preview ask for."""


def _results(window: Window, engine: FakeEngine) -> None:
    engine.progress = learning(engine)
    window.refresh_status()
    EVIDENCE["evidence"][0](window, engine)


def _why(window: Window, engine: FakeEngine) -> None:
    # Its other terms and conditions are no part of the question that the picture shows.
    engine.answers[QUERY].explanation = replace(EXPLANATION, terms=EXPLANATION.terms[:3], conditions=())
    WINDOW["why"][0](window, engine)
    engine.progress = learning(engine)
    window.refresh_status()
    settle(window)


def _nothing(window: Window, engine: FakeEngine) -> None:
    query = said("receipt of the piano tuner", "Quittung des Klavierstimmers", "reçu de l’accordeur de piano")
    closest = said("receipt piano tuning", "Quittung Klavier Stimmung", "reçu piano accord").split()
    engine.answers[query] = Answers(closest=tuple(closest))
    window.search_box.set_text(query)
    window.filters.choose_type("PDF")
    settle(window)


def _table(window: Window, engine: FakeEngine) -> None:
    query = said(
        "which rooms lose most heat",
        "welche Räume verlieren am meisten Wärme",
        "quelles pièces perdent le plus de chaleur",
    )
    _ask_for_file(window, engine, "preview-table", query)


def _code(window: Window, engine: FakeEngine) -> None:
    query = said(
        "script that counts the compressor’s short cycles",
        "Skript, das das Takten des Verdichters zählt",
        "script qui compte les cycles courts du compresseur",
    )
    _ask_for_file(window, engine, "preview-code", query)


def _ask_for_file(window: Window, engine: FakeEngine, state: str, query: str) -> None:
    PREVIEW[state][0](window, engine)
    (hit,) = engine.answers[_SHOWN_FILE].meaning
    others = [other for other in engine.answers[QUERY].meaning[1:] if other.kind != hit.kind]
    engine.answers[query] = Answers(words=[hit], meaning=[hit, *others])
    window.search_box.set_text(query)
    settle(window)
    wait(60)
    settle(window)


def _index(window: Window, engine: FakeEngine) -> None:
    engine.progress = learning(engine)
    window.refresh_status()
    window.actions_.index.trigger()
    settle(window)
    dialog = window._indexing.dialog
    dialog.filter.choose_state(FileState.FAILED)
    settle(window)
    dialog.table.selectRow(0)
    settle(window)


def _overview(window: Window, engine: FakeEngine) -> None:
    engine.progress = learning(engine)
    window.refresh_status()
    window.actions_.index.trigger()
    settle(window)
    window._indexing.dialog.show_overview(is_on=True)
    settle(window)


def _settings(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.settings.trigger()
    settle(window)


def _models(window: Window, engine: FakeEngine) -> None:
    del engine
    window.actions_.models.trigger()
    settle(window)
    window._models.dialog.list.choose(CONTEXT)
    settle(window)


README: dict[str, State] = {
    "first-run": (FIRST_RUN["first-run"][0], _SIZE),
    "results": (_results, _SIZE),
    "why": (_why, _SIZE),
    "no-match": (_nothing, _SIZE),
    "table": (_table, _SIZE),
    "code": (_code, _SIZE),
    "index": (_index, _SIZE),
    "overview": (_overview, _SIZE),
    "settings": (_settings, _SIZE),
    "models": (_models, _SIZE),
    "narrow": (EVIDENCE["evidence-narrow"][0], (420, 700)),
}
"""How each is brought about, and how large the window is. A dialog is shown alone."""
