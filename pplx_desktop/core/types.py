"""The values that travel between rooms, threads and processes. All frozen; none knows a library.

Offsets are character offsets (Unicode code points) into `Document.text`, half open, as Python slices are.
Paths are `str` with undecodable bytes as surrogate escapes (`os.fsdecode`), so that every name on disk has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from pplx_desktop.core.evidence import Explanation, HitEvidence, PassageEvidence

SearchMode = Literal["hybrid", "words", "meaning"]
Source = Literal["words", "meaning", "name"]
"""Which leg of the search found something."""

HEADING_JOINT = " › "
"""What the headings above a passage are joined with, outermost first."""


class FileState(StrEnum):
    """Where a file stands on its way to being searchable. `LEFT_OUT` is what a rule keeps out of the index: it is shown
    in the ledger, but it is no file of the index, and neither its name nor its text is searched.
    """

    PENDING = "pending"
    INDEXED = "indexed"
    SKIPPED = "skipped"
    FAILED = "failed"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class FileStat:
    """What the disk says of a regular file. `mtime_ns` is compared for inequality only: clocks go backwards."""

    path: str
    size: int
    mtime_ns: int
    device: int
    inode: int


@dataclass(frozen=True, slots=True)
class Block:
    """A located span of a document. `page` counts from 1; `heading` is the path of headings, joined by `HEADING_JOINT`."""

    start: int
    end: int
    page: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text as its extractor read it. Blocks are in reading order, do not overlap, and hold all the text
    that is to be searched; what lies between two of them is white space.

    `kind` is the short name of the format as users write it in `type:` (pdf, docx, html, md, txt, py …).
    `pictured_pages` are pages whose text is a picture and was not read, because text was not to be recognised.
    """

    kind: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    pictured_pages: int = 0


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a file is to be read. With `ocr`, text in pictures and on scanned pages is recognised too, in `languages`
    (Tesseract's names); that takes seconds a page. With `archives`, files inside archives and mails are read.
    """

    ocr: bool = False
    languages: tuple[str, ...] = ("eng",)
    archives: bool = True


PLAIN_READING = ReadOptions()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of a document: the unit that is embedded, searched and shown. Lies on one page."""

    start: int
    end: int
    page: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class ChunkedDocument:
    """A document with its chunks, in reading order, as an extract child returns it."""

    document: Document
    chunks: tuple[Chunk, ...]

    def texts(self) -> list[str]:
        """The chunks' texts, in order."""
        return [self.document.text[chunk.start : chunk.end] for chunk in self.chunks]


@dataclass(frozen=True, slots=True)
class Codes:
    """Quantised embeddings of `count` chunks, as they are stored.

    `bits` is `count` rows of `dims / 8` bytes, the signs packed MSB first; `int8` is `count` rows of `dims` bytes.
    """

    dims: int
    count: int
    bits: bytes
    int8: bytes

    def __post_init__(self) -> None:
        if self.dims % 8 or len(self.bits) * 8 != self.dims * self.count or len(self.int8) != self.dims * self.count:
            raise ValueError(
                f"codes of {self.count} x {self.dims} do not fit {len(self.bits)} + {len(self.int8)} bytes"
            )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Chunks of a document that follow each other, from row `first` to before `end`, and that the model reads as one.

    Their codes depend on nothing but what `key` is a hash of, a signed integer of 64 bits. `tokens` is what they cost.
    """

    first: int
    end: int
    key: int
    tokens: int


@dataclass(frozen=True, slots=True)
class QueryVector:
    """A query's embedding: `values` is `dims` little-endian float32, `bits` its signs packed MSB first.

    `values` are on the scale of the stored int8 divided by a constant, so that cosines between them are meaningful.
    """

    dims: int
    values: bytes
    bits: bytes


@dataclass(frozen=True, slots=True)
class Query:
    """A query after parsing. Everything but `text` and `terms` is a hard condition.

    `text` is what goes to the model (free words and phrases, without operators); `terms` are the free words that the
    words leg looks for; `phrases` must occur; `excluded` are words or phrases that must not.
    """

    raw: str
    text: str
    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None

    @property
    def is_empty(self) -> bool:
        """True where nothing is asked for: no words, no phrase and no filter."""
        return not (self.terms or self.phrases or self.types or self.folders or self.after or self.before)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A short text for showing, with the parts to mark as half-open offsets into `text`. `told` is the sentence that
    says it, as far as it is in `text`; None where nobody asked for it.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    told: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that was found. `marks` are offsets into the document's text, for the preview."""

    start: int
    end: int
    page: int | None
    heading: str
    score: float
    sources: tuple[Source, ...]
    snippet: Snippet
    marks: tuple[tuple[int, int], ...] = ()
    evidence: PassageEvidence | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A file that was found, with its passages, best first; none where only its name matched. They never change, but those
    after the first may be made when they are looked at first, which takes a fraction of a millisecond each.

    `score` is between 0 and 1 and comparable within one result only. `copies` are paths with the same content.
    """

    path: str
    title: str
    kind: str
    size: int
    mtime_ns: int
    score: float
    sources: tuple[Source, ...]
    passages: Sequence[Passage]
    copies: tuple[str, ...] = ()
    evidence: HitEvidence | None = None


@dataclass(frozen=True, slots=True)
class TellingSentence:
    """The sentence of a passage that says what was asked for: offsets into the document's text, and a snippet around it."""

    start: int
    end: int
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search returns. `notices` are for the user: why meaning was left out, and the like.

    Without `is_good_match` nothing in the index seems to answer the query: the hits are the closest there is. `closest`
    are words of the index for words of the query that it does not hold. `explanation` is None for an empty query.
    """

    query: Query
    took_ms: float
    hits: tuple[Hit, ...]
    notices: tuple[str, ...] = ()
    is_good_match: bool = True
    closest: tuple[str, ...] = ()
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What the preview shows: a file's text as it was indexed, with its located blocks."""

    path: str
    title: str
    kind: str
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class IndexCounts:
    """How many files are in each state, and what the index holds. `text_chars` and `index_bytes` are totals."""

    files: int = 0
    indexed: int = 0
    pending: int = 0
    skipped: int = 0
    failed: int = 0
    chunks: int = 0
    embedded: int = 0
    text_chars: int = 0
    index_bytes: int = 0
    reasons: dict[str, int] = field(default_factory=dict[str, int])


Pace = Literal["full", "slow", "paused"]
"""How fast files are embedded now."""
PaceReason = Literal["", "asked", "battery", "power-saver", "hot", "busy", "disk-full"]
"""Why it is not at full pace: the user asked for a pause, the machine's state and the settings have it so, or the disk
is full (then nothing is written). At full pace it says what is overridden by `hurry`.
"""


@dataclass(frozen=True, slots=True)
class Fill:
    """How far the vectors of one model are: `done_chunks` of `total_chunks` have them.

    Of role `searched` is the model that answers queries; `next` takes its place once it has all; `first` is a quick
    one, which stands in for what the searched one has not embedded yet. `eta_s` is None where there is nothing to go by.
    """

    model: str
    role: Literal["searched", "next", "first"]
    done_chunks: int
    total_chunks: int
    eta_s: float | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an indexing run stands. Files count towards `done_files` when their text is searchable.

    `pending_chunks` still wait for a vector; `eta_s` is None until there is something to go by, and counts what is left
    in chunks. `pace` is that of embedding; text is read at full pace unless the user paused. `pictures` are the files
    whose text is still to be recognised, while that is what is read.
    """

    phase: Literal["idle", "scanning", "reading", "embedding", "paused"] = "idle"
    total_files: int = 0
    done_files: int = 0
    embedded_chunks: int = 0
    pending_chunks: int = 0
    current: str = ""
    eta_s: float | None = None
    pace: Pace = "full"
    pace_reason: PaceReason = ""
    fills: tuple[Fill, ...] = ()
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """How one of the user's folders stands.

    `watching`: `events` tell of changes at once, `scans` are made at times because the system has no more watches,
    `missing` (unplugged, or gone) and `unreadable` keep what is known. `held` files are gone from the folder, so many
    at once that they stay in the index until the user confirms it. `left_out` counts what rules keep out.
    """

    path: str
    watching: Literal["events", "scans", "missing", "unreadable"] = "events"
    files: int = 0
    indexed: int = 0
    pending: int = 0
    skipped: int = 0
    failed: int = 0
    left_out: int = 0
    held: int = 0
    chunks: int = 0
    embedded: int = 0


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What an indexing run did: how many files the roots hold now, and where they stand after it."""

    files: int
    indexed: int
    skipped: int
    failed: int
    chunks: int
    seconds: float


OcrState = Literal["ready", "off", "not-installed", "no-language"]
"""Whether text in pictures can be recognised here, and if not, why."""


@dataclass(frozen=True, slots=True)
class Status:
    """A snapshot for the status bar and for `pplx-desktop status`. `sandbox` says by what readers are confined here,
    `ocr` whether text in pictures is recognised.
    """

    folders: tuple[str, ...]
    counts: IndexCounts
    progress: Progress
    model: str
    model_problem: str = ""
    home: str = ""
    roots: tuple[FolderStatus, ...] = ()
    sandbox: str = ""
    ocr: OcrState = "ready"
