"""What is said, calmly, where nothing matches: why that may be, and the one thing to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pplx_desktop.core.evidence_text import unmet_by_all
from pplx_desktop.core.types import SearchResult, Status
from pplx_desktop.gui import wording
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import tr, trn

Way = Literal["", "add-folder", "search-everything", "drop-quotes"]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """`lead` says why. `way` is what can be done, `label` the button's text, `loose` the query without quotation marks."""

    lead: str
    way: Way = ""
    label: str = ""
    loose: str = ""


def no_match(status: Status, result: SearchResult, typed: str, *, is_narrowing: bool) -> NoMatch:
    """What to say of an answer without hits to what was typed; `is_narrowing` where chips leave something out."""
    if not status.folders:
        return NoMatch(tr("There is no folder to search yet."), "add-folder", tr("Add a folder…"))
    progress = status.progress
    missing = progress.total_files - progress.done_files
    if progress.phase in {"reading", "scanning", "paused"} and missing > 0:
        lead = trn(
            "%n file is not read yet. It may be what you look for.",
            "%n files are not read yet. What you look for may be among them.",
            missing,
        )
    else:
        lead = wording.on_one_line(told(unmet_by_all(result.explanation))) or tr("Try other words, or fewer.")
    if is_narrowing:
        return NoMatch(lead, "search-everything", tr("Search everything"))
    loose = wording.without_quotes(typed, result.query.phrases)
    if loose:
        return NoMatch(lead, "drop-quotes", tr("Search without quotation marks"), loose)
    return NoMatch(lead)
