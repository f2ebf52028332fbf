"""Makes a PDF that was not written to its end readable: a download that was cut off, a disk that was full.

The table of what is where, the list of pages and the way to both stand at a PDF's end (ISO 32000-1, 7.5). PDFium finds
objects without the table, but not the pages without their list, nor objects that are packed in streams. Invariant:
nothing of the file is changed; what is missing is written behind it, from objects that are there.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

MAX_BYTES = 200 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024

_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})[ \t\r\n]+0[ \t\r\n]+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_END = re.compile(rb"endobj|\bstream\b")
_PACKED = re.compile(
    rb"<<(?:[^<>]|<<[^<>]*>>|<[^<>]*>){0,400}/ObjStm(?:[^<>]|<<[^<>]*>>|<[^<>]*>){0,400}>>\s*stream\r?\n"
)
_COUNT, _FIRST = re.compile(rb"/N\s+(\d{1,6})"), re.compile(rb"/First\s+(\d{1,7})")
_MAX_OBJECT_BYTES = 20_000
_LIST, _CATALOG = 9_999_998, 9_999_999


def completed(data: bytes) -> bytes | None:
    """The file with what is missing at its end; None where no page is found in it, or it is protected."""
    if len(data) > MAX_BYTES or b"/Encrypt" in data[-4096:]:
        return None
    unpacked = dict(_unpacked_objects(data))
    numbers = [int(match.group(1)) for match in _OBJECT.finditer(data) if _is_page(data, match.end())]
    numbers += [number for number, content in unpacked.items() if _PAGE.search(content)]
    if not numbers:
        return None
    pages = list(dict.fromkeys(numbers))
    # The end of a stream that was cut off comes first, so that what follows is read as objects.
    parts = [data, b"\nendstream\nendobj\n"]
    parts += [b"%d 0 obj\n%b\nendobj\n" % item for item in unpacked.items()]
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    parts.append(b"%d 0 obj\n<</Type/Pages/Count %d/Kids[%b]>>\nendobj\n" % (_LIST, len(pages), kids))
    parts.append(b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (_CATALOG, _LIST))
    parts.append(b"trailer\n<</Root %d 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % (_CATALOG, _CATALOG + 1))
    return b"".join(parts)


def _is_page(data: bytes, start: int) -> bool:
    end = _END.search(data, start, start + _MAX_OBJECT_BYTES)
    return _PAGE.search(data, start, end.start() if end else start + _MAX_OBJECT_BYTES) is not None


def _unpacked_objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of the objects that are packed in streams (7.5.7)."""
    total = 0
    for match in _PACKED.finditer(data):
        count, first = _COUNT.search(match.group()), _FIRST.search(match.group())
        if count is None or first is None:
            continue
        try:
            content = zlib.decompressobj().decompress(memoryview(data)[match.end() :], MAX_UNPACKED_BYTES - total)
        except zlib.error:
            continue
        total += len(content)
        if total >= MAX_UNPACKED_BYTES:
            return
        begin = int(first.group(1))
        table = [int(word) for word in content[:begin].split()[: 2 * int(count.group(1))] if word.isdigit()]
        offsets = [*table[1::2], len(content) - begin]
        for number, start, end in zip(table[::2], offsets, offsets[1:], strict=False):
            yield number, content[begin + start : begin + end].strip()
