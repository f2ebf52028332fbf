"""Where the benchmark's text comes from: a folder of the user's, or a small model of words.

A folder's text is real: it is read as indexing reads it, by the same readers, cut into the same passages, and changed only
where it is repeated. Without a folder it is made up: words of syllables whose frequencies follow Zipf's law (as
Mandelbrot has it), and a few words for each document that it says again and again, as documents on a subject do. What the
search does with either takes about as long; what it finds means something in the first only.
"""

from __future__ import annotations

import math
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.events import EventBus
from pplx_desktop.core.paths import Paths
from pplx_desktop.core.settings import Settings
from pplx_desktop.engine.bench_search.texts import Ids, SourceChunk, SourceDocument, TextCollector, Texts
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.index_session import IndexSession, scan_rules
from pplx_desktop.index.store import Index

_VOCABULARY, _WORDS_FOR_A_CHUNK = 400_000, 20
_ZIPF, _MANDELBROT = 1.07, 2.7
_ONSETS = (
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "st",
    "tr",
    "pl",
    "br",
    "gr",
    "sh",
)
_SYLLABLES: list[str] = [onset + vowel for onset in _ONSETS for vowel in "aeiou"]
_ENDS = ("", "", "n", "r", "s", "t", "l", "nd", "rk", "m")
_WORDS_A_CHUNK = (30, 130)
_MEDIAN_CHUNKS, _SPREAD = 7.0, 1.3
_SUBJECT_WORDS, _SUBJECT_SHARE = 60, 0.25
_PAUSES = (" ", ", ", ". ", "\n\n")
_PAUSE_SHARES = (0.84, 0.07, 0.07, 0.02)
_KINDS = (("pdf", 0.3), ("md", 0.2), ("docx", 0.15), ("txt", 0.15), ("html", 0.1), ("eml", 0.1))
_MADE_UP_CHUNKS = 60_000


def read_folder(tree: Path, home: Path) -> Texts:
    """The text of a folder, read once more for each `home`. Raises `UserError` (`bench-documents`), `EnvironmentProblem`."""
    paths = Paths(*(home / name for name in ("config", "data", "models", "run")))
    paths.create()
    settings = replace(Settings(), folders=(str(tree),), ocr=False)
    with IndexSession(paths, settings, None, EventBus(), Gate()) as session:
        session.indexer.scan(settings.folders, scan_rules(settings, paths))
        while session.indexer.is_reading:
            session.indexer.step()
        texts = collect_texts(session.index, str(tree))
    if not texts.documents:
        raise UserError("bench-documents", f"There is no text in {tree}.")
    return texts


def collect_texts(index: Index, root: str) -> Texts:
    """The text of an index's files in a folder, each document once."""
    collector = TextCollector()
    seen: set[int] = set()
    for path, record in index.ledger(root).items():
        if record.document_id is None or record.document_id in seen:
            continue
        seen.add(record.document_id)
        view = index.view(path)
        if view is None:
            continue
        chunks = [
            (view.text[chunk.start : chunk.end], chunk.page, chunk.heading)
            for chunk in index.retrieval.chunks_of(record.document_id)
        ]
        collector.add(os.path.relpath(path, root), view.kind, view.title, chunks)
    return collector.collected()


def make_up(seed: int, chunks: int) -> Texts:
    """Made-up text, of which at most `chunks` chunks are wanted; beyond some ten thousand there is no more, but copies."""
    chunks = min(chunks, _MADE_UP_CHUNKS)
    rng = np.random.default_rng(seed)
    words = _made_up_words(rng, min(_VOCABULARY, 5_000 + _WORDS_FOR_A_CHUNK * chunks))
    forms: list[str] = [*_PAUSES, *words]
    shares = (np.arange(1, len(words) + 1) + _MANDELBROT) ** -_ZIPF
    limits = np.cumsum(shares / shares.sum())

    def drawn(count: int) -> NDArray[np.int64]:
        return np.minimum(np.searchsorted(limits, rng.random(count)), len(words) - 1) + len(_PAUSES)

    documents: list[SourceDocument] = []
    tokens: list[Ids] = []
    at = made = 0
    while made < chunks:
        count = min(int(rng.lognormal(math.log(_MEDIAN_CHUNKS), _SPREAD)) + 1, chunks - made)
        # What a document is about are words of the middle: neither the commonest nor such as nobody else has.
        subject: NDArray[np.int64] = rng.integers(200, len(words) // 10, _SUBJECT_WORDS) + len(_PAUSES)
        spans: list[SourceChunk] = []
        named: list[str] = [forms[word] for word in subject.tolist()]
        title = " ".join(named[:4])
        for number in range(count):
            length = int(rng.integers(*_WORDS_A_CHUNK))
            pairs: Ids = np.empty((length, 2), np.int32)
            pairs[:, 0] = np.where(
                rng.random(length) < _SUBJECT_SHARE, subject[rng.integers(0, _SUBJECT_WORDS, length)], drawn(length)
            )
            pairs[:, 1] = rng.choice(len(_PAUSES), length, p=_PAUSE_SHARES)
            tokens.append(pairs.ravel()[:-1])
            heading = " ".join(named[4 + number // 5 % 40 : 6 + number // 5 % 40])
            spans.append(SourceChunk(at, at + length * 2 - 1, number // 4 + 1, heading))
            at += length * 2 - 1
        kind = str(rng.choice([kind for kind, _ in _KINDS], p=[share for _, share in _KINDS]))
        place = os.path.join(forms[300 + len(documents) % 40], forms[400 + len(documents) % 400])  # noqa: PTH118
        documents.append(SourceDocument(os.path.join(place, f"{title}.{kind}"), kind, title, tuple(spans)))  # noqa: PTH118
        made += count
    return Texts(tuple(documents), np.concatenate(tokens), forms)


def _made_up_words(rng: np.random.Generator, count: int) -> list[str]:
    """Different words, short ones first: what is said often is short."""
    found: dict[str, None] = {}
    rows: list[list[int]]
    while len(found) < count:
        missing = count - len(found)
        lengths = np.minimum(1 + (len(found) + np.arange(missing) ** 0.98) ** 0.125, 6).astype(np.int64)
        rows = rng.integers(0, len(_SYLLABLES), (missing, 6)).tolist()
        ends = rng.integers(0, len(_ENDS), missing).tolist()
        for length, row, end in zip(lengths.tolist(), rows, ends, strict=True):
            found["".join(_SYLLABLES[at] for at in row[:length]) + _ENDS[end]] = None
    return list(found)
