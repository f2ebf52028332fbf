"""Why a result stands where it does, in the words of the window. Pure functions, no widgets.

Invariant: what is said comes from the evidence of the search alone; a part that had no say is not named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pplx_desktop.core import evidence_text
from pplx_desktop.core.evidence import Explanation, HitEvidence, PassageEvidence, TermEvidence
from pplx_desktop.core.types import Hit, Passage
from pplx_desktop.gui import score_wording, wording
from pplx_desktop.gui.told import told, told_part
from pplx_desktop.gui.translation import noop, percent, tr, trn

_STRENGTHS = (noop("weak"), noop("fair"), noop("good"), noop("strong"))
_FILTER = re.compile(r"(?<!\S)-?(?:type|in|after|before):(?:\"[^\"]*\"?|\S+)", re.IGNORECASE)
"""A condition of the query language (`search.query`), as it is typed."""
_MOST_WORDS = 6
_WORD_LETTERS = 40
_SENTENCE_LETTERS = 240


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
        sums.append(tr("Passage: {total}", total=score_wording.sum_of_passage(evidence, explanation)))
    if hit.evidence is not None:
        witnesses += _of_file(hit.evidence)
        witnesses.append(Witness(tr("Together"), hit.score, _together(hit.evidence, explanation)))
        sums.append(tr("File: {total}", total=score_wording.sum_of_file(hit.evidence, hit.score)))
    exact = hit.evidence.exact if hit.evidence is not None else ""
    certain = told(evidence_text.EXACT.get(exact, exact))
    first = tr("Put before all that is less certain: {reason}.", reason=certain) if exact else ""
    return Account(first, tuple(witnesses), _lines(explanation), tuple(sums))


def summary(hit: Hit, passage: Passage | None) -> str:
    """Which legs found the passage that is shown, and at which place, and whether the file's name did, too:
    `meaning (1st) + words (2nd) + name`.
    """
    evidence = passage.evidence if passage is not None else None
    if passage is None or evidence is None:
        return wording.sources(hit.sources if passage is None else passage.sources or hit.sources)
    legs = (
        ("meaning", tr("meaning"), evidence.meaning_rank),
        ("words", tr("words"), evidence.words_rank),
    )
    ranked = [
        f"{name} ({wording.ordinal(rank)})"
        for source, name, rank in legs
        if source in passage.sources and rank is not None
    ]
    named = [wording.sources(("name",))] if "name" in hit.sources else []
    return " + ".join(filter(None, (*(ranked or [wording.sources(passage.sources)]), *named)))


def spoken(told: Account, sentence: str = "") -> str:
    """All of it, for a screen reader, with the sentence that says it."""
    witnesses = [f"{witness.name}: {witness.says}." for witness in told.witnesses]
    says = said(sentence) if sentence else ""
    return " ".join(part for part in (told.first, says, *witnesses, *told.lines, *told.sums) if part)


def said(sentence: str) -> str:
    """The sentence that says what was asked for."""
    sentence = wording.on_one_line(sentence).strip()
    if len(sentence) > _SENTENCE_LETTERS:
        sentence = f"{sentence[: _SENTENCE_LETTERS - 1].rstrip()}…"
    return tr("Nearest to what was asked: “{sentence}”", sentence=sentence)


def strength_name(strength: float) -> str:
    """A strength in one word, by the same four steps as a card's bars."""
    return tr(_STRENGTHS[wording.strength(strength) - 1]) if strength > 0 else tr("none")


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
        witnesses.append(Witness(tr("Words"), evidence.words, _by_words(evidence)))
    if explanation.legs:
        witnesses.append(Witness(tr("Meaning"), evidence.meaning, _by_meaning(evidence)))
    return witnesses


def _by_words(evidence: PassageEvidence) -> str:
    if not evidence.bm25:
        return tr("holds none of the words that tell")
    place = (
        tr("{place} by words", place=wording.ordinal(evidence.words_rank))
        if evidence.words_rank is not None
        else tr("not among the best by words")
    )
    parts = (strength_name(evidence.words), place, tr("holds a rare word") if evidence.rare else "")
    return ", ".join(part for part in parts if part)


def _by_meaning(evidence: PassageEvidence) -> str:
    if evidence.likeness is None:
        return tr("not learned yet, taken for middling") if evidence.meaning else tr("not learned yet")
    place = (
        tr("{place} by meaning", place=wording.ordinal(evidence.meaning_rank))
        if evidence.meaning_rank is not None
        else tr("not among the nearest")
    )
    return f"{strength_name(evidence.meaning)}, {place}"


def _of_file(evidence: HitEvidence) -> Iterable[Witness]:
    if evidence.name:
        says = tr("holds {share} of what was asked", share=percent(evidence.name_coverage))
        yield Witness(tr("Name"), evidence.name, says)
    if evidence.document:
        says = f"{strength_name(evidence.document)}, {tr('by the file as a whole')}"
        yield Witness(tr("Document"), evidence.document, says)


def _together(evidence: HitEvidence, explanation: Explanation) -> str:
    mix = score_wording.mix_of(explanation)
    if not evidence.text or not (evidence.name or evidence.document):
        return mix
    if evidence.name and evidence.document:
        return tr("{mix}; then name and document", mix=mix)
    return tr("{mix}; then name", mix=mix) if evidence.name else tr("{mix}; then document", mix=mix)


def _lines(explanation: Explanation) -> tuple[str, ...]:
    used: dict[str, list[TermEvidence]] = {}
    for term in explanation.terms:
        used.setdefault(term.use, []).append(term)
    lines: list[str] = []
    if rare := used.get("rare"):
        lines.append(tr("Rare, so it counts most: {words}.", words=_listed(rare)))
    if searched := [*used.get("searched", ()), *used.get("beginning", ())]:
        lines.append(tr("Looked for: {words}.", words=_listed(searched)))
    if unknown := used.get("unknown"):
        lines.append(tr("In no passage: {words}.", words=_listed(unknown)))
    if taken := used.get("corrected"):
        lines.append(tr("Looked for in its place: {words}.", words=_listed(taken)))
    if common := used.get("common"):
        lines.append(tr("Left out, for too many passages hold them: {words}.", words=_listed(common)))
    if doubt := score_wording.doubt_of(explanation):
        lines.append(doubt)
    if explanation.conditions:
        conditions = wording.on_one_line(", ".join(map(told_part, explanation.conditions)))
        only = tr("Only what {conditions}", conditions=conditions)
        files = explanation.in_scope
        count = trn("%n file", "%n files", files or 0)
        lines.append(f"{only}." if files is None else tr("{conditions}: {files}.", conditions=only, files=count))
    return tuple(lines)


def _listed(terms: list[TermEvidence]) -> str:
    words = [_quoted(term) + _count(term) for term in terms[:_MOST_WORDS]]
    more = len(terms) - len(words)
    listed = ", ".join(words)
    return trn("{words} and %n more", "{words} and %n more", more, words=listed) if more else listed


def _quoted(term: TermEvidence) -> str:
    return tr("“{word}”", word=_short(term.term) + ("…" if term.use == "beginning" else ""))


def _count(term: TermEvidence) -> str:
    # How many hold a common word is of no use to anybody.
    counts = term.chunks and term.use != "common"
    return f" ({trn('%n passage', '%n passages', term.chunks)})" if counts else ""


def _short(text: str) -> str:
    text = wording.on_one_line(text)
    return text if len(text) <= _WORD_LETTERS else f"{text[: _WORD_LETTERS - 1]}…"
