"""The words of chunks and names, put in anew from what is stored, after their index was emptied.

Called inside the transaction that emptied it: whoever reads meanwhile reads what was there before, and a kill leaves that.
Invariant: afterwards each chunk and each name is found by its words as if it had been read now.
"""

from __future__ import annotations

import os

from pplx_desktop.index import counters
from pplx_desktop.index.connection import Database
from pplx_desktop.index.documents import chunk_words
from pplx_desktop.index.names import insert_name
from pplx_desktop.index.words import insert_words


def remake_words(database: Database) -> None:
    """Put in the words of all chunks, in the order of their ids, and of all names."""
    for (document,) in database.rows("SELECT id FROM documents WHERE chunk_count > 0 ORDER BY first_chunk"):
        insert_words(database, chunk_words(database, document))
    for file, folder, name in database.rows(
        "SELECT f.id, d.path, f.name FROM files f JOIN folders d ON d.id = f.folder_id ORDER BY f.id"
    ):
        insert_name(database, file, os.fsdecode(folder), os.fsdecode(name))
    # Nothing of it came or went.
    written = counters.read(database, "words_written")
    counters.put(database, "words_stirred", written)
    counters.put(database, "words_merged", written)
