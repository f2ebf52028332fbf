"""The storage below SQLite, watched: everything that the index does with its files passes through here.

Owns a VFS that is the default one while it is installed, so that the program is tested as it is. What the hook raises
becomes the answer of the operating system.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import apsw

Kind = Literal["open", "read", "write", "truncate", "sync", "delete"]
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Operation:
    """What is about to be done to a file. `size` is that of a read or of the file to be; `durable` that of a delete."""

    kind: Kind
    file: str
    offset: int = 0
    data: bytes = b""
    size: int = 0
    durable: bool = True


Hook = Callable[[Operation], None]


@contextmanager
def watched(hook: Hook) -> Generator[None]:
    """Call `hook` before each operation on a database file of this process."""
    storage = _Storage(f"watched-{next(_numbers)}", hook)
    try:
        yield
    finally:
        storage.unregister()


class _Storage(apsw.VFS):
    def __init__(self, name: str, hook: Hook) -> None:
        self._hook = hook
        self._base = apsw.vfs_names()[0]
        super().__init__(name, self._base, makedefault=True)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name or ""
        self._hook(Operation("open", Path(path).name))
        return _File(self._base, name, flags, Path(path).name, self._hook)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self._hook(Operation("delete", Path(filename).name, durable=bool(syncdir)))
        super().xDelete(filename, syncdir)

    def excepthook(self, *error: object) -> None:
        """SQLite gets the error as the system's answer; nobody else is to be told of it."""


class _File(apsw.VFSFile):
    def __init__(self, base: str, name: Any, flags: list[int], file: str, hook: Hook) -> None:
        self._file, self._hook = file, hook
        super().__init__(base, name, flags)

    def xRead(self, amount: int, offset: int) -> bytes:
        self._hook(Operation("read", self._file, offset, size=amount))
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._hook(Operation("write", self._file, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._hook(Operation("truncate", self._file, size=newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        # Not for real: no plug is pulled here, and it takes most of the time.
        self._hook(Operation("sync", self._file))

    def xLock(self, level: int) -> None:
        try:
            super().xLock(level)
        except apsw.IOError as error:
            # A reader that is the last to close asks for a lock that its file does not allow. SQLite does without; but
            # apsw would raise what was raised here after all. Of what is busy it says nothing.
            raise apsw.BusyError from error

    def excepthook(self, *error: object) -> None:
        """As above."""
