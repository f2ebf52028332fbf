"""The ledger after scans and looks: what came, moved, went, is away, is left out, or is another folder now."""

import os
import random
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.reasons import Rule
from pplx_desktop.core.types import FileState
from pplx_desktop.engine import removals, scanning
from pplx_desktop.files.looks import Look, looks_at
from pplx_desktop.files.scan import ScanRules
from tests.support.scan_bench import INDEXED, STALE, ScanBench
from tests.unit.test_scan import as_another_user


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[ScanBench]:
    with ScanBench(tmp_path) as made:
        yield made


def changed(bench: ScanBench, *paths: Path, is_folder: bool = False) -> None:
    """What the watcher asks for after an event."""
    bench.look(looks_at(str(bench.docs), map(str, paths), is_folder=is_folder))


def document(bench: ScanBench, path: Path) -> int | None:
    record = bench.index.record(str(path))
    assert record is not None
    return record.document_id


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
        bench.docs.chmod(0)
        bench.scan()
        assert bench.status().watching == "unreadable"
        assert set(bench.states().values()) == {STALE}
        bench.docs.chmod(0o755)
        bench.scan()
        assert bench.status().watching == "events"
        assert set(bench.states().values()) == {INDEXED}


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


# Removals that nobody meant.


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


def test_what_a_rule_leaves_out_is_forgotten_though_there_is_much_to_read(bench: ScanBench) -> None:
    bench.write("private/diary.txt")
    moving = bench.write("moving.txt")
    bench.scan()
    bench.write("new.txt")
    moving.unlink()
    bench.scanner.look({str(bench.docs): [Look(str(bench.docs), is_deep=True)]}, ScanRules(exclude=("/private/",)))
    bench.scanner.settle()
    assert bench.text.waiting == 1
    # What is gone may have come up in the new one.
    assert set(bench.states()) == {"moving.txt", "new.txt"}


def test_a_root_in_a_folder_that_another_root_leaves_out_keeps_its_files(bench: ScanBench) -> None:
    inner = bench.write(".notes/note.txt").parent
    bench.write("seen.txt")
    bench.scan(bench.docs, inner)
    bench.extractor.read.clear()
    for _ in range(2):
        bench.scan(bench.docs, inner)
        assert set(bench.states()) == {".notes/note.txt", "seen.txt"}
    assert bench.extractor.read == []


# What is left out, and shown.


def test_what_rules_leave_out_is_shown_with_the_rule(tmp_path: Path) -> None:
    own = tmp_path / "docs" / "own"
    with ScanBench(tmp_path, rules=ScanRules(exclude=("*.bak", "/skip/"), own_folders=(own,))) as bench:
        for name in (
            "a.bak", "skip/in.txt", "node_modules/x/y.js", ".hidden", ".config/z", "id_rsa", ".ssh/config", "old.tmp",
            "build/CACHEDIR.TAG", "ignored.log", "own/index", "seen.txt",
        ):  # fmt: skip
            bench.write(name)
        (bench.docs / ".gitignore").write_text("*.log\n")
        (bench.docs / "link.txt").symlink_to("seen.txt")
        os.mkfifo(bench.docs / "pipe")
        bench.scan()
        assert set(bench.states()) == {"seen.txt"}
        expected = {
            "a.bak": Rule.PATTERN, "skip": Rule.PATTERN, "node_modules": Rule.CACHE, "build": Rule.CACHE,
            ".hidden": Rule.HIDDEN, ".config": Rule.HIDDEN, ".gitignore": Rule.HIDDEN, "id_rsa": Rule.SECRET,
            ".ssh": Rule.SECRET, "old.tmp": Rule.TEMPORARY, "ignored.log": Rule.GITIGNORE, "own": Rule.OWN,
            "link.txt": Rule.LINK, "pipe": Rule.SPECIAL,
        }  # fmt: skip
        assert bench.left_out() == expected
        assert bench.status().left_out == len(expected)
        bench.rules = ScanRules(exclude=("!a.bak",), own_folders=(own,))
        (bench.docs / "old.tmp").unlink()
        bench.scan()
        assert "a.bak" in bench.states()
        assert bench.left_out().keys() & {"a.bak", "old.tmp"} == set()


def test_secrets_reach_no_byte_of_the_index(tmp_path: Path) -> None:
    """Failure mode 20, hidden files taken in or not."""
    canary = "canary-b1946ac92492d234"
    with ScanBench(tmp_path, rules=ScanRules(include_hidden=True)) as bench:
        for name in (
            ".ssh/id_ed25519", ".ssh/notes.txt", ".gnupg/secring.txt", ".aws/credentials", ".local/share/keyrings/login.txt",
            ".mozilla/firefox/profile/prefs.txt", ".config/google-chrome/Default/History.txt", ".env", "app/.env.production",
            "passwords.kdbx", "server.pem", "tls.key", ".bash_history", ".netrc", ".git-credentials", "logins.json",
        ):  # fmt: skip
            bench.write(name, f"{canary} in {name}")
        bench.write("public.txt", "an open word")
        bench.scan()
        assert bench.extractor.read == ["public.txt"]
        assert set(bench.states()) == {"public.txt"}
        stored = b"".join(file.read_bytes() for file in tmp_path.glob("index.sqlite3*"))
    assert b"public" in stored
    assert canary.encode() not in stored


def test_what_is_online_only_is_shown_and_not_opened(bench: ScanBench, monkeypatch: pytest.MonkeyPatch) -> None:
    away, here = bench.write("away.txt"), bench.write("here.txt")
    (bench.docs / ".report.txt.icloud").write_bytes(b"bplist00")
    online = {str(away)}
    monkeypatch.setattr(
        "pplx_desktop.files.scan.is_online_only", lambda status, name="": str(bench.docs / name) in online
    )
    bench.scan()
    skipped = (FileState.SKIPPED, "online-only", False)
    assert bench.states() == {"away.txt": skipped, "report.txt": skipped, "here.txt": INDEXED}
    assert bench.extractor.read == ["here.txt"]
    # It was fetched; and what was here is not any more, but its text is.
    online.clear()
    online.add(str(here))
    bench.scan()
    assert bench.states() == {"away.txt": INDEXED, "report.txt": skipped, "here.txt": INDEXED}
    (bench.docs / ".report.txt.icloud").rename(bench.docs / "report.txt")
    bench.scan()
    assert bench.states()["report.txt"] == INDEXED


def test_a_folder_that_is_online_only_keeps_what_was_known_of_it(
    bench: ScanBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = bench.write("cloud/deep/a.txt").parents[1]
    bench.scan()
    away = folder.stat().st_ino
    with monkeypatch.context() as patch:
        patch.setattr("pplx_desktop.files.scan.is_online_only", lambda status, name="": status.st_ino == away)
        bench.scan()
        assert bench.states() == {"cloud/deep/a.txt": STALE}
        assert bench.left_out() == {"cloud": "online-only"}
        assert bench.troubles() == []
    bench.scan()
    assert bench.states() == {"cloud/deep/a.txt": INDEXED}


def test_a_file_that_left_this_machine_since_it_was_seen_is_not_opened(
    bench: ScanBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bench.write("a.txt")
    monkeypatch.setattr("pplx_desktop.files.reading.is_online_only", lambda status, name: name == "a.txt")
    monkeypatch.setattr("pplx_desktop.files.reading.open_regular", lambda path: pytest.fail("it was opened"))
    bench.scan()
    assert bench.states() == {path.name: (FileState.SKIPPED, "online-only", False)}


# Odd names and files.


def test_odd_names_live_through_renames_and_back(bench: ScanBench) -> None:
    """Failure mode 11: names that are no UTF-8, and that differ in case alone."""
    raw = Path(os.fsdecode(os.fsencode(bench.docs) + b"/caf\xe9 \n.txt"))
    raw.write_text("one")
    bench.write("Name.txt", "two")
    bench.scan()
    bench.extractor.read.clear()
    (bench.docs / "Name.txt").rename(bench.docs / "name.TXT")
    raw.rename(raw.with_name(os.fsdecode(b"\xff\xfe")))
    changed(bench, bench.docs / "Name.txt", raw)
    assert set(bench.states()) == {"name.TXT", os.fsdecode(b"\xff\xfe")}
    assert bench.extractor.read == []
    assert bench.index.check() == []


def test_a_scan_among_pipes_loops_and_churn_ends(bench: ScanBench) -> None:
    """Failure modes 10 and 11: afterwards the ledger has what is there."""
    bench.write("real/a.txt")
    (bench.docs / "real" / "loop").symlink_to(bench.docs)
    os.mkfifo(bench.docs / "real" / "pipe.txt")
    stop = threading.Event()

    def churn() -> None:
        while not stop.is_set():
            bench.write("churn/x/y.txt")
            shutil.rmtree(bench.docs / "churn", ignore_errors=True)

    thread = threading.Thread(target=churn)
    thread.start()
    try:
        for _ in range(10):
            bench.scan()
    finally:
        stop.set()
        thread.join()
    shutil.rmtree(bench.docs / "churn", ignore_errors=True)
    bench.scan()
    assert bench.states() == {"real/a.txt": INDEXED}


def test_a_clock_that_goes_backwards_hides_no_change(bench: ScanBench) -> None:
    """Failure mode 12."""
    path = bench.write("a.txt", "old!")
    bench.scan()
    path.write_text("new!")
    os.utime(path, ns=(1, 1))
    changed(bench, path)
    view = bench.index.view(str(path))
    assert view is not None
    assert view.text == "new!"


def test_a_file_that_never_rests_is_read_a_few_times_only_and_its_neighbours_always(bench: ScanBench) -> None:
    log, note = bench.write("a.log", "0"), bench.write("note.txt", "0")
    bench.scan()
    bench.extractor.read.clear()
    for number in range(1, 21):
        log.write_text("line\n" * number)
        changed(bench, log)
    assert 0 < bench.extractor.read.count("a.log") < 6
    note.write_text("another text")
    changed(bench, note)
    assert bench.extractor.read.count("note.txt") == 1
    # What it was last is searchable until it is read again.
    assert bench.states()["a.log"][0] is FileState.PENDING
    assert bench.index.view(str(log)) is not None
