"""Adding folders to the settings and taking them out, the same way for the window and the command line."""

from __future__ import annotations

import os
from dataclasses import replace

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.settings import Settings
from pplx_desktop.files.ignore import IgnoreRules
from pplx_desktop.files.roots import is_inside, normalise


def with_folder(settings: Settings, path: str) -> Settings:
    """The settings with one more folder. Raises `UserError` where it cannot be read.

    A folder inside one that is there already changes nothing, unless the rules leave it out there: then it is refused.
    One that holds others takes their place.
    """
    _refuse_nothing(path)
    root = normalise(path)
    for known in settings.folders:
        if is_inside(root, known):
            rules = IgnoreRules(settings.exclude, include_hidden=settings.include_hidden)
            if root != known and not rules.admits(known, root):
                raise UserError(
                    "folder-left-out",
                    f"{displayed(root)} lies in {displayed(known)}, where it is left out.",
                    hint="Hidden folders, caches and what `exclude` names are: see the settings in the README.",
                )
            return settings
    return replace(settings, folders=(*(known for known in settings.folders if not is_inside(known, root)), root))


def without_folder(settings: Settings, path: str) -> Settings:
    """The settings without a folder, which need not exist any more. Raises `UserError` where it is none of them."""
    _refuse_nothing(path)
    root = os.path.realpath(os.path.expanduser(path))  # noqa: PTH111 - as `normalise` does, for one that is gone
    if root not in settings.folders:
        known = ", ".join(map(displayed, settings.folders)) or "none"
        raise UserError(
            "folder-unknown",
            f"{displayed(root)} is not one of the folders that are searched.",
            hint=f"These are: {known}.",
        )
    return replace(settings, folders=tuple(known for known in settings.folders if known != root))


def _refuse_nothing(path: str) -> None:
    # An empty variable in a script must not stand for the folder that it runs in.
    if not path:
        raise UserError("folder-missing", "The name of the folder is empty.", hint="Give its path; `.` is this one.")
