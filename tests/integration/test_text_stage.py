"""Reading: what brought its reader down, text in pictures, and what the user asks to be read again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import ClassVar

import pytest
from PIL import Image, ImageDraw, ImageFont

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.events import EventBus, ProgressChanged
from pplx_desktop.core.ledger_types import LedgerView
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import (
    PLAIN_READING,
    ChunkedDocument,
    Document,
    FileStat,
    FileState,
    Pace,
    PaceReason,
    Progress,
    ReadOptions,
)
from pplx_desktop.engine import text_stage
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.indexer import Indexer
from pplx_desktop.engine.ocr_pass import OcrPass
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.files.reading import content_hash
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.index.store import Index
from tests.support.fake_stages import FakeChunkEmbedder, FakeExtractor
from tests.support.homes import Home

RULES = ScanRules()


class Reader(FakeExtractor):
    """Reads text files. A file that says `picture` gives no text, and one that says `scan` not all of it, unless text in
    pictures is recognised; one that says `blank` has none in its picture either; `crash` and `hang` are what they say.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, bool]] = []
        self.is_mended = False

    def extract(self, file: FileStat, options: ReadOptions = PLAIN_READING) -> ChunkedDocument:
        name = Path(file.path).name
        text = Path(file.path).read_text(encoding="utf-8")
        self.asked.append((name, options.ocr))
        for word, code in (("crash", ExtractionCode.CRASHED), ("hang", ExtractionCode.TIMEOUT)):
            if word in text and not self.is_mended and (options.ocr or "ocr" not in text):
                raise ExtractionError(code, "Its reader ended.")
        if ("picture" in text and not options.ocr) or "blank" in text:
            raise ExtractionError(ExtractionCode.PICTURED, "Its text is a picture.")
        read = super().extract(file, options)
        pictured = 1 if "scan" in text and not options.ocr else 0
        document = read.document
        return ChunkedDocument(
            Document(document.kind, document.title, document.text, document.blocks, pictured_pages=pictured),
            read.chunks,
        )


class Bench:
    def __init__(self, folder: Path, *, ocr: bool = True) -> None:
        self.folder = folder / "docs"
        self.folder.mkdir()
        self.reader = Reader()
        self.index = Index.open(folder / "index.sqlite3", write=True)
        self.embedder = FakeChunkEmbedder()
        self.events = EventBus()
        self.text, self.indexer = self.start(ocr=ocr)

    def start(self, *, ocr: bool = True) -> tuple[TextStage, Indexer]:
        """As after a start of the program."""
        gate = Gate()
        text = TextStage(self.index, self.reader, 2, gate)
        vectors = VectorStage(self.index, self.embedder, "fake", gate)
        recognising = OcrPass(self.index, text) if ocr else None
        return text, Indexer(self.index, text, vectors, self.events, gate, ocr=recognising)

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def run(self) -> None:
        self.indexer.run([str(self.folder)], RULES)
        assert self.index.check() == []

    def state(self, path: str) -> tuple[FileState, str]:
        record = self.index.record(path)
        assert record is not None
        return record.state, record.reason

    def close(self) -> None:
        self.reader.close()
        self.text.close()
        self.index.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(("text", "reason"), [("a crash", "extractor-crashed"), ("to hang", "timeout")])
def test_content_that_brings_its_reader_down_is_not_read_in_another_file(bench: Bench, text: str, reason: str) -> None:
    first = bench.write("first.txt", text)
    bench.run()
    assert bench.state(first) == (FileState.FAILED, reason)
    copy = bench.write("copy.txt", text)
    os.utime(first, (1, 1))
    asked = len(bench.reader.asked)
    bench.run()
    assert bench.state(copy) == bench.state(first) == (FileState.FAILED, reason)
    assert len(bench.reader.asked) == asked
    bench.write("copy.txt", text + " no more".replace("a crash", ""))
    bench.reader.is_mended = True
    bench.run()
    assert bench.state(copy) == (FileState.INDEXED, "")
    assert bench.state(first) == (FileState.FAILED, reason)


def test_what_failed_is_read_again_when_the_user_asks_for_it(bench: Bench) -> None:
    path, other = bench.write("first.txt", "a crash"), bench.write("other.txt", "a crash")
    bench.run()
    bench.reader.is_mended = True
    bench.run()
    assert bench.state(path) == (FileState.FAILED, "extractor-crashed")
    bench.indexer.index_now([path])
    bench.run()
    assert bench.state(path) == (FileState.INDEXED, "")
    bench.indexer.index_now([str(bench.folder)])
    bench.run()
    assert bench.state(other) == (FileState.INDEXED, "")
    assert len(bench.reader.asked) <= 3  # once its copy is read, it is not


def test_text_in_pictures_is_recognised_last_of_all_and_once(bench: Bench) -> None:
    picture, scan = bench.write("a.txt", "a picture"), bench.write("b.txt", "a scan")
    blank, plain = bench.write("c.txt", "blank picture"), bench.write("d.txt", "plain")
    bench.run()
    order = [ocr for _, ocr in bench.reader.asked]
    assert order == sorted(order)
    assert sorted(name for name, ocr in bench.reader.asked if ocr) == ["a.txt", "b.txt", "c.txt"]
    assert bench.state(picture) == bench.state(scan) == bench.state(plain) == (FileState.INDEXED, "")
    assert bench.state(blank) == (FileState.SKIPPED, "no-text")
    assert sorted(bench.embedder.embedded) == ["a picture", "a scan", "plain"]
    asked = len(bench.reader.asked)
    _, bench.indexer = bench.start()
    bench.run()
    assert len(bench.reader.asked) == asked


def test_without_recognition_pictures_are_skipped_with_their_reason_until_it_is_there(tmp_path: Path) -> None:
    bench = Bench(tmp_path, ocr=False)
    try:
        picture = bench.write("a.txt", "a picture")
        bench.run()
        bench.run()
        assert bench.state(picture) == (FileState.SKIPPED, "text-in-picture")
        assert bench.reader.asked == [("a.txt", False)]
        bench.text, bench.indexer = bench.start()
        bench.run()
        assert bench.state(picture) == (FileState.INDEXED, "")
    finally:
        bench.close()


def test_while_embedding_is_paused_nothing_is_recognised_but_what_was_asked_for(bench: Bench) -> None:
    class Policy:
        now: Pace = "paused"

        def pace(self) -> tuple[Pace, PaceReason]:
            return self.now, "battery" if self.now == "paused" else ""

        def rest_s(self, worked_s: float) -> float:
            return 0.0

    policy = Policy()
    asked, other = bench.write("a.txt", "a picture"), bench.write("b.txt", "another picture")
    bench.indexer._ocr = OcrPass(bench.index, bench.text, policy)
    bench.indexer.scan([str(bench.folder)], RULES)
    while bench.indexer.step():
        pass
    assert bench.indexer.is_held
    assert bench.state(asked) == bench.state(other) == (FileState.SKIPPED, "text-in-picture")
    bench.indexer.index_now([asked])
    while bench.indexer.step():
        pass
    assert bench.state(asked) == (FileState.INDEXED, "")
    assert bench.state(other) == (FileState.SKIPPED, "text-in-picture")
    policy.now = "full"
    while bench.indexer.step():
        pass
    assert not bench.indexer.is_held
    assert bench.state(other) == (FileState.INDEXED, "")


def test_how_many_pictures_are_left_is_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pplx_desktop.engine.indexer._PROGRESS_INTERVAL_S", 0)
    bench.write("a.txt", "words")
    for number in range(5):
        bench.write(f"{number}.txt", f"a picture, the number {number}")
    told: list[Progress] = []
    bench.events.subscribe(lambda event: told.append(event.progress) if isinstance(event, ProgressChanged) else None)
    bench.run()
    reading = [progress for progress in told if progress.phase == "reading"]
    assert list(dict.fromkeys(progress.pictures for progress in reading)) == [0, 5, 3, 1]
    assert all(progress.eta_s is None for progress in reading if progress.pictures)
    assert not told[-1].pictures


def test_copies_of_a_picture_are_recognised_once(bench: Bench) -> None:
    copies = [bench.write(f"{number}.txt", "a picture") for number in range(6)]
    bench.run()
    assert all(bench.state(path) == (FileState.INDEXED, "") for path in copies)
    assert [ocr for _, ocr in bench.reader.asked].count(True) <= 2  # two are handed over at a time


def test_at_a_slow_pace_there_is_a_rest_after_each_recognition(bench: Bench) -> None:
    class Policy:
        rests: ClassVar[list[float]] = []
        now: Pace = "slow"

        def pace(self) -> tuple[Pace, PaceReason]:
            return self.now, "busy"

        def rest_s(self, worked_s: float) -> float:
            self.rests.append(worked_s)
            return 60.0 if self.now == "slow" else 0.0

    policy = Policy()
    for number in range(4):
        bench.write(f"{number}.txt", f"a picture, the number {number}")
    bench.indexer._ocr = OcrPass(bench.index, bench.text, policy)
    bench.indexer.scan([str(bench.folder)], RULES)
    while bench.indexer.step():
        pass
    assert bench.indexer.is_held
    assert 5 < bench.indexer.rest_s <= 60
    assert [ocr for _, ocr in bench.reader.asked].count(True) == 1
    assert len(policy.rests) == 1
    policy.now = "full"
    while bench.indexer.step():
        pass
    assert not bench.indexer.is_held
    assert [ocr for _, ocr in bench.reader.asked].count(True) == 4


def test_a_bug_on_one_file_costs_that_file(bench: Bench, monkeypatch: pytest.MonkeyPatch, bugs: list[str]) -> None:
    bad, good = bench.write("bad.txt", "bad"), bench.write("good.txt", "good")
    unhashed = bench.write("unhashed.txt", "unhashed")
    real_extract, real_hash = bench.reader.extract, content_hash

    def extract(file: FileStat, options: ReadOptions = PLAIN_READING) -> ChunkedDocument:
        if file.path == bad:
            raise IndexError("nobody thought of this")
        return real_extract(file, options)

    def hashed(file: FileStat) -> bytes:
        if file.path == unhashed:
            raise RuntimeError("nor of this")
        return real_hash(file)

    monkeypatch.setattr(bench.reader, "extract", extract)
    monkeypatch.setattr("pplx_desktop.engine.text_stage.content_hash", hashed)
    bench.run()
    assert bench.state(good) == (FileState.INDEXED, "")
    assert bench.state(bad) == bench.state(unhashed) == (FileState.FAILED, "extractor-crashed")
    details = {entry.path: entry.detail for entry in bench.index.ledger_page(LedgerView()).entries}
    assert "nobody thought of this" in details[bad]
    assert len(bugs) == 2
    bugs.clear()


def test_a_scan_whose_recognition_fails_keeps_the_text_that_it_has(bench: Bench) -> None:
    path = bench.write("a.txt", "a scan where ocr will crash")
    bench.run()
    assert bench.state(path) == (FileState.INDEXED, "")
    view = bench.index.view(path)
    assert view is not None
    assert view.text == "a scan where ocr will crash"
    asked = len(bench.reader.asked)
    _, bench.indexer = bench.start()
    bench.run()
    assert len(bench.reader.asked) == asked


def test_a_picture_that_was_asked_for_is_recognised_before_others_are_read(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So that a step is one of few files.
    monkeypatch.setattr(text_stage, "_SHARED_S", 0.0)
    picture = bench.write("a.txt", "a picture")
    bench.text, bench.indexer = bench.start(ocr=False)
    bench.run()
    for number in range(40):
        bench.write(f"more{number}.txt", f"more {number}")
    bench.text, bench.indexer = bench.start()
    bench.indexer.index_now([picture])
    bench.indexer.scan([str(bench.folder)], RULES)
    while bench.state(picture)[0] is not FileState.INDEXED:
        assert bench.indexer.step()
    assert bench.text.waiting > 20


def test_text_in_a_real_picture_is_found_by_words_and_by_meaning(notes_home: Home) -> None:
    picture = Image.new("L", (1200, 300), 255)
    font = ImageFont.load_default(size=48)
    ImageDraw.Draw(picture).text((40, 80), "Invoice for the albatross tickets", fill=0, font=font)
    picture.save(notes_home.documents / "shot.png")
    summary = notes_home.index()
    assert (summary.files, summary.indexed) == (5, 5)
    assert notes_home.names("albatross")[0] == "shot.png"
    assert notes_home.names("bill for a journey", "meaning")[0] in {"shot.png", "trip.html"}
    notes_home.settings = Settings(ocr=False)
    (notes_home.documents / "later.png").write_bytes((notes_home.documents / "shot.png").read_bytes() + b"\0")
    assert notes_home.index().skipped == 1


def test_files_that_come_one_after_another_share_a_transaction(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[int] = []
    real = bench.index.batch

    def counted() -> AbstractContextManager[None]:
        batches.append(1)
        return real()

    monkeypatch.setattr(bench.index, "batch", counted)
    for number in range(40):
        bench.write(f"note{number}.txt", f"note {number}")
    bench.run()
    assert len(batches) < 20
    assert all(bench.state(str(path))[0] is FileState.INDEXED for path in bench.folder.iterdir())
