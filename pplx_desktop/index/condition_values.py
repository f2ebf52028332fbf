"""What the files of the index offer to the conditions of a query: their kinds, and the folders that they lie in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from pathlib import PurePath

from pplx_desktop.index.connection import Database


def kind_counts(database: Database) -> dict[str, int]:
    """How many files of each kind were read, the most first."""
    return dict(
        database.rows(
            "SELECT d.kind, count(*) FROM files f JOIN documents d ON d.id = f.document_id GROUP BY d.kind"
            " ORDER BY count(*) DESC, d.kind"
        )
    )


def folder_counts(database: Database) -> list[tuple[str, int]]:
    """The folders that files are directly in, and how many."""
    rows = database.rows(
        "SELECT d.path, count(*) FROM files f JOIN folders d ON d.id = f.folder_id GROUP BY d.id ORDER BY d.path"
    )
    return [(os.fsdecode(path), count) for path, count in rows]


def folder_names(folders: Sequence[tuple[str, int]]) -> Counter[str]:
    """How many files lie below folders of each name. What holds all of them narrows nothing, and is left out."""
    paths = [(PurePath(path).parts, count) for path, count in folders]
    # Parts of a path are the same in all of them up to where one differs.
    columns = zip(*(parts for parts, _ in paths), strict=False)
    shared = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
    names: Counter[str] = Counter()
    for parts, count in paths:
        for name in dict.fromkeys(parts[shared:]):
            names[name] += count
    return names
