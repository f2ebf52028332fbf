"""Whether files that are gone are believed to be gone: most of a folder at once is held until the user confirms it.

Invariant: what is in another place now, or is left out by a rule, is no removal. What is removed bit by bit counts
together, so that a folder which empties over minutes is held as well, from the point where it becomes most of it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pplx_desktop.engine.reconcile import identity_of
from pplx_desktop.index.store import FileRecord, Index

LEAST_HELD = 200
"""Fewer files than this are never held: they are read again in a moment."""
TOGETHER_S = 600.0
"""Removals that follow each other within so long count as one."""


@dataclass
class _Recent:
    count: int = 0
    last_at: float = 0.0


class Removals:
    """Judges what is gone from each root."""

    def __init__(self, index: Index, clock: Callable[[], float] = time.monotonic) -> None:
        self._index, self._clock = index, clock
        self._recent: dict[str, _Recent] = {}

    def to_hold(self, root: str, gone: Mapping[str, FileRecord]) -> set[str]:
        """Those of the files gone from a root that are to be held; none of them is forgotten yet."""
        if not gone:
            return set()
        now = self._clock()
        recent = self._recent.get(root)
        if recent is None or now - recent.last_at > TOGETHER_S:
            recent = self._recent[root] = _Recent()
        before, recent.last_at = recent.count, now
        recent.count += len(gone)
        if recent.count < LEAST_HELD:
            return set()
        files = sum(status.files for status in self._index.folder_counts() if status.path == root)
        if 2 * recent.count <= files + before:
            return set()
        # Only now, for it asks for all that is known of the other roots. What moved away before counts until here.
        removed = self._really_removed(root, gone)
        recent.count = before + len(removed)
        if recent.count < LEAST_HELD or 2 * recent.count <= files + before:
            return set()
        recent.count = before
        return removed

    def confirm(self, root: str) -> None:
        """The user knows: begin to count anew."""
        self._recent.pop(root, None)

    def _really_removed(self, root: str, gone: Mapping[str, FileRecord]) -> set[str]:
        elsewhere = {
            identity_of(record.file)
            for other in self._index.roots()
            if other.path != root
            for record in self._index.ledger(other.path).values()
        }
        return {
            path
            for path, record in gone.items()
            if identity_of(record.file) not in elsewhere and not os.path.lexists(path)
        }
