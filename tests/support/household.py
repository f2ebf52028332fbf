"""The made-up household of the README's pictures: what the index holds of it, and what is not well with it."""

from __future__ import annotations

from datetime import timedelta

from pplx_desktop.core.errors import SKIPPED_CODES, ExtractionCode
from pplx_desktop.core.holdings import DiskUse, ModelRoom
from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.core.reasons import Rule
from pplx_desktop.core.types import FileState, Fill, IndexCounts, Progress
from tests.support import fake_engine
from tests.support.fake_engine import FakeEngine
from tests.support.fake_holdings import sample_history
from tests.support.household_guide import give_guide
from tests.support.sample_evidence import explained
from tests.support.sample_hits import QUERY, home_path
from tests.support.sample_models import CONTEXT, OWN, STARTER, model_engine

_YEARS = range(2019, 2026)
_MONTHS = range(1, 13)
_SERIES = (
    ("Documents/Taxes/{year}", "Bank statement {year}-{month:02}.pdf", 84_000),
    ("Documents/House/Electricity", "Meter reading {year}-{month:02}.md", 900),
    ("Mail/Archive/{year}", "Rowing club newsletter {year}-{month:02}.eml", 38_000),
    ("Notes/Garden", "Garden {year}-{month:02}.md", 4_200),
    ("Notes/Journal", "Journal {year}-{month:02}.md", 21_000),
    *(
        (f"Documents/Invoices/{whose}", whose + " {year}-{month:02}.pdf", 67_000)
        for whose in ("City power", "Water works", "Telephone", "Car repairs", "Pharmacy", "Music school")
    ),
    *(
        ("Mail/Archive/{year}", whose + " {year}-{month:02}.eml", 9_000)
        for whose in ("Letter from Clara", "Library reminder", "School board minutes", "Allotment society", "Order")
    ),
)
_YEARLY = (
    ("Documents/Taxes/{year}", "Tax return {year}.pdf", 410_000),
    ("Documents/Taxes/{year}", "Travel expenses {year}.xlsx", 61_000),
    ("Documents/House/Heating", "Chimney sweep report {year}.pdf", 190_000),
    ("Documents/Insurance", "Household insurance {year}.pdf", 530_000),
    ("Documents/School", "School report {year}.docx", 74_000),
    ("Documents/Travel", "Packing list {year}.docx", 21_000),
    ("Documents/Rowing club", "Annual meeting {year}.pptx", 2_400_000),
    ("Mail/Archive/{year}", "Birthday invitation {year}.eml", 12_000),
)
_DISK = DiskUse(
    text=9_800_000,
    words=17_600_000,
    meanings=(ModelRoom(STARTER, 4_100_000), ModelRoom(CONTEXT, 1_600_000)),
    spare=300_000,
    models=706_000_000,
    free=48_200_000_000,
)
_SAMPLES = 21
"""So much of the sample history has passed when the better model is as far as `learning` says."""
_TROUBLE = (
    (
        "Documents/Taxes/2021/Payslips.zip",
        ExtractionCode.ENCRYPTED,
        "This document is protected by a password.",
        1_900_000,
    ),
    ("Documents/House/Plans/Attic (old).pdf", ExtractionCode.DAMAGED, "This PDF is damaged.", 730_000),
    ("Documents/Travel/Photo book 2023.pdf", ExtractionCode.TOO_LARGE, "It has 412 MB.", 412_000_000),
    ("Documents/House/Plans/Ground floor.dwg", ExtractionCode.UNSUPPORTED, "", 3_100_000),
    ("Documents/School/Timetable (scan).pdf", ExtractionCode.EMPTY, "", 88_000),
)
_LEFT_OUT = (
    ("Documents/Passwords.kdbx", Rule.SECRET, False),
    ("Documents/House/.git", Rule.HIDDEN, True),
    ("Documents/Rowing club/~$Members.xlsx", Rule.TEMPORARY, False),
)


def household() -> FakeEngine:
    """An engine that knows its files, the models and its last run, and is learning meanings with a better model."""
    engine = model_engine()
    engine.known_models = [model for model in engine.known_models if model.name != OWN]
    engine.entries = _entries()
    engine.history = sample_history()[:_SAMPLES]
    read = [entry for entry in engine.entries if entry.state is FileState.INDEXED]
    chunks = sum(entry.chunks for entry in read)
    files = sum(entry.state is not FileState.LEFT_OUT for entry in engine.entries)
    engine.counts = IndexCounts(files=files, indexed=len(read), chunks=chunks, embedded=chunks)
    engine.disk = _DISK
    answers = engine.answers[QUERY]
    guide = explained(give_guide(engine, answers.meaning[0]), meaning=0.93, words=0.6)
    answers.meaning = [guide, *answers.meaning[1:]]
    return engine


def learning(engine: FakeEngine) -> Progress:
    """How far the better model is."""
    chunks, learned = engine.counts.chunks, engine.counts.chunks * 31 // 100
    return Progress(
        phase="embedding",
        total_files=engine.counts.files,
        done_files=engine.counts.files,
        embedded_chunks=learned,
        pending_chunks=chunks - learned,
        current=home_path("Documents", "House", "Heating", "Heat pump sizing guide.pdf"),
        eta_s=2_580,
        pace="slow",
        pace_reason="busy",
        fills=(Fill(STARTER, "searched", chunks, chunks), Fill(CONTEXT, "next", learned, chunks, eta_s=2_580)),
    )


def _entries() -> list[FileEntry]:
    named = [
        (f"{folder}/{name}".format(year=year, month=month), size)
        for folder, name, size in _SERIES
        for year in _YEARS
        for month in _MONTHS
    ]
    named += [(f"{folder}/{name}".format(year=year), size) for folder, name, size in _YEARLY for year in _YEARS]
    made = [_searchable(number, name, size) for number, (name, size) in enumerate(named)]
    made += [
        FileEntry(
            home_path(name),
            FileState.SKIPPED if code in SKIPPED_CODES else FileState.FAILED,
            reason=code,
            detail=detail,
            size=size,
            mtime_ns=_days_ago(40 + 90 * number),
            kind=name.rpartition(".")[2],
        )
        for number, (name, code, detail, size) in enumerate(_TROUBLE)
    ]
    made += [
        FileEntry(home_path(name), FileState.LEFT_OUT, reason=rule, is_folder=is_folder, size=0 if is_folder else 9_000)
        for name, rule, is_folder in _LEFT_OUT
    ]
    return made


def _searchable(number: int, name: str, size: int) -> FileEntry:
    kind = name.rpartition(".")[2]
    chunks = {"md": 4, "eml": 2, "xlsx": 6, "docx": 5, "pptx": 14}.get(kind, 9) + number % 4
    return FileEntry(
        home_path(name),
        FileState.INDEXED,
        size=size + 137 * (number % 53),
        mtime_ns=_days_ago(3 + number * 7 % 2_400),
        kind=kind,
        chunks=chunks,
        embedded=chunks,
    )


def _days_ago(days: int) -> int:
    return int((fake_engine.NOW - timedelta(days=days)).timestamp() * 1e9)
