"""What the check and the tuning of a model found, as headings, sentences and tables. Pure functions, no widgets.

Invariant: a report comes from another process and perhaps from another version: a value that is missing or of another
kind leaves its place empty, and never raises.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from pplx_desktop.core.model_types import ModelJobKind
from pplx_desktop.gui import model_wording, preference_rows, wording
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import noop, number, percent, tr, trn

Tone = Literal["plain", "good", "bad", "faint"]
"""How a row is coloured; its words say the same."""

_MOST_OPERATORS = 12
_DELIVERED = "delivered"
"""What a report calls the graph that came with the model."""
_STATES: dict[str, tuple[str, Tone]] = {
    "kept": (noop("kept"), "good"),
    "slower": (noop("slower"), "plain"),
    "dropped": (noop("dropped"), "bad"),
}
_VERDICTS: dict[object, tuple[str, Tone]] = {
    True: (noop("The check was passed"), "good"),
    False: (noop("The check was not passed"), "bad"),
}
_OUTCOMES: dict[str, tuple[str, Tone]] = {
    "passed": (noop("passed"), "good"),
    "failed": (noop("failed"), "bad"),
    "not-checked": (noop("not checked"), "faint"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `hint` explains its title, which may have two lines."""

    title: str
    is_number: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with as many cells as the table has columns. `note` is a line of its own below it."""

    cells: tuple[str, ...]
    tone: Tone = "plain"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its last column takes the room that is left."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: a heading, sentences, and perhaps a table. `tone` is that of its heading."""

    heading: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    tone: Tone = "plain"


def sections(kind: ModelJobKind, report: dict[str, Any]) -> tuple[Section, ...]:
    """A report, ready to be shown; nothing for jobs that have none."""
    if not report:
        return ()
    match kind:
        case "verify":
            return _verify_sections(report)
        case "tune":
            return _tune_sections(report)
        case _:
            return ()


def as_text(parts: Sequence[Section]) -> str:
    """A report as plain text, for the clipboard."""
    lines: list[str] = []
    for part in parts:
        lines += [part.heading, *part.lines]
        if part.table is not None:
            lines += _lined_up(part.table)
        lines.append("")
    return "\n".join(lines).strip() + "\n"


# -- the check


def _verify_sections(report: dict[str, Any]) -> tuple[Section, ...]:
    passed = report.get("passed")
    known = passed if isinstance(passed, bool) else None
    heading, tone = _VERDICTS.get(known, (noop("What the check found"), "plain"))
    compared = _text(report, "reference")
    provider = _text(report, "provider")
    lines = [_told(report, "verdict")]
    lines.append(tr("Compared with: {reference}", reference=told(compared)) if compared else "")
    lines.append(tr("Computed by: {provider}", provider=provider) if provider else "")
    checks = [_check_row(check) for check in _items(report, "checks")]
    columns = (Column(tr("Check")), Column(tr("Result")), Column(tr("What was found")))
    table = Table(tr("Checks"), columns, tuple(checks)) if checks else None
    return (Section(tr(heading), _said(lines), table, tone), *map(_graph_section, _items(report, "graphs")))


def _check_row(check: dict[str, Any]) -> Row:
    result, tone = _OUTCOMES.get(_text(check, "outcome"), (_text(check, "outcome"), "plain"))
    name = _told(check, "name")
    return Row((name[:1].upper() + name[1:], tr(result), _told(check, "found")), tone)


def _graph_section(graph: dict[str, Any]) -> Section:
    parameters = _number(graph, "parameters")
    operators = _pairs(graph, "operators")
    shown = [f"{name}\u00a0×\u00a0{number(int(count))}" for name, count in operators[:_MOST_OPERATORS]]
    if len(operators) > _MOST_OPERATORS:
        shown.append(trn("%n more kind", "%n more kinds", len(operators) - _MOST_OPERATORS))
    opsets = ", ".join(f"{name or 'ai.onnx'} {int(version)}" for name, version in _pairs(graph, "opsets"))
    pairs = (
        (tr("Size"), model_wording.size(int(_number(graph, "size_bytes") or 0))),
        (tr("Parameters"), tr("{number} million", number=number(parameters / 1e6, 1)) if parameters else ""),
        (tr("Precision"), _told(graph, "quantisation")),
        (tr("Inputs"), _list(graph, "inputs")),
        (tr("Outputs"), _list(graph, "outputs")),
        (tr("Operators"), ", ".join(shown)),
        (tr("Made by"), _text(graph, "producer")),
        (tr("Operator sets"), opsets),
    )
    rows = tuple(Row(pair) for pair in pairs if pair[1])
    name = _text(graph, "file") or tr("The graph")
    return Section(name, (), Table(name, (Column(tr("What")), Column(tr("Value"))), rows) if rows else None)


# -- the tuning


def _tune_sections(report: dict[str, Any]) -> tuple[Section, ...]:
    candidates = _items(report, "candidates")
    measured = [row for row in candidates if row.get("state") != "unavailable"]
    others = [row for row in candidates if row.get("state") == "unavailable"]
    return (_candidate_section(report, measured), *_unmeasured_section(others), *_window_sections(report))


def _candidate_section(report: dict[str, Any], candidates: Sequence[dict[str, Any]]) -> Section:
    lengths = sorted(
        {int(tokens) for row in candidates for tokens, _ in _pairs(row, "tokens_per_s") if tokens.isdecimal()}
    )
    threads = {_number(row, "threads") for row in candidates}
    is_threads_told = len(threads) > 1
    columns = (
        Column(tr("Way to run it")),
        *((Column(tr("Threads"), is_number=True),) if is_threads_told else ()),
        *(
            Column(
                tr("tokens/s\nat {number}", number=number(tokens)),
                is_number=True,
                hint=tr("Tokens a second, at so many in a pass"),
            )
            for tokens in lengths
        ),
        Column(tr("Speed"), is_number=True, hint=tr("How many times as fast as the delivered graph")),
        Column(tr("Likeness"), is_number=True, hint=tr("Mean cosine of its vectors to those of the reference")),
        Column(tr("Top 10"), is_number=True, hint=tr("How many of the reference's ten nearest passages it finds too")),
        Column(tr("Result")),
    )
    rows = tuple(_candidate_row(row, lengths, is_threads_told=is_threads_told) for row in candidates)
    heading, tone = _tune_verdict(report)
    lines = [_tune_summary(report)]
    reference, machine = _told(report, "reference"), _told(report, "machine")
    runtime = _text(report, "onnxruntime")
    lines.append(tr("Compared with: {reference}", reference=reference) if reference else "")
    if machine:
        lines.append(tr("Measured on: {machine}", machine=machine) + (f", onnxruntime {runtime}" if runtime else ""))
    lines.extend(map(told, _texts(report, "warnings")))
    return Section(heading, _said(lines), Table(tr("Ways to run the model"), columns, rows) if rows else None, tone)


def _tune_verdict(report: dict[str, Any]) -> tuple[str, Tone]:
    chosen, ratio = _text(report, "chosen"), _number(report, "ratio")
    if not chosen:
        return tr("What was measured"), "plain"
    if chosen == _DELIVERED:
        return tr("The delivered graph is the fastest that is faithful"), "good"
    way = told(chosen)
    if ratio is not None and ratio >= 1.05:
        return tr("Runs {times} times as fast as delivered: {way}", times=number(ratio, 1), way=way), "good"
    return tr("Fastest of what is faithful: {way}", way=way), "good"


def _tune_summary(report: dict[str, Any]) -> str:
    threads, spread = _number(report, "threads"), _number(report, "spread")
    said = trn("It runs with %n thread.", "It runs with %n threads.", int(threads)) if threads else ""
    if spread and not _texts(report, "warnings"):
        said += " " + tr("The rounds differed by {share}.", share=percent(spread))
    return said.strip()


def _candidate_row(row: dict[str, Any], lengths: Sequence[int], *, is_threads_told: bool) -> Row:
    rates = dict(_pairs(row, "tokens_per_s"))
    threads, ratio = _number(row, "threads"), _number(row, "ratio")
    result, tone = _STATES.get(_text(row, "state"), (_text(row, "state"), "plain"))
    cells = (
        _told(row, "variant"),
        *((_threads(threads),) if is_threads_told else ()),
        *(_rate(rates.get(str(tokens))) for tokens in lengths),
        f"{number(ratio, 2)} ×" if ratio is not None else "",
        _cosine(_number(row, "cosine")),
        _share(_number(row, "same_top_10")),
        tr(result),
    )
    return Row(cells, tone, _told(row, "note"))


def _unmeasured_section(candidates: Sequence[dict[str, Any]]) -> tuple[Section, ...]:
    """What was not measured, by the reason why."""
    by_reason: dict[str, list[str]] = {}
    for row in candidates:
        names = by_reason.setdefault(_told(row, "note"), [])
        if (name := _told(row, "variant")) not in names:
            names.append(name)
    listed = [(", ".join(names), reason) for reason, names in by_reason.items()]
    lines = [tr("{title}: {told}", title=names, told=reason) if reason else names for names, reason in listed]
    return (Section(tr("Not measured"), _said(lines)),) if lines else ()


def _window_sections(report: dict[str, Any]) -> list[Section]:
    windows = _items(report, "windows")
    if not windows:
        return []
    present, advised = _number(report, "window_tokens"), _number(report, "recommended_window_tokens")
    line = trn("It reads %n token at once now.", "It reads %n tokens at once now.", int(present)) if present else ""
    if advised and advised != present:
        line += " " + trn(
            "%n suits this computer better: “{title}” in the settings.",
            "%n suit this computer better: “{title}” in the settings.",
            int(advised),
            title=preference_rows.title_of("window_tokens"),
        )
    columns = (
        Column(tr("Tokens at once"), is_number=True),
        Column(tr("Tokens a second"), is_number=True),
        Column(tr("Seconds"), is_number=True, hint=tr("How long a query may have to wait while files are embedded")),
        Column(tr("Likeness"), is_number=True, hint=tr("Mean cosine to the vectors of the longest window")),
        Column(tr("Top 10"), is_number=True),
        Column(tr("Now")),
    )
    rows = tuple(_window_row(window, present, advised) for window in windows)
    return [Section(tr("How much it reads at once"), _said([line]), Table(tr("Sizes of windows"), columns, rows))]


def _window_row(window: dict[str, Any], present: float | None, advised: float | None) -> Row:
    tokens, seconds = _number(window, "tokens"), _number(window, "seconds")
    is_advised = bool(advised) and tokens == advised
    said = tr("in use") if tokens is not None and tokens == present else tr("advised") if is_advised else ""
    cells = (
        number(int(tokens)) if tokens is not None else "",
        _rate(_number(window, "tokens_per_s")),
        number(seconds, 1) if seconds is not None else "",
        _cosine(_number(window, "cosine")),
        _share(_number(window, "same_top_10")),
        said,
    )
    return Row(cells, "good" if is_advised else "plain")


# -- values of which nothing is known for certain


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return wording.on_one_line(value).strip() if isinstance(value, str) else ""


def _told(values: dict[str, Any], key: str) -> str:
    return told(_text(values, key))


def _texts(values: dict[str, Any], key: str) -> list[str]:
    return [wording.on_one_line(item) for item in _sequence(values.get(key)) if isinstance(item, str)]


def _list(values: dict[str, Any], key: str) -> str:
    return "; ".join(_texts(values, key))


def _number(values: dict[str, Any], key: str) -> float | None:
    return _as_number(values.get(key))


def _items(values: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [cast("dict[str, Any]", item) for item in _sequence(values.get(key)) if isinstance(item, dict)]


def _pairs(values: dict[str, Any], key: str) -> list[tuple[str, float]]:
    """The numbers of an inner table, by name: JSON knows no other keys than texts, a dataclass does."""
    value = values.get(key)
    if not isinstance(value, dict):
        return []
    known = [(str(name), _as_number(count)) for name, count in cast("dict[object, object]", value).items()]
    return [(wording.on_one_line(name), count) for name, count in known if count is not None]


def _sequence(value: object) -> Sequence[object]:
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()


def _as_number(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    # Neither a NaN, which is below nothing, nor what would be too long for a cell.
    return float(value) if abs(value) < 1e15 else None


def _threads(value: float | None) -> str:
    """None means that nothing is known, 0 that the runtime chooses by itself."""
    return "" if value is None else number(int(value)) if value > 0 else tr("auto")


def _rate(value: float | None) -> str:
    if value is None:
        return ""
    return number(value, 1) if value < 10 else number(round(value))


def _cosine(value: float | None) -> str:
    return number(value, 4) if value is not None else ""


def _share(value: float | None) -> str:
    return percent(value) if value is not None else ""


def _said(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _lined_up(table: Table) -> list[str]:
    rows = [Row(tuple(wording.on_one_line(column.title) for column in table.columns)), *table.rows]
    widths = [max(len(row.cells[place]) for row in rows) for place in range(len(table.columns))]
    lines: list[str] = []
    for row in rows:
        lines.append("  ".join(cell.ljust(width) for cell, width in zip(row.cells, widths, strict=True)).rstrip())
        if row.note:
            lines.append(f"    {row.note}")
    return lines
