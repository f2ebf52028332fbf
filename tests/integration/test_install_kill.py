"""A kill at every single step of getting, importing, replacing and removing a model, and what is found afterwards."""

import contextlib
import os
import shutil
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import Paths, delivered
from pplx_desktop.core.settings import SettingsStore
from pplx_desktop.embed.install.download import Options, download
from pplx_desktop.embed.install.local import import_path
from pplx_desktop.embed.install.staging import installing
from pplx_desktop.embed.manifest import ModelFile, Source, read_manifest, write_manifest
from pplx_desktop.engine.model_choice import remove_model
from pplx_desktop.engine.model_slot import catalog
from tests.support.lying_hub import COMMIT, REPOSITORY, LyingHub
from tests.support.served_models import GRAPH, TOKENIZER, Served
from tests.support.tiny_models import write_tiny_model

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the step is counted in a forked process")

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"}
MINE = "mine"


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    """A folder as training leaves it."""
    folder = tmp_path / MINE
    shutil.copytree(write_tiny_model(tmp_path / "published").folder, folder)
    (folder / "config.json").write_text(
        '{"model_type": "bidirectional_pplx_qwen3", "hidden_size": 64, "max_position_embeddings": 512}'
    )
    return folder


def retrain(folder: Path) -> None:
    """Another graph, of another size: the old description does not fit it."""
    with (folder / GRAPH).open("ab") as stream:
        stream.write(b"\x1a\x03two")


def bring(folder: Path, paths: Paths) -> None:
    import_path(folder, delivered("models"), paths.models, lambda _: None)


def remove(paths: Paths) -> None:
    remove_model(paths, SettingsStore(paths.settings_file), MINE)


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do it in a process that is killed right before its change of the disk with this number. False where it ended."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside the threads of a library
        child = os.fork()
    if child == 0:
        left = step

        def watch(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal left
            if event in CHANGES or (event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1

        sys.addaudithook(watch)
        try:
            work()
            os._exit(0)
        finally:
            os._exit(3)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def each_kill(tmp_path: Path, paths: Paths, work: Callable[[], object]) -> Iterator[int]:
    """Kill it at its first step, then from the same beginning at its second, and so on to the end."""
    shutil.copytree(paths.models, tmp_path / "before")
    for step in count():
        if not killed_at(step, work):
            assert step > 5
            return
        yield step
        shutil.rmtree(paths.models)
        shutil.copytree(tmp_path / "before", paths.models)


def fingerprint(paths: Paths) -> str:
    """Of the model, which has to be whole."""
    model = catalog(paths).find(MINE)
    model.check()
    return model.fingerprint


def left_over(paths: Paths) -> list[str]:
    folders = (paths.models, paths.models / ".staging")
    return [path.name for folder in folders if folder.is_dir() for path in folder.glob(".*")]


def test_a_first_import_is_there_or_not(tmp_path: Path, paths: Paths, brought: Path) -> None:
    seen: set[bool] = set()
    for step in each_kill(tmp_path, paths, lambda: bring(brought, paths)):
        known = MINE in catalog(paths).names()
        seen.add(known)
        assert known == (paths.models / MINE).exists(), step
        assert not (paths.models / ".staging" / ".import").exists(), step
        if known:
            fingerprint(paths)
        bring(brought, paths)
        fingerprint(paths)
    assert seen == {False, True}


def test_an_import_that_replaces_leaves_the_old_or_the_new(tmp_path: Path, paths: Paths, brought: Path) -> None:
    bring(brought, paths)
    old = fingerprint(paths)
    retrain(brought)
    seen: set[str] = set()
    for _ in each_kill(tmp_path, paths, lambda: bring(brought, paths)):
        found = fingerprint(paths)
        seen.add(found)
        bring(brought, paths)
        assert fingerprint(paths) != old
        assert set(left_over(paths)) <= {".lock", ".staging"}
    assert old in seen
    assert seen == {old, fingerprint(paths)}


def test_a_download_that_replaces_leaves_the_old_or_the_new(tmp_path: Path, paths: Paths, brought: Path) -> None:
    """From the hub's cache, so that nothing but the disk is in it."""
    bring(brought, paths)
    old = fingerprint(paths)
    retrain(brought)
    content = {name: (brought / name).read_bytes() for name in (GRAPH, TOKENIZER)}
    cache = Served(LyingHub(content), brought, paths.models, tmp_path / "cache")
    cache.hub._server.server_close()
    cache.fill_cache()
    files = tuple(ModelFile(path, None, None, optional=False) for path in (GRAPH, TOKENIZER))
    described = read_manifest(paths.models / f"{MINE}.toml")
    manifest = replace(described, source=Source(hub=REPOSITORY, revision=COMMIT), files=files)
    write_manifest(manifest, paths.models / f"{MINE}.toml")
    old = fingerprint(paths)

    def get() -> None:
        download(
            manifest, paths.models, lambda _: None, Options(cache=tmp_path / "cache", endpoint="http://127.0.0.1:9")
        )

    seen: set[str] = set()
    for _ in each_kill(tmp_path, paths, get):
        seen.add(fingerprint(paths))
        get()
        assert fingerprint(paths) != old
        assert set(left_over(paths)) <= {".lock", ".staging"}
    assert seen == {old, fingerprint(paths)}


def test_a_removal_can_be_repeated(tmp_path: Path, paths: Paths, brought: Path) -> None:
    bring(brought, paths)
    for _ in each_kill(tmp_path, paths, lambda: remove(paths)):
        if (paths.models / MINE).exists():
            fingerprint(paths)
        with contextlib.suppress(ModelProblem):  # its description was all that was left
            remove(paths)
        assert not (paths.models / MINE).exists()
        assert not (paths.models / f"{MINE}.toml").exists()
        assert set(left_over(paths)) <= {".lock", ".staging"}


def test_what_cannot_be_mended_hinders_nobody(paths: Paths, brought: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (paths.models / ".old-other").mkdir()
    (paths.models / "other").mkdir()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr("pplx_desktop.embed.install.staging.shutil.rmtree", refuse)
        catalog(paths)
        with installing(paths.models):
            assert (paths.models / ".old-other").exists()
    catalog(paths)
    assert not (paths.models / ".old-other").exists()
