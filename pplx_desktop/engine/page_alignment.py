"""Finds the text of the index in the characters of a drawn page: which character of the page is which of the text.

Invariant: both come from the same page, but the index has it cleaned (ligatures, hyphens, blanks, dots of a table of
contents) and cut at headings; what is not found stands nowhere, and costs a time that does not grow faster than the page.
"""

from __future__ import annotations

from collections.abc import Sequence

Parts = Sequence[tuple[int, str]]
"""Texts of the index that lie on the page, each with its offset in the document."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_DOTS = frozenset(".·…")
_LONG, _SHORT = 24, 6
_FAR, _NEAR = 4_000, 40
"""How far beyond the last place a long run of characters is looked for, and a short one."""
_LEAST_SHARE = 0.5
"""A part of which less is found, such as a comment, does not stand on the page."""


def align(page_text: str, parts: Parts) -> tuple[int, ...]:
    """For each character of the page its offset in the document, or -1."""
    shown, places = _significant(page_text)
    offsets = [-1] * len(page_text)
    position = 0
    for start, text in parts:
        wanted, origins = _significant(text)
        pairs = _matched(wanted, shown, position) or _matched(wanted, shown, 0)
        for begin, at, length in pairs:
            for step in range(length):
                # Of a ligature its first letter counts.
                if offsets[places[at + step]] < 0:
                    offsets[places[at + step]] = start + origins[begin + step]
            position = at + length
    return tuple(offsets)


def _significant(text: str) -> tuple[str, list[int]]:
    """The characters by which a text is known again, and where each stands in it."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter.isspace() or letter in _DOTS or not letter.isprintable():
            continue
        for part in _LIGATURES.get(letter, letter):
            letters.append(part)
            places.append(place)
    return "".join(letters), places


def _matched(wanted: str, shown: str, position: int) -> list[tuple[int, int, int]]:
    """Runs that both have in the same order, from `position` of `shown` on: where in each, and how long. None where
    too little of `wanted` is there.
    """
    if not wanted:
        return []
    if (at := shown.find(wanted, position)) >= 0:
        return [(0, at, len(wanted))]
    pairs: list[tuple[int, int, int]] = []
    begin = found = 0
    while begin < len(wanted):
        at = _place(wanted, begin, shown, position)
        if at < 0:
            begin += 1
            continue
        length = _common_length(wanted, begin, shown, at)
        pairs.append((begin, at, length))
        found += length
        begin += length
        position = at + length
    return pairs if found >= _LEAST_SHARE * len(wanted) else []


def _place(wanted: str, begin: int, shown: str, position: int) -> int:
    for length, reach in ((_LONG, _FAR), (_SHORT, _NEAR)):
        run = wanted[begin : begin + length]
        if len(run) == length and (at := shown.find(run, position, position + reach)) >= 0:
            return at
    return -1


def _common_length(wanted: str, begin: int, shown: str, at: int) -> int:
    length, most = 0, min(len(wanted) - begin, len(shown) - at)
    while length < most and wanted[begin + length] == shown[at + length]:
        length += 1
    return length
