"""The libraries that this program is built on, with their licences, as they are installed.

Invariant: what is listed was found on disk; nothing is named from memory.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pplx_desktop.core.paths import APPLICATION

if TYPE_CHECKING:
    from importlib.metadata import Distribution

_LICENCE_FILE = re.compile(r"(^|[-_.])(licen[cs]es?|copying|notice)([-_.]|$)", re.IGNORECASE)
_NAME = re.compile(r"[\w.-]+")
_LARGEST_TEXT = 200_000
_LONGEST_NAME = 80
_CLASSIFIER = "License :: "
_HOME_LABELS = ("homepage", "home", "source", "source code", "repository", "github")


@dataclass(frozen=True, slots=True)
class Library:
    """A library: what it is licensed under, in a word or two, and the whole texts; empty where it came without."""

    name: str
    version: str
    licence: str
    text: str = ""
    address: str = ""


def find_libraries() -> tuple[Library, ...]:
    """What this program needs to run and is here, first Python, then by name. Reads the disk."""
    python = Library("Python", platform.python_version(), "PSF-2.0", address="https://www.python.org")
    found = sorted(_needed(), key=lambda known: known.name.lower())
    return (python, *map(_library, found))


def _needed() -> list[Distribution]:
    """The program's requirements, and theirs. Without its own metadata, as in some bundles, all that is there."""
    # A tenth of a second, which the start of the window does not need.
    import importlib.metadata  # noqa: PLC0415
    from importlib.metadata import PackageNotFoundError  # noqa: PLC0415

    try:
        own = importlib.metadata.distribution(APPLICATION)
    except PackageNotFoundError:
        return list({_key(known.name): known for known in importlib.metadata.distributions()}.values())
    found: dict[str, Distribution] = {}
    waiting = _required(own.requires or ())
    while waiting:
        name = waiting.pop()
        if _key(name) in found:
            continue
        try:
            known = importlib.metadata.distribution(name)
        except PackageNotFoundError:
            # For another system, or its metadata did not come along.
            continue
        found[_key(name)] = known
        waiting += [other for other in _required(known.requires or ()) if _key(other) not in found]
    return list(found.values())


def _required(requirements: Iterable[str]) -> list[str]:
    """The names in requirements. Extras of others are not ours; our own are, where they are installed."""
    names = (_NAME.match(text) for text in requirements if "extra ==" not in text or "'ocr'" in text.replace('"', "'"))
    return [match[0] for match in names if match is not None]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _library(known: Distribution) -> Library:
    return Library(known.name, known.version, _licence(known), _texts(known), _address(known))


def _told(known: Distribution, name: str) -> list[str]:
    """All that a library's metadata say under a name."""
    values: list[str] | None = known.metadata.get_all(name)
    return [value.strip() for value in values or ()]


def _address(known: Distribution) -> str:
    labelled = [line.partition(",")[::2] for line in _told(known, "Project-URL")]
    addresses = {label.strip().lower(): address.strip() for label, address in labelled}
    own = next((addresses[label] for label in _HOME_LABELS if label in addresses), "")
    return own or next(iter(_told(known, "Home-page")), "")


def _licence(known: Distribution) -> str:
    expressions = [*_told(known, "License-Expression"), *_told(known, "License")]
    # Some put the whole text there.
    names = (text.partition("\n")[0].strip() for text in expressions)
    classified = [
        line.rpartition("::")[2].strip() for line in _told(known, "Classifier") if line.startswith(_CLASSIFIER)
    ]
    return next((name for name in names if 0 < len(name) <= _LONGEST_NAME), ", ".join(classified))


def _texts(known: Distribution) -> str:
    parts: list[str] = []
    room = _LARGEST_TEXT
    for file in known.files or ():
        if not _LICENCE_FILE.search(file.name) or file.suffix in {".py", ".pyc", ".qml", ".so"}:
            continue
        try:
            text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        parts.append(text[:room])
        room -= len(parts[-1])
    return "\n\n".join(parts)
