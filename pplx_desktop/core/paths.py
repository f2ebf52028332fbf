"""Where the program keeps things, and where it finds what it was delivered with.

Invariant: `PPLX_DESKTOP_HOME` moves settings, index and models together; every folder made here is private (0700).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

import pplx_desktop
from pplx_desktop.core.errors import EnvironmentProblem

HOME_VARIABLE = "PPLX_DESKTOP_HOME"
APPLICATION = "pplx-desktop"


@dataclass(frozen=True, slots=True)
class Paths:
    """The program's own folders. None of them is ever indexed."""

    config: Path
    data: Path
    models: Path
    runtime: Path

    @property
    def settings_file(self) -> Path:
        """Settings and folders, in TOML."""
        return self.config / "settings.toml"

    @property
    def index_file(self) -> Path:
        """The index, one SQLite database. It can always be made again."""
        return self.data / "index.sqlite3"

    @property
    def searches_file(self) -> Path:
        """What was searched last."""
        return self.data / "searches.json"

    @property
    def damage_mark(self) -> Path:
        """A file that is there after a search met damage in the index: who writes next begins anew."""
        return self.data / "index.damaged"

    @property
    def progress_file(self) -> Path:
        """How the last large run of indexing went."""
        return self.data / "progress.json"

    @property
    def reports(self) -> Path:
        """Where reports of faults and the log are kept."""
        return self.runtime / "reports"

    @property
    def writer_lock(self) -> Path:
        """The file whose lock decides who writes the index."""
        return self.data / "writer.lock"

    def create(self) -> None:
        """Make the folders, readable by their owner only. Raises `EnvironmentProblem("home-unwritable")`."""
        for folder in (self.config, self.data, self.models, self.runtime):
            try:
                make_private_folder(folder)
            except OSError as error:
                raise EnvironmentProblem(
                    "home-unwritable",
                    f"The folder {folder} cannot be made: {error.strerror or error}.",
                    detail=str(error),
                    hint=f"Check the permissions of the folders above it, or let {HOME_VARIABLE} name another place.",
                ) from error


def make_private_folder(folder: Path) -> None:
    """Make `folder` and its parents. A folder that is made here is 0700 whatever the umask. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)


def default_paths() -> Paths:
    """The folders of this user on this system, or those under `PPLX_DESKTOP_HOME`."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        base = Path(home).expanduser().absolute()
        return Paths(config=base / "config", data=base / "data", models=base / "models", runtime=base / "run")
    dirs = platformdirs.PlatformDirs(APPLICATION, appauthor=False, roaming=False)
    data = Path(dirs.user_data_path)
    return Paths(
        config=Path(dirs.user_config_path),
        data=data / "index",
        models=data / "models",
        runtime=data / "run",
    )


def delivered(name: str) -> Path:
    """The folder `models` or `assets` that came with the program: inside the package in a wheel or a bundle, beside
    it in a source checkout.
    """
    package = Path(pplx_desktop.__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def displayed(path: str) -> str:
    """A path as it can be shown or printed: bytes that are no text appear escaped (`\\xff`)."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
