"""Runs the benchmark of searching: makes the homes that are missing, measures each in fresh processes, reckons the growth.

Invariant: nothing outside of the working folder is written, and the text's folder is only read.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.engine.bench_search.codes import DrawnVectors
from pplx_desktop.engine.bench_search.growth import Growth, reckon_growth
from pplx_desktop.engine.bench_search.homes import HomeRecord, Tell, home_paths, make_home, read_record
from pplx_desktop.engine.bench_search.queries import make_queries
from pplx_desktop.engine.bench_search.recoll import RecollReport, ask_recoll, require_recoll
from pplx_desktop.engine.bench_search.sources import make_up, read_folder
from pplx_desktop.engine.bench_search.targets import Target, judge_targets
from pplx_desktop.engine.bench_search.texts import Texts
from pplx_desktop.engine.child import ChildDied, ChildProcess, child_command
from pplx_desktop.index.store import Index

MADE_UP = "made up"
MOST_FOR_RECOLL = 100_000
"""Recoll takes half an hour to index a million passages, as files, and shows how it grows before."""
SIZES = (10_000, 100_000, 1_000_000)
_PATIENCE_S = 3600.0
_SEED = 5
_READ_BYTES = 1 << 22
_OF_RECOLL = {
    "one rare word": "{}",
    "two common words": "{0} OR {1}",
    "phrase": "{}",
    "beginning, typing": "{}*",
}


@dataclass(frozen=True, slots=True)
class SearchBenchOptions:
    """What to measure. Without a `tree` text is made up; without a `work` folder homes are removed afterwards."""

    sizes: tuple[int, ...] = SIZES
    tree: Path | None = None
    work: Path | None = None
    queries: int = 60
    hits: int = 20
    with_recoll: bool = False


@dataclass(frozen=True, slots=True)
class SizeReport:
    """What was measured at one size. `searches` and `scans` are as `child` tells them."""

    home: HomeRecord
    cold_start: dict[str, Any]
    warm_start: dict[str, Any]
    measured: dict[str, Any]
    recoll: RecollReport | None = None


@dataclass(frozen=True, slots=True)
class SearchBenchReport:
    """All sizes, smallest first, and what larger ones would take."""

    source: str
    hits: int
    sizes: tuple[SizeReport, ...]
    targets: tuple[Target, ...]
    growth: Growth | None


def measure_search(options: SearchBenchOptions, tell: Tell) -> SearchBenchReport:
    """Run it all. `tell` is given a line now and then.

    Raises `UserError` (`bench-documents`, `recoll-missing`), `EnvironmentProblem`.
    """
    if options.with_recoll:
        require_recoll()
    source = MADE_UP if options.tree is None else str(options.tree)
    with _folder(options.work) as work:
        sizes = sorted(set(options.sizes))
        _make_homes(work, sizes, source, options, tell)
        reports = [_measure(work, size, options, tell) for size in sizes]
    return SearchBenchReport(
        source,
        options.hits,
        tuple(reports),
        judge_targets(reports[-1].home.chunks, reports[-1].measured),
        reckon_growth([_row(report) for report in reports]),
    )


def home_folder(work: Path, size: int) -> Path:
    """Where the home of so many chunks stands, which `PPLX_DESKTOP_HOME` can name."""
    return work / str(size)


def _make_homes(work: Path, sizes: Sequence[int], source: str, options: SearchBenchOptions, tell: Tell) -> None:
    missing = [
        size
        for size in sizes
        if (known := read_record(home_folder(work, size))) is None or (known.source, known.seed) != (source, _SEED)
    ]
    if not missing:
        return
    tell("Reading the texts" if options.tree else "Making texts up")
    texts: Texts = read_folder(options.tree, work / "source") if options.tree else make_up(_SEED, max(missing))
    for size in missing:
        tell(f"Writing {size:,} passages")
        make_home(home_folder(work, size), texts, size, tell, source=source, seed=_SEED)


def _measure(work: Path, size: int, options: SearchBenchOptions, tell: Tell) -> SizeReport:
    folder = home_folder(work, size)
    home = read_record(folder)
    assert home is not None  # noqa: S101 - made before
    tell(f"Searching {size:,} passages")
    with Index.open(home_paths(folder).index_file, write=True):
        pass  # one of an older version is brought up to date
    is_cold = _drop_from_memory(folder)
    cold = {**_ask(folder, "start", options), "is_cold": is_cold}
    # The disk is what the cold answer is for. Recoll, too, has just written what it searches.
    _read_into_memory(folder)
    warm = _ask(folder, "start", options)
    measured = _ask(folder, "whole", options)
    report = SizeReport(replace(home, probes=()), cold, warm, measured)
    if options.with_recoll and size <= MOST_FOR_RECOLL:
        tell(f"Recoll, {size:,} passages")
        queries = make_queries(home.probes, DrawnVectors(home.seed), options.queries)
        asked = {
            kind: [form.format(*(query.plain.split() if "{1}" in form else [query.plain])) for query in queries[kind]]
            for kind, form in _OF_RECOLL.items()
        }
        report = replace(report, recoll=ask_recoll(home_paths(folder), work / "recoll", asked, options.hits))
    return report


def _ask(folder: Path, task: str, options: SearchBenchOptions) -> dict[str, Any]:
    try:
        child = ChildProcess(child_command("bench-search", str(folder)))
        try:
            answer, _ = child.request(
                {"task": task, "count": options.queries, "limit": options.hits}, b"", deadline_s=_PATIENCE_S
            )
        finally:
            child.close()
    except ChildDied as death:
        raise EnvironmentProblem(
            "bench-died", "The process that measures ended before it answered.", detail=f"{death}: {death.stderr}"
        ) from death
    if "error" in answer:
        raise EnvironmentProblem(answer["error"], answer["title"], detail=answer["detail"], hint=answer["hint"])
    return answer


def _drop_from_memory(folder: Path) -> bool:
    """Have the system forget what it read of the index. False where it cannot be told to."""
    if sys.platform != "linux":
        return False
    # No connection of this process is open: closing a file of the index would drop its locks.
    for file in home_paths(folder).data.iterdir():
        with suppress(OSError):
            number = os.open(file, os.O_RDONLY)
            try:
                os.fsync(number)
                os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(number)
    return True


def _read_into_memory(folder: Path) -> None:
    """Have the system hold the index in its memory for files, as it does with what is in daily use."""
    for file in home_paths(folder).data.iterdir():
        with suppress(OSError), file.open("rb", buffering=0) as opened:
            while opened.read(_READ_BYTES):
                pass


def _row(report: SizeReport) -> dict[str, float]:
    measured = report.measured
    return {
        "chunks": report.home.chunks,
        "index_bytes": report.home.index_bytes,
        "copy_bytes": measured["warm_up"]["copy_bytes"],
        "memory_bytes": measured["memory"]["pss"] or measured["memory"]["rss"],
        # Of the processor's time: what else runs does not count.
        "copy_scan_ms": measured["scans"]["times"]["copy"]["cpu_p50_ms"],
        "vec0_scan_ms": measured["scans"]["times"]["vec0"]["cpu_p50_ms"],
        **{f"{kind} ms": found["times"]["cpu_p50_ms"] for kind, found in measured["searches"].items()},
    }


@contextmanager
def _folder(wanted: Path | None) -> Generator[Path]:
    if wanted is not None:
        wanted.mkdir(parents=True, exist_ok=True)
        yield wanted
        return
    with tempfile.TemporaryDirectory(prefix="pplx-desktop-bench-") as name:
        yield Path(name)


def as_json(report: SearchBenchReport) -> dict[str, Any]:
    """The report as JSON values."""
    return {**asdict(report), "targets": [{**asdict(target), "is_met": target.is_met} for target in report.targets]}
