"""Archives of models that are hostile, damaged, locked or none: nothing leaves the folder, and each is told apart."""

import io
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pplx_desktop.core.errors import EnvironmentProblem, ModelProblem, PplxError, UserError
from pplx_desktop.embed.install import archives, local
from pplx_desktop.embed.install.meter import Meter
from tests.support.model_imports import bring, hostile_tar, make_tar, make_zip, refused
from tests.support.tiny_models import TinyModel, write_tiny_model


@pytest.fixture
def tiny(tmp_path: Path) -> TinyModel:
    return write_tiny_model(tmp_path / "brought")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


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
