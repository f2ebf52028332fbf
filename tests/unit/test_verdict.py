"""The verdict on what a search found, from its numbers alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.core.evidence import HitEvidence, TermEvidence
from pplx_desktop.core.types import SearchMode
from pplx_desktop.search.calibration import Scale
from pplx_desktop.search.candidates import Candidates
from pplx_desktop.search.hits import Ranked, ScoredChunk
from pplx_desktop.search.verdict import LEAST_CONFIDENCE, WEIGHTS, Signs, Verdict, judge_match, weigh_signs

MODES: tuple[SearchMode, ...] = ("hybrid", "words", "meaning")
TERMS = (
    TermEvidence("boiler", "rare", 2, 0.5),
    TermEvidence("off", "searched", 40, 0.2),
    TermEvidence("x", "unknown", 0, 0.3),
)


class Held:
    """Stands in for the index: chunk 1 holds these words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def holds(self, chunk: int, term: str, *, begins: bool = False) -> bool:
        assert chunk == 1
        return any(word.startswith(term) if begins else word == term for word in self.words)


def candidates(likeness: float = 0.5, *, words: float = 3.0, mean: float = 0.1, spread: float = 0.1) -> Candidates:
    """Two chunks, of which the first is as like the query as is said."""
    values = np.array([likeness, min(likeness, mean)])
    return Candidates(
        chunks=np.array([1, 5]),
        documents=np.array([1, 2]),
        words=np.array([words, 0.0]),
        rare=np.zeros(2),
        likeness=values,
        near=np.array([True, True]),
        most_words=10.0,
        sample=np.full(256, mean),
        scale=Scale(mean, spread, 256),
    )


def best(*, exact: str = "", name_coverage: float = 0.0, chunk: int | None = 1) -> Ranked:
    chunks = (ScoredChunk(chunk, 0.5, ("words",)),) if chunk is not None else ()
    return Ranked(0.5, 1, None, chunks, HitEvidence(name_coverage=name_coverage, exact=exact))


def judge(
    found: Candidates,
    *ranked: Ranked,
    held: tuple[str, ...] = (),
    terms: tuple[TermEvidence, ...] = TERMS,
    mode: SearchMode = "hybrid",
) -> Verdict:
    index: Any = Held(*held)
    return judge_match(index, found, ranked or (best(),), terms, mode)


@pytest.mark.parametrize("mode", MODES)
def test_what_holds_most_of_the_words_and_is_like_the_query_is_a_match(mode: SearchMode) -> None:
    verdict = judge(candidates(0.7, words=5.0), held=("boiler", "off"), mode=mode)
    assert verdict.is_good_match
    assert verdict.confidence > 0.8


@pytest.mark.parametrize("mode", MODES)
def test_what_holds_none_of_the_words_and_is_like_nothing_is_no_match(mode: SearchMode) -> None:
    verdict = judge(candidates(0.05, words=0.3, mean=0.1), mode=mode)
    assert not verdict.is_good_match


def test_a_likeness_as_of_few_is_a_match_without_one_word_in_common() -> None:
    assert judge(candidates(1.2, words=0.0), mode="hybrid").is_good_match
    assert judge(candidates(1.2, words=0.0), mode="meaning").is_good_match


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("exact", ["name", "phrase", "rare"])
def test_what_is_certain_is_a_match_whatever_the_rest_says(mode: SearchMode, exact: str) -> None:
    assert judge(candidates(-1.0, words=0.0), best(exact=exact), mode=mode) == Verdict(
        is_good_match=True, confidence=1.0
    )


@pytest.mark.parametrize("mode", MODES)
def test_what_holds_all_words_is_a_match_however_common_they_are(mode: SearchMode) -> None:
    common = (TermEvidence("off", "common", 900, 1.0),)
    assert judge(candidates(-1.0, words=0.0), held=("off",), terms=common, mode=mode).is_good_match
    assert not judge(candidates(-1.0, words=0.0), held=(), terms=common, mode=mode).is_good_match


def test_a_name_says_words_too() -> None:
    nothing = candidates(0.2, words=0.0)
    for chunk in (1, None):
        assert not judge(nothing, best(name_coverage=0.1, chunk=chunk)).is_good_match
        assert judge(nothing, best(name_coverage=1.0, chunk=chunk)).is_good_match


def test_nothing_found_is_no_match() -> None:
    index: Any = Held()
    assert judge_match(index, Candidates(*[np.empty(0)] * 6), (), TERMS, "words") == Verdict(False, 0.0)


def test_a_correction_stands_for_what_was_typed() -> None:
    typed = TermEvidence("boilre", "unknown", 0, 0.6)
    corrected = (
        TermEvidence("boiler", "corrected", 2, 0.3, "boilre"),
        TermEvidence("broiler", "corrected", 1, 0.1, "boilre"),
    )
    nothing = candidates(0.2, words=0.0)
    assert judge(nothing, held=("boiler",), terms=(typed, *corrected)).is_good_match
    assert not judge(nothing, held=("boiler",), terms=(typed,)).is_good_match


def test_the_beginning_of_a_word_is_held_by_what_holds_such_a_word() -> None:
    begun = (TermEvidence("boil", "beginning"),)
    nothing = candidates(0.2, words=0.0)
    assert judge(nothing, held=("boiler",), terms=begun).is_good_match
    assert not judge(nothing, held=("rain",), terms=begun).is_good_match


def test_a_chunk_without_a_vector_is_judged_by_its_words() -> None:
    found = candidates(0.9)
    missing = replace(found, likeness=np.array([np.nan, 0.1]))
    assert judge(missing, held=("boiler",)) == judge(found, held=("boiler",), mode="words")
    assert judge(missing, held=("boiler",)) != judge(found, held=("boiler",))


def test_among_few_chunks_likeness_says_little() -> None:
    unlike = Signs(told=0.6, bm25=0.3, near=-5.0, kin=-3.0, known=1.0)
    assert weigh_signs(unlike, "hybrid") < 0 < weigh_signs(replace(unlike, known=0.02), "hybrid")
    assert weigh_signs(replace(unlike, told=0.0), "meaning") < 0
    assert weigh_signs(replace(unlike, told=0.0, known=0.02), "meaning") > 0


@given(
    likeness=st.floats(-1, 1),
    shift=st.floats(-3, 3),
    factor=st.floats(0.05, 20),
    words=st.floats(0, 10),
    mode=st.sampled_from(MODES),
)
def test_a_model_of_another_scale_has_the_same_verdict(
    likeness: float, shift: float, factor: float, words: float, mode: SearchMode
) -> None:
    plain = candidates(likeness, words=words)
    other = replace(
        plain,
        likeness=plain.likeness * factor + shift,
        sample=plain.sample * factor + shift,
        scale=Scale(plain.scale.mean * factor + shift, plain.scale.spread * factor, 256),
    )
    verdicts = [judge(found, held=("off",), mode=mode) for found in (plain, other)]
    assert verdicts[0].confidence == pytest.approx(verdicts[1].confidence, abs=1e-6)


@given(sign=st.sampled_from(["told", "bm25", "near", "kin"]), mode=st.sampled_from(MODES), data=st.data())
def test_no_sign_speaks_against_a_match(sign: str, mode: SearchMode, data: st.DataObject) -> None:
    share, spreads = st.floats(0, 1), st.floats(-10, 10)
    signs = Signs(*(data.draw(which) for which in (share, share, spreads, spreads, share)))
    more = replace(signs, **{sign: getattr(signs, sign) + data.draw(st.floats(0, 1))})
    assert weigh_signs(more, mode) >= weigh_signs(signs, mode) - 1e-9


def test_the_threshold_is_where_the_odds_are_even() -> None:
    assert LEAST_CONFIDENCE == 0.5
    assert set(WEIGHTS) == set(MODES)
