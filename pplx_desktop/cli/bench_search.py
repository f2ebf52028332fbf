"""`pplx-desktop bench search`: how fast a million passages are searched here, beside what one could use instead."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pplx_desktop.cli.option_types import positive
from pplx_desktop.cli.output import duration, print_json
from pplx_desktop.core.errors import ExitStatus
from pplx_desktop.engine.bench_search.growth import LARGER, Growth
from pplx_desktop.engine.bench_search.recoll import RecollReport
from pplx_desktop.engine.bench_search.running import (
    MOST_FOR_RECOLL,
    SIZES,
    SearchBenchOptions,
    SearchBenchReport,
    SizeReport,
    as_json,
    measure_search,
)
from pplx_desktop.engine.bench_search.targets import Target
from pplx_desktop.files.roots import normalise
from pplx_desktop.search.ranking import DEFAULT_RANKING

_SCANS = {"copy": "ours, in memory", "vec0": "plain vec0", "numpy": "NumPy", "faiss": "FAISS flat"}
_BYTES = "_bytes"
_NAME, _NUMBER = 30, 12


def add_parser(add: Callable[..., ArgumentParser]) -> None:
    """The options of `bench search`."""
    description = (
        "make indexes of 10,000 to a million passages and search them, without the model; yours is not touched"
    )
    parser = add("search", help=description, description=description)
    parser.set_defaults(command=bench_search)
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        nargs="?",
        help="take the text from here, repeated with changes; without one it is made up",
    )
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=SIZES,
        metavar="N,N",
        help=f"passages in each index (default {','.join(map(str, SIZES))})",
    )
    parser.add_argument("--work", metavar="DIR", help="keep the indexes here (1.1 GB a million) and use them again")
    parser.add_argument(
        "--recoll",
        action="store_true",
        help=f"let Recoll index and answer the same texts, too, of up to {MOST_FOR_RECOLL:,} passages",
    )
    parser.add_argument("--queries", type=positive, default=60, metavar="N", help="of each kind (default 60)")
    parser.add_argument("--hits", type=positive, default=20, metavar="N", help="files in each answer (default 20)")
    parser.add_argument("--json", action="store_true", help="print one JSON document on stdout")


def bench_search(options: Namespace) -> int:
    """`pplx-desktop bench search [FOLDER]`."""
    started = time.monotonic()

    def tell(line: str) -> None:
        print(f"{line} ({duration(time.monotonic() - started)})", file=sys.stderr)

    report = measure_search(
        SearchBenchOptions(
            sizes=options.sizes,
            tree=Path(normalise(options.folder)) if options.folder else None,
            work=Path(options.work).absolute() if options.work else None,
            queries=options.queries,
            hits=options.hits,
            with_recoll=options.recoll,
        ),
        tell,
    )
    if options.json:
        print_json({**as_json(report), "seconds": time.monotonic() - started})
    else:
        print("\n".join(table(report)))
    return ExitStatus.OK


def table(report: SearchBenchReport) -> list[str]:
    """The report's lines."""
    sizes = report.sizes
    return [
        f"text: {report.source}; {report.hits} files an answer; the model's own time is not in it",
        "",
        _row("passages", [f"{size.home.chunks:,}" for size in sizes]),
        _row("documents", [f"{size.home.documents:,}" for size in sizes]),
        _row("index", [_mb(size.home.index_bytes) for size in sizes]),
        _row("written in", [duration(size.home.write_s + size.home.tidy_s) for size in sizes]),
        _row("first answer, cold", [_cold(size) for size in sizes]),
        _row("first answer, warm", [_ms(size.warm_start["first_answer_ms"]) for size in sizes]),
        _row("copy of the codes", [_mb(size.measured["warm_up"]["copy_bytes"]) for size in sizes]),
        _row("  read into memory in", [_ms(size.measured["warm_up"]["seconds"] * 1000) for size in sizes]),
        _row("memory, all searched (RSS)", [_mb(size.measured["memory"]["rss"]) for size in sizes]),
        _row("  without what is shared (PSS)", [_mb(size.measured["memory"]["pss"]) for size in sizes]),
        "",
        "a search, the index in the memory for files, p50 / p95 ms",
        *(
            _row(kind, [_pair(size.measured["searches"][kind]["times"]) for size in sizes])
            for kind in sizes[0].measured["searches"]
        ),
        _row("hybrid, all of these", [_pair(size.measured["hybrid"]) for size in sizes]),
        *(line for name in ("scans", "filtered_scans") for line in _scan_lines(name, sizes)),
        *_recoll_lines(sizes),
        *_target_lines(report),
        *_growth_lines(report.growth),
    ]


def _scan_lines(name: str, sizes: tuple[SizeReport, ...]) -> list[str]:
    title = f"the nearest {DEFAULT_RANKING.meaning_limit} codes, p50 / p95 ms"
    if name == "filtered_scans":
        condition = sizes[-1].measured["filter"]
        title += f", with {condition['query']} ({condition['share']:.0%} of all)"
    equal = all(size.measured[name]["copy_equals_vec0"] for size in sizes)
    lines = ["", title]
    for scan, title in _SCANS.items():
        times = [size.measured[name]["times"].get(scan) for size in sizes]
        lines.append(_row(title, [_pair(found) if found else "not there" for found in times]))
    ratios = [
        size.measured[name]["times"]["vec0"]["p50_ms"] / max(size.measured[name]["times"]["copy"]["p50_ms"], 1e-6)
        for size in sizes
    ]
    lines.append(_row("vec0 / ours", [f"{ratio:.1f}" for ratio in ratios]))
    lines.append(f"ours gives what vec0 gives: {'yes' if equal else 'NO'}")
    return lines


def _recoll_lines(sizes: tuple[SizeReport, ...]) -> list[str]:
    reports = [size.recoll for size in sizes]
    asked = next((report for report in reports if report is not None), None)
    if asked is None:
        return []

    def row(name: str, tell: Callable[[RecollReport], str]) -> str:
        return _row(name, ["not asked" if report is None else tell(report) for report in reports])

    return [
        "",
        "Recoll, the same texts and words, p50 / p95 ms",
        row("indexed in", lambda report: duration(report.index_s)),
        row("index", lambda report: _mb(report.index_bytes)),
        row("first answer", lambda report: _ms(report.first_answer_ms)),
        row("memory (RSS)", lambda report: _mb(report.rss)),
        *(row(kind, lambda report, kind=kind: _pair(asdict(report.times[kind]))) for kind in asked.times),
    ]


def _target_lines(report: SearchBenchReport) -> list[str]:
    return [
        "",
        f"{f'at {report.sizes[-1].home.chunks:,} passages':44}{'is':>10}{'should be':>18}",
        *(
            f"{target.name:44}{target.measured:10.1f}"
            f"{f'{_bound(target)} {target.limit:.0f} {target.unit}'.rstrip():>18}"
            f"  {'' if target.is_met else 'NOT MET'}".rstrip()
            for target in report.targets
        ),
    ]


def _bound(target: Target) -> str:
    return "at least" if target.at_least else "at most"


def _growth_lines(growth: Growth | None) -> list[str]:
    if growth is None:
        return []
    larger = [f"{size // 1_000_000}M" for size in LARGER]
    return [
        "",
        f"on paper, a straight line through the two largest{'':8}{'grows as N^':>{_NUMBER}}"
        + "".join(f"{size:>{_NUMBER}}" for size in larger),
        *(
            f"{name.removesuffix(_BYTES).replace('_', ' '):{_NAME + 26}}{'-' if line.exponent is None else f'{line.exponent:.2f}':>{_NUMBER}}"
            + "".join(f"{_value(name, value):>{_NUMBER}}" for value in line.larger)
            for name, line in growth.lines.items()
        ),
    ]


def _row(name: str, values: list[str]) -> str:
    return f"{name:{_NAME}}" + "".join(f"{value:>{_NUMBER + 4}}" for value in values)


def _pair(times: dict[str, Any]) -> str:
    return f"{times['p50_ms']:.1f} / {times['p95_ms']:.1f}"


def _cold(size: SizeReport) -> str:
    return _ms(size.cold_start["first_answer_ms"]) if size.cold_start["is_cold"] else "not known"


def _value(name: str, value: float) -> str:
    return _mb(value) if name.endswith(_BYTES) else f"{value:,.0f}"


def _mb(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def _ms(value: float) -> str:
    return f"{value:,.0f} ms"


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(positive(part) for part in text.split(","))
