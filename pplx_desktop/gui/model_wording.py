"""What the window says of models, and of the jobs that are done with them. Pure functions, no widgets.

Invariant: names, paths and messages from outside come on one line and as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pplx_desktop.core.model_types import ModelInfo, ModelJobKind, ModelJobProgress, ModelJobState
from pplx_desktop.gui import wording
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import noop, number, percent, tr

PRIVACY = noop(
    "The model turns text into numbers that can be compared, on this computer. Only a download that you ask for uses"
    " the network."
)
_FILLED_LATER = noop(
    "Its vectors are filled in in the background, which can take hours for many files. Search goes on by words"
    " meanwhile."
)
_HUB = "huggingface.co"
_DIGEST = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{28,}\b")
"""A commit or a checksum; its beginning tells it from others."""
_KINDS = {
    "contextual": noop("reads each passage in its document's context"),
    "independent": noop("reads each passage by itself"),
}
_IN_WORK: dict[ModelJobKind, str] = {
    "get": noop("Downloading {model}"),
    "import": noop("Importing {model}"),
    "verify": noop("Checking {model}"),
    "tune": noop("Tuning {model} for this computer"),
}
_DONE: dict[ModelJobKind, str] = {
    "get": noop("{model} is downloaded"),
    "import": noop("{model} is imported"),
    "verify": noop("{model} was checked"),
    "tune": noop("{model} was measured on this computer"),
}
_FAILED: dict[ModelJobKind, str] = {
    "get": noop("{model} was not downloaded"),
    "import": noop("{model} was not imported"),
    "verify": noop("{model} could not be checked"),
    "tune": noop("{model} could not be measured"),
}
_STOPPED: dict[ModelJobKind, str] = {
    "get": noop("The download of {model} was stopped"),
    "import": noop("The import of {model} was stopped"),
    "verify": noop("The check of {model} was stopped"),
    "tune": noop("The tuning of {model} was stopped"),
}
_SHORT: dict[ModelJobKind, str] = {
    "get": noop("Downloading a model"),
    "import": noop("Importing a model"),
    "verify": noop("Checking a model"),
    "tune": noop("Tuning a model"),
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
        return tr("{number} kB", number=number(max(1, round(count / 1_000))))
    if count < 999_500_000:
        return tr("{number} MB", number=number(count / 1e6, 1 if count < 9_950_000 else 0))
    return tr("{number} GB", number=number(count / 1e9, 1))


def title(model: ModelInfo) -> str:
    """The name that people see."""
    return wording.on_one_line(model.title) or wording.on_one_line(model.name)


def kind(model: ModelInfo) -> str:
    """What the kind of the model means."""
    return tr(_KINDS[model.kind]) if model.kind in _KINDS else model.kind


def languages(model: ModelInfo) -> str:
    """`many languages`, `English`."""
    text = wording.on_one_line(model.languages)
    return tr("many languages") if text == "many" else told(text)


def standing(model: ModelInfo) -> tuple[str, ...]:
    """Where it stands, in words that fit on badges; the first matters most."""
    if model.active:
        words = [tr("in use")] if model.installed else [tr("chosen"), tr("not installed")]
    else:
        words = [tr("installed") if model.installed else tr("not installed")]
    if model.tuned and model.installed:
        words.append(tr("tuned"))
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
        (tr("How it reads"), kind(model)),
        (tr("Languages"), languages(model)),
        (tr("Licence"), model.license),
        (tr("Size"), on_disk if model.installed or not on_disk else tr("{size} to download", size=on_disk)),
        (tr("Dimensions"), _dimensions(model)),
        (tr("From"), told(_DIGEST.sub(r"\1…", model.source))),
        (tr("On this computer"), ", ".join(standing(model))),
        (tr("Tuned"), told(model.tuned) if model.installed else ""),
    )
    return tuple((name, wording.on_one_line(value)) for name, value in pairs if value)


def download_host(environment: Mapping[str, str]) -> str:
    """The server that models come from: the hub, or the mirror that its own variable names."""
    endpoint = environment.get("HF_ENDPOINT", "").strip()
    return wording.on_one_line(urlsplit(endpoint).netloc or endpoint) or _HUB


def download_question(model: ModelInfo, host: str) -> Question:
    """Asked before the only thing for which the program uses the network."""
    known = size(model.size_bytes)
    parts = (
        tr("It is about {size} large.", size=known)
        if known
        else tr("Its size is shown as soon as the download begins."),
        tr("It comes from {host}, {source}.", host=host, source=wording.on_one_line(told(model.source))),
        tr(
            "This is the only time the program uses the network. None of your files and none of your searches is sent."
            " You can stop and go on later."
        ),
    )
    return Question(
        headline=tr("Download {model} from {host}?", model=title(model), host=host),
        text=" ".join(parts),
        yes=tr("Download"),
        no=tr("Not now"),
    )


def use_question(model: ModelInfo) -> Question:
    """Asked before all files are embedded anew."""
    headline = tr("Use {model} from now on?", model=title(model))
    return Question(headline, tr(_FILLED_LATER), yes=tr("Use it"), no=tr("Not now"))


def remove_question(model: ModelInfo) -> Question:
    """Asked before files are deleted."""
    known = size(model.size_bytes) if model.installed else ""
    deleted = (
        tr("Its files ({size}) are deleted from this computer.", size=known)
        if known
        else tr("Its files are deleted from this computer.")
    )
    again = (
        tr("To use it later, download them again.") if model.downloadable else tr("To use it later, import them again.")
    )
    return Question(
        headline=tr("Remove {model}?", model=title(model)),
        text=f"{deleted} {again}",
        yes=tr("Remove"),
        no=tr("Keep it"),
        is_dangerous=True,
    )


def now_used(name: str) -> str:
    """Said after another model was chosen; `name` is its title."""
    return f"{tr('{model} is in use now.', model=name)} {tr(_FILLED_LATER)}"


def headline(job: ModelJobState, name: str) -> str:
    """What a job does, or how it ended; `name` is the title of its model, or the short form of a path."""
    passed = job.report.get("passed")
    if job.outcome == "done" and job.kind == "verify" and isinstance(passed, bool):
        return (
            tr("{model} passed the check", model=name) if passed else tr("{model} did not pass the check", model=name)
        )
    texts = {"running": _IN_WORK, "done": _DONE, "failed": _FAILED, "cancelled": _STOPPED}[job.outcome]
    return tr(texts[job.kind], model=name)


def in_brief(job: ModelJobState | None) -> str:
    """A job that runs, in a few words for the status line; nothing where none does."""
    if job is None or job.outcome != "running":
        return ""
    share, brief = done_share(job.progress), tr(_SHORT[job.kind])
    return f"{brief}, {percent(int(share * 100) / 100)}" if share is not None else brief


def numbers(progress: ModelJobProgress | None) -> str:
    """`212 MB of 706 MB  ·  8.4 MB/s  ·  about 1 min left`."""
    if progress is None:
        return ""
    is_bytes = progress.unit == "bytes"
    done = (size(progress.done) or tr("{number} MB", number=0)) if is_bytes else number(progress.done)
    parts: list[str] = []
    if progress.total > 0:
        total = size(progress.total) if is_bytes else number(progress.total)
        parts.append(tr("{done} of {total}", done=done, total=total))
    elif progress.done > 0:
        parts.append(done)
    if is_bytes and progress.rate is not None and progress.rate >= 1:
        parts.append(tr("{size}/s", size=size(round(progress.rate))))
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
    whole = number(model.native_dims)
    return (
        whole if model.dims in {0, model.native_dims} else tr("{done} of {total}", done=number(model.dims), total=whole)
    )
