"""Removals that nobody meant: most of a root at once is kept until the user confirms it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.engine import removals
from pplx_desktop.files.scan import ScanRules
from tests.support.scan_bench import INDEXED, ScanBench, changed


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[ScanBench]:
    with ScanBench(tmp_path) as made:
        yield made


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same with fewer files."""
    monkeypatch.setattr(removals, "LEAST_HELD", 20)


@pytest.mark.usefixtures("few")
def test_most_of_a_root_at_once_is_held_until_it_is_confirmed(bench: ScanBench) -> None:
    paths = bench.write_many(30)
    bench.write("stays.txt")
    bench.scan()
    for path in paths[5:]:
        path.unlink()
    for _ in range(2):
        bench.scan()
        assert bench.status().held == 25
        assert len(bench.states()) == 31
    assert bench.troubles() == ["removals-held"]
    assert bench.scanner.confirm_removal(str(bench.docs)) == 25
    assert len(bench.states()) == 6
    assert bench.status().held == 0
    assert bench.index.check() == []


@pytest.mark.usefixtures("few")
def test_what_is_held_comes_back_without_being_read(bench: ScanBench, tmp_path: Path) -> None:
    paths = bench.write_many(30)
    bench.scan()
    (bench.docs / "many").rename(tmp_path / "away")
    bench.scan()
    assert bench.status().held == 30
    (tmp_path / "away").rename(bench.docs / "many")
    bench.extractor.read.clear()
    bench.scan()
    assert bench.status().held == 0
    assert set(bench.states().values()) == {INDEXED}
    assert (bench.extractor.read, len(paths)) == ([], 30)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(("gone", "held"), [(19, 0), (20, 0), (25, 25)])
def test_few_files_or_less_than_half_are_believed_to_be_gone(bench: ScanBench, gone: int, held: int) -> None:
    paths = bench.write_many(44)
    bench.scan()
    for path in paths[:gone]:
        path.unlink()
    bench.scan()
    assert bench.status().held == held
    assert len(bench.states()) == 44 - gone + held


@pytest.mark.usefixtures("few")
def test_a_folder_that_empties_bit_by_bit_is_held_where_it_becomes_most(bench: ScanBench) -> None:
    paths = bench.write_many(60)
    bench.scan()
    for first in range(0, 60, 10):
        for path in paths[first : first + 10]:
            path.unlink()
        changed(bench, *paths[first : first + 10])
    # 30 of 60 are not more than half.
    assert bench.status().held == 30
    assert len(bench.states()) == 30


@pytest.mark.usefixtures("few")
def test_moves_and_rules_are_no_removals(bench: ScanBench, tmp_path: Path) -> None:
    bench.write_many(30, "a")
    bench.write_many(30, "b")
    other = tmp_path / "other"
    other.mkdir()
    bench.scan(bench.docs, other)
    bench.extractor.read.clear()
    (bench.docs / "a").rename(bench.docs / "c")
    bench.scan(bench.docs, other)
    assert (bench.status().held, bench.extractor.read) == (0, [])
    shutil.move(bench.docs / "b", other / "b")
    shutil.move(bench.docs / "c", other / "c")
    bench.scan(bench.docs, other)
    assert bench.troubles() == []
    assert (len(bench.index.ledger(str(other))), len(bench.index.ledger(str(bench.docs)))) == (60, 0)
    assert bench.extractor.read == []
    bench.write_many(30, "d")
    bench.scan(bench.docs, other)
    bench.rules = ScanRules(exclude=("/d/",))
    bench.scan(bench.docs, other)
    assert (bench.status().held, bench.status().files, bench.status().left_out) == (0, 0, 1)


@pytest.mark.usefixtures("few")
def test_what_is_held_is_told_once_and_again_after_a_start(bench: ScanBench) -> None:
    """Its text stays in the index until somebody answers: nobody is to forget that it does."""
    paths = bench.write_many(40)
    bench.scan()
    for path in paths[:30]:
        path.unlink()
    for _ in range(3):
        bench.scan()
    assert bench.troubles() == ["removals-held"]
    bench.restart()
    for _ in range(3):
        bench.scan()
    assert bench.troubles() == ["removals-held"] * 2
    for path in paths[:30]:
        bench.write(f"many/{path.name}")
    bench.scan()
    assert bench.status().held == 0
    for path in paths[:30]:
        path.unlink()
    bench.scan()
    assert bench.troubles() == ["removals-held"] * 3


@pytest.mark.usefixtures("few")
def test_what_other_folders_hold_is_asked_for_only_where_much_is_gone(
    bench: ScanBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After many removals, each one more would read all that is known of the others."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "other.txt").write_text("x")
    paths = bench.write_many(100)
    bench.scan(bench.docs, other)
    asked: list[str] = []
    ledger = bench.index.ledger
    monkeypatch.setattr(bench.index, "ledger", lambda root, **how: asked.append(root) or ledger(root, **how))
    for path in paths[:40]:
        path.unlink()
        changed(bench, path)
    assert str(other) not in asked
    assert len(ledger(str(bench.docs))) == 60
