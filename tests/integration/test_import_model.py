"""Models out of folders and archives: the right files, nothing outside of the folder, and a clear word for each trouble."""

import errno
import io
import os
import shutil
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pplx_desktop.core.errors import EnvironmentProblem, ModelProblem, PplxError, UserError
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.install import archives, local, staging
from pplx_desktop.embed.install.local import Imported, import_path
from pplx_desktop.embed.install.meter import Meter
from pplx_desktop.embed.model import EmbeddingModel
from pplx_desktop.embed.records import InstallRecord, measured, read_record, write_record
from tests.support.tiny_models import TinyModel, write_tiny_model

GRAPH = "onnx/model.onnx"


@pytest.fixture
def tiny(tmp_path: Path) -> TinyModel:
    return write_tiny_model(tmp_path / "brought")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


def bring(path: Path, models: Path, **options: Any) -> Imported:
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
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.rglob("*")):
            packed.write(file, prefix + file.relative_to(folder).as_posix())
    return path


def make_tar(path: Path, folder: Path, mode: str, prefix: str = "") -> Path:
    with tarfile.open(path, f"w{mode}") as packed:  # type: ignore[call-overload]
        packed.add(folder, prefix or ".")
    return path


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


# -- archives that are no friends


def hostile_tar(path: Path, *members: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w") as packed:
        for member in members:
            packed.addfile(member, io.BytesIO(b"x" * member.size))
    return path


def entry(name: str, kind: bytes = tarfile.REGTYPE, target: str = "", size: int = 0) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, target, size
    return info


@pytest.mark.parametrize(
    "member",
    [
        entry("../evil", size=1),
        entry("a/../../evil", size=1),
        entry("/etc/evil", size=1),
        entry("C:\\evil", size=1),
        entry("a\\..\\..\\evil", size=1),
        entry("a\nb", size=1),
        entry("a//b", size=1),
        entry("/".join("x" * 40), size=1),
        entry("link", tarfile.SYMTYPE, "/etc/passwd"),
        entry("link", tarfile.SYMTYPE, "../../etc/passwd"),
        entry("a/link", tarfile.SYMTYPE, "../.."),
        entry("link", tarfile.LNKTYPE, "../evil"),
        entry("pipe", tarfile.FIFOTYPE),
        entry("device", tarfile.CHRTYPE),
    ],
    ids=lambda member: f"{member.name[:12]!r}-{member.type.decode()}",
)
def test_nothing_leaves_the_folder(models: Path, tmp_path: Path, member: tarfile.TarInfo) -> None:
    path = hostile_tar(tmp_path / "m.tar", entry("config.json", size=1), member)
    assert refused(path, models).code == "archive-unsafe"
    assert not list(tmp_path.rglob("evil"))


def test_a_link_and_then_a_file_through_it_stay_inside(models: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    path = hostile_tar(
        tmp_path / "m.tar", entry("inner/x", size=1), entry("door", tarfile.SYMTYPE, "inner"), entry("door/y", size=1)
    )
    with pytest.raises(PplxError):
        bring(path, models)
    assert list(outside.iterdir()) == []


def test_zip_names_are_checked_too(models: Path, tmp_path: Path) -> None:
    for name in ("../evil", "/evil", "a/../../evil"):
        path = tmp_path / "m.zip"
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr(name, "x")
        assert refused(path, models).code == "archive-unsafe", name
    with zipfile.ZipFile(path, "w") as packed:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        packed.writestr(info, "/etc/passwd")
    assert refused(path, models).code == "archive-unsafe"


def test_bombs_are_stopped_by_the_room_there_is(tmp_path: Path) -> None:
    honest = tmp_path / "zeros.zip"
    with zipfile.ZipFile(honest, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", bytes(20_000_000))
    lying = tmp_path / "lying.tar.gz"
    with tarfile.open(lying, "w:gz") as packed_tar:
        for number in range(20):
            packed_tar.addfile(entry(f"zeros-{number}", size=1_000_000), io.BytesIO(bytes(1_000_000)))
    many = hostile_tar(tmp_path / "many.tar", *(entry(f"f{number}") for number in range(2_001)))
    assert honest.stat().st_size < 100_000
    for path, code in ((honest, "archive-too-large"), (lying, "archive-too-large"), (many, "archive-unsafe")):
        target = tmp_path / path.stem
        with pytest.raises(ModelProblem) as caught:
            archives.unpack(path, target, 10_000_000, Meter(lambda _: None))
        assert caught.value.code == code
        written = sum(file.stat().st_size for file in target.rglob("*") if file.is_file()) if target.exists() else 0
        assert written <= 10_000_000


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[: len(content) // 2] + b"\xff" * 64 + content[len(content) // 2 + 64 :],
    ],
    ids=["cut", "altered"],
)
@pytest.mark.parametrize("form", ["zip", "tar.gz", "tar.bz2", "tar.xz"])
def test_damaged_archives(
    tiny: TinyModel, models: Path, tmp_path: Path, form: str, harm: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / f"m.{form}"
    if form == "zip":
        make_zip(path, tiny.folder)
    else:
        make_tar(path, tiny.folder, f":{form.partition('.')[2]}")
    path.write_bytes(harm(path.read_bytes()))
    problem = refused(path, models)
    assert problem.code == "archive-damaged"
    assert problem.hint


def test_other_archives_and_files(tiny: TinyModel, models: Path, tmp_path: Path) -> None:
    path = tmp_path / "m.7z"
    path.write_bytes(b"7z\xbc\xaf'\x1c" + b"\0" * 600)
    assert "7z" in refused(path, models).title
    path.write_bytes(b"This is a letter.")
    problem = refused(path, models)
    assert problem.code == "archive-unknown"
    path.write_bytes(b"")
    assert refused(path, models).code in {"archive-unknown", "archive-damaged"}


def test_a_password_is_told(tiny: TinyModel, models: Path, tmp_path: Path) -> None:
    path = make_zip(tmp_path / "m.zip", tiny.folder)
    content = bytearray(path.read_bytes())
    at = -1
    # Set the flag in every entry, of the list and of the files.
    for magic, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        while (at := content.find(magic, at + 1)) >= 0:
            flags = struct.unpack_from("<H", content, at + offset)[0]
            struct.pack_into("<H", content, at + offset, flags | 1)
    path.write_bytes(content)
    assert refused(path, models).code == "archive-encrypted"


def test_only_one_process_imports(tiny: TinyModel, models: Path) -> None:
    with local.installing(models), pytest.raises(EnvironmentProblem) as caught:
        bring(tiny.folder, models)
    assert caught.value.code == "models-locked"


def test_a_user_error_is_one(models: Path, tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path / "nowhere", models), UserError)
