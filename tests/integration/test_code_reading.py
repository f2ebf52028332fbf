"""Many blocks of vec0 read by several connections: what they give is what the caller's own snapshot has, whoever writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pplx_desktop.core.errors import Cancelled, EnvironmentProblem
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.index import code_blocks, code_reading
from pplx_desktop.index.code_reading import read_segments
from pplx_desktop.index.code_scan import Segment
from pplx_desktop.index.connection import Database, connect
from tests.support.codes_index import DIMS, CodesIndex

Parts = list[tuple[tuple[int, int], ...]]


@pytest.fixture
def written(tmp_path: Path) -> Iterator[CodesIndex]:
    made = CodesIndex(tmp_path / "index.sqlite3")
    with made.index:
        for seed in range(4):
            made.put(1500, seed)
        yield made


@pytest.fixture
def reader(written: CodesIndex) -> Iterator[Database]:
    with closing(connect(written.path, write=False)) as database, database.snapshot():
        yield database


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were opened for reading beside."""
    paths: list[Path] = []

    def connected(path: Path, *, write: bool) -> Database:
        paths.append(path)
        return connect(path, write=write)

    monkeypatch.setattr(code_reading, "connect", connected)
    return paths


def parts_of(database: Database) -> Parts:
    """Each block alone."""
    return [(block,) for block in code_blocks.block_stamps(database, 1).items()]


def codes(database: Database, parts: Parts) -> list[tuple[list[int], bytes]]:
    return [(found.chunks.tolist(), found.words.tobytes()) for found in read_segments(database, 1, DIMS, parts)]


def alone(database: Database, parts: Parts) -> list[tuple[list[int], bytes]]:
    segments = [code_blocks.read_segment(database, 1, DIMS, part) for part in parts]
    return [(segment.chunks.tolist(), segment.words.tobytes()) for segment in segments]


def test_many_parts_are_read_beside_each_other_in_their_order(reader: Database, opened: list[Path]) -> None:
    parts = parts_of(reader)
    assert codes(reader, parts) == alone(reader, parts)
    assert opened == [reader.path] * 4


def test_until_it_is_urgent_one_reads(reader: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[int] = set()

    def read(database: Database, *asked: Any) -> Segment:
        used.add(id(database))
        return code_blocks.read_segment(database, *asked)

    parts = parts_of(reader)
    monkeypatch.setattr(code_reading, "read_segment", read)
    found = list(read_segments(reader, 1, DIMS, parts, lambda: False))
    assert [(one.chunks.tolist(), one.words.tobytes()) for one in found] == alone(reader, parts)
    assert len(used) == 1


def test_once_it_is_urgent_all_read(reader: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    urgent, together, numbers = threading.Event(), threading.Barrier(4), count()
    waited: set[int] = set()

    def read(database: Database, *asked: Any) -> Segment:
        number = next(numbers)
        if number == 1:
            assert urgent.wait(20)
        elif number > 1 and id(database) not in waited:
            waited.add(id(database))
            together.wait(20)
        return code_blocks.read_segment(database, *asked)

    monkeypatch.setattr(code_reading, "read_segment", read)
    segments = read_segments(reader, 1, DIMS, parts_of(reader) * 3, urgent.is_set)
    next(segments)
    urgent.set()
    list(segments)
    assert len(waited) == 4


def test_for_a_few_parts_nothing_is_opened(reader: Database, opened: list[Path]) -> None:
    parts = parts_of(reader)[:2]
    assert codes(reader, parts) == alone(reader, parts)
    assert opened == []


def test_an_older_snapshot_gets_what_it_has(written: CodesIndex, reader: Database, opened: list[Path]) -> None:
    parts = parts_of(reader)
    before = alone(reader, parts)
    written.again(written.documents[1], 9)
    assert codes(reader, parts) == before
    assert opened
    with closing(connect(written.path, write=False)) as newer, newer.snapshot():
        assert codes(newer, parts_of(newer)) == alone(newer, parts_of(newer)) != before


@pytest.mark.parametrize("most", [0, 2])
def test_where_no_more_can_be_opened_fewer_read(reader: Database, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    left = [True] * most

    def connected(path: Path, *, write: bool) -> Database:
        if not left:
            raise EnvironmentProblem("index-inaccessible", "Too many files are open.")
        left.pop()
        return connect(path, write=write)

    parts = parts_of(reader)
    expected = alone(reader, parts)
    monkeypatch.setattr(code_reading, "connect", connected)
    assert codes(reader, parts) == expected
    assert not left


def test_a_file_that_was_begun_anew_is_not_read_beside(
    reader: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = tmp_path / "begun.sqlite3"
    begun.touch()
    monkeypatch.setattr(code_reading, "connect", lambda _, *, write: connect(begun, write=write))
    parts = parts_of(reader)
    assert codes(reader, parts) == alone(reader, parts)


def test_a_writer_reads_what_nobody_else_sees_yet(written: CodesIndex) -> None:
    before = alone(written.database, parts_of(written.database))
    with written.database.transaction():
        written.again(written.documents[1], 9)
        own = parts_of(written.database)
        assert codes(written.database, own) == alone(written.database, own) != before


def test_a_large_part_is_left_in_its_middle(reader: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    class Counted(Wanted):
        looks = 0

        def check(self) -> None:
            self.looks += 1
            super().check()

    (part,) = [tuple(code_blocks.block_stamps(reader, 1).items())]
    whole = code_blocks.read_segment(reader, 1, DIMS, part)
    monkeypatch.setattr(code_blocks, "_FETCHED_BLOCKS", 2)
    reader.wanted = Counted()
    again = code_blocks.read_segment(reader, 1, DIMS, part)
    assert (again.chunks.tolist(), again.words.tolist()) == (whole.chunks.tolist(), whole.words.tolist())
    assert reader.wanted.looks == len(part) // 2 >= 3


def test_reading_ends_where_nobody_wants_it_any_more(reader: Database) -> None:
    parts = parts_of(reader)
    reader.wanted = Wanted()
    segments = read_segments(reader, 1, DIMS, parts * 50)
    next(segments)
    reader.wanted.call_off()
    with pytest.raises(Cancelled):
        list(segments)
