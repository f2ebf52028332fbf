"""What to search for besides a word that no text holds: the same written otherwise, then words that are close to it.

Invariants: a word that some text or name holds is never corrected. What stands in for a word is as close to it as it was
typed, not only by its stem. The cost is bounded by a number of look-ups, whatever the size of the index.

`tests/benchmarks/corrections.py` measures how many mistakes are put right, and how many words of other languages and
subjects are taken for mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pplx_desktop.index.names import divided
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.index.rewriting import has_pieces
from pplx_desktop.index.vocabulary import common_beginning

_LEAST_LETTERS = 5
"""Shorter words are close to too many others."""
_LETTERS_FOR_TWO = 9
"""Words that long may have two mistakes."""
_LONG = 7
"""Words that long may be wrong in their first letter, or so much at their end that only their stem is right."""
_LEAST_PART = 3
_LOST_BY_STEMS = 2
"""A stem is closer to other stems than the word is to other words: so many more letters are asked of it."""
_MOST_LOOKUPS = 1_500
_MOST_COUNTED = 16
_MOST_SPELLED = 4
"""So many of the near words are looked up as they are spelled."""
_MOST_WORDS = 4
_MOST_FOR_ONE = 2
_MUCH_RARER = 10
"""A word that so many times fewer chunks hold than the likeliest one is not what was meant."""
_SUFFIX = 5
_ALPHABET = 128
"""Letters of one script lie together in Unicode."""
_DIGITS_APART = re.compile(r"(?<=\d)(?=(?:\d{3})+(?!\d))")
_NUMBER = re.compile(r"(\d+|\d{1,3}(?:[.,'\u2019\u00a0\u202f]\d{3})+)(?:[.,](\d\d?))?")
_VERSION = re.compile(r"(v?)(\d+(?:\.\d+)*)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is searched in addition to a word that was typed: a word as texts have it, or several that follow each other.

    `distance` is 0 for another way to write the same, else how many letters are wrong. `chunks` is how many hold it.
    """

    typed: str
    term: str
    distance: int
    chunks: int


def correct_terms(retrieval: Retrieval, terms: Sequence[str]) -> tuple[Correction, ...]:
    """Corrections for those of the terms that neither a text nor a name holds, the best first for each. None where most
    terms are unknown: such a query is in another language than the texts, not mistyped.
    """
    distinct = list(dict.fromkeys(terms))
    unknown = [term for term in distinct if _is_unknown(retrieval, term)]
    if len(unknown) > max(_MOST_WORDS // 2, len(distinct) // 2):
        return ()
    return tuple(found for term in unknown[:_MOST_WORDS] for found in _correct(retrieval, term))


def notice_of(corrections: Sequence[Correction]) -> str:
    """What the user should know of it; empty where nothing was corrected."""
    if not corrections:
        return ""
    typed = dict.fromkeys(correction.typed for correction in corrections)
    searched = dict.fromkeys(correction.term for correction in corrections)
    return f"Nothing holds {_listed(typed)}; searched for {_listed(searched)} as well."


def _listed(words: dict[str, None]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _is_unknown(retrieval: Retrieval, term: str) -> bool:
    return bool(retrieval.tokenizers.words(term)) and not retrieval.count_chunks(term) and not retrieval.is_named(term)


def _correct(retrieval: Retrieval, term: str) -> list[Correction]:
    same = [
        Correction(term, other, 0, count) for other in _other_forms(term) if (count := retrieval.count_chunks(other))
    ]
    if same:
        return same[:_MOST_FOR_ONE]
    words = retrieval.tokenizers.words(term)
    if len(words) != 1 or len(words[0]) < _LEAST_LETTERS or has_pieces(term) or any(map(str.isdigit, term)):
        return []
    parts = [
        Correction(term, parted, 1, count) for parted in _parted(words[0]) if (count := retrieval.count_chunks(parted))
    ]
    near = [*parts, *_near_words(retrieval, term)]
    near.sort(key=lambda found: (found.distance, found.term[:1] != words[0][:1], -found.chunks))
    return near[:_MOST_FOR_ONE]


def _other_forms(term: str) -> Iterator[str]:
    """Other ways to write the same: e-mail and email, getUserName and get_user_name, 1,234.56 and 1234.56, v3.51 and 3.51."""
    version, number = _VERSION.fullmatch(term), _NUMBER.fullmatch(term)
    if version:
        yield version[2] if version[1] else f"v{term}"
    if number:
        digits = re.sub(r"\D", "", number[1])
        after = f" {number[2]}" if number[2] else ""
        yield from (form for form in (digits + after, _DIGITS_APART.sub(" ", digits) + after) if form != term)
    if not version and not number:
        yield from (form for form in (_BETWEEN.sub("", term), divided(term)) if form != term)


def _parted(word: str) -> Iterator[str]:
    """A space that is missing: filesystem, email."""
    for at in (1, *range(_LEAST_PART, len(word) - _LEAST_PART + 1)):
        yield f"{word[:at]} {word[at:]}"


def _near_words(retrieval: Retrieval, term: str) -> list[Correction]:
    word, stem = retrieval.tokenizers.words(term)[0], retrieval.tokenizers.sought(term)[0]
    vocabulary = retrieval.vocabulary
    look_up = _Lookups(vocabulary.next_word, _MOST_LOOKUPS)
    near = find_near(stem, look_up, 1, same_beginning=1)
    variants = retrieval.tokenizers.sought(" ".join(_with_another_end(word)))
    if len(word) >= _LONG:
        variants += _with_another_beginning(stem)
    near |= {variant: 1 for variant in dict.fromkeys(variants) if look_up(variant) == variant}
    if not near and _mistakes(len(word)) > 1:
        # A longer word that begins so is another word.
        near = {
            other: distance
            for other, distance in find_near(stem, look_up, 2, same_beginning=2).items()
            if not other.startswith(stem)
        }
    # Counting is what costs, for common words: those with the same beginning first.
    likely = sorted(near, key=lambda other: (near[other], -common_beginning(other, stem)))[:_MOST_COUNTED]
    counted = sorted((near[other], -vocabulary.count(other), other) for other in likely)[:_MOST_SPELLED]
    found = [
        Correction(term, spelled, distance, -count)
        for distance, count, other in counted
        if (spelled := vocabulary.spelled(other, word))
        and (_are_near(word, retrieval.tokenizers.words(spelled)[0]) or _are_near_stems(word, stem, other, distance))
    ]
    most = max((one.chunks for one in found), default=0)
    return [one for one in found if one.chunks * _MUCH_RARER >= most][:_MOST_FOR_ONE]


def _mistakes(letters: int) -> int:
    """How many mistakes a word of so many letters may have."""
    return (letters >= _LEAST_LETTERS) + (letters >= _LETTERS_FOR_TWO)


def _are_near(word: str, other: str) -> bool:
    return bool(find_near(word, lambda at_least: other if at_least <= other else None, _mistakes(len(word))))


def _are_near_stems(word: str, stem: str, other: str, distance: int) -> bool:
    """Whether a known stem is near enough to what was typed, where none of its words that were looked at is: a long one
    with the mistake in it, one with the same letters in another order, or one that the word begins with.
    """
    return (
        distance <= _mistakes(min(len(stem), len(other)) - _LOST_BY_STEMS)
        or (len(stem) >= _LEAST_LETTERS and sorted(stem) == sorted(other))
        or (len(word) >= _LONG and len(other) >= _LEAST_LETTERS and word.startswith(other))
    )


def _with_another_beginning(stem: str) -> Iterator[str]:
    """A mistake in the first letter, where a walk would look at the beginnings of all words."""
    yield stem[1:]
    yield stem[1] + stem[0] + stem[2:]
    for letter in _alphabet(stem):
        yield letter + stem[1:]
        yield letter + stem


def _with_another_end(word: str) -> Iterator[str]:
    """A mistake in the last letters of a word as it was typed: they may keep it from being stemmed as it should."""
    for at in range(max(2, len(word) - _SUFFIX), len(word)):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _alphabet(word):
            yield before + letter + after[1:]
            yield before + letter + after


def _alphabet(word: str) -> list[str]:
    first = ord(word[0]) // _ALPHABET * _ALPHABET
    return [letter for letter in map(chr, range(first, first + _ALPHABET)) if letter.islower()]


class _Lookups:
    """Look-ups in a vocabulary, up to a number of them: then it seems to end."""

    def __init__(self, next_word: Callable[[str], str | None], most: int) -> None:
        self._next_word = next_word
        self.left = most

    def __call__(self, at_least: str) -> str | None:
        self.left -= 1
        return self._next_word(at_least) if self.left >= 0 else None


def find_near(
    word: str, next_word: Callable[[str], str | None], most: int, *, same_beginning: int = 0
) -> dict[str, int]:
    """The words within `most` mistakes of a word, with their distance: a letter too much, too few, another one, or two
    exchanged. `next_word` gives the first word of the vocabulary that is not before a text.

    The vocabulary is walked like a tree of its beginnings; of one that is too far from the word already, nothing is looked at.
    """
    found: dict[str, int] = {}
    beginning = word[:same_beginning]
    at_least: str | None = beginning
    while at_least is not None:
        known = next_word(at_least)
        if known is None or not known.startswith(beginning):
            break
        at_least = _after(word, known, most, found)
    return found


def _after(word: str, known: str, most: int, found: dict[str, int]) -> str | None:
    """Take a word in, where it is near, and say where the next one may be that is."""
    rows = [list(range(len(word) + 1))]
    for depth, letter in enumerate(known):
        row = _step(word, known, rows, letter, most)
        if min(row) > most:
            return _next_beginning(word, known[: depth + 1], rows, most)
        rows.append(row)
    if rows[-1][-1] <= most:
        found[known] = rows[-1][-1]
    # No word has a character before a space.
    return known + "\x01"


def _step(word: str, known: str, rows: list[list[int]], letter: str, most: int) -> list[int]:
    """Distances of all beginnings of `word` to one more letter of `known`, of which `rows` has those so far; more than
    `most` for those that are too far, such as all that are so much longer or shorter.
    """
    before, depth = rows[-1], len(rows)
    row = [most + 1] * (len(word) + 1)
    if depth <= most:
        row[0] = depth
    for place in range(max(1, depth - most), min(len(word), depth + most) + 1):
        own = word[place - 1]
        least = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (own != letter))
        if place > 1 and depth > 1 and own == known[depth - 2] and word[place - 2] == letter:
            least = min(least, rows[-2][place - 2] + 1)
        row[place] = least
    return row


def _next_beginning(word: str, dead: str, rows: list[list[int]], most: int) -> str | None:
    """The next text after a beginning that is too far, with which a near word may begin; None where none is left."""
    for depth in range(len(dead) - 1, -1, -1):
        row = rows[depth]
        if min(row) < most:
            # Whatever letter follows.
            return dead[: depth + 1] + "\U0010ffff"
        fitting = {own for place, own in enumerate(word) if row[place] <= most}
        if depth:
            fitting |= {
                word[place - 2]
                for place in range(2, len(word) + 1)
                if rows[depth - 1][place - 2] < most and word[place - 1] == dead[depth - 1]
            }
        later = [letter for letter in fitting if letter > dead[depth]]
        if later:
            return dead[:depth] + min(later)
    return None
