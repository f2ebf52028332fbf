"""Where people keep what they write and get: the folders that a first run offers."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def find_usual_folders() -> tuple[str, ...]:
    """Documents, Desktop and Downloads of this user, in this order: those that are there, and are folders of their own.
    Reads the disk.
    """
    home = Path.home()
    named = (
        platformdirs.user_documents_path(),
        platformdirs.user_desktop_path(),
        platformdirs.user_downloads_path(),
    )
    # Where a desktop has no such folder, its name is that of the home. `Path.is_dir` raises where it may not be looked at.
    return tuple(os.fspath(folder) for folder in dict.fromkeys(named) if folder != home and os.path.isdir(folder))  # noqa: PTH112
