"""`models import`: a model out of a folder or an archive, for machines without a network.

The files are copied, not linked: the folder is the user's to change, and a second name for the same bytes would change
with it. Out of an archive they are unpacked beside the models and moved.

Invariant: as for a download. Only the files that the model's description names are taken, and every one is compared with
the checksum of the description, or of the record that lies beside it, or has its checksum recorded now.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from pplx_desktop.core.errors import ModelProblem, UserError
from pplx_desktop.core.paths import displayed, make_private_folder
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.forms import recognise
from pplx_desktop.embed.install import problems
from pplx_desktop.embed.install.archives import unpack
from pplx_desktop.embed.install.contents import Digest, Hasher, Measured, check_graphs, check_kind
from pplx_desktop.embed.install.meter import Meter, Report
from pplx_desktop.embed.install.staging import SPARE_BYTES, Staging, import_folder, installing
from pplx_desktop.embed.manifest import NAME, Manifest, ModelFile, ModelKind, Source
from pplx_desktop.embed.records import InstallRecord, read_record

_MAX_NAME = 100
_ARCHIVE_ENDS = (".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".tbz2", ".txz", ".tar", ".zip")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it."""

    name: str
    kind: str
    folder: str
    size_bytes: int
    files: tuple[str, ...]


def import_path(
    path: Path, delivered: Path, models: Path, progress: Report, *, name: str = "", kind: str = ""
) -> Imported:
    """Install the model that lies in a folder or an archive in `models/NAME`.

    `name` is that of a known model, whose description then holds, or one to give; empty to find it out. `kind` is
    `independent` or `contextual`, empty to find it out. Raises `PplxError`, see `problems` and `archives`; what was
    installed before is then as it was.
    """
    if name and not _is_name(name):
        raise UserError(
            "name-invalid",
            f"{_shortened(name)!r} cannot be a model's name: up to {_MAX_NAME} small letters, digits, dots and dashes.",
        )
    _require_something(path)
    with installing(models):
        work = import_folder(models)
        try:
            return _Import(path, Catalog(delivered, models), models, work, Meter(progress)).run(name, kind)
        except OSError as error:
            if isinstance(error.filename, str) and Path(error.filename).is_relative_to(path):
                raise _unreadable(displayed(error.filename), error) from error
            raise problems.disk_problem(error, models) from error
        finally:
            shutil.rmtree(work, ignore_errors=True)


class _Import:
    """One run of `import_path`."""

    def __init__(self, path: Path, catalog: Catalog, models: Path, work: Path, meter: Meter) -> None:
        self._path, self._catalog, self._models, self._work, self._meter = path, catalog, models, work, meter

    def run(self, name: str, kind: str) -> Imported:
        folder = self._path
        if not folder.is_dir():
            make_private_folder(self._work)
            folder = self._work / "unpacked" / _stem(self._path)
            room = shutil.disk_usage(self._work).free - SPARE_BYTES
            make_private_folder(folder)
            unpack(self._path, folder, room, self._meter)
        self._meter.restart("Looking at the files", 0)
        manifest, folder = self._described(folder, name, kind)
        staging = Staging(self._models, manifest.name, self._work / "staged")
        measured = self._take(manifest, folder, staging)
        self._meter.step("Installing")
        check_graphs(manifest, staging.folder)
        files = [found.as_record(file) for file, found in sorted(measured.items())]
        staging.place(files, manifest.source.revision, None if self._is_known(manifest) else manifest)
        size = sum(found.size for found in measured.values())
        return Imported(manifest.name, manifest.kind, str(staging.target), size, tuple(sorted(measured)))

    # -- what it is

    def _described(self, folder: Path, name: str, kind: str) -> tuple[Manifest, Path]:
        """The model's manifest, and the folder that its files are in."""
        roots = list(_roots(folder))
        for root in roots:
            for known in self._known_for(root, name):
                if _has_all(known, root):
                    return known, root
        if name and (known := next(self._known_for(folder, name), None)) is not None:
            lacking = [file.path for file in known.files if not file.optional and not (folder / file.path).is_file()]
            raise ModelProblem(
                "import-incomplete",
                f"{displayed(str(self._path))} does not have all files of {name}: {', '.join(lacking)} not found.",
                hint=f"They come from {known.source}.",
            )
        complaint: ModelProblem | None = None
        for root in roots:
            for path in (*root.glob("*.onnx"), *root.glob("onnx/*.onnx"), *root.glob("tokenizer.json")):
                check_kind(path, path.relative_to(root).as_posix())
            try:
                manifest = recognise(root, name=name or None, kind=cast("ModelKind", kind) if kind else None)
            except ModelProblem as problem:
                complaint = complaint or problem
            else:
                return self._own(manifest, is_named=bool(name)), root
        raise complaint or UserError("import-empty", f"There are no files in {displayed(str(self._path))}.")

    def _known_for(self, folder: Path, name: str) -> Iterator[Manifest]:
        """Descriptions of models of a hub that the folder may hold: of the name that was given, or of its own."""
        names = {name} if name else set(_names_of(folder))
        for known in self._catalog.names():
            with contextlib.suppress(ModelProblem):
                manifest = self._catalog.manifest(known)
                hub = manifest.source.hub.rpartition("/")[2].casefold()
                if hub and (known in names or (not name and hub in names)):
                    yield manifest

    def _own(self, manifest: Manifest, *, is_named: bool) -> Manifest:
        """As it is to be written: a name that is free, and where it came from. What was brought from the same place, or
        under a name that was given, is replaced; another folder that happens to be called the same is not the same.
        """
        if not _is_name(manifest.name):
            raise UserError(
                "name-invalid",
                f"{_shortened(manifest.name)!r} cannot be a model's name.",
                hint="Give it one: `--name NAME`.",
            )
        if manifest.source.folder:
            manifest = replace(manifest, source=Source(folder=displayed(str(self._path.absolute()))))
        taken: Manifest | None = None
        with contextlib.suppress(ModelProblem):
            taken = self._catalog.manifest(manifest.name)
        if taken is None or replace(manifest, note=taken.note) == taken:
            return manifest
        if not taken.source.folder:
            hint = "Give it a name of its own: `--name NAME`, or another one to its folder."
        elif not is_named and taken.source != manifest.source:
            hint = f"Give it a name of its own: `--name NAME`, or remove the one from {taken.source} first."
        else:
            return manifest
        raise UserError(
            "name-taken", f"There is a model named {manifest.name} already, and this is another one.", hint=hint
        )

    # -- its files

    def _take(self, manifest: Manifest, folder: Path, staging: Staging) -> dict[str, Measured]:
        reference = manifest.reference.files if manifest.reference and self._has_reference(manifest, folder) else ()
        wanted = [file for file in (*manifest.files, *reference) if (folder / file.path).is_file()]
        is_ours = folder.is_relative_to(self._work)
        sizes = {file.path: (folder / file.path).stat().st_size for file in wanted}
        if not is_ours:
            staging.require_space(sum(sizes.values()))
        record = read_record(folder)
        self._meter.restart("Copying", sum(sizes.values()))
        measured: dict[str, Measured] = {}
        for file in wanted:
            source, target = folder / file.path, staging.path(file.path)
            check_kind(source, file.path)
            self._meter.step(f"{'Checking' if is_ours else 'Copying'} {file.path}")
            found = self._copy(source, None if is_ours else target)
            if complaint := _expected(file, record).complaint(found):
                raise ModelProblem(
                    "import-altered",
                    f"{file.path} in {displayed(str(self._path))} is damaged or was altered: its checksum differs.",
                    detail=complaint,
                    hint="Copy it again from where it was right. The model in use was not touched.",
                )
            if is_ours:
                source.replace(target)
            measured[file.path] = found
        return measured

    def _has_reference(self, manifest: Manifest, folder: Path) -> bool:
        files = manifest.reference.files if manifest.reference else ()
        return all((folder / file.path).is_file() for file in files if not file.optional)

    def _copy(self, source: Path, target: Path | None) -> Measured:
        """Read a file once: to its digests, and to `target` if there is one."""
        with contextlib.ExitStack() as stack:
            # Windows writes a file's bytes to the disk only for who may write it.
            reader = stack.enter_context(source.open("rb" if target is not None else "r+b"))
            writer = stack.enter_context(target.open("wb")) if target is not None else None
            hasher = Hasher(os.fstat(reader.fileno()).st_size)
            while block := reader.read(1 << 20):
                hasher.update(block)
                if writer is not None:
                    writer.write(block)
                self._meter.add(len(block))
            if writer is not None:
                writer.flush()
            # What was unpacked may not have reached the disk yet either.
            os.fsync((writer or reader).fileno())
        return hasher.finish()

    def _is_known(self, manifest: Manifest) -> bool:
        """True where it came with the program, or stands beside the model already."""
        with contextlib.suppress(ModelProblem):
            return self._catalog.manifest(manifest.name) == manifest
        return False


def _require_something(path: Path) -> None:
    """Raises `UserError`: `import-missing`, `import-unreadable` for what cannot be looked at, and for pipes and devices,
    which have no end or are waited for.
    """
    shown = _shortened(displayed(str(path)))
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise UserError("import-missing", f"There is nothing at {shown}.") from error
    except OSError as error:
        raise _unreadable(shown, error) from error
    if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
        raise UserError("import-unreadable", f"{shown} is neither a folder nor an archive.")


def _unreadable(shown: str, error: OSError) -> UserError:
    return UserError("import-unreadable", f"{shown} cannot be read: {error.strerror}.", detail=str(error))


def _is_name(name: str) -> bool:
    return len(name) <= _MAX_NAME and NAME.fullmatch(name) is not None


def _shortened(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:200]}…"


def _expected(file: ModelFile, record: InstallRecord) -> Digest:
    recorded = record.file(file.path)
    declared = Digest(file.size, file.sha256 or "")
    return declared.merged(Digest(recorded.size, recorded.sha256) if recorded else Digest())


def _has_all(manifest: Manifest, folder: Path) -> bool:
    return all((folder / file.path).is_file() for file in manifest.files if not file.optional)


def _stem(path: Path) -> str:
    name = path.name
    end = next((end for end in _ARCHIVE_ENDS if name.casefold().endswith(end)), path.suffix)
    return name[: len(name) - len(end)] or "model"


def _names_of(folder: Path) -> Iterator[str]:
    """What a model in this folder may be called: as the folder, or in the hub's cache as the repository."""
    folder = folder.absolute()
    yield folder.name.casefold()
    for part in (folder, folder.parent.parent):
        if part.name.startswith("models--"):
            yield part.name.rpartition("--")[2].casefold()


def _roots(folder: Path) -> Iterator[Path]:
    """Where the files may be: in the folder, in the only one inside it, or in a snapshot of the hub's cache."""
    yield folder
    snapshots = folder / "snapshots"
    if snapshots.is_dir():
        yield from sorted(snapshots.iterdir(), key=lambda path: -path.stat().st_mtime)
        return
    inner = [path for path in sorted(folder.iterdir()) if path.is_dir() and not path.name.startswith(".")]
    others = [path for path in folder.iterdir() if path.is_file() and path.suffix not in {".toml", ".txt", ".md"}]
    if len(inner) == 1 and not others:
        yield from _roots(inner[0])
