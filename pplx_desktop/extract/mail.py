"""Reads mails (RFC 5322 and MIME) and mailboxes (mbox): who wrote to whom, when and about what, the body, attachments.

Invariant: a mail that cannot be taken apart is still read, as the text that it is. Attachments are members of their
mail, and mails those of their mailbox.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import InvalidBase64LengthDefect, MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import BinaryIO, cast

from pplx_desktop.core.errors import ExtractionError
from pplx_desktop.core.types import HEADING_JOINT, Document
from pplx_desktop.extract.detection import HEAD_BYTES
from pplx_desktop.extract.document_builder import MAX_HEADING_CHARS, DocumentBuilder, one_line
from pplx_desktop.extract.encoding import MAX_TEXT_BYTES, decode, read_limited
from pplx_desktop.extract.html import page_text
from pplx_desktop.extract.kinds import OTHER, kind_of
from pplx_desktop.extract.reading import Members, Reading
from pplx_desktop.extract.text import text_document
from pplx_desktop.extract.titles import sensible_title

MAX_PARTS = 5000
MAX_MAIL_BYTES = 100 * 1024 * 1024
NEWEST_FIRST_MAILS = 2000
NEWEST_FIRST_BYTES = 50 * 1024 * 1024
_MAX_LINE_BYTES = 1024 * 1024
# Decoding takes the square of a header's length.
_MAX_HEADER_CHARS = 20_000
_SHOWN_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_BOUNDARY = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_MAX_HANDED_LINES = 20_000_000
_NOT_PARSED = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
_TEXTS = frozenset({"text/plain", "text/html"})
# Apple's mails begin with a line that says how many bytes follow, and end with a list of properties.
_APPLE_LENGTH = re.compile(rb"(\d{1,9})[ \t]*\r?\n")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
# The line between two mails; within a mail it is quoted with a mark before it.
_QUOTED_ENVELOPE = re.compile(rb"^>(?=From )", re.MULTILINE)
_ENVELOPE = re.compile(rb"^From (?:\S+|-) .{0,100}\d{4}", re.IGNORECASE)


def read_mail(stream: BinaryIO, reading: Reading) -> Document:
    """One mail. Raises `ExtractionError` (unsupported-type, no-text)."""
    builder = DocumentBuilder(_kind(reading, "eml"))
    data, cut = read_limited(stream, MAX_MAIL_BYTES)
    if cut:
        builder.warn(f"Only the first {MAX_MAIL_BYTES // 1024 // 1024} MB of this mail were read.")
    if match := _APPLE_LENGTH.match(data):
        data = data[match.end() : match.end() + int(match.group(1))]
    mail = _Mail.parse(data)
    if mail is None:
        return text_document(builder, decode(data[:MAX_TEXT_BYTES]), "eml")
    members = Members(builder, reading)
    mail.add_to(builder, members, "")
    members.finish()
    return builder.build(sensible_title(mail.subject))


def read_mailbox(stream: BinaryIO, reading: Reading) -> Document:
    """A folder of mails in one file. Raises `ExtractionError` (unsupported-type, no-text)."""
    builder = DocumentBuilder(_kind(reading, "mbox"))
    members = Members(builder, reading)
    places = list(_mail_places(stream))
    if not places:
        stream.seek(0)
        return text_document(builder, decode(read_limited(stream)[0]), "mbox")
    order = list(enumerate(places, 1))
    if len(places) > NEWEST_FIRST_MAILS or places[-1][1] > NEWEST_FIRST_BYTES:
        # New mails are at the end, and limits are to cost the oldest ones.
        order.reverse()
    for number, (start, end) in order:
        if not members.room_bytes:
            break
        stream.seek(start)
        data = _QUOTED_ENVELOPE.sub(b"", stream.read(min(end - start, MAX_MAIL_BYTES)))
        members.count(len(data), is_member=False)
        mail = _Mail.parse(data)
        if mail is None:
            builder.add(decode(data[:MAX_TEXT_BYTES]), heading=f"Mail {number}")
        else:
            mail.add_to(builder, members, mail.subject_line() or f"Mail {number}")
    members.finish()
    return builder.build()


class _Mail:
    """A mail that could be taken apart."""

    def __init__(self, mail: Message) -> None:
        self.subject = _header(mail, "Subject")
        self._headers = [f"{name}: {value}" for name in _SHOWN_HEADERS if (value := _header(mail, name))]
        self._plain: list[str] = []
        self._other: list[str] = []
        self._pages: list[str] = []
        self._attachments: list[tuple[str, Message]] = []
        parts = list(_parts(mail))
        self._has_more = len(parts) > MAX_PARTS
        for part in parts[:MAX_PARTS]:
            self._sort(part)

    @staticmethod
    def parse(data: bytes) -> _Mail | None:
        """The mail in `data`; None where it is none."""
        # The standard library's parser hands each line up through all parts around it.
        if len(_BOUNDARY.findall(data)) * data.count(b"\n") > _MAX_HANDED_LINES:
            return None
        try:
            return _Mail(message_from_bytes(data))
        except _NOT_PARSED:
            return None

    def subject_line(self) -> str:
        """The subject, short enough for a heading."""
        return one_line(self.subject, MAX_HEADING_CHARS)

    def add_to(self, builder: DocumentBuilder, members: Members, heading: str) -> None:
        """Add its headers, its body and its attachments."""
        builder.add("\n".join(self._headers), heading=heading)
        if any(text.strip() for text in self._plain):
            for text in self._plain:
                builder.add(text, heading=heading)
        elif self._pages:
            for page in self._pages:
                page_text(page).add_to(builder, below=heading)
        else:
            for text in self._other:
                builder.add(text, heading=heading)
        if self._has_more:
            builder.warn(f"Only the first {MAX_PARTS:,} parts of a mail were read.")
        for name, part in self._attachments:
            _add_attachment(part, f"{heading}{HEADING_JOINT}{name}" if heading else name, members)

    def _sort(self, part: Message) -> None:
        """Put a part where it belongs: to the body, or to the attachments."""
        name = " ".join((part.get_filename() or "").split())
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            subject = _header(cast("Message", inner[0]), "Subject") if isinstance(inner, list) and inner else ""
            self._attachments.append((name or f"{subject or 'Mail'}.eml", part))
        elif kind in _TEXTS and not (name and part.get_content_disposition() == "attachment"):
            (self._plain if kind == "text/plain" else self._pages).append(_text(part))
        elif name:
            self._attachments.append((name, part))
        elif part.get_content_maintype() == "text":
            # Text of a kind that nobody knows is text (RFC 2046, 4.1.4), and where there is a better form, a double.
            self._other.append(_text(part))


def _parts(mail: Message) -> Iterator[Message]:
    """The parts that hold something, in order; a mail inside the mail is one."""
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if part.get_content_type() != "message/rfc822" and part.is_multipart() and isinstance(payload, list):
            waiting.extend(reversed(cast("list[Message]", payload)))
        else:
            yield part


def _add_attachment(part: Message, name: str, members: Members) -> None:
    if not members.reads_members:
        members.name(name)
        return
    if not members.room_bytes:
        return
    try:
        data = _inner_mail(part) if part.get_content_type() == "message/rfc822" else _payload(part)
    except _NOT_PARSED:
        data = b""
    # Pictures that are shown within the text are its signature, its logo, its smileys.
    if part.get("Content-ID") and part.get_content_maintype() == "image":
        return
    if data and members.wants(name, data[:HEAD_BYTES]):
        members.add(name, data)
    elif not data:
        members.name(name)


def _inner_mail(part: Message) -> bytes:
    inner = part.get_payload()
    if not isinstance(inner, list):
        return b""
    data = b"".join(message.as_bytes() for message in cast("list[Message]", inner))
    # Not allowed by RFC 2046, and done by some.
    return _from_base64(data) if _encoding(part) == "base64" else data


def _payload(part: Message) -> bytes:
    """A part's bytes."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return b""
    # Where a letter is missing, the standard library leaves all of it encoded.
    if any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects):
        return _from_base64(payload)
    return payload


def _encoding(part: Message) -> str:
    return str(part.get("Content-Transfer-Encoding", "")).strip().lower()


def _from_base64(data: bytes) -> bytes:
    """What can be decoded of it."""
    letters = _NOT_BASE64.sub(b"", data)
    return binascii.a2b_base64(letters[: len(letters) // 4 * 4])


def _mail_places(stream: BinaryIO) -> Iterator[tuple[int, int]]:
    """Where the mails of a mailbox begin and end, each without its first line."""
    begin = -1
    position = 0
    starts_line = is_after_blank = True
    while line := stream.readline(_MAX_LINE_BYTES):
        if starts_line and (is_after_blank or begin < 0) and _ENVELOPE.match(line):
            if begin >= 0:
                yield begin, position
            begin = position + len(line)
        is_after_blank = starts_line and not line.strip()
        starts_line = line.endswith(b"\n")
        position += len(line)
    if begin >= 0:
        yield begin, position


def _kind(reading: Reading, default: str) -> str:
    kind = kind_of(reading.name)
    return default if kind == OTHER else kind


def _header(mail: Message, name: str) -> str:
    """A header's text, decoded where it is encoded as RFC 2047 says."""
    raw = mail.get(name)
    if raw is None:
        return ""
    line = str(raw)[:_MAX_HEADER_CHARS]
    try:
        text = str(make_header(decode_header(line)))
    except (MessageError, ValueError, LookupError):
        text = line
    return " ".join(text.split())


def _text(part: Message) -> str:
    payload = _payload(part)[:MAX_TEXT_BYTES]
    charset = part.get_content_charset()
    try:
        return payload.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError):
        try:
            return decode(payload, declared_first=True)
        except ExtractionError:
            return ""
