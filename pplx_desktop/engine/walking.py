"""One look around: what is on disk in a root, or in some of its folders, beside what the ledger has of the same.

Invariant: the two sides speak of the same folders. What the ledger has of a folder that was not looked at is not in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.types import FileStat
from pplx_desktop.engine.gate import Gate
from pplx_desktop.files.looks import Look
from pplx_desktop.files.roots import is_inside
from pplx_desktop.files.scan import Found, LeftOut, Listed, ScanRules, UnreadableFolder, scan
from pplx_desktop.index.store import FileRecord, Index

_GATE_INTERVAL = 1000


@dataclass
class Glance:
    """What came of one look. `passed` are folders in it that are as they were, so far as it can tell; `online_only` those
    whose entries are not on this machine now.
    """

    look: Look
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    unreadable: list[str] = field(default_factory=list[str])
    online_only: list[str] = field(default_factory=list[str])
    passed: frozenset[str] = frozenset()
    is_listed: bool = False


@dataclass
class Walk:
    """What all looks saw. `not_read` are files that are listed but not to be read, and why; `drives` names a folder on
    each drive that was met; `known` is what the ledger has.
    """

    glances: list[Glance] = field(default_factory=list[Glance])
    found: dict[str, FileStat] = field(default_factory=dict[str, FileStat])
    not_read: dict[str, ExtractionCode] = field(default_factory=dict[str, ExtractionCode])
    drives: dict[int, str] = field(default_factory=dict[int, str])
    known: dict[str, FileRecord] = field(default_factory=dict[str, FileRecord])

    @property
    def unseen(self) -> list[str]:
        """The folders that could not be listed, or not without fetching them."""
        return [folder for glance in self.glances for folder in (*glance.unreadable, *glance.online_only)]

    def leave_to(self, roots: Iterable[str]) -> None:
        """Take out what is in roots of their own: by this one's rules it may be left out."""
        others = tuple(roots)
        for paths in (self.found, self.not_read, self.known) if others else ():
            for path in [path for path in paths if any(is_inside(path, other) for other in others)]:
                del paths[path]

    def drives_still_there(self) -> list[int]:
        """The drives whose folder is on them now: one may have been unplugged while its folders were listed."""
        return [drive for drive, folder in self.drives.items() if _device(folder) == drive]


def walk(root: str, looks: Sequence[Look], rules: ScanRules, index: Index, gate: Gate) -> Walk:
    """Look around. Raises `EnvironmentProblem` where the root is gone or cannot be listed, and `Cancelled`."""
    result = Walk()
    children = {look: _children(look.folder, index.folders(look.folder)) for look in looks if not look.is_deep}
    known_folders = frozenset[str]().union(*children.values())
    for number, seen in enumerate(scan(root, rules, looks, is_known=known_folders.__contains__)):
        if number % _GATE_INTERVAL == 0:
            gate.check()
        if isinstance(seen, Look):
            result.glances.append(Glance(seen))
        elif isinstance(seen, Found):
            result.found[seen.file.path] = seen.file
            if seen.left_out is not None:
                result.not_read[seen.file.path] = seen.left_out
        else:
            _take(seen, result, result.glances[-1])
    for glance in result.glances:
        folder = glance.look.folder
        if glance.look.is_deep or not glance.is_listed:
            result.known |= index.ledger(folder)
            continue
        result.known |= index.ledger(folder, deep=False)
        for child in children[glance.look] - glance.passed:
            result.known |= index.ledger(child)
    return result


def _take(seen: LeftOut | Listed | UnreadableFolder, result: Walk, glance: Glance) -> None:
    if isinstance(seen, LeftOut):
        glance.left_out.append(seen)
        if seen.rule == ExtractionCode.ONLINE_ONLY:
            glance.online_only.append(seen.path)
    elif isinstance(seen, UnreadableFolder):
        glance.unreadable.append(seen.path)
    else:
        result.drives.setdefault(seen.device, seen.path)
        if seen.path == glance.look.folder:
            glance.passed, glance.is_listed = seen.passed, True


def _children(folder: str, known: Iterable[str]) -> frozenset[str]:
    """The folders in `folder` that are, or hold, one of `known`."""
    above = folder if folder.endswith(os.sep) else folder + os.sep
    return frozenset(
        above + path[len(above) :].split(os.sep, 1)[0] for path in known if path.startswith(above) and path != above
    )


def _device(folder: str) -> int | None:
    try:
        return os.lstat(folder).st_dev
    except OSError:
        return None
