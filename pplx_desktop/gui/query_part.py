"""The part of a query that the cursor stands in: which condition is being typed, and what a value makes of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Prefix = Literal["type", "in", "after", "before"]

_TYPED = re.compile(
    r"""(?:^|(?<=\s))-?(?P<prefix>type|in|after|before):(?P<value>"[^"]*|[^\s"]*)$""", re.IGNORECASE | re.VERBOSE
)
_PREFIXES: dict[str, Prefix] = {"type": "type", "in": "in", "after": "after", "before": "before"}


@dataclass(frozen=True, slots=True)
class QueryPart:
    """A condition whose value is being typed. `start` and `end` are offsets into the text, of what a chosen value takes
    the place of; `beginning` is what of it stands before the cursor.
    """

    prefix: Prefix
    beginning: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is to be put in the place of a piece of the text, and the cursor behind it."""

    start: int
    end: int
    text: str


def part_at(text: str, cursor: int) -> QueryPart | None:
    """The condition that the cursor stands in the value of; None where it is in none."""
    before = text[:cursor]
    found = _TYPED.search(before)
    if found is None or before[: found.start()].count('"') % 2:
        return None
    prefix = _PREFIXES[found["prefix"].lower()]
    start = found.start("value")
    is_quoted = found["value"].startswith('"')
    if prefix == "type" and not is_quoted:
        start += found["value"].rfind(",") + 1
    rest = re.match(r'[^"]*"?' if is_quoted and '"' in text[cursor:] else r'[^\s",]*', text[cursor:])
    end = cursor + (rest.end() if rest is not None else 0)
    return QueryPart(prefix, text[start:cursor].lstrip('"'), start, end)


def with_value(text: str, part: QueryPart, value: str) -> Replacement:
    """How `value` gets into the text: in quotation marks where it must be, and parted from what comes behind it."""
    written = f'"{value}"' if re.search(r"\s", value) else value
    behind = text[part.end : part.end + 1]
    if behind.isspace():
        return Replacement(part.start, part.end + 1, f"{written}{behind}")
    return Replacement(part.start, part.end, written if behind == "," else f"{written} ")


def with_condition(text: str, cursor: int, condition: str) -> Replacement:
    """How a condition is begun where the cursor stands: as a word of its own."""
    lead = "" if cursor == 0 or text[cursor - 1].isspace() else " "
    return Replacement(cursor, cursor, f"{lead}{condition}")
