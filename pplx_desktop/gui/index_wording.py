"""What the window says of indexing, folders and files of the ledger. Pure functions, no Qt.

Invariant: names and details from outside come on one line and as plain text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Literal

from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.core.reasons import SLOWED_BY, hint_of, label_of
from pplx_desktop.core.types import FileState, Fill, FolderStatus, OcrState, Progress
from pplx_desktop.gui import wording
from pplx_desktop.gui.model_wording import Question, size

Tone = Literal["plain", "good", "bad", "faint"]

STATES: tuple[tuple[str, FileState | None], ...] = (
    ("All", None),
    ("Searchable", FileState.INDEXED),
    ("Waiting", FileState.PENDING),
    ("Skipped", FileState.SKIPPED),
    ("Failed", FileState.FAILED),
    ("Left out", FileState.LEFT_OUT),
)
"""What can be looked for in the ledger. None is every file of the index."""
ALL_FOLDERS = "All folders"
_ROLES = {
    "searched": "searched now",
    "next": "takes over when it has all",
    "first": "stands in until then",
}
_STATE_WORDS = {
    FileState.PENDING: "waiting",
    FileState.INDEXED: "searchable",
    FileState.SKIPPED: "skipped",
    FileState.FAILED: "failed",
    FileState.LEFT_OUT: "left out",
}
_TONES: dict[FileState, Tone] = {
    FileState.PENDING: "plain",
    FileState.INDEXED: "good",
    FileState.SKIPPED: "faint",
    FileState.FAILED: "bad",
    FileState.LEFT_OUT: "faint",
}
_SUMS = frozenset({known.name for known in fields(FolderStatus)} - {"path", "watching"})


def headline(progress: Progress) -> str:
    """What is being done now."""
    match progress.phase:
        case "idle":
            return "Up to date"
        case "scanning":
            return "Looking for files"
        case "reading" if progress.pictures:
            return wording.indexing(progress)
        case "reading":
            return f"Reading files, {wording.number(progress.done_files)} of {wording.number(progress.total_files)}"
        case "embedding":
            return f"Learning meanings, {wording.counted(progress.pending_chunks, 'passage', 'passages')} to go"
        case "paused":
            return "Paused"


def left(progress: Progress) -> str:
    """How long it takes, where there is something to go by."""
    return wording.time_left(progress.eta_s) if progress.eta_s is not None and progress.phase != "idle" else ""


def pace(progress: Progress) -> str:
    """How fast meanings are learned, and why; nothing where nothing holds it down."""
    because = SLOWED_BY.get(progress.pace_reason)
    if because is None:
        return ""
    if progress.phase == "paused":
        return f"Indexing waits: {because}. What is indexed can be searched."
    match progress.pace:
        case "full":
            return f"At full pace, although {because}."
        case "slow":
            return f"Meanings are learned slowly: {because}."
        case "paused":
            return f"Meanings wait: {because}. Words are read all the same."


def can_hurry(progress: Progress) -> bool:
    """True where the user may want it to go on anyway."""
    return progress.pace != "full" and progress.pace_reason in SLOWED_BY and progress.pace_reason != "disk-full"


def is_hurried(progress: Progress) -> bool:
    """True where it goes on although something would hold it down."""
    return progress.pace == "full" and progress.pace_reason in SLOWED_BY


def shown_fills(progress: Progress) -> tuple[Fill, ...]:
    """The models of which it is said how far they are; none where one is used, and has all."""
    is_done = all(fill.done_chunks >= fill.total_chunks for fill in progress.fills)
    return () if is_done and len(progress.fills) < 2 else progress.fills


def fill_role(fill: Fill) -> str:
    """What a model is for while another one is filled."""
    return _ROLES[fill.role]


def fill_numbers(fill: Fill) -> str:
    """`12,000 of 41,000 passages  ·  about 3 h left`."""
    if fill.done_chunks >= fill.total_chunks:
        return f"all {wording.counted(fill.total_chunks, 'passage', 'passages')}"
    done = f"{wording.number(fill.done_chunks)} of {wording.counted(fill.total_chunks, 'passage', 'passages')}"
    return done + (f"  ·  {wording.time_left(fill.eta_s)}" if fill.eta_s is not None else "")


def fill_share(fill: Fill) -> float:
    """How much of it is done, 0 to 1."""
    return min(1.0, fill.done_chunks / fill.total_chunks) if fill.total_chunks else 1.0


def all_of(folders: Iterable[FolderStatus]) -> FolderStatus:
    """The sums of all folders, under no path."""
    whole = FolderStatus("")
    for folder in folders:
        whole = replace(whole, **{name: getattr(whole, name) + getattr(folder, name) for name in _SUMS})
    return whole


def folder_name(folder: FolderStatus) -> str:
    """What its row says first."""
    if not folder.path:
        return ALL_FOLDERS
    short = wording.short_path(folder.path)
    return short if short in {"~", "/"} else wording.file_name(folder.path) or short


def folder_numbers(folder: FolderStatus) -> str:
    """`8,204 of 8,310 searchable`, and what is wrong."""
    if not folder.files:
        return "no files yet" if folder.watching == "events" or not folder.path else ""
    parts = [f"{wording.number(folder.indexed)} of {wording.number(folder.files)} searchable"]
    if folder.failed:
        parts.append(f"{wording.number(folder.failed)} failed")
    return "  ·  ".join(parts)


def folder_share(folder: FolderStatus) -> float | None:
    """How far its files are, 0 to 1: reading first, then meanings. None where there is nothing to do or to tell."""
    if folder.pending and folder.files:
        return 1 - folder.pending / folder.files
    if folder.chunks > folder.embedded:
        return folder.embedded / folder.chunks
    return None


def folder_badges(folder: FolderStatus) -> tuple[tuple[str, Tone], ...]:
    """Where it stands, in words that fit on badges."""
    badges: list[tuple[str, Tone]] = []
    if folder.path and folder.watching != "events":
        words = {"missing": "not there", "unreadable": "cannot be read", "scans": "looked through at times"}
        badges.append((words[folder.watching], "faint" if folder.watching == "scans" else "bad"))
    if folder.held:
        badges.append((f"{wording.number(folder.held)} gone", "bad"))
    if folder.pending:
        badges.append((f"{wording.number(folder.pending)} to read", "plain"))
    elif folder.chunks > folder.embedded:
        badges.append((f"meanings {int(100 * folder.embedded / folder.chunks)} %", "plain"))
    elif folder.files and folder.watching == "events" and not folder.held:
        badges.append(("up to date", "good"))
    return tuple(badges)


def folder_spoken(folder: FolderStatus) -> str:
    """Its row for a screen reader."""
    place = wording.short_path(folder.path) if folder.path else ALL_FOLDERS
    return ", ".join(
        part for part in (place, folder_numbers(folder), *(word for word, _ in folder_badges(folder))) if part
    )


def folder_news(folder: FolderStatus) -> str:
    """What the user should know of it, whole; nothing where all is well."""
    place = wording.short_path(folder.path)
    if folder.held:
        files = wording.counted(folder.held, "file is", "files are")
        return (
            f"{files} gone from {place}, many at once. They can still be found, as they were, until you confirm that"
            " they were deleted, or until they come back."
        )
    match folder.watching:
        case "missing":
            return (
                f"{place} is not there: unplugged, renamed or deleted. What is indexed of it can be found, as it was."
            )
        case "unreadable":
            return f"{place} cannot be read. Check its permissions. What is indexed of it can be found, as it was."
        case "scans":
            return (
                f"The system does not tell of changes in {place}: it can watch no more folders. It is looked through"
                " every few minutes instead."
            )
        case "events":
            return ""


def removal_question(folder: FolderStatus) -> Question:
    """Asked before what is held leaves the index."""
    files = wording.counted(folder.held, "file", "files")
    return Question(
        headline=f"Take {files} of {wording.short_path(folder.path)} out of the index?",
        text="They are not on the disk any more. Their text leaves the index; should they come back, they are read anew.",
        yes="Take them out",
        no="Keep them",
        is_dangerous=True,
    )


def folder_question(folder: FolderStatus) -> Question:
    """Asked before a folder is searched no more."""
    return Question(
        headline=f"Search {wording.short_path(folder.path)} no more?",
        text="Its text leaves the index; the files themselves stay as they are. To read it again can take hours.",
        yes="Remove from the index",
        no="Keep it",
        is_dangerous=True,
    )


def count_of(folder: FolderStatus, state: FileState | None) -> int:
    """How many of its files are in a state."""
    match state:
        case None:
            return folder.files
        case FileState.INDEXED:
            return folder.indexed
        case FileState.PENDING:
            return folder.pending
        case FileState.SKIPPED:
            return folder.skipped
        case FileState.FAILED:
            return folder.failed
        case FileState.LEFT_OUT:
            return folder.left_out


def state(entry: FileEntry) -> str:
    """Where a file stands, in a word or two."""
    if entry.state is FileState.INDEXED and entry.embedded < entry.chunks:
        return "by words" if not entry.embedded else f"meaning {int(100 * entry.embedded / entry.chunks)} %"
    return _STATE_WORDS[entry.state]


def tone(entry: FileEntry) -> Tone:
    """How its state is coloured."""
    if entry.state is FileState.INDEXED and entry.embedded < entry.chunks:
        return "plain"
    return _TONES[entry.state]


def why(entry: FileEntry) -> str:
    """Why it stands there, in a few words; nothing where all is well."""
    if entry.reason:
        return wording.on_one_line(label_of(entry.reason))
    if entry.stale:
        return "its folder is not there"
    if entry.state is FileState.INDEXED and entry.warnings:
        return "not all of it was read"
    return ""


def explained(entry: FileEntry) -> str:
    """Where it stands and why, in whole sentences."""
    detail = wording.on_one_line(entry.detail).strip()
    match entry.state:
        case FileState.INDEXED if entry.embedded < entry.chunks:
            done = f"{wording.number(entry.embedded)} of {wording.counted(entry.chunks, 'passage', 'passages')}"
            first = f"Searchable by words; by meaning {done}."
        case FileState.INDEXED:
            first = f"Searchable by words and by meaning, {wording.counted(entry.chunks, 'passage', 'passages')}."
        case FileState.PENDING:
            first = "Waits to be read. It can be found by its name."
        case FileState.LEFT_OUT:
            what = "Left out, with all that is in it" if entry.is_folder else "Left out"
            first = f"{what}: {label_of(entry.reason)}."
        case FileState.SKIPPED | FileState.FAILED:
            verb = "Skipped" if entry.state is FileState.SKIPPED else "Failed"
            # A reader's own sentence says what its code says, and more.
            first = f"{verb}: {detail}" if detail.endswith(".") else f"{verb}: {label_of(entry.reason)}."
    parts = [first, _sentence(detail) if detail.rstrip(".") not in first else ""]
    parts += [_sentence(warning) for warning in entry.warnings]
    if entry.stale:
        parts.append("Its folder or drive cannot be read now: this is how it was last.")
    return wording.on_one_line(" ".join(part for part in parts if part))


def what_to_do(entry: FileEntry, ocr: OcrState | None = None) -> str:
    """What would help; nothing where there is nothing to do, or where the file's own reason says it already."""
    hint = hint_of(entry.reason, ocr)
    return "" if hint.rstrip(".") in entry.detail else hint


def kind_and_size(entry: FileEntry) -> str:
    """`folder`, or its size."""
    return "folder" if entry.is_folder else size(entry.size)


def entry_spoken(entry: FileEntry) -> str:
    """Its row for a screen reader."""
    parts = (wording.file_name(entry.path), state(entry), why(entry), wording.short_folder(entry.path))
    return ", ".join(part for part in parts if part)


def _sentence(text: str) -> str:
    text = wording.on_one_line(text).strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."
