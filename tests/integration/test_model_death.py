"""The model's process is killed under the real engine: nothing is lost, words go on, and meaning comes back."""

import contextlib
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import psutil
import pytest

from pplx_desktop.core.events import Trouble
from pplx_desktop.engine.host import Host
from pplx_desktop.index.store import Index
from tests.support.homes import Home
from tests.support.waiting import eventually

PATIENCE_S = 180
WORDS = ["boiler", "garden", "castle", "tram", "ticket", "compost", "window", "copper", "harbour", "engine", "bread"]


@pytest.fixture
def library(home: Home) -> Home:
    """Some hundred passages: seconds of work for the model, in documents that are large and small."""
    random = Random(5)
    home.documents.mkdir(parents=True)
    for number, length in enumerate((7000, *(1500,) * 8)):
        text = " ".join(random.choice(WORDS) for _ in range(length))
        (home.documents / f"{number}.txt").write_text(text, encoding="utf-8")
    return home


@pytest.fixture
def host(library: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    # A request for each passage: much is left to do when the first document is done, however fast the machine.
    monkeypatch.setattr("pplx_desktop.engine.vector_stage._REQUEST_S", 0.001)
    engine = Host(library.paths)
    engine.events.subscribe(library.events.append)
    yield engine
    engine.close()


def model_children() -> list[psutil.Process]:
    found: list[psutil.Process] = []
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.Error):
            if "model" in child.cmdline():
                found.append(child)
    return found


def kill_at_work(host: Host) -> list[int]:
    """SIGKILL to the model's process as soon as a document has its vectors. Returns its id."""
    eventually(lambda: host.status().counts.embedded, PATIENCE_S)
    killed = model_children()
    for child in killed:
        child.kill()
    return [child.pid for child in killed]


@contextmanager
def all_killed() -> Generator[list[int]]:
    """Kill every model's process as soon as it is there. Gives the ids of those that were."""
    stop = threading.Event()
    killed: list[int] = []

    def kill() -> None:
        while not stop.wait(0.02):
            for child in model_children():
                with contextlib.suppress(psutil.Error):
                    child.kill()
                    killed.append(child.pid)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        stop.set()
        thread.join()


def all_codes(index_file: Path) -> dict[bytes, bytes]:
    """The int8 codes of all documents, by the hash of their content."""
    with Index.open(index_file, write=False) as index:
        assert index.check() == []
        rows = index._db.rows("SELECT id, content_hash FROM documents")
        codes = {content_hash: index.retrieval.codes(1, document) for document, content_hash in rows}
    return {content_hash: found.int8 for content_hash, found in codes.items() if found is not None}


def is_complete(host: Host) -> bool:
    counts = host.status().counts
    return counts.indexed == 9 and counts.embedded == counts.chunks > 0


def troubles(home: Home) -> list[str]:
    return [event.code for event in home.events if isinstance(event, Trouble)]


def test_a_kill_in_the_middle_of_a_batch_loses_nothing(host: Host, library: Home) -> None:
    host.add_folder(str(library.documents))
    host.start()
    killed = kill_at_work(host)
    assert not is_complete(host)
    eventually(lambda: is_complete(host), PATIENCE_S)
    assert troubles(library) == []
    assert len(killed) == 1
    assert [child.pid for child in model_children()] != killed
    assert host.search("boiler", mode="meaning").hits
    host.close()
    undisturbed = Home(library.folder / "undisturbed")
    undisturbed.index(library.documents)
    assert all_codes(library.paths.index_file) == all_codes(undisturbed.paths.index_file)


def test_killed_again_and_again_it_searches_words_says_so_and_goes_on_later(
    host: Host, library: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pplx_desktop.engine.background._MODEL_RETRY_S", 0.5)
    host.add_folder(str(library.documents))
    host.start()
    kill_at_work(host)
    with all_killed() as killed:
        eventually(lambda: "model-crashed" in troubles(library), PATIENCE_S)
        assert len(killed) >= 2
        assert 0 < host.status().counts.embedded < host.status().counts.chunks
        result = host.search("harbour engine")
        assert result.hits
        assert "words and names" in " ".join(result.notices)
        assert host.status().counts.indexed == 9
        assert not is_complete(host)
    eventually(lambda: is_complete(host), PATIENCE_S)
    monkeypatch.setattr("pplx_desktop.engine.lane._CRASH_REST_S", 0.0)
    assert host.search("harbour engine", mode="meaning").hits
    assert host.search("harbour engine").notices == ()
