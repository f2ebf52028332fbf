"""The household's ledger: files of every state and reason, folders that are well and some that are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pplx_desktop.core.errors import SKIPPED_CODES, ExtractionCode
from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.core.reasons import Rule
from pplx_desktop.core.types import FileState, Fill, FolderStatus, Progress
from tests.support.fake_engine import NOW, FakeEngine
from tests.support.sample_hits import home_path
from tests.support.sample_models import CONTEXT, STARTER, model_engine

DRIVE = "/media/ada/Backup"
_WORDS = ("Heating", "Contracts", "Garden", "Taxes", "Travel", "Recipes", "School", "Photos")
_KINDS = ("pdf", "docx", "md", "xlsx", "eml", "txt", "pptx", "html")
_DETAILS = {
    ExtractionCode.DAMAGED: "PDFium says: the cross-reference table is broken.",
    ExtractionCode.ENCRYPTED: "It asks for a password.",
    ExtractionCode.TOO_LARGE: "It has 1,204 MB.",
    ExtractionCode.TIMEOUT: "After 60 s it was not read yet.",
    ExtractionCode.UNREADABLE: "Permission denied.",
}

FILLING = Progress(
    phase="embedding",
    total_files=8_310,
    done_files=8_310,
    embedded_chunks=12_400,
    pending_chunks=28_600,
    current=home_path("Documents", "Heating", "Heating 17.pdf"),
    eta_s=11_000,
    pace="slow",
    pace_reason="busy",
    fills=(
        Fill(STARTER, "searched", 41_000, 41_000),
        Fill(CONTEXT, "next", 12_400, 41_000, eta_s=11_000),
    ),
)
"""A new model is filled beside the old one, slowly."""


def entries(count: int = 600) -> list[FileEntry]:
    """`count` files that are searchable, one for each reason, some that wait, and what rules leave out."""
    made = [_searchable(number) for number in range(count)]
    for number, code in enumerate(ExtractionCode):
        made.append(
            FileEntry(
                home_path("Documents", _WORDS[number % 8], f"odd {number}.{_KINDS[number % 8]}"),
                FileState.SKIPPED if code in SKIPPED_CODES else FileState.FAILED,
                reason=code,
                detail=_DETAILS.get(code, ""),
                size=40_000 * (number + 1),
                mtime_ns=_days_ago(number),
                kind=_KINDS[number % 8],
            )
        )
    made += [
        FileEntry(home_path("Notes", f"new {number}.md"), FileState.PENDING, size=900, mtime_ns=_days_ago(0))
        for number in range(3)
    ]
    for rule in Rule:
        name = rule.removeprefix("left-out-")
        is_folder = rule in {Rule.CACHE, Rule.SECRET, Rule.OWN}
        made.append(
            FileEntry(
                home_path("Documents", f"{name}{'' if is_folder else '.dat'}"),
                FileState.LEFT_OUT,
                reason=rule,
                is_folder=is_folder,
                size=0 if is_folder else 12_000,
            )
        )
    return made


def ledger_engine() -> FakeEngine:
    """The household's engine, with its ledger and a drive that is not plugged in."""
    engine = model_engine()
    engine.entries = entries()
    engine.entries += [
        replace(_searchable(number), path=f"{DRIVE}/old {number}.pdf", stale=True) for number in range(40)
    ]
    engine.kept_settings = replace(engine.kept_settings, folders=(*engine.kept_settings.folders, DRIVE))
    engine.roots = {DRIVE: FolderStatus(DRIVE, watching="missing")}
    return engine


def held_engine() -> FakeEngine:
    """The same, where most of one folder is gone at once."""
    engine = ledger_engine()
    documents = engine.kept_settings.folders[0]
    engine.roots[documents] = FolderStatus(documents, held=412)
    return engine


def _searchable(number: int) -> FileEntry:
    word, kind = _WORDS[number % 8], _KINDS[number % 7]
    chunks = 3 + number % 40
    return FileEntry(
        home_path(("Documents", "Notes", "Mail")[number % 3], word, f"{word} {number}.{kind}"),
        FileState.INDEXED,
        size=2_000 * (number % 90 + 1) ** 2,
        mtime_ns=_days_ago(number),
        kind=kind,
        chunks=chunks,
        embedded=0 if number % 11 == 0 else chunks // 3 if number % 11 == 1 else chunks,
        warnings=("Two of its members were not read: they ask for a password.",) if number % 37 == 5 else (),
    )


def _days_ago(days: int) -> int:
    return int((NOW - timedelta(days=days)).timestamp() * 1e9)
