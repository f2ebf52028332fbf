"""What checking and tuning a model found, as tables for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from pplx_desktop.core.paths import displayed
from pplx_desktop.embed.reports import Candidate, GraphFacts, TuneReport, VerifyReport, WindowSize

_MARKS = {"passed": "ok", "failed": "FAILED", "not-checked": "not checked"}


def print_verify_report(report: VerifyReport) -> None:
    """Graphs, checks, and the verdict."""
    print(f"{report.model}, on {report.provider}")
    for graph in report.graphs:
        _print_graph(graph)
    print()
    width = max((len(_MARKS[check.outcome]) for check in report.checks), default=0)
    for check in report.checks:
        print(f"  {_MARKS[check.outcome]:<{width}}  {check.name}: {check.found}")
    print()
    print(f"Compared with: {report.reference}")
    print(report.verdict)


def print_tune_report(report: TuneReport) -> None:
    """The table of what was measured, and what is used from now on."""
    print(f"{report.model} on {report.machine}, onnxruntime {report.onnxruntime}")
    print(f"Compared with: {report.reference}")
    print()
    _print_table(*_candidates(report.candidates))
    if report.windows:
        print()
        _print_table(*_windows(report.windows))
    for note in dict.fromkeys(row.note for row in report.candidates if row.note):
        named = [_candidate(row) for row in report.candidates if row.note == note]
        print()
        for line in textwrap.wrap(f"{', '.join(named)}: {note}", 118, initial_indent="  ", subsequent_indent="    "):
            print(line)
    print()
    print(
        f"Used from now on: {report.chosen}, {_threads(report.threads)}: "
        f"{report.ratio:.2f} times as fast as the delivered file (rounds apart by up to {report.spread:.0%})."
    )
    if report.recommended_window_tokens:
        print(
            f"A window of {report.recommended_window_tokens:,} tokens in place of {report.window_tokens:,} would be "
            "faster and near enough: the setting `window_tokens`; what is indexed is then learned anew."
        )
    for warning in report.warnings:
        print(f"Note: {warning}")


def _print_graph(graph: GraphFacts) -> None:
    print()
    print(f"  {displayed(graph.file)}: {graph.size_bytes / 1e6:,.1f} MB, {graph.parameters / 1e6:,.1f} M parameters")
    print(f"    weights    {graph.quantisation}")
    opsets = ", ".join(f"{domain} {version}" for domain, version in graph.opsets.items())
    print(f"    made by    {graph.producer or 'unknown'}, IR {graph.ir_version}, opset {opsets}")
    operators = ", ".join(f"{name} {count:,}" for name, count in graph.operators.items())
    for place, line in enumerate(textwrap.wrap(operators, 96)):
        print(f"    {'operators' if place == 0 else '':<9}  {line}")
    for title, lines in (("inputs", graph.inputs), ("outputs", graph.outputs)):
        for place, line in enumerate(lines):
            print(f"    {title if place == 0 else '':<9}  {line}")


def _candidates(rows: Sequence[Candidate]) -> tuple[list[str], list[list[str]]]:
    lengths = sorted({tokens for row in rows for tokens in row.tokens_per_s})
    header = ["variant", "threads", *(f"{tokens} tokens/s" for tokens in lengths), "times", "cosine", "top 10", "bits"]
    header += ["MB", "peak MB", "load s", ""]
    table = [
        [
            row.variant,
            str(row.threads or "-"),
            *(_number(row.tokens_per_s.get(tokens), ",.0f") for tokens in lengths),
            _number(row.ratio, ".2f"),
            _number(row.cosine, ".4f"),
            _number(row.same_top_10, ".0%"),
            _number(row.same_bits, ".0%"),
            _number(row.size_bytes / 1e6 or None, ",.0f"),
            _number(row.peak_bytes / 1e6 or None, ",.0f"),
            _number(row.load_s or None, ".1f"),
            row.state,
        ]
        for row in rows
    ]
    return header, table


def _windows(rows: Sequence[WindowSize]) -> tuple[list[str], list[list[str]]]:
    header = ["window", "tokens/s", "seconds", "cosine", "top 10"]
    table = [
        [
            f"{row.tokens:,}",
            f"{row.tokens_per_s:,.0f}",
            f"{row.seconds:.2f}",
            _number(row.cosine, ".4f"),
            _number(row.same_top_10, ".0%"),
        ]
        for row in rows
    ]
    return header, table


def _print_table(header: list[str], rows: list[list[str]]) -> None:
    widths = [max(len(line[column]) for line in (header, *rows)) for column in range(len(header))]
    for line in (header, *rows):
        cells = [
            text.ljust(width) if column in {0, len(header) - 1} else text.rjust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ]
        print(("  " + "  ".join(cells)).rstrip())


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)


def _candidate(row: Candidate) -> str:
    return f"{row.variant} ({_threads(row.threads)})" if row.threads else row.variant


def _threads(count: int) -> str:
    return f"{count} thread{'s' if count > 1 else ''}"
