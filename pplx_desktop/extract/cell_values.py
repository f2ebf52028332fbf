"""Shows the values of a spreadsheet's cells as text: dates as dates, numbers without the noise of binary fractions.

After ECMA-376 part 1, 18.8.30 (number formats) and 18.17.4 (dates as serial numbers). Invariant: a value that makes no
sense as what its format says is shown as the number it is.
"""

from __future__ import annotations

import datetime
import re
from enum import Enum

_SECONDS_A_DAY = 86_400
_LAST_SERIAL = 2_958_466
"""The day after 9999-12-31."""
_FALSE_LEAP_DAY = 60
"""In the system of 1900, 29 February 1900 has this number; days before it are one further off."""

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_COLOURS_AND_CONDITIONS = re.compile(r"\[(?![hms]+\])[^\]]*\]", re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
# The letter m means minutes beside hours and seconds, and months elsewhere.
_MINUTES = re.compile(r"am/pm|a/p|h+[^a-z]*m+|m+[^a-z]*s+", re.IGNORECASE)
_DAY = re.compile(r"[dmy]|(?<![\w.#?])e", re.IGNORECASE)
_CLOCK = re.compile(r"[hs]", re.IGNORECASE)


class NumberKind(Enum):
    """What a cell's number stands for."""

    NUMBER = 0
    PERCENT = 1
    DATE = 2
    TIME = 3
    DATE_TIME = 4
    ELAPSED = 5


_BUILT_IN = {
    9: NumberKind.PERCENT,
    10: NumberKind.PERCENT,
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 59)), NumberKind.DATE),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47), NumberKind.TIME),
    22: NumberKind.DATE_TIME,
    46: NumberKind.ELAPSED,
}


def number_kind(format_id: int, code: str = "") -> NumberKind:
    """The kind of a number format, by its code, or by its number where it is built in."""
    if not code:
        return _BUILT_IN.get(format_id, NumberKind.NUMBER)
    plain = _COLOURS_AND_CONDITIONS.sub("", _QUOTED.sub("", code[:255])).partition(";")[0].strip()
    if plain.lower() in {"general", "@"}:
        return NumberKind.NUMBER
    if _ELAPSED.search(plain):
        return NumberKind.ELAPSED
    plain = _MINUTES.sub("h", plain)
    has_day, has_clock = bool(_DAY.search(plain)), bool(_CLOCK.search(plain))
    if has_day:
        return NumberKind.DATE_TIME if has_clock else NumberKind.DATE
    if has_clock:
        return NumberKind.TIME
    return NumberKind.PERCENT if "%" in plain else NumberKind.NUMBER


def shown_number(text: str, kind: NumberKind, *, from_1904: bool = False) -> str:
    """A stored number as it is to be read: `45352.5` as a date is `2024-03-01 12:00`."""
    if kind is NumberKind.NUMBER and text.isdigit() and len(text) < 16:
        return text
    try:
        value = float(text)
    except ValueError:
        return text
    if kind is NumberKind.NUMBER:
        return _plain_number(text)
    if kind is NumberKind.PERCENT:
        return f"{value * 100:.12g}%"
    if kind is NumberKind.ELAPSED:
        return elapsed(value * _SECONDS_A_DAY) if abs(value) < _LAST_SERIAL else text
    return _shown_serial(value, kind, from_1904=from_1904) or _plain_number(text)


def shown_value(value: object) -> str:
    """A value that a library read, as text."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return f"{value:.15g}"
        case datetime.datetime():
            return shown_moment(value)
        case datetime.time():
            return shown_clock(value)
        case datetime.timedelta():
            return elapsed(value.total_seconds())
        case None:
            return ""
        case _:
            return str(value)


def shown_moment(moment: datetime.datetime) -> str:
    """A day, and the time of day where it is not midnight."""
    day = moment.date().isoformat()
    return day if moment.time() == datetime.time() else f"{day} {shown_clock(moment.time())}"


def shown_clock(clock: datetime.time) -> str:
    """A time of day, with seconds where there are any."""
    return clock.isoformat("seconds" if clock.second else "minutes")


def elapsed(seconds: float) -> str:
    """A span of time in hours, minutes and seconds."""
    whole = round(abs(seconds))
    sign = "-" if seconds < 0 and whole else ""
    return f"{sign}{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def _plain_number(text: str) -> str:
    try:
        return f"{float(text):.15g}"
    except ValueError:
        return text


def _shown_serial(value: float, kind: NumberKind, *, from_1904: bool) -> str:
    """A serial number as a date or time, or an empty string where there is no such day."""
    if not 0 <= value < _LAST_SERIAL:
        return ""
    seconds = round(value % 1 * _SECONDS_A_DAY)
    days, seconds = int(value) + seconds // _SECONDS_A_DAY, seconds % _SECONDS_A_DAY
    clock = datetime.time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    if kind is NumberKind.TIME:
        return shown_clock(clock)
    if not from_1904 and days < _FALSE_LEAP_DAY:
        days += 1
    begin = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)  # noqa: DTZ001 -- no zone
    try:
        day = begin + datetime.timedelta(days=days)
    except OverflowError:
        return ""
    return shown_moment(datetime.datetime.combine(day, datetime.time() if kind is NumberKind.DATE else clock))
