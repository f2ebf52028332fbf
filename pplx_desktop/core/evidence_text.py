"""What the evidence of a search says, in words, for the command line and the window alike. Pure functions.

Invariant: a sum that is told comes to the score that ranked, up to the rounding of what is shown.
"""

from __future__ import annotations

from pplx_desktop.core.evidence import Explanation, HitEvidence, LegEvidence, PassageEvidence, TermEvidence

EXACT = {
    "name": "its name is what was asked for",
    "phrase": "it holds the phrase word for word",
    "rare": "it holds what hardly any other file holds",
}
"""Which certain match puts a file before all that is less certain, by `HitEvidence.exact`."""

_NOTHING = 1e-9
_ROLES = {"searched": "the model in use", "next": "the model that takes over", "first": "the model that stands in"}


def use_of(term: TermEvidence) -> str:
    """How a word of the query was used: `in 3 passages only, 61% of what was asked`."""
    where = f"in {_counted(term.chunks)}"
    part = f", {term.share:.0%} of what was asked" if term.share else ""
    match term.use:
        case "searched":
            return f"{where}{part}"
        case "rare":
            return f"{where} only{part}"
        case "common":
            return f"left out, for {_counted(term.chunks)} hold it"
        case "unknown":
            return f"in no passage{part}"
        case "beginning":
            return f"as the beginning of words{f' {where}' if term.chunks else ''}{part}"
        case "corrected":
            return f"in the place of “{term.replaces}”, {where}{part}"


def asked_of(leg: LegEvidence) -> str:
    """What came of asking one set of vectors."""
    role = _ROLES.get(leg.role, leg.role)
    return f"{leg.model}, {role}: {leg.found:,} passages found, {leg.judged:,} judged"


def mix_of(explanation: Explanation) -> str:
    """What the legs count: `words 50%, meaning 50%`."""
    weight = explanation.meaning_weight
    if weight <= 0:
        return "words alone"
    if weight >= 1:
        return "meaning alone"
    return f"words {1 - weight:.0%}, meaning {weight:.0%}"


def doubt_of(explanation: Explanation) -> str:
    """Why the words count less than they could; empty where they count in full, or no passage holds any of them."""
    if not 0 < explanation.words_trust < 1 or not 0 < explanation.meaning_weight < 1:
        return ""
    return (
        f"the best passage has only a part of what the words tell, so they are taken for {explanation.words_trust:.0%}"
    )


def sum_of_passage(evidence: PassageEvidence, explanation: Explanation) -> str:
    """How a passage's score came about: `0.50 × 0.620 (words) + 0.50 × 0.440 (meaning) = 0.530`."""
    weight = explanation.meaning_weight
    if weight <= 0:
        return f"{evidence.score:.3f} (words alone)"
    if weight >= 1:
        return f"{evidence.score:.3f} (meaning alone)"
    words = f"{1 - weight:.2f} × {evidence.words:.3f} (words)"
    return f"{words} + {weight:.2f} × {evidence.meaning:.3f} (meaning) = {evidence.score:.3f}"


def sum_of_file(evidence: HitEvidence, score: float) -> str:
    """How a file's score came about: `1 − (1 − 0.530 passage) × (1 − 0.200 name) = 0.624`, as if each part were a
    witness and any of them enough.
    """
    witnesses = {"passage": evidence.text, "name": evidence.name, "document": evidence.document}
    heard = {name: worth for name, worth in witnesses.items() if worth > _NOTHING}
    own = 1.0 - (1.0 - evidence.text) * (1.0 - evidence.name) * (1.0 - evidence.document)
    told = f"{own:.3f} ({next(iter(heard), 'nothing')} alone)"
    if len(heard) > 1:
        told = f"1 − {' × '.join(f'(1 − {worth:.3f} {name})' for name, worth in heard.items())} = {own:.3f}"
    if not evidence.floor:
        return told
    # What is certain stands above the rest, whatever its own score.
    return f"{told}; raised above the rest: {evidence.floor:.3f} + {1 - evidence.floor:.3f} × {own:.3f} = {score:.3f}"


def unmet_by_all(explanation: Explanation | None) -> str:
    """Why nothing is found, where the conditions leave no file: `No file holds “heat pump” and is of type pdf.`. Empty
    where they leave some, or nothing was found for another reason.
    """
    if explanation is None or not explanation.conditions or explanation.in_scope != 0:
        return ""
    return f"No file {' and '.join(explanation.conditions)}."


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `12th`."""
    if number % 100 in {11, 12, 13}:
        return f"{number:,}th"
    return f"{number:,}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _counted(passages: int) -> str:
    return f"{passages:,} passage{'' if passages == 1 else 's'}"
