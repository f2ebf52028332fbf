"""One reading of a file: how it is to be read, and what the files inside it may cost in all.

Invariant: members of archives, mails and mailboxes become blocks of the one document of the outermost file, read in
memory. Depth, number, bytes, characters and time are counted over all levels; a member that cannot be read costs that
member, and whatever was not read is a warning of the document.
"""

from __future__ import annotations

import fnmatch
import io
import re
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from pplx_desktop.core.errors import SKIPPED_CODES, ExtractionCode, ExtractionError
from pplx_desktop.core.left_out_names import CACHE_FOLDERS, SECRET_FILES, SECRET_FOLDERS, TEMPORARY_FILES
from pplx_desktop.core.types import PLAIN_READING, Document, ReadOptions
from pplx_desktop.extract.detection import Format, format_of_head
from pplx_desktop.extract.document_builder import MAX_HEADING_CHARS, DocumentBuilder, one_line, pictured

MAX_DEPTH = 3
MAX_MEMBERS = 5_000
MAX_BYTES = 400 * 1024 * 1024
MAX_CHARACTERS = 20_000_000
SECONDS = 20.0
"""No further member is begun after these, and `SECONDS_A_MB` for each megabyte of the file: what has been read is then
kept, while the owner's deadline (30 s, and 3 s a megabyte) would cost the whole file."""
SECONDS_A_MB = 2.0
RECOGNISING_SECONDS = 1200.0
MAX_LISTED = 500
"""Names of members without text, which are searchable as well."""

# As on disk: what holds keys and passwords is not read, nor what programs leave behind or can make again.
_LEFT_OUT_FOLDERS, _LEFT_OUT_FILES = (
    re.compile("|".join(map(fnmatch.translate, patterns)), re.IGNORECASE)
    for patterns in (
        (*SECRET_FOLDERS, *CACHE_FOLDERS, "__MACOSX"),
        (*SECRET_FILES, *TEMPORARY_FILES),
    )
)

# Of these a name is all there is to find.
_SILENT_CODES = SKIPPED_CODES - {ExtractionCode.TOO_LARGE}

Read = Callable[[BinaryIO, "Reading"], Document]


@dataclass(slots=True)
class _Spent:
    """What the members of one file have cost so far, on all levels."""

    until: float
    members: int = 0
    bytes: int = 0
    characters: int = 0
    recognising_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """How the file of this name is read. `depth` counts the files around it."""

    name: str
    read: Read
    options: ReadOptions = PLAIN_READING
    depth: int = 0
    spent: _Spent = field(default_factory=lambda: _Spent(time.monotonic() + SECONDS))

    @staticmethod
    def begin(name: str, size: int, read: Read, options: ReadOptions) -> Reading:
        """The reading of a file of `size` bytes that lies in no other. `read` reads it, and every member."""
        return Reading(name, read, options, 0, _Spent(time.monotonic() + SECONDS + SECONDS_A_MB * size / 1e6))

    def of_member(self, name: str) -> Reading:
        """The reading of a file inside this one."""
        return Reading(name, self.read, self.options, self.depth + 1, self.spent)

    def may_recognise(self) -> bool:
        """Whether there is time to recognise the text in one more picture."""
        return self.spent.recognising_s < RECOGNISING_SECONDS

    @contextmanager
    def recognising(self) -> Generator[None]:
        """Counts the time within as that of text recognition, which has a limit of its own."""
        start = time.monotonic()
        try:
            yield
        finally:
            took_s = time.monotonic() - start
            self.spent.recognising_s += took_s
            self.spent.until += took_s


class Members:
    """Adds the files inside a file to its document."""

    def __init__(self, builder: DocumentBuilder, reading: Reading) -> None:
        self._builder = builder
        self._reading = reading
        self._unread: dict[str, list[str]] = {}
        self.limit = ""
        """What kept members from being read, in the user's words; empty where nothing did."""

    @property
    def has_any(self) -> bool:
        """Whether any member was added or noted."""
        return bool(self._unread) or self._builder.has_text

    @property
    def reads_members(self) -> bool:
        """Whether the user wants files inside files read."""
        return self._reading.options.archives

    @property
    def room_bytes(self) -> int:
        """How many more bytes of members may be read; 0 once any limit is reached, and nothing more is to be added."""
        spent = self._reading.spent
        if self._reading.depth >= MAX_DEPTH:
            self.limit = f"Files more than {MAX_DEPTH} deep inside each other were not read."
        elif spent.members >= MAX_MEMBERS:
            self.limit = f"Only the first {MAX_MEMBERS:,} files in it were read."
        elif spent.bytes >= MAX_BYTES:
            self.limit = f"Only the first {MAX_BYTES // 1024 // 1024} MB of the files in it were read."
        elif spent.characters >= MAX_CHARACTERS:
            self.limit = f"Only the first {MAX_CHARACTERS // 1_000_000} million characters in it were read."
        elif time.monotonic() > spent.until:
            self.limit = "Not all files in it were read, as it took too long."
        else:
            return MAX_BYTES - spent.bytes
        return 0

    def wants(self, name: str, head: bytes) -> bool:
        """Whether a member that begins with `head` is to be read at all; where not, it is noted."""
        *folders, file = name.split("/")
        if _LEFT_OUT_FILES.match(file) or any(map(_LEFT_OUT_FOLDERS.match, folders)):
            return False
        try:
            if format_of_head(head) is not Format.PICTURE or self._reading.options.ocr:
                return True
            raise pictured()
        except ExtractionError as error:
            self.leave_out(name, error)
            return False

    def add(self, name: str, data: bytes, *, size: int | None = None) -> None:
        """Read a member and add its text under its name; where it has none, the name alone is kept. `size` counts
        where its bytes are shared with others.
        """
        self.add_with(
            name, len(data) if size is None else size, lambda reading: self._reading.read(io.BytesIO(data), reading)
        )

    def add_with(self, name: str, size: int, read: Callable[[Reading], Document]) -> None:
        """As `add`, for a member of `size` bytes that is no file of its own and that `read` reads."""
        self.count(size)
        try:
            document = read(self._reading.of_member(name))
        except ExtractionError as error:
            self.leave_out(name, error)
            return
        self._reading.spent.characters += len(document.text)
        self._builder.add_member(member_heading(name), document)

    def count(self, size: int, *, is_member: bool = True) -> None:
        """Count one more member of `size` bytes, or bytes that are no file of their own."""
        self._reading.spent.members += is_member
        self._reading.spent.bytes += size

    def name(self, name: str) -> None:
        """Keep a member's name alone."""
        self._unread.setdefault(ExtractionCode.EMPTY.value, []).append(name)

    def leave_out(self, name: str, error: ExtractionError) -> None:
        """Note a member that has no text, with its reason."""
        if error.code == ExtractionCode.PICTURED.value:
            self._builder.pictured_pages += 1
        self._unread.setdefault(error.code, []).append(name)

    def finish(self) -> None:
        """Add the names of members without text, and warn of what was not read."""
        names = [name for group in self._unread.values() for name in group]
        self._builder.add("\n".join(_whole_line(name) for name in names[:MAX_LISTED]))
        for code, group in self._unread.items():
            if code not in _SILENT_CODES:
                shown = ", ".join(one_line(name, 60) for name in group[:3])
                more = f" and {len(group) - 3} more" if len(group) > 3 else ""
                self._builder.warn(f"Files in it could not be read ({code}): {shown}{more}.")
        if len(names) > MAX_LISTED:
            self._builder.warn(f"Of {len(names):,} files without text in it only the first {MAX_LISTED} are named.")
        if self.limit:
            self._builder.warn(self.limit)


def member_heading(name: str) -> str:
    """A member's name as the outermost heading of its blocks."""
    line = _whole_line(name)
    return line if len(line) <= MAX_HEADING_CHARS else "…" + line[1 - MAX_HEADING_CHARS :]


def _whole_line(name: str) -> str:
    return one_line(name, 1000)
