"""Which models are known, which of them are installed, and whether their files are what they were.

Two folders of the same layout are searched, the delivered one first: `NAME.toml` is a manifest, `NAME/` holds that
model's files. Needs neither onnxruntime nor tokenizers.

Invariant: every file of an `InstalledModel` has a known size and SHA-256: those of the manifest, or those that were
recorded in `installed.toml` when the file was first used. `check` compares the files with them; nothing is loaded that
was not checked. The fingerprint follows from them and from the manifest, so it needs no model to be loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import tomli_w

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.types import ModelInfo
from pplx_desktop.embed.manifest import Manifest, ModelFile, read_manifest

RECORD = "installed.toml"
EMBEDDING_VERSION = 1
"""Raise it when the same files and manifest give other vectors than before: it is part of every fingerprint."""

_REINSTALL = "Install the model again, or choose another one (see `models list`). Search by words goes on."


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file with what it has to be."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class InstalledModel:
    """A model whose files are all there. `folder` holds them, under the paths that the manifest gives."""

    manifest: Manifest
    folder: Path
    files: tuple[CheckedFile, ...]

    @cached_property
    def fingerprint(self) -> str:
        """What the vectors depend on (files, pooling, dimensions, quantisation, chunking), as 32 hex digits."""
        manifest = self.manifest
        separator = manifest.separator
        parts = {
            "version": EMBEDDING_VERSION,
            "files": {file.path: file.sha256 for file in self.files},
            "kind": manifest.kind,
            "output": manifest.output,
            "pooling": manifest.pooling,
            "dims": manifest.dims,
            "int8": manifest.int8_scheme,
            "separator": [separator.token, separator.fallback_id] if separator else None,
            "max_tokens": manifest.max_tokens,
            "chunk_tokens": manifest.chunk_tokens,
            "context": [*manifest.context_lines, manifest.context_tokens],
        }
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def size_bytes(self) -> int:
        """What the files take on disk."""
        return sum(file.size for file in self.files)

    def path(self, name: str) -> Path:
        """Where a file of the model is."""
        return self.folder / name

    def check(self) -> None:
        """Compare size and SHA-256 of every file with what they have to be. Reads them all.

        Raises `ModelProblem`: `model-missing` or `model-altered`, with the file.
        """
        for expected in self.files:
            self._check(expected)

    def check_file(self, name: str) -> None:
        """As `check`, for the one file with this path in the manifest. Nothing where it is optional and not there."""
        for expected in self.files:
            if expected.path == name:
                self._check(expected)

    def _check(self, expected: CheckedFile) -> None:
        path = self.path(expected.path)
        if (size := _size(path)) is None:
            raise _missing(self.manifest, self.folder, [expected.path])
        if size != expected.size or _sha256(path) != expected.sha256:
            pinned = self.manifest.file(expected.path).sha256 is not None
            own_doing = "" if pinned else f" If you changed it yourself, remove {self.path(RECORD)}."
            raise ModelProblem(
                "model-altered",
                f"The file {path} of the model {self.manifest.name} is damaged or was altered.",
                detail=f"size {size}, expected {expected.size} with SHA-256 {expected.sha256}",
                hint=_REINSTALL + own_doing,
            )


class Catalog:
    """The models that came with the program (`delivered`) and those that the user has (`installed`)."""

    def __init__(self, delivered: Path, installed: Path) -> None:
        self._folders = (delivered, installed)

    def names(self) -> list[str]:
        """Names of all known models, sorted, whether they are installed or not."""
        return sorted({path.stem for folder in self._folders for path in folder.glob("*.toml")})

    def manifest(self, name: str) -> Manifest:
        """What a model is. Raises `ModelProblem`: `model-unknown`, `model-manifest`."""
        # Names are looked up, not put into a path: a name out of the settings leads to no other folder.
        for folder in self._folders:
            for path in folder.glob("*.toml"):
                if path.stem == name:
                    return read_manifest(path)
        known = ", ".join(self.names()) or "none"
        raise ModelProblem("model-unknown", f"There is no model named {name!r}.", hint=f"Known models: {known}.")

    def find(self, name: str) -> InstalledModel:
        """A model whose files are there; they are not read yet, except to record a checksum that nobody knows.

        Raises `ModelProblem`: `model-unknown`, `model-manifest`, `model-missing`, `model-unreadable`.
        """
        manifest = self.manifest(name)
        required = [file.path for file in manifest.files if not file.optional]
        missing: dict[Path, list[str]] = {}
        for folder in self._folders:
            model_folder = folder / name
            missing[model_folder] = [path for path in required if _size(model_folder / path) is None]
            if not missing[model_folder]:
                return InstalledModel(manifest, model_folder, _known_files(manifest, model_folder))
        # Where some of the files are, the others are wanted; else in the user's own folder.
        folder = min(reversed(missing), key=lambda candidate: len(missing[candidate]))
        raise _missing(manifest, folder, missing[folder])

    def list(self, active: str) -> list[ModelInfo]:
        """All known models as they are shown; `active` is the name of the one in use. Broken manifests tell so in
        their note.
        """
        return [self._describe(name, active) for name in self.names()]

    def _describe(self, name: str, active: str) -> ModelInfo:
        try:
            manifest = self.manifest(name)
        except ModelProblem as problem:
            return ModelInfo(name, name, "", "independent", 0, 0, "", 0, False, name == active, "", problem.title)  # noqa: FBT003
        note = manifest.note
        try:
            model = self.find(name)
        except ModelProblem as problem:
            model = None
            if problem.code != "model-missing":
                note = problem.title
        return ModelInfo(
            name=manifest.name,
            title=manifest.title,
            license=manifest.license,
            kind=manifest.kind,
            dims=manifest.dims,
            native_dims=manifest.native_dims,
            languages=manifest.languages,
            size_bytes=model.size_bytes if model else sum(file.size or 0 for file in manifest.files),
            installed=model is not None,
            active=name == active,
            source=manifest.source,
            note=note,
        )


def _missing(manifest: Manifest, folder: Path, paths: list[str]) -> ModelProblem:
    return ModelProblem(
        "model-missing",
        f"The model {manifest.name} is not installed: {', '.join(paths)} not found in {folder}.",
        detail=f"source: {manifest.source}",
        hint=f"Put the files there, or choose another model (see `models list`). They come from {manifest.source}.",
    )


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelProblem(
            "model-unreadable", f"The model's file {path} cannot be read: {error.strerror}.", hint=_REINSTALL
        ) from error


def _known_files(manifest: Manifest, folder: Path) -> tuple[CheckedFile, ...]:
    """The files that are there, with checksums from the manifest, from the record, or new in the record."""
    record = _read_record(folder / RECORD)
    known: list[CheckedFile] = []
    new: list[CheckedFile] = []
    for file in manifest.files:
        path = folder / file.path
        if (size := _size(path)) is None:
            if file.path in record:
                raise _missing(manifest, folder, [file.path])
        elif file.sha256 is not None:
            known.append(CheckedFile(file.path, size if file.size is None else file.size, file.sha256))
        elif file.path in record:
            known.append(record[file.path])
        else:
            new.append(_measure(file, path, size))
    if new:
        _write_record(folder / RECORD, [*record.values(), *new])
    return tuple(sorted((*known, *new), key=lambda file: file.path))


def _measure(file: ModelFile, path: Path, size: int) -> CheckedFile:
    if file.size is not None and file.size != size:
        raise ModelProblem(
            "model-altered", f"The model's file {path} has {size} bytes instead of {file.size}.", hint=_REINSTALL
        )
    return CheckedFile(file.path, size, _sha256(path))


def _read_record(path: Path) -> dict[str, CheckedFile]:
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8"))
        files = [CheckedFile(str(row["path"]), int(row["size"]), str(row["sha256"])) for row in values["files"]]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelProblem(
            "model-altered",
            f"The record of the model's files in {path} cannot be read.",
            detail=str(error),
            hint="Remove it if you trust the files beside it: their checksums are then recorded again.",
        ) from error
    return {file.path: file for file in files}


def _write_record(path: Path, files: list[CheckedFile]) -> None:
    rows = [{"path": file.path, "size": file.size, "sha256": file.sha256} for file in files]
    text = "# Recorded when these files were first used. The program refuses files that differ.\n"
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".installed-")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text + tomli_w.dumps({"files": rows}))
        Path(temporary).replace(path)
    except OSError:
        # A folder that cannot be written, on a shared disk say: the files are measured again the next time.
        return
