"""A part of a document's text, packed so that a passage of it is unpacked without the rest.

A long part is cut into frames. The first, its root, is compressed alone, each of the others with the root as what came
before: so these are small, and a passage takes two frames (`tests/benchmarks/text_frames.py` chose their lengths).

Invariant: what is unpacked is what was packed. A blob says how long its own frames are: other lengths need no migration,
another form does.
"""

from __future__ import annotations

import sys

from pplx_desktop.index.frames import Frames, join_frames
from pplx_desktop.index.packing import LEAST_PREFIX, LEVEL, SMALLEST_LEVEL, Damaged, compress, decompress, prefix_of

_ROOT_CHARS, _FRAME_CHARS = 32_768, 16_384


def pack_text(text: str, *, slowly: bool = False) -> bytes:
    """Text, compressed, with `slowly` as much as possible."""
    level = SMALLEST_LEVEL if slowly else LEVEL
    begins = [0, *range(_ROOT_CHARS, len(text) - _FRAME_CHARS // 2, _FRAME_CHARS)]
    root, *others = (
        text[begin:end].encode("utf-8") for begin, end in zip(begins, [*begins[1:], len(text)], strict=True)
    )
    prefix = prefix_of(root) if others else None
    return join_frames([compress(root, level), *(compress(frame, level, prefix) for frame in others)], begins)


def unpack_text(data: bytes) -> str:
    """What `pack_text` packed. Raises `Damaged`."""
    return PackedText(data).whole()


def is_in_frames(data: bytes, chars: int) -> bool:
    """Whether a packed part of so many characters is as `pack_text` packs it now."""
    return chars <= _ROOT_CHARS + _FRAME_CHARS // 2 or len(Frames(data)) > 1


class PackedText:
    """A packed part. Keeps what it unpacked; used by one thread at a time."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size_bytes = len(data)
        """What it takes in memory, about."""
        self._known: Frames | None = None
        self._root = b""
        self._frames: dict[int, str] = {}

    def whole(self) -> str:
        """All of it. Raises `Damaged`."""
        return "".join(map(self._frame, range(len(self._table))))

    def span(self, start: int, end: int) -> str:
        """The characters from `start` to `end`, as far as they are there. Raises `Damaged`."""
        if end <= start:
            return ""
        first, last = self._table.at(start), self._table.at(end - 1)
        begin = self._table.begins[first]
        return "".join(map(self._frame, range(first, last + 1)))[start - begin : end - begin]

    @property
    def _table(self) -> Frames:
        if self._known is None:
            self._known = Frames(self.data)
        return self._known

    def _frame(self, number: int) -> str:
        if number not in self._frames:
            try:
                frame = self._frames[number] = self._unpack(number).decode("utf-8")
            except UnicodeDecodeError as error:
                raise Damaged(str(error)) from error
            self.size_bytes += sys.getsizeof(frame)
        return self._frames[number]

    def _unpack(self, number: int) -> bytes:
        table = self._table
        if len(table) == 1:
            return decompress(table[0])
        if not self._root:
            self._root = decompress(table[0])
            self.size_bytes += len(self._root)
            if len(self._root) < LEAST_PREFIX:
                raise Damaged("its root is too short")
        return decompress(table[number], prefix_of(self._root)) if number else self._root
