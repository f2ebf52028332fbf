"""What an index holds and what it takes: the values behind the plots of the window."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KindShare:
    """The searchable files of one kind: how many, their size on disk, and the passages in them."""

    kind: str
    files: int
    size_bytes: int
    chunks: int


@dataclass(frozen=True, slots=True)
class ModelRoom:
    """What the vectors of one model take."""

    model: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class DiskUse:
    """What the program takes on disk. The first four add up to the index; `words` holds names and the ledger as well,
    `spare` is unused room inside. `models` are those that the user brought here, `free` is what the disk has left.
    """

    text: int = 0
    words: int = 0
    meanings: tuple[ModelRoom, ...] = ()
    spare: int = 0
    models: int = 0
    free: int = 0

    @property
    def index(self) -> int:
        """All of the index."""
        return self.text + self.words + sum(room.size_bytes for room in self.meanings) + self.spare


@dataclass(frozen=True, slots=True)
class ProgressPoint:
    """Where a run of indexing stood after `worked_s` seconds of work: how much could be searched by words, and how much by
    meaning, 0 to 1.
    """

    worked_s: float
    words: float
    meaning: float


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the index holds, by kind, the most files first; what it takes; and how the last large run went."""

    kinds: tuple[KindShare, ...] = ()
    disk: DiskUse = field(default_factory=DiskUse)
    history: tuple[ProgressPoint, ...] = ()
