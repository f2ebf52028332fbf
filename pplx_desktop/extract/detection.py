"""What a file is, by its first bytes and the names of its members; its own name only decides between kinds of text.

Invariant: names lie. A file is handed to a reader only where its content shows that it is of that reader's format.
"""

from __future__ import annotations

import os
import re
from enum import StrEnum
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.extract.archive import MAX_LISTED_MEMBERS, Archive
from pplx_desktop.extract.compound import Compound
from pplx_desktop.extract.kinds import OTHER, SOURCE_KINDS, kind_of

HEAD_BYTES = 8192


class Format(StrEnum):
    """The readers there are."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    PPTX = "pptx"
    ODF = "odf"
    GNUMERIC = "gnumeric"
    EPUB = "epub"
    RTF = "rtf"
    DOC = "doc"
    PPT = "ppt"
    MSG = "msg"
    HTML = "html"
    MAIL = "mail"
    MAILBOX = "mailbox"
    NOTEBOOK = "notebook"
    TABLE = "table"
    SUBTITLES = "subtitles"
    CALENDAR = "calendar"
    OFFICE_XML = "office-xml"
    TEXT = "text"
    PICTURE = "picture"
    ZIP = "zip"
    TAR = "tar"
    PACKED = "packed"


_BY_NAME = "It can still be found by its name."
_SOUND = ("sound or video", _BY_NAME)
_ARCHIVE = ("an archive of a kind", "Unpack it to search what is in it.")
_PROGRAM = ("a program", _BY_NAME)
_DATA = ("a data file", _BY_NAME)
_FONT = ("a font", _BY_NAME)
_PICTURE = ("a picture of a kind", "Save it as PNG or JPEG to have text in it recognised.")
_POSTSCRIPT = ("a PostScript program", "Convert it to PDF to search its text.")

_READ: tuple[tuple[bytes, int, Format], ...] = (
    (b"%PDF-", 0, Format.PDF),
    (b"\x89PNG\r\n\x1a\n", 0, Format.PICTURE),
    (b"\xff\xd8\xff", 0, Format.PICTURE),
    (b"GIF87a", 0, Format.PICTURE),
    (b"GIF89a", 0, Format.PICTURE),
    (b"II*\x00", 0, Format.PICTURE),
    (b"MM\x00*", 0, Format.PICTURE),
    (b"WEBP", 8, Format.PICTURE),
    (b"{\\rtf", 0, Format.RTF),
    (b"\x1f\x8b", 0, Format.PACKED),
    (b"BZh", 0, Format.PACKED),
    (b"\xfd7zXZ\x00", 0, Format.PACKED),
    (b"ustar", 257, Format.TAR),
)
_REFUSED: tuple[tuple[bytes, int, tuple[str, str]], ...] = (
    (b"8BPS\x00", 0, _PICTURE),
    (b"\x00\x00\x01\x00", 0, _PICTURE),
    (b"gimp xcf", 0, _PICTURE),
    (b"ftypheic", 4, _PICTURE),
    (b"ftypmif1", 4, _PICTURE),
    (b"ftypavif", 4, _PICTURE),
    (b"AT&TFORM", 0, ("a DjVu document", "Convert it to PDF to search its text.")),
    (b"RIFF", 0, _SOUND),
    (b"ftyp", 4, _SOUND),
    (b"ID3", 0, _SOUND),
    (b"OggS", 0, _SOUND),
    (b"fLaC", 0, _SOUND),
    (b"\x1aE\xdf\xa3", 0, _SOUND),
    (b"7z\xbc\xaf\x27\x1c", 0, _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", 0, _ARCHIVE),
    (b"Rar!\x1a\x07", 0, _ARCHIVE),
    (b"!<arch>\n", 0, _PROGRAM),
    (b"\x7fELF", 0, _PROGRAM),
    (b"\xca\xfe\xba\xbe", 0, _PROGRAM),
    (b"\xcf\xfa\xed\xfe", 0, _PROGRAM),
    (b"\x00asm", 0, _PROGRAM),
    (b"SQLite format 3\x00", 0, _DATA),
    (b"PAR1", 0, _DATA),
    (b"\x89HDF\r\n", 0, _DATA),
    (b"!BDN", 0, ("a mailbox of Outlook", "Export its mails as .msg, .eml or .mbox to search them.")),
    (b"\xffWPC", 0, ("a WordPerfect document", "Save it as ODT or DOCX to search its text.")),
    (b"OTTO", 0, _FONT),
    (b"\x00\x01\x00\x00\x00", 0, _FONT),
    (b"wOFF", 0, _FONT),
    (b"wOF2", 0, _FONT),
    (b"%!PS", 0, _POSTSCRIPT),
    (b"\xc5\xd0\xd3\xc6", 0, _POSTSCRIPT),
)
_PDF_MARK = b"%PDF-"
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS_BEGIN = frozenset({"word", "ppt/", "ppt\\", "xl/w", "xl\\w", "xl/s", "xl\\s"})
_OFFICE_KINDS = frozenset({"docx", "xlsx", "pptx", "xlsb", "odt", "ods", "odp", "odg", "epub"})
_BY_KIND = {
    "ipynb": Format.NOTEBOOK,
    "csv": Format.TABLE,
    "tsv": Format.TABLE,
    "srt": Format.SUBTITLES,
    "vtt": Format.SUBTITLES,
    "ass": Format.SUBTITLES,
    "ics": Format.CALENDAR,
    "vcf": Format.CALENDAR,
    "eml": Format.MAIL,
    "mhtml": Format.MAIL,
    "mbox": Format.MAILBOX,
}
"""Kinds of text: what they are is not seen in their bytes, and their readers take any text."""
_PROGRAM_KINDS = frozenset({"jar", "war", "apk", "aab", "ipa", "whl", "egg", "xpi", "crx", "nupkg", "vsix"})
_OPEN_DOCUMENT = (b"application/vnd.oasis.opendocument", b"application/vnd.sun.xml")
_FLAT_OPEN_DOCUMENT = re.compile(rb"<office:document[\s>]")
_GNUMERIC = re.compile(rb"<gnm:Workbook\s")
_OFFICE_XML = re.compile(
    rb"""<\?mso-application progid=["'](?:Word\.Document|Excel\.Sheet)|<(?:\w+:)?Workbook[^>]*"urn:schemas-microsoft-com:office:s"""
    rb"""|<(?:\w+:)?wordDocument[\s>]"""
)
_HTML_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,4000}?-->\s*)*"
    rb"(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_HEADER = re.compile(
    rb"^(return-path|received|delivered-to|message-id|mime-version|from|to|date|subject):", re.IGNORECASE | re.MULTILINE
)
_MAILBOX_START = re.compile(rb"From \S[^\n]{0,200}\d{4}[^\n]{0,20}\n[\w-]+:")


def detect(stream: BinaryIO, path: str) -> Format:
    """The reader for an open file; its position is left at the start.

    Raises `ExtractionError` for what has no reader (unsupported-type), is empty (no-text), protected by a password
    (encrypted) or broken (damaged).
    """
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if not head:
        raise ExtractionError(ExtractionCode.EMPTY, "This file is empty.")
    if head.startswith(_ZIP_MAGICS):
        return _detect_zip(stream, path)
    if head.startswith(_OLE_MAGIC):
        return _detect_compound(stream)
    if found := format_of_head(head):
        return found
    # Some programs write lines of their own before a PDF; an archive may begin with one that is in it.
    return Format.PDF if _PDF_MARK in head[:1024] else _detect_text(head, kind_of(path))


def format_of_head(head: bytes) -> Format | None:
    """The format of a file that is no text, by its first bytes; None where they may be text. Raises `ExtractionError`
    (unsupported-type) for what is known and has no reader.
    """
    for magic, offset, found in _READ:
        if head.startswith(magic, offset):
            return found
    for magic, offset, (what, hint) in _REFUSED:
        if head.startswith(magic, offset):
            raise unsupported(what, hint)
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return Format.PICTURE
    if head.startswith(b"MZ") and b"\x00" in head[:64]:
        raise unsupported(*_PROGRAM)
    return None


def _detect_xml(head: bytes, kind: str) -> Format | None:
    """The format of a document that is one file of XML."""
    if _FLAT_OPEN_DOCUMENT.search(head) and kind not in SOURCE_KINDS:
        return Format.ODF
    if _GNUMERIC.search(head):
        return Format.GNUMERIC
    if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml") and _OFFICE_XML.search(head):
        return Format.OFFICE_XML
    return None


def _detect_text(head: bytes, kind: str) -> Format:
    if found := _detect_xml(head, kind):
        return found
    start = head.lstrip()
    if (start.startswith(b"{\\rtf") and kind in {"doc", OTHER}) or (start.startswith(b"{\\") and kind == "rtf"):
        return Format.RTF
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    if kind == "tar":
        return Format.TAR
    if kind == OTHER:
        # Folders of mail that other programs keep have names without a suffix, or with one of their own.
        if _MAILBOX_START.match(head):
            return Format.MAILBOX
        if len({name.lower() for name in _MAIL_HEADER.findall(head[:4096])}) > 2 and _MAIL_HEADER.match(head):
            return Format.MAIL
    begins_as_html = bool(_HTML_START.match(head)) and kind not in SOURCE_KINDS and kind not in {"md", "rst"}
    return Format.HTML if kind == "html" or begins_as_html or _looks_wide_html(head) else Format.TEXT


def unsupported(what: str, hint: str) -> ExtractionError:
    """The error for a file that is known and has no reader."""
    return ExtractionError(
        ExtractionCode.UNSUPPORTED,
        f"This is {what} that cannot be read." if what.endswith("kind") else f"This is {what}, which has no reader.",
        hint=hint,
    )


def _looks_wide_html(head: bytes) -> bool:
    """HTML in UTF-16."""
    narrow = head[:400].replace(b"\x00", b"")
    return len(narrow) * 3 < len(head[:400]) * 2 and bool(_HTML_START.match(narrow.lstrip(b"\xff\xfe")))


def _detect_compound(stream: BinaryIO) -> Format:
    with Compound(stream) as compound:
        stream_names = compound.names()
        has = compound.has
        if has("EncryptedPackage") or has("\tDRMContent"):
            raise ExtractionError(
                ExtractionCode.ENCRYPTED,
                "This document is protected by a password.",
                hint="Save a copy without the password to search its text.",
            )
        formats = {
            "WordDocument": Format.DOC,
            "PowerPoint Document": Format.PPT,
            "Workbook": Format.XLS,
            "Book": Format.XLS,
            "__properties_version1.0": Format.MSG,
        }
        found = next((format_ for name, format_ in formats.items() if has(name)), None)
    stream.seek(0)
    if found is None:
        raise unsupported("an old office document of a kind", _BY_NAME) if stream_names else unsupported(*_DATA)
    return found


def _detect_zip(stream: BinaryIO, path: str) -> Format:
    kind = kind_of(path)
    try:
        archive = Archive(stream, max_members=MAX_LISTED_MEMBERS)
    except ExtractionError as error:
        if error.code == ExtractionCode.DAMAGED.value and kind not in _OFFICE_KINDS | {"zip"}:
            raise unsupported(*_ARCHIVE) from error
        raise
    with archive:
        names = archive.names()
        found = _format_of_members(names, kind)
        if found is None and "mimetype" in names:
            mimetype = archive.read("mimetype")[:100]
            if mimetype.startswith(b"application/epub"):
                found = Format.EPUB
            elif mimetype.startswith(_OPEN_DOCUMENT):
                found = Format.ODF
    stream.seek(0)
    if found is not None:
        return found
    if "[Content_Types].xml" in names:
        if kind == "docx":
            return Format.DOCX
        raise unsupported("an office document of a kind", _BY_NAME)
    if "META-INF/MANIFEST.MF" in names or os.path.splitext(path)[1][1:].lower() in _PROGRAM_KINDS:  # noqa: PTH122 -- names in archives are no paths of this system
        raise unsupported(*_PROGRAM)
    return Format.ZIP


def _format_of_members(names: frozenset[str], kind: str) -> Format | None:
    """The format of a zip file, by the names in it."""
    plain = {name.replace("\\", "/").lower() for name in names if name[:4].lower() in _PARTS_BEGIN}
    if any(name.startswith("word/document") and name.endswith(".xml") for name in plain):
        return Format.DOCX
    # Folders may be called so in any archive.
    is_package = "[Content_Types].xml" in names or kind in _OFFICE_KINDS
    if "ppt/presentation.xml" in plain or (is_package and any(name.startswith("ppt/") for name in plain)):
        return Format.PPTX
    if "xl/workbook.bin" in plain:
        return Format.XLSB
    if "xl/workbook.xml" in plain or (is_package and any(name.startswith("xl/") for name in plain)):
        return Format.XLSX
    if "META-INF/container.xml" in names:
        return Format.EPUB
    if "content.xml" in names and "mimetype" not in names and ("styles.xml" in names or kind in _OFFICE_KINDS):
        return Format.ODF
    return None
