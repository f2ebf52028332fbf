"""What is shown of a passage: where the query's words are in it, and a short piece around the best of them.

Invariant: a word is marked exactly where the full text index would match it, stems included. A passage that was found
by its meaning alone has no marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pplx_desktop.core.types import Snippet
from pplx_desktop.index.rewriting import has_pieces, is_short_piece
from pplx_desktop.index.tokens import Tokenizers

Span = tuple[int, int]

_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"\s{2,}")
_SENTENCE_END = re.compile(r"[.!?…]['\")\]»”’]*\s+|[。！？]['\")\]»”’」』）]*\s*|\n\s*\n")
_EARLY = 4
"""In this part of a snippet, the first, what is to be seen begins."""
_LONGEST_WORD = 40
"""What goes on for longer without a space is cut."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be marked: sequences of stems. A single word is a sequence of one. `beginning` is a stem that also
    stands for longer words that begin with it. So does the last of a sequence where it is shorter than the pieces of its
    script (see `index/rewriting.py`).
    """

    sequences: tuple[tuple[str, ...], ...]
    beginning: str = ""


def wanted_marks(tokenizers: Tokenizers, terms: Sequence[str], beginning: str = "") -> Wanted:
    """What to mark for words and phrases. `beginning` may be that of a longer word."""
    sequences = [tuple(tokenizers.sought(term)) for term in terms]
    # As it is typed, where it is looked for so: not the stem.
    words = tokenizers.words(beginning)
    begun = words if len(words) == 1 and tokenizers.phrase_of(words[0]) else tokenizers.sought(beginning)
    return Wanted(tuple(dict.fromkeys(filter(None, sequences))), begun[-1] if begun else "")


def find_marks(tokens: Sequence[tuple[int, int, str]], wanted: Wanted) -> list[tuple[Span, int]]:
    """Where the wanted words are in a text that was cut (see `Token`): spans that do not overlap, in order, each with the
    number of what it matched. Pieces that overlap are given their own part each.
    """
    starts, short = _by_first_word(wanted)
    begun = tuple(stem for _, stem in short)
    marks: list[tuple[Span, int]] = []
    after = end = 0
    # Most begin nothing.
    at = (
        [at for at, (_, _, term) in enumerate(tokens) if term in starts or term.startswith(begun)]
        if begun
        else [at for at, (_, _, term) in enumerate(tokens) if term in starts]
    )
    for position in at:
        if position < after:
            continue
        found = _found_at(tokens, position, starts, short)
        after = position + 1
        if found:
            number, words, until = found
            after = position + words
            if until > end:
                marks.append(((max(tokens[position][0], end), until), number))
                end = until
    return marks


_ByFirstWord = dict[str, list[tuple[int, tuple[str, ...]]]]
_Beginnings = list[tuple[int, str]]


def _found_at(
    tokens: Sequence[tuple[int, int, str]], position: int, starts: _ByFirstWord, short: _Beginnings
) -> tuple[int, int, int] | None:
    """What is found at a position: its number, how many words it has and where it ends."""
    start, end, term = tokens[position]
    for number, sequence in starts.get(term, ()):
        until = end if len(sequence) == 1 else _end_of(tokens, position, sequence)
        if until is not None:
            return number, len(sequence), until
    for number, stem in short:
        if term.startswith(stem):
            return number, 1, _end_of_beginning(start, end, stem)
    return None


@lru_cache(maxsize=8)
def _by_first_word(wanted: Wanted) -> tuple[_ByFirstWord, _Beginnings]:
    """The sequences by their first words, longer ones first, for a phrase is marked as a whole; and beginnings of words."""
    starts: _ByFirstWord = {}
    short: _Beginnings = []
    for number, sequence in sorted(enumerate(wanted.sequences), key=lambda item: -len(item[1])):
        if len(sequence) == 1 and is_short_piece(sequence[0]):
            short.append((number, sequence[0]))
        else:
            starts.setdefault(sequence[0], []).append((number, sequence))
    if wanted.beginning:
        short.append((-1, wanted.beginning))
    return starts, short


def _end_of(tokens: Sequence[tuple[int, int, str]], position: int, sequence: tuple[str, ...]) -> int | None:
    """Where a sequence ends that begins at a position; None where something else is there."""
    there = tokens[position : position + len(sequence)]
    if len(there) < len(sequence) or any(token[2] != stem for token, stem in zip(there[:-1], sequence, strict=False)):
        return None
    (start, end, term), last = there[-1], sequence[-1]
    if term == last:
        return end
    return _end_of_beginning(start, end, last) if is_short_piece(last) and term.startswith(last) else None


def _end_of_beginning(start: int, end: int, beginning: str) -> int:
    """A word that begins so is marked whole, but of a piece only what was asked for."""
    return min(end, start + len(beginning)) if is_short_piece(beginning) else end


def make_snippet(text: str, marks: Sequence[tuple[Span, int]], chars: int) -> Snippet:
    """About `chars` characters of a passage, around as many different matches as fit, with white space made single.

    `…` stands where text was left out.
    """
    start, end = _window(text, marks, chars)
    inside = [span for span, _ in marks if start <= span[0] and span[1] <= end]
    return _squeeze(text, start, end, _joined(inside))


def make_told_snippet(text: str, marks: Sequence[tuple[Span, int]], chars: int, told: Span) -> Snippet:
    """The same around the sentence at `told`, which begins with a visible character: as `make_snippet` has it where the
    sentence begins early in that, for rows show less of it where they are narrow; else from the sentence on.
    """
    start, end = _window(text, marks, chars)
    if not (start <= told[0] <= start + chars // _EARLY and told[1] <= end):
        start = told[0]
        end = min(len(text), start + chars)
        if end < len(text):
            end = _word_end(text, end, start + 1)
    inside = [span for span, _ in marks if start <= span[0] and span[1] <= end]
    snippet = _squeeze(text, start, end, _joined(inside))
    before = "…" if text[:start].strip() else ""
    shown = [len(before + _SPACE.sub(" ", text[start : min(at, end)]).lstrip()) for at in told]
    return replace(snippet, told=(shown[0], min(shown[1], len(snippet.text))))


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _window(text: str, marks: Sequence[tuple[Span, int]], chars: int) -> Span:
    if len(text) <= chars:
        return 0, len(text)
    first, last = _best_run(marks, chars)
    # Some room before the first match, from the start of its sentence where that is near.
    room = max(0, chars - (last - first))
    start = max(0, first - room // 2)
    if start == 0 or first == last == 0:
        start = 0
    else:
        sentence = [found.end() for found in _SENTENCE_END.finditer(text, max(0, first - room), first)]
        start = sentence[-1] if sentence else _word_start(text, start)
    end = min(len(text), max(start + chars, last))
    if end < len(text):
        end = _word_end(text, end, max(last, start + 1))
    return start, end


def _best_run(marks: Sequence[tuple[Span, int]], chars: int) -> Span:
    """The stretch of at most `chars` that holds most different matches, then most matches; the earliest of equals."""
    best, best_score = (0, 0), (0, 0)
    begin = 0
    held: dict[int, int] = {}
    for until, ((_, stop), number) in enumerate(marks):
        held[number] = held.get(number, 0) + 1
        while stop - marks[begin][0][0] > chars and begin < until:
            gone = marks[begin][1]
            held[gone] -= 1
            if not held[gone]:
                del held[gone]
            begin += 1
        score = (len(held), until + 1 - begin)
        if score > best_score:
            best, best_score = (marks[begin][0][0], stop), score
    return best


def _word_start(text: str, at: int) -> int:
    least = max(0, at - _LONGEST_WORD)
    while at > least and not text[at - 1].isspace() and not has_pieces(text[at - 1]):
        at -= 1
    return at


def _word_end(text: str, at: int, least: int) -> int:
    if has_pieces(text[at - 1]):
        return at
    least = max(least, at - _LONGEST_WORD)
    space = max(text.rfind(" ", least, at + 1), text.rfind("\n", least, at + 1))
    return space if space > least else at


def _squeeze(text: str, start: int, end: int, spans: Sequence[Span]) -> Snippet:
    before = "…" if text[:start].strip() else ""
    after = "…" if text[end:].strip() else ""
    piece = text[start:end]
    words = " ".join(piece.split())
    # How far what is shown moves to the left, from which places on.
    leading = len(piece) - len(piece.lstrip())
    places, moved = [0], [start + leading - len(before)]
    if spans and len(words) < len(piece):
        for gap in _GAP.finditer(text, start + leading, spans[-1][1]):
            places.append(gap.end())
            moved.append(moved[-1] + len(gap[0]) - 1)
    marks = tuple(
        (begin - moved[bisect_right(places, begin) - 1], stop - moved[bisect_right(places, stop) - 1])
        for begin, stop in spans
    )
    return Snippet(before + words + after, marks)
