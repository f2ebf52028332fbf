"""What the window says of kinds, room on disk and the last run. Pure functions, no widgets.

Invariant: what is drawn is said as well: each text stands for a plot to those who do not see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pplx_desktop.core.holdings import DiskUse, KindShare, ProgressPoint
from pplx_desktop.core.settings import Settings
from pplx_desktop.gui import preference_rows, wording
from pplx_desktop.gui.model_wording import size
from pplx_desktop.gui.translation import number, percent, tr, trn

MOST_KINDS = 9
OTHER_KINDS = "other"
_RULES = ("on_battery", "in_power_saver", "when_hot", "when_busy")


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of something: its name, what it takes, and the kind of file whose colour it has."""

    name: str
    size_bytes: int
    ink: str


def shown_kinds(kinds: Sequence[KindShare]) -> tuple[KindShare, ...]:
    """As many kinds as can be taken in, the others as one."""
    if len(kinds) <= MOST_KINDS:
        return tuple(kinds)
    rest = kinds[MOST_KINDS - 1 :]
    others = KindShare(
        OTHER_KINDS,
        sum(kind.files for kind in rest),
        sum(kind.size_bytes for kind in rest),
        sum(kind.chunks for kind in rest),
    )
    return (*kinds[: MOST_KINDS - 1], others)


def kind_name(share: KindShare, *, is_rest: bool) -> str:
    """`PDF`, `Other kinds`."""
    return tr("Other kinds") if is_rest else wording.on_one_line(share.kind).upper()


def kind_numbers(share: KindShare) -> str:
    """`1,212 files  ·  161 MB`."""
    files = trn("%n file", "%n files", share.files)
    return tr("{files}  ·  {size}", files=files, size=size(share.size_bytes)) if share.size_bytes else files


def portions(disk: DiskUse) -> tuple[Portion, ...]:
    """What the index consists of; what takes nothing is left out."""
    parts = [
        Portion(tr("Text"), disk.text, "docx"),
        Portion(tr("Words and names"), disk.words, "md"),
        *(
            Portion(tr("Meanings, {model}", model=wording.on_one_line(room.model)), room.size_bytes, ink)
            for room, ink in zip(disk.meanings, _inks(len(disk.meanings)), strict=True)
        ),
        Portion(tr("Unused"), disk.spare, "txt"),
    ]
    return tuple(part for part in parts if part.size_bytes > 0)


def disk_lead(disk: DiskUse) -> str:
    """How much it is in all."""
    if not disk.index:
        return tr("Nothing is indexed yet.")
    return tr("The index takes about {size}.", size=size(disk.index))


def disk_beside(disk: DiskUse) -> str:
    """What models take, and what the disk has left."""
    free = tr("{size} are free on its disk.", size=size(disk.free)) if disk.free else ""
    if not disk.models:
        return free
    models = tr("Models that you added take {size}.", size=size(disk.models))
    return f"{models} {free}".strip()


def worked(seconds: float) -> str:
    """`40 s`, `36 min`, `3.5 h`."""
    if seconds < 90:
        return tr("{number} s", number=number(round(seconds)))
    if seconds < 5_400:
        return tr("{number} min", number=number(round(seconds / 60)))
    return tr("{number} h", number=number(seconds / 3_600, 1))


def run_spoken(points: Sequence[ProgressPoint]) -> str:
    """Where the last run stands, for those who do not see the plot."""
    if not points:
        return tr("No run of indexing has been drawn yet.")
    last = points[-1]
    return tr(
        "After {time} of work: {words} searchable by words, {meaning} by meaning.",
        time=worked(last.worked_s),
        words=percent(int(last.words * 100) / 100),
        meaning=percent(int(last.meaning * 100) / 100),
    )


def rules(settings: Settings) -> tuple[tuple[str, str], ...]:
    """When embedding holds back: each case, and what it does then."""
    rows = [preference_rows.row_of(name) for name in _RULES]
    return tuple(
        (tr(row.title), preference_rows.called(getattr(settings, row.name))) for row in rows if row is not None
    )


def _inks(count: int) -> list[str]:
    inks = ("html", "eml", "png")
    return [inks[place % len(inks)] for place in range(count)]
