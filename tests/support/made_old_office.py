"""Makes small files of Office's older formats, after MS-DOC, MS-PPT and MS-OXMSG: as little of each as says something."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from tests.support.made_compound import make_compound

TEXT_AT = 2048
_PAGE = 512
_BODY, _ROW_END = 0, -1


def make_doc(paragraphs: Sequence[tuple[str, int]], *, comments: str = "", flags: int = 0, wide: bool = True) -> bytes:
    """A DOC of paragraphs, each with its closing mark and style: 0 text, 1 to 9 headings, -1 the end of a row."""
    text = "".join(text for text, _ in paragraphs)
    width, codec = (2, "utf-16-le") if wide else (1, "cp1252")
    whole = (text + comments).encode(codec)
    formats_at = TEXT_AT + -(-len(whole) // _PAGE) * _PAGE
    starts, at = [TEXT_AT], TEXT_AT
    for paragraph, _ in paragraphs:
        at += width * len(paragraph)
        starts.append(at)
    clx_place = TEXT_AT if wide else TEXT_AT * 2 | 0x40000000
    clx = struct.pack("<BIiiHIH", 2, 16, 0, len(text + comments), 0, clx_place, 0)
    bins = struct.pack("<III", TEXT_AT, at, formats_at // _PAGE)
    main = bytearray(formats_at)
    struct.pack_into("<HH6xH", main, 0, 0xA5EC, 0xC1, flags | 0x0200)
    struct.pack_into("<8i", main, 0x4C, len(text), 0, 0, 0, len(comments), 0, 0, 0)
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    struct.pack_into("<II", main, 0x102, len(clx), len(bins))
    main[TEXT_AT : TEXT_AT + len(whole)] = whole
    return make_compound(
        {"WordDocument": bytes(main) + _formats(starts, [style for _, style in paragraphs]), "1Table": clx + bins}
    )


def _formats(starts: Sequence[int], styles: Sequence[int]) -> bytes:
    page = bytearray(_PAGE)
    struct.pack_into(f"<{len(starts)}I", page, 0, *starts)
    free = _PAGE - 2
    for index, style in enumerate(styles):
        modifiers = struct.pack("<HHB", 0, 0x2417, 1) if style == _ROW_END else struct.pack("<H", style)
        # A size in words counts from the byte after it.
        modifiers = modifiers if len(modifiers) % 2 else modifiers + b"\0"
        free -= len(modifiers) + 1 + (len(modifiers) + 1) % 2
        free -= free % 2
        page[free] = (len(modifiers) + 1) // 2
        page[free + 1 : free + 1 + len(modifiers)] = modifiers
        page[4 * len(starts) + 13 * index] = free // 2
    page[_PAGE - 1] = len(styles)
    return bytes(page)


def _record(kind: int, content: bytes, *, instance: int = 0, container: bool = False) -> bytes:
    return struct.pack("<HHI", instance << 4 | (0x0F if container else 0), kind, len(content)) + content


def make_ppt(slides: Sequence[tuple[str, str, str]], *, encrypted: bool = False) -> bytes:
    """A PPT whose slides have a title, a text and notes."""
    stream, places = b"", [0]
    entries, note_entries = b"", b""
    for number, (title, text, _) in enumerate(slides, 1):
        note_number = len(slides) + number
        entries += _record(1011, struct.pack("<IIIII", number, 0, 1, 255 + number, 0)) + _text(0, title)
        note_entries += _record(1011, struct.pack("<IIIII", note_number, 0, 0, 900 + number, 0))
        atom = _record(1007, struct.pack("<I8xII4x", 0, 0, 900 + number))
        shapes = _record(3998, struct.pack("<I", 0)) + _text(4, text)
        places.append(len(stream))
        stream += _record(1006, atom + _record(0xF00D, shapes, container=True), container=True)
    for _, _, notes in slides:
        places.append(len(stream))
        stream += _record(1008, _record(0xF00D, _text(2, notes), container=True), container=True)
    lists = _record(4080, entries, container=True) + _record(4080, note_entries, instance=2, container=True)
    document = len(places)
    places.append(len(stream))
    stream += _record(1000, lists, container=True)
    directory = len(stream)
    stream += _record(6002, struct.pack(f"<I{document}I", 1 | document << 20, *places[1:]))
    save = len(stream)
    stream += _record(4085, struct.pack("<IIIIIII", 256, 0, 0, directory, document, document + 1, 1))
    token = 0xF3D1C4DF if encrypted else 0xE391C05F
    return make_compound(
        {"PowerPoint Document": stream, "Current User": _record(4086, struct.pack("<III", 20, token, save))}
    )


def _text(kind: int, text: str) -> bytes:
    return _record(3999, struct.pack("<I", kind)) + _record(4000, text.encode("utf-16-le"))


def make_msg(texts: Mapping[str, str], *, rtf: bytes = b"", sent: int = 0) -> bytes:
    """An MSG with these texts by the number of their property."""
    streams = {f"__substg1.0_{key}001F": text.encode("utf-16-le") for key, text in texts.items()}
    streams["__properties_version1.0"] = bytes(32) + struct.pack("<HHIQ", 0x40, 0x39, 6, sent)
    if rtf:
        streams["__substg1.0_10090102"] = struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
    return make_compound(streams)
