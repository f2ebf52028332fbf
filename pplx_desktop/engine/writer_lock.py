"""Who may write the index: the process that holds this lock, and nobody else.

Invariant: the lock is the operating system's. It ends with the process that holds it, however that ends.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from pplx_desktop.core.errors import EnvironmentProblem


class WriterLock:
    """Held from `acquire` to `release`, or as a context manager."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path, timeout=0, mode=0o600)

    def acquire(self) -> None:
        """Take the lock. Raises `EnvironmentProblem` (`index-locked`) where another process holds it."""
        try:
            self._lock.acquire()
        except Timeout:
            raise EnvironmentProblem(
                "index-locked",
                "Another pplx-desktop is indexing just now.",
                hint="Close its window, or let it finish. Searching works meanwhile.",
            ) from None
        except OSError as error:
            raise EnvironmentProblem(
                "index-unwritable",
                f"The index folder cannot be written: {error.strerror}.",
                hint="Check the permissions of the folder that `pplx-desktop status` names.",
            ) from error

    def release(self) -> None:
        """Give the lock back. Idempotent."""
        self._lock.release()

    def __enter__(self) -> WriterLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
