"""The whole program on a machine that fails: a disk that cannot be read, too few open files, a disk that is full."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from pplx_desktop.core.errors import ExitStatus
from pplx_desktop.index.store import Index
from tests.campaigns.trees import RandomTree
from tests.support.homes import Home

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="strace, prlimit and tmpfs are Linux's")
PROGRAM = [sys.executable, "-m", "pplx_desktop"]


def run(home: Home, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=home.environment(), capture_output=True, text=True, timeout=180, check=False, encoding="utf-8"
    )


def states(home: Home) -> dict[str, tuple[str, str]]:
    with Index.open(home.paths.index_file, write=True) as index:
        assert index.check() == []
        records = {Path(path).name: index.record(path) for path in index.paths_outside([])}
    return {name: (str(record.state), record.reason) for name, record in records.items() if record}


@linux_only
def test_a_file_that_the_disk_cannot_read_fails_alone_and_is_tried_again(notes_home: Home) -> None:
    bad = notes_home.documents / "garden.md"
    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-P", str(bad), "-e", "inject=read,pread64:error=EIO"]
    done = run(notes_home, *inject, *PROGRAM, "index", str(notes_home.documents))
    assert done.returncode == ExitStatus.OK, done.stderr
    assert states(notes_home) == {
        "garden.md": ("failed", "unreadable"),
        "heating.txt": ("indexed", ""),
        "thermostat.py": ("indexed", ""),
        "trip.html": ("indexed", ""),
    }
    assert run(notes_home, *PROGRAM, "index").returncode == ExitStatus.OK
    assert states(notes_home)["garden.md"] == ("indexed", "")


@linux_only
@pytest.mark.parametrize("files", [16, 40])
def test_too_few_open_files_are_told_and_lose_nothing(notes_home: Home, files: int) -> None:
    limited = run(notes_home, "prlimit", f"--nofile={files}", *PROGRAM, "index", str(notes_home.documents))
    assert limited.returncode in {ExitStatus.OK, ExitStatus.ENVIRONMENT, ExitStatus.MODEL}, limited.stderr
    assert "Traceback" not in limited.stderr
    after = run(notes_home, *PROGRAM, "index", str(notes_home.documents))
    assert after.returncode == ExitStatus.OK, after.stderr
    assert set(states(notes_home).values()) == {("indexed", "")}


@linux_only
def test_search_goes_on_while_the_disk_is_full_and_where_it_is_read_only(home: Home) -> None:
    """A small file system in memory, for this test's processes alone."""
    # Either as root, or as one who is it in a namespace of its own.
    space = next((way for way in (["-m"], ["-rm"]) if mounts(way)), None)
    if space is None:
        pytest.skip("no file system may be mounted here")
    documents = RandomTree(home.folder.parent / "documents", Random(1))
    documents.happen(90, ("create",))
    home.folder.mkdir()
    script = f"""
        mount -t tmpfs -o size=600k none "$1" || exit 99
        program="{sys.executable} -m pplx_desktop"
        $program index "$2"; echo "index $?"
        $program status --json > /dev/null; echo "status $?"
        $program search --mode words boiler > /dev/null; echo "search $?"
        mount -o remount,size=100m "$1"
        $program index > /dev/null; echo "index $?"
        cp -r "$1/data" "$3"
        mount -o remount,ro "$1"
        $program search --mode words --json boiler | grep -q snippet; echo "read-only search $?"
        $program index; echo "read-only index $?"
    """
    command = ["unshare", *space, "sh", "-c", script, "sh", str(home.folder), str(documents.root)]
    kept = home.folder.parent / "kept"
    done = run(home, *command, str(kept))
    assert done.stdout.split("\n")[:-1] == [
        *("index 4", "status 0", "search 0", "index 0"),
        *("read-only search 0", "read-only index 4"),
    ], done.stderr
    assert "no space left" in done.stderr
    with Index.open(kept / "index.sqlite3", write=True) as index:
        assert index.check() == []
        assert index.counts(None).indexed == len(documents.files())


def mounts(way: list[str]) -> bool:
    """Whether a process may mount something in a space of its own."""
    if shutil.which("unshare") is None:
        return False
    command = ["unshare", *way, "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
