"""Makes compound files (MS-CFB), the container of Office's older documents, in sectors of 512 bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence

_SECTOR = 512
_FREE, _CHAIN_END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MINI_STREAM_CUTOFF = 4096
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def make_compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of these streams, `folder/name` for those in a folder; each is padded with zeros to the size from
    which it has sectors of its own.
    """
    data = {name: content.ljust(_MINI_STREAM_CUTOFF, b"\0") for name, content in streams.items()}
    top = _sorted({name.partition("/")[0] for name in data})
    inner = {folder: _sorted(name for name in data if name.startswith(folder + "/")) for folder in top}
    paths = [*top, *(name for folder in top for name in inner[folder])]
    directory_sectors = (len(paths) + 1 + 3) // 4
    fat: list[int] = []

    def chain(sectors: int) -> int:
        start = len(fat)
        fat.extend(range(start + 1, start + sectors))
        fat.append(_CHAIN_END)
        return start

    def entry(siblings: Sequence[str], position: int) -> bytes:
        # The tree of a folder is a list of right siblings.
        path = siblings[position]
        right = paths.index(siblings[position + 1]) + 1 if position + 1 < len(siblings) else _FREE
        name = path.rpartition("/")[2]
        if path in data:
            return _entry(name, _STREAM, right, _FREE, starts[path], len(data[path]))
        return _entry(name, _STORAGE, right, paths.index(inner[path][0]) + 1, 0, 0)

    chain(directory_sectors)
    starts = {name: chain(-(-len(content) // _SECTOR)) for name, content in data.items()}
    fat_sectors = -(-len(fat) // (_SECTOR // 4 - 1))
    fat_start = len(fat)
    fat.extend([_FAT] * fat_sectors)
    fat.extend([_FREE] * (-len(fat) % (_SECTOR // 4)))
    header = struct.pack("<8s16sHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
                         0, fat_sectors, 0, 0, _MINI_STREAM_CUTOFF, _CHAIN_END, 0, _CHAIN_END, 0, fat_start)  # fmt: skip
    header += struct.pack("<108I", *range(fat_start + 1, fat_start + fat_sectors), *[_FREE] * (109 - fat_sectors))
    directory = _entry("Root Entry", _ROOT, _FREE, 1 if top else _FREE, _CHAIN_END, 0)
    directory += b"".join(entry(siblings, n) for siblings in (top, *inner.values()) for n in range(len(siblings)))
    body = directory.ljust(directory_sectors * _SECTOR, b"\0")
    body += b"".join(content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\0") for content in data.values())
    return header + body + struct.pack(f"<{len(fat)}I", *fat)


def _sorted(names: Iterable[str]) -> list[str]:
    """By length, then by letter, as the format wants it."""
    return sorted(names, key=lambda name: (len(name), name.upper()))


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sI16sIQ", encoded, len(encoded), kind, 1, _FREE, right, child, b"", 0, b"", start, size
    )
