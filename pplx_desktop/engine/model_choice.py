"""Choosing and removing a model: what the window and the command line do the same way.

Invariant: the settings name a model that answered in a trial a moment ago, or the one that they named before. Files are
removed of models that the user brought here, never of the one in use. The model that is waited for is named in the
settings until it is in use, cannot be used, or the user decides otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from pplx_desktop.core.errors import Cancelled, EnvironmentProblem, ModelProblem, UserError
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
    if name:
        values["next_model"] = ""
    if dims is not None:
        values["dims"] = dims
    jobs.try_model(name or settings.model, replace(settings, **values))  # type: ignore[arg-type]
    return store.set(**values)


def await_model(store: SettingsStore, name: str) -> None:
    """Let this model take over as soon as its files are here."""
    store.set(next_model=name)


def await_no_more(store: SettingsStore, name: str) -> None:
    """Where this model is waited for, let it not take over."""
    if store.load().next_model == name:
        store.update(lambda settings: replace(settings, next_model="") if settings.next_model == name else settings)


def take_over(jobs: ModelJobs, store: SettingsStore, name: str) -> str:
    """Use a model whose files have come, where it is waited for. Returns what there is to say, nothing where it is not."""
    settings = store.load()
    if settings.next_model != name:
        return ""
    try:
        jobs.try_model(name, replace(settings, model=name))
    except ModelProblem as problem:
        await_no_more(store, name)
        return f"It cannot be used. {problem}"
    except (Cancelled, EnvironmentProblem):
        # The program ends in the midst of it: the next start goes on.
        return ""

    def change(settings: Settings) -> Settings:
        # The user may have decided otherwise while it was tried.
        return replace(settings, model=name, next_model="") if settings.next_model == name else settings

    if store.update(change).model != name:
        return ""
    return "It is in use from now on. Its vectors are filled in in the background."


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
            removed = remove(paths.models, name)
        except OSError as error:
            raise disk_problem(error, paths.models) from error
    await_no_more(store, name)
    return removed
