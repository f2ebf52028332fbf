"""What the window says of why a hit stands where it does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.core import evidence_text
from pplx_desktop.core.evidence import Explanation, HitEvidence, PassageEvidence, TermEvidence
from pplx_desktop.core.types import Hit, Passage, Snippet
from pplx_desktop.gui import why_wording
from tests.support.sample_evidence import EXPLANATION, explained

PASSAGE = Passage(0, 40, None, "", 0.5, ("words", "meaning"), Snippet("The heater turns on."))
HIT = Hit("/data/guide.md", "Guide", "md", 1, 1, 0.5, ("words", "meaning"), (PASSAGE,))
TERMS = (TermEvidence("thermostad", "unknown"), TermEvidence("thermostat", "corrected", 3, 0.5, "thermostad"))


def _says(hit: Hit, explanation: Explanation = EXPLANATION) -> dict[str, str]:
    told = why_wording.account(hit, next(iter(hit.passages), None), explanation)
    assert told is not None
    return {witness.name: witness.says for witness in told.witnesses}


def test_only_what_had_a_say_is_named() -> None:
    assert set(_says(explained(HIT, words=0.4, meaning=0.5))) == {"Words", "Meaning", "Together"}
    by_words = Explanation()
    assert _says(explained(HIT, words=0.4, explanation=by_words), by_words) == {
        "Words": "fair, 1st by words",
        "Together": "words alone",
    }
    by_meaning = replace(EXPLANATION, meaning_weight=1.0)
    told = _says(explained(HIT, meaning=0.8, name=0.1, explanation=by_meaning), by_meaning)
    assert told["Together"] == "meaning alone; then name"
    assert "Words" not in told
    named = replace(HIT, passages=())
    assert set(_says(explained(named, name=0.6))) == {"Name", "Together"}


def test_words_that_nothing_holds_are_not_doubted() -> None:
    for trust, doubts in ((1.0, 0), (0.83, 1), (0.0, 0)):
        explanation = replace(EXPLANATION, words_trust=trust)
        told = why_wording.account(explained(HIT, meaning=0.5), PASSAGE, explanation)
        assert told is not None
        assert len([line for line in told.lines if "only a part" in line]) == doubts


def test_a_passage_without_a_vector_is_told() -> None:
    evidence = PassageEvidence(0.5, words_rank=1, words=0.8, meaning=0.2)
    hit = replace(HIT, passages=(replace(PASSAGE, evidence=evidence),), evidence=HitEvidence(0.5))
    assert _says(hit)["Meaning"] == "not learned yet, taken for middling"


def test_where_nothing_was_told_nothing_is_said() -> None:
    assert why_wording.account(HIT, PASSAGE, EXPLANATION) is None
    assert why_wording.account(explained(HIT, words=0.5), PASSAGE, None) is None


@pytest.mark.parametrize(
    ("strength", "name"),
    [(0.0, "none"), (0.01, "weak"), (0.3, "fair"), (0.6, "good"), (0.8, "strong"), (1.0, "strong")],
)
def test_strengths_have_names(strength: float, name: str) -> None:
    assert why_wording.strength_name(strength) == name


@pytest.mark.parametrize(
    ("number", "says"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st"), (113, "113th")],
)
def test_ranks(number: int, says: str) -> None:
    assert evidence_text.ordinal(number) == says


@pytest.mark.parametrize(
    ("typed", "explanation", "asked"),
    [
        ("my thermostad, please", Explanation(terms=TERMS), "my thermostat, please"),
        (
            'in:"thermostad" "old Thermostad" type:pdf',
            Explanation(terms=TERMS),
            'in:"thermostad" "old thermostat" type:pdf',
        ),
        (
            "thermostad-wiring of thermostads -in:thermostad",
            Explanation(terms=TERMS),
            "thermostat-wiring of thermostads -in:thermostad",
        ),
        ("a.thermostad(x) within:thermostad", Explanation(terms=TERMS), "a.thermostat(x) within:thermostat"),
        ("THERMOSTAD thermostad", Explanation(terms=TERMS), "thermostat thermostat"),
        # One word that nothing holds can only be the one that is meant.
        ("my Thermostad", Explanation(terms=TERMS[:1]), "my thermostat"),
        ("a b", Explanation(terms=(TermEvidence("a", "unknown"), TermEvidence("b", "unknown"))), "thermostat"),
        ("nothing of it", Explanation(), "thermostat"),
        ('nothing of it in:"My folder" after:2024', Explanation(), 'thermostat in:"My folder" after:2024'),
        ("nothing of it", None, "thermostat"),
        ("typed anew meanwhile", Explanation(terms=TERMS), "thermostat"),
        ("", Explanation(terms=TERMS), "thermostat"),
    ],
)
def test_a_chosen_word_takes_the_place_of_the_wrong_one(
    typed: str, explanation: Explanation | None, asked: str
) -> None:
    assert why_wording.corrected(typed, "thermostat", explanation) == asked


@given(
    st.lists(
        st.builds(
            TermEvidence,
            st.text(max_size=300),
            st.sampled_from(["searched", "rare", "common", "unknown", "beginning", "corrected"]),
            st.integers(0, 10**9),
            st.floats(0, 1),
            st.text(max_size=20),
        ),
        max_size=300,
    ),
    st.lists(st.text(max_size=300), max_size=3),
)
def test_a_line_is_short_and_on_one_line_whatever_was_typed(terms: list[TermEvidence], conditions: list[str]) -> None:
    explanation = replace(EXPLANATION, terms=tuple(terms), conditions=tuple(conditions))
    told = why_wording.account(explained(HIT, words=0.5), PASSAGE, explanation)
    assert told is not None
    for line in told.lines:
        assert "\n" not in line
        assert len(line) < 2_000
    assert why_wording.spoken(told)
