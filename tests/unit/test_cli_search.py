"""What the command line prints of a search, and how it explains itself."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace

import pytest

from pplx_desktop.cli.parser import build_parser
from pplx_desktop.cli.results import print_hit, print_notices, print_result, result_to_json
from pplx_desktop.core.evidence import Explanation, PassageEvidence
from pplx_desktop.core.types import Hit, Passage, Query, SearchResult, Snippet
from tests.support.sample_evidence import EXPLANATION, explained

PASSAGE = Passage(0, 40, 12, "Boilers", 0.5, ("words", "meaning"), Snippet("The heater turns on.", ((4, 10),)))
HIT = Hit("/data/guide.pdf", "Guide", "pdf", 1, 1, 0.5, ("words", "meaning", "name"), (PASSAGE,))
RESULT = SearchResult(
    Query("heater", "heater", ("heater",)),
    42.25,
    (explained(HIT, words=0.8, meaning=0.44, name=0.2, document=0.1, exact="rare", floor=0.6),),
    explanation=EXPLANATION,
)


def _lines(capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    """What was printed, by the first word of each line."""
    found: dict[str, list[str]] = {}
    for line in capsys.readouterr().out.splitlines():
        name, _, rest = line.strip().partition(" ")
        found.setdefault(name, []).append(rest.strip())
    return found


def test_a_heading_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    passage = Passage(0, 4, 7, "a\x1b[2Jb", 0.5, ("words",), Snippet("text", ()), ())
    print_hit(1, Hit("/data/a.pptx", "A", "pptx", 1, 1, 0.5, ("words",), (passage,)))
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "A, slide 7, a\\x1b[2Jb" in out


def test_a_page_inside_an_archive_is_told_after_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    passage = Passage(0, 4, 3, "a/deck.pptx › Costs", 0.5, ("words",), Snippet("text", ()), ())
    print_hit(1, Hit("/data/a.zip", "A", "zip", 1, 1, 0.5, ("words",), (passage,)))
    assert "A, a/deck.pptx › Costs, slide 3" in capsys.readouterr().out


def test_a_snippet_cannot_either(capsys: pytest.CaptureFixture[str]) -> None:
    passage = replace(PASSAGE, snippet=Snippet("one\ttwo\n\x1b[2Jthree\x07", ((4, 7),)))
    print_hit(1, replace(HIT, passages=(passage,)))
    print_notices(SearchResult(Query("", ""), 1.0, (), notices=("a\x1b[2Jb",), closest=("c\x1bd",)))
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert "one two \\x1b[2Jthree\\x07" in out


def test_the_whole_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    print_result(RESULT, explained=True)
    lines = _lines(capsys)
    assert lines["words"][0] == "heater      in 3 passages only, 61% of what was asked"
    assert lines["turn"] == ["in 1,204 passages, 21% of what was asked"]
    assert lines["the"][0] == "left out, for 40,812 passages hold it"
    assert lines["thermostad"] == ["in no passage, 18% of what was asked"]
    assert lines["thermostat"] == ["in the place of “thermostad”, in 12 passages, 10% of what was asked"]
    assert lines["meaning"][0] == "pplx-embed-v1-0.6b, the model in use: 400 passages found, 612 judged"
    assert lines["mix"] == ["words 50%, meaning 50%"]
    assert lines["the"][1] == "best passage has only a part of what the words tell, so they are taken for 83%"
    assert lines["filters"] == ["holds “heat pump”"]
    assert lines["1,204"] == ["files fulfil this"]
    assert lines["match"] == ["good: 92% sure of the best hit"]
    assert lines["time"] == ["42.2 ms: model 20.4, words 3.1, meaning 9.0, passages 4.2"]


def test_each_hit_is_explained_by_sums_that_come_out(capsys: pytest.CaptureFixture[str]) -> None:
    print_result(RESULT, explained=True)
    lines = _lines(capsys)
    assert lines["words"][1] == "1st, 0.800 from bm25 25.12, rare words make 61% of what was asked"
    assert lines["meaning"][1] == "2nd, a likeness of 0.440"
    assert lines["passage"] == ["0.50 × 0.800 (words) + 0.50 × 0.440 (meaning) = 0.620"]
    assert lines["name"] == ["0.200, it holds 50% of what was asked"]
    assert lines["file"] == [
        (
            "1 − (1 − 0.620 passage) × (1 − 0.200 name) × (1 − 0.100 document) = 0.726;"
            " raised above the rest: 0.600 + 0.400 × 0.726 = 0.891"
        )
    ]
    assert lines["first"] == ["put before all that is less certain: it holds what hardly any other file holds"]
    for line in (*lines["passage"], *lines["file"][0].split("; raised above the rest: ")):
        told, _, comes_to = line.partition(" = ")
        assert math.isclose(_value(told), float(comes_to), abs_tol=2e-3)


def _value(told: str) -> float:
    """What comes of a sum in words: a person leaves the names out and reckons."""
    numbers = re.sub(r" \([a-z]+\)| [a-z]+(?=\))", "", told).replace("×", "*").replace("−", "-")
    assert re.fullmatch(r"[\d.()*+\- ]+", numbers), told
    return float(eval(numbers))  # noqa: S307 -- digits, brackets and signs only


@pytest.mark.parametrize(("weight", "says"), [(0.0, "0.800 (words alone)"), (1.0, "0.440 (meaning alone)")])
def test_one_leg_alone(capsys: pytest.CaptureFixture[str], weight: float, says: str) -> None:
    explanation = Explanation(meaning_weight=weight)
    hit = explained(HIT, words=0.8, meaning=0.44, explanation=explanation)
    print_result(replace(RESULT, hits=(hit,), explanation=explanation), explained=True)
    lines = _lines(capsys)
    assert lines["passage"] == [says]
    assert lines["file"] == [f"{says.partition(' ')[0]} (passage alone)"]
    assert lines["filters"] == ["none"]
    assert lines["words"][0] == "none that tell anything"
    assert lines["meaning"][0] == "not asked"


def test_without_words_there_is_nothing_to_explain(capsys: pytest.CaptureFixture[str]) -> None:
    filtered = SearchResult(Query("type:pdf", ""), 1.0, (HIT,), explanation=Explanation(conditions=("is of type pdf",)))
    print_result(filtered, explained=True)
    lines = _lines(capsys)
    assert lines["order"] == ["by time, the newest first: the query has no words"]
    assert lines["filters"] == ["is of type pdf"]
    assert not {"mix", "match", "words", "passage", "file"} & set(lines)
    print_result(SearchResult(Query("", ""), 1.0, ()), explained=True)
    assert "nothing to explain" in capsys.readouterr().out


def test_it_is_one_json_document() -> None:
    document = json.loads(json.dumps(result_to_json(RESULT, "heater", explained=True)))
    assert document["is_good_match"] is True
    assert document["closest"] == []
    assert document["explanation"]["stages_ms"] == {"model": 20.4, "words": 3.1, "meaning": 9.0, "passages": 4.2}
    assert document["explanation"]["terms"][4] == {
        "term": "thermostad",
        "use": "unknown",
        "chunks": 0,
        "share": 0.18,
        "replaces": "",
    }
    hit = document["hits"][0]
    assert hit["evidence"] == {
        "text": 0.62,
        "name_coverage": 0.5,
        "name": 0.2,
        "document": 0.1,
        "exact": "rare",
        "floor": 0.6,
    }
    assert hit["passages"][0]["evidence"]["words_rank"] == 1
    assert hit["passages"][0]["evidence"]["likeness"] == 0.44
    assert hit["passages"][0]["sources"] == ["words", "meaning"]
    plain = result_to_json(RESULT, "heater")
    assert "explanation" not in plain
    assert "evidence" not in plain["hits"][0]


def test_no_good_match_is_told_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    notice = "Nothing holds “thermostad”; searched for “thermostat” as well."
    doubtful = replace(RESULT, is_good_match=False, closest=("thermostat",), notices=(notice,))
    print_notices(doubtful)
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"{notice}\nNothing here matches well. The closest there is:\n"
    print_notices(replace(doubtful, is_good_match=True))
    assert capsys.readouterr().err == f"{notice}\n"
    print_notices(replace(doubtful, hits=()))
    assert capsys.readouterr().err == f"{notice}\n"
    print_result(replace(doubtful, explanation=replace(EXPLANATION, confidence=0.31)), explained=True)
    assert _lines(capsys)["match"] == ["none is good: only 31% sure of the best hit"]


def test_nothing_found_says_which_conditions_no_file_fulfils(capsys: pytest.CaptureFixture[str]) -> None:
    conditions = ("holds “a\x1b pump”", "is of type pdf")
    none = replace(RESULT, hits=(), explanation=Explanation(conditions=conditions, in_scope=0))
    print_result(none)
    assert capsys.readouterr().out == "No file holds “a\\x1b pump” and is of type pdf.\n"
    print_result(none, explained=True)
    assert _lines(capsys)["match"] == ["nothing found"]
    # Files are left, but none has the words; or nothing but words was asked.
    for explanation in (Explanation(conditions=conditions, in_scope=3), Explanation(), None):
        print_result(replace(none, explanation=explanation))
        assert capsys.readouterr().out == "Nothing found.\n"


def test_what_only_fulfils_the_filters_was_found_by_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_hit(1, replace(HIT, sources=(), passages=()))
    assert capsys.readouterr().out == "  1. Guide\n     /data/guide.pdf\n"


def test_a_title_is_not_told_twice(capsys: pytest.CaptureFixture[str]) -> None:
    print_hit(1, replace(HIT, passages=(replace(PASSAGE, page=None, heading="Guide › Boilers"),)))
    assert capsys.readouterr().out.startswith("  1. Guide, Boilers\n")


@pytest.mark.parametrize(
    ("likeness", "meaning", "rank", "says"),
    [
        (0.183, 0.183, None, "not among the nearest, a likeness of 0.183"),
        (-0.02, 0.0, 3, "3rd, a likeness of -0.020, which counts 0.000"),
        (None, 0.25, None, "no vector yet: taken for 0.250"),
        (None, 0.0, None, "no vector yet"),
    ],
)
def test_what_meaning_said(
    capsys: pytest.CaptureFixture[str], likeness: float | None, meaning: float, rank: int | None, says: str
) -> None:
    evidence = PassageEvidence(0.4, 1, 5.0, 0.8, likeness=likeness, meaning=meaning, meaning_rank=rank)
    hit = replace(RESULT.hits[0], passages=(replace(PASSAGE, evidence=evidence),))
    print_result(replace(RESULT, hits=(hit,)), explained=True)
    assert _lines(capsys)["meaning"][1] == says


def test_the_option_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert build_parser().parse_args(["search", "x", "--explain"]).explain
    with pytest.raises(SystemExit):
        build_parser().parse_args(["--help"])
    assert "nothing that matches well, is done: 0" in capsys.readouterr().out
