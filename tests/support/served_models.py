"""A small model that a hub on this machine serves, and a folder of models that knows it by its manifest alone."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from huggingface_hub.utils import close_session

from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.install.download import Installed, Options, download
from pplx_desktop.embed.install.hub import Patience
from pplx_desktop.embed.manifest import Manifest, read_manifest
from pplx_desktop.embed.records import read_record
from tests.support.lying_hub import COMMIT, REPOSITORY, LyingHub, git_sha1
from tests.support.tiny_models import write_tiny_model

GRAPH = "onnx/model.onnx"
TOKENIZER = "tokenizer.json"
HALF = 200_000
"""A place in the middle of the graph."""
HASTY = Patience(connect_s=0.5, stall_s=0.3, least_bytes=64, attempts=3, first_pause_s=0.01, longest_pause_s=0.05)
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


def without_hub_settings(environment: dict[str, str]) -> dict[str, str]:
    """An environment in which nothing says where the hub is, how it is reached and who asks."""
    return {
        name: value
        for name, value in environment.items()
        if not name.startswith(("HF_", "HUGGING")) and name.casefold() not in PROXY_VARIABLES
    }


@dataclass
class Served:
    """The model as it is published in `source`, and `models`, where it is to be installed."""

    hub: LyingHub
    source: Path
    models: Path
    cache: Path
    heard: list[ModelJobProgress] = field(default_factory=list[ModelJobProgress])

    @property
    def folder(self) -> Path:
        return self.models / "tiny"

    @property
    def part(self) -> Path:
        return self.models / ".staging" / "tiny" / (GRAPH + ".part")

    @property
    def manifest(self) -> Manifest:
        return read_manifest(self.models / "tiny.toml")

    def find(self) -> InstalledModel:
        return Catalog(self.models / "none", self.models).find("tiny")

    def change_manifest(self, **tables: Any) -> None:
        """Put other tables into the manifest."""
        path = self.models / "tiny.toml"
        values = tomllib.loads(path.read_text("utf-8"))
        path.write_text(tomli_w.dumps({**values, **tables}), encoding="utf-8")

    def get(self, *, patience: Patience = HASTY, **options: Any) -> Installed:
        """Download it, in this process."""
        wanted = Options(endpoint=self.hub.endpoint, cache=self.cache, patience=patience, **options)
        return download(self.manifest, self.models, self.heard.append, wanted)

    def fill_cache(self, *paths: str, links: bool = True) -> None:
        """Put files into the hub's cache, in its layout."""
        repository = self.cache / f"models--{REPOSITORY.replace('/', '--')}"
        for path in paths or tuple(self.hub.files):
            content = self.hub.files[path]
            name = hashlib.sha256(content).hexdigest() if path.endswith(".onnx") else git_sha1(content)
            blob, pointer = repository / "blobs" / name, repository / "snapshots" / COMMIT / path
            blob.parent.mkdir(parents=True, exist_ok=True)
            pointer.parent.mkdir(parents=True, exist_ok=True)
            if links:
                blob.write_bytes(content)
                pointer.symlink_to(os.path.relpath(blob, pointer.parent))
            else:
                pointer.write_bytes(content)


@contextmanager
def served_model(folder: Path, **options: Any) -> Generator[Served]:
    """Make the model, and serve it at a revision that is a commit."""
    tiny = write_tiny_model(folder / "published")
    models = folder / "models"
    models.mkdir(exist_ok=True)
    shutil.move(folder / "published" / "tiny.toml", models / "tiny.toml")
    with LyingHub.of(tiny.folder, **options) as hub:
        served = Served(hub, tiny.folder, models, folder / "cache")
        served.change_manifest(source={"hub": REPOSITORY, "revision": COMMIT})
        try:
            yield served
        finally:
            close_session()


@contextmanager
def served_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Served]:
    """As `served_model`, where nothing else says where a hub is, and its cache is empty."""
    for name in set(os.environ) - set(without_hub_settings(dict(os.environ))):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    with served_model(tmp_path) as model:
        yield model


def publish(served: Served) -> bytes:
    """The author has changed the weights: another graph of the same form, at another commit for those who ask for main."""
    content = served.hub.files[GRAPH]
    changed = content.replace(content[HALF : HALF + 64], bytes(64), 1)
    assert changed != content
    served.hub.files[GRAPH] = changed
    served.change_manifest(source={"hub": "nobody/tiny", "revision": "main"})
    return changed


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


def installed_bytes(served: Served) -> dict[str, bytes]:
    """What is installed now, without the record; empty where nothing is."""
    names = [file.path for file in read_record(served.folder).files]
    return {name: (served.folder / name).read_bytes() for name in names}
