"""What the window says about numbers, times and places. Pure functions, no widgets.

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

from PySide6.QtCore import QDate
from PySide6.QtGui import QKeySequence

from pplx_desktop.core import evidence_text
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.places import below_title, member_of, page_name, place_parts
from pplx_desktop.core.types import HEADING_JOINT, Hit, IndexCounts, Passage, Progress, SearchResult, Source
from pplx_desktop.gui.translation import language, locale, noop, number, tr, trn

Spans = Sequence[tuple[int, int]]
"""Half-open offsets."""

_SOURCE_NAMES: tuple[tuple[Source, str], ...] = (
    ("meaning", noop("meaning")),
    ("words", noop("words")),
    ("name", noop("name")),
)

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
_SPACES = re.compile(r"\s{2,}|[^\S\xa0\u2007\u202f]")
"""What becomes one space. A single space at which no line may end stays: `10 000`, `« mot »`."""
_GLUED = re.compile(r"[^ ]{25,}")
"""Some programs write no other spaces than those: lines of such a text would end inside of words."""
_TOO_WIDE = re.compile(r"^\s+|\s{2,}")
_ON_ONE_LINE = {**_UNPRINTABLE, **dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")}


def printable(text: str) -> str:
    """`text` with as many characters, none of which Qt takes for anything but text or a line's end."""
    return text.replace("\r\n", " \n").replace("\r", "\n").translate(_UNPRINTABLE)


def on_one_line(text: str) -> str:
    """`text` with as many characters, on one line."""
    return text.translate(_ON_ONE_LINE)


def squeezed(text: str, marks: Spans) -> tuple[str, list[tuple[int, int]]]:
    """`text` on one line, each run of white space as one space, and `marks` as offsets into that; empty ones go."""
    line = on_one_line(text)
    # What goes: of white space at the beginning all, of any other but its first character.
    gone = [(found.start() + (found.start() > 0), found.end()) for found in _TOO_WIDE.finditer(line)]

    def place(offset: int) -> int:
        return offset - sum(min(end, offset) - begin for begin, end in gone if begin < offset)

    found = [(place(min(begin, len(line))), place(min(end, len(line)))) for begin, end in marks]
    squeezed = _GLUED.sub(lambda glued: re.sub(r"\s", " ", glued.group()), _SPACES.sub(" ", line.lstrip()))
    return squeezed, [(begin, end) for begin, end in found if begin < end]


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
        return tr("today {time}", time=f"{then:%H:%M}")
    if days == 1:
        return tr("yesterday")
    if 1 < days < 7:
        return trn("%n day ago", "%n days ago", days)
    is_near = 0 <= days < 300 or then.year == now.year
    # Patterns of Qt's for a date: `14 Mar`, `Nov 2024`.
    return locale().toString(QDate(then.year, then.month, then.day), tr("d MMM") if is_near else tr("MMM yyyy"))


def key_text(keys: str) -> str:
    """Keys as they are written here: `Strg+I` for `Ctrl+I`."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def ordinal(place: int) -> str:
    """`1st`, `2nd`, `12th`."""
    match language():
        case "de":
            return f"{number(place)}."
        case "fr":
            return "1er" if place == 1 else f"{number(place)}e"
        case _:
            return evidence_text.ordinal(place)


def sources(found_by: tuple[Source, ...]) -> str:
    """How something was found: `meaning + words`."""
    return " + ".join(tr(name) for source, name in _SOURCE_NAMES if source in found_by)


def page_label(name: str, page: int) -> str:
    """`page 12`, `slide 7`; `name` is what `core.places.page_name` calls it."""
    return tr("slide {page}", page=page) if name == "slide" else tr("page {page}", page=page)


def place(passage: Passage, hit: Hit) -> str:
    """Where a passage of a hit stands: `slide 7  ·  Costs`, `report.pdf › 2. Results`."""
    heading, title = on_one_line(passage.heading), on_one_line(hit.title)
    return "  ·  ".join(place_parts(hit.kind, passage.page, heading, title, page_label))


def short_place(passage: Passage, hit: Hit) -> str:
    """The same, so short that it fits on a badge: `p. 12`, `slide 7`, the file in an archive, or the innermost heading."""
    heading = on_one_line(passage.heading)
    if member := member_of(hit.kind, heading):
        return _shortened(member)
    if passage.page is None:
        return _shortened(below_title(heading, on_one_line(hit.title)).rpartition(HEADING_JOINT)[2].strip())
    name = page_name(hit.kind)
    return tr("p. {page}", page=passage.page) if name == "page" else page_label(name, passage.page)


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


def result_count(result: SearchResult, *, is_cut: bool = False) -> str:
    """`7 results in 12 ms`; `is_cut` where there may be more of them."""
    took = number(max(1, round(result.took_ms)))
    if is_cut:
        return tr("{count}+ results in {time} ms", count=number(len(result.hits)), time=took)
    return trn("%n result in {time} ms", "%n results in {time} ms", len(result.hits), time=took)


def indexing(progress: Progress) -> str:
    """What the status bar says of indexing; nothing where there is none."""
    left = f"  ·  {time_left(progress.eta_s)}" if progress.eta_s is not None else ""
    done, total = number(progress.done_files), number(progress.total_files)
    match progress.phase:
        case "idle":
            return ""
        case "scanning":
            found = f"  ·  {trn('%n file', '%n files', progress.total_files)}" if progress.total_files else ""
            return tr("Looking for files") + found
        case "paused" if progress.total_files:
            return tr("Paused at {done} of {total}", done=done, total=total)
        case "paused":
            return tr("Paused")
        case "reading" if progress.pictures:
            return trn(
                "Recognising text in %n picture or scan", "Recognising text in %n pictures and scans", progress.pictures
            )
        case "reading":
            return tr("Indexing {done} of {total}", done=done, total=total) + left
        case "embedding" if progress.pace == "paused":
            return trn("Meanings wait, %n passage to go", "Meanings wait, %n passages to go", progress.pending_chunks)
        case "embedding":
            to_go = trn(
                "Learning meanings, %n passage to go", "Learning meanings, %n passages to go", progress.pending_chunks
            )
            return to_go + left


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
    return trn("%n file searchable", "%n files searchable", counts.indexed) if counts.files else ""


def time_left(seconds: float) -> str:
    """`about 6 min left`."""
    if seconds < 50:
        return tr("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 90:
        return trn("about %n min left", "about %n min left", minutes)
    hours = round(seconds / 3600)
    if hours < 48:
        return trn("about %n h left", "about %n h left", hours)
    return trn("about %n day left", "about %n days left", round(seconds / 86400))
