"""Choosing and removing a model: what the window and the command line do the same way.

Invariant: the settings name a model that answered in a trial a moment ago, or the one that they named before. Files are
removed of models that the user brought here, never of the one in use.
"""

from __future__ import annotations

from dataclasses import replace

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.paths import Paths
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.embed.install.problems import disk_problem
from pplx_desktop.embed.install.staging import installing, remove
from pplx_desktop.embed.records import STAGING
from pplx_desktop.engine.model_jobs import ModelJobs
from pplx_desktop.engine.model_slot import catalog


def use_model(jobs: ModelJobs, store: SettingsStore, name: str = "", *, dims: int | None = None) -> Settings:
    """Search and index with this model from now on, after it was checked, loaded and asked once in a child; empty for
    the one in use. `dims` is how many dimensions its vectors are to have, 0 for as many as suit it, None for no change.

    Raises `ModelProblem` where it cannot be used; the old one then stays. Takes as long as the model takes to load.
    """
    settings = store.load()
    values: dict[str, object] = {"model": name or settings.model}
    if dims is not None:
        values["dims"] = dims
    jobs.try_model(name or settings.model, replace(settings, **values))  # type: ignore[arg-type]
    return store.set(**values)


def remove_model(paths: Paths, store: SettingsStore, name: str) -> int:
    """Delete a model that the user downloaded or imported, and what was downloaded of it so far. Returns its bytes.

    Raises `UserError`: `model-in-use`, `model-delivered`, `model-not-here`; `ModelProblem("model-unknown")`.
    """
    manifest = catalog(paths).manifest(name)
    if store.load().model == name:
        raise UserError(
            "model-in-use",
            f"The model {name} is the one in use, so it cannot be removed.",
            hint="Choose another one first: `models use NAME`.",
        )
    with installing(paths.models):
        has_files = any(
            (folder / file.path).exists()
            for folder in (paths.models / name, paths.models / STAGING / name)
            for file in manifest.files
        )
        is_own = (paths.models / f"{name}.toml").exists()
        has_part = (paths.models / STAGING / name).is_dir()
        if not (has_files or is_own or has_part):
            if not manifest.source.hub:
                raise UserError("model-delivered", f"The model {name} came with the program and cannot be removed.")
            raise UserError("model-not-here", f"The model {name} is not on this computer.")
        try:
            return remove(paths.models, name)
        except OSError as error:
            raise disk_problem(error, paths.models) from error
