"""`pplx-desktop bench index`: how fast a folder becomes searchable here, on request side by side with Recoll."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from pplx_desktop.cli.option_types import positive
from pplx_desktop.cli.output import duration, print_json
from pplx_desktop.core.errors import ExitStatus
from pplx_desktop.core.paths import default_paths
from pplx_desktop.engine.bench_index import Cost, IndexBenchOptions, IndexBenchReport, measure_indexing
from pplx_desktop.files.roots import normalise


def add_parser(add: Callable[..., ArgumentParser]) -> None:
    """The options of `bench index`."""
    description = "index a folder from nothing: words, vectors, then edits; your own index is not touched"
    parser = add("index", help=description, description=description)
    parser.set_defaults(command=bench_index)
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--recoll", action="store_true", help="let Recoll index the same files before, in the same run")
    parser.add_argument(
        "--embed-seconds",
        type=_seconds,
        default=0.0,
        metavar="N",
        help="make vectors for N seconds only (default: all)",
    )
    parser.add_argument("--edits", type=positive, default=40, metavar="N", help="how many edits are timed (default 40)")
    parser.add_argument("--json", action="store_true", help="print one JSON document on stdout")


def bench_index(options: Namespace) -> int:
    """`pplx-desktop bench index FOLDER`."""
    started = time.monotonic()

    def tell(line: str) -> None:
        print(f"{line} ({duration(time.monotonic() - started)})", file=sys.stderr)

    report = measure_indexing(
        IndexBenchOptions(
            tree=Path(normalise(options.folder)),
            models=default_paths().models,
            with_recoll=options.recoll,
            embed_s=options.embed_seconds,
            edits=options.edits,
        ),
        tell,
    )
    if options.json:
        print_json({**asdict(report), "chunks_a_second": report.chunks_a_second})
    else:
        print("\n".join(table(report)))
    return ExitStatus.OK


def table(report: IndexBenchReport) -> list[str]:
    """The report's lines."""
    rows = [("words", report.words), ("words and vectors", report.whole)]
    if report.recoll is not None:
        rows.insert(0, ("Recoll", report.recoll))
    text = report.text_chars
    share = report.embedded / report.chunks if report.chunks else 0.0
    return [
        f"{report.files:,} files, {report.tree_bytes / 1e6:,.1f} MB; {report.indexed:,} have text, {text / 1e6:,.1f} M characters",
        "",
        f"{'':20}{'seconds':>9}{'CPU s':>9}{'files/s':>9}{'MB text/s':>11}{'peak MB':>9}{'threads':>9}{'index MB':>10}",
        *(_row(name, cost, report) for name, cost in rows),
        "",
        f"first file that can be found: after {report.first_answer_s:.1f} s",
        f"vectors: {report.chunks_a_second:,.0f} passages/s; {report.embedded:,} of {report.chunks:,} ({share:.0%}) were made",
        f"index with them: {report.whole.index_bytes / text if text else 0:.2f} bytes for each character of text",
        f"edit to searchable: p50 {report.edit_p50_s:.2f} s, p95 {report.edit_p95_s:.2f} s",
    ]


def _row(name: str, cost: Cost, report: IndexBenchReport) -> str:
    seconds = max(cost.seconds, 1e-9)
    return (
        f"{name:20}{cost.seconds:9,.1f}{cost.cpu_s:9,.1f}{report.files / seconds:9,.0f}"
        f"{report.text_chars / 1e6 / seconds:11,.2f}{cost.peak_bytes / 1e6:9,.0f}{cost.threads:9}{cost.index_bytes / 1e6:10,.1f}"
    )


def _seconds(text: str) -> float:
    value = float(text)
    if not value > 0:
        raise ArgumentTypeError(f"{text} is not above zero")
    return value
