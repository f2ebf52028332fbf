"""The words of a file's name, in an index of their own: searchable before anything of the file was read.

Invariant: each row of `files` has one row here, with the words of its current path.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePath

from pplx_desktop.core.paths import displayed
from pplx_desktop.index.borders import erase_borders
from pplx_desktop.index.connection import Database
from pplx_desktop.index.rewriting import rewrite

FOLDERS_NEAR = 3
"""So many folders above a file count as part of its name; those further up say little."""

KNOWN_NAMES = 4_000
"""Who types meets the same names and folders with every key."""

_BORDER = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-Ö])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\D)(?=\d)|(?<=\d)(?=[^\W\d])")


@lru_cache(KNOWN_NAMES)
def name_words(name: str) -> str:
    """A name as text: as it is, followed by its parts where camelCase or digits divide a word.

    >>> name_words("TaxReturn2023.pdf")
    'TaxReturn2023.pdf Tax Return 2023.pdf'
    """
    shown = displayed(name).replace("_", " ")
    parts = divided(shown)
    return shown if parts == shown else f"{shown} {parts}"


def divided(text: str) -> str:
    """A text with its words parted where camelCase or digits divide them."""
    return _BORDER.sub(" ", text)


@lru_cache(KNOWN_NAMES)
def folder_words(folder: str) -> str:
    """The names of the folders next to a file, as text."""
    return " ".join(name_words(part) for part in PurePath(folder).parts[-FOLDERS_NEAR:])


def insert_name(database: Database, file_id: int, folder: str, name: str) -> None:
    """Make a file findable by its name."""
    database.run(
        "INSERT INTO file_names (rowid, name, folder) VALUES (?, ?, ?)",
        file_id,
        *map(rewrite, _words_of(folder, name)),
    )


def delete_name(database: Database, file_id: int) -> None:
    """Take a file's name out."""
    database.run("DELETE FROM file_names WHERE rowid = ?", file_id)


def delete_names(database: Database, files: Sequence[tuple[int, str]]) -> None:
    """Take out the names of files that go for good, by id and path, in the order of their ids."""
    for file_id, _ in files:
        delete_name(database, file_id)
    texts = {text for _, path in files for text in _words_of(*os.path.split(path))}
    erase_borders(database, "file_names", texts)


def _words_of(folder: str, name: str) -> tuple[str, str]:
    return name_words(name), folder_words(folder)
