"""Why something is not searchable, in the user's words, and what to do about it: one table for every surface.

Invariant: each code that the ledger can hold has a row (`tests/unit/test_reasons.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.types import OcrState, PaceReason


class Rule(StrEnum):
    """Why a scan leaves something out. Stable: the ledger stores them."""

    PATTERN = "left-out-by-pattern"
    GITIGNORE = "left-out-by-gitignore"
    HIDDEN = "left-out-hidden"
    SECRET = "left-out-secret"  # noqa: S105 -- a name
    CACHE = "left-out-cache"
    TEMPORARY = "left-out-temporary"
    LINK = "left-out-link"
    SPECIAL = "left-out-special"
    OWN = "left-out-own"


@dataclass(frozen=True, slots=True)
class Reason:
    """`label` for a filter or a heading, `hint` for what can be done; empty where there is nothing to do. `setting` is
    the field of `Settings` that decides about it, where one does.
    """

    label: str
    hint: str = ""
    setting: str = ""


REASONS: dict[str, Reason] = {
    ExtractionCode.UNSUPPORTED: Reason("no reader for this kind", "It can still be found by its name."),
    ExtractionCode.EMPTY: Reason("no text in it", "It can still be found by its name."),
    ExtractionCode.TOO_LARGE: Reason(
        "too large", "Raise the limit in the settings; its name can be found as it is.", "max_file_mb"
    ),
    ExtractionCode.ENCRYPTED: Reason("protected by a password", "Save a copy without the password."),
    ExtractionCode.DAMAGED: Reason(
        "damaged or cut short", "Open it in the program it comes from, or get another copy."
    ),
    ExtractionCode.UNREADABLE: Reason("could not be opened", "Check its permissions. It is tried again at each scan."),
    ExtractionCode.CHANGED: Reason("changed while it was read", "It is read again."),
    ExtractionCode.VANISHED: Reason("gone while it was read", "The next scan decides."),
    ExtractionCode.TIMEOUT: Reason("took too long to read", "Try again, or save it in a simpler form."),
    ExtractionCode.MEMORY: Reason("takes too much memory", "Save it in smaller parts."),
    ExtractionCode.BOMB: Reason("unpacks to far more than it is", "Unpack it yourself if you trust it."),
    ExtractionCode.CRASHED: Reason(
        "its reader crashed", "Try again after an update, or save a copy in another format."
    ),
    ExtractionCode.PICTURED: Reason(
        "its text is a picture", "Text recognition reads it last of all, where it is installed and on.", "ocr"
    ),
    ExtractionCode.ONLINE_ONLY: Reason("kept online only", "Make it available offline in the program that syncs it."),
    Rule.PATTERN: Reason("left out by your patterns", "Change the patterns in the settings.", "exclude"),
    Rule.GITIGNORE: Reason(
        "left out by .gitignore", "Let .gitignore files count no more, or add !name to your patterns.", "use_gitignore"
    ),
    Rule.HIDDEN: Reason("hidden", "Take hidden files in, or add !name to your patterns.", "include_hidden"),
    Rule.SECRET: Reason("keys and passwords", "Add !name to your patterns to search it all the same.", "exclude"),
    Rule.CACHE: Reason("made again by programs", "Add !name to your patterns to search it.", "exclude"),
    Rule.TEMPORARY: Reason("temporary", "Add !name to your patterns to search it.", "exclude"),
    Rule.LINK: Reason("a link", "What it leads to is searched where it is."),
    Rule.SPECIAL: Reason("no regular file"),
    Rule.OWN: Reason("belongs to this program"),
}


RECOGNITION: dict[OcrState, Reason] = {
    "ready": Reason("ready", "Text recognition reads it when all other text is read and embedded."),
    "off": Reason("switched off", "Switch on text recognition in the settings."),
    "not-installed": Reason(
        "not installed",
        "Install text recognition (pplx-desktop[ocr] and Tesseract's data), then start the program anew.",
    ),
    "no-language": Reason(
        "without data for its languages", "Install Tesseract's data for the languages in the settings, or change these."
    ),
}
"""How text recognition stands here, and what that means for a file whose text is a picture."""


SLOWED_BY: dict[PaceReason, str] = {
    "battery": "this computer runs on battery",
    "power-saver": "the system saves power",
    "hot": "this computer is hot",
    "busy": "other programs are busy",
    "disk-full": "the disk is full",
}
"""Why embedding is not at full pace, where it is not the user who asked for that."""


def label_of(code: str) -> str:
    """What a code says, for people; the code itself where nobody knows it."""
    reason = REASONS.get(code)
    return reason.label if reason else code


def hint_of(code: str, ocr: OcrState | None = None) -> str:
    """What to do about a code; empty where nothing can be done. How text recognition stands tells more about pictures."""
    if code == ExtractionCode.PICTURED and ocr is not None:
        return RECOGNITION[ocr].hint
    reason = REASONS.get(code)
    return reason.hint if reason else ""


def setting_of(code: str) -> str:
    """The field of `Settings` that decides about a code; empty where none does."""
    reason = REASONS.get(code)
    return reason.setting if reason else ""
