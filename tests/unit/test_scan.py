"""Scanning real folders: what is found, what is left out, what cannot be read."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from pplx_desktop.core.errors import EnvironmentProblem, ExtractionCode, ExtractionError, UserError
from pplx_desktop.core.opening import open_regular
from pplx_desktop.core.reasons import Rule
from pplx_desktop.core.types import FileStat
from pplx_desktop.files import roots
from pplx_desktop.files.ignore import IgnoreRules, compile_patterns
from pplx_desktop.files.looks import Look
from pplx_desktop.files.reading import HASH_BYTES, check_unchanged, content_hash
from pplx_desktop.files.scan import Found, LeftOut, ScanRules, UnreadableFolder, scan

ALL = ScanRules(use_gitignore=False, include_hidden=True)


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def found(folder: Path, rules: ScanRules = ALL) -> list[str]:
    return sorted(
        os.path.relpath(item.file.path, folder) for item in scan(str(folder), rules) if isinstance(item, Found)
    )


@contextmanager
def as_another_user() -> Iterator[Path]:
    """A folder that an ordinary user may read, and this process as that user."""
    folder = Path(tempfile.mkdtemp(prefix="pplx-scan-"))
    folder.chmod(0o755)
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, 65534, -1)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        for name, _, _ in os.walk(folder):
            Path(name).chmod(0o755)
        shutil.rmtree(folder)


def test_regular_files_are_found_with_what_the_disk_says(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "x/y/z.md")
    results = {item.file.path: item for item in scan(str(tmp_path), ScanRules()) if isinstance(item, Found)}
    assert found(tmp_path) == ["a.txt", "x/y/z.md"]
    status = (tmp_path / "a.txt").stat()
    assert results[str(tmp_path / "a.txt")] == Found(
        FileStat(str(tmp_path / "a.txt"), status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)
    )


def test_links_pipes_sockets_and_devices_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path, "real.txt", "folder/inner.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / "folder" / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.txt"))
        assert found(tmp_path) == ["folder/inner.txt", "real.txt"]


def test_names_that_are_no_text_are_found(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x")
    (item,) = (item for item in scan(str(tmp_path), ALL) if isinstance(item, Found))
    assert os.fsencode(item.file.path).endswith(b"caf\xe9.txt")
    assert len(content_hash(item.file)) == HASH_BYTES


def test_too_large_files_are_listed_with_the_reason(tmp_path: Path) -> None:
    put(tmp_path, "small.txt")
    (tmp_path / "large.bin").write_bytes(b"x" * 101)
    results = {
        Path(item.file.path).name: item.left_out
        for item in scan(str(tmp_path), ScanRules(max_file_bytes=100))
        if isinstance(item, Found)
    }
    assert results == {"small.txt": None, "large.bin": ExtractionCode.TOO_LARGE}


def test_own_folders_are_not_entered_whatever_their_path(tmp_path: Path) -> None:
    put(tmp_path, "data/index.sqlite3", "data/deep/x", "a.txt")
    (tmp_path / "alias").symlink_to(tmp_path / "data")
    assert found(tmp_path, ScanRules(own_folders=(tmp_path / "alias", tmp_path / "not-there"))) == ["a.txt"]
    assert found(tmp_path / "data", ScanRules(own_folders=(tmp_path / "data",))) == []


@pytest.mark.parametrize("hidden", [False, True])
def test_secrets_are_left_out_even_where_hidden_files_are_taken(tmp_path: Path, hidden: bool) -> None:
    put(
        tmp_path, ".ssh/config", ".gnupg/x", ".aws/credentials", ".local/share/keyrings/login.keyring", ".env", ".env.local",
        "app/.env", "passwords.kdbx", "server.PEM", "tls.key", "id_rsa", "id_ed25519.pub", ".netrc", ".mozilla/firefox/p/prefs.js",
        ".config/google-chrome/Default/x", "snap/firefox/common/x", ".bash_history", "Login Data", "logins.json", "note.txt",
    )  # fmt: skip
    assert found(tmp_path, ScanRules(include_hidden=hidden)) == ["note.txt"]


def test_caches_and_temporary_files_are_left_out(tmp_path: Path) -> None:
    put(
        tmp_path, "node_modules/a.js", "__pycache__/a.pyc", ".git/config", ".venv/x.py", "env/pyvenv.cfg", "env/lib/x.py",
        "cache/CACHEDIR.TAG", "cache/y", "~$report.docx", "film.part", "a.txt~", ".a.swp", "#a#", "Thumbs.db", "report.docx",
    )  # fmt: skip
    assert found(tmp_path, ScanRules(include_hidden=True)) == ["report.docx"]


def test_hidden_files_are_left_out_unless_they_are_asked_for(tmp_path: Path) -> None:
    put(tmp_path, ".hidden", ".config/a.conf", "seen.txt")
    assert found(tmp_path, ScanRules()) == ["seen.txt"]
    assert found(tmp_path, ScanRules(include_hidden=True)) == [".config/a.conf", ".hidden", "seen.txt"]


def test_a_root_that_is_hidden_itself_is_scanned(tmp_path: Path) -> None:
    put(tmp_path / ".notes", "a.txt")
    assert found(tmp_path / ".notes", ScanRules()) == ["a.txt"]


def test_users_patterns_come_first(tmp_path: Path) -> None:
    put(tmp_path, "a.log", "keep.log", "old/x.txt", "deep/old/y.txt", ".hidden/z.txt", "tls.key")
    rules = ScanRules(exclude=("*.log", "!keep.log", "/old/", "!.hidden", "!tls.key", "[broken", ""))
    assert found(tmp_path, rules) == [".hidden/z.txt", "deep/old/y.txt", "keep.log", "tls.key"]


def test_gitignore_files_hold_below_their_folder(tmp_path: Path) -> None:
    put(
        tmp_path,
        "a.tmpx",
        "b.txt",
        "sub/a.tmpx",
        "sub/b.txt",
        "sub/build/x",
        "build/y",
        "sub/deep/b.txt",
        "sub/deep/keep.tmpx",
    )
    (tmp_path / ".gitignore").write_text("# comment\n*.tmpx\n/build/\n")
    (tmp_path / "sub" / ".gitignore").write_text("b.txt\n!deep/b.txt\n!keep.tmpx\n")
    assert found(tmp_path, ScanRules()) == ["b.txt", "sub/build/x", "sub/deep/b.txt", "sub/deep/keep.tmpx"]
    assert "a.tmpx" in found(tmp_path, ScanRules(use_gitignore=False))


def test_home_kept_in_git_does_not_hide_all_of_it(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "venv2/b.txt", "c.log")
    (tmp_path / ".gitignore").write_text("*\n*.log\n")
    (tmp_path / "venv2" / ".gitignore").write_text("*\n")
    assert found(tmp_path, ScanRules()) == ["a.txt"]


def test_gitignore_that_is_a_pipe_or_noise_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "x/b.txt")
    os.mkfifo(tmp_path / ".gitignore")
    (tmp_path / "x" / ".gitignore").write_bytes(bytes(range(256)) * 20)
    assert found(tmp_path, ScanRules()) == ["a.txt", "x/b.txt"]


def test_pattern_of_many_stars_does_not_hang(tmp_path: Path) -> None:
    put(tmp_path, "a" * 200)
    (tmp_path / ".gitignore").write_text("*a" * 30 + "b\n" + "**/a/" * 30 + "b\n")
    assert len(found(tmp_path, ScanRules())) == 1
    assert compile_patterns(["*a" * 30]) is None


def test_unreadable_folder_is_told_not_passed_over() -> None:
    with as_another_user() as folder:
        put(folder, "a.txt", "closed/secret.txt", "listed/known.txt")
        (folder / "closed").chmod(0)
        (folder / "listed").chmod(0o444)
        results = list(scan(str(folder), ScanRules()))
        assert {item.path for item in results if isinstance(item, UnreadableFolder)} == {
            str(folder / "closed"),
            str(folder / "listed"),
        }
        assert [item.file.path for item in results if isinstance(item, Found)] == [str(folder / "a.txt")]


def test_root_that_is_gone_is_an_error_and_no_empty_answer(tmp_path: Path) -> None:
    for path in (tmp_path / "gone", tmp_path / "link"):
        (tmp_path / "link").unlink(missing_ok=True)
        (tmp_path / "link").symlink_to(tmp_path)
        with pytest.raises(EnvironmentProblem) as caught:
            scan(str(path), ScanRules())
        assert caught.value.code == "folder-missing"


def test_root_that_cannot_be_listed_is_an_error() -> None:
    with as_another_user() as folder:
        (folder / "closed").mkdir(mode=0o000)
        with pytest.raises(EnvironmentProblem) as caught:
            scan(str(folder / "closed"), ScanRules())
        assert caught.value.code == "folder-unreadable"
        with pytest.raises(UserError) as refused:
            roots.normalise(str(folder / "closed"))
        assert refused.value.code == "folder-unreadable"


def test_root_that_vanishes_during_a_scan_is_told(tmp_path: Path) -> None:
    root = tmp_path / "root"
    put(root, "a/x.txt")
    walk = scan(str(root), ScanRules())
    shutil.rmtree(root)
    assert [item.path for item in walk if isinstance(item, UnreadableFolder)] == [str(root)]


def test_kernel_file_systems_are_not_entered() -> None:
    if not Path("/proc/self").exists():
        pytest.skip("this system has no /proc")
    assert list(scan("/proc", ScanRules())) == [
        Look("/proc", is_deep=True),
        LeftOut("/proc", Rule.SPECIAL, is_folder=True),
    ]


def test_scan_of_a_folder_that_changes_ends(tmp_path: Path) -> None:
    for number in range(30):
        put(tmp_path, f"d{number}/a.txt", f"d{number}/e/b.txt")
    stop = threading.Event()

    def churn() -> None:
        while not stop.is_set():
            for number in range(30):
                shutil.rmtree(tmp_path / f"d{number}", ignore_errors=True)
                put(tmp_path, f"d{number}/a.txt", f"d{number}/e/b.txt")

    thread = threading.Thread(target=churn)
    thread.start()
    try:
        for _ in range(30):
            assert not any(isinstance(item, UnreadableFolder) for item in scan(str(tmp_path), ScanRules()))
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize(
    ("path", "admitted"),
    [
        ("a.txt", True),
        (".git/index", False),
        ("x/node_modules/y/z.js", False),
        (".hidden/a", False),
        ("x/a.log", False),
        (".gitignore", True),
        ("x/.gitignore", True),
        ("node_modules/.gitignore", False),
        ("", True),
    ],
)
def test_rules_tell_which_events_matter(path: str, admitted: bool) -> None:
    rules = IgnoreRules(("*.log",), include_hidden=False)
    assert rules.admits("/home/a", f"/home/a/{path}".rstrip("/")) is admitted


def test_hash_belongs_to_one_state_of_the_file(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt")
    (tmp_path / "b.txt").write_text("a.txt")
    first, second = (item.file for item in scan(str(tmp_path), ALL) if isinstance(item, Found))
    assert content_hash(first) == content_hash(second)
    check_unchanged(first)
    Path(first.path).write_text("another text")
    for look in (content_hash, check_unchanged):
        with pytest.raises(ExtractionError) as caught:
            look(first)
        assert caught.value.code == ExtractionCode.CHANGED
    Path(second.path).unlink()
    with pytest.raises(ExtractionError) as caught:
        content_hash(second)
    assert caught.value.code == ExtractionCode.VANISHED


def test_what_a_listing_says_of_identity_may_differ_from_the_open_file(tmp_path: Path) -> None:
    """As on FUSE and CIFS."""
    put(tmp_path, "a.txt")
    (file,) = (item.file for item in scan(str(tmp_path), ALL) if isinstance(item, Found))
    listed = replace(file, device=file.device + 1, inode=file.inode + 1)
    check_unchanged(listed)
    assert content_hash(listed) == content_hash(file)
    for other in (replace(listed, size=file.size + 1), replace(listed, mtime_ns=file.mtime_ns + 1)):
        with pytest.raises(ExtractionError) as caught:
            content_hash(other)
        assert caught.value.code == ExtractionCode.CHANGED


@pytest.mark.parametrize("change", [{"st_ino": 1}, {"st_dev": 1}, {"st_mtime_ns": 1}, {"st_size": 1}])
def test_a_file_that_changes_between_two_looks_has_no_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, int]
) -> None:
    put(tmp_path, "a.txt")
    (file,) = (item.file for item in scan(str(tmp_path), ALL) if isinstance(item, Found))
    fstat, looks = os.fstat, 0

    def changing(handle: int) -> object:
        nonlocal looks
        status, looks = fstat(handle), looks + 1
        names = ("st_mode", "st_size", "st_mtime_ns", "st_dev", "st_ino")
        # The first look is that of opening.
        return SimpleNamespace(**{name: getattr(status, name) for name in names} | (change if looks > 2 else {}))

    monkeypatch.setattr(os, "fstat", changing)
    with pytest.raises(ExtractionError) as caught:
        content_hash(file)
    assert (caught.value.code, looks) == (ExtractionCode.CHANGED, 3)


def test_a_file_of_which_nothing_can_be_told_is_unreadable_and_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt")
    handles: list[int] = []

    def failing(handle: int) -> os.stat_result:
        handles.append(handle)
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", failing)
        with pytest.raises(ExtractionError) as caught:
            open_regular(str(tmp_path / "a.txt"))
    assert caught.value.code == ExtractionCode.UNREADABLE
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(*handles)


@pytest.mark.parametrize("stand_in", ["pipe", "link", "folder"])
def test_file_that_became_something_else_is_not_read(tmp_path: Path, stand_in: str) -> None:
    put(tmp_path, "a.txt", "other.txt")
    file = next(
        item.file for item in scan(str(tmp_path), ALL) if isinstance(item, Found) and item.file.path.endswith("a.txt")
    )
    (tmp_path / "a.txt").unlink()
    if stand_in == "pipe":
        os.mkfifo(tmp_path / "a.txt")
    elif stand_in == "link":
        (tmp_path / "a.txt").symlink_to(tmp_path / "other.txt")
    else:
        (tmp_path / "a.txt").mkdir()
    with pytest.raises(ExtractionError) as caught:
        content_hash(file)
    assert caught.value.code == ExtractionCode.UNREADABLE


def test_roots_are_absolute_and_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    real = str((tmp_path / "real").resolve())
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert {roots.normalise(path) for path in ("real", str(tmp_path / "link"), "~/real/", "./link/../real")} == {real}
    for path, code in (
        ("nothing", "folder-missing"),
        ("real/a.txt", "not-a-folder"),
        ("real/a.txt/b", "folder-missing"),
    ):
        with pytest.raises(UserError) as caught:
            roots.normalise(path)
        assert caught.value.code == code


def test_root_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff")
    Path(name).mkdir()
    with pytest.raises(UserError) as caught:
        roots.normalise(name)
    assert caught.value.code == "folder-name"
    caught.value.title.encode("utf-8")


def test_nesting_is_by_whole_names() -> None:
    assert roots.is_inside("/a/b", "/a")
    assert roots.is_inside("/a", "/a")
    assert roots.is_inside("/a", "/")
    assert not roots.is_inside("/ab", "/a")


def test_the_device_tells_a_drive_from_the_folder_it_is_mounted_on(tmp_path: Path) -> None:
    assert roots.check_root(str(tmp_path)).device == tmp_path.stat().st_dev
    assert roots.check_root("/proc") != roots.check_root(str(tmp_path))
