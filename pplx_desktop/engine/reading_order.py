"""In which order files are read, and how much there is left to read. Pure, except for what was measured.

Invariant: what the user asked for comes first, whatever else is known of it; a huge file never comes before a small one
that nobody asked for either.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from pplx_desktop.core.types import FileStat

_HUGE_FILE_BYTES = 8_000_000
"""Files beyond this wait for all others: one of them can take as long as hundreds of the rest."""
_NEIGHBOUR = 0.5
"""What a file gains in interest by one beside it, as a share of that one's."""


class ReadingOrder:
    """The order people would choose: what they asked for, what is near to what they work with, what changed last."""

    def __init__(self) -> None:
        self._asked: tuple[str, ...] = ()
        self._own: dict[str, float] = {}
        self._folders: dict[str, float] = {}

    def ask(self, paths: Iterable[str]) -> None:
        """These files, and all in these folders, come before all others."""
        self._asked = tuple(dict.fromkeys((*self._asked, *(path.rstrip(os.sep) or path for path in paths))))

    def forget_asked(self) -> None:
        """Nothing is asked for any more."""
        self._asked = ()

    def is_asked(self, path: str) -> bool:
        """Whether a file was asked for."""
        return any(path == asked or path.startswith(asked.rstrip(os.sep) + os.sep) for asked in self._asked)

    def prefer(self, interest: dict[str, float]) -> None:
        """Files that the user works with, and how much."""
        self._own = dict(interest)
        self._folders = {}
        for path, weight in interest.items():
            folder = os.path.dirname(path)  # noqa: PTH120 - bytes that are no text travel as surrogates
            self._folders[folder] = max(self._folders.get(folder, 0.0), weight)

    def key(self, file: FileStat) -> tuple[bool, bool, float, int]:
        """Sort by it: what comes first is smallest."""
        near = _NEIGHBOUR * self._folders.get(os.path.dirname(file.path), 0.0)  # noqa: PTH120
        interest = max(self._own.get(file.path, 0.0), near)
        return not self.is_asked(file.path), file.size > _HUGE_FILE_BYTES, -interest, -file.mtime_ns


class Workload:
    """What was read so far, to tell how long the rest takes: in bytes and chunks, for one PDF can be a third of all.

    Sums are kept for each suffix, so that asking costs nothing, however many files wait.
    """

    def __init__(self) -> None:
        self._seconds = 0.0
        self._waiting: dict[str, int] = {}
        self._bytes: dict[str, int] = {}
        self._chunks: dict[str, int] = {}

    def wait_for(self, files: Iterable[FileStat]) -> None:
        """These files are all that wait."""
        self._waiting = {}
        for file in files:
            suffix = _suffix(file)
            self._waiting[suffix] = self._waiting.get(suffix, 0) + file.size

    def begin(self, file: FileStat) -> None:
        """A file waits no more."""
        self._waiting[_suffix(file)] -= file.size

    def worked(self, seconds: float) -> None:
        """Reading took so long."""
        self._seconds += seconds

    def done(self, file: FileStat, chunks: int) -> None:
        """A file was dealt with."""
        suffix = _suffix(file)
        self._bytes[suffix] = self._bytes.get(suffix, 0) + file.size
        self._chunks[suffix] = self._chunks.get(suffix, 0) + chunks

    @property
    def read_chunks(self) -> int:
        """How many chunks the files that were read have."""
        return sum(self._chunks.values())

    @property
    def expected_chunks(self) -> int:
        """How many chunks the files that wait will have, by those of their kind, or by all."""
        all_bytes, all_chunks = sum(self._bytes.values()), sum(self._chunks.values())
        if not all_bytes:
            return 0
        expected = 0.0
        for suffix, size in self._waiting.items():
            known = self._bytes.get(suffix)
            expected += size * (self._chunks[suffix] / known if known else all_chunks / all_bytes)
        return round(expected)

    @property
    def eta_s(self) -> float | None:
        """How long the files that wait will take; None before any was read."""
        read = sum(self._bytes.values())
        return self._seconds / read * sum(self._waiting.values()) if read else None


def _suffix(file: FileStat) -> str:
    return os.path.splitext(file.path)[1].lower()  # noqa: PTH122 - fast, and for bytes that are no text too
