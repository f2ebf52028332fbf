"""Evidence for made-up hits, with sums that come out right."""

from __future__ import annotations

from dataclasses import replace

from pplx_desktop.core.evidence import Explanation, HitEvidence, LegEvidence, PassageEvidence, TermEvidence
from pplx_desktop.core.types import Hit, Passage, Source
from tests.support.household_words import said

EXPLANATION = Explanation(
    terms=(
        TermEvidence(said("heater", "Heizung", "chauffage"), "rare", 3, 0.61),
        TermEvidence(said("turn", "schaltet", "allume"), "searched", 1_204, 0.21),
        TermEvidence(said("the", "die", "le"), "common", 40_812),
        TermEvidence(said("of", "und", "et"), "common", 40_100),
        TermEvidence("thermostad", "unknown", 0, 0.18),
        TermEvidence("thermostat", "corrected", 12, 0.1, "thermostad"),
    ),
    legs=(LegEvidence("pplx-embed-v1-0.6b", "searched", 400, 612),),
    words_trust=0.83,
    meaning_weight=0.5,
    conditions=(said("holds “heat pump”", "holds “Wärmepumpe”", "holds “pompe à chaleur”"), "is of type pdf or docx"),
    in_scope=1_204,
    confidence=0.92,
    stages_ms=(("model", 20.4), ("words", 3.1), ("meaning", 9.0), ("passages", 4.2)),
)

_NEAR = 0.3
"""What is less like the query was not found by meaning."""


def explained(
    hit: Hit,
    *,
    words: float = 0.0,
    meaning: float = 0.0,
    name: float = 0.0,
    document: float = 0.0,
    exact: str = "",
    floor: float = 0.0,
    explanation: Explanation = EXPLANATION,
    place: int = 0,
) -> Hit:
    """The hit with what the legs said of its best passage; its scores are what comes of that. Further passages are a
    little worse each. `place` is the hit's among all, from 0.
    """
    passages = tuple(
        _explained(passage, words * 0.9**number, meaning * 0.9**number, explanation.meaning_weight, place + number)
        for number, passage in enumerate(hit.passages)
    )
    text = passages[0].score if passages else 0.0
    own = 1.0 - (1.0 - text) * (1.0 - name) * (1.0 - document)
    score = floor + (1.0 - floor) * own
    evidence = HitEvidence(text, 0.5 if name else 0.0, name, document, exact, floor)
    named: tuple[Source, ...] = ("name",) if name else ()
    sources = (*_sources(words, meaning), *named) if hit.passages else named
    return replace(hit, score=score, sources=sources, passages=passages, evidence=evidence)


def _explained(passage: Passage, words: float, meaning: float, weight: float, place: int) -> Passage:
    score = (1.0 - weight) * words + weight * meaning
    evidence = PassageEvidence(
        score=score,
        words_rank=place + 1 if words else None,
        bm25=31.4 * words,
        words=words,
        rare=0.61 if words > 0.5 else 0.0,
        meaning_rank=place + 2 if meaning >= _NEAR else None,
        likeness=meaning or None,
        meaning=meaning,
    )
    return replace(passage, score=score, sources=_sources(words, meaning), evidence=evidence)


def _sources(words: float, meaning: float) -> tuple[Source, ...]:
    found: tuple[Source, ...] = ("words",) if words else ()
    return (*found, "meaning") if meaning >= _NEAR else found
