"""The indexer's stages on a real index, with stand-ins where a real child would have to misbehave at the right moment."""

import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError, ModelProblem
from pplx_desktop.core.events import Event, EventBus, Trouble
from pplx_desktop.core.types import FileStat, FileState
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.indexer import Indexer
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.index.store import Index
from tests.support.corpus import as_stored
from tests.support.fake_stages import FakeChunkEmbedder, FakeExtractor

RULES = ScanRules()


class Bench:
    """An indexer whose parts can be reached."""

    def __init__(
        self, folder: Path, extractor: FakeExtractor | None = None, embedder: FakeChunkEmbedder | None = None
    ) -> None:
        self.folder = folder / "docs"
        self.folder.mkdir()
        self.extractor, self.embedder = extractor or FakeExtractor(), embedder or FakeChunkEmbedder()
        self.gate, self.events = Gate(), list[Event]()
        self.index = Index.open(folder / "index.sqlite3", write=True)
        self.text = TextStage(self.index, self.extractor, 2, self.gate)
        self.vectors = VectorStage(self.index, self.embedder, "fake", self.gate)
        bus = EventBus()
        bus.subscribe(self.events.append)
        self.indexer = Indexer(self.index, self.text, self.vectors, bus, self.gate)

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    def state(self, path: str) -> tuple[FileState, str] | None:
        record = self.index.record(path)
        return (record.state, record.reason) if record else None

    def run(self, *roots: Path) -> None:
        self.indexer.run([str(root) for root in roots or (self.folder,)], RULES)
        assert self.index.check() == []

    def close(self) -> None:
        self.extractor.close()
        self.text.close()
        self.index.close()


@pytest.fixture
def benches(tmp_path: Path) -> Iterator[list[Bench]]:
    made: list[Bench] = []
    yield made
    for bench in made:
        bench.close()


def test_text_of_a_folder_that_is_removed_while_it_is_read_does_not_come_back(
    benches: list[Bench], tmp_path: Path
) -> None:
    reading, go_on = threading.Event(), threading.Event()

    def block(file: FileStat) -> None:
        reading.set()
        assert go_on.wait(20)

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
    bench = Bench(tmp_path, FakeExtractor(lambda file: go_on.wait(20)))
    benches.append(bench)
    bench.write("slow.txt", "text")
    bench.indexer.scan([str(bench.folder)], RULES)
    for _ in range(5):
        assert bench.indexer.step()  # each comes back though the file is still being read
    assert not go_on.is_set()
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


def paragraphs(count: int, first: int = 0) -> list[str]:
    return [f"paragraph {number} of a book" for number in range(first, first + count)]


def codes_of(bench: Bench, path: str) -> tuple[bytes, bytes]:
    """All codes of a file's chunks in the index, in order."""
    record = bench.index.record(path)
    assert record is not None
    assert record.document_id is not None
    codes = bench.index.retrieval.codes(bench.vectors.generation, record.document_id)
    assert codes is not None
    return codes.bits, codes.int8


def kept(bench: Bench) -> int:
    return bench.index._db.value("SELECT count(*) FROM kept_codes")


@pytest.mark.parametrize("together", [1, 4, 300])
def test_large_documents_are_planned_and_embedded_in_parts(benches: list[Bench], tmp_path: Path, together: int) -> None:
    bench = Bench(tmp_path, embedder=FakeChunkEmbedder(together=together))
    benches.append(bench)
    texts = paragraphs(1000)
    path = bench.write("book.txt", "\n\n".join(texts))
    bench.run()
    expected = [bench.embedder.codes(texts[at : at + together]) for at in range(0, 1000, together)]
    bits, int8 = codes_of(bench, path)
    assert bits == b"".join(codes.bits for codes in expected)
    assert int8 == b"".join(as_stored(codes).int8 for codes in expected)
    assert bench.embedder.embedded == texts
    assert kept(bench) == 0


def test_a_kill_inside_a_large_document_costs_the_request_in_hand(benches: list[Bench], tmp_path: Path) -> None:
    bench = Bench(tmp_path, embedder=FakeChunkEmbedder(together=4))
    benches.append(bench)
    bench.write("book.txt", "\n\n".join(paragraphs(1000)))
    bench.indexer.scan([str(bench.folder)], RULES)
    while bench.text.waiting:
        bench.text.step()
    for _ in range(3):
        assert bench.vectors.step()
    assert 0 < kept(bench) * 4 == len(bench.embedder.embedded) < 1000
    assert bench.index.check() == []
    # As after a kill: what the stage has in hand is gone.
    again = VectorStage(bench.index, bench.embedder, "fake", bench.gate)
    while again.step():
        pass
    assert sorted(bench.embedder.embedded) == sorted(paragraphs(1000))
    assert bench.index.pending_chunks(again.generation) == 0
    assert kept(bench) == 0
    assert bench.index.check() == []


def test_after_an_edit_only_what_it_touches_is_embedded(benches: list[Bench], tmp_path: Path) -> None:
    bench = Bench(tmp_path, embedder=FakeChunkEmbedder(together=2))
    benches.append(bench)
    texts = paragraphs(40)
    path = bench.write("book.txt", "\n\n".join(texts))
    bench.run()
    bench.embedder.embedded.clear()
    texts[21] = "another paragraph altogether"
    bench.write("book.txt", "\n\n".join(texts))
    bench.run()
    assert bench.embedder.embedded == texts[20:22]
    assert kept(bench) == 0
    fresh = [bench.embedder.codes(texts[at : at + 2]) for at in range(0, 40, 2)]
    assert codes_of(bench, path)[1] == b"".join(as_stored(codes).int8 for codes in fresh)


def test_what_another_document_has_is_not_embedded(benches: list[Bench], tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    benches.append(bench)
    shared = paragraphs(5)
    bench.write("a.txt", "\n\n".join(["only in the first", *shared, shared[0]]))
    bench.write("b.txt", "\n\n".join([*shared, "only in the second"]))
    bench.run()
    assert sorted(bench.embedder.embedded) == sorted(["only in the first", "only in the second", *shared])
    (bench.folder / "a.txt").unlink()
    bench.run()
    # The first has taken nothing with it that the second has.
    assert bench.index.counts(bench.vectors.generation).embedded == 6
    bench.write("c.txt", "\n\n".join(shared))
    bench.run()
    assert len(bench.embedder.embedded) == 7


def test_codes_of_a_replaced_version_go_with_the_file(benches: list[Bench], tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    benches.append(bench)
    for name in ("one", "two"):
        bench.write(f"{name}/book.txt", "\n\n".join(f"{name} {text}" for text in paragraphs(10)))
    roots = [str(bench.folder / name) for name in ("one", "two")]
    bench.indexer.run(roots, RULES)
    for name in ("one", "two"):
        bench.write(f"{name}/book.txt", "\n\n".join(f"{name} {text}" for text in paragraphs(10, 3)))
    bench.indexer.scan(roots, RULES)
    while bench.text.waiting:
        bench.text.step()
    assert kept(bench) == 20
    bench.indexer.forget_outside(roots[1:])
    assert kept(bench) == 10
    assert bench.index.check() == []
    while bench.indexer.step():
        pass
    assert kept(bench) == 0
    assert bench.index.counts(bench.vectors.generation).embedded == 10
    assert bench.embedder.embedded[20:] == [f"two {text}" for text in paragraphs(3, 10)]


def test_codes_of_a_version_that_nothing_follows_are_not_kept(benches: list[Bench], tmp_path: Path) -> None:
    refused: list[str] = []

    def refuse(file: FileStat) -> None:
        if refused:
            raise ExtractionError(ExtractionCode.DAMAGED, "It is damaged.")

    bench = Bench(tmp_path, FakeExtractor(refuse))
    benches.append(bench)
    bench.write("book.txt", "\n\n".join(paragraphs(10)))
    bench.run()
    bench.write("book.txt", "\n\n".join(paragraphs(10, 2)))
    bench.indexer.scan([str(bench.folder)], RULES)
    while bench.text.waiting:
        bench.text.step()
    assert kept(bench) == 10
    refused.append("from now on")
    bench.write("book.txt", "\n\n".join(paragraphs(12, 2)))
    bench.indexer.scan([str(bench.folder)], RULES)
    while bench.text.waiting:
        bench.text.step()
    assert kept(bench) == 0


@pytest.mark.parametrize("seed", range(6))
def test_codes_do_not_depend_on_what_was_there_before(benches: list[Bench], tmp_path: Path, seed: int) -> None:
    """Edits, copies, moves and kills in any order leave the codes that a fresh index has."""
    random = Random(seed)
    (tmp_path / "old").mkdir(), (tmp_path / "fresh").mkdir()
    bench = Bench(tmp_path / "old", embedder=FakeChunkEmbedder(together=3))
    benches.append(bench)
    pool = paragraphs(30)
    for _ in range(8):
        for name in random.sample("abcd", 2):
            bench.write(f"{name}.txt", "\n\n".join(random.sample(pool, random.randrange(1, 20))))
        if random.random() < 0.3:
            (bench.folder / "d.txt").unlink(missing_ok=True)
        bench.indexer.scan([str(bench.folder)], RULES)
        for _ in range(random.randrange(12)):
            bench.indexer.step()
        bench.vectors.refresh()
        assert bench.index.check() == []
    bench.run()
    fresh = Bench(tmp_path / "fresh", embedder=FakeChunkEmbedder(together=3))
    benches.append(fresh)
    for path in sorted(bench.folder.iterdir()):
        fresh.write(path.name, path.read_text(encoding="utf-8"))
    fresh.run()
    for path in sorted(bench.folder.iterdir()):
        assert codes_of(bench, str(path)) == codes_of(fresh, str(fresh.folder / path.name))
    assert kept(bench) == 0


def test_small_documents_share_a_request(benches: list[Bench], tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    benches.append(bench)
    for number in range(300):
        bench.write(f"{number}.txt", f"note {number}")
    bench.run()
    # As many as are planned together.
    assert sorted(map(len, bench.embedder.requests)) == [44, 256]


def test_a_document_on_which_the_model_fails_does_not_keep_others_waiting(benches: list[Bench], tmp_path: Path) -> None:
    bench = Bench(tmp_path, embedder=FakeChunkEmbedder("poison"))
    benches.append(bench)
    for number in range(5):
        bench.write(f"{number}.txt", f"note {number}" if number != 2 else "poison")
    bench.run()
    assert bench.indexer.model_problem is None
    assert bench.index.pending_chunks(bench.vectors.generation) == 1


@pytest.mark.parametrize("code", ["model-run", "model-missing"])
def test_a_model_that_always_fails_is_told_and_words_go_on(benches: list[Bench], tmp_path: Path, code: str) -> None:
    bench = Bench(tmp_path, embedder=FakeChunkEmbedder("note", code=code))
    benches.append(bench)
    for number in range(5):
        bench.write(f"{number}.txt", f"note {number}")
    bench.run()
    assert isinstance(bench.indexer.model_problem, ModelProblem)
    assert [event.code for event in bench.events if isinstance(event, Trouble)] == [code]
    assert bench.index.counts(None).indexed == 5
    assert len(bench.embedder.requests) <= 3


def test_progress_counts_what_an_earlier_run_left(benches: list[Bench], tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    benches.append(bench)
    bench.write("book.txt", "\n\n".join(f"paragraph {number}" for number in range(150)))
    bench.indexer.scan([str(bench.folder)], RULES)
    while bench.text.waiting:
        bench.text.step()
    # As after a restart: nothing is read, and all of the vectors are still to be made.
    bench.indexer.scan([str(bench.folder)], RULES)
    assert bench.indexer.step()
    progress = bench.indexer.progress
    assert (progress.phase, progress.embedded_chunks, progress.pending_chunks) == ("embedding", 150, 0)
    bench.write("more.txt", "1\n\n2\n\n3")
    bench.indexer.scan([str(bench.folder)], RULES)
    while bench.text.waiting:
        bench.indexer.step()
    bench.indexer.step()
    progress = bench.indexer.progress
    assert (progress.embedded_chunks, progress.pending_chunks) == (153, 0)
