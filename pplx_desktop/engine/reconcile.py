"""The difference between what is on disk and what the ledger knows, as one decision for each file.

Invariant: nothing leaves the ledger for being absent unless its folder was read and its drive is there.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from pplx_desktop.core.errors import SKIPPED_CODES, ExtractionCode
from pplx_desktop.core.types import FileStat, FileState
from pplx_desktop.index.store import FileRecord


@dataclass(frozen=True, slots=True)
class Differences:
    """What to do so that the ledger says what the disk says. `renamed` also holds files that are where they were, on a
    drive that the system counts differently now.
    """

    to_read: tuple[FileStat, ...]
    renamed: tuple[tuple[str, FileStat], ...]
    gone: tuple[str, ...]


def compare(
    found: Iterable[FileStat],
    known: Mapping[str, FileRecord],
    *,
    extractor_version: int,
    device: int,
    left_out: Container[str] = frozenset(),
    unreadable: Iterable[str] = (),
) -> Differences:
    """Compare a scan with the ledger of the same folder, which is on `device` now.

    `left_out` are paths that were found but are too large to be read. `unreadable` are folders that could not be
    listed: what is known below them stays. So does what was on a drive of which nothing was found, for it may only be
    unplugged.
    """
    seen = {file.path: file for file in found}
    blind = tuple(folder.rstrip("/\\") for folder in unreadable)
    # Drives that are there; by the ledger's numbers too, for some systems count drives anew at each start.
    drives = {device} | {file.device for file in seen.values()}
    drives |= {known[path].file.device for path in seen if path in known}
    missing = {
        path: record
        for path, record in known.items()
        if path not in seen and not _is_below(path, blind) and record.file.device in drives
    }
    by_identity = {_identity(record.file): path for path, record in missing.items()}
    to_read: list[FileStat] = []
    renamed: list[tuple[str, FileStat]] = []
    for path, file in seen.items():
        record = known.get(path)
        if record is not None:
            if _needs_reading(record, file, extractor_version, is_left_out=path in left_out):
                to_read.append(file)
            elif (record.file.device, record.file.inode) != (file.device, file.inode):
                renamed.append((path, file))
            continue
        old = by_identity.pop(_identity(file), None)
        if old is None:
            to_read.append(file)
            continue
        renamed.append((old, file))
        if _needs_reading(missing.pop(old), file, extractor_version, is_left_out=path in left_out):
            to_read.append(file)
    return Differences(tuple(to_read), tuple(renamed), tuple(missing))


def _needs_reading(record: FileRecord, file: FileStat, extractor_version: int, *, is_left_out: bool) -> bool:
    if is_left_out != (record.reason == ExtractionCode.TOO_LARGE):
        return True
    if (record.file.size, record.file.mtime_ns) != (file.size, file.mtime_ns):
        return True
    # Permissions and drives come back without a trace in the file.
    if record.state is FileState.PENDING or record.reason == ExtractionCode.UNREADABLE:
        return True
    # What an older extractor could not read, a newer one may.
    return record.state is not FileState.INDEXED and record.extractor_version != extractor_version


def state_of(code: str) -> FileState:
    """The state of a file that was not read for the reason `code`."""
    return FileState.SKIPPED if code in {known.value for known in SKIPPED_CODES} else FileState.FAILED


def _identity(file: FileStat) -> tuple[int, int, int, int]:
    # Inodes are used again: only the same size and time make it the same file.
    return file.device, file.inode, file.size, file.mtime_ns


def _is_below(path: str, folders: tuple[str, ...]) -> bool:
    return any(path.startswith((folder + "/", folder + "\\")) for folder in folders)
