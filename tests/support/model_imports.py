"""Imports of models out of folders and archives that are made for a test."""

import io
import shutil
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.install.local import Imported, import_path
from pplx_desktop.embed.model import EmbeddingModel
from tests.support.tiny_models import TinyModel

GRAPH = "onnx/model.onnx"


def bring(path: Path, models: Path, **options: Any) -> Imported:
    """Import it."""
    return import_path(path, delivered("models"), models, lambda _: None, **options)


def refused(path: Path, models: Path, **options: Any) -> PplxError:
    """Why it was not imported; nothing of it may be left."""
    before = sorted(models.rglob("*"))
    with pytest.raises(PplxError) as caught:
        bring(path, models, **options)
    left = [entry for entry in sorted(models.rglob("*")) if entry.name not in {".lock", ".staging"}]
    assert left == [entry for entry in before if entry.name not in {".lock", ".staging"}]
    return caught.value


def answers(models: Path, name: str) -> None:
    """The model of this name is whole, and works."""
    model = Catalog(models / "none", models).find(name)
    model.check()
    assert EmbeddingModel.load(model).embed_query("roses").dims == model.manifest.dims


def fine_tuned(folder: Path, tiny: TinyModel) -> Path:
    """The files as somebody's training leaves them: no manifest, but a configuration."""
    shutil.copytree(tiny.folder, folder)
    (folder / "config.json").write_text(
        '{"model_type": "bidirectional_pplx_qwen3", "hidden_size": 64, "max_position_embeddings": 512, '
        '"architectures": ["ContextModel"]}'
    )
    (folder / "model.safetensors").write_bytes(b"\0" * 1000)
    return folder


def make_zip(path: Path, folder: Path, prefix: str = "") -> Path:
    """A zip of a folder's files, each below `prefix`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.rglob("*")):
            packed.write(file, prefix + file.relative_to(folder).as_posix())
    return path


def make_tar(path: Path, folder: Path, mode: str, prefix: str = "") -> Path:
    """A tar of a folder's files, each below `prefix`."""
    with tarfile.open(path, f"w{mode}") as packed:  # type: ignore[call-overload]
        packed.add(folder, prefix or ".")
    return path


def hostile_tar(path: Path, *members: tarfile.TarInfo) -> Path:
    """A tar of these members, each full of x."""
    with tarfile.open(path, "w") as packed:
        for member in members:
            packed.addfile(member, io.BytesIO(b"x" * member.size))
    return path
