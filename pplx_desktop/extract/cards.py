"""Reads calendars and contacts (iCalendar, RFC 5545; vCard, RFC 6350): an entry's lines that people write and read.

Invariant: each event, task or person is a block under its own name; numbers, rules and pictures that programs keep
there are left out. What holds no entry is read as the text that it is.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from typing import BinaryIO

from pplx_desktop.core.types import Document
from pplx_desktop.extract.document_builder import MAX_HEADING_CHARS, DocumentBuilder, one_line
from pplx_desktop.extract.text import limited_text, text_document

_ENTRIES = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VCARD"})
_NAMES = ("SUMMARY", "FN", "N", "ORG")
_LABELS = {
    "SUMMARY": "",
    "FN": "",
    "DESCRIPTION": "",
    "NOTE": "",
    "DTSTART": "Start",
    "DTEND": "End",
    "DUE": "Due",
    "LOCATION": "Place",
    "ORGANIZER": "Organiser",
    "ATTENDEE": "With",
    "CATEGORIES": "Categories",
    "COMMENT": "Comment",
    "URL": "Web",
    "NICKNAME": "Nickname",
    "ORG": "Organisation",
    "TITLE": "Title",
    "ROLE": "Role",
    "TEL": "Phone",
    "EMAIL": "Mail",
    "ADR": "Address",
    "BDAY": "Birthday",
}
_FOLDED = re.compile(r"\r?\n[ \t]")
_SOFT_BREAK = re.compile(r"=\r?\n")
_LINE = re.compile(r'^(?:[\w-]{1,40}\.)?([A-Za-z-]{1,40})((?:;(?:"[^"]*"|[^":])*)?):(.*)$', re.DOTALL)
_COMMON_NAME = re.compile(r';CN="?([^";:]+)"?', re.IGNORECASE)
_DATE = re.compile(r"^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?\d\d)?(Z?))?$")
_ESCAPED = re.compile(r"\\([\\;,:nN])")


def read_cards(stream: BinaryIO, kind: str) -> Document:
    """Raises `ExtractionError` (unsupported-type, no-text)."""
    builder = DocumentBuilder(kind)
    text = limited_text(stream, builder)
    entries = 0
    for entry in _entries(text):
        entries += 1
        name = next((entry[key][0] for key in _NAMES if key in entry), "")
        lines = [
            f"{label}: {value}" if label else value
            for key, label in _LABELS.items()
            for value in dict.fromkeys(entry.get(key, ()))
            if value
        ]
        builder.add("\n".join(lines), heading=one_line(name, MAX_HEADING_CHARS))
    return builder.build() if entries else text_document(builder, text, kind)


def _entries(text: str) -> Iterator[dict[str, list[str]]]:
    """The properties of each entry; what lies within one (its alarms) is not part of it."""
    entry: dict[str, list[str]] | None = None
    within = 0
    if "QUOTED-PRINTABLE" in text:
        text = _SOFT_BREAK.sub("", text)
    for line in _FOLDED.sub("", text).splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        key, parameters, value = match.group(1).upper(), match.group(2), match.group(3)
        if key == "BEGIN" and value.strip().upper() in _ENTRIES:
            entry, within = {}, 0
        elif key in {"BEGIN", "END"} and entry is not None:
            within += 1 if key == "BEGIN" else -1
            if within < 0:
                yield entry
                entry = None
        elif entry is not None and not within and (key in _LABELS or key in _NAMES):
            entry.setdefault(key, []).append(_readable(key, parameters, value))


def _readable(key: str, parameters: str, value: str) -> str:
    if key in {"ORGANIZER", "ATTENDEE"}:
        address = re.sub(r"^mailto:", "", value.strip(), flags=re.IGNORECASE)
        name = _COMMON_NAME.search(parameters)
        return f"{name.group(1)} <{address}>" if name and name.group(1) != address else address
    if "QUOTED-PRINTABLE" in parameters.upper():
        value = quopri.decodestring(value.encode("utf-8", "replace")).decode("utf-8", "replace")
    if match := _DATE.match(value.strip()):
        year, month, day, hour, minute, zone = match.groups()
        return f"{year}-{month}-{day}" + (f" {hour}:{minute}{' UTC' if zone else ''}" if hour else "")
    if key in {"N", "ADR", "ORG"}:
        # Their parts are set apart by semicolons, many of them empty.
        value = ", ".join(part.strip() for part in re.split(r"(?<!\\);", value) if part.strip())
    return _ESCAPED.sub(lambda found: "\n" if found.group(1) in "nN" else found.group(1), value).strip()
