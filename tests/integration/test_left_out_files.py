"""What rules leave out and what is kept online only: shown, told why, and never opened."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.reasons import Rule
from pplx_desktop.core.types import FileState
from pplx_desktop.files.looks import Look
from pplx_desktop.files.scan import ScanRules
from tests.support.scan_bench import INDEXED, STALE, ScanBench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[ScanBench]:
    with ScanBench(tmp_path) as made:
        yield made


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
