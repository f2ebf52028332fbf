"""How scores came about, as sums, in the words of the window: what `core.evidence_text` says on the command line.

Invariant: a sum that is told comes to the score that ranked, up to the rounding of what is shown.
"""

from __future__ import annotations

from pplx_desktop.core.evidence import Explanation, HitEvidence, PassageEvidence
from pplx_desktop.gui.translation import number, percent, tr

_NOTHING = 1e-9


def mix_of(explanation: Explanation) -> str:
    """What the legs count: `words 50 %, meaning 50 %`."""
    weight = explanation.meaning_weight
    if weight <= 0:
        return tr("words alone")
    if weight >= 1:
        return tr("meaning alone")
    return tr("words {words}, meaning {meaning}", words=percent(1 - weight), meaning=percent(weight))


def doubt_of(explanation: Explanation) -> str:
    """Why the words count less than they could; empty where they count in full, or no passage holds any of them."""
    if not 0 < explanation.words_trust < 1 or not 0 < explanation.meaning_weight < 1:
        return ""
    return tr(
        "The best passage has only a part of what the words tell, so they are taken for {share}.",
        share=percent(explanation.words_trust),
    )


def sum_of_passage(evidence: PassageEvidence, explanation: Explanation) -> str:
    """How a passage's score came about: `0.50 × 0.620 (words) + 0.50 × 0.440 (meaning) = 0.530`."""
    weight, score = explanation.meaning_weight, number(evidence.score, 3)
    if weight <= 0:
        return tr("{score} (words alone)", score=score)
    if weight >= 1:
        return tr("{score} (meaning alone)", score=score)
    return tr(
        "{weight} × {words} (words) + {other} × {meaning} (meaning) = {score}",
        weight=number(1 - weight, 2),
        words=number(evidence.words, 3),
        other=number(weight, 2),
        meaning=number(evidence.meaning, 3),
        score=score,
    )


def sum_of_file(evidence: HitEvidence, score: float) -> str:
    """How a file's score came about: `1 − (1 − 0.530 passage) × (1 − 0.200 name) = 0.624`, as if each part were a
    witness and any of them enough.
    """
    witnesses = ((tr("passage"), evidence.text), (tr("name"), evidence.name), (tr("document"), evidence.document))
    heard = [(name, worth) for name, worth in witnesses if worth > _NOTHING]
    own = 1.0 - (1.0 - evidence.text) * (1.0 - evidence.name) * (1.0 - evidence.document)
    if len(heard) > 1:
        product = " × ".join(f"(1 − {number(worth, 3)} {name})" for name, worth in heard)
        told = f"1 − {product} = {number(own, 3)}"
    elif heard:
        told = tr("{score} ({part} alone)", score=number(own, 3), part=heard[0][0])
    else:
        told = number(own, 3)
    if not evidence.floor:
        return told
    # What is certain stands above the rest, whatever its own score.
    raised = f"{number(evidence.floor, 3)} + {number(1 - evidence.floor, 3)} × {number(own, 3)} = {number(score, 3)}"
    return tr("{total}; raised above the rest: {raised}", total=told, raised=raised)
