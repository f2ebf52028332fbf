"""What is shown of a passage: where the query's words are in it, and a short piece around the best of them.

Invariant: a word is marked exactly where the full text index would match it, stems included. A passage that was found
by its meaning alone has no marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pplx_desktop.core.types import Snippet
from pplx_desktop.index.tokens import Token, Tokenizers

Span = tuple[int, int]

_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\")\]»”’]*\s+|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be marked: sequences of stems. A single word is a sequence of one. `beginning` is a stem that also
    stands for longer words that begin with it.
    """

    sequences: tuple[tuple[str, ...], ...]
    beginning: str = ""


def wanted_marks(tokenizers: Tokenizers, terms: Sequence[str], beginning: str = "") -> Wanted:
    """What to mark for words and phrases. `beginning` may be that of a longer word."""
    sequences = [tuple(token.term for token in tokenizers.stems(term)) for term in terms]
    begun = [token.term for token in tokenizers.stems(beginning)]
    return Wanted(tuple(dict.fromkeys(filter(None, sequences))), begun[-1] if begun else "")


def find_marks(tokens: Sequence[Token], wanted: Wanted) -> list[tuple[Span, int]]:
    """Where the wanted words are: spans of the text that do not overlap, in order, each with the number of what it
    matched.
    """
    starts: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    # Longer sequences first: a phrase is marked as a whole.
    for number, sequence in sorted(enumerate(wanted.sequences), key=lambda item: -len(item[1])):
        starts.setdefault(sequence[0], []).append((number, sequence))
    stems = [token.term for token in tokens]
    marks: list[tuple[Span, int]] = []
    position = 0
    while position < len(tokens):
        step = 1
        for number, sequence in starts.get(stems[position], ()):
            if tuple(stems[position : position + len(sequence)]) == sequence:
                step = len(sequence)
                marks.append(((tokens[position].start, tokens[position + step - 1].end), number))
                break
        else:
            if wanted.beginning and stems[position].startswith(wanted.beginning):
                marks.append(((tokens[position].start, tokens[position].end), -1))
        position += step
    return marks


def make_snippet(text: str, marks: Sequence[tuple[Span, int]], chars: int) -> Snippet:
    """About `chars` characters of a passage, around as many different matches as fit, with white space made single.

    `…` stands where text was left out.
    """
    start, end = _window(text, marks, chars)
    inside = [span for span, _ in marks if start <= span[0] and span[1] <= end]
    return _squeeze(text, start, end, inside)


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
    for until, ((_, stop), _) in enumerate(marks):
        while stop - marks[begin][0][0] > chars and begin < until:
            begin += 1
        held = marks[begin : until + 1]
        score = (len({number for _, number in held}), len(held))
        if score > best_score:
            best, best_score = (held[0][0][0], stop), score
    return best


def _word_start(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int, least: int) -> int:
    space = max(text.rfind(" ", least, at + 1), text.rfind("\n", least, at + 1))
    return space if space > least else at


def _squeeze(text: str, start: int, end: int, spans: Sequence[Span]) -> Snippet:
    before = "…" if text[:start].strip() else ""
    after = "…" if text[end:].strip() else ""
    pieces: list[str] = [before]
    length = len(before)
    marks: list[Span] = []
    position = start

    def put(until: int) -> None:
        nonlocal length, position
        piece = _SPACE.sub(" ", text[position:until])
        if length == len(before) or pieces[-1].endswith(" "):
            piece = piece.lstrip()
        if piece:
            pieces.append(piece)
        length += len(piece)
        position = until

    for span_start, span_end in spans:
        put(span_start)
        at = length
        put(span_end)
        marks.append((at, length))
    put(end)
    shown = "".join(pieces).rstrip()
    return Snippet(shown + after, tuple(marks))
