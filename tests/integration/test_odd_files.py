"""Scans among odd names, pipes, loops, wrong clocks and files that never rest."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.types import FileState
from tests.support.scan_bench import INDEXED, ScanBench, changed


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[ScanBench]:
    with ScanBench(tmp_path) as made:
        yield made


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
