"""`search --explain`: how a search came to its hits, for people and as JSON.

Invariant: what is printed is what ranked (`core.evidence`); nothing is computed here but sums that are spelled out.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from pplx_desktop.cli.output import printable
from pplx_desktop.core import evidence_text
from pplx_desktop.core.evidence import Explanation, PassageEvidence
from pplx_desktop.core.types import Hit, Passage, SearchResult

_MARGIN = 9
"""Room for the names of lines under a result."""


def print_explanation(result: SearchResult) -> None:
    """Print how the query was answered as a whole."""
    explanation = result.explanation
    if explanation is None:
        print("The query is empty: there is nothing to explain.\n")
        return
    print("How this was answered")
    for name, lines in _told(result, explanation):
        for number, line in enumerate(lines):
            print(f"  {name if number == 0 else '':<{_MARGIN}} {printable(line)}")
    print()


def print_evidence(hit: Hit, explanation: Explanation | None) -> None:
    """Print, under a hit, why it stands where it does."""
    if explanation is None or hit.evidence is None:
        return
    for name, line in _evidence_of(hit, explanation):
        print(f"     {name:<{_MARGIN}} {printable(line)}")
    print()


def explanation_to_json(result: SearchResult) -> dict[str, Any] | None:
    """How the query was answered, as the command line's documented JSON; None for an empty query."""
    explanation = result.explanation
    if explanation is None:
        return None
    told = _rounded(asdict(explanation))
    # Names and times in pairs are a mapping to whoever reads JSON.
    return {**told, "stages_ms": {name: round(ms, 2) for name, ms in explanation.stages_ms}}


def evidence_to_json(hit: Hit) -> dict[str, Any]:
    """Why a hit stands where it does: the file, then each of its passages, best first."""
    return {
        "evidence": _rounded(asdict(hit.evidence)) if hit.evidence is not None else None,
        "passages": [_passage_to_json(passage) for passage in hit.passages],
    }


def _passage_to_json(passage: Passage) -> dict[str, Any]:
    return {
        "page": passage.page,
        "heading": passage.heading,
        "start": passage.start,
        "end": passage.end,
        "score": round(passage.score, 6),
        "sources": list(passage.sources),
        "evidence": _rounded(asdict(passage.evidence)) if passage.evidence is not None else None,
    }


def _told(result: SearchResult, explanation: Explanation) -> list[tuple[str, list[str]]]:
    width = max((len(term.term) for term in explanation.terms), default=0)
    words = [f"{term.term:<{width}}  {evidence_text.use_of(term)}" for term in explanation.terms]
    filters = list(explanation.conditions)
    if filters and explanation.in_scope is not None:
        filters.append(f"{explanation.in_scope:,} file{' fulfils' if explanation.in_scope == 1 else 's fulfil'} this")
    stages = ", ".join(f"{name} {ms:.1f}" for name, ms in explanation.stages_ms)
    sure = (
        f"{'good:' if result.is_good_match else 'none is good: only'} {explanation.confidence:.0%} sure of the best hit"
    )
    common = [
        ("filters", filters or ["none"]),
        ("time", [f"{result.took_ms:.1f} ms{f': {stages}' if stages else ''}"]),
    ]
    if not result.query.text:
        return [("order", ["by time, the newest first: the query has no words"]), *common]
    return [
        ("words", words or ["none that tell anything"]),
        ("meaning", [evidence_text.asked_of(leg) for leg in explanation.legs] or ["not asked"]),
        ("mix", [part for part in (evidence_text.mix_of(explanation), evidence_text.doubt_of(explanation)) if part]),
        ("match", [sure if result.hits else "nothing found"]),
        *common,
    ]


def _evidence_of(hit: Hit, explanation: Explanation) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    best = hit.passages[0].evidence if hit.passages else None
    if best is not None:
        lines += [
            ("words", _by_words(best)),
            ("meaning", _by_meaning(best)),
            ("passage", evidence_text.sum_of_passage(best, explanation)),
        ]
    evidence = hit.evidence
    if evidence is not None:
        if evidence.name_coverage:
            lines.append(("name", f"{evidence.name:.3f}, it holds {evidence.name_coverage:.0%} of what was asked"))
        lines.append(("file", evidence_text.sum_of_file(evidence, hit.score)))
        if evidence.exact:
            lines.append(
                (
                    "first",
                    f"put before all that is less certain: {evidence_text.EXACT.get(evidence.exact, evidence.exact)}",
                )
            )
    return lines


def _by_words(evidence: PassageEvidence) -> str:
    if not evidence.bm25:
        return "not found"
    place = "not among the best" if evidence.words_rank is None else evidence_text.ordinal(evidence.words_rank)
    rare = f", rare words make {evidence.rare:.0%} of what was asked" if evidence.rare else ""
    return f"{place}, {evidence.words:.3f} from bm25 {evidence.bm25:.2f}{rare}"


def _by_meaning(evidence: PassageEvidence) -> str:
    if evidence.likeness is None:
        return f"no vector yet: taken for {evidence.meaning:.3f}" if evidence.meaning else "no vector yet"
    rank = (
        evidence_text.ordinal(evidence.meaning_rank) if evidence.meaning_rank is not None else "not among the nearest"
    )
    likeness = f"{evidence.likeness:.3f}"
    counts = f"{evidence.meaning:.3f}"
    return f"{rank}, a likeness of {likeness}{f', which counts {counts}' if counts != likeness else ''}"


def _rounded(evidence: dict[str, Any]) -> dict[str, Any]:
    """The same values, no number longer than is worth reading."""
    return json.loads(json.dumps(evidence), parse_float=lambda number: round(float(number), 6))
