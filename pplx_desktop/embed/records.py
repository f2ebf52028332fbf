"""What is known of a model's files on this machine: the record beside them, `installed.toml`.

It is written when a model is installed, or when its files are first used; from then on they have to be what it says.
Light: needs neither onnxruntime nor the hub's library.

Invariant: a record that is there and cannot be read is an error, never an empty record: what it guards would otherwise
be trusted anew in silence.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

import tomli_w

from pplx_desktop.core.errors import ModelProblem

RECORD = "installed.toml"
STAGING = ".staging"
"""The folder beside the models in which a model is put together; what came of a download so far waits there."""

_HEAD = "# Recorded when these files were installed or first used. The program refuses files that differ.\n"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file with what it has to be. `path` is relative to the model's folder, with slashes."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class InstallRecord:
    """The files that were installed, the reference's too. `revision` is the commit that they were downloaded from, empty
    where they came another way.
    """

    files: tuple[CheckedFile, ...] = ()
    revision: str = ""

    def file(self, path: str) -> CheckedFile | None:
        """What is recorded of the file with this path."""
        return next((file for file in self.files if file.path == path), None)


def read_record(folder: Path) -> InstallRecord:
    """The record of the model in `folder`; an empty one where there is none.

    Raises `ModelProblem("model-altered")` where it cannot be read.
    """
    path = folder / RECORD
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8"))
        files = [CheckedFile(str(row["path"]), int(row["size"]), str(row["sha256"])) for row in values["files"]]
        return InstallRecord(tuple(files), str(values.get("revision", "")))
    except (FileNotFoundError, NotADirectoryError):
        return InstallRecord()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelProblem(
            "model-altered",
            f"The record of the model's files in {path} cannot be read.",
            detail=str(error),
            hint="Remove it if you trust the files beside it: their checksums are then recorded again.",
        ) from error


def write_record(folder: Path, record: InstallRecord) -> None:
    """Put the record beside the files, in place of the one that is there, in one step. Raises OSError."""
    values = {"revision": record.revision} if record.revision else {}
    rows = [asdict(file) for file in sorted(record.files, key=lambda file: file.path)]
    handle, name = tempfile.mkstemp(dir=folder, prefix=".installed-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(_HEAD + tomli_w.dumps({**values, "files": rows}))
            stream.flush()
            # A record that a power cut leaves empty would make the model unusable.
            os.fsync(stream.fileno())
        temporary.replace(folder / RECORD)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def measured(folder: Path, path: str) -> CheckedFile:
    """The file as it is now. Reads all of it. Raises `ModelProblem("model-unreadable")`."""
    file = folder / path
    try:
        with file.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            return CheckedFile(path, os.fstat(stream.fileno()).st_size, sha256)
    except OSError as error:
        raise ModelProblem(
            "model-unreadable",
            f"The model's file {file} cannot be read: {error.strerror}.",
            hint="Install the model again, or choose another one (see `models list`). Search by words goes on.",
        ) from error
