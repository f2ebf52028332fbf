"""The report says what was measured, loads nothing, and shows what a set holds as text."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import SearchMode
from pplx_desktop.engine.beir import read_set
from pplx_desktop.engine.eval_comparison import compare, comparison_to_json
from pplx_desktop.engine.eval_losers import set_views
from pplx_desktop.engine.eval_outcomes import Evaluation, Found, Outcome
from pplx_desktop.engine.eval_plots import Interval, difference_plot, interval_plot, leg_plot, rank_plot
from pplx_desktop.engine.eval_report import report
from pplx_desktop.engine.eval_runs import Measured, NamedSet, Run
from pplx_desktop.engine.eval_variants import Variant
from tests.support.made_set import BIRDS, METALS, write_set

HOSTILE = "<script>alert(1)</script> & <img src=http://example.org/x.png>"
WORDS = (*BIRDS, *METALS, "far", "lost", "one", "other")


def outcome(query: str, rank: int) -> Outcome:
    """As measured, where the first right one is at `rank`, behind wrong ones with a hostile text."""
    gained = 1 / math.log2(rank + 1) if 1 <= rank <= 10 else 0.0
    found = tuple(Found(f"row{at}", f"Title {at}", HOSTILE, is_right=at == rank) for at in range(1, 4))
    return Outcome(query, gained, float(bool(gained)), float(rank > 0), 1 / rank if rank else 0.0, rank, found)


@pytest.fixture
def made(tmp_path: Path) -> NamedSet:
    data = read_set(write_set(tmp_path / "set"))
    return NamedSet("A & B", "folder", "digest", data)


def run_of(made: NamedSet, label: str, **ranks: dict[str, int]) -> Run:
    """A run of passages in which all that is not named has rank 1."""
    legs: tuple[SearchMode, ...] = ("words", "meaning", "hybrid")
    measured = (
        Evaluation(
            made.name, "passages", mode, tuple(outcome(word, ranks.get(mode, {}).get(word, 1)) for word in WORDS), 1.0
        )
        for mode in legs
    )
    return Run(Variant(Settings()), label, tuple(Measured(made, one) for one in measured))


def page_of(run: Run, *others: Run) -> LexborHTMLParser:
    return LexborHTMLParser(report(run, [compare(run, other.scores) for other in others], "now"))


def test_losers_are_the_queries_where_a_leg_was_better_and_those_without_anything(made: NamedSet) -> None:
    run = run_of(
        made,
        "",
        hybrid={"egret": 2, "dunlin": 4, "bismuth": 0, "erbium": 0},
        meaning={"dunlin": 4, "erbium": 0},
        words={"erbium": 0, "fulmar": 3},
    )
    (place,) = set_views(replace(run, measured=run.measured[::-1]))
    assert list(place.legs) == ["words", "meaning", "hybrid"]
    losers = place.losers()
    assert [loser.query for loser in losers] == ["bismuth", "dunlin", "egret", "erbium"]
    assert [round(loser.loss, 3) for loser in losers] == [1.0, 0.569, 0.369, 0.0]
    assert losers[1].ranks == (("words", 1), ("meaning", 4), ("hybrid", 4))
    # What is right is left out of what was found instead, and the others keep their ranks.
    assert [rank for rank, _ in losers[2].found] == [1, 3]
    (expected,) = losers[0].expected
    assert expected.text[slice(*expected.mark)] == "bismuth"
    assert sum(gain < 0 for gain in place.advantages()) == 3


def test_the_page_holds_the_numbers_and_loads_nothing(made: NamedSet) -> None:
    run = run_of(made, "first & <b>", hybrid={"egret": 2}, meaning=dict.fromkeys(BIRDS, 5))
    page = page_of(run, run_of(made, "second", meaning=dict.fromkeys(WORDS, 0)))
    mean = (len(WORDS) - 1 + 1 / math.log2(3)) / len(WORDS)
    assert page.body is not None
    text = page.body.text()
    assert f"{mean:.4f}" in text
    assert f"−{1 - mean:.4f}" in text
    assert "first & <b>" in text
    assert "The same for every query." in text
    assert "https:" not in report(run, [], "now")
    for node in page.css("*"):
        assert node.tag not in {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
        assert not {"src", "href", "srcset", "action", "onclick", "onload", "style"} & node.attributes.keys()
    policy = page.css_first("meta[http-equiv=Content-Security-Policy]")
    assert policy is not None
    assert (policy.attributes["content"] or "").startswith("default-src 'none'")


def test_what_a_set_holds_is_shown_as_text(made: NamedSet) -> None:
    page = page_of(run_of(made, "", hybrid={"egret": 2}))
    assert page.body is not None
    assert HOSTILE in page.body.text()


def test_a_comparison_lists_the_queries_that_changed_most(made: NamedSet) -> None:
    first, second = run_of(made, "a", hybrid={"egret": 9}), run_of(made, "b", hybrid={"fulmar": 0, "dunlin": 2})
    compared = compare(first, second.scores)
    (hybrid,) = (one for one in compared.sets if one.mode == "hybrid")
    assert [one.query for one in hybrid.changed] == ["fulmar", "egret", "dunlin"]
    assert [one.difference > 0 for one in hybrid.changed] == [True, False, True]
    assert not compared.totals
    kept = json.loads(json.dumps(comparison_to_json(compared)))
    assert kept["sets"][2]["test"]["better"] == 2
    assert kept["sets"][2]["changed"][0] == {"query": "fulmar", "first": 1.0, "second": 0.0}
    rows = [row.text() for row in page_of(first, second).css("details td.text")]
    assert [row for row in rows if row.startswith("what of the")][:3] == [
        "what of the fulmar",
        "what of the egret",
        "what of the dunlin",
    ]


def drawn(svg: str) -> etree._Element:
    """The plot, which must be well formed."""
    return etree.fromstring(svg.encode("utf-8"))


def numbers(svg: str, path: str, name: str) -> list[float]:
    return [float(element.get(name, "nan")) for element in drawn(svg).iterfind(path)]


def test_marks_stand_where_their_values_are() -> None:
    svg = leg_plot([("a & b", {"words": 0.5, "meaning": 0.4, "hybrid": 0.75}), ("c", {"hybrid": 0.95})])
    points = numbers(svg, "circle", "cx")[1:]  # the first is the legend's
    ticks = [float(at) for at in drawn(svg).xpath("//line[@class='grid']/@x1")]
    values = [float(text) for text in drawn(svg).xpath("//text[@class='middle faint']/text()")]
    by_value = dict(zip(values, ticks, strict=True))
    assert points[0] == pytest.approx((by_value[0.7] + by_value[0.8]) / 2, abs=0.2)
    assert points[1] == pytest.approx((by_value[0.9] + by_value[1.0]) / 2, abs=0.2)


def test_bars_are_as_wide_as_their_shares() -> None:
    svg = rank_plot({"words": [1, 1, 2, 0], "hybrid": [1, 3, 4, 50]})
    widths = [float(bar.get("width")) for bar in drawn(svg).iterfind("rect") if bar.find("title") is not None]
    assert [round(width / sum(widths[:3]) * 4) for width in widths] == [2, 1, 1, 1, 1, 1, 1]
    assert [bar.findtext("title") for bar in drawn(svg).iterfind("rect") if bar.find("title") is not None][:3] == [
        "1st: 50.0%",
        "2nd-3rd: 25.0%",
        "not found: 25.0%",
    ]


def test_gains_and_losses_are_counted_and_drawn() -> None:
    svg = difference_plot([0.5, 0.0, -1.0, 0.25, 0.0], "better", "worse")
    texts = drawn(svg).xpath("//text/text()")
    assert {"better: 2 queries", "worse: 1 queries", "equal: 2"} <= set(texts)
    assert len(drawn(svg).findall("path")) == 2
    assert not drawn(difference_plot([0.0], "better", "worse")).findall("path")


def test_an_interval_reaches_from_its_low_to_its_high_end() -> None:
    svg = interval_plot([Interval("a", 0.02, 0.01, 0.04, is_sure=True), Interval("b", 0.0, -0.04, 0.04, is_sure=False)])
    sure, unsure = drawn(svg).xpath("//circle/@class")
    assert (sure, unsure) == ("point gain", "point unsure")
    (low, high), (least, most) = [
        (float(line.get("x1")), float(line.get("x2")))
        for line in drawn(svg).xpath("//line[contains(@class,'interval')]")
    ]
    assert least < low < high == most
    assert numbers(svg, "circle", "cx")[1] == pytest.approx((least + most) / 2, abs=0.2)
