"""Where a model is put together, and the step that makes it visible.

Staging stands beside the models, on the same disk: `models/.staging/NAME/` holds finished files under their paths and
unfinished ones with `.part` behind it. It outlives a failure, so that a download goes on.

Invariant: the folder `models/NAME` is at every moment the old model or the new one, whole. A kill between two renames
leaves the old one under another name, or the new one's description inside of its folder; `mend`, which everybody calls
who looks for models, brings that to its end. One process at a time installs.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from collections.abc import Generator, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from pplx_desktop.core.errors import EnvironmentProblem, ModelProblem, PplxError
from pplx_desktop.core.paths import make_private_folder
from pplx_desktop.embed.install.problems import disk_problem, too_little_space
from pplx_desktop.embed.manifest import Manifest, write_manifest
from pplx_desktop.embed.records import STAGING, CheckedFile, InstallRecord, read_record, write_record

log = logging.getLogger(__name__)

PART = ".part"
_OLD = ".old-"
_IMPORT = ".import"
_DESCRIPTION = ".description.toml"
_WAIT_S = 0.5
"""So long the lock is waited for: who only mends something has it for a moment."""
SPARE_BYTES = 64 * 1024 * 1024
"""What has to stay free: the index and the settings live on the same disk."""


class Staging:
    """The staging folder of one model: its own under `.staging`, or the one that is given."""

    def __init__(self, models: Path, name: str, folder: Path | None = None) -> None:
        self.models, self.name = models, name
        self.folder = folder or models / STAGING / name
        self.target = models / name

    def path(self, name: str) -> Path:
        """Where a finished file of the new model goes; its folder is made. Raises OSError."""
        path = self.folder / name
        make_private_folder(path.parent)
        return path

    def part(self, name: str) -> Path:
        """Where it grows."""
        path = self.path(name)
        return path.with_name(path.name + PART)

    def has(self, name: str) -> bool:
        """True where a finished file waits."""
        return (self.folder / name).is_file()

    def free_bytes(self) -> int:
        """What the disk has room for."""
        make_private_folder(self.folder)
        return shutil.disk_usage(self.folder).free

    def require_space(self, needed: int) -> None:
        """Raises `EnvironmentProblem("disk-too-small")` where that does not fit."""
        free = self.free_bytes()
        if needed and needed + SPARE_BYTES > free:
            raise too_little_space(needed, free, self.models)

    def drop_strangers(self, wanted: Sequence[str]) -> None:
        """Delete what an earlier attempt left and this one does not want."""
        kept = {self.folder / name for name in wanted} | {self.folder / (name + PART) for name in wanted}
        if self.folder.is_dir():
            for path in sorted(self.folder.rglob("*"), reverse=True):
                if path.is_dir() and not path.is_symlink():
                    with contextlib.suppress(OSError):
                        path.rmdir()
                elif path not in kept:
                    path.unlink()

    def only_adds(self, files: Sequence[CheckedFile]) -> bool:
        """True where none of these files is another than the installed one of the same path."""
        if self.target.is_symlink():
            return False  # it may lead to another disk, where nothing can be moved to
        before = _record_or_none(self.target)
        mine = {file.path: file for file in files}
        return bool(before.files) and all(mine.get(old.path, old) == old for old in before.files)

    def discard(self) -> None:
        """Delete all of it."""
        with contextlib.suppress(OSError):
            _delete(self.folder)

    def place(self, files: Sequence[CheckedFile], revision: str, description: Manifest | None = None) -> None:
        """Make the staged files the model's, with their record, and `description` its manifest. What is there under other
        paths, tuning above all, goes when a file that the vectors depend on is another, and stays when files were only
        added.

        Raises OSError, and `ModelProblem("model-busy")` where another program holds the old files open (Windows).
        """
        make_private_folder(self.folder)
        if self.only_adds(files):
            self._add(files, _record_or_none(self.target), revision)
            if description is not None:
                write_manifest(description, self.folder / _DESCRIPTION)
                (self.folder / _DESCRIPTION).replace(self.target / _DESCRIPTION)
        else:
            if description is not None:
                # It comes with the files, so that a kill parts them for no longer than until `mend`.
                write_manifest(description, self.folder / _DESCRIPTION)
            write_record(self.folder, InstallRecord(tuple(files), revision))
            self._swap()
        if description is not None:
            (self.target / _DESCRIPTION).replace(self.models / f"{self.name}.toml")
        self.discard()

    def _add(self, files: Sequence[CheckedFile], before: InstallRecord, revision: str) -> None:
        for file in files:
            if self.has(file.path):
                make_private_folder((self.target / file.path).parent)
                (self.folder / file.path).replace(self.target / file.path)
        known = {file.path: file for file in (*before.files, *files)}
        write_record(self.target, InstallRecord(tuple(known.values()), revision or before.revision))

    def _swap(self) -> None:
        old = self.models / (_OLD + self.name)
        _delete(old)
        # A link to where the user moved them, for one, may lead nowhere.
        had_one = os.path.lexists(self.target)
        try:
            if had_one:
                self.target.rename(old)
            self.folder.rename(self.target)
        except PermissionError as error:
            self._put_back(old)
            if os.name != "nt":
                raise
            raise ModelProblem(
                "model-busy",
                f"The files of {self.name} are in use, so they cannot be replaced now.",
                detail=str(error),
                hint="Choose another model or close the program, then try again. What was downloaded is kept.",
            ) from error
        except OSError:
            self._put_back(old)
            raise
        # The new model is there: what cannot be deleted now is tried again before the next one.
        with contextlib.suppress(OSError):
            _delete(old)

    def _put_back(self, old: Path) -> None:
        if os.path.lexists(old) and not os.path.lexists(self.target):
            old.rename(self.target)


@contextlib.contextmanager
def installing(models: Path, wait_s: float = _WAIT_S) -> Generator[None]:
    """Be the one process that changes the models, and mend what a killed one left. Others are waited for so long.

    Raises `EnvironmentProblem`: `models-locked`, and what `disk_problem` says.
    """
    try:
        make_private_folder(models)
        lock = FileLock(models / ".lock", timeout=wait_s, mode=0o600)
        lock.acquire(poll_interval=0.02)
    except Timeout:
        raise EnvironmentProblem(
            "models-locked",
            "Another pplx-desktop is installing or removing a model.",
            hint="Wait until it is done, or stop it there.",
        ) from None
    except OSError as error:
        raise disk_problem(error, models) from error
    try:
        _recover(models)
        yield
    finally:
        lock.release()


def mend(models: Path) -> None:
    """Bring to its end what a killed process left half done, unless one is at work. Raises nothing."""
    if _is_half_done(models):
        with contextlib.suppress(PplxError), installing(models, wait_s=0):
            log.info("what was left in %s is mended", models)


def import_folder(models: Path) -> Path:
    """Where an import unpacks and copies. Unlike a download's it is of no use after a failure."""
    return models / STAGING / _IMPORT


def _is_half_done(models: Path) -> bool:
    left = (import_folder(models), *models.glob(_OLD + "*"), *models.glob(f"*/{_DESCRIPTION}"))
    return any(os.path.lexists(path) for path in left)


def _recover(models: Path) -> None:
    """Put back what a kill in the middle of an exchange left under another name, put out the description that it left
    inside, and delete what it left of an import. What cannot be mended is left alone: it hinders no other model.
    """
    with contextlib.suppress(OSError):
        _delete(import_folder(models))
    for old in models.glob(_OLD + "*"):
        target = models / old.name.removeprefix(_OLD)
        with contextlib.suppress(OSError):
            if target.exists():
                _delete(old)
            else:
                old.rename(target)
    for description in models.glob(f"*/{_DESCRIPTION}"):
        with contextlib.suppress(OSError):
            description.replace(models / f"{description.parent.name}.toml")


def remove(models: Path, name: str) -> int:
    """Delete a user's model: files, records, variants, what was downloaded of it so far, and its own description.
    What is not here, but in a cache or a folder that a link leads to, stays. Returns how many bytes it had.
    """
    staging = Staging(models, name)
    folders = [folder for folder in (staging.target, staging.folder) if not folder.is_symlink()]
    size = sum(_lsize(path) for folder in folders for path in folder.rglob("*"))
    if os.path.lexists(staging.target):
        # In one step, so that a kill leaves no half of a model; `recover` would put back what is called `.old-`.
        staging.discard()
        make_private_folder(staging.folder.parent)
        staging.target.rename(staging.folder)
    staging.discard()
    (models / f"{name}.toml").unlink(missing_ok=True)
    return size


def _record_or_none(folder: Path) -> InstallRecord:
    try:
        return read_record(folder)
    except ModelProblem:
        # A record that cannot be read is replaced with all that it stood for.
        return InstallRecord()


def _lsize(path: Path) -> int:
    try:
        return path.lstat().st_size if not path.is_dir() else 0
    except OSError:
        return 0


def _delete(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
