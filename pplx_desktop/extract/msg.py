"""Reads MSG, a mail as Outlook saves it: who wrote to whom, when and about what, the body, attachments.

After MS-OXMSG: each property is a stream that is named after it, those of fixed length stand in one list; the body may
be there only as compressed RTF (MS-OXRTFCP). A mail that is attached lies in a folder of the same file.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.compound import Compound, broken
from pplx_desktop.extract.detection import HEAD_BYTES
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.encoding import decode
from pplx_desktop.extract.html import page_text
from pplx_desktop.extract.reading import Members, Reading
from pplx_desktop.extract.titles import sensible_title

MAX_ATTACHMENTS = 1000
MAX_RTF_BYTES = 20 * 1024 * 1024

_SUBJECT, _SENDER, _SENDER_ADDRESS, _SENDER_SMTP = "0037", "0C1A", "0C1F", "5D01"
_TO, _CC, _BODY, _HTML, _RTF = "0E04", "0E03", "1000", "1013", "1009"
_FILE_NAMES, _CONTENT_ID, _FILE_DATA = ("3707", "3704", "3001"), "3712", "3701"
_SENT, _RECEIVED, _CODE_PAGE = 0x0039, 0x0E06, 0x3FFD
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_RTF_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def read_msg(stream: BinaryIO, reading: Reading) -> Document:
    """Raises `ExtractionError` (damaged, no-text)."""
    with Compound(stream) as compound:
        try:
            return _Message(compound, "", 32).read(reading)
        except (struct.error, IndexError, ValueError, OverflowError) as error:
            raise broken(error) from error


class _Message:
    """The mail in one folder of the file; `skipped` bytes stand before its list of properties."""

    def __init__(self, compound: Compound, folder: str, skipped: int) -> None:
        self._compound = compound
        self._folder = folder
        self._fixed = _fixed_properties(compound, folder, skipped)
        page = struct.unpack("<I4x", self._fixed[_CODE_PAGE])[0] if _CODE_PAGE in self._fixed else 1252
        self._codec = "utf-8" if page == 65001 else f"cp{page}"

    def read(self, reading: Reading) -> Document:
        """The mail with its attachments."""
        builder = DocumentBuilder("msg")
        members = Members(builder, reading)
        subject = self._text(_SUBJECT)
        named = {
            "From": self._sender(),
            "To": self._text(_TO),
            "Cc": self._text(_CC),
            "Date": self._date(),
            "Subject": subject,
        }
        builder.add("\n".join(f"{name}: {line}" for name, value in named.items() if (line := _line(value))))
        self._add_body(builder, reading)
        for folder in self._attachments():
            self._add_attachment(folder, members)
        members.finish()
        return builder.build(sensible_title(subject))

    def _sender(self) -> str:
        name = self._text(_SENDER)
        address = self._text(_SENDER_SMTP) or self._text(_SENDER_ADDRESS)
        # Addresses within an organisation are paths of a directory, which nobody reads.
        return f"{name} <{address}>" if "@" in address and address != name else name

    def _date(self) -> str:
        ticks = next((self._fixed[number] for number in (_SENT, _RECEIVED) if number in self._fixed), b"")
        if len(ticks) != 8:
            return ""
        date = _EPOCH + timedelta(microseconds=struct.unpack("<Q", ticks)[0] // 10)
        return date.strftime("%a, %d %b %Y %H:%M %Z") if date.year > _EPOCH.year else ""

    def _add_body(self, builder: DocumentBuilder, reading: Reading) -> None:
        """Add the body in the plainest form there is."""
        body = self._text(_BODY)
        if body.strip():
            builder.add(body)
            return
        html = self._text(_HTML) or decode(self._binary(_HTML), declared_first=True)
        if html.strip():
            page_text(html).add_to(builder)
            return
        packed = self._binary(_RTF)
        if packed:
            try:
                document = reading.read(io.BytesIO(unpack_rtf(packed)), reading.of_member("body.rtf"))
            except ExtractionError:
                return
            for block in document.blocks:
                builder.add(document.text[block.start : block.end])

    def _attachments(self) -> list[str]:
        start = f"{self._folder}__attach_version1.0_#".lower()
        folders = {
            self._folder + name[len(self._folder) :].split("/", 1)[0]: None
            for name in self._compound.names()
            if name.lower().startswith(start)
        }
        return list(folders)[:MAX_ATTACHMENTS]

    def _add_attachment(self, folder: str, members: Members) -> None:
        attached = _Message(self._compound, f"{folder}/", 8)
        name = next((text for key in _FILE_NAMES if (text := attached._text(key).strip())), "Attachment")
        inner = f"{folder}/__substg1.0_{_FILE_DATA}000D/"
        if not members.reads_members:
            members.name(name)
        elif not members.room_bytes:
            return
        elif any(stream.lower().startswith(inner.lower()) for stream in self._compound.names()):
            members.add_with(name, 0, _Message(self._compound, inner, 24).read)
        elif not attached._text(_CONTENT_ID) and (data := attached._binary(_FILE_DATA)):
            if members.wants(name, data[:HEAD_BYTES]):
                members.add(name, data)
        else:
            members.name(name)

    def _text(self, key: str) -> str:
        name = f"{self._folder}__substg1.0_{key}"
        if self._compound.has(f"{name}001F"):
            return self._compound.read(f"{name}001F").decode("utf-16-le", "replace").rstrip("\x00")
        if self._compound.has(f"{name}001E"):
            data = self._compound.read(f"{name}001E").rstrip(b"\x00")
            try:
                return data.decode(self._codec, "replace")
            except LookupError:
                return data.decode("cp1252", "replace")
        return ""

    def _binary(self, key: str) -> bytes:
        name = f"{self._folder}__substg1.0_{key}0102"
        return self._compound.read(name) if self._compound.has(name) else b""


def _line(value: str) -> str:
    return " ".join(value.replace("\x00", " ").split())


def _fixed_properties(compound: Compound, folder: str, skipped: int) -> dict[int, bytes]:
    """The values of eight bytes, by the number of their property (MS-OXMSG 2.4.2)."""
    name = f"{folder}__properties_version1.0"
    data = compound.read(name)[skipped:] if compound.has(name) else b""
    return {
        struct.unpack_from("<H", data, at + 2)[0]: data[at + 8 : at + 16] for at in range(0, len(data) // 16 * 16, 16)
    }


def unpack_rtf(packed: bytes) -> bytes:
    """RTF out of its compressed form (MS-OXRTFCP 2.2). Raises ValueError and struct.error for anything else."""
    _, size, kind = struct.unpack_from("<II4s", packed)
    if kind == b"MELA":
        return packed[16 : 16 + size]
    if kind != b"LZFu":
        raise ValueError("no compressed RTF")
    if size > MAX_RTF_BYTES:
        raise ValueError(f"{size} bytes of RTF")
    window = bytearray(_RTF_START.ljust(4096, b" "))
    write = len(_RTF_START)
    found = bytearray()
    for token in _tokens(packed):
        read, length = 0, 1
        if len(token) == 2:
            read, length = (token[0] << 8 | token[1]) >> 4, (token[1] & 0x0F) + 2
            if read == write:
                break
        for index in range(length):
            byte = token[0] if len(token) == 1 else window[(read + index) % 4096]
            window[write] = byte
            write = (write + 1) % 4096
            found.append(byte)
        if len(found) >= size:
            break
    return bytes(found[:size])


def _tokens(packed: bytes) -> Iterator[bytes]:
    """Single bytes, and pairs that refer to what was there before; a byte before every eight says which is which."""
    at = 16
    while at < len(packed):
        control = packed[at]
        at += 1
        for bit in range(8):
            size = 1 + (control >> bit & 1)
            if at + size > len(packed):
                return
            yield packed[at : at + size]
            at += size
