"""`pplx-desktop bench`: what this machine can do, measured."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from pplx_desktop.cli import bench_index, bench_search
from pplx_desktop.cli.output import duration, print_json
from pplx_desktop.core.errors import ExitStatus, UserError
from pplx_desktop.core.paths import default_paths
from pplx_desktop.core.settings import SettingsStore
from pplx_desktop.embed.graph.grades import VARIANTS
from pplx_desktop.embed.graph.shape import TRUE_SHAPE
from pplx_desktop.engine.bench_embed import RECIPE_BATCH, VARIANT, BenchOptions, run_benchmark
from pplx_desktop.engine.bench_report import BenchReport, Way
from pplx_desktop.engine.index_session import scan_rules
from pplx_desktop.files.roots import normalise


def add_parsers(parser: ArgumentParser) -> None:
    """The options of `bench`."""
    kinds = parser.add_subparsers(metavar="WHAT", required=True)
    bench_index.add_parser(kinds.add_parser)
    bench_search.add_parser(kinds.add_parser)
    description = "embed documents by the model card's recipe and by ours, with random weights of the true size"
    embed = kinds.add_parser("embed", help=description, description=description)
    embed.set_defaults(command=bench_embed)
    embed.add_argument("folder", metavar="FOLDER", nargs="?", help="documents; without one, the folders of the index")
    embed.add_argument("--documents", type=_above_zero, default=60, metavar="N", help="how many (default 60)")
    embed.add_argument(
        "--layers",
        type=_above_zero,
        default=TRUE_SHAPE.layers,
        metavar="N",
        help=f"of the model (default {TRUE_SHAPE.layers})",
    )
    embed.add_argument(
        "--batch",
        type=_above_zero,
        default=RECIPE_BATCH,
        metavar="N",
        help=f"documents in a batch of the recipe (default {RECIPE_BATCH})",
    )
    embed.add_argument(
        "--variant",
        choices=[variant.name for variant in VARIANTS],
        default=VARIANT,
        metavar="NAME",
        help=f"our way (default {VARIANT}); `models tune` lists them",
    )
    embed.add_argument("--keep", metavar="DIR", help="keep the model here and use it again")
    embed.add_argument("--quick", action="store_true", help="a tiny model: tries the benchmark, measures nothing")
    embed.add_argument("--json", action="store_true", help="print one JSON document on stdout")


def bench_embed(options: Namespace) -> int:
    """`pplx-desktop bench embed [FOLDER]`."""
    paths = default_paths()
    settings = SettingsStore(paths.settings_file).load()
    folders = (normalise(options.folder),) if options.folder else settings.folders
    if not folders:
        raise UserError(
            "bench-documents",
            "There are no documents to measure with: the index has no folder yet.",
            hint="Name a folder with documents: pplx-desktop bench embed FOLDER",
        )
    started = time.monotonic()

    def tell(line: str) -> None:
        print(f"{line} ({duration(time.monotonic() - started)})", file=sys.stderr)

    report = run_benchmark(
        BenchOptions(
            folders=folders,
            documents=options.documents,
            layers=options.layers,
            batch=options.batch,
            variant=options.variant,
            keep=Path(options.keep).absolute() if options.keep else None,
            is_quick=options.quick,
        ),
        scan_rules(settings, paths),
        tell,
    )
    if options.json:
        print_json(as_json(report))
    else:
        print("\n".join(table(report)))
    return ExitStatus.OK


def as_json(report: BenchReport) -> dict[str, object]:
    """The report with what follows from it."""
    return {
        **asdict(report),
        "achieved_gops": report.achieved,
        "share_of_int8_limit": report.share_of_int8,
        "share_of_mixed_limit": report.share_of_both,
        "recipe_share_of_fp32_limit": report.recipe_share_of_fp32,
    }


def table(report: BenchReport) -> list[str]:
    """The report's lines."""
    padding = 1 - report.tokens / report.padded_tokens
    return [
        f"{report.documents} documents, {report.tokens:,} tokens, {report.layers} layers with random weights",
        "",
        f"{'':26}{'tokens/s':>10}{'seconds':>10}{'weights':>12}{'peak memory':>14}{'beyond':>12}{'load':>8}",
        _row(report.recipe),
        _row(report.ours),
        "",
        f"ratio: {report.ratio:.1f} times as fast; {padding:.0%} of what the recipe calculates is padding",
        f"limits of this machine: {report.limits.fp32:,.0f} GFLOPS in float32, {report.limits.int8:,.0f} GOPS in int8",
        (
            f"ours: {report.achieved:,.0f} GOPS, {report.share_of_int8:.0%} of the limit of int8; "
            f"{report.share_of_both:.0%} of int8 for matrices with float32 for attention"
        ),
        f"the recipe: {report.recipe_share_of_fp32:.0%} of the limit of float32, padding not counted",
        f"a query of {report.query_tokens} tokens, idle: {report.query_s * 1000:.0f} ms",
    ]


def _row(way: Way) -> str:
    return (
        f"{way.name:26}{way.tokens_per_s:10,.0f}{way.seconds:10,.1f}{_mb(way.weights_bytes):>12}"
        f"{_mb(way.peak_bytes):>14}{_mb(way.beyond_weights_bytes):>12}{way.load_s:6,.1f} s"
    )


def _mb(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


def _above_zero(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value
