"""The ledger after scans and looks: what came, moved, went, or stands in another's place."""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.reasons import Rule
from pplx_desktop.engine import scanning
from pplx_desktop.files.looks import Look
from pplx_desktop.files.scan import ScanRules
from tests.support.scan_bench import INDEXED, ScanBench, changed, document


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[ScanBench]:
    with ScanBench(tmp_path) as made:
        yield made


def test_a_look_reads_what_changed_in_its_folder_and_nothing_else(bench: ScanBench) -> None:
    first, other = bench.write("a/first.txt"), bench.write("b/other.txt")
    bench.scan()
    bench.extractor.read.clear()
    first.write_text("another text")
    other.write_text("not looked at yet")
    new = bench.write("a/new.txt")
    changed(bench, first, new)
    assert sorted(bench.extractor.read) == ["first.txt", "new.txt"]
    bench.scan()
    assert sorted(bench.extractor.read) == ["first.txt", "new.txt", "other.txt"]


def test_a_look_enters_folders_that_are_new_and_forgets_those_that_are_gone(bench: ScanBench) -> None:
    bench.write("top/old/deep/a.txt")
    bench.write("top/stays/b.txt")
    bench.scan()
    shutil.rmtree(bench.docs / "top" / "old")
    bench.write("top/new/deep/c.txt")
    bench.extractor.read.clear()
    bench.look([Look(str(bench.docs / "top"))])
    assert bench.extractor.read == ["c.txt"]
    assert set(bench.states()) == {"top/stays/b.txt", "top/new/deep/c.txt"}


def test_a_look_at_a_folder_that_is_gone_forgets_it(bench: ScanBench) -> None:
    bench.write("gone/deep/a.txt")
    bench.write("stays.txt")
    bench.scan()
    shutil.rmtree(bench.docs / "gone")
    bench.look([Look(str(bench.docs / "gone"))])
    assert set(bench.states()) == {"stays.txt"}


def test_a_renamed_folder_reads_nothing(bench: ScanBench) -> None:
    for number in range(20):
        bench.write(f"before/{number}/file.txt")
    bench.scan()
    bench.extractor.read.clear()
    (bench.docs / "before").rename(bench.docs / "after")
    changed(bench, bench.docs / "before", bench.docs / "after", is_folder=True)
    assert bench.extractor.read == []
    assert bench.states() == {f"after/{number}/file.txt": INDEXED for number in range(20)}


def test_files_that_exchange_their_names_keep_their_text_and_are_not_read(bench: ScanBench) -> None:
    """A ring of names, over two folders, and a log that is rotated."""
    ring = [bench.write(f"{'ab'[number % 2]}/{number}.txt", f"number {number} " * number) for number in range(1, 6)]
    logs = [bench.write(f"log.{number}", f"log {number} " * (number + 1)) for number in range(3)]
    bench.scan()
    bench.extractor.read.clear()
    documents = {path: document(bench, path) for path in (*ring, *logs)}
    aside = bench.docs / "aside"
    ring[-1].rename(aside)
    for older, newer in zip(reversed(ring[:-1]), reversed(ring[1:]), strict=True):
        older.rename(newer)
    aside.rename(ring[0])
    logs[1].replace(logs[2])
    logs[0].rename(logs[1])
    bench.write("log.0", "a new log")
    bench.scan()
    assert bench.extractor.read == [logs[0].name]
    after = {path: document(bench, path) for path in (*ring, *logs)}
    assert after | {logs[0]: 0} == {
        **{newer: documents[older] for older, newer in zip(ring, [*ring[1:], ring[0]], strict=True)},
        logs[2]: documents[logs[1]],
        logs[1]: documents[logs[0]],
        logs[0]: 0,
    }
    assert bench.index.check() == []


def test_a_file_that_was_touched_and_exchanged_for_another_is_not_read(bench: ScanBench) -> None:
    """What it was is known by its content alone, which must not be forgotten before it was asked for."""
    a, b, aside = bench.write("a.txt", "first"), bench.write("b.txt", "the second"), bench.docs / "aside"
    bench.scan()
    bench.extractor.read.clear()
    os.utime(a, ns=(0, 10**9))
    a.rename(aside)
    b.rename(a)
    aside.rename(b)
    bench.scan()
    assert bench.extractor.read == []
    os.utime(b, ns=(0, 2 * 10**9))
    b.rename(bench.docs / "c.txt")
    a.rename(b)
    bench.scan()
    assert bench.extractor.read == []
    assert sorted(bench.states()) == ["b.txt", "c.txt"]
    assert bench.index.check() == []


def test_more_names_than_a_batch_are_passed_on(bench: ScanBench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_BATCH_FILES", 3)
    paths = [bench.write(f"{number:02}.txt", f"text {number} " * (number + 1)) for number in range(12)]
    bench.scan()
    bench.extractor.read.clear()
    for path in reversed(paths):
        path.rename(bench.docs / f"{int(path.stem) + 1:02}.txt")
    bench.scan()
    assert bench.extractor.read == []
    assert sorted(bench.states()) == [f"{number:02}.txt" for number in range(1, 13)]
    assert bench.index.check() == []


def test_a_file_in_the_place_of_another_of_the_same_size_and_time_is_read(bench: ScanBench) -> None:
    path, other = bench.write("a.txt", "before"), bench.docs.parent / "other.txt"
    bench.scan()
    other.write_text("behind")
    os.utime(other, ns=(0, path.stat().st_mtime_ns))
    other.replace(path)
    bench.scan()
    assert bench.extractor.read == [path.name] * 2
    view = bench.index.view(str(path))
    assert view is not None
    assert view.text == "behind"


def test_a_rule_in_a_file_counts_at_once_for_all_below(bench: ScanBench) -> None:
    bench.write("project/src/a.log")
    bench.write("project/src/a.txt")
    bench.scan()
    ignore = bench.docs / "project" / ".gitignore"
    ignore.write_text("*.log\n")
    changed(bench, ignore)
    assert set(bench.states()) == {"project/src/a.txt"}
    assert bench.left_out()["project/src/a.log"] == Rule.GITIGNORE
    mark = bench.docs / "project" / "CACHEDIR.TAG"
    mark.touch()
    changed(bench, mark)
    assert bench.states() == {}
    assert bench.left_out()["project"] == Rule.CACHE
    mark.unlink()
    ignore.unlink()
    changed(bench, mark, ignore)
    assert set(bench.states()) == {"project/src/a.txt", "project/src/a.log"}


def test_looks_leave_the_ledger_as_a_scan_does(bench: ScanBench) -> None:
    """Random changes, each followed by the look that its event asks for, against a scan of everything."""
    chance = random.Random(7)
    bench.write("seed.txt")
    bench.scan()
    for number in range(150):
        changed(bench, *change(bench, chance, number), is_folder=True)
        if number % 10 == 9:
            states, left_out = bench.states(), bench.left_out()
            bench.extractor.read.clear()
            bench.scan()
            assert (states, left_out) == (bench.states(), bench.left_out())
            assert bench.extractor.read == []
    assert bench.index.check() == []


def change(bench: ScanBench, chance: random.Random, number: int) -> list[Path]:
    """One random change to the tree. Returns the paths that it happened at."""
    there = sorted(path for path in bench.docs.rglob("*"))
    target = chance.choice(there) if there else bench.docs / "seed.txt"
    free = chance.choice([bench.docs, *(path for path in there if path.is_dir())]) / chance.choice(
        [f"{number}.txt", f"f{number}", f"{number}.log", "node_modules", f".hidden{number}"]
    )
    kind = chance.choice(["write", "write", "folder", "move", "remove", "ignore", "swap"])
    if kind == "ignore":
        free = free.with_name(".gitignore")
        free.write_text(chance.choice(["*.log\n", "f*/\n", ""]))
        return [free]
    if kind == "write" and not free.is_dir():
        free.write_text(f"text {number}")
    elif kind == "folder" and not free.exists():
        free.mkdir()
        (free / "inside.txt").write_text(f"inside {number}")
    elif kind == "move" and target.exists() and not free.exists() and target not in free.parents:
        target.rename(free)
        return [target, free]
    elif kind == "remove" and target.exists():
        shutil.rmtree(target) if target.is_dir() else target.unlink()
        return [target]
    return [free]


def test_a_flood_of_renames_reads_nothing_and_keeps_every_file(tmp_path: Path) -> None:
    """Failure mode 5: whatever the watcher lost, one scan puts it right."""
    with ScanBench(tmp_path) as bench:
        paths = [bench.docs / f"d{number % 20}" / f"{number}.bin" for number in range(2_000)]
        for folder in {path.parent for path in paths}:
            folder.mkdir()
        for path in paths:
            path.touch()
        # Too large to be read: many names, and no time spent on reading.
        bench.rules = ScanRules(max_file_bytes=-1)
        bench.scan()
        ids = {record.file.inode: record.file_id for record in bench.index.ledger(str(bench.docs)).values()}
        for path in paths:
            path.rename(path.with_name(f"renamed-{path.name}"))
        bench.look([Look(str(bench.docs), is_deep=True)])
        after = bench.index.ledger(str(bench.docs))
        assert {record.file.inode: record.file_id for record in after.values()} == ids
        assert len(after) == 2_000
        assert all("renamed-" in path for path in after)
        assert bench.index.check() == []
