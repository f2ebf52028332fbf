"""What tuning decided for a model on this machine: the record `tuned.toml`, and whether it still holds.

Needs neither onnxruntime nor onnx. Invariant: a record names files by path, size and SHA-256, and what it was measured
with (machine, onnxruntime, the model's own files); where any of it is not as it was, the record is not used. It is put
in its place in one step, when all that it names is there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import tomli_w
from filelock import FileLock, Timeout

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import make_private_folder
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.machine import Machine
from pplx_desktop.embed.records import CheckedFile, measured
from pplx_desktop.embed.runtime import Runtime

RECORD = "tuned.toml"
LOCK = "tuning.lock"
VARIANTS = "variants"
"""The folder beside the record that holds the graphs made by tuning."""
DELIVERED = "delivered"
FORMAT = 1

_HEAD = (
    "# Written by `models tune`. It is used as long as machine, onnxruntime and the model's files are what they were.\n"
)


@dataclass(frozen=True, slots=True)
class Tuned:
    """What was found to be the fastest. `files` are the variant's, relative to the records' folder, the graph first;
    none for the delivered graph. `ratio` is its speed to the delivered graph's. `report` is the whole `TuneReport`.
    """

    variant: str
    threads: int
    pooled: bool
    outputs: tuple[str, ...]
    files: tuple[CheckedFile, ...]
    machine: str
    onnxruntime: str
    weights: dict[str, str]
    ratio: float
    report: dict[str, Any]

    def runtime(self, model: InstalledModel, records: Path) -> Runtime:
        """How to run the model as it was tuned."""
        graph = records / self.files[0].path if self.files else model.path(model.manifest.graph)
        return Runtime(graph, self.outputs, pooled=self.pooled, variant=self.variant, threads=self.threads)


def weights_of(model: InstalledModel) -> dict[str, str]:
    """What a record of the model is kept under: the checksums by path, and one of what its manifest says of the graph. A
    graph that stands in for another output, or is pooled otherwise, gives other vectors.
    """
    manifest = model.manifest
    said = (
        *(manifest.kind, manifest.pooling, manifest.output, manifest.token_output, manifest.int8_output),
        *(manifest.binary_output, manifest.positions, manifest.native_dims),
    )
    checksum = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    return {"manifest": checksum, **{file.path: file.sha256 for file in model.files}}


def read_tuned(records: Path) -> Tuned | None:
    """The record; None where there is none, or none that this version can read."""
    try:
        values = tomllib.loads((records / RECORD).read_bytes().decode("utf-8"))
        if values.pop("format") != FORMAT:
            return None
        files = tuple(CheckedFile(str(row["path"]), int(row["size"]), str(row["sha256"])) for row in values["files"])
        # A record that was altered must not lead to a file elsewhere.
        if any(Path(file.path).is_absolute() or ".." in Path(file.path).parts for file in files):
            return None
        made: dict[str, Any] = {
            "files": files,
            "outputs": tuple(str(output) for output in values["outputs"]),
            "threads": int(values["threads"]),
            "ratio": float(values["ratio"]),
        }
        return Tuned(**(values | made))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_tuned(records: Path, tuned: Tuned) -> None:
    """Put the record in its place, in one step. Raises OSError."""
    make_private_folder(records)
    values = cast("dict[str, Any]", _without_none({"format": FORMAT, **asdict(tuned)}))
    handle, name = tempfile.mkstemp(dir=records, prefix=".tuned-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(_HEAD + tomli_w.dumps(values))
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(records / RECORD)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def why_not_used(tuned: Tuned, model: InstalledModel, records: Path, machine: Machine, onnxruntime: str) -> str:
    """What is no longer as it was; empty where the record holds. Reads the variant's files, to compare them."""
    if tuned.onnxruntime != onnxruntime:
        return f"it was tuned with onnxruntime {tuned.onnxruntime}, and this is {onnxruntime}"
    if tuned.machine != str(machine):
        return f"it was tuned on another machine ({tuned.machine})"
    if tuned.weights != weights_of(model):
        return "the model's files are others now, or what its manifest says of them"
    for file in tuned.files:
        try:
            if (records / file.path).stat().st_size != file.size or measured(records, file.path) != file:
                return f"the file {records / file.path} was altered"
        except (OSError, ModelProblem):
            return f"the file {records / file.path} is missing or cannot be read"
    return ""


def sweep(records: Path) -> None:
    """Remove the variants that the record does not name: those of an older one, and what an interruption left. Nothing
    while a tuning runs, whose own they would be.
    """
    if (records / VARIANTS).is_dir():
        with contextlib.suppress(Timeout, OSError), tuning_lock(records):
            clear(records)


def tuning_lock(records: Path) -> FileLock:
    """Held by the one process that tunes this model. The operating system's: it ends with the process."""
    return FileLock(records / LOCK, timeout=0, mode=0o600)


def clear(records: Path) -> None:
    """As `sweep`, for the holder of the lock. Raises OSError."""
    tuned = read_tuned(records)
    named = {part for file in tuned.files for part in Path(file.path).parts[1:2]} if tuned else set[str]()
    for folder in (records / VARIANTS).iterdir():
        if folder.name not in named:
            # On Windows a file that a model child has open stays; the next time removes it.
            shutil.rmtree(folder, ignore_errors=True)


def tuned_in_words(records: Path) -> str:
    """How the model runs on this machine, in a few words; empty where it was not tuned. Compares nothing."""
    tuned = read_tuned(records)
    if tuned is None:
        return ""
    threads = f"{tuned.threads} thread" + ("s" if tuned.threads != 1 else "")
    if not tuned.files:
        return f"as delivered, {threads}"
    return f"{tuned.variant}, {threads}, {tuned.ratio:.1f} times as fast as delivered"


def _without_none(value: object) -> object:
    """TOML has no null."""
    if isinstance(value, dict):
        pairs = cast("dict[object, object]", value).items()
        return {str(key): _without_none(item) for key, item in pairs if item is not None}
    if isinstance(value, list | tuple):
        return [_without_none(item) for item in cast("list[object]", value)]
    return value
