"""What the window says of indexing, of folders and of files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.core.reasons import REASONS, Rule
from pplx_desktop.core.types import FileState, Fill, FolderStatus, PaceReason, Progress
from pplx_desktop.gui import index_wording, preference_rows

RUNNING = Progress(phase="embedding", embedded_chunks=10, pending_chunks=90, eta_s=700)
HELD_DOWN: tuple[PaceReason, ...] = ("battery", "power-saver", "hot", "busy")
STALE = "Its folder or drive cannot be read now: this is how it was last."
FILE = FileEntry("/data/a.pdf", FileState.INDEXED, size=2_000, chunks=10, embedded=10)


@pytest.mark.parametrize("reason", HELD_DOWN)
def test_the_pace_is_told_with_its_reason(reason: PaceReason) -> None:
    slow = replace(RUNNING, pace="slow", pace_reason=reason)
    waiting = replace(slow, pace="paused")
    hurried = replace(slow, pace="full")
    assert index_wording.pace(slow).startswith("Meanings are learned slowly: ")
    assert index_wording.pace(waiting).startswith("Meanings wait: ")
    assert index_wording.pace(hurried).startswith("At full pace all the same: ")
    assert index_wording.can_hurry(slow)
    assert index_wording.can_hurry(waiting)
    assert not index_wording.can_hurry(hurried)
    assert [index_wording.is_hurried(known) for known in (slow, waiting, hurried)] == [False, False, True]


def test_nothing_is_told_where_nothing_holds_it_down() -> None:
    for progress in (RUNNING, Progress(), replace(RUNNING, phase="paused", pace="paused", pace_reason="asked")):
        assert index_wording.pace(progress) == ""
        assert not index_wording.can_hurry(progress)


def test_a_full_disk_cannot_be_hurried() -> None:
    full = Progress(phase="paused", pace="paused", pace_reason="disk-full")
    assert index_wording.pace(full) == "Indexing waits: the disk is full. What is indexed can be searched."
    assert not index_wording.can_hurry(full)


@pytest.mark.parametrize(
    ("progress", "says"),
    [
        (Progress(), "Up to date"),
        (Progress(phase="scanning"), "Looking for files"),
        (Progress(phase="reading", done_files=1_200, total_files=8_310), "Reading files, 1,200 of 8,310"),
        (RUNNING, "Learning meanings, 90 passages to go"),
        (Progress(phase="paused"), "Paused"),
    ],
)
def test_what_is_being_done(progress: Progress, says: str) -> None:
    assert index_wording.headline(progress) == says


def test_fills() -> None:
    old, new = Fill("old", "searched", 41_000, 41_000), Fill("new", "next", 12_400, 41_000, eta_s=11_000)
    assert index_wording.fill_numbers(old) == "all 41,000 passages"
    assert index_wording.fill_numbers(new) == "12,400 of 41,000 passages  ·  about 3 h left"
    assert index_wording.fill_share(new) == pytest.approx(0.302, abs=0.001)
    assert index_wording.fill_share(Fill("none", "searched", 0, 0)) == 1
    assert index_wording.shown_fills(Progress(fills=(old,))) == ()
    assert index_wording.shown_fills(Progress(fills=(new,))) == (new,)
    assert index_wording.shown_fills(Progress(fills=(old, new))) == (old, new)


def test_folders() -> None:
    folder = FolderStatus("/data/papers", files=10, indexed=7, pending=2, failed=1, chunks=100, embedded=25, left_out=4)
    assert index_wording.folder_name(folder) == "papers"
    assert index_wording.folder_numbers(folder) == "7 of 10 searchable  ·  1 failed"
    assert index_wording.folder_badges(folder) == (("2 to read", "plain"),)
    assert index_wording.folder_share(folder) == pytest.approx(0.8)
    read = replace(folder, pending=0)
    assert index_wording.folder_badges(read) == (("meanings 25 %", "plain"),)
    assert index_wording.folder_share(read) == pytest.approx(0.25)
    done = replace(read, embedded=100)
    assert index_wording.folder_badges(done) == (("up to date", "good"),)
    assert index_wording.folder_share(done) is None
    assert index_wording.folder_news(done) == ""
    whole = index_wording.all_of([folder, replace(folder, path="/data/b", held=3)])
    assert (whole.path, whole.files, whole.left_out, whole.held, whole.embedded) == ("", 20, 8, 3, 50)
    assert index_wording.folder_name(whole) == "All folders"


@pytest.mark.parametrize("watching", ["missing", "unreadable", "scans"])
def test_a_folder_that_is_not_well_says_so_everywhere(watching) -> None:
    folder = FolderStatus("/media/drive", watching=watching, files=3, indexed=3, chunks=1, embedded=1)
    badge = index_wording.folder_badges(folder)[0][0]
    assert badge in index_wording.folder_spoken(folder)
    assert "/media/drive" in index_wording.folder_news(folder)
    assert "up to date" not in dict(index_wording.folder_badges(folder))


def test_held_files_are_news_and_asked_about() -> None:
    folder = FolderStatus("/data", files=900, held=812)
    assert index_wording.folder_news(folder).startswith("812 files are gone from /data")
    question = index_wording.removal_question(folder)
    assert question.headline == "Take 812 files of /data out of the index?"
    assert question.is_dangerous
    assert index_wording.folder_question(folder).is_dangerous


@pytest.mark.parametrize("code", [*ExtractionCode, *Rule])
def test_every_reason_is_explained(code: str) -> None:
    state = FileState.LEFT_OUT if code in set(Rule) else FileState.FAILED
    entry = FileEntry("/data/x", state, reason=code, detail="PDFium says no", is_folder=code == Rule.CACHE)
    said = index_wording.explained(entry)
    assert REASONS[code].label in said
    assert said.endswith("PDFium says no.")
    assert index_wording.why(entry) == REASONS[code].label
    assert index_wording.what_to_do(entry) == REASONS[code].hint


def test_a_readers_own_sentence_is_not_said_twice() -> None:
    own = "This document is protected by a password. Save a copy without the password to search its text."
    entry = FileEntry("/data/x", FileState.FAILED, reason=ExtractionCode.ENCRYPTED, detail=own)
    assert index_wording.explained(entry) == f"Failed: {own}"
    assert index_wording.what_to_do(entry) == ""
    damaged = replace(entry, reason=ExtractionCode.DAMAGED, detail="It is cut short. Get another copy. (offset 12)")
    assert index_wording.what_to_do(damaged) == ""
    other = replace(entry, detail="It asks for a password.")
    assert index_wording.explained(other) == "Failed: It asks for a password."
    assert index_wording.what_to_do(other) == REASONS[ExtractionCode.ENCRYPTED].hint


@pytest.mark.parametrize(
    ("entry", "state", "tone", "says"),
    [
        (FILE, "searchable", "good", "Searchable by words and by meaning, 10 passages."),
        (replace(FILE, embedded=0), "by words", "plain", "Searchable by words; by meaning 0 of 10 passages."),
        (replace(FILE, embedded=4), "meaning 40 %", "plain", "Searchable by words; by meaning 4 of 10 passages."),
        (
            replace(FILE, stale=True),
            "searchable",
            "good",
            f"Searchable by words and by meaning, 10 passages. {STALE}",
        ),
        (
            replace(FILE, warnings=("Two members were not read",)),
            "searchable",
            "good",
            "Searchable by words and by meaning, 10 passages. Two members were not read.",
        ),
        (FileEntry("/a", FileState.PENDING), "waiting", "plain", "Waits to be read. It can be found by its name."),
    ],
)
def test_where_a_file_stands(entry: FileEntry, state: str, tone: str, says: str) -> None:
    assert (index_wording.state(entry), index_wording.tone(entry)) == (state, tone)
    assert index_wording.explained(entry) == says


def test_hostile_text_stays_on_one_line() -> None:
    entry = FileEntry("/data/a\nb\u202e.pdf", FileState.FAILED, reason="x\ny", detail="one\ntwo\u2028three")
    for said in (index_wording.explained(entry), index_wording.why(entry), index_wording.entry_spoken(entry)):
        assert "\n" not in said
        assert "\u2028" not in said
        assert "\u202e" not in said


def test_what_is_written_for_settings_of_several_texts() -> None:
    assert preference_rows.texts_of(" eng, deu\n", "ocr_languages") == ("eng", "deu")
    assert preference_rows.texts_of("my file.txt\n\n  *.bak ", "exclude") == ("my file.txt", "*.bak")
    for name in ("exclude", "ocr_languages"):
        assert preference_rows.texts_of(preference_rows.written_of(("a", "b"), name), name) == ("a", "b")


def test_every_setting_that_is_offered_exists_and_is_described() -> None:
    names = [row.name for group in preference_rows.GROUPS for row in group.rows]
    assert len(set(names)) == len(names)
    for name in names:
        assert preference_rows.described(name)
    choices = {choice for name in names for choice in preference_rows.limits(name).get("choices", ())}
    assert set(preference_rows.CHOICES) <= choices
    for choice in choices:
        assert preference_rows.called(choice)[0].isupper(), choice
