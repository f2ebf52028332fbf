"""The report of an evaluation: one HTML page with what was measured, plots, the losers, and what a comparison found.

Invariant: a number in the report is one that was measured; nothing is rounded before it is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean
from typing import Any

from pplx_desktop.core.types import SearchMode
from pplx_desktop.engine.eval_comparison import Changed, Comparison, SetComparison, TotalComparison
from pplx_desktop.engine.eval_losers import Loser, SetView, set_views
from pplx_desktop.engine.eval_outcomes import View
from pplx_desktop.engine.eval_page import cell, folded, marked, page, row, said, table
from pplx_desktop.engine.eval_plots import Interval, difference_plot, interval_plot, leg_plot, rank_plot
from pplx_desktop.engine.eval_runs import LEGS, VIEWS, NamedSet, Run
from pplx_desktop.engine.paired_test import SAME, Paired, compare_paired

TOLERANCE = 0.005
"""A hybrid that is worse than the better leg by less is as good."""
_MOST_LOSERS = 40
_EXPLAINED = (
    "All values are means over a set's queries, between 0 and 1; more is better. nDCG@10 looks at the first ten, and says"
    " how far ahead among them what is right stands."
)
_AHEAD_EXPLAINED = " “− better leg” is the hybrid’s less that of the better of the others."
_TEST_EXPLAINED = (
    "Paired query by query: the difference, its 95 % interval (bootstrap), and p, how often chance alone gives one as large"
    " (10,000 randomisations). A filled mark: p is below 0.05."
)
_VIEWS: dict[View, tuple[str, str]] = {
    "rows": ("Rows", "Each row of the corpus is a file; files are ranked."),
    "passages": (
        "Passages over all documents",
        "Whole documents, cut by the program. Right is the first passage that overlaps an answer's span.",
    ),
    "within": ("Passages within the right document", "The same, asked within the document that holds the answer."),
    "documents": ("Documents", "The files of the same search, against the judgments of documents."),
}


def report(run: Run, comparisons: Sequence[Comparison], made_at: str) -> str:
    """The whole page."""
    places = set_views(run)
    sets = {place.of.name: place.of for place in places}
    here: dict[View, list[SetView]] = {view: [place for place in places if place.view == view] for view in VIEWS}
    parts = [
        "<h1>How good the search is</h1>",
        f'<p class="faint">{said(run.label)}, {said(made_at)}. {said(_described(run.variant.described()))}</p>',
        f"<p>{_EXPLAINED}</p>",
        *(_view_section(view, known) for view, known in here.items() if known),
        *(_comparison_section(comparison, sets) for comparison in comparisons),
        "<h2>Set by set</h2>",
        *map(_set_section, places),
    ]
    return page(f"Search quality: {run.label}", parts)


def _described(values: dict[str, Any]) -> str:
    return "Settings: " + ", ".join(f"{name} {value}" for name, value in values.items()) + "."


def _view_section(view: View, places: Sequence[SetView]) -> str:
    title, explained = _VIEWS[view]
    legs: list[SearchMode] = [mode for mode in LEGS if any(mode in place.legs for place in places)]
    values: list[tuple[str, dict[SearchMode, float]]] = [
        (place.of.name, {mode: place.legs[mode].ndcg_10 for mode in legs if mode in place.legs}) for place in places
    ]
    rows = [_view_row(place, legs) for place in places]
    if len(places) > 1:
        means = [mean(known[mode] for _, known in values if mode in known) for mode in legs]
        rows.append(row([cell("Mean", "place"), cell(""), *(cell(f"{value:.4f}") for value in means)], is_total=True))
    head = ["Set", "Queries", *legs, "− better leg", "R@10", "R@100", "MRR@10"]
    return (
        f"<h2>{title}</h2><section><p>{explained}</p>{leg_plot(values)}{table(head, rows)}"
        f'<p class="faint">Columns {", ".join(legs)}: nDCG@10.{_AHEAD_EXPLAINED if "hybrid" in legs else ""}'
        f" R@10, R@100 and MRR@10 are those of {legs[-1]}.</p></section>"
    )


def _view_row(place: SetView, legs: Sequence[SearchMode]) -> str:
    values: dict[SearchMode, float] = {mode: leg.ndcg_10 for mode, leg in place.legs.items()}
    best = max(values.values())
    last = place.legs[legs[-1]]
    cells = [cell(said(place.of.name)), cell(f"{len(last.outcomes):,}")]
    cells.extend(cell(f"{values[mode]:.4f}", "best" if values[mode] == best else "") for mode in legs)
    cells.append(_against_better_leg(values))
    cells.extend(cell(f"{value:.3f}") for value in (last.recall_10, last.recall_100, last.mrr_10))
    return row(cells)


def _against_better_leg(values: dict[SearchMode, float]) -> str:
    if len(values) < len(LEGS):
        return cell("")
    ahead = values["hybrid"] - max(values["words"], values["meaning"])
    return cell(_signed(ahead), "gain" if ahead > 0 else "loss" if ahead < -TOLERANCE else "")


def _comparison_section(comparison: Comparison, sets: dict[str, NamedSet]) -> str:
    first, second = said(comparison.first), said(comparison.second)
    parts = [
        f"<h2>{first} beside {second}</h2><section>",
        f"<p>First: <b>{first}</b>. Second: <b>{second}</b>. Values are nDCG@10, a difference is first less second.</p>",
        f"<p>{_TEST_EXPLAINED}</p>",
    ]
    for view in VIEWS:
        for mode in LEGS:
            rows = [
                *((one.set_name, one) for one in comparison.sets if (one.view, one.mode) == (view, mode)),
                *(
                    (f"Mean of {one.sets} sets", one)
                    for one in comparison.totals
                    if (one.view, one.mode) == (view, mode)
                ),
            ]
            if rows:
                parts.append(f"<h3>{_VIEWS[view][0]}, {mode}</h3>{_tests(rows)}")
    if comparison.left_out:
        parts.append(f'<p class="faint">Not compared: {said("; ".join(comparison.left_out))}.</p>')
    for one in comparison.sets:
        if one.changed:
            texts = dict(sets[one.set_name].data.queries)
            title = f"What changed most: {one.set_name}, {_VIEWS[one.view][0].lower()}, {one.mode}"
            lines = (_changed_row(texts, changed) for changed in one.changed)
            parts.append(folded(title, table(["Query", "first", "second", "difference"], lines)))
    return "".join([*parts, "</section>"])


def _tests(rows: Sequence[tuple[str, SetComparison | TotalComparison]]) -> str:
    if all(one.test.verdict == SAME for _, one in rows):
        return '<p class="faint">The same for every query.</p>'
    lines = (_test_row(name, (one.first, one.second), one.test) for name, one in rows)
    head = ["", "first", "second", "difference", "95 % interval", "p", "better", "worse", "equal"]
    return interval_plot([_interval(name, one.test) for name, one in rows]) + table(head, lines)


def _interval(name: str, test: Paired) -> Interval:
    return Interval(name, test.difference, test.low, test.high, test.is_sure)


def _test_row(name: str, means: tuple[float, float], test: Paired) -> str:
    kind = ("gain" if test.difference > 0 else "loss") if test.is_sure else ""
    return row(
        [
            cell(said(name)),
            *(cell(f"{value:.4f}") for value in means),
            cell(_signed(test.difference), kind),
            cell(f"{_signed(test.low)} to {_signed(test.high)}", "place"),
            cell(f"{test.p:.4f}"),
            *(cell(f"{count:,}") for count in (test.better, test.worse, test.equal)),
        ]
    )


def _changed_row(texts: dict[str, str], changed: Changed) -> str:
    kind = "gain" if changed.difference > 0 else "loss"
    numbers = (cell(f"{value:.3f}") for value in (changed.first, changed.second))
    return row([cell(said(texts[changed.query]), "text"), *numbers, cell(_signed(changed.difference, 3), kind)])


def _set_section(place: SetView) -> str:
    parts = [
        "<h3>Where the first right one stood</h3>",
        rank_plot({mode: [one.rank for one in leg.outcomes] for mode, leg in place.legs.items()}),
    ]
    if advantages := place.advantages():
        hybrid = [one.ndcg_10 for one in place.legs["hybrid"].outcomes]
        parts.append("<h3>The hybrid beside the better leg, query by query</h3>")
        parts.append(difference_plot(advantages, "hybrid better", "a leg better"))
        parts.extend(
            _beside(mode, compare_paired([(hybrid, [one.ndcg_10 for one in leg.outcomes])]))
            for mode, leg in place.legs.items()
            if mode != "hybrid"
        )
    losers = place.losers()
    if losers:
        worse = sum(loser.loss > 0 for loser in losers)
        missed = sum(loser.is_missed for loser in losers)
        title = f"{worse:,} queries where a leg was better, {missed:,} where {place.judged} ranked nothing right"
        shown = [*_first(losers, is_missed=False), *_first(losers, is_missed=True)]
        lines = (_loser_row(loser) for loser in shown)
        head = ["Query", "Rank", "What is right", "Found instead"]
        note = f'<p class="faint">The worst {len(shown):,} are shown.</p>' if len(shown) < len(losers) else ""
        parts.append(folded(title, note + table(head, lines, texts=(0, 1, 2, 3))))
    return folded(f"{place.of.name}: {_VIEWS[place.view][0].lower()}", "".join(parts))


def _first(losers: Sequence[Loser], *, is_missed: bool) -> list[Loser]:
    """The worst of those that missed, or of the others: neither kind hides the other."""
    return [loser for loser in losers if loser.is_missed is is_missed][: _MOST_LOSERS // 2]


def _beside(mode: SearchMode, test: Paired) -> str:
    return (
        f"<p>Beside {mode}: {_signed(test.difference)} ({_signed(test.low)} to {_signed(test.high)}, p {test.p:.4f}): "
        f"{test.verdict}. Better for {test.better:,} queries, worse for {test.worse:,}.</p>"
    )


def _loser_row(loser: Loser) -> str:
    ranks = "<br>".join(f"{mode} {rank or '–'}" for mode, rank in loser.ranks)
    right = "<br>".join(f"<b>{said(one.title)}</b> {marked(one.text, one.mark)}" for one in loser.expected)
    return row(
        [
            cell(said(loser.text), "text"),
            cell(ranks, "place"),
            cell(right, "text"),
            cell(_instead(loser), "text"),
        ]
    )


def _instead(loser: Loser) -> str:
    if not loser.found:
        return '<span class="faint">nothing</span>'
    items = (f"<li value={rank}><b>{said(one.title)}</b> {said(one.text)}</li>" for rank, one in loser.found)
    return f"<ol>{''.join(items)}</ol>"


def _signed(value: float, digits: int = 4) -> str:
    return f"{value:+.{digits}f}".replace("-", "−")
