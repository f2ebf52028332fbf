"""The indexer's stages on a real index, with stand-ins where a real child would have to misbehave at the right moment."""

import threading
from pathlib import Path

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import FileStat, FileState
from pplx_desktop.files.scan import ScanRules
from tests.support.fake_stages import FakeExtractor
from tests.support.stage_bench import RULES, Bench


def test_text_of_a_folder_that_is_removed_while_it_is_read_does_not_come_back(
    benches: list[Bench], tmp_path: Path
) -> None:
    reading, go_on = threading.Event(), threading.Event()

    def block(file: FileStat) -> None:
        reading.set()
        assert go_on.wait(60)

    bench = Bench(tmp_path, FakeExtractor(block))
    benches.append(bench)
    bench.write("secret.txt", "swordfish")
    bench.indexer.scan([str(bench.folder)], RULES)
    while not reading.is_set():
        bench.indexer.step()
    bench.indexer.forget_outside([])
    go_on.set()
    while bench.indexer.step():
        pass
    assert bench.index.counts(None).files == 0
    assert bench.index.counts(None).chunks == 0


def test_a_step_does_not_wait_for_a_slow_file(benches: list[Bench], tmp_path: Path) -> None:
    go_on = threading.Event()
    bench = Bench(tmp_path, FakeExtractor(lambda file: go_on.wait(60)))
    benches.append(bench)
    bench.write("slow.txt", "text")
    bench.indexer.scan([str(bench.folder)], RULES)
    for _ in range(5):
        assert bench.indexer.step()  # each comes back though the file is still being read
    assert bench.extractor.read == []
    go_on.set()
    while bench.indexer.step():
        pass
    assert bench.extractor.read == ["slow.txt"]


def test_a_file_that_changes_while_it_is_read_is_read_again(benches: list[Bench], tmp_path: Path) -> None:
    changed: list[str] = []

    def change_once(file: FileStat) -> None:
        if not changed:
            changed.append(file.path)
            Path(file.path).write_text("the newer text of the file", encoding="utf-8")

    bench = Bench(tmp_path, FakeExtractor(change_once))
    benches.append(bench)
    path = bench.write("log.txt", "old")
    bench.run()
    assert bench.extractor.read == ["log.txt", "log.txt"]
    assert bench.state(path) == (FileState.INDEXED, "")
    view = bench.index.view(path)
    assert view is not None
    assert view.text == "the newer text of the file"


def test_a_file_that_goes_away_while_it_waits_is_forgotten_by_a_scan(benches: list[Bench], tmp_path: Path) -> None:
    def remove(file: FileStat) -> None:
        Path(file.path).unlink()
        raise ExtractionError(ExtractionCode.VANISHED, "The file is not there any more.")

    bench = Bench(tmp_path, FakeExtractor(remove))
    benches.append(bench)
    path = bench.write("brief.txt", "text")
    bench.indexer.scan([str(bench.folder)], RULES)
    while bench.indexer.step():
        pass
    assert bench.indexer.wants_scan
    assert bench.state(path) == (FileState.PENDING, "")
    bench.run()
    assert bench.state(path) is None


def test_what_could_not_be_read_is_tried_again(benches: list[Bench], tmp_path: Path) -> None:
    refused = [True]

    def refuse(file: FileStat) -> None:
        if refused[0]:
            raise ExtractionError(ExtractionCode.UNREADABLE, "Permission denied.")

    bench = Bench(tmp_path, FakeExtractor(refuse))
    benches.append(bench)
    path = bench.write("locked.txt", "text")
    bench.run()
    assert bench.state(path) == (FileState.FAILED, "unreadable")
    refused[0] = False
    bench.run()
    assert bench.state(path) == (FileState.INDEXED, "")


def test_a_limit_of_size_that_changes_is_heeded(benches: list[Bench], tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    benches.append(bench)
    path = bench.write("large.txt", "x" * 3000)
    for limit, expected in (
        (1000, (FileState.SKIPPED, "too-large")),
        (5000, (FileState.INDEXED, "")),
        (1000, (FileState.SKIPPED, "too-large")),
    ):
        bench.indexer.run([str(bench.folder)], ScanRules(max_file_bytes=limit))
        assert bench.state(path) == expected
        assert bench.index.check() == []


def test_a_move_between_two_folders_reads_and_embeds_nothing(benches: list[Bench], tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    benches.append(bench)
    first, second = bench.folder / "first", bench.folder / "second"
    old = bench.write("first/a.txt", "alpha")
    bench.write("second/b.txt", "beta")
    bench.run(first, second)
    asked = len(bench.embedder.requests)
    new = second / "moved.txt"
    Path(old).rename(new)
    bench.run(first, second)
    assert bench.extractor.read.count("moved.txt") == 0
    assert len(bench.embedder.requests) == asked
    assert bench.state(old) is None
    assert bench.state(str(new)) == (FileState.INDEXED, "")


def test_two_files_that_swap_their_names_are_read_no_more(benches: list[Bench], tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    benches.append(bench)
    a, b = Path(bench.write("a.txt", "alpha")), Path(bench.write("b.txt", "beta and more"))
    bench.run()
    a.rename(bench.folder / "x"), b.rename(a), (bench.folder / "x").rename(b)
    bench.run()
    view = bench.index.view(str(a))
    assert view is not None
    assert view.text == "beta and more"
