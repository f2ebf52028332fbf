"""Files that change faster than it makes sense to read them, as logs do: each is put off, for longer each time.

Invariant: a file that keeps changing is read at times all the same, and one that comes to rest is read soon; neither
keeps a processor busy.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

FREE_CHANGES = 4
"""So often a file may change in a row and is read at once: somebody saves it again and again."""
FIRST_WAIT_S = 15.0
LONGEST_WAIT_S = 900.0
CALM_S = 60.0
"""A file that did not change for so long, and as long as it was last put off, begins anew."""
_MOST_KNOWN = 1000


@dataclass
class _Entry:
    count: int = 0
    last_at: float = 0.0
    due_at: float = 0.0
    is_free: bool = False

    @property
    def wait_s(self) -> float:
        """How long the file is put off; 0 for not at all."""
        over = self.count - FREE_CHANGES
        return min(FIRST_WAIT_S * 2.0 ** min(over - 1, 10), LONGEST_WAIT_S) if over > 0 else 0.0


class Restless:
    """Counts changes of files, by path."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._entries: dict[str, _Entry] = {}

    def note_change(self, path: str) -> None:
        """A file that was known is another now, or became another while it was read."""
        now = self._clock()
        entry = self._entries.setdefault(path, _Entry())
        if entry.due_at > now:
            return
        if now - entry.last_at > CALM_S + entry.wait_s:
            entry.count = 0
        entry.last_at = now
        if entry.is_free:
            entry.is_free = False
            return
        entry.count += 1
        if entry.wait_s:
            entry.due_at = now + entry.wait_s
        if len(self._entries) > _MOST_KNOWN:
            self._entries = {
                path: known for path, known in self._entries.items() if now - known.last_at <= CALM_S + known.wait_s
            }

    def must_wait(self, path: str) -> bool:
        """True where a file is not to be read yet."""
        entry = self._entries.get(path)
        return entry is not None and entry.due_at > self._clock()

    @property
    def has_due(self) -> bool:
        """True where files were put off long enough."""
        now = self._clock()
        return any(0 < entry.due_at <= now for entry in self._entries.values())

    def take_due(self) -> list[str]:
        """Files that were put off long enough: the next change of each is read at once, whatever it is."""
        now = self._clock()
        due = [path for path, entry in self._entries.items() if 0 < entry.due_at <= now]
        for path in due:
            self._entries[path].due_at, self._entries[path].is_free = 0.0, True
        return due
