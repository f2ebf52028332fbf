"""Brings the ledger up to date with the disk: looks around, compares, and writes down what came, moved and went.

Invariant: what is gone is forgotten only after all that is new was read, for the same content may have come up in
another place. Nothing is forgotten of a folder that could not be read, of a drive that is not there, or of a root that
is another folder now; and most of a root at once only when the user confirms it (`engine/removals.py`).
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.events import EventBus, Trouble, TroubleOver
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.types import FileStat, FileState
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.reconcile import Differences, compare
from pplx_desktop.engine.removals import Removals
from pplx_desktop.engine.restless import Restless
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.engine.walking import Glance, Walk, walk
from pplx_desktop.extract.version import EXTRACTOR_VERSION
from pplx_desktop.files.looks import Look, simplified
from pplx_desktop.files.roots import RootIdentity, check_root, is_inside, missing
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.index.roots import LeftOut, RootRecord
from pplx_desktop.index.store import FileRecord, Index

log = logging.getLogger(__name__)

Item = TypeVar("Item")

_HELD_CODES = frozenset({"removals-held", "folder-changed"})
_BATCH_FILES = 1000
"""So many files are noted in one transaction: fast, and pause and stop are heeded between two."""


class Scanner:
    """Looks at folders and hands what is to be read to the text stage. For the indexer's thread.

    `tell` is called with each root before it is scanned.
    """

    def __init__(
        self, index: Index, text: TextStage, events: EventBus, gate: Gate, tell: Callable[[str], None]
    ) -> None:
        self._index, self._text, self._events, self._gate, self._tell = index, text, events, gate, tell
        self._removals = Removals(index)
        self.restless = Restless()
        self._gone: dict[str, None] = {}
        self._told: dict[str, Trouble] = {}

    def scan(self, roots: Iterable[str], rules: ScanRules) -> None:
        """Compare folders with the ledger. Afterwards the names of all their files are searchable. What was put off for
        changing all the time is read, too: somebody asked.
        """
        self.restless = Restless()
        self.look({root: (Look(root, is_deep=True),) for root in roots}, rules)

    def look(self, looks: Mapping[str, Iterable[Look]], rules: ScanRules) -> None:
        """Compare parts of roots with the ledger: what `looks` are at, by root."""
        gone: dict[str, dict[str, FileRecord]] = {}
        looks = {root: simplified(root, wanted) for root, wanted in looks.items()}
        for root, wanted in looks.items():
            self._gate.check()
            self._tell(root)
            gone[root] = self._look_at(root, wanted, rules)
        # When all was seen: what left one root may have come up in another.
        for root, records in gone.items():
            held = self._removals.to_hold(root, records)
            if held:
                self._index.hold(held)
            if held or Look(root, is_deep=True) in looks[root]:
                self._tell_of_held(root)
            # What a rule leaves out now has not moved; its text is not wanted for a moment longer.
            if left_out := [path for path in records if path not in held and os.path.lexists(path)]:
                self._forget(left_out)
            self._gone.update((path, None) for path in records if path not in held)

    def _tell_of_held(self, root: str) -> None:
        """Tell the user, again after each start: what is held waits for an answer, and its text stays until then."""
        held = sum(status.held for status in self._index.folder_counts() if status.path == root)
        if not held:
            self._end_of_held(root)
        elif root not in self._told:
            # While it is away, that is what there is to tell.
            self._trouble(
                root,
                "removals-held",
                f"{held:,} files are gone from {displayed(root)}, most of what was in it. They are kept in the index"
                " until you confirm that they are gone for good.",
            )

    def settle(self) -> None:
        """Forget what is gone, if all that is new was read. To be called after a scan and when the text stage is done."""
        if self._text.waiting == 0 and self._gone:
            gone, self._gone = list(self._gone), {}
            self._forget(gone)

    def forget_outside(self, roots: Sequence[str]) -> None:
        """Take everything out of the index that lies in none of these folders any more."""
        gone = self._index.paths_outside(roots)
        self._text.discard(gone)
        # Paused or not: who takes a folder away wants its text gone.
        self._index.forget(gone, before_each=self._gate.check_stopped)
        self._index.keep_roots(roots)
        for place in [place for place in self._told if not any(is_inside(place, root) for root in roots)]:
            self._end_trouble(place)

    def confirm_removal(self, root: str) -> int:
        """Forget what is held for a root, which is what it is now from now on. Returns how many files were held."""
        held = self._index.held(root)
        self._forget(held)
        self._removals.confirm(root)
        self._end_of_held(root)
        record = self._index.root(root)
        if record is not None:
            try:
                self._index.note_root(_noted(record, check_root(root)))
            except EnvironmentProblem as problem:
                log.info("%s: %s", problem.code, problem)
        return len(held)

    def note_watching(self, root: str, watching: Literal["events", "scans"]) -> None:
        """Note whether changes in a root are told of at once, or found by the next scan."""
        record = self._index.root(root)
        if record is not None and record.watching != watching and record.watching in {"events", "scans"}:
            self._index.note_root(replace(record, watching=watching))

    def _look_at(self, root: str, looks: Sequence[Look], rules: ScanRules) -> dict[str, FileRecord]:
        """Bring a part of a root up to date. Returns what is gone from it, about which the caller decides."""
        record = self._index.root(root)
        try:
            identity = check_root(root)
            is_same = record is None or identity.may_be(_identity(record))
            if not is_same or (record is not None and record.watching in {"missing", "unreadable"}):
                # Only the whole of it tells what it is now.
                looks = [Look(root, is_deep=True)]
            seen = walk(root, looks, rules, self._index, self._gate)
            others = [other.path for other in self._index.roots() if other.path != root and is_inside(other.path, root)]
            seen.leave_to(others)
            if check_root(root) != identity:
                raise missing(root, "it was exchanged for another while it was looked at")
            is_other = not is_same and _is_other(seen)
            if is_other and not seen.found:
                raise missing(root, "an empty folder is in its place")
        except EnvironmentProblem as problem:
            self._lose(root, record, problem)
            return {}
        differences = compare(
            seen.found.values(),
            seen.known,
            extractor_version=EXTRACTOR_VERSION,
            drives=[identity.device, *seen.drives_still_there()],
            left_out=seen.not_read,
            unreadable=seen.unseen,
        )
        self._apply(differences, seen)
        is_whole = looks == [Look(root, is_deep=True)]
        if record is None or is_whole:
            kept = _identity(record) if record is not None and is_other else identity
            self._index.note_root(_noted(record or RootRecord(root, 0, 0), kept, is_whole=is_whole))
        for glance in seen.glances:
            self._note_unseen(root, glance, differences.unplugged)
        if is_other:
            self._index.hold(differences.gone)
            self._trouble(
                root,
                "folder-changed",
                f"{displayed(root)} is another folder than before, maybe on another drive. What was known of it is kept"
                " until you confirm that it is gone for good.",
            )
            return {}
        for place in [place for place, told in self._told.items() if told.code not in _HELD_CODES]:
            # A root of its own may be away, and is told of by the look at itself.
            if _was_seen(place, seen) and not any(is_inside(place, other) for other in others):
                self._end_trouble(place)
        return {path: seen.known[path] for path in differences.gone}

    def _apply(self, differences: Differences, seen: Walk) -> None:
        """Write down all but what is gone."""
        for renamed in _batches_of_renames(differences.renamed):
            self._gate.check()
            self._index.rename_all(renamed)
        if differences.returned:
            self._index.release(differences.returned)
        if self._gone:
            for path in seen.found:
                self._gone.pop(path, None)
        if differences.gone or differences.renamed:
            self._text.discard([*differences.gone, *(old for old, _ in differences.renamed)])
        self._note_unread(differences.to_read, seen)

    def _note_unread(self, files: Sequence[FileStat], seen: Walk) -> None:
        """Have files read, or note why they are not."""
        to_read = [file for file in files if file.path not in seen.not_read]
        for some in _batches(to_read):
            self._gate.check()
            self._index.note_pending(some)
        for some in _batches([file for file in files if file.path in seen.not_read]):
            self._gate.check()
            with self._index.batch():
                for file in some:
                    self._index.set_unsearchable(
                        file, FileState.SKIPPED, seen.not_read[file.path], "", extractor_version=EXTRACTOR_VERSION
                    )
        for file in to_read:
            record = seen.known.get(file.path)
            if record is not None and (record.file.size, record.file.mtime_ns) != (file.size, file.mtime_ns):
                self.restless.note_change(file.path)
        put_off = {file.path for file in to_read if self.restless.must_wait(file.path)}
        if put_off:
            self._text.discard(put_off)
        if len(to_read) > len(put_off):
            self._text.add([file for file in to_read if file.path not in put_off])

    def _note_unseen(self, root: str, glance: Glance, unplugged: Collection[str]) -> None:
        """Write down what a look could not see, and what rules left out of it."""
        look = glance.look
        if look.is_deep:
            away = {os.path.dirname(path) for path in unplugged}  # noqa: PTH120 -- bytes that are no text travel in str
            self._index.mark_stale(look.folder, [*glance.unreadable, *glance.online_only, *away])
        else:
            for folder in glance.unreadable:
                self._index.mark_stale(folder, [folder])
        if look.is_deep or glance.is_listed:
            self._index.note_left_out(
                root,
                [LeftOut(entry.path, entry.rule, entry.is_folder) for entry in glance.left_out],
                within=None if look.folder == root and look.is_deep else look.folder,
                passed=glance.passed,
            )
        for folder in glance.unreadable:
            self._trouble(
                folder, "folder-unreadable", f"{displayed(folder)} could not be read. What was known of it is kept."
            )

    def _lose(self, root: str, record: RootRecord | None, problem: EnvironmentProblem) -> None:
        """Keep all that is known of a root that is not there now: it may be on a drive that comes back."""
        log.warning("%s: %s %s", problem.code, problem, problem.detail)
        watching = "unreadable" if problem.code == "folder-unreadable" else "missing"
        self._index.note_root(replace(record or RootRecord(root, 0, 0), watching=watching))
        self._index.mark_stale(root, [root])
        self._trouble(root, problem.code, str(problem))

    def _trouble(self, place: str, code: str, text: str) -> None:
        """Tell the user, once as long as it stays so."""
        told = self._told.get(place)
        if told is None or told.code != code:
            self._told[place] = Trouble(code, text)
            self._events.publish(self._told[place])

    def _end_of_held(self, root: str) -> None:
        told = self._told.get(root)
        if told is not None and told.code in _HELD_CODES:
            self._end_trouble(root)

    def _end_trouble(self, place: str) -> None:
        """Tell that it is so no more, where something was told."""
        told = self._told.pop(place, None)
        if told is not None:
            self._events.publish(TroubleOver(told))

    def _forget(self, paths: Sequence[str]) -> None:
        self._index.forget(paths, before_each=self._gate.check)


def _was_seen(place: str, seen: Walk) -> bool:
    """True where a folder was looked at, or would have been if it were there still."""
    looks = (glance.look for glance in seen.glances)
    is_in_sight = any(place == look.folder or (look.is_deep and is_inside(place, look.folder)) for look in looks)
    return is_in_sight and not any(is_inside(place, folder) for folder in seen.unseen)


def _is_other(seen: Walk) -> bool:
    """True where so little of what was known is in a folder that it cannot be the one that was known."""
    return 2 * sum(path in seen.found for path in seen.known) < len(seen.known)


def _identity(record: RootRecord) -> RootIdentity:
    return RootIdentity(record.device, record.inode, record.file_system)


def _noted(record: RootRecord, identity: RootIdentity, *, is_whole: bool = False) -> RootRecord:
    return replace(
        record,
        device=identity.device,
        inode=identity.inode,
        file_system=identity.file_system,
        watching=record.watching if record.watching in {"events", "scans"} else "events",
        scanned_ns=time.time_ns() if is_whole else record.scanned_ns,
    )


def _batches_of_renames(renames: Sequence[tuple[str, FileStat]]) -> Iterator[Sequence[tuple[str, FileStat]]]:
    """Names that pass from file to file go in one batch: halfway, one of them would have two."""
    sources, targets = {old for old, _ in renames}, {file.path for _, file in renames}
    passed_on = [(old, file) for old, file in renames if old != file.path and (old in targets or file.path in sources)]
    together = {old for old, _ in passed_on}
    if passed_on:
        yield passed_on
    yield from _batches([(old, file) for old, file in renames if old not in together])


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[first : first + _BATCH_FILES] for first in range(0, len(items), _BATCH_FILES))
