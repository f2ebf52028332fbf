"""Every known error of the program, and the one table that maps it to an exit status.

Invariant: what a user can cause or mend is a `PplxError` with a stable `code`, a `title` of one line and a `hint`
that says what to do. Anything else that is raised is a bug. Foreign exceptions are converted once, where the
foreign library is called.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class ExitStatus(IntEnum):
    """Exit statuses of the command line. They are documented in the README and never change their meaning."""

    OK = 0
    BUG = 1
    USAGE = 2
    USER = 3
    ENVIRONMENT = 4
    MODEL = 5
    CANCELLED = 130


class PplxError(Exception):
    """An error that the user can understand.

    `code` is stable and machine-readable (`folder-missing`), `title` is one line in the user's words, `detail` adds
    what a bug report needs, `hint` says what to do next.
    """

    exit_status = ExitStatus.BUG

    def __init__(self, code: str, title: str, *, detail: str = "", hint: str = "") -> None:
        super().__init__(title)
        self.code = code
        self.title = title
        self.detail = detail
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.title} {self.hint}".strip()


class UserError(PplxError):
    """The request cannot be carried out as it was made: a folder that is not there, a query that cannot be read."""

    exit_status = ExitStatus.USER


class EnvironmentProblem(PplxError):
    """The machine stands in the way: a full disk, a damaged index, a lock that another process holds."""

    exit_status = ExitStatus.ENVIRONMENT


class ModelProblem(EnvironmentProblem):
    """The embedding model is missing, altered, or does not start. Search by words goes on without it."""

    exit_status = ExitStatus.MODEL


class Cancelled(PplxError):
    """The user stopped it."""

    exit_status = ExitStatus.CANCELLED


class ExtractionCode(StrEnum):
    """Reasons for which a file is not searchable by its text. Stable: the ledger stores them."""

    UNSUPPORTED = "unsupported-type"
    EMPTY = "no-text"
    TOO_LARGE = "too-large"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    CHANGED = "changed-while-read"
    VANISHED = "vanished"
    TIMEOUT = "timeout"
    MEMORY = "memory-limit"
    BOMB = "decompression-bomb"
    CRASHED = "extractor-crashed"
    PICTURED = "text-in-picture"
    ONLINE_ONLY = "online-only"


SKIPPED_CODES = frozenset(
    {
        ExtractionCode.UNSUPPORTED,
        ExtractionCode.EMPTY,
        ExtractionCode.TOO_LARGE,
        ExtractionCode.PICTURED,
        ExtractionCode.ONLINE_ONLY,
    }
)
"""With these a file is left out on purpose: counted as skipped, not as failed."""


class ExtractionError(PplxError):
    """One file could not be read. A value in the ledger, never the end of a run."""

    exit_status = ExitStatus.USER

    def __init__(self, code: ExtractionCode, title: str, *, detail: str = "", hint: str = "") -> None:
        super().__init__(code.value, title, detail=detail, hint=hint)
