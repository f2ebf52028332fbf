"""Lists of common words in indexes of any size: with blocks of a few chunks, and for words that any chunk holds."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import pytest

from pplx_desktop.index import common_words, holders, rooms, unlisting, word_lists

EAGER = {"least_chunks": 1, "least_in_block": 1}
"""For `list_block`: lists of every block that is full."""
_CHUNKS = 16


@contextmanager
def small_blocks() -> Generator[None]:
    """Make and read all lists in this way. An index with such lists must not be used otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (common_words, holders, rooms, unlisting, word_lists):
            patch.setattr(module, "BLOCK_CHUNKS", _CHUNKS)
        patch.setattr(word_lists, "_BITMAP_BYTES", _CHUNKS // 8)
        patch.setattr(unlisting, "_DROPPED_EVERY", 8)
        patch.setattr(
            common_words.list_block, "__kwdefaults__", {**(common_words.list_block.__kwdefaults__ or {}), **EAGER}
        )
        yield
