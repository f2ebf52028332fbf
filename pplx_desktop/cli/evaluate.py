"""`pplx-desktop eval`: how good the search is on sets with judgments, and whether another way to search is better."""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pplx_desktop.cli.option_types import positive
from pplx_desktop.cli.output import ProgressLine, print_json, printable
from pplx_desktop.core.errors import EnvironmentProblem, ExitStatus
from pplx_desktop.core.events import EventBus
from pplx_desktop.core.paths import default_paths
from pplx_desktop.core.settings import SettingsStore
from pplx_desktop.engine.eval_comparison import Comparison, compare, comparison_to_json
from pplx_desktop.engine.eval_losers import SetView, set_views
from pplx_desktop.engine.eval_report import report
from pplx_desktop.engine.eval_runs import LEGS, Plan, Run, Scores, measure, read_scores, read_sets, run_to_json
from pplx_desktop.engine.eval_variants import Variant, parse_variant, user_variant
from pplx_desktop.engine.paired_test import SAME, Paired

_ALL = "all"


def add_options(parser: ArgumentParser) -> None:
    """The options of `eval`."""
    parser.set_defaults(command=evaluate)
    parser.add_argument(
        "folders", metavar="DIR", nargs="+", help="a folder with corpus.jsonl, queries.jsonl and qrels.tsv"
    )
    parser.add_argument("--rows", action="store_true", help="each row of the corpus as a file (the default)")
    parser.add_argument(
        "--whole",
        action="store_true",
        help="whole documents as files, where a set has documents.jsonl: ranks passages, over all documents and within"
        " the right one, and documents; give --rows too for both",
    )
    parser.add_argument("--mode", choices=(_ALL, *LEGS), default=_ALL, help="which leg is asked (default: all)")
    parser.add_argument("--limit-queries", type=positive, metavar="N", help="ask the first N queries only")
    parser.add_argument("--work", metavar="DIR", help="keep the sets' indexes here and use them again")
    parser.add_argument(
        "--with",
        dest="variant",
        default="",
        metavar="NAME=VALUE,…",
        help="measure with another model, dims, window_tokens, or constants of the ranking",
    )
    parser.add_argument(
        "--against",
        action="append",
        default=[],
        metavar="WHAT",
        help="compare with other values (NAME=VALUE,… from your settings on), or with what an earlier `eval --json` printed",
    )
    parser.add_argument("--report", metavar="FILE", help="write a page with plots and the queries that went wrong")
    parser.add_argument("--json", action="store_true", help="print one JSON document on stdout")


def evaluate(options: Namespace) -> int:
    """`pplx-desktop eval DIR…`."""
    settings = SettingsStore(default_paths().settings_file).load()
    own = user_variant(settings)
    # Whatever is wrong with what was typed is told before anything is measured.
    variant = parse_variant(options.variant, own)
    others = [_other(text, own) for text in options.against]
    sets = read_sets([Path(folder) for folder in options.folders])
    plan = Plan(
        rows=options.rows or not options.whole,
        whole=options.whole,
        legs=LEGS if options.mode == _ALL else (options.mode,),
        limit_queries=options.limit_queries,
    )
    line = ProgressLine()
    events = EventBus()
    events.subscribe(line)

    def tell(text: str) -> None:
        line.clear()
        print(printable(text), file=sys.stderr, flush=True)

    with _work_folder(options.work) as work:

        def measured(way: Variant) -> Run:
            return measure(sets, way, plan, work, default_paths().models, events, tell)

        run = measured(variant)
        comparisons = [compare(run, other if isinstance(other, Scores) else measured(other).scores) for other in others]
    line.clear()
    if options.report:
        _write(Path(options.report), report(run, comparisons, datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")))
    if options.json:
        print_json(run_to_json(run) | {"comparisons": [comparison_to_json(one) for one in comparisons]})
    else:
        print("\n".join([*_table(run), *(line for one in comparisons for line in _comparison_lines(one))]))
    return ExitStatus.OK


def _other(text: str, own: Variant) -> Variant | Scores:
    return parse_variant(text, own) if "=" in text and not Path(text).exists() else read_scores(Path(text))


@contextmanager
def _work_folder(kept: str | None) -> Generator[Path]:
    if kept is not None:
        folder = Path(kept).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="pplx-desktop-eval-") as name:
        yield Path(name)


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise EnvironmentProblem(
            "eval-report", f"The report could not be written to {path}: {error.strerror}."
        ) from error
    print(f"The report is in {path}.", file=sys.stderr)


def _table(run: Run) -> Iterator[str]:
    places = set_views(run)
    legs = [mode for mode in LEGS if any(mode in place.legs for place in places)]
    width = max(len(place.of.name) for place in places) + 2
    head = "".join(f"{mode:>9}" for mode in legs)
    yield f"{'nDCG@10':{width}}{'':11}{'queries':>8}{head}{'R@10':>9}{'R@100':>8}{'MRR@10':>8}"
    for place in places:
        yield _table_line(place, width)


def _table_line(place: SetView, width: int) -> str:
    last = list(place.legs.values())[-1]
    values = "".join(f"{leg.ndcg_10:9.4f}" for leg in place.legs.values())
    return (
        f"{printable(place.of.name):{width}}{place.view:11}{len(last.outcomes):8,}{values}"
        f"{last.recall_10:9.3f}{last.recall_100:8.3f}{last.mrr_10:8.3f}"
    )


def _comparison_lines(comparison: Comparison) -> Iterator[str]:
    yield ""
    yield f"nDCG@10 of {printable(comparison.first)} less that of {printable(comparison.second)}, with 95 % intervals:"
    for one in comparison.sets:
        yield f"  {printable(one.set_name)}, {one.view}, {one.mode}: {_said(one.first, one.second, one.test)}"
    for one in comparison.totals:
        yield f"  mean of {one.sets} sets, {one.view}, {one.mode}: {_said(one.first, one.second, one.test)}"
    if comparison.left_out:
        yield f"  not compared, for only one of them has it: {printable('; '.join(comparison.left_out))}"


def _said(first: float, second: float, test: Paired) -> str:
    if test.verdict == SAME:
        return f"{first:.4f}, the same for every query"
    return (
        f"{first:.4f} and {second:.4f}: {test.difference:+.4f} ({test.low:+.4f} to {test.high:+.4f}, p {test.p:.4f}), "
        f"{test.verdict}; {test.better:,} queries better, {test.worse:,} worse"
    )
