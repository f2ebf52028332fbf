"""Roots: the folders that a user adds, as the program names them.

Invariant: a root is an absolute path without links, so that one lies inside another exactly if its path does.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass

from pplx_desktop.core.errors import EnvironmentProblem, UserError
from pplx_desktop.core.paths import displayed


@dataclass(frozen=True, slots=True)
class RootIdentity:
    """What tells a folder from an empty mount point or another drive in its place: compare before anything is forgotten.

    `file_system` is the system's id of it, empty where there is none. Some change with each mount: so a difference says
    only that it may be another folder, and what is found in it decides.
    """

    device: int
    inode: int
    file_system: str = ""

    def may_be(self, other: RootIdentity) -> bool:
        """False where the two are known to be different folders."""
        if self.inode != other.inode:
            return False
        if self.file_system and other.file_system:
            return self.file_system == other.file_system
        return self.device == other.device


def normalise(path: str) -> str:
    """The root for a path that a user gave. Raises `UserError` (folder-missing, not-a-folder, folder-unreadable,
    folder-name) where it is none.
    """
    root = os.path.realpath(os.path.expanduser(path))  # noqa: PTH111 -- bytes that are no text travel in str paths
    shown = displayed(root)
    try:
        root.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UserError(
            "folder-name",
            f"The name of {shown} is no valid text.",
            hint="Add the folder above it; files and folders in it may have any name.",
        ) from error
    try:
        status = os.stat(root)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError("folder-missing", f"There is no folder {shown}.", hint="Check the spelling.") from error
    except (OSError, ValueError) as error:
        raise _unreadable_for_user(shown, error) from error
    if not stat.S_ISDIR(status.st_mode):
        raise UserError("not-a-folder", f"{shown} is a file.", hint="Add the folder that it is in.")
    try:
        with os.scandir(root) as listing:
            next(listing, None)
    except OSError as error:
        raise _unreadable_for_user(shown, error) from error
    return root


def check_root(root: str) -> RootIdentity:
    """What a root is on disk now. Raises `EnvironmentProblem` (folder-missing, folder-unreadable): nothing that is
    known of its files may be forgotten then.
    """
    shown = displayed(root)
    try:
        status = os.lstat(root)
        with os.scandir(root) as listing:
            next(listing, None)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise missing(root, str(error)) from error
    except OSError as error:
        raise EnvironmentProblem(
            "folder-unreadable",
            f"The folder {shown} cannot be read: {error.strerror or error}.",
            detail=str(error),
            hint="Check its permissions. What is known of it is kept.",
        ) from error
    if not stat.S_ISDIR(status.st_mode):
        # A link in its place leads to another folder.
        raise missing(root, "a link or a file is in its place")
    return RootIdentity(status.st_dev, status.st_ino, _file_system(root))


def is_inside(path: str, folder: str) -> bool:
    """True where `path` is `folder` or lies in it. Both are absolute and without links."""
    prefix = folder if folder.endswith(os.sep) else folder + os.sep
    return path == folder or path.startswith(prefix)


def _file_system(root: str) -> str:
    statvfs = getattr(os, "statvfs", None)  # not on Windows, whose device is the volume's serial number
    if statvfs is None:
        return ""
    try:
        number = statvfs(root).f_fsid
    except OSError:
        return ""
    return f"{number:x}" if number else ""


def missing(root: str, detail: str) -> EnvironmentProblem:
    """What is to be said of a root that is not there."""
    return EnvironmentProblem(
        "folder-missing",
        f"The folder {displayed(root)} is not there.",
        detail=detail,
        hint="Connect the drive it is on, or remove the folder from the list. What is known of it is kept.",
    )


def _unreadable_for_user(shown: str, error: Exception) -> UserError:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return UserError("folder-unreadable", f"{shown} cannot be read: {reason}.", hint="Check its permissions.")
