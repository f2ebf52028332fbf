"""Power loss: a log of all writes and syncs of an index is played up to some point, without what no sync made sure of.

Of writes that no sync followed, a disk may have kept all, none, any, or a part of one. Whatever it kept, the index opens,
everything in it agrees, and each file is what it was after one of the commits between the last that was made sure of
and the last that was made.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.types import FileState
from pplx_desktop.index.store import Index
from tests.campaigns.storage import Operation, watched
from tests.campaigns.tally import Tally
from tests.support.corpus import Library, file_stat
from tests.support.fakes import FakeEmbedder

REPLAYS = 40
"""Power losses in one log."""
_STEPS = 60
_FILES = 12
MAKING = 12
_SECTOR = 512
Standing = tuple[str, str, bool]
"""Of a file: its state, its text, whether it has vectors."""


def run(tally: Tally) -> None:
    """`count` logs, each played to `REPLAYS` points."""
    for number, chance in tally.attempts():
        folder = tally.folder / str(number)
        log = _record(folder, chance)
        tally.counts["operations logged"] += len(log.operations)
        disk = _Disk()
        # While the file is being made all is different, and that is over after a few operations.
        lengths = (MAKING if replay % 5 == 0 else len(log.operations) for replay in range(REPLAYS))
        points = sorted(chance.randint(1, length) for length in lengths)
        at = 0
        for point in points:
            for operation in log.operations[at:point]:
                disk.apply(operation)
            at = point
            left = folder / f"left-{point}"
            disk.leave(left, chance)
            losses = _losses(left / "index.sqlite3", log, point)
            tally.lose(number, *(f"power lost after operation {point}: {loss}" for loss in losses))
            shutil.rmtree(left)
            tally.counts["power losses"] += 1
        shutil.rmtree(folder)


@dataclass
class _Log:
    """What was done, and after which operation which commits were there. `standings[i]` are the files after step i."""

    operations: list[Operation] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    standings: list[dict[str, Standing]] = field(default_factory=list)

    def possible(self, path: str, point: int) -> set[Standing | None]:
        """What a file may be when the power goes after `point` operations."""
        made_sure = 0
        for number, operation in enumerate(self.operations[:point], 1):
            if operation.kind == "sync" and operation.file.endswith("-wal"):
                made_sure = number
        first = max((step for step, end in enumerate(self.ends) if end <= made_sure), default=0)
        # The step in hand may have committed too.
        last = max((step for step, end in enumerate(self.ends) if end <= point), default=0) + 1
        return {standing.get(path) for standing in self.standings[first : last + 1]}


class _Disk:
    """Files as a disk has them: what is sure, and what may yet be lost."""

    def __init__(self) -> None:
        self._sure: dict[str, bytearray] = {}
        self._unsure: defaultdict[str, list[Operation]] = defaultdict(list)

    def apply(self, operation: Operation) -> None:
        """Take one operation of the log."""
        name = operation.file
        if operation.kind == "sync":
            content = self._sure.setdefault(name, bytearray())
            for pending in self._unsure.pop(name, ()):
                content = _changed(content, pending)
            self._sure[name] = content
            # File systems with a journal keep the order: with a sync, all earlier deletions are sure too.
            for other in [file for file, pending in self._unsure.items() if pending[-1].kind == "delete"]:
                self._sure.pop(other, None)
                del self._unsure[other]
        elif operation.kind == "delete" and operation.durable:
            self._sure.pop(name, None)
            self._unsure.pop(name, None)
        elif operation.kind in {"write", "truncate", "delete"}:
            self._unsure[name].append(operation)

    def leave(self, folder: Path, chance: Random) -> None:
        """Write what is there after the power was lost."""
        folder.mkdir()
        way = chance.choice(("none", "none", "all", "some", "some", "torn", "first"))
        for name in sorted(self._sure.keys() | self._unsure.keys()):
            pending = self._unsure.get(name, [])
            if way == "none":
                pending = []
            elif way == "first":
                pending = pending[: chance.randrange(len(pending) + 1)]
            elif way in {"some", "torn"}:
                pending = [operation for operation in pending if chance.random() < 0.5]
            content = bytearray(self._sure.get(name, b""))
            for operation in pending:
                content = _changed(content, _torn(operation, chance) if way == "torn" else operation)
            if content or name in self._sure:
                (folder / name).write_bytes(content)


def _changed(content: bytearray, operation: Operation) -> bytearray:
    if operation.kind == "delete":
        return bytearray()
    if operation.kind == "truncate":
        return content[: operation.size].ljust(operation.size, b"\0")
    end = operation.offset + len(operation.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[operation.offset : end] = operation.data
    return content


def _torn(operation: Operation, chance: Random) -> Operation:
    sectors = len(operation.data) // _SECTOR
    if operation.kind != "write" or not sectors or chance.random() < 0.5:
        return operation
    kept = chance.randrange(sectors + 1) * _SECTOR
    return Operation("write", operation.file, operation.offset, operation.data[:kept])


def _record(folder: Path, chance: Random) -> _Log:
    """Work with an index for a while."""
    folder.mkdir()
    log = _Log()

    def note(operation: Operation) -> None:
        if operation.kind not in {"read", "open"} and not operation.file.endswith("-shm"):
            log.operations.append(operation)

    with watched(note):
        library = Library(folder / "index.sqlite3", FakeEmbedder(dims=64))
        library.index._db.run(f"PRAGMA wal_autocheckpoint = {chance.choice((5, 40, 1000))}")
        log.ends.append(len(log.operations))
        log.standings.append({})
        for step in range(_STEPS):
            _work(library, chance, step)
            log.ends.append(len(log.operations))
            log.standings.append(_standings(library.index))
        library.index.close()
    log.ends.append(len(log.operations))
    log.standings.append(log.standings[-1])
    return log


def _work(library: Library, chance: Random, step: int) -> None:
    name = f"/a/{chance.randrange(_FILES)}.txt"
    known = library.index.record(name)
    kind = chance.random()
    if known and kind < 0.15:
        library.index.forget([name])
    elif known and kind < 0.25:
        library.index.rename(name, file_stat(f"/a/{chance.randrange(_FILES)}.txt", mtime_ns=step))
    elif known and kind < 0.3:
        library.index.set_unsearchable(known.file, FileState.FAILED, "damaged", "")
    elif kind < 0.4:
        library.index.tidy()
    elif kind < 0.75:
        words = [f"step {step} chunk {number} " * chance.randrange(1, 200) for number in range(chance.randrange(1, 9))]
        library.put(name, *words, title=f"title {step}", mtime_ns=step)
    else:
        assert library.generation is not None
        for job in library.index.next_to_embed(library.generation, 2):
            codes = library.embedder.embed_chunks(job.title, job.headings, job.texts)
            library.index.store_codes(library.generation, job.document_id, codes)


def _standings(index: Index) -> dict[str, Standing]:
    embedded = {document for (document,) in index._db.rows("SELECT document_id FROM embedded")}
    found: dict[str, Standing] = {}
    for path in index.paths_outside([]):
        record, view = index.record(path), index.view(path)
        assert record is not None
        found[path] = (str(record.state), view.text if view else "", record.document_id in embedded)
    return found


def _losses(path: Path, log: _Log, point: int) -> list[str]:
    """Look at what was left, as the program does when it starts again."""
    if not path.exists() and not log.standings[0]:
        return []
    try:
        with Index.open(path, write=True) as index:
            losses = index.check()
            found = _standings(index)
            for name in {path for standing in log.standings for path in standing}:
                if found.get(name) not in log.possible(name, point):
                    losses.append(
                        f"{name} is {str(found.get(name))[:80]}: it was not that after any commit in question"
                    )
            index.forget(list(found)[:1])
            return losses + index.check()
    except EnvironmentProblem as problem:
        return [f"{problem} {problem.detail}"]
