"""Recoll over the same texts: how long it takes to index them, and to answer the same words.

It has its texts as files, one for each document, and answers over its own Python module, in one process, as its window
does. That module belongs to the system's Python; where there is none, there are no answers to time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pplx_desktop.core.errors import EnvironmentProblem, UserError
from pplx_desktop.core.paths import Paths
from pplx_desktop.engine.bench_search.homes import ROOT
from pplx_desktop.engine.bench_search.timing import Times, quantile
from pplx_desktop.index.store import Index

_INDEXER = "recollindex"
_PYTHON = "/usr/bin/python3"
_FILES_A_FOLDER = 500
_ASK = """
import json, sys, time
from recoll import recoll
folder, limit = sys.argv[1], int(sys.argv[2])
begun = time.perf_counter()
db = recoll.connect(confdir=folder)
def ask(text):
    query = db.query()
    query.execute(text)
    return [(doc.filename, query.makedocabstract(doc)) for doc in query.fetchmany(limit)]
asked = json.load(sys.stdin)
first = None
times = {}
for kind, texts in asked.items():
    times[kind] = []
    for text in texts:
        before, cpu = time.perf_counter(), time.process_time()
        found = ask(text)
        times[kind].append((time.perf_counter() - before, time.process_time() - cpu, len(found)))
        first = first or time.perf_counter() - begun
with open("/proc/self/status") as status:
    rss = next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) * 1024
print(json.dumps({"times": times, "first_s": first, "rss": rss}))
"""


@dataclass(frozen=True, slots=True)
class RecollReport:
    """What Recoll took. `times` are by kind of query; `found` is how many files it gave on average, of those asked for."""

    index_s: float
    index_bytes: int
    first_answer_ms: float
    rss: int
    times: dict[str, Times]
    found: dict[str, float]


def require_recoll() -> None:
    """Raises `UserError` (`recoll-missing`)."""
    if shutil.which(_INDEXER) is None or subprocess.run([_PYTHON, "-c", "import recoll"], check=False).returncode:
        raise UserError(
            "recoll-missing",
            "Recoll or its Python module is not installed.",
            hint="Debian: apt install recollcmd python3-recoll",
        )


def ask_recoll(paths: Paths, folder: Path, queries: Mapping[str, Sequence[str]], limit: int) -> RecollReport:
    """Index the texts of a home with Recoll and ask it. Raises `EnvironmentProblem` (`recoll-failed`)."""
    shutil.rmtree(folder, ignore_errors=True)
    files = folder / "files"
    _write_files(paths, files)
    settings = folder / "recoll"
    settings.mkdir()
    (settings / "recoll.conf").write_text(f"topdirs = {files}\nnoaspell = 1\nloglevel = 2\n", encoding="utf-8")
    environment = {**os.environ, "PATH": "/usr/bin:/bin", "RECOLL_CONFDIR": str(settings)}
    begun = time.monotonic()
    _run([_INDEXER, "-c", str(settings)], environment)
    index_s = time.monotonic() - begun
    told = json.loads(_run([_PYTHON, "-c", _ASK, str(settings), str(limit)], environment, json.dumps(queries)))
    size = sum(file.stat().st_size for file in (settings / "xapiandb").rglob("*") if file.is_file())
    shutil.rmtree(folder)
    times = {kind: [row[0] for row in rows] for kind, rows in told["times"].items()}
    return RecollReport(
        index_s=index_s,
        index_bytes=size,
        first_answer_ms=told["first_s"] * 1000,
        rss=told["rss"],
        times={
            kind: Times(
                quantile(wall, 0.5) * 1000,
                quantile(wall, 0.95) * 1000,
                quantile([row[1] for row in told["times"][kind]], 0.5) * 1000,
                len(wall),
            )
            for kind, wall in times.items()
        },
        found={kind: sum(row[2] for row in rows) / len(rows) if rows else 0.0 for kind, rows in told["times"].items()},
    )


def _write_files(paths: Paths, folder: Path) -> None:
    """The texts of a home, one file for each document: numbered, for the names are not what is compared."""
    with Index.open(paths.index_file, write=False) as index:
        for number, path in enumerate(index.ledger(ROOT)):
            view = index.view(path)
            if view is not None:
                file = folder / str(number // _FILES_A_FOLDER) / f"{number}.txt"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(f"{view.title}\n\n{view.text}", encoding="utf-8", errors="replace")


def _run(command: list[str], environment: dict[str, str], given: str = "") -> str:
    done = subprocess.run(command, env=environment, input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EnvironmentProblem("recoll-failed", f"Recoll ended with {done.returncode}.", detail=done.stderr[-500:])
    return done.stdout
