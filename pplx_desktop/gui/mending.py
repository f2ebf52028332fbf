"""Which button mends what keeps a file from being searched: one for each reason that can be mended from here.

Invariant: each reason of `core.reasons` has a row, or stands in `NOTHING_TO_DO` (`tests/gui/test_mending.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.core.reasons import Rule, setting_of
from pplx_desktop.core.types import FileState
from pplx_desktop.gui import wording
from pplx_desktop.gui.model_wording import Question
from pplx_desktop.gui.translation import noop, tr

How = Literal["again", "open", "folder", "setting", "admit"]
"""Read it again, open it, show where it is, change the setting that decides, or search it whatever the rules say."""


@dataclass(frozen=True, slots=True)
class Mend:
    """What a button says, and what it does."""

    label: str
    how: How


_AGAIN = Mend(noop("Try again"), "again")
_ADMIT = Mend(noop("Search it all the same…"), "admit")
MENDS: dict[str, Mend] = {
    ExtractionCode.TOO_LARGE: Mend(noop("Raise the limit…"), "setting"),
    ExtractionCode.ENCRYPTED: Mend(noop("Open it to save a copy"), "open"),
    ExtractionCode.DAMAGED: Mend(noop("Open it to see"), "open"),
    ExtractionCode.UNREADABLE: _AGAIN,
    ExtractionCode.CHANGED: _AGAIN,
    ExtractionCode.VANISHED: _AGAIN,
    ExtractionCode.TIMEOUT: _AGAIN,
    ExtractionCode.MEMORY: _AGAIN,
    ExtractionCode.CRASHED: _AGAIN,
    ExtractionCode.BOMB: Mend(noop("Show it, to unpack it yourself"), "folder"),
    ExtractionCode.PICTURED: Mend(noop("Text recognition…"), "setting"),
    ExtractionCode.ONLINE_ONLY: Mend(noop("Open it, which downloads it"), "open"),
    Rule.PATTERN: Mend(noop("Change the patterns…"), "setting"),
    Rule.GITIGNORE: _ADMIT,
    Rule.HIDDEN: _ADMIT,
    Rule.SECRET: _ADMIT,
    Rule.CACHE: _ADMIT,
    Rule.TEMPORARY: _ADMIT,
}
NOTHING_TO_DO = frozenset(
    {ExtractionCode.UNSUPPORTED, ExtractionCode.EMPTY, Rule.LINK, Rule.SPECIAL, Rule.OWN},
)
"""What is so because of what it is."""
_NOT_READ = frozenset(
    {ExtractionCode.UNSUPPORTED, ExtractionCode.EMPTY, ExtractionCode.TOO_LARGE, ExtractionCode.ONLINE_ONLY}
)


def mend_of(entry: FileEntry) -> Mend | None:
    """What mends this file; None where nothing does, or nothing is wrong."""
    return MENDS.get(entry.reason)


def can_be_read(entry: FileEntry) -> bool:
    """True where asking for it changes something: what a rule, its size or its kind keeps out stays so until that is
    another, and what is elsewhere until it is fetched.
    """
    return entry.state is not FileState.LEFT_OUT and entry.reason not in _NOT_READ


def has_setting(entry: FileEntry) -> bool:
    """True where a setting decides about it, and its own button is not that already."""
    mend = mend_of(entry)
    return bool(setting_of(entry.reason)) and (mend is None or mend.how != "setting")


def admitting_pattern(entry: FileEntry) -> str:
    """The pattern that takes it in, in the syntax of .gitignore: by its name, wherever that stands."""
    name = re.sub(r"([\\*?\[\]])", r"\\\1", wording.file_name(entry.path))
    return f"!{name}/" if entry.is_folder else f"!{name}"


def admitting_question(entry: FileEntry) -> Question:
    """Asked before something is searched that a rule leaves out."""
    pattern = admitting_pattern(entry)
    if entry.reason == Rule.SECRET:
        text = tr(
            "Its text, with whatever keys and passwords are in it, comes into the index on this computer. The pattern"
            " {pattern} is added to the settings, and holds for all of that name.",
            pattern=pattern,
        )
    else:
        text = tr("The pattern {pattern} is added to the settings, and holds for all of that name.", pattern=pattern)
    return Question(
        headline=tr("Search {name} all the same?", name=wording.file_name(entry.path)),
        text=text,
        yes=tr("Search it"),
        no=tr("Leave it out"),
        is_dangerous=entry.reason == Rule.SECRET,
    )
