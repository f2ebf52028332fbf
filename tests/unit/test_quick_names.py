"""A quick look at a stored name says no to none that was asked for."""

from __future__ import annotations

import os
from pathlib import PurePath

from hypothesis import example, given
from hypothesis import strategies as st

from pplx_desktop.search.names import _first_letters, _letters, _may_be, is_named

_NAMES = st.text(st.sampled_from("aAbB1.-_ ßé(İ"), min_size=1, max_size=8).filter(lambda name: name not in (".", ".."))


@given(_NAMES, st.lists(_NAMES, max_size=2), st.text(st.sampled_from("aAbB1.-_ ßé(i"), max_size=8))
@example("Read.me", [], "read")
@example("read.me", ["Old"], "old read me")
def test_a_name_that_was_asked_for_is_kept(name: str, folders: list[str], typed: str) -> None:
    letters = _letters(typed)
    if is_named(str(PurePath("/", *folders, name)), letters):
        assert _may_be(letters)(os.fsencode(name))
        assert _first_letters(name) in letters


def test_most_others_are_not_kept() -> None:
    keep = _may_be(_letters("read"))
    assert [name for name in (b"README.md", b"reading list.txt", b"Read.txt", b"r_e.txt") if keep(name)] == [
        b"Read.txt",
        b"r_e.txt",
    ]
