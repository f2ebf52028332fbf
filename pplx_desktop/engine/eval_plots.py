"""The plots of the evaluation's report, as SVG that stands in a page. Pure functions.

Invariant: colours are the page's (`var(--…)`), so that a plot is readable in light and in dark, and what a colour says a
shape or a text says too. Nothing is loaded, and every text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pplx_desktop.core.types import SearchMode

_WIDTH = 760
_LABELS = 190
"""Room for the labels on the left."""
_RIGHT = 24
_ROW = 30
_MARK = 5.5
_BUCKETS = (("1st", 1, 1), ("2nd-3rd", 2, 3), ("4th-10th", 4, 10), ("later", 11, 10**9), ("not found", 0, 0))
"""Ranks of the first right one that are counted together: a name, the first and the last."""
_LONGEST_LABEL = 28


@dataclass(frozen=True, slots=True)
class Interval:
    """A difference with its interval. `is_sure` says that chance does not explain it."""

    label: str
    value: float
    low: float
    high: float
    is_sure: bool


def leg_plot(rows: Sequence[tuple[str, Mapping[SearchMode, float]]]) -> str:
    """A line for each label, with a mark for each leg's value between 0 and 1."""
    values = [value for _, legs in rows for value in legs.values()]
    low = max(0.0, int((min(values, default=0.0) - 0.05) * 10) / 10)
    place = _Scale(low, 1.0)
    height = 34 + _ROW * len(rows)
    parts = [_legend(dict.fromkeys(mode for _, legs in rows for mode in legs))]
    parts.extend(_ticks(place, [low + 0.1 * step for step in range(round((1 - low) * 10) + 1)], 26, height, "{:.1f}"))
    for number, (label, legs) in enumerate(rows):
        y = 26 + _ROW * number + _ROW / 2
        parts.append(_label(label, y))
        ends = sorted(place(value) for value in legs.values())
        parts.append(f'<line class="span" x1="{ends[0]:.1f}" y1="{y:.1f}" x2="{ends[-1]:.1f}" y2="{y:.1f}"/>')
        parts.extend(_mark(mode, place(value), y, f"{mode} {value:.3f}") for mode, value in legs.items())
    return _svg(height + 18, parts, "nDCG@10 by set and leg")


def rank_plot(legs: Mapping[SearchMode, Sequence[int]]) -> str:
    """A bar for each leg: at which rank the first right one stood, in shares of the queries."""
    place = _Scale(0.0, 1.0)
    parts: list[str] = []
    x = float(_LABELS)
    for number, (name, _, _) in enumerate(_BUCKETS):
        parts.append(f'<rect class="rank{number}" x="{x:.1f}" y="4" width="12" height="12" rx="2"/>')
        parts.append(_text(x + 17, 14, name))
        x += 38 + 7.0 * len(name)
    for number, (mode, ranks) in enumerate(legs.items()):
        y = 26 + _ROW * number
        parts.append(_label(mode, y + _ROW / 2))
        begun = 0.0
        for bucket, (name, first, last) in enumerate(_BUCKETS):
            share = sum(first <= rank <= last for rank in ranks) / max(1, len(ranks))
            if not share:
                continue
            left, right = place(begun), place(begun + share)
            parts.append(
                f'<rect class="rank{bucket}" x="{left:.1f}" y="{y + 4}" width="{max(0.5, right - left - 1):.1f}"'
                f' height="{_ROW - 8}"><title>{escape(name)}: {share:.1%}</title></rect>'
            )
            if right - left > 34:
                parts.append(_text((left + right) / 2, y + _ROW / 2 + 4, f"{share:.0%}", f"middle on{bucket}"))
            begun += share
    return _svg(30 + _ROW * len(legs), parts, "Rank of the first right one, by leg")


def difference_plot(differences: Sequence[float], above: str, below: str) -> str:
    """The queries' differences, from the greatest gain to the greatest loss; what is 0 in between is left blank."""
    ordered = sorted(differences, reverse=True)
    place = _Scale(0.0, float(max(1, len(ordered))))
    middle, reach = 70.0, 56.0
    parts = [
        f'<line class="axis" x1="{_LABELS}" y1="{middle}" x2="{_WIDTH - _RIGHT}" y2="{middle}"/>',
        _label("+1", middle - reach, plain=True),
        _label("0", middle, plain=True),
        _label("−1", middle + reach, plain=True),
    ]
    gains = [value for value in ordered if value > 0]
    losses = [value for value in ordered if value < 0]
    parts.append(_steps("gain", gains, 0, place, middle, reach))
    parts.append(_steps("loss", losses, len(ordered) - len(losses), place, middle, reach))
    parts.append(_text(_LABELS, 12, f"{above}: {len(gains):,} queries"))
    parts.append(_text(_WIDTH - _RIGHT, 142, f"{below}: {len(losses):,} queries", "end"))
    parts.append(
        _text(
            (_LABELS + _WIDTH - _RIGHT) / 2, middle - 5, f"equal: {len(ordered) - len(gains) - len(losses):,}", "middle"
        )
    )
    return _svg(150, parts, f"{above} or {below}, query by query")


def interval_plot(rows: Sequence[Interval]) -> str:
    """A difference and its interval on each line, around 0. What is sure is filled."""
    reach = max([0.01, *(abs(end) for row in rows for end in (row.low, row.high))]) * 1.08
    step = next((size for size in (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5) if reach / size <= 5), 0.5)
    place = _Scale(-reach, reach)
    height = 12 + _ROW * len(rows)
    ticks = [step * number for number in range(-int(reach / step), int(reach / step) + 1)]
    parts = [*_ticks(place, ticks, 6, height, "{:+.3f}")]
    parts.append(f'<line class="axis" x1="{place(0):.1f}" y1="6" x2="{place(0):.1f}" y2="{height}"/>')
    for number, row in enumerate(rows):
        y = 8 + _ROW * number + _ROW / 2
        kind = ("gain" if row.value > 0 else "loss") if row.is_sure else "unsure"
        parts.append(_label(row.label, y))
        parts.append(
            f'<line class="interval {kind}" x1="{place(row.low):.1f}" y1="{y}" x2="{place(row.high):.1f}" y2="{y}"/>'
        )
        said = f"{row.value:+.4f}, {row.low:+.4f} to {row.high:+.4f}"
        parts.append(
            f'<circle class="point {kind}" cx="{place(row.value):.1f}" cy="{y}" r="5"><title>{said}</title></circle>'
        )
    return _svg(height + 18, parts, "Differences with their intervals")


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to places across the plot."""

    low: float
    high: float

    def __call__(self, value: float) -> float:
        return _LABELS + (value - self.low) / (self.high - self.low) * (_WIDTH - _RIGHT - _LABELS)


def _legend(legs: Iterable[SearchMode]) -> str:
    parts: list[str] = []
    x = _LABELS + _MARK
    for mode in legs:
        parts.append(_mark(mode, x, 9, mode) + _text(x + 11, 13, mode))
        x += 40 + 7 * len(mode)
    return "".join(parts)


def _mark(mode: SearchMode, x: float, y: float, said: str) -> str:
    """A square for words, a diamond for meaning, a circle for the hybrid."""
    title = f"<title>{escape(said)}</title>"
    if mode == "hybrid":
        return f'<circle class="{mode}" cx="{x:.1f}" cy="{y:.1f}" r="{_MARK}">{title}</circle>'
    turned = f' transform="rotate(45 {x:.1f} {y:.1f})"' if mode == "meaning" else ""
    return f'<rect class="{mode}" x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9"{turned}>{title}</rect>'


def _ticks(place: _Scale, values: Iterable[float], top: float, bottom: float, form: str) -> Iterable[str]:
    for value in values:
        x = place(value)
        yield f'<line class="grid" x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{bottom}"/>'
        yield _text(x, bottom + 15, form.format(value).replace("-", "−"), "middle faint")


def _steps(kind: str, values: Sequence[float], first: int, place: _Scale, middle: float, reach: float) -> str:
    if not values:
        return ""
    points = [f"M{place(first):.1f},{middle}"]
    for number, value in enumerate(values, start=first):
        points.append(f"V{middle - value * reach:.1f}H{place(number + 1):.1f}")
    return f'<path class="{kind}" d="{"".join(points)}V{middle}Z"/>'


def _label(text: str, y: float, *, plain: bool = False) -> str:
    shown = text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1] + "…"
    return _text(_LABELS - 14, y + 4, shown, "end faint" if plain else "end")


def _text(x: float, y: float, text: str, classes: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{classes}">{escape(text)}</text>'


def _svg(height: float, parts: Sequence[str], said: str) -> str:
    return f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{escape(said)}">{"".join(parts)}</svg>'
