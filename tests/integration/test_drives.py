"""Drives that come and go, with real mounts in a namespace of their own (failure mode 23)."""

import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
import subprocess, sys
from pathlib import Path
from pplx_desktop.files.ignore import IgnoreRules
from pplx_desktop.files.looks import Look
from pplx_desktop.files.watch import Watcher
from tests.support.scan_bench import INDEXED, STALE, ScanBench
from tests.support.waiting import eventually

folder = Path(sys.argv[1])

def mount(at):
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(at)], check=True)

def unmount(at):
    subprocess.run(["umount", str(at)], check=True)

def a_root_on_a_drive():
    with ScanBench(folder) as bench:
        mount(bench.docs)
        bench.write("a.txt")
        bench.scan()
        unmount(bench.docs)
        bench.scan()
        assert bench.states() == {"a.txt": STALE}, bench.states()
        assert bench.status().watching == "missing"
        assert bench.troubles() == ["folder-missing"]
        # Another drive in its place: it is read, and nothing is forgotten.
        mount(bench.docs)
        bench.write("b.txt")
        bench.scan()
        assert bench.states() == {"a.txt": STALE, "b.txt": INDEXED}, bench.states()
        assert bench.status().held == 1

def a_drive_inside_a_root():
    with ScanBench(folder) as bench:
        bench.write("here.txt")
        stick = bench.docs / "stick"
        stick.mkdir()
        mount(stick)
        bench.write("stick/in/a.txt")
        bench.write("stick/b.txt")
        bench.scan()
        (stick / "b.txt").unlink()
        bench.look([Look(str(stick))])
        expected = {"here.txt": INDEXED, "stick/in/a.txt": INDEXED}
        assert bench.states() == expected, bench.states()
        unmount(stick)
        for look in (lambda: bench.look([Look(str(stick), is_deep=True)]), bench.scan, bench.scan):
            look()
            assert bench.states() == expected | {"stick/in/a.txt": STALE}, bench.states()

def the_watcher_sees_drives():
    root = folder / "docs"
    (root / "stick").mkdir(parents=True)
    looks, troubles = [], []
    rules = IgnoreRules((), include_hidden=False)
    with Watcher(looks.append, troubles.append, admits=rules.admits, supervision_s=0.2) as watcher:
        watcher.watch(str(root))
        mount(root / "stick")
        deep = {str(root): frozenset({Look(str(root / "stick"), is_deep=True)})}
        eventually(lambda: deep in looks, 10)
        looks.clear()
        (root / "stick" / "new.txt").write_text("x")
        eventually(lambda: {str(root): frozenset({Look(str(root / "stick"))})} in looks, 10)
        looks.clear()
        unmount(root / "stick")
        eventually(lambda: any(deep[str(root)] <= told[str(root)] for told in looks), 10)
        assert watcher.tells_all(str(root))
        mount(root)
        eventually(lambda: {str(root): frozenset({Look(str(root), is_deep=True)})} in looks, 10)
        assert not troubles, troubles

globals()[sys.argv[2]]()
print("held")
"""


@pytest.mark.parametrize("probe", ["a_root_on_a_drive", "a_drive_inside_a_root", "the_watcher_sees_drives"])
def test_drives_that_come_and_go_lose_nothing(tmp_path: Path, probe: str) -> None:
    alone = ["unshare", "--map-root-user", "--mount"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system allows no namespaces")
    run = subprocess.run(
        [*alone, sys.executable, "-c", PROBE, str(tmp_path), probe], capture_output=True, text=True, check=False
    )
    assert run.stdout.split() == ["held"], run.stderr
