"""The copies of codes of one process: each reader is answered by the state of its own snapshot, whoever writes meanwhile."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pytest

from pplx_desktop.core.errors import Cancelled
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.index import code_blocks, code_copies
from pplx_desktop.index.code_copies import CodeCopies
from pplx_desktop.index.code_copy import CodeCopy
from pplx_desktop.index.connection import Database, set_aside
from pplx_desktop.index.store import Index
from tests.support.codes_index import DIMS, CodesIndex, codes_are_kept, truth
from tests.support.waiting import eventually

OLD_INDEX = Path(__file__).parent.parent / "fixtures" / "index" / "0003.sqlite3.gz"
LIMIT = 60
QUERIES = [row.tobytes() for row in np.random.default_rng(3).integers(0, 256, (3, DIMS // 8), np.uint8)]

Answers = list[list[tuple[int, int]]]


class Shelf:
    """An index that is written, its copies, and readers of both."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._stack = stack
        self.written = CodesIndex(path)
        stack.callback(self.written.index.close)
        self.copies = CodeCopies(path)
        stack.callback(self.copies.close)

    def reader(self, copies: CodeCopies | None = None) -> Index:
        return self._stack.enter_context(Index.open(self.written.path, write=False, codes=copies or self.copies))

    def copy(self, reader: Index) -> CodeCopy | None:
        with reader.snapshot():
            return self.copies.at(reader._db, self.written.generation)

    def warm(self, reader: Index) -> None:
        eventually(lambda: _has_copy(self.copies, reader))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with ExitStack() as stack:
        made = Shelf(tmp_path / "index.sqlite3", stack)
        for seed in range(3):
            made.written.put(700, seed)
        yield made


def answers(index: Index) -> Answers:
    return [index.retrieval.nearest(1, bits, LIMIT, documents=None) for bits in QUERIES]


def expected(index: Index) -> Answers:
    return [truth(index._db, 1, bits, LIMIT, None) for bits in QUERIES]


def test_the_copy_is_made_in_the_background_and_answers_are_the_same_before_and_after(shelf: Shelf) -> None:
    reader = shelf.reader()
    assert shelf.copies.size_bytes == 0
    before = answers(reader)
    shelf.warm(reader)
    assert shelf.copies.size_bytes > 2100 * DIMS // 8
    assert answers(reader) == before == expected(reader)


def test_what_comes_and_goes_is_seen_at_once(shelf: Shelf) -> None:
    reader = shelf.reader()
    shelf.warm(reader)
    for seed in range(8):
        shelf.written.delete(shelf.written.documents[0])
        shelf.written.put(300, seed)
        shelf.written.again(shelf.written.documents[-2], seed + 1)
        assert shelf.copy(reader) is not None
        assert answers(reader) == expected(reader)


def test_an_older_snapshot_goes_on_with_what_it_has(shelf: Shelf) -> None:
    old, new = shelf.reader(), shelf.reader()
    shelf.warm(old)
    with old.snapshot():
        before = answers(old)
        shelf.written.again(shelf.written.documents[0], 5)
        shelf.written.delete(shelf.written.documents[1])
        after = answers(new)
        assert after == expected(new) != before
        # The newest copy is ahead of this reader now.
        assert answers(old) == before == expected(old)
        assert answers(new) == after
    assert answers(old) == after


def test_after_many_changes_the_thread_catches_up(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_copies, "_READ_AT_ONCE", 0)
    reader = shelf.reader()
    shelf.warm(reader)
    shelf.written.put(500, 4)
    assert answers(reader) == expected(reader)
    shelf.warm(reader)
    assert answers(reader) == expected(reader)


def test_an_index_that_is_begun_anew_is_not_answered_from_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    with ExitStack() as stack:
        copies = CodeCopies(path)
        stack.callback(copies.close)
        for seed in (1, 2):
            written = CodesIndex(path)
            with written.index, Index.open(path, write=False, codes=copies) as reader:
                written.put(700, seed)
                assert answers(reader) == expected(reader)
                eventually(lambda reader=reader: _has_copy(copies, reader))
                assert answers(reader) == expected(reader)
            set_aside(path)


def test_no_two_sets_of_vectors_ever_have_the_same_numbers(tmp_path: Path) -> None:
    """Not even new ones without a vector, nor those that an older version of the program made."""
    stamps: list[int] = []
    for name in ("one", "other"):
        path = tmp_path / name
        path.write_bytes(gzip.decompress(OLD_INDEX.read_bytes()))
        with Index.open(path, write=True) as index:
            index.ensure_generation("new", "new", DIMS)
            for known in index.generations():
                stamp = code_blocks.stamp_of(index._db, known.id)
                blocks = code_blocks.block_stamps(index._db, known.id)
                assert len(blocks) == (known.fingerprint != "new")
                stamps += [*(stamp or ())[:1], *blocks.values()]
    assert len(stamps) == len(set(stamps)) == 6
    assert 0 not in stamps


def _has_copy(copies: CodeCopies, reader: Index) -> bool:
    with reader.snapshot():
        return copies.at(reader._db, 1) is not None


def test_what_nobody_uses_is_given_back_and_comes_again(shelf: Shelf) -> None:
    kept: list[int] = []
    given_back: list[int] = []

    class Watched(CodeCopies):
        def _put(self, copy: CodeCopy) -> None:
            super()._put(copy)
            kept.append(self.size_bytes)

    copies = Watched(shelf.written.path, unused_s=0.2, given_back=lambda: given_back.append(copies.size_bytes))
    reader = shelf.reader(copies)
    for times in (1, 2):
        assert reader.retrieval.nearest(1, QUERIES[0], LIMIT, documents=None) == expected(reader)[0]
        eventually(lambda times=times: given_back.count(0) >= times and not codes_are_kept())
        assert copies.size_bytes == 0
    copies.close()
    # What the making took, and then all. A slow machine gives it back before it is looked at, and makes it once more.
    assert [size for size in given_back if size] == kept
    assert min(kept) > 0


def test_where_memory_is_short_there_is_no_copy_and_every_answer(shelf: Shelf) -> None:
    asked: list[int] = []

    def has_room(more_bytes: int) -> bool:
        asked.append(more_bytes)
        return False

    copies = CodeCopies(shelf.written.path, has_room=has_room)
    reader = shelf.reader(copies)
    assert answers(reader) == expected(reader)
    eventually(lambda: asked)
    assert 2100 * DIMS // 8 < asked[0] < 4 * 1024 * (DIMS // 8 + 8)
    eventually(lambda: not codes_are_kept())
    assert answers(reader) == expected(reader)
    # It is not tried again soon.
    assert not codes_are_kept()
    assert len(asked) == 1
    copies.close()


def test_a_copy_that_grows_past_the_memory_there_is_is_given_up(shelf: Shelf) -> None:
    most = [10**6]
    with closing(CodeCopies(shelf.written.path, has_room=lambda more_bytes: more_bytes < most[0])) as copies:
        reader = shelf.reader(copies)
        answers(reader)
        eventually(lambda: copies.size_bytes)
        most[0] = 100
        shelf.written.put(300, 1)
        assert answers(reader) == expected(reader)
        assert copies.size_bytes == 0


def test_memory_that_runs_out_in_a_search_costs_the_copy_only(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = shelf.reader()
    shelf.warm(reader)

    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(CodeCopy, "renewed", fail)
    shelf.written.put(10, 1)
    assert answers(reader) == expected(reader)
    assert shelf.copies.size_bytes == 0


def test_only_what_changed_is_read_again(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_blocks, "SEGMENT_BLOCKS", 1)
    reader = shelf.reader()
    shelf.warm(reader)
    before = shelf.copy(reader)
    shelf.written.put(3, 1)
    after = shelf.copy(reader)
    assert before is not None
    assert after is not None
    known = {id(segment) for segment in before.segments}
    assert [id(segment) in known for segment in after.segments] == [True, True, False]


def test_a_set_of_vectors_that_is_not_searched_any_more_is_let_go(shelf: Shelf) -> None:
    reader = shelf.reader()
    shelf.warm(reader)
    index = shelf.written.index
    other = index.ensure_generation("other", "other", 64)
    with index.batch():
        code_blocks.put_bits(index._db, other, [(1, bytes(8)), (2, b"\xff" * 8)])
    index.set_roles({other: "searched"})
    shelf.copies.want(other)
    eventually(lambda: 0 < shelf.copies.size_bytes < 100)
    assert reader.retrieval.nearest(other, bytes(8), 1, documents=None) == [(1, 0)]


def test_who_needs_a_copy_that_is_being_made_waits_for_it(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr(code_blocks, "nearest_chunks", lambda *asked: read.append(asked) or [])
    reader = shelf.reader()
    assert answers(reader) == expected(reader)
    assert read == []


def test_a_copy_is_urgent_once_somebody_searches(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, renewed = threading.Event(), CodeCopy.renewed
    urgent: list[bool] = []

    def waited(copy: CodeCopy, database: Database, stamp: int, *, is_urgent: Callable[[], bool]) -> CodeCopy | None:
        urgent.append(is_urgent())
        begun.set()
        eventually(is_urgent)
        return renewed(copy, database, stamp, is_urgent=is_urgent)

    reader = shelf.reader()
    with monkeypatch.context() as watched:
        watched.setattr(CodeCopy, "renewed", waited)
        shelf.copies.want(1)
        assert begun.wait(20)
        shelf.copies.expect(1)
        assert answers(reader) == expected(reader)
    assert urgent == [False]
    assert not shelf.copies._is_urgent


def test_who_waits_for_a_copy_can_be_called_off(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, is_over = Wanted(), threading.Event()

    def call_off(*_: object) -> None:
        wanted.call_off()
        assert is_over.wait(20)

    monkeypatch.setattr(CodeCopies, "_make", call_off)
    reader = shelf.reader()
    with pytest.raises(Cancelled), reader.answering(wanted):
        answers(reader)
    assert not is_over.is_set()
    is_over.set()


def test_nobody_waits_for_a_thread_that_the_system_does_not_give(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    start = threading.Thread.start

    def start_no_more(thread: threading.Thread) -> None:
        if thread.name == "codes":
            raise RuntimeError("can't start new thread")
        start(thread)

    reader = shelf.reader()
    with monkeypatch.context() as limited:
        limited.setattr(threading.Thread, "start", start_no_more)
        assert answers(reader) == expected(reader)
    assert not codes_are_kept()
    shelf.warm(reader)
    assert answers(reader) == expected(reader)


def test_a_copy_in_the_making_is_left_at_the_end(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def read_for_ever(_: CodeCopy, database: Database, *__: object, **___: object) -> None:
        begun.set()
        try:
            eventually(lambda: not database.value("SELECT 1"))
        except Cancelled:
            ended.set()
            raise

    monkeypatch.setattr(CodeCopy, "renewed", read_for_ever)
    shelf.copies.want(1)
    assert begun.wait(20)
    shelf.copies.close()
    assert ended.is_set()


def test_an_index_that_is_not_made_yet_ends_no_later_copy(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    path.touch()
    with closing(CodeCopies(path)) as copies:
        copies.want(1)
        eventually(lambda: not codes_are_kept())
        written = CodesIndex(path)
        with written.index:
            written.put(20, 1)
            copies.want(1)
            eventually(lambda: copies.size_bytes)


def test_what_is_begun_is_done_beside_its_caller_or_by_it_where_all_is_closed(shelf: Shelf) -> None:
    reader = shelf.reader()
    shelf.warm(reader)
    with reader.snapshot():
        begun = [reader.retrieval.begin_nearest(1, bits, LIMIT, documents=None) for bits in QUERIES]
        assert [wait() for wait in begun] == answers(reader)
    assert shelf.copies.begin(threading.get_ident)() != threading.get_ident()
    shelf.copies.close()
    assert shelf.copies.begin(threading.get_ident)() == threading.get_ident()
