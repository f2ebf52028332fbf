"""Whatever a file does to its child, the pool answers with a document or a reason, and goes on."""

import os
import signal
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from pplx_desktop.core.errors import Cancelled, ExtractionCode, ExtractionError
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import ChunkedDocument, FileStat, ReadOptions
from pplx_desktop.engine import extract_pool
from pplx_desktop.engine.child import ChildProcess
from pplx_desktop.engine.extract_pool import ExtractPool, deadline_s
from pplx_desktop.engine.wanted_model import WantedModel
from tests.support.homes import write_docx, write_pdf
from tests.support.waiting import eventually


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[ExtractPool]:
    made = ExtractPool(delivered("models"), tmp_path / "models", WantedModel("all-minilm-l6-v2"), size=2)
    yield made
    made.close()


def stat(path: Path) -> FileStat:
    status = path.stat()
    return FileStat(str(path), status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)


def reason(pool: ExtractPool, path: Path) -> str:
    with pytest.raises(ExtractionError) as caught:
        pool.extract(stat(path))
    return caught.value.code


@contextmanager
def in_hand(pool: ExtractPool, file: FileStat) -> Iterator[tuple[psutil.Process, Future[ChunkedDocument]]]:
    """The one child that waits for work, with a file that it does not get on with until the block ends."""
    (child,) = psutil.Process().children()
    child.suspend()
    with ThreadPoolExecutor(1) as threads:
        try:
            # Its memory is looked at while it has a request.
            for idle in pool._idle:
                idle._peak_bytes = 0
            reading = threads.submit(pool.extract, file)
            eventually(lambda: any(busy._peak_bytes for busy in tuple(pool._busy)))
            yield child, reading
        finally:
            with suppress(psutil.NoSuchProcess):
                child.resume()


def test_documents_come_back_with_chunks_and_places(pool: ExtractPool, tmp_path: Path) -> None:
    pdf = pool.extract(stat(write_pdf(tmp_path / "a.pdf", "First page", "Second page")))
    assert [(chunk.page, text) for chunk, text in zip(pdf.chunks, pdf.texts(), strict=True)] == [
        (1, "First page"),
        (2, "Second page"),
    ]
    docx = pool.extract(stat(write_docx(tmp_path / "b.docx", "One paragraph.", "Another.")))
    assert docx.document.kind == "docx"
    assert docx.texts() == ["One paragraph.\n\nAnother."]


def test_chunks_are_cut_by_the_tokens_of_the_model(pool: ExtractPool, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("The quick brown fox jumps over the lazy dog. " * 400, encoding="utf-8")
    texts = pool.extract(stat(path)).texts()
    assert len(texts) > 10
    # Ten tokens a sentence: whole sentences, none beyond 224 tokens.
    assert all(text.endswith("dog.") and text.count("fox") <= 22 for text in texts)
    assert sum(text.count("fox") for text in texts) == 400


def test_a_name_that_is_no_text_is_read(pool: ExtractPool, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a path of bytes
        stream.write("Crème brûlée")
    assert pool.extract(stat(Path(os.fsdecode(path)))).texts() == ["Crème brûlée"]


def test_hostile_files_have_their_reasons(pool: ExtractPool, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * 300_000_000)
    assert reason(pool, bomb) == ExtractionCode.BOMB
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\n" + os.urandom(4096))
    assert reason(pool, broken) == ExtractionCode.DAMAGED
    assert reason(pool, tmp_path / "broken.pdf") == ExtractionCode.DAMAGED
    write_pdf(tmp_path / "good.pdf", "Still here")
    assert pool.extract(stat(tmp_path / "good.pdf")).texts() == ["Still here"]


def test_a_file_that_takes_too_long_costs_its_child_only(
    pool: ExtractPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pdf(tmp_path / "good.pdf", "Still here")
    pool.extract(stat(tmp_path / "good.pdf"))
    monkeypatch.setattr(extract_pool, "deadline_s", lambda *_: 0.01)
    (child,) = psutil.Process().children()
    child.suspend()
    assert reason(pool, tmp_path / "good.pdf") == ExtractionCode.TIMEOUT
    assert not child.is_running()
    monkeypatch.undo()
    assert pool.extract(stat(tmp_path / "good.pdf")).texts() == ["Still here"]


def test_a_file_whose_child_is_killed_is_read_all_the_same(pool: ExtractPool, tmp_path: Path) -> None:
    file = stat(write_pdf(tmp_path / "good.pdf", "Still here"))
    pool.extract(file)
    for child in psutil.Process().children():
        child.kill()
    assert pool.extract(file).texts() == ["Still here"]
    with in_hand(pool, file) as (child, reading):
        child.kill()
    assert reading.result().texts() == ["Still here"]


def test_children_that_are_killed_while_they_have_nothing_to_do_cost_no_file(pool: ExtractPool, tmp_path: Path) -> None:
    file = stat(write_pdf(tmp_path / "good.pdf", "Still here"))
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(pool.extract, [file, file]))
    children = psutil.Process().children()
    assert len(children) == 2
    for child in children:
        child.kill()
    eventually(lambda: all(child.status() == psutil.STATUS_ZOMBIE for child in children))
    assert pool.extract(file).texts() == ["Still here"]


@pytest.mark.parametrize(("number", "tries"), [(signal.SIGKILL, 2), (signal.SIGTERM, 2), (signal.SIGSEGV, 1)])
def test_a_file_whose_children_end_is_given_up(
    pool: ExtractPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, tries: int
) -> None:
    started: list[int] = []
    start = ExtractPool._start

    def ending(self: ExtractPool) -> ChildProcess:
        child = start(self)
        started.append(child.pid)
        os.kill(child.pid, number)
        return child

    monkeypatch.setattr(ExtractPool, "_start", ending)
    assert reason(pool, write_pdf(tmp_path / "good.pdf", "Still here")) == ExtractionCode.CRASHED
    assert len(started) == tries  # once more only where something else may have ended the first
    monkeypatch.undo()
    assert pool.extract(stat(tmp_path / "good.pdf")).texts() == ["Still here"]


def test_a_crash_of_a_child_that_took_much_memory_is_one_of_memory(
    pool: ExtractPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = stat(write_pdf(tmp_path / "good.pdf", "Still here"))
    pool.extract(file)
    monkeypatch.setattr(extract_pool, "_MEMORY_LIMIT_BYTES", 20 * 1024 * 1024)
    with in_hand(pool, file) as (child, reading):
        child.send_signal(signal.SIGABRT)
    problem = reading.exception()
    assert isinstance(problem, ExtractionError)
    assert problem.code == ExtractionCode.MEMORY


def test_resting_and_closing_end_the_children(pool: ExtractPool, tmp_path: Path) -> None:
    before = len(psutil.Process().children())
    file = stat(write_pdf(tmp_path / "good.pdf", "Still here"))
    pool.extract(file)
    assert len(psutil.Process().children()) == before + 1
    pool.rest()
    assert len(psutil.Process().children()) == before
    assert pool.extract(file).texts() == ["Still here"]
    pool.close()
    assert len(psutil.Process().children()) == before
    with pytest.raises(Cancelled):
        pool.extract(file)


def test_who_closes_waits_for_no_child(pool: ExtractPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    before = psutil.Process().children()
    pool.extract(stat(write_pdf(tmp_path / "good.pdf", "Here")))
    monkeypatch.setattr(ChildProcess, "close", lambda *child: asked.append(child))
    pool.close()
    assert (asked, psutil.Process().children()) == ([], before)


def test_closing_frees_those_who_wait(pool: ExtractPool, tmp_path: Path) -> None:
    slow = tmp_path / "slow.txt"
    slow.write_text("word " * 3_000_000, encoding="utf-8")
    ended: list[str] = []

    def read() -> None:
        try:
            pool.extract(stat(slow))
            ended.append("read")
        except Cancelled:
            ended.append("cancelled")

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    # Both are read as long as it takes, and the other threads wait.
    eventually(lambda: len(psutil.Process().children()) == 2, pause_s=0.01)
    pool.close()
    for thread in threads:
        thread.join(20)
    assert len(ended) == 4
    assert "cancelled" in ended


def test_large_files_have_more_time() -> None:
    assert deadline_s(0) == 30
    assert deadline_s(50_000_000) == 180
    assert deadline_s(0, ReadOptions(ocr=True)) == 1800


def test_one_child_stays_warm_for_a_file_that_is_saved_again(pool: ExtractPool, tmp_path: Path) -> None:
    """An edit is to be found within a second; a child's start alone can take half of it."""
    file = stat(write_pdf(tmp_path / "good.pdf", "Still here"))
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(pool.extract, [file] * 8))
    pool.rest(60.0)
    (child,) = psutil.Process().children()
    pool.extract(file)
    assert [child] == psutil.Process().children()
    pool.rest(60.0)
    assert [child] == psutil.Process().children()
    time.sleep(0.05)
    pool.rest(0.04)
    assert psutil.Process().children() == []
