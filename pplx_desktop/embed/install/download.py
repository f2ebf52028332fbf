"""`models get`: what is wanted, what of it is on this machine already, the rest from the hub, all of it verified.

A file of the hub's cache is hard-linked: no byte is copied, and it stays when the cache is emptied later, for the bytes
belong to both names. Where two places cannot share a file so, all of a model's files become symbolic links, or copies if
not all of them are in the cache: onnxruntime refuses weights that are a link beside a graph that is none. A cache that is
emptied takes symbolic links along; the model is then told to be missing.

Invariant: without an error, the model is installed and every byte of it was compared with a checksum: the manifest's,
the hub's, or for a file that neither knows, the one that is recorded now.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pplx_desktop.core.errors import EnvironmentProblem, ModelProblem, UserError
from pplx_desktop.embed.install import problems
from pplx_desktop.embed.install.contents import Digest, Measured, check_graphs, check_kind, measure
from pplx_desktop.embed.install.hub import Broken, Hub, Patience, Refusal, Snapshot, digest_of_blob
from pplx_desktop.embed.install.meter import Meter, Report
from pplx_desktop.embed.install.staging import Staging, installing
from pplx_desktop.embed.install.transfer import Transfer, Wanted
from pplx_desktop.embed.manifest import Manifest, ModelFile
from pplx_desktop.embed.records import InstallRecord, read_record

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Installed:
    """What came of it: how many bytes were downloaded, and how many were on this machine already."""

    name: str
    folder: str
    revision: str
    downloaded_bytes: int
    present_bytes: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What may differ from one download to the next; tests are in more of a hurry."""

    reference: bool = False
    endpoint: str = ""
    cache: Path | None = None
    patience: Patience = field(default_factory=Patience)


def download(manifest: Manifest, models: Path, progress: Report, options: Options | None = None) -> Installed:
    """Install a model in `models/NAME`, or complete or replace the one that is there.

    Raises `PplxError`, see `problems`; what was installed before is then as it was. An exception that `progress` raises
    ends it too, and keeps what came so far.
    """
    options = options or Options()
    if not manifest.source.hub:
        raise UserError(
            "no-source",
            f"The model {manifest.name} is not on a hub, so it cannot be downloaded.",
            hint="It came with the program, or was imported from a folder: `models import PATH`.",
        )
    with installing(models):
        try:
            return _Download(manifest, Staging(models, manifest.name), progress, options).run()
        except OSError as error:
            raise problems.disk_problem(error, models) from error


class _Download:
    """One run of `download`."""

    def __init__(self, manifest: Manifest, staging: Staging, progress: Report, options: Options) -> None:
        self._manifest, self._staging, self._patience = manifest, staging, options.patience
        self._hub = Hub(manifest.source, endpoint=options.endpoint, cache=options.cache)
        self._meter = Meter(progress)
        reference = manifest.reference.files if manifest.reference and options.reference else ()
        self._files: tuple[ModelFile, ...] = (*manifest.files, *reference)
        if options.reference and not reference:
            raise UserError(
                "no-reference", f"The description of {manifest.name} names no reference in full precision to download."
            )

    def run(self) -> Installed:
        self._meter.step("Asking the hub")
        before = self._record()
        snapshot = self._installed_snapshot(before) or self._complete_cache() or self._snapshot()
        wanted = self._wanted(snapshot)
        self._staging.drop_strangers([want.path for want in wanted])
        self._meter.restart("Looking at what is here", sum(want.digest.size or 0 for want in wanted))
        in_place, measured = self._present(wanted, before)
        missing = [want for want in wanted if want.path not in measured]
        found = self._found_in_cache(missing, measured)
        copies = self._link_all(found, may_be_symbolic=len(found) == len(wanted))
        missing = [want for want in missing if want not in found]
        if missing or copies:
            copies |= self._no_longer_links(wanted, in_place, measured)
        self._staging.require_space(
            sum(measured[want.path].size for want in copies) + sum(self._still_to_come(want) for want in missing)
        )
        for want, source in copies.items():
            self._meter.step(f"Copying {want.path}")
            target = self._staging.path(want.path)
            # A link here leads to somebody else's file.
            target.unlink(missing_ok=True)
            copy(source, target)
        transfer = Transfer(self._hub, self._patience, self._meter)
        for want in missing:
            part = self._staging.part(want.path)
            self._meter.skip(part.stat().st_size if part.exists() else 0)
            measured[want.path] = transfer.fetch(want, part, self._staging.path(want.path))
        self._meter.step("Installing")
        files = [found.as_record(path) for path, found in sorted(measured.items())]
        if not self._staging.only_adds(files):
            self._carry_over(in_place)
            check_graphs(self._manifest, self._staging.folder)
        self._staging.place(files, snapshot.commit)
        downloaded = sum(measured[want.path].size for want in missing)
        total = sum(found.size for found in measured.values())
        folder = str(self._staging.target)
        return Installed(
            self._manifest.name, folder, snapshot.commit, downloaded, total - downloaded, tuple(sorted(measured))
        )

    # -- what is wanted

    def _snapshot(self) -> Snapshot:
        """What the hub has; where it cannot be asked, what the cache has of it, if that can be enough."""
        attempt = 0
        while True:
            try:
                return self._hub.snapshot(self._patience)
            except (Refusal, Broken) as error:
                attempt += 1
                fallback = self._cached_snapshot() if error.is_transient else None
                if fallback is not None:
                    log.warning("the hub does not answer (%s); the cache has what is needed", error)
                    return fallback
                if not error.is_transient or attempt >= self._patience.attempts:
                    what = f"{self._hub.repository} at {self._hub.revision}"
                    if isinstance(error, Broken) and error.how != "stalled":
                        raise problems.server_unreachable(self._hub.host, error.detail) from error
                    raise self._hub.problem(error, what) from error
                time.sleep(self._patience.pause_s(attempt - 1, error.retry_after_s))
            except EnvironmentProblem as problem:
                fallback = None if isinstance(problem, ModelProblem) else self._cached_snapshot()
                if fallback is None:
                    raise
                log.warning("%s; the cache has what is needed", problem.title)
                return fallback

    def _installed_snapshot(self, before: InstallRecord) -> Snapshot | None:
        """What was installed, where that came from this very commit and is all that is needed."""
        files = {file.path: Digest(file.size, file.sha256) for file in before.files}
        needed = all(file.optional or file.path in files for file in self._files)
        return Snapshot(before.revision, files) if needed and before.revision == self._hub.revision else None

    def _complete_cache(self) -> Snapshot | None:
        """What the cache holds, where that is every file, optional ones too: nobody has to be asked then."""
        if self._hub.revision != self._hub.cached_commit():
            return None  # a branch may have moved on
        snapshot = self._cached_snapshot()
        return snapshot if snapshot and all(file.path in snapshot.files for file in self._files) else None

    def _cached_snapshot(self) -> Snapshot | None:
        """What the cache holds, where that is every file that is needed and all of them have a checksum."""
        commit = self._hub.cached_commit()
        found: dict[str, Digest] = {}
        for file in self._files if commit else ():
            path = self._hub.cached(file.path, commit)
            if path is None:
                if not file.optional:
                    return None
                continue
            found[file.path] = Digest(file.size, file.sha256 or "").merged(digest_of_blob(path))
            if not found[file.path].is_known:
                return None
        return Snapshot(commit, found) if found else None

    def _wanted(self, snapshot: Snapshot) -> list[Wanted]:
        wanted: list[Wanted] = []
        for file in self._files:
            there = snapshot.files.get(file.path)
            if there is None:
                if not file.optional:
                    what = f"{file.path} of {self._hub.repository} at {snapshot.commit}"
                    raise problems.status_problem(404, what, self._hub.host, "not in the list of files")
                continue
            declared = Digest(file.size, file.sha256 or "")
            if (declared.size is not None and there.size is not None and declared.size != there.size) or (
                declared.sha256 and there.sha256 and declared.sha256 != there.sha256
            ):
                raise problems.source_differs(file.path, f"expected {declared}, the hub has {there}")
            wanted.append(Wanted(file.path, snapshot.commit, declared.merged(there)))
        return wanted

    # -- what is here

    def _record(self) -> InstallRecord:
        try:
            return read_record(self._staging.target)
        except ModelProblem as problem:
            log.warning("%s It is replaced.", problem.title)
            return InstallRecord()

    def _present(self, wanted: Sequence[Wanted], before: InstallRecord) -> tuple[set[str], dict[str, Measured]]:
        """The files that are right already, in the model's folder or finished in staging; wrong ones in staging go."""
        in_place: set[str] = set()
        measured: dict[str, Measured] = {}
        for want in wanted:
            staged = self._staging.folder / want.path
            for path in (staged, self._staging.target / want.path):
                if not path.is_file():
                    continue
                recorded = before.file(want.path)
                digest = want.digest.merged(Digest(sha256=recorded.sha256) if recorded else Digest())
                found = self._right(path, digest)
                if found is not None:
                    measured[want.path] = found
                    if path != staged:
                        in_place.add(want.path)
                    break
                if path == staged:
                    staged.unlink()
        return in_place, measured

    def _right(self, path: Path, digest: Digest) -> Measured | None:
        """What a file is, where it is what it has to be. Read only where its size is right."""
        size = path.stat().st_size
        if not digest.is_known or (digest.size is not None and digest.size != size):
            return None
        found = measure(path, self._meter.add)
        if complaint := digest.complaint(found):
            log.warning("%s is not used: %s", path, complaint)
            self._meter.skip(-found.size)
            return None
        return found

    def _found_in_cache(self, missing: Sequence[Wanted], measured: dict[str, Measured]) -> dict[Wanted, Path]:
        """Those that are in the hub's cache, and right."""
        found: dict[Wanted, Path] = {}
        for want in missing:
            path = self._hub.cached(want.path, want.commit)
            if path is not None and (right := self._right(path, want.digest.merged(digest_of_blob(path)))) is not None:
                check_kind(path, want.path)
                found[want] = path.resolve()
                measured[want.path] = right
        return found

    def _link_all(self, found: dict[Wanted, Path], *, may_be_symbolic: bool) -> dict[Wanted, Path]:
        """Put them into staging without a copy. Returns those for which that is not possible."""
        # Of two symbolic links, onnxruntime takes the second for the first one's data only in the same real folder.
        may_be_symbolic = may_be_symbolic and len({path.parent for path in found.values()}) == 1
        return {
            want: source
            for want, source in found.items()
            if not _linked(source, self._staging.path(want.path), may_be_symbolic=may_be_symbolic)
        }

    def _no_longer_links(
        self, wanted: Sequence[Wanted], in_place: set[str], measured: dict[str, Measured]
    ) -> dict[Wanted, Path]:
        """Files that are symbolic links from a time when all were: they are to be copied, now that others are not."""
        links: dict[Wanted, Path] = {}
        for want in wanted:
            folder = self._staging.target if want.path in in_place else self._staging.folder
            if want.path in measured and (folder / want.path).is_symlink():
                links[want] = (folder / want.path).resolve()
                in_place.discard(want.path)
        return links

    def _still_to_come(self, want: Wanted) -> int:
        part = self._staging.part(want.path)
        have = part.stat().st_size if part.exists() else 0
        return max(0, (want.digest.size or 0) - have)

    def _carry_over(self, in_place: set[str]) -> None:
        """The model's folder will be replaced: its files that are still right go into the new one."""
        for name in in_place:
            if not _linked(self._staging.target / name, self._staging.path(name), may_be_symbolic=False):
                copy(self._staging.target / name, self._staging.path(name))


def _linked(source: Path, target: Path, *, may_be_symbolic: bool) -> bool:
    """Give a file a second name: a hard link, else a symbolic one where that is allowed. False where neither can be."""
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError as error:
        log.info("no hard link to %s: %s", source, error)
    else:
        return True
    try:
        if may_be_symbolic:
            target.symlink_to(source)
    except OSError as error:
        log.info("no symbolic link to %s: %s", source, error)
        return False
    return may_be_symbolic


def copy(source: Path, target: Path) -> None:
    """Copy a file's bytes, down to the disk. Raises OSError."""
    with source.open("rb") as reader, target.open("wb") as writer:
        shutil.copyfileobj(reader, writer, 1 << 20)
        writer.flush()
        os.fsync(writer.fileno())
