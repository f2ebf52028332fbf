"""What there is to show of an index beside its files: kinds, room on disk, and how its last large run went.

Invariant: reads only; what cannot be read counts as nothing.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from pplx_desktop.core.holdings import DiskUse, Holdings, ProgressPoint
from pplx_desktop.core.paths import Paths
from pplx_desktop.engine.search_service import SearchService


def read_holdings(paths: Paths, search: SearchService, history: tuple[ProgressPoint, ...]) -> Holdings:
    """See `SearchEngine.holdings`."""
    kinds, parts = search.holdings()
    disk = DiskUse(models=_size_below(paths.models), free=_free(paths.data))
    if parts is not None:
        disk = DiskUse(parts.text, parts.words, parts.meanings, parts.spare, disk.models, disk.free)
    return Holdings(kinds, disk, history)


def _size_below(folder: Path) -> int:
    """The bytes of all regular files in a folder of ours and below it. A model is a handful of files."""
    size = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                status = (Path(place) / name).lstat()
            except OSError:
                continue
            # In a copy of the hub's cache, names are links to the files.
            size += status.st_size if stat.S_ISREG(status.st_mode) else 0
    return size


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
