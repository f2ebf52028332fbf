"""The difference between what is on disk and what the ledger knows, as one decision for each file.

Invariant: nothing leaves the ledger for being absent unless its folder was read and its drive is there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pplx_desktop.core.errors import SKIPPED_CODES, ExtractionCode
from pplx_desktop.core.types import FileStat, FileState
from pplx_desktop.index.store import FileRecord

Identity = tuple[int, int, int, int]

_NOT_READ_CODES = frozenset({ExtractionCode.TOO_LARGE.value, ExtractionCode.ONLINE_ONLY.value})
"""What a scan finds to be no file to read, from the outside."""
_MOST_EXCHANGED = 20
"""So many files may be another one of the same size and time before it is the drive that counts anew."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What to do so that the ledger says what the disk says. `renamed` also holds files that are where they were, on a
    drive that the system counts differently now. `returned` were held and are there again; `unplugged` are on a drive
    that is not there.
    """

    to_read: tuple[FileStat, ...] = ()
    renamed: tuple[tuple[str, FileStat], ...] = ()
    gone: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    unplugged: tuple[str, ...] = ()


def compare(
    found: Iterable[FileStat],
    known: Mapping[str, FileRecord],
    *,
    extractor_version: int,
    drives: Iterable[int],
    left_out: Mapping[str, ExtractionCode] | None = None,
    unreadable: Iterable[str] = (),
) -> Differences:
    """Compare what a scan found with what the ledger has of the same folders.

    `drives` are those that the scan was on. `left_out` says of paths that were found why they are not to be read.
    `unreadable` are folders that could not be listed: what is known below them stays. So does what was on a drive of
    which nothing was found, for it may only be unplugged, and what is held already.
    """
    seen = {file.path: file for file in found}
    reasons = left_out or {}
    renumbered = _renumbered(seen, known)
    blind = tuple(folder.rstrip("/\\") for folder in unreadable)
    # By the ledger's numbers too, for some systems count drives anew at each start.
    present = {*drives, *(file.device for file in seen.values())}
    present |= {known[path].file.device for path in seen if path in known}
    absent = {path: record for path, record in known.items() if path not in seen and not _is_below(path, blind)}
    # Where names were exchanged, or logs were rotated, what was at a path is at another that was known as well.
    displaced = {path: known[path] for path, file in seen.items() if path in known and _is_other(known[path], file)}
    by_identity = {identity_of(record.file): path for path, record in (displaced | absent).items()}
    to_read: list[FileStat] = []
    renamed: list[tuple[str, FileStat]] = []
    returned: list[str] = []
    for path, file in seen.items():
        record = known.get(path)
        old = by_identity.pop(identity_of(file), None) if record is None or path in displaced else None
        if old is not None:
            absent.pop(old, None)
            renamed.append((old, file))
            if _needs_reading(known[old], file, extractor_version, reasons.get(path)):
                to_read.append(file)
        elif record is None or _needs_reading(record, file, extractor_version, reasons.get(path)):
            to_read.append(file)
        elif (record.file.device, record.file.inode) != (file.device, file.inode):
            # It looks the same, and is another: put in its place with an equal size and an equal time.
            is_read = record.file.device == file.device and file.device not in renumbered and path not in reasons
            if is_read:
                to_read.append(file)
            else:
                renamed.append((path, file))
        elif record.held:
            returned.append(path)
    overwritten = _overwritten(renamed, displaced)
    renamed += overwritten
    missing = {path: record for path, record in absent.items() if not record.held}
    return Differences(
        tuple(to_read),
        tuple(renamed),
        (
            *(path for path, record in missing.items() if record.file.device in present),
            *(file.path for _, file in overwritten if file.path not in seen),
        ),
        tuple(returned),
        tuple(path for path, record in missing.items() if record.file.device not in present),
    )


def _overwritten(
    renamed: Iterable[tuple[str, FileStat]], displaced: Mapping[str, FileRecord]
) -> list[tuple[str, FileStat]]:
    """What is known of files whose path another one took goes to the path that became free for it: its content may have
    come up in a new file, and nothing is forgotten before that was read.
    """
    source = {file.path: old for old, file in renamed if old != file.path}
    leaving = set(source.values())
    moved: list[tuple[str, FileStat]] = []
    for path in source:
        if path in displaced and path not in leaving:
            free = path
            while free in source:
                free = source[free]
            moved.append((path, replace(displaced[path].file, path=free)))
    return moved


def _renumbered(seen: Mapping[str, FileStat], known: Mapping[str, FileRecord]) -> set[int]:
    """The drives whose inodes say nothing, for most files have another one than before: some systems (FAT, FUSE) make
    them up.
    """
    files, others = Counter[int](), Counter[int]()
    for path, file in seen.items():
        record = known.get(path)
        if record is not None and record.file.device == file.device and not _is_other(record, file):
            files[file.device] += 1
            others[file.device] += record.file.inode != file.inode
    return {device for device, count in others.items() if count > _MOST_EXCHANGED and 2 * count > files[device]}


def _is_other(record: FileRecord, file: FileStat) -> bool:
    return (record.file.size, record.file.mtime_ns) != (file.size, file.mtime_ns)


def _needs_reading(record: FileRecord, file: FileStat, extractor_version: int, not_read: ExtractionCode | None) -> bool:
    if not_read is ExtractionCode.ONLINE_ONLY:
        # The text of a file that was indexed before its content left this machine is better than none.
        return record.state is not FileState.INDEXED and record.reason != not_read
    if (not_read or "") != (record.reason if record.reason in _NOT_READ_CODES else ""):
        return True
    if _is_other(record, file):
        return True
    # Permissions and drives come back without a trace in the file.
    if record.state is FileState.PENDING or record.reason == ExtractionCode.UNREADABLE:
        return True
    # What an older extractor could not read, a newer one may.
    return record.state is not FileState.INDEXED and record.extractor_version != extractor_version


def state_of(code: str) -> FileState:
    """The state of a file that was not read for the reason `code`."""
    return FileState.SKIPPED if code in {known.value for known in SKIPPED_CODES} else FileState.FAILED


def identity_of(file: FileStat) -> Identity:
    """What stays when a file is renamed. Inodes are used again: only the same size and time make it the same file."""
    return file.device, file.inode, file.size, file.mtime_ns


def _is_below(path: str, folders: tuple[str, ...]) -> bool:
    return any(path.startswith((folder + "/", folder + "\\")) for folder in folders)
