"""Which files and folders are left out: the user's patterns, secrets, caches, hidden files, .gitignore files.

The first that has an answer decides: the user's patterns (`!name` takes in what is left out otherwise), then what is
always left out, then hidden names, then .gitignore files from the innermost outwards. Invariant: a folder that is left
out is never entered, and no pattern, whoever wrote it, can make a scan hang.

Patterns are matched by the library pathspec (MPL-2.0, used as it is), in the syntax of gitignore(5).
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from pplx_desktop.core.errors import ExtractionError
from pplx_desktop.core.left_out_names import CACHE_FOLDERS, SECRET_FILES, SECRET_FOLDERS, TEMPORARY_FILES
from pplx_desktop.core.opening import open_regular
from pplx_desktop.core.reasons import Rule

GITIGNORE = ".gitignore"

CACHE_MARKERS = frozenset({"CACHEDIR.TAG", "pyvenv.cfg"})
"""A folder that holds one of these can be made again (bford.info/cachedir; a Python environment)."""

_MAX_GITIGNORE_BYTES = 1024 * 1024
_MAX_STARS = 3
_CATCH_ALL = frozenset({"*", "/*", "**", "/**", "**/*"})


def _names(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{fnmatch.translate(pattern)})" for pattern in patterns), re.IGNORECASE)


_FOLDER_RULES = ((_names(SECRET_FOLDERS), Rule.SECRET), (_names(CACHE_FOLDERS), Rule.CACHE))
_FILE_RULES = ((_names(SECRET_FILES), Rule.SECRET), (_names(TEMPORARY_FILES), Rule.TEMPORARY))


class IgnoreRules:
    """The rules that hold for all of a root: what the user set, and what is always left out."""

    def __init__(self, exclude: Sequence[str], *, include_hidden: bool) -> None:
        self._user = compile_patterns(exclude)
        self._include_hidden = include_hidden

    def verdict(self, name: str, relative: str, *, is_folder: bool) -> Rule | Literal[False] | None:
        """The rule by which an entry is left out, False where the user's patterns take it in, None where a .gitignore
        file may decide.

        `relative` is the path from the root, with slashes.
        """
        if self._user is not None and (decision := _decide(self._user, relative, is_folder=is_folder)) is not None:
            return Rule.PATTERN if decision else False
        for names, rule in _FOLDER_RULES if is_folder else _FILE_RULES:
            if names.match(name):
                return rule
        if not self._include_hidden and name.startswith("."):
            return Rule.HIDDEN
        return None

    def admits(self, root: str, path: str, /, *, is_folder: bool = False) -> bool:
        """False where a path below a root is left out by these rules, itself or with a folder it is in. `is_folder`
        says that it is a folder; else it is not known what it is.

        A .gitignore file is never left out by itself: its change changes what else is.
        """
        relative = os.path.relpath(path, root)
        if relative == ".":
            return True
        parts = Path(relative).parts
        folders = len(parts) if is_folder else len(parts) - 1
        for index, name in enumerate(parts):
            below = "/".join(parts[: index + 1])
            # The last part may be a folder or a file, and may be gone; a folder's rules also fit its files.
            if (index < folders or name != GITIGNORE) and self.verdict(name, below, is_folder=index < folders):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Gitignore:
    """One .gitignore file: `prefix` is the path of its folder from the root, empty or with a slash at its end."""

    prefix: str
    spec: GitIgnoreSpec


def read_gitignore(path: str, prefix: str) -> Gitignore | None:
    """The .gitignore file at `path`; None where it cannot be read or holds no pattern.

    In a root's own file, a pattern for everything is not taken: a home folder that is kept in git says so, and its
    owner, who added it here, did not mean that nothing is to be found.
    """
    try:
        with open_regular(path) as stream:
            text = os.fsdecode(stream.read(_MAX_GITIGNORE_BYTES))
    except (ExtractionError, OSError):
        return None
    lines = [line for line in text.splitlines() if prefix or line.strip() not in _CATCH_ALL]
    spec = compile_patterns(lines)
    return Gitignore(prefix, spec) if spec is not None else None


def ignored_by(files: Sequence[Gitignore], relative: str, *, is_folder: bool) -> bool:
    """What the .gitignore files above an entry say of it, outermost first in `files`."""
    for gitignore in reversed(files):
        decision = _decide(gitignore.spec, relative[len(gitignore.prefix) :], is_folder=is_folder)
        if decision is not None:
            return decision
    return False


def is_cache(names: Iterable[str]) -> bool:
    """True for a folder whose entries mark it as one that can be made again."""
    return not CACHE_MARKERS.isdisjoint(names)


def compile_patterns(lines: Iterable[str]) -> GitIgnoreSpec | None:
    """The patterns that make sense; None where there is none. As git does, others are passed over."""
    good: list[str] = []
    for line in lines:
        if not line.strip() or line.startswith("#") or not _is_cheap(line):
            continue
        try:
            GitIgnoreSpecPattern(line)
        except ValueError:
            continue
        good.append(line)
    return GitIgnoreSpec.from_lines(good, backend="simple") if good else None


def _is_cheap(pattern: str) -> bool:
    """Many stars in one name make a regular expression try for hours."""
    return (
        len(pattern) <= 1000
        and all(segment.count("*") <= _MAX_STARS for segment in pattern.split("/"))
        and pattern.count("**") <= _MAX_STARS
    )


def _decide(spec: GitIgnoreSpec, relative: str, *, is_folder: bool) -> bool | None:
    return spec.check_file(relative + "/" if is_folder else relative).include
