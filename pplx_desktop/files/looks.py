"""What is to be looked at: folders, each by itself or with all below it, made from what a watcher saw.

Invariant: the looks for an event take in everything that the event can have changed. Many looks become one at a folder
above them all, so that a flood of events ends as one scan.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from pplx_desktop.files.ignore import CACHE_MARKERS, GITIGNORE
from pplx_desktop.files.roots import is_inside

MOST_LOOKS = 500
"""Beyond so many folders, walking through all of their tree costs less than asking the index of each."""

_DECIDING_FILES = CACHE_MARKERS | {GITIGNORE}
"""Files that decide about others: with one of them, all of its folder may be left out or taken in."""


@dataclass(frozen=True, slots=True)
class Look:
    """At a folder's own entries or, `is_deep`, at all below it too. Of a folder that is new, all is looked at anyway."""

    folder: str
    is_deep: bool = False


def looks_at(root: str, paths: Iterable[str], *, is_folder: bool) -> set[Look]:
    """What is to be looked at after something happened to files, or folders, at these paths."""
    looks: set[Look] = set()
    for path in paths:
        if path == root:
            looks.add(Look(root, is_deep=True))
            continue
        folder, name = os.path.split(path)
        looks.add(Look(folder, is_deep=name in _DECIDING_FILES))
        if name in CACHE_MARKERS and folder != root:
            looks.add(Look(os.path.dirname(folder)))  # noqa: PTH120 -- bytes that are no text travel in str paths
        if is_folder:
            looks.add(Look(path, is_deep=True))
    return looks


def simplified(root: str, looks: Iterable[Look]) -> list[Look]:
    """The fewest looks that take in the same, outermost first; all inside of `root`."""
    wanted = {look for look in looks if is_inside(look.folder, root)}
    if len(wanted) > MOST_LOOKS:
        return [Look(os.path.commonpath([look.folder for look in wanted]), is_deep=True)]
    kept: list[Look] = []
    deep: set[str] = set()
    for look in sorted(wanted, key=lambda look: (look.folder.count(os.sep), not look.is_deep, look.folder)):
        if not _is_covered(root, look.folder, deep):
            kept.append(look)
            if look.is_deep:
                deep.add(look.folder)
    return kept


def _is_covered(root: str, folder: str, deep: set[str]) -> bool:
    while folder not in deep:
        if folder == root:
            return False
        folder = os.path.dirname(folder)  # noqa: PTH120
    return True
