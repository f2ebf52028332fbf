"""States of the first run, to be drawn: what is offered, another model, little room, and the index as it grows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pplx_desktop.core.types import Fill, IndexCounts, Progress
from pplx_desktop.gui.window import Window
from tests.gui.settling import settle
from tests.support.fake_engine import FakeEngine
from tests.support.sample_hits import home_path
from tests.support.sample_models import CONTEXT, OWN, STARTER, models


def _first_run(window: Window, engine: FakeEngine) -> None:
    engine.kept_settings = replace(engine.kept_settings, folders=())
    engine.known_models = [model for model in models() if model.name != OWN]
    window.refresh_status()
    settle(window)
    page = window.welcome.first_run
    page.offer_folders([home_path(name) for name in ("Documents", "Desktop", "Downloads")])
    page.take_keyboard()
    settle(window)


def _first_run_model(window: Window, engine: FakeEngine) -> None:
    _first_run(window, engine)
    window.welcome.first_run._models[CONTEXT][0].setChecked(True)
    window.welcome.first_run._models[CONTEXT][0].setFocus()
    settle(window)


def _growing(window: Window, engine: FakeEngine) -> None:
    engine.counts = IndexCounts(files=8_310, indexed=5_204, pending=3_106, chunks=20_000, embedded=4_000)
    fills = (Fill(STARTER, "searched", 4_000, 20_000),)
    engine.progress = Progress("reading", total_files=8_310, done_files=5_204, eta_s=350, fills=fills)
    window.search_box.set_text("")
    window.refresh_status()
    settle(window)


FIRST_RUN: dict[str, tuple[Callable[[Window, FakeEngine], None], tuple[int, int]]] = {
    "first-run": (_first_run, (1180, 760)),
    "first-run-model": (_first_run_model, (900, 640)),
    "first-run-narrow": (_first_run, (420, 760)),
    "growing": (_growing, (1180, 760)),
    "growing-narrow": (_growing, (420, 640)),
}
"""How each is brought about, and how large the window is."""
