"""What a scan found against what the ledger knows: every decision, one by one."""

from dataclasses import replace

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.types import FileStat, FileState
from pplx_desktop.engine.reconcile import Differences, compare
from pplx_desktop.index.store import FileRecord

A = FileStat("/r/a.txt", 10, 100, device=1, inode=11)
B = FileStat("/r/sub/b.txt", 20, 200, device=1, inode=12)


def known(file: FileStat, state: FileState = FileState.INDEXED, *, version: int = 1) -> FileRecord:
    return FileRecord(1, file, state, "", version, 1 if state is FileState.INDEXED else None)


def difference(found: list[FileStat], records: list[FileRecord], **options: object) -> Differences:
    ledger = {record.file.path: record for record in records}
    return compare(found, ledger, extractor_version=1, **{"drives": {1}, **options})  # type: ignore[arg-type]


def test_nothing_changed_means_nothing_to_do() -> None:
    assert difference([A, B], [known(A), known(B)]) == Differences()


def test_new_changed_and_gone() -> None:
    changed = replace(A, mtime_ns=50)  # an older time is a change too: clocks go backwards
    assert difference([changed], [known(A), known(B)]) == Differences(to_read=(changed,), gone=(B.path,))
    assert difference([A], []) == Differences(to_read=(A,))


def test_a_rename_is_no_new_file() -> None:
    moved = replace(A, path="/r/new/name.txt")
    assert difference([moved], [known(A)]) == Differences(renamed=((A.path, moved),))


def test_a_used_again_inode_is_a_new_file() -> None:
    other = replace(A, path="/r/c.txt", size=11)
    assert difference([other], [known(A)]) == Differences(to_read=(other,), gone=(A.path,))


def test_files_that_exchange_their_names_are_read_no_more() -> None:
    a, b = replace(A, path=B.path), replace(B, path=A.path)
    assert difference([a, b], [known(A), known(B)]) == Differences(renamed=((A.path, a), (B.path, b)))


def test_names_that_are_passed_on_go_with_their_files() -> None:
    """As logs do: the last one is gone, and a new one begins."""
    log = [FileStat(f"/r/log.{number}", 10 + number, 100, device=1, inode=20 + number) for number in range(3)]
    new = FileStat(log[0].path, 1, 300, device=1, inode=29)
    older = replace(log[0], path=log[1].path), replace(log[1], path=log[2].path)
    found = difference([new, *older], [known(file) for file in log])
    # What the last one had is not forgotten before the new one was read: it may be the same.
    last = replace(log[2], path=new.path)
    assert found == Differences(
        to_read=(new,), renamed=((log[0].path, older[0]), (log[1].path, older[1]), (log[2].path, last))
    )


def test_what_was_at_a_path_that_another_file_took_is_gone_like_all_that_is_gone() -> None:
    b = replace(B, path=A.path)
    found = difference([b], [known(A), known(B)])
    assert found == Differences(renamed=((B.path, b), (A.path, replace(A, path=B.path))), gone=(B.path,))


def test_another_file_with_the_same_size_and_time_is_read() -> None:
    other = replace(A, inode=99)
    assert difference([other, B], [known(A), known(B)]) == Differences(to_read=(other,))
    # What may not be opened stays as it was.
    left_out = {other.path: ExtractionCode.ONLINE_ONLY}
    assert difference([other, B], [known(A), known(B)], left_out=left_out) == Differences(renamed=((A.path, other),))


def test_a_drive_that_makes_up_its_inodes_is_not_read_again_each_time() -> None:
    files = [replace(A, path=f"/r/{number}.txt", inode=number) for number in range(50)]
    counted_anew = [replace(file, inode=file.inode + 1000) for file in files]
    found = difference(counted_anew, [known(file) for file in files])
    assert found.to_read == ()
    assert len(found.renamed) == 50


def test_pending_files_are_read_and_a_newer_extractor_tries_again() -> None:
    assert difference([A], [known(A, FileState.PENDING)]).to_read == (A,)
    assert difference([A], [known(A, FileState.FAILED)]).to_read == ()
    assert difference([A], [known(A, FileState.FAILED, version=0)]).to_read == (A,)
    assert difference([A], [known(A, FileState.SKIPPED, version=0)]).to_read == (A,)


def test_a_pending_file_that_was_renamed_is_still_read() -> None:
    moved = replace(A, path="/r/moved.txt")
    assert difference([moved], [known(A, FileState.PENDING)]) == Differences(
        to_read=(moved,), renamed=((A.path, moved),)
    )


def test_what_could_not_be_listed_is_kept() -> None:
    assert difference([], [known(A), known(B)], unreadable=["/r/sub"]).gone == (A.path,)
    assert difference([], [known(B)], unreadable=["/r/su"]).gone == (B.path,)


def test_files_of_a_drive_that_is_not_there_are_kept() -> None:
    assert difference([], [known(A)], drives={2}) == Differences(unplugged=(A.path,))


def test_files_of_a_nested_drive_go_when_the_drive_is_there() -> None:
    nested, other = replace(A, device=7), replace(B, device=7)
    assert difference([other], [known(nested), known(other)]).gone == (nested.path,)


def test_a_drive_that_is_counted_anew_is_the_same_drive() -> None:
    moved = replace(A, device=9)
    found = difference([moved], [known(A), known(B)], drives={9})
    assert found == Differences(renamed=((A.path, moved),), gone=(B.path,))


def test_a_size_limit_that_was_changed_is_heeded() -> None:
    too_large = replace(known(A, FileState.SKIPPED), reason="too-large")
    assert difference([A], [too_large], left_out={A.path: ExtractionCode.TOO_LARGE}).to_read == ()
    assert difference([A], [too_large]).to_read == (A,)
    assert difference([A], [known(A)], left_out={A.path: ExtractionCode.TOO_LARGE}).to_read == (A,)


def test_what_was_unreadable_is_tried_again() -> None:
    assert difference([A], [replace(known(A, FileState.FAILED), reason="unreadable")]).to_read == (A,)


def test_what_is_online_only_keeps_the_text_it_had_and_is_read_when_it_is_here() -> None:
    online: dict[str, object] = {"left_out": {A.path: ExtractionCode.ONLINE_ONLY}}
    noted = replace(known(A, FileState.SKIPPED), reason="online-only")
    stub = replace(A, size=1, mtime_ns=7)
    assert difference([A], [], **online).to_read == (A,)
    assert difference([A], [noted], **online) == Differences()
    assert difference([stub], [known(A)], **online) == Differences()
    assert difference([stub], [known(A, FileState.FAILED)], **online).to_read == (stub,)
    assert difference([A], [noted]).to_read == (A,)
    assert difference([A], [noted], left_out={A.path: ExtractionCode.TOO_LARGE}).to_read == (A,)


def test_what_is_held_stays_until_it_is_there_again() -> None:
    held = replace(known(A), held=True)
    assert difference([], [held]) == Differences()
    assert difference([A], [held]) == Differences(returned=(A.path,))
    moved = replace(A, path="/r/elsewhere.txt")
    assert difference([moved], [held]) == Differences(renamed=((A.path, moved),))
