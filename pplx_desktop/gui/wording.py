"""What the window says about numbers, times and places. Pure functions, no Qt.

Invariant: text that comes from a file or a path goes through `printable` or `displayed` before it is shown, and keeps
its number of characters in `printable`, so that offsets into it stay true.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from pplx_desktop.core.paths import displayed
from pplx_desktop.core.places import below_title, member_of, page_name, place_parts
from pplx_desktop.core.types import HEADING_JOINT, Hit, IndexCounts, Passage, Progress, SearchResult, Source

Spans = Sequence[tuple[int, int]]
"""Half-open offsets."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SOURCE_NAMES: tuple[tuple[Source, str], ...] = (("meaning", "meaning"), ("words", "words"), ("name", "name"))

# Characters that would break a line, end a frame of Qt's documents, turn the direction of what follows, or paint as
# nothing. Each becomes one other character.
_UNPRINTABLE = {
    **dict.fromkeys(range(0x20), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(range(0x7F, 0xA0), " "),
    **dict.fromkeys(range(0x202A, 0x202F), " "),
    **dict.fromkeys(range(0x2066, 0x206A), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(range(0xFDD0, 0xFDF0), " "),
    0xFFFC: " ",
    ord("\t"): "\t",
    ord("\n"): "\n",
    ord("\v"): "\n",
    ord("\f"): "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
}
_BADGE_LETTERS = 22
_MOST_FOLDER_LETTERS = 500
_LONG_WORD = re.compile(r"\S{25,}")
_PIECE = re.compile(r"[^-/\\_.@]{1,14}[-/\\_.@]*|[-/\\_.@]+")
_ON_ONE_LINE = {**_UNPRINTABLE, **dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")}


def printable(text: str) -> str:
    """`text` with as many characters, none of which Qt takes for anything but text or a line's end."""
    return text.replace("\r\n", " \n").replace("\r", "\n").translate(_UNPRINTABLE)


def on_one_line(text: str) -> str:
    """`text` with as many characters, on one line."""
    return text.translate(_ON_ONE_LINE)


def squeezed(text: str, marks: Spans) -> tuple[str, list[tuple[int, int]]]:
    """`text` on one line, each run of white space as one space, and `marks` as offsets into that; empty ones go."""
    kept = list[str]()
    places = list[int]()
    for character in on_one_line(text):
        places.append(len(kept))
        if not (character.isspace() and (not kept or kept[-1] == " ")):
            kept.append(" " if character.isspace() else character)
    places.append(len(kept))
    found = [(places[min(begin, len(text))], places[min(end, len(text))]) for begin, end in marks]
    return "".join(kept), [(begin, end) for begin, end in found if begin < end]


def breakable(text: str) -> str:
    """`text` with places, seen by nobody, at which a line may end inside of a word that is longer than most lines."""
    return _LONG_WORD.sub(lambda found: "\N{ZERO WIDTH SPACE}".join(_PIECE.findall(found.group())), text)


def tool_tip(text: str) -> str:
    """A tool tip that shows `text` as it is. Qt decides by itself whether a tip is HTML: so it is, and harmless."""
    return f"<qt>{html.escape(on_one_line(text[:2_000]))}</qt>" if text else ""


def utf16_offsets(text: str, offsets: list[int]) -> list[int]:
    """Offsets in characters as Qt counts them: in units of UTF-16. `offsets` in any order, within `text`."""
    if text.isascii():
        return offsets
    found: dict[int, int] = {}
    at = units = 0
    for offset in sorted(set(offsets)):
        units += len(text[at:offset].encode("utf-16-le", "surrogatepass")) // 2
        at = offset
        found[offset] = units
    return [found[offset] for offset in offsets]


def short_folder(path: str) -> str:
    """The folder of a file, with `~` for the user's own."""
    return short_path(os.path.dirname(path))  # noqa: PTH120 -- a file on disk is not touched; any text is a path


def folder_within(path: str, fits: Callable[[str], bool]) -> str:
    """The folder of a file, with as many of its innermost parts as fit; the innermost whether it does or not."""
    told = inner = short_folder(path)[-_MOST_FOLDER_LETTERS:]
    while not fits(told) and os.sep in inner:
        inner = inner.partition(os.sep)[2]
        told = f"…{os.sep}{inner}"
    return told if fits(told) else inner


def short_path(path: str) -> str:
    """A path with `~` for the user's own folder, bytes that are no text escaped."""
    home = os.path.expanduser("~")  # noqa: PTH111
    if home not in {"", os.sep} and (path == home or path.startswith(home + os.sep)):
        path = "~" + path[len(home) :]
    return on_one_line(displayed(path))


def file_name(path: str) -> str:
    """The name of a file as it can be shown."""
    return on_one_line(displayed(Path(path).name))


def when(mtime_ns: int, now: datetime) -> str:
    """A time of change, as near as one remembers it: `today 14:02`, `2 days ago`, `14 Mar`, `Nov 2024`."""
    try:
        then = datetime.fromtimestamp(mtime_ns / 1e9, tz=now.tzinfo)
    except (OverflowError, OSError, ValueError):
        return ""
    days = (now.date() - then.date()).days
    if days == 0:
        return f"today {then:%H:%M}"
    if days == 1:
        return "yesterday"
    if 1 < days < 7:
        return f"{days} days ago"
    month = _MONTHS[then.month - 1]
    if 0 <= days < 300 or then.year == now.year:
        return f"{then.day} {month}"
    return f"{month} {then.year}"


def number(value: int) -> str:
    """A number with its thousands set apart."""
    return f"{value:,}"


def counted(value: int, one: str, many: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number(value)} {one if value == 1 else many}"


def sources(found_by: tuple[Source, ...]) -> str:
    """How something was found: `meaning + words`."""
    return " + ".join(name for source, name in _SOURCE_NAMES if source in found_by)


def place(passage: Passage, hit: Hit) -> str:
    """Where a passage of a hit stands: `slide 7  ·  Costs`, `report.pdf › 2. Results`."""
    return "  ·  ".join(place_parts(hit.kind, passage.page, on_one_line(passage.heading), on_one_line(hit.title)))


def short_place(passage: Passage, hit: Hit) -> str:
    """The same, so short that it fits on a badge: `p. 12`, `slide 7`, the file in an archive, or the innermost heading."""
    heading = on_one_line(passage.heading)
    if member := member_of(hit.kind, heading):
        return _shortened(member)
    if passage.page is None:
        return _shortened(below_title(heading, on_one_line(hit.title)).rpartition(HEADING_JOINT)[2].strip())
    name = page_name(hit.kind)
    return f"{'p.' if name == 'page' else name} {passage.page}"


def without_quotes(typed: str, phrases: Sequence[str]) -> str:
    """What was typed, with these phrases as plain words; empty where it would be the same."""
    loose = typed
    for phrase in phrases:
        loose = loose.replace(f'"{phrase}"', phrase)
    return "" if loose == typed else loose


def _shortened(text: str) -> str:
    return text if len(text) <= _BADGE_LETTERS else f"{text[: _BADGE_LETTERS - 1].rstrip()}…"


def strength(score: float) -> int:
    """A score of 0 to 1 as one to four bars."""
    return min(4, max(1, int(score * 4) + 1))


def result_count(result: SearchResult) -> str:
    """`7 results in 12 ms`."""
    return f"{counted(len(result.hits), 'result', 'results')} in {max(1, round(result.took_ms)):,} ms"


def indexing(progress: Progress) -> str:
    """What the status bar says of indexing; nothing where there is none."""
    left = f"  ·  {time_left(progress.eta_s)}" if progress.eta_s is not None else ""
    files = f"{number(progress.done_files)} of {number(progress.total_files)}"
    match progress.phase:
        case "idle":
            return ""
        case "scanning":
            found = f"  ·  {counted(progress.total_files, 'file', 'files')}" if progress.total_files else ""
            return f"Looking for files{found}"
        case "paused":
            return f"Paused at {files}" if progress.total_files else "Paused"
        case "reading" if progress.pictures:
            return f"Recognising text in {counted(progress.pictures, 'picture or scan', 'pictures and scans')}"
        case "reading":
            return f"Indexing {files}{left}"
        case "embedding":
            to_go = counted(progress.pending_chunks, "passage", "passages")
            return (
                f"Meanings wait, {to_go} to go"
                if progress.pace == "paused"
                else f"Learning meanings, {to_go} to go{left}"
            )


def done_share(progress: Progress) -> float | None:
    """How much of a run is done, 0 to 1; None where that is not known."""
    if progress.phase == "embedding":
        whole = progress.embedded_chunks + progress.pending_chunks
        return progress.embedded_chunks / whole if whole else None
    if progress.phase in {"reading", "paused"} and progress.total_files and not progress.pictures:
        return min(1.0, progress.done_files / progress.total_files)
    return None


def standing(counts: IndexCounts) -> str:
    """What the status bar says while nothing is going on."""
    return f"{counted(counts.indexed, 'file', 'files')} searchable" if counts.files else ""


def time_left(seconds: float) -> str:
    """`about 6 min left`."""
    if seconds < 50:
        return "less than a minute left"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"about {minutes} min left"
    hours = round(seconds / 3600)
    return f"about {hours} h left" if hours < 48 else f"about {round(seconds / 86400)} days left"
