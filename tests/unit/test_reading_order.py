"""In which order files are read, and how long the rest is said to take."""

from pathlib import Path
from random import Random

import pytest

from pplx_desktop.core.types import FileStat
from pplx_desktop.engine.reading_order import ReadingOrder, Workload


def file(path: str, size: int = 100, day: int = 0) -> FileStat:
    return FileStat(path, size, day, 1, 1)


def in_order(order: ReadingOrder, *files: FileStat) -> list[str]:
    shuffled = list(files)
    Random(5).shuffle(shuffled)
    return [Path(one.path).name for one in sorted(shuffled, key=order.key)]


def test_people_get_first_what_they_asked_for_then_what_they_work_with_then_what_is_new() -> None:
    order = ReadingOrder()
    order.ask(["/home/asked/", "/home/one.txt"])
    order.prefer({"/home/work/opened.txt": 3.0, "/home/found.txt": 1.0})
    files = [
        file("/home/asked/huge.pdf", 50_000_000),
        file("/home/one.txt"),
        file("/home/work/opened.txt"),
        file("/home/work/beside.txt"),
        file("/home/found.txt"),
        file("/elsewhere/new.txt", day=9),
        file("/elsewhere/old.txt", day=1),
        file("/home/work/huge.zip", 50_000_000),
    ]
    assert in_order(order, *files) == [
        *("one.txt", "huge.pdf", "opened.txt", "beside.txt", "found.txt", "new.txt", "old.txt", "huge.zip")
    ]


def test_a_folder_that_was_asked_for_is_not_another_with_a_longer_name() -> None:
    order = ReadingOrder()
    order.ask(["/home/a"])
    assert order.is_asked("/home/a/b/c.txt")
    assert order.is_asked("/home/a")
    assert not order.is_asked("/home/ab.txt")
    order.forget_asked()
    assert not order.is_asked("/home/a")


def test_what_is_left_is_counted_in_chunks_by_kind() -> None:
    load = Workload()
    waiting = [file("/a.pdf", 1000), file("/b.txt", 1000), file("/c.jpg", 1000), file("/d.new", 3000)]
    load.wait_for([*waiting, file("/e.pdf", 2000)])
    assert (load.expected_chunks, load.eta_s) == (0, None)
    load.begin(file("/e.pdf", 2000))
    load.done(file("/e.pdf", 2000), 20)
    load.done(file("/f.txt", 1000), 40)
    load.done(file("/g.jpg", 3000), 0)
    load.worked(12.0)
    # As the pdf and the txt that were read, none for the picture, and for the unknown as the average is.
    assert load.expected_chunks == 10 + 40 + 0 + 30
    assert load.eta_s == pytest.approx(12.0)  # 6,000 bytes of 6,000
    for one in waiting:
        load.begin(one)
    assert (load.expected_chunks, load.eta_s) == (0, 0.0)
