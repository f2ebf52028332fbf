"""What the window says of models, and of the jobs that are done with them. Pure functions, no Qt.

Invariant: names, paths and messages from outside come on one line and as plain text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pplx_desktop.core.model_types import ModelInfo, ModelJobKind, ModelJobProgress, ModelJobState
from pplx_desktop.gui import wording

PRIVACY = (
    "The model turns text into numbers that can be compared, on this computer. Only a download that you ask for uses"
    " the network."
)
FILLED_LATER = (
    "Its vectors are filled in in the background, which can take hours for many files. Search goes on by words"
    " meanwhile."
)
_HUB = "huggingface.co"
_KINDS = {
    "contextual": "reads each passage in its document's context",
    "independent": "reads each passage by itself",
}
_IN_WORK: dict[ModelJobKind, str] = {
    "get": "Downloading {}",
    "import": "Importing {}",
    "verify": "Checking {}",
    "tune": "Tuning {} for this computer",
}
_DONE: dict[ModelJobKind, str] = {
    "get": "{} is downloaded",
    "import": "{} is imported",
    "verify": "{} was checked",
    "tune": "{} was measured on this computer",
}
_FAILED: dict[ModelJobKind, str] = {
    "get": "{} was not downloaded",
    "import": "{} was not imported",
    "verify": "{} could not be checked",
    "tune": "{} could not be measured",
}
_STOPPED: dict[ModelJobKind, str] = {
    "get": "The download of {} was stopped",
    "import": "The import of {} was stopped",
    "verify": "The check of {} was stopped",
    "tune": "The tuning of {} was stopped",
}
_SHORT: dict[ModelJobKind, str] = {
    "get": "Downloading a model",
    "import": "Importing a model",
    "verify": "Checking a model",
    "tune": "Tuning a model",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before something is done; `yes` and `no` stand on the buttons."""

    headline: str
    text: str
    yes: str
    no: str
    is_dangerous: bool = False


def size(count: int) -> str:
    """`706 MB`, `2.4 GB`; nothing where it is not known."""
    if count <= 0:
        return ""
    if count < 1_000_000:
        return f"{max(1, round(count / 1_000)):,} kB"
    if count < 999_500_000:
        return f"{count / 1e6:.1f} MB" if count < 9_950_000 else f"{round(count / 1e6):,} MB"
    return f"{count / 1e9:,.1f} GB"


def title(model: ModelInfo) -> str:
    """The name that people see."""
    return wording.on_one_line(model.title) or wording.on_one_line(model.name)


def kind(model: ModelInfo) -> str:
    """What the kind of the model means."""
    return _KINDS.get(model.kind, model.kind)


def languages(model: ModelInfo) -> str:
    """`many languages`, `English`."""
    text = wording.on_one_line(model.languages)
    return "many languages" if text == "many" else text


def standing(model: ModelInfo) -> tuple[str, ...]:
    """Where it stands, in words that fit on badges; the first matters most."""
    if model.active:
        words = ["in use"] if model.installed else ["chosen", "not installed"]
    else:
        words = ["installed" if model.installed else "not installed"]
    if model.tuned and model.installed:
        words.append("tuned")
    return tuple(words)


def row(model: ModelInfo) -> str:
    """The second line of its row."""
    parts = (languages(model), wording.on_one_line(model.license), size(model.size_bytes))
    return "  ·  ".join(part for part in parts if part)


def spoken(model: ModelInfo) -> str:
    """Its row for a screen reader."""
    parts = (title(model), *standing(model), kind(model), languages(model), model.license, size(model.size_bytes))
    return ", ".join(wording.on_one_line(part) for part in parts if part)


def facts(model: ModelInfo) -> tuple[tuple[str, str], ...]:
    """What is known of it, as names and values; what is not known is left out."""
    on_disk = size(model.size_bytes)
    pairs = (
        ("How it reads", kind(model)),
        ("Languages", languages(model)),
        ("Licence", model.license),
        ("Size", on_disk if model.installed or not on_disk else f"{on_disk} to download"),
        ("Dimensions", _dimensions(model)),
        ("From", model.source),
        ("On this computer", ", ".join(standing(model))),
        ("Tuned", model.tuned if model.installed else ""),
    )
    return tuple((name, wording.on_one_line(value)) for name, value in pairs if value)


def download_host(environment: Mapping[str, str]) -> str:
    """The server that models come from: the hub, or the mirror that its own variable names."""
    endpoint = environment.get("HF_ENDPOINT", "").strip()
    return wording.on_one_line(urlsplit(endpoint).netloc or endpoint) or _HUB


def download_question(model: ModelInfo, host: str) -> Question:
    """Asked before the only thing for which the program uses the network."""
    known = size(model.size_bytes)
    how_large = f"It is about {known} large" if known else "Its size is shown as soon as the download begins"
    return Question(
        headline=f"Download {title(model)} from {host}?",
        text=(
            f"{how_large} and comes from {host}, {wording.on_one_line(model.source)}. This is the only time the program"
            " uses the network. None of your files and none of your searches is sent. You can stop and go on later."
        ),
        yes="Download",
        no="Not now",
    )


def use_question(model: ModelInfo) -> Question:
    """Asked before all files are embedded anew."""
    return Question(f"Use {title(model)} from now on?", FILLED_LATER, yes="Use it", no="Not now")


def remove_question(model: ModelInfo) -> Question:
    """Asked before files are deleted."""
    known = size(model.size_bytes) if model.installed else ""
    again = "download them again" if model.downloadable else "import them again"
    return Question(
        headline=f"Remove {title(model)}?",
        text=f"Its files{f' ({known})' if known else ''} are deleted from this computer. To use it later, {again}.",
        yes="Remove",
        no="Keep it",
        is_dangerous=True,
    )


def now_used(name: str) -> str:
    """Said after another model was chosen; `name` is its title."""
    return f"{name} is in use now. {FILLED_LATER}"


def headline(job: ModelJobState, name: str) -> str:
    """What a job does, or how it ended; `name` is the title of its model, or the short form of a path."""
    passed = job.report.get("passed")
    if job.outcome == "done" and job.kind == "verify" and isinstance(passed, bool):
        return f"{name} passed the check" if passed else f"{name} did not pass the check"
    texts = {"running": _IN_WORK, "done": _DONE, "failed": _FAILED, "cancelled": _STOPPED}[job.outcome]
    return texts[job.kind].format(name)


def in_brief(job: ModelJobState | None) -> str:
    """A job that runs, in a few words for the status line; nothing where none does."""
    if job is None or job.outcome != "running":
        return ""
    share = done_share(job.progress)
    return _SHORT[job.kind] + (f", {int(share * 100)} %" if share is not None else "")


def numbers(progress: ModelJobProgress | None) -> str:
    """`212 MB of 706 MB  ·  8.4 MB/s  ·  about 1 min left`."""
    if progress is None:
        return ""
    is_bytes = progress.unit == "bytes"
    done = (size(progress.done) or "0 MB") if is_bytes else wording.number(progress.done)
    parts: list[str] = []
    if progress.total > 0:
        parts.append(f"{done} of {size(progress.total) if is_bytes else wording.number(progress.total)}")
    elif progress.done > 0:
        parts.append(done)
    if is_bytes and progress.rate is not None and progress.rate >= 1:
        parts.append(f"{size(round(progress.rate))}/s")
    if progress.eta_s is not None and progress.done < progress.total:
        parts.append(wording.time_left(progress.eta_s))
    return "  ·  ".join(parts)


def done_share(progress: ModelJobProgress | None) -> float | None:
    """How much of a job is done, 0 to 1; None where that is not known."""
    if progress is None or progress.total <= 0:
        return None
    return min(1.0, max(0.0, progress.done / progress.total))


def _dimensions(model: ModelInfo) -> str:
    if not model.native_dims:
        return ""
    whole = wording.number(model.native_dims)
    return whole if model.dims in {0, model.native_dims} else f"{wording.number(model.dims)} of {whole}"
