"""Writes the README's tables from the code: exit statuses and settings.

    .venv/bin/python packaging/readme.py

Invariant: what stands between `<!-- name: … -->` and `<!-- end -->` comes from here; a test holds the README equal.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from pathlib import Path
from typing import cast

from pplx_desktop.core.errors import ExitStatus
from pplx_desktop.core.settings import Settings

README = Path(__file__).resolve().parent.parent / "README.md"

MEANINGS = {
    ExitStatus.OK: "done",
    ExitStatus.BUG: "an error of the program itself",
    ExitStatus.USAGE: "the command line cannot be understood",
    ExitStatus.USER: "something that was asked for is not there or cannot be read: a folder, a file, a query",
    ExitStatus.ENVIRONMENT: "the machine stands in the way: disk full, index locked or damaged, settings unreadable",
    ExitStatus.MODEL: "the embedding model is missing, altered or unusable; search by words goes on",
    ExitStatus.CANCELLED: "stopped by the user",
}


def exit_statuses() -> str:
    """A table of the exit statuses."""
    rows = [f"| {int(status)} | {MEANINGS[status]} |" for status in ExitStatus]
    return "\n".join(["| status | meaning |", "|---|---|", *rows])


def settings() -> str:
    """A table of the settings with their defaults, written as in the file."""
    rows = [f"| `{known.name}` | `{_toml(known.default)}` | {known.metadata['description']} |" for known in _fields()]
    return "\n".join(["| setting | default | |", "|---|---|---|", *rows])


def _fields() -> tuple[dataclasses.Field[object], ...]:
    return cast("tuple[dataclasses.Field[object], ...]", dataclasses.fields(Settings))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, cast("tuple[object, ...]", value))) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def filled(text: str) -> str:
    """The README with its tables renewed. Raises ValueError where a place for one is missing."""
    for name, table in (("exit statuses", exit_statuses()), ("settings", settings())):
        place = re.compile(rf"(<!-- {name}: [^>]*-->\n).*?(<!-- end -->)", re.DOTALL)
        text, count = place.subn(lambda found, table=table: f"{found[1]}{table}\n{found[2]}", text)
        if count != 1:
            raise ValueError(f"the README has {count} places for {name}")
    return text


def main() -> int:
    """Renew the README."""
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
