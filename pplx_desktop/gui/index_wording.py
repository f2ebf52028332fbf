"""What the window says of indexing, folders and files of the ledger. Pure functions, no widgets.

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
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import noop, number, percent, tr, trn

Tone = Literal["plain", "good", "bad", "faint"]

STATES: tuple[tuple[str, FileState | None], ...] = (
    (noop("All"), None),
    (noop("Searchable"), FileState.INDEXED),
    (noop("Waiting"), FileState.PENDING),
    (noop("Skipped"), FileState.SKIPPED),
    (noop("Failed"), FileState.FAILED),
    (noop("Left out"), FileState.LEFT_OUT),
)
"""What can be looked for in the ledger. None is every file of the index."""
_ROLES = {
    "searched": noop("searched now"),
    "next": noop("takes over when it has all"),
    "first": noop("stands in until then"),
}
_STATE_WORDS = {
    FileState.PENDING: noop("waiting"),
    FileState.INDEXED: noop("searchable"),
    FileState.SKIPPED: noop("skipped"),
    FileState.FAILED: noop("failed"),
    FileState.LEFT_OUT: noop("left out"),
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
            return tr("Up to date")
        case "scanning":
            return tr("Looking for files")
        case "reading" if progress.pictures:
            return wording.indexing(progress)
        case "reading":
            done, total = number(progress.done_files), number(progress.total_files)
            return tr("Reading files, {done} of {total}", done=done, total=total)
        case "embedding":
            return trn(
                "Learning meanings, %n passage to go", "Learning meanings, %n passages to go", progress.pending_chunks
            )
        case "paused":
            return tr("Paused")


def left(progress: Progress) -> str:
    """How long it takes, where there is something to go by."""
    return wording.time_left(progress.eta_s) if progress.eta_s is not None and progress.phase != "idle" else ""


def pace(progress: Progress) -> str:
    """How fast meanings are learned, and why; nothing where nothing holds it down."""
    reason = SLOWED_BY.get(progress.pace_reason)
    if reason is None:
        return ""
    because = told(reason)
    if progress.phase == "paused":
        return tr("Indexing waits: {reason}. What is indexed can be searched.", reason=because)
    match progress.pace:
        case "full":
            return tr("At full pace all the same: {reason}.", reason=because)
        case "slow":
            return tr("Meanings are learned slowly: {reason}.", reason=because)
        case "paused":
            return tr("Meanings wait: {reason}. Words are read all the same.", reason=because)


def is_stuck(progress: Progress) -> bool:
    """True where nothing that is pressed here makes it go on: a full disk holds everything up until there is room."""
    return progress.pace_reason == "disk-full"


def can_hurry(progress: Progress) -> bool:
    """True where the user may want it to go on anyway."""
    return progress.pace != "full" and progress.pace_reason in SLOWED_BY and not is_stuck(progress)


def is_hurried(progress: Progress) -> bool:
    """True where it goes on although something would hold it down."""
    return progress.pace == "full" and progress.pace_reason in SLOWED_BY


def shown_fills(progress: Progress) -> tuple[Fill, ...]:
    """The models of which it is said how far they are; none where one is used, and has all."""
    is_done = all(fill.done_chunks >= fill.total_chunks for fill in progress.fills)
    return () if is_done and len(progress.fills) < 2 else progress.fills


def fill_role(fill: Fill) -> str:
    """What a model is for while another one is filled."""
    return tr(_ROLES[fill.role])


def fill_numbers(fill: Fill) -> str:
    """`12,000 of 41,000 passages  ·  about 3 h left`."""
    if fill.done_chunks >= fill.total_chunks:
        return trn("all %n passage", "all %n passages", fill.total_chunks)
    done = trn("{done} of %n passage", "{done} of %n passages", fill.total_chunks, done=number(fill.done_chunks))
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
        return tr("All folders")
    short = wording.short_path(folder.path)
    return short if short in {"~", "/"} else wording.file_name(folder.path) or short


def folder_numbers(folder: FolderStatus) -> str:
    """`8,204 of 8,310 searchable`, and what is wrong."""
    if not folder.files:
        return tr("no files yet") if folder.watching == "events" or not folder.path else ""
    parts = [tr("{done} of {total} searchable", done=number(folder.indexed), total=number(folder.files))]
    if folder.failed:
        parts.append(trn("%n failed", "%n failed", folder.failed))
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
        words = {
            "missing": tr("not there"),
            "unreadable": tr("cannot be read"),
            "scans": tr("looked through at times"),
        }
        badges.append((words[folder.watching], "faint" if folder.watching == "scans" else "bad"))
    if folder.held:
        badges.append((trn("%n gone", "%n gone", folder.held), "bad"))
    if folder.pending:
        badges.append((trn("%n to read", "%n to read", folder.pending), "plain"))
    elif folder.chunks > folder.embedded:
        badges.append((tr("meanings {share}", share=_done_share(folder.embedded, folder.chunks)), "plain"))
    elif folder.files and folder.watching == "events" and not folder.held:
        badges.append((tr("up to date"), "good"))
    return tuple(badges)


def folder_spoken(folder: FolderStatus) -> str:
    """Its row for a screen reader."""
    place = wording.short_path(folder.path) if folder.path else tr("All folders")
    return ", ".join(
        part for part in (place, folder_numbers(folder), *(word for word, _ in folder_badges(folder))) if part
    )


def folder_news(folder: FolderStatus) -> str:
    """What the user should know of it, whole; nothing where all is well."""
    place = wording.short_path(folder.path)
    if folder.held:
        return trn(
            "%n file is gone from {folder}. It can still be found, as it was, until you confirm that it was deleted,"
            " or until it comes back.",
            "%n files are gone from {folder}, many at once. They can still be found, as they were, until you confirm"
            " that they were deleted, or until they come back.",
            folder.held,
            folder=place,
        )
    match folder.watching:
        case "missing":
            return tr(
                "{folder} is not there: unplugged, renamed or deleted. What is indexed of it can be found, as it was.",
                folder=place,
            )
        case "unreadable":
            return tr(
                "{folder} cannot be read. Check its permissions. What is indexed of it can be found, as it was.",
                folder=place,
            )
        case "scans":
            return tr(
                "The system does not tell of changes in {folder}: it can watch no more folders. It is looked through"
                " every few minutes instead.",
                folder=place,
            )
        case "events":
            return ""


def removal_question(folder: FolderStatus) -> Question:
    """Asked before what is held leaves the index."""
    return Question(
        headline=trn(
            "Take %n file of {folder} out of the index?",
            "Take %n files of {folder} out of the index?",
            folder.held,
            folder=wording.short_path(folder.path),
        ),
        text=tr(
            "They are not on the disk any more. Their text leaves the index; should they come back, they are read anew."
        ),
        yes=tr("Take them out"),
        no=tr("Keep them"),
        is_dangerous=True,
    )


def folder_question(folder: FolderStatus) -> Question:
    """Asked before a folder is searched no more."""
    return Question(
        headline=tr("Search {folder} no more?", folder=wording.short_path(folder.path)),
        text=tr("Its text leaves the index; the files themselves stay as they are. To read it again can take hours."),
        yes=tr("Remove from the index"),
        no=tr("Keep it"),
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
        if not entry.embedded:
            return tr("by words")
        return tr("meaning {share}", share=_done_share(entry.embedded, entry.chunks))
    return tr(_STATE_WORDS[entry.state])


def tone(entry: FileEntry) -> Tone:
    """How its state is coloured."""
    if entry.state is FileState.INDEXED and entry.embedded < entry.chunks:
        return "plain"
    return _TONES[entry.state]


def why(entry: FileEntry) -> str:
    """Why it stands there, in a few words; nothing where all is well."""
    if entry.reason:
        return wording.on_one_line(told(label_of(entry.reason)))
    if entry.stale:
        return tr("its folder is not there")
    if entry.state is FileState.INDEXED and entry.warnings:
        return tr("not all of it was read")
    return ""


def explained(entry: FileEntry) -> str:
    """Where it stands and why, in whole sentences."""
    detail = wording.on_one_line(told(entry.detail.strip()))
    reason = told(label_of(entry.reason))
    match entry.state:
        case FileState.INDEXED if entry.embedded < entry.chunks:
            first = trn(
                "Searchable by words; by meaning {done} of %n passage.",
                "Searchable by words; by meaning {done} of %n passages.",
                entry.chunks,
                done=number(entry.embedded),
            )
        case FileState.INDEXED:
            first = trn(
                "Searchable by words and by meaning, %n passage.",
                "Searchable by words and by meaning, %n passages.",
                entry.chunks,
            )
        case FileState.PENDING:
            first = tr("Waits to be read. It can be found by its name.")
        case FileState.LEFT_OUT if entry.is_folder:
            first = tr("Left out, with all that is in it: {reason}.", reason=reason)
        case FileState.LEFT_OUT:
            first = tr("Left out: {reason}.", reason=reason)
        case FileState.SKIPPED | FileState.FAILED:
            # A reader's own sentence says what its code says, and more.
            why_so = detail.removesuffix(".") if detail.endswith(".") else reason
            is_skipped = entry.state is FileState.SKIPPED
            first = tr("Skipped: {reason}.", reason=why_so) if is_skipped else tr("Failed: {reason}.", reason=why_so)
    parts = [first, _sentence(detail) if detail.rstrip(".") not in first else ""]
    parts += [_sentence(told(warning)) for warning in entry.warnings]
    if entry.stale:
        parts.append(tr("Its folder or drive cannot be read now: this is how it was last."))
    return wording.on_one_line(" ".join(part for part in parts if part))


def what_to_do(entry: FileEntry, ocr: OcrState | None = None) -> str:
    """What would help; nothing where there is nothing to do, or where the file's own reason says it already."""
    hint, own = hint_of(entry.reason, ocr), entry.detail.lower()
    # One of several ways is enough: the reader knows the file.
    return "" if any(way in own for way in hint.lower().rstrip(".").split(", or ")) else told(hint)


def kind_and_size(entry: FileEntry) -> str:
    """`folder`, or its size."""
    return tr("folder") if entry.is_folder else size(entry.size)


def entry_spoken(entry: FileEntry) -> str:
    """Its row for a screen reader."""
    parts = (wording.file_name(entry.path), state(entry), why(entry), wording.short_folder(entry.path))
    return ", ".join(part for part in parts if part)


def _done_share(done: int, whole: int) -> str:
    """Rounded down: what is not all is not told as all."""
    return percent(int(100 * done / whole) / 100)


def _sentence(text: str) -> str:
    text = wording.on_one_line(text).strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."
