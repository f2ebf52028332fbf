"""Walks a root, or some of its folders, and tells what is there, and what the rules leave out.

Invariant: a scan ends, whatever is in the folder. Links are not followed; pipes, sockets and devices are left alone;
the program's own folders and the kernel's file systems are not entered. A folder that cannot be listed is told, not
passed over, so that its known files are kept; a root that is gone is an error, never an empty answer.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.opening import stat_of
from pplx_desktop.core.reasons import Rule
from pplx_desktop.core.types import FileStat
from pplx_desktop.files.ignore import (
    CACHE_MARKERS,
    GITIGNORE,
    Gitignore,
    IgnoreRules,
    ignored_by,
    is_cache,
    read_gitignore,
)
from pplx_desktop.files.looks import Look
from pplx_desktop.files.mounts import KERNEL_FILE_SYSTEMS, mounts
from pplx_desktop.files.placeholders import is_online_only, stubbed_name
from pplx_desktop.files.roots import check_root


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
class LeftOut:
    """What a rule keeps out of the index; a folder stands for all that is in it. `rule` is a `Rule` or, for a folder
    whose entries are not on this machine, an `ExtractionCode`.
    """

    path: str
    rule: str
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A folder whose entries were all seen. `passed` are the folders in it that were not entered, being known."""

    path: str
    device: int
    passed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class UnreadableFolder:
    """A folder that could not be listed, or not to its end: nothing is known of what is in it now."""

    path: str
    detail: str


Seen = Look | Found | LeftOut | Listed | UnreadableFolder


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder that waits to be listed. `ancestors` are the (device, inode) of the folders above it. In one that is
    `known` only what is new is entered.
    """

    path: str
    relative: str = ""
    gitignores: tuple[Gitignore, ...] = ()
    ancestors: tuple[tuple[int, int], ...] = ()
    known: bool = False


def scan(
    root: str, rules: ScanRules, looks: Iterable[Look] | None = None, *, is_known: Callable[[str], bool] = bool
) -> Iterator[Seen]:
    """All that is below `root`, folder by folder, in no particular order; or what `looks` are at. What a look has seen
    follows it.

    A look that is not deep passes over folders that are known (`is_known`), for they are as they were. Of a folder that
    is gone or left out by now, nothing is told.

    Raises `EnvironmentProblem` (folder-missing, folder-unreadable) before anything is yielded where the root itself
    is gone or cannot be listed.
    """
    check_root(root)
    return _Scan(rules, is_known).walk(root, [Look(root, is_deep=True)] if looks is None else looks)


class _Scan:
    """One walk."""

    def __init__(self, rules: ScanRules, is_known: Callable[[str], bool]) -> None:
        self._rules, self._is_known = rules, is_known
        self._ignore = IgnoreRules(rules.exclude, include_hidden=rules.include_hidden)
        self._own = {identity for folder in rules.own_folders if (identity := _identity(str(folder))) is not None}
        self._kernel_devices = {mount.device for mount in mounts() if mount.kind in KERNEL_FILE_SYSTEMS}

    def walk(self, root: str, looks: Iterable[Look]) -> Iterator[Seen]:
        for look in looks:
            yield look
            try:
                start = self._descend(root, look)
            except OSError as error:
                # Where the root went away in the meantime, nothing is known of what is below.
                if not _is_gone(error) or not os.path.lexists(root):
                    yield UnreadableFolder(look.folder, error.strerror or str(error))
                continue
            waiting = [] if start is None else [start]
            while waiting:
                yield from self._list(waiting.pop(), waiting)

    def _descend(self, root: str, look: Look) -> _Folder | None:
        """The folder of a look with what the folders above it say of it; None where they leave it out."""
        folder = _Folder(root)
        for name in PurePath(os.path.relpath(look.folder, root)).parts:
            status = _checked(folder.path)
            if self._closed_by(status, folder) is not None:
                return None
            if folder.relative and any(os.path.lexists(_join(folder.path, mark)) for mark in CACHE_MARKERS):
                return None
            gitignores = self._gitignores(folder, has_own=True)
            if self._rule(name, folder.relative + name, gitignores, is_folder=True) is not None:
                return None
            folder = _Folder(
                _join(folder.path, name),
                f"{folder.relative}{name}/",
                gitignores,
                (*folder.ancestors, (status.st_dev, status.st_ino)),
            )
        return replace(folder, known=not look.is_deep)

    def _list(self, folder: _Folder, waiting: list[_Folder]) -> Iterator[Seen]:
        """Tell what is in a folder; put the folders in it on the list."""
        try:
            status = _checked(folder.path)
        except OSError as error:
            yield from _outcome(folder, None, error)
            return
        if (rule := self._closed_by(status, folder)) is not None:
            yield LeftOut(folder.path, rule, is_folder=True)
            return
        entries, problem = _entries(folder.path)
        names = {entry.name for entry in entries}
        if folder.relative and is_cache(names):
            yield LeftOut(folder.path, Rule.CACHE, is_folder=True)
            return
        within = _Folder(
            folder.path,
            folder.relative,
            self._gitignores(folder, has_own=GITIGNORE in names),
            (*folder.ancestors, (status.st_dev, status.st_ino)),
        )
        passed: list[str] = []
        for entry in entries:
            try:
                seen = self._take(entry, within, names)
            except OSError as error:
                problem = problem or (None if _is_gone(error) else error)
                continue
            if not isinstance(seen, _Folder):
                yield seen
            elif folder.known and self._is_known(seen.path):
                passed.append(seen.path)
            else:
                waiting.append(seen)
        yield from _outcome(folder, Listed(folder.path, status.st_dev, frozenset(passed)), problem)

    def _take(self, entry: os.DirEntry[str], within: _Folder, names: Container[str]) -> Found | LeftOut | _Folder:
        """What an entry of a folder is."""
        is_folder = entry.is_dir(follow_symlinks=False)
        name, path = entry.name, entry.path
        if not is_folder and (stubbed := stubbed_name(name)) is not None and stubbed not in names:
            name, path = stubbed, _join(within.path, stubbed)
        relative = within.relative + name
        rule = self._rule(name, relative, within.gitignores, is_folder=is_folder)
        if rule is None and (entry.is_symlink() or (is_folder and _is_junction(entry))):
            rule = Rule.LINK
        if rule is not None:
            return LeftOut(path, rule, is_folder=is_folder)
        if is_folder:
            return _Folder(path, relative + "/", within.gitignores, within.ancestors)
        # Windows' directory listings hold no inode.
        status = entry.stat(follow_symlinks=False) if os.name != "nt" else os.lstat(entry.path)
        if not stat.S_ISREG(status.st_mode):
            return LeftOut(path, Rule.SPECIAL)
        return Found(stat_of(path, status), self._not_read(status, name, is_stub=path != entry.path))

    def _not_read(self, status: os.stat_result, name: str, *, is_stub: bool) -> ExtractionCode | None:
        if is_stub or is_online_only(status, name):
            return ExtractionCode.ONLINE_ONLY
        return ExtractionCode.TOO_LARGE if status.st_size > self._rules.max_file_bytes else None

    def _rule(self, name: str, relative: str, gitignores: tuple[Gitignore, ...], *, is_folder: bool) -> Rule | None:
        verdict = self._ignore.verdict(name, relative, is_folder=is_folder)
        if verdict is None and ignored_by(gitignores, relative, is_folder=is_folder):
            return Rule.GITIGNORE
        return verdict or None

    def _gitignores(self, folder: _Folder, *, has_own: bool) -> tuple[Gitignore, ...]:
        if self._rules.use_gitignore and has_own:
            gitignore = read_gitignore(_join(folder.path, GITIGNORE), folder.relative)
            if gitignore is not None:
                return (*folder.gitignores, gitignore)
        return folder.gitignores

    def _closed_by(self, status: os.stat_result, folder: _Folder) -> str | None:
        """Why a folder is not entered: it is the program's own, the kernel's, in the cloud, or contains itself."""
        identity = (status.st_dev, status.st_ino)
        if identity in self._own:
            return Rule.OWN
        if status.st_dev in self._kernel_devices:
            return Rule.SPECIAL
        if is_online_only(status):
            return ExtractionCode.ONLINE_ONLY
        return Rule.LINK if status.st_ino != 0 and identity in folder.ancestors else None


def _entries(path: str) -> tuple[list[os.DirEntry[str]], OSError | None]:
    """A folder's entries, as far as it can be listed."""
    entries: list[os.DirEntry[str]] = []
    try:
        with os.scandir(path) as listing:
            entries.extend(listing)
    except OSError as error:
        return entries, error
    return entries, None


def _outcome(folder: _Folder, listed: Listed | None, problem: OSError | None) -> Iterator[Listed | UnreadableFolder]:
    """What is told of a folder in the end. Of one that is gone by now, nothing; but a root must not be gone."""
    if problem is None:
        if listed is not None:
            yield listed
    elif not _is_gone(problem) or not folder.relative:
        yield UnreadableFolder(folder.path, problem.strerror or str(problem))


def _join(folder: str, name: str) -> str:
    return os.path.join(folder, name)  # noqa: PTH118 -- bytes that are no text travel in str paths


def _checked(path: str) -> os.stat_result:
    status = os.lstat(path)
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "not a folder any more", path)
    return status


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
