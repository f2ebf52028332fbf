"""A query's hard conditions, as the sets of files and documents that fulfil them.

Invariant: a file that does not fulfil a condition is in no result, by whichever leg it was found.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from pplx_desktop.index.chunk_rows import numbers_of
from pplx_desktop.index.connection import Database, id_list
from pplx_desktop.index.fulltext import FullText, Ids
from pplx_desktop.index.tokens import clean_text


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a file must fulfil.

    `phrases` all occur in its text, title, headings or name; none of `excluded` does. Its kind or its name's suffix is
    one of `kinds`; it lies in one of `folders` (an absolute path, or part of a folder's name, in any case); its time
    of change is at or after `after_ns` and before `before_ns`.
    """

    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    after_ns: int | None = None
    before_ns: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The files that fulfil the conditions, and the documents they point to. None means all."""

    files: Ids | None = None
    documents: Ids | None = None


def find_scope(database: Database, fulltext: FullText, conditions: Conditions) -> Scope:
    """Evaluate the conditions. Without any, nothing is read."""
    if conditions == Conditions():
        return Scope()
    clauses: list[str] = []
    values: list[Any] = []

    def require(clause: str, *bound: Any) -> None:
        clauses.append(clause)
        values.extend(bound)

    listed = "SELECT value FROM carray(?)"
    for phrase in conditions.phrases:
        documents, files = fulltext.documents_with(phrase), fulltext.files_named(phrase)
        require(f"(f.document_id IN ({listed}) OR f.id IN ({listed}))", id_list(documents), id_list(files))
    for phrase in conditions.excluded:
        documents, files = fulltext.documents_with(phrase), fulltext.files_named(phrase)
        require(
            f"ifnull(f.document_id, 0) NOT IN ({listed}) AND f.id NOT IN ({listed})", id_list(documents), id_list(files)
        )
    if conditions.kinds:
        kinds = [clean_text(kind) for kind in conditions.kinds]
        marks = ", ".join("?" * len(kinds))
        require(f"(f.suffix IN ({marks}) OR d.kind IN ({marks}))", *kinds, *kinds)
    if conditions.folders:
        require(f"f.folder_id IN ({listed})", id_list(_folder_ids(database, conditions.folders)))
    if conditions.after_ns is not None:
        require("f.mtime_ns >= ?", conditions.after_ns)
    if conditions.before_ns is not None:
        require("f.mtime_ns < ?", conditions.before_ns)
    # Looking each document up takes as long as the rest of it.
    joined = "LEFT JOIN documents d ON d.id = f.document_id" if conditions.kinds else ""
    rows = database.rows(
        f"SELECT f.id, ifnull(f.document_id, 0) FROM files f {joined} WHERE " + " AND ".join(clauses),  # noqa: S608
        *values,
    )
    files, documents = numbers_of(rows, 2).T
    return Scope(files=files.copy(), documents=np.unique(documents[documents > 0]))


def _folder_ids(database: Database, wanted: Iterable[str]) -> list[int]:
    # There are far fewer folders than files, and only Python folds the case of every script.
    tests = [_normalised(folder) for folder in wanted]
    return [
        folder
        for folder, path in database.rows("SELECT id, path FROM folders")
        if any(_is_in(_normalised(os.fsdecode(path)), test) for test in tests)
    ]


def _normalised(path: str) -> str:
    return path.replace(os.sep, "/").casefold()


def _is_in(folder: str, wanted: str) -> bool:
    if wanted.startswith("/") or wanted[1:3] == ":/":
        return f"{folder}/".startswith(f"{wanted.rstrip('/')}/")
    # Part of one folder's name, or of several that follow each other (`in:projects/2024`).
    return wanted.strip("/") in folder
