"""What is shown of a passage: where the query's words are in it, and a short piece around the best of them.

Invariant: a word is marked exactly where the full text index would match it, stems included. A passage that was found
by its meaning alone has no marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pplx_desktop.core.types import Snippet
from pplx_desktop.index.rewriting import has_pieces, is_short_piece
from pplx_desktop.index.tokens import Token, Tokenizers

Span = tuple[int, int]

_SPACE = re.compile(r"\s+")
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
    starts: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    short: list[tuple[int, str]] = []
    # Longer sequences first: a phrase is marked as a whole.
    for number, sequence in sorted(enumerate(wanted.sequences), key=lambda item: -len(item[1])):
        if len(sequence) == 1 and is_short_piece(sequence[0]):
            short.append((number, sequence[0]))
        else:
            starts.setdefault(sequence[0], []).append((number, sequence))
    if wanted.beginning:
        short.append((-1, wanted.beginning))
    begun = tuple(stem for _, stem in short)
    marks: list[tuple[Span, int]] = []
    after = end = 0
    # Most begin nothing.
    at = [at for at, (_, _, term) in enumerate(tokens) if term in starts or (begun and term.startswith(begun))]
    for position in at:
        if position < after:
            continue
        token = Token._make(tokens[position])
        step = 1
        found = next(
            (
                (number, len(sequence), until)
                for number, sequence in starts.get(token.term, ())
                if (until := _end_of(tokens, position, sequence)) is not None
            ),
            None,
        ) or next(
            ((number, 1, _end_of_beginning(token, stem)) for number, stem in short if token.term.startswith(stem)),
            None,
        )
        if found:
            number, step, until = found
            if until > end:
                marks.append(((max(token.start, end), until), number))
                end = until
        after = position + step
    return marks


def _end_of(tokens: Sequence[tuple[int, int, str]], position: int, sequence: tuple[str, ...]) -> int | None:
    """Where a sequence ends that begins at a position; None where something else is there."""
    if len(sequence) == 1 and tokens[position][2] == sequence[0]:
        return tokens[position][1]
    there = list(map(Token._make, tokens[position : position + len(sequence)]))
    if [token.term for token in there[:-1]] != list(sequence[:-1]) or len(there) < len(sequence):
        return None
    if there[-1].term == sequence[-1]:
        return there[-1].end
    if is_short_piece(sequence[-1]) and there[-1].term.startswith(sequence[-1]):
        return _end_of_beginning(there[-1], sequence[-1])
    return None


def _end_of_beginning(token: Token, beginning: str) -> int:
    """A word that begins so is marked whole, but of a piece only what was asked for."""
    return min(token.end, token.start + len(beginning)) if is_short_piece(beginning) else token.end


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
    for until, ((_, stop), _) in enumerate(marks):
        while stop - marks[begin][0][0] > chars and begin < until:
            begin += 1
        held = marks[begin : until + 1]
        score = (len({number for _, number in held}), len(held))
        if score > best_score:
            best, best_score = (held[0][0][0], stop), score
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
