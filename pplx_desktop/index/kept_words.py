"""What was read of the words asked for last, kept as long as the index stays as it is: who types asks for the same words with
every key.

Invariant: no more than so many bytes are kept, but for the last word asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from pplx_desktop.index.postings import Ids, Listed

_T = TypeVar("_T")
_MOST_BYTES = 16 << 20
_LEAST_BYTES = 200
"""What an entry takes that holds nothing."""

Asked = tuple[str, str, tuple[int, ...], bool]
"""A word, what FTS5 is asked for it, in which blocks it is not asked, and whether for each column."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What FTS5 said of the chunks that match: their ids, growing, how often each does, by columns or in all, and how many
    words it has, 0 where that was not asked.
    """

    chunks: Ids
    times: Ids
    lengths: Ids

    def __len__(self) -> int:
        return len(self.chunks)


@dataclass(slots=True)
class KeptWords:
    """Of one state of the index. Used by the connection's thread."""

    _kept: OrderedDict[object, tuple[object, int]] = field(default_factory=OrderedDict[object, tuple[object, int]])
    _bytes: int = 0

    def listed(self, word: str, read: Callable[[], tuple[list[int], Listed]]) -> tuple[list[int], Listed]:
        """The blocks that have a list of a word, and what these lists say."""
        return self._get(word, read, lambda found: found[1].size_bytes)

    def told(self, asked: Asked, read: Callable[[], Told]) -> Told:
        """What FTS5 said of a word."""
        return self._get(asked, read, lambda told: 3 * told.chunks.nbytes)

    def _get(self, key: object, read: Callable[[], _T], size_of: Callable[[_T], int]) -> _T:
        known = self._kept.get(key)
        if known is not None:
            self._kept.move_to_end(key)
            return cast("_T", known[0])
        found = read()
        size = _LEAST_BYTES + size_of(found)
        self._kept[key] = found, size
        self._bytes += size
        while self._bytes > _MOST_BYTES and len(self._kept) > 1:
            _, (_, gone) = self._kept.popitem(last=False)
            self._bytes -= gone
        return found
