"""Which models are known, which of them are installed, and whether their files are what they were.

Two folders of the same layout are searched, the delivered one first: `NAME.toml` is a manifest, `NAME/` holds that
model's files. Needs neither onnxruntime nor tokenizers.

Invariant: every file of an `InstalledModel` has a known size and SHA-256: those of the manifest, or those that were
recorded when it was installed or first used (see `records`). `check` compares the files with them; nothing is loaded
that was not checked. The fingerprint follows from them and from the manifest, so it needs no model to be loaded.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import stat
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.model_types import ModelInfo
from pplx_desktop.embed.manifest import Manifest, ModelFile, read_manifest
from pplx_desktop.embed.records import RECORD, STAGING, CheckedFile, InstallRecord, measured, read_record, write_record
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.embed.windows import WINDOWS_VERSION

EMBEDDING_VERSION = 1
"""Raise it when the same files and manifest give other vectors than before: it is part of every fingerprint."""
SMALLEST_DIMS = 128
"""What the models are trained for at the least. One that has fewer is not cut."""

_REINSTALL = "Install the model again, or choose another one (see `models list`). Search by words goes on."


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """What the user wants otherwise than the manifest has it. 0 is as the manifest has it."""

    dims: int = 0
    window_tokens: int = 0

    def applied(self, manifest: Manifest) -> Manifest:
        """The manifest with these options. Raises `ModelProblem("model-options")` for what the model cannot do."""
        dims, window = self.dims or manifest.dims, self.window_tokens or manifest.max_tokens
        smallest = min(SMALLEST_DIMS, manifest.native_dims)
        complaint = ""
        if self.dims and (dims % 8 or not smallest <= dims <= manifest.native_dims):
            known = f"{smallest} to {manifest.native_dims}" if smallest < manifest.native_dims else str(smallest)
            complaint = f"has vectors of {known} dimensions, by multiples of 8, and none of {dims}"
        elif self.window_tokens and not _smallest_window(manifest) <= window <= manifest.positions:
            complaint = (
                f"reads {_smallest_window(manifest)} to {manifest.positions} tokens at once, and cannot read {window}"
            )
        if complaint:
            raise ModelProblem(
                "model-options",
                f"The model {manifest.name} {complaint}.",
                hint="Set `dims` and `window_tokens` to 0 for what suits the model, or choose another one.",
            )
        # A window is never spread over two runs, so a run has room for a larger one.
        batch = max(manifest.batch_tokens, self.window_tokens)
        return replace(manifest, dims=dims, max_tokens=window, batch_tokens=batch)


def _smallest_window(manifest: Manifest) -> int:
    """A whole chunk with what stands before it."""
    return max(manifest.chunk_tokens, manifest.context_tokens) + manifest.context_room


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
        if manifest.kind == "contextual":
            parts["windows"] = WINDOWS_VERSION
        if manifest.pooling == "graph":
            parts["codes"] = [manifest.int8_output, manifest.binary_output]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def size_bytes(self) -> int:
        """What the files take on disk."""
        return sum(file.size for file in self.files)

    def path(self, name: str) -> Path:
        """Where a file of the model is."""
        return self.folder / name

    def delivered_runtime(self, threads: int | None = None) -> Runtime:
        """The model's own graph on the processor, with all outputs that the manifest names."""
        manifest = self.manifest
        if manifest.pooling != "graph":
            return Runtime(self.path(manifest.graph), (manifest.output,), threads=threads)
        names = (manifest.output, manifest.int8_output, manifest.binary_output)
        return Runtime(
            self.path(manifest.graph), tuple(name for name in names if name is not None), pooled=True, threads=threads
        )

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

    def reference_graph(self) -> Path | None:
        """The graph in full precision, if it is there. Reads all of its files, to compare or to record them.

        Raises `ModelProblem`: `model-missing` where some of its files are not there, `model-altered`.
        """
        reference = self.manifest.reference
        if reference is None or _size(self.path(reference.graph)) is None:
            return None
        for expected in _known_files(self.manifest, reference.files, self.folder):
            self._check(expected)
        return self.path(reference.graph)

    def _check(self, expected: CheckedFile) -> None:
        path = self.path(expected.path)
        if (size := _size(path)) is None:
            raise _missing(self.manifest, self.folder, [expected.path])
        if size != expected.size or measured(self.folder, expected.path) != expected:
            raise _altered(self.manifest, self.folder, expected, size)


Stamp = tuple[tuple[int, int, int] | None, ...]


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

    def find(self, name: str, options: ModelOptions = ModelOptions()) -> InstalledModel:
        """A model whose files are there; they are not read yet, except to record a checksum that nobody knows.

        Raises `ModelProblem`: `model-unknown`, `model-manifest`, `model-options`, `model-missing`, `model-altered`,
        `model-unreadable`.
        """
        manifest = options.applied(self.manifest(name))
        folder, missing = self._locate(manifest)
        if missing:
            raise _missing(manifest, folder, missing)
        return InstalledModel(manifest, folder, _known_files(manifest, manifest.files, folder))

    def stamp(self, name: str) -> Stamp:
        """Another value after a manifest or a record of files came, went or was replaced. Reads neither."""
        places = [place for folder in self._folders for place in (folder / f"{name}.toml", folder / name / RECORD)]
        return tuple(_identity(place) for place in places)

    def list(self, active: str) -> list[ModelInfo]:
        """All known models as they are shown; `active` is the name of the one in use. What is wrong with one is told
        in its note. No file of a model is read: sizes alone are compared.
        """
        return [self._describe(name, active) for name in self.names()]

    def _locate(self, manifest: Manifest) -> tuple[Path, list[str]]:
        """The folder with the model's files, and which of them are missing there."""
        required = [file.path for file in manifest.files if not file.optional]
        missing = {
            folder / manifest.name: [path for path in required if _size(folder / manifest.name / path) is None]
            for folder in self._folders
        }
        complete = next((folder for folder, paths in missing.items() if not paths), None)
        # Where some of the files are, the others are wanted; else in the user's own folder.
        folder = complete or min(reversed(missing), key=lambda candidate: len(missing[candidate]))
        return folder, missing[folder]

    def _describe(self, name: str, active: str) -> ModelInfo:
        from pplx_desktop.embed.tuning import tuned_in_words  # noqa: PLC0415 - it knows this module

        delivered, own = (folder / name for folder in self._folders)
        try:
            manifest = self.manifest(name)
        except ModelProblem as problem:
            return ModelInfo(name, name, "", "independent", 0, 0, "", 0, False, name == active, "", problem.title)  # noqa: FBT003
        folder, missing = self._locate(manifest)
        complaint = ""
        try:
            sizes = _present_sizes(manifest, folder)
        except ModelProblem as problem:
            sizes, complaint = {}, problem.title
        begun = own.with_name(STAGING) / name
        stray = begun.is_dir() or any(_size(own / file.path) is not None for file in manifest.files)
        return ModelInfo(
            name=manifest.name,
            title=manifest.title,
            license=manifest.license,
            kind=manifest.kind,
            dims=manifest.dims,
            native_dims=manifest.native_dims,
            languages=manifest.languages,
            size_bytes=_expected_bytes(manifest) if missing else sum(sizes.values()),
            installed=not missing and not complaint,
            active=name == active,
            source=str(manifest.source),
            note=complaint or manifest.note,
            removable=own != delivered and (stray or own.with_name(f"{name}.toml").is_file()),
            downloadable=bool(manifest.source.hub),
            tuned=tuned_in_words(own),
        )


def _expected_bytes(manifest: Manifest) -> int:
    """What the files will take, as exactly as it is known."""
    sizes = [file.size for file in manifest.files if not file.optional]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else manifest.source.about_mb * 1_000_000


def _present_sizes(manifest: Manifest, folder: Path) -> dict[str, int]:
    """Sizes of the files that are there, the reference's too, by path. Raises `ModelProblem("model-altered")` where one
    is not as large as it has to be.
    """
    record = read_record(folder)
    sizes: dict[str, int] = {}
    for file in (*manifest.files, *(manifest.reference.files if manifest.reference else ())):
        size, known = _size(folder / file.path), record.file(file.path)
        expected = file.size if file.sha256 or known is None else known.size
        if size is None:
            continue
        if expected is not None and size != expected:
            raise _altered(manifest, folder, CheckedFile(file.path, expected, file.sha256 or ""), size)
        sizes[file.path] = size
    return sizes


def _missing(manifest: Manifest, folder: Path, paths: list[str]) -> ModelProblem:
    return ModelProblem(
        "model-missing",
        f"The model {manifest.name} is not installed: {', '.join(paths)} not found in {folder}.",
        detail=f"source: {manifest.source}",
        hint=f"{_way_here(manifest)}, or choose another model (see `models list`).",
    )


def _way_here(manifest: Manifest) -> str:
    if manifest.source.hub:
        return (
            f"`models get {manifest.name}` downloads it from {manifest.source}, `models import` takes it from a folder"
        )
    return f"Bring it from {manifest.source} with `models import`"


def _altered(manifest: Manifest, folder: Path, expected: CheckedFile, size: int) -> ModelProblem:
    pinned = manifest.file(expected.path).sha256 is not None
    own_doing = "" if pinned else f" If you changed it yourself, remove {folder / RECORD}."
    return ModelProblem(
        "model-altered",
        f"The file {folder / expected.path} of the model {manifest.name} is damaged or was altered.",
        detail=f"size {size}, expected {expected.size} with SHA-256 {expected.sha256 or 'unknown'}",
        hint=_REINSTALL + own_doing,
    )


def _size(path: Path) -> int | None:
    """None where there is no file, or none that may be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _identity(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _known_files(manifest: Manifest, files: tuple[ModelFile, ...], folder: Path) -> tuple[CheckedFile, ...]:
    """Those of `files` that are there, with checksums from the manifest, from the record, or new in the record."""
    record = read_record(folder)
    known: list[CheckedFile] = []
    new: list[CheckedFile] = []
    for file in files:
        size, recorded = _size(folder / file.path), record.file(file.path)
        if size is None:
            if recorded is not None or not file.optional:
                raise _missing(manifest, folder, [file.path])
        elif file.sha256 is not None:
            known.append(CheckedFile(file.path, size if file.size is None else file.size, file.sha256))
        elif recorded is not None:
            known.append(recorded)
        elif file.size is not None and file.size != size:
            raise _altered(manifest, folder, CheckedFile(file.path, file.size, ""), size)
        else:
            new.append(measured(folder, file.path))
    if new:
        # A folder that cannot be written, on a shared disk say: the files are measured again the next time.
        with contextlib.suppress(OSError):
            write_record(folder, InstallRecord((*record.files, *new), record.revision))
    return tuple(sorted((*known, *new), key=lambda file: file.path))
