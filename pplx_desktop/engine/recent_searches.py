"""What was searched last, in a small private file of its own.

Invariants: nothing is kept while the setting is off, and switching it off forgets all; the file holds queries only, never
what was found; a file that cannot be read or written costs the history, not the search.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
import threading
from pathlib import Path
from typing import cast

log = logging.getLogger(__name__)

MOST = 200
"""So many are kept."""
_LONGEST = 500
"""A longer text was pasted, and nobody looks for it in a list."""


class RecentSearches:
    """The newest first, each once. Thread-safe."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known: list[str] | None = None

    def all(self) -> tuple[str, ...]:
        """What was searched, the newest first."""
        with self._lock:
            return tuple(self._load())

    def remember(self, query: str) -> None:
        """Put a query first. One that it only goes on from, typed just before, gives way to it."""
        query = " ".join(query.split())
        if not query or len(query) > _LONGEST:
            return
        with self._lock:
            known = self._load()
            if known[:1] == [query]:
                return
            if known and query.startswith(known[0]):
                known.pop(0)
            self._known = [query, *(other for other in known if other != query)][:MOST]
            self._write(self._known)

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._known = []
            try:
                self._path.unlink(missing_ok=True)
            except OSError:
                log.warning("the list of recent searches cannot be deleted", exc_info=True)
                self._write([])

    def _load(self) -> list[str]:
        if self._known is None:
            self._known = []
            try:
                found = json.loads(self._path.read_text("utf-8"))
            except FileNotFoundError:
                return self._known
            except (OSError, ValueError):
                log.warning("the list of recent searches cannot be read", exc_info=True)
                return self._known
            if isinstance(found, list):
                items = cast("list[object]", found)
                self._known = [item for item in items if isinstance(item, str)][:MOST]
        return self._known

    def _write(self, queries: list[str]) -> None:
        try:
            # `mkstemp` makes it readable for its owner only.
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".searches-")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(queries, stream, ensure_ascii=True)
            Path(name).replace(self._path)
        except OSError:
            log.warning("the list of recent searches cannot be written", exc_info=True)
