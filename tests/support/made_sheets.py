"""Makes small XLS and XLSB workbooks, record by record."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Mapping, Sequence

from tests.support.made_compound import make_compound
from tests.support.made_office import packed, relations

Cells = Mapping[tuple[int, int], str | float]


def record(kind: int, *parts: bytes) -> bytes:
    """A record of BIFF8: its number, its length, its data."""
    data = b"".join(parts)
    return struct.pack("<HH", kind, len(data)) + data


def make_xls(named: Sequence[tuple[str, Cells]], *, beside: Mapping[str, bytes] | None = None) -> io.BytesIO:
    """An XLS after [MS-XLS] 2.4; numbers in column 1 and beyond are formatted as dates."""
    begin, end = (lambda kind: record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))), record(0x000A)
    formats = [record(0x00E0, struct.pack("<HH16x", 0, number)) for number in (0, 14)]
    head = begin(5) + b"".join(formats)
    bodies = [
        begin(0x10)
        + record(0x0200, struct.pack("<IIHHxx", 0, _end(row for row, _ in cells), 0, _end(at for _, at in cells)))
        + b"".join(
            record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 0), value.encode("latin-1"))
            if isinstance(value, str)
            else record(0x0203, struct.pack("<HHHd", row, column, int(column > 0), value))
            for (row, column), value in cells.items()
        )
        + end
        for _, cells in named
    ]
    listed = sum(4 + 8 + len(name) for name, _ in named)
    offset = len(head) + listed + len(end)
    bounds = b""
    for (name, _), body in zip(named, bodies, strict=True):
        bounds += record(0x0085, struct.pack("<IBBBB", offset, 0, 0, len(name), 0), name.encode("latin-1"))
        offset += len(body)
    return io.BytesIO(make_compound({"Workbook": head + bounds + end + b"".join(bodies), **(beside or {})}))


def _end(numbers: Iterable[int]) -> int:
    return max(numbers, default=-1) + 1


def wide(text: str) -> bytes:
    """A string behind its count of characters, as XLSB has it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def brt(kind: int, *parts: bytes) -> bytes:
    """A record of XLSB: kind and size in groups of 7 bits, then the data."""
    data = b"".join(parts)
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(data) & 0x7F | 0x80, len(data) >> 7]) + data


def brt_cell(kind: int, column: int, value: bytes, style: int = 0) -> bytes:
    """A record of XLSB with a cell's value."""
    return brt(kind, struct.pack("<II", column, style), value)


def brt_row(number: int) -> bytes:
    """The record before the cells of a row, counted from 0."""
    return brt(0, struct.pack("<I13x", number))


def make_xlsb(
    name: str, cells: Cells, *, related: str = "r1", parts: Mapping[str, str | bytes] | None = None, rows: bytes = b""
) -> io.BytesIO:
    """An XLSB after [MS-XLSB] 2.1.4, its cells sorted by row; `rows` are records that follow them."""
    records, last = b"", -1
    for (row, column), value in sorted(cells.items()):
        records += brt_row(row) if row != last else b""
        last = row
        is_text = isinstance(value, str)
        records += brt_cell(6 if is_text else 5, column, wide(value) if is_text else struct.pack("<d", value))
    size = (
        struct.pack("<IIII", 0, max(row for row, _ in cells), 0, max(column for _, column in cells))
        if cells
        else bytes(16)
    )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("a", "officeDocument", "xl/workbook.bin")),
            "xl/_rels/workbook.bin.rels": relations(
                (related, "worksheet", "worksheets/sheet1.bin"),
                ("r2", "sharedStrings", "sharedStrings.bin"),
                ("r3", "styles", "styles.bin"),
            ),
            "xl/workbook.bin": brt(0x9C, struct.pack("<II", 0, 1), wide("r1"), wide(name)) + brt(0x90) + brt(0x84),
            "xl/worksheets/sheet1.bin": brt(0x94, size) + brt(0x91) + records + rows + brt(0x92),
            **(parts or {}),
        }
    )
