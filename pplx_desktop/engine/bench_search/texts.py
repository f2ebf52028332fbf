"""Documents without end, made from some that are there: the same text with changes.

Words are replaced by others that are about as frequent, rare words and numbers by such as nobody wrote before. So lists
of common words are as long, and rare words as many, as a larger collection has them; a document says the same new word
wherever it said the old one. What it is not: copies of a document resemble each other much more than documents do, so how
good an order is cannot be measured on them, and a phrase is found in more documents than it would be.

Invariant: the same source, number and seed give the same document.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import Block, Chunk, ChunkedDocument, Document

Ids = NDArray[np.int32]

_SWAPPED_SHARE = 0.12
"""Of the words of a copy, those that another takes the place of: most phrases stay, and no two copies are alike."""
_LIKE_SHARE = 0.25
"""Words are alike whose ranks by frequency differ by this share at most."""
_RARE_COUNT = 3
_RENEWED_SHARE = 0.35
"""Of the words that the source has so few times, those that a copy has not at all, but new ones: at a million passages the
number of different words has grown as it does within the source."""
_PARAGRAPH = "\n\n"
_TOKEN = re.compile(r"\w+|\W+")
_FOLDER_OF_COPY = ("Archive", "Backup", "Clients", "Old laptop", "Projects", "Shared", "Team", "To sort")
_MARK_OF_COPY = ("", " final", " (2)", "_v3", "-draft", " copy", "_signed", " notes")
_NEWEST_S = 1_767_225_600
_MEAN_AGE_S = 2.5 * 365 * 86_400
_SEPARATOR, _NUMBER, _OTHER = 0, 1, 5


@dataclass(frozen=True, slots=True)
class SourceChunk:
    """A passage of a source document: tokens from `start` to before `end` of `Texts.tokens`."""

    start: int
    end: int
    page: int | None
    heading: str


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document to make others from. `place` is its path below the folder that all are in."""

    place: str
    kind: str
    title: str
    chunks: tuple[SourceChunk, ...]


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document of the benchmark. `source` is the number of the one it was made from, `copy` how often that was before."""

    place: str
    mtime_ns: int
    chunked: ChunkedDocument
    source: int
    copy: int


class TextCollector:
    """Takes source documents apart into words and what stands between them."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._tokens: list[Ids] = []
        self._count = 0
        self._documents: list[SourceDocument] = []

    def add(self, place: str, kind: str, title: str, chunks: Sequence[tuple[str, int | None, str]]) -> None:
        """Add a document; of each chunk its text, page and heading."""
        spans: list[SourceChunk] = []
        for text, page, heading in chunks:
            ids = [self._ids.setdefault(token, len(self._ids)) for token in _TOKEN.findall(text)]
            self._tokens.append(np.array(ids, np.int32))
            spans.append(SourceChunk(self._count, self._count + len(ids), page, heading))
            self._count += len(ids)
        if spans:
            self._documents.append(SourceDocument(place, kind, title, tuple(spans)))

    def collected(self) -> Texts:
        """All that was added."""
        tokens = np.concatenate(self._tokens) if self._tokens else np.zeros(0, np.int32)
        return Texts(tuple(self._documents), tokens, list(self._ids))


class Texts:
    """Source documents, and others made from them."""

    def __init__(self, documents: tuple[SourceDocument, ...], tokens: Ids, forms: Sequence[str]) -> None:
        """`forms` are the words and what stands between words; `tokens` the places in it, of all documents in order."""
        self.documents = documents
        self.tokens = tokens
        self.forms = np.array(forms, object)
        self.counts = np.bincount(tokens, minlength=len(forms))
        classes = np.array([_class_of(form) for form in forms], np.int64)
        self._order = np.lexsort((np.arange(len(forms)), -self.counts, classes))
        self._rank = np.empty(len(forms), np.int64)
        self._rank[self._order] = np.arange(len(forms))
        sorted_classes = classes[self._order]
        self._first = np.searchsorted(sorted_classes, sorted_classes, "left")[self._rank]
        self._last = np.searchsorted(sorted_classes, sorted_classes, "right")[self._rank] - 1
        self.is_word = classes != _SEPARATOR
        self._is_number = classes == _NUMBER
        # Where words are not set apart by blanks, a "word" is a clause: it has no beginning and end to be exchanged.
        self._is_renewable = self.is_word & (classes < _OTHER) & (self.counts <= _RARE_COUNT)
        self._id_of = {form: at for at, form in enumerate(forms)}

    def endless(self, seed: int, *, largest: int) -> Generator[MadeDocument]:
        """Documents, first the source's own in some order, then copies of all in another, and so on. Those with more than
        `largest` chunks are left out.
        """
        kept = [at for at, document in enumerate(self.documents) if len(document.chunks) <= largest]
        copy = 0
        while kept:
            for source in np.random.default_rng((seed, copy)).permutation(kept).tolist():
                yield self.made(source, copy, seed)
            copy += 1

    def made(self, source: int, copy: int, seed: int) -> MadeDocument:
        """A copy of a source document; the first, number 0, says what the document says."""
        rng = np.random.default_rng((seed, copy, source))
        document = self.documents[source]
        begin, end = document.chunks[0].start, document.chunks[-1].end
        ids = self.tokens[begin:end]
        renew = dict[int, str]()
        if copy:
            ids = self._swapped(ids, rng)
            renew = self._renewed(ids, rng)
        pieces = self.forms[ids]
        for at in np.flatnonzero(np.isin(ids, np.fromiter(renew, np.int32, len(renew)))).tolist():
            pieces[at] = renew[int(ids[at])]
        texts = ["".join(pieces[chunk.start - begin : chunk.end - begin].tolist()) for chunk in document.chunks]

        def vary(line: str) -> str:
            return self._varied(line, rng) if copy else line

        headings = {heading: vary(heading) for heading in dict.fromkeys(chunk.heading for chunk in document.chunks)}
        return MadeDocument(
            place=_place(document.place, copy, rng),
            mtime_ns=int((_NEWEST_S - rng.exponential(_MEAN_AGE_S)) * 1_000_000_000),
            chunked=_put_together(document, texts, vary(document.title), headings),
            source=source,
            copy=copy,
        )

    def _swapped(self, ids: Ids, rng: np.random.Generator) -> Ids:
        places = np.flatnonzero(self.is_word[ids] & (rng.random(len(ids)) < _SWAPPED_SHARE))
        words = ids[places]
        first, rank = self._first[words], self._rank[words]
        steps = (rng.uniform(-_LIKE_SHARE, _LIKE_SHARE, len(words)) * (rank - first + 1)).round().astype(np.int64)
        others = ids.copy()
        others[places] = self._order[np.clip(rank + steps, first, self._last[words])]
        return others

    def _renewed(self, ids: Ids, rng: np.random.Generator) -> dict[int, str]:
        rare = np.unique(ids[self._is_renewable[ids] | self._is_number[ids]])
        chosen = rare[rng.random(len(rare)) < _RENEWED_SHARE]
        tails = rng.permutation(chosen)
        return {
            int(form): _new_number(str(self.forms[form]), rng)
            if self._is_number[form]
            else _new_word(str(self.forms[form]), str(self.forms[tail]))
            for form, tail in zip(chosen, tails, strict=True)
        }

    def _varied(self, line: str, rng: np.random.Generator) -> str:
        tokens = _TOKEN.findall(line)
        ids = np.array([self._id_of.get(token, -1) for token in tokens], np.int32)
        known = np.flatnonzero(ids >= 0)
        for at, form in zip(known.tolist(), self._swapped(ids[known], rng).tolist(), strict=True):
            tokens[at] = str(self.forms[form])
        return "".join(tokens)


def _class_of(form: str) -> int:
    """What a word can stand for: words of a class are exchanged for each other."""
    if not (form[0].isalnum() or form[0] == "_"):
        return _SEPARATOR
    if form.isdigit():
        return _NUMBER
    if form.isascii():
        return 2 if form.islower() else 3 if form.istitle() else 4
    # One class for each script, roughly.
    return _OTHER + (ord(max(form)) >> 7)


def _new_word(head: str, tail: str) -> str:
    return head[: max(2, len(head) * 2 // 3)] + tail[len(tail) // 2 :].lower()


def _new_number(number: str, rng: np.random.Generator) -> str:
    if len(number) < 3 or not number.isascii():
        return number
    return number[0] + "".join(map(str, rng.integers(0, 10, len(number) - 1).tolist()))


def _place(place: str, copy: int, rng: np.random.Generator) -> str:
    if not copy:
        return place
    folder, name = os.path.split(place)
    pure = PurePath(name)
    year = 2010 + (copy * 7 + len(folder)) % 16
    mark = _MARK_OF_COPY[int(rng.integers(len(_MARK_OF_COPY)))]
    return os.path.join(  # noqa: PTH118 -- strings with surrogate escapes
        _FOLDER_OF_COPY[copy % len(_FOLDER_OF_COPY)], str(year), folder, f"{pure.stem}{mark} {copy}{pure.suffix}"
    )


def _put_together(
    source: SourceDocument, texts: Sequence[str], title: str, headings: dict[str, str]
) -> ChunkedDocument:
    chunks: list[Chunk] = []
    blocks: list[Block] = []
    at = 0
    for chunk, text in zip(source.chunks, texts, strict=True):
        heading = headings[chunk.heading]
        chunks.append(Chunk(at, at + len(text), chunk.page, heading))
        borders = [0, *(found.end() for found in re.finditer(_PARAGRAPH, text[:-1])), len(text)]
        blocks.extend(Block(at + first, at + end, chunk.page, heading) for first, end in pairwise(borders))
        at += len(text) + len(_PARAGRAPH)
    pages = max((chunk.page or 0 for chunk in source.chunks), default=0) or None
    document = Document(source.kind, title, _PARAGRAPH.join(texts), tuple(blocks), pages)
    return ChunkedDocument(document, tuple(chunks))
