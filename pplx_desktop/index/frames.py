"""Several frames in one blob, each compressed and read alone: a search unpacks what it shows, and no more.

Invariant: one frame alone is the blob, as it is. Where there are more, a table in front says where each begins, in
whatever its owner counts, and a checksum that the table is what was written; each frame has one of its own.
"""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from pplx_desktop.index.packing import Damaged

_HEAD = struct.Struct("<BxHI")
"""The mark, how many frames there are, the checksum of their table."""
_MARK = 1
"""Nothing that is compressed begins so."""


def join_frames(frames: Sequence[bytes], begins: Sequence[int]) -> bytes:
    """Compressed frames as one blob. `begins` are in order."""
    if len(frames) == 1:
        return frames[0]
    table = struct.pack(f"<{2 * len(frames)}I", *begins, *map(len, frames))
    return b"".join((_HEAD.pack(_MARK, len(frames), zlib.crc32(table)), table, *frames))


class Frames:
    """The frames of a blob. `begins` is where each does."""

    def __init__(self, data: bytes) -> None:
        """Raises `Damaged`."""
        self.data = data
        self.begins: Sequence[int] = (0,)
        self._ends: Sequence[int] = (0, len(data))
        if not data or data[0] != _MARK:
            return
        try:
            _, count, checksum = _HEAD.unpack_from(data)
            table = data[_HEAD.size : _HEAD.size + 8 * count]
            if zlib.crc32(table) != checksum or not count:
                raise Damaged("the table of its frames")
            numbers = struct.unpack(f"<{2 * count}I", table)
        except struct.error as error:
            raise Damaged(str(error)) from error
        self.begins = numbers[:count]
        self._ends = tuple(accumulate(numbers[count:], initial=_HEAD.size + len(table)))

    def __len__(self) -> int:
        return len(self.begins)

    def __getitem__(self, number: int) -> bytes:
        """Raises `Damaged` where there is no such frame: who asks counts by what is written elsewhere."""
        if number >= len(self):
            raise Damaged(f"frame {number} of {len(self)}")
        return self.data[self._ends[number] : self._ends[number + 1]]

    def at(self, place: int) -> int:
        """The number of the frame that a place lies in; the first for what is before all of them."""
        return max(0, bisect_right(self.begins, place) - 1)
