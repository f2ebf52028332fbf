"""What a process reads before anybody asks, and when: codes, and what the words need of the whole index."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest

from pplx_desktop.cli.main import run_command_line
from pplx_desktop.core.errors import Cancelled
from pplx_desktop.core.events import ProgressChanged
from pplx_desktop.core.paths import HOME_VARIABLE
from pplx_desktop.core.ports import QueryEmbedder
from pplx_desktop.core.types import Fill, Progress, QueryVector
from pplx_desktop.engine.host import Host
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.engine.search_service import SearchService
from pplx_desktop.index import chunk_rows, code_blocks, rooms
from pplx_desktop.index.code_copies import CodeCopies
from pplx_desktop.index.store import Generation, Index
from pplx_desktop.search.searcher import Searcher
from tests.support.codes_index import codes_are_kept
from tests.support.corpus import Library
from tests.support.fakes import FakeEmbedder
from tests.support.homes import Home
from tests.support.waiting import eventually


class FakeSlot(ModelSlot):
    """A slot with a model that needs no child."""

    fake = FakeEmbedder()

    @property
    def embedder(self) -> QueryEmbedder:
        return self.fake

    def embedder_of(self, generation: Generation) -> QueryEmbedder:
        return self.fake


def index_a_boiler(home: Home) -> None:
    home.paths.create()
    library = Library(home.paths.index_file, FakeSlot.fake)
    library.put("/a/boiler.txt", "boiler")
    library.embed()
    library.index.close()


def test_a_process_keeps_codes_and_answers_as_one_that_has_none(home: Home) -> None:
    home.paths.create()
    library = Library(home.paths.index_file, FakeSlot.fake)
    for number in range(40):
        library.put(f"/a/{number}.{'txt' if number % 2 else 'md'}", f"boiler number {number}", "bread", "tram")
    library.embed()
    library.index.close()
    queries = ("boiler pressure", "tram to the harbour", "bread type:txt")
    with Index.open(home.paths.index_file, write=False) as index:
        expected = [Searcher(index, FakeSlot.fake).search(query, mode="meaning").hits for query in queries]
    for is_lasting in (False, True):
        with closing(SearchService(home.paths, FakeSlot(home.paths), is_lasting=is_lasting)) as service:
            assert [service.search(query, limit=20, mode="meaning").hits for query in queries] == expected
            assert service.code_bytes
        assert service.code_bytes == 0
        assert not codes_are_kept()
    assert all(expected)


def test_the_next_vectors_are_read_before_anybody_asks_for_them(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    warmed: list[bool] = []
    monkeypatch.setattr(SearchService, "warm_up", lambda _self: warmed.append(True))
    old, new = Fill("old", "searched", 9, 9), Fill("new", "next", 3, 9)
    with closing(Host(home.paths)) as host:
        for fills in ((old,), (old, new), (replace(new, done_chunks=9), old)):
            host.events.publish(ProgressChanged(Progress(fills=fills)))
        assert warmed == []
        for _ in range(2):
            host.events.publish(ProgressChanged(Progress(fills=(replace(new, role="searched"),))))
    assert warmed == [True]


def test_a_command_that_asks_nothing_by_meaning_makes_no_copy(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[int] = []
    monkeypatch.setattr(CodeCopies, "want", lambda _self, generation, **_: wanted.append(generation))
    monkeypatch.setenv(HOME_VARIABLE, str(home.folder))
    index_a_boiler(home)
    for command in (["search", "boiler", "--mode", "words"], ["status"]):
        assert run_command_line(command, lambda *_: 1) == 0
    assert wanted == []
    with closing(SearchService(home.paths, FakeSlot(home.paths))) as service:
        service.search("boiler", limit=1, mode="words")
        assert wanted == []
        service.search("boiler", limit=1, mode="hybrid")
    assert wanted


def test_the_copy_is_begun_before_the_model_is_asked(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    index_a_boiler(home)
    with closing(SearchService(home.paths, FakeSlot(home.paths))) as service:

        class Slow(FakeEmbedder):
            def embed_query(self, text: str) -> QueryVector:
                eventually(lambda: service.code_bytes)
                return super().embed_query(text)

        monkeypatch.setattr(FakeSlot, "fake", Slow())
        assert service.search("boiler", limit=1, mode="meaning").hits


def test_closing_calls_off_who_waits_for_codes(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    index_a_boiler(home)
    begun = threading.Event()
    read: list[object] = []

    def hold(copies: CodeCopies, _: int) -> None:
        begun.set()
        eventually(lambda: copies._is_closed)

    monkeypatch.setattr(CodeCopies, "_make", hold)
    monkeypatch.setattr(code_blocks, "nearest_chunks", lambda *asked: read.append(asked) or [])
    service = SearchService(home.paths, FakeSlot(home.paths), is_lasting=True)
    with ThreadPoolExecutor(1) as threads:
        searching = threads.submit(service.search, "boiler", limit=1, mode="meaning")
        assert begun.wait(20)
        service.close()
        with pytest.raises(Cancelled):
            searching.result(20)
    # All codes would be read then, one block after the other.
    assert read == []


def test_a_host_reads_what_the_words_need_and_then_the_codes(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    for name in ("read_ahead", "warm_up"):
        monkeypatch.setattr(SearchService, name, lambda _self, name=name: begun.append(name))
    with closing(Host(home.paths)) as host:
        host.start()
        eventually(lambda: len(begun) == 2)
    assert begun == ["read_ahead", "warm_up"]


def test_what_was_read_ahead_is_not_read_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.paths.create()
    with closing(SearchService(home.paths, FakeSlot(home.paths))) as service:
        # Nothing is indexed yet, which is no fault.
        service.read_ahead()
        library = Library(home.paths.index_file)
        library.put("/a/boiler.txt", "boiler")
        library.index.close()
        service.read_ahead()

        def fail(_: object) -> None:
            raise AssertionError

        monkeypatch.setattr(chunk_rows, "_read_spans", fail)
        monkeypatch.setattr(rooms, "_read_lengths", fail)
        assert service.search("boiler", limit=1, mode="words").hits
        with service.reading() as index, index.snapshot():
            assert chunk_rows.known_spans(index._db) is not None
            assert len(rooms.listed_lengths(index._db)) == 0
