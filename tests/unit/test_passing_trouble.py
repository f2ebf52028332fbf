"""What was told of the engine's troubles goes when they are over, and not before."""

from __future__ import annotations

import pytest

from pplx_desktop.core.events import Trouble
from pplx_desktop.core.types import FolderStatus, IndexCounts, Progress, Status
from pplx_desktop.gui.passing_trouble import ends_with_a_run, is_over


def _status(*roots: FolderStatus) -> Status:
    return Status(folders=(), counts=IndexCounts(), progress=Progress(), model="", roots=roots)


WELL = FolderStatus("/a")


@pytest.mark.parametrize(
    ("code", "amiss"),
    [
        ("removals-held", FolderStatus("/b", held=300)),
        ("folder-changed", FolderStatus("/b", held=3)),
        ("folder-missing", FolderStatus("/b", watching="missing")),
    ],
)
def test_what_the_folders_tell_is_over_when_they_are_well(code: str, amiss: FolderStatus) -> None:
    trouble = Trouble(code, "It is so.")
    assert not is_over(trouble, _status(WELL, amiss))
    assert is_over(trouble, _status(WELL))
    assert not ends_with_a_run(trouble)


@pytest.mark.parametrize("code", ["disk-full", "index-locked", "index-older", "bug"])
def test_what_holds_indexing_up_is_over_when_it_has_come_to_its_end(code: str) -> None:
    trouble = Trouble(code, "It is so.")
    assert not is_over(trouble, _status(WELL))
    assert ends_with_a_run(trouble)


@pytest.mark.parametrize("code", ["index-corrupt", "folder-unreadable", "watching", "model-missing"])
def test_what_nobody_can_know_to_be_over_stays(code: str) -> None:
    trouble = Trouble(code, "It is so.")
    assert not is_over(trouble, _status(WELL))
    assert not ends_with_a_run(trouble)
