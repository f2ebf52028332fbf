"""Walks a root and tells what is there, as far as the rules let it in.

Invariant: a scan ends, whatever is in the folder. Links are not followed; pipes, sockets and devices are left alone;
the program's own folders and the kernel's file systems are not entered. A folder that cannot be listed is told, not
passed over, so that its known files are kept; a root that is gone is an error, never an empty answer.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.opening import stat_of
from pplx_desktop.core.types import FileStat
from pplx_desktop.files.ignore import GITIGNORE, Gitignore, IgnoreRules, ignored_by, is_cache, read_gitignore
from pplx_desktop.files.roots import check_root

_KERNEL_FILE_SYSTEMS = frozenset(
    "proc sysfs devtmpfs devpts cgroup cgroup2 securityfs debugfs tracefs configfs pstore bpf efivarfs mqueue "  # noqa: SIM905
    "fusectl binfmt_misc rpc_pipefs nsfs fuse.portal fuse.gvfsd-fuse autofs".split()
)


@dataclass(frozen=True, slots=True)
class ScanRules:
    """What a scan takes in. `exclude` holds patterns as in .gitignore; `own_folders` are the program's own, known by
    device and inode, wherever they are reached from.
    """

    exclude: tuple[str, ...] = ()
    use_gitignore: bool = True
    include_hidden: bool = False
    max_file_bytes: int = 200 * 1024 * 1024
    own_folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file. `left_out` is the reason why it is listed but not read."""

    file: FileStat
    left_out: ExtractionCode | None = None


@dataclass(frozen=True, slots=True)
class UnreadableFolder:
    """A folder that could not be listed, or not to its end: nothing is known of what is in it now."""

    path: str
    detail: str


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder that waits to be listed. `ancestors` are the (device, inode) of the folders above it."""

    path: str
    relative: str
    gitignores: tuple[Gitignore, ...]
    ancestors: tuple[tuple[int, int], ...]


def scan(root: str, rules: ScanRules) -> Iterator[Found | UnreadableFolder]:
    """Every regular file below `root`, folder by folder, in no particular order.

    Raises `EnvironmentProblem` (folder-missing, folder-unreadable) before anything is yielded where the root itself
    is gone or cannot be listed.
    """
    check_root(root)
    return _Scan(rules).walk(root)


class _Scan:
    """One walk."""

    def __init__(self, rules: ScanRules) -> None:
        self._rules = rules
        self._ignore = IgnoreRules(rules.exclude, include_hidden=rules.include_hidden)
        self._own = {identity for folder in rules.own_folders if (identity := _identity(str(folder))) is not None}
        self._kernel_devices = _kernel_devices()

    def walk(self, root: str) -> Iterator[Found | UnreadableFolder]:
        waiting = [_Folder(root, "", (), ())]
        while waiting:
            folder = waiting.pop()
            try:
                identity = _checked_identity(folder.path)
            except OSError as error:
                if not _is_gone(error) or not folder.relative:
                    yield UnreadableFolder(folder.path, error.strerror or str(error))
                continue
            if self._is_closed(identity, folder):
                continue
            problem: OSError | None = None
            entries: list[os.DirEntry[str]] = []
            try:
                with os.scandir(folder.path) as listing:
                    entries.extend(listing)
            except OSError as error:
                problem = error
            if folder.relative and is_cache(entry.name for entry in entries):
                continue
            gitignores = self._gitignores(folder, entries)
            ancestors = (*folder.ancestors, identity)
            for entry in entries:
                try:
                    yield from self._take(entry, folder.relative, gitignores, ancestors, waiting)
                except OSError as error:
                    problem = problem or (None if _is_gone(error) else error)
            if problem is not None and (not _is_gone(problem) or not folder.relative):
                yield UnreadableFolder(folder.path, problem.strerror or str(problem))

    def _take(
        self,
        entry: os.DirEntry[str],
        above: str,
        gitignores: tuple[Gitignore, ...],
        ancestors: tuple[tuple[int, int], ...],
        waiting: list[_Folder],
    ) -> Iterator[Found]:
        """Yield a file, or put a folder on the list."""
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and not entry.is_file(follow_symlinks=False):
            return
        relative = above + entry.name
        left_out = self._ignore.leaves_out(entry.name, relative, is_folder=is_folder)
        if left_out or (left_out is None and ignored_by(gitignores, relative, is_folder=is_folder)):
            return
        if is_folder:
            if not _is_junction(entry):
                waiting.append(_Folder(entry.path, relative + "/", gitignores, ancestors))
            return
        # Windows' directory listings hold no inode.
        status = entry.stat(follow_symlinks=False) if os.name != "nt" else os.lstat(entry.path)
        if stat.S_ISREG(status.st_mode):
            too_large = status.st_size > self._rules.max_file_bytes
            yield Found(stat_of(entry.path, status), ExtractionCode.TOO_LARGE if too_large else None)

    def _gitignores(self, folder: _Folder, entries: list[os.DirEntry[str]]) -> tuple[Gitignore, ...]:
        if self._rules.use_gitignore:
            for entry in entries:
                if entry.name == GITIGNORE and (gitignore := read_gitignore(entry.path, folder.relative)):
                    return (*folder.gitignores, gitignore)
        return folder.gitignores

    def _is_closed(self, identity: tuple[int, int], folder: _Folder) -> bool:
        """True for the program's own folders, the kernel's file systems, and a folder that contains itself."""
        device, inode = identity
        return identity in self._own or device in self._kernel_devices or (inode != 0 and identity in folder.ancestors)


def _checked_identity(path: str) -> tuple[int, int]:
    status = os.lstat(path)
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "not a folder any more", path)
    return status.st_dev, status.st_ino


def _identity(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 -- bytes that are no text travel in str paths
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_gone(error: OSError) -> bool:
    return error.errno in {errno.ENOENT, errno.ENOTDIR}


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Windows' links between folders; Python tells them apart from 3.12 on."""
    is_junction = getattr(entry, "is_junction", None)
    return bool(is_junction()) if is_junction is not None else False


def _kernel_devices() -> frozenset[int]:
    """Devices of file systems whose files are no files (Linux)."""
    try:
        table = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return frozenset()
    devices: set[int] = set()
    for line in table.splitlines():
        before, separator, after = line.partition(" - ")
        fields = before.split(" ")
        if separator and len(fields) > 2 and after.split(" ")[0] in _KERNEL_FILE_SYSTEMS:
            major, _, minor = fields[2].partition(":")
            devices.add(os.makedev(int(major), int(minor)))
    return frozenset(devices)
