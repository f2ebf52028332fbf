"""What the check and the tuning of a model found, as headings, sentences and tables. Pure functions, no Qt.

Invariant: a report comes from another process and perhaps from another version: a value that is missing or of another
kind leaves its place empty, and never raises.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from pplx_desktop.core.model_types import ModelJobKind
from pplx_desktop.gui import model_wording, wording

Tone = Literal["plain", "good", "bad", "faint"]
"""How a row is coloured; its words say the same."""

_MOST_OPERATORS = 12
_DELIVERED = "delivered"
"""What a report calls the graph that came with the model."""
_STATES: dict[str, tuple[str, Tone]] = {
    "kept": ("kept", "good"),
    "slower": ("slower", "plain"),
    "dropped": ("dropped", "bad"),
}
_VERDICTS: dict[object, tuple[str, Tone]] = {
    True: ("The check was passed", "good"),
    False: ("The check was not passed", "bad"),
}
_OUTCOMES: dict[str, tuple[str, Tone]] = {
    "passed": ("passed", "good"),
    "failed": ("failed", "bad"),
    "not-checked": ("not checked", "faint"),
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
    heading, tone = _VERDICTS.get(known, ("What the check found", "plain"))
    compared = _text(report, "reference")
    provider = _text(report, "provider")
    lines = [_text(report, "verdict")]
    lines.append(f"Compared with: {compared}" if compared else "")
    lines.append(f"Computed by: {provider}" if provider else "")
    checks = [_check_row(check) for check in _items(report, "checks")]
    table = (
        Table("Checks", (Column("Check"), Column("Result"), Column("What was found")), tuple(checks))
        if checks
        else None
    )
    return (Section(heading, _said(lines), table, tone), *map(_graph_section, _items(report, "graphs")))


def _check_row(check: dict[str, Any]) -> Row:
    result, tone = _OUTCOMES.get(_text(check, "outcome"), (_text(check, "outcome"), "plain"))
    name = _text(check, "name")
    return Row((name[:1].upper() + name[1:], result, _text(check, "found")), tone)


def _graph_section(graph: dict[str, Any]) -> Section:
    parameters = _number(graph, "parameters")
    operators = _pairs(graph, "operators")
    shown = [f"{name}\u00a0×\u00a0{wording.number(int(count))}" for name, count in operators[:_MOST_OPERATORS]]
    if len(operators) > _MOST_OPERATORS:
        shown.append(f"{len(operators) - _MOST_OPERATORS} more kinds")
    opsets = ", ".join(f"{name or 'ai.onnx'} {int(version)}" for name, version in _pairs(graph, "opsets"))
    pairs = (
        ("Size", model_wording.size(int(_number(graph, "size_bytes") or 0))),
        ("Parameters", f"{parameters / 1e6:,.1f} million" if parameters else ""),
        ("Precision", _text(graph, "quantisation")),
        ("Inputs", _list(graph, "inputs")),
        ("Outputs", _list(graph, "outputs")),
        ("Operators", ", ".join(shown)),
        ("Made by", _text(graph, "producer")),
        ("Operator sets", opsets),
    )
    rows = tuple(Row(pair) for pair in pairs if pair[1])
    name = _text(graph, "file") or "The graph"
    return Section(name, (), Table(name, (Column("What"), Column("Value")), rows) if rows else None)


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
        Column("Way to run it"),
        *((Column("Threads", is_number=True),) if is_threads_told else ()),
        *(
            Column(
                f"tokens/s\nat {wording.number(tokens)}", is_number=True, hint="Tokens a second, at so many in a pass"
            )
            for tokens in lengths
        ),
        Column("Speed", is_number=True, hint="How many times as fast as the delivered graph"),
        Column("Likeness", is_number=True, hint="Mean cosine of its vectors to those of the reference"),
        Column("Top 10", is_number=True, hint="How many of the reference's ten nearest passages it finds too"),
        Column("Result"),
    )
    rows = tuple(_candidate_row(row, lengths, is_threads_told=is_threads_told) for row in candidates)
    heading, tone = _tune_verdict(report)
    lines = [_tune_summary(report)]
    reference, machine = _text(report, "reference"), _text(report, "machine")
    runtime = _text(report, "onnxruntime")
    lines.append(f"Compared with: {reference}" if reference else "")
    if machine:
        lines.append(f"Measured on: {machine}" + (f", onnxruntime {runtime}" if runtime else ""))
    lines.extend(_texts(report, "warnings"))
    return Section(heading, _said(lines), Table("Ways to run the model", columns, rows) if rows else None, tone)


def _tune_verdict(report: dict[str, Any]) -> tuple[str, Tone]:
    chosen, ratio = _text(report, "chosen"), _number(report, "ratio")
    if not chosen:
        return "What was measured", "plain"
    if chosen == _DELIVERED:
        return "The delivered graph is the fastest that is faithful", "good"
    if ratio is not None and ratio >= 1.05:
        return f"Runs {ratio:.1f} times as fast as delivered: {chosen}", "good"
    return f"Fastest of what is faithful: {chosen}", "good"


def _tune_summary(report: dict[str, Any]) -> str:
    threads, spread = _number(report, "threads"), _number(report, "spread")
    said = f"It runs with {wording.counted(int(threads), 'thread', 'threads')}." if threads else ""
    if spread and not _texts(report, "warnings"):
        said += f" The rounds differed by {spread * 100:.0f} %."
    return said.strip()


def _candidate_row(row: dict[str, Any], lengths: Sequence[int], *, is_threads_told: bool) -> Row:
    rates = dict(_pairs(row, "tokens_per_s"))
    threads, ratio = _number(row, "threads"), _number(row, "ratio")
    result, tone = _STATES.get(_text(row, "state"), (_text(row, "state"), "plain"))
    cells = (
        _text(row, "variant"),
        *((_threads(threads),) if is_threads_told else ()),
        *(_rate(rates.get(str(tokens))) for tokens in lengths),
        f"{ratio:.2f} ×" if ratio is not None else "",
        _cosine(_number(row, "cosine")),
        _share(_number(row, "same_top_10")),
        result,
    )
    return Row(cells, tone, _text(row, "note"))


def _unmeasured_section(candidates: Sequence[dict[str, Any]]) -> tuple[Section, ...]:
    """What was not measured, by the reason why."""
    by_reason: dict[str, list[str]] = {}
    for row in candidates:
        names = by_reason.setdefault(_text(row, "note"), [])
        if (name := _text(row, "variant")) not in names:
            names.append(name)
    lines = [f"{', '.join(names)}: {reason}" if reason else ", ".join(names) for reason, names in by_reason.items()]
    return (Section("Not measured", _said(lines)),) if lines else ()


def _window_sections(report: dict[str, Any]) -> list[Section]:
    windows = _items(report, "windows")
    if not windows:
        return []
    present, advised = _number(report, "window_tokens"), _number(report, "recommended_window_tokens")
    line = f"The model reads {wording.number(int(present))} tokens at once now." if present else ""
    if advised and advised != present:
        line += f" {wording.number(int(advised))} suit this computer better (setting window_tokens)."
    columns = (
        Column("Tokens at once", is_number=True),
        Column("Tokens a second", is_number=True),
        Column("Seconds", is_number=True, hint="How long a query may have to wait while files are embedded"),
        Column("Likeness", is_number=True, hint="Mean cosine to the vectors of the longest window"),
        Column("Top 10", is_number=True),
        Column("Now"),
    )
    rows = tuple(_window_row(window, present, advised) for window in windows)
    return [Section("How much it reads at once", _said([line]), Table("Sizes of windows", columns, rows))]


def _window_row(window: dict[str, Any], present: float | None, advised: float | None) -> Row:
    tokens, seconds = _number(window, "tokens"), _number(window, "seconds")
    is_advised = bool(advised) and tokens == advised
    said = "in use" if tokens is not None and tokens == present else "advised" if is_advised else ""
    cells = (
        wording.number(int(tokens)) if tokens is not None else "",
        _rate(_number(window, "tokens_per_s")),
        f"{seconds:.1f}" if seconds is not None else "",
        _cosine(_number(window, "cosine")),
        _share(_number(window, "same_top_10")),
        said,
    )
    return Row(cells, "good" if is_advised else "plain")


# -- values of which nothing is known for certain


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return wording.on_one_line(value).strip() if isinstance(value, str) else ""


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
    numbers = [(str(name), _as_number(number)) for name, number in cast("dict[object, object]", value).items()]
    return [(wording.on_one_line(name), number) for name, number in numbers if number is not None]


def _sequence(value: object) -> Sequence[object]:
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()


def _as_number(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    # Neither a NaN, which is below nothing, nor what would be too long for a cell.
    return float(value) if abs(value) < 1e15 else None


def _threads(value: float | None) -> str:
    """None means that nothing is known, 0 that the runtime chooses by itself."""
    return "" if value is None else str(int(value)) if value > 0 else "auto"


def _rate(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if value < 10 else wording.number(round(value))


def _cosine(value: float | None) -> str:
    return f"{value:.4f}" if value is not None else ""


def _share(value: float | None) -> str:
    return f"{value * 100:.0f} %" if value is not None else ""


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
