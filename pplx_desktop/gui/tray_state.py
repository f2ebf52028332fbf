"""What the icon in the tray says: one of four states, and a line about it.

Invariant: trouble wins over everything, for it waits for the user; then what the user has stopped, then what goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from pplx_desktop.core.types import Progress, Status
from pplx_desktop.gui import index_wording, wording
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import tr, trn

_STEPS = 8
_LONGEST = 110
"""Letters of a line in a tool tip; Windows shows 127 of all of it."""


class TrayState(Enum):
    """What the icon shows."""

    IDLE = "idle"
    INDEXING = "indexing"
    PAUSED = "paused"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the engine: how indexing stands, what the last status said, what went wrong since."""

    progress: Progress = field(default_factory=Progress)
    status: Status | None = None
    trouble: str = ""

    @property
    def state(self) -> TrayState:
        """Which of the four it is."""
        if self.complaint:
            return TrayState.TROUBLE
        match self.progress.phase:
            case "idle":
                return TrayState.IDLE
            case "paused":
                return TrayState.PAUSED
            case _:
                return TrayState.INDEXING

    @property
    def complaint(self) -> str:
        """What waits for the user; empty where nothing does."""
        if self.trouble:
            return told(self.trouble)
        if index_wording.is_stuck(self.progress):
            return index_wording.pace(self.progress)
        if self.status is None:
            return ""
        if self.status.model_problem:
            return told(self.status.model_problem)
        held = sum(root.held for root in self.status.roots)
        return trn("%n file is gone: please confirm", "%n files are gone: please confirm", held) if held else ""

    @property
    def eighths(self) -> int:
        """How much is done, in steps that the icon can show; 0 while that is not known."""
        share = wording.done_share(self.progress) if self.state is TrayState.INDEXING else None
        return round((share or 0) * _STEPS)

    @property
    def line(self) -> str:
        """What goes on, or what is wrong, in one line."""
        match self.state:
            case TrayState.TROUBLE:
                text = self.complaint
            case TrayState.PAUSED if self.progress.pace_reason == "":
                text = tr("Indexing is paused")
            case TrayState.IDLE if self.status is not None:
                text = wording.standing(self.status.counts)
            case TrayState.IDLE:
                text = ""
            case _:
                pace = index_wording.pace(self.progress)
                text = " ".join(part for part in (wording.indexing(self.progress), pace) if part)
        text = wording.on_one_line(text)
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
