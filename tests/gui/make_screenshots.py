"""Draws the window's states, light and dark, into a folder: `python -m tests.gui.make_screenshots FOLDER [BEGINNING]`.

Runs without a display. The pictures are for looking at while something is built; the tests measure what can be measured,
and those that the README shows are made by `tests.gui.screenshots`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pplx_desktop.gui.theme import Theme
from tests.gui.drawn_states import State, application, draw_state
from tests.gui.states_dialogs import DIALOGS
from tests.gui.states_evidence import EVIDENCE
from tests.gui.states_first_run import FIRST_RUN
from tests.gui.states_preview import PREVIEW
from tests.gui.states_search import SEARCH
from tests.gui.states_window import WINDOW
from tests.support.made_paper import paper_for_the_guide
from tests.support.sample_ledger import ledger_engine

STATES: dict[str, State] = FIRST_RUN | WINDOW | SEARCH | EVIDENCE | PREVIEW | DIALOGS


def draw(folder: Path, *, only: str = "") -> list[Path]:
    """Draw every state, or those whose name begins with `only`, in both themes."""
    theme = Theme(application())
    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    for choice in ("light", "dark"):
        for name, state in STATES.items():
            if not name.startswith(only):
                continue
            path = folder / f"{name}-{choice}.png"
            engine = ledger_engine()
            paper_for_the_guide(engine)
            for number, picture in enumerate(draw_state(engine, state, theme, choice)):
                drawn.append(path.with_stem(f"{path.stem}-{number - 1}") if number else path)
                picture.save(str(drawn[-1]))
    return drawn


if __name__ == "__main__":
    for picture in draw(Path(sys.argv[1]), only=sys.argv[2] if len(sys.argv) > 2 else ""):
        print(picture)
