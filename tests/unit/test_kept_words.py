"""What was read of a word is read once, and the words that nobody asked for longest give way to others."""

from __future__ import annotations

import numpy as np
import pytest

from pplx_desktop.index import kept_words
from pplx_desktop.index.kept_words import KeptWords, Told
from pplx_desktop.index.postings import Sparse


def test_what_was_asked_for_last_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_words, "_MOST_BYTES", 3_000)
    kept, read = KeptWords(), []

    def ask(word: str, chunks: int) -> int:
        def tell() -> Told:
            read.append(word)
            return Told(*(np.arange(chunks) for _ in range(3)))

        return len(kept.told((word, word, (), False), tell))

    assert [ask(word, 40) for word in ("a", "b", "a", "c", "a", "b")] == [40] * 6
    # Two have room, and "a" was asked for in between.
    assert read == ["a", "b", "c", "b"]
    assert ask("large", 10_000) == 10_000
    assert ask("large", 10_000) == 10_000
    assert ask("a", 40) == 40
    assert read[4:] == ["large", "a"]


def test_lists_are_kept_beside_what_fts5_said_of_the_same_word() -> None:
    kept, none = KeptWords(), Sparse(np.zeros(0, np.int64), np.zeros(0, np.uint8), np.zeros(0, np.uint16))
    assert kept.listed("a", lambda: ([3], none)) == ([3], none)
    told = Told(*(np.arange(2) for _ in range(3)))
    assert kept.told(("a", "a", (), False), lambda: told) is told
    assert kept.told(("a", "a", (), True), lambda: Told(*(np.arange(1) for _ in range(3)))) is not told
    assert kept.listed("a", lambda: ([], none)) == ([3], none)
