"""Models out of folders and archives: the right files, and a clear word for each trouble."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.install import local, staging
from pplx_desktop.embed.install.local import import_path
from pplx_desktop.embed.records import InstallRecord, measured, read_record, write_record
from tests.support.model_imports import GRAPH, answers, bring, fine_tuned, hostile_tar, make_tar, make_zip, refused
from tests.support.tiny_models import TinyModel, write_tiny_model


@pytest.fixture
def tiny(tmp_path: Path) -> TinyModel:
    return write_tiny_model(tmp_path / "brought")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


# -- what is right


def test_a_folder_with_a_manifest_beside_it(tiny: TinyModel, models: Path) -> None:
    got = bring(tiny.folder, models)
    assert (got.name, got.kind) == ("tiny", "contextual")
    assert got.files == (GRAPH, "special_tokens_map.json", "tokenizer.json")
    answers(models, "tiny")
    # A copy: the folder may change, or go away with the stick that it is on.
    shutil.rmtree(tiny.folder)
    answers(models, "tiny")


def test_a_fine_tuned_model_is_described_by_its_form(tiny: TinyModel, models: Path, tmp_path: Path) -> None:
    folder = fine_tuned(tmp_path / "My Model", tiny)
    got = bring(folder, models, name="mine")
    assert (got.name, got.kind) == ("mine", "contextual")
    assert "model.safetensors" not in got.files
    manifest = Catalog(models / "none", models).manifest("mine")
    assert str(manifest.source) == str(folder)
    answers(models, "mine")
    # Once more, with other weights: the user's own model is replaced.
    content = bytearray((folder / GRAPH).read_bytes())
    content[200_000] ^= 1
    (folder / GRAPH).write_bytes(content)
    bring(folder, models, name="mine")
    assert (models / "mine" / GRAPH).read_bytes() == content
    answers(models, "mine")


def test_its_kind_can_be_said(tiny: TinyModel, models: Path, tmp_path: Path) -> None:
    assert bring(fine_tuned(tmp_path / "m", tiny), models, kind="independent").kind == "independent"
    answers(models, "m")


@pytest.mark.parametrize("form", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"])
@pytest.mark.parametrize("prefix", ["", "inner/"])
def test_an_archive(tiny: TinyModel, models: Path, tmp_path: Path, form: str, prefix: str) -> None:
    folder = fine_tuned(tmp_path / "m", tiny)
    path = tmp_path / f"my-model.{form}"
    if form == "zip":
        make_zip(path, folder, prefix)
    else:
        make_tar(path, folder, "" if form == "tar" else f":{form.partition('.')[2]}", prefix.rstrip("/"))
    heard: list[ModelJobProgress] = []
    got = import_path(path, delivered("models"), models, heard.append)
    assert got.name == ("inner" if prefix else "my-model")
    answers(models, got.name)
    assert not (models / ".staging" / ".import").exists()
    unpacking = [state for state in heard if state.step.startswith("Unpacking")]
    assert unpacking
    assert all(state.total > 0 for state in unpacking)


def test_a_known_model_by_its_name_or_by_its_folder(tiny: TinyModel, models: Path, tmp_path: Path) -> None:
    name = "pplx-embed-context-v1-0.6b"
    folder = tmp_path / "files"
    shutil.copytree(tiny.folder, folder)
    (folder / GRAPH).rename(folder / "onnx/model_quantized.onnx")
    assert bring(folder, models, name=name).name == name
    assert not (models / f"{name}.toml").exists()  # its description came with the program
    assert read_record(models / name).file("onnx/model_quantized.onnx") is not None
    shutil.rmtree(models / name)
    named = folder.rename(tmp_path / "PPLX-Embed-Context-v1-0.6B")
    assert bring(named, models).name == name


def test_a_snapshot_of_the_hubs_cache(
    tiny: TinyModel, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = tmp_path / "models--perplexity-ai--pplx-embed-context-v1-0.6b"
    snapshot = repository / "snapshots" / ("a" * 40)
    for number, file in enumerate(path for path in tiny.folder.rglob("*") if path.is_file()):
        blob = repository / "blobs" / str(number)
        blob.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, blob)
        name = file.relative_to(tiny.folder).as_posix().replace("model.onnx", "model_quantized.onnx")
        pointer = snapshot / name
        pointer.parent.mkdir(parents=True, exist_ok=True)
        pointer.symlink_to(os.path.relpath(blob, pointer.parent))
    for number, path in enumerate((repository, snapshot)):
        assert bring(path, models).name == "pplx-embed-context-v1-0.6b", number
    assert not (models / "pplx-embed-context-v1-0.6b" / "tokenizer.json").is_symlink()
    packed = make_tar(tmp_path / "cache.tar", repository, "", repository.name)
    # The same folder in an archive, as links within it.
    shutil.rmtree(models / "pplx-embed-context-v1-0.6b")
    assert bring(packed, models).files

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")  # on a stick

    shutil.rmtree(models / "pplx-embed-context-v1-0.6b")
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert bring(packed, models).files


def test_the_folder_of_another_installation_is_checked_by_its_record(tiny: TinyModel, models: Path) -> None:
    files = tuple(measured(tiny.folder, path) for path in (GRAPH, "tokenizer.json"))
    write_record(tiny.folder, InstallRecord(files))
    content = bytearray((tiny.folder / GRAPH).read_bytes())
    content[100_000] ^= 1
    (tiny.folder / GRAPH).write_bytes(content)
    assert refused(tiny.folder, models).code == "import-altered"
    content[100_000] ^= 1
    (tiny.folder / GRAPH).write_bytes(content)
    bring(tiny.folder, models)


# -- what is wrong


def test_wrong_files_are_told_apart(tiny: TinyModel, models: Path) -> None:
    graph, tokenizer = (tiny.folder / name for name in (GRAPH, "tokenizer.json"))
    right = graph.read_bytes()
    for content, word in (
        (b"<!DOCTYPE html><html><head><title>404</title>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS"),
        (b"PK\x03\x04rest", "ZIP"),
        (b'{"a": 1}', "JSON"),
        (b"\x80\x02}q\x00", "pickle"),
        (b"", "empty"),
        (b"hello", "no ONNX"),
    ):
        graph.write_bytes(content)
        problem = refused(tiny.folder, models)
        assert problem.code == "wrong-file"
        assert word in problem.title, content
    graph.write_bytes(right[: len(right) // 2])
    assert refused(tiny.folder, models).code == "model-form"
    graph.write_bytes(right)
    tokenizer.write_text("{", encoding="utf-8")
    assert refused(tiny.folder, models).code == "wrong-file"


def test_what_is_missing_is_named(tiny: TinyModel, models: Path, tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere", models).code == "import-missing"
    problem = refused(tiny.folder, models, name="pplx-embed-context-v1-0.6b")
    assert problem.code == "import-incomplete"
    assert "onnx/model_quantized.onnx" in problem.title
    (tiny.folder / "tokenizer.json").unlink()
    assert isinstance(refused(tiny.folder, models), ModelProblem)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert refused(empty, models).hint or refused(empty, models).title


def test_a_name_that_is_taken_or_none(tiny: TinyModel, models: Path, tmp_path: Path) -> None:
    folder = fine_tuned(tmp_path / "m", tiny)
    for name in ("../up", "A B", "", "x" * 101, ".hidden", "m.toml"):
        if name:
            assert refused(folder, models, name=name).code == "name-invalid"
    assert refused(folder, models, name="all-minilm-l6-v2").code == "name-taken"


def test_what_is_no_folder_and_no_archive_is_told_at_once(models: Path, tmp_path: Path) -> None:
    assert refused(tmp_path / ("a" * 5000), models).code == "import-unreadable"
    assert refused(Path("\0"), models).code == "import-missing"
    assert refused(tmp_path / "x.zip" / "y", models).code == "import-missing"
    assert isinstance(refused(Path("/"), models), ModelProblem)
    packed = hostile_tar(tmp_path / "nothing.tar")
    assert isinstance(refused(packed, models), ModelProblem)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_pipes_and_devices_are_not_waited_for(models: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        assert refused(path, models).code == "import-unreadable"


def test_a_file_that_cannot_be_read_is_not_told_as_one_that_cannot_be_written(
    tiny: TinyModel, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(local, "check_kind", fail)
    problem = refused(tiny.folder, models)
    assert (problem.code, "cannot be read" in problem.title) == ("import-unreadable", True)


def test_a_folder_of_the_same_name_elsewhere_is_another_model(tiny: TinyModel, models: Path, tmp_path: Path) -> None:
    for run in ("first", "second"):
        (tmp_path / run).mkdir()
    first, second = (fine_tuned(tmp_path / run / "checkpoint-500", tiny) for run in ("first", "second"))
    bring(first, models)
    problem = refused(second, models)
    assert (problem.code, str(first) in problem.hint) == ("name-taken", True)
    bring(second, models, name="checkpoint-500")
    assert str(Catalog(models / "none", models).manifest("checkpoint-500").source) == str(second)


def test_a_models_folder_that_is_a_link_is_replaced_and_removed_as_a_link(
    tiny: TinyModel, models: Path, tmp_path: Path
) -> None:
    bring(tiny.folder, models)
    elsewhere = (models / "tiny").rename(tmp_path / "elsewhere")
    before = sorted(elsewhere.rglob("*"))
    (models / "tiny").symlink_to(elsewhere)
    assert staging.remove(models, "tiny") == 0
    assert not os.path.lexists(models / "tiny")
    assert not list((models / ".staging").iterdir())
    assert sorted(elsewhere.rglob("*")) == before
    for target in (elsewhere, tmp_path / "nowhere"):
        (models / "tiny").unlink(missing_ok=True)
        (models / "tiny").symlink_to(target)
        (tiny.folder / "onnx" / "model.onnx_data").write_bytes(target.name.encode())
        bring(tiny.folder, models)
        assert not (models / "tiny").is_symlink()
        answers(models, "tiny")
        assert sorted(elsewhere.rglob("*")) == before
        shutil.rmtree(models / "tiny")


def test_a_failed_import_leaves_the_old_model(tiny: TinyModel, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(tiny.folder, models)
    fingerprint = Catalog(models / "none", models).find("tiny").fingerprint
    graph = tiny.folder / GRAPH
    right = graph.read_bytes()
    graph.write_bytes(right[:1000])
    assert refused(tiny.folder, models).code == "model-form"
    graph.write_bytes(right[:300_000] + b"\1" + right[300_001:])

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(local.os, "fsync", fail)
    assert refused(tiny.folder, models).code == "disk-full"
    assert Catalog(models / "none", models).find("tiny").fingerprint == fingerprint
    answers(models, "tiny")
