"""The frame of the evaluation's report: a page that stands alone, and the few pieces it is made of. Pure functions.

Invariant: the page loads nothing and runs nothing (its own policy forbids it), and whatever a set holds is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf8; --card: #ffffff; --ink: #1f2328; --faint: #5f6670; --line: #dcdfe4;
  --words: #0072b2; --meaning: #c75b00; --hybrid: #007a5e; --gain: #007a5e; --loss: #b3261e; --unsure: #7a818c;
  --r0: #00563f; --r1: #2f8f74; --r2: #8cc5b3; --r3: #e9c893; --r4: #b3261e; --mark: #ffe69c; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181c; --card: #1e2126; --ink: #e7e9ec; --faint: #a0a7b1;
  --line: #363b43; --words: #5cb3ec; --meaning: #f2994a; --hybrid: #3fc9a2; --gain: #3fc9a2; --loss: #ff8a80;
  --unsure: #8d95a1; --r0: #5fe0bb; --r1: #34a688; --r2: #22614f; --r3: #7d6232; --r4: #d1544b; --mark: #6b5712; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p { margin: .25rem 0 .75rem; max-width: 46rem; } .faint { color: var(--faint); }
section, details { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .5rem 1.25rem 1rem;
  margin: .75rem 0; }
details details { background: none; } summary { cursor: pointer; padding: .35rem 0; font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th { color: var(--faint); font-weight: 600; white-space: nowrap; } th:first-child, td:first-child, td.text, th.text { text-align: left; }
td.text { min-width: 11rem; overflow-wrap: anywhere; } td.place { white-space: nowrap; text-align: left; }
table ol { min-width: 18rem; }
tbody tr:last-child td { border-bottom: 0; } tr.total td { font-weight: 600; }
.best { font-weight: 700; } .gain { color: var(--gain); } .loss { color: var(--loss); }
ol { margin: 0; padding-left: 1.2rem; } mark { background: var(--mark); color: inherit; border-radius: 3px; }
svg { display: block; width: 100%; max-width: 760px; height: auto; margin: .5rem 0; }
svg text { font: 12.5px system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; fill: var(--ink); }
svg .end { text-anchor: end; } svg .middle { text-anchor: middle; } svg text.faint { fill: var(--faint); }
svg .grid { stroke: var(--line); } svg .axis { stroke: var(--faint); } svg .span { stroke: var(--line); stroke-width: 3; }
svg .words { fill: var(--words); } svg .meaning { fill: var(--meaning); } svg .hybrid { fill: var(--hybrid); }
svg path.gain, svg .point.gain { fill: var(--gain); } svg path.loss, svg .point.loss { fill: var(--loss); }
svg .interval { stroke-width: 3; } svg .interval.gain { stroke: var(--gain); } svg .interval.loss { stroke: var(--loss); }
svg .interval.unsure, svg .point.unsure { stroke: var(--unsure); } svg .point.unsure { fill: var(--card); stroke-width: 2; }
svg .rank0 { fill: var(--r0); } svg .rank1 { fill: var(--r1); } svg .rank2 { fill: var(--r2); } svg .rank3 { fill: var(--r3); }
svg .rank4 { fill: var(--r4); } svg .on0, svg .on1, svg .on4 { fill: #fff; } svg .on2, svg .on3 { fill: #14201c; }
@media (prefers-color-scheme: dark) { svg .on0, svg .on1 { fill: #0b1512; } svg .on2, svg .on3, svg .on4 { fill: #fff; } }
@media print { details { break-inside: avoid; } }
"""


def page(title: str, parts: Iterable[str]) -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{said(title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>\n'
        f"<body>{''.join(parts)}</body></html>\n"
    )


def table(head: Sequence[str], rows: Iterable[str], *, texts: Sequence[int] = (0,)) -> str:
    """A table of rows that `row` made. The columns in `texts` hold text, the others numbers."""
    cells = "".join(f"<th{' class=text' if at in texts else ''}>{said(name)}</th>" for at, name in enumerate(head))
    return f'<div class="scroll"><table><thead><tr>{cells}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def row(cells: Iterable[str], *, is_total: bool = False) -> str:
    """A row of cells that `cell` made."""
    return f"<tr{' class=total' if is_total else ''}>{''.join(cells)}</tr>"


def cell(content: str, kind: str = "") -> str:
    """A cell of content that is markup already."""
    return f'<td class="{kind}">{content}</td>' if kind else f"<td>{content}</td>"


def folded(summary: str, content: str, *, is_open: bool = False) -> str:
    """What can be folded away under a line."""
    return f"<details{' open' if is_open else ''}><summary>{said(summary)}</summary>{content}</details>"


def said(text: str) -> str:
    """A text as markup."""
    return escape(_UNPRINTABLE.sub("", text))


def marked(text: str, mark: tuple[int, int]) -> str:
    """A text as markup, with a part of it marked."""
    start, end = mark
    return f"{said(text[:start])}<mark>{said(text[start:end])}</mark>{said(text[end:])}" if end else said(text)
