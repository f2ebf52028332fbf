"""Adding folders to the settings and taking them out, the same way for the window and the command line."""

from __future__ import annotations

import os
from dataclasses import replace

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.settings import Settings
from pplx_desktop.files.ignore import IgnoreRules
from pplx_desktop.files.roots import is_inside, normalise

_LEFT_OUT_HINT = "Hidden folders, caches and what `exclude` names are: see the settings in the README."


def with_folder(settings: Settings, path: str) -> Settings:
    """The settings with one more folder. Raises `UserError` where it cannot be read.

    A folder inside one that is there already changes nothing, unless the rules leave it out there: then it is refused.
    One that holds others takes their place, unless one of those would be left out in it: no file is lost in silence.
    """
    _refuse_nothing(path)
    root = normalise(path)
    rules = IgnoreRules(settings.exclude, include_hidden=settings.include_hidden)
    for known in settings.folders:
        if is_inside(root, known):
            if root != known and not rules.admits(known, root, is_folder=True):
                raise UserError(
                    "folder-left-out",
                    f"{displayed(root)} lies in {displayed(known)}, where it is left out.",
                    hint=_LEFT_OUT_HINT,
                )
            return settings
    lost = [
        known for known in settings.folders if is_inside(known, root) and not rules.admits(root, known, is_folder=True)
    ]
    if lost:
        raise UserError(
            "folder-left-out",
            f"{displayed(root)} would take the place of {displayed(lost[0])}, which is left out in there.",
            hint=f"Remove that folder first, or take it in by a pattern with `!`. {_LEFT_OUT_HINT}",
        )
    return replace(settings, folders=(*(known for known in settings.folders if not is_inside(known, root)), root))


def without_folder(settings: Settings, path: str) -> Settings:
    """The settings without a folder, which need not exist any more. Raises `UserError` where it is none of them."""
    root = known_folder(settings, path)
    return replace(settings, folders=tuple(known for known in settings.folders if known != root))


def known_folder(settings: Settings, path: str) -> str:
    """The folder as the settings have it; it need not exist any more. Raises `UserError` where it is none of them."""
    root = _absolute(path)
    if root not in settings.folders:
        known = ", ".join(map(displayed, settings.folders)) or "none"
        raise UserError(
            "folder-unknown",
            f"{displayed(root)} is not one of the folders that are searched.",
            hint=f"These are: {known}.",
        )
    return root


def inside_a_folder(settings: Settings, path: str) -> str:
    """The path as the index has it. Raises `UserError` where it is in none of the folders."""
    place = _absolute(path)
    if not any(is_inside(place, folder) for folder in settings.folders):
        raise UserError(
            "path-outside",
            f"{displayed(place)} is in none of the folders that are searched.",
            hint="Add its folder first: pplx-desktop folders add PATH",
        )
    return place


def _absolute(path: str) -> str:
    _refuse_nothing(path)
    return os.path.realpath(os.path.expanduser(path))  # noqa: PTH111 - as `normalise` does, for one that is gone


def _refuse_nothing(path: str) -> None:
    # An empty variable in a script must not stand for the folder that it runs in.
    if not path:
        raise UserError("folder-missing", "The name of the folder is empty.", hint="Give its path; `.` is this one.")
