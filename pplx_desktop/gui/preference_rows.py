"""Which settings the window offers, in which groups and words. What a setting means is said where it is kept: in the
metadata of `Settings`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from pplx_desktop.core.reasons import RECOGNITION
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import OcrState
from pplx_desktop.gui.model_wording import Question


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: its field in `Settings`, and what it is called here."""

    name: str
    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together."""

    title: str
    lead: str
    rows: tuple[Row, ...]


GROUPS = (
    Group(
        "When to go slowly",
        "Learning the meaning of your files is heavy work. This is what it does when the computer has better things"
        " to do; searching and reading words go on in any case.",
        (
            Row("on_battery", "On battery"),
            Row("in_power_saver", "While the system saves power"),
            Row("when_hot", "While the computer is hot"),
            Row("when_busy", "While other programs are busy"),
        ),
    ),
    Group(
        "What is read",
        "",
        (
            Row("archives", "Files inside archives and mails"),
            Row("ocr", "Text in pictures and scans"),
            Row("ocr_languages", "Languages of text in pictures"),
            Row("include_hidden", "Hidden files"),
            Row("use_gitignore", "Heed .gitignore files"),
            Row("max_file_mb", "Largest file", "MB"),
            Row("exclude", "Patterns to leave out"),
        ),
    ),
    Group(
        "Models",
        "",
        (
            Row("quick_first", "Quick model first"),
            Row("rescoring", "Finer order of results by meaning"),
            Row("model_idle_s", "Give back memory after", "s"),
        ),
    ),
)
CHOICES = {"full": "Go on at full pace", "slow": "Go on slowly", "pause": "Pause"}
"""What the values of a choice are called."""

QUESTIONS: dict[tuple[str, object], Question] = {
    ("rescoring", False): Question(
        "Drop the finer part of all meanings?",
        "It frees about two thirds of the room that meanings take, and results by meaning come in a somewhat worse"
        " order. To have it back, every passage must be learned anew, which can take hours.",
        "Drop it",
        "Keep it",
        is_dangerous=True,
    ),
}
"""What is asked before a setting takes a value, for that which is not undone by setting it back."""


RECOGNITION_HERE: dict[OcrState, str] = {
    "ready": "It is ready here.",
    "off": "",
    "not-installed": f"Here it is not installed. {RECOGNITION['not-installed'].hint}",
    "no-language": f"Here it has no data for these languages. {RECOGNITION['no-language'].hint}",
}
"""What is said of text recognition beside its setting."""


def described(name: str) -> str:
    """What a setting means."""
    return str(_field(name).metadata["description"])


def limits(name: str) -> dict[str, Any]:
    """What limits a setting, as its field's metadata has it: `minimum`, `choices` and others."""
    return dict(_field(name).metadata)


def listed(name: str) -> bool:
    """True for a setting that holds several texts, of which each stands on a line of its own: patterns hold spaces."""
    return name == "exclude"


def texts_of(written: str, name: str) -> tuple[str, ...]:
    """What was written for a setting of several texts."""
    parts = written.splitlines() if listed(name) else written.replace(",", " ").split()
    return tuple(part.strip() for part in parts if part.strip())


def written_of(texts: tuple[str, ...], name: str) -> str:
    """Several texts as they are written."""
    return ("\n" if listed(name) else " ").join(texts)


def _field(name: str) -> Any:
    return next(known for known in fields(Settings) if known.name == name)
