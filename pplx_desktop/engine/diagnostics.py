"""The diagnostic bundle: what somebody needs to know who is to help, in one ZIP that the user can look into first.

Invariant: it never holds what stands in the user's files, nor a query; names of files and folders only where the user wants
it. Each part stands alone: what cannot be found out is said in its place.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import psutil

import pplx_desktop
from pplx_desktop.core.errors import EnvironmentProblem, PplxError
from pplx_desktop.core.ledger_types import LedgerView
from pplx_desktop.core.paths import Paths, delivered
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.core.types import FileState, Progress
from pplx_desktop.engine.crash_reports import MESSAGE_LINE, CrashReports
from pplx_desktop.engine.host import read_status
from pplx_desktop.engine.model_slot import ModelSlot, catalog
from pplx_desktop.engine.search_service import SearchService

_NAMING_SETTINGS = frozenset({"folders", "exclude"})
_VARIABLES = (
    "XDG_CURRENT_DESKTOP",
    "XDG_SESSION_TYPE",
    "QT_QPA_PLATFORM",
    "QT_SCALE_FACTOR",
    "LANG",
    "LC_ALL",
    "OMP_NUM_THREADS",
)
_MOST_ENTRIES = 20_000
_PATH = re.compile(r"""(?<=File ")[^"\n]+|(?:[A-Za-z]:)?(?:[/\\][^/\\\s'"<>|:]+)+""")
"""A file of a stack, whatever its name is, or what looks like a path anywhere else."""
_README = """\
A diagnostic bundle of pplx-desktop. It was made on this computer and sent nowhere.

  about.json      versions of the program and its libraries, system, memory, free space
  settings.json   the settings{named}
  index.json      how many files and passages there are, in which state and why{listed}
  models.json     which models are there
  files.json      the program's own files and their sizes
  log.txt         warnings of the program, without what was filled in
  reports/        reports of faults{trimmed}

It holds nothing of what stands in your files, and nothing that you searched for.
"""


def write_bundle(paths: Paths, target: Path, *, with_names: bool = False) -> Path:
    """Write the bundle to `target`, a ZIP, in place of what is there. `with_names` says whether names of files and folders
    may stand in it. Needs no running engine. Raises `EnvironmentProblem` (bundle-not-written).
    """
    try:
        settings = SettingsStore(paths.settings_file).load()
    except PplxError as error:
        settings, settings_part = Settings(), {"error": error.code}
    else:
        settings_part = _settings(settings, with_names=with_names)
    parts: dict[str, str] = {
        "README.txt": _README.format(
            named="" if with_names else " (folders are counted, not named)",
            listed=", and every file that is not searchable, by its name" if with_names else "",
            trimmed="" if with_names else ", without errors' own texts, which may name files",
        ),
        "settings.json": _as_json(settings_part),
    }
    for name, find in (
        ("about.json", lambda: _about(paths)),
        ("index.json", lambda: _index(paths, settings, with_names=with_names)),
        ("models.json", lambda: [asdict(model) | {"source": ""} for model in catalog(paths).list(settings.model)]),
        ("files.json", lambda: _own_files(paths)),
    ):
        parts[name] = _as_json(_tried(find))
    reports = CrashReports(paths.reports)
    for path in reports.all():
        parts[f"reports/{path.name}"] = _readable(path, with_names=with_names)
    if reports.log_file.exists():
        parts["log.txt"] = _readable(reports.log_file, with_names=True)
    return _write(target, parts)


def without_names(report: str) -> str:
    """A report of a fault without what may name the user's files: errors' own texts, and paths but for the program's."""
    head = report.partition(MESSAGE_LINE)[0]
    own = (str(Path(pplx_desktop.__file__).resolve().parent), sys.prefix, sys.base_prefix)

    def shortened(found: re.Match[str]) -> str:
        path = found.group()
        for folder in own:
            if path.startswith(folder):
                return f"…{path[len(folder) :]}"
        return "<path>"

    return f"{_PATH.sub(shortened, head)}{MESSAGE_LINE}\n(left out)\n"


def _settings(settings: Settings, *, with_names: bool) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for known in fields(settings):
        value = getattr(settings, known.name)
        is_name = known.name in _NAMING_SETTINGS and not with_names
        values[known.name] = f"{len(value)} (left out)" if is_name else value
    return values


def _about(paths: Paths) -> dict[str, Any]:
    memory = psutil.virtual_memory()
    return {
        "program": pplx_desktop.__version__,
        "is_bundle": bool(getattr(sys, "frozen", False)),
        "has_starter": (delivered("models") / "all-minilm-l6-v2").is_dir(),
        "python": sys.version,
        "system": platform.platform(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "memory_mb": memory.total // 1_000_000,
        "free_memory_mb": memory.available // 1_000_000,
        "free_disk_mb": shutil.disk_usage(paths.data).free // 1_000_000 if paths.data.is_dir() else None,
        "variables": {name: os.environ[name] for name in _VARIABLES if name in os.environ},
        "libraries": {
            str(found.metadata["Name"]): found.version
            for found in sorted(importlib.metadata.distributions(), key=lambda one: str(one.metadata["Name"]))
        },
    }


def _index(paths: Paths, settings: Settings, *, with_names: bool) -> dict[str, Any]:
    model = ModelSlot(paths)
    model.use(settings)
    service = SearchService(paths, model)
    try:
        status = read_status(paths, settings, model, service, Progress())
        if not with_names:
            roots = tuple(replace(root, path=f"folder {number}") for number, root in enumerate(status.roots, 1))
            problem = without_names(status.model_problem).partition(MESSAGE_LINE)[0]
            status = replace(status, folders=(), roots=roots, home="", model_problem=problem)
        answer = asdict(status)
        if with_names:
            view = LedgerView(states=(FileState.SKIPPED, FileState.FAILED), limit=_MOST_ENTRIES)
            answer["not_searchable"] = [
                {"path": entry.path, "reason": entry.reason, "detail": entry.detail}
                for entry in service.ledger(view).entries
            ]
        return answer
    finally:
        service.close()
        model.close()


def _own_files(paths: Paths) -> dict[str, int]:
    folders = {"config": paths.config, "data": paths.data, "models": paths.models, "runtime": paths.runtime}
    return {
        f"{name}/{path.relative_to(folder)}": path.stat().st_size
        for name, folder in folders.items()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _tried(find: Callable[[], Any]) -> Any:
    try:
        return find()
    except PplxError as error:
        return {"error": error.code}
    except Exception as error:  # noqa: BLE001 - a bundle is made where things are broken
        return {"error": type(error).__name__}


def _readable(path: Path, *, with_names: bool) -> str:
    text = path.read_text("utf-8", "replace")
    return text if with_names else without_names(text)


def _as_json(content: Any) -> str:
    return json.dumps(content, indent=2, default=str)


def _write(target: Path, parts: dict[str, str]) -> Path:
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".pplx-desktop-", suffix=".zip")
        written = Path(name)
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
                for part, text in sorted(parts.items()):
                    bundle.writestr(part, text.encode("utf-8", "backslashreplace"))
            written.replace(target)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise EnvironmentProblem(
            "bundle-not-written",
            f"The bundle could not be written to {target}: {error.strerror or error}.",
            hint="Choose another place.",
        ) from error
    return target
