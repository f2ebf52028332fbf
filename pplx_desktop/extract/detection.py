"""What a file is, by its first bytes and the names of its members; its own name only decides between kinds of text.

Invariant: names lie. A file is handed to a reader only where its content shows that it is of that reader's format.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.extract.archive import Archive
from pplx_desktop.extract.kinds import SOURCE_KINDS, kind_of

HEAD_BYTES = 8192


class Format(StrEnum):
    """The readers there are."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MAIL = "mail"
    TEXT = "text"


_SOON = "Its text cannot be read yet; it can still be found by its name."
_PICTURE = ("a picture", "Text in pictures is not read; it can still be found by its name.")
_SOUND = ("sound or video", "It can still be found by its name.")
_ARCHIVE = ("an archive", "Unpack it to search what is in it.")
_PROGRAM = ("a program", "It can still be found by its name.")
_DATA = ("a data file", "It can still be found by its name.")
_FONT = ("a font", "It can still be found by its name.")

_MAGIC: tuple[tuple[bytes, int, tuple[str, str]], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, _PICTURE),
    (b"\xff\xd8\xff", 0, _PICTURE),
    (b"GIF87a", 0, _PICTURE),
    (b"GIF89a", 0, _PICTURE),
    (b"II*\x00", 0, _PICTURE),
    (b"MM\x00*", 0, _PICTURE),
    (b"8BPS\x00", 0, _PICTURE),
    (b"\x00\x00\x01\x00", 0, _PICTURE),
    (b"gimp xcf", 0, _PICTURE),
    (b"AT&TFORM", 0, ("a DjVu document", _SOON)),
    (b"RIFF", 0, ("sound, video or a picture", "It can still be found by its name.")),
    (b"ftyp", 4, _SOUND),
    (b"ID3", 0, _SOUND),
    (b"OggS", 0, _SOUND),
    (b"fLaC", 0, _SOUND),
    (b"\x1aE\xdf\xa3", 0, _SOUND),
    (b"\x1f\x8b", 0, _ARCHIVE),
    (b"BZh", 0, _ARCHIVE),
    (b"\xfd7zXZ\x00", 0, _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", 0, _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", 0, _ARCHIVE),
    (b"Rar!\x1a\x07", 0, _ARCHIVE),
    (b"ustar", 257, _ARCHIVE),
    (b"!<arch>\n", 0, _ARCHIVE),
    (b"\x7fELF", 0, _PROGRAM),
    (b"\xca\xfe\xba\xbe", 0, _PROGRAM),
    (b"\xcf\xfa\xed\xfe", 0, _PROGRAM),
    (b"\x00asm", 0, _PROGRAM),
    (b"SQLite format 3\x00", 0, _DATA),
    (b"PAR1", 0, _DATA),
    (b"\x89HDF\r\n", 0, _DATA),
    (b"OTTO", 0, _FONT),
    (b"\x00\x01\x00\x00\x00", 0, _FONT),
    (b"wOFF", 0, _FONT),
    (b"wOF2", 0, _FONT),
    (b"{\\rtf", 0, ("a Rich Text document", _SOON)),
    (b"%!PS", 0, ("a PostScript program", "Convert it to PDF to search its text.")),
    (b"\xc5\xd0\xd3\xc6", 0, ("a PostScript program", "Convert it to PDF to search its text.")),
)
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_OFFICE_KINDS = frozenset({"docx", "xlsx", "pptx", "xlsb"})
_OFFICE_KINDS = frozenset({"docx", "xlsx", "pptx", "xlsb", "odt", "ods", "odp", "odg", "epub"})
_HTML_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,4000}?-->\s*)*"
    rb"(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)


def detect(stream: BinaryIO, path: str) -> Format:
    """The reader for an open file; its position is left at the start.

    Raises `ExtractionError` for what has no reader (unsupported-type), is empty (no-text), protected by a password
    (encrypted) or broken (damaged).
    """
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if not head:
        raise ExtractionError(ExtractionCode.EMPTY, "This file is empty.")
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(_ZIP_MAGICS):
        return _detect_archive(stream, path)
    if head.startswith(_OLE_MAGIC):
        raise _ole_problem(stream, path)
    _refuse_known(head)
    kind = kind_of(path)
    if kind == "eml":
        return Format.MAIL
    begins_as_html = bool(_HTML_START.match(head)) and kind not in SOURCE_KINDS and kind not in {"md", "rst"}
    return Format.HTML if kind == "html" or begins_as_html or _looks_wide_html(head) else Format.TEXT


def unsupported(what: str, hint: str) -> ExtractionError:
    """The error for a file that is known and has no reader."""
    return ExtractionError(ExtractionCode.UNSUPPORTED, f"This is {what}, which has no reader.", hint=hint)


def _refuse_known(head: bytes) -> None:
    """Raise for formats that are known by their first bytes and have no reader."""
    for magic, offset, (what, hint) in _MAGIC:
        if head.startswith(magic, offset):
            raise unsupported(what, hint)
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        raise unsupported(*_PICTURE)
    if head.startswith(b"MZ") and b"\x00" in head[:64]:
        raise unsupported(*_PROGRAM)


def _looks_wide_html(head: bytes) -> bool:
    """HTML in UTF-16."""
    narrow = head[:400].replace(b"\x00", b"")
    return len(narrow) * 3 < len(head[:400]) * 2 and bool(_HTML_START.match(narrow.lstrip(b"\xff\xfe")))


def _detect_archive(stream: BinaryIO, path: str) -> Format:
    kind = kind_of(path)
    try:
        archive = Archive(stream)
    except ExtractionError as error:
        if error.code == ExtractionCode.DAMAGED.value and kind not in _OFFICE_KINDS:
            raise unsupported(*_ARCHIVE) from error
        raise
    with archive:
        names = archive.names()
        stream.seek(0)
        if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
            return Format.DOCX
        if any(name.startswith("xl/") for name in names):
            raise unsupported("a spreadsheet", _SOON)
        if any(name.startswith("ppt/") for name in names):
            raise unsupported("a presentation", _SOON)
        if "mimetype" in names:
            mimetype = archive.read("mimetype")[:100]
            if mimetype.startswith(b"application/epub"):
                raise unsupported("an e-book", _SOON)
            if mimetype.startswith(b"application/vnd.oasis"):
                raise unsupported("an OpenDocument file", _SOON)
        if "[Content_Types].xml" in names and kind == "docx":
            return Format.DOCX
    raise unsupported(*_ARCHIVE)


def _ole_problem(stream: BinaryIO, path: str) -> ExtractionError:
    """Old office documents have no reader yet; new ones with a password come in the same container."""
    data = stream.read(64 * 1024 * 1024)
    if _ENCRYPTED_PACKAGE in data and kind_of(path) in _ENCRYPTED_OFFICE_KINDS:
        return ExtractionError(
            ExtractionCode.ENCRYPTED,
            "This document is protected by a password.",
            hint="Save a copy without the password to search its text.",
        )
    return unsupported("an old office document or mail", _SOON)
