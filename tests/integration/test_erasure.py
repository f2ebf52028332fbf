"""What is removed from the index is gone from the bytes on disk, in whatever form it stood there."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from pplx_desktop.index import words
from pplx_desktop.index.borders import erase_borders
from pplx_desktop.index.store import Index
from tests.campaigns.contents import contents, differences
from tests.support.corpus import Library, file_stat
from tests.support.fakes import FakeEmbedder

_SLICE = 24
"""Bytes that do not come up twice by chance."""


def stored_values(index: Index) -> set[bytes]:
    """Every text and blob of every table, those of the full text index and of vec0 too."""
    database = index._db
    found: set[bytes] = set()
    for (table,) in database.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'"
    ):
        for row in database.rows(f'SELECT * FROM "{table}"'):  # noqa: S608
            found |= {
                bytes(value) if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
                for value in row
                if isinstance(value, (bytes, str))
            }
    return found


def slices(values: set[bytes]) -> set[bytes]:
    """Pieces of the values, of which at least one lies within a page wherever a value is cut."""
    return {
        value[at : at + _SLICE]
        for value in values
        for at in range(0, len(value) - _SLICE + 1, _SLICE)
        if value.strip(b"\0")
    }


def text_of(name: str, number: int) -> str:
    return " ".join(f"{name}{number}word{place}" for place in range(120))


@pytest.mark.parametrize("times", [30, 15])
def test_no_form_of_a_removed_text_is_left_on_disk(tmp_path: Path, times: int) -> None:
    """`times` 30: 60 chunks go, which are marked and merged away; 15: 30 chunks go, one by one."""
    library = filled(tmp_path, times)
    index = library.index
    while index.tidy():
        pass
    gone = [path for path in index.paths_outside([]) if path.startswith("/gone")]
    before = stored_values(index)
    assert len(gone) == times
    assert b"gone" in raw(tmp_path)
    index.forget(gone)
    assert not words.is_marked(index._db)
    left = windows(b"\0".join(stored_values(index)))
    removed = slices(before) - left
    # Not only when it is closed.
    at_once = raw(tmp_path)
    index.close()
    assert len(removed) > 100
    for content in (at_once, raw(tmp_path)):
        assert not removed & windows(content)
        assert b"gone" not in content.lower()
        assert b"kept" in content
    with Index.open(tmp_path / "index.sqlite3", write=True) as again:
        assert again.check() == []


def windows(content: bytes) -> set[bytes]:
    return {content[at : at + _SLICE] for at in range(len(content) - _SLICE + 1)}


def filled(folder: Path, times: int) -> Library:
    library = Library(folder / "index.sqlite3", FakeEmbedder(dims=64))
    for number in range(times):
        library.put(f"/kept/{number}.txt", text_of("kept", number), title=f"Kept {number}")
        library.put(f"/gone/{number}.txt", text_of("gone", number), text_of("more", number), title=f"Gone {number}")
    library.embed()
    return library


def raw(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


def test_a_removal_that_is_cut_short_is_finished_by_the_next_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path, 100)
    gone = library.index.ledger("/gone").keys()
    parts: list[int] = []

    def stop_at_the_second_part() -> None:
        parts.append(len(library.index.ledger("/")))
        if len(parts) == 2:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        library.index.forget([*gone, "/kept/1.txt"], before_each=stop_at_the_second_part)
    assert parts == [200, 100]
    assert words.is_marked(library.index._db)
    # As a kill leaves it: nothing is done at the end.
    with monkeypatch.context() as killed:
        killed.setattr(Index, "erase_traces", lambda *_, **__: True)
        library.index.close()
    assert b"gone" in raw(tmp_path)
    with Index.open(tmp_path / "index.sqlite3", write=True) as index:
        index.note_pending([file_stat("/kept/new.txt")])
        assert not words.is_marked(index._db)
        assert b"gone" not in raw(tmp_path).lower()
        assert index.check() == []


def test_a_failed_removal_leaves_all_as_it_was(tmp_path: Path) -> None:
    library = filled(tmp_path, 30)
    gone = [path for path in library.index.paths_outside([]) if path.startswith("/gone")]
    before = contents(library.index)

    def forget_and_fail() -> None:
        with library.index.batch():
            library.index.forget(gone)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        forget_and_fail()
    assert differences(before, contents(library.index)) == []
    assert not words.is_marked(library.index._db)
    # One by one again, although marking was switched on in between.
    library.index.forget(gone[:5])
    library.index.forget(gone[5:])
    assert b"gone" not in raw(tmp_path).lower()
    assert library.index.check() == []
    library.index.close()


def test_removing_a_file_costs_no_more_where_there_is_much(tmp_path: Path) -> None:
    """Steps of SQLite's machine, not seconds: nothing looks at all that is there."""

    def steps(stretches: int) -> int:
        library = filled(tmp_path / str(stretches), 30)
        kept = library.index.record("/kept/1.txt").document_id
        library.index._db.run_many(
            "INSERT INTO stretches (generation_id, part, document_id) VALUES (1, ?, ?)",
            ((part, kept) for part in range(stretches)),
        )
        taken = 0

        def count() -> bool:
            nonlocal taken
            taken += 1
            return False

        library.index._db.connection.set_progress_handler(count, 20)
        library.index.forget(["/gone/1.txt"])
        library.index._db.connection.set_progress_handler(None)
        library.index.close()
        return taken

    assert steps(20_000) < 1.2 * steps(0)


def test_looking_for_borders_costs_no_more_where_there_are_many(tmp_path: Path) -> None:
    """Borders are looked up, not walked through once for each word."""
    library = Library(tmp_path / "index.sqlite3")
    database = library.index._db
    library.put("/a/one.txt", *(text_of("some", number) for number in range(40)))

    def steps() -> int:
        taken = 0

        def note() -> bool:
            nonlocal taken
            taken += 1
            return False

        database.connection.set_progress_handler(note, 20)
        with database.transaction():
            erase_borders(database, "chunk_words", [text_of("some", 1), text_of("other", 2)])
        database.connection.set_progress_handler(None)
        return taken

    few = steps()
    database.run_many(
        "INSERT INTO chunk_words_idx (segid, term, pgno) SELECT segid, ?, ? FROM (SELECT max(segid) segid FROM chunk_words_idx)",
        ((f"0zz{number:06}".encode(), 2 * (1000 + number)) for number in range(2000)),
    )
    # Once through the numbers of the pieces is what it may take.
    assert steps() < few + 2000
    database.run("DELETE FROM chunk_words_idx WHERE term >= ?", b"0zz")
    library.index.close()


def test_a_large_document_that_is_replaced_is_marked_and_leaves_nothing(tmp_path: Path) -> None:
    library = filled(tmp_path, 30)
    library.put("/one.txt", *(text_of("large", number) for number in range(60)))
    library.index.erase_traces()
    assert b"large" in raw(tmp_path)
    marked: list[bool] = []
    with library.index.batch():
        library.put("/one.txt", "small now")
        marked.append(words.is_marked(library.index._db))
    assert marked == [True]
    assert not words.is_marked(library.index._db)
    assert b"large" not in raw(tmp_path).lower()
    assert library.index.check() == []
    library.index.close()


def test_no_border_between_pages_is_a_removed_word(tmp_path: Path) -> None:
    """Words that nothing else begins like, taken out a few at a time, some of them at the beginning of a page."""
    rng = random.Random(5)
    library = Library(tmp_path / "index.sqlite3")
    own = {f"/a/{name}.txt": [f"{name}{rng.randrange(10**9)}" for _ in range(200)] for name in map(str, range(25))}
    shared = [f"{rng.randrange(10**6)}" for _ in range(300)]
    for path, unique in own.items():
        texts = [" ".join(rng.sample([*unique, *shared], 400)) for _ in range(2)]
        library.put(path, *texts)
    pending = [file_stat(f"/names/{rng.randrange(10**9)} {number}.txt", inode=number) for number in range(1000)]
    library.index.note_pending(pending)
    index = library.index
    rest = set(own)
    while len(rest) > 4:
        gone = rng.sample(sorted(rest), 3)
        rest -= set(gone)
        index.forget([*gone, *(file.path for file in pending[:40])])
        del pending[:40]
        # FTS5's own check knows what a border has to be.
        assert index.check() == []
        words_left = [*shared, *(word for path in rest for word in own[path])]
        assert not borders(index, "chunk_words") - beginnings(words_left)
        names = [part for file in pending for part in file.path.replace(".", " ").replace("/", " ").split()]
        assert not borders(index, "file_names") - beginnings([*names, *(path[3:-4] for path in rest), "a"])
    index.close()


@pytest.mark.parametrize("times", [40, 6])
def test_no_piece_of_a_removed_text_without_spaces_is_left(tmp_path: Path, times: int) -> None:
    """Each file has letters of its own; `times` files go at once, which are marked and merged away or go one by one."""
    rng = random.Random(7)
    library = Library(tmp_path / "index.sqlite3")
    own = {
        f"/a/{number}.txt": [chr(0x4E00 + number * 60 + at) for at in range(50)] + ["\u0e01\u0e49", "\u00df"]
        for number in range(times * 2)
    }
    for path, letters in own.items():
        name = path.replace(".txt", "".join(letters[:3]) + ".txt")
        library.put(name, *("".join(rng.choices(letters, k=400)) for _ in range(2)), title="".join(letters[:5]))
    while library.index.tidy():
        pass
    gone = sorted(library.index.ledger("/a"))[:times]
    pieces = {
        (one + other).encode()
        for path in gone
        for letters in [own[f"{path[:-7]}.txt"][:50]]
        for one in letters
        for other in letters
    }
    content = raw(tmp_path)
    assert any(content[at : at + 6] in pieces for at in range(len(content)))
    library.index.forget(gone)
    assert library.index.check() == []
    content = raw(tmp_path)
    assert not {content[at : at + 6] for at in range(len(content))} & pieces
    library.index.close()


def borders(index: Index, table: str) -> set[str]:
    rows = index._db.rows(f"SELECT term FROM {table}_idx WHERE term <> x''")  # noqa: S608
    return {term[1:].decode() for (term,) in rows}


def beginnings(texts: Iterable[str]) -> set[str]:
    return {text[:length] for text in texts for length in range(len(text) + 1)}
