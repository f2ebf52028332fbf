"""From text to vectors on a real index: in parts, once for the same text, and the same whatever was there before."""

from pathlib import Path
from random import Random

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError, ModelProblem
from pplx_desktop.core.events import Trouble
from pplx_desktop.core.types import FileStat
from pplx_desktop.engine.vector_stage import VectorStage
from tests.support.corpus import as_stored
from tests.support.fake_stages import FakeChunkEmbedder, FakeExtractor
from tests.support.stage_bench import RULES, Bench


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for a model answers at once: no step ends before its answer is there, however busy the machine."""
    monkeypatch.setattr("pplx_desktop.engine.vector_stage._PATIENCE_S", 60.0)


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
