"""Why a result stands where it does, in the words of the window. Pure functions, no Qt.

Invariant: what is said comes from the evidence of the search alone; a part that had no say is not named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pplx_desktop.core import evidence_text
from pplx_desktop.core.evidence import Explanation, HitEvidence, PassageEvidence, TermEvidence
from pplx_desktop.core.types import Hit, Passage
from pplx_desktop.gui import wording

_STRENGTHS = ("weak", "fair", "good", "strong")
_FILTER = re.compile(r"(?<!\S)-?(?:type|in|after|before):(?:\"[^\"]*\"?|\S+)", re.IGNORECASE)
"""A condition of the query language (`search.query`), as it is typed."""
_MOST_WORDS = 6
_WORD_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Witness:
    """What speaks for a file: how strongly, between 0 and 1, and in words."""

    name: str
    strength: float
    says: str


@dataclass(frozen=True, slots=True)
class Account:
    """Why a result stands where it does. `first` is empty where nothing made it certain; `lines` say how the
    query was read, `sums` how the scores came about.
    """

    first: str
    witnesses: tuple[Witness, ...]
    lines: tuple[str, ...]
    sums: tuple[str, ...]


def account(hit: Hit, passage: Passage | None, explanation: Explanation | None) -> Account | None:
    """What there is to say of a hit and the passage of it that is shown; None where the search told nothing."""
    evidence = passage.evidence if passage is not None else None
    if explanation is None or (hit.evidence is None and evidence is None):
        return None
    witnesses: list[Witness] = []
    sums: list[str] = []
    if evidence is not None:
        witnesses += _of_passage(evidence, explanation)
        sums.append(f"Passage: {evidence_text.sum_of_passage(evidence, explanation)}")
    if hit.evidence is not None:
        witnesses += _of_file(hit.evidence)
        witnesses.append(Witness("Together", hit.score, _together(hit.evidence, explanation)))
        sums.append(f"File: {evidence_text.sum_of_file(hit.evidence, hit.score)}")
    exact = hit.evidence.exact if hit.evidence is not None else ""
    first = f"Put before all that is less certain: {evidence_text.EXACT.get(exact, exact)}." if exact else ""
    return Account(first, tuple(witnesses), _lines(explanation), tuple(sums))


def summary(hit: Hit, passage: Passage | None) -> str:
    """Which legs found the passage that is shown, and at which place: `meaning (1st) + words (2nd)`."""
    evidence = passage.evidence if passage is not None else None
    if passage is None or evidence is None:
        return wording.sources(hit.sources)
    ranks = {"words": evidence.words_rank, "meaning": evidence.meaning_rank}
    return " + ".join(
        f"{source} ({evidence_text.ordinal(rank)})"
        for source in ("meaning", "words")
        if source in passage.sources and (rank := ranks[source]) is not None
    ) or wording.sources(passage.sources)


def spoken(told: Account) -> str:
    """All of it, for a screen reader."""
    witnesses = [f"{witness.name}: {witness.says}." for witness in told.witnesses]
    return " ".join(part for part in (told.first, *witnesses, *told.lines, *told.sums) if part)


def strength_name(strength: float) -> str:
    """A strength in one word, by the same four steps as a card's bars."""
    return _STRENGTHS[wording.strength(strength) - 1] if strength > 0 else "none"


def corrected(typed: str, chosen: str, explanation: Explanation | None) -> str:
    """What is searched when the user chooses a word of the index: the query with the word in the place of the one that
    the index does not hold, or, where it is not clear which that is, the word alone. What was typed as a filter stays.
    """
    terms = explanation.terms if explanation is not None else ()
    replaced = [term.replaces for term in terms if term.term == chosen and term.replaces]
    unknown = [term.term for term in terms if term.use == "unknown"]
    wrong = replaced[0] if replaced else unknown[0] if len(unknown) == 1 else ""
    filters = [found[0] for found in _FILTER.finditer(typed)]
    if wrong:
        word = re.compile(rf"{_FILTER.pattern}|(?<!\w)(?P<word>{re.escape(wrong)})(?!\w)", re.IGNORECASE)
        told = word.sub(lambda found: chosen if found["word"] else found[0], typed)
        if told != typed:
            return told
    return " ".join((chosen, *filters))


def _of_passage(evidence: PassageEvidence, explanation: Explanation) -> list[Witness]:
    witnesses: list[Witness] = []
    if explanation.meaning_weight < 1:
        witnesses.append(Witness("Words", evidence.words, _by_words(evidence)))
    if explanation.legs:
        witnesses.append(Witness("Meaning", evidence.meaning, _by_meaning(evidence)))
    return witnesses


def _by_words(evidence: PassageEvidence) -> str:
    if evidence.words_rank is None:
        return "holds none of the words that tell"
    rare = ", holds a rare word" if evidence.rare else ""
    return f"{strength_name(evidence.words)}, {evidence_text.ordinal(evidence.words_rank)} by words{rare}"


def _by_meaning(evidence: PassageEvidence) -> str:
    if evidence.likeness is None:
        return "not learned yet, taken for middling" if evidence.meaning else "not learned yet"
    place = (
        f"{evidence_text.ordinal(evidence.meaning_rank)} by meaning"
        if evidence.meaning_rank is not None
        else "not among the nearest"
    )
    return f"{strength_name(evidence.meaning)}, {place}"


def _of_file(evidence: HitEvidence) -> Iterable[Witness]:
    if evidence.name:
        yield Witness("Name", evidence.name, f"holds {evidence.name_coverage:.0%} of what was asked")
    if evidence.document:
        yield Witness("Document", evidence.document, f"{strength_name(evidence.document)}, by the file as a whole")


def _together(evidence: HitEvidence, explanation: Explanation) -> str:
    mix = evidence_text.mix_of(explanation)
    others = [name for name, part in (("name", evidence.name), ("document", evidence.document)) if part]
    return f"{mix}; then {' and '.join(others)}" if others and evidence.text else mix


def _lines(explanation: Explanation) -> tuple[str, ...]:
    used: dict[str, list[TermEvidence]] = {}
    for term in explanation.terms:
        used.setdefault(term.use, []).append(term)
    lines: list[str] = []
    if rare := used.get("rare"):
        lines.append(f"Rare, so it counts most: {_listed(rare)}.")
    if searched := [*used.get("searched", ()), *used.get("beginning", ())]:
        lines.append(f"Looked for: {_listed(searched)}.")
    if unknown := used.get("unknown"):
        lines.append(f"In no passage: {_listed(unknown)}.")
    if taken := used.get("corrected"):
        lines.append(f"Looked for in its place: {_listed(taken)}.")
    if common := used.get("common"):
        lines.append(f"Left out, for too many passages hold them: {_listed(common)}.")
    if doubt := evidence_text.doubt_of(explanation):
        lines.append(f"{doubt[0].upper()}{doubt[1:]}.")
    if explanation.conditions:
        files = (
            f": {wording.counted(explanation.in_scope, 'file', 'files')}" if explanation.in_scope is not None else ""
        )
        conditions = wording.on_one_line(", ".join(explanation.conditions))
        lines.append(f"Only what {conditions}{files}.")
    return tuple(lines)


def _listed(terms: list[TermEvidence]) -> str:
    told = [
        f"“{_short(term.term)}{'…' if term.use == 'beginning' else ''}”{_count(term)}" for term in terms[:_MOST_WORDS]
    ]
    more = len(terms) - len(told)
    return f"{', '.join(told)}{f' and {more:,} more' if more else ''}"


def _count(term: TermEvidence) -> str:
    # How many hold a common word is of no use to anybody.
    counts = term.chunks and term.use != "common"
    return f" ({wording.counted(term.chunks, 'passage', 'passages')})" if counts else ""


def _short(text: str) -> str:
    text = wording.on_one_line(text)
    return text if len(text) <= _WORD_LETTERS else f"{text[: _WORD_LETTERS - 1]}…"
