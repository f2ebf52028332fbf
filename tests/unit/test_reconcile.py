"""What a scan found against what the ledger knows: every decision, one by one."""

from dataclasses import replace

from pplx_desktop.core.types import FileStat, FileState
from pplx_desktop.engine.reconcile import Differences, compare
from pplx_desktop.index.store import FileRecord

A = FileStat("/r/a.txt", 10, 100, device=1, inode=11)
B = FileStat("/r/sub/b.txt", 20, 200, device=1, inode=12)


def known(file: FileStat, state: FileState = FileState.INDEXED, *, version: int = 1) -> FileRecord:
    return FileRecord(1, file, state, "", version, 1 if state is FileState.INDEXED else None)


def difference(found: list[FileStat], records: list[FileRecord], **options: object) -> Differences:
    ledger = {record.file.path: record for record in records}
    return compare(found, ledger, extractor_version=1, **{"device": 1, **options})  # type: ignore[arg-type]


def test_nothing_changed_means_nothing_to_do() -> None:
    assert difference([A, B], [known(A), known(B)]) == Differences((), (), ())


def test_new_changed_and_gone() -> None:
    changed = replace(A, mtime_ns=50)  # an older time is a change too: clocks go backwards
    assert difference([changed], [known(A), known(B)]) == Differences((changed,), (), (B.path,))
    assert difference([A], []) == Differences((A,), (), ())


def test_a_rename_is_no_new_file() -> None:
    moved = replace(A, path="/r/new/name.txt")
    assert difference([moved], [known(A)]) == Differences((), ((A.path, moved),), ())


def test_a_used_again_inode_is_a_new_file() -> None:
    other = replace(A, path="/r/c.txt", size=11)
    assert difference([other], [known(A)]) == Differences((other,), (), (A.path,))


def test_a_swap_of_two_names_reads_both() -> None:
    a, b = replace(A, path=B.path), replace(B, path=A.path)
    assert set(difference([a, b], [known(A), known(B)]).to_read) == {a, b}


def test_pending_files_are_read_and_a_newer_extractor_tries_again() -> None:
    assert difference([A], [known(A, FileState.PENDING)]).to_read == (A,)
    assert difference([A], [known(A, FileState.FAILED)]).to_read == ()
    assert difference([A], [known(A, FileState.FAILED, version=0)]).to_read == (A,)
    assert difference([A], [known(A, FileState.SKIPPED, version=0)]).to_read == (A,)


def test_a_pending_file_that_was_renamed_is_still_read() -> None:
    moved = replace(A, path="/r/moved.txt")
    assert difference([moved], [known(A, FileState.PENDING)]) == Differences((moved,), ((A.path, moved),), ())


def test_what_could_not_be_listed_is_kept() -> None:
    assert difference([], [known(A), known(B)], unreadable=["/r/sub"]).gone == (A.path,)
    assert difference([], [known(B)], unreadable=["/r/su"]).gone == (B.path,)


def test_files_of_a_drive_that_is_not_there_are_kept() -> None:
    assert difference([], [known(A)], device=2).gone == ()


def test_files_of_a_nested_drive_go_when_the_drive_is_there() -> None:
    nested, other = replace(A, device=7), replace(B, device=7)
    assert difference([other], [known(nested), known(other)]).gone == (nested.path,)


def test_a_drive_that_is_counted_anew_is_the_same_drive() -> None:
    moved = replace(A, device=9)
    found = difference([moved], [known(A), known(B)], device=9)
    assert found == Differences((), ((A.path, moved),), (B.path,))


def test_a_size_limit_that_was_changed_is_heeded() -> None:
    too_large = replace(known(A, FileState.SKIPPED), reason="too-large")
    assert difference([A], [too_large], left_out={A.path}).to_read == ()
    assert difference([A], [too_large]).to_read == (A,)
    assert difference([A], [known(A)], left_out={A.path}).to_read == (A,)


def test_what_was_unreadable_is_tried_again() -> None:
    assert difference([A], [replace(known(A, FileState.FAILED), reason="unreadable")]).to_read == (A,)
