"""Where the sentences of a passage are. Pure functions.

Invariant: sentences do not overlap, lie in order, begin and end with a visible character, and hold all visible ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pplx_desktop.index.rewriting import has_pieces

Span = tuple[int, int]

_END = re.compile(r"(?<![.!?…])[.!?…]++(?:[\"'”’»)\]]|[ \u00a0\u202f]»)*+(?=\s)|[。！？｡]++[」』”’）》]*+")
_EMPTY_LINE = re.compile(r"\n[ \t\f\r]*\n\s*")
_LINE = re.compile(r"\n+")
_ITEM = re.compile(r"\n(?=[ \t]*(?:[-*•‣▪–—#>|]|\(?\d{1,3}[.)]|[a-zA-Z][.)])[ \t])")
_BEFORE = re.compile(r"[\w.’'-]*$")
_ABBREVIATION = re.compile(
    r"al|approx|art|bd|bzw|ca|cf|co|corp|dr|eds?|eq|etc|figs?|ggf|inc|incl|jr|ltd|max|min|mio|mlle|mme|mrd|mrs?|ms|nr|nos?|op|ph"
    r"|pp|prof|resp|rev|sec|sog|sr|str?|tab|usw|vgl|vol|vs",
    re.IGNORECASE,
)
_LAST = frozenset(".!?…。！？｡:;,\"'”’»)]」』”’）》")
_LONGEST = 600
"""What goes on for longer is a table, a list or code: its lines are its sentences."""
_LONGEST_HEADING = 80
_SHORTEST = 12
"""What is shorter says nothing alone: it goes with what follows, or before it at the end of a paragraph."""


def sentences(text: str) -> list[Span]:
    """The sentences of a text, by their places in it; the lines of lists, tables and code count as sentences."""
    found: list[Span] = []
    for part in _parts(text, (0, len(text)), _EMPTY_LINE):
        for item in _parts(text, part, _ITEM):
            said = _sentences_of(text, item)
            found += _joined(text, (line for one in said for line in _lines(text, one)))
    return found


def without_headings(text: str, places: Iterable[Span]) -> list[Span]:
    """Those that are no headings: short, alone in their paragraph, no item of a list, and without a mark at their end."""
    return [
        (start, end)
        for start, end in places
        if end - start > _LONGEST_HEADING
        or text[end - 1] in _LAST
        or _EMPTY_LINE.match(text, end) is None
        or _ITEM.match(f"\n{text[start:end]}")
    ]


def _parts(text: str, span: Span, border: re.Pattern[str]) -> Iterable[Span]:
    start, end = span
    for match in border.finditer(text, start, end):
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, end)


def _sentences_of(text: str, span: Span) -> Iterable[Span]:
    start, end = span
    for match in _END.finditer(text, start, end):
        if match.start() >= start and not _goes_on(text, match.start(), match.end(), end):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, end)


def _goes_on(text: str, mark: int, after: int, end: int) -> bool:
    """Whether a mark ends no sentence: before a small letter, or a full stop after an abbreviation, an initial or a number."""
    following = text[after : min(end, after + 20)].lstrip()[:1]
    if following.islower():
        return True
    if text[mark:after] != ".":
        return False
    before = _BEFORE.search(text, max(0, mark - 20), mark)
    word = before[0] if before else ""
    if word.isdecimal():
        # An ordinal ("am 3. März"), not a year or an amount.
        return len(word) <= 2 and following.isalpha() and "\n" not in text[after : after + 2]
    return (len(word) == 1 and word.isalpha()) or bool(_ABBREVIATION.fullmatch(word)) or _is_dotted(word)


def _is_dotted(word: str) -> bool:
    """As in "e.g", "z.B", "U.S"."""
    return "." in word and all(len(part) <= 1 for part in word.split("."))


def _lines(text: str, span: Span) -> Iterable[Span]:
    return _parts(text, span, _LINE) if span[1] - span[0] > _LONGEST else [span]


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and _size(text, joined[-1]) < _SHORTEST:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    if len(joined) > 1 and _size(text, joined[-1]) < _SHORTEST:
        _, end = joined.pop()
        joined[-1] = (joined[-1][0], end)
    return joined


def _size(text: str, span: Span) -> int:
    # A character of a script without spaces says what three letters say.
    return sum(3 if has_pieces(char) else 1 for char in text[span[0] : span[1]])


def _trimmed(text: str, start: int, end: int) -> Iterable[Span]:
    part = text[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
    if start < end:
        yield start, end
