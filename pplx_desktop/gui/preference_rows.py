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
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import noop, number, tr


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: its field in `Settings`, and what it is called here. Of a number with `steps`, one of these is chosen,
    in per cent.
    """

    name: str
    title: str
    unit: str = ""
    steps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together."""

    title: str
    lead: str
    rows: tuple[Row, ...]


GROUPS = (
    Group(
        noop("This window"),
        "",
        (
            Row("language", noop("Language")),
            Row("theme", noop("Colours")),
            Row("text_size", noop("Text size"), steps=(80, 90, 100, 110, 125, 150, 175, 200)),
        ),
    ),
    Group(
        noop("At hand"),
        "",
        (
            Row("autostart", noop("Start with the session")),
            Row("hotkey", noop("Keys that bring up the window")),
            Row("notifications", noop("Say when the first index is done")),
            Row("history", noop("Keep what was searched")),
        ),
    ),
    Group(
        noop("When to go slowly"),
        noop(
            "Learning the meaning of your files is heavy work. This is what it does when the computer has better things"
            " to do; searching and reading words go on in any case."
        ),
        (
            Row("on_battery", noop("On battery")),
            Row("in_power_saver", noop("While the system saves power")),
            Row("when_hot", noop("While the computer is hot")),
            Row("when_busy", noop("While other programs are busy")),
        ),
    ),
    Group(
        noop("What is read"),
        "",
        (
            Row("archives", noop("Files inside archives and mails")),
            Row("ocr", noop("Text in pictures and scans")),
            Row("ocr_languages", noop("Languages of text in pictures")),
            Row("include_hidden", noop("Hidden files")),
            Row("use_gitignore", noop("Heed .gitignore files")),
            Row("max_file_mb", noop("Largest file"), noop("MB")),
            Row("exclude", noop("Patterns to leave out")),
        ),
    ),
    Group(
        noop("Models"),
        "",
        (
            Row("quick_first", noop("Quick model first")),
            Row("rescoring", noop("Finer order of results by meaning")),
            Row("model_idle_s", noop("Give back memory after"), noop("s")),
            Row("provider", noop("What computes")),
            Row("dims", noop("Dimensions of vectors")),
            Row("window_tokens", noop("Tokens read at once")),
        ),
    ),
)
CHOICES = {
    "full": noop("Go on at full pace"),
    "slow": noop("Go on slowly"),
    "pause": noop("Pause"),
    "system": noop("Like the system"),
    "light": noop("Light"),
    "dark": noop("Dark"),
    "auto": noop("Whatever is fastest"),
    "cpu": noop("The processor"),
}
"""What the values of a choice are called."""
_OWN_NAMES = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "dml": "DirectML",
    "cuda": "CUDA",
    "coreml": "Core ML",
    "openvino": "OpenVINO",
}
"""Values whose names are the same in every language."""

_EMBEDS_ANEW = ("dims", "window_tokens")
RECOGNITION_HERE: dict[OcrState, str] = {
    "ready": noop("It is ready here."),
    "off": "",
    "not-installed": noop("Here it is not installed. {hint}"),
    "no-language": noop("Here it has no data for these languages. {hint}"),
}
"""What is said of text recognition beside its setting."""


def question(name: str, value: object) -> Question | None:
    """What is asked before a setting takes a value, where that is not undone by setting it back; None where nothing is."""
    if (name, value) == ("rescoring", False):
        return Question(
            tr("Drop the finer part of all meanings?"),
            tr(
                "It frees about three quarters of the room that meanings take, and results by meaning come in a somewhat"
                " worse order. To have it back, every passage must be learned anew, which can take hours."
            ),
            tr("Drop it"),
            tr("Keep it"),
            is_dangerous=True,
        )
    if (name, value) == ("history", False):
        return Question(
            tr("Forget what was searched?"),
            tr("The list of earlier searches is deleted, and none is kept from now on."),
            tr("Forget it"),
            tr("Keep it"),
            is_dangerous=True,
        )
    if name in _EMBEDS_ANEW:
        return Question(
            tr("Learn all meanings anew?"),
            tr(
                "Every passage goes through the model once more, in the background; that can take hours. What is there"
                " answers until then."
            ),
            tr("Learn anew"),
            tr("Leave it"),
        )
    return None


def recognition_here(ocr: OcrState) -> str:
    """Whether text in pictures can be recognised here, and what to do where it cannot."""
    said = RECOGNITION_HERE[ocr]
    return tr(said, hint=told(RECOGNITION[ocr].hint)) if said else ""


def called(value: object) -> str:
    """What a value of a choice is called."""
    text = str(value)
    return _OWN_NAMES.get(text) or (tr(CHOICES[text]) if text in CHOICES else text)


def described(name: str) -> str:
    """What a setting means."""
    # What marks a command in the README is no writing for a window.
    return told(str(_field(name).metadata["description"])).replace("`", "")


def refused(row: Row) -> str:
    """What a number may be; empty where nothing limits it."""
    known = limits(row.name)
    values = {key: number(known[key]) for key in ("minimum", "maximum", "multiple_of") if key in known}
    title = tr(row.title)
    if known.get("or_zero") and "multiple_of" in known:
        return tr("{title}: 0, or a multiple of {multiple_of} from {minimum} on.", title=title, **values)
    if known.get("or_zero"):
        return tr("{title}: 0, or {minimum} and more.", title=title, **values)
    if "maximum" in known:
        return tr("{title}: from {minimum} to {maximum}.", title=title, **values)
    return tr("{title}: {minimum} and more.", title=title, **values) if "minimum" in known else ""


def row_of(name: str) -> Row | None:
    """The row of a setting; None where the window does not offer it."""
    return next((row for group in GROUPS for row in group.rows if row.name == name), None)


def title_of(name: str) -> str:
    """What a setting is called; its field's name where the window does not offer it."""
    row = row_of(name)
    return tr(row.title) if row is not None else name


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
