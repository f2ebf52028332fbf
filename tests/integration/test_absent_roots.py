"""Roots that are away, empty, exchanged or unreadable: nothing that was known of them is lost."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.files.looks import Look
from tests.support.scan_bench import INDEXED, STALE, ScanBench, changed
from tests.unit.test_scan import as_another_user


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[ScanBench]:
    with ScanBench(tmp_path) as made:
        yield made


# What is not there.


def test_a_root_that_is_away_keeps_everything_and_is_told_of_once(bench: ScanBench, tmp_path: Path) -> None:
    bench.write("a/b.txt")
    bench.scan()
    bench.docs.rename(tmp_path / "away")
    for _ in range(3):
        bench.scan()
    assert bench.states() == {"a/b.txt": STALE}
    assert bench.status().watching == "missing"
    assert bench.troubles() == ["folder-missing"]
    (tmp_path / "away").rename(bench.docs)
    # A look at one folder of it is enough to see that all of it is back.
    bench.extractor.read.clear()
    bench.look([Look(str(bench.docs / "a"))])
    assert bench.states() == {"a/b.txt": INDEXED}
    assert bench.status().watching == "events"
    assert bench.extractor.read == []


def test_an_empty_folder_in_the_place_of_a_root_forgets_nothing(bench: ScanBench, tmp_path: Path) -> None:
    for number in range(3):
        bench.write(f"{number}.txt")
    bench.scan()
    bench.docs.rename(tmp_path / "away")
    bench.docs.mkdir()
    bench.scan()
    assert set(bench.states().values()) == {STALE}
    assert bench.status().watching == "missing"
    bench.docs.rmdir()
    (tmp_path / "away").rename(bench.docs)
    bench.scan()
    assert set(bench.states().values()) == {INDEXED}


def test_a_folder_that_its_owner_emptied_is_empty(bench: ScanBench) -> None:
    path = bench.write("only.txt")
    bench.scan()
    path.unlink()
    bench.scan()
    assert bench.states() == {}
    assert bench.status().watching == "events"


def test_another_folder_in_the_place_of_a_root_is_read_and_the_old_files_are_held(
    bench: ScanBench, tmp_path: Path
) -> None:
    for number in range(4):
        bench.write(f"{number}.txt")
    bench.scan()
    bench.docs.rename(tmp_path / "first drive")
    bench.write("of the other drive.txt")
    bench.scan()
    assert bench.states() == {f"{number}.txt": STALE for number in range(4)} | {"of the other drive.txt": INDEXED}
    assert bench.status().held == 4
    assert bench.troubles() == ["folder-changed"]
    # Again and again: nothing is forgotten as long as nobody says so.
    bench.scan()
    assert bench.status().held == 4
    bench.docs.rename(tmp_path / "second drive")
    (tmp_path / "first drive").rename(bench.docs)
    bench.scan()
    assert bench.states() == {f"{number}.txt": INDEXED for number in range(4)}


def test_another_folder_is_the_root_from_now_on_when_the_user_says_so(bench: ScanBench, tmp_path: Path) -> None:
    bench.write("old.txt")
    bench.scan()
    bench.docs.rename(tmp_path / "thrown away")
    new = bench.write("new.txt")
    bench.scan()
    assert bench.scanner.confirm_removal(str(bench.docs)) == 1
    assert bench.states() == {"new.txt": INDEXED}
    new.unlink()
    bench.scan()
    assert bench.states() == {}


def test_a_folder_with_the_same_files_is_the_same_folder(bench: ScanBench, tmp_path: Path) -> None:
    """As after a backup was played back."""
    for number in range(5):
        bench.write(f"{number}.txt")
    bench.scan()
    bench.docs.rename(tmp_path / "old")
    shutil.copytree(tmp_path / "old", bench.docs)
    (bench.docs / "0.txt").unlink()
    bench.scan()
    assert bench.states() == {f"{number}.txt": INDEXED for number in range(1, 5)}
    assert bench.troubles() == []


def test_a_folder_that_becomes_unreadable_keeps_its_files_as_stale() -> None:
    """Failure mode 9, as an ordinary user: no permission keeps root out."""
    with as_another_user() as folder, ScanBench(folder) as bench:
        bench.write("open.txt")
        closed = bench.write("closed/in/secret.txt").parents[1]
        bench.scan()
        closed.chmod(0)
        for _ in range(2):
            changed(bench, closed, is_folder=True)
            assert bench.states() == {"open.txt": INDEXED, "closed/in/secret.txt": STALE}
        bench.scan()
        assert bench.troubles() == ["folder-unreadable"]
        closed.chmod(0o755)
        changed(bench, closed, is_folder=True)
        assert bench.states() == {"open.txt": INDEXED, "closed/in/secret.txt": INDEXED}
        assert bench.troubles_over() == ["folder-unreadable"]
        bench.docs.chmod(0)
        bench.scan()
        assert bench.status().watching == "unreadable"
        assert set(bench.states().values()) == {STALE}
        bench.docs.chmod(0o755)
        bench.scan()
        assert bench.status().watching == "events"
        assert set(bench.states().values()) == {INDEXED}
        assert bench.troubles_over() == ["folder-unreadable"] * 2


def test_what_is_closed_in_a_folder_that_closes_is_not_said_to_be_open() -> None:
    with as_another_user() as folder, ScanBench(folder) as bench:
        inner = bench.write("outer/inner/secret.txt").parent
        bench.scan()
        inner.chmod(0)
        bench.scan()
        inner.parent.chmod(0)
        bench.scan()
        assert bench.troubles() == ["folder-unreadable"] * 2
        assert bench.troubles_over() == []
        inner.parent.chmod(0o755)
        bench.scan()
        assert bench.troubles_over() == ["folder-unreadable"]
        inner.chmod(0o755)
        bench.scan()
        assert bench.troubles_over() == ["folder-unreadable"] * 2
        assert set(bench.states().values()) == {INDEXED}


@pytest.mark.parametrize("inner_first", [False, True])
def test_a_root_in_another_that_is_away_is_not_said_to_be_back(
    bench: ScanBench, tmp_path: Path, *, inner_first: bool
) -> None:
    inner = bench.write("inner/a.txt").parent
    bench.write("b.txt")
    roots = (inner, bench.docs) if inner_first else (bench.docs, inner)
    bench.scan(*roots)
    inner.rename(tmp_path / "away")
    for _ in range(2):
        bench.scan(*roots)
    assert bench.troubles() == ["folder-missing"]
    assert bench.troubles_over() == []
    (tmp_path / "away").rename(inner)
    bench.scan(*roots)
    assert bench.troubles_over() == ["folder-missing"]


def test_what_is_confirmed_of_a_root_that_is_away_does_not_bring_it_back(bench: ScanBench, tmp_path: Path) -> None:
    bench.write("old.txt")
    bench.scan()
    bench.docs.rename(tmp_path / "first")
    bench.write("new.txt")
    bench.scan()
    bench.docs.rename(tmp_path / "second")
    for _ in range(2):
        bench.scan()
    assert bench.troubles() == ["folder-changed", "folder-missing"]
    bench.scanner.confirm_removal(str(bench.docs))
    assert bench.troubles_over() == []
    # Nobody misses a folder that is not to be searched any more.
    bench.scanner.forget_outside([])
    assert bench.troubles_over() == ["folder-missing"]


def test_a_root_that_is_exchanged_while_it_is_walked_forgets_nothing(
    bench: ScanBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/1.txt", "b/2.txt", "3.txt"):
        bench.write(name)
    bench.scan()
    real, seen = os.scandir, list[str]()

    def unplug(path: str) -> object:
        seen.append(path)
        if len(seen) == 3:  # after the root was checked and listed
            bench.docs.rename(tmp_path / "away")
            bench.docs.mkdir()
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", unplug)
        bench.scan()
    assert len(seen) >= 3
    assert set(bench.states()) == {"a/1.txt", "b/2.txt", "3.txt"}
