"""Reads one mail (RFC 5322 and MIME): who wrote to whom, when and about what, the body, names of attachments.

Invariant: a mail that cannot be taken apart is still read, as the text that it is.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.encoding import MAX_TEXT_BYTES, decode, read_limited
from pplx_desktop.extract.html import page_text
from pplx_desktop.extract.text import text_document
from pplx_desktop.extract.titles import sensible_title

MAX_PARTS = 1000
_SHOWN_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_BOUNDARY = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_MAX_NESTING = 100


def read_mail(stream: BinaryIO) -> Document:
    """Raises `ExtractionError` (unsupported-type, no-text)."""
    builder = DocumentBuilder("eml")
    data, cut = read_limited(stream)
    if cut:
        builder.warn(f"Only the first {MAX_TEXT_BYTES // 1024 // 1024} MB of this mail were read.")
    # The standard library's parser takes a level of the stack for every part inside a part.
    if len(_BOUNDARY.findall(data)) > _MAX_NESTING:
        return text_document(builder, decode(data), "eml")
    try:
        mail = message_from_bytes(data)
        subject = _header(mail, "Subject")
        headers = [f"{name}: {value}" for name in _SHOWN_HEADERS if (value := _header(mail, name))]
        bodies, attachments = _parts(mail)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return text_document(builder, decode(data), "eml")
    builder.add("\n".join(headers))
    for body in bodies:
        builder.add(body)
    if attachments:
        builder.add("\n".join(f"Attachment: {name}" for name in attachments))
    return builder.build(sensible_title(subject))


def _header(mail: Message, name: str) -> str:
    """A header's text, decoded where it is encoded as RFC 2047 says."""
    raw = mail.get(name)
    if raw is None:
        return ""
    try:
        text = str(make_header(decode_header(str(raw))))
    except (MessageError, ValueError, LookupError):
        text = str(raw)
    return " ".join(text.split())


def _parts(mail: Message) -> tuple[list[str], list[str]]:
    """The texts of the body and the names of the attachments. HTML is read where there is no plain text."""
    plain: list[str] = []
    pages: list[str] = []
    attachments: list[str] = []
    for number, part in enumerate(mail.walk()):
        if number >= MAX_PARTS:
            break
        name = part.get_filename()
        if name:
            attachments.append(" ".join(name.split()))
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(_text(part))
        elif kind == "text/html":
            pages.append(_text(part))
    if not any(text.strip() for text in plain):
        plain = ["\n\n".join(page_text(page).texts()) for page in pages]
    return plain, attachments


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset()
    try:
        return payload.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError):
        try:
            return decode(payload, declared_first=True)
        except ExtractionError:
            return ""
