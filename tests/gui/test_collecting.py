"""Collections of garbage: what a long one found in use is not looked at again."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from pplx_desktop.gui import collecting
from pplx_desktop.gui.collecting import Collecting


class _Ring:
    """Lives until a collection finds that nobody has it."""

    def __init__(self) -> None:
        self.other = self


@pytest.fixture
def watching(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collecting]:
    # Every full collection counts as long.
    monkeypatch.setattr(collecting, "LONG_S", -1.0)
    made = Collecting()
    made.begin()
    yield made
    made.end()


def test_what_a_long_collection_found_in_use_is_put_aside(watching: Collecting) -> None:
    before = gc.get_freeze_count()
    gc.collect(0)
    gc.collect(1)
    assert gc.get_freeze_count() == before
    gc.collect()
    # Nearly all that this process holds.
    assert gc.get_freeze_count() > 10_000


def test_what_the_start_has_made_is_put_aside(watching: Collecting) -> None:
    before = gc.get_freeze_count()
    watching.settle()
    assert gc.get_freeze_count() > before + 10_000
    watching.end()
    assert gc.get_freeze_count() == 0


def test_what_is_let_go_later_is_collected_after_a_thaw(watching: Collecting) -> None:
    ring = _Ring()
    gone = weakref.ref(ring)
    gc.collect()
    del ring
    gc.collect()
    assert gone() is not None
    watching.thaw()
    gc.collect()
    assert gone() is None


def test_a_short_one_changes_nothing_and_neither_does_one_after_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    before, callbacks = gc.get_freeze_count(), list(gc.callbacks)
    monkeypatch.setattr(collecting, "LONG_S", 1_000.0)
    made = Collecting()
    made.begin()
    gc.collect()
    assert gc.get_freeze_count() == before
    monkeypatch.setattr(collecting, "LONG_S", -1.0)
    made.end()
    made.end()
    gc.collect()
    assert gc.get_freeze_count() == before
    assert gc.callbacks == callbacks
