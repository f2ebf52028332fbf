"""What the index tells about files and folders: the ledger's pages, folders' counts, what is left out, held, stale, wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.ledger_types import FileEntry, LedgerView
from pplx_desktop.core.types import FileState, FolderStatus
from pplx_desktop.index import roots
from pplx_desktop.index.interest import HALF_LIFE_NS
from pplx_desktop.index.store import LeftOut, RootRecord
from tests.support.corpus import Library, chunked, content_hash, file_stat
from tests.support.fakes import FakeEmbedder
from tests.support.ledger_entries import page_of

ROOT = RootRecord("/home", 7, 2, "fs", "events", 5)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder(dims=64))
    yield library
    assert library.index.check() == []
    library.index.close()


@pytest.fixture
def filled(library: Library) -> Library:
    """Files in all states, two roots, something left out of each."""
    index = library.index
    index.note_root(ROOT)
    index.note_root(RootRecord("/mnt/drive", 8, 2, "", "missing"))
    library.put("/home/b/Été.txt", "one", "two")
    library.put("/home/b.txt", "three", mtime_ns=9)
    library.embed()
    library.put("/home/b/new.md", "four", kind="md")
    index.set_unsearchable(file_stat("/home/z.pdf", size=9), FileState.FAILED, "damaged", "page 3")
    index.set_unsearchable(file_stat("/home/y.png", size=8), FileState.SKIPPED, ExtractionCode.PICTURED, "")
    index.note_pending([file_stat("/mnt/drive/p.txt"), file_stat("/homeless.txt"), file_stat("/home/caf\udce9.txt")])
    index.note_left_out("/home", [LeftOut("/home/.ssh", "secret", is_folder=True), LeftOut("/home/b/x~", "temporary")])
    index.note_left_out("/mnt/drive", [LeftOut("/mnt/drive/c", "cache", is_folder=True)], beyond=3)
    index.mark_stale("/mnt/drive", ["/mnt/drive"])
    return library


def all_entries(library: Library) -> tuple[FileEntry, ...]:
    return library.index.ledger_page(LedgerView(states=tuple(FileState), limit=1000)).entries


def test_an_entry_says_what_there_is_to_say(filled: Library) -> None:
    by_path = {entry.path: entry for entry in all_entries(filled)}
    assert len(by_path) == 11
    stat = file_stat("")
    ete = FileEntry("/home/b/Été.txt", FileState.INDEXED, "", "", stat.size, stat.mtime_ns, "txt", 2, 2)
    assert by_path[ete.path] == ete
    assert by_path["/home/b/new.md"] == replace(ete, path="/home/b/new.md", kind="md", chunks=1, embedded=0)
    failed = by_path["/home/z.pdf"]
    assert (failed.state, failed.reason, failed.detail, failed.kind) == (FileState.FAILED, "damaged", "page 3", "pdf")
    assert by_path["/mnt/drive/p.txt"].stale
    assert by_path["/home/.ssh"] == FileEntry("/home/.ssh", FileState.LEFT_OUT, "secret", is_folder=True)


@pytest.mark.parametrize(
    "view",
    [
        LedgerView(),
        LedgerView(states=(FileState.LEFT_OUT,)),
        LedgerView(states=(FileState.LEFT_OUT, FileState.FAILED, FileState.INDEXED), descending=True),
        LedgerView(reason="damaged"),
        LedgerView(folder="/home"),
        LedgerView(folder="/home/b/", states=tuple(FileState)),
        LedgerView(folder="/", states=tuple(FileState), order="reason"),
        LedgerView(text="ÉTÉ"),
        LedgerView(text="xE9", order="size"),
        LedgerView(states=tuple(FileState), order="size", descending=True, offset=2, limit=3),
        LedgerView(order="changed", limit=2),
        LedgerView(text="%", order="changed"),
        LedgerView(states=tuple(FileState), offset=100),
    ],
)
def test_a_page_is_what_the_view_asks_for(filled: Library, view: LedgerView) -> None:
    entries = all_entries(filled)
    shown = [replace(entry, path=entry.path.replace("\udce9", "\\xe9")) for entry in entries]
    expected = page_of(shown, view)
    page = filled.index.ledger_page(view)
    assert [entry.path.replace("\udce9", "\\xe9") for entry in page.entries] == [e.path for e in expected.entries]
    assert (page.total, page.reasons) == (expected.total, expected.reasons)


def test_folders_are_counted(filled: Library) -> None:
    home, drive = filled.index.folder_counts()
    assert home == FolderStatus("/home", "events", 6, 3, 1, 1, 1, left_out=2, held=0, chunks=4, embedded=3)
    assert drive == FolderStatus("/mnt/drive", "missing", files=1, pending=1, left_out=4)
    filled.index.hold(["/home/b.txt", "/home/z.pdf"], now_ns=1)
    assert filled.index.folder_counts()[0].held == 2


def test_what_is_held_is_searchable_and_stale_until_it_is_there_again(filled: Library) -> None:
    index = filled.index
    index.hold(["/home/b.txt", "/home/b/new.md", "/home/z.pdf"], now_ns=1)
    assert set(index.held("/home")) == {"/home/b.txt", "/home/b/new.md", "/home/z.pdf"}
    assert index.record("/home/b.txt").held
    assert index.view("/home/b.txt").text == "three"
    assert {entry.path for entry in all_entries(filled) if entry.stale} == {*index.held("/home"), "/mnt/drive/p.txt"}
    index.release(["/home/b.txt"])
    index.note_pending([file_stat("/home/b/new.md", mtime_ns=77)])
    index.rename("/home/z.pdf", file_stat("/home/zz.pdf"))
    assert index.held("/home") == []


def test_exactly_what_cannot_be_read_is_stale(filled: Library) -> None:
    def stale() -> set[str]:
        return {entry.path for entry in all_entries(filled) if entry.stale}

    index = filled.index
    index.mark_stale("/mnt/drive", [])
    index.mark_stale("/home", ["/home/b"])
    assert stale() == {"/home/b/new.md", "/home/b/Été.txt"}
    index.mark_stale("/home/b", ["/home/b/deeper"])
    assert stale() == set()


def test_what_is_left_out_is_replaced_where_it_was_looked_for(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def listed() -> list[tuple[str, str]]:
        page = filled.index.ledger_page(LedgerView(states=(FileState.LEFT_OUT,), folder="/home"))
        return [(entry.path, entry.reason) for entry in page.entries]

    index = filled.index
    index.note_left_out("/home", [LeftOut("/home/b/y~", "temporary")], within="/home/b")
    assert listed() == [("/home/.ssh", "secret"), ("/home/b/y~", "temporary")]
    index.note_left_out("/home", [LeftOut("/home/.ssh", "hidden", is_folder=True)], passed=["/home/b"])
    assert listed() == [("/home/.ssh", "hidden"), ("/home/b/y~", "temporary")]
    monkeypatch.setattr(roots, "MOST_LEFT_OUT", 2)
    index.note_left_out("/home", [LeftOut(f"/home/{n}~", "temporary") for n in range(5)], beyond=10)
    assert len(listed()) == 2
    assert index.folder_counts()[0].left_out == 15
    index.keep_roots(["/mnt/drive"])
    assert listed() == []
    assert [root.path for root in index.roots()] == ["/mnt/drive"]


def test_a_root_comes_back_as_it_was_noted(library: Library) -> None:
    library.index.note_root(ROOT)
    changed = replace(ROOT, device=2**64 - 1, inode=2**70, watching="scans", scanned_ns=9)
    library.index.note_root(changed)
    assert library.index.root("/home") == changed
    assert library.index.root("/hom") is None


def test_what_was_wanted_comes_first_then_what_is_near_it(library: Library) -> None:
    for number, path in enumerate(("/a/old.txt", "/b/near.txt", "/b/wanted.txt", "/c/new.txt", "/d/asked.txt")):
        library.put(path, f"text of {path}", mtime_ns=number + 1)
    library.put("/e/large.txt", *[f"{n}" for n in range(70)], mtime_ns=0)
    index = library.index
    index.note_interest(["/b/wanted.txt", "/nowhere"], now_ns=0)

    def order(**options: object) -> list[str]:
        jobs = index.next_to_embed(1, 10, **options)
        return [job.texts[0].removeprefix("text of ") for job in jobs]

    assert order() == ["/b/wanted.txt", "/b/near.txt", "/d/asked.txt", "/c/new.txt", "/a/old.txt", "0"]
    first = index.document_ids(["/e", "/a/old.txt"])
    assert order(first=first)[:2] == ["/a/old.txt", "0"]
    other = index.ensure_generation("other", "other", 64)
    library.embed()
    assert index.next_to_embed(other, 10, unless_in=[1]) == []
    assert (index.pending_chunks(other), index.pending_chunks(other, unless_in=[1])) == (75, 0)


def test_interest_fades_by_half_a_week_and_is_bounded(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.index.note_pending([file_stat(f"/a/{number}") for number in range(4)])
    note = library.index.note_interest
    note(["/a/0", "/a/1"], now_ns=0)
    note(["/a/0"], now_ns=HALF_LIFE_NS)
    note(["/a/2"], 4.0, now_ns=HALF_LIFE_NS)
    weights = library.index.interest(now_ns=HALF_LIFE_NS)
    assert weights == pytest.approx({"/a/2": 4.0, "/a/0": 1.5, "/a/1": 0.5})
    assert list(weights) == ["/a/2", "/a/0", "/a/1"]
    monkeypatch.setattr("pplx_desktop.index.interest.MOST_FILES", 2)
    note(["/a/3"], now_ns=HALF_LIFE_NS)
    assert list(library.index.interest(now_ns=HALF_LIFE_NS)) == ["/a/2", "/a/0"]
    library.index.forget(["/a/2"])
    assert list(library.index.interest(now_ns=0)) == ["/a/0"]


def test_text_in_pictures_waits_until_it_was_tried(library: Library) -> None:
    index = library.index

    def waiting() -> list[str]:
        return [file.path for file in index.waiting_for_ocr()]

    scanned = chunked("some text")
    scanned = replace(scanned, document=replace(scanned.document, pictured_pages=2))
    for path in ("/a/read.pdf", "/a/given-up.pdf"):
        index.store_document(file_stat(path), path.encode(), 1, scanned)
    index.set_unsearchable(file_stat("/a/scan.png", mtime_ns=5), FileState.SKIPPED, ExtractionCode.PICTURED, "")
    library.put("/a/plain.txt", "nothing to recognise")
    assert waiting() == ["/a/read.pdf", "/a/given-up.pdf", "/a/scan.png"]
    index.note_interest(["/a/scan.png"])
    assert waiting()[0] == "/a/scan.png"
    index.give_up_ocr("/a/given-up.pdf")
    index.store_document(file_stat("/a/read.pdf"), b"/a/read.pdf", 1, scanned, with_ocr=True)
    index.set_unsearchable(file_stat("/a/scan.png"), FileState.SKIPPED, ExtractionCode.EMPTY, "")
    assert waiting() == []
    assert content_hash(scanned)


def test_content_is_in_quarantine_for_the_extractors_it_brought_down(library: Library) -> None:
    index = library.index
    index.quarantine(b"hash", 2, "extractor-crashed", "signal 11")
    assert index.quarantined(b"hash", 2) == ("extractor-crashed", "signal 11")
    assert index.quarantined(b"hash", 3) is None
    assert index.quarantined(b"other", 2) is None
    index.end_quarantine(b"hash")
    assert index.quarantined(b"hash", 2) is None
    for version in (2, 3):
        index.quarantine(bytes([version]), version, "extractor-crashed", "")
    assert index._db.rows("SELECT extractor_version FROM quarantine") == [(3,)], "what older ones noted is of no use"


def test_roles_change_together_and_documents_are_counted_once(library: Library) -> None:
    index = library.index
    library.put("/a/1.txt", "one", "two")
    library.embed()
    library.put("/a/2.txt", "three")
    first = index.ensure_generation("first", "first", 64, window_tokens=9)
    for job in index.next_to_embed(first, 10):
        index.store_codes(first, job.document_id, FakeEmbedder(dims=64).embed_chunks("", job.headings, job.texts))
    assert [known.role for known in index.generations()] == ["searched", ""]
    index.set_roles({1: "next", first: "searched"})
    assert [(known.role, known.window_tokens) for known in index.generations()] == [("next", 0), ("searched", 9)]
    assert (index.counts(1).embedded, index.counts([1, first]).embedded, index.embedded_chunks(first)) == (2, 3, 3)
    assert index.retrieval.documents_only_in(first, [1]).tolist() == index.document_ids(["/a/2.txt"])
    assert index.retrieval.documents_only_in(first, []) is None
    assert index.retrieval.sample_rows(first, 2).chunks.tolist() == [1, 2]
    assert len(index.retrieval.sample_rows(first, 10).chunks) == 3
